final jiraToken = Platform.environment['JIRA_TOKEN'];
const confluenceToken = String.fromEnvironment('CONFLUENCE_TOKEN');
