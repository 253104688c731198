<TextField label="Jira API token" name="jiraApiToken" type="password" value={jiraApiToken} onChange={(e) => setJiraApiToken(e.target.value)} helperText="id.atlassian.com" />
<Input.Password id="confluence-password-input" data-testid="confluence-password-field-2" />
