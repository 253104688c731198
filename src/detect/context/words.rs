//! What single words say in a name: whose it is, whether it is called a secret, and what turns that around.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::Product;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It names one of Atlassian's products.
    Product(Product),
    /// It is a part of what credentials are called.
    Word(Word),
    /// The thing is about the credential and is not the credential: `token_url`, `password-file`.
    Turning,
    /// Another firm or program, or another purpose: `AWS_SECRET`, `session key`.
    Foreign,
    /// Neither here nor there: `my`, `prod`, `cloud`.
    Plain,
}

/// Words that credentials are called by. Each is one bit of [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub(crate) enum Word {
    Token,
    Password,
    Secret,
    Credential,
    Bearer,
    Auth,
    Key,
    Api,
    Access,
    Client,
    Consumer,
    Shared,
    Hook,
    Scim,
    Oauth,
    Refresh,
    Integration,
    Application,
    Admin,
    Organisation,
    Database,
    System,
    Align,
    Jsm,
    Ops,
    Genie,
    License,
    Session,
    Personal,
    Security,
    User,
    Basic,
    Automation,
    Runner,
}

/// A set of [`Word`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words(u64);

impl Words {
    /// Adds a word.
    pub(crate) fn insert(&mut self, word: Word) {
        self.0 |= 1 << word as u64;
    }

    /// Whether the word is in.
    pub(crate) fn has(self, word: Word) -> bool {
        self.0 & (1 << word as u64) != 0
    }

    /// Whether all words of the other set are in.
    pub(crate) fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// How many there are.
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Both together.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Words and what they say, in lower case. Compounds that people write in one word stand here in one word.
const VOCABULARY: &[(Meaning, &str)] = &[
    (Meaning::Product(Product::Atlassian), "atlassian atlassians atl rovo"),
    (Meaning::Product(Product::Jira), "jira jsw gajira"),
    (Meaning::Product(Product::Confluence), "confluence"),
    (Meaning::Product(Product::Bitbucket), "bitbucket"),
    (Meaning::Product(Product::Bamboo), "bamboo"),
    (Meaning::Product(Product::Crowd), "crowd"),
    (Meaning::Product(Product::Trello), "trello"),
    (Meaning::Product(Product::Opsgenie), "opsgenie geniekey"),
    (Meaning::Product(Product::Statuspage), "statuspage"),
    (Meaning::Product(Product::JiraAlign), "jiraalign"),
    (Meaning::Word(Word::Token), "token tokens pat pats tok accesstoken authtoken apitoken bearertoken"),
    (
        Meaning::Word(Word::Password),
        "password passwd passwort pass pwd pw passphrase passcode passwords contrasena senha userpass userpassword",
    ),
    (Meaning::Word(Word::Secret), "secret secrets sec clientsecret secretkey"),
    (Meaning::Word(Word::Credential), "credential credentials cred creds"),
    (Meaning::Word(Word::Bearer), "bearer"),
    (Meaning::Word(Word::Auth), "auth authorization authorisation authentication authenticate login signin authn"),
    (Meaning::Word(Word::Key), "key keys apikey apikeys"),
    (Meaning::Word(Word::Api), "api apis rest"),
    (Meaning::Word(Word::Access), "access"),
    (Meaning::Word(Word::Client), "client"),
    (Meaning::Word(Word::Consumer), "consumer"),
    (Meaning::Word(Word::Shared), "shared"),
    (Meaning::Word(Word::Hook), "webhook webhooks hook hooks hooksecret webhooksecret"),
    (Meaning::Word(Word::Scim), "scim provisioning"),
    (Meaning::Word(Word::Oauth), "oauth oauth2 3lo"),
    (Meaning::Word(Word::Refresh), "refresh"),
    (Meaning::Word(Word::Integration), "integration"),
    (Meaning::Word(Word::Application), "application app apps"),
    (Meaning::Word(Word::Admin), "admin administrator"),
    (Meaning::Word(Word::Organisation), "org organization organisation"),
    (Meaning::Word(Word::Database), "db database jdbc hibernate datasource postgres postgresql mysql mssql oracle"),
    (Meaning::Word(Word::System), "sysadmin ldap smtp keystore truststore proxy mail"),
    (Meaning::Word(Word::Align), "align"),
    (Meaning::Word(Word::Jsm), "jsm"),
    (Meaning::Word(Word::Ops), "ops operations"),
    (Meaning::Word(Word::Genie), "genie"),
    (Meaning::Word(Word::License), "license licence"),
    (Meaning::Word(Word::Session), "session sessions cookie cookies"),
    (Meaning::Word(Word::Personal), "personal"),
    (Meaning::Word(Word::Security), "security"),
    (Meaning::Word(Word::User), "user username account"),
    (Meaning::Word(Word::Basic), "basic"),
    (Meaning::Word(Word::Automation), "automation"),
    (Meaning::Word(Word::Runner), "runner"),
    (
        Meaning::Turning,
        "id ids uuid guid url urls uri uris link links href name names path paths file files filename filepath dir \
         directory folder header headers type types kind prefix suffix length len size hash hashed hashes digest checksum \
         salt sha sha1 sha256 md5 label labels placeholder hint help description desc title message messages error errors \
         msg expires expiry expiration expired expire ttl timeout lifetime age date created updated issued rotated time \
         timestamp count limit max min num number index status state valid invalid validation validator validate required \
         optional enabled enable disabled format pattern regex regexp schema policy policies rule rules scope scopes \
         endpoint endpoints host hostname domain port method manager provider factory store storage repository request \
         response callback handler helper helpers util utils interface ref refs reference selector input button form page \
         docs doc documentation example examples version algorithm alg encoding arn public pub cert certificate \
         fingerprint thumbprint kid mask masked visible visibility toggle reset forgot change strength source env envvar \
         variable var generator parser column field fields locator xpath css class element event action mode flag option \
         options count list permission permissions role roles template instructions usage limits budget counter tooltip \
         aria caption",
    ),
    (
        Meaning::Foreign,
        "aws amazon s3 ec2 azure gcp google gcloud firebase github gitlab gitea gogs codeberg slack discord telegram \
         twilio sendgrid mailgun mailchimp postmark stripe paypal braintree square shopify heroku vercel netlify \
         cloudflare fastly digitalocean linode hetzner openai anthropic claude gemini mistral cohere huggingface hf \
         sentry datadog newrelic grafana prometheus splunk elastic elasticsearch kibana logstash sumologic loggly \
         pagerduty victorops xmatters sonar sonarqube sonarcloud sonartype nexus artifactory jfrog snyk veracode \
         checkmarx blackduck whitesource mend codecov coveralls npm npmjs pypi rubygems nuget maven docker dockerhub \
         quay ghcr circleci travis jenkins teamcity buildkite drone appveyor codeship semaphore confluent crowdin \
         crowdstrike lokalise phrase transifex figma miro notion asana monday linear clickup zendesk freshdesk intercom \
         hubspot salesforce servicenow workday okta auth0 keycloak onelogin duo ping linkedin facebook twitter instagram \
         dropbox box zoom webex teams msteams microsoft office365 outlook sharepoint redis mongo mongodb mariadb sqlite \
         cassandra couchdb rabbitmq kafka nats mqtt memcached snowflake databricks tableau looker segment mixpanel \
         amplitude algolia launchdarkly rollbar bugsnag browserstack saucelabs testrail xray zephyr tempo scriptrunner \
         hashicorp consul nomad terraform pulumi ansible chef puppet kubernetes k8s jwt csrf xsrf django flask rails \
         laravel forge encryption encrypt signing ssh gpg pgp ssl tls vpn wifi sudo root youtrack redmine gerrit \
         phabricator jetbrains recaptcha captcha mapbox maps nextauth next supabase planetscale airtable contentful \
         sanity strapi wordpress woocommerce pusher ably mux vonage nexmo plivo telnyx akamai imgix cloudinary uploadcare \
         launchpad phpstorm bugzilla harbor wakatime gitguardian tailscale ngrok cypress percy applitools chromatic \
         internal_app page sync cancel cancellation next_page continuation device push apns fcm invite csrfmiddlewaretoken \
         issue project space cache primary foreign sort partition row idempotency lock",
    ),
    (
        Meaning::Plain,
        "my our your the a an this that is was be to for of in on at and or with from new old default prod production \
         stage staging dev development test testing qa uat ci cd build deploy bot svc service server cloud dc datacenter \
         site instance live local global main primary_ secondary backup legacy current value val text raw string str \
         env_ config cfg conf settings setting set get put with_ http https web www com net io v1 v2 v3 1 2 3 o x m p s \
         const let static final private readonly tf vite react vue nuxt expo public_ http_ header_ temp tmp data full \
         read write write_ only rw ro self master shared_ team workspace repo mcp rovo dev_ software servicedesk desk \
         work cli tool sdk node python java js ts go rust php ruby csharp spring boot plugin addon connector source_ \
         target remote upstream git code agent service_ robot machine system automation_ connection conn connect",
    ),
];

/// The vocabulary, ready to look up in.
static LOOKUP: LazyLock<HashMap<&'static [u8], Meaning>> = LazyLock::new(|| {
    let words = |(meaning, words): &'static (Meaning, &str)| {
        words.split_ascii_whitespace().map(|word| (word.as_bytes(), *meaning))
    };
    VOCABULARY.iter().rev().flat_map(words).collect()
});

/// What a word in lower case says; `None` for one that nobody has listed.
pub(crate) fn meaning(word: &[u8]) -> Option<Meaning> {
    LOOKUP.get(word).copied()
}
