"""Files of developer tools: MCP clients, API clients, recordings, notebooks."""

from __future__ import annotations

import json

import naming
from carriers import carrier
from carriers.config import quoted
from case import File
from contexts import Item
from mint import random_uuid
from surroundings import noun, sentence


def dumped(tree: object, item: Item) -> str:
    """A tree as JSON in one of the usual layouts."""
    return json.dumps(tree, indent=item.rng.choice([2, 2, 4, "\t"]), ensure_ascii=False) + "\n"


MCP_FILES = [
    ".mcp.json",
    ".cursor/mcp.json",
    "claude_desktop_config.json",
    "cline_mcp_settings.json",
    ".gemini/settings.json",
    ".roo/mcp.json",
]


@carrier("mcp-env")
def mcp_env(item: Item) -> File:
    name = item.product if item.product in {"jira", "confluence", "bitbucket", "trello", "opsgenie"} else "tracker"
    entry = {
        "command": item.rng.choice(["uvx", "npx", "docker"]),
        "args": [f"mcp-{name}"],
        "env": {naming.upper(n): v for n, v in item.block()},
    }
    tree = {"mcpServers": {"filesystem": {"command": "npx", "args": ["-y", "mcp-files", "/srv"]}, name: entry}}
    if item.rng.random() < 0.2:
        return File(".vscode/mcp.json", dumped({"inputs": [], "servers": tree["mcpServers"]}, item))
    return File(item.rng.choice(MCP_FILES), dumped(tree, item))


@carrier("mcp-args")
def mcp_args(item: Item) -> File:
    args = ["-y", f"mcp-{item.product}"]
    for name, value in item.block():
        args += [f"--{naming.kebab(name)}={value}"] if item.rng.random() < 0.5 else [f"--{naming.kebab(name)}", value]
    return File(
        item.rng.choice(MCP_FILES), dumped({"mcpServers": {item.product: {"command": "npx", "args": args}}}, item)
    )


@carrier("mcp-toml")
def mcp_toml(item: Item) -> File:
    inner = "\n".join(f"{naming.upper(n)} = {quoted(v)}" for n, v in item.block())
    return File(
        ".codex/config.toml",
        f'model = "default"\n\n[mcp_servers.{item.product}]\ncommand = "uvx"\nargs = ["mcp-server"]\n\n[mcp_servers.{item.product}.env]\n{inner}\n',
    )


@carrier("mcp-header", "url", "bearer")
def mcp_header(item: Item) -> File:
    tree = {
        "mcpServers": {
            item.product: {"type": "http", "url": item.url, "headers": {"Authorization": f"Bearer {item.value}"}}
        }
    }
    return File(item.rng.choice(MCP_FILES), dumped(tree, item))


@carrier("postman-environment")
def postman_environment(item: Item) -> File:
    values = [{"key": naming.camel(n), "value": v, "type": "default", "enabled": True} for n, v in item.fields(4)]
    return File(
        "staging.postman_environment.json",
        dumped(
            {
                "id": random_uuid(item.rng),
                "name": "staging",
                "values": values,
                "_postman_variable_scope": "environment",
            },
            item,
        ),
    )


@carrier("postman-collection", "url", "bearer")
def postman_collection(item: Item) -> File:
    auth = {"type": "bearer", "bearer": [{"key": "token", "value": item.value, "type": "string"}]}
    header = [{"key": "Accept", "value": "application/json"}]
    request = {
        "method": "GET",
        "header": header,
        "url": {
            "raw": item.url,
            "protocol": "https",
            "host": item.host.split("."),
            "path": item.path.strip("/").split("/"),
        },
    }
    if item.rng.random() < 0.5:
        request["auth"] = auth
    else:
        header.append({"key": "Authorization", "value": f"Bearer {item.value}"})
    info = {"_postman_id": random_uuid(item.rng), "name": f"{item.title} API"}
    return File(
        f"{noun(item.rng)}.postman_collection.json",
        dumped({"info": info, "item": [{"name": "list", "request": request}]}, item),
    )


@carrier("insomnia", "url", "bearer")
def insomnia(item: Item) -> File:
    resource = {
        "_id": f"req_{random_uuid(item.rng).replace('-', '')}",
        "_type": "request",
        "method": "GET",
        "name": "search",
        "url": item.url,
        "authentication": {"type": "bearer", "token": item.value},
        "headers": [],
    }
    return File("Insomnia.json", dumped({"_type": "export", "__export_format": 4, "resources": [resource]}, item))


@carrier("insomnia-yaml")
def insomnia_yaml(item: Item) -> File:
    inner = "\n".join(f"      {naming.snake(n)}: {quoted(v)}" for n, v in item.block())
    return File(
        "insomnia.yaml",
        f"type: collection.insomnia.rest/5.0\nname: {item.title}\nenvironments:\n  - name: Base Environment\n    data:\n{inner}\n",
    )


@carrier("bruno", "url", "bearer")
def bruno(item: Item) -> File:
    return File(
        "search.bru",
        f"meta {{\n  name: search\n  type: http\n  seq: 1\n}}\n\nget {{\n  url: {item.url}\n  body: none\n  auth: bearer\n}}\n\n"
        f"auth:bearer {{\n  token: {item.value}\n}}\n",
    )


@carrier("bruno-vars")
def bruno_vars(item: Item) -> File:
    inner = "\n".join(f"  {naming.camel(n)}: {v}" for n, v in item.block())
    return File("environments/prod.bru", f"vars {{\n{inner}\n}}\n")


@carrier("http-file")
def http_file(item: Item) -> File:
    lines = [f"@{naming.camel(n)} = {v}" for n, v in item.block()]
    return File(
        item.rng.choice(["api.http", "requests.rest"]),
        "\n".join([*lines, "", "### list", "GET {{url}}/list", "Accept: application/json", ""]),
    )


@carrier("http-file-header", "url", "bearer")
def http_file_header(item: Item) -> File:
    return File(
        "api.http",
        f"### search\nGET {item.url}\nAccept: application/json\nAuthorization: Bearer {item.value}\n\n### next\nGET {item.base}/status\n",
    )


@carrier("har", "url", "bearer")
def har(item: Item) -> File:
    rng = item.rng
    headers = [
        {"name": "Host", "value": item.host},
        {"name": "Accept", "value": "*/*"},
        {"name": "Authorization", "value": f"Bearer {item.value}"},
    ]
    entry = {
        "startedDateTime": "2026-03-02T10:00:00.000Z",
        "time": rng.randrange(900),
        "request": {"method": "GET", "url": item.url, "httpVersion": "HTTP/2", "headers": headers},
        "response": {"status": 200, "headers": [{"name": "x-request-id", "value": random_uuid(rng)}]},
    }
    text = json.dumps({"log": {"version": "1.2", "entries": [entry]}}, indent=rng.choice([2, None]), ensure_ascii=False)
    return File("session.har", text)


@carrier("har-cookie", "url", "cookie")
def har_cookie(item: Item) -> File:
    name = item.rng.choice(["tenant.session.token", "cloud.session.token"])
    headers = [
        {
            "name": "Cookie",
            "value": f"ajs_anonymous_id={random_uuid(item.rng)}; {name}={item.value}; atl-bsc-show-banner=1",
        }
    ]
    return File(
        "session.har",
        dumped({"log": {"entries": [{"request": {"method": "GET", "url": item.url, "headers": headers}}]}}, item),
    )


@carrier("vcr-cassette", "url", "bearer")
def vcr_cassette(item: Item) -> File:
    return File(
        "tests/cassettes/search.yaml",
        f"interactions:\n- request:\n    body: null\n    headers:\n      Accept:\n      - '*/*'\n      Authorization:\n      - Bearer {item.value}\n"
        f"    method: GET\n    uri: {item.url}\n  response:\n    status: {{code: 200, message: OK}}\nversion: 1\n",
    )


@carrier("notebook")
def notebook(item: Item) -> File:
    rng = item.rng
    source = ["import os\n", *(f"{naming.upper(n)} = {quoted(v)}\n" for n, v in item.block())]
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": [f"## {sentence(rng)}\n"]},
        {"cell_type": "code", "execution_count": rng.randrange(9), "metadata": {}, "outputs": [], "source": source},
    ]
    return File(
        "analysis.ipynb",
        json.dumps(
            {"cells": cells, "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5},
            indent=1,
            ensure_ascii=False,
        )
        + "\n",
        decode=lambda text: "".join(line for cell in json.loads(text)["cells"] for line in cell["source"]),
    )


@carrier("notebook-output", "name")
def notebook_output(item: Item) -> File:
    output = [
        {"name": "stdout", "output_type": "stream", "text": [f"{naming.upper(item.name)}={item.value}\n", "done\n"]}
    ]
    cells = [
        {"cell_type": "code", "execution_count": 3, "metadata": {}, "outputs": output, "source": ["!env | sort\n"]}
    ]
    return File(
        "analysis.ipynb",
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=False),
    )


@carrier("vscode-settings")
def vscode_settings(item: Item) -> File:
    tree = {"editor.tabSize": 2, **{f"{item.product}.{naming.camel(n)}": v for n, v in item.block()}, "files.eol": "\n"}
    return File(".vscode/settings.json", dumped(tree, item))


@carrier("run-configuration")
def run_configuration(item: Item) -> File:
    inner = "\n".join(f'      <env name="{naming.upper(n)}" value="{v}" />' for n, v in item.block())
    return File(
        ".run/app.run.xml",
        f'<component name="ProjectRunConfigurationManager">\n  <configuration name="app" type="PythonConfigurationType">\n    <envs>\n{inner}\n    </envs>\n  </configuration>\n</component>\n',
    )
