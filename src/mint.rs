//! Makes credentials that look real and open nothing, for tests and for proving that a hook works.
//!
//! No credential-like text is kept in the sources; whoever needs one makes it here, at run time. The recipes are those of
//! `docs/rules/`; the random part has no relation to any account.

use std::hash::{BuildHasher, RandomState};

use data_encoding::{BASE64, BASE64URL, BASE64URL_NOPAD};

/// Letters and digits.
const ALPHANUMERIC: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// The alphabet of base64url.
const URL_SAFE: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Lower-case hexadecimal digits.
const HEX: &[u8] = b"0123456789abcdef";

/// A maker of credentials. Two makers with the same seed make the same ones.
#[derive(Debug)]
pub struct Mint {
    /// State of the generator (`SplitMix64`).
    state: u64,
}

impl Mint {
    /// A maker that repeats itself.
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A maker whose credentials nobody has seen.
    pub fn random() -> Self {
        Self::seeded(RandomState::new().hash_one("atlatch"))
    }

    /// The next 64 random bits. Not for cryptography.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// `count` random bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.draw().to_le_bytes()[3]).collect()
    }

    /// `count` characters of `alphabet`, which is ASCII.
    pub fn text(&mut self, alphabet: &[u8], count: usize) -> String {
        let length = alphabet.len() as u64;
        (0..count)
            .map(|_| {
                let index = usize::try_from((self.draw() >> 8) % length).unwrap_or_default();
                char::from(alphabet[index])
            })
            .collect()
    }

    /// `count` letters and digits.
    pub fn alphanumeric(&mut self, count: usize) -> String {
        self.text(ALPHANUMERIC, count)
    }

    /// `count` lower-case hexadecimal digits.
    pub fn hex(&mut self, count: usize) -> String {
        self.text(HEX, count)
    }

    /// A lower-case UUID.
    pub fn uuid(&mut self) -> String {
        let parts = [8, 4, 4, 4, 12].map(|count| self.hex(count));
        parts.join("-")
    }

    /// A 192-character token: four kind letters (`ATAT`, `ATST`, `ATCT`), two class letters (`at`, `ct`).
    pub fn long_token(&mut self, kind: &str, class: &str) -> String {
        let mut body = b"O|E|".to_vec();
        body.extend_from_slice(class.as_bytes());
        body.extend(self.bytes(128));
        with_crc(&(kind.to_owned() + &BASE64URL.encode(&body)))
    }

    /// A Bitbucket app password.
    pub fn atbb(&mut self) -> String {
        with_crc(&("ATBB".to_owned() + &self.text(ALPHANUMERIC, 24)))
    }

    /// An OAuth client secret or runner secret.
    pub fn atoa(&mut self) -> String {
        with_crc(&("ATOA".to_owned() + &self.text(URL_SAFE, 64)))
    }

    /// A Trello user token.
    pub fn atta(&mut self) -> String {
        with_crc(&("ATTA".to_owned() + &self.text(HEX, 64)))
    }

    /// A 24-character API token with its MD5 tail.
    pub fn legacy(&mut self) -> String {
        loop {
            let body = self.text(ALPHANUMERIC, 20);
            let digest = md5::compute(body.as_bytes());
            let token = format!("{body}{:02X}{:02X}", digest[0], digest[1]);
            let has = |test: fn(&u8) -> bool| token.bytes().any(|byte| test(&byte));
            if has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) {
                return token;
            }
        }
    }

    /// A Data Center personal access token: base64 of 12 digits, a colon and 20 random bytes.
    pub fn dc_pat(&mut self) -> String {
        let number = 100_000_000_000 + self.draw() % 900_000_000_000;
        let mut plain = format!("{number}:").into_bytes();
        plain.extend(self.bytes(20));
        BASE64.encode(&plain)
    }

    /// A JWT with this header and payload and a random signature.
    pub fn jwt(&mut self, header: &str, payload: &str) -> String {
        let signature = self.bytes(256);
        let [header, payload] = [header, payload].map(|part| BASE64URL_NOPAD.encode(part.as_bytes()));
        format!("{header}.{payload}.{}", BASE64URL_NOPAD.encode(&signature))
    }

    /// A browser session that ends in the year 2100.
    pub fn jwt_session(&mut self) -> String {
        let header =
            format!(r#"{{"kid":"session-service/prod-{}","alg":"RS256"}}"#, 1_000_000 + self.draw() % 1_000_000);
        let payload = format!(r#"{{"sub":"{}","iss":"session-service","exp":4102444800}}"#, self.hex(24));
        self.jwt(&header, &payload)
    }

    /// A 3LO access token that ends in the year 2100.
    pub fn jwt_access(&mut self) -> String {
        self.jwt_oauth("ACCESS", 4_102_444_800)
    }

    /// A 3LO refresh token that ends in the year 2100.
    pub fn jwt_refresh(&mut self) -> String {
        self.jwt_oauth("REFRESH", 4_102_444_800)
    }

    /// A 3LO token of this sort that ends at `exp`, in seconds since 1970.
    pub fn jwt_oauth(&mut self, sort: &str, exp: i64) -> String {
        let header = format!(r#"{{"kid":"auth.atlassian.com-{sort}-{}","alg":"RS256"}}"#, self.uuid());
        let payload = format!(r#"{{"iss":"https://auth.atlassian.com","jti":"{}","exp":{exp}}}"#, self.uuid());
        self.jwt(&header, &payload)
    }

    /// Another vendor's JWT.
    pub fn jwt_foreign(&mut self) -> String {
        let payload = format!(r#"{{"iss":"https://login.example.org","sub":"{}"}}"#, self.hex(24));
        self.jwt(r#"{"alg":"RS256","typ":"JWT"}"#, &payload)
    }
}

/// Appends the CRC-32 of the text in eight upper-case hexadecimal digits.
fn with_crc(text: &str) -> String {
    let crc = crc32fast::hash(text.as_bytes());
    format!("{text}{crc:08X}")
}

#[cfg(test)]
mod tests {
    use super::Mint;

    #[test]
    fn lengths_are_those_of_the_kinds() {
        let mut mint = Mint::seeded(1);
        assert_eq!(mint.long_token("ATAT", "at").len(), 192);
        assert!(mint.long_token("ATAT", "at").starts_with("ATATT3xFfGF0"));
        assert!(mint.long_token("ATCT", "ct").starts_with("ATCTT3xFfGN0"));
        assert_eq!(mint.atbb().len(), 36);
        assert_eq!(mint.atoa().len(), 76);
        assert_eq!(mint.atta().len(), 76);
        assert_eq!(mint.legacy().len(), 24);
        assert_eq!(mint.dc_pat().len(), 44);
    }

    #[test]
    fn a_seed_repeats_itself_and_chance_does_not() {
        assert_eq!(Mint::seeded(7).atoa(), Mint::seeded(7).atoa());
        assert_ne!(Mint::random().atoa(), Mint::random().atoa());
    }
}
