JIRA_API_TOKEN = ENV.fetch('JIRA_API_TOKEN')
confluence_password = Rails.application.credentials.dig(:confluence, :password)
options = { username: ENV['JIRA_USER'], password: ENV['JIRA_PASSWORD'], auth_type: :basic }
