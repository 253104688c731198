#!/usr/bin/env python3
"""Draws the pictures of a blocked commit from what the program really says: `python3 docs/picture/make.py BINARY`.

A repository of its own, the hook, a minted token, a terminal: what is shown there becomes `light.svg` and `dark.svg` beside
this file. With `--check` nothing is written, and stale pictures are an error.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "bench/corpus"))

import mint  # noqa: E402

COLUMNS = 92
WIDTH, HEIGHT, MARGIN, SIZE = 8.43, 19, 18, 14
# What the codes of the program mean: SGR number to colour.
THEMES = {
    "light": {"ground": "#ffffff", "edge": "#d0d7de", 0: "#24292f", 31: "#cf222e", 32: "#116329", 33: "#7d4e00", 34: "#0550ae", 36: "#1b7c83"},
    "dark": {"ground": "#0d1117", "edge": "#30363d", 0: "#e6edf3", 31: "#ff7b72", 32: "#7ee787", 33: "#d29922", 34: "#79c0ff", 36: "#56d4dd"},
}  # fmt: skip


def session(binary: Path) -> list[str]:
    """The lines that a person sees who commits a token."""
    with tempfile.TemporaryDirectory() as home:
        tools, repository = Path(home, "bin"), Path(home, "repository")
        tools.mkdir()
        (tools / "atlatch").symlink_to(binary)
        environment = {
            "PATH": f"{tools}:{os.environ['PATH']}", "HOME": home, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org",
            "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org",
        }  # fmt: skip

        def run(*command: str) -> str:
            done = subprocess.run(command, cwd=repository, env=environment, check=False, capture_output=True)
            return done.stdout.decode()

        repository.mkdir()
        run("git", "init", "--quiet")
        run("git", "commit", "--quiet", "--allow-empty", "--message", "first")
        (repository / "config").mkdir()
        token = mint.long_token(Random(7), "ATAT", "at")
        (repository / "config/app.yml").write_text(f'jira:\n  url: https://example.atlassian.net\n  api_token: "{token}"\n')
        hook = repository / ".git/hooks/pre-commit"
        hook.write_text("#!/bin/sh\nexec atlatch hook pre-commit\n")
        hook.chmod(0o755)
        typed = 'git commit --message "Connect to Jira"'
        run("git", "add", "config")
        terminal = str(ROOT / "tests/in_terminal.py")
        shown = run(sys.executable, terminal, str(COLUMNS), "git", "commit", "--message", "Connect to Jira")
        assert token not in shown and "commit stopped" in shown, shown
        return [f"$ {typed}", *shown.replace("\r\n", "\n").rstrip().split("\n")]


def pieces(line: str):
    """The pieces of a line with their column, colour and weight."""
    column, colour, bold = 0, 0, False
    for part in re.split("(\x1b\\[[0-9;]*m| {2,})", line):
        if part.startswith("\x1b"):
            for code in (int(number or 0) for number in part[2:-1].split(";")):
                colour, bold = (0, False) if code == 0 else (colour, True) if code == 1 else (code, bold)
            continue
        if part.strip():
            yield part, column, colour, bold
        column += len(part)


def span(text: str, column: int, colour: str, bold: bool) -> str:
    """A piece where it belongs, whatever the font."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<tspan x="{MARGIN + column * WIDTH:.1f}" fill="{colour}"{weight}>{html.escape(text)}</tspan>'


def drawn(lines: list[str], theme: dict) -> str:
    """The picture in a theme."""
    width, height = round(COLUMNS * WIDTH + 2 * MARGIN), len(lines) * HEIGHT + 2 * MARGIN
    rows = []
    for number, line in enumerate(lines):
        spans = "".join(span(text, column, theme[colour], bold) for text, column, colour, bold in pieces(line))
        rows.append(f'<text y="{MARGIN + SIZE + number * HEIGHT}" xml:space="preserve">{spans}</text>')
    font = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        "<title>git commit is stopped: the token, masked, where it stands, how sure atlatch is, and what to do</title>",
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="{theme["ground"]}" stroke="{theme["edge"]}"/>',
        f'<g font-family="{font}" font-size="{SIZE}">',
        *rows,
        "</g>",
        "</svg>",
        "",
    ])  # fmt: skip


def main() -> None:
    """Draws, or compares."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    lines = session(Path(arguments[0]).resolve())
    for name, theme in THEMES.items():
        file, picture = HERE / f"{name}.svg", drawn(lines, theme)
        if "--check" not in sys.argv:
            file.write_text(picture)
        elif not file.exists() or file.read_text() != picture:
            sys.exit(f"{file.relative_to(ROOT)} is stale: python3 docs/picture/make.py BINARY")


main()
