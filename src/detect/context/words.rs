//! What single words say in a name: whose it is, whether it is called a secret, and what turns that around.

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
    /// Something that any program has for itself: `session secret`, `page token`.
    Purpose,
    /// Another firm or program: `AWS_SECRET`.
    Foreign,
    /// A program that is called everywhere, so that naming it says nothing of what stands near: `npm ci`.
    Tool,
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
    Sysadmin,
    Automation,
    Align,
    Ops,
    Genie,
    License,
    Security,
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
    (Meaning::Product(Product::Jira), "jira jsw gajira jsm"),
    (Meaning::Product(Product::Confluence), "confluence"),
    (Meaning::Product(Product::Bitbucket), "bitbucket"),
    (Meaning::Product(Product::Bamboo), "bamboo"),
    (Meaning::Product(Product::Crowd), "crowd"),
    (Meaning::Product(Product::Trello), "trello"),
    (Meaning::Product(Product::Opsgenie), "opsgenie geniekey"),
    (Meaning::Product(Product::Statuspage), "statuspage"),
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
    // What any program has of its own.
    (
        Meaning::Purpose,
        "session sessions cookie cookies jwt encryption encrypt decrypt signing continuation cancel cancellation \
         pagination nonce captcha recaptcha vpn wifi sudo root ssh gpg pgp ssl tls issue project space cache primary foreign sort \
         partition row idempotency cursor",
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
         chromatic hipchat stride",
    ),
    (Meaning::Tool, "npm npmjs yarn pnpm pypi twine maven nuget rubygems docker cargo crates"),
    (
        Meaning::Plain,
        "my our your the a an this that is was be to for of in on at and or with from new old default prod production prd stage \
         staging stg dev development test testing qa uat ci cd build deploy bot svc service server cloud dc datacenter center site \
         instance live local global main secondary backup legacy current value val text raw string str config cfg conf settings \
         setting set get put http https web www com net io v1 v2 v3 o x m p s const let static final private readonly tf vite \
         react vue nuxt expo temp tmp data full read write only rw ro self master team workspace repo mcp software servicedesk \
         desk work cli tool sdk node python java js ts go rust php ruby csharp spring boot plugin addon connector target remote \
         upstream git code agent robot machine system connection conn connect environment environments containers \
         container properties props personal basic runner jenkins kubernetes k8s helm terraform ansible woodpecker drone \
         rest servers mcpservers args parameters params variables vars secure stringdata ext opts ctx setup account email mail proxy",
    ),
];

/// Where a word stands in the vocabulary.
#[derive(Clone, Copy)]
struct Slot {
    /// Which entry of the vocabulary.
    entry: u8,
    /// Where in its text.
    start: u16,
    /// How long it is; 0 where there is no word.
    length: u8,
}

/// Slots of the table: a power of two, more than twice the number of words.
const SLOTS: usize = 2048;
/// The vocabulary as a hash table with open addressing, made by the compiler: a commit does not wait until it is filled.
static LOOKUP: [Slot; SLOTS] = lookup();

/// Where the search for a word begins (FNV-1a).
const fn slot(text: &[u8], start: usize, end: usize) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut index = start;
    while index < end {
        hash = (hash ^ text[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    (hash ^ (hash >> 15)) as usize % SLOTS
}

/// Fills the table.
#[allow(clippy::cast_possible_truncation, reason = "the compiler checks the vocabulary: see the assertions")]
const fn lookup() -> [Slot; SLOTS] {
    let mut table = [Slot { entry: 0, start: 0, length: 0 }; SLOTS];
    let mut entry = 0;
    while entry < VOCABULARY.len() {
        let text = VOCABULARY[entry].1.as_bytes();
        assert!(entry < 256 && text.len() < 65536);
        let mut end = 0;
        while end < text.len() {
            let start = end;
            while end < text.len() && text[end] != b' ' {
                end += 1;
            }
            assert!(end - start < 256);
            if end > start {
                let mut index = slot(text, start, end);
                while table[index].length > 0 {
                    index = (index + 1) % SLOTS;
                }
                table[index] = Slot { entry: entry as u8, start: start as u16, length: (end - start) as u8 };
            }
            end += 1;
        }
        entry += 1;
    }
    table
}

/// Longer words are not looked up.
const LONGEST: usize = 16;

/// What a word in lower case says; `None` for one that nobody has listed.
pub(crate) fn meaning(word: &[u8]) -> Option<Meaning> {
    if word.len() > LONGEST {
        return None;
    }
    let mut index = slot(word, 0, word.len());
    loop {
        let Slot { entry, start, length } = LOOKUP[index];
        if length == 0 {
            return None;
        }
        let (meaning, text) = VOCABULARY[usize::from(entry)];
        let (start, length) = (usize::from(start), usize::from(length));
        if text.as_bytes()[start..start + length] == *word {
            return Some(meaning);
        }
        index = (index + 1) % SLOTS;
    }
}

/// The words of a phrase, which must all be ones that credentials are called by.
pub(crate) fn phrase(text: &str) -> Words {
    let mut words = Words::default();
    for word in text.split_ascii_whitespace() {
        if let Some(Meaning::Word(word)) = meaning(word.as_bytes()) {
            words.insert(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules;

    #[test]
    fn no_word_is_listed_twice() {
        let mut seen = BTreeSet::new();
        for word in VOCABULARY.iter().flat_map(|(_, words)| words.split_ascii_whitespace()) {
            assert!(seen.insert(word), "{word}");
            assert!(word.len() <= LONGEST, "{word}");
        }
        assert!(seen.len() < SLOTS / 2);
    }

    #[test]
    fn every_word_is_looked_up_and_no_other() {
        for (meaning, words) in VOCABULARY {
            for word in words.split_ascii_whitespace() {
                assert_eq!(super::meaning(word.as_bytes()), Some(*meaning), "{word}");
            }
        }
        for word in ["", " ", "jirajira", "tokentoken", "zzz"] {
            assert_eq!(meaning(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn the_words_of_the_rule_table_are_known() {
        for naming in rules::all().flat_map(|rule| rule.namings) {
            for word in naming.words.split_ascii_whitespace() {
                assert!(matches!(meaning(word.as_bytes()), Some(Meaning::Word(_))), "{word}");
            }
        }
    }
}
