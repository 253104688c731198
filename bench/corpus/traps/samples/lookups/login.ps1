$jiraToken = $env:JIRA_API_TOKEN
$JiraPassword = Read-Host "Jira password" -AsSecureString
$headers = @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${user}:${jiraToken}")) }
