"""Runs atlatch over a corpus and compares every verdict with the manifest.

`python3 bench/corpus/check.py --binary target/release/atlatch --corpus DIR`
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

SECTIONS = ("hits", "disguises", "altered", "traps")


@dataclass
class Tally:
    """What a run got right and wrong; lists of case ids, never of what they hold."""

    right: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    total: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    failures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, case: dict, section: str, right: bool) -> None:
        """Enters a case under its section, kind, carrier and disguise."""
        for group in (section, f"{section} by kind", f"{section} by carrier", f"{section} by disguise"):
            label = {"kind": case["kind"], "carrier": case["carrier"], "disguise": case["disguise"]}.get(
                group.rpartition(" ")[2], "all"
            )
            if label is not None:
                self.total[group][label] += 1
                self.right[group][label] += right
        if section == "hits" and case["confidence"] == "verified":
            self.total["hits with a check"]["all"] += 1
            self.right["hits with a check"]["all"] += right

    def share(self, group: str) -> float:
        """The share that is right; 1 where there is nothing."""
        total = sum(self.total[group].values())
        return sum(self.right[group].values()) / total if total else 1.0


def scan(binary: Path, corpus: Path, sections: list[str]) -> tuple[list[dict], dict]:
    """The findings and the summary of one run over the corpus."""
    command = [str(binary.resolve()), "scan", "--format", "json", *sections]
    run = subprocess.run(command, cwd=corpus, capture_output=True, check=False)
    lines = [json.loads(line) for line in run.stdout.splitlines() if line.strip()]
    if not lines or "summary" not in lines[-1]:
        sys.exit(
            f"no summary from {' '.join(command)} (exit {run.returncode}): {run.stderr.decode(errors='replace')[:2000]}"
        )
    return lines[:-1], lines[-1]["summary"]


def case_path(finding: dict) -> str:
    """The file of a finding as the manifest writes it, whatever folder it is relative to and whichever member it is in."""
    path = finding["path"].split("!/")[0]
    parts = path.split("/")
    start = next((i for i, part in enumerate(parts) if part in SECTIONS), 0)
    return "/".join(parts[start:])


def judge(case: dict, findings: list[dict], tally: Tally) -> None:
    """Compares the findings in one file with what is right for it."""
    section, id = case["case"].partition("/")[0], case["case"]
    blocks = [f for f in findings if f["action"] == "block"]
    warnings = [f for f in findings if f["action"] == "warn"]
    if case["expect"] == "silent":
        tally.count(case, section, not blocks and not warnings)
        for finding in blocks:
            tally.failures["false blocks"].append(f"{id}  {finding['rule']} line {finding['line']}  {case['path']}")
        for finding in warnings:
            tally.failures["unexpected warnings"].append(
                f"{id}  {finding['rule']} line {finding['line']}  {case['path']}"
            )
        return
    wanted, others = (blocks, warnings) if case["expect"] == "hit" else (warnings, blocks)
    rules = {case["rule"], *case["also_ok"]}
    at_line = [f for f in wanted if case["line"] in (None, f["line"])]
    good = next((f for f in at_line if f["rule"] in rules), None)
    tally.count(case, section, good is not None)
    if good is None:
        if at_line:
            reason, detail = "wrong rule", f"{at_line[0]['rule']} instead of {case['rule']}"
        elif any(f["rule"] in rules for f in wanted):
            reason, detail = "wrong line", f"{wanted[0]['line']} instead of {case['line']}"
        elif any(case["line"] in (None, f["line"]) for f in others):
            reason, detail = (
                ("only a warning", others[0]["rule"])
                if case["expect"] == "hit"
                else ("blocked although altered", others[0]["rule"])
            )
        else:
            reason, detail = ("missed" if case["expect"] == "hit" else "no warning"), case["rule"]
        tally.failures[reason].append(f"{id}  {detail}  {case['path']}")
    else:
        if case["confidence"] and good["confidence"] != case["confidence"]:
            tally.failures["wrong confidence"].append(
                f"{id}  {good['confidence']} instead of {case['confidence']}  {case['path']}"
            )
        if good.get("fingerprint") not in (None, case["fingerprint"]):
            tally.failures["wrong extent"].append(f"{id}  {good['rule']}  {case['path']}")
    for finding in findings:
        if finding is good or finding in at_line[:1]:
            continue
        if finding["action"] == "block" and not (case["expect"] == "hit" and finding in wanted and good is None):
            name = (
                "blocked although altered"
                if case["expect"] == "altered" and case["line"] == finding["line"]
                else "extra blocks"
            )
            entry = f"{id}  {finding['rule']} line {finding['line']}  {case['path']}"
            if not any(line.startswith(id + " ") for line in tally.failures[name]):
                tally.failures[name].append(entry)
        elif finding["action"] == "warn" and case["expect"] == "hit" and good is not None and not case["warnings_ok"]:
            tally.failures["unexpected warnings"].append(
                f"{id}  {finding['rule']} line {finding['line']}  {case['path']}"
            )


def report(tally: Tally, limit: int) -> None:
    """Prints the tables and the failing cases."""
    for group, totals in tally.total.items():
        whole = sum(totals.values())
        if list(totals) == ["all"]:
            print(f"{group:24} {sum(tally.right[group].values()):6} of {whole:6}  {100 * tally.share(group):6.2f} %")
    for group, totals in tally.total.items():
        if list(totals) == ["all"]:
            continue
        print(f"\n{group}: {len(totals)}")
        shares = sorted((tally.right[group][label] / totals[label], label) for label in totals)
        for share, label in shares:
            if share < 1:
                print(f"  {label:44} {tally.right[group][label]:5} of {totals[label]:5}  {100 * share:6.2f} %")
        print(f"  all others: {sum(share == 1 for share, _ in shares)} at 100 %")
    for reason, cases in tally.failures.items():
        print(f"\n{reason}: {len(cases)}")
        for line in cases[:limit]:
            print(f"  {line}")
        if len(cases) > limit:
            print(f"  ... and {len(cases) - limit} more (--list {len(cases)})")


def main() -> int:
    """Runs, reports and compares with the thresholds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--only", choices=SECTIONS)
    parser.add_argument("--list", type=int, default=40, metavar="N", help="failing cases shown for each reason")
    parser.add_argument("--min-recall", type=float, metavar="SHARE", help="of all plain hits")
    parser.add_argument("--min-proven", type=float, metavar="SHARE", help="of plain hits whose kind has a check")
    parser.add_argument("--min-disguises", type=float, metavar="SHARE", help="of disguised hits")
    parser.add_argument("--max-false-blocks", type=int, metavar="N", help="in traps")
    parser.add_argument("--max-extra-blocks", type=int, metavar="N", help="beside the secret of a hit")
    parser.add_argument("--max-altered-blocks", type=int, metavar="N")
    parser.add_argument("--max-warnings", type=int, metavar="N", help="where none is wanted")
    options = parser.parse_args()
    with (options.corpus / "manifest.jsonl").open(encoding="utf-8") as manifest:
        cases = [json.loads(line) for line in manifest]
    cases = [case for case in cases if options.only in (None, case["case"].partition("/")[0])]
    sections = [name for name in SECTIONS if any(case["case"].startswith(name + "/") for case in cases)]
    findings, summary = scan(options.binary, options.corpus, sections)
    if summary["files"] < len(cases):
        sys.exit(
            f"only {summary['files']} of {len(cases)} files were scanned; is the corpus in a folder that git ignores?"
        )
    by_path: dict[str, list[dict]] = defaultdict(list)
    for finding in findings:
        by_path[case_path(finding)].append(finding)
    tally = Tally()
    for case in cases:
        judge(case, by_path.pop(case["path"], []), tally)
    for path in by_path:
        tally.failures["findings in no case"].append(path)
    report(tally, options.list)
    failed = [
        name
        for name, given, holds in [
            ("--min-recall", options.min_recall, lambda bound: tally.share("hits") >= bound),
            ("--min-proven", options.min_proven, lambda bound: tally.share("hits with a check") >= bound),
            ("--min-disguises", options.min_disguises, lambda bound: tally.share("disguises") >= bound),
            ("--max-false-blocks", options.max_false_blocks, lambda bound: len(tally.failures["false blocks"]) <= bound),
            ("--max-extra-blocks", options.max_extra_blocks, lambda bound: len(tally.failures["extra blocks"]) <= bound),
            (
                "--max-altered-blocks",
                options.max_altered_blocks,
                lambda bound: len(tally.failures["blocked although altered"]) <= bound,
            ),
            ("--max-warnings", options.max_warnings, lambda bound: len(tally.failures["unexpected warnings"]) <= bound),
        ]
        if given is not None and not holds(given)
    ]
    print(f"\n{len(cases)} cases, {summary['seconds']} s" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
