read -rsp "Jira password: " JIRA_PASSWORD
JIRA_API_TOKEN="$(security find-generic-password -s jira -w)"
export CONFLUENCE_TOKEN=$(op read "op://Work/Confluence/token")
curl -u "${JIRA_USER}:${JIRA_API_TOKEN}" "$JIRA_URL"
curl --user "$BITBUCKET_USER:$BITBUCKET_APP_PASSWORD" https://api.bitbucket.org/2.0/user
