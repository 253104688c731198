path "secret/data/jira/api-token" { capabilities = ["read"] }
path "secret/data/confluence/password" { capabilities = ["read", "list"] }
