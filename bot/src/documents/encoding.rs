//! The encodings that Chinese documents come in.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// How far into a page its encoding may be declared.
const PROLOGUE: usize = 4096;

/// The text of a file: what its byte order mark says, else what it declares, else UTF-8, else GB18030, whichever fits
/// first. Nothing is replaced: bytes that fit nowhere are a fault, and their place is given, from 1.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, usize> {
    let whole = |encoding: &'static Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        // No document has zeros in it: they show an encoding taken for another one.
        (!text.contains('\0')).then(|| text.into_owned())
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[mark..]).ok_or(mark + 1);
    }
    declared.into_iter().chain([UTF_8, GB18030]).find_map(|encoding| whole(encoding, bytes)).ok_or_else(
        || {
            let not_utf8 = str::from_utf8(bytes).err().map(|error| error.valid_up_to());
            not_utf8.or_else(|| bytes.iter().position(|b| *b == 0)).unwrap_or(0) + 1
        },
    )
}

/// What a web page declares: `<meta charset=gb2312>` or `<meta … content="text/html; charset=gb2312">`. The old names
/// stand for parts of GB18030.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let prologue = &bytes[..bytes.len().min(PROLOGUE)];
    let prologue: String = prologue.iter().map(|b| char::from(*b).to_ascii_lowercase()).collect();
    let (_, after) = prologue.split_once("charset")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(after.len());
    let found = Encoding::for_label(&after.as_bytes()[..end])?;
    Some(if found == encoding_rs::GBK { GB18030 } else { found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_read() {
        let text = "青山县（演示）：达到85件以上";
        let utf16 = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
        };
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let (gb, _, _) = GB18030.encode(text);
        let all = [
            text.as_bytes().to_vec(),
            marked,
            gb.into_owned(),
            utf16(u16::to_le_bytes, [0xFF, 0xFE]),
            utf16(u16::to_be_bytes, [0xFE, 0xFF]),
        ];
        for bytes in all {
            assert_eq!(decode(&bytes, None).as_deref(), Ok(text), "{bytes:x?}");
        }
    }

    #[test]
    fn bytes_that_fit_nowhere_have_their_place() {
        assert_eq!(decode(b"abc\xFF\xFF", None), Err(4));
        assert_eq!(decode(b"a\0b\0", None), Err(2));
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let of = |page: &str| declared(page.as_bytes()).map(Encoding::name);
        assert_eq!(
            of("<META http-equiv=Content-Type content=\"text/html; charset=GB2312\">"),
            Some("gb18030")
        );
        assert_eq!(of("<meta charset='utf-8'>"), Some("UTF-8"));
        assert_eq!(of("<meta charset=klingon>"), None);
        assert_eq!(of("<p>字符集"), None);
    }
}
