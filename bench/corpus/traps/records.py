"""What the products answer and export: records full of ids."""

from __future__ import annotations

import json
from random import Random

from mint import ALNUM, HEX, braced_uuid, pick, random_uuid
from surroundings import domain, mailbox, noun, site
from traps import trap
from traps.identifiers import SMALL, account


@trap("api-issue", 4)
def issue_json(rng: Random) -> tuple[str, str]:
    base = f"https://{site(rng)}.atlassian.net"
    person = lambda: {
        "self": f"{base}/rest/api/3/user?accountId={account(rng)}",
        "accountId": account(rng),
        "avatarUrls": {
            "48x48": f"https://secure.gravatar.com/avatar/{pick(rng, HEX, 32)}?d=https%3A%2F%2Favatar-management--avatars.us-west-2.prod.public.atl-paas.net%2Finitials%2FAB-3.png"
        },
        "displayName": "Build",
        "active": True,
    }
    tree = {
        "expand": "renderedFields,names,schema,operations,editmeta,changelog",
        "id": str(rng.randrange(10**5)),
        "key": f"ABC-{rng.randrange(999)}",
        "self": f"{base}/rest/api/3/issue/1",
        "fields": {
            "assignee": person(),
            "reporter": person(),
            "customfield_10019": f"0|i{pick(rng, SMALL, 5)}:",
            "customfield_10000": "{pullrequest={dataType=pullrequest, state=OPEN, stateCount=1}}",
            "attachment": [
                {
                    "id": str(rng.randrange(10**5)),
                    "content": f"{base}/rest/api/3/attachment/content/{rng.randrange(10**5)}",
                    "mediaApiFileId": random_uuid(rng),
                }
            ],
            "description": {
                "type": "doc",
                "version": 1,
                "content": [{"type": "taskList", "attrs": {"localId": random_uuid(rng)}, "content": []}],
            },
        },
    }
    return "fixtures/issue.json", json.dumps(tree, indent=2)


@trap("api-bitbucket", 4)
def bitbucket_json(rng: Random) -> tuple[str, str]:
    slug, sha = f"{site(rng)}/{noun(rng)}", pick(rng, HEX, 40)
    tree = {
        "type": "commit",
        "hash": sha,
        "uuid": braced_uuid(rng),
        "author": {
            "raw": mailbox(rng),
            "user": {"account_id": account(rng), "uuid": braced_uuid(rng), "nickname": "build"},
        },
        "links": {
            "self": {"href": f"https://api.bitbucket.org/2.0/repositories/{slug}/commit/{sha}"},
            "html": {"href": f"https://bitbucket.org/{slug}/commits/{sha}"},
        },
        "parents": [{"hash": pick(rng, HEX, 40)}],
        "message": "ABC-12 fix",
        "repository": {"uuid": braced_uuid(rng), "full_name": slug},
        "x-hook-uuid": random_uuid(rng),
        "x-hub-signature": "sha256=" + pick(rng, HEX, 64),
    }
    return "fixtures/commit.json", json.dumps(tree, indent=rng.choice([2, None]))


@trap("api-trello", 4)
def trello_json(rng: Random) -> tuple[str, str]:
    oid = lambda: pick(rng, HEX, 24)
    card = lambda: {
        "id": oid(),
        "idBoard": oid(),
        "idList": oid(),
        "idMembers": [oid(), oid()],
        "idMemberCreator": oid(),
        "shortLink": pick(rng, ALNUM, 8),
        "shortUrl": f"https://trello.com/c/{pick(rng, ALNUM, 8)}",
        "nodeId": f"ari:cloud:trello::card/workspace/{oid()}/{oid()}",
        "cover": {
            "idAttachment": oid(),
            "sharedSourceUrl": f"https://trello-backgrounds.s3.amazonaws.com/SharedBackground/{pick(rng, HEX, 32)}/photo.jpg",
        },
        "limits": {},
        "labels": [{"id": oid(), "color": "green"}],
    }
    return rng.choice(["fixtures/board.json", "trello-export.json"]), json.dumps(
        {
            "id": oid(),
            "name": "Sprint",
            "cards": [card() for _ in range(rng.randrange(1, 5))],
            "creationMethod": None,
            "ixUpdate": "33",
        },
        indent=2,
    )


@trap("api-opsgenie", 4)
def opsgenie_json(rng: Random) -> tuple[str, str]:
    alert = f"{random_uuid(rng)}-{rng.randrange(10**12, 2 * 10**12)}"
    tree = {
        "data": {
            "id": alert,
            "tinyId": str(rng.randrange(9999)),
            "alias": random_uuid(rng),
            "teams": [{"id": random_uuid(rng)}],
            "integration": {"id": random_uuid(rng), "name": "Default API", "type": "API"},
            "responders": [{"type": "schedule", "id": random_uuid(rng)}],
            "source": f"https://opsg.in/a/i/{site(rng)}/{alert}",
        },
        "took": 0.2,
        "requestId": random_uuid(rng),
        "url": f"https://app.opsgenie.com/alert/detail/{alert}/details",
    }
    return "fixtures/opsgenie-alert.json", json.dumps(tree, indent=2)


@trap("opsgenie-resources", 4)
def opsgenie_terraform(rng: Random) -> tuple[str, str]:
    return (
        "teams.tf",
        f'import {{\n  to = opsgenie_team.ops\n  id = "{random_uuid(rng)}"\n}}\n\nresource "opsgenie_schedule_rotation" "main" {{\n  schedule_id = "{random_uuid(rng)}"\n  name        = "primary"\n  participant {{\n    type = "user"\n    id   = "{random_uuid(rng)}"\n  }}\n}}\n\ndata "opsgenie_escalation" "x" {{\n  id = "{random_uuid(rng)}"\n}}\n# https://app.opsgenie.com/teams/dashboard/{random_uuid(rng)}/main\n',
    )


@trap("statuspage-components", 3)
def statuspage(rng: Random) -> tuple[str, str]:
    page = pick(rng, SMALL, 12)
    return (
        "status.html",
        f'<script src="https://{page}.statuspage.io/embed/script.js"></script>\n<script>\n  const statuspage = new StatusPage.page({{ page: "{page}" }});\n  const components = ["{pick(rng, SMALL, 12)}", "{pick(rng, SMALL, 12)}"];\n</script>\n<link rel="alternate" href="https://status.{domain(rng)}/history.atom">\n',
    )


@trap("automation-rule", 3)
def automation_rule(rng: Random) -> tuple[str, str]:
    tree = {
        "cloud": True,
        "rules": [
            {
                "id": rng.randrange(10**7),
                "clientKey": f"ari:cloud:jira::site/{random_uuid(rng)}",
                "ruleKeyUuid": random_uuid(rng),
                "authorAccountId": account(rng),
                "actor": {"type": "ACCOUNT_ID", "value": account(rng)},
                "partitionId": random_uuid(rng),
                "components": [
                    {
                        "id": str(rng.randrange(10**9)),
                        "checksum": pick(rng, HEX, 32),
                        "type": "jira.issue.edit",
                        "value": {"selectedFieldType": "assignee"},
                    }
                ],
                "ruleScope": {"resources": [f"ari:cloud:jira:{random_uuid(rng)}:project/10001"]},
            }
        ],
    }
    return "automation-rules.json", json.dumps(tree, indent=2)


@trap("automation-address", 3)
def automation_address(rng: Random) -> tuple[str, str]:
    return (
        "notify.sh",
        f'#!/bin/sh\ncurl -X POST -H "X-Automation-Webhook-Token: $HOOK_TOKEN" \\\n  https://api-private.atlassian.com/automation/webhooks/jira/a/{random_uuid(rng)}/{random_uuid(rng)}\n',
    )


@trap("confluence-storage", 4)
def confluence_storage(rng: Random) -> tuple[str, str]:
    macro = lambda: (
        f'<ac:structured-macro ac:name="code" ac:schema-version="1" ac:local-id="{random_uuid(rng)}" ac:macro-id="{random_uuid(rng)}"><ac:plain-text-body><![CDATA[make test]]></ac:plain-text-body></ac:structured-macro>'
    )
    return "export/page.xml", "\n".join(
        [
            "<p>Confluence password policy</p>",
            macro(),
            f'<ri:attachment ri:filename="x.png" ri:version-at-save="2"/><ri:user ri:account-id="{account(rng)}"/>',
            macro(),
            f'<p local-id="{random_uuid(rng)}">Jira token rotation</p>',
        ]
    ) + "\n"


@trap("document-format", 3)
def document_format(rng: Random) -> tuple[str, str]:
    return "page.adf.json", json.dumps(
        {
            "type": "doc",
            "content": [
                {
                    "type": "mediaSingle",
                    "content": [
                        {
                            "type": "media",
                            "attrs": {
                                "id": random_uuid(rng),
                                "collection": f"contentId-{rng.randrange(10**9)}",
                                "localId": pick(rng, HEX, 12),
                            },
                        }
                    ],
                },
                {"type": "mention", "attrs": {"id": account(rng), "text": "@Build", "localId": random_uuid(rng)}},
                {
                    "type": "extension",
                    "attrs": {
                        "extensionKey": "jira",
                        "localId": random_uuid(rng),
                        "parameters": {"macroMetadata": {"macroId": {"value": random_uuid(rng)}}},
                    },
                },
            ],
        },
        indent=1,
    )


@trap("forge-manifest", 3)
def forge_manifest(rng: Random) -> tuple[str, str]:
    return (
        "manifest.yml",
        f"modules:\n  jira:issuePanel:\n    - key: hello-panel\n      resource: main\npermissions:\n  scopes:\n    - read:jira-work\n    - storage:app\napp:\n  id: ari:cloud:ecosystem::app/{random_uuid(rng)}\n  licensing:\n    enabled: false\n",
    )


@trap("connect-descriptor", 3)
def connect_descriptor(rng: Random) -> tuple[str, str]:
    return "atlassian-connect.json", json.dumps(
        {
            "key": "com.acme.addon",
            "baseUrl": "{{localBaseUrl}}",
            "authentication": {"type": "jwt"},
            "lifecycle": {"installed": "/installed"},
            "apiMigrations": {"signed-install": True},
            "clientKey": random_uuid(rng),
            "sharedSecret": "",
            "scopes": ["READ", "ACT_AS_USER"],
        },
        indent=2,
    )
