"""Pages, logs and traffic of the products themselves, without anybody's credential in them."""

from __future__ import annotations

import json
from random import Random

from mint import ALNUM, HEX, pick, random_uuid
from surroundings import amount, domain, filler, mailbox, site
from traps import server, trap

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def xsrf(rng: Random) -> str:
    """A form token."""
    return "-".join(pick(rng, UPPER, 4) for _ in range(4)) + "_" + pick(rng, HEX, 40) + rng.choice(["_lin", "_lout"])


@trap("page-source", 6)
def page_source(rng: Random) -> tuple[str, str]:
    base, hash_ = f"https://jira.{domain(rng)}", lambda: pick(rng, HEX, 32)
    return (
        rng.choice(["saved/dashboard.html", "fixtures/login.html"]),
        f'''<!DOCTYPE html>
<html>
<head>
<meta name="atlassian-token" id="atlassian-token" content="{xsrf(rng)}">
<meta name="ajs-atl-token" content="{pick(rng, HEX, 40)}"><meta name="ajs-remote-user" content="">
<meta name="ajs-server-base-url" content="{base}"><meta name="ajs-cloud-id" content="{random_uuid(rng)}"><meta name="ajs-build-number" content="9012">
<link rel="stylesheet" href="/s/{hash_()}-CDN/-{pick(rng, ALNUM.lower(), 6)}/{rng.randrange(10**6)}/{hash_()}/{hash_()}/_/download/contextbatch/css/_super/batch.css" data-wrm-key="_super" data-wrm-batch-type="context">
<script nonce="{pick(rng, ALNUM, 22)}==" src="/s/{hash_()}/_/download/batch/jira.webresources:util/jira.webresources:util.js?token={pick(rng, ALNUM, 8)}" integrity="sha384-{pick(rng, ALNUM + "+/", 64)}"></script>
<script>window.dataLayer = {{ "atlassianAccountId": "712020:{random_uuid(rng)}", "pendoKey": "{random_uuid(rng)}", "launchDarkly": "{pick(rng, HEX, 24)}" }};</script>
</head>
<body id="jira" data-version="9.12.4"><form><input type="hidden" name="atl_token" value="{xsrf(rng)}"><input type="password" name="os_password"></form></body>
</html>
''',
    )


@trap("form-tokens", 5)
def form_tokens(rng: Random) -> tuple[str, str]:
    return rng.choice(
        [
            (
                "request.txt",
                f'POST /secure/QuickEdit.jspa HTTP/1.1\nHost: jira.{domain(rng)}\nX-Atlassian-Token: no-check\nCookie: atlassian.xsrf.token={xsrf(rng)}; AJS.conglomerate.cookie="|tabContainer.remote=x"\n',
            ),
            (
                "session.har",
                json.dumps(
                    {
                        "log": {
                            "entries": [
                                {
                                    "request": {
                                        "url": server(rng),
                                        "cookies": [
                                            {"name": "atlassian.xsrf.token", "value": xsrf(rng)},
                                            {"name": "ajs_anonymous_id", "value": random_uuid(rng)},
                                        ],
                                    }
                                }
                            ]
                        }
                    },
                    indent=1,
                ),
            ),
            (
                "test.js",
                f"const xsrf = '{xsrf(rng)}';\nheaders['X-XSRF-TOKEN'] = xsrf;\nheaders['X-Atlassian-Token'] = 'nocheck';\n",
            ),
        ]
    )


@trap("server-logs", 6)
def server_logs(rng: Random) -> tuple[str, str]:
    lines = [
        rng.choice(
            [
                f"2026-03-02 10:0{i % 10}:11,123+0000 http-nio-8080-exec-{rng.randrange(99)} url: /rest/api/2/search; user: build INFO build {rng.randrange(999)}x{rng.randrange(9999)}x1 {pick(rng, ALNUM.lower(), 7)} 10.0.0.{rng.randrange(255)} /rest/api/2/search [c.a.j.rest.token] token accepted",
                f"2026-03-02 10:0{i % 10}:12,001 INFO [jira-{pick(rng, HEX, 10)}-{pick(rng, 'bcdfghjk', 5)}] trace={pick(rng, HEX, 32)} span={pick(rng, HEX, 16)} confluence token refreshed",
                f'10.0.0.7 {rng.randrange(99)}x{rng.randrange(99)}x1 build [02/Mar/2026:10:00:00 +0000] "GET /browse/ABC-{rng.randrange(999)} HTTP/1.1" 200 512 "-" "curl/8" "{pick(rng, ALNUM.lower(), 7)}"',
                f"2026-03-02 10:00:13 WARN [jira] login failed for {mailbox(rng)}: password wrong (attempt 2), request {random_uuid(rng)}",
            ]
        )
        for i in range(rng.randrange(3, 30))
    ]
    return rng.choice(["logs/atlassian-jira.log", "catalina.out", "access.log"]), "\n".join(lines) + "\n"


@trap("response-headers", 4)
def response_headers(rng: Random) -> tuple[str, str]:
    return (
        "response.txt",
        f"HTTP/2 200\nserver: AtlassianEdge\natl-traceid: {pick(rng, HEX, 32)}\nx-arequestid: {random_uuid(rng)}\nx-aaccountid: 557058%3A{random_uuid(rng)}\netag: W/\"{pick(rng, HEX, 40)}\"\ncontent-security-policy: script-src 'nonce-{pick(rng, ALNUM, 22)}==' 'sha256-{pick(rng, ALNUM + '+/', 43)}='\nx-b3-traceid: {pick(rng, HEX, 16)}\nset-cookie: atlassian.account.xsrf.token={random_uuid(rng)}; Path=/\n",
    )


@trap("webhook-deliveries", 4)
def webhook(rng: Random) -> tuple[str, str]:
    return (
        "fixtures/push.http",
        f'POST /bitbucket/hook HTTP/1.1\nX-Event-Key: repo:push\nX-Hook-UUID: {random_uuid(rng)}\nX-Request-UUID: {random_uuid(rng)}\nX-Hub-Signature: sha256={pick(rng, HEX, 64)}\nX-Atlassian-Webhook-Identifier: {random_uuid(rng)}\n\n{{"push":{{"changes":[{{"new":{{"target":{{"hash":"{pick(rng, HEX, 40)}"}}}}}}]}}}}\n',
    )


@trap("issue-export", 4)
def issue_export(rng: Random) -> tuple[str, str]:
    rows = [
        f"ABC-{i},Rotate the Jira token of the {rng.choice(['build', 'sync', 'report'])} user,{mailbox(rng)},{pick(rng, HEX, 24)},{pick(rng, HEX, 40)},2026-03-0{rng.randrange(1, 9)}"
        for i in range(rng.randrange(2, 20))
    ]
    return "export/issues.csv", "Key,Summary,Reporter,Reporter Id,Commit,Created\n" + "\n".join(rows) + "\n"


@trap("sql-dump", 4)
def sql_dump(rng: Random) -> tuple[str, str]:
    rows = [
        f"INSERT INTO jiraissue VALUES ({rng.randrange(10**5)},'ABC-{i}',NULL,'{random_uuid(rng)}','{pick(rng, HEX, 32)}','0|i{pick(rng, ALNUM.lower(), 5)}:');"
        for i in range(rng.randrange(3, 15))
    ]
    return "jira-dump.sql", "-- jira\n" + "\n".join(rows) + "\n"


@trap("prose", 8)
def prose(rng: Random) -> tuple[str, str]:
    lines = [
        "The Jira API token must be rotated every ninety days; ask an administrator for a new one.",
        "To get a Confluence token open your profile and choose Personal Access Tokens.",
        "If the Jira password is wrong three times, Jira shows a captcha.",
        "A Bitbucket token is shown only once, so copy it before you close the dialog.",
        f"The token was leaked in {pick(rng, HEX, 7)} and revoked the same day.",
        "We store the Jira token in the vault under integrations and never in the repository.",
        "Password: see the vault entry called Jira automation.",
        f"Deployed {pick(rng, HEX, 40)} for JIRA-{rng.randrange(999)} with the new Confluence token.",
        "The crowd gathered; a stash of bamboo, a compass and a loom were found near the statuspage banner.",
        "Trello tokens begin with ATTA and Bitbucket app passwords began with ATBB.",
        "The password for Jira is the one you use for the laptop.",
        "Opsgenie API keys are UUIDs; the integration page lists them.",
    ]
    return rng.choice(["docs/runbook.md", "NOTES.txt", "wiki/page.wiki", "mail.eml"]), "\n".join(
        [*filler(rng, "prose", amount(rng, 5)), *rng.sample(lines, 6), *filler(rng, "prose", amount(rng, 5))]
    ) + "\n"


@trap("message-headers", 3)
def message_headers(rng: Random) -> tuple[str, str]:
    return (
        "mail/notification.eml",
        f"From: jira@{site(rng)}.atlassian.net\nMessage-ID: <JIRA.{rng.randrange(10**6)}.{rng.randrange(10**12)}.{rng.randrange(10**5)}.{rng.randrange(10**12)}@Atlassian.JIRA>\nX-JIRA-FingerPrint: {pick(rng, HEX, 32)}\nDKIM-Signature: v=1; a=rsa-sha256; d=atlassian.net; s=s1; bh={pick(rng, ALNUM + '+/', 43)}=; b={pick(rng, ALNUM + '+/', 170)}==\nFeedback-ID: {rng.randrange(10**6)}:jira\nX-SG-EID: {pick(rng, ALNUM + '+/', 120)}\n\nABC-1: rotate the token\n",
    )


@trap("jenkins-ids", 4)
def jenkins_ids(rng: Random) -> tuple[str, str]:
    return (
        "Jenkinsfile",
        f"checkout([$class: 'GitSCM', userRemoteConfigs: [[credentialsId: '{random_uuid(rng)}', url: 'https://bitbucket.org/{site(rng)}/app.git']]])\nwithCredentials([usernamePassword(credentialsId: '{random_uuid(rng)}', usernameVariable: 'JIRA_USER', passwordVariable: 'JIRA_PASSWORD')]) {{ sh 'release' }}\njiraComment site: 'prod', idOrKey: \"ABC-${{n}}\"\n",
    )


@trap("kubernetes-objects", 4)
def kubernetes(rng: Random) -> tuple[str, str]:
    suffix = lambda n: pick(rng, "bcdfghjklmnpqrstvwxz2456789", n)
    return (
        "pods.txt",
        f"NAME READY STATUS\njira-{suffix(10)}-{suffix(5)} 1/1 Running\nconfluence-0 1/1 Running\nbitbucket-token-{suffix(5)} kubernetes.io/service-account-token 3\njira-token-{suffix(5)} Opaque 2\nsh.helm.release.v1.jira.v{rng.randrange(99)} helm.sh/release.v1 1\n",
    )


@trap("feature-flags", 3)
def feature_flags(rng: Random) -> tuple[str, str]:
    return "flags.json", json.dumps(
        {
            "jira": {
                "clientSideId": pick(rng, HEX, 24),
                "amplitudeProject": rng.randrange(10**6),
                "segmentWriteKeyId": pick(rng, HEX, 12),
                "datasetId": random_uuid(rng),
                "gasv3": f"jira.{pick(rng, HEX, 10)}",
                "bundleHash": pick(rng, HEX, 20),
            }
        },
        indent=2,
    )
