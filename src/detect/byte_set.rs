//! Sets of bytes as tables, made by the compiler, and how many bytes of a set stand in a row.

/// These bytes.
pub(crate) const fn of(bytes: &[u8]) -> [bool; 256] {
    with([false; 256], bytes)
}

/// ASCII letters, digits, and these signs.
pub(crate) const fn letters_digits_and(signs: &[u8]) -> [bool; 256] {
    let mut members = [false; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        members[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    with(members, signs)
}

/// A set with these bytes added.
const fn with(mut members: [bool; 256], bytes: &[u8]) -> [bool; 256] {
    let mut index = 0;
    while index < bytes.len() {
        members[bytes[index] as usize] = true;
        index += 1;
    }
    members
}

/// A set without this byte.
pub(crate) const fn without(mut members: [bool; 256], byte: u8) -> [bool; 256] {
    members[byte as usize] = false;
    members
}

/// All bytes that are not in a set.
pub(crate) const fn not(mut members: [bool; 256]) -> [bool; 256] {
    let mut index = 0;
    while index < members.len() {
        members[index] = !members[index];
        index += 1;
    }
    members
}

/// How many bytes of the set the text starts with. Written out, as what iterators make of it takes four times as long.
pub(crate) fn leading(set: &[bool; 256], text: &[u8]) -> usize {
    let mut count = 0;
    for byte in text {
        if !set[usize::from(*byte)] {
            break;
        }
        count += 1;
    }
    count
}

/// Where the first digit stands.
pub(crate) fn first_digit(text: &[u8]) -> Option<usize> {
    /// Bytes that are judged at once, in arithmetic of which the compiler makes a few instructions.
    const BLOCK: usize = 32;
    let is_without = |block: &[u8; BLOCK]| {
        block.iter().fold(u8::MAX, |least, byte| least.min(byte.wrapping_sub(b'0').saturating_sub(9))) != 0
    };
    let mut at = 0;
    while text[at..].first_chunk().is_some_and(is_without) {
        at += BLOCK;
    }
    text[at..].iter().position(u8::is_ascii_digit).map(|within| at + within)
}

/// How many bytes of the set the text ends with.
pub(crate) fn trailing(set: &[bool; 256], text: &[u8]) -> usize {
    let mut start = text.len();
    while start > 0 && set[usize::from(text[start - 1])] {
        start -= 1;
    }
    text.len() - start
}

#[cfg(test)]
mod tests {
    use super::first_digit;

    #[test]
    fn the_first_digit_is_found_at_every_place() {
        for before in 0..100 {
            for digit in ["0", "9"] {
                let text = format!("{}{digit}:/5", "x:/".repeat(40).split_at(before).0);
                assert_eq!(first_digit(text.as_bytes()), Some(before));
            }
            assert_eq!(first_digit("x:/".repeat(before).as_bytes()), None);
        }
    }
}
