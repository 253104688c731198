#!/usr/bin/env python3
"""Holds docs/schema/atlatch.toml.schema.json against the files of tests/data/allowlist.toml.

The parser's unit test reads the same table, so schema and parser agree on every row, but for those that say why a schema
cannot see what the parser sees. Needs Python 3.11 and the package `jsonschema`.
"""

import datetime
import json
import pathlib
import sys
import tomllib

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent


def as_json(value):
    """A TOML value as editors hand it to a schema: days and times are strings."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def main():
    schema = json.loads((ROOT / "docs/schema/atlatch.toml.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    cases = tomllib.loads((ROOT / "tests/data/allowlist.toml").read_text(encoding="utf-8"))["case"]
    wrong = checked = 0
    for case in cases:
        try:
            document = as_json(tomllib.loads(case["file"]))
        except tomllib.TOMLDecodeError:
            valid = False
        else:
            checked += 1
            valid = validator.is_valid(document)
        expected = "error" not in case or "beyond-schema" in case
        if valid != expected:
            wrong += 1
            print(f"{case['name']}: the schema {'takes' if valid else 'refuses'} it")
    print(f"{len(cases)} files, {checked} of them TOML, {wrong} wrong")
    return 1 if wrong or not checked else 0


sys.exit(main())
