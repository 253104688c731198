"""Compares atlatch with other scanners on a corpus minted for it: `python3 bench/compare --binary target/release/atlatch`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import page  # noqa: E402
import tools  # noqa: E402
from peers import PEERS, ROOT, available  # noqa: E402
from score import score  # noqa: E402

PAGE = ROOT / "docs" / "comparison.md"
SECTIONS = ("hits", "disguises", "altered", "traps")


def mint(seed: int, only: str | None, corpus: Path) -> list[dict]:
    """Writes the corpus and takes its manifest away from where scanners look."""
    only_this = ["--only", only] if only else []
    maker = [sys.executable, str(ROOT / "bench" / "corpus"), "--seed", str(seed), "--out", str(corpus), *only_this]
    subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
    manifest = corpus / "manifest.jsonl"
    cases = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    manifest.unlink()
    return cases


def thinned(cases: list[dict], corpus: Path) -> list[dict]:
    """A small part of the corpus; the rest of the files is deleted."""
    kept = cases[::25]
    for path in {case["path"] for case in cases} - {case["path"] for case in kept}:
        (corpus / path).unlink()
    return kept


def version(binary: Path) -> str:
    """What atlatch calls itself, and the commit it was built from as far as the checkout tells."""
    says = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return f"{says} ({commit.stdout.strip() or 'unknown commit'})"


def main() -> int:
    """Runs every scanner and says how it did."""
    parser = argparse.ArgumentParser(prog="bench/compare", description=__doc__)
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "atlatch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", nargs="*", default=[peer.name for peer in PEERS], metavar="NAME")
    parser.add_argument("--only", choices=SECTIONS, help="this part of the corpus")
    parser.add_argument("--quick", action="store_true", help="few cases, no peers: a test of this script")
    parser.add_argument("--write", nargs="?", type=Path, const=PAGE, metavar="FILE", help="write docs/comparison.md, or FILE")
    options = parser.parse_args()
    binary = options.binary.resolve()
    others = list(available([] if options.quick else options.peers))
    with tempfile.TemporaryDirectory(prefix="corpus-") as scratch:
        corpus = Path(scratch) / "corpus"
        print("minting the corpus ...", file=sys.stderr)
        cases = mint(options.seed, options.only, corpus)
        if options.quick:
            cases = thinned(cases, corpus)
        sections = [name for name in SECTIONS if (corpus / name).is_dir()]
        scores = [score(tools.atlatch([str(binary)], version(binary), corpus, sections), cases)]
        for scanner in others:
            if isinstance(scanner, str):
                print(scanner, file=sys.stderr)
                continue
            print(f"running {scanner.name} ...", file=sys.stderr, flush=True)
            scores.append(score(tools.peer(scanner, corpus, sections), cases))
    missing = [scanner for scanner in others if isinstance(scanner, str)]
    print(page.tables(scores, cases))
    if options.write:
        options.write.write_text(page.page(scores, cases, missing, options.seed), encoding="utf-8")
        print(f"wrote {options.write}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
