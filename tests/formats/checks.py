"""What each format must be: by its schema, by another program that reads it, and by the files that it names."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import unquote_to_bytes

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
VALIDATORS = ROOT / "target/validators"
MULTITOOL = VALIDATORS / "node_modules/@microsoft/sarif-multitool-linux"

TEXT = {"type": "string", "minLength": 1}
# What GitLab's documentation asks of a Code Quality report.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^(\\./|/)"}},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
# What the reference of the Bitbucket Cloud API says of a report and of its annotations.
BITBUCKET_REPORT = {
    "type": "object",
    "required": ["title", "details", "report_type"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 1, "maxLength": 450},
        "details": {"type": "string", "minLength": 1, "maxLength": 2000},
        "report_type": {"enum": ["SECURITY", "COVERAGE", "TEST", "BUG"]},
        "reporter": {"type": "string", "maxLength": 450},
        "result": {"enum": ["PASSED", "FAILED", "PENDING"]},
        "link": {"type": "string", "format": "uri"},
        "data": {
            "type": "array",
            "maxItems": 10,
            "items": {
                "type": "object",
                "required": ["title", "value"],
                "properties": {"title": TEXT, "type": {"enum": ["NUMBER"]}, "value": {"type": "integer", "minimum": 0}},
            },
        },
    },
}
BITBUCKET_ANNOTATIONS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 100,
    "items": {
        "type": "object",
        "required": ["external_id", "annotation_type", "summary"],
        "additionalProperties": False,
        "properties": {
            "external_id": {"type": "string", "minLength": 1, "maxLength": 450},
            "annotation_type": {"enum": ["VULNERABILITY", "CODE_SMELL", "BUG"]},
            "path": {"type": "string", "minLength": 1},
            "line": {"type": "integer", "minimum": 1},
            "summary": {"type": "string", "minLength": 1, "maxLength": 450},
            "details": {"type": "string", "maxLength": 2000},
            "severity": {"enum": ["LOW", "MEDIUM", "HIGH", "CRITICAL"]},
            "result": {"enum": ["PASSED", "FAILED", "IGNORED", "SKIPPED"]},
            "link": {"type": "string", "pattern": "^https://"},
        },
    },
}


def valid(schema: dict, document: object) -> None:
    """Fails with the first fault of a document."""
    document = thinned(document)
    kind = jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)
    kind.check_schema(schema)
    for fault in kind(schema).iter_errors(document):
        raise AssertionError(f"{fault.json_path}: {fault.message[:500]}")


def thinned(document: object) -> object:
    """The document with no more than some hundreds of each list: tens of thousands of a sort need not be looked at one by one."""
    if isinstance(document, dict):
        return {key: thinned(value) for key, value in document.items()}
    if isinstance(document, list):
        return [thinned(item) for item in document[:: 1 + len(document) // 500]]
    return document


def harmless(text: str) -> None:
    """Fails if a text could act on a terminal."""
    found = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", text)
    assert not found, f"{found[0]!r} in {text[max(0, found.start() - 80) : found.end() + 80]!r}"


def known(path: bytes, folder: Path) -> None:
    """Fails if a report names a file that is not there; one named after its secret cannot be named."""
    there = os.path.lexists(os.path.join(os.fsencode(folder), path))
    assert there or "…".encode() in path, f"no file {path!r}"


def text(out: bytes) -> None:
    """People's text."""
    harmless(out.decode())


def json_lines(out: bytes) -> list[dict]:
    """The findings; each line by the published schema."""
    harmless(out.decode())
    schema = json.loads((ROOT / "docs/schema/atlatch-json-lines.schema.json").read_text())
    lines = [json.loads(line) for line in out.splitlines()]
    for line in [*thinned(lines), lines[-1]]:
        valid(schema, line)
    assert "summary" in lines[-1] and not any("summary" in line for line in lines[:-1])
    return lines[:-1]


def sarif(out: bytes, err: bytes, findings: list[dict], folder: Path) -> None:
    """By the schema, by the validator of SARIF's makers with the rules of GitHub, by another reader, within GitHub's limits."""
    harmless(out.decode())
    document = json.loads(out)
    valid(json.loads((MULTITOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig")), document)
    results = document["runs"][0]["results"]
    assert len(gzip.compress(out)) < 10_000_000 and len(results) <= 25_000
    if len(results) < len(findings):
        assert b"findings are left out" in err, err
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) and "snippet" not in place["region"], place
        known(unquote_to_bytes(uri), folder)
        assert set(result.get("partialFingerprints", {})) <= {"atlatch/v1"}, result
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "report.sarif")
        file.write_bytes(out)
        reader = [VALIDATORS / "python/bin/sarif", "csv", "--output", Path(scratch, "rows"), file]
        subprocess.run(reader, check=True, capture_output=True)
        # One row per finding behind the heading; no value holds a line break.
        rows = Path(scratch, "rows").read_text(encoding="utf-8-sig").splitlines()
        assert len(rows) == 1 + len(results), f"{len(rows)} rows for {len(results)} results"
        if len(results) > 2_000:
            return  # The validator takes minutes for so many alike.
        tool = [MULTITOOL / "Sarif.Multitool", "validate", file, "--rule-kind", "Sarif;Ghas", "--level", "Error"]
        environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        said = subprocess.run(tool, env=environment, check=False, capture_output=True, text=True).stdout
        faults = [line for line in said.splitlines() if re.search(r": error [A-Z]+\d+", line)]
        assert "Analysis completed successfully" in said and not faults, "\n".join(faults[:5]) or said[-2000:]


def gitlab(out: bytes, err: bytes, findings: list[dict], folder: Path) -> None:
    """By what GitLab asks for; each finding once, with an identity of its own."""
    harmless(out.decode())
    assert not out.startswith(b"\xef\xbb\xbf") and not err, err
    issues = json.loads(out)
    valid(GITLAB, issues)
    assert len(issues) == len(findings)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def bitbucket(out: bytes, err: bytes, findings: list[dict], folder: Path) -> None:
    """By what Bitbucket asks for: the report, then annotations in batches."""
    harmless(out.decode())
    head, *batches = [json.loads(line) for line in out.splitlines()]
    valid(BITBUCKET_REPORT, head["report"])
    annotations = []
    for batch in batches:
        valid(BITBUCKET_ANNOTATIONS, batch["annotations"])
        annotations += batch["annotations"]
    assert len({annotation["external_id"] for annotation in annotations}) == len(annotations)
    assert len(annotations) == min(1000, len(findings))
    assert len(findings) <= 1000 or b"are left out" in err and "left out" in head["report"]["details"]


def github(out: bytes, err: bytes, findings: list[dict], folder: Path) -> None:
    """As the runner of GitHub Actions reads its commands: a line each, ten of a sort, properties that it knows."""
    harmless(out.decode())

    def plain(value: str) -> str:
        for escape, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(escape, sign)
        return value

    shown: dict[str, int] = {}
    lines = out.decode().splitlines()
    for line in lines:
        if not line.startswith("::"):
            assert re.match("(error|warning|notice): ", line), line
            continue
        command, properties = re.fullmatch("::(error|warning|notice) ([^:]*)::.+", line).groups()
        names = dict(part.split("=", 1) for part in properties.split(","))
        assert set(names) <= {"file", "line", "endLine", "col", "endColumn", "title"}, line
        if re.fullmatch(r"[\x20-\x7e]*", plain(names["file"])) and "\\" not in names["file"]:
            known(plain(names["file"]).encode(), folder)
        shown[command] = shown.get(command, 0) + 1
    assert len(lines) == len(findings) and all(count <= 10 for count in shown.values()), shown
    assert len(findings) <= 10 or b"GitHub shows 10 annotations of a sort" in err, err
