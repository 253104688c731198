"""Measures atlatch beside git and other scanners: `python3 bench/performance --binary target/release/atlatch`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import peers as others  # noqa: E402
from measure import Result, floor, interleaved, ratio  # noqa: E402
from scenarios import SCENARIOS, Scenario, Tools  # noqa: E402


def measure(scenario: Scenario, tools: Tools, rounds: int, peer_rounds: int, scratch: Path) -> list[Result]:
    """Builds the repository of a scenario and runs its commands."""
    print(f"({scenario.key}) {scenario.title}: building ...", file=sys.stderr, flush=True)
    folder = scenario.build(scratch / scenario.key)
    commands = scenario.commands(folder, tools)
    return interleaved(commands, folder, rounds, peer_rounds)


def rows(scenario: Scenario, results: list[Result]):
    base = next(r for r in results if r.command.name == scenario.baseline)
    for r in results:
        yield (
            r.command.name,
            ratio([s.wall for s in r.samples], [s.wall for s in base.samples]),
            ratio([s.busy for s in r.samples], [s.busy for s in base.samples]),
            r.wall() * 1000, min(s.wall for s in r.samples) * 1000, r.busy() * 1000, min(s.busy for s in r.samples) * 1000, r.peak(), len(r.samples), r.problem() or "",
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench/performance", description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--peer-rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="*", default=[])
    options = parser.parse_args()
    tools = Tools(str(Path(options.binary).resolve()), [p for p in others.available(options.peers) if not isinstance(p, str)], None)
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        f = floor(Path(scratch))
        print("floor", f)
        for scenario in SCENARIOS:
            if options.only and scenario.key not in options.only:
                continue
            results = measure(scenario, tools, options.rounds, options.peer_rounds, Path(scratch))
            if not results: continue
            print(f"({scenario.key}) {scenario.title}   baseline {scenario.baseline}")
            for row in rows(scenario, results):
                print("  %-28s wall x%7.2f cpu x%7.2f  %9.2f ms (min %9.2f) cpu %9.2f (min %9.2f) %7.1f MB  n=%d %s" % row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
