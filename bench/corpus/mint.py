"""Mints one fresh credential of every sort. Nothing here is, or ever was, a real one."""

from __future__ import annotations

import base64
import hashlib
import json
import string
import uuid
import zlib
from random import Random

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


def braced_uuid(rng: Random) -> str:
    """A UUID as Bitbucket writes it."""
    return "{" + random_uuid(rng) + "}"


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
            "associations": [],
            "sub": f"{rng.randrange(557000, 558000)}:{random_uuid(rng)}",
            "verified": True,
            "iss": "session-service",
            "sessionId": random_uuid(rng),
            "aud": "atlassian",
            "nbf": issued,
            "exp": expires + rng.randrange(86_400),
            "iat": issued,
            "jti": random_uuid(rng),
        },
    )


def oauth_token(rng: Random, sort: str, expires: int = FAR_FUTURE) -> str:
    """An OAuth 2.0 access or refresh token of auth.atlassian.com."""
    issued = expires - 3_600
    return web_token(
        rng,
        f"auth.atlassian.com-{sort}-{random_uuid(rng)}",
        {
            "jti": random_uuid(rng),
            "sub": f"712020:{random_uuid(rng)}",
            "nbf": issued,
            "iss": "https://auth.atlassian.com",
            "iat": issued,
            "exp": expires + rng.randrange(86_400),
            "aud": pick(rng, ALNUM, 32),
            "scope": "offline_access read:jira-work",
        },
    )


def older_oauth_token(rng: Random) -> str:
    """An OAuth 2.0 access token whose header says nothing, but whose payload names the issuer."""
    header = json.dumps({"typ": "JWT", "alg": "RS256", "kid": pick(rng, ALNUM, 38)}, separators=(",", ":"))
    body = json.dumps(
        {
            "iss": "https://auth.atlassian.com",
            "sub": f"712020:{random_uuid(rng)}",
            "aud": "api.atlassian.com",
            "iat": FAR_FUTURE - 3_600,
            "exp": FAR_FUTURE,
            "scope": "read:jira-work write:jira-work offline_access",
            "client_id": pick(rng, ALNUM, 32),
        },
        separators=(",", ":"),
    )
    return ".".join([base64url(header.encode()), base64url(body.encode()), base64url(rng.randbytes(256))])


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
