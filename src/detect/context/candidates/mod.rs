//! Whether a stretch can hold anything that is a credential by its name: asked before it is read.
//!
//! Most of what stands near a product's name is prose and code without a value, and to read it costs twenty times as much as
//! to ask. The answer must never be no where reading would find something, so each question here is weaker than the one in
//! [`values`](super::values) that it stands for. There are two sorts of values. *Drawn* ones show themselves by their
//! letters and digits. *Chosen* ones do not, and are looked for only near what passwords are called, or near the forms in
//! which a user and a secret travel together.

mod chosen;
mod drawn;
mod names;

use std::ops::Range;

/// How far above a stretch the head of a table that reaches into it is looked for.
const ABOVE: usize = 8_000;

/// Whether anything in `stretch` of `text` could be a credential. In `separated` values a column far above may be called a
/// password.
pub(crate) fn may_stand_in(text: &[u8], stretch: Range<usize>, separated: bool) -> bool {
    let part = &text[stretch.clone()];
    let mut mixed = false;
    for run in drawn::mixed_runs(part) {
        let in_address = part[..run.start].ends_with(b":") && part[run.clone()].starts_with(b"//");
        if separated || drawn::could_be(&part[run], in_address) {
            return true;
        }
        mixed |= !in_address;
    }
    let names = names::find(part);
    // In a column or an object that is called a password, long values need not be drawn.
    let above = || &text[stretch.start.saturating_sub(ABOVE)..stretch.start];
    mixed && (!names.is_empty() || !names::find(above()).is_empty()) || chosen::stands_near(part, &names)
}
