//! Tests of adding and removing, to the byte.

use super::*;
use crate::allow::UNREVIEWED;

/// The fingerprint whose first digits are these.
pub(super) fn fingerprint(digits: &str) -> Fingerprint {
    Fingerprint::parse(&format!("{digits:0<16}")).unwrap()
}

/// An entry for a value.
pub(super) fn value(digits: &str, reason: &str) -> NewEntry {
    let fingerprint = Some(fingerprint(digits));
    NewEntry { fingerprint, reason: reason.to_owned(), paths: Vec::new(), rules: Vec::new(), expires: None }
}

/// An entry for a place.
fn place(path: &str) -> NewEntry {
    NewEntry { fingerprint: None, paths: vec![path.to_owned()], rules: vec!["trello-token"], ..value("0", "known") }
}

/// How an entry for a value is written in these tests.
fn written(digits: &str, reason: &str) -> String {
    let fingerprint = format!("{digits:0<16}");
    format!("[[allow]] # {}\nreason = \"{reason}\"\nfingerprint = \"{fingerprint}\"\n", &fingerprint[..4])
}

#[test]
fn a_new_file_explains_itself() {
    let entry = NewEntry {
        paths: vec!["tests/**".to_owned(), "it's".to_owned()],
        rules: vec!["trello-token"],
        expires: Some(clock::days(2027, 1, 31)),
        ..value("a", "known")
    };
    let text = add(None, &[place("vendor/**"), entry]).unwrap();
    let entries = "\
version = 1

[[allow]] # a000
reason = \"known\"
paths = [\"tests/**\", \"it's\"]
rules = [\"trello-token\"]
expires = 2027-01-31 # a000
fingerprint = \"a000000000000000\"

[[allow]] # vendor/**
reason = \"known\"
rules = [\"trello-token\"]
paths = [\"vendor/**\"]
";
    assert!(text.starts_with("# What atlatch lets through") && text.ends_with(entries), "{text}");
    assert_eq!(remove(&text, &[fingerprint("a")].into()).unwrap().matches("\n[[allow]]").count(), 1);
}

#[test]
#[allow(clippy::many_single_char_names, reason = "each stands for the entry with that fingerprint")]
fn entries_go_where_they_belong_and_nothing_else_changes() {
    let [b, d] = ["b", "d"].map(|digits| written(digits, "old"));
    let [a, c, e] = ["a", "c", "e"].map(|digits| written(digits, "new"));
    let [before_place, by_place, behind_place] = ["k", "m", "z"].map(|path| {
        format!("[[allow]] # {path}\nreason = \"known\"\nrules = [\"trello-token\"]\npaths = [\"{path}\"]\n")
    });
    let three = || vec![value("e", "new"), value("a", "new"), value("c", "new")];
    let table = [
        // Between, before and behind entries.
        (format!("version = 1\n\n{b}\n{d}"), three(), format!("version = 1\n\n{a}\n{b}\n{c}\n{d}\n{e}")),
        // No blank lines, no line break at the end.
        (
            format!("version = 1\n{b}{}", d.trim_end()),
            three(),
            format!("version = 1\n\n{a}\n{b}\n{c}\n{d}\n{e}"),
        ),
        // Comments stay with what they are above; headings stay where they are.
        (
            format!("version = 1\n\n# Fixtures\n\n# about b\n# more about b\n{b}\n# about d\n{d}# end\n"),
            three(),
            format!(
                "version = 1\n\n# Fixtures\n\n{a}\n# about b\n# more about b\n{b}\n{c}\n# about d\n{d}\n{e}\n# end\n"
            ),
        ),
        // A policy before or behind the entries stays there.
        (
            format!("version = 1\n\n{b}\n[policy]\nlikely = \"warn\"\n"),
            three(),
            format!("version = 1\n\n{a}\n{b}\n{c}\n{e}\n[policy]\nlikely = \"warn\"\n"),
        ),
        (
            "version = 1\n[policy]\nlikely = \"warn\" # for now".to_owned(),
            three(),
            format!("version = 1\n[policy]\nlikely = \"warn\" # for now\n\n{a}\n{c}\n{e}"),
        ),
        // Values and places are sorted apart.
        (
            format!("version = 1\n\n{b}\n{by_place}"),
            [three(), vec![place("z"), place("k")]].concat(),
            format!("version = 1\n\n{a}\n{b}\n{c}\n{e}\n{before_place}\n{by_place}\n{behind_place}"),
        ),
        (
            format!("version = 1\n\n{by_place}\n{b}"),
            three(),
            format!("version = 1\n\n{by_place}\n{a}\n{b}\n{c}\n{e}"),
        ),
        // What people did not sort stays as it is.
        (
            format!("version = 1\n\n{d}\n{b}"),
            three(),
            format!("version = 1\n\n{a}\n{c}\n{d}\n{b}\n{e}"),
        ),
        // Strange, but valid.
        (
            "\u{feff}version=1 # x\n\n\n[[ allow ]] # y\nfingerprint='b000000000000000'#z\nreason=\"\"\"old\"\"\"\n\n\n".to_owned(),
            vec![value("a", "new"), value("c", "new")],
            format!(
                "\u{feff}version=1 # x\n\n\n{a}\n[[ allow ]] # y\nfingerprint='b000000000000000'#z\nreason=\"\"\"old\"\"\"\n\n{c}\n\n"
            ),
        ),
    ];
    for (before, entries, after) in table {
        assert_eq!(add(Some(&before), &entries).unwrap(), after);
        let with_windows_breaks = add(Some(&before.replace('\n', "\r\n")), &entries).unwrap();
        assert_eq!(with_windows_breaks, after.replace('\n', "\r\n"));
    }
}

#[test]
fn an_entry_that_is_there_says_the_new_thing_in_its_old_place() {
    let before = "\
version = 1

# about b
[[allow]]
expires     = 2020-01-01 # for a year
reason      = 'old' # really
# inside
paths       = [
  'x',
]
fingerprint = 'b000000000000000'

[policy]
";
    let after = "\
version = 1

# about b
[[allow]]
reason      = \"new\" # really
# inside
rules = [\"trello-token\"]
fingerprint = \"b000000000000000\"

[policy]
";
    let entry = NewEntry { rules: vec!["trello-token"], ..value("b", "new") };
    assert_eq!(add(Some(before), std::slice::from_ref(&entry)).unwrap(), after);
    let open = format!("version = 1\n{}", written("b", "old").trim_end());
    let entry = NewEntry { paths: vec!["x".to_owned()], ..entry };
    let narrowed = "paths = [\"x\"]\nrules = [\"trello-token\"]\nfingerprint";
    let expected = format!("version = 1\n{}", written("b", "new").trim_end().replace("fingerprint", narrowed));
    assert_eq!(add(Some(&open), &[entry]).unwrap(), expected);
}

#[test]
fn removing_takes_the_entry_and_its_comment() {
    let [b, c, d] = ["b", "c", "d"].map(|digits| written(digits, "old"));
    let file =
        format!("version = 1\n\n# Fixtures\n\n# about b\n{b}\n{c}\n# about d\n{d}\n[policy]\nlikely = \"warn\"\n");
    let policy = "[policy]\nlikely = \"warn\"\n";
    let table: [(&[&str], String); 5] = [
        (&["b"], format!("version = 1\n\n# Fixtures\n\n{c}\n# about d\n{d}\n{policy}")),
        (&["c"], format!("version = 1\n\n# Fixtures\n\n# about b\n{b}\n# about d\n{d}\n{policy}")),
        (&["c", "d"], format!("version = 1\n\n# Fixtures\n\n# about b\n{b}\n{policy}")),
        (&["b", "c", "d"], format!("version = 1\n\n# Fixtures\n\n{policy}")),
        (&[], file.clone()),
    ];
    for (digits, after) in table {
        let fingerprints = digits.iter().map(|digits| fingerprint(digits)).collect();
        assert_eq!(remove(&file, &fingerprints).unwrap(), after);
        assert_eq!(remove(&file.replace('\n', "\r\n"), &fingerprints).unwrap(), after.replace('\n', "\r\n"));
    }
    let last = format!("version = 1\n\n{b}\n{c}");
    let fingerprints = [fingerprint("b"), fingerprint("c")].into();
    assert_eq!(remove(&last, &fingerprints).unwrap(), "version = 1\n");
}

#[test]
fn what_cannot_be_edited_is_left_alone() {
    let list = "version = 1\nallow = [{ fingerprint = 'b000000000000000', reason = 'x' }]\n";
    for text in [list, "version = 1\nallow = []\n"] {
        let error = add(Some(text), &[value("a", "new")]).unwrap_err();
        assert!(error.to_string().contains("cannot be edited"), "{error:#}");
    }
    for text in ["", "version = 2", "version = 1\n[[allow]]\n", "version = 1\n<<<<<<< HEAD\n"] {
        assert!(add(Some(text), &[value("a", "new")]).is_err());
        assert!(remove(text, &[fingerprint("a")].into()).is_err());
    }
    assert!(add(None, &[value("a", "two\nlines")]).is_err());
}

#[test]
fn any_order_of_adding_gives_the_same_file() {
    let mut mint = crate::mint::Mint::seeded(6);
    let mut entries: Vec<_> = (0..40).map(|_| value(&mint.hex(16), UNREVIEWED)).collect();
    let at_once = add(None, &entries).unwrap();
    for _ in 0..3 {
        entries.sort_by_cached_key(|_| mint.draw());
        let (first, second) = entries.split_at(15);
        let mut text = add(None, first).unwrap();
        for entry in second {
            text = add(Some(&text), std::slice::from_ref(entry)).unwrap();
        }
        assert_eq!(text, at_once);
    }
    let half = entries.iter().take(20).filter_map(|entry| entry.fingerprint).collect();
    assert_eq!(remove(&at_once, &half).unwrap(), add(None, &entries[20..]).unwrap());
}
