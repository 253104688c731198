"""Ids, hashes, checksums: random to look at, and public."""

from __future__ import annotations

import base64
import json
from random import Random

from kinds import ALNUM, HEX, pick, random_uuid
from surroundings import domain, mailbox, noun, site
from traps import each, server, settings, trap

SMALL = "abcdefghijklmnopqrstuvwxyz0123456789"


def account(rng: Random) -> str:
    """An account id in one of its three forms."""
    return rng.choice([f"557058:{random_uuid(rng)}", f"712020:{random_uuid(rng)}", pick(rng, HEX, 24)])


def sri(rng: Random) -> str:
    """A subresource integrity hash."""
    return "sha512-" + base64.b64encode(rng.randbytes(64)).decode()


IDS = {
    "jira cloud id": random_uuid, "atlassian cloud id": random_uuid, "atlassian org id": random_uuid, "organization id": random_uuid, "atlassian site id": random_uuid, "scim directory id": random_uuid,
    "jira account id": account, "assignee account id": account, "reporter": account, "confluence space id": lambda r: str(r.randrange(10**9)), "confluence page id": lambda r: str(r.randrange(10**9)),
    "jira board id": lambda r: str(r.randrange(900)), "jira transition id": lambda r: str(r.randrange(99)), "jira custom field": lambda r: f"customfield_{r.randrange(10000, 10999)}", "jira filter id": lambda r: str(r.randrange(10**5)),
    "jira client id": lambda r: pick(r, ALNUM, 32), "atlassian oauth client id": lambda r: pick(r, ALNUM, 32), "bitbucket client id": lambda r: pick(r, ALNUM, 18), "bitbucket oauth key": lambda r: pick(r, ALNUM, 18),
    "bitbucket workspace uuid": lambda r: "{%s}" % random_uuid(r), "bitbucket repo uuid": lambda r: "{%s}" % random_uuid(r), "runner uuid": lambda r: "{%s}" % random_uuid(r), "bitbucket pipeline uuid": lambda r: "{%s}" % random_uuid(r),
    "trello key": lambda r: pick(r, HEX, 32), "trello api key": lambda r: pick(r, HEX, 32), "trello board id": lambda r: pick(r, HEX, 24), "trello list id": lambda r: pick(r, HEX, 24), "trello board short link": lambda r: pick(r, ALNUM, 8),
    "opsgenie team id": random_uuid, "opsgenie schedule id": random_uuid, "opsgenie escalation id": random_uuid, "opsgenie user id": random_uuid, "opsgenie integration id": random_uuid, "opsgenie rotation id": random_uuid,
    "statuspage page id": lambda r: pick(r, SMALL, 12), "statuspage component id": lambda r: pick(r, SMALL, 12), "statuspage id": lambda r: pick(r, SMALL, 12), "jira webhook id": lambda r: str(r.randrange(10**4)),
    "jira automation rule id": random_uuid, "forge app id": lambda r: f"ari:cloud:ecosystem::app/{random_uuid(r)}", "forge environment id": random_uuid, "connect client key": random_uuid, "confluence macro id": random_uuid,
    "jira credentials id": random_uuid, "jira token id": random_uuid, "jira token sha256": lambda r: pick(r, HEX, 64), "jira token hash": lambda r: pick(r, HEX, 64), "jira api token fingerprint": lambda r: pick(r, HEX, 16),
    "bitbucket commit": lambda r: pick(r, HEX, 40), "jira release sha": lambda r: pick(r, HEX, 40), "jira plugin checksum": lambda r: pick(r, HEX, 64), "confluence theme version hash": lambda r: pick(r, HEX, 32),
    "jira asset digest": lambda r: "sha256:" + pick(r, HEX, 64), "jira trace id": lambda r: pick(r, HEX, 32), "jira request id": random_uuid, "jira session timeout": lambda r: str(r.randrange(9999)), "jira etag": lambda r: pick(r, HEX, 40),
    "jira token url": lambda r: "https://auth.atlassian.com/oauth/token", "jira token name": lambda r: "ci deploy 2026", "jira token file": lambda r: "/run/secrets/jira_token", "jira token ttl": lambda r: str(r.randrange(10**5)),
    "jira token expires": lambda r: "2027-01-31T00:00:00Z", "jira token type": lambda r: "bearer", "jira api token enabled": lambda r: "true", "jira auth type": lambda r: "basic", "jira token last four": lambda r: pick(r, HEX, 4).upper(),
    "jira oauth scopes": lambda r: "read:jira-work write:jira-work read:me offline_access manage:jira-webhook", "confluence scopes": lambda r: "read:confluence-content.all,write:confluence-content,search:confluence",
    "jira password hash": lambda r: "$2b$12$" + pick(r, ALNUM + "./", 53), "jira password min length": lambda r: "12", "jira password policy": lambda r: "MIN12_UPPER_LOWER_DIGIT", "jira password field": lambda r: "#login-form-password",
    "jira token env": lambda r: "JIRA_API_TOKEN", "jira secret name": lambda r: f"jira-token-{pick(r, 'bcdfghjklmnpqrstvwxz2456789', 5)}", "jira pod": lambda r: f"jira-{pick(r, HEX, 10)}-{pick(r, 'bcdfghjklmnpqrstvwxz2456789', 5)}",
    "jira oauth public key": lambda r: "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB" + pick(r, ALNUM, 160), "jira consumer key": lambda r: "sync-consumer", "bitbucket ssh public key": lambda r: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + pick(r, ALNUM, 43),
    "confluence analytics id": lambda r: f"UA-{r.randrange(10**7, 10**8)}-2", "jira issue key": lambda r: f"ABC-{r.randrange(9999)}", "jira tenant id": random_uuid, "jira license sen": lambda r: f"SEN-{r.randrange(10**7)}", "jira server id": lambda r: "-".join(pick(r, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 4) for _ in range(4)),
}
each("ids", sorted(IDS), lambda rng, key: settings(rng, IDS[key](rng), tuple(key.split())))


@trap("api-issue", 4)
def issue_json(rng: Random) -> tuple[str, str]:
    base = f"https://{site(rng)}.atlassian.net"
    person = lambda: {"self": f"{base}/rest/api/3/user?accountId={account(rng)}", "accountId": account(rng), "avatarUrls": {"48x48": f"https://secure.gravatar.com/avatar/{pick(rng, HEX, 32)}?d=https%3A%2F%2Favatar-management--avatars.us-west-2.prod.public.atl-paas.net%2Finitials%2FAB-3.png"}, "displayName": "Build", "active": True}
    tree = {"expand": "renderedFields,names,schema,operations,editmeta,changelog", "id": str(rng.randrange(10**5)), "key": f"ABC-{rng.randrange(999)}", "self": f"{base}/rest/api/3/issue/1",
            "fields": {"assignee": person(), "reporter": person(), "customfield_10019": f"0|i{pick(rng, SMALL, 5)}:", "customfield_10000": "{pullrequest={dataType=pullrequest, state=OPEN, stateCount=1}}",
                       "attachment": [{"id": str(rng.randrange(10**5)), "content": f"{base}/rest/api/3/attachment/content/{rng.randrange(10**5)}", "mediaApiFileId": random_uuid(rng)}],
                       "description": {"type": "doc", "version": 1, "content": [{"type": "taskList", "attrs": {"localId": random_uuid(rng)}, "content": []}]}}}
    return "fixtures/issue.json", json.dumps(tree, indent=2)


@trap("api-bitbucket", 4)
def bitbucket_json(rng: Random) -> tuple[str, str]:
    slug, sha = f"{site(rng)}/{noun(rng)}", pick(rng, HEX, 40)
    tree = {"type": "commit", "hash": sha, "uuid": "{%s}" % random_uuid(rng), "author": {"raw": mailbox(rng), "user": {"account_id": account(rng), "uuid": "{%s}" % random_uuid(rng), "nickname": "build"}},
            "links": {"self": {"href": f"https://api.bitbucket.org/2.0/repositories/{slug}/commit/{sha}"}, "html": {"href": f"https://bitbucket.org/{slug}/commits/{sha}"}}, "parents": [{"hash": pick(rng, HEX, 40)}], "message": "ABC-12 fix",
            "repository": {"uuid": "{%s}" % random_uuid(rng), "full_name": slug}, "x-hook-uuid": random_uuid(rng), "x-hub-signature": "sha256=" + pick(rng, HEX, 64)}
    return "fixtures/commit.json", json.dumps(tree, indent=rng.choice([2, None]))


@trap("api-trello", 4)
def trello_json(rng: Random) -> tuple[str, str]:
    oid = lambda: pick(rng, HEX, 24)
    card = lambda: {"id": oid(), "idBoard": oid(), "idList": oid(), "idMembers": [oid(), oid()], "idMemberCreator": oid(), "shortLink": pick(rng, ALNUM, 8), "shortUrl": f"https://trello.com/c/{pick(rng, ALNUM, 8)}", "nodeId": f"ari:cloud:trello::card/workspace/{oid()}/{oid()}",
                    "cover": {"idAttachment": oid(), "sharedSourceUrl": f"https://trello-backgrounds.s3.amazonaws.com/SharedBackground/{pick(rng, HEX, 32)}/photo.jpg"}, "limits": {}, "labels": [{"id": oid(), "color": "green"}]}
    return rng.choice(["fixtures/board.json", "trello-export.json"]), json.dumps({"id": oid(), "name": "Sprint", "cards": [card() for _ in range(rng.randrange(1, 5))], "creationMethod": None, "ixUpdate": "33"}, indent=2)


@trap("api-opsgenie", 4)
def opsgenie_json(rng: Random) -> tuple[str, str]:
    alert = f"{random_uuid(rng)}-{rng.randrange(10**12, 2 * 10**12)}"
    tree = {"data": {"id": alert, "tinyId": str(rng.randrange(9999)), "alias": random_uuid(rng), "teams": [{"id": random_uuid(rng)}], "integration": {"id": random_uuid(rng), "name": "Default API", "type": "API"}, "responders": [{"type": "schedule", "id": random_uuid(rng)}],
                     "source": f"https://opsg.in/a/i/{site(rng)}/{alert}"}, "took": 0.2, "requestId": random_uuid(rng), "url": f"https://app.opsgenie.com/alert/detail/{alert}/details"}
    return "fixtures/opsgenie-alert.json", json.dumps(tree, indent=2)


@trap("opsgenie-resources", 4)
def opsgenie_terraform(rng: Random) -> tuple[str, str]:
    return "teams.tf", f'import {{\n  to = opsgenie_team.ops\n  id = "{random_uuid(rng)}"\n}}\n\nresource "opsgenie_schedule_rotation" "main" {{\n  schedule_id = "{random_uuid(rng)}"\n  name        = "primary"\n  participant {{\n    type = "user"\n    id   = "{random_uuid(rng)}"\n  }}\n}}\n\ndata "opsgenie_escalation" "x" {{\n  id = "{random_uuid(rng)}"\n}}\n# https://app.opsgenie.com/teams/dashboard/{random_uuid(rng)}/main\n'


@trap("statuspage-components", 3)
def statuspage(rng: Random) -> tuple[str, str]:
    page = pick(rng, SMALL, 12)
    return "status.html", f'<script src="https://{page}.statuspage.io/embed/script.js"></script>\n<script>\n  const statuspage = new StatusPage.page({{ page: "{page}" }});\n  const components = ["{pick(rng, SMALL, 12)}", "{pick(rng, SMALL, 12)}"];\n</script>\n<link rel="alternate" href="https://status.{domain(rng)}/history.atom">\n'


@trap("automation-rule", 3)
def automation_rule(rng: Random) -> tuple[str, str]:
    tree = {"cloud": True, "rules": [{"id": rng.randrange(10**7), "clientKey": f"ari:cloud:jira::site/{random_uuid(rng)}", "ruleKeyUuid": random_uuid(rng), "authorAccountId": account(rng), "actor": {"type": "ACCOUNT_ID", "value": account(rng)}, "partitionId": random_uuid(rng),
             "components": [{"id": str(rng.randrange(10**9)), "checksum": pick(rng, HEX, 32), "type": "jira.issue.edit", "value": {"selectedFieldType": "assignee"}}], "ruleScope": {"resources": [f"ari:cloud:jira:{random_uuid(rng)}:project/10001"]}}]}
    return "automation-rules.json", json.dumps(tree, indent=2)


@trap("automation-address", 3)
def automation_address(rng: Random) -> tuple[str, str]:
    return "notify.sh", f"#!/bin/sh\ncurl -X POST -H \"X-Automation-Webhook-Token: $HOOK_TOKEN\" \\\n  https://api-private.atlassian.com/automation/webhooks/jira/a/{random_uuid(rng)}/{random_uuid(rng)}\n"


@trap("confluence-storage", 4)
def confluence_storage(rng: Random) -> tuple[str, str]:
    macro = lambda: f'<ac:structured-macro ac:name="code" ac:schema-version="1" ac:local-id="{random_uuid(rng)}" ac:macro-id="{random_uuid(rng)}"><ac:plain-text-body><![CDATA[make test]]></ac:plain-text-body></ac:structured-macro>'
    return "export/page.xml", "\n".join(["<p>Confluence password policy</p>", macro(), f'<ri:attachment ri:filename="x.png" ri:version-at-save="2"/><ri:user ri:account-id="{account(rng)}"/>', macro(), f'<p local-id="{random_uuid(rng)}">Jira token rotation</p>']) + "\n"


@trap("document-format", 3)
def document_format(rng: Random) -> tuple[str, str]:
    return "page.adf.json", json.dumps({"type": "doc", "content": [{"type": "mediaSingle", "content": [{"type": "media", "attrs": {"id": random_uuid(rng), "collection": f"contentId-{rng.randrange(10**9)}", "localId": pick(rng, HEX, 12)}}]},
                                        {"type": "mention", "attrs": {"id": account(rng), "text": "@Build", "localId": random_uuid(rng)}}, {"type": "extension", "attrs": {"extensionKey": "jira", "localId": random_uuid(rng), "parameters": {"macroMetadata": {"macroId": {"value": random_uuid(rng)}}}}}]}, indent=1)


@trap("forge-manifest", 3)
def forge_manifest(rng: Random) -> tuple[str, str]:
    return "manifest.yml", f"modules:\n  jira:issuePanel:\n    - key: hello-panel\n      resource: main\npermissions:\n  scopes:\n    - read:jira-work\n    - storage:app\napp:\n  id: ari:cloud:ecosystem::app/{random_uuid(rng)}\n  licensing:\n    enabled: false\n"


@trap("connect-descriptor", 3)
def connect_descriptor(rng: Random) -> tuple[str, str]:
    return "atlassian-connect.json", json.dumps({"key": "com.acme.addon", "baseUrl": "{{localBaseUrl}}", "authentication": {"type": "jwt"}, "lifecycle": {"installed": "/installed"}, "apiMigrations": {"signed-install": True}, "clientKey": random_uuid(rng), "sharedSecret": "", "scopes": ["READ", "ACT_AS_USER"]}, indent=2)


@trap("commit-log", 6)
def commit_log(rng: Random) -> tuple[str, str]:
    lines = [f"{pick(rng, HEX, rng.choice([7, 8, 40]))} JIRA-{rng.randrange(999)} {rng.choice(['fix confluence export', 'rotate bitbucket token', 'update jira client', 'add trello sync'])}" for _ in range(rng.randrange(3, 20))]
    return rng.choice(["git.log", "CHANGES", "release-notes.txt"]), "\n".join(lines) + "\n"


@trap("changelog", 5)
def changelog(rng: Random) -> tuple[str, str]:
    entry = lambda: f"* **jira:** rotate the api token ([#{rng.randrange(999)}](https://bitbucket.org/{site(rng)}/sync/pull-requests/{rng.randrange(99)})) ([{pick(rng, HEX, 7)}](https://bitbucket.org/{site(rng)}/sync/commits/{pick(rng, HEX, 40)})), closes [ABC-{rng.randrange(99)}]({server(rng)}/browse/ABC-{rng.randrange(99)})"
    return "CHANGELOG.md", "\n".join(["# 1.4.0", "", "### Features", "", *(entry() for _ in range(rng.randrange(2, 8)))]) + "\n"


@trap("lock-npm", 4)
def lock_npm(rng: Random) -> tuple[str, str]:
    names = ["jira-client", "@atlaskit/avatar", "confluence-api", "trello", "bitbucket", "@atlassian/jira-pass", "jira.js", "opsgenie-sdk", "left-pad"]
    packages = {f"node_modules/{n}": {"version": f"{rng.randrange(9)}.{rng.randrange(20)}.0", "resolved": f"https://registry.npmjs.org/{n}/-/{n.split('/')[-1]}-1.0.0.tgz", "integrity": sri(rng)} for n in rng.sample(names, 6)}
    return "package-lock.json", json.dumps({"name": "app", "lockfileVersion": 3, "packages": packages}, indent=2) + "\n"


@trap("lock-yarn", 3)
def lock_yarn(rng: Random) -> tuple[str, str]:
    entry = lambda n: f'"{n}@^1.2.0":\n  version "1.2.{rng.randrange(9)}"\n  resolved "https://registry.yarnpkg.com/{n}/-/{n}-1.2.0.tgz#{pick(rng, HEX, 40)}"\n  integrity {sri(rng)}\n'
    return "yarn.lock", "\n".join(["# yarn lockfile v1", "", *(entry(n) for n in ["jira-connector", "confluence-client", "bitbucket-token", "trello-web"])])


@trap("lock-berry", 2)
def lock_berry(rng: Random) -> tuple[str, str]:
    entry = lambda n: f'"{n}@npm:^1.2.0":\n  version: 1.2.0\n  resolution: "{n}@npm:1.2.0"\n  checksum: 10c0/{pick(rng, HEX, 128)}\n  languageName: node\n'
    return "yarn.lock", "\n".join(entry(n) for n in ["jira-client", "@atlassian/adf-utils"])


@trap("lock-pnpm", 2)
def lock_pnpm(rng: Random) -> tuple[str, str]:
    return "pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n" + "".join(f"  {n}@2.1.0:\n    resolution: {{integrity: {sri(rng)}}}\n" for n in ["jira-client", "confluence-token", "trello"])


@trap("lock-cargo", 2)
def lock_cargo(rng: Random) -> tuple[str, str]:
    return "Cargo.lock", "version = 4\n" + "".join(f'\n[[package]]\nname = "{n}"\nversion = "0.3.1"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "{pick(rng, HEX, 64)}"\n' for n in ["jira_query", "gouqi", "bitbucket-api", "trello-token"])


@trap("lock-python", 4)
def lock_python(rng: Random) -> tuple[str, str]:
    hashes = lambda: [f"sha256:{pick(rng, HEX, 64)}" for _ in range(2)]
    return rng.choice([
        ("poetry.lock", "".join(f'[[package]]\nname = "{n}"\nversion = "3.8.0"\nfiles = [\n' + "".join(f'    {{file = "{n}-3.8.0.tar.gz", hash = "{h}"}},\n' for h in hashes()) + "]\n\n" for n in ["jira", "atlassian-python-api", "py-trello"])),
        ("requirements.txt", "".join(f"{n}==3.8.0 \\\n    --hash={hashes()[0]} \\\n    --hash={hashes()[1]}\n" for n in ["jira", "atlassian-python-api", "opsgenie-sdk"])),
        ("Pipfile.lock", json.dumps({"_meta": {"hash": {"sha256": pick(rng, HEX, 64)}}, "default": {"jira": {"hashes": hashes(), "version": "==3.8.0"}, "atlassian-python-api": {"hashes": hashes()}}}, indent=4)),
        ("uv.lock", "".join(f'[[package]]\nname = "{n}"\nsdist = {{ url = "https://files.pythonhosted.org/packages/{pick(rng, HEX, 2)}/{pick(rng, HEX, 2)}/{pick(rng, HEX, 60)}/{n}-3.8.tar.gz", hash = "{hashes()[0]}" }}\n' for n in ["jira", "confluence"])),
    ])


@trap("lock-others", 6)
def lock_others(rng: Random) -> tuple[str, str]:
    b64 = lambda n: base64.b64encode(rng.randbytes(n)).decode()
    return rng.choice([
        ("go.sum", "".join(f"github.com/{n} v1.16.0 h1:{b64(32)}\ngithub.com/{n} v1.16.0/go.mod h1:{b64(32)}\n" for n in ["andygrunwald/go-jira", "ktrysmt/go-bitbucket", "adlio/trello", "opsgenie/opsgenie-go-sdk-v2"])),
        ("Gemfile.lock", "GEM\n  specs:\n    jira-ruby (2.3.0)\n    trello (1.0)\nCHECKSUMS\n" + "".join(f"  {n} (2.3.0) sha256={pick(rng, HEX, 64)}\n" for n in ["jira-ruby", "ruby-trello"])),
        ("composer.lock", json.dumps({"content-hash": pick(rng, HEX, 32), "packages": [{"name": "lesstif/php-jira-rest-client", "source": {"type": "git", "reference": pick(rng, HEX, 40)}, "dist": {"shasum": pick(rng, HEX, 40)}}]}, indent=4)),
        ("packages.lock.json", json.dumps({"version": 1, "dependencies": {"net8.0": {"Atlassian.SDK": {"type": "Direct", "contentHash": b64(64)}}}}, indent=2)),
        ("verification-metadata.xml", f'<component group="com.atlassian.jira" name="jira-api" version="9.12.0">\n  <artifact name="jira-api-9.12.0.jar">\n    <sha256 value="{pick(rng, HEX, 64)}" origin="Generated by Gradle"/>\n  </artifact>\n</component>\n'),
        ("flake.lock", json.dumps({"nodes": {"jira-cli": {"locked": {"narHash": "sha256-" + b64(32), "rev": pick(rng, HEX, 40), "type": "github"}}}}, indent=2)),
        ("SHA256SUMS", "".join(f"{pick(rng, HEX, 64)}  atlassian-{n}-9.{rng.randrange(19)}.0.tar.gz\n" for n in ["jira-software", "confluence", "bitbucket", "bamboo"])),
        ("jira-cli.rb", f'class JiraCli < Formula\n  url "https://github.com/acme/jira-cli/archive/v1.4.0.tar.gz"\n  sha256 "{pick(rng, HEX, 64)}"\n  bottle do\n    sha256 cellar: :any, arm64_sonoma: "{pick(rng, HEX, 64)}"\n  end\nend\n'),
        ("Dockerfile", f"FROM atlassian/jira-software:9.12@sha256:{pick(rng, HEX, 64)}\nARG BITBUCKET_COMMIT={pick(rng, HEX, 40)}\nLABEL jira.token.required=true\n"),
        ("pubspec.lock", f'packages:\n  jira_api:\n    description:\n      name: jira_api\n      sha256: "{pick(rng, HEX, 64)}"\n'),
        ("mix.lock", f'%{{\n  "jira": {{:hex, :jira, "0.0.8", "{pick(rng, HEX, 64)}", [:mix], [], "hexpm", "{pick(rng, HEX, 64)}"}},\n}}\n'),
        ("Podfile.lock", f"SPEC CHECKSUMS:\n  JiraSDK: {pick(rng, HEX, 40)}\n  Trello: {pick(rng, HEX, 40)}\n\nPODFILE CHECKSUM: {pick(rng, HEX, 40)}\n"),
    ])


@trap("share-link", 4)
def share_link(rng: Random) -> tuple[str, str]:
    origin = base64.b64encode(json.dumps({"i": pick(rng, HEX, 32), "p": rng.choice(["jira-share-link", "confluence-chats-int", "j"])}, separators=(",", ":")).encode()).decode().rstrip("=")
    base = f"https://{site(rng)}.atlassian.net"
    return "notes.md", f"See [the page]({base}/wiki/spaces/ENG/pages/{rng.randrange(10**9)}/How+to+rotate+the+Jira+API+token?atlOrigin={origin}) and\n{base}/wiki/x/{pick(rng, ALNUM, 10)}\n{base}/browse/ABC-{rng.randrange(999)}?atlOrigin={origin}&focusedCommentId={rng.randrange(10**5)}\n"


@trap("long-urls", 5)
def long_urls(rng: Random) -> tuple[str, str]:
    base = f"https://{site(rng)}.atlassian.net"
    return "links.md", "\n".join([
        f"{base}/jira/software/c/projects/ABC/boards/12/backlog?selectedIssue=ABC-{rng.randrange(999)}&assignee=712020%3A{random_uuid(rng)}", f"{base}/issues/?jql=project%20%3D%20ABC%20AND%20token%20~%20%22password%22%20ORDER%20BY%20created",
        f"{base}/secure/attachment/{rng.randrange(10**5)}/screenshot-2026-03-02-jira-password-reset-dialog.png", f"{base}/plugins/servlet/ac/com.acme.addon/configure?s=com.acme.addon__token-settings", f"https://bitbucket.org/{site(rng)}/repo/src/{pick(rng, HEX, 40)}/src/main/Token.java#lines-12",
        f"https://trello.com/b/{pick(rng, ALNUM, 8)}/sprint-board-for-the-jira-token-migration", f"https://trello.com/c/{pick(rng, ALNUM, 8)}/{rng.randrange(99)}-rotate-the-confluence-password-before-march", f"https://bitbucket.org/{site(rng)}/workspace/snippets/{pick(rng, ALNUM, 6)}/revisions/{pick(rng, HEX, 40)}",
    ]) + "\n"
