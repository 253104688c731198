"""Credentials on their way: command lines, headers, query strings, recorded traffic."""

from __future__ import annotations

import base64

from carriers import carrier
from carriers.deploy import base64_runs
from case import MARK, File
from contexts import Item
from mint import HEX, pick
from surroundings import amount, filler


def script(item: Item, *lines: str) -> File:
    """The lines in a shell script."""
    rng = item.rng
    around = filler(rng, "shell", amount(rng, 6))
    return File(
        rng.choice(["sync.sh", "scripts/check.sh", "bin/report"]),
        "\n".join(["#!/bin/sh", *around, *lines, *filler(rng, "shell", amount(rng, 6))]) + "\n",
    )


def basic(item: Item) -> str:
    """The value of a Basic header, marked where it starts: the base64 run holds the secret."""
    return MARK + base64.b64encode(f"{item.user}:{item.secret}".encode()).decode()


@carrier("curl-bearer", "url", "bearer")
def curl_bearer(item: Item) -> File:
    quote, flag = item.rng.choice(["'", '"']), item.rng.choice(["-H", "--header"])
    if item.rng.random() < 0.5:
        return script(item, f"curl -s {flag} {quote}Authorization: Bearer {item.value}{quote} {item.url}")
    return script(
        item,
        "curl --request GET \\",
        f"  --url '{item.url}' \\",
        f"  {flag} {quote}Authorization: Bearer {item.value}{quote} \\",
        "  --header 'Accept: application/json'",
    )


@carrier("raw-request", "url", "bearer")
def raw_request(item: Item) -> File:
    return File(
        "request.txt",
        f"> GET {item.path} HTTP/1.1\n> Host: {item.host}\n> User-Agent: curl/8.5.0\n> Accept: */*\n> Authorization: Bearer {item.value}\n>\n< HTTP/1.1 200 OK\n",
    )


@carrier("httpie-wget", "url", "bearer")
def httpie(item: Item) -> File:
    return script(
        item,
        item.rng.choice(
            [
                f'http GET {item.url} "Authorization:Bearer {item.value}"',
                f'wget --header="Authorization: Bearer {item.value}" -qO- {item.url}',
            ]
        ),
    )


@carrier("nginx", "url", "bearer")
def nginx(item: Item) -> File:
    return File(
        "nginx.conf",
        f'location /proxy/ {{\n    proxy_pass {item.url};\n    proxy_set_header Authorization "Bearer {item.value}";\n}}\n',
    )


@carrier("powershell-header", "url", "bearer")
def powershell_header(item: Item) -> File:
    return File(
        "get.ps1",
        f'$headers = @{{ Authorization = "Bearer {item.value}" }}\nInvoke-RestMethod -Uri "{item.url}" -Headers $headers\n',
        newline="\r\n",
    )


@carrier("curl-user", "url", "basic")
def curl_user(item: Item) -> File:
    flag, quote = item.rng.choice(["-u ", "--user ", "--user=", "-u"]), item.rng.choice(["", '"', "'"])
    if item.rng.random() < 0.5:
        return script(item, f"curl -fsS {flag}{quote}{item.user}:{item.value}{quote} {item.url}")
    return script(
        item,
        f"curl -X POST {flag}{quote}{item.user}:{item.value}{quote} \\",
        "  -H 'Content-Type: application/json' \\",
        f'  "{item.url}"',
    )


@carrier("basic-header", "url", "basic")
def basic_header(item: Item) -> File:
    word = item.rng.choice(["Authorization: Basic", "authorization: basic", "Authorization: Basic"])
    if item.rng.random() < 0.5:
        file = script(item, f"curl -s -H '{word} {basic(item)}' {item.url}")
    else:
        file = File("api.http", f"GET {item.url}\n{word} {basic(item)}\nAccept: application/json\n")
    file.decode = base64_runs
    return file


@carrier("basic-code", "url", "basic")
def basic_code(item: Item) -> File:
    form = item.rng.choice(
        [
            'headers = {{"Authorization": "Basic {v}"}}\nrequests.get("{u}", headers=headers)',
            'conn.setRequestProperty("Authorization", "Basic {v}"); // {u}',
            "const auth = 'Basic {v}';\nfetch('{u}', {{ headers: {{ Authorization: auth }} }});",
        ]
    )
    return File(
        item.rng.choice(["client.py", "Client.java", "client.js"]),
        form.format(u=item.url, v=basic(item)) + "\n",
        decode=base64_runs,
    )


@carrier("basic-mcp", "url", "basic")
def basic_mcp(item: Item) -> File:
    return File(
        ".mcp.json",
        '{\n  "mcpServers": {\n    "tracker": {\n      "url": "%s",\n      "headers": {\n        "Authorization": "Basic %s"\n      }\n    }\n  }\n}\n'
        % (item.url, basic(item)),
        decode=base64_runs,
    )


@carrier("auth-tuple", "url", "basic")
def auth_tuple(item: Item) -> File:
    form = item.rng.choice(
        [
            'r = requests.get("{u}", auth=("{w}", "{v}"))',
            "from requests.auth import HTTPBasicAuth\nr = requests.get('{u}', auth=HTTPBasicAuth('{w}', '{v}'))",
            'options = {{"server": "{u}"}}\nclient = JIRA(options, basic_auth=("{w}", "{v}"))',
            'req, _ := http.NewRequest("GET", "{u}", nil)\nreq.SetBasicAuth("{w}", "{v}")',
            "axios.get('{u}', {{ auth: {{ username: '{w}', password: '{v}' }} }})",
        ]
    )
    return File(item.rng.choice(["sync.py", "report.py"]), form.format(u=item.url, w=item.user, v=item.value) + "\n")


@carrier("genie-key", "url", "genie")
def genie_key(item: Item) -> File:
    value = f"Authorization: GenieKey {item.value}"
    return item.rng.choice(
        [
            lambda: script(
                item, f"curl -X POST -H '{value}' -H 'Content-Type: application/json' {item.url} -d @alert.json"
            ),
            lambda: File("alert.http", f"POST {item.url}\n{value}\nContent-Type: application/json\n\n{{}}\n"),
            lambda: File(
                "alert.py", f'requests.post("{item.url}", headers={{"Authorization": "GenieKey {item.value}"}})\n'
            ),
        ]
    )()


@carrier("oauth-header", "url", "oauth")
def oauth_header(item: Item) -> File:
    if item.product == "trello":
        value = f'OAuth oauth_consumer_key="{pick(item.rng, HEX, 32)}", oauth_token="{item.value}"'
    else:
        value = f"OAuth {item.value}"
    return item.rng.choice(
        [
            lambda: script(item, f"curl -s {item.url} \\", f"  -H 'Authorization: {value}'"),
            lambda: File("pages.http", f"GET {item.url}\nAuthorization: {value}\n"),
        ]
    )()


@carrier("query-string", "url", "query")
def query_string(item: Item) -> File:
    name = "token" if item.product == "trello" else item.rng.choice(["token", "api_token", "os_password"])
    before = f"key={pick(item.rng, HEX, 32)}&" if item.product == "trello" else ""
    link = f"{item.url}?{before}{name}={item.value}"
    link += item.rng.choice(["", "&fields=all", "&limit=50"])
    return item.rng.choice(
        [
            lambda: script(item, f"curl -s '{link}'"),
            lambda: File("links.md", f"Open [the list]({link}) first.\n"),
            lambda: File("urls.txt", link + "\n"),
            lambda: File("client.js", f"const url = `{link}`;\n"),
            lambda: File("access.log", f'10.0.0.8 - - [02/Mar/2026:10:00:00 +0000] "GET {link} HTTP/1.1" 200 512\n'),
        ]
    )()


@carrier("path-segment", "url", "query", only="trello-token")
def path_segment(item: Item) -> File:
    link = f"{item.base}/1/tokens/{item.value}/webhooks?key={pick(item.rng, HEX, 32)}"
    return item.rng.choice(
        [
            lambda: script(item, f"curl -X DELETE {link}"),
            lambda: File("error.log", f"2026-03-02 ERROR request failed: POST {link} 404\n"),
        ]
    )()


@carrier("cookie-header", "url", "cookie")
def cookie_header(item: Item) -> File:
    name = item.rng.choice(["tenant.session.token", "cloud.session.token"])
    return script(
        item,
        f"curl '{item.url}' \\",
        "  -H 'accept: application/json' \\",
        f"  -H 'cookie: atl.xsrf.accept=1; {name}={item.value}; theme=dark' \\",
        "  --compressed",
    )


@carrier("webhook-url", "url", "url")
def webhook_url(item: Item) -> File:
    return item.rng.choice(
        [
            lambda: script(
                item, "curl -X POST -H 'Content-Type: application/json' --data '{\"issues\":[]}' \\", f"  {item.value}"
            ),
            lambda: File("notify.yml", f"steps:\n  - run: curl -fsS -X POST {item.value}\n"),
            lambda: File("README.md", f"Start the rule with `POST {item.value}`.\n"),
            lambda: File("hooks.js", f"await fetch('{item.value}', {{ method: 'POST' }});\n"),
            lambda: File("hooks.csv", f"name,url,active\nnightly,{item.value},1\n"),
        ]
    )()
