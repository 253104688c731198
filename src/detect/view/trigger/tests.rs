//! Tests of pieces that are put together, and of those that are not missed beside others.

use crate::detect::Detector;
use crate::mint::Mint;

#[test]
fn credentials_in_two_lines_each_are_found_one_below_the_other() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(91);
    for cut in [1, 5, 12, 13, 60, 76, 190] {
        let broken: Vec<String> = (0..5)
            .map(|_| {
                let token = mint.long_token("ATAT", "at");
                let (first, second) = token.split_at(cut);
                format!("{first}\n{second}\n")
            })
            .collect();
        let found = detector.scan(b"tokens.txt", broken.concat().as_bytes()).findings;
        assert_eq!(found.len(), 5, "{cut}");
    }
}

#[test]
fn a_credential_in_two_pieces_is_found_however_near_the_next_one_is() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(92);
    for (rest, apart) in [(1, ","), (2, ","), (3, " "), (2, "&"), (1, "\n"), (3, "\n")] {
        let [first, second] = [mint.atbb(), mint.atbb()];
        let (start, end) = first.split_at(first.len() - rest);
        let text = format!("{start}=\n{end}{apart}{second}\n");
        assert_eq!(detector.scan(b"mail.txt", text.as_bytes()).findings.len(), 2, "{rest} {apart:?}");
    }
}

#[test]
fn a_credential_in_two_pieces_that_part_an_escape_is_found() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(93);
    for token in [mint.atbb(), mint.atta(), mint.atoa(), mint.long_token("ATAT", "at")] {
        let (before, rest) = token.split_at(12);
        let byte = rest.as_bytes()[0];
        let behind = &rest[1..];
        let hex = format!("{byte:02x}");
        for text in [
            format!("\"{before}\\u00\" + \"{hex}{behind}\""),
            format!("{before}%{}\\\n{}{behind}\n", &hex[..1], &hex[1..]),
            format!("{before}%{}=\n{}{behind}\n", &hex[..1], &hex[1..]),
        ] {
            assert_eq!(detector.scan(b"pieces.txt", text.as_bytes()).findings.len(), 1, "{}", &text[..4]);
        }
    }
}

#[test]
fn short_pieces_near_a_product_need_not_all_hold_a_digit() {
    const BETWEEN: [&str; 7] =
        ["\" + \"", "\" +\n  f\"", "\" + // the 2nd half\n  \"", "\" /* and */ + \"", "\"\n\"", "\\\n", "=\n"];
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(95);
    let has_digit = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    let mut counted = [0; 2];
    while counted.iter().any(|count| *count < 20) {
        let token = mint.legacy();
        let (first, second) = token.split_at(12);
        if has_digit(first) == has_digit(second) {
            continue;
        }
        counted[usize::from(has_digit(first))] += 1;
        for between in BETWEEN {
            let text = format!("jira = login(me, \"{first}{between}{second}\")\n");
            assert_eq!(detector.scan(b"login.py", text.as_bytes()).findings.len(), 1, "{between:?}");
        }
    }
}

#[test]
fn the_escape_that_is_parted_need_not_be_the_first() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(94);
    for token in [mint.atbb(), mint.atta(), mint.long_token("ATAT", "at")] {
        let escaped = |at: usize| format!("\\u{:04x}", token.as_bytes()[at]);
        let (start, end) = token.split_at(21);
        let (first, last) = (escaped(15), escaped(20));
        let start = format!("{}{first}{}{}", &start[..15], &start[16..20], &last[..4]);
        let text = format!("\"{start}\" + \"{}{end}\"\n", &last[4..]);
        assert_eq!(detector.scan(b"pieces.js", text.as_bytes()).findings.len(), 1, "{}", &text[..5]);
    }
}

#[test]
fn an_address_in_a_mail_is_cut_wherever_its_line_is_full() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(96);
    let kinds: [fn(&mut Mint) -> String; 4] = [Mint::atbb, Mint::atoa, Mint::atta, Mint::dc_pat];
    for path in [80, 120, 200] {
        for (kind, cut) in kinds.iter().cycle().zip(0..80) {
            let token = kind(&mut mint);
            let path = mint.alphanumeric(path - cut.min(79));
            let address = format!("https://jira.example.org/{path}/token=3D{}/end", token.replace('=', "=3D"));
            let lines: Vec<_> = address.as_bytes().chunks(75).map(String::from_utf8_lossy).collect();
            // No line ends within an escape.
            if lines.iter().any(|line| line.ends_with('=') || line.ends_with("=3")) {
                continue;
            }
            let text = format!("Content-Transfer-Encoding: quoted-printable\n\n{}\n", lines.join("=\n"));
            let found = detector.scan(b"mail.eml", text.as_bytes()).findings;
            assert!(found.iter().any(|finding| finding.secret.bytes() == token.as_bytes()), "{text}");
        }
    }
}
