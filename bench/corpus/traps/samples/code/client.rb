def jira_token
  @jira_token ||= fetch_jira_token_from_vault
end
attr_accessor :jira_api_token, :confluence_password
client = JIRA::Client.new(username: username, password: jira_password, site: site)
