"""Compares reports with the manifest, by one rule for all scanners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tools import Report, Run

# A credential that is written over several lines may be reported on any of them.
SPREAD = 20

# Forms by the beginnings of their names; the first that fits counts.
FORMS = [
    ("base64 twice", ("base64-twice",)),
    ("base64", ("base64",)),
    ("hexadecimal digits", ("hex-",)),
    ("gzip, tar, zip and kin", ("gzip", "tar", "zip", "jar", "docx", "xlsx", "wheel")),
    ("percent-encoding", ("percent",)),
    ("escapes of JSON, JavaScript, Java, shell", ("json", "js-", "java", "shell-hex", "octal", "shell-backslash")),
    (".properties escapes", ("properties-unicode", "properties")),
    ("UTF-16, UTF-32", ("utf-",)),
    ("invisible characters", ("zero-", "soft-")),
    ("colour codes", ("ansi-",)),
    ("strings put together", ("join-", "adjacent-", "array-join")),
    ("continued lines", ("continued-", "yaml-", "markdown-wrapped")),
    ("comments over several lines", ("comment-", "mail-quote")),
    ("entities of HTML and XML", ("entity-",)),
    ("quoted-printable", ("quoted-", "plain-3d")),
]


@dataclass
class Count:
    """Cases found, and of these the ones called by name."""

    found: int = 0
    named: int = 0
    total: int = 0

    def add(self, found: bool, named: bool) -> None:
        """Enters a case."""
        self.found += found
        self.named += found and named
        self.total += 1

    def share(self) -> float:
        """The share found."""
        return self.found / self.total if self.total else 0.0


@dataclass
class Score:
    """What a run got right and wrong."""

    run: Run
    kinds: dict[str, Count]
    forms: dict[str, Count]
    traps: dict[str, Count]
    altered: dict[str, int]
    plain: Count
    disguised: Count
    right_kind: int
    cases: set[str]

    def alarms(self) -> Count:
        """Trap files with a finding. What is another vendor's counts against atlatch alone: for the others it is right."""
        alarms = Count()
        for topic, count in self.traps.items():
            if self.run.name == "atlatch" or not topic.startswith("other-"):
                alarms.found += count.found
                alarms.total += count.total
        return alarms

    def precision(self) -> float:
        """Hits among all files with a finding that counts."""
        hits = self.plain.found + self.disguised.found
        return hits / (hits + self.alarms().found) if hits else 0.0


def form(disguise: str) -> str:
    """The family of a written form."""
    return next((name for name, starts in FORMS if disguise.startswith(starts)), disguise)


def at_place(case: dict, report: Report) -> bool:
    """Whether a report is about the case: at its line or one beside it."""
    if case["line"] is None:
        return True
    behind = SPREAD if case["disguise"] else 1
    return report.first <= case["line"] + behind and report.last >= case["line"] - 1


def score(run: Run, cases: Iterable[dict]) -> Score:
    """Counts every case."""
    by_path: dict[str, list[Report]] = defaultdict(list)
    for report in run.reports:
        by_path[report.path].append(report)
    new: Callable[[], dict[str, Count]] = lambda: defaultdict(Count)
    result = Score(run, new(), new(), new(), defaultdict(int), Count(), Count(), 0, set())
    for case in cases:
        reports = [report for report in by_path[case["path"]] if at_place(case, report)]
        blocks = [report for report in reports if not report.warning]
        match case["expect"]:
            case "silent":
                result.traps[case["carrier"]].add(bool(by_path[case["path"]]), False)
            case "altered":
                result.altered["blocked" if blocks else "warned of" if reports else "silent"] += 1
            case _:
                enter(result, case, blocks)
    return result


def enter(result: Score, case: dict, blocks: list[Report]) -> None:
    """Counts a case with a secret."""
    found, named = bool(blocks), any(report.named for report in blocks)
    if case["disguise"]:
        result.forms[form(case["disguise"])].add(found, named)
        result.disguised.add(found, named)
    else:
        result.kinds[case["kind"]].add(found, named)
        result.plain.add(found, named)
    result.right_kind += any(report.kind in (case["rule"], *case["also_ok"]) for report in blocks)
    if found:
        result.cases.add(case["case"])
