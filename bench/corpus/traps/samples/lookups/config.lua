local jira_token = os.getenv("JIRA_API_TOKEN")
local confluence_password = ngx.var.confluence_password
