"""Runs each scanner with its own default rules over a folder and reads what it reports.

Of a finding only its file, its lines and whether it is called by name are kept. Secrets stay in the pipe.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from peers import CACHE, Installed

FAMILY = re.compile(r"atlassian|jira|confluence|bitbucket|trello|opsgenie|statuspage|bamboo|crowd", re.IGNORECASE)
# A container and what is in it, as scanners write it.
MEMBER = re.compile(r"!/|!|::|\|")


@dataclass(frozen=True)
class Report:
    """A finding."""

    path: str
    first: int
    last: int
    named: bool  # whether it is called a credential of the family
    kind: str = ""  # atlatch's name for it
    warning: bool = False


@dataclass
class Run:
    """What a scanner said of a folder."""

    name: str
    version: str
    package: str
    command: str  # as one would type it
    seconds: float = 0.0  # of processor time
    reports: list[Report] = field(default_factory=list)


def atlatch(command: list[str], version: str, corpus: Path, sections: list[str]) -> Run:
    """Runs atlatch."""
    words = ["scan", "--format", "json", *sections]
    output, seconds = output_of([*command, *words], corpus)
    lines = [json.loads(line) for line in output.splitlines() if line.strip()]
    if not lines or "summary" not in lines[-1] or lines[-1]["summary"]["exit"] == 2:
        sys.exit("atlatch could not check the corpus")
    reports = [
        Report(clean(f["path"], corpus), f["line"] or 1, f["end_line"] or f["line"] or 1, True, f["rule"], f["action"] == "warn")
        for f in lines[:-1]
    ]
    return Run("atlatch", version, "", shown("atlatch", words), seconds, reports)


def peer(scanner: Installed, corpus: Path, sections: list[str]) -> Run:
    """Runs another scanner."""
    words, read = READERS[scanner.name]
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.jsonl"  # betterleaks goes by the ending
        rules = CACHE / "secretlintrc.json"
        rules.write_text('{"rules": [{"id": "@secretlint/secretlint-rule-preset-recommend"}]}', encoding="utf-8")
        names = {"{report}": str(report), "{rules}": str(rules)}
        filled = [names.get(word, word) for word in words]
        if "{files}" in filled:
            at = filled.index("{files}")
            filled[at : at + 1] = sorted(str(path.relative_to(corpus)) for path in corpus.rglob("*") if path.is_file())
        output, seconds = output_of([*scanner.command, *filled], corpus)
        text = report.read_text(encoding="utf-8") if report.exists() else output
    reports = [Report(clean(path, corpus), first, last, bool(FAMILY.search(name))) for path, first, last, name in read(text)]
    sample = shown(scanner.name, [word.replace("{files}", "FILES").strip("{}") for word in words])
    return Run(scanner.name, scanner.version, scanner.package, sample, seconds, reports)


def shown(name: str, words: list[str]) -> str:
    """A command as one would type it."""
    return " ".join([name, *words])


def output_of(command: list[str], folder: Path) -> tuple[str, float]:
    """What a command prints, and the processor time it takes."""
    environment = {**os.environ, "KF_RULE_CACHE_DIR": str(CACHE / "kingfisher-rules"), "NO_COLOR": "1"}
    before = os.times()
    run = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return run.stdout.decode(errors="replace"), seconds


def clean(path: str, corpus: Path) -> str:
    """The path of the file in the corpus, without what is in it; some report whole paths, some begin with a dot."""
    outer = MEMBER.split(path)[0]
    return os.path.relpath(corpus / outer, corpus)


Found = Iterator[tuple[str, int, int, str]]


def read_gitleaks(text: str) -> Found:
    """A list of objects."""
    for finding in json.loads(text or "[]") or []:
        yield finding["File"], finding["StartLine"], finding["EndLine"], finding["RuleID"] + finding["Description"]


def read_betterleaks(text: str) -> Found:
    """One object a line; not all are findings."""
    for line in text.splitlines():
        if finding := json.loads(line).get("finding"):
            place = finding["location"]
            yield place["path"], place["start_line"], place["end_line"], finding["rule_id"] + finding["description"]


def read_kingfisher(text: str) -> Found:
    """One object a line; the last ones are about the run."""
    for line in text.splitlines():
        entry = json.loads(line)
        if finding := entry.get("finding"):
            name = entry["rule"]["name"] + entry["rule"]["description"]
            yield finding["path"], finding["line"], finding["line"], name


def read_ripsecrets(text: str) -> Found:
    """`path:line:the line`."""
    for line in text.splitlines():
        if place := re.match(r"(.+?):(\d+):", line):
            yield place[1], int(place[2]), int(place[2]), ""


def read_detect_secrets(text: str) -> Found:
    """Lists by file."""
    for path, findings in json.loads(text)["results"].items():
        for finding in findings:
            yield path, finding["line_number"], finding["line_number"], finding["type"]


def read_credsweeper(text: str) -> Found:
    """A list of objects, each with the lines it is about."""
    for finding in json.loads(text or "[]"):
        for line in finding["line_data_list"]:
            yield line["path"], line["line_num"], line["line_num"], finding["rule"]


def read_secretlint(text: str) -> Found:
    """Lists by file."""
    for file in json.loads(text or "[]"):
        for message in file["messages"]:
            place = message["loc"]
            name = message["ruleId"] + message["message"]
            yield file["filePath"], place["start"]["line"], place["end"]["line"], name


# Words in braces are filled in; nothing is asked of the network.
READERS = {
    "gitleaks": (
        ["dir", ".", "--redact", "--no-banner", "--report-format", "json", "--report-path", "{report}"],
        read_gitleaks,
    ),
    "betterleaks": (["filesystem", ".", "--redact", "--jsonl", "--silent", "--output", "{report}"], read_betterleaks),
    "kingfisher": (
        ["scan", ".", "--git-history", "none", "--no-validate", "--no-update-check", "--no-dedup", "--redact"]
        + ["--format", "jsonl", "--output", "{report}"],
        read_kingfisher,
    ),
    "ripsecrets": (["."], read_ripsecrets),
    "detect-secrets": (["scan", "--all-files", "--no-verify", "."], read_detect_secrets),
    "CredSweeper": (["--path", ".", "--no-stdout", "--hashed", "--save-json", "{report}"], read_credsweeper),
    "secretlint": (
        ["--secretlintrc", "{rules}", "--format", "json", "--no-glob", "{files}"],
        read_secretlint,
    ),
}
