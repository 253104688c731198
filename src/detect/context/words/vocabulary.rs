//! The words that names are made of, and what they say.

use super::{Meaning, Word};
use crate::rules::Product;

/// Words and what they say, in lower case. Compounds that people write in one word stand here in one word.
pub(super) const VOCABULARY: &[(Meaning, &str)] = &[
    (Meaning::Product(Product::Atlassian), "atlassian atlassians atl rovo seraph"),
    (Meaning::Product(Product::Jira), "jira jsw gajira jsm"),
    (Meaning::Product(Product::Confluence), "confluence"),
    (Meaning::Product(Product::Bitbucket), "bitbucket bitbucketserver bitbucketcloud"),
    (Meaning::Product(Product::Bamboo), "bamboo"),
    (Meaning::Product(Product::Crowd), "crowd"),
    (Meaning::Product(Product::Trello), "trello"),
    (Meaning::Product(Product::Opsgenie), "opsgenie geniekey"),
    (Meaning::Product(Product::Statuspage), "statuspage statuspageio"),
    (Meaning::Product(Product::JiraAlign), "jiraalign"),
    (Meaning::Word(Word::Token), "token tokens pat pats tok"),
    (Meaning::Word(Word::Password), "password passwd passwort pass pwd pw passphrase passwords contrasena senha"),
    (Meaning::Word(Word::Secret), "secret secrets"),
    (Meaning::Word(Word::Credential), "credential credentials cred creds"),
    (Meaning::Word(Word::Bearer), "bearer"),
    (Meaning::Word(Word::Auth), "auth authorization authorisation authentication authenticate login signin authn"),
    (Meaning::Word(Word::Key), "key keys"),
    (Meaning::Word(Word::Api), "api apis"),
    (Meaning::Word(Word::Access), "access"),
    (Meaning::Word(Word::Client), "client"),
    (Meaning::Word(Word::Consumer), "consumer"),
    (Meaning::Word(Word::Shared), "shared"),
    (Meaning::Word(Word::Hook), "webhook webhooks hook hooks"),
    (Meaning::Word(Word::Scim), "scim provisioning"),
    (Meaning::Word(Word::Oauth), "oauth oauth2 3lo"),
    (Meaning::Word(Word::Refresh), "refresh"),
    (Meaning::Word(Word::Integration), "integration"),
    (Meaning::Word(Word::Application), "application app apps"),
    (Meaning::Word(Word::Admin), "admin administrator"),
    (Meaning::Word(Word::Organisation), "org organization organisation"),
    (Meaning::Word(Word::Database), "db database jdbc hibernate datasource postgres postgresql mysql mssql oracle rds"),
    (Meaning::Word(Word::System), "ldap smtp imap keystore truststore search"),
    (Meaning::Word(Word::Sysadmin), "sysadmin"),
    (Meaning::Word(Word::Automation), "automation"),
    (Meaning::Word(Word::Align), "align"),
    (Meaning::Word(Word::Ops), "ops operations"),
    (Meaning::Word(Word::Genie), "genie"),
    (Meaning::Word(Word::License), "license licence"),
    (Meaning::Word(Word::Security), "security"),
    (Meaning::Word(Word::Session), "rememberme"),
    // About a credential without being one; also before it.
    (
        Meaning::Turning,
        "id ids uuid guid url urls uri uris link links href name names path paths file files filename filepath dir directory \
         folder header headers type types kind prefix suffix length len size hash hashed hashes digest checksum salt sha sha1 \
         sha256 md5 label labels placeholder hint help description desc title message messages error errors msg expires expiry \
         expiration expired expire ttl timeout lifetime age date created updated issued rotated time timestamp count limit max \
         min num number index status state valid invalid validation validator validate required optional enabled enable disabled \
         format pattern regex regexp schema policy policies rule rules scope scopes endpoint endpoints host hostname domain port \
         method manager provider factory store storage repository request response callback handler helper helpers util utils \
         interface ref refs reference selector input button form page docs doc documentation version algorithm alg encoding arn \
         public pub cert certificate fingerprint thumbprint kid mask masked visible visibility toggle reset forgot forgotten \
         change strength source env envvar variable var generator parser column field fields locator xpath css class element \
         event action mode flag option options permission permissions role roles template instructions usage limits budget \
         counter tooltip aria caption encrypted sealed cipher ciphertext username user xsrf csrf",
    ),
    (Meaning::Aspect, "rotation owner backend feature schedule alert"),
    // What any program has of its own.
    (
        Meaning::Purpose,
        "session sessions cookie cookies jwt encryption encrypt decrypt signing continuation cancel cancellation \
         pagination nonce captcha recaptcha vpn wifi sudo root ssh gpg pgp ssl tls issue project space cache primary foreign sort \
         partition row idempotency cursor sync design theme lexer device",
    ),
    (
        Meaning::Foreign,
        "aws amazon s3 ec2 azure gcp google gcloud firebase github gitlab gitea gogs codeberg slack discord telegram twilio \
         sendgrid mailgun mailchimp postmark stripe paypal braintree square shopify heroku vercel netlify cloudflare fastly \
         digitalocean linode hetzner openai anthropic claude gemini mistral cohere huggingface sentry datadog newrelic grafana \
         splunk elastic elasticsearch kibana logstash sumologic loggly pagerduty victorops xmatters sonar sonarqube sonarcloud \
         sonatype nexus artifactory jfrog snyk veracode checkmarx blackduck whitesource codecov coveralls dockerhub quay ghcr circleci travis buildkite appveyor codeship semaphore confluent crowdin crowdsec \
         crowdstrike crowdfunder lokalise transifex figma miro notion asana clickup zendesk freshdesk intercom hubspot \
         salesforce servicenow workday okta auth0 keycloak onelogin linkedin facebook twitter instagram dropbox zoom webex \
         msteams microsoft office365 outlook sharepoint redis mongo mongodb mariadb cassandra couchdb rabbitmq kafka memcached \
         snowflake databricks tableau segment mixpanel amplitude algolia launchdarkly rollbar bugsnag browserstack saucelabs \
         testrail xray zephyr tempo scriptrunner vault consul nomad pulumi django flask rails laravel forge youtrack redmine \
         gerrit phabricator jetbrains mapbox nextauth supabase planetscale airtable contentful sanity strapi wordpress pusher \
         mux vonage nexmo plivo akamai cloudinary bugzilla wakatime gitguardian tailscale ngrok cypress percy applitools \
         chromatic hipchat stride bitwarden bws onepassword 1password lastpass keepass keepassxc dashlane doppler infisical",
    ),
    (Meaning::Tool, "npm npmjs yarn pnpm pypi twine maven nuget rubygems docker cargo crates"),
    (
        Meaning::Plain,
        "my our your the a an this that is was be to for of in on at and or with from new old default prod production prd stage \
         staging stg dev development test testing qa uat ci cd build deploy bot svc service server cloud dc datacenter center site \
         instance live local global main secondary backup legacy current value val text raw string str config cfg conf configuration settings \
         setting set get put http https web www com net io v1 v2 v3 o x m p s const let static final private readonly tf vite \
         react vue nuxt expo temp tmp data full read write only rw ro self master team workspace repo mcp software servicedesk \
         desk work cli tool sdk node python java js ts go rust php ruby csharp spring boot plugin addon connector target remote \
         upstream git code agent robot machine system connection conn connect environment environments containers \
         container properties props personal basic runner jenkins kubernetes k8s helm terraform ansible woodpecker drone \
         rest req res member developer servers mcpservers args parameters params variables vars secure stringdata ext opts ctx setup account email mail proxy",
    ),
];
