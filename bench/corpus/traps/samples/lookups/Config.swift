let jiraToken = ProcessInfo.processInfo.environment["JIRA_TOKEN"] ?? ""
let confluencePassword = keychain.string(forKey: "confluencePassword")
