"""What is measured, each beside what git does with the same content."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import programs
import project
import repositories
from measure import Command, clean
from peers import Installed


@dataclass(frozen=True)
class Scenario:
    """A repository and the commands that are compared in it."""

    key: str
    title: str
    baseline: str  # the name of the command that the ratios are about
    build: Callable[[Path], Path]
    commands: Callable[[Path, "Tools"], list[Command]]


@dataclass(frozen=True)
class Tools:
    """What is there to be measured."""

    atlatch: str
    peers: list[Installed]
    pre_commit: str | None


QUIET = Command("git diff --cached --quiet", ["git", "diff", "--cached", "--quiet"], expected=(1,))
PATCH = Command("git diff --cached", ["git", "diff", "--cached"])


def staged(folder: Path) -> list[str]:
    """The names that a hook manager would pass."""
    run = subprocess.run(
        ["git", "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT"],
        cwd=folder,
        env=clean(),
        capture_output=True,
        check=True,
    )
    return [name for name in run.stdout.decode().split("\0") if name]


def hooks(folder: Path, tools: Tools, *others: Command) -> list[Command]:
    """The hook, git, and the hooks of the peers."""
    names = staged(folder)
    return [
        Command("atlatch hook pre-commit", [tools.atlatch, "hook", "pre-commit"]),
        QUIET,
        PATCH,
        *others,
        *programs.commands(tools.peers, lambda peer: programs.hook(peer, names)),
    ]


def big(folder: Path, tools: Tools) -> list[Command]:
    """The hook where one blob is large."""
    inflate = Command("git cat-file blob", ["git", "cat-file", "blob", ":big.txt"])
    return hooks(folder, tools, inflate)


def whole_tree(folder: Path, tools: Tools) -> list[Command]:
    """Scans of the work tree, and reading it alone."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=folder, env=clean(), capture_output=True, check=True)
    names = programs.file_list(folder, [name for name in run.stdout.decode().split("\0") if name])
    return [
        Command("atlatch scan", [tools.atlatch, "scan"], expected=(0, 1)),
        Command("cat of every file", ["xargs", "-0", "-a", names, "cat"]),
        Command("git grep", ["git", "grep", "-c", "-F", "T3xFf"], expected=(0, 1)),
        *programs.commands(tools.peers, programs.tree),
    ]


def whole_history(folder: Path, tools: Tools) -> list[Command]:
    """Scans of every commit, and git reading them."""
    return [
        Command("atlatch scan --history", [tools.atlatch, "scan", "--history"], expected=(0, 1)),
        Command("git log -p", ["git", "log", "-p", "--all"]),
        Command("git cat-file", ["git", "cat-file", "--batch", "--batch-all-objects", "--unordered"]),
        *programs.commands(tools.peers, programs.history),
    ]


def under_pre_commit(folder: Path, tools: Tools) -> list[Command]:
    """The hook under the pre-commit framework, and the framework with a hook that does nothing."""
    if tools.pre_commit is None:
        return []
    entries = {"atlatch": f"{tools.atlatch} hook pre-commit", "true": "true"}
    for peer in tools.peers:
        if words := programs.hook(peer, []):
            entries[peer.name] = " ".join(words)
    commands = []
    for name, entry in entries.items():
        own = name in ("atlatch", "ripsecrets", "detect-secrets", "secretlint")
        hook = {"id": name, "name": name, "language": "system", "entry": entry, "pass_filenames": own}
        config = folder.parent / f"pre-commit-{name}.yaml"  # JSON is YAML
        config.write_text(json.dumps({"repos": [{"repo": "local", "hooks": [hook]}]}), encoding="utf-8")
        words = [tools.pre_commit, "run", "--config", str(config)]
        commands.append(Command(f"pre-commit with {name}", words, peer=name not in ("atlatch", "true")))
    return commands


SCENARIOS = [
    Scenario("a", "10 files, one line", QUIET.name, repositories.few_files, hooks),
    Scenario("b", "100,000 files, one line", QUIET.name, partial(repositories.many_files, count=100_000), hooks),
    Scenario(
        "c2", "2,000 new files of 5 kB", PATCH.name, partial(repositories.new_files, count=2000, size=5000), hooks
    ),
    Scenario(
        "c5", "5,000 new files of 10 kB", PATCH.name, partial(repositories.new_files, count=5000, size=10_000), hooks
    ),
    Scenario("d", "one new text of 100 MB", "git cat-file blob", partial(repositories.new_big_file, megabytes=100), big),
    Scenario(
        "e", "one line added to 100 MB", PATCH.name, partial(repositories.changed_big_file, megabytes=100), big
    ),
    Scenario("f", f"whole tree: {project.TITLE}", "cat of every file", project.checkout, whole_tree),
    Scenario(
        "g", "whole history: 20,000 commits", "git log -p", partial(repositories.history, commits=20_000), whole_history
    ),
    Scenario("h", "10 files, one line, under pre-commit", "pre-commit with true", repositories.few_files, under_pre_commit),
]
