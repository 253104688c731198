"""Writes the corpus: `python3 bench/corpus --seed 1 --out DIR`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from altered import altered
from case import Case, write
from disguises import disguises
from edges import edges
from hits import hits
from traps import traps


def sections(seed: int, only: str | None) -> Iterator[Case]:
    """The cases asked for."""
    parts = {
        "hits": lambda seed: chain(hits(seed), edges(seed)),
        "altered": altered,
        "disguises": disguises,
        "traps": traps,
    }
    return chain.from_iterable(make(seed) for name, make in parts.items() if only in (None, name))


def main() -> None:
    """Reads the arguments and writes the cases."""
    parser = argparse.ArgumentParser(prog="bench/corpus", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=["hits", "altered", "disguises", "traps"])
    options = parser.parse_args()
    counts = Counter(case.id.partition("/")[0] for case in write(sections(options.seed, options.only), options.out))
    for section, count in counts.items():
        print(f"{section:10} {count:6}")


if __name__ == "__main__":
    main()
