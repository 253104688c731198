//! Markup between two pieces of a value: a line break in HTML, and the runs of a document of a word processor.

/// A run of a document names its fonts, colours and languages.
const LONGEST: usize = 600;

/// The length of the tags at the start of `text`, which begins with `<`, with nothing but blanks between and behind them.
pub(super) fn tags(text: &[u8]) -> Option<usize> {
    let near = &text[..text.len().min(LONGEST)];
    let mut length = 0;
    while let [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/', rest @ ..] = &near[length..] {
        length += 3 + memchr::memchr2(b'<', b'>', rest).filter(|end| rest[*end] == b'>')?;
        length += near[length..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    }
    (length > 0).then_some(length)
}
