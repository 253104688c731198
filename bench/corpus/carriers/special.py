"""Files made for one kind: where its product keeps it, and nobody else."""

from __future__ import annotations

import json

from carriers import carrier
from carriers.clients import dumped
from carriers.config import quoted
from carriers.deploy import base64_runs, encoded
from case import File
from contexts import Item
from mint import ALNUM, HEX, braced_uuid, pick, random_uuid
from surroundings import domain, noun, site


@carrier("composer-auth", only="bitbucket-oauth-consumer")
def composer_auth(item: Item) -> File:
    return File(
        "auth.json",
        dumped(
            {
                "bitbucket-oauth": {
                    "bitbucket.org": {"consumer-key": pick(item.rng, ALNUM, 18), "consumer-secret": item.value}
                }
            },
            item,
        ),
    )


@carrier("consumer-curl", only="bitbucket-oauth-consumer")
def consumer_curl(item: Item) -> File:
    return File(
        "token.sh",
        f'#!/bin/sh\ncurl -s -X POST -u "{pick(item.rng, ALNUM, 18)}:{item.value}" \\\n  https://bitbucket.org/site/oauth2/access_token \\\n  -d grant_type=client_credentials\n',
    )


@carrier("runner-command", only="bitbucket-runner-secret")
def runner_command(item: Item) -> File:
    rng, uid = item.rng, lambda: braced_uuid(item.rng)
    return File(
        rng.choice(["runner.sh", "README.md"]),
        f"docker container run -it -v /tmp:/tmp -v /var/run/docker.sock:/var/run/docker.sock -e ACCOUNT_UUID={uid()} -e REPOSITORY_UUID={uid()} -e RUNNER_UUID={uid()} "
        f"-e RUNTIME_PREREQUISITES_ENABLED=true -e OAUTH_CLIENT_ID={pick(rng, ALNUM, 32)} -e OAUTH_CLIENT_SECRET={item.value} -e WORKING_DIRECTORY=/tmp --name runner-{random_uuid(rng)} "
        "docker-public.packages.atlassian.com/sox/atlassian/bitbucket-pipelines-runner\n",
    )


@carrier("runner-secret-yaml", only="bitbucket-runner-secret")
def runner_secret(item: Item) -> File:
    return File(
        "runner.yaml",
        f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: runner-oauth-credentials\ndata:\n  oauthClientId: {encoded(pick(item.rng, ALNUM, 32))}\n  oauthClientSecret: {encoded(item.value)}\n",
        decode=base64_runs,
    )


@carrier("runner-start", only="bitbucket-runner-secret")
def runner_start(item: Item) -> File:
    rng = item.rng
    return File(
        "start.ps1.cmd",
        f".\\start.ps1 -accountUuid '{{{random_uuid(rng)}}}' -repositoryUuid '{{{random_uuid(rng)}}}' -runnerUuid '{{{random_uuid(rng)}}}' -OAuthClientId {pick(rng, ALNUM, 32)} "
        f"-OAuthClientSecret {item.value} -workingDirectory '..\\temp' # bitbucket-pipelines-runner\n",
    )


@carrier("connect-install", only="atlassian-connect-shared-secret")
def connect_install(item: Item) -> File:
    rng = item.rng
    tree = {
        "key": f"com.{noun(rng)}.addon",
        "clientKey": random_uuid(rng),
        "publicKey": "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB" + pick(rng, ALNUM, 160),
        "sharedSecret": item.value,
        "serverVersion": "100210",
        "pluginsVersion": "1.1000.0",
        "baseUrl": f"https://{site(rng)}.atlassian.net",
        "productType": rng.choice(["jira", "confluence"]),
        "eventType": "installed",
    }
    return File(rng.choice(["fixtures/installed.json", "store.json"]), dumped(tree, item))


@carrier("connect-sql", only="atlassian-connect-shared-secret")
def connect_sql(item: Item) -> File:
    rng = item.rng
    inner = json.dumps(
        {
            "clientKey": random_uuid(rng),
            "sharedSecret": item.value,
            "baseUrl": f"https://{site(rng)}.atlassian.net",
            "productType": "jira",
        },
        ensure_ascii=False,
    )
    return File(
        "addon_settings.sql",
        f"INSERT INTO AddonSettings (clientKey, key, val) VALUES ('{random_uuid(rng)}', 'clientInfo', '{inner}');\n",
    )


@carrier("alertmanager", only="opsgenie-api-key")
def alertmanager(item: Item) -> File:
    if item.rng.random() < 0.5:
        return File(
            "alertmanager.yml",
            f"global:\n  resolve_timeout: 5m\n  opsgenie_api_key: {item.value}\nroute:\n  receiver: ops\nreceivers:\n  - name: ops\n    opsgenie_configs:\n      - message: '{{{{ .CommonLabels.alertname }}}}'\n",
        )
    return File(
        "alertmanager.yml",
        f"route:\n  receiver: ops\nreceivers:\n  - name: ops\n    opsgenie_configs:\n      - api_key: {item.value}\n        responders:\n          - id: {random_uuid(item.rng)}\n            type: team\n",
    )


@carrier("opsgenie-provider", only="opsgenie-api-key")
def opsgenie_provider(item: Item) -> File:
    return File(
        "main.tf", f'provider "opsgenie" {{\n  api_key = "{item.value}"\n  api_url = "api.eu.opsgenie.com"\n}}\n'
    )


@carrier("grafana-contact-point", only="opsgenie-api-key")
def grafana(item: Item) -> File:
    return File(
        "provisioning/contact-points.yaml",
        f"contactPoints:\n  - name: oncall\n    receivers:\n      - uid: {pick(item.rng, HEX, 9)}\n        type: opsgenie\n        settings:\n          apiUrl: https://api.opsgenie.com/v2/alerts\n          apiKey: {item.value}\n",
    )


@carrier("webhook-header", only="atlassian-automation-webhook-new")
def webhook_header(item: Item) -> File:
    rng = item.rng
    address = f"https://api-private.atlassian.com/automation/webhooks/jira/a/{random_uuid(rng)}/{random_uuid(rng)}"
    item.lead = ""
    return File(
        "notify.sh",
        f"#!/bin/sh\ncurl -X POST -H 'Content-Type: application/json' \\\n  -H 'X-Automation-Webhook-Token: {item.value}' \\\n  --data '{{}}' {address}\n",
    )


@carrier("client-credentials", only="atlassian-oauth-client-secret atlassian-oauth-client-secret-old")
def client_credentials(item: Item) -> File:
    body = {
        "grant_type": "authorization_code",
        "client_id": pick(item.rng, ALNUM, 32),
        "client_secret": item.value,
        "code": "CODE",
        "redirect_uri": f"https://{domain(item.rng)}/callback",
    }
    if item.rng.random() < 0.5:
        return File(
            "token.http",
            f"POST https://auth.atlassian.com/oauth/token\nContent-Type: application/json\n\n{json.dumps(body, indent=2, ensure_ascii=False)}\n",
        )
    form = "&".join(f"{n}={v}" for n, v in body.items() if n != "redirect_uri")
    return File("token.sh", f"curl -s https://auth.atlassian.com/oauth/token -d '{form}'\n")


@carrier("next-auth", only="atlassian-oauth-client-secret atlassian-oauth-client-secret-old")
def next_auth(item: Item) -> File:
    return File(
        "pages/api/auth.ts",
        f"import AtlassianProvider from 'next-auth/providers/atlassian';\n\nexport default NextAuth({{\n  providers: [\n    AtlassianProvider({{\n      clientId: '{pick(item.rng, ALNUM, 32)}',\n"
        f"      clientSecret: '{item.value}',\n    }}),\n  ],\n}});\n",
    )


@carrier("hook-secret", only="atlassian-webhook-secret")
def hook_secret(item: Item) -> File:
    return File(
        "hooks.py",
        f'@app.post("/bitbucket/webhook")\ndef on_bitbucket_push(request):\n    webhook_secret = "{item.value}"\n    return verify(request.headers["X-Hub-Signature"], webhook_secret)\n',
    )


@carrier("steampipe", only="trello-token trello-token-old")
def steampipe(item: Item) -> File:
    return File(
        "config/trello.spc",
        f'connection "trello" {{\n  plugin  = "trello"\n  api_key = "{pick(item.rng, HEX, 32)}"\n  token   = {quoted(item.value)}\n}}\n',
    )


@carrier("statuspage-curl", only="statuspage-api-key")
def statuspage_curl(item: Item) -> File:
    return File(
        "incident.sh",
        f"curl -s {item.url} \\\n  -H \"Authorization: OAuth {item.value}\" \\\n  -d 'incident[name]=slow'\n",
    )


@carrier("oauth-cache", only="atlassian-oauth-access-token atlassian-oauth-refresh-token")
def oauth_cache(item: Item) -> File:
    name = "refresh_token" if item.kind.id.endswith("refresh-token") else "access_token"
    return File(
        ".oauth/token.json",
        dumped(
            {name: item.value, "expires_in": 3600, "token_type": "Bearer", "scope": "offline_access read:jira-work"},
            item,
        ),
    )


@carrier("browser-storage", only="atlassian-session-token")
def browser_storage(item: Item) -> File:
    cookie = {
        "name": item.rng.choice(["tenant.session.token", "cloud.session.token"]),
        "value": item.value,
        "domain": f"{site(item.rng)}.atlassian.net",
        "path": "/",
        "httpOnly": True,
        "secure": True,
    }
    return File(
        "auth/state.json",
        dumped(
            {"cookies": [{"name": "lang", "value": "en", "domain": "docs.test", "path": "/"}, cookie], "origins": []},
            item,
        ),
    )


@carrier("basic-password", "url", only="atlassian-basic-credential")
def clone_password(item: Item) -> File:
    return File("sync.sh", f"wget --user={item.user} --password='{item.value}' {item.url}\n")
