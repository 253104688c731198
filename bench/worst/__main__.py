"""How slow the worst texts are: `python3 bench/worst --binary target/release/atlatch`.

Each text is scanned at every size, and its processor time, less that of a scan of nothing, given as megabytes a second. The
growth is the exponent between the last two sizes: 1 is in proportion to the size, 2 with its square.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from growth import Growth, measure, start  # noqa: E402
from texts import FORMS, TEXTS  # noqa: E402

# Between two sizes, of which the larger one is more exposed to what else the machine does.
MOST_GROWTH = 1.35


def problems(growth: Growth, options: argparse.Namespace) -> list[str]:
    """What is wrong with a text's figures."""
    found = []
    if max(growth.exits) > 1:
        found.append("not scanned to its end")
    if options.min_mb_per_second and growth.speeds()[-1] < options.min_mb_per_second:
        found.append(f"below {options.min_mb_per_second:g} MB/s")
    # A hundredth of a second is within what the clock can tell.
    if growth.seconds[-1] > 0.02 and (growth.exponent() or 1) > MOST_GROWTH:
        found.append("grows faster than its size")
    return found


def main() -> None:
    """Measures, prints a line for each text, and says what falls short."""
    parser = argparse.ArgumentParser(prog="bench/worst", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 2, 4, 8], metavar="MB")
    parser.add_argument("--forms", nargs="+", default=["plain"], choices=[*FORMS, "all"], help="how the texts are written")
    parser.add_argument("--only", default="", metavar="PATTERN", help="texts whose name matches")
    parser.add_argument("--min-mb-per-second", type=float, metavar="N")
    options = parser.parse_args()
    forms = list(FORMS) if "all" in options.forms else options.forms
    sizes = [int(size * 1e6) for size in options.sizes]
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder, binary = Path(scratch), str(options.binary.resolve())
        nothing = start(binary, folder)
        for text in TEXTS:
            for form in forms if re.search(options.only, text.key) else []:
                growth = measure(text, sizes, binary, folder, nothing, form)
                wrong = problems(growth, options)
                failed += bool(wrong)
                speeds = " ".join(f"{speed:8.1f}" for speed in growth.speeds())
                exponent = growth.exponent()
                grown = "    -" if exponent is None else f"{exponent:5.2f}"
                print(f"{text.key:20} {form:8} {speeds} MB/s {grown}  {text.title}  {'; '.join(wrong).upper()}".rstrip(), flush=True)
    print(f"{failed} fall short" if failed else "none falls short")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
