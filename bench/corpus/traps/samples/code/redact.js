const redacted = text.replace(/ATATT3xFfGF0[\w-]+=[0-9A-F]{8}/g, '[jira token]').replace(/(jira[_-]?token\s*[:=]\s*)\S+/gi, '$1***');
logger.info(`jiraToken=${mask(jiraToken)}`);
