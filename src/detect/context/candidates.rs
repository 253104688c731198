//! Whether a stretch can hold anything that is a credential by its name: asked before it is read.
//!
//! Most of what stands near a product's name is prose and code without a value, and to read it costs twenty times as much as
//! to ask. The answer must never be no where reading would find something, so each question here is weaker than the one in
//! [`values`](super::values) that it stands for. There are two sorts of values. *Drawn* ones show themselves by their
//! letters and digits. *Chosen* ones do not, and are looked for only near what passwords are called, or near the forms in
//! which a user and a secret travel together.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{PASSWORD_REACH, randomness, reader};
/// No name is longer.
const LONGEST_NAME: usize = 96;
/// Nor an address with a user and a secret.
const LONGEST_ADDRESS: usize = 700;
/// The shortest drawn value, less what base64 pads it with.
const SHORTEST_RUN: usize = 14;
/// The shortest password.
const SHORTEST_PASSWORD: usize = 8;
/// The shortest password that has no digit.
const SHORTEST_LETTERS: usize = 12;
/// How far above a stretch the head of a table that reaches into it is looked for.
const ABOVE: usize = 8_000;

/// Whether anything in `stretch` of `text` could be a credential. In `separated` values a column far above may be called a
/// password.
pub(crate) fn may_stand_in(text: &[u8], stretch: Range<usize>, separated: bool) -> bool {
    let part = &text[stretch.clone()];
    let mut mixed = false;
    for run in mixed_runs(part) {
        let in_address = part[..run.start].ends_with(b":") && part[run.clone()].starts_with(b"//");
        if separated || could_be_drawn(&part[run], in_address) {
            return true;
        }
        mixed |= !in_address;
    }
    let names = names(part);
    // In a column or an object that is called a password, long values need not be drawn.
    let above = || &text[stretch.start.saturating_sub(ABOVE)..stretch.start];
    mixed && (!names.is_empty() || !self::names(above()).is_empty()) || holds_chosen(part, &names)
}

/// The runs of terms that are long enough for a drawn value and have digits and letters. They are looked for around digits,
/// which are rare in prose and code.
fn mixed_runs(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    const BLOCK: usize = 64;
    let has_digit = |block: &[u8]| block.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let blocks = text.chunks(BLOCK).zip((0..).step_by(BLOCK)).filter(move |(block, _)| has_digit(block));
    let digits = blocks.flat_map(|(block, start)| {
        block.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(move |(at, _)| start + at)
    });
    let mut done = 0;
    digits.filter_map(move |digit| {
        if digit < done {
            return None;
        }
        let parts = |byte: &u8| !reader::is_term(*byte, false);
        let start = text[..digit].iter().rposition(parts).map_or(0, |before| before + 1);
        let end = text[digit..].iter().position(parts).map_or(text.len(), |length| digit + length);
        done = end;
        (end - start >= SHORTEST_RUN && text[start..end].iter().any(u8::is_ascii_alphabetic)).then_some(start..end)
    })
}

/// Whether something in a run could be of a shape that is drawn: at random, in hexadecimal digits, as a UUID, or as the base64
/// of a text.
fn could_be_drawn(run: &[u8], in_address: bool) -> bool {
    let has_hexadecimal = |count: usize| {
        let parts = |byte: &u8| !byte.is_ascii_hexdigit() && *byte != b'-';
        run.len() >= count && run.split(parts).any(|digits| digits.len() >= count)
    };
    // The segments of an address that are no parameters count only if they are of one kind.
    if in_address {
        return has_hexadecimal(64);
    }
    randomness::looks_drawn_in_part(run, SHORTEST_RUN)
        || has_hexadecimal(32)
        || is_text_in_base64(run)
        // Further on in an address, slashes part terms.
        || run.split(|byte| *byte == b'/').any(|part| part.len() >= SHORTEST_RUN && is_text_in_base64(part))
}

/// Whether this could be base64 of a text, or of one that begins with eight digits, as tokens of Data Center do.
fn is_text_in_base64(run: &[u8]) -> bool {
    const DIGITS: usize = 8;
    let digits = run.trim_ascii_end();
    let digits = &digits[digits.iter().take_while(|byte| **byte == b'-').count()..];
    let end = digits.iter().rposition(|byte| !matches!(byte, b'.' | b'!')).map_or(0, |last| last + 1);
    let (mut bits, mut held, mut count) = (0_u32, 0, 0);
    for byte in &digits[..end] {
        let Some(value) = base64_value(*byte) else { return false };
        bits = bits << 6 | value;
        held += 6;
        if held >= 8 {
            held -= 8;
            let plain = (bits >> held & 0xff) as u8;
            if !(b' '..=b'~').contains(&plain) && !plain.is_ascii_whitespace() {
                return false;
            }
            count = if plain.is_ascii_digit() { count + 1 } else { usize::MAX / 2 };
            if count == DIGITS {
                return true;
            }
        }
    }
    end >= SHORTEST_PASSWORD
}

/// What a digit of base64 stands for, in either alphabet.
fn base64_value(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// What may belong to the name of a password or to a form in which one travels, in the cases in which people write words.
static NAMES: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    const WORDS: [&str; 21] = [
        "pass",
        "Pass",
        "PASS",
        "pw",
        "Pw",
        "PW",
        "senha",
        "Senha",
        "SENHA",
        "contrasena",
        "Contrasena",
        "CONTRASENA",
        "hook",
        "Hook",
        "HOOK",
        "asic",
        "ASIC",
        "auth",
        "Auth",
        "-u",
        "://",
    ];
    WORDS.map(Finder::new).into()
});

/// Where something stands that a chosen value may stand near, in order.
fn names(text: &[u8]) -> Vec<usize> {
    let mut names = Vec::new();
    for finder in NAMES.iter() {
        let length = finder.needle().len();
        let places = finder.find_iter(text).filter(|at| matters(text, finder.needle(), *at..at + length));
        names.extend(places);
    }
    names.sort_unstable();
    names
}

/// Whether a word that was found is what it was looked for.
fn matters(text: &[u8], word: &[u8], at: Range<usize>) -> bool {
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let is_term = |byte: &u8| reader::is_term(*byte, false);
    let ends = |rest: &[u8]| !rest.first().is_some_and(is_term);
    match word {
        // Not `passed` and `passing`.
        b"pass" | b"Pass" => {
            !behind.first().is_some_and(u8::is_ascii_lowercase)
                || [&b"w"[..], b"phrase"].iter().any(|rest| behind.starts_with(rest))
        }
        b"PASS" => {
            !behind.first().is_some_and(u8::is_ascii_uppercase)
                || [&b"W"[..], b"PHRASE"].iter().any(|rest| behind.starts_with(rest))
        }
        b"pw" => !before.last().is_some_and(u8::is_ascii_lowercase),
        b"hook" | b"Hook" | b"HOOK" => {
            let start = at.start - before.iter().rev().take(LONGEST_NAME).take_while(|byte| is_term(byte)).count();
            let end = at.end + behind.iter().take(LONGEST_NAME).take_while(|byte| is_term(byte)).count();
            memchr::memmem::find(&text[start..end].to_ascii_lowercase(), b"secret").is_some()
        }
        // `Basic dXNlcj…`
        b"asic" | b"ASIC" => {
            let rest = &behind[behind.iter().take_while(|byte| b" \t\"'+,".contains(byte)).count()..];
            rest.len() < behind.len() && rest.iter().take(16).all(|byte| base64_value(*byte).is_some())
        }
        // `auth=("user", "secret")`
        b"auth" | b"Auth" => {
            let glue = &behind[..behind.iter().position(is_term).unwrap_or(behind.len())];
            let has = |signs: &[u8]| glue.iter().any(|byte| signs.contains(byte));
            has(b"([") && has(b"\"'`")
        }
        // `-u user:secret`, `--user user:secret`
        b"-u" => ends(behind) || behind.strip_prefix(b"ser").is_some_and(ends),
        // `https://user:secret@host`
        b"://" => {
            let address = &behind[..behind.len().min(LONGEST_ADDRESS)];
            let address = &address[..address.iter().position(u8::is_ascii_whitespace).unwrap_or(address.len())];
            memchr::memchr(b'@', address).is_some_and(|sign| address[..sign].contains(&b':'))
        }
        _ => true,
    }
}

/// Whether something near one of the names could be chosen. Each part of the text is looked at once at most, however many
/// names stand there.
fn holds_chosen(text: &[u8], names: &[usize]) -> bool {
    let mut names = names.iter().copied().peekable();
    let mut at = 0;
    // How many more parts are near enough.
    let mut left = 0;
    loop {
        if left == 0 {
            let Some(next) = names.peek() else { return false };
            let line = memchr::memrchr(b'\n', &text[at.min(*next)..*next]).map_or(at, |newline| at + newline + 1);
            at = at.max(line);
            left = usize::MAX;
        }
        let Some(part) = part_from(text, at) else { return false };
        at = part.end;
        while names.next_if(|name| *name < part.end).is_some() {
            left = PASSWORD_REACH + 1;
        }
        if could_be_chosen(&text[part.clone()]) {
            return true;
        }
        // The reader counts terms, of which such a part has one at least.
        left -= usize::from(has_term(&text[part]));
    }
}

/// The next part between blanks and quotation marks; one within a word parts nothing.
fn part_from(text: &[u8], at: usize) -> Option<Range<usize>> {
    let parts = |at: usize| match text[at] {
        b' ' | b'\t' | b'\n' | b'\r' => true,
        b'"' | b'\'' | b'`' => {
            let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            !(is_word(text.get(at.wrapping_sub(1))) && is_word(text.get(at + 1)))
        }
        _ => false,
    };
    let start = (at..text.len()).find(|at| !parts(*at))?;
    let end = (start..text.len()).find(|at| parts(*at)).unwrap_or(text.len());
    Some(start..end)
}

/// Whether a part surely holds a term; closing tags and colours do not.
fn has_term(part: &[u8]) -> bool {
    part.iter().any(u8::is_ascii_alphanumeric) && !part.contains(&0x1b) && !part.windows(2).any(|pair| pair == b"</")
}

/// Whether something in a part is long and varied enough for a password.
fn could_be_chosen(part: &[u8]) -> bool {
    if part.len() < SHORTEST_PASSWORD {
        return false;
    }
    let sort = |byte: &u8| match byte {
        b'0'..=b'9' => 1_u8,
        b'a'..=b'z' => 2,
        b'A'..=b'Z' => 4,
        _ => 8,
    };
    let sorts = part.iter().fold(0, |sorts, byte| sorts | sort(byte));
    let in_base64 = || part.split(|byte| b"=:>|(,{".contains(byte)).any(is_text_in_base64);
    sorts & 1 != 0 && (sorts.count_ones() >= 3 || in_base64())
        || part.len() >= SHORTEST_LETTERS && randomness::looks_drawn_in_part(part, SHORTEST_LETTERS)
}
