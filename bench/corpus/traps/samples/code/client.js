const jiraToken = getJiraToken(options);
const confluenceToken = await tokenProvider.confluenceToken({ refreshBeforeExpiry: true });
this.jiraPassword = props.jiraPassword;
const token = jiraTokenFromSession(session) || jiraTokenFromCookie(request.cookies);
setState({ jiraToken: event.target.value, bitbucketAppPassword: null });
module.exports = { jiraToken, confluencePassword, bitbucketToken };
