"""Counts the instructions of two fixed runs and compares them with what is committed in `instructions.json`.

Times vary with the machine and with what else it does; instructions hardly do. So this can be a guard in CI: it fails when a
run takes more than `SHARE` more than the committed figure. Needs valgrind, and a release build of atlatch.

    python3 bench/instructions            compares
    python3 bench/instructions --write    renews the committed figures, for a change that is worth its price
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "bench" / "performance"), str(ROOT / "bench")]

import repositories  # noqa: E402

FIGURES = HERE / "instructions.json"
# Other versions of the compiler and of the C library differ by less.
SHARE = 0.10


def environment(home: Path) -> dict[str, str]:
    """Nothing of the user's, and dates that stand still: the same objects every time."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH")}
    moment = "2026-01-01T00:00:00Z"
    return kept | {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_DATE": moment,
    }


def mixture(folder: Path) -> None:
    """Two megabytes of what projects hold: programs, settings, lock files, minified and encoded texts, some around our products."""
    rng = Random(8)
    hexadecimal = "0123456789abcdef"
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    source = repositories.source(rng, 400_000)
    (folder / "program.py").write_text(source, encoding="utf-8")
    lines = repositories.source(rng, 400_000).splitlines()
    for number in range(0, len(lines), 40):
        lines[number] = f"    issue = jira.issue(f'PROJ-{number}', fields='summary,assignee', expand='changelog')"
    (folder / "client.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lock = [
        f'"node_modules/{rng.choice(repositories.WORDS)}-{n}": {{"version": "{n % 9}.{n % 13}.0", "integrity": '
        f'"sha512-{"".join(rng.choices(alphabet, k=86))}=="}},'
        for n in range(2_500)
    ]
    (folder / "package-lock.json").write_text("{\n" + "\n".join(lock) + "\n}\n", encoding="utf-8")
    minified = re.sub(r"\s+", " ", repositories.source(rng, 400_000))
    (folder / "bundle.min.js").write_text(minified, encoding="utf-8")
    data = [f"{n},{''.join(rng.choices(hexadecimal, k=40))},{rng.random():.8f}" for n in range(5_000)]
    (folder / "data.csv").write_text("\n".join(data) + "\n", encoding="utf-8")
    image = ["".join(rng.choices(alphabet, k=76)) for _ in range(2_500)]
    (folder / "image.txt").write_text("\n".join(image) + "\n", encoding="utf-8")
    escaped = [f'"text_{n}": "caf\\u00e9 &amp; co. %20 \\"{rng.choice(repositories.WORDS)}\\"\\n",' for n in range(4_000)]
    (folder / "texts.json").write_text("{\n" + "\n".join(escaped) + "\n}\n", encoding="utf-8")


def count(command: list[str], folder: Path, env: dict[str, str]) -> int:
    """The instructions of one run, which must find nothing and go well."""
    with tempfile.NamedTemporaryFile() as log:
        valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log.name}"]
        done = subprocess.run(valgrind + command, cwd=folder, env=env, stdout=subprocess.DEVNULL, check=False)
        said = Path(log.name).read_text(encoding="utf-8")
    found = re.search(r"I\s+refs:\s+([\d,]+)", said)
    if done.returncode or not found:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {said[-300:]}")
    return int(found[1].replace(",", ""))


def runs(binary: Path) -> dict[str, int]:
    """What is counted: a small commit, and a look at a fixed mixture of texts."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        env = environment(home)
        os.environ.clear()
        os.environ.update(env)
        commit = repositories.few_files(home / "commit")
        texts = home / "texts"
        texts.mkdir()
        mixture(texts)
        return {
            "hook pre-commit, 10 files, one line": count([str(binary), "hook", "pre-commit"], commit, env),
            "scan of a fixed mixture of texts": count([str(binary), "scan", "."], texts, env),
        }


def comparable() -> bool:
    """Whether the searchers take the same way through the processor as where the figures come from."""
    processors = Path("/proc/cpuinfo")
    return processors.exists() and " avx2" in processors.read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench/instructions", description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "atlatch")
    parser.add_argument("--write", action="store_true", help="renew the committed figures")
    arguments = parser.parse_args()
    counted = runs(arguments.binary.resolve())
    if arguments.write:
        FIGURES.write_text(json.dumps(counted, indent=4) + "\n", encoding="utf-8")
    committed = json.loads(FIGURES.read_text(encoding="utf-8"))
    if not comparable():
        print("this processor has no AVX2, for which the committed figures hold; counted, not compared:", counted)
        return
    grown = []
    for name, instructions in counted.items():
        growth = instructions / committed[name] - 1
        print(f"{name}: {instructions:,} instructions, {growth:+.1%} against {committed[name]:,}")
        if growth > SHARE:
            grown.append(name)
    if grown:
        sys.exit(
            f"more than {SHARE:.0%} more instructions than committed: {'; '.join(grown)}\n"
            "find out why, or renew the figures with: python3 bench/instructions --write"
        )


if __name__ == "__main__":
    main()
