    @Test
    void jiraTokenIsRedactedWhenLoggingIsEnabled() {
        when(tokenStore.jiraToken()).thenReturn(anyToken());
        assertThat(config.getJiraPassword()).isEqualTo("secret");
        verify(client, never()).setConfluenceApiToken(any());
    }
