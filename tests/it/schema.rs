//! Holds JSON against a schema of `docs/schema`, key by key.
//!
//! Knows the words of JSON Schema that those files use and refuses every other, so that nothing in them goes unchecked. Where
//! the schema leaves room for keys of later releases, this release must have none: what is written is what is published.

use regex::Regex;
use serde_json::{Map, Value};

/// The schema of JSON lines.
pub(crate) const JSON_LINES: &str = include_str!("../../docs/schema/atlatch-json-lines.schema.json");

/// A schema.
pub(crate) struct Schema {
    /// The whole file.
    root: Value,
}

impl Schema {
    /// Reads a schema.
    pub(crate) fn new(text: &str) -> Self {
        Self { root: serde_json::from_str(text).expect("a schema") }
    }

    /// What is wrong with a value, if anything.
    pub(crate) fn fault(&self, value: &Value) -> Option<String> {
        self.check(&self.root, value, "").err()
    }

    /// Holds a value against a part of the schema. `at` is where the value stands.
    fn check(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let schema = schema.as_object().expect("a schema is an object");
        for (word, argument) in schema {
            let holds = match word.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" | "format" => true,
                "$ref" => {
                    let path = argument.as_str().and_then(|path| path.strip_prefix('#')).expect("a local reference");
                    self.check(self.root.pointer(path).expect("what is referred to"), value, at)?;
                    true
                }
                "type" => types(argument).any(|name| is_of_type(value, name)),
                "enum" => argument.as_array().expect("a list").contains(value),
                "const" => argument == value,
                "minimum" => value.as_f64().is_none_or(|number| number >= argument.as_f64().expect("a number")),
                "minLength" => {
                    let least = usize::try_from(argument.as_u64().expect("a number")).expect("a length");
                    value.as_str().is_none_or(|text| text.chars().count() >= least)
                }
                "pattern" => {
                    let pattern = Regex::new(argument.as_str().expect("a pattern")).expect("a regex");
                    value.as_str().is_none_or(|text| pattern.is_match(text))
                }
                "required" => {
                    let keys = argument.as_array().expect("a list").iter().map(|key| key.as_str().expect("a key"));
                    value.as_object().is_none_or(|object| keys.into_iter().all(|key| object.contains_key(key)))
                }
                "properties" => {
                    self.properties(argument.as_object().expect("an object"), value, at)?;
                    true
                }
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(argument, item, &format!("{at}/{index}"))?;
                    }
                    true
                }
                "not" => self.check(argument, value, at).is_err(),
                "anyOf" | "oneOf" => {
                    let faults: Vec<_> =
                        argument.as_array().expect("a list").iter().map(|one| self.check(one, value, at)).collect();
                    let fitting = faults.iter().filter(|fault| fault.is_ok()).count();
                    if fitting == 0 {
                        return Err(faults.into_iter().filter_map(Result::err).collect::<Vec<_>>().join("; or "));
                    }
                    word == "anyOf" || fitting == 1
                }
                _ => panic!("the schema says {word:?}, which this check does not know"),
            };
            if !holds {
                return Err(format!("{at}: {value} is against {word} {argument}"));
            }
        }
        Ok(())
    }

    /// Holds each key against its schema; there are no others.
    fn properties(&self, properties: &Map<String, Value>, value: &Value, at: &str) -> Result<(), String> {
        for (key, inner) in value.as_object().into_iter().flatten() {
            let schema = properties.get(key).ok_or_else(|| format!("{at}: the key {key:?} is not published"))?;
            self.check(schema, inner, &format!("{at}/{key}"))?;
        }
        Ok(())
    }
}

/// The types that are allowed.
fn types(argument: &Value) -> impl Iterator<Item = &str> {
    let one = argument.as_str();
    one.into_iter().chain(argument.as_array().into_iter().flatten().filter_map(Value::as_str))
}

/// Whether a value is of a type.
fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => panic!("an unknown type {name:?}"),
    }
}

#[test]
fn the_check_finds_what_is_wrong() {
    let schema = Schema::new(JSON_LINES);
    let summary = serde_json::json!({ "summary": {
        "schema_version": 1, "exit": 0, "blocked": 0, "warned": 0, "allowed": 0, "files": 1, "bytes": 2,
        "skipped": [{ "path": "a", "reason": "encrypted" }], "seconds": 0.01,
    }});
    assert_eq!(schema.fault(&summary), None);
    let spoilt: [(&str, Value, &str); 6] = [
        ("/summary/exit", 3.into(), "enum"),
        ("/summary/schema_version", 2.into(), "const"),
        ("/summary/files", (-1).into(), "minimum"),
        ("/summary/bytes", "2".into(), "type"),
        ("/summary/skipped/0/reason", "".into(), "minLength"),
        ("/summary/skipped/0", serde_json::json!({ "path": "a" }), "required"),
    ];
    for (place, value, word) in spoilt {
        let mut wrong = summary.clone();
        *wrong.pointer_mut(place).expect("the place") = value;
        let fault = schema.fault(&wrong).expect("a fault");
        assert!(fault.contains(word), "{fault}");
    }
    let mut more = summary;
    more["summary"]["extra"] = 1.into();
    assert!(schema.fault(&more).expect("a fault").contains("not published"));
}
