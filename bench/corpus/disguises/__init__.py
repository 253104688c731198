"""The kinds with an offline check, written so that their text does not stand in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from case import Case, File, rng_for
from contexts import Item, item
from kinds import PROVEN

LONG = {
    "atlassian-api-token",
    "atlassian-service-account-token",
    "atlassian-org-api-key",
    "bitbucket-access-token",
    "atlassian-token-unknown",
}


@dataclass(frozen=True)
class Form:
    """One disguise."""

    id: str
    write: Callable[[Item], File]
    alters: str  # the characters it writes otherwise; empty if it is all or none
    only: frozenset[str]  # the kinds it is made for, all if empty


FORMS: list[Form] = []


def form(id: str, alters: str = "", only: str = "") -> Callable:
    """Registers a disguise."""

    def register(write: Callable[[Item], File]) -> Callable[[Item], File]:
        FORMS.append(Form(id, write, alters, frozenset(only.split())))
        return write

    return register


def all_forms() -> list[Form]:
    """Every disguise, in the order of the modules."""
    if not FORMS:
        from disguises import blobs, containers, escapes, invisible, joins, markup  # noqa: F401
    return FORMS


def disguises(seed: int) -> Iterator[Case]:
    """Every form of every kind that it changes."""
    for shape in all_forms():
        for kind in PROVEN:
            if kind.id in {"bitbucket-runner-secret", "atlassian-org-api-key-bare"} or (
                shape.only and kind.id not in shape.only
            ):
                continue
            id = f"disguises/{shape.id}/{kind.id}"
            rng = rng_for(seed, id)
            made = item(rng, kind, "name")
            tries = 0
            while shape.alters and not set(shape.alters) & set(made.secret) and tries < 60:
                made.secret, tries = kind.mint(rng), tries + 1
            if tries == 60:
                continue
            also = kind.also_ok + {
                "atlassian-org-api-key": ("bitbucket-access-token",),
                "bitbucket-access-token": ("atlassian-org-api-key",),
            }.get(kind.rule, ())
            yield Case(
                id,
                shape.write(made),
                "hit",
                kind.rule,
                also,
                kind.confidence,
                kind.id,
                None,
                shape.id,
                made.secret,
                kind.anchored,
            )
