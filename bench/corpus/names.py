"""What people call the variables that hold a credential, for each kind."""

# Names that say the product, a line for each kind; the first word decides the hosts around it.
NAMES = {
    "atlassian-api-token": "jira api token, confluence api token, atlassian api token, atlassian token, jira token, jira password,"
    "confluence token, atlassian password, bitbucket api token, bitbucket token, bitbucket app password, jira auth, forge api token",
    "atlassian-service-account-token": "atlassian service account token, atlassian service token, jira bot token, confluence token",
    "atlassian-org-api-key": "atlassian admin api key, atlassian admin token, atlassian org api key, org admin api key, admin api key",
    "bitbucket-access-token": "bitbucket access token, bitbucket token, bitbucket repo access token, bitbucket workspace token",
    "atlassian-scim-key": "atlassian scim api key, atlassian scim token",
    "atlassian-token-unknown": "atlassian token, jira token, atlassian api key",
    "atlassian-oauth-client-secret": "atlassian client secret, atlassian oauth client secret, jira client secret,"
    "jira oauth client secret, confluence client secret",
    "bitbucket-runner-secret": "oauth client secret",
    "trello-token": "trello token, trello api token, trello auth token, trello access token, trello bot token",
    "trello-api-secret": "trello api secret, trello secret, trello oauth secret",
    "bitbucket-app-password": "bitbucket app password, bitbucket password, bb app password",
    "atlassian-api-token-legacy": "jira api token, confluence api token, jira token, jira password",
    "bitbucket-oauth-consumer": "bitbucket oauth client secret, bitbucket client secret, bitbucket secret, bitbucket consumer secret,"
    "woodpecker bitbucket secret, drone bitbucket client secret",
    "bitbucket-oauth-access-token": "bitbucket oauth token, bitbucket oauth access token",
    "atlassian-oauth-access-token": "atlassian oauth access token, jira oauth access token, access token",
    "atlassian-oauth-refresh-token": "atlassian oauth refresh token, jira refresh token, refresh token",
    "atlassian-session-token": "tenant session token, cloud session token, jira cookie",
    "atlassian-connect-shared-secret": "shared secret",
    "atlassian-automation-webhook": "jira automation webhook, automation webhook url, jira webhook url, deploy hook url",
    "atlassian-webhook-secret": "jira webhook secret, bitbucket webhook secret, jira hook secret",
    "opsgenie-api-key": "opsgenie api key, opsgenie key, opsgenie integration api key",
    "jsm-ops-integration-key": "jsm ops api key, jsm ops integration key",
    "statuspage-api-key": "statuspage api key, statuspage token, status page api key",
    "jira-align-token": "jira align token, jira align api token, jiraalign api key",
    "atlassian-dc-pat": "jira personal token, confluence personal token, jira pat, confluence pat, jira bearer token, bamboo token,"
    "bamboo pat, jira api token",
    "bitbucket-dc-http-token": "bitbucket token, bitbucket http token, bitbucket server token, git token",
    "atlassian-dc-oauth-secret": "client secret",
    "crowd-application-password": "crowd application password, crowd app password",
    "atlassian-dc-config-secret": "atl jdbc password, jira db password, confluence db password",
    "atlassian-basic-credential": "jira password",
    "atlassian-account-password": "jira password, confluence password, atlassian password, bamboo password, bitbucket password",
    "atlassian-unknown-format-token": "jira api token, atlassian api token, confluence token, jira token, jira pat, jira bearer token,"
    "confluence api token, bamboo token, atlassian token, jira personal access token, bitbucket api token",
}

# Names that say nothing of the product: a neighbour must.
GENERIC = {
    "atlassian-oauth-client-secret": "client secret",
    "bitbucket-oauth-consumer": "client secret, consumer secret",
    "bitbucket-oauth-access-token": "",
    "bitbucket-runner-secret": "",
    "atlassian-connect-shared-secret": "",
    "atlassian-dc-oauth-secret": "",
    "atlassian-webhook-secret": "webhook secret",
    "opsgenie-api-key": "api key",
    "jsm-ops-integration-key": "api key",
    "statuspage-api-key": "api key",
    "atlassian-scim-key": "scim token, scim api key",
    "crowd-application-password": "",
    "atlassian-dc-config-secret": "",
    "trello-token": "token, api token",
    "trello-api-secret": "",
    "atlassian-account-password": "password, passwd",
    "atlassian-automation-webhook": "webhook url, hook",
    "atlassian-oauth-refresh-token": "refresh token",
    "atlassian-oauth-access-token": "access token",
    "atlassian-session-token": "cookie, session token",
}
