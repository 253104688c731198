//! What stands between two parts of a value that was written in pieces.

/// How the pieces are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// By an operator, by standing side by side, or by a sign that the line goes on: they can be nothing but one value.
    Added,
    /// As items of a list, which may be joined or not.
    Listed,
    /// As lines of their own, with indentation, comment leaders or marks of quotation before them.
    Wrapped,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// How they are put together.
    pub(super) kind: Kind,
    /// Its length.
    pub(super) length: usize,
}

/// A joint is no longer than this, a comment between the pieces included.
const LONGEST: usize = 200;

/// Whether credentials are made of such characters.
pub(super) fn in_tokens(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_' | b'-' | b'.')
}

/// The joint that starts at this offset, right behind a piece, if one does and another piece follows.
pub(super) fn read(text: &[u8], at: usize) -> Option<Joint> {
    let rest = &text[at..text.len().min(at + LONGEST)];
    let joint = match rest {
        [b'\\' | b'`' | b'^' | b'=', b'\n' | b'\r', ..] => continued(rest),
        [b'"' | b'\'' | b'`', ..] => literals(text, at, rest),
        [b' ' | b'\t' | b'\r' | b'\n', ..] => wrapped(text, at, rest),
        _ => None,
    }?;
    text.get(at + joint.length).is_some_and(|next| in_tokens(*next)).then_some(joint)
}

/// A sign that the line goes on at its end, as in shells, `.properties`, quoted YAML and quoted-printable.
fn continued(rest: &[u8]) -> Option<Joint> {
    let line = 1 + newline(&rest[1..])?;
    // Quoted-printable and shells keep the spaces that start a line: then it is no token that goes on.
    let length = line + blanks(&rest[line..]);
    Some(Joint { kind: Kind::Added, length })
}

/// The end of a literal, operators, white space and comments, and the start of the next literal.
fn literals(text: &[u8], at: usize, rest: &[u8]) -> Option<Joint> {
    let quote = rest[0];
    let mut length = 1;
    let mut operators = 0;
    let mut listed = false;
    loop {
        let ahead = &rest[length..];
        length += match ahead {
            [first, ..] if *first == quote => break,
            // `f"…"`, `L"…"`.
            [b'a'..=b'z' | b'A'..=b'Z' | b'@' | b'$', next, ..] if *next == quote => {
                length += 1;
                break;
            }
            [b'/', b'/', ..] | [b'-', b'-', ..] | [b'#', b' ', ..] => memchr::memchr(b'\n', ahead)?,
            [b'/', b'*', ..] => memchr::memmem::find(ahead, b"*/")? + 2,
            [b' ' | b'\t' | b'\r' | b'\n', ..] => 1,
            // A line that goes on.
            [b'\\' | b'`' | b'^' | b'_', b' ' | b'\r' | b'\n', ..] => 1,
            [b'+' | b'.' | b'&' | b'<' | b'>' | b'|' | b'~', ..] => {
                operators += 1;
                1
            }
            [b',', ..] if !listed => {
                listed = true;
                1
            }
            _ => return None,
        };
    }
    let length = length + 1;
    if listed {
        // Items are pieces only if there is nothing else in the literals.
        let before = text[..at].iter().rev().find(|byte| !in_tokens(**byte));
        let behind = text[at + length..].iter().find(|byte| !in_tokens(**byte));
        return (operators == 0 && before == Some(&quote) && behind == Some(&quote))
            .then_some(Joint { kind: Kind::Listed, length });
    }
    (operators <= 2).then_some(Joint { kind: Kind::Added, length })
}

/// The end of a line, and what stands before a piece that has the next line for itself.
fn wrapped(text: &[u8], at: usize, rest: &[u8]) -> Option<Joint> {
    let trailing = blanks(rest);
    let line = trailing + newline(&rest[trailing..])?;
    let indented = line + blanks(&rest[line..]);
    let leader = rest[indented..]
        .iter()
        .take_while(|byte| matches!(byte, b'/' | b'#' | b'*' | b';' | b'>' | b'%' | b'-' | b' '))
        .count();
    // A leader ends in a space; without one these characters belong to the piece.
    let leader = rest[indented..indented + leader].iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1);
    let length = indented + leader;
    let piece = &text[at + length..];
    let behind = &piece[piece.iter().take_while(|byte| in_tokens(**byte)).count()..];
    let alone = match behind {
        [] | [b'"' | b'\'' | b'`' | b'\\' | b'<', ..] => true,
        behind => newline(&behind[blanks(behind)..]).is_some(),
    };
    alone.then_some(Joint { kind: Kind::Wrapped, length })
}

/// The length of spaces and tabs at the start.
fn blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// The length of a line break at the start.
fn newline(text: &[u8]) -> Option<usize> {
    match text {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, read};

    /// The joint between `one` and `two`, which must be all that stands between them.
    fn kind(between: &str, behind: &str) -> Option<Kind> {
        let text = format!("x = \"one{between}two{behind}");
        let joint = read(text.as_bytes(), 8)?;
        assert_eq!(joint.length, between.len(), "{between:?}");
        Some(joint.kind)
    }

    #[test]
    fn pieces_of_one_value() {
        for between in [
            "\" + \"",
            "' + '",
            "\"+\"",
            "' . '",
            "\" .. \"",
            "\" & \"",
            "\" & _\n  \"",
            "\" <> \"",
            "' || '",
            "\" \"",
            "\"\n  \"",
            "\"\"",
            "\" \\\n  \"",
            "\" + // note\n  \"",
            "\" /* and */ + \"",
            "' -- note\n || '",
            "\"\n  f\"",
            "\" `\n + \"",
            "\\\n",
            "\\\r\n   ",
            "`\n",
            "=\n",
            "=\r\n",
        ] {
            assert_eq!(kind(between, "\""), Some(Kind::Added), "{between:?}");
        }
    }

    #[test]
    fn items_and_lines() {
        for between in ["\", \"", "\",\n    \""] {
            assert_eq!(kind(between, "\"]"), Some(Kind::Listed), "{between:?}");
        }
        for between in ["\n", "\r\n", "\n   ", "  \n", "\n// ", "\n# ", "\n * ", "\n-- ", "\n;; ", "\n> ", "\n> > "] {
            assert_eq!(kind(between, "\n"), Some(Kind::Wrapped), "{between:?}");
        }
    }

    #[test]
    fn other_things() {
        for between in ["\": \"", "\"; y = \"", "\" + y + \"", "\")(\"", "\" == \"", "\n\n", "\nkey: ", " and ", ", "] {
            assert_eq!(kind(between, "\""), None, "{between:?}");
        }
        assert_eq!(kind("\", \"", " and more\""), None, "an item with something else in it");
        assert_eq!(kind("\n", ": value"), None, "a line with something else in it");
    }
}
