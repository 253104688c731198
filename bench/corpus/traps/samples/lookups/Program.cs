var jiraToken = Environment.GetEnvironmentVariable("JIRA_API_TOKEN");
var jiraPassword = configuration["Jira:Password"];
public string JiraApiToken { get; set; } = default!;
var bitbucketToken = builder.Configuration.GetValue<string>("Bitbucket:AccessToken");
