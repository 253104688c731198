"""Where a secret should be: fetched from somewhere, or encrypted."""

from __future__ import annotations

import base64
import json
from random import Random

import naming
from mint import ALNUM, HEX, pick, random_uuid
from surroundings import domain
from traps import NAMES, each, samples, server, settings, trap

each(
    "references",
    [
        "${JIRA_API_TOKEN}",
        "$JIRA_API_TOKEN",
        "${JIRA_API_TOKEN:-}",
        "${JIRA_API_TOKEN:?token missing}",
        "${env.JIRA_API_TOKEN}",
        "${env:JIRA_API_TOKEN}",
        "${{ secrets.JIRA_API_TOKEN }}",
        "${{secrets.ATLASSIAN_TOKEN}}",
        "{{ jira_api_token }}",
        "{{jira_api_token}}",
        "{{ vault_jira_api_token }}",
        "{{ .Values.jira.apiToken }}",
        "{{ lookup('env', 'JIRA_API_TOKEN') }}",
        "{{ lookup('hashi_vault', 'secret=secret/jira:token') }}",
        '{{ with secret "secret/jira" }}{{ .Data.token }}{{ end }}',
        "<%= ENV['JIRA_API_TOKEN'] %>",
        "<%= ENV.fetch('JIRA_PASSWORD') %>",
        "%JIRA_API_TOKEN%",
        "%(jira_api_token)s",
        "%{jira_api_token}",
        "$(JIRA_API_TOKEN)",
        "$(cat /run/secrets/jira_api_token)",
        "`cat ~/.jira-token`",
        "#{jira_api_token}",
        "#{ENV['JIRA_API_TOKEN']}",
        "@jira.api.token@",
        "@@JIRA_API_TOKEN@@",
        "__JIRA_API_TOKEN__",
        "##JIRA_API_TOKEN##",
        "((jira-api-token))",
        "[[jira_api_token]]",
        "${file(./secrets.json):jiraApiToken}",
        "${ssm:/prod/jira/api-token}",
        "${vault:secret/data/jira#apiToken}",
        "vault:secret/data/prod/jira#api_token",
        "op://Engineering/Jira API token/credential",
        "ref+awsssm://prod/jira/api-token",
        "ref+vault://secret/jira#/token",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/jira/api-token-Xy7QwK",
        "arn:aws:ssm:eu-west-1:123456789012:parameter/prod/jira/api-token",
        "/prod/integrations/jira/api-token",
        "projects/418273645501/secrets/jira-api-token/versions/latest",
        "sm://prod-sync/jira-api-token",
        "keyvault://prod-sync/jira-api-token",
        "secretsmanager:prod/jira/api-token",
        "pass:work/jira/api-token",
        "keyring:jira:automation",
        "env:JIRA_API_TOKEN",
        "env://JIRA_API_TOKEN",
        "file:///run/secrets/jira_api_token",
        "/run/secrets/jira_api_token",
        "/etc/secrets/atlassian/api-token",
        "~/.config/jira/token",
        "C:\\ProgramData\\jira\\token.txt",
        "{{resolve:secretsmanager:prod/jira:SecretString:apiToken}}",
        "secret://jira/api-token",
        "doppler://jira/API_TOKEN",
        "bws://4f-jira-token",
        "secretref:jira-api-token",
        "[env.JIRA_API_TOKEN]",
        "$env:JIRA_API_TOKEN",
        "process.env.JIRA_API_TOKEN",
        "os.environ/JIRA_API_TOKEN",
        "awsSecret:prod/jira/token",
        "k8s:jira-credentials/api-token",
        "akeyless:/prod/jira/token",
        "${input:jira-api-token}",
        "${JIRA_CREDS_PSW}",
        "credentials('jira-api-token')",
        "$[variables.jiraApiToken]",
        "conjur:prod/jira/api-token",
    ],
    settings,
)


@trap("references-vault-uri")
def vault_uri(rng: Random) -> tuple[str, str]:
    return settings(
        rng,
        f"@Microsoft.KeyVault(SecretUri=https://{pick(rng, 'abcdefgh', 6)}.vault.azure.net/secrets/jira-api-token/{pick(rng, HEX, 32)})",
    )


@trap("references-manager-arn")
def manager_arn(rng: Random) -> tuple[str, str]:
    return settings(
        rng,
        f"arn:aws:secretsmanager:eu-central-1:{rng.randrange(10**11, 10**12)}:secret:prod/jira/token-{pick(rng, ALNUM, 6)}",
    )


samples("references")
samples("lookups")


def name(rng: Random, *styles) -> str:
    """The name of a secret."""
    return rng.choice(styles or (naming.snake, naming.upper, naming.camel))(rng.choice(NAMES))


def b64(rng: Random, length: int) -> str:
    """Random bytes in base64."""
    return base64.b64encode(rng.randbytes(length)).decode()


@trap("encrypted-sops", 6)
def sops(rng: Random) -> tuple[str, str]:
    value = lambda: (
        f"ENC[AES256_GCM,data:{b64(rng, rng.randrange(20, 160))},iv:{b64(rng, 32)},tag:{b64(rng, 16)},type:str]"
    )
    if rng.random() < 0.5:
        return (
            "secrets.enc.yaml",
            f"jira:\n    url: {server(rng)}\n    {name(rng)}: {value()}\n    password: {value()}\nsops:\n    mac: {value()}\n    version: 3.9.0\n    age:\n        - recipient: age1{pick(rng, 'acdefghjklmnpqrstuvwxyz023456789', 58)}\n",
        )
    return "secrets.json", json.dumps(
        {
            name(rng): value(),
            "jira_password": value(),
            "sops": {
                "kms": [
                    {
                        "arn": f"arn:aws:kms:eu-west-1:{rng.randrange(10**11, 10**12)}:key/{random_uuid(rng)}",
                        "enc": "AQICAHh" + b64(rng, 150),
                    }
                ],
                "lastmodified": "2026-02-01T10:00:00Z",
            },
        },
        indent=2,
    )


@trap("encrypted-ansible-vault", 4)
def ansible_vault(rng: Random) -> tuple[str, str]:
    lines = "\n".join(" " * 10 + pick(rng, HEX[:10], 80) for _ in range(rng.randrange(3, 9)))
    return (
        "group_vars/all.yml",
        f"jira_url: {server(rng)}\n{name(rng, naming.snake)}: !vault |\n          $ANSIBLE_VAULT;1.1;AES256\n{lines}\nlog_level: info\n",
    )


@trap("encrypted-sealed-secret", 4)
def sealed_secret(rng: Random) -> tuple[str, str]:
    return (
        "sealed.yaml",
        f"apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: jira-credentials\nspec:\n  encryptedData:\n    {name(rng, naming.kebab)}: Ag{b64(rng, 300)}\n    jira-password: Ag{b64(rng, 300)}\n",
    )


ENCRYPTED = {
    "jasypt": lambda r: f"ENC({b64(r, 40)})",
    "spring-cipher": lambda r: "{cipher}" + pick(r, HEX, 96),
    "atl-secured": lambda r: "{ATL_SECURED}",
    "jenkins": lambda r: "{AQAAABAAAA" + b64(r, 45) + "}",
    "kms": lambda r: "AQICAHh" + b64(r, 120),
    "eyaml": lambda r: f"ENC[PKCS7,{b64(r, 300)}]",
    "gitlab-vault": lambda r: "vault:v1:" + b64(r, 60),
    "dotenvx": lambda r: "encrypted:B" + b64(r, 110),
    "dpapi": lambda r: "01000000d08c9ddf0115d1118c7a00c04fc297eb" + pick(r, HEX, 200),
    "bcrypt": lambda r: "$2b$12$" + pick(r, ALNUM + "./", 53),
    "argon": lambda r: f"$argon2id$v=19$m=65536,t=3,p=4${b64(r, 15)}${b64(r, 30)}",
    "apache": lambda r: "$apr1$" + pick(r, ALNUM, 8) + "$" + pick(r, ALNUM + "./", 22),
    "pbkdf": lambda r: "pbkdf2_sha256$600000$" + pick(r, ALNUM, 12) + "$" + b64(r, 32),
}
each(
    "encrypted-values",
    [key for key in ENCRYPTED for _ in range(2)],
    lambda rng, key: settings(rng, ENCRYPTED[key](rng)),
)


@trap("encrypted-travis")
def travis(rng: Random) -> tuple[str, str]:
    return (
        ".travis.yml",
        f'env:\n  global:\n    # JIRA_API_TOKEN\n    - secure: "{b64(rng, 512)}"\n    # CONFLUENCE_PASSWORD\n    - secure: "{b64(rng, 512)}"\n',
    )


@trap("encrypted-data-center-config")
def data_center(rng: Random) -> tuple[str, str]:
    return rng.choice(
        [
            (
                "dbconfig.xml",
                f"<jira-database-config>\n  <jdbc-datasource>\n    <url>jdbc:postgresql://db.{domain(rng)}:5432/jiradb</url>\n    <username>jirauser</username>\n    <password>{{ATL_SECURED}}</password>\n"
                "    <atlassian-password-cipher-provider>com.atlassian.secrets.store.algorithm.AlgorithmSecretStore</atlassian-password-cipher-provider>\n  </jdbc-datasource>\n</jira-database-config>\n",
            ),
            ("bitbucket.properties", "jdbc.user=bitbucket\njdbc.password={ATL_SECURED}\n"),
            (
                "crowd.properties",
                "application.name=jira\napplication.password={ATL_SECURED}\ncrowd.server.url=http://localhost:8095/crowd/services/\n",
            ),
            ("confluence.cfg.xml", '<property name="hibernate.connection.password">{ATL_SECURED}</property>\n'),
        ]
    )


@trap("encrypted-maven")
def maven(rng: Random) -> tuple[str, str]:
    return (
        "settings.xml",
        f"<settings>\n  <servers>\n    <server>\n      <id>jira-releases</id>\n      <username>deploy</username>\n      <password>{{{b64(rng, 32)}}}</password>\n    </server>\n  </servers>\n</settings>\n",
    )


@trap("encrypted-pulumi")
def pulumi(rng: Random) -> tuple[str, str]:
    return (
        "Pulumi.prod.yaml",
        f"encryptionsalt: v1:{b64(rng, 8)}:v1:{b64(rng, 12)}:{b64(rng, 32)}\nconfig:\n  app:jiraUrl: {server(rng)}\n  app:jiraApiToken:\n    secure: v1:{b64(rng, 12)}:{b64(rng, 60)}\n",
    )


@trap("encrypted-jenkins")
def jenkins(rng: Random) -> tuple[str, str]:
    return (
        "credentials.xml",
        f"<com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>\n  <scope>GLOBAL</scope>\n  <id>{random_uuid(rng)}</id>\n  <description>bitbucket</description>\n  <username>deploy</username>\n  <password>{{AQAAABAAAA{b64(rng, 45)}}}</password>\n</com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>\n",
    )


@trap("encrypted-message")
def pgp_message(rng: Random) -> tuple[str, str]:
    lines = "\n".join(b64(rng, 48) for _ in range(12))
    return "jira-token.asc", f"-----BEGIN PGP MESSAGE-----\n\n{lines}\n={b64(rng, 3)}\n-----END PGP MESSAGE-----\n"


@trap("encrypted-rails")
def rails(rng: Random) -> tuple[str, str]:
    return "config/credentials/jira.yml.enc", f"{b64(rng, 400)}--{b64(rng, 12)}--{b64(rng, 16)}"


@trap("encrypted-git-crypt")
def git_crypt(rng: Random) -> tuple[str, bytes]:
    return "secrets/jira.env", b"\x00GITCRYPT\x00" + rng.randbytes(400)
