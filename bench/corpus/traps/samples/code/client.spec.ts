describe('jiraTokenRefresh', () => {
  const client = createClient({ host: 'https://test.atlassian.net', jiraToken: 'test-token', password: 'password' });
  expect(client.authorization).toBe(`Basic ${btoa('user:test-token')}`);
  process.env.BITBUCKET_TOKEN = 'dummy';
});
