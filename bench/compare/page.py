"""The tables, and the page that is written of them."""

from __future__ import annotations

import datetime
from collections import Counter

from score import FORMS, SPREAD, Count, Score, form

HEAD = """# Comparison

How atlatch and other secret scanners do on credentials of the Atlassian family: {date}, {cases} files, seed {seed}.
Made by `python3 bench/compare --write`, which installs the others by package name, mints the files anew and runs them all;
nothing here is written by hand but the text around the tables.

They are general scanners: they look for the credentials of hundreds of vendors, atlatch for those of one. Use one of them
beside it. What this page answers is only what becomes of an Atlassian credential in a commit.

"""

METHOD = """
## How it was measured

- **The files** are those of `bench/corpus`: {hits} with a credential as people write it, {disguised} with one that is
  encoded, escaped, split or packed, {altered} whose checksum does not hold or whose date is past, {traps} that only look as if
  they had one. No credential in them was ever real.
- **Found**: a report in the right file, at the line of the credential or one beside it; where it is spread over several lines,
  up to {spread} lines on; in containers anywhere. Whatever the report is called: "generic API key" counts in full. *By name* means that
  it names a product of the family.
- **False alarms**: trap files with any report. Traps that hold what another vendor calls a credential count against atlatch
  only. **Precision**: hits among all files that count with a report; it depends on how many traps there are, so compare it between
  scanners and with nothing else.
- **Altered**: what was edited, cut or invented cannot open anything. atlatch warns and lets the commit pass; the others know one
  answer.
- Every scanner ran with its own default rules and thresholds, its binary and not a wrapper, without asking the network: what a
  check against the vendor would have sorted out is not counted for those that can make one.

## Limits of the method

The corpus is ours, and so is the reading of the formats behind it: several are undocumented, and where we are wrong, atlatch and
the corpus are wrong together. It was built while atlatch was, which favours atlatch; the others never saw it. The kinds are weighted
by how many places they can stand in and not by how often they leak. Recall on files of this sort says nothing of other vendors'
credentials, where every scanner here finds what atlatch does not look for. Defaults are measured; several others look deeper if asked
(gitleaks `--max-archive-depth`, CredSweeper `--depth` and `--doc`).

## What the others do better

- **gitleaks**: over two hundred kinds of other vendors; own rules in a file; a generic rule that catches any random value beside a
  telling name, whoever's it is. atlatch has no rules of yours.
- **betterleaks**: the same, and it asks the vendor whether a credential is alive and what it may do, and looks into archives
  within archives, buckets and issue trackers.
- **kingfisher**: asks the vendor, maps what a key can reach, revokes some kinds; reads Jira, Confluence, Slack, buckets and
  container images; nearly five hundred kinds.
- **ripsecrets**: a small program with one idea, randomness, that needs no list of kinds to find a new one.
- **detect-secrets**: a baseline with an audit in which people label each finding; plug-ins in Python; passwords by their names
  in dozens of languages.
- **CredSweeper**: a trained model that judges passwords of any sort; reads PDF and office documents.
- **secretlint**: plug-ins and configuration as JavaScript projects know them; masks secrets in place.
- **All of them**: other vendors' credentials, and more systems than have a binary of atlatch.

## The commands

"""


def percent(count: Count) -> str:
    """A share in per cent, and in brackets how much of it was called by name."""
    if not count.total:
        return ""
    found = f"{100 * count.found / count.total:.0f}"
    named = f"{100 * count.named / count.total:.0f}"
    return found if named == found else f"{found} ({named})"


def table(header: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def summary(scores: list[Score]) -> str:
    """One row for each scanner."""
    rows = []
    for score in scores:
        alarms, altered = score.alarms(), score.altered
        rows.append(
            [
                f"{score.run.name} {score.run.version}",
                percent(score.plain),
                percent(score.disguised),
                f"{alarms.found} of {alarms.total}",
                f"{100 * score.precision():.1f}",
                " / ".join(str(altered[name]) for name in ("blocked", "warned of", "silent")),
                f"{score.run.seconds:.1f}",
            ]
        )
    header = ["scanner", "plain, %", "disguised, %", "false alarms", "precision, %", "altered: block / warn / silent", "CPU, s"]
    return table(header, rows)


def shares(scores: list[Score], first: str, groups: list[dict[str, Count]], order: list[str]) -> str:
    """What each scanner found, by kind or form."""
    rows = []
    for name in order:
        total = groups[0][name].total
        rows.append([name, str(total), *(percent(group[name]) for group in groups)])
    return table([first, "files", *(score.run.name for score in scores)], rows)


def tables(scores: list[Score], cases: list[dict]) -> str:
    """All tables."""
    kinds = sorted({case["kind"] for case in cases if case["expect"] == "hit" and not case["disguise"]})
    forms = [name for name, _ in FORMS if scores[0].forms.get(name)]
    topics = sorted({case["carrier"] for case in cases if case["expect"] == "silent"})
    loud = [topic for topic in topics if any(score.traps[topic].found for score in scores)]
    parts = [summary(scores)]
    if kinds:
        ours = scores[0]
        total = ours.plain.total + ours.disguised.total
        parts += [f"atlatch gave the very kind in {100 * ours.right_kind / total:.1f} % of all {total}.\n"]
        parts += ["### Plain credentials, by kind\n", "Per cent found; in brackets, by name.\n"]
        parts += [shares(scores, "kind", [score.kinds for score in scores], kinds)]
    if forms:
        parts += ["### Disguised credentials, by form\n", shares(scores, "form", [score.forms for score in scores], forms)]
    if len(scores) > 1 and kinds:
        parts += ["### What atlatch missed and another found\n", missed(scores, cases)]
    if loud:
        parts += ["### Traps, by topic\n", "Files with a report. `other-…` holds credentials of other vendors.\n"]
        rows = [[t, str(scores[0].traps[t].total), *(str(score.traps[t].found or "") for score in scores)] for t in loud]
        parts += [table(["topic", "files", *(score.run.name for score in scores)], rows)]
    return "\n".join(parts)


def missed(scores: list[Score], cases: list[dict]) -> str:
    """Cases that another scanner found and atlatch did not."""
    groups: dict[str, Counter[str]] = {}
    for case in cases:
        finders = [score.run.name for score in scores[1:] if case["case"] in score.cases]
        if case["expect"] == "hit" and case["case"] not in scores[0].cases and finders:
            what = f"in {form(case['disguise'])}" if case["disguise"] else case["kind"]
            groups.setdefault(what, Counter()).update(["files", *finders])
    if not groups:
        return "Nothing.\n"
    names = ["files", *(score.run.name for score in scores[1:])]
    rows = [[what, *(str(count[name] or "") for name in names)] for what, count in sorted(groups.items())]
    return table(["kind or form", *names], rows)


def page(scores: list[Score], cases: list[dict], missing: list[str], seed: int) -> str:
    """The whole page."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    expected = Counter(case["expect"] for case in cases)
    disguised = sum(case["expect"] == "hit" and bool(case["disguise"]) for case in cases)
    numbers = {
        "hits": expected["hit"] - disguised,
        "disguised": disguised,
        "altered": expected["altered"],
        "traps": expected["silent"],
        "spread": SPREAD,
    }
    commands = [f"{score.run.command}" + (f"    # {score.run.package}" if score.run.package else "") for score in scores]
    return (
        HEAD.format(date=today, cases=len(cases), seed=seed)
        + "## Results\n\n"
        + tables(scores, cases)
        + METHOD.format(**numbers)
        + "```sh\n"
        + "\n".join(commands)
        + "\n```\n"
        + "".join(f"\nNot compared: {reason}.\n" for reason in missing)
    )
