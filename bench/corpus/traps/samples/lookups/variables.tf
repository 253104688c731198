variable "jira_api_token" {
  description = "API token of the Jira automation user"
  type        = string
  sensitive   = true
}
variable "opsgenie_api_key" {
  type    = string
  default = null
}
