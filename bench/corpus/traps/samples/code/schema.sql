CREATE TABLE jira_connections (
  id BIGSERIAL PRIMARY KEY,
  jira_url VARCHAR(255) NOT NULL,
  jira_api_token VARCHAR(512) NOT NULL,
  jira_password TEXT DEFAULT NULL,
  confluence_token_encrypted BYTEA,
  opsgenie_api_key CHAR(36)
);
ALTER TABLE trello_accounts ADD COLUMN trello_token VARCHAR(128) NOT NULL DEFAULT '';
SELECT jira_password FROM users WHERE jira_token IS NOT NULL;
