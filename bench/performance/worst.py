"""The worst texts for the engine, at three sizes: none may take more than in proportion to its size."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from pathlib import Path
from random import Random

import repositories
from measure import Command, apart, once

ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class Text:
    """A sort of text and its maker."""

    key: str
    title: str
    make: Callable[[Random, int], bytes]


def repeated(*parts: str) -> Callable[[Random, int], bytes]:
    """The same again and again."""
    part = "".join(parts).encode()
    return lambda _, size: (part * (size // len(part) + 1))[:size]


def any_of(*parts: str) -> Callable[[Random, int], bytes]:
    """Parts in any order."""

    def make(rng: Random, size: int) -> bytes:
        block = "".join(rng.choices(parts, k=4096)).encode()
        return (block * (size // len(block) + 1))[:size]

    return make


def encoded(width: int | None, encode: Callable[[bytes], bytes] = base64.b64encode) -> Callable[[Random, int], bytes]:
    """Random bytes in base64 or hexadecimal digits, in one run or in lines."""

    def make(rng: Random, size: int) -> bytes:
        run = encode(rng.randbytes(size))[:size]
        return run if width is None else b"\n".join(run[at : at + width] for at in range(0, size, width))[:size]

    return make


def words(length: int) -> Callable[[Random, int], bytes]:
    """Words of letters and digits, all of this length."""
    return lambda rng, size: b"\n".join(
        "".join(rng.choices(ALNUM, k=length)).encode() for _ in range(size // (length + 1))
    )


def nested(rng: Random, size: int) -> bytes:
    """Brackets within brackets."""
    del rng
    return b'{"a":[' * (size // 12) + b"]}" * (size // 24)


def program(rng: Random, size: int) -> bytes:
    """What scanners read on most days."""
    block = repositories.source(rng, 200_000).encode()
    return (block * (size // len(block) + 1))[:size]


def one_line(rng: Random, size: int) -> bytes:
    """A program squeezed into one line."""
    block = repositories.source(rng, 200_000).replace("\n", " ").encode()
    return (block * (size // len(block) + 1))[:size]


def layered(rng: Random, size: int) -> bytes:
    """base64 of base64 of base64 of percent-encoding."""
    inner = "".join(f"%{byte:02X}" for byte in rng.randbytes(size // 8)).encode()
    for _ in range(3):
        inner = base64.b64encode(inner)
    return inner[:size]


def archive(rng: Random, size: int) -> bytes:
    """A zip whose members inflate a thousandfold."""
    del rng
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(max(1, size // 1_000_000)):
            target.writestr(f"member_{number}.txt", b"limit = window.size(3)\n" * 40_000)
    return packed.getvalue().ljust(size, b"\n")


def utf16(rng: Random, size: int) -> bytes:
    """Text in two bytes a character."""
    block = repositories.source(rng, 100_000).encode("utf-16-le")
    return "\ufeff".encode("utf-16-le") + (block * (size // len(block) + 1))[: size // 2 * 2]


# Prefixes alone: what follows each is the next.
PREFIXES = ["AT" + "ATT3xFfGF0", "AT" + "CTT3xFfGN0", "AT" + "STT3xFfGA0", "AT" + "BB", "AT" + "OA", "AT" + "TA", "BB" + "DC-"]
ENCODED_PREFIXES = ["VDN4RmZ", "QzeEZm", "UM3hGZk", "eyJraWQiOiJzZXNz", "eyJraWQiOiJhdXRo", "pro/hooks/", "5433784666"]
PRODUCTS = "atlassian jira confluence bitbucket bamboo trello opsgenie statuspage ".split()

TEXTS = [
    Text("source", "a program", program),
    Text("line", "a program in one line", one_line),
    Text("anchors", "nothing but prefixes", any_of(*PREFIXES)),
    Text("anchor-lines", "prefixes, one a line", any_of(*(p + "\n" for p in PREFIXES))),
    Text("long-prefix", "a prefix and a long body, no checksum", any_of(*(p + "a1B2c3D4" * 40 + "\n" for p in PREFIXES))),
    Text("encoded-anchors", "nothing but encoded prefixes", any_of(*ENCODED_PREFIXES)),
    Text("products", "nothing but product words", any_of(*(p + " " for p in PRODUCTS))),
    Text("settings", "settings without a value", any_of(*(f"{p}_api_token = \n" for p in PRODUCTS))),
    Text("set", "settings with a short value", any_of(*(f'{p}_password: "abc{n}"\n' for n, p in enumerate(PRODUCTS)))),
    Text("generic", "generic names beside a product", any_of("token: x1y2z3\n", "jira ", "password=abc1 ", "apiToken = 'a'\n")),
    Text("hosts", "addresses with users", any_of("https://u:p@x.atlassian.net/a ", "https://bitbucket.org/a/b.git ")),
    Text("base64", "base64 in one run", encoded(None)),
    Text("base64-lines", "base64 in lines of 76", encoded(76)),
    Text("hex", "hexadecimal digits in one run", encoded(None, lambda data: data.hex().encode())),
    Text("hex-lines", "hexadecimal digits in lines of 32", encoded(32, lambda data: data.hex().encode())),
    Text("uuids", "UUIDs", any_of("3fa85f64-5717-4562-b3fc-2c963f66afa6 ", "apikey ", "opsgenie ")),
    Text("words-24", "words of 24", words(24)),
    Text("words-44", "words of 44", words(44)),
    Text("percent", "nothing but %41", repeated("%41")),
    Text("percent-2", "nothing but %2541", repeated("%2541")),
    Text("unicode", r"nothing but \u0041", repeated(r"\u0041")),
    Text("backslashes", "nothing but backslashes", repeated("\\")),
    Text("entities", "nothing but &#65;", repeated("&#65;")),
    Text("quoted", "nothing but =3D", repeated("=3D")),
    Text("zero-width", "a letter and a zero-width space", repeated("a\u200b")),
    Text("split", "strings put together", repeated('"a" + \n')),
    Text("split-anchors", "prefixes in strings put together", any_of(*(f'"{p}" + \n' for p in PREFIXES))),
    Text("nested", "deep nesting", nested),
    Text("quotes", "nothing but quotes", repeated('"')),
    Text("layered", "base64 of base64 of base64 of %41", layered),
    Text("utf16", "UTF-16", utf16),
    Text("nul", "nothing but NUL", repeated("\0")),
    Text("zip", "a zip that inflates a thousandfold", archive),
    Text("jwt", "headers of JSON web tokens", repeated("eyJraWQiOiJzZXNzaW9uLXNlcnZpY2Uv")),
    Text("dots", "letters and dots, as a JSON web token has", any_of("eyJhbGciOiJIUzI1NiJ9.", "eyJraWQiOiJzZXNz.")),
    Text("equals", "nothing but =", repeated("=")),
    Text("newlines", "nothing but line ends", repeated("\n")),
]


@dataclass(frozen=True)
class Growth:
    """What a text takes at each size."""

    text: Text
    megabytes: list[float]
    seconds: list[float]  # of processor time
    exits: list[int]

    def speeds(self) -> list[float]:
        """Megabytes a second, at each size."""
        return [size / max(seconds, 1e-6) for size, seconds in zip(self.megabytes, self.seconds)]

    def exponent(self) -> float | None:
        """How the time grows between the last two sizes: 1 is in proportion, 2 with the square."""
        if len(self.seconds) < 2 or min(self.seconds[-2:]) <= 0:
            return None
        return log(self.seconds[-1] / self.seconds[-2]) / log(self.megabytes[-1] / self.megabytes[-2])


# A text that takes longer than this is not tried at the next size.
PATIENCE = 10.0


def measure(text: Text, sizes: list[int], atlatch: str, folder: Path, start: float) -> Growth:
    """Scans a text at every size; `start` is what a scan of nothing takes."""
    growth = Growth(text, [], [], [])
    for size in sizes:
        path = folder / f"{text.key}.txt"
        apart(lambda: path.write_bytes(text.make(Random(5), size)))
        samples = [once(Command("scan", [atlatch, "scan", path.name]), folder) for _ in range(3)]
        growth.megabytes.append(path.stat().st_size / 1e6)
        growth.seconds.append(max(0.0, min(sample.busy for sample in samples) - start))
        growth.exits.append(max(sample.exit for sample in samples))
        path.unlink()
        if growth.seconds[-1] > PATIENCE:
            break
    return growth
