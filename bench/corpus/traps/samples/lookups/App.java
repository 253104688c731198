    String jiraToken = System.getenv("JIRA_API_TOKEN");
    @Value("${jira.api.token}")
    private String jiraApiToken;
    String jiraPassword = props.getProperty("jira.password");
    String basic = Base64.getEncoder().encodeToString((jiraUser + ":" + jiraPassword).getBytes());
