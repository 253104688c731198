"""What starts programs: command lines, schedulers, supervisors, launch files."""

from __future__ import annotations

import json

import naming
from carriers import carrier
from carriers.clients import dumped
from carriers.config import quoted
from carriers.deploy import base64_runs, encoded
from case import File
from contexts import Item
from surroundings import noun


@carrier("system-properties")
def system_properties(item: Item) -> File:
    options = " ".join(f"-D{naming.dotted(n)}={v}" for n, v in item.block() if " " not in v)
    if item.rng.random() < 0.5:
        return File("bin/start.sh", f'#!/bin/sh\nJAVA_OPTS="-Xmx2g {options}"\nexec java $JAVA_OPTS -jar app.jar\n')
    return File(".mvn/jvm.config", f"-Xmx2g {options}\n")


@carrier("command-flags")
def command_flags(item: Item) -> File:
    between = item.rng.choice([" ", "="])
    flags = " \\\n  ".join(f"--{naming.kebab(n)}{between}{quoted(v)}" for n, v in item.block())
    return File("report.sh", f"#!/bin/sh\n./report \\\n  {flags} \\\n  --verbose\n")


@carrier("crontab")
def crontab(item: Item) -> File:
    lines = [f"{naming.upper(n)}={v}" for n, v in item.block()]
    return File("deploy/crontab", "\n".join(["SHELL=/bin/bash", *lines, "5 * * * * /opt/sync/run"]) + "\n")


@carrier("supervisor")
def supervisor(item: Item) -> File:
    inner = ",".join(f'{naming.upper(n)}="{v}"' for n, v in item.block())
    name = noun(item.rng)
    return File("supervisord.conf", f"[program:{name}]\ncommand=/opt/{name}/run\nenvironment={inner}\nautostart=true\n")


@carrier("launch-json")
def launch_json(item: Item) -> File:
    entry = {
        "name": "Run",
        "type": "node",
        "request": "launch",
        "program": "${workspaceFolder}/main.js",
        "env": {naming.upper(n): v for n, v in item.block()},
    }
    return File(".vscode/launch.json", dumped({"version": "0.2.0", "configurations": [entry]}, item))


@carrier("test-settings")
def test_settings(item: Item) -> File:
    path = item.rng.choice(["cypress.env.json", "tests/fixtures/config.json", "playwright.env.json"])
    return File(path, dumped({naming.upper(n): v for n, v in item.block()}, item))


@carrier("prefixed-command", "name")
def prefixed_command(item: Item) -> File:
    scripts = {"build": "tsc", "sync": f"{naming.upper(item.name)}={item.value} node sync.js", "test": "jest"}
    return File("package.json", dumped({"name": "app", "scripts": scripts}, item))


@carrier("jenkins-configuration", "name")
def jenkins_configuration(item: Item) -> File:
    return File(
        "jenkins.yaml",
        "credentials:\n  system:\n    domainCredentials:\n      - credentials:\n          - string:\n              scope: GLOBAL\n"
        f"              id: {naming.kebab(item.name)}\n              secret: {quoted(item.value)}\n",
    )


@carrier("k8s-json", "names")
def k8s_json(item: Item) -> File:
    data = {naming.kebab(n): encoded(v) for n, v in item.block()}
    tree = {"apiVersion": "v1", "kind": "Secret", "data": data, "metadata": {"name": f"{noun(item.rng)}-credentials"}}
    text = json.dumps(tree, indent=item.rng.choice([2, None]), ensure_ascii=False)
    return File("k8s/secret.json", text + "\n", decode=base64_runs)
