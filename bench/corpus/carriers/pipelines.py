"""Pipelines of the usual servers."""

from __future__ import annotations

import naming
from carriers import carrier
from carriers.config import quoted
from case import File
from contexts import Item


def pipeline(item: Item, path: str, head: list[str], pad: int, tail: list[str]) -> File:
    """A pipeline file with a mapping of variables."""
    mark = item.rng.choice(["", '"'])
    lines = [
        " " * pad + f"{naming.upper(n)}: {mark or ('' if all(c not in v for c in '{}*#: ') else chr(34))}{v}"
        f"{mark or ('' if all(c not in v for c in '{}*#: ') else chr(34))}"
        for n, v in item.block()
    ]
    return File(path, "\n".join([*head, *lines, *tail]) + "\n")


@carrier("github-workflow")
def github_workflow(item: Item) -> File:
    return pipeline(
        item,
        ".github/workflows/sync.yml",
        ["name: sync", "on: [push]", "jobs:", "  sync:", "    runs-on: ubuntu-latest", "    env:"],
        6,
        ["    steps:", "      - uses: actions/checkout@v4", "      - run: make sync"],
    )


@carrier("gitlab-ci")
def gitlab_ci(item: Item) -> File:
    return pipeline(
        item,
        ".gitlab-ci.yml",
        ["stages: [build, deploy]", "variables:"],
        2,
        ["deploy:", "  stage: deploy", "  script: [make deploy]"],
    )


@carrier("bitbucket-pipelines")
def bitbucket_pipelines(item: Item) -> File:
    exports = [f"            - export {naming.upper(n)}={quoted(v)}" for n, v in item.block()]
    return File(
        "bitbucket-pipelines.yml",
        "\n".join(
            [
                "image: node:20",
                "pipelines:",
                "  default:",
                "    - step:",
                "        name: build",
                "        script:",
                *exports,
                "            - npm ci",
                "            - npm test",
            ]
        )
        + "\n",
    )


@carrier("jenkinsfile")
def jenkinsfile(item: Item) -> File:
    inner = "\n".join(f"    {naming.upper(n)} = '{v}'" for n, v in item.block())
    return File(
        "Jenkinsfile",
        f"pipeline {{\n  agent any\n  environment {{\n{inner}\n  }}\n  stages {{\n    stage('build') {{ steps {{ sh 'make' }} }}\n  }}\n}}\n",
    )


@carrier("circleci")
def circleci(item: Item) -> File:
    return pipeline(
        item,
        ".circleci/config.yml",
        ["version: 2.1", "jobs:", "  build:", "    docker: [{image: cimg/base:current}]", "    environment:"],
        6,
        ["    steps: [checkout]"],
    )


@carrier("azure-pipelines")
def azure_pipelines(item: Item) -> File:
    lines = ["trigger: [main]", "variables:"]
    for name, value in item.block():
        lines += [f"  - name: {naming.camel(name)}", f"    value: {quoted(value)}"]
    return File("azure-pipelines.yml", "\n".join([*lines, "steps:", "  - script: make"]) + "\n")
