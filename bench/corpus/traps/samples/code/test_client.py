def test_confluence_token_is_required_for_search(monkeypatch):
    monkeypatch.setenv("JIRA_API_TOKEN", "test-token")
    monkeypatch.setenv("CONFLUENCE_PASSWORD", "dummy")
    with pytest.raises(MissingCredential, match="JIRA_API_TOKEN"):
        JiraClient(url="https://jira.example.com", token=None)
