my $jira_token = $ENV{JIRA_API_TOKEN};
my $jira_password = prompt_password('Jira password: ');
