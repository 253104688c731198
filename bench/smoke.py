"""Tries the comparison and the measurements with small sizes and without other scanners: `python3 bench/smoke.py --binary FILE`.

It says whether the scripts work, not how fast or good anything is.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def tried(script: str, binary: Path, page: Path) -> str:
    """Runs a script and returns the page it writes."""
    command = [sys.executable, str(HERE / script), "--binary", str(binary), "--quick", "--write", str(page)]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if run.returncode:
        sys.exit(f"bench/{script} --quick ended with {run.returncode}:\n{run.stdout}")
    return page.read_text(encoding="utf-8")


def main() -> None:
    """Tries both and looks for what must be on their pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, required=True)
    options = parser.parse_args()
    wanted = {
        "compare": ["| atlatch ", "by kind", "by form", "## Limits of the method"],
        "performance": ["## (a)", "## (b)", "## (c2)", "## (d)", "## (e)", "## Texts made to be slow"],
    }
    with tempfile.TemporaryDirectory() as scratch:
        for script, parts in wanted.items():
            page = tried(script, options.binary, Path(scratch) / f"{script}.md")
            missing = [part for part in parts if part not in page]
            if missing:
                sys.exit(f"bench/{script} --quick wrote a page without {', '.join(missing)}")
            print(f"bench/{script} --quick: ok")


if __name__ == "__main__":
    main()
