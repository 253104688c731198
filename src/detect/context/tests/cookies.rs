//! Tests: the cookies by which servers of the Data Center know who has logged in.

use super::{found, found_as, silent};
use crate::mint::Mint;

/// What Tomcat draws for a session.
fn session(mint: &mut Mint) -> String {
    mint.hex(32).to_uppercase()
}

#[test]
fn log_ins_that_are_remembered() {
    let mut mint = Mint::seeded(121);
    let token = mint.hex(40);
    for value in [format!("524289:{token}"), format!("524289%3A{token}"), mint.alphanumeric(32)] {
        for name in ["seraph.rememberme.cookie", "seraph.confluence", "seraph.bamboo"] {
            let texts = [
                "curl -b 'NAME=SECRET' https://wiki.corp.example/rest/api/content\n",
                "curl 'https://issues.corp.example/secure/Dashboard.jspa' -H 'Cookie: a=b; NAME=SECRET; theme=dark'\n",
                "{\"cookies\": [\n{\"name\": \"NAME\",\n\"value\": \"SECRET\"}]}\n",
                "{\"name\": \"Cookie\", \"value\": \"a=b; NAME=SECRET\"}\n",
                "issues.corp.example\tFALSE\t/\tTRUE\t1790000000\tNAME\tSECRET\n",
                "cookies = {'NAME': 'SECRET'}\n",
                "Set-Cookie: NAME=SECRET; Path=/; HttpOnly\n",
            ]
            .map(|text| text.replace("NAME", name));
            found(&value, &texts.each_ref().map(|text| ("recorded", text.as_str())));
        }
    }
}

#[test]
fn sessions_of_servers_that_are_named() {
    let session = session(&mut Mint::seeded(122));
    found(
        &session,
        &[
            (
                "a.sh",
                "curl 'https://jira.corp.example/rest/api/2/issue/X-1' -H 'Cookie: JSESSIONID=SECRET; theme=dark'\n",
            ),
            ("a.sh", "curl --cookie \"JSESSIONID=SECRET\" https://confluence.corp.example/pages/viewpage.action\n"),
            (
                "a.har",
                "{\"url\": \"https://jira.corp.example/browse/X-1\",\n\"cookies\": [{\"name\": \"JSESSIONID\", \"value\": \"SECRET\", \"path\": \"/\"}]}\n",
            ),
            ("a.sh", "curl -b 'JSESSIONID=SECRET' https://jira.corp.example/rest/api/2/myself\n"),
            ("a.txt", "#HttpOnly_jira.corp.example\tFALSE\t/\tTRUE\t0\tJSESSIONID\tSECRET\n"),
        ],
    );
    let on_node = format!("{session}.node1");
    found(&on_node, &[("a.sh", "curl -b 'JSESSIONID=SECRET' https://jira.corp.example/rest/api/2/myself\n")]);
    found_as(
        "a.sh",
        &format!("curl 'https://jira.corp.example/' -H 'Cookie: JSESSIONID={session}'\n"),
        "atlassian-dc-config-secret",
    );
}

#[test]
fn sessions_of_others_and_samples() {
    let mut mint = Mint::seeded(123);
    let mut session = || session(&mut mint);
    silent("a.sh", &format!("curl 'https://shop.example/' -H 'Cookie: JSESSIONID={}'\n", session()));
    // What tests make up a server with.
    silent("jira.groovy", &format!(".withHeader('Set-Cookie', 'JSESSIONID={}; Path=/')\n", session()));
    // What documents and tests show of the resource that tells of a session.
    let shown = format!("{{\"session\": {{\"name\": \"JSESSIONID\", \"value\": \"{}\"}}}}\n", session());
    silent("jira-client/tests/session.json", &shown);
    silent("jira.md", &format!("```\n{shown}```\n"));
    // In a link it has long since ended.
    silent("jira.md", &format!("<https://jira.corp.example/login.jsp;jsessionid={}>\n", session()));
    silent("jira.conf", "<param-value>seraph.rememberme.cookie</param-value>\nJSESSIONID=${SESSION}\n");
    silent("jira.sh", "curl https://jira.corp.example/ -H 'Cookie: JSESSIONID=1234567890ABCDEF1234567890ABCDEF'\n");
    // Liquibase's list of what was done to the database.
    let change = format!(
        "03_crowd_remember_me_token.xml\t2023-03-14 20:11:07\t130\tEXECUTED\t8:{}\tcreateTable\n",
        mint.hex(32)
    );
    silent("crowd.sql", &change);
}
