"""Ids, hashes, checksums: random to look at, and public."""

from __future__ import annotations

import base64
import json
from random import Random

from mint import ALNUM, HEX, braced_uuid, pick, random_uuid
from surroundings import site
from traps import each, server, settings, trap

SMALL = "abcdefghijklmnopqrstuvwxyz0123456789"


def account(rng: Random) -> str:
    """An account id in one of its three forms."""
    return rng.choice([f"557058:{random_uuid(rng)}", f"712020:{random_uuid(rng)}", pick(rng, HEX, 24)])


IDS = {
    "jira cloud id": random_uuid,
    "atlassian cloud id": random_uuid,
    "atlassian org id": random_uuid,
    "organization id": random_uuid,
    "atlassian site id": random_uuid,
    "scim directory id": random_uuid,
    "jira account id": account,
    "assignee account id": account,
    "reporter": account,
    "confluence space id": lambda r: str(r.randrange(10**9)),
    "confluence page id": lambda r: str(r.randrange(10**9)),
    "jira board id": lambda r: str(r.randrange(900)),
    "jira transition id": lambda r: str(r.randrange(99)),
    "jira custom field": lambda r: f"customfield_{r.randrange(10000, 10999)}",
    "jira filter id": lambda r: str(r.randrange(10**5)),
    "jira client id": lambda r: pick(r, ALNUM, 32),
    "atlassian oauth client id": lambda r: pick(r, ALNUM, 32),
    "bitbucket client id": lambda r: pick(r, ALNUM, 18),
    "bitbucket oauth key": lambda r: pick(r, ALNUM, 18),
    "bitbucket workspace uuid": lambda r: braced_uuid(r),
    "bitbucket repo uuid": lambda r: braced_uuid(r),
    "runner uuid": lambda r: braced_uuid(r),
    "bitbucket pipeline uuid": lambda r: braced_uuid(r),
    "trello key": lambda r: pick(r, HEX, 32),
    "trello api key": lambda r: pick(r, HEX, 32),
    "trello board id": lambda r: pick(r, HEX, 24),
    "trello list id": lambda r: pick(r, HEX, 24),
    "trello board short link": lambda r: pick(r, ALNUM, 8),
    "opsgenie team id": random_uuid,
    "opsgenie schedule id": random_uuid,
    "opsgenie escalation id": random_uuid,
    "opsgenie user id": random_uuid,
    "opsgenie integration id": random_uuid,
    "opsgenie rotation id": random_uuid,
    "statuspage page id": lambda r: pick(r, SMALL, 12),
    "statuspage component id": lambda r: pick(r, SMALL, 12),
    "statuspage id": lambda r: pick(r, SMALL, 12),
    "jira webhook id": lambda r: str(r.randrange(10**4)),
    "jira automation rule id": random_uuid,
    "forge app id": lambda r: f"ari:cloud:ecosystem::app/{random_uuid(r)}",
    "forge environment id": random_uuid,
    "connect client key": random_uuid,
    "confluence macro id": random_uuid,
    "jira credentials id": random_uuid,
    "jira token id": random_uuid,
    "jira token sha256": lambda r: pick(r, HEX, 64),
    "jira token hash": lambda r: pick(r, HEX, 64),
    "jira api token fingerprint": lambda r: pick(r, HEX, 16),
    "bitbucket commit": lambda r: pick(r, HEX, 40),
    "jira release sha": lambda r: pick(r, HEX, 40),
    "jira plugin checksum": lambda r: pick(r, HEX, 64),
    "confluence theme version hash": lambda r: pick(r, HEX, 32),
    "jira asset digest": lambda r: "sha256:" + pick(r, HEX, 64),
    "jira trace id": lambda r: pick(r, HEX, 32),
    "jira request id": random_uuid,
    "jira session timeout": lambda r: str(r.randrange(9999)),
    "jira etag": lambda r: pick(r, HEX, 40),
    "jira token url": lambda r: "https://auth.atlassian.com/oauth/token",
    "jira token name": lambda r: "ci deploy 2026",
    "jira token file": lambda r: "/run/secrets/jira_token",
    "jira token ttl": lambda r: str(r.randrange(10**5)),
    "jira token expires": lambda r: "2027-01-31T00:00:00Z",
    "jira token type": lambda r: "bearer",
    "jira api token enabled": lambda r: "true",
    "jira auth type": lambda r: "basic",
    "jira token last four": lambda r: pick(r, HEX, 4).upper(),
    "jira oauth scopes": lambda r: "read:jira-work write:jira-work read:me offline_access manage:jira-webhook",
    "confluence scopes": lambda r: "read:confluence-content.all,write:confluence-content,search:confluence",
    "jira password hash": lambda r: "$2b$12$" + pick(r, ALNUM + "./", 53),
    "jira password min length": lambda r: "12",
    "jira password policy": lambda r: "MIN12_UPPER_LOWER_DIGIT",
    "jira password field": lambda r: "#login-form-password",
    "jira token env": lambda r: "JIRA_API_TOKEN",
    "jira secret name": lambda r: f"jira-token-{pick(r, 'bcdfghjklmnpqrstvwxz2456789', 5)}",
    "jira pod": lambda r: f"jira-{pick(r, HEX, 10)}-{pick(r, 'bcdfghjklmnpqrstvwxz2456789', 5)}",
    "jira oauth public key": lambda r: "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB" + pick(r, ALNUM, 160),
    "jira consumer key": lambda r: "sync-consumer",
    "bitbucket ssh public key": lambda r: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + pick(r, ALNUM, 43),
    "confluence analytics id": lambda r: f"UA-{r.randrange(10**7, 10**8)}-2",
    "jira issue key": lambda r: f"ABC-{r.randrange(9999)}",
    "jira tenant id": random_uuid,
    "jira license sen": lambda r: f"SEN-{r.randrange(10**7)}",
    "jira server id": lambda r: "-".join(pick(r, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 4) for _ in range(4)),
}


each("ids", sorted(IDS), lambda rng, key: settings(rng, IDS[key](rng), tuple(key.split())))


@trap("commit-log", 6)
def commit_log(rng: Random) -> tuple[str, str]:
    lines = [
        f"{pick(rng, HEX, rng.choice([7, 8, 40]))} JIRA-{rng.randrange(999)} {rng.choice(['fix confluence export', 'rotate bitbucket token', 'update jira client', 'add trello sync'])}"
        for _ in range(rng.randrange(3, 20))
    ]
    return rng.choice(["git.log", "CHANGES", "release-notes.txt"]), "\n".join(lines) + "\n"


@trap("changelog", 5)
def changelog(rng: Random) -> tuple[str, str]:
    entry = lambda: (
        f"* **jira:** rotate the api token ([#{rng.randrange(999)}](https://bitbucket.org/{site(rng)}/sync/pull-requests/{rng.randrange(99)})) ([{pick(rng, HEX, 7)}](https://bitbucket.org/{site(rng)}/sync/commits/{pick(rng, HEX, 40)})), closes [ABC-{rng.randrange(99)}]({server(rng)}/browse/ABC-{rng.randrange(99)})"
    )
    return "CHANGELOG.md", "\n".join(
        ["# 1.4.0", "", "### Features", "", *(entry() for _ in range(rng.randrange(2, 8)))]
    ) + "\n"


@trap("share-link", 4)
def share_link(rng: Random) -> tuple[str, str]:
    origin = (
        base64.b64encode(
            json.dumps(
                {"i": pick(rng, HEX, 32), "p": rng.choice(["jira-share-link", "confluence-chats-int", "j"])},
                separators=(",", ":"),
            ).encode()
        )
        .decode()
        .rstrip("=")
    )
    base = f"https://{site(rng)}.atlassian.net"
    return (
        "notes.md",
        f"See [the page]({base}/wiki/spaces/ENG/pages/{rng.randrange(10**9)}/How+to+rotate+the+Jira+API+token?atlOrigin={origin}) and\n{base}/wiki/x/{pick(rng, ALNUM, 10)}\n{base}/browse/ABC-{rng.randrange(999)}?atlOrigin={origin}&focusedCommentId={rng.randrange(10**5)}\n",
    )


@trap("long-urls", 5)
def long_urls(rng: Random) -> tuple[str, str]:
    base = f"https://{site(rng)}.atlassian.net"
    return "links.md", "\n".join(
        [
            f"{base}/jira/software/c/projects/ABC/boards/12/backlog?selectedIssue=ABC-{rng.randrange(999)}&assignee=712020%3A{random_uuid(rng)}",
            f"{base}/issues/?jql=project%20%3D%20ABC%20AND%20token%20~%20%22password%22%20ORDER%20BY%20created",
            f"{base}/secure/attachment/{rng.randrange(10**5)}/screenshot-2026-03-02-jira-password-reset-dialog.png",
            f"{base}/plugins/servlet/ac/com.acme.addon/configure?s=com.acme.addon__token-settings",
            f"https://bitbucket.org/{site(rng)}/repo/src/{pick(rng, HEX, 40)}/src/main/Token.java#lines-12",
            f"https://trello.com/b/{pick(rng, ALNUM, 8)}/sprint-board-for-the-jira-token-migration",
            f"https://trello.com/c/{pick(rng, ALNUM, 8)}/{rng.randrange(99)}-rotate-the-confluence-password-before-march",
            f"https://bitbucket.org/{site(rng)}/workspace/snippets/{pick(rng, ALNUM, 6)}/revisions/{pick(rng, HEX, 40)}",
        ]
    ) + "\n"
