"""Texts made to be slow: whatever the engine looks closer at, and nothing else."""

from __future__ import annotations

import base64
import gzip
import io
import re
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

BENCH = Path(__file__).resolve().parent.parent
SOURCES = BENCH.parent / "src"
sys.path.insert(0, str(BENCH / "performance"))

import repositories  # noqa: E402

ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
Maker = Callable[[Random, int], bytes]


@dataclass(frozen=True)
class Text:
    """A sort of text and its maker."""

    key: str
    title: str
    make: Maker


def filled(block: bytes, size: int) -> bytes:
    """A block again and again."""
    return (block * (size // max(1, len(block)) + 1))[:size]


def repeated(part: str) -> Maker:
    """The same again and again."""
    return lambda _, size: filled(part.encode(), size)


def any_of(*parts: str) -> Maker:
    """Parts in any order."""
    return lambda rng, size: filled("".join(rng.choices(parts, k=4096)).encode(), size)


def encoded(width: int | None, encode: Callable[[bytes], bytes] = base64.b64encode, gap: bytes = b"\n") -> Maker:
    """Random bytes in base64 or hexadecimal digits, in one run or in pieces."""

    def make(rng: Random, size: int) -> bytes:
        run = encode(rng.randbytes(size))[:size]
        return run if width is None else gap.join(run[at : at + width] for at in range(0, size, width))[:size]

    return make


def written(maker: Maker, encode: Callable[[bytes], bytes], growth: float) -> Maker:
    """A text in another form, which takes so many times its size."""
    return lambda rng, size: encode(maker(rng, int(size / growth) + 64))[:size]


def words(*lengths: int, gap: str = "\n") -> Maker:
    """Words of letters and digits of these lengths."""

    def make(rng: Random, size: int) -> bytes:
        block = gap.join("".join(rng.choices(ALNUM, k=rng.choice(lengths))) for _ in range(20_000))
        return filled((block + gap).encode(), size)

    return make


def drawn(form: str) -> Maker:
    """Lines of a form in which each `*` is a random letter or digit and each `#` a random hexadecimal digit."""

    def make(rng: Random, size: int) -> bytes:
        line = lambda: re.sub(r"[*#]", lambda m: rng.choice(ALNUM if m[0] == "*" else "0123456789abcdef"), form)
        return filled("".join(line() for _ in range(4096)).encode(), size)

    return make


def program(rng: Random, size: int) -> bytes:
    """What scanners read on most days."""
    return filled(repositories.source(rng, 200_000).encode(), size)


def nested(opening: str, closing: str) -> Maker:
    """Brackets within brackets."""

    def make(rng: Random, size: int) -> bytes:
        del rng
        count = size // (len(opening) + len(closing))
        return b"jira " + opening.encode() * count + closing.encode() * count

    return make


def in_base64(depth: int, inner: Maker) -> Maker:
    """A text in base64 so many times."""
    if depth == 0:
        return inner
    return written(in_base64(depth - 1, inner), base64.b64encode, 4 / 3)


def percented(text: bytes) -> bytes:
    """Every byte percent-encoded."""
    return b"%" + text.hex("%").encode()


def zipped(count: Callable[[int], int], content: bytes, method: int = zipfile.ZIP_DEFLATED) -> Maker:
    """A zip of so many members."""

    def make(rng: Random, size: int) -> bytes:
        del rng
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", method) as target:
            for number in range(count(size)):
                target.writestr(f"member_{number}.txt", content)
        # The rest of the file stands before the archive, as in programs that unpack themselves.
        return packed.getvalue().rjust(size, b"\n")

    return make


def gzip_members(rng: Random, size: int) -> bytes:
    """Gzip members of a few bytes each, one behind the other."""
    del rng
    return filled(gzip.compress(b"jira_token=\n", mtime=0), size)


def tar_gz(rng: Random, size: int) -> bytes:
    """A packed tar of many small files."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=1) as target:
        for number in range(size // 600):
            data = rng.randbytes(400).hex().encode()
            entry = tarfile.TarInfo(f"src/file_{number}.py")
            entry.size = len(data)
            target.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def utf16(text: bytes) -> bytes:
    """A text in UTF-16 with its mark."""
    return b"\xff\xfe" + text.decode("latin-1").encode("utf-16-le")


def utf32(text: bytes) -> bytes:
    """A text in UTF-32."""
    return text.decode("latin-1").encode("utf-32-be")


def literals(pattern: str, folder: Path) -> list[str]:
    """Literals of the prefilter, as our own sources list them."""
    found = (re.findall(pattern, path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.rs")))
    return sorted({literal for all in found for literal in all})


ANCHORS = literals(r'Anchor \{ literal: "([^"]+)"', SOURCES / "rules")
PREFIXES = [*ANCHORS, *("AT" + rest for rest in ["ATT3xFfGF0", "CTT3xFfGN0", "STT3xFfGA0", "ZZT3xFfG"])]
ENCODED = ["VDN4RmZ", "QzeEZm", "UM3hGZk", "eyJraWQiOiJzZXNz", "eyJraWQiOiJhdXRo", "5433784666", "QVRBVF"]
PRODUCTS = "atlassian jira confluence bitbucket bamboo trello opsgenie statuspage crowd".split()
NAMES = [f"{product}_{word}" for product in PRODUCTS for word in ("token", "api_key", "password", "secret")]
LONG_BODY = "a1B2c3D4" * 80

TEXTS = [
    Text("source", "a program", program),
    Text("line", "a program in one line", lambda rng, size: program(rng, size).replace(b"\n", b" ")),
    *(Text(f"anchor-{number}", f"`{literal}` again and again", repeated(literal)) for number, literal in enumerate(PREFIXES)),
    Text("anchors", "prefixes in any order", any_of(*PREFIXES)),
    Text("anchor-lines", "prefixes, one a line", any_of(*(literal + "\n" for literal in PREFIXES))),
    Text("anchor-bodies", "a prefix and a long body, no checksum", any_of(*(literal + LONG_BODY + "\n" for literal in PREFIXES))),
    Text("anchor-cut", "a prefix and a body that is too short", any_of(*(literal + LONG_BODY[:90] + "\n" for literal in PREFIXES))),
    Text("anchor-random", "a prefix and a random body", any_of(*(literal + "*" for literal in PREFIXES))),
    Text("anchor-commas", "prefixes and commas", any_of(*(literal + "," for literal in PREFIXES))),
    Text("anchor-strings", "prefixes as strings of one line of JSON", any_of(*(f'"{literal}", ' for literal in PREFIXES))),
    Text("anchor-percent", "prefixes and %20", any_of(*(literal + "%20" for literal in PREFIXES))),
    Text("anchor-utf16", "prefixes in UTF-16", written(any_of(*PREFIXES), utf16, 2)),
    Text("anchor-ends", "a prefix at the end of each line of base64", drawn("".join("*" * 64 + literal + "\n" for literal in PREFIXES))),
    Text("off-short", "the form of an app password, a character too short", drawn("AT" + "BB" + "*" * 23 + "0A1B2C3D ")),
    Text("off-cut", "the form of a token, cut before its checksum by a line end", drawn("AT" + "ATT3xFfGF0" + "*" * 171 + "=\n0A1B2C3D\n")),
    Text("off-wrong", "the form of an OAuth secret, one character wrong", drawn("AT" + "OA" + "*" * 40 + "." + "*" * 23 + "0A1B2C3D ")),
    Text("failing", "the form of a token, its checksum wrong", drawn("AT" + "ATT3xFfGF0" + "*" * 171 + "=0A1B2C3D\n")),
    Text("failing-glued", "the same without a line end", drawn("AT" + "ATT3xFfGF0" + "*" * 171 + "=0A1B2C3D")),
    Text("failing-short", "the form of an app password, its checksum wrong", drawn("AT" + "BB" + "*" * 24 + "0A1B2C3D ")),
    Text("failing-trello", "the form of a Trello token, its checksum wrong", drawn("AT" + "TA" + "#" * 64 + "0A1B2C3D ")),
    Text("encoded-anchors", "encoded prefixes in any order", any_of(*ENCODED)),
    Text("jwt", "headers of web tokens", repeated("eyJraWQiOiJzZXNzaW9uLXNlcnZpY2Uv")),
    Text("jwt-dots", "headers of web tokens and dots", any_of("eyJhbGciOiJIUzI1NiJ9.", "eyJraWQiOiJzZXNz.")),
    Text("jwt-payload", "a header and an endless payload", lambda rng, size: (b"eyJhbGciOiJIUzI1NiJ9." + filled(b"eyJraWQi", size))[:size]),
    Text("jwt-foreign", "web tokens of others", drawn("eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0" + "*" * 100 + "." + "*" * 43 + "\n")),
    Text("products", "product words", any_of(*(product + " " for product in PRODUCTS))),
    Text("products-glued", "product words without a blank", any_of(*PRODUCTS)),
    Text("jira-jira", "one product word", repeated("jira ")),
    Text("names", "names of credentials", any_of(*(name + " " for name in NAMES))),
    Text("settings", "settings without a value", any_of(*(name + " = \n" for name in NAMES))),
    Text("set", "settings with a short value", any_of(*(f'{name}: "abc{n}"\n' for n, name in enumerate(NAMES)))),
    Text("values", "settings with a random value", lambda rng, size: filled("".join(f"{rng.choice(NAMES)} = {''.join(rng.choices(ALNUM, k=32))}\n" for _ in range(4096)).encode(), size)),
    Text("values-json", "the same as JSON in one line", lambda rng, size: filled("".join(f'"{rng.choice(NAMES)}": "{"".join(rng.choices(ALNUM, k=32))}", ' for _ in range(4096)).encode(), size)),
    Text("generic", "generic names beside a product", any_of("token: x1y2z3\n", "jira ", "password=abc1 ", "apiToken = 'a'\n")),
    Text("generic-values", "random values beside a product", drawn("jira token " + "*" * 24 + "\n")),
    Text("passwords", "passwords beside a product", drawn("jira password: *!*#*$**\n")),
    Text("hosts", "addresses with users", any_of("https://u:p@x.atlassian.net/a ", "https://bitbucket.org/a/b.git ")),
    Text("headers", "Basic headers", drawn("atlassian Authorization: Basic " + "*" * 40 + "\n")),
    Text("uuids", "UUIDs beside names", drawn("opsgenie api_key ########-####-####-####-############\n")),
    Text("csv", "a table with many columns", lambda rng, size: filled(b"jira_token," * 500 + b"\n" + "".join("".join(rng.choices(ALNUM, k=20)) + "," for _ in range(500)).encode() + b"\n", size)),
    Text("base64", "base64 in one run", encoded(None)),
    Text("base64-lines", "base64 in lines of 76", encoded(76)),
    Text("base64-gzip", "base64 in lines that all begin as gzip does", lambda rng, size: filled(b"".join(b"H4sI" + base64.b64encode(rng.randbytes(45)) + b"\n" for _ in range(2000)), size)),
    Text("base64-prose", "words between random bytes in base64, in lines", lambda rng, size: filled(b"".join(line + b"\n" for line in re.findall(b".{64}", base64.b64encode(b"".join(rng.randbytes(60) + b"some words of a text " * rng.randint(1, 40) for _ in range(3000))))), size)),
    Text("base64-short", "base64 in runs of 30", encoded(30, gap=b" ")),
    Text("base64-shorter", "base64 in runs of 23", encoded(23, gap=b" ")),
    Text("base64-text", "a program in base64", in_base64(1, program)),
    Text("base64-text-short", "words in base64, each by itself", lambda rng, size: filled(b" ".join(base64.b64encode(repositories.source(rng, 40).encode()[:30]) for _ in range(2000)) + b" ", size)),
    Text("base64-twice", "a program in base64 twice", in_base64(2, program)),
    Text("base64-thrice", "a program in base64 three times", in_base64(3, program)),
    Text("layered", "percent-encoding in base64 three times", in_base64(3, written(program, percented, 3))),
    Text("base64-anchors", "prefixes in base64", in_base64(1, any_of(*PREFIXES))),
    Text("hex", "hexadecimal digits in one run", encoded(None, lambda data: data.hex().encode())),
    Text("hex-lines", "hexadecimal digits in lines of 32", encoded(32, lambda data: data.hex().encode())),
    Text("hex-text", "a program in hexadecimal digits", written(program, lambda text: text.hex().encode(), 2)),
    Text("hex-words", "a program in groups of four digits, as dumps write it", written(program, lambda text: text.hex(" ", 2).encode(), 2.5)),
    Text("bytes", "a program as a list of numbers", written(program, lambda text: ", ".join(map(str, text)).encode(), 4.4)),
    Text("bytes-hex", "a program as a list of hexadecimal numbers", written(program, lambda text: b"0x" + text.hex(",").replace(",", ", 0x").encode(), 6)),
    Text("bytes-cut", "a list of hexadecimal numbers, some of them cut by a line end", repeated("0x41, " * 24 + "0x\n41, ")),
    Text("numbers", "a list of small numbers", any_of(*(f"{number}, " for number in range(32, 127)))),
    Text("words-24", "words of 24", words(24)),
    Text("words-44", "words of 44", words(44)),
    Text("words-any", "words of 16 to 60", words(*range(16, 60), gap=" ")),
    Text("percent", "nothing but %41", repeated("%41")),
    Text("percent-2", "nothing but %2541", repeated("%2541")),
    Text("percent-4", "nothing but %25252541", repeated("%25252541")),
    Text("percent-text", "a program percent-encoded", written(program, percented, 3)),
    Text("unicode", r"nothing but \u0041", repeated(r"\u0041")),
    Text("unicode-2", r"nothing but \\u0041", repeated(r"\\u0041")),
    Text("slashes", r"nothing but \/", repeated("\\/")),
    Text("slash-letters", r"letters and \/", repeated("a\\/b")),
    Text("octal", r"nothing but \101", repeated("\\101")),
    Text("backslashes", "nothing but backslashes", repeated("\\")),
    Text("backslash-lines", "backslashes at line ends", repeated("aB3\\\n")),
    Text("entities", "nothing but &#65;", repeated("&#65;")),
    Text("entities-2", "nothing but &amp;#65;", repeated("&amp;#65;")),
    Text("entity-starts", "the start of references", repeated("&a")),
    Text("quoted", "nothing but =3D", repeated("=3D")),
    Text("soft-breaks", "soft breaks", repeated("aB3=\n")),
    Text("zero-width", "a letter and a zero-width space", repeated("a\u200b")),
    Text("zero-widths", "zero-width spaces", repeated("\u200b")),
    Text("colours", "colour codes", repeated("a\x1b[32m")),
    Text("mixture", "all escapes in any order", any_of("%41", r"\u0041", "&#65;", "=3D", "\\/", "a\u200b", "\\\\", "%25", "&amp;", '"a" + "b"')),
    Text("mixture-base64", "escapes and base64 in any order", any_of("%41", r"\u0041", "&#65;", "=3D\n", '" + "', base64.b64encode(b"a text in base64, and more of it").decode(), "jira ", "eyJhbGci")),
    Text("split", "strings put together", repeated('"a" + \n')),
    Text("split-words", "strings put together that look random", drawn('"' + "*" * 10 + '" + ')),
    Text("split-lines", "the same, one a line", drawn('"' + "*" * 12 + '" +\n')),
    Text("split-list", "items that look random", drawn('"' + "*" * 12 + '", ')),
    Text("split-anchors", "prefixes in strings put together", any_of(*(f'"{literal}" + ' for literal in PREFIXES))),
    Text("split-named", "strings put together beside a product", drawn('jira = "' + "*" * 9 + '" + "' + "*" * 9 + '"\n')),
    Text("split-comments", "strings with a comment between", drawn('"' + "*" * 12 + '" /* a comment */ + ')),
    Text("quotes", "nothing but quotes", repeated('"')),
    Text("quotes-plus", "quotes and plus", repeated('"+')),
    Text("quotes-blanks", "a letter, a quote and many blanks", repeated('a"' + " " * 190)),
    Text("quotes-operators", "a letter, a quote and many operators", repeated('a"' + "+" * 190)),
    Text("yaml", "continued lines that look random", drawn("    " + "*" * 40 + "\n")),
    Text("yaml-short", "continued short lines that look random", drawn("  " + "*" * 12 + "\n")),
    Text("yaml-anchors", "a prefix on each of many lines", any_of(*(f"  {literal}\n" for literal in PREFIXES))),
    Text("leaders", "comment leaders", drawn("// " + "*" * 20 + "\n")),
    Text("nested", "objects in objects", nested('{"a":[', "]}")),
    Text("nested-parens", "parentheses", nested("(", ")")),
    Text("nested-tags", "elements in elements", nested("<jira>", "</jira>")),
    Text("nested-yaml", "keys without values", lambda rng, size: b"jira:\n" + b"".join(b" " * (n % 60) + b"token:\n" for n in range(size // 38))),
    Text("tags-open", "elements that are never closed", repeated("<jira a=1>")),
    Text("sections", "sections", repeated("[jira]\n")),
    Text("dashes", "items of lists", repeated("- jira:\n")),
    Text("rules", "rules of tables", repeated("| jira token | --- |\n|---|---|\n")),
    Text("utf16", "a program in UTF-16", written(program, utf16, 2)),
    Text("utf32", "a program in UTF-32", written(program, utf32, 4)),
    Text("nul", "nothing but NUL", repeated("\0")),
    Text("nul-letters", "a letter and NULs", repeated("a\0\0\0\0\0\0\0\0")),
    Text("equals", "nothing but =", repeated("=")),
    Text("newlines", "nothing but line ends", repeated("\n")),
    Text("blanks", "nothing but blanks", repeated(" ")),
    Text("letters", "nothing but one letter", repeated("a")),
    Text("random", "random bytes", lambda rng, size: rng.randbytes(size)),
    Text("gzip-members", "many small gzip members", gzip_members),
    Text("tar-gz", "a packed tar of many files", tar_gz),
    Text("zip-members", "a zip of many members", zipped(lambda size: size // 120, b"jira_token=\n")),
    Text("zip-stored", "a zip of many members, stored", zipped(lambda size: size // 2000, b"jira_token=\n" * 150, zipfile.ZIP_STORED)),
]

# The same text in another form.
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda text: text,
    "line": lambda text: text.replace(b"\n", b" "),
    "lines": lambda text: b"\n".join(text[at : at + 100] for at in range(0, len(text), 100)),
    "utf-16": lambda text: utf16(text[: len(text) // 2]),
    "base64": lambda text: base64.b64encode(text[: len(text) // 4 * 3]),
    "percent": lambda text: percented(text[: len(text) // 3]),
    "json": lambda text: text.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n"),
}
