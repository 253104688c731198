//! Whether a stretch can hold anything that is a credential by its name: asked before it is read.
//!
//! Most of what stands near a product's name is prose and code without a value, and to read it costs twenty times as much as
//! to ask. The answer must never be no where reading would find something, so each question here is weaker than the one in
//! [`values`](super::values) that it stands for. There are two sorts of values. *Drawn* ones show themselves by their
//! letters and digits. *Chosen* ones do not, and are looked for only near what passwords are called, or near the forms in
//! which a user and a secret travel together.

mod chosen;
mod drawn;
mod names;

use std::ops::Range;

/// How far above a stretch the head of a table that reaches into it is looked for.
const ABOVE: usize = 8_000;

/// If anything in `stretch` of `text` could be a credential, the offsets in the text at which what passwords are called may
/// stand. In `separated` values a column far above may be called a password.
pub(crate) fn find(text: &[u8], stretch: Range<usize>, separated: bool) -> Option<Vec<usize>> {
    let part = &text[stretch.clone()];
    let (mut mixed, mut drawn) = (false, false);
    for run in drawn::mixed_runs(part) {
        let in_address = part[..run.start].ends_with(b":") && part[run.clone()].starts_with(b"//");
        if separated || drawn::could_be(&part[run], in_address) {
            drawn = true;
            break;
        }
        mixed |= !in_address;
    }
    let mut names = names::find(part);
    // In a column or an object that is called a password, long values need not be drawn.
    let above = || &text[stretch.start.saturating_sub(ABOVE)..stretch.start];
    let called = || mixed && (!names.is_empty() || !names::find(above()).is_empty());
    if !drawn && !called() && !chosen::stands_near(part, &names) {
        return None;
    }
    for name in &mut names {
        *name += stretch.start;
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64;

    use super::*;
    use crate::detect::context::values;
    use crate::mint::Mint;
    use crate::rules::Shape;

    /// Whether a text that is no table can hold anything.
    fn asks_for_more(text: &str) -> bool {
        find(text.as_bytes(), 0..text.len(), false).is_some()
    }

    #[test]
    fn prose_and_code_are_passed_over() {
        for text in [
            "Jira Software and Confluence, the 2nd edition of 2023: see chapter 12.",
            "const issue = await client.issues.getIssue({ issueIdOrKey: 'PROJ-1234', fields: ['customfield_10010'] });",
            "import { Version3Client } from 'jira.js'; // version3",
            "https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post",
            "the password must have passed: jira, confluence and bitbucket ask for it",
            "password = get_password(name)\nuser = 'admin'",
            "    pass\n\n    def get_worklog(self, issue):\n        return self.session",
            "auth=('user', 'secret') and -u user:secret at https://user:secret@jira",
        ] {
            assert!(!asks_for_more(text), "{text}");
        }
    }

    #[test]
    fn whatever_fits_a_shape_that_is_drawn_is_seen() {
        const SHAPES: [Shape; 7] = [
            Shape::Hex(32),
            Shape::Hex(64),
            Shape::Alphanumeric(24),
            Shape::UrlSafe(64),
            Shape::Uuid,
            Shape::Opaque { shortest: 16, longest: 400 },
            Shape::PersonalToken,
        ];
        let mut mint = Mint::seeded(43);
        let mut fitting = 0;
        for round in 0..4000 {
            let letters = mint.alphanumeric(16 + round % 49);
            let hexadecimal = mint.hex(if round % 2 == 0 { 32 } else { 64 });
            let text = BASE64.encode(format!("name:{}", letters.to_lowercase()).as_bytes());
            for value in [letters, hexadecimal, mint.uuid(), text, mint.dc_pat()] {
                let mixed = value.bytes().any(|byte| byte.is_ascii_digit())
                    && value.bytes().any(|byte| byte.is_ascii_alphabetic());
                let fits = SHAPES.into_iter().any(|shape| values::fits(shape, value.as_bytes()));
                if mixed && (fits || values::plain_text(value.as_bytes()).is_some()) {
                    fitting += 1;
                    assert!(asks_for_more(&format!("a name: {value};")), "{value}");
                    assert!(asks_for_more(&format!("https://host/path?name={value}&x")), "{value}");
                }
            }
        }
        assert!(fitting > 15_000, "{fitting}");
    }

    #[test]
    fn chosen_values_are_seen_near_what_passwords_are_called() {
        let far = "and so on ".repeat(20);
        let chosen = format!("Zx9!{}", "kkq2");
        let pair = BASE64.encode(format!("me:{chosen}").as_bytes());
        for (text, seen) in [
            ("password: CHOSEN", true),
            ("CHOSEN is the password", true),
            ("jiraPw = 'CHOSEN'", true),
            ("BITBUCKET_PASS=CHOSEN", true),
            ("password='Zx9kk'q2'", true),
            ("senha: CHOSEN", true),
            ("webhookSecret: CHOSEN", true),
            ("auth=(\"me\", \"CHOSEN\")", true),
            ("curl --user me:CHOSEN", true),
            ("https://me:CHOSEN@jira", true),
            ("Basic PAIR", true),
            ("setting: CHOSEN", false),
            ("passing: CHOSEN", false),
            ("webhook: CHOSEN", false),
            ("password FAR CHOSEN", false),
            ("CHOSEN\npassword", false),
            ("password: Zx9!kk", false),
        ] {
            let text = text.replace("CHOSEN", &chosen).replace("PAIR", &pair).replace("FAR", &far);
            assert_eq!(asks_for_more(&text), seen, "{text}");
        }
    }
}
