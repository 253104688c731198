"""Builds the repositories that are measured: the same bytes every time, in a folder that is thrown away."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

from measure import clean

WORDS = (
    "account address amount batch buffer cache client column config context count cursor customer data default delay digest "
    "engine entry error event factory field filter first flag folder format frame group handler header host index input "
    "invoice item key label last layer length level limit line list local lock logger manager mapper match message method "
    "mode model module name node number object offset option order output owner package page parent parser path payload "
    "point policy pool port prefix process product profile project property proxy query queue range reader record region "
    "request resource response result retry role route row rule schema scope segment server service session set shape size "
    "slot source stack stage state status step store stream string suffix table target task template text thread time token "
    "total trace tree type unit update user value vector version view window worker writer zone"
).split()


def source(rng: Random, size: int) -> str:
    """Text of about this size that reads like a program."""
    lines, length = [], 0
    while length < size:
        first, second, third, fourth = rng.choices(WORDS, k=4)
        line = rng.choice(
            [
                f"    {first}_{second} = self.{third}.{fourth}({first}, {rng.randrange(1000)})",
                f"    if {first} is None or {second}[{third!r}] > {rng.randrange(100)}:",
                f"        return {first}.{second}({third}={fourth})",
                f"def {first}_{second}({third}, {fourth}=None):",
                f'    """{first.title()} the {second} of a {third} before the {fourth} is read."""',
                f"    log.debug({first + ' ' + second + ' %s'!r}, {third})",
                f'    {{"{first}": "{second}", "{third}": {rng.random():.6f}}},',
                "",
            ]
        )
        lines.append(line)
        length += len(line) + 1
    return "\n".join(lines) + "\n"


def big_text(path: Path, megabytes: int) -> None:
    """A large text, written piece by piece: the memory of this process is inherited as the peak of those it starts."""
    rng = Random(1)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(megabytes):
            piece = "".join(source(rng, 8192) for _ in range(16))
            for _ in range(8):
                file.write(piece[: 1_000_000 // 8 - 10] + f"\n{rng.randrange(10**8):08}\n")


def git(folder: Path, *arguments: str, **options: object) -> None:
    """Runs git quietly."""
    command = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.invalid", "-c", "gc.auto=0", *arguments]
    subprocess.run(command, cwd=folder, env=clean(), check=True, stdout=subprocess.DEVNULL, **options)


def new(folder: Path) -> Path:
    """An empty repository."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path) -> None:
    """Commits all that is there."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message=state")


def few_files(folder: Path) -> Path:
    """Ten files, one line more in one of them."""
    new(folder)
    rng = Random(2)
    for number in range(10):
        (folder / f"module_{number}.py").write_text(source(rng, 4000), encoding="utf-8")
    commit(folder)
    with (folder / "module_3.py").open("a", encoding="utf-8") as file:
        file.write("limit = window.size(3)\n")
    git(folder, "add", "module_3.py")
    return folder


def many_files(folder: Path, count: int) -> Path:
    """Many small files in a pack, one line more in one of them; only that one is checked out."""
    new(folder)
    importer = subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=folder, env=clean(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert importer.stdin
    importer.stdin.write(b"commit refs/heads/main\ncommitter bench <bench@example.invalid> 1700000000 +0000\ndata 1\nx\n")
    names = [f"area_{n % 20:02}/part_{n % 600:03}/unit_{n % 12000:05}/file_{n}.py" for n in range(count)]
    for number, name in enumerate(names):
        text = f"value_{number} = {WORDS[number % len(WORDS)]}({number})\n".encode()
        importer.stdin.write(b"M 100644 inline %b\ndata %d\n%b\n" % (name.encode(), len(text), text))
    importer.stdin.close()
    assert importer.wait() == 0
    git(folder, "read-tree", "HEAD")
    changed = folder / names[count // 2]
    changed.parent.mkdir(parents=True)
    with changed.open("w", encoding="utf-8") as file:
        number = count // 2
        file.write(f"value_{number} = {WORDS[number % len(WORDS)]}({number})\nlimit = window.size(3)\n")
    git(folder, "add", names[count // 2])
    return folder


def new_files(folder: Path, count: int, size: int) -> Path:
    """A repository to which many files are added at once."""
    few_files(folder)
    rng = Random(3)
    for number in range(count):
        target = folder / f"added_{number % 40:02}" / f"module_{number}.py"
        target.parent.mkdir(exist_ok=True)
        target.write_text(source(rng, size), encoding="utf-8")
    git(folder, "add", "--all")
    return folder


def new_big_file(folder: Path, megabytes: int) -> Path:
    """A repository to which one large text is added."""
    few_files(folder)
    big_text(folder / "big.txt", megabytes)
    git(folder, "add", "--all")
    return folder


def changed_big_file(folder: Path, megabytes: int) -> Path:
    """A repository in which a large text in a pack gets one line more."""
    few_files(folder)
    big_text(folder / "big.txt", megabytes)
    commit(folder)
    git(folder, "repack", "-a", "-d", "-q")
    with (folder / "big.txt").open("a", encoding="utf-8") as file:
        file.write("limit = window.size(3)\n")
    git(folder, "add", "--all")
    return folder


def history(folder: Path, commits: int) -> Path:
    """Many commits that each change two files of a few kilobytes; packed."""
    new(folder)
    importer = subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=folder, env=clean(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert importer.stdin
    for change in changes(commits):
        importer.stdin.write(change)
    importer.stdin.close()
    assert importer.wait() == 0
    git(folder, "repack", "-a", "-d", "-f", "-q")
    git(folder, "reset", "--hard", "--quiet")
    return folder


def changes(commits: int) -> Iterator[bytes]:
    """The commits of a history: new files at first, then lines added and replaced all over."""
    rng = Random(4)
    files: list[list[str]] = []
    for number in range(commits):
        yield b"commit refs/heads/main\ncommitter bench <bench@example.invalid> %d +0000\ndata 1\nx\n" % (
            1_600_000_000 + 600 * number
        )
        if len(files) < 1000 and number % 4 == 0:
            files.append(source(rng, rng.randrange(500, 8000)).split("\n"))
            touched = {len(files) - 1}
        else:
            touched = {rng.randrange(len(files)) for _ in range(2)}
        for index in sorted(touched):
            lines = files[index]
            lines[rng.randrange(len(lines))] = source(rng, 40).rstrip()
            lines.insert(rng.randrange(len(lines)), source(rng, 40).rstrip())
            text = "\n".join(lines).encode()
            yield b"M 100644 inline part_%02d/module_%d.py\ndata %d\n%b\n" % (index % 40, index, len(text), text)
