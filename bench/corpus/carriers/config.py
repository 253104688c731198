"""Settings files: environment files, shells, JSON, YAML, TOML, INI, properties, XML."""

from __future__ import annotations

import json

import naming
from carriers import carrier
from case import File
from contexts import Item
from naming import Words
from surroundings import amount, filler, noun, sentence


def quoted(value: str) -> str:
    """A JSON string; the mark stays as it is."""
    return json.dumps(value, ensure_ascii=False)


def style(item: Item, *styles):
    """One way to write names, for a whole file."""
    return item.rng.choice(styles)


@carrier("dotenv")
def dotenv(item: Item) -> File:
    rng = item.rng
    quote, export = rng.choice(["", "", "", '"', "'"]), rng.choice(["", "", "", "export "])
    lines = []
    for name, value in item.fields():
        if rng.random() < 0.15:
            lines += ["", f"# {sentence(rng)}"]
        lines.append(f"{export}{naming.upper(name)}={quote}{value}{quote}")
    return File(
        rng.choice([".env", ".env.local", ".env.production", "config/.env", "deploy/prod.env", "env.list"]),
        "\n".join(lines) + "\n",
    )


@carrier("shell")
def shell(item: Item) -> File:
    rng = item.rng
    quote = rng.choice(['"', "'", ""])
    lines = ["#!/usr/bin/env bash", "set -euo pipefail", *filler(rng, "shell", amount(rng))]
    lines += [f"export {naming.upper(n)}={quote}{v}{quote}" for n, v in item.block()]
    return File(
        rng.choice(["scripts/sync.sh", "setup.sh", ".envrc", ".bashrc", ".zshenv"]),
        "\n".join(lines + filler(rng, "shell", amount(rng))) + "\n",
    )


@carrier("fish")
def fish(item: Item) -> File:
    lines = [f"set -gx {naming.upper(n)} '{v}'" for n, v in item.fields()]
    return File("config.fish", "\n".join(lines) + "\n")


@carrier("powershell")
def powershell(item: Item) -> File:
    form = item.rng.choice(
        ['$env:{u} = "{v}"', "${p} = '{v}'", '[Environment]::SetEnvironmentVariable("{u}", "{v}", "User")']
    )
    lines = filler(item.rng, "powershell", amount(item.rng))
    lines += [form.format(u=naming.upper(n), p=naming.pascal(n), v=v) for n, v in item.block()]
    return File(
        item.rng.choice(["deploy.ps1", "start.ps1", "profile.ps1"]),
        "\r\n".join(lines).replace("\r\n", "\n") + "\n",
        newline="\r\n",
    )


@carrier("batch")
def batch(item: Item) -> File:
    form = item.rng.choice(["set {u}={v}", 'set "{u}={v}"', 'setx {u} "{v}"'])
    lines = ["@echo off", *filler(item.rng, "batch", amount(item.rng, 6))]
    lines += [form.format(u=naming.upper(n), v=v) for n, v in item.block()]
    return File("run.bat", "\n".join(lines) + "\n", newline="\r\n")


def nested(item: Item, spelled) -> dict:
    """Neutral settings with the block in a section of its own."""
    rng = item.rng
    section = spelled(
        (noun(rng), "sync") if item.generic else (item.product,) if rng.random() < 0.7 else ("integrations",)
    )
    tree: dict = {}
    fields, block = item.fields(8), item.block()
    names = {name for name, _ in block}
    around = [(n, v) for n, v in fields if n not in names and v != item.value]
    for name, value in around[: len(around) // 2]:
        tree[spelled(name)] = value
    tree[section] = {spelled(n): v for n, v in block}
    for name, value in around[len(around) // 2 :]:
        tree.setdefault(spelled(name), value)
    return tree


@carrier("json")
def json_nested(item: Item) -> File:
    tree = nested(item, style(item, naming.camel, naming.snake, naming.kebab, naming.camel))
    if item.rng.random() < 0.3:
        tree = {"services": {noun(item.rng): tree}}
    text = json.dumps(tree, indent=item.rng.choice([2, 4, "\t"]), ensure_ascii=False)
    return File(
        item.rng.choice(["config.json", "settings.json", "config/default.json", "secrets.json", "credentials.json"]),
        text + "\n",
    )


@carrier("json-flat")
def json_flat(item: Item) -> File:
    spelled = style(item, naming.camel, naming.snake, naming.upper, naming.dotted)
    return File(
        "config.json", json.dumps({spelled(n): v for n, v in item.fields()}, indent=2, ensure_ascii=False) + "\n"
    )


@carrier("json-one-line")
def json_one_line(item: Item) -> File:
    return File("state.json", json.dumps(nested(item, naming.camel), separators=(",", ":"), ensure_ascii=False))


@carrier("jsonl")
def jsonl(item: Item) -> File:
    rng = item.rng
    other = lambda: json.dumps({"event": noun(rng), "ok": True, "ms": rng.randrange(900)})
    mine = json.dumps({"event": "config.loaded", **{naming.snake(n): v for n, v in item.block()}}, ensure_ascii=False)
    lines = [other() for _ in range(amount(rng))] + [mine] + [other() for _ in range(amount(rng))]
    return File("events.jsonl", "\n".join(lines) + "\n")


@carrier("appsettings")
def appsettings(item: Item) -> File:
    tree = {"Logging": {"LogLevel": {"Default": "Information"}}, "AllowedHosts": "*", **nested(item, naming.pascal)}
    return File(
        item.rng.choice(["appsettings.json", "appsettings.Production.json"]),
        json.dumps(tree, indent=2, ensure_ascii=False) + "\n",
        newline="\r\n",
    )


def yaml_lines(tree: dict, indent: int = 0, quote: str = "") -> list[str]:
    """A mapping as YAML; values that YAML would read otherwise are quoted."""
    lines = []
    for key, value in tree.items():
        pad = " " * indent
        if isinstance(value, dict):
            lines += [f"{pad}{key}:", *yaml_lines(value, indent + 2, quote)]
        else:
            mark = quote or ('"' if any(c in value for c in "{}*#") or ": " in value or value.isdigit() else "")
            lines.append(f"{pad}{key}: {mark}{value}{mark}")
    return lines


@carrier("yaml")
def yaml_nested(item: Item) -> File:
    tree = nested(item, style(item, naming.snake, naming.camel, naming.kebab))
    lines = yaml_lines(tree, 0, item.rng.choice(["", "", '"', "'"]))
    return File(
        item.rng.choice(["settings.yaml", "config.yml", "conf/app.yaml", "values/secrets.yml"]), "\n".join(lines) + "\n"
    )


@carrier("yaml-flat")
def yaml_flat(item: Item) -> File:
    spelled = style(item, naming.snake, naming.upper, naming.dotted)
    return File("settings.yaml", "---\n" + "\n".join(yaml_lines({spelled(n): v for n, v in item.fields()})) + "\n")


@carrier("yaml-flow")
def yaml_flow(item: Item) -> File:
    inner = ", ".join(f"{naming.snake(n)}: {quoted(v)}" for n, v in item.block())
    return File("jobs.yml", f"jobs:\n  - {{ {inner} }}\n")


@carrier("toml")
def toml(item: Item) -> File:
    rng = item.rng
    lines = [
        f"{naming.snake(n)} = {quoted(v)}"
        for n, v in item.fields(5)
        if v != item.value and n not in dict(item.neighbours)
    ]
    lines += [
        "",
        f"[{item.product if not item.generic else noun(rng)}]",
        *(f"{naming.snake(n)} = {quoted(v)}" for n, v in item.block()),
    ]
    return File(rng.choice(["config.toml", "settings.toml", ".codex/config.toml"]), "\n".join(lines) + "\n")


@carrier("ini")
def ini(item: Item) -> File:
    rng = item.rng
    between = rng.choice(["=", " = ", ": "])
    lines = [
        "[main]",
        *(
            f"{naming.snake(n)}{between}{v}"
            for n, v in item.fields(5)
            if v != item.value and n not in dict(item.neighbours)
        ),
    ]
    lines += [
        "",
        f"[{item.product if not item.generic else noun(rng)}]",
        f"; {sentence(rng)}",
        *(f"{naming.snake(n)}{between}{v}" for n, v in item.block()),
    ]
    return File(
        rng.choice(["config.ini", "setup.cfg", "sync.conf", ".jirarc"]) if item.product == "jira" else "config.ini",
        "\n".join(lines) + "\n",
    )


@carrier("properties")
def properties(item: Item) -> File:
    before: Words = item.rng.choice([(), ("spring",), ("app",), ("com", "acme")])
    between = item.rng.choice(["=", " = ", ": ", " "])
    lines = ["# generated by setup", *(f"{naming.dotted((*before, *n))}{between}{v}" for n, v in item.fields())]
    return File(
        item.rng.choice(["application.properties", "gradle.properties", "local.properties"]),
        "\n".join(lines) + "\n",
        encoding="latin-1",
    )


@carrier("xml-elements")
def xml_elements(item: Item) -> File:
    spelled = style(item, naming.camel, naming.kebab, naming.dotted, naming.pascal)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<configuration>"]
    lines += [f"  <{spelled(n)}>{v}</{spelled(n)}>" for n, v in item.fields()]
    return File(
        item.rng.choice(["config.xml", "settings.xml", "credentials.xml"]),
        "\n".join(lines + ["</configuration>"]) + "\n",
    )


@carrier("xml-attributes")
def xml_attributes(item: Item) -> File:
    form = item.rng.choice(
        ['<add key="{n}" value="{v}" />', '<property name="{n}" value="{v}"/>', '<env name="{n}" value="{v}"/>']
    )
    lines = ["<configuration>", "  <appSettings>"]
    lines += [
        "    " + form.format(n=naming.upper(n) if "env" in form else naming.dotted(n), v=v) for n, v in item.fields()
    ]
    return File(
        item.rng.choice(["web.config", "App.config", ".idea/workspace.xml"]),
        "\n".join(lines + ["  </appSettings>", "</configuration>"]) + "\n",
    )


@carrier("plist")
def plist(item: Item) -> File:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<plist version="1.0">', "<dict>"]
    for name, value in item.fields(6):
        lines += [f"  <key>{naming.pascal(name)}</key>", f"  <string>{value}</string>"]
    return File("Info.plist", "\n".join(lines + ["</dict>", "</plist>"]) + "\n")


@carrier("systemd")
def systemd(item: Item) -> File:
    quote = item.rng.choice(["", '"'])
    lines = ["[Unit]", "Description=Sync worker", "", "[Service]", "Type=simple"]
    lines += [f"Environment={quote}{naming.upper(n)}={v}{quote}" for n, v in item.fields(4) if " " not in v]
    return File(
        "sync.service",
        "\n".join(lines + ["ExecStart=/usr/local/bin/sync", "", "[Install]", "WantedBy=multi-user.target"]) + "\n",
    )


@carrier("hocon")
def hocon(item: Item) -> File:
    lines = [
        f"{item.product if not item.generic else 'client'} {{",
        *(f"  {naming.kebab(n)} = {quoted(v)}" for n, v in item.block()),
        "}",
    ]
    return File("application.conf", "\n".join(['include "base"', "", *lines]) + "\n")


@carrier("makefile")
def makefile(item: Item) -> File:
    lines = [f"{naming.upper(n)} {item.rng.choice([':=', '?=', '='])} {v}" for n, v in item.fields(4)]
    return File("Makefile", "\n".join([*lines, "", "build:", "\tgo build ./...", ""]))
