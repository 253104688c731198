"""Every link between files of the repository leads somewhere, headings included: `python3 tests/links.py`."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]


def headings(page: pathlib.Path) -> set[str]:
    """What a link to a heading of a page is called."""
    text = re.sub(r"(?ms)^```.*?^```", "", page.read_text())
    titles = re.findall(r"(?m)^#+ (.+)$", text)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


names = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
dead = []
for name in filter(None, names.split("\0")):
    page = ROOT / name
    text = page.read_text()
    targets = re.findall(r"\]\(([^)\s]+)[^)]*\)", text) + re.findall(r'\bsrc(?:set)?="([^"]+)"', text)
    for target in targets:
        path, _, heading = target.partition("#")
        if "://" in target:
            continue
        file = page.parent / path if path else page
        if not file.exists() or heading and heading not in headings(file):
            dead.append(f"{name}: {target}")
print("\n".join(dead) or "no dead links")
sys.exit(bool(dead))
