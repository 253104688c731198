//! Tests that the JSON Schema knows the rules. The rest of it is held against the parser by `tests/schema.py`.

use std::env;
use std::fs;
use std::ops::Range;
use std::path::Path;

use crate::rules;

/// Where the ids of a definition stand in the schema: between `"enum": [` and `]`.
fn ids(schema: &str, definition: &str) -> Range<usize> {
    let definition = schema.find(&format!("\"{definition}\": {{")).unwrap();
    let start = definition + schema[definition..].find("\"enum\": [").unwrap() + "\"enum\": [".len();
    start..start + schema[start..].find("\n      ]").unwrap()
}

/// To bring the schema up to date, run this test with `ATLATCH_BLESS=1`.
#[test]
fn the_schema_knows_every_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/atlatch.toml.schema.json");
    let found = fs::read_to_string(&path).unwrap();
    let mut expected = found.clone();
    for (definition, prefix) in [("rule", ""), ("policyRule", "rule:")] {
        let list: Vec<_> = rules::all().map(|rule| format!("\n        \"{prefix}{}\"", rule.id)).collect();
        expected.replace_range(ids(&expected, definition), &list.join(","));
    }
    serde_json::from_str::<serde_json::Value>(&expected).unwrap();
    if env::var_os("ATLATCH_BLESS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), expected, "run this test with ATLATCH_BLESS=1");
}
