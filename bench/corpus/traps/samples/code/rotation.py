TOKEN_ROTATION = {"jira": timedelta(days=90), "confluence": timedelta(days=180)}
max_tokens = 4096  # for the confluence summariser
jira_token_count = 18234
tokenizer = AutoTokenizer.from_pretrained("acme/confluence-bert-base-uncased-finetuned-2026")
S3_BUCKET = "prod-artifacts-eu-central-1-a8f3c2"
token_bucket = TokenBucket(rate=10, name="jira-search-rate-limit")
