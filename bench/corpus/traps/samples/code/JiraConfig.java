public class JiraConfig {
    private String jiraApiToken;
    private char[] jiraPassword;
    public void setJiraApiToken(String jiraApiToken) { this.jiraApiToken = jiraApiToken; }
    public String getConfluencePassword() { return confluencePassword; }
    static final String JIRA_TOKEN_PROPERTY = "jira.api.token";
}
