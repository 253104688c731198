"""What only looks like a credential: every case here must stay silent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import naming
from case import Case, File, rng_for
from mint import checksum_holds
from surroundings import amount, domain, mailbox, neutral_fields, site


@dataclass(frozen=True)
class Trap:
    """A maker of innocent files and how many of them are made."""

    topic: str
    write: Callable[[Random], tuple[str, str | bytes]]
    times: int


TRAPS: list[Trap] = []
SAMPLES = Path(__file__).parent / "samples"

NAMES = [
    naming.words(text)
    for text in (
        "jira api token",
        "jira token",
        "jira password",
        "confluence api token",
        "confluence token",
        "confluence password",
        "atlassian api token",
        "atlassian token",
        "bitbucket token",
        "bitbucket app password",
        "bitbucket client secret",
        "trello token",
        "trello api secret",
        "opsgenie api key",
        "statuspage api key",
        "jira webhook secret",
        "bamboo token",
        "bamboo password",
        "crowd application password",
        "jira client secret",
        "jira pat",
        "atlassian admin api key",
        "scim api key",
        "jira align token",
        "jira db password",
        "bitbucket access token",
        "atl jdbc password",
    )
]


def trap(topic: str, times: int = 3) -> Callable:
    """Registers a maker of innocent files."""

    def register(write: Callable[[Random], tuple[str, str | bytes]]) -> Callable:
        TRAPS.append(Trap(topic, write, times))
        return write

    return register


def each(topic: str, values: list[str], write: Callable[[Random, str], tuple[str, str]]) -> None:
    """Registers one innocent file for every value."""
    for value in values:
        TRAPS.append(Trap(topic, lambda rng, value=value: write(rng, value), 1))


def sample(path: str) -> str:
    """The text of a file in the folder of samples."""
    return (SAMPLES / path).read_text(encoding="utf-8")


def samples(folder: str) -> None:
    """Registers every file of a folder of samples as it is."""
    for file in sorted((SAMPLES / folder).rglob("*")):
        if file.is_file():
            name = file.relative_to(SAMPLES / folder).as_posix()
            TRAPS.append(Trap(folder, lambda _, name=name: (name, sample(f"{folder}/{name}")), 1))


def server(rng: Random) -> str:
    """The address of somebody's product."""
    return rng.choice(
        [
            f"https://{site(rng)}.atlassian.net",
            f"https://jira.{domain(rng)}",
            f"https://{site(rng)}.atlassian.net/wiki",
            f"https://confluence.{domain(rng)}",
            "https://bitbucket.org",
        ]
    )


def settings(rng: Random, value: str, name: naming.Words | None = None) -> tuple[str, str]:
    """A settings file that gives a secret's name an innocent value."""
    name = name or naming.affixed(rng, rng.choice(NAMES))
    product = name[0] if name[0] in {"jira", "confluence", "bitbucket", "trello", "opsgenie"} else "jira"
    around = neutral_fields(rng, amount(rng, 5))
    middle = len(around) // 2
    fields = [
        *around[:middle],
        ((product, "url"), server(rng)),
        ((product, "user"), mailbox(rng)),
        (name, value),
        *around[middle:],
    ]
    simple = not set(value) & set("\"'\n{}[]#&*!|>%@`\\") and ": " not in value
    formats: list[Callable[[], tuple[str, str]]] = [
        lambda: (
            "config.json",
            json.dumps({naming.camel(n): v for n, v in fields}, indent=2, ensure_ascii=False) + "\n",
        ),
        lambda: (
            "settings.json",
            json.dumps({product: {naming.snake(n): v for n, v in fields}}, indent=4, ensure_ascii=False) + "\n",
        ),
        lambda: (".env.example", "".join(f"{naming.upper(n)}={v}\n" for n, v in fields)),
        lambda: (".env", "".join(f"{naming.upper(n)}={v}\n" for n, v in fields)),
        lambda: ("application.properties", "".join(f"{naming.dotted(n)}={v}\n" for n, v in fields)),
        lambda: ("config.ini", f"[{product}]\n" + "".join(f"{naming.snake(n)} = {v}\n" for n, v in fields)),
        lambda: (
            ".mcp.json",
            json.dumps(
                {"mcpServers": {product: {"command": "uvx", "env": {naming.upper(n): v for n, v in fields}}}},
                indent=2,
                ensure_ascii=False,
            )
            + "\n",
        ),
    ]
    if simple:
        formats += [
            lambda: ("settings.yaml", "".join(f'{naming.snake(n)}: "{v}"\n' for n, v in fields)),
            lambda: (
                "docker-compose.yml",
                "services:\n  sync:\n    environment:\n"
                + "".join(f"      {naming.upper(n)}: '{v}'\n" for n, v in fields),
            ),
            lambda: ("settings.py", "".join(f'{naming.upper(n)} = "{v}"\n' for n, v in fields)),
            lambda: (
                "config.js",
                "module.exports = {\n" + "".join(f"  {naming.camel(n)}: '{v}',\n" for n, v in fields) + "};\n",
            ),
            lambda: ("setup.sh", "".join(f'export {naming.upper(n)}="{v}"\n' for n, v in fields)),
            lambda: ("terraform.tfvars", "".join(f'{naming.snake(n)} = "{v}"\n' for n, v in fields)),
            lambda: ("README.md", "```sh\n" + "".join(f"export {naming.upper(n)}={v}\n" for n, v in fields) + "```\n"),
            lambda: (
                "pom.xml",
                "<properties>\n"
                + "".join(f"  <{naming.dotted(n)}>{v}</{naming.dotted(n)}>\n" for n, v in fields).replace(
                    "<your", "&lt;your"
                )
                + "</properties>\n",
            ),
        ]
    return rng.choice(formats)()


def innocent(data: bytes) -> bool:
    """Whether the bytes hold none of the kinds that prove themselves."""
    text = data.decode("latin-1")
    for token in re.findall(
        r"AT[A-Z]{2}T3xFf[A-Za-z0-9_-]{40,600}=[0-9A-F]{8}|ATBB[A-Za-z0-9]{24}[0-9A-F]{8}|AT(?:OA|TA)[A-Za-z0-9_-]{64}[0-9A-F]{8}",
        text,
    ):
        if checksum_holds(token):
            return False
    for word in re.findall(r"(?=([A-Za-z0-9]{20}[0-9A-F]{4}))", text):
        if (
            hashlib.md5(word[:20].encode()).hexdigest()[:4].upper() == word[20:]
            and any(c.isdigit() for c in word)
            and any(c.islower() for c in word)
        ):
            return False
    return not re.search(r"(?:(?:[MN][DTjz]|O[DT])[AEIMQUYcgk][wxyz0-5]){4}O[g-v][A-Za-z0-9+/]{26}", text)


def traps(seed: int) -> Iterator[Case]:
    """All cases that must stay silent."""
    from traps import (  # noqa: F401
        alike,
        blobs,
        code,
        commands,
        documents,
        identifiers,
        locks,
        neighbours,
        placeholders,
        records,
        references,
    )

    numbers: dict[str, int] = {}
    for maker in TRAPS:
        for _ in range(maker.times):
            numbers[maker.topic] = numbers.get(maker.topic, 0) + 1
            id = f"traps/{maker.topic}/{numbers[maker.topic]:03}"
            for attempt in range(9):
                path, content = maker.write(rng_for(seed, id, str(attempt)))
                file = File(path, raw=content) if isinstance(content, bytes) else File(path, content)
                if innocent(file.data()):
                    break
            assert innocent(file.data()), id
            yield Case(id, file, "silent", carrier=maker.topic)
