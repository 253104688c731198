"""Mints one fresh credential of every kind. Nothing here is, or ever was, a real one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from mint import (
    ALNUM,
    HEX,
    URLSAFE,
    legacy_lookalike,
    legacy_token,
    long_token,
    mixed,
    oauth_token,
    older_oauth_token,
    opaque,
    password,
    personal_access_token,
    pick,
    random_uuid,
    session_token,
    short_token,
    unfitting,
    unlisted_token,
)


@dataclass(frozen=True)
class Kind:
    """One sort of credential as the corpus groups it: a rule may have several."""

    id: str
    rule: str
    mint: Callable[[Random], str]
    confidence: str | None = "likely"
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
    Kind(
        "atlassian-service-account-token-unproven",
        "atlassian-service-account-token",
        lambda r: unfitting(r, long_token(r, "ATST", "at"), 16),
        "likely",
        True,
    ),
    proven("atlassian-org-api-key", lambda r: long_token(r, "ATCT", "ct"), "bearer"),
    proven(
        "atlassian-org-api-key-bare",
        lambda r: long_token(r, "ATCT", "ct"),
        rule="atlassian-org-api-key",
        also_ok=("bitbucket-access-token",),
    ),
    proven(
        "bitbucket-access-token",
        lambda r: long_token(r, "ATCT", "at" if r.random() < 0.1 else "ct"),
        "bearer basic clone",
    ),
    proven("atlassian-scim-key-at", lambda r: long_token(r, "ATCT", "ct"), "bearer", rule="atlassian-scim-key"),
    contextual("atlassian-scim-key", lambda r: mixed(r, URLSAFE[:-1], r.randrange(24, 160)), "bearer"),
    proven("atlassian-token-unknown", unlisted_token, "bearer basic"),
    proven("atlassian-oauth-client-secret", lambda r: short_token(r, "ATOA", 64, URLSAFE)),
    Kind(
        "atlassian-oauth-client-secret-unproven",
        "atlassian-oauth-client-secret",
        lambda r: unfitting(r, short_token(r, "ATOA", 64, URLSAFE), 5),
        "likely",
        True,
    ),
    contextual(
        "atlassian-oauth-client-secret-old",
        lambda r: mixed(r, URLSAFE[:-1], 63) + r.choice(ALNUM),
        rule="atlassian-oauth-client-secret",
    ),
    proven("bitbucket-runner-secret", lambda r: short_token(r, "ATOA", 64, URLSAFE), namable=False),
    proven("trello-token", lambda r: short_token(r, "ATTA", 64, HEX), "oauth query"),
    Kind(
        "trello-token-unproven",
        "trello-token",
        lambda r: unfitting(r, short_token(r, "ATTA", 64, HEX), 5),
        "likely",
        True,
        schemes=frozenset({"query"}),
    ),
    contextual("trello-token-old", lambda r: pick(r, HEX, 64), "oauth query", rule="trello-token"),
    contextual("trello-api-secret", lambda r: pick(r, HEX, 64)),
    proven("bitbucket-app-password", lambda r: short_token(r, "ATBB", 24, ALNUM), "basic clone"),
    proven("atlassian-api-token-legacy", legacy_token, "basic", anchored=False),
    contextual("bitbucket-oauth-consumer", lambda r: mixed(r, ALNUM, 32)),
    contextual("bitbucket-oauth-access-token", lambda r: mixed(r, URLSAFE[:-1], r.randrange(48, 90)) + "=", "clone"),
    proven("atlassian-oauth-access-token", lambda r: oauth_token(r, "ACCESS"), "bearer"),
    Kind(
        "atlassian-oauth-access-token-old",
        "atlassian-oauth-access-token",
        lambda r: older_oauth_token(r),
        None,
        False,
        anchored=False,
        also_ok=("atlassian-unknown-format-token",),
        schemes=frozenset({"bearer"}),
    ),
    proven("atlassian-oauth-refresh-token", lambda r: oauth_token(r, "REFRESH")),
    proven("atlassian-session-token", session_token, "cookie"),
    contextual(
        "atlassian-connect-shared-secret", lambda r: mixed(r, URLSAFE[:-1], r.randrange(43, 120)), namable=False
    ),
    Kind(
        "atlassian-automation-webhook",
        "atlassian-automation-webhook",
        lambda r: pick(r, HEX, 40),
        "likely",
        True,
        schemes=frozenset({"url"}),
        prefix="https://automation.atlassian.com/pro/hooks/",
    ),
    Kind(
        "atlassian-automation-webhook-new",
        "atlassian-automation-webhook",
        lambda r: pick(r, HEX, 40),
        "likely",
        True,
        schemes=frozenset({"url"}),
        prefix="https://api-private.atlassian.com/automation/webhooks/jira/a/{uuid}/{uuid}/",
    ),
    contextual("atlassian-webhook-secret", lambda r: mixed(r, ALNUM, r.randrange(24, 48))),
    contextual("opsgenie-api-key", random_uuid, "genie"),
    contextual("jsm-ops-integration-key", random_uuid, "genie", also_ok=("opsgenie-api-key",)),
    contextual(
        "statuspage-api-key", lambda r: r.choice([random_uuid(r), mixed(r, ALNUM, r.randrange(32, 65))]), "oauth"
    ),
    contextual(
        "jira-align-token", lambda r: r.choice(["", f"user:{r.randrange(100, 99999)}|"]) + mixed(r, ALNUM, 40), "bearer"
    ),
    proven("atlassian-dc-pat", personal_access_token, "bearer basic", anchored=False),
    proven("bitbucket-dc-http-token", lambda r: "BBDC-" + personal_access_token(r), "bearer basic clone"),
    Kind(
        "bitbucket-dc-http-token-unproven",
        "bitbucket-dc-http-token",
        lambda r: "BBDC-" + mixed(r, ALNUM, 44),
        "likely",
        True,
        schemes=frozenset({"bearer"}),
    ),
    contextual("atlassian-dc-oauth-secret", lambda r: mixed(r, ALNUM, 64), namable=False),
    contextual("crowd-application-password", password),
    contextual("atlassian-dc-config-secret", password),
    contextual(
        "atlassian-basic-credential",
        password,
        "basic clone",
        common=False,
        also_ok=("atlassian-account-password", "atlassian-unknown-format-token"),
    ),
    contextual("atlassian-account-password", password),
    contextual("atlassian-unknown-format-token", opaque, "bearer"),
    contextual("atlassian-unknown-format-token-24", legacy_lookalike, rule="atlassian-unknown-format-token"),
]


PROVEN = [kind for kind in KINDS if kind.confidence == "verified" and kind.id != "atlassian-scim-key-at"]
