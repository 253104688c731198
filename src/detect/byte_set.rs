//! Sets of bytes as tables, made by the compiler.

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
