"""Secrets in pieces: joined by operators, by the language, by the layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import naming
from case import MARK, File
from contexts import Item
from disguises import form
from surroundings import amount, filler, sentence


def pieces(item: Item, first: int = 12) -> list[str]:
    """The secret in two to five pieces, web tokens in lines of some length."""
    rng, secret = item.rng, item.secret
    if len(secret) > 300:
        width = rng.randrange(60, 120)
        return [secret[i : i + width] for i in range(0, len(secret), width)]
    count = rng.choice([1, 1, 2, 3]) if len(secret) > 60 else 1
    first = min(first, len(secret) // 3)
    cuts = sorted(rng.sample(range(first, len(secret) - 4), count))
    return [secret[a:b] for a, b in pairwise([0, *cuts, len(secret)])]


def joined(*between: str) -> Callable[[str], str]:
    """Undoes a way of joining."""
    return lambda text: re.sub("|".join(between), "", text)


def program(item: Item, path: str, language: str, text: str, decode: Callable[[str], str]) -> File:
    """The statement in a source file."""
    rng = item.rng
    around = lambda: filler(rng, language, amount(rng, 4))
    return File(path, "\n".join([*around(), text, *around()]) + "\n", decode=decode)


def operator(
    id: str, path: str, language: str, sign: str, before: str, after: str, spelled, quotes: str = "\"'"
) -> None:
    """Registers a joining operator, on one line and over several."""

    @form(id)
    def written(item: Item) -> File:
        rng = item.rng
        mark, gap = rng.choice(quotes), rng.choice([" ", "", "\n    "]) if id not in {"join-amp"} else " "
        between = f"{mark}{gap}{sign} {mark}" if rng.random() < 0.5 or gap == "" else f"{mark} {sign}{gap}{mark}"
        parts = pieces(item)
        text = before.format(n=spelled(item.name)) + mark + MARK + between.join(parts) + mark + after
        return program(item, path, language, text, joined(f"{mark}\\s*{re.escape(sign)}\\s*{mark}"))


operator("join-plus-js", "src/client.js", "js", "+", "const {n} = ", ";", naming.camel)
operator("join-plus-java", "src/Client.java", "java", "+", "    String {n} = ", ";", naming.camel, '"')
operator("join-plus-python", "client.py", "python", "+", "{n} = (", ")", naming.upper)
operator("join-dot", "client.php", "php", ".", "${n} = ", ";", naming.snake)
operator("join-dotdot", "client.lua", "lua", "..", "local {n} = ", "", naming.snake)
operator("join-amp", "client.vb", "c", "&", "Dim {n} = ", "", naming.pascal, '"')
operator("join-concat-elixir", "client.ex", "elixir", "<>", "  @{n} ", "", naming.snake, '"')
operator("join-pipes", "client.sql", "prose", "||", "SELECT set_config('{n}', ", ", false);", naming.snake, "'")


@form("adjacent-python")
def adjacent_python(item: Item) -> File:
    mark = item.rng.choice("\"'")
    gap = item.rng.choice([f"{mark} {mark}", f"{mark}\n    {mark}"])
    text = f"{naming.upper(item.name)} = (\n    {mark}{MARK}{gap.join(pieces(item))}{mark}\n)"
    return program(item, "client.py", "python", text, joined(f"{mark}\\s+{mark}"))


@form("adjacent-c")
def adjacent_c(item: Item) -> File:
    between = item.rng.choice(['"\n    "', '" "', '" \\\n    "'])
    return program(
        item,
        "client.c",
        "c",
        f'static const char *{naming.snake(item.name)} =\n    "{MARK}{between.join(pieces(item))}";',
        joined('"\\s*\\\\?\\s*"'),
    )


@form("adjacent-shell")
def adjacent_shell(item: Item) -> File:
    mark = item.rng.choice("\"'")
    return program(
        item,
        "client.sh",
        "shell",
        f"export {naming.upper(item.name)}={mark}{MARK}{(mark * 2).join(pieces(item))}{mark}",
        joined(mark * 2),
    )


@form("continued-shell")
def continued_shell(item: Item) -> File:
    return program(
        item,
        "client.sh",
        "shell",
        f'export {naming.upper(item.name)}="{MARK}' + "\\\n".join(pieces(item)) + '"',
        joined("\\\\\n"),
    )


@form("continued-python")
def continued_python(item: Item) -> File:
    return program(
        item,
        "client.py",
        "python",
        f'{naming.upper(item.name)} = "{MARK}' + '" \\\n    "'.join(pieces(item)) + '"',
        joined('" \\\\\n\\s*"'),
    )


@form("continued-macro")
def continued_macro(item: Item) -> File:
    return program(
        item,
        "client.h",
        "c",
        f'#define {naming.upper(item.name)} "{MARK}' + "\\\n".join(pieces(item)) + '"',
        joined("\\\\\n"),
    )


@form("continued-backtick")
def continued_backtick(item: Item) -> File:
    return program(
        item,
        "client.ps1",
        "powershell",
        f'${naming.pascal(item.name)} = "{MARK}' + '" + `\n    "'.join(pieces(item)) + '"',
        joined('" \\+ `\n\\s*"'),
    )


@form("continued-dockerfile")
def continued_dockerfile(item: Item) -> File:
    return File(
        "Dockerfile",
        f"FROM alpine\nENV {naming.upper(item.name)}={MARK}" + "\\\n".join(pieces(item)) + "\nRUN make\n",
        decode=joined("\\\\\n"),
    )


@form("yaml-folded")
def yaml_folded(item: Item) -> File:
    return File(
        "config.yml",
        f"name: sync\n{naming.snake(item.name)}: {item.rng.choice(['>-', '>'])}\n  {MARK}"
        + "\n  ".join(pieces(item))
        + f"\nurl: {item.base}\n",
        decode=joined("\n  "),
    )


@form("yaml-literal")
def yaml_literal(item: Item) -> File:
    return File(
        "config.yml",
        f"name: sync\n{naming.snake(item.name)}: |\n    {MARK}" + "\n    ".join(pieces(item)) + f"\nurl: {item.base}\n",
        decode=joined("\n    "),
    )


@form("yaml-quoted")
def yaml_quoted(item: Item) -> File:
    return File(
        "config.yml",
        f'name: sync\n{naming.snake(item.name)}: "{MARK}' + "\\\n  ".join(pieces(item)) + f'"\nurl: {item.base}\n',
        decode=joined("\\\\\n  "),
    )


@form("properties-continued")
def properties_continued(item: Item) -> File:
    gap = item.rng.choice(["\\\n    ", "\\\n\t", "\\\n"])
    return File(
        "app.properties",
        f"app.url = {item.base}\napp.{naming.dotted(item.name)} = {MARK}" + gap.join(pieces(item)) + "\napp.size = 3\n",
        decode=joined("\\\\\n\\s*"),
    )


@form("markdown-wrapped")
def markdown_wrapped(item: Item) -> File:
    return File(
        "notes.md",
        f"{sentence(item.rng)}\nThe {' '.join(item.spoken)} is\n{MARK}"
        + "\n".join(pieces(item))
        + f"\nand works today. {sentence(item.rng)}\n",
        decode=joined("\n"),
    )


@form("array-join")
def array_join(item: Item) -> File:
    mark = item.rng.choice("\"'")
    inner = f"{mark},{item.rng.choice([' ', chr(10) + '  '])}{mark}".join(pieces(item))
    if item.rng.random() < 0.5:
        text = f"const {naming.camel(item.name)} = [{mark}{MARK}{inner}{mark}].join({mark * 2});"
        return program(item, "client.js", "js", text, joined(f"{mark},\\s*{mark}"))
    text = f"{naming.upper(item.name)} = {mark * 2}.join([{mark}{MARK}{inner}{mark}])"
    return program(item, "client.py", "python", text, joined(f"{mark},\\s*{mark}"))


def leaders(id: str, path: str, leader: str) -> None:
    """Registers a comment leader that stands between the pieces."""

    @form(id)
    def written(item: Item) -> File:
        lines = [
            f"{leader}{' '.join(item.spoken)}:",
            leader + MARK + f"\n{leader}".join(pieces(item)),
            leader.rstrip() + " " + sentence(item.rng),
        ]
        return File(path, "\n".join(lines) + "\n", decode=joined(f"\n{re.escape(leader)}"))


leaders("comment-hash", "sync.conf", "# ")
leaders("comment-slashes", "client.go", "// ")
leaders("comment-star", "Client.java", " * ")
leaders("comment-dashes", "schema.sql", "-- ")
leaders("comment-semicolon", "init.el", ";; ")
leaders("mail-quote", "mail.txt", "> ")


@form("join-comment-between")
def comment_between(item: Item) -> File:
    between = '" + // ' + item.rng.choice(["rest", "next part"]) + '\n    "'
    return program(
        item,
        "client.js",
        "js",
        f'const {naming.camel(item.name)} = "{MARK}' + between.join(pieces(item)) + '";',
        joined('" \\+ // [a-z ]+\n\\s*"'),
    )


@form("join-in-prefix")
def split_prefix(item: Item) -> File:
    secret, at = item.secret, item.rng.randrange(2, 9)
    return program(
        item,
        "client.js",
        "js",
        f'const {naming.camel(item.name)} = "{MARK}{secret[:at]}" + "{secret[at:]}";',
        joined('" \\+ "'),
    )
