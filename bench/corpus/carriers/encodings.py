"""The same settings file in every encoding and with every line end."""

from __future__ import annotations

import codecs

import naming
from carriers import carrier
from case import File
from contexts import Item
from surroundings import sentence

FOREIGN = [
    "# Größe der Warteschlange",
    "# réglages de l’été".replace("’", "'"),
    "# año de señal",
    "# Überprüfung nötig",
]


def settings(item: Item, comment: str = "") -> str:
    """An environment file."""
    lines = [f"{naming.upper(n)}={v}" for n, v in item.fields()]
    return "\n".join(([comment] if comment else []) + lines) + "\n"


@carrier("crlf")
def crlf(item: Item) -> File:
    return File(".env", settings(item), newline="\r\n")


@carrier("no-final-newline")
def no_final_newline(item: Item) -> File:
    others = [f"{naming.upper(n)}={v}" for n, v in item.neighbours]
    return File(".env", "\n".join([*others, f"{naming.upper(item.name)}={item.value}"]))


@carrier("only-line", "name")
def only_line(item: Item) -> File:
    return File("settings.env", f"{naming.upper(item.name)}={item.value}")


@carrier("latin-1")
def latin1(item: Item) -> File:
    return File("settings.ini", settings(item, item.rng.choice(FOREIGN)), encoding="latin-1")


@carrier("utf-8-foreign")
def utf8_foreign(item: Item) -> File:
    return File(
        "settings.ini",
        settings(item, item.rng.choice([*FOREIGN, "# 設定ファイル", "# настройки", "# 🔐 " + sentence(item.rng)])),
    )


@carrier("utf-8-mark")
def utf8_mark(item: Item) -> File:
    return File(
        "settings.env", settings(item), byte_order_mark=codecs.BOM_UTF8, newline=item.rng.choice(["\n", "\r\n"])
    )


@carrier("utf-16-le-mark")
def utf16le_mark(item: Item) -> File:
    return File(
        item.rng.choice(["out.txt", "settings.reg", "env.txt"]),
        settings(item),
        "utf-16-le",
        codecs.BOM_UTF16_LE,
        "\r\n",
    )


@carrier("utf-16-be-mark")
def utf16be_mark(item: Item) -> File:
    return File("out.txt", settings(item), "utf-16-be", codecs.BOM_UTF16_BE, "\r\n")


@carrier("utf-16-le")
def utf16le(item: Item) -> File:
    return File("out.txt", settings(item), "utf-16-le", newline="\r\n")


@carrier("utf-16-be")
def utf16be(item: Item) -> File:
    return File("out.txt", settings(item), "utf-16-be")
