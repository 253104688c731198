//! Tests of text within the base64 of binary data: certificates, keys, serialised objects.

use data_encoding::{BASE64, HEXLOWER};

use crate::detect::Detector;
use crate::mint::Mint;

/// Binary data with texts in it.
fn binary(mint: &mut Mint, texts: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0x30, 0x82];
    for text in texts {
        bytes.extend(mint.bytes(97));
        bytes.extend([0x06, 0x13]);
        bytes.extend(text.bytes());
        bytes.push(0x30 | 0x80);
    }
    bytes.extend(mint.bytes(600));
    bytes
}

/// What data are written as, in lines as certificates have them.
fn armoured(written: &str, width: usize) -> String {
    let lines: Vec<_> = written.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

#[test]
fn a_bundle_of_certificates_is_looked_at_whole() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(81);
    let names = ["Example Trust Services Limited", "Example Root Certification Authority", "www.example.org"];
    for width in [64, 76] {
        let bundle: String = (0..300).map(|_| armoured(&BASE64.encode(&binary(&mut mint, &names)), width)).collect();
        assert!(bundle.len() > 300_000);
        let token = mint.long_token("ATAT", "at");
        let (start, end) = token.split_at(60);
        let text = format!("{bundle}x = \"{start}\" + \"{end}\"\n");
        let detection = detector.scan(b"bundle.pem", text.as_bytes());
        let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
        assert_eq!(found, [token.as_bytes()], "{width}");
        assert!(detection.skipped.is_empty(), "{:?}", detection.skipped);
    }
}

#[test]
fn a_credential_within_binary_data_is_found() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(82);
    let kinds: [fn(&mut Mint) -> String; 5] =
        [|mint| mint.long_token("ATAT", "at"), Mint::atbb, Mint::atta, Mint::legacy, Mint::dc_pat];
    for kind in kinds.into_iter().cycle().take(100) {
        for width in [64, 76, 5_000] {
            for encode in [|bytes: &[u8]| BASE64.encode(bytes), |bytes: &[u8]| HEXLOWER.encode(bytes)] {
                let token = kind(&mut mint);
                let lead = "x".repeat(mint.bytes(1)[0].into());
                let bytes = binary(&mut mint, &["Example Trust Services", &lead, &token, "Example"]);
                let detection = detector.scan(b"object.pem", armoured(&encode(&bytes), width).as_bytes());
                let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
                assert_eq!(found, [token.as_bytes()], "{width}");
            }
        }
    }
}

#[test]
fn a_password_in_a_long_text_within_binary_data_is_found() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(84);
    for width in [64, 5_000] {
        let password = mint.alphanumeric(14);
        let prose = "# What the robot logs in with, which is kept in one place only.\n".repeat(6);
        let settings = format!("{prose}url = https://jira.example.org\njira.password = {password}\n{prose}");
        let text = armoured(&BASE64.encode(&binary(&mut mint, &["Example", &settings])), width);
        let detection = detector.scan(b"object.pem", text.as_bytes());
        let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
        assert_eq!(found, [password.as_bytes()], "{width}");
    }
}

#[test]
fn whatever_base64_and_text_are_mixed_each_place_is_looked_at_once() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(85);
    let line = "A".repeat(28) + &BASE64.encode(b"some text") + "\n" + &BASE64.encode(b" t is here so");
    assert!(detector.scan(b"lines.txt", line.as_bytes()).findings.is_empty());
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..6 {
            let length = usize::from(mint.bytes(1)[0] % 48);
            text += &match mint.draw() % 5 {
                0 => "A".repeat(length),
                1 => BASE64.encode(&b"some text that is here so some more text of it"[..length.min(46)]),
                2 => BASE64.encode(&mint.bytes(length)),
                3 => HEXLOWER.encode(&b"some text that is here so some more text of it"[..length.min(46)]),
                _ => "\n".to_owned(),
            };
        }
        assert!(detector.scan(b"lines.txt", text.as_bytes()).findings.is_empty());
    }
}

#[test]
fn a_token_at_the_end_of_what_is_encoded_is_found_above_other_data() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(86);
    for lead in 0..30 {
        for (before, between) in [("[\"", "\",\n \""), ("", "\n"), ("a: ", "\n")] {
            let token = mint.dc_pat();
            // Whole groups, which need no padding.
            let text = "x".repeat(1 + lead * 3) + ":" + &token;
            let other = BASE64.encode(&mint.bytes(60));
            let text = format!("{before}{}{between}{other}\n", BASE64.encode(text.as_bytes()));
            let detection = detector.scan(b"values.txt", text.as_bytes());
            let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
            assert_eq!(found, [token.as_bytes()], "{text}");
        }
    }
}
