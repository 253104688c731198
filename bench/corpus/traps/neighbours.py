"""Secrets of other vendors in files that mention Atlassian, and vendors whose names sound alike."""

from __future__ import annotations

import base64
import json
import string
from random import Random

import naming
from mint import ALNUM, HEX, base64url, mixed, password, pick, random_uuid
from surroundings import domain, mailbox, neutral_fields, site
from traps import each, server, trap

UPPER = string.ascii_uppercase + string.digits


def jwt(rng: Random) -> str:
    """A web token of somebody else."""
    header = {"alg": rng.choice(["HS256", "RS256"]), "typ": "JWT"}
    body = {
        "iss": rng.choice(["supabase", f"https://login.{domain(rng)}"]),
        "role": "anon",
        "iat": 1_700_000_000,
        "exp": 2_100_000_000,
        "sub": random_uuid(rng),
    }
    return ".".join(
        [
            base64url(json.dumps(header, separators=(",", ":")).encode()),
            base64url(json.dumps(body, separators=(",", ":")).encode()),
            base64url(rng.randbytes(32)),
        ]
    )


VENDORS = {
    "aws secret access key": lambda r: pick(r, ALNUM + "+/", 40),
    "aws access key id": lambda r: "AK" + "IA" + pick(r, UPPER, 16),
    "github token": lambda r: "gh" + "p_" + pick(r, ALNUM, 36),
    "gitlab token": lambda r: "gl" + "pat-" + pick(r, ALNUM, 20),
    "slack bot token": lambda r: "xo" + "xb-" + f"{r.randrange(10**11)}-{r.randrange(10**11)}-" + pick(r, ALNUM, 24),
    "slack webhook url": lambda r: (
        "https://hooks.slack.com/services/T" + pick(r, UPPER, 8) + "/B" + pick(r, UPPER, 8) + "/" + pick(r, ALNUM, 24)
    ),
    "sonar token": lambda r: "squ_" + pick(r, HEX, 40),
    "npm token": lambda r: "np" + "m_" + pick(r, ALNUM, 36),
    "db password": password,
    "database password": password,
    "postgres password": password,
    "mysql root password": password,
    "redis password": password,
    "smtp password": password,
    "rabbitmq password": password,
    "ldap bind password": password,
    "grafana admin password": password,
    "keystore password": password,
    "session secret": lambda r: mixed(r, ALNUM, 48),
    "django secret key": lambda r: mixed(r, ALNUM + "!@^&*(-_=+)", 50).replace("&", "x").replace("(", "y"),
    "jwt secret": lambda r: mixed(r, ALNUM, 64),
    "encryption key": lambda r: base64.b64encode(r.randbytes(32)).decode(),
    "openai api key": lambda r: "s" + "k-proj-" + pick(r, ALNUM, 48),
    "anthropic api key": lambda r: "s" + "k-ant-api03-" + pick(r, ALNUM, 90),
    "stripe secret key": lambda r: "s" + "k_test_" + pick(r, ALNUM, 24),
    "sendgrid api key": lambda r: "S" + "G." + pick(r, ALNUM, 22) + "." + pick(r, ALNUM, 43),
    "datadog api key": lambda r: pick(r, HEX, 32),
    "newrelic license key": lambda r: pick(r, HEX, 36) + "NRAL",
    "sentry dsn": lambda r: f"https://{pick(r, HEX, 32)}@o{r.randrange(10**6)}.ingest.sentry.io/{r.randrange(10**7)}",
    "sentry auth token": lambda r: pick(r, HEX, 64),
    "pagerduty token": lambda r: pick(r, ALNUM, 20),
    "snyk token": random_uuid,
    "circleci token": lambda r: pick(r, HEX, 40),
    "travis token": lambda r: pick(r, ALNUM, 22),
    "artifactory api key": lambda r: "AKC" + pick(r, ALNUM, 70),
    "nexus password": password,
    "docker hub token": lambda r: "dckr_pat_" + pick(r, ALNUM, 27),
    "azure client secret": lambda r: pick(r, ALNUM, 3) + "8Q~" + pick(r, ALNUM, 34),
    "google api key": lambda r: "AI" + "za" + pick(r, ALNUM, 35),
    "telegram bot token": lambda r: f"{r.randrange(10**9)}:AA" + pick(r, ALNUM, 33),
    "supabase anon key": jwt,
    "auth0 client secret": lambda r: mixed(r, ALNUM, 64),
    "okta api token": lambda r: "00" + pick(r, ALNUM, 40),
    "okta scim token": lambda r: mixed(r, ALNUM, 40),
    "linear api key": lambda r: "lin_api_" + pick(r, ALNUM, 40),
    "asana token": lambda r: f"1/{r.randrange(10**15)}:{pick(r, HEX, 32)}",
    "notion token": lambda r: "secret_" + pick(r, ALNUM, 43),
    "zendesk api token": lambda r: pick(r, ALNUM, 40),
    "hubspot api key": random_uuid,
    "mailgun api key": lambda r: "key-" + pick(r, HEX, 32),
    "cloudflare api token": lambda r: pick(r, ALNUM, 40),
    "heroku api key": random_uuid,
    "vault token": lambda r: "hvs." + pick(r, ALNUM, 90),
}


def around(rng: Random) -> list[tuple[naming.Words, str]]:
    """Atlassian settings without any secret."""
    product = rng.choice(["jira", "confluence", "bitbucket"])
    return [
        ((product, "url"), server(rng)),
        ((product, "user"), mailbox(rng)),
        ((product, "project"), "ABC"),
        ((product, "api", "token"), "${%s_API_TOKEN}" % product.upper()),
    ]


def shared(rng: Random, key: str) -> tuple[str, str]:
    """The other secret within a few lines of them."""
    fields = around(rng)[: rng.randrange(1, 5)]
    for field in neutral_fields(rng, rng.randrange(4)):
        fields.insert(rng.randrange(len(fields) + 1), field)
    fields.insert(rng.randrange(len(fields) + 1), (tuple(key.split()), VENDORS[key](rng)))
    return rng.choice(
        [
            lambda: (".env", "".join(f"{naming.upper(n)}={v}\n" for n, v in fields)),
            lambda: (
                "docker-compose.yml",
                "services:\n  app:\n    environment:\n"
                + "".join(f"      {naming.upper(n)}: '{v}'\n" for n, v in fields),
            ),
            lambda: ("config.json", json.dumps({naming.camel(n): v for n, v in fields}, indent=2) + "\n"),
            lambda: (
                ".github/workflows/release.yml",
                "jobs:\n  release:\n    env:\n" + "".join(f"      {naming.upper(n)}: '{v}'\n" for n, v in fields),
            ),
            lambda: ("settings.py", "".join(f'{naming.upper(n)} = "{v}"\n' for n, v in fields)),
            lambda: ("terraform.tfvars", "".join(f'{naming.snake(n)} = "{v}"\n' for n, v in fields)),
        ]
    )()


each("other-vendors", [key for key in sorted(VENDORS) for _ in range(2)], shared)


SECTIONS = [
    "database",
    "postgres",
    "mysql",
    "redis",
    "smtp",
    "ldap",
    "rabbitmq",
    "github",
    "slack",
    "aws",
    "s3",
    "sonarqube",
    "nexus",
    "elasticsearch",
    "gitlab",
    "kafka",
]


@trap("other-sections", 20)
def sections(rng: Random) -> tuple[str, str]:
    section, product = rng.choice(SECTIONS), rng.choice(["jira", "confluence", "bitbucket"])
    secret = rng.choice(
        [
            ("password", password(rng)),
            ("password", password(rng)),
            ("token" if section in {"github", "slack", "gitlab", "sonarqube"} else "password", mixed(rng, ALNUM, 40)),
        ]
    )
    ours = {"url": server(rng), "username": mailbox(rng), "apiToken": "${JIRA_API_TOKEN}"}
    theirs = {"host": f"{section}.{domain(rng)}", "username": "app", secret[0]: secret[1]}
    first, second = rng.sample([(product, ours), (section, theirs)], 2)
    return rng.choice(
        [
            lambda: ("config.json", json.dumps(dict([first, second]), indent=2) + "\n"),
            lambda: (
                "application.yml",
                "".join(
                    f"{name}:\n" + "".join(f"  {k}: {v}\n" for k, v in tree.items()) for name, tree in (first, second)
                ),
            ),
            lambda: (
                "config.ini",
                "\n".join(
                    f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in tree.items()) for name, tree in (first, second)
                ),
            ),
            lambda: (
                "config.toml",
                "\n".join(
                    f"[{name}]\n" + "".join(f'{k} = "{v}"\n' for k, v in tree.items()) for name, tree in (first, second)
                ),
            ),
            lambda: (
                "application.properties",
                "".join(f"{name}.{k}={v}\n" for name, tree in (first, second) for k, v in tree.items()),
            ),
        ]
    )()


@trap("other-netrc", 3)
def other_netrc(rng: Random) -> tuple[str, str]:
    return (
        ".netrc",
        f"machine github.com login deploy password {'gh' + 'p_' + pick(rng, ALNUM, 36)}\nmachine {site(rng)}.jfrog.io login deploy password {password(rng)}\n# bitbucket.org uses ssh\n",
    )


@trap("other-clone-urls", 4)
def other_clone(rng: Random) -> tuple[str, str]:
    host = rng.choice(["github.com", "gitlab.com", f"git.{domain(rng)}", "dev.azure.com"])
    return (
        "clone.sh",
        f"git clone https://deploy:{mixed(rng, ALNUM, 40)}@{host}/{site(rng)}/jira-sync.git\ngit remote add mirror git@bitbucket.org:{site(rng)}/jira-sync.git\n",
    )


@trap("other-headers", 6)
def other_headers(rng: Random) -> tuple[str, str]:
    host = rng.choice(
        ["api.github.com", "gitlab.com/api/v4", "slack.com/api", f"api.{domain(rng)}", f"sonar.{domain(rng)}"]
    )
    scheme = rng.choice(
        [f"Bearer {mixed(rng, ALNUM, 40)}", "Basic " + base64.b64encode(f"deploy:{password(rng)}".encode()).decode()]
    )
    return (
        "report.sh",
        f"#!/bin/sh\n# posts the Jira release notes\ncurl -s -H 'Authorization: {scheme}' https://{host}/v1/notes\n",
    )


@trap("other-tuple", 4)
def other_tuple(rng: Random) -> tuple[str, str]:
    return (
        "publish.py",
        f'"""Publishes the notes of a Jira release."""\nrequests.post("https://nexus.{domain(rng)}/repository/raw", auth=("deploy", "{password(rng)}"))\n',
    )


@trap("other-connection-strings", 5)
def connection(rng: Random) -> tuple[str, str]:
    return (
        ".env",
        f"JIRA_URL={server(rng)}\nDATABASE_URL=postgres://app:{password(rng)}@db.{domain(rng)}:5432/app\nREDIS_URL=redis://:{mixed(rng, ALNUM, 24)}@cache.{domain(rng)}:6379/0\nAMQP_URL=amqp://worker:{mixed(rng, ALNUM, 20)}@mq.{domain(rng)}/jobs\n",
    )


@trap("other-mcp-servers", 5)
def other_mcp(rng: Random) -> tuple[str, str]:
    tree = {
        "mcpServers": {
            "github": {
                "command": "docker",
                "env": {"GITHUB_PERSONAL_ACCESS_TOKEN": "gh" + "p_" + pick(rng, ALNUM, 36)},
            },
            "atlassian": {"type": "http", "url": "https://mcp.atlassian.com/v1/mcp"},
            "linear": {"env": {"LINEAR_API_KEY": "lin_api_" + pick(rng, ALNUM, 40)}},
        }
    }
    return ".mcp.json", json.dumps(tree, indent=2)
