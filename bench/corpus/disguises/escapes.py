"""Characters written as escapes: in URLs, JSON, programming languages, properties, shells."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

import naming
from case import MARK, File
from contexts import Item
from disguises import form
from surroundings import amount, domain, filler


def some(item: Item, escape: Callable[[str], str], share: float = 0.3) -> str:
    """The secret with a share of its characters escaped, one of the first twelve among them."""
    rng, secret = item.rng, item.secret
    chosen = {rng.randrange(12), *(i for i in range(len(secret)) if rng.random() < share)}
    return MARK + "".join(escape(c) if i in chosen else c for i, c in enumerate(secret))


def only(item: Item, characters: str, escape: Callable[[str], str]) -> str:
    """The secret with certain characters escaped."""
    return MARK + "".join(escape(c) if c in characters else c for c in item.secret)


def link(item: Item, written: str, decode: Callable[[str], str]) -> File:
    """The written secret in a query string."""
    rng = item.rng
    address = f"{item.base}{item.path}?page=2&{naming.snake(item.name)}={written}{rng.choice(['', '&limit=50'])}"
    path, text = rng.choice(
        [
            ("fetch.sh", f"#!/bin/sh\ncurl -s '{address}'\n"),
            ("access.log", f'10.0.0.8 - - "GET {address} HTTP/1.1" 200 512\n'),
            ("bookmarks.html", f'<a href="{address}">list</a>\n'),
            ("client.py", f'URL = "{address}"\n'),
            ("notes.md", f"[list]({address})\n"),
        ]
    )
    return File(path, text, decode=decode)


@form("percent", "=+/:|")
def percent(item: Item) -> File:
    return link(item, MARK + quote(item.secret, safe=""), unquote)


@form("percent-lower", "=+/:|")
def percent_lower(item: Item) -> File:
    return link(item, only(item, "=+/:|", lambda c: f"%{ord(c):02x}"), unquote)


@form("percent-twice", "=+/:|")
def percent_twice(item: Item) -> File:
    return link(item, MARK + quote(quote(item.secret, safe=""), safe=""), lambda t: unquote(unquote(t)))


@form("percent-letters")
def percent_letters(item: Item) -> File:
    return link(item, some(item, lambda c: f"%{ord(c):02X}"), unquote)


@form("percent-all")
def percent_all(item: Item) -> File:
    return link(item, MARK + "".join(f"%{ord(c):02X}" for c in item.secret), unquote)


@form("percent-neighbours")
def percent_neighbours(item: Item) -> File:
    inner = (
        quote(f"https://{item.user}:", safe="")
        + MARK
        + quote(item.secret, safe="")
        + quote(f"@{item.host}/x?y=1&z=2", safe="")
    )
    return File("redirects.txt", f"https://{domain(item.rng)}/go?to={inner}\n", decode=unquote)


def json_file(item: Item, written: str, decode: Callable[[str], str] | None = None) -> File:
    """The written secret as a JSON string among others."""
    rng = item.rng
    lines = [f'  "{naming.camel(("queue", "size"))}": {rng.randrange(99)},'] * rng.randrange(3)
    text = (
        "\n".join(["{", *lines, f'  "url": "{item.base}",', f'  "{naming.camel(item.name)}": "{written}"', "}"]) + "\n"
    )
    return File(
        rng.choice(["config.json", "state.json", "settings.json"]),
        text,
        decode=decode or (lambda t: str(json.loads(t))),
    )


@form("json-equals", "=+/")
def json_equals(item: Item) -> File:
    return json_file(item, only(item, "=+/", lambda c: "\\/" if c == "/" else f"\\u{ord(c):04x}"))


@form("json-letters")
def json_letters(item: Item) -> File:
    upper = item.rng.random() < 0.5
    return json_file(item, some(item, lambda c: f"\\u{ord(c):04X}" if upper else f"\\u{ord(c):04x}"))


@form("json-all")
def json_all(item: Item) -> File:
    return json_file(item, MARK + "".join(f"\\u{ord(c):04x}" for c in item.secret))


@form("json-newline")
def json_newline(item: Item) -> File:
    return json_file(item, f"first line\\n{MARK}{item.secret}\\nlast")


def inner_json(text: str) -> str:
    """The values of JSON that is itself a string in JSON."""
    return str([json.loads(value) for value in json.loads(text).values() if str(value).startswith("{")])


@form("json-in-json", "=+/")
def json_in_json(item: Item) -> File:
    return json_file(item, '{\\"token\\":\\"' + only(item, "=+/", lambda c: f"\\\\u{ord(c):04x}") + '\\"}', inner_json)


@form("json-in-json-letters")
def json_in_json_letters(item: Item) -> File:
    return json_file(item, '{\\"token\\":\\"' + some(item, lambda c: f"\\\\u{ord(c):04x}") + '\\"}', inner_json)


def code(item: Item, written: str, decode: Callable[[str], str], quotes: str = "'\"") -> File:
    """The written secret as a string literal."""
    rng = item.rng
    mark = rng.choice(quotes)
    around = filler(rng, "js", amount(rng, 5))
    return File(
        "src/client.js",
        "\n".join([*around, f"const {naming.camel(item.name)} = {mark}{written}{mark};", *around]) + "\n",
        decode=decode,
    )


def from_code(text: str) -> str:
    """Undoes the escapes of JavaScript and C."""
    text = re.sub(
        r"\\u\{([0-9a-fA-F]+)\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})",
        lambda m: chr(int(m[1] or m[2] or m[3], 16)),
        text,
    )
    return re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), text)


@form("js-hex-equals", "=+/")
def js_hex_equals(item: Item) -> File:
    return code(item, only(item, "=+/", lambda c: f"\\x{ord(c):02x}"), from_code)


@form("js-hex-letters")
def js_hex_letters(item: Item) -> File:
    return code(item, some(item, lambda c: f"\\x{ord(c):02x}"), from_code)


@form("js-hex-all")
def js_hex_all(item: Item) -> File:
    return code(item, MARK + "".join(f"\\x{ord(c):02X}" for c in item.secret), from_code)


@form("js-braces")
def js_braces(item: Item) -> File:
    return code(item, some(item, lambda c: f"\\u{{{ord(c):x}}}"), from_code)


@form("java-unicode")
def java_unicode(item: Item) -> File:
    file = code(item, some(item, lambda c: f"\\u{ord(c):04x}"), from_code, '"')
    return File("src/main/java/Client.java", file.text.replace("const ", "static final String "), decode=from_code)


@form("octal", "=+/")
def octal(item: Item) -> File:
    return File(
        "run.sh",
        f"#!/bin/bash\nexport {naming.upper(item.name)}=$'{only(item, '=+/', lambda c: f'{chr(92)}{ord(c):03o}')}'\n",
        decode=from_code,
    )


@form("shell-hex")
def shell_hex(item: Item) -> File:
    return File(
        "run.sh",
        f"#!/bin/bash\nexport {naming.upper(item.name)}=$'{some(item, lambda c: f'{chr(92)}x{ord(c):02x}')}'\n",
        decode=from_code,
    )


@form("shell-backslash", "=+/")
def shell_backslash(item: Item) -> File:
    return File(
        ".env",
        f"{naming.upper(item.name)}={only(item, '=+/', lambda c: chr(92) + c)}\n",
        decode=lambda t: t.replace("\\", ""),
    )


@form("properties", "=:|")
def properties(item: Item) -> File:
    return File(
        "application.properties",
        f"app.url={item.base.replace(':', chr(92) + ':')}\napp.{naming.dotted(item.name)}={only(item, '=:|', lambda c: chr(92) + c)}\n",
        decode=lambda t: t.replace("\\", ""),
    )


@form("properties-unicode", "=+/:|")
def properties_unicode(item: Item) -> File:
    return File(
        "messages.properties",
        f"{naming.dotted(item.name)} = {only(item, '=+/:|', lambda c: f'{chr(92)}u{ord(c):04X}')}\n",
        decode=from_code,
    )
