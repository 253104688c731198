type Config struct {
	JiraToken     string `json:"jira_token" env:"JIRA_API_TOKEN,required"`
	JiraPassword  string `yaml:"jiraPassword,omitempty"`
	OpsgenieAPIKey Secret `envconfig:"OPSGENIE_API_KEY"`
}
func NewClient(jiraURL, jiraToken string) (*Client, error) { return &Client{token: jiraToken}, nil }
