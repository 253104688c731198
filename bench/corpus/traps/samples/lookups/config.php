$jiraToken = getenv('JIRA_API_TOKEN');
'jira_password' => env('JIRA_PASSWORD', ''),
$confluenceToken = $_ENV['CONFLUENCE_TOKEN'] ?? null;
