"""Other encodings, and characters nobody sees."""

from __future__ import annotations

import codecs
import re

import naming
from case import MARK, File
from contexts import Item
from disguises import form
from surroundings import neutral_fields, sentence

ENCODINGS = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def settings(item: Item) -> str:
    """An environment file."""
    fields = [f"{naming.upper(n)}={v}" for n, v in neutral_fields(item.rng, item.rng.randrange(1, 12))]
    fields.insert(item.rng.randrange(len(fields) + 1), f"{naming.upper(item.name)}={MARK}{item.secret}")
    return "\n".join(fields) + "\n"


for _encoding, _mark in ENCODINGS.items():

    @form(f"{_encoding}-mark")
    def with_mark(item: Item, encoding: str = _encoding, mark: bytes = _mark) -> File:
        return File("settings.txt", settings(item), encoding, mark, item.rng.choice(["\n", "\r\n"]))

    @form(_encoding)
    def without_mark(item: Item, encoding: str = _encoding) -> File:
        return File("settings.txt", settings(item), encoding, newline=item.rng.choice(["\n", "\r\n"]))


@form("utf-16-le-odd")
def odd_offset(item: Item) -> File:
    """UTF-16 text behind an odd number of other bytes, as in binary files."""
    before, _, after = settings(item).partition(MARK)
    raw = b"\x01\x02\x03REGF\x00\x00" + (before + after).encode("utf-16-le") + b"\x00\x00\xff"
    assert item.secret.encode("utf-16-le") in raw
    return File("settings.dat", raw=raw)


def strewn(item: Item, characters: list[str]) -> str:
    """The secret with characters put in at a few places, the first twelve characters among them."""
    rng, secret = item.rng, item.secret
    places = {rng.randrange(1, 12), *(rng.randrange(1, len(secret)) for _ in range(rng.randrange(4)))}
    return MARK + "".join((rng.choice(characters) if i in places else "") + c for i, c in enumerate(secret))


def pasted(item: Item, characters: list[str]) -> File:
    """Text that came through a chat or a wiki."""
    written, joined = strewn(item, characters), "|".join(map(re.escape, characters))
    path, text = item.rng.choice(
        [
            ("notes.md", f"{sentence(item.rng)}\n\n{' '.join(item.spoken)}: {written}\n"),
            (".env", f"{naming.upper(item.name)}={written}\n"),
            ("page.html", f"<p>{' '.join(item.spoken)} <code>{written}</code></p>\n"),
        ]
    )
    return File(path, text, decode=lambda t: re.sub(joined, "", t))


@form("zero-width")
def zero_width(item: Item) -> File:
    return pasted(item, ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])


@form("soft-hyphen")
def soft_hyphen(item: Item) -> File:
    return pasted(item, ["\u00ad"])


@form("zero-width-every")
def zero_width_every(item: Item) -> File:
    written = MARK + "\u200b".join(item.secret)
    return File("notes.md", f"{' '.join(item.spoken)}: {written}\n", decode=lambda t: t.replace("\u200b", ""))


@form("ansi-inside")
def ansi_inside(item: Item) -> File:
    codes = ["\x1b[0m", "\x1b[1;31m", "\x1b[m", "\x1b[K", "\x1b[38;5;160m"]
    file = pasted(item, codes)
    return File("ci/output.log", file.text, decode=file.decode)


@form("ansi-highlight")
def ansi_highlight(item: Item) -> File:
    secret = item.secret
    written = f"\x1b[35m\x1b[K.env\x1b[m\x1b[K:{naming.upper(item.name)}={MARK}\x1b[01;31m\x1b[K{secret[:6]}\x1b[m\x1b[K{secret[6:]}\n"
    return File("grep.log", written, decode=lambda t: re.sub("\x1b\\[[0-9;]*[mK]", "", t))
