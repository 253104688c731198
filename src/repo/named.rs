//! Which objects an object names, and whether they are all there and of the kind that it says.
//!
//! If they are for every object, then so is whatever anything leads to, and nothing needs to be followed. The other way round
//! it is no proof: what nothing leads to may name what was cleaned up.

use data_encoding::HEXLOWER;

use super::ids::ID;
use super::object::Kind;
use super::pack::Copied;
use super::tree::mode;

/// The bits of a mode that say what sort of entry it is.
const SORT: u32 = 0o170_000;
/// A folder.
const FOLDER: u32 = 0o040_000;
/// A submodule: its commit is one of another repository.
const SUBMODULE: u32 = 0o160_000;

/// Whether the tree and the parents of a commit are there; not if it is damaged either.
pub(crate) fn by_commit(text: &[u8], is_there: impl Fn(&[u8; ID], Kind) -> bool) -> bool {
    let Some((tree, mut rest)) = line(text, b"tree ") else { return false };
    let mut all = is_there(&tree, Kind::Tree);
    while rest.starts_with(b"parent ") {
        let Some((parent, behind)) = line(rest, b"parent ") else { return false };
        all = all && is_there(&parent, Kind::Commit);
        rest = behind;
    }
    all
}

/// Whether what a tag is for is there; not if it is damaged either.
pub(crate) fn by_tag(text: &[u8], is_there: impl Fn(&[u8; ID], Kind) -> bool) -> bool {
    let Some((target, rest)) = line(text, b"object ") else { return false };
    let kind = rest.strip_prefix(b"type ").and_then(|rest| rest.split(|byte| *byte == b'\n').next());
    kind.and_then(Kind::parse).is_some_and(|kind| is_there(&target, kind))
}

/// Reads a line of a word and an id; what stands behind it, too.
fn line<'t>(text: &'t [u8], word: &[u8]) -> Option<([u8; ID], &'t [u8])> {
    let (digits, rest) = text.strip_prefix(word)?.split_at_checked(2 * ID)?;
    let mut id = [0; ID];
    HEXLOWER.decode_mut(digits, &mut id).ok()?;
    Some((id, rest.strip_prefix(b"\n")?))
}

/// What a tree names.
#[derive(Debug)]
pub(crate) struct Named<'t> {
    /// Its name there, without folders.
    pub(crate) name: &'t [u8],
    /// The object, and of which kind it is; none of a submodule.
    pub(crate) object: Option<(&'t [u8; ID], Kind)>,
}

/// Hands on every entry of a tree, and says where each ends; `None` if the tree is damaged.
///
/// `base` is where the entries of another tree end, all of which were handed on, and which pieces this one has from that one.
/// What stands in them is not handed on again: most trees differ from their base in one entry of many.
pub(crate) fn by_tree(
    tree: &[u8],
    base: Option<(&Vec<u32>, &[Copied])>,
    mut visit: impl FnMut(Named<'_>),
) -> Option<Vec<u32>> {
    let known = base.map_or(&[][..], |(known, _)| known);
    let mut ends = Vec::with_capacity(known.len() + 1);
    let mut at = 0;
    for piece in base.map_or(&[][..], |(_, copied)| copied) {
        look_up(tree, piece.to, &mut at, &mut ends, &mut visit)?;
        // From where an entry begins in both on, they are the same.
        let begin = piece.from + (at - piece.to);
        let first = match known.binary_search_by_key(&begin, |end| *end as usize) {
            Ok(before) => before + 1,
            Err(_) if begin == 0 => 0,
            Err(_) => continue,
        };
        for end in known[first..].iter().take_while(|end| **end as usize <= piece.from + piece.length) {
            at = *end as usize - piece.from + piece.to;
            ends.push(u32::try_from(at).ok()?);
        }
    }
    look_up(tree, tree.len(), &mut at, &mut ends, &mut visit)?;
    Some(ends)
}

/// Hands on the entries that begin before this place; `None` if one is damaged.
fn look_up(
    tree: &[u8],
    until: usize,
    at: &mut usize,
    ends: &mut Vec<u32>,
    visit: &mut impl FnMut(Named<'_>),
) -> Option<()> {
    while *at < until {
        let (named, length) = first_entry(tree.get(*at..)?)?;
        visit(named);
        *at += length;
        ends.push(u32::try_from(*at).ok()?);
    }
    Some(())
}

/// The first entry of a tree, and its length.
fn first_entry(tree: &[u8]) -> Option<(Named<'_>, usize)> {
    let end = memchr::memchr(0, tree)?;
    let id = tree[end + 1..].first_chunk()?;
    let space = tree[..end].iter().position(|byte| *byte == b' ')?;
    let object = match mode(&tree[..space])? & SORT {
        SUBMODULE => None,
        FOLDER => Some((id, Kind::Tree)),
        _ => Some((id, Kind::Blob)),
    };
    (space + 1 < end).then_some((Named { name: &tree[space + 1..end], object }, end + 1 + ID))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the entries of a tree end, if all that are handed on are there.
    fn by_tree(
        tree: &[u8],
        base: Option<(&Vec<u32>, &[Copied])>,
        is_there: impl Fn(&[u8; ID], Kind) -> bool,
    ) -> Option<Vec<u32>> {
        let mut all = true;
        let ends = super::by_tree(tree, base, |named| all &= named.object.is_none_or(|(id, kind)| is_there(id, kind)));
        ends.filter(|_| all)
    }

    /// An id of one byte.
    fn id(byte: u8) -> [u8; ID] {
        [byte; ID]
    }

    /// A tree of these entries.
    fn tree(entries: &[(&str, u8)]) -> Vec<u8> {
        entries.iter().flat_map(|(name, byte)| [name.as_bytes(), b"\0", &id(*byte)].concat()).collect()
    }

    #[test]
    fn commits_and_tags_name_ids_in_their_first_lines() {
        let [one, two, three] = [1, 2, 3].map(|byte| HEXLOWER.encode(&id(byte)));
        let there = |missing: u8| move |id: &[u8; ID], _: Kind| id[0] != missing;
        let commit = format!("tree {one}\nparent {two}\nparent {three}\nauthor A\n\nparent {one}\n");
        let tag = format!("object {one}\ntype blob\ntag v1\n\n");
        assert!(by_commit(commit.as_bytes(), there(0)) && by_tag(tag.as_bytes(), there(0)));
        for missing in [1, 2, 3] {
            assert!(!by_commit(commit.as_bytes(), there(missing)), "{missing}");
            assert_eq!(by_tag(tag.as_bytes(), there(missing)), missing != 1);
        }
        for length in 0..46 {
            assert!(
                !by_commit(&commit.as_bytes()[..length], |_, _| true)
                    && !by_tag(&tag.as_bytes()[..length], |_, _| true)
            );
        }
        assert!(!by_commit(commit.replace("parent ", "parent x").as_bytes(), |_, _| true));
        assert!(!by_tag(tag.replace("blob", "glob").as_bytes(), |_, _| true));
    }

    #[test]
    fn entries_of_trees_are_looked_up_but_not_submodules() {
        let tree = tree(&[("100644 a", 1), ("160000 module", 9), ("40000 z", 2)]);
        assert_eq!(by_tree(&tree, None, |id, _| id[0] < 9), Some(vec![29, 63, 91]));
        let kinds = |id: &[u8; ID], kind| kind == if id[0] == 2 { Kind::Tree } else { Kind::Blob };
        assert!(by_tree(&tree, None, kinds).is_some());
        for missing in [1, 2] {
            assert_eq!(by_tree(&tree, None, |id, _| id[0] != missing), None);
        }
        for length in 1..tree.len() {
            let whole = [29, 63].contains(&length);
            assert_eq!(by_tree(&tree[..length], None, |_, _| true).is_some(), whole, "{length}");
        }
    }

    #[test]
    fn entries_have_names_submodules_too() {
        let mut names = Vec::new();
        let tree = tree(&[("100644 a b", 1), ("160000 module", 9), ("40000 z", 2)]);
        super::by_tree(&tree, None, |named| names.push(named.name.to_vec())).unwrap();
        assert_eq!(names, [&b"a b"[..], b"module", b"z"]);
    }

    #[test]
    fn damaged_entries_are_seen() {
        for name in ["", " ", "100644 ", " a", "100844 a", "-100644 a", "100644a"] {
            assert_eq!(by_tree(&tree(&[(name, 1)]), None, |_, _| true), None, "{name}");
        }
    }

    #[test]
    fn only_what_differs_from_the_base_is_looked_up() {
        let all = [("100644 a", 1), ("100644 bb", 2), ("40000 ccc", 3), ("100755 dddd", 4), ("120000 e", 5)];
        let with = |range: std::ops::Range<usize>, new: &[_]| {
            let mut entries = all.to_vec();
            entries.splice(range, new.iter().copied());
            entries
        };
        let [changed, new] = [("40000 ccc", 9), ("100644 new", 9)];
        let versions = [
            with(0..0, &[]),
            with(0..5, &[]),
            with(2..3, &[changed]),
            with(2..3, &[]),
            with(2..2, &[new]),
            with(0..1, &[new]),
            with(4..5, &[new, changed]),
        ];
        for (from, to) in versions.iter().flat_map(|from| versions.iter().map(move |to| (from, to))) {
            let (base, made) = (tree(from), tree(to));
            let known = by_tree(&base, None, |_, _| true).unwrap();
            let expected = by_tree(&made, None, |_, _| true);
            let same = |(one, other): &(&u8, &u8)| one == other;
            let front = base.iter().zip(&made).take_while(same).count();
            let back = base.iter().rev().zip(made.iter().rev()).take_while(same).count();
            for (front, back) in (0..=front).flat_map(|front| (0..=back).map(move |back| (front, back))) {
                let [above, below] = [0, 1].map(|part| Copied {
                    to: part * (made.len() - back),
                    from: part * (base.len() - back),
                    length: [front, back][part],
                });
                // What overlaps is legal here, though no delta makes it.
                for copied in [&[above, below][..], &[above], &[below]] {
                    let looked_up = std::cell::RefCell::new(Vec::new());
                    let ends = by_tree(&made, Some((&known, copied)), |id, _| {
                        looked_up.borrow_mut().push(id[0]);
                        true
                    });
                    assert_eq!(ends, expected, "{from:?} {to:?} {copied:?}");
                    let looked_up = looked_up.into_inner();
                    let mut unknown = to.iter().filter(|entry| !from.contains(entry));
                    assert!(unknown.all(|entry| looked_up.contains(&entry.1)), "{from:?} {to:?} {looked_up:?}");
                }
            }
        }
        let (base, made) = (tree(&all), tree(&with(2..3, &[changed])));
        let known = by_tree(&base, None, |_, _| true).unwrap();
        let id_at = known[2] as usize - ID;
        let copied =
            [(0, id_at), (id_at + ID, base.len() - id_at - ID)].map(|(at, length)| Copied { to: at, from: at, length });
        assert!(by_tree(&made, Some((&known, &copied)), |id, _| *id == [9; ID]).is_some(), "one is looked up");
    }
}
