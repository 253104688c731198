"""Proves that what is measured does its work: a credential, minted for the purpose, must be found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import repositories
from measure import clean
from peers import ROOT

sys.path.append(str(ROOT / "bench" / "corpus"))
import mint  # noqa: E402


def credential() -> str:
    """A fresh one, with its checksum."""
    return mint.long_token(Random(6), "AT" + "AT", "at")


def exit_code(atlatch: str, folder: Path, *words: str) -> int:
    """How a run ends."""
    return subprocess.run([atlatch, *words], cwd=folder, env=clean(), capture_output=True, check=False).returncode


def hook_and_tree(atlatch: str, folder: Path) -> None:
    """Ends the program unless the hook and the scan of the tree find what is there."""
    repositories.few_files(folder)
    (folder / "module_4.py").write_text(f'value = "{credential()}"\n', encoding="utf-8")
    repositories.git(folder, "add", "--all")
    for words in (["hook", "pre-commit"], ["scan"]):
        if (code := exit_code(atlatch, folder, *words)) != 1:
            sys.exit(f"atlatch {' '.join(words)} ended with {code} where a credential was: nothing to measure")


def history(atlatch: str, folder: Path) -> bool:
    """Whether a scan of the history finds what a later commit has removed."""
    repositories.few_files(folder)
    (folder / "module_4.py").write_text(f'value = "{credential()}"\n', encoding="utf-8")
    repositories.commit(folder)
    (folder / "module_4.py").write_text("value = None\n", encoding="utf-8")
    repositories.commit(folder)
    return exit_code(atlatch, folder, "scan", "--history") == 1
