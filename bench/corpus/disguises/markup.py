"""Characters written as entities in markup, and as quoted-printable in mail."""

from __future__ import annotations

import html
import quopri
import re
from collections.abc import Callable

import naming
from case import MARK, File
from contexts import Item
from disguises import form
from disguises.escapes import only, some
from mint import ALNUM, mixed, with_checksum
from surroundings import domain, sentence


def markup(item: Item, written: str, decode: Callable[[str], str] = html.unescape) -> File:
    """The written secret in an element or an attribute."""
    name = naming.camel(item.name)
    path, text = item.rng.choice(
        [
            ("config.xml", f"<config>\n  <url>{item.base}</url>\n  <{name}>{written}</{name}>\n</config>\n"),
            ("App.config", f'<settings>\n  <add key="{name}" value="{written}" />\n</settings>\n'),
            ("page.html", f"<p>{sentence(item.rng)}</p>\n<pre>{naming.upper(item.name)}={written}</pre>\n"),
        ]
    )
    return File(path, text, decode=decode)


@form("entity-decimal", "=+/:|")
def entity_decimal(item: Item) -> File:
    return markup(item, only(item, "=+/:|", lambda c: f"&#{'0' * item.rng.randrange(3)}{ord(c)};"))


@form("entity-hex", "=+/:|")
def entity_hex(item: Item) -> File:
    return markup(
        item,
        only(item, "=+/:|", lambda c: item.rng.choice([f"&#x{ord(c):x};", f"&#x{ord(c):X};", f"&#X{ord(c):04X};"])),
    )


@form("entity-named", "=+/")
def entity_named(item: Item) -> File:
    return markup(item, only(item, "=+/", lambda c: {"=": "&equals;", "+": "&plus;", "/": "&sol;"}[c]))


@form("entity-letters")
def entity_letters(item: Item) -> File:
    return markup(item, some(item, lambda c: item.rng.choice([f"&#{ord(c)};", f"&#x{ord(c):x};"])))


@form("entity-doubled", "=+/:|")
def entity_doubled(item: Item) -> File:
    return markup(item, only(item, "=+/:|", lambda c: f"&amp;#{ord(c)};"), lambda t: html.unescape(html.unescape(t)))


@form("entity-doubled-letters")
def entity_doubled_letters(item: Item) -> File:
    return markup(item, some(item, lambda c: f"&amp;#x{ord(c):x};"), lambda t: html.unescape(html.unescape(t)))


def mail(item: Item, lines: list[str]) -> File:
    """A quoted-printable mail."""
    shown: list[str] = []
    for line in lines:
        width, out = 0, ""
        tokens = re.findall(MARK + "|.", line)
        for token in tokens:
            written = "=3D" if token == "=" else token
            if token != MARK and width + len(written) > 75:
                out, width = out + "=\n", 0
            out, width = out + written, width + (0 if token == MARK else len(written))
        shown.append(out)
    head = [
        "From: ci@" + domain(item.rng),
        "Subject: access",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
    ]
    return File(
        "mail/access.eml",
        "\n".join(head + shown) + "\n",
        newline=item.rng.choice(["\n", "\r\n"]),
        decode=lambda t: quopri.decodestring(t.encode()).decode(),
    )


@form("quoted-printable")
def quoted_printable(item: Item) -> File:
    return mail(
        item, [sentence(item.rng), "", f"{naming.upper(item.name)}={MARK}{item.secret}", "", sentence(item.rng)]
    )


@form("quoted-printable-prose")
def quoted_printable_prose(item: Item) -> File:
    return mail(
        item,
        [
            f"{sentence(item.rng)} The {' '.join(item.spoken)} is {MARK}{item.secret} and it works today. {sentence(item.rng)}"
        ],
    )


LONG = "atlassian-api-token atlassian-service-account-token atlassian-org-api-key bitbucket-access-token atlassian-token-unknown"


def checksum_with_3d(item: Item) -> None:
    """Mints anew until the checksum begins with the digits of an escaped equals sign."""
    while item.secret[-8:-6] != "3D":
        body = item.secret[:-9]
        at = item.rng.randrange(20, 180)
        item.secret = with_checksum(body[:at] + mixed(item.rng, ALNUM, 3) + body[at + 3 :] + "=")


@form("plain-3d", only=LONG)
def plain_3d(item: Item) -> File:
    checksum_with_3d(item)
    return File(".env", f"{naming.upper(item.name)}={MARK}{item.secret}\n")


@form("quoted-printable-3d", only=LONG)
def quoted_3d(item: Item) -> File:
    checksum_with_3d(item)
    return quoted_printable(item)
