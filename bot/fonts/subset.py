#!/usr/bin/env python3
"""Cuts the font of the pictures out of Noto Sans CJK SC: `cargo xtask font` runs this.

Kept are GB 2312's signs and its 3755 characters of level 1, Latin letters, the rarer characters of place names, and
whatever stands in the packs and in the words of the interface. Written are `pictures.otf` and, sorted, the characters
that it has: `characters.txt`.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORDS = ["shared/src/words", "widget/src/strings", "widget/src/strings.rs"]

# Of names of provinces, cities, counties and rivers, outside level 1.
PLACES = (
    "亳儋兖冼郓鄄鄞郯郫郴鄢鄱郏郾邕邗邛邙邠邯邳邵郗郧郢郦郸鄂鄯劬勐卅厝叵呷咀喀嘏噶圳圩圪坭垌垓垣垸埇埔埕埗埠埭堇堠堽塄墉墟"
    "夼奁奚妫妤婺嫘嬴孚宓宕宥寮屺岌岑岐岘岚岢岱岵岷岿峁峒峄峋峤崃崆崂崇崞崤崧崮嵇嵊嵋嵖嵝嵩嵬嶂嶷巅巩巽帑帏幔庐庠庥廛廪弋弁"
    "彝忻恽惇戛戬扈抚拈拊掖攸敖旌旖昃昊昕昙昶晁晟晏晖暨暾朐杞杓枞枧枥枭柘柞柽栎栖栝桎桐桓桠桫梓梵棣椒椟椴楠榆榕榔槎槐樟橄"
    "檀欤歙殷毂毗氐氤汀汜汝汨汩汪汴汶沁沂沅沆沌沐沔沛沣沩沫沭沮沱泃泐泓泖泗泠泫泮泯泸泺泾洄洇洌洎洙洛洞洧洮洱洳洵洹洺洽浃浈"
    "浉浏浐浑浒浔浚浛浜浞浠浣浦浯浼涂涅涑涔涞涟涠涡涢涣涪涫涿淄淅淇淏淖淙淝淞淠淦淩淬淮淯淳渌渑渚渝渠渥渫渭湎湔湛湜湟湫湮"
    "湲湳溆溇溏溧溱溴溽滁滂滇滏滑滕滦滨滹漓漕漠漪漯漳漾潆潇潋潍潜潞潢潦潭潮潼澄澉澍澎澜澥澧澳澴濂濉濑濞濠濡濮瀍瀑瀚瀛灌灏灞"
    "烀焉焱煜燊燕爨犍狄狮猇猗獐玑珙珞珲琅琊琪琼瑷瑶瑾璞璧瓯瓮甬畲畹疃疆睢盂盱眙眉睦瞻砀砚砭硖硚硐碚碣碭磁磐磴磻礁祁祊祜禄"
    "禹秭秣稷穰窑竺笏筠筱箐篁簋簕籍粵糯綦綮缙罘罗羌羑羿翁耒耿肇胥胪胶腾膳臧舂舒舞舟艾芍芒芗芙芜芝芦芮芷苁苏苔苗苜苣苫苴茂茌茅"
    "茌荃荆荔荞荟荣荥荷莆莎莒莘莞莱莲菏菟萍萧葑葛葭蒗蒙蒲蒿蓝蓟蓬蔚蔡蕉蕲薛藁藤虔虞蚌蚶蛟蜀蜚蝉衡衢袁襄覃觉訾诏诸谯豫贡贵资"
    "赉赣赫踏轩辉辽辰迁迭逊逄遂遵邑郊郎酃酆酉醴钊钗钟钦铁铅铜铧锡锦镇镛镡长闽闾阆阊阜阿陂陇陉陕隆隍隗隰雁雍雒霍霞靖鞍韶顺颍颛"
    "饶驷驻骅高鬲魏鲁鲅鸠鸡鸣鹅鹤鹰鹿麒麓麟黄黎黔黟默鼋齐龙龚龛嗍墅埌塱墩崀崴嵛弶挢斛枳柳梁棱榴楚沽泊泷泽洪浪清温湖源溪澡瀼"
)
# The cross of a missed target is not in the font; the sign of multiplication has its shape.
ALIASES = {0x2715: 0x00D7}


def gb2312(rows, last=0xFE):
    """The characters of some rows; the gaps between them left out."""
    for row in rows:
        for cell in range(0xA1, last + 1):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def files(folder):
    return [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())


def shown(paths):
    """The characters of files that a picture could show."""
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    return {c for c in text if unicodedata.category(c)[0] not in "CZ"}


def main(source):
    fonts = TTCollection(source).fonts
    font = next(font for font in fonts if font["name"].getDebugName(4) == "Noto Sans CJK SC")
    font.recalcTimestamp = False
    needed = shown(files(ROOT / "data")) | shown(path for name in WORDS for path in files(ROOT / name))
    wanted = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x100)]}
    wanted |= needed | set(PLACES) | set(gb2312(range(0xA1, 0xA4))) | set(gb2312(range(0xB0, 0xD8)))
    has = {*font.getBestCmap(), *ALIASES}
    missing = sorted(c for c in needed if ord(c) not in has)
    if missing:
        sys.exit(f"{source} lacks characters of the packs or of the interface: {' '.join(missing)}")
    options = subset.Options(
        hinting=False, desubroutinize=True, layout_features=[], glyph_names=False, name_IDs=[0, 1, 2, 6, 13, 14]
    )
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={ord(c) for c in wanted} | set(ALIASES.values()))
    subsetter.subset(font)
    for table in font["cmap"].tables:
        for alias, like in ALIASES.items():
            if like in table.cmap:
                table.cmap[alias] = table.cmap[like]
    font.save(HERE / "pictures.otf")
    kept = sorted(chr(code) for code in font.getBestCmap())
    lines = ["".join(kept[at : at + 64]) for at in range(0, len(kept), 64)]
    (HERE / "characters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} characters, {(HERE / 'pictures.otf').stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
