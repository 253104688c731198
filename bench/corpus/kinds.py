"""Mints one fresh credential of every kind. Nothing here is, or ever was, a real one."""

from __future__ import annotations

import base64
import hashlib
import json
import string
import uuid
import zlib
from dataclasses import dataclass
from random import Random
from typing import Callable

ALNUM = string.ascii_letters + string.digits
URLSAFE = ALNUM + "-_"
HEX = "0123456789abcdef"

# Expiry dates are fixed, not relative to today, so that a seed always gives the same corpus.
FAR_FUTURE = 2_240_000_000
LONG_PAST = 1_640_000_000


def pick(rng: Random, alphabet: str, length: int) -> str:
    """A random word over an alphabet."""
    return "".join(rng.choices(alphabet, k=length))


def mixed(rng: Random, alphabet: str, length: int) -> str:
    """A random word that has a digit, a small and a capital letter, as nearly all of this length have."""
    while True:
        word = pick(rng, alphabet, length)
        if any(c.isdigit() for c in word) and any(c.islower() for c in word) and any(c.isupper() for c in word):
            return word


def random_uuid(rng: Random) -> str:
    """A version 4 UUID in small letters."""
    return str(uuid.UUID(bytes=rng.randbytes(16), version=4))


def base64url(data: bytes) -> str:
    """URL-safe base64 without padding, as JSON web tokens write it."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def with_checksum(text: str) -> str:
    """Appends the CRC-32 of the text as eight upper-case hex digits."""
    return text + f"{zlib.crc32(text.encode()):08X}"


def checksum_holds(token: str) -> bool:
    """Whether the last eight characters are the CRC-32 of the rest."""
    return with_checksum(token[:-8]) == token


def long_token(rng: Random, letters: str, classes: str) -> str:
    """The 192-character form: four letters, an envelope in base64, its padding, the checksum."""
    envelope = b"O|E|" + classes.encode() + rng.randbytes(128)
    token = with_checksum(letters + base64.urlsafe_b64encode(envelope).decode())
    assert len(token) == 192 and token[4:9] == "T3xFf"
    return token


def short_token(rng: Random, letters: str, length: int, alphabet: str) -> str:
    """The short form: four letters, the secret, the checksum."""
    return with_checksum(letters + pick(rng, alphabet, length))


def legacy_token(rng: Random) -> str:
    """Twenty characters and the first four hex digits of their MD5."""
    body = mixed(rng, ALNUM, 20)
    return body + hashlib.md5(body.encode()).hexdigest()[:4].upper()


def legacy_lookalike(rng: Random) -> str:
    """The shape of a legacy token with a tail that does not fit."""
    while True:
        body, end = mixed(rng, ALNUM, 20), pick(rng, HEX, 4).upper()
        if hashlib.md5(body.encode()).hexdigest()[:4].upper() != end:
            return body + end


def personal_access_token(rng: Random) -> str:
    """Data Center: twelve digits, a colon and twenty random bytes in base64."""
    number = str(rng.randrange(10**11, 10**12))
    return base64.b64encode(number.encode() + b":" + rng.randbytes(20)).decode()


def web_token(rng: Random, key_id: str, payload: dict, signature: int = 256) -> str:
    """A JSON web token whose header opens with its key id."""
    header = json.dumps({"kid": key_id, "alg": "RS256"}, separators=(",", ":"))
    body = json.dumps(payload, separators=(",", ":"))
    return ".".join([base64url(header.encode()), base64url(body.encode()), base64url(rng.randbytes(signature))])


def session_token(rng: Random, expires: int = FAR_FUTURE) -> str:
    """The browser session cookie."""
    issued = expires - 30 * 86_400
    return web_token(
        rng,
        f"session-service/prod-{rng.randrange(10**9, 10**10)}",
        {
            "associations": [], "sub": f"{rng.randrange(557000, 558000)}:{random_uuid(rng)}", "verified": True,
            "iss": "session-service", "sessionId": random_uuid(rng), "aud": "atlassian",
            "nbf": issued, "exp": expires + rng.randrange(86_400), "iat": issued, "jti": random_uuid(rng),
        },
    )


def oauth_token(rng: Random, sort: str, expires: int = FAR_FUTURE) -> str:
    """An OAuth 2.0 access or refresh token of auth.atlassian.com."""
    issued = expires - 3_600
    return web_token(
        rng,
        f"auth.atlassian.com-{sort}-{random_uuid(rng)}",
        {
            "jti": random_uuid(rng), "sub": f"712020:{random_uuid(rng)}", "nbf": issued, "iss": "https://auth.atlassian.com",
            "iat": issued, "exp": expires + rng.randrange(86_400), "aud": pick(rng, ALNUM, 32),
            "scope": "offline_access read:jira-work",
        },
    )


def password(rng: Random) -> str:
    """What people and password managers choose; no character that needs quoting in shells."""
    if rng.random() < 0.6:
        return mixed(rng, ALNUM, rng.randrange(10, 20)) + rng.choice("!-_.*~+") + mixed(rng, ALNUM, 4)
    words = ["Maple", "otter", "Kestrel", "granite", "Lantern", "quartz", "Birch", "harbour", "Comet", "velvet"]
    return f"{rng.choice(words)}{rng.choice('-_.!')}{rng.choice(words)}{rng.randrange(10, 9999)}{rng.choice('!*+~')}"


def opaque(rng: Random) -> str:
    """A random token of no published format."""
    if rng.random() < 0.15:
        return pick(rng, HEX, 40)
    return mixed(rng, ALNUM, rng.choice([28, 30, 36, 40, 43, 48, 56]))


def unlisted_token(rng: Random) -> str:
    """A 192-character token of a kind nobody has named yet."""
    while True:
        letters = "AT" + pick(rng, string.ascii_uppercase, 2)
        if letters not in {"ATAT", "ATST", "ATCT"}:
            return long_token(rng, letters, pick(rng, string.ascii_lowercase, 2))


def unfitting(rng: Random, token: str, start: int) -> str:
    """Changes one character of the body, so that the checksum no longer holds."""
    at = rng.randrange(start, len(token) - 9)
    pool = HEX if token[:4] == "ATTA" else ALNUM
    return token[:at] + rng.choice([c for c in pool if c != token[at]]) + token[at + 1 :]


@dataclass(frozen=True)
class Kind:
    """One sort of credential as the corpus groups it: a rule may have several."""

    id: str
    rule: str
    mint: Callable[[Random], str]
    confidence: str = "likely"
    stands_alone: bool = False
    anchored: bool = True  # opens with literal text that betrays it, however little
    also_ok: tuple[str, ...] = ()
    schemes: frozenset[str] = frozenset()  # how it travels: bearer, basic, clone, genie, oauth, query, cookie, url
    namable: bool = True  # a name alone can say what it is
    common: bool = True  # goes into every carrier of pairs, not only into its own files
    prefix: str = ""  # fixed text in front, for webhook addresses


def proven(id: str, mint: Callable[[Random], str], schemes: str = "", rule: str = "", **more) -> Kind:
    """A kind with an offline check."""
    return Kind(id, rule or id, mint, "verified", True, schemes=frozenset(schemes.split()), **more)


def contextual(id: str, mint: Callable[[Random], str], schemes: str = "", rule: str = "", **more) -> Kind:
    """A kind that only its context betrays."""
    return Kind(id, rule or id, mint, "likely", False, anchored=False, schemes=frozenset(schemes.split()), **more)


KINDS: list[Kind] = [
    proven("atlassian-api-token", lambda r: long_token(r, "ATAT", "at"), "bearer basic clone query"),
    proven("atlassian-service-account-token", lambda r: long_token(r, "ATST", "at"), "bearer basic"),
    Kind("atlassian-service-account-token-unproven", "atlassian-service-account-token",
         lambda r: unfitting(r, long_token(r, "ATST", "at"), 16), "likely", True),
    proven("atlassian-org-api-key", lambda r: long_token(r, "ATCT", "ct"), "bearer"),
    proven("atlassian-org-api-key-bare", lambda r: long_token(r, "ATCT", "ct"),
           rule="atlassian-org-api-key", also_ok=("bitbucket-access-token",)),
    proven("bitbucket-access-token", lambda r: long_token(r, "ATCT", "at" if r.random() < 0.1 else "ct"), "bearer basic clone"),
    proven("atlassian-scim-key-at", lambda r: long_token(r, "ATCT", "ct"), "bearer", rule="atlassian-scim-key"),
    contextual("atlassian-scim-key", lambda r: mixed(r, URLSAFE[:-1], r.randrange(24, 160)), "bearer"),
    proven("atlassian-token-unknown", unlisted_token, "bearer basic"),
    proven("atlassian-oauth-client-secret", lambda r: short_token(r, "ATOA", 64, URLSAFE)),
    Kind("atlassian-oauth-client-secret-unproven", "atlassian-oauth-client-secret",
         lambda r: unfitting(r, short_token(r, "ATOA", 64, URLSAFE), 5), "likely", True),
    contextual("atlassian-oauth-client-secret-old", lambda r: mixed(r, URLSAFE[:-1], 63) + r.choice(ALNUM),
               rule="atlassian-oauth-client-secret"),
    proven("bitbucket-runner-secret", lambda r: short_token(r, "ATOA", 64, URLSAFE), namable=False),
    proven("trello-token", lambda r: short_token(r, "ATTA", 64, HEX), "oauth query"),
    Kind("trello-token-unproven", "trello-token",
         lambda r: unfitting(r, short_token(r, "ATTA", 64, HEX), 5), "likely", True, schemes=frozenset({"query"})),
    contextual("trello-token-old", lambda r: pick(r, HEX, 64), "oauth query", rule="trello-token"),
    contextual("trello-api-secret", lambda r: pick(r, HEX, 64)),
    proven("bitbucket-app-password", lambda r: short_token(r, "ATBB", 24, ALNUM), "basic clone"),
    proven("atlassian-api-token-legacy", legacy_token, "basic", anchored=False),
    contextual("bitbucket-oauth-consumer", lambda r: mixed(r, ALNUM, 32)),
    contextual("bitbucket-oauth-access-token", lambda r: mixed(r, URLSAFE[:-1], r.randrange(48, 90)) + "=", "clone"),
    proven("atlassian-oauth-access-token", lambda r: oauth_token(r, "ACCESS"), "bearer"),
    proven("atlassian-oauth-refresh-token", lambda r: oauth_token(r, "REFRESH")),
    proven("atlassian-session-token", session_token, "cookie"),
    contextual("atlassian-connect-shared-secret", lambda r: mixed(r, URLSAFE[:-1], r.randrange(43, 120)), namable=False),
    Kind("atlassian-automation-webhook", "atlassian-automation-webhook", lambda r: pick(r, HEX, 40), "likely", True,
         schemes=frozenset({"url"}), prefix="https://automation.atlassian.com/pro/hooks/"),
    Kind("atlassian-automation-webhook-new", "atlassian-automation-webhook", lambda r: pick(r, HEX, 40), "likely", True,
         schemes=frozenset({"url"}), prefix="https://api-private.atlassian.com/automation/webhooks/jira/a/{uuid}/{uuid}/"),
    contextual("atlassian-webhook-secret", lambda r: mixed(r, ALNUM, r.randrange(24, 48))),
    contextual("opsgenie-api-key", random_uuid, "genie"),
    contextual("jsm-ops-integration-key", random_uuid, "genie", also_ok=("opsgenie-api-key",)),
    contextual("statuspage-api-key", lambda r: r.choice([random_uuid(r), mixed(r, ALNUM, r.randrange(32, 65))]), "oauth"),
    contextual("jira-align-token", lambda r: r.choice(["", f"user:{r.randrange(100, 99999)}|"]) + mixed(r, ALNUM, 40), "bearer"),
    proven("atlassian-dc-pat", personal_access_token, "bearer basic", anchored=False),
    proven("bitbucket-dc-http-token", lambda r: "BBDC-" + personal_access_token(r), "bearer basic clone"),
    Kind("bitbucket-dc-http-token-unproven", "bitbucket-dc-http-token",
         lambda r: "BBDC-" + mixed(r, ALNUM, 44), "likely", True, schemes=frozenset({"bearer"})),
    contextual("atlassian-dc-oauth-secret", lambda r: mixed(r, ALNUM, 64), namable=False),
    contextual("crowd-application-password", password),
    contextual("atlassian-dc-config-secret", password),
    contextual("atlassian-basic-credential", password, "basic clone", common=False,
               also_ok=("atlassian-account-password", "atlassian-unknown-format-token")),
    contextual("atlassian-account-password", password),
    contextual("atlassian-unknown-format-token", opaque, "bearer"),
    contextual("atlassian-unknown-format-token-24", legacy_lookalike, rule="atlassian-unknown-format-token"),
]

PROVEN = [kind for kind in KINDS if kind.confidence == "verified" and kind.id != "atlassian-scim-key-at"]
