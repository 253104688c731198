"""What is measured, each beside what git does with the same content."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import programs
import project
import repositories
from measure import Command, clean
from peers import Installed

Sizes = dict[str, int]


@dataclass(frozen=True)
class Scenario:
    """A repository and the commands that are compared in it."""

    key: str
    title: str  # with the sizes to be filled in
    baseline: str  # the name of the command that the ratios are about
    build: Callable[..., Path]
    commands: Callable[[Path, Tools], list[Command]]
    sizes: Sizes
    quick: Sizes | None  # for a test of the script; none where something would have to be fetched


@dataclass(frozen=True)
class Tools:
    """What is there to be measured."""

    atlatch: str
    peers: list[Installed]
    pre_commit: list[str] | None


QUIET = Command("git diff --cached --quiet", ["git", "diff", "--cached", "--quiet"], expected=(1,))
PATCH = Command("git diff --cached", ["git", "diff", "--cached"])


def listed(folder: Path, *words: str) -> list[str]:
    """Names that a git command prints."""
    run = subprocess.run(["git", *words, "-z"], cwd=folder, env=clean(), capture_output=True, check=True)
    return [name for name in run.stdout.decode().split("\0") if name]


def hooks(folder: Path, tools: Tools, *others: Command) -> list[Command]:
    """The hook, git, and the hooks of the peers with the names that a hook manager would pass."""
    names = listed(folder, "diff", "--cached", "--name-only", "--diff-filter=ACMRT")
    return [
        Command("atlatch hook pre-commit", [tools.atlatch, "hook", "pre-commit"]),
        QUIET,
        PATCH,
        *others,
        *programs.commands(tools.peers, lambda peer: programs.hook(peer, names)),
    ]


def large(folder: Path, tools: Tools) -> list[Command]:
    """The hook where one blob is large."""
    return hooks(folder, tools, Command("git cat-file blob", ["git", "cat-file", "blob", ":big.txt"]))


def tree(folder: Path, tools: Tools) -> list[Command]:
    """Scans of the work tree, and reading it alone."""
    names = folder.parent / f"{folder.name}.names"
    names.write_bytes(b"\0".join(name.encode() for name in listed(folder, "ls-files")))
    return [
        Command("atlatch scan", [tools.atlatch, "scan"], expected=(0, 1)),
        Command("cat of every file", ["xargs", "-0", "-a", str(names), "cat"]),
        Command("git grep", ["git", "grep", "-c", "-F", "T3xFf"], expected=(0, 1)),
        *programs.commands(tools.peers, programs.tree),
    ]


def history(folder: Path, tools: Tools) -> list[Command]:
    """Scans of every commit, and git reading them."""
    return [
        Command("atlatch scan --history", [tools.atlatch, "scan", "--history"]),
        Command("git log -p", ["git", "log", "-p", "--all"]),
        Command("git cat-file", ["git", "cat-file", "--batch", "--batch-all-objects", "--unordered"]),
        *programs.commands(tools.peers, programs.history),
    ]


def under_pre_commit(folder: Path, tools: Tools) -> list[Command]:
    """Hooks under the pre-commit framework, and the framework with a hook that does nothing."""
    if tools.pre_commit is None:
        return []
    entries = {"true": "true", "atlatch": f"{tools.atlatch} hook pre-commit"}
    entries |= {peer.name: " ".join(words) for peer in tools.peers if (words := programs.hook(peer, []))}
    commands = []
    for name, entry in entries.items():
        takes_names = name not in ("gitleaks", "betterleaks", "kingfisher")
        hook = {"id": name, "name": name, "language": "system", "entry": entry, "pass_filenames": takes_names}
        config = folder.parent / f"pre-commit-{name}.yaml"  # JSON is YAML
        config.write_text(json.dumps({"repos": [{"repo": "local", "hooks": [hook]}]}), encoding="utf-8")
        words = [*tools.pre_commit, "run", "--config", str(config)]
        commands.append(Command(f"pre-commit with {name}", words, peer=name not in ("atlatch", "true")))
    return commands


SCENARIOS = [
    Scenario("a", "10 files, one line", QUIET.name, repositories.few_files, hooks, {}, {}),
    Scenario(
        "b",
        "{count:,} files, one line",
        QUIET.name,
        repositories.many_files,
        hooks,
        {"count": 100_000},
        {"count": 500},
    ),
    Scenario(
        "c2",
        "{count:,} new files of {size:,} bytes",
        PATCH.name,
        repositories.new_files,
        hooks,
        {"count": 2000, "size": 5000},
        {"count": 20, "size": 5000},
    ),
    Scenario(
        "c5",
        "{count:,} new files of {size:,} bytes",
        PATCH.name,
        repositories.new_files,
        hooks,
        {"count": 5000, "size": 10_000},
        {"count": 20, "size": 10_000},
    ),
    Scenario(
        "d",
        "one new text of {megabytes} MB",
        "git cat-file blob",
        repositories.new_big_file,
        large,
        {"megabytes": 100},
        {"megabytes": 1},
    ),
    Scenario(
        "e",
        "one line added to {megabytes} MB",
        PATCH.name,
        repositories.changed_big_file,
        large,
        {"megabytes": 100},
        {"megabytes": 1},
    ),
    Scenario("f", f"whole tree: {project.TITLE}", "cat of every file", project.checkout, tree, {}, None),
    Scenario(
        "g",
        "whole history: {commits:,} commits",
        "git log -p",
        repositories.history,
        history,
        {"commits": 20_000},
        {"commits": 100},
    ),
    Scenario(
        "h",
        "10 files, one line, under pre-commit",
        "pre-commit with true",
        repositories.few_files,
        under_pre_commit,
        {},
        None,
    ),
]
