add_column :jira_connections, :encrypted_jira_api_token, :string
add_column :users, :confluence_password_digest, :string, null: false
