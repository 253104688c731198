"""Places where a scanner may lose a token or count its line wrongly: glued to other text, behind a decoy, deep inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import naming
from case import MARK, Case, File, rng_for
from contexts import Item, item
from kinds import PROVEN
from mint import ALNUM, pick, unfitting
from surroundings import filler, sentence

LONG = {
    "atlassian-api-token",
    "atlassian-service-account-token",
    "atlassian-org-api-key",
    "bitbucket-access-token",
    "atlassian-token-unknown",
}
SHORT = {"atlassian-oauth-client-secret", "trello-token", "bitbucket-app-password"}
EDGES: dict[str, tuple[Callable[[Item, Random], File], set[str]]] = {}


def edge(id: str, *kinds: str) -> Callable:
    """Registers an edge, for all kinds that prove themselves or for some."""

    def register(write: Callable[[Item, Random], File]) -> Callable[[Item, Random], File]:
        EDGES[id] = (write, set(kinds))
        return write

    return register


def line(item: Item) -> str:
    """The plain setting."""
    return f"{naming.upper(item.name)}={MARK}{item.secret}"


@edge("glued-letters", *LONG, *SHORT)
def glued(item: Item, rng: Random) -> File:
    """No blank, quote or comma on either side."""
    return File(
        "blob.txt", f"{' '.join(item.spoken)} {pick(rng, ALNUM, 9)}{MARK}{item.secret}{pick(rng, 'ghijkxyz', 9)}\n"
    )


@edge("behind-prefix", *LONG)
def behind_prefix(item: Item, rng: Random) -> File:
    """The beginning of a token, and then a whole one."""
    start = item.secret[: rng.randrange(9, 40)]
    return File("paste.txt", f"{' '.join(item.spoken)}: {start}{MARK}{item.secret}\n")


@edge(
    "behind-altered", "atlassian-api-token", "atlassian-org-api-key", "bitbucket-access-token", "bitbucket-app-password"
)
def behind_altered(item: Item, rng: Random) -> File:
    """One with a wrong checksum, and then the right one on the same line."""
    decoy = unfitting(rng, item.secret, 20 if len(item.secret) > 100 else 5)
    return File("paste.txt", f"{' '.join(item.spoken)}: {decoy},{MARK}{item.secret}\n")


@edge("long-line")
def long_line(item: Item, rng: Random) -> File:
    """In the middle of a line of many thousand characters."""
    junk = lambda: "".join(f"var {c}={rng.randrange(9999)};" for c in rng.choices("abcdefgh", k=300)) * 30
    return File("dist/app.min.js", f'{junk()}{naming.camel(item.name)}="{MARK}{item.secret}";{junk()}')


@edge("deep")
def deep(item: Item, rng: Random) -> File:
    """Thousands of lines down."""
    return File(
        "logs/worker.log",
        "\n".join([*([sentence(rng) for _ in range(200)] * 20), line(item), *(sentence(rng) for _ in range(50))])
        + "\n",
    )


@edge("other-line-ends")
def other_line_ends(item: Item, rng: Random) -> File:
    """Characters that some tools take for line ends, and git does not."""
    breaks = ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1e", "\r"]
    before = "\n".join(sentence(rng) + rng.choice(breaks) + sentence(rng) for _ in range(rng.randrange(2, 9)))
    return File("notes.txt", f"{before}\n{line(item)}\n")


@edge("blank-lines")
def blank_lines(item: Item, rng: Random) -> File:
    """Behind empty lines and a mixture of line ends."""
    ends = "".join(rng.choice(["\n", "\r\n", "\n\n", " \n", "\t\r\n"]) for _ in range(rng.randrange(1, 30)))
    return File(".env", ends + line(item))


@edge("odd-bytes")
def odd_bytes(item: Item, rng: Random) -> File:
    """Bytes that are no UTF-8, on the lines before and on the same one."""
    before = "\n".join("".join(chr(rng.randrange(160, 256)) for _ in range(20)) for _ in range(rng.randrange(1, 6)))
    return File("settings.cfg", f"{before}\n{chr(0xE9)}t{chr(0xE9)} {line(item)} {chr(0xFC)}\n", encoding="latin-1")


@edge("nul-bytes")
def nul_bytes(item: Item, rng: Random) -> File:
    """A binary file, as git sees it."""
    return File(
        "settings.dat",
        f"\x00\x01\x02{sentence(rng)}\x00\n\x00{line(item)}\x00\x00{sentence(rng)}\x00",
        encoding="latin-1",
    )


@edge("only-bytes")
def only_bytes(item: Item, rng: Random) -> File:
    """Nothing but the setting, neither a line end nor a name for the file that says anything."""
    return File(rng.choice(["x", "token", "a.out", "LICENSE"]), line(item))


@edge("beside-filler")
def beside_filler(item: Item, rng: Random) -> File:
    """Several blanks, tabs and quotes that do not belong together."""
    return File(
        "notes.md",
        "\n".join(
            [
                *filler(rng, "prose", 6),
                f"{naming.upper(item.name)}\t \t=   `{MARK}{item.secret}`.",
                *filler(rng, "prose", 6),
            ]
        )
        + "\n",
    )


def edges(seed: int) -> Iterator[Case]:
    """Every edge with every kind it is for."""
    for name, (write, kinds) in EDGES.items():
        for kind in PROVEN:
            if kind.id in {"bitbucket-runner-secret", "atlassian-org-api-key-bare"} or (kinds and kind.id not in kinds):
                continue
            id = f"hits/{kind.id}/edge-{name}"
            rng = rng_for(seed, id)
            made = item(rng, kind, "name")
            also = {
                "atlassian-org-api-key": ("bitbucket-access-token",),
                "bitbucket-access-token": ("atlassian-org-api-key",),
            }.get(kind.rule, ())
            yield Case(
                id,
                write(made, rng),
                "hit",
                kind.rule,
                also,
                kind.confidence,
                kind.id,
                f"edge-{name}",
                None,
                made.secret,
                kind.anchored,
                warnings_ok=name.startswith("behind-"),
            )
