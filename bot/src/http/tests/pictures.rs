use super::*;

/// A target of the demonstration that has figures, and one of a plan that has none.
const MET: &str = "/p/shili/i/i1";

#[tokio::test]
async fn a_target_is_a_picture_in_both_forms_and_languages() {
    let visitor = visitor("/zhice");
    for (address, words) in [
        ("/zhice/p/shili/i/i1.svg", "本方案和地区均为虚构"),
        ("/zhice/p/shili/i/i1.svg?lang=en", "fictitious"),
    ] {
        let svg = visitor.opens(address).await;
        assert_eq!(
            (svg.status, &svg.headers["content-type"]),
            (StatusCode::OK, &"image/svg+xml; charset=utf-8".parse().unwrap())
        );
        assert!(svg.body.starts_with("<svg ") && svg.body.contains(words), "{}", svg.body);
    }
    let png = visitor.opens("/zhice/p/shili/i/i1.png").await;
    assert_eq!((png.status, png.headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/png"));
    assert_eq!(png.headers["content-disposition"], "inline; filename=\"shili-i1.png\"");
    assert!(png.body.contains("PNG"));
    assert_eq!(
        visitor.opens("/zhice/p/gongshu/i/i1.png").await.status,
        StatusCode::OK,
        "a promise has one too"
    );
}

#[tokio::test]
async fn what_is_no_picture_says_what_is() {
    let visitor = visitor("");
    let told = async |address: &str| {
        let seen = visitor.opens(address).await;
        (seen.status, seen.body)
    };
    let (status, body) = told("/p/shili/i/i77.png").await;
    assert!(status == StatusCode::NOT_FOUND && body.contains("方案里没有目标“i77”；有的是：i1、"), "{body}");
    let (status, body) = told("/p/shili/i/i1.gif").await;
    assert!(status == StatusCode::NOT_FOUND && body.contains(".svg 或 .png"), "{body}");
    assert_eq!(told("/p/nowhere/i/i1.svg").await.0, StatusCode::NOT_FOUND);
    assert_eq!(told(&format!("{MET}.png?lang=fr")).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(told(&format!("{MET}.png?as_of=2024-01-01")).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_name_outside_the_font_has_an_svg_and_no_png() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data");
    let mut packs = pack::load(&[root.join("shili")], today()).unwrap();
    let mut pack = packs.remove(0);
    pack.plan.indicators[0].name.zh = "龘字专利".to_owned();
    let id = pack.plan.indicators[0].id.clone();
    let desk = Desk::new(Arc::new(pack), today).unwrap();
    let site = Site::new(Arc::new(Desks::new(vec![desk], today)), Vec::new(), "").unwrap();
    let visitor = Visitor(site.router(Router::new(), &Portals::default()));
    assert!(visitor.opens(&format!("/p/shili/i/{id}.svg")).await.body.contains("龘字专利"));
    let png = visitor.opens(&format!("/p/shili/i/{id}.png")).await;
    assert_eq!(
        (png.status, png.headers["content-type"].to_str().unwrap()),
        (StatusCode::NOT_FOUND, "application/problem+json")
    );
    assert!(png.body.contains("“龘”（U+9F98）"), "{}", png.body);
}
