"""Every kind in every carrier that suits it."""

from __future__ import annotations

from collections.abc import Iterator

from carriers import Carrier, all_carriers
from case import MARK, Case, rng_for
from contexts import Item, item
from kinds import KINDS, Kind


def readings(kind: Kind, carrier: Carrier, made: Item, shown: str) -> tuple[str, ...]:
    """The other rules that are right as well, given what is written around the secret."""
    also = set(kind.also_ok)
    text = shown.lower()
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if MARK in line)
    near = "\n".join(lines[max(0, start - 10) : start + 11])
    if kind.rule == "atlassian-org-api-key" and "bitbucket" in text:
        also.add("bitbucket-access-token")
    if kind.rule == "bitbucket-access-token" and not ("bitbucket" in near or "x-token-auth" in near):
        also.add("atlassian-org-api-key")
    if kind.id == "atlassian-scim-key-at" and "scim" not in near:
        also.add("atlassian-org-api-key")
    if kind.rule == "atlassian-account-password":
        also |= {"atlassian-basic-credential"}
    if kind.rule == "atlassian-unknown-format-token":
        also |= {"atlassian-basic-credential"} if carrier.scheme else set()
        also |= {"bitbucket-oauth-access-token"} if made.product == "bitbucket" else set()
    if made.generic and kind.confidence == "likely":
        also |= {"atlassian-unknown-format-token"}
    if kind.rule == "opsgenie-api-key":
        also.add("jsm-ops-integration-key")
    if kind.rule == "bitbucket-oauth-access-token" and carrier.scheme == "clone":
        also.add("atlassian-basic-credential")
    return tuple(sorted(also - {kind.rule}))


def hits(seed: int) -> Iterator[Case]:
    """All cases that must block."""
    for kind in KINDS:
        for carrier in all_carriers():
            if not carrier.suits(kind):
                continue
            id = f"hits/{kind.id}/{carrier.id}"
            rng = rng_for(seed, id)
            made = item(rng, kind, carrier.shows)
            file = carrier.write(made)
            yield Case(
                id,
                file,
                "hit",
                kind.rule,
                readings(kind, carrier, made, file.path + "\n" + file.text),
                kind.confidence,
                kind.id,
                carrier.id,
                None,
                made.secret,
                kind.anchored,
            )
