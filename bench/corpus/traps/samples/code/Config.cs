public sealed record JiraOptions
{
    public required string JiraApiToken { get; init; }
    public string? ConfluencePassword { get; set; }
}
this.jiraToken = jiraToken ?? throw new ArgumentNullException(nameof(jiraToken));
