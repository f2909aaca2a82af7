//! `&amp;`, `&#1575;`, `&laquo;`: references to characters, as feeds have them.

use quick_xml::escape::resolve_html5_entity;

/// The longest name of a character is not as long.
const LONGEST: usize = 40;

/// The characters that a reference means, by what stands between `&` and `;`. What a feed defines itself is not looked at, so that
/// nothing can grow.
pub(crate) fn meaning(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(str::to_owned) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).map(String::from)
}

/// A text with its references replaced; those that mean nothing, and an ampersand that begins none, stay.
pub(crate) fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = memchr::memchr(b';', &rest.as_bytes()[..rest.len().min(LONGEST)]);
        match end.and_then(|end| Some((end, meaning(rest.get(1..end)?)?))) {
            Some((end, meant)) => {
                out.push_str(&meant);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_read_and_all_else_stays() {
        assert_eq!(resolved("&laquo;الجسر&raquo;&nbsp;&#1575;&#x628; &amp;amp;"), "«الجسر»\u{a0}اب &amp;");
        assert_eq!(resolved("a & b &c; &#xd800; &#99999999999; &"), "a & b &c; &#xd800; &#99999999999; &");
    }
}
