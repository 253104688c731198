"""Where the self-hosted products keep their secrets."""

from __future__ import annotations

from carriers import carrier
from case import File
from contexts import Item
from mint import ALNUM, HEX, mixed, pick, random_uuid
from surroundings import domain


@carrier("crowd-properties", only="crowd-application-password")
def crowd_properties(item: Item) -> File:
    return File(
        "WEB-INF/classes/crowd.properties",
        f"application.name                        {item.rng.choice(['jira', 'wiki'])}\napplication.password                    {item.value}\n"
        f"application.login.url                   {item.base}/crowd/console/\n\ncrowd.server.url                        {item.base}/crowd/services/\nsession.validationinterval              2\n",
    )


@carrier("dbconfig-xml", only="atlassian-dc-config-secret")
def dbconfig(item: Item) -> File:
    return File(
        "jira-home/dbconfig.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n<jira-database-config>\n  <name>defaultDS</name>\n  <database-type>postgres72</database-type>\n  <jdbc-datasource>\n'
        f"    <url>jdbc:postgresql://db.{domain(item.rng)}:5432/jiradb</url>\n    <driver-class>org.postgresql.Driver</driver-class>\n    <username>jirauser</username>\n    <password>{item.value}</password>\n"
        "    <pool-max-size>20</pool-max-size>\n  </jdbc-datasource>\n</jira-database-config>\n",
    )


@carrier("confluence-cfg-xml", only="atlassian-dc-config-secret")
def confluence_cfg(item: Item) -> File:
    name = item.rng.choice(["confluence.cfg.xml", "bamboo.cfg.xml"])
    return File(
        name,
        '<?xml version="1.0" encoding="UTF-8"?>\n<confluence-configuration>\n  <setupStep>complete</setupStep>\n  <properties>\n'
        f'    <property name="hibernate.connection.driver_class">org.postgresql.Driver</property>\n    <property name="hibernate.connection.password">{item.value}</property>\n'
        '    <property name="hibernate.connection.username">wiki</property>\n  </properties>\n</confluence-configuration>\n',
    )


@carrier("bitbucket-properties", only="atlassian-dc-config-secret")
def bitbucket_properties(item: Item) -> File:
    key = item.rng.choice(["jdbc.password", "jdbc.password", "setup.sysadmin.password"])
    return File(
        "shared/bitbucket.properties",
        f"jdbc.driver=org.postgresql.Driver\njdbc.url=jdbc:postgresql://db.{domain(item.rng)}:5432/bitbucket\njdbc.user=bitbucket\n{key}={item.value}\nserver.port=7990\n",
    )


@carrier("data-center-chart", only="atlassian-dc-config-secret")
def data_center_chart(item: Item) -> File:
    return File(
        "values.yaml",
        f"jira:\n  database:\n    type: postgres72\n    url: jdbc:postgresql://db.{domain(item.rng)}:5432/jira\n  env:\n    ATL_JDBC_USER: jira\n    ATL_JDBC_PASSWORD: {item.value}\n",
    )


@carrier("data-center-compose", only="atlassian-dc-config-secret")
def data_center_compose(item: Item) -> File:
    name = item.rng.choice(
        ["ATL_JDBC_PASSWORD", "JDBC_PASSWORD", "SETUP_SYSADMIN_PASSWORD", "ATL_BAMBOO_SECURITY_TOKEN"]
    )
    return File(
        "docker-compose.yml",
        f"services:\n  tracker:\n    image: atlassian/{item.rng.choice(['jira-software', 'bitbucket', 'bamboo'])}:9\n    environment:\n      - {name}={item.value}\n    ports: ['8080:8080']\n",
    )


@carrier("data-center-cookie", only="atlassian-dc-config-secret")
def data_center_cookie(item: Item) -> File:
    name = item.rng.choice(["crowd.token_key", "seraph.rememberme.cookie", "seraph.confluence", "JSESSIONID"])
    if name == "JSESSIONID":
        item.secret = pick(item.rng, HEX, 32).upper()
    elif name.startswith("seraph"):
        item.secret = f"{item.rng.randrange(10_000, 900_000)}%3A{pick(item.rng, HEX, 40)}"
    else:
        item.secret = mixed(item.rng, ALNUM, 32)
    if item.rng.random() < 0.5:
        cookie = f'{{"name": "{name}", "value": "{item.value}", "path": "/", "httpOnly": true}}'
        request = f'{{"method": "GET", "url": "{item.base}/rest/api/2/search", "cookies": [\n  {cookie}\n]}}'
        return File("recorded.har", f'{{"log": {{"entries": [{{"request": {request}}}]}}}}\n')
    return File(
        "fetch.sh", f"#!/bin/sh\ncurl -s '{item.base}/rest/api/2/search' -H 'Cookie: {name}={item.value}; theme=dark'\n"
    )


@carrier("bamboo-agent", only="atlassian-dc-config-secret")
def bamboo_agent(item: Item) -> File:
    item.secret = pick(item.rng, HEX, 40)
    return File(
        "bamboo-agent.cfg.xml",
        f"<configuration>\n  <buildWorkingDirectory>/var/bamboo</buildWorkingDirectory>\n  <agentUuid>{random_uuid(item.rng)}</agentUuid>\n  <securityToken>{item.value}</securityToken>\n</configuration>\n",
    )


@carrier("dc-oauth-curl", only="atlassian-dc-oauth-secret")
def dc_oauth_curl(item: Item) -> File:
    return File(
        "token.sh",
        f"#!/bin/sh\ncurl -s -X POST {item.base}/rest/oauth2/latest/token \\\n  -d grant_type=client_credentials \\\n  -d client_id={pick(item.rng, HEX, 32)} \\\n  -d client_secret={item.value}\n",
    )


@carrier("jira-cli", only="atlassian-dc-pat")
def jira_cli(item: Item) -> File:
    return File(
        ".config/.jira/.config.yml",
        f"installation: Local\nserver: {item.base}\nlogin: {item.user}\nauth_type: bearer\napi_token: {item.value}\nproject:\n  key: ABC\n",
    )
