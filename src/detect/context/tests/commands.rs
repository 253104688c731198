//! Tests: commands and their options.

use super::{found, password, silent};
use crate::mint::Mint;

#[test]
fn passwords_in_the_commands_of_power_shell() {
    let password = password(&mut Mint::seeded(88));
    let credential = "New-Object PSCredential 'svc', (ConvertTo-SecureString \"SECRET\" -AsPlainText -Force)";
    found(
        &password,
        &[
            ("a.ps1", "Set-JiraSession -Server https://jira.acme.io -User svc -Password \"SECRET\"\n"),
            ("a.txt", "New-JiraSession -Server https://jira.acme.io -User svc -Password SECRET\n"),
            ("a.ps1", &format!("Set-ConfluenceInfo -BaseURI 'https://wiki.acme.io' -Credential ({credential})\n")),
            ("a.ps1", &format!("$cred = {credential}\nSet-JiraConfigServer x\n")),
            (
                "a.ps1",
                "$c = [PSCredential]::new('svc', (ConvertTo-SecureString -String 'SECRET' -AsPlainText -Force)) # jira\n",
            ),
        ],
    );
}

#[test]
fn commands_that_log_in_elsewhere() {
    let mut mint = Mint::seeded(103);
    let (hex, password) = (mint.hex(40), format!("Zq7!{}", mint.alphanumeric(9)));
    silent("a.sh", &format!("# jira\ndocker login -u svc -p {password} registry.acme.io\n"));
    silent("a.sh", "docker login -u svc -p $BITBUCKET_PASSWORD_1 bitbucket.acme.io\n");
    silent("a.sh", &format!("docker build -t {hex} bamboo-agent\ngit log -t {hex}\n"));
    silent("a.sh", "aws ssm get-parameter --name /prod/jira/password --query 'Parameter2.Value'\n");
}

#[test]
fn commands_beside_the_one_that_takes_a_secret() {
    let mut mint = Mint::seeded(103);
    let (commit, id) = (mint.hex(40), mint.uuid());
    for text in [
        "aws ssm put-parameter --name /prod/jira/password --value \"$X\" && aws ssm put-parameter --name /prod/jira/user --value \"svc-Jira2\"\n".to_owned(),
        "gh secret set JIRA_PASSWORD --body \"$X\"; gh variable set JIRA_USER --body \"svc-Jira2\"\n".to_owned(),
        format!("aws ssm put-parameter --name /prod/jira/token/version --value {commit}\n"),
        "aws ssm put-parameter --name /prod/jira/password/min-length --value 12chars-A\n".to_owned(),
        format!("aws ssm put-parameter --name /prod/opsgenie/api-key/id --value {id}\n"),
        format!("docker build -f bamboo-agent/Dockerfile -t {commit} .\n"),
        format!("docker exec -i bamboo-agent -t {commit}\n"),
    ] {
        silent("deploy.sh", &text);
    }
}

#[test]
fn commands_that_name_the_folder_they_run_in() {
    for folder in ["$PWD", "\"$PWD\"", "$(pwd)", "${PWD}", "${pwd()}", "`pwd`", "$$(pwd)"] {
        silent(
            "README.md",
            &format!("# Jira\n\ndocker run --rm -v {folder}:/app -w /app node:18-alpine npm test-2A\n"),
        );
    }
    let password = password(&mut Mint::seeded(125));
    found(&password, &[("jira.ps1", "# jira\n$pwd = \"SECRET\"\n"), ("jira.sh", "JIRA_PWD=SECRET\n")]);
}

#[test]
fn what_stands_behind_a_value_in_a_command() {
    let run = |value: &str| format!("docker run -e CONFLUENCE_PASSWORD={value} -p 8080:8080 ghcr.io/acme/sync:2.3\n");
    for sample in ["xxxxxxxxxxxxxxxx", "<paste it>", "changeme"] {
        silent("README.md", &run(sample));
    }
    found(&password(&mut Mint::seeded(126)), &[("README.md", &run("SECRET"))]);
    silent("jira.sh", "PASSWORD=$(echo \"$PASSWORD\" | sed \"s/%/%25/g\")\n");
    silent("jira.conf", "upstream jira { server jira:8080; }\nlocation / {\n    proxy_pass nifi0:8081;\n}\n");
}
