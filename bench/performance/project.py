"""A real work tree: published packages, unpacked and committed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import repositories
from peers import CACHE, call

PYTHON = ["django==5.2.8", "botocore==1.40.70", "atlassian-python-api==4.0.7"]
NODE = ["typescript@5.9.3", "jira.js@5.2.2"]
TITLE = ", ".join([*PYTHON, *NODE]).replace("==", " ").replace("@", " ")


def downloads() -> list[Path]:
    """The archives, fetched once."""
    cache = CACHE / "project"
    if not (cache / ".complete").exists():
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        call(*fetch, "--only-binary", ":all:", "--dest", cache, *PYTHON)
        call("npm", "pack", "--silent", "--pack-destination", cache, *NODE)
        (cache / ".complete").touch()
    return sorted(path for path in cache.iterdir() if path.suffix in (".whl", ".tgz"))


def checkout(folder: Path) -> Path:
    """The packages as one repository."""
    archives = downloads()
    repositories.new(folder)
    for archive in archives:
        target = folder / archive.stem
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(target)
        else:
            with tarfile.open(archive) as package:
                package.extractall(target, filter="data")
    repositories.commit(folder)
    return folder


def size(folder: Path) -> tuple[int, int]:
    """Files and bytes in the index."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, check=True)
    names = [name for name in run.stdout.split(b"\0") if name]
    return len(names), sum((folder / name.decode()).lstat().st_size for name in names)
