"""Base64 at every alignment and depth, and hex."""

from __future__ import annotations

import base64
import binascii
import re

import naming
from case import MARK, File
from contexts import Item
from disguises import form
from surroundings import neutral_fields, noun


def b64(text: str, url_safe: bool = False) -> str:
    """Base64 of marked text, with the mark at the character that holds the first bits of what it marked."""
    before, _, after = text.partition(MARK)
    encode = base64.urlsafe_b64encode if url_safe else base64.b64encode
    run = encode((before + after).encode()).decode()
    at = len(before.encode()) * 8 // 6
    return run[:at] + MARK + run[at:]


def wrapped(run: str, width: int, indent: str = "") -> str:
    """A run broken into lines; the mark takes no room."""
    lines, line, room = [], "", width
    for character in run:
        if character != MARK and room == 0:
            lines, line, room = [*lines, line], "", width
        line += character
        room -= character != MARK
    return "\n".join(indent + line for line in [*lines, line])


def unwrapped(text: str) -> str:
    """What the base64 of a text holds, its lines joined."""
    joined = re.sub(r"(?<=[A-Za-z0-9+/_-]{20})\n[ \t]*(?=[A-Za-z0-9+/_=-]+)", "", text)
    shown = ""
    for run in re.findall(r"[A-Za-z0-9+/_-]{24,}", joined):
        run = run.replace("-", "+").replace("_", "/")
        shown += (
            base64.b64decode(
                run[: len(run) // 4 * 4]
                + (
                    run[len(run) // 4 * 4 :] + "=="
                    if len(run) % 4 == 2
                    else run[len(run) // 4 * 4 :] + "="
                    if len(run) % 4 == 3
                    else ""
                )
            ).decode("latin-1")
            + "\n"
        )
    return shown


def twice(text: str) -> str:
    """The same, two layers deep."""
    return unwrapped(unwrapped(text))


def aligned(item: Item, offset: int) -> str:
    """User and secret, with the secret at a given place modulo three."""
    user = item.user
    while (len(user) + 1) % 3 != offset:
        user = "x" + user
    return f"{user}:{MARK}{item.secret}"


def setting(item: Item, written: str, decode=unwrapped) -> File:
    """The blob as a setting."""
    name = (*item.name, item.rng.choice(["b64", "base64", "encoded", "auth"]))
    path, line = item.rng.choice(
        [
            (".env", f"{naming.upper(name)}={written}"),
            ("config.json", f'{{ "{naming.camel(name)}": "{written}" }}'),
            ("client.py", f'{naming.upper(name)} = "{written}"'),
            ("values.yaml", f"{naming.camel(name)}: {written}"),
        ]
    )
    return File(path, line + "\n", decode=decode)


for _offset in range(3):

    @form(f"base64-{_offset}")
    def standard(item: Item, offset: int = _offset) -> File:
        return setting(item, b64(aligned(item, offset)))

    @form(f"base64url-{_offset}")
    def url_safe(item: Item, offset: int = _offset) -> File:
        return setting(item, b64(aligned(item, offset), True).rstrip("="))

    @form(f"base64-twice-{_offset}")
    def doubled(item: Item, offset: int = _offset) -> File:
        return setting(item, b64(b64(aligned(item, offset))), twice)


@form("base64-bare")
def bare(item: Item) -> File:
    return setting(item, b64(MARK + item.secret + item.rng.choice(["", "\n"])))


def document(item: Item) -> str:
    """A small settings file."""
    around = neutral_fields(item.rng, 6)
    lines = (
        [f"{naming.upper(n)}={v}" for n, v in around[:3]]
        + [f"{naming.upper(item.name)}={MARK}{item.secret}"]
        + [f"{naming.upper(n)}={v}" for n, v in around[3:]]
    )
    return "\n".join(lines) + "\n"


@form("base64-file")
def whole_file(item: Item) -> File:
    return setting(item, b64(document(item)))


for _width in (64, 76):

    @form(f"base64-wrapped-{_width}")
    def lines(item: Item, width: int = _width) -> File:
        body = wrapped(b64(document(item)), width)
        return File("config.b64", body + "\n", decode=unwrapped)

    @form(f"base64-yaml-{_width}")
    def block(item: Item, width: int = _width) -> File:
        body = wrapped(b64(item.rng.choice([MARK + item.secret, document(item)])), width, "    ")
        return File(
            "k8s/secret.yaml",
            f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: {noun(item.rng)}\ndata:\n  {naming.kebab(item.name)}: |\n{body}\ntype: Opaque\n",
            decode=unwrapped,
        )


@form("base64-twice-secret")
def basic_in_secret(item: Item) -> File:
    inner = "Basic " + b64(f"{item.user}:{MARK}{item.secret}")
    return File(
        "k8s/secret.yaml",
        f"apiVersion: v1\nkind: Secret\ndata:\n  authorization: {b64(inner)}\nmetadata:\n  name: {naming.kebab(item.name)}\n",
        decode=twice,
    )


@form("base64-data-uri")
def data_uri(item: Item) -> File:
    return File(
        "download.html",
        f'<a download="settings.env" href="data:text/plain;base64,{b64(document(item))}">settings</a>\n',
        decode=unwrapped,
    )


def from_hex(text: str) -> str:
    """What the hex runs of a text hold."""
    joined = re.sub(r"(?<=[0-9a-fA-F]{40})\n\s*(?=[0-9a-fA-F]{2})", "", text)
    return "\n".join(
        binascii.unhexlify(run[: len(run) // 2 * 2]).decode("latin-1")
        for run in re.findall(r"(?:[0-9a-fA-F]{2}){20,}", joined)
    )


def hexed(text: str, upper: bool) -> str:
    """Hex of marked text."""
    before, _, after = text.partition(MARK)
    spell = (lambda s: s.encode().hex().upper()) if upper else (lambda s: s.encode().hex())
    return spell(before) + MARK + spell(after)


@form("hex-lower")
def hex_lower(item: Item) -> File:
    return setting(
        item, hexed(item.rng.choice([MARK + item.secret, f"{item.user}:{MARK}{item.secret}"]), False), from_hex
    )


@form("hex-upper")
def hex_upper(item: Item) -> File:
    return setting(item, hexed(MARK + item.secret, True), from_hex)


@form("hex-sql")
def hex_sql(item: Item) -> File:
    return File(
        "dump.sql",
        f"INSERT INTO settings VALUES (7,'{naming.snake(item.name)}',0x{hexed(MARK + item.secret, item.rng.random() < 0.5)},NULL);\n",
        decode=lambda t: from_hex(t.replace("0x", " ")),
    )


@form("hex-wrapped")
def hex_wrapped(item: Item) -> File:
    return File("settings.hex", wrapped(hexed(document(item), False), 60) + "\n", decode=from_hex)
