"""Lock files and lists of checksums of packages that are called after the products."""

from __future__ import annotations

import base64
import json
from random import Random

from mint import HEX, pick
from traps import trap


def sri(rng: Random) -> str:
    """A subresource integrity hash."""
    return "sha512-" + base64.b64encode(rng.randbytes(64)).decode()


@trap("lock-npm", 4)
def lock_npm(rng: Random) -> tuple[str, str]:
    names = [
        "jira-client",
        "@atlaskit/avatar",
        "confluence-api",
        "trello",
        "bitbucket",
        "@atlassian/jira-pass",
        "jira.js",
        "opsgenie-sdk",
        "left-pad",
    ]
    packages = {
        f"node_modules/{n}": {
            "version": f"{rng.randrange(9)}.{rng.randrange(20)}.0",
            "resolved": f"https://registry.npmjs.org/{n}/-/{n.split('/')[-1]}-1.0.0.tgz",
            "integrity": sri(rng),
        }
        for n in rng.sample(names, 6)
    }
    return "package-lock.json", json.dumps({"name": "app", "lockfileVersion": 3, "packages": packages}, indent=2) + "\n"


@trap("lock-yarn", 3)
def lock_yarn(rng: Random) -> tuple[str, str]:
    entry = lambda n: (
        f'"{n}@^1.2.0":\n  version "1.2.{rng.randrange(9)}"\n  resolved "https://registry.yarnpkg.com/{n}/-/{n}-1.2.0.tgz#{pick(rng, HEX, 40)}"\n  integrity {sri(rng)}\n'
    )
    return "yarn.lock", "\n".join(
        [
            "# yarn lockfile v1",
            "",
            *(entry(n) for n in ["jira-connector", "confluence-client", "bitbucket-token", "trello-web"]),
        ]
    )


@trap("lock-berry", 2)
def lock_berry(rng: Random) -> tuple[str, str]:
    entry = lambda n: (
        f'"{n}@npm:^1.2.0":\n  version: 1.2.0\n  resolution: "{n}@npm:1.2.0"\n  checksum: 10c0/{pick(rng, HEX, 128)}\n  languageName: node\n'
    )
    return "yarn.lock", "\n".join(entry(n) for n in ["jira-client", "@atlassian/adf-utils"])


@trap("lock-pnpm", 2)
def lock_pnpm(rng: Random) -> tuple[str, str]:
    return "pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n" + "".join(
        f"  {n}@2.1.0:\n    resolution: {{integrity: {sri(rng)}}}\n"
        for n in ["jira-client", "confluence-token", "trello"]
    )


@trap("lock-cargo", 2)
def lock_cargo(rng: Random) -> tuple[str, str]:
    return "Cargo.lock", "version = 4\n" + "".join(
        f'\n[[package]]\nname = "{n}"\nversion = "0.3.1"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "{pick(rng, HEX, 64)}"\n'
        for n in ["jira_query", "gouqi", "bitbucket-api", "trello-token"]
    )


@trap("lock-python", 4)
def lock_python(rng: Random) -> tuple[str, str]:
    hashes = lambda: [f"sha256:{pick(rng, HEX, 64)}" for _ in range(2)]
    return rng.choice(
        [
            (
                "poetry.lock",
                "".join(
                    f'[[package]]\nname = "{n}"\nversion = "3.8.0"\nfiles = [\n'
                    + "".join(f'    {{file = "{n}-3.8.0.tar.gz", hash = "{h}"}},\n' for h in hashes())
                    + "]\n\n"
                    for n in ["jira", "atlassian-python-api", "py-trello"]
                ),
            ),
            (
                "requirements.txt",
                "".join(
                    f"{n}==3.8.0 \\\n    --hash={hashes()[0]} \\\n    --hash={hashes()[1]}\n"
                    for n in ["jira", "atlassian-python-api", "opsgenie-sdk"]
                ),
            ),
            (
                "Pipfile.lock",
                json.dumps(
                    {
                        "_meta": {"hash": {"sha256": pick(rng, HEX, 64)}},
                        "default": {
                            "jira": {"hashes": hashes(), "version": "==3.8.0"},
                            "atlassian-python-api": {"hashes": hashes()},
                        },
                    },
                    indent=4,
                ),
            ),
            (
                "uv.lock",
                "".join(
                    f'[[package]]\nname = "{n}"\nsdist = {{ url = "https://files.pythonhosted.org/packages/{pick(rng, HEX, 2)}/{pick(rng, HEX, 2)}/{pick(rng, HEX, 60)}/{n}-3.8.tar.gz", hash = "{hashes()[0]}" }}\n'
                    for n in ["jira", "confluence"]
                ),
            ),
        ]
    )


@trap("lock-others", 6)
def lock_others(rng: Random) -> tuple[str, str]:
    b64 = lambda n: base64.b64encode(rng.randbytes(n)).decode()
    return rng.choice(
        [
            (
                "go.sum",
                "".join(
                    f"github.com/{n} v1.16.0 h1:{b64(32)}\ngithub.com/{n} v1.16.0/go.mod h1:{b64(32)}\n"
                    for n in [
                        "andygrunwald/go-jira",
                        "ktrysmt/go-bitbucket",
                        "adlio/trello",
                        "opsgenie/opsgenie-go-sdk-v2",
                    ]
                ),
            ),
            (
                "Gemfile.lock",
                "GEM\n  specs:\n    jira-ruby (2.3.0)\n    trello (1.0)\nCHECKSUMS\n"
                + "".join(f"  {n} (2.3.0) sha256={pick(rng, HEX, 64)}\n" for n in ["jira-ruby", "ruby-trello"]),
            ),
            (
                "composer.lock",
                json.dumps(
                    {
                        "content-hash": pick(rng, HEX, 32),
                        "packages": [
                            {
                                "name": "lesstif/php-jira-rest-client",
                                "source": {"type": "git", "reference": pick(rng, HEX, 40)},
                                "dist": {"shasum": pick(rng, HEX, 40)},
                            }
                        ],
                    },
                    indent=4,
                ),
            ),
            (
                "packages.lock.json",
                json.dumps(
                    {
                        "version": 1,
                        "dependencies": {"net8.0": {"Atlassian.SDK": {"type": "Direct", "contentHash": b64(64)}}},
                    },
                    indent=2,
                ),
            ),
            (
                "verification-metadata.xml",
                f'<component group="com.atlassian.jira" name="jira-api" version="9.12.0">\n  <artifact name="jira-api-9.12.0.jar">\n    <sha256 value="{pick(rng, HEX, 64)}" origin="Generated by Gradle"/>\n  </artifact>\n</component>\n',
            ),
            (
                "flake.lock",
                json.dumps(
                    {
                        "nodes": {
                            "jira-cli": {
                                "locked": {"narHash": "sha256-" + b64(32), "rev": pick(rng, HEX, 40), "type": "github"}
                            }
                        }
                    },
                    indent=2,
                ),
            ),
            (
                "SHA256SUMS",
                "".join(
                    f"{pick(rng, HEX, 64)}  atlassian-{n}-9.{rng.randrange(19)}.0.tar.gz\n"
                    for n in ["jira-software", "confluence", "bitbucket", "bamboo"]
                ),
            ),
            (
                "jira-cli.rb",
                f'class JiraCli < Formula\n  url "https://github.com/acme/jira-cli/archive/v1.4.0.tar.gz"\n  sha256 "{pick(rng, HEX, 64)}"\n  bottle do\n    sha256 cellar: :any, arm64_sonoma: "{pick(rng, HEX, 64)}"\n  end\nend\n',
            ),
            (
                "Dockerfile",
                f"FROM atlassian/jira-software:9.12@sha256:{pick(rng, HEX, 64)}\nARG BITBUCKET_COMMIT={pick(rng, HEX, 40)}\nLABEL jira.token.required=true\n",
            ),
            (
                "pubspec.lock",
                f'packages:\n  jira_api:\n    description:\n      name: jira_api\n      sha256: "{pick(rng, HEX, 64)}"\n',
            ),
            (
                "mix.lock",
                f'%{{\n  "jira": {{:hex, :jira, "0.0.8", "{pick(rng, HEX, 64)}", [:mix], [], "hexpm", "{pick(rng, HEX, 64)}"}},\n}}\n',
            ),
            (
                "Podfile.lock",
                f"SPEC CHECKSUMS:\n  JiraSDK: {pick(rng, HEX, 40)}\n  Trello: {pick(rng, HEX, 40)}\n\nPODFILE CHECKSUM: {pick(rng, HEX, 40)}\n",
            ),
        ]
    )
