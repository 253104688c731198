"""How each scanner is called: as a hook, over a tree, over a history. Nothing is asked of the network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from measure import Command
from peers import CACHE, Installed

FOUND = (0, 1)
OFFLINE = ["--no-validate", "--no-update-check", "--redact", "--quiet"]


def secretlint_rules() -> str:
    """The configuration that its own introduction recommends."""
    file = CACHE / "secretlintrc.json"
    file.write_text(json.dumps({"rules": [{"id": "@secretlint/secretlint-rule-preset-recommend"}]}), encoding="utf-8")
    return str(file)


def hook(peer: Installed, names: list[str]) -> list[str] | None:
    """The command for staged content; those that know no index are given the names, as hook managers do."""
    match peer.name:
        case "gitleaks":
            return [*peer.command, "git", "--pre-commit", "--staged", "--redact", "--no-banner"]
        case "betterleaks":
            return [*peer.command, "git", "--staged", "--redact", "--no-banner"]
        case "kingfisher":
            return [*peer.command, "scan", ".", "--staged", *OFFLINE]
        case "ripsecrets":
            return [*peer.command, "--strict-ignore", *names]
        case "detect-secrets":
            return [f"{peer.command[0]}-hook", "--no-verify", *names]
        case "secretlint":
            return [*peer.command, "--secretlintrc", secretlint_rules(), *names]
    return None


def tree(peer: Installed) -> list[str] | None:
    """The command for all files of a folder."""
    match peer.name:
        case "gitleaks":
            return [*peer.command, "dir", ".", "--redact", "--no-banner"]
        case "betterleaks":
            return [*peer.command, "filesystem", ".", "--redact", "--no-banner"]
        case "kingfisher":
            return [*peer.command, "scan", ".", "--git-history", "none", *OFFLINE]
        case "ripsecrets":
            return [*peer.command, "."]
        case "detect-secrets":
            return [*peer.command, "scan", "--no-verify"]
        case "secretlint":
            return [*peer.command, "--secretlintrc", secretlint_rules(), "**/*"]
        case "CredSweeper":
            return [*peer.command, "--path", ".", "--no-stdout", "--save-json", "/dev/null"]
    return None


def history(peer: Installed) -> list[str] | None:
    """The command for every commit."""
    match peer.name:
        case "gitleaks" | "betterleaks":
            return [*peer.command, "git", ".", "--redact", "--no-banner"]
        case "kingfisher":
            return [*peer.command, "scan", ".", *OFFLINE]
    return None


def commands(peers: list[Installed], arguments: Callable[[Installed], list[str] | None]) -> list[Command]:
    """The commands of those that can do it."""
    environment = {"KF_RULE_CACHE_DIR": str(CACHE / "kingfisher-rules")}
    found = {"kingfisher": (0, 200, 205)}
    return [
        Command(peer.name, words, environment, found.get(peer.name, FOUND), peer=True)
        for peer in peers
        if (words := arguments(peer)) is not None
    ]
