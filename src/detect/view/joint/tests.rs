//! Tests of what stands between two pieces.

use super::{Kind, read};

/// The joint between `aB3` and `cD4`, which must be all that stands between them.
fn kind(between: &str, behind: &str) -> Option<Kind> {
    kind_in("\"", between, behind)
}

/// The same behind this quotation mark.
fn kind_in(opening: &str, between: &str, behind: &str) -> Option<Kind> {
    let text = format!("x = {opening}aB3{between}cD4{behind}");
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
        "\"\n  rb\"",
        "\" + $@\"",
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
    for between in [
        "\", \"",
        "\",\n    \"",
        "\"\n  - \"",
        "\"; x += \"",
        "\";\n$x .= \"",
        "'\nT+='",
        "\").append(\"",
        "\");\nout.append(\"",
        "\".concat(\"",
        "\"}${\"",
        "\"}#{\"",
        "'}{'",
    ] {
        let closing = if between.starts_with('\'') { "'" } else { "\"" };

        assert_eq!(kind_in(closing, between, &format!("{closing}]")), Some(Kind::Listed), "{between:?}");
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
        "\n>>",
        "\n#",
        "\n;;",
        "\n> | ",
        "\n|  ",
        "\n' ",
        "\n! ",
        "\n:: ",
        "\nREM ",
        "\n  rem   ",
        "\r\ndnl ",
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
    assert_eq!(read(b"printf \"%s%s\" \"aB3\"", 12), None, "a format");
    let item = "aB3".repeat(300);
    let list = format!("[\"{item}\", \"cD4\"]");
    assert_eq!(read(list.as_bytes(), 2 + item.len()).map(|joint| joint.kind), Some(Kind::Listed), "a long item");
    assert_eq!(kind("\n", ": value"), None, "a line with something else in it");
    assert_eq!(kind("\n", "=value\n"), None, "a setting");
    assert_eq!(kind("\n", "=0A1B2C3D\n"), Some(Kind::Wrapped), "the end of a token");
    assert_eq!(
        read(b"aB3dE6gH9jK2mN5pQ\nzN\n", 17).map(|joint| joint.kind),
        Some(Kind::Wrapped),
        "the rest of a value"
    );
    assert_eq!(
        read(b"aB3dE6gH9jK2mN5pQ3sT\naB3dE6gH9jK2mN5pQ\nend\n", 38),
        None,
        "a word behind the last line of a value, which is the short one"
    );
    assert_eq!(read(b"the last line of it\nend\n", 19), None, "a word");
    assert_eq!(read(b"The token is\nfFk0\n", 12), None, "a sentence");
}

#[test]
fn markup_stands_between_pieces() {
    for between in [
        "<br>",
        "<br/>\n",
        "</span><span class=\"s1\">",
        "</w:t></w:r><w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">",
        "</w:t>\n  </w:r>\n  <w:r>\n    <w:t>",
    ] {
        assert_eq!(kind(between, "</p>"), Some(Kind::Marked), "{between:?}");
    }
    for between in ["<", " < ", "<3>", "<br>\"", "<!-- x"] {
        assert_eq!(kind(between, "</p>"), None, "{between:?}");
    }
    assert_eq!(kind("\u{a0}", "\n"), Some(Kind::Added));
}
