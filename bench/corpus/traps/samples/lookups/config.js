const jiraApiToken = process.env.JIRA_API_TOKEN;
const { CONFLUENCE_TOKEN: confluenceToken } = process.env;
const auth = Buffer.from(`${email}:${apiToken}`).toString('base64');
