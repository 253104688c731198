"""Every link between files of the repository leads somewhere: `python3 tests/links.py`."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
names = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
dead = []
for name in filter(None, names.split("\0")):
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
        if "://" not in target and not (page.parent / target).exists():
            dead.append(f"{name}: {target}")
print("\n".join(dead) or "no dead links")
sys.exit(bool(dead))
