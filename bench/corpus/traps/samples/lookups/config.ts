export const jiraToken = requireEnv('JIRA_API_TOKEN');
const trelloToken: string = import.meta.env.VITE_TRELLO_TOKEN ?? '';
const bitbucketAppPassword = core.getInput('bitbucket-app-password', { required: true });
