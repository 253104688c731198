$this->jiraToken = $container->getParameter('jira.token');
public function __construct(private string $jiraApiToken, #[\SensitiveParameter] string $jiraPassword) {}
$confluencePassword = $this->ask('Confluence password');
