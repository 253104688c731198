"""The files credentials are found in; each module registers those of one habit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from case import File
from contexts import Item, family
from kinds import Kind


@dataclass(frozen=True)
class Carrier:
    """A way to write a credential into a file."""

    id: str
    write: Callable[[Item], File]
    shows: str  # what of the context it shows: name, names, fields, url
    scheme: str | None  # how the credential travels, where that decides
    only: frozenset[str]  # the kinds it is made for, all if empty

    def suits(self, kind: Kind) -> bool:
        """Whether people would write this kind so."""
        if self.only:
            return kind.id in self.only or family(kind) in self.only
        if self.scheme:
            return self.scheme in kind.schemes
        if self.shows == "names" and kind.id == "atlassian-dc-oauth-secret":
            return False  # its address would be hidden
        return kind.common and (kind.namable or self.shows in {"fields", "names"})


CARRIERS: list[Carrier] = []


def carrier(id: str, shows: str = "fields", scheme: str | None = None, only: str = "") -> Callable:
    """Registers a carrier."""

    def register(write: Callable[[Item], File]) -> Callable[[Item], File]:
        CARRIERS.append(Carrier(id, write, shows, scheme, frozenset(only.split())))
        return write

    return register


def all_carriers() -> list[Carrier]:
    """Every carrier, in the order of the modules."""
    if not CARRIERS:
        from carriers import (  # noqa: F401
            clients,
            code,
            config,
            data_center,
            deploy,
            encodings,
            http,
            launchers,
            logs,
            pipelines,
            repositories,
            special,
            text,
        )
    return CARRIERS
