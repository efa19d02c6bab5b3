use super::*;

fn read(text: &str) -> String {
    let shown = |list: &UnitList| {
        let name = |(role, name): &(Role, String)| match role {
            Role::Lead => format!("{name}!"),
            Role::Responsible => name.clone(),
            Role::Support => format!("{name}~"),
        };
        let names: Vec<String> = list.units.named.iter().map(name).collect();
        names.join(" ") + if list.units.first_leads { " 首位" } else { "" }
    };
    lists(text).iter().map(shown).collect::<Vec<_>>().join(" | ")
}

#[test]
fn labels_and_roles_say_who_leads() {
    assert_eq!(read("做事。（责任单位：甲局、乙局等）"), "甲局 乙局");
    assert_eq!(read("做事。(牵头单位:甲局;配合单位:乙局,丙局)"), "甲局! 乙局~ 丙局~");
    assert_eq!(
        read("做事。（牵头单位：市甲委，配合单位：市委乙部、市丙局，各区、县级市）"),
        "市甲委! 市委乙部~ 市丙局~ 各区、县级市~"
    );
    assert_eq!(read("做事。（省甲厅、省乙厅牵头，省丙厅、丁银行等配合）"), "省甲厅! 省乙厅! 省丙厅~ 丁银行~");
    assert_eq!(read("做事。（甲部、乙部，各省级人民政府按职责分工负责）"), "甲部 乙部 各省级人民政府");
    assert_eq!(read("做事。（甲总局、乙部负责，排在第一位的部门为牵头部门，下同）"), "甲总局 乙部 首位");
    assert_eq!(read("做事。（甲部负责。列第一位者为牵头单位，下同）"), "甲部 首位");
    assert_eq!(read("做事。[责任单位：县甲局（牵头）、县乙局]"), "县甲局! 县乙局");
    assert_eq!(read("做事。（县甲局牵头，会同县乙局、县丙局落实）"), "县甲局! 县乙局 县丙局");
}

#[test]
fn what_is_no_unit_is_left_out() {
    assert_eq!(read("做事。（甲部、乙部等有关部门负责）"), "甲部 乙部");
    assert_eq!(read("做事。（甲部、乙总局等和各有关省级人民政府负责）"), "甲部 乙总局 各有关省级人民政府");
    assert_eq!(read("做事。（负责部门：甲部、乙局；适用范围：丙试验区）"), "甲部 乙局");
    assert_eq!(read("做事。（责任单位：县甲局；完成时限：2025年12月底）"), "县甲局");
    assert_eq!(read("做事。（责任单位：县甲局，2023年6月底前）"), "县甲局");
    assert_eq!(read("发挥行业协会（商会）作用，落实县（市、区）责任（企业对其真实性负责）。"), "");
}

#[test]
fn names_with_signs_inside_stay_whole() {
    assert_eq!(
        read("（省甲厅牵头，各市、县〔区〕人民政府、乙新区管委会配合）"),
        "省甲厅! 各市、县〔区〕人民政府~ 乙新区管委会~"
    );
    assert_eq!(
        read("（责任单位：各县（市、区）政府，各市、自治州人民政府）"),
        "各县（市、区）政府 各市、自治州人民政府"
    );
    assert_eq!(
        read("（责任单位：区委甲部（区委乙办）、各街道（园区））"),
        "区委甲部（区委乙办） 各街道（园区）"
    );
    assert_eq!(
        read("（责任单位：市住房和城乡建设局、市文化和旅游局和各区政府）"),
        "市住房和城乡建设局 市文化和旅游局 各区政府"
    );
    assert_eq!(read("（责任单位：各有关部门和单位）"), "各有关部门和单位");
}

#[test]
fn lists_stand_in_many_places() {
    assert_eq!(read("做事。[县甲局、县乙局、各街道（园区）]"), "县甲局 县乙局 各街道（园区）");
    assert_eq!(read("责任单位：县甲局 县乙局"), "县甲局 县乙局");
    assert_eq!(read("责任单位 县甲局、县乙局"), "县甲局 县乙局");
    assert_eq!(read("做事。责任单位：县甲局、县乙局"), "县甲局 县乙局");
    assert_eq!(read("做事。（责任单位：县甲局、县乙局"), "县甲局 县乙局");
    assert_eq!(
        read("做事。（责任单位：县甲局、县乙局]再做。（丙局、丁局负责）"),
        "县甲局 县乙局 | 丙局 丁局"
    );
    assert_eq!(read("做事。由县甲局牵头，县乙局、县丙局配合。"), "县甲局! 县乙局~ 县丙局~");
    assert_eq!(read("做事。（县 甲 局、县乙局负责）"), "县甲局 县乙局");
}
