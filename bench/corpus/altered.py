"""Tokens whose proven check fails, and tokens past their date: each worth a warning, none worth a block."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from random import Random

from carriers import all_carriers
from case import Case, rng_for
from contexts import Item, item
from hits import readings
from kinds import KINDS
from mint import ALNUM, HEX, LONG_PAST, checksum_holds, oauth_token, pick, session_token, unfitting

CARRIERS = {
    "dotenv",
    "json",
    "yaml",
    "properties",
    "xml-elements",
    "code-python",
    "code-javascript",
    "compose",
    "mcp-env",
    "markdown-table",
    "prose",
    "curl-user",
    "curl-bearer",
    "clone-url",
    "har",
    "csv",
    "log-ansi",
    "minified",
    "utf-16-le-mark",
    "basic-header",
}


def changed(rng: Random, token: str) -> str:
    """One character of the body is another."""
    return unfitting(rng, token, 16 if len(token) == 192 else 5)


def changed_checksum(rng: Random, token: str) -> str:
    """One digit of the checksum is another."""
    at = rng.randrange(len(token) - 8, len(token))
    return token[:at] + rng.choice([c for c in HEX.upper() if c != token[at]]) + token[at + 1 :]


def swapped(rng: Random, token: str) -> str:
    """Two neighbours have changed places."""
    while True:
        at = rng.randrange(16, len(token) - 10)
        if token[at] != token[at + 1]:
            return token[:at] + token[at + 1] + token[at] + token[at + 2 :]


def cut_end(rng: Random, token: str) -> str:
    """The end is missing, as when only part of it was copied."""
    return token[: len(token) - rng.randrange(1, 40)]


def cut_middle(rng: Random, token: str) -> str:
    """A few characters in the middle are missing."""
    at = rng.randrange(20, len(token) - 30)
    return token[:at] + token[at + rng.randrange(1, 12) :]


def broken_header(rng: Random, token: str) -> str:
    """A web token whose header is no JSON any more."""
    header, _, rest = token.partition(".")
    while True:
        broken = header[:-6] + pick(rng, ALNUM, 6)
        try:
            json.loads(base64.urlsafe_b64decode(broken + "=" * (-len(broken) % 4)))
        except ValueError:
            return broken + "." + rest


LONG = {"atlassian-api-token", "atlassian-org-api-key", "bitbucket-access-token", "atlassian-token-unknown"}
WEB = {"atlassian-session-token", "atlassian-oauth-access-token", "atlassian-oauth-refresh-token"}
DAMAGES: dict[str, tuple[Callable[[Random, str], str], set[str]]] = {
    "changed": (changed, LONG | {"bitbucket-app-password"}),
    "changed-checksum": (changed_checksum, LONG | {"bitbucket-app-password"}),
    "swapped": (swapped, LONG),
    "cut-end": (cut_end, LONG),
    "cut-middle": (cut_middle, LONG),
    "broken-header": (broken_header, WEB),
}


def with_token(made: Item, token: str) -> Item:
    """The same surroundings with another token."""
    made.secret = token
    return made


def altered(seed: int) -> Iterator[Case]:
    """All cases that must warn."""
    for damage, (spoil, kinds) in DAMAGES.items():
        for kind in (k for k in KINDS if k.id in kinds):
            for carrier in all_carriers():
                if carrier.id not in CARRIERS or not carrier.suits(kind):
                    continue
                id = f"altered/{kind.id}/{damage}-{carrier.id}"
                rng = rng_for(seed, id)
                made = item(rng, kind, carrier.shows)
                token = spoil(rng, made.secret)
                assert kind.id in WEB or not checksum_holds(token)
                file = carrier.write(with_token(made, token))
                yield Case(
                    id,
                    file,
                    "altered",
                    kind.rule,
                    readings(kind, carrier, made, file.path + file.text),
                    "altered",
                    kind.id,
                    carrier.id,
                    damage,
                    token,
                    True,
                    "live" if kind.id != "bitbucket-app-password" else "retired",
                )
    yield from expired(seed)


def expired(seed: int) -> Iterator[Case]:
    """Web tokens whose own date lies years back."""
    sorts = {
        "atlassian-session-token": session_token,
        "atlassian-oauth-access-token": lambda r, e: oauth_token(r, "ACCESS", e),
        "atlassian-oauth-refresh-token": lambda r, e: oauth_token(r, "REFRESH", e),
    }
    for kind in (k for k in KINDS if k.id in WEB):
        for carrier in all_carriers():
            if not (carrier.suits(kind) and (carrier.id in CARRIERS or carrier.scheme == "cookie")):
                continue
            id = f"altered/{kind.id}/expired-{carrier.id}"
            rng = rng_for(seed, id)
            made = item(rng, kind, carrier.shows)
            token = sorts[kind.id](rng, LONG_PAST)
            yield Case(
                id,
                carrier.write(with_token(made, token)),
                "altered",
                kind.rule,
                (),
                "verified",
                kind.id,
                carrier.id,
                "expired",
                token,
                True,
                "expired",
            )
