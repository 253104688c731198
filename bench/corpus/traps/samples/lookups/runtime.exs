config :app, jira_api_token: System.fetch_env!("JIRA_API_TOKEN")
@jira_password Application.compile_env(:app, :jira_password)
