"""Long runs of characters: pictures, certificates, licences, sequences."""

from __future__ import annotations

import base64
import io
import json
import textwrap
import zipfile
from random import Random

from mint import ALNUM, HEX, pick
from surroundings import domain
from traps import server, trap


def b64(rng: Random, length: int) -> str:
    """Random bytes in base64."""
    return base64.b64encode(rng.randbytes(length)).decode()


def lines(text: str, width: int = 64) -> str:
    """A run broken into lines."""
    return "\n".join(textwrap.wrap(text, width))


@trap("images", 5)
def images(rng: Random) -> tuple[str, str]:
    return rng.choice(
        [
            (
                "logo.css",
                f".jira-logo {{ background: url(data:image/png;base64,iVBORw0KGgo{b64(rng, rng.randrange(300, 3000))}); }}\n.confluence-token {{ }}\n",
            ),
            ("README.md", f"![jira token dialog](data:image/jpeg;base64,/9j/4AAQ{b64(rng, 900)})\n"),
            (
                "analysis.ipynb",
                json.dumps(
                    {
                        "cells": [
                            {
                                "cell_type": "code",
                                "source": ["plot(jira_tokens)"],
                                "outputs": [{"data": {"image/png": "iVBORw0KGgo" + b64(rng, 4000)}}],
                            }
                        ]
                    },
                    indent=1,
                ),
            ),
            ("icon.ts", f"export const bitbucketIcon = 'data:image/svg+xml;base64,PHN2{b64(rng, 600)}';\n"),
            (
                "fonts.css",
                f"@font-face {{ font-family: 'Atlassian Sans'; src: url(data:font/woff2;base64,d09GMgABAAAAA{b64(rng, 2000)}) }}\n",
            ),
        ]
    )


@trap("certificates", 4)
def certificates(rng: Random) -> tuple[str, str]:
    dashes = "-" * 5
    kind = rng.choice(["CERTIFICATE", "PUBLIC KEY", "CERTIFICATE REQUEST", "PGP PUBLIC KEY BLOCK"])
    return rng.choice(
        ["certs/jira.crt", "certs/confluence-ca.pem", "atlassian-public-key.asc"]
    ), f"{dashes}BEGIN {kind}{dashes}\nMII{lines('D' + b64(rng, 900))}\n{dashes}END {kind}{dashes}\n"


@trap("known-hosts", 3)
def known_hosts(rng: Random) -> tuple[str, str]:
    return rng.choice(
        [
            (
                "known_hosts",
                f"bitbucket.org ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ{b64(rng, 380)}\nbitbucket.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{b64(rng, 31)}\n",
            ),
            (
                "fingerprints.txt",
                f"256 SHA256:{pick(rng, ALNUM + '+/', 43)} bitbucket.org (ED25519)\n2048 MD5:{':'.join(pick(rng, HEX, 2) for _ in range(16))} bitbucket.org\n",
            ),
        ]
    )


@trap("licences", 4)
def licences(rng: Random) -> tuple[str, str]:
    body = "AAAB" + b64(rng, 700).rstrip("=") + "X02" + pick(rng, ALNUM.lower(), 2)
    return rng.choice(
        [
            ("jira.license", lines(body, 76) + "\n"),
            (
                "confluence.cfg.xml",
                f'<properties>\n  <property name="atlassian.license.message">{body}</property>\n  <property name="confluence.setup.server.id">B8K2-AB3C-9DEF-7GHJ</property>\n</properties>\n',
            ),
            (
                "docker-compose.yml",
                f"services:\n  jira:\n    image: atlassian/jira-software:9\n    environment:\n      JIRA_LICENSE: '{body}'\n",
            ),
            ("bitbucket.properties", f"setup.license={body}\nsetup.displayName=Bitbucket\n"),
        ]
    )


@trap("sequences", 5)
def sequences(rng: Random) -> tuple[str, str]:
    bases = lambda n: pick(rng, "ACGT", n)
    return rng.choice(
        [
            ("genome.fasta", ">chr1 Jira sample\n" + lines("ATGATTC" + bases(2000), 60) + "\n"),
            (
                "reads.fastq",
                "".join(f"@read{i}\nATTA{bases(96)}\n+\n{pick(rng, 'ABCDEFGHIJ', 100)}\n" for i in range(30)),
            ),
            ("protein.txt", "ATBBKLMN" + pick(rng, "ACDEFGHIKLMNPQRSTVWY", 400) + "\n"),
            (
                "alignment.sam",
                "".join(
                    f"r{i}\t0\tchr1\t{rng.randrange(10**6)}\t60\t100M\t*\t0\t0\tATOA{bases(90)}\t{pick(rng, 'FGHI', 94)}\n"
                    for i in range(10)
                ),
            ),
        ]
    )


@trap("beginnings-of-tokens", 4)
def beginnings(rng: Random) -> tuple[str, str]:
    """Base64 that begins like a personal access token and goes on otherwise."""
    words = [
        "".join(
            rng.choice("MNO") + rng.choice("DTjz") + rng.choice("AEIMQUYcgk") + rng.choice("wxyz012345")
            for _ in range(3)
        )
        + b64(rng, 24)
        for _ in range(rng.randrange(2, 8))
    ]
    return "blobs.yaml", f"jira: {server(rng)}\nblobs:\n" + "".join(f"  - {w}\n" for w in words)


@trap("long-identifiers", 4)
def long_identifiers(rng: Random) -> tuple[str, str]:
    return "symbols.txt", "\n".join(
        f"_ZN{rng.randrange(9)}jira{rng.randrange(9)}token{pick(rng, ALNUM, 20)}E{pick(rng, HEX, 16)}"
        for _ in range(40)
    ) + "\nATATT_is_no_token\nATOA" + "STER_WITH_A_LONG_NAME_THAT_GOES_ON_FOR_MORE_THAN_SEVENTY_SIX_CHARACTERS_IN_ALL\n"


@trap("source-maps", 3)
def source_maps(rng: Random) -> tuple[str, str]:
    mappings = ";".join(",".join(pick(rng, ALNUM + "+/", rng.choice([4, 5])) for _ in range(12)) for _ in range(60))
    return "dist/jira.js.map", json.dumps(
        {
            "version": 3,
            "file": "jira.js",
            "sources": ["src/jiraToken.ts", "src/confluence/password.ts"],
            "names": ["jiraToken", "confluencePassword"],
            "mappings": mappings,
        }
    )


@trap("vector-graphics", 3)
def vector(rng: Random) -> tuple[str, str]:
    path = "".join(
        f"{rng.choice('MLCQ')}{rng.randrange(999)}.{rng.randrange(99)} {rng.randrange(999)}" for _ in range(80)
    )
    return (
        "jira.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" id="jira-token-{pick(rng, HEX, 8)}"><linearGradient id="{pick(rng, HEX, 32)}"/><path d="{path}z"/></svg>\n',
    )


@trap("random-bytes", 4)
def random_bytes(rng: Random) -> tuple[str, bytes]:
    return rng.choice(["logo.png", "jira.bin", "app.wasm"]), b"\x89PNG\r\n\x1a\n jira token " + rng.randbytes(20_000)


@trap("random-text", 6)
def random_text(rng: Random) -> tuple[str, str]:
    return rng.choice(
        [
            ("random.b64", lines(b64(rng, 30_000), 76) + "\n"),
            ("dump.hex", lines(rng.randbytes(10_000).hex(), 64) + "\n"),
            (
                "words.txt",
                "\n".join(pick(rng, ALNUM, rng.choice([24, 32, 36, 40, 44, 64, 76])) for _ in range(500)) + "\n",
            ),
            ("hashes.txt", "\n".join(pick(rng, HEX, rng.choice([24, 32, 40, 64])) for _ in range(500)) + "\n"),
        ]
    )


@trap("archives", 4)
def archives(rng: Random) -> tuple[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("config/.env.example"),
            f"JIRA_URL={server(rng)}\nJIRA_API_TOKEN=your-api-token\nCONFLUENCE_PASSWORD=${{CONFLUENCE_PASSWORD}}\n",
        )
        archive.writestr(zipfile.ZipInfo("readme.txt"), f"See https://{domain(rng)} for the Jira token.\n")
    return rng.choice(["sample.zip", "sync.jar", "export.docx"]), packed.getvalue()
