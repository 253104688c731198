"""Command lines and calls as documentation shows them, with a placeholder for the secret."""

from __future__ import annotations

import base64
from random import Random

from surroundings import mailbox, site
from traps import each, server, trap


def basic(text: str) -> str:
    """A Basic header as documentation shows it."""
    return "Basic " + base64.b64encode(text.encode()).decode()


LINES = [
    lambda r: f"curl -u 'email@example.com:<api_token>' {server(r)}/rest/api/3/myself",
    lambda r: f"curl -u user@example.com:your_api_token {server(r)}/rest/api/3/myself",
    lambda r: f"curl --user USERNAME:PASSWORD {server(r)}/rest/api/2/issue/ABC-1",
    lambda r: f"curl -u admin:admin {server(r)}/rest/api/2/search",
    lambda r: f"curl -u fred:fred {server(r)}/rest/api/2/issue/createmeta",
    lambda r: f"curl -u $USER:$TOKEN {server(r)}/rest/api/3/myself",
    lambda r: f'curl -u "{mailbox(r)}:${{JIRA_TOKEN}}" {server(r)}/rest/api/3/search',
    lambda r: f"curl -H 'Authorization: Bearer <token>' {server(r)}/rest/api/2/myself",
    lambda r: f"curl -H 'Authorization: Bearer YOUR_PERSONAL_ACCESS_TOKEN' {server(r)}/rest/api/2/myself",
    lambda r: f"curl -H 'Authorization: {basic('fred:fred')}' {server(r)}/rest/api/2/issue",
    lambda r: f"curl -H 'Authorization: {basic('user:password')}' {server(r)}/rest/api/2/issue",
    lambda r: f"curl -H 'Authorization: {basic('user@example.com:api_token_string')}' {server(r)}/rest/api/2/issue",
    lambda r: f"curl -H 'Authorization: {basic('email@example.com:<api_token>')}' {server(r)}/rest/api/3/issue",
    lambda r: (
        f"curl -H 'Authorization: {basic('your_email@domain.com:your_user_api_token')}' {server(r)}/rest/api/3/project"
    ),
    lambda r: f"curl -H 'Authorization: {basic('admin:admin')}' {server(r)}/rest/api/latest/plan",
    lambda r: f"curl -H 'Authorization: Basic <base64 of email:token>' {server(r)}",
    lambda r: f'curl -H "Authorization: Basic ${{AUTH}}" {server(r)}',
    lambda r: f'curl -H "Authorization: Basic $(echo -n $JIRA_USER:$JIRA_TOKEN | base64)" {server(r)}',
    lambda r: "curl -H 'Authorization: GenieKey $GENIE_KEY' https://api.opsgenie.com/v2/alerts",
    lambda r: (
        "curl -H 'Authorization: GenieKey xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx' https://api.opsgenie.com/v2/alerts"
    ),
    lambda r: "curl -H 'Authorization: GenieKey <your-api-key>' https://api.eu.opsgenie.com/v2/alerts",
    lambda r: (
        "curl -H 'Authorization: GenieKey 00000000-0000-0000-0000-000000000000' https://api.opsgenie.com/v2/alerts"
    ),
    lambda r: "curl -H 'Authorization: OAuth your-api-key' https://api.statuspage.io/v1/pages",
    lambda r: "curl 'https://api.trello.com/1/members/me?key={yourKey}&token={yourToken}'",
    lambda r: "curl 'https://api.trello.com/1/boards/abc?key=APIKey&token=APIToken'",
    lambda r: 'curl "https://api.trello.com/1/tokens/$TRELLO_TOKEN/webhooks?key=$TRELLO_KEY"',
    lambda r: f"git clone https://x-token-auth:{{access_token}}@bitbucket.org/{site(r)}/repo.git",
    lambda r: f"git clone https://user:password@bitbucket.org/{site(r)}/repo.git",
    lambda r: f"git clone https://<username>:<app-password>@bitbucket.org/{site(r)}/repo.git",
    lambda r: f"git clone https://x-bitbucket-api-token-auth:YOUR_API_TOKEN@bitbucket.org/{site(r)}/repo.git",
    lambda r: f"git clone https://$BB_USER:$BB_APP_PASSWORD@bitbucket.org/{site(r)}/repo.git",
    lambda r: f"git clone https://deploy@bitbucket.org/{site(r)}/repo.git",
    lambda r: f"git clone https://username:xxxxxxxxxxxx@bitbucket.org/{site(r)}/repo.git",
    lambda r: "curl -X POST https://automation.atlassian.com/pro/hooks/<your-hook-id>",
    lambda r: f"curl -X POST https://automation.atlassian.com/pro/hooks/{'x' * 40}",
    lambda r: f"curl -X POST https://automation.atlassian.com/pro/hooks/{'0' * 40}",
    lambda r: "curl -X POST https://automation.atlassian.com/pro/hooks/$HOOK_ID",
    lambda r: "curl -X POST https://automation.atlassian.com/pro/hooks/{{ hook }}",
    lambda r: f"machine {site(r)}.atlassian.net login you@example.com password <api-token>",
    lambda r: "machine bitbucket.org login x-token-auth password $TOKEN",
    lambda r: "machine api.bitbucket.org login YOUR_USERNAME password YOUR_APP_PASSWORD",
]


for _line in LINES:

    @trap("placeholders-commands", 1)
    def command(rng: Random, line=_line) -> tuple[str, str]:
        return rng.choice(
            [
                ("README.md", f"Run this:\n\n```sh\n{line(rng)}\n```\n"),
                ("docs/api.rst", f"Example::\n\n    {line(rng)}\n"),
                ("example.sh", f"#!/bin/sh\n{line(rng)}\n"),
            ]
        )


CODE = [
    'jira = JIRA("{u}", basic_auth=("email@example.com", "<api_token>"))',
    'jira = Jira(url="{u}", username="admin", password="admin")',
    'confluence = Confluence(url="{u}", username="you@example.com", password="your-api-token")',
    'response = requests.get("{u}", auth=HTTPBasicAuth("email@example.com", "<api_token>"))',
    'response = requests.get("{u}", auth=("user", "pass"))',
    'response = requests.get("{u}", auth=("username", "password"))',
    "const client = new Version3Client({{ host: '{u}', authentication: {{ basic: {{ email: 'YOUR_EMAIL', apiToken: 'YOUR_API_TOKEN' }} }} }});",
    "const auth = {{ username: 'me@example.com', password: 'API_TOKEN' }}; axios.get('{u}', {{ auth }});",
    'JiraRestClient client = factory.createWithBasicHttpAuthentication(URI.create("{u}"), "username", "password");',
    'tp := jira.BasicAuthTransport{{Username: "<username>", Password: "<api-token>"}} // {u}',
    "$client = new JiraClient('{u}', 'user', 'secret');",
    "options = {{ site: '{u}', username: 'myuser', password: 'mypassword' }}",
]


each(
    "placeholders-code",
    CODE,
    lambda rng, form: (
        rng.choice(["README.md", "docs/usage.md", "examples/basic.txt"]),
        "```\n" + form.format(u=server(rng)) + "\n```\n",
    ),
)

KUBERNETES = [
    "changeme",
    "<base64-encoded-token>",
    "your-api-token",
    "REPLACE_ME",
    "user:password",
    "",
    "${JIRA_API_TOKEN}",
    "example-token",
    "xxxxxxxxxxxxxxxxxxxx",
]

each(
    "placeholders-base64",
    KUBERNETES,
    lambda rng, value: (
        "k8s/secret.yaml",
        f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: jira-credentials\ndata:\n  jira-api-token: {base64.b64encode(value.encode()).decode() or chr(34) * 2}\n  confluence-password: {base64.b64encode(b'changeme').decode()}\n",
    ),
)
