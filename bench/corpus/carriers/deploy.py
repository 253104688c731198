"""Containers, clusters, provisioning and pipelines."""

from __future__ import annotations

import base64
import json
import re

import naming
from carriers import carrier
from carriers.config import quoted, yaml_lines
from case import MARK, File
from contexts import Item
from surroundings import noun


def base64_runs(text: str) -> str:
    """What the base64 runs of a text hold."""
    shown = []
    for run in re.findall(r"[A-Za-z0-9+/_-]{16,}={0,2}", text):
        padded = run.rstrip("=").replace("-", "+").replace("_", "/")
        if len(padded) % 4 != 1:
            shown.append(base64.b64decode(padded + "=" * (-len(padded) % 4)).decode("latin-1"))
    return "\n".join(shown)


def encoded(value: str) -> str:
    """Base64 of a value, marked at its start where the value is."""
    text = base64.b64encode(value.replace(MARK, "").encode()).decode()
    return MARK + text if MARK in value else text


@carrier("dockerfile")
def dockerfile(item: Item) -> File:
    rng = item.rng
    form = rng.choice(["ENV {n}={v}", 'ENV {n}="{v}"', "ENV {n} {v}", "ARG {n}={v}"])
    lines = [
        f"FROM python:3.{rng.randrange(8, 14)}-slim",
        "WORKDIR /app",
        "COPY . .",
        *(form.format(n=naming.upper(n), v=v) for n, v in item.fields(4)),
    ]
    return File(
        rng.choice(["Dockerfile", "docker/Dockerfile", "sync.Dockerfile"]),
        "\n".join([*lines, "RUN pip install -r requirements.txt", 'CMD ["python", "-m", "app"]']) + "\n",
    )


@carrier("compose")
def compose(item: Item) -> File:
    rng = item.rng
    lines = [
        "services:",
        f"  {noun(rng)}:",
        "    image: ghcr.io/acme/sync:1.4",
        "    restart: unless-stopped",
        "    environment:",
    ]
    if rng.random() < 0.5:
        lines += [f"      {naming.upper(n)}: {quoted(v)}" for n, v in item.fields(4)]
    else:
        lines += [f"      - {naming.upper(n)}={v}" for n, v in item.fields(4)]
    lines += ["    ports:", '      - "8080:8080"']
    return File(
        rng.choice(["docker-compose.yml", "docker-compose.override.yml", "compose.yaml"]), "\n".join(lines) + "\n"
    )


@carrier("docker-run")
def docker_run(item: Item) -> File:
    joint = item.rng.choice([" \\\n  ", " "])
    options = joint.join(f"-e {naming.upper(n)}={v if ' ' not in v else quoted(v)}" for n, v in item.block())
    return File("run.sh", f"#!/bin/sh\ndocker run --rm{joint}{options}{joint}ghcr.io/acme/sync:latest\n")


@carrier("k8s-stringdata")
def k8s_string_data(item: Item) -> File:
    lines = [
        "apiVersion: v1",
        "kind: Secret",
        "metadata:",
        f"  name: {noun(item.rng)}-credentials",
        "type: Opaque",
        "stringData:",
    ]
    spelled = item.rng.choice([naming.upper, naming.kebab, naming.camel])
    lines += [f"  {spelled(n)}: {quoted(v)}" for n, v in item.block()]
    return File(item.rng.choice(["k8s/secret.yaml", "manifests/secret.yml"]), "\n".join(lines) + "\n")


@carrier("k8s-data", "names")
def k8s_data(item: Item) -> File:
    lines = ["apiVersion: v1", "data:"]
    newline = item.rng.choice(["", "\n"])
    spelled = item.rng.choice([naming.upper, naming.kebab, naming.camel])
    lines += [f"  {spelled(n)}: {encoded(v + newline)}" for n, v in item.block()]
    lines += ["kind: Secret", "metadata:", f"  name: {noun(item.rng)}-credentials", "type: Opaque"]
    return File("k8s/secret.yaml", "\n".join(lines) + "\n", decode=base64_runs)


@carrier("k8s-env")
def k8s_env(item: Item) -> File:
    lines = [
        "apiVersion: apps/v1",
        "kind: Deployment",
        "spec:",
        "  template:",
        "    spec:",
        "      containers:",
        "        - name: sync",
        "          env:",
    ]
    for name, value in item.fields(4):
        lines += [f"            - name: {naming.upper(name)}", f"              value: {quoted(value)}"]
    return File("k8s/deployment.yaml", "\n".join(lines) + "\n")


@carrier("helm-values")
def helm_values(item: Item) -> File:
    tree = {
        "replicaCount": "2",
        "image": {"repository": "ghcr.io/acme/sync", "tag": "1.4.2"},
        item.product if not item.generic else "config": {naming.camel(n): v for n, v in item.block()},
    }
    return File(item.rng.choice(["values.yaml", "charts/sync/values-prod.yaml"]), "\n".join(yaml_lines(tree)) + "\n")


@carrier("helm-set")
def helm_set(item: Item) -> File:
    options = " \\\n  ".join(f"--set {item.product}.{naming.camel(n)}={v}" for n, v in item.block() if " " not in v)
    return File("deploy.sh", f"#!/bin/sh\nhelm upgrade --install sync ./charts/sync \\\n  {options} \\\n  --wait\n")


@carrier("tfvars")
def tfvars(item: Item) -> File:
    lines = [f"{naming.snake(n)} = {quoted(v)}" for n, v in item.fields()]
    return File(item.rng.choice(["terraform.tfvars", "prod.auto.tfvars"]), "\n".join(lines) + "\n")


@carrier("terraform")
def terraform(item: Item) -> File:
    rng = item.rng
    if rng.random() < 0.5:
        lines = []
        for name, value in item.block():
            lines += [
                f'variable "{naming.snake(name)}" {{',
                "  type    = string",
                f"  default = {quoted(value)}",
                "}",
                "",
            ]
        return File("variables.tf", "\n".join(lines))
    inner = "\n".join(f"  {naming.snake(n)} = {quoted(v)}" for n, v in item.block())
    return File("providers.tf", f'provider "{item.product}" {{\n{inner}\n}}\n')


@carrier("tfstate")
def tfstate(item: Item) -> File:
    state = {
        "version": 4,
        "serial": item.rng.randrange(90),
        "resources": [
            {
                "mode": "managed",
                "type": f"{item.product}_settings",
                "name": "main",
                "instances": [{"attributes": {naming.snake(n): v for n, v in item.block()}}],
            }
        ],
    }
    return File("terraform.tfstate", json.dumps(state, indent=2, ensure_ascii=False) + "\n")


@carrier("ansible-vars")
def ansible_vars(item: Item) -> File:
    return File(
        item.rng.choice(["group_vars/all.yml", "host_vars/ci01.yml", "roles/sync/defaults/main.yml"]),
        "---\n" + "\n".join(yaml_lines({naming.snake(n): v for n, v in item.fields(5)})) + "\n",
    )


@carrier("ansible-inventory")
def ansible_inventory(item: Item) -> File:
    inner = "\n".join(f"{naming.snake(n)}={v if ' ' not in v else quoted(v)}" for n, v in item.block())
    return File("inventory/hosts.ini", f"[workers]\nci01 ansible_host=10.0.0.7\n\n[workers:vars]\n{inner}\n")


@carrier("cloud-init")
def cloud_init(item: Item) -> File:
    inner = "\n".join(f"      {naming.upper(n)}={v}" for n, v in item.block())
    return File(
        "user-data.yaml",
        f"#cloud-config\nwrite_files:\n  - path: /etc/sync.env\n    content: |\n{inner}\nruncmd:\n  - systemctl start sync\n",
    )


@carrier("task-definition")
def task_definition(item: Item) -> File:
    tree = {
        "family": "sync",
        "containerDefinitions": [
            {
                "name": "sync",
                "image": "acme/sync:3",
                "environment": [{"name": naming.upper(n), "value": v} for n, v in item.block()],
            }
        ],
    }
    return File("task-definition.json", json.dumps(tree, indent=2, ensure_ascii=False) + "\n")


@carrier("kustomize")
def kustomize(item: Item) -> File:
    inner = "\n".join(f"      - {naming.snake(n)}={v}" for n, v in item.block())
    return File(
        "kustomization.yaml",
        f"secretGenerator:\n  - name: sync\n    literals:\n{inner}\nresources:\n  - deployment.yaml\n",
    )
