//! Reads a name as the words it is made of, so that `JIRA_API_TOKEN`, `jiraApiToken`, `jira-api-token` and `jira.api.token`
//! are one.

use super::{Name, Owner};
use crate::detect::context::words::{self, Meaning, Word};
use crate::rules::Product;

/// Longer texts are no names.
const LONGEST_NAME: usize = 96;
/// More words than that are no name either.
const MOST_WORDS: usize = 16;

/// Two words that are one when written apart; bundlers hand to browsers what begins with the last ones, whatever it is.
const COMPOUNDS: &[(&str, &str, Meaning)] = &[
    ("ops", "genie", Meaning::Product(Product::Opsgenie)),
    ("genie", "key", Meaning::Product(Product::Opsgenie)),
    ("og", "api", Meaning::Product(Product::Opsgenie)),
    ("status", "page", Meaning::Product(Product::Statuspage)),
    ("bit", "bucket", Meaning::Product(Product::Bitbucket)),
    // Bitbucket's own search: `plugin.search.config.password`.
    ("plugin", "search", Meaning::Product(Product::Bitbucket)),
    ("jira", "align", Meaning::Product(Product::JiraAlign)),
    ("git", "hub", Meaning::Foreign),
    ("git", "lab", Meaning::Foreign),
    ("pager", "duty", Meaning::Foreign),
    ("new", "relic", Meaning::Foreign),
    ("data", "dog", Meaning::Foreign),
    ("circle", "ci", Meaning::Foreign),
    ("web", "hook", Meaning::Word(Word::Hook)),
    ("o", "auth", Meaning::Word(Word::Oauth)),
    ("o", "auth2", Meaning::Word(Word::Oauth)),
    ("pass", "word", Meaning::Word(Word::Password)),
    ("pass", "phrase", Meaning::Word(Word::Password)),
    // Its own pages: `atlassian.github.io`.
    ("atlassian", "github", Meaning::Product(Product::Atlassian)),
    // What a browser shows that it has logged in.
    ("seraph", "confluence", Meaning::Word(Word::Session)),
    ("seraph", "bamboo", Meaning::Word(Word::Session)),
    // `AC_SHARED_SECRET` of a Connect app.
    ("ac", "shared", Meaning::Word(Word::Shared)),
    // Of the consumer that someone logs in by: `BIT_SECRET`.
    ("bit", "secret", Meaning::Word(Word::Consumer)),
    // What is known by a key that opens nothing.
    ("alert", "key", Meaning::Turning),
    ("escalation", "key", Meaning::Turning),
    ("rotation", "key", Meaning::Turning),
    ("schedule", "key", Meaning::Turning),
    // The header that says a request is none of another page's.
    ("x", "atlassian", Meaning::Purpose),
    ("next", "public", Meaning::Plain),
    ("expo", "public", Meaning::Plain),
    ("nuxt", "public", Meaning::Plain),
];

impl Name {
    /// Reads a name; what is too long or has no letters says nothing.
    pub(crate) fn read(text: &[u8]) -> Self {
        let mut name = Self::default();
        if text.len() > LONGEST_NAME {
            return name;
        }
        let mut lower = [0; LONGEST_NAME];
        for (to, from) in lower.iter_mut().zip(text) {
            *to = from.to_ascii_lowercase();
        }
        let mut bounds = [(0_u8, 0_u8); MOST_WORDS];
        let count = split(text, &mut bounds);
        let mut words = bounds[..count].iter().map(|(start, end)| &lower[usize::from(*start)..usize::from(*end)]);
        let mut next = words.next();
        while let Some(word) = next {
            next = words.next();
            let compound = next.and_then(|second| compound(word, second));
            name.length = name.length.saturating_add(1);
            // The parameter by which Atlassian's servers take a user's password.
            if word == b"os" && next == Some(b"password") {
                name.owner = Some(Owner::Ours(Product::Atlassian));
                continue;
            }
            // The field of the page on which someone logs in to Jira.
            if word == b"form" && text.ends_with(b"login-form-password") {
                continue;
            }
            // What Tomcat calls the cookie of a session; in lower case it stands in links that nobody can use any more.
            if text.ends_with(b"JSESSIONID") && next.is_none() {
                name.take_secret_word(Word::Session);
                continue;
            }
            // What a bundler hands to browsers is no public key.
            if word == b"public" && next.is_some_and(|next| matches!(words::meaning(next), Some(Meaning::Product(_)))) {
                continue;
            }
            if let Some(meaning) = compound {
                name.take(word, meaning);
                match word {
                    b"genie" => name.take(b"geniekey", meaning),
                    b"ac" => name.owner = Some(Owner::Ours(Product::Atlassian)),
                    b"bit" if meaning == Meaning::Word(Word::Consumer) => {
                        name.take_secret_word(Word::Secret);
                        name.owner = Some(Owner::Ours(Product::Bitbucket));
                    }
                    b"seraph" => name.owner = Some(Owner::Ours(Product::Atlassian)),
                    b"og" => name.words.insert(Word::Api),
                    _ => {}
                }
                next = words.next();
            } else {
                name.take_word(word);
            }
        }
        name.finish()
    }

    /// Takes one word, or the words that are written in one.
    fn take_word(&mut self, word: &[u8]) {
        if let Some(meaning) = words::meaning(word).or_else(|| without_digits(word).and_then(words::meaning)) {
            self.take(word, meaning);
        } else if !self.take_concatenated(word) && word.len() > 2 && !word[0].is_ascii_digit() {
            self.unknown = self.unknown.saturating_add(1);
            self.last = None;
        }
    }

    /// Takes words written together without a break, as in `jiraapitoken`; only if known words can be cut off from its end
    /// until a known one is left.
    fn take_concatenated(&mut self, word: &[u8]) -> bool {
        const ENDS: [&[u8]; 9] =
            [b"token", b"password", b"passwd", b"secret", b"key", b"pass", b"pat", b"hook", b"credentials"];
        const LEADS: [&[u8]; 17] = [
            b"api",
            b"auth",
            b"db",
            b"access",
            b"client",
            b"consumer",
            b"oauth",
            b"jira",
            b"confluence",
            b"bitbucket",
            b"trello",
            b"atlassian",
            b"bamboo",
            b"opsgenie",
            b"statuspage",
            b"user",
            b"webhook",
        ];
        let Some(end) = ENDS.iter().find(|end| word.len() > end.len() && word.ends_with(end)) else { return false };
        let rest = &word[..word.len() - end.len()];
        let known = LEADS.contains(&rest) || ENDS.contains(&rest);
        let lead = LEADS.iter().find(|lead| rest.starts_with(lead) && LEADS.contains(&&rest[lead.len()..]));
        if !known && lead.is_none() {
            return false;
        }
        let cut = lead.map_or(rest.len(), |lead| lead.len());
        for part in [&rest[..cut], &rest[cut..], *end] {
            if part != b"user"
                && let Some(meaning) = words::meaning(part)
            {
                self.take(part, meaning);
            }
        }
        true
    }
}

/// What two words say together.
fn compound(first: &[u8], second: &[u8]) -> Option<Meaning> {
    // Few words begin one.
    if !first.first().is_some_and(|byte| b"ogsbjpndcwexar".contains(byte)) {
        return None;
    }
    COMPOUNDS
        .iter()
        .find(|(one, other, _)| one.as_bytes() == first && other.as_bytes() == second)
        .map(|(_, _, meaning)| *meaning)
}

/// The word without the number at its end, if it has one.
fn without_digits(word: &[u8]) -> Option<&[u8]> {
    let digits = word.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then(|| &word[..word.len() - digits])
}

/// Splits into words at anything but letters and digits and where the case changes; returns how many.
fn split(text: &[u8], bounds: &mut [(u8, u8); MOST_WORDS]) -> usize {
    let mut count = 0;
    let mut start = None;
    let mut end_word = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take()
            && let (Ok(from), Ok(end)) = (u8::try_from(from), u8::try_from(end))
            && count < MOST_WORDS
        {
            bounds[count] = (from, end);
            count += 1;
        }
    };
    for (at, byte) in text.iter().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            end_word(&mut start, at);
            continue;
        }
        let hump = byte.is_ascii_uppercase() && at > 0 && {
            let follows_lower = text[at - 1].is_ascii_lowercase();
            let ends_capitals =
                text[at - 1].is_ascii_uppercase() && text.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            follows_lower || ends_capitals
        };
        if hump {
            end_word(&mut start, at);
        }
        start.get_or_insert(at);
    }
    end_word(&mut start, text.len());
    count
}
