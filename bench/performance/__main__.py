"""Measures atlatch beside git and other scanners: `python3 bench/performance --binary target/release/atlatch`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "worst")]

import growth  # noqa: E402
import page  # noqa: E402
import plot  # noqa: E402
import proof  # noqa: E402
import texts  # noqa: E402
from measure import Result, apart, floor, interleaved  # noqa: E402
from peers import PEERS, PRE_COMMIT, ROOT, Installed, attempt, available  # noqa: E402
from scenarios import SCENARIOS, Scenario, Tools  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
# The picture in the README, beside the page.
PLOTTED = "a"
# These take minutes for a run of the scenarios that read much.
PATIENCE = ("ripsecrets", "detect-secrets", "CredSweeper", "secretlint")
HEAVY = ("c2", "c5", "d", "e", "f", "g")
KEYS = [*(scenario.key for scenario in SCENARIOS), "i"]


def say(text: str) -> None:
    """Tells what is going on."""
    print(text, file=sys.stderr, flush=True)


def tools(options: argparse.Namespace) -> tuple[Tools, list[str]]:
    """What can be measured, and why the rest cannot."""
    found = list(available([] if options.quick else options.peers))
    manager = attempt(PRE_COMMIT) if "h" in options.only and not options.quick else "not asked for"
    missing = [reason for reason in found if isinstance(reason, str)]
    peers = [peer for peer in found if isinstance(peer, Installed)]
    command = manager.command if isinstance(manager, Installed) else None
    return Tools(str(options.binary.resolve()), peers, command), missing


def run(scenario: Scenario, have: Tools, options: argparse.Namespace, scratch: Path) -> list[Result]:
    """Builds the repository of a scenario and runs its commands."""
    sizes = scenario.quick if options.quick else scenario.sizes
    if sizes is None:
        say(f"({scenario.key}) left out: it needs what --quick does not fetch")
        return []
    if scenario.key == "g" and not proof.history(have.atlatch, scratch / "proof-history"):
        say("(g) left out: `atlatch scan --history` does not find what a later commit removed")
        return []
    say(f"({scenario.key}) {scenario.title.format(**sizes)} ...")
    if scenario.key in HEAVY and not options.thorough:
        have = replace(have, peers=[peer for peer in have.peers if peer.name not in PATIENCE])
    folder = scratch / scenario.key
    apart(lambda: scenario.build(folder, **sizes))
    return interleaved(scenario.commands(folder, have), folder, options.rounds, options.peer_rounds)


def growths(have: Tools, options: argparse.Namespace, scratch: Path) -> list[growth.Growth]:
    """The worst texts."""
    sizes = [20_000, 80_000] if options.quick else [1_000_000, 4_000_000, 16_000_000]
    nothing = growth.start(have.atlatch, scratch)
    results = []
    for text in texts.TEXTS:
        say(f"(i) {text.title} ...")
        results.append(growth.measure(text, sizes, have.atlatch, scratch, nothing))
    return results


def main() -> int:
    """Measures what is asked for and prints the tables."""
    parser = argparse.ArgumentParser(prog="bench/performance", description=__doc__)
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "atlatch")
    parser.add_argument("--only", nargs="+", choices=KEYS, default=KEYS, metavar="SCENARIO", help=f"of {' '.join(KEYS)}")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--peer-rounds", type=int, default=5)
    parser.add_argument("--peers", nargs="*", default=[peer.name for peer in PEERS], metavar="NAME")
    parser.add_argument("--thorough", action="store_true", help=f"{', '.join(PATIENCE)} in ({', '.join(HEAVY)}) too: takes hours")
    parser.add_argument("--quick", action="store_true", help="small sizes, one round, no peers: a test of this script")
    parser.add_argument(
        "--write", nargs="?", type=Path, const=PAGE, metavar="FILE", help="write docs/performance.md and .svg, or FILE and its plot"
    )
    options = parser.parse_args()
    if options.quick:
        options.rounds = 1
    have, missing = tools(options)
    if not options.thorough:
        missing.append(f"{', '.join(PATIENCE)} in ({', '.join(HEAVY)}), where they take minutes a run (`--thorough` measures them)")
    report = page.Report(page.machine(options.binary), have.peers, missing, os.getloadavg()[0])
    with tempfile.TemporaryDirectory(prefix="performance-") as name:
        scratch = Path(name)
        proof.hook_and_tree(have.atlatch, scratch / "proof")
        report.floor = floor(scratch)
        picture = None
        for scenario in SCENARIOS:
            if scenario.key in options.only and (results := run(scenario, have, options, scratch)):
                sizes = scenario.quick if options.quick else scenario.sizes
                title = scenario.title.format(**(sizes or {}))
                report.add(scenario.key, title, scenario.baseline, results)
                if scenario.key == PLOTTED:
                    times = [(result.command.name, result.wall()) for result in results]
                    picture = plot.plot(f"How long a commit waits ({title})", report.machine.split(" on ", 1)[-1], times)
                print(report.sections[-1], flush=True)
        if "i" in options.only:
            report.worst = growths(have, options, scratch)
            print(page.worst_table(report.worst), flush=True)
    report.load = max(report.load, os.getloadavg()[0])
    if options.write:
        options.write.write_text(report.page(), encoding="utf-8")
        if picture:
            options.write.with_suffix(".svg").write_text(picture, encoding="utf-8")
        say(f"wrote {options.write}")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
