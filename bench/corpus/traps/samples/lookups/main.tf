provider "jira" {
  url      = var.jira_url
  user     = var.jira_user
  password = var.jira_password
}
resource "aws_ssm_parameter" "jira_api_token" {
  name  = "/prod/jira/api-token"
  value = data.vault_generic_secret.jira.data["api_token"]
}
