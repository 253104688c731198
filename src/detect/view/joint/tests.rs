//! Tests of what stands between two pieces.

use super::{Kind, read};

/// The joint between `aB3` and `cD4`, which must be all that stands between them.
fn kind(between: &str, behind: &str) -> Option<Kind> {
    let text = format!("x = \"aB3{between}cD4{behind}");
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
        // As texts within texts write it.
        "\\\" + \\\"",
        "\\\" +\\n  \\\"",
        "\\\\\\\" \\\\\\\"",
        "\\u0022 + \\u0022",
        "&quot; + &quot;",
        "' +\\n\",\n  \"  '",
        "\\\" \\\\\\n\",\n \" \\\"",
        // In shells.
        "'\"",
        "''",
    ] {
        assert_eq!(kind(between, "\""), Some(Kind::Added), "{between:?}");
    }
}

#[test]
fn items_and_lines() {
    for between in ["=\n", "=\r\n"] {
        assert_eq!(kind(between, "\""), Some(Kind::Soft), "{between:?}");
    }
    for between in ["\", \"", "\",\n    \""] {
        assert_eq!(kind(between, "\"]"), Some(Kind::Listed), "{between:?}");
    }
    for between in [
        "\\n",
        "\\r\\n",
        "\\n\",\n  \"",
        "\n",
        "\r\n",
        "\n   ",
        "  \n",
        "\n// ",
        "\n# ",
        "\n * ",
        "\n-- ",
        "\n;; ",
        "\n> ",
        "\n> > ",
    ] {
        assert_eq!(kind(between, "\n"), Some(Kind::Wrapped), "{between:?}");
    }
}

#[test]
fn other_things() {
    for between in ["\": \"", "\"; y = \"", "\" + y + \"", "\")(\"", "\" == \"", "\n\n", "\nkey: ", " and ", ", "] {
        assert_eq!(kind(between, "\""), None, "{between:?}");
    }
    assert_eq!(kind("\", \"", " and more\""), None, "an item with something else in it");
    assert_eq!(kind("\", \"", "\": 1"), None, "a key");
    assert_eq!(kind("\n", ": value"), None, "a line with something else in it");
    assert_eq!(kind("\n", "=value\n"), None, "a setting");
    assert_eq!(kind("\n", "=0A1B2C3D\n"), Some(Kind::Wrapped), "the end of a token");
    assert_eq!(
        read(b"aB3dE6gH9jK2mN5pQ\nzN\n", 17).map(|joint| joint.kind),
        Some(Kind::Wrapped),
        "the rest of a value"
    );
    assert_eq!(read(b"the last line of it\nend\n", 19), None, "a word");
    assert_eq!(read(b"The token is\nfFk0\n", 12), None, "a sentence");
}
