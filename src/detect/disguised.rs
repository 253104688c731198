//! Every kind that proves itself, in every disguise, in random surroundings: found, as what it is, and on its line.

use std::fmt::Write as _;
use std::io::Write as _;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};

use super::Detector;
use crate::finding::Confidence;
use crate::mint::Mint;

/// A kind and how to make one.
type Kind = (&'static [&'static str], fn(&mut Mint) -> String);

/// The kinds, each with the ids it may be reported under: what stands near decides between some.
const KINDS: &[Kind] = &[
    (&["atlassian-api-token"], |mint| mint.long_token("ATAT", "at")),
    (&["atlassian-service-account-token"], |mint| mint.long_token("ATST", "at")),
    (&["atlassian-org-api-key", "bitbucket-access-token"], |mint| mint.long_token("ATCT", "ct")),
    (&["atlassian-token-unknown"], |mint| mint.long_token("ATQX", "qx")),
    (&["atlassian-oauth-client-secret"], Mint::atoa),
    (&["trello-token"], Mint::atta),
    (&["bitbucket-app-password"], Mint::atbb),
    (&["atlassian-api-token-legacy"], Mint::legacy),
    (&["atlassian-dc-pat"], Mint::dc_pat),
    (&["bitbucket-dc-http-token"], |mint| format!("BBDC-{}", mint.dc_pat())),
    (&["atlassian-session-token"], Mint::jwt_session),
    (&["atlassian-oauth-access-token"], Mint::jwt_access),
    (&["atlassian-oauth-refresh-token"], Mint::jwt_refresh),
];

/// How a secret is written where it stands.
type Write = fn(&mut Mint, &str) -> String;

/// The disguises of a value.
const VALUES: &[(&str, Write)] = &[
    ("plain", |_, secret| secret.to_owned()),
    ("percent", |_, secret| each(secret, |byte| format!("%{byte:02X}"))),
    ("percent twice", |_, secret| each(secret, |byte| format!("%25{byte:02x}"))),
    ("percent, signs only", |_, secret| signs(secret, |byte| format!("%{byte:02X}"))),
    ("percent, some", |mint, secret| some(mint, secret, |byte| format!("%{byte:02x}"))),
    ("json", |_, secret| each(secret, |byte| format!("\\u{byte:04x}"))),
    ("json, some", |mint, secret| some(mint, secret, |byte| format!("\\u{byte:04X}"))),
    ("json in json", |mint, secret| some(mint, secret, |byte| format!("\\\\u{byte:04x}"))),
    ("hexadecimal escapes", |mint, secret| some(mint, secret, |byte| format!("\\x{byte:02x}"))),
    ("braces", |mint, secret| some(mint, secret, |byte| format!("\\u{{{byte:x}}}"))),
    ("octal", |_, secret| each(secret, |byte| format!("\\{byte:03o}"))),
    ("references", |_, secret| each(secret, |byte| format!("&#{byte};"))),
    ("hexadecimal references", |mint, secret| some(mint, secret, |byte| format!("&#x{byte:X};"))),
    ("references twice", |mint, secret| some(mint, secret, |byte| format!("&amp;#{byte};"))),
    ("quoted-printable", |_, secret| secret.replace('=', "=3D")),
    ("shell", |_, secret| signs(secret, |byte| format!("\\{}", char::from(byte)))),
    ("base64", |_, secret| BASE64.encode(secret.as_bytes())),
    ("base64 of a pair", |mint, secret| BASE64.encode(format!("{}@example.org:{secret}", word(mint)).as_bytes())),
    ("base64 for addresses", |mint, secret| BASE64URL_NOPAD.encode(format!("{}:{secret}\n", word(mint)).as_bytes())),
    ("base64 twice", |_, secret| BASE64.encode(BASE64.encode(format!("u:{secret}").as_bytes()).as_bytes())),
    ("hexadecimal digits", |_, secret| HEXLOWER.encode(secret.as_bytes())),
    ("hexadecimal digits of a pair", |mint, secret| HEXUPPER.encode(format!("{}:{secret}", word(mint)).as_bytes())),
    ("base64 of gzip", |mint, secret| {
        let text = format!("{}: {secret}\n{}\n", word(mint), mint.alphanumeric(400));
        BASE64.encode(&gzip(text.as_bytes()))
    }),
    ("base64 in percent", |_, secret| signs(&BASE64.encode(secret.as_bytes()), |byte| format!("%{byte:02X}"))),
    ("a list of numbers", |_, secret| format!("[{}]", each(secret, |byte| format!("{byte}, ")))),
    ("a list of hexadecimal numbers", |_, secret| each(secret, |byte| format!("0x{byte:02X},"))),
    ("the registry of Windows", |_, secret| {
        let wide: Vec<String> = secret.bytes().flat_map(|byte| [format!("{byte:02x}"), "00".to_owned()]).collect();
        wide.chunks(25).map(|line| line.join(",")).collect::<Vec<_>>().join(",\\\n  ")
    }),
    ("pairs of digits", |_, secret| pairs(secret).join(" ")),
    ("pairs of digits and colons", |_, secret| pairs(secret).join(":")),
    ("pairs of digits and dashes", |_, secret| pairs(secret).join("-")),
    ("a dump", |_, secret| dump(secret, ": ", |row| row.chunks(2).map(|pair| HEXLOWER.encode(pair) + " ").collect())),
    ("a dump with columns", |_, secret| {
        dump(secret, "  ", |row| {
            row.chunks(8)
                .map(|half| half.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x} ")) + " ")
                .collect()
        })
    }),
    ("zero-width", |mint, secret| strewn(mint, secret, "\u{200b}")),
    ("marks of direction", |mint, secret| strewn(mint, secret, "\u{202a}")),
    ("soft hyphen", |mint, secret| strewn(mint, secret, "\u{ad}")),
    ("colours", |mint, secret| strewn(mint, secret, "\u{1b}[1;31m")),
    ("side by side", |mint, secret| pieces(mint, secret).join("\" \"")),
    ("plus", |mint, secret| pieces(mint, secret).join("\" + \"")),
    ("plus, on lines", |mint, secret| pieces(mint, secret).join("\" +\n    \"")),
    ("dot", |mint, secret| pieces(mint, secret).join("\" . \"")),
    ("two dots", |mint, secret| pieces(mint, secret).join("\" .. \"")),
    ("continued", |mint, secret| pieces(mint, secret).join("\\\n")),
    ("format", |mint, secret| format!("%s%s\" \"{}", pieces(mint, secret).join("\" \""))),
    ("a blank that does not break", |mint, secret| pieces(mint, secret).join("\u{a0}")),
    ("markup", |mint, secret| pieces(mint, secret).join("</b><b class=\"x\">")),
    ("list", |mint, secret| pieces(mint, secret).join("\", \"")),
    ("block of a list", |mint, secret| pieces(mint, secret).join("\"\n  - \"")),
    ("statements", |mint, secret| pieces(mint, secret).join("\";\nout += \"")),
    ("calls", |mint, secret| pieces(mint, secret).join("\").append(\"")),
    ("template", |mint, secret| pieces(mint, secret).join("\"}${\"")),
];

/// How a whole file is written.
type WriteFile = fn(&[u8]) -> Vec<u8>;

/// The disguises of a whole file.
const FILES: &[(&str, WriteFile)] = &[
    ("utf-16", |text| wide(text, "utf-16", true)),
    ("utf-16 without mark", |text| wide(text, "utf-16", false)),
    ("utf-16, big end first", |text| wide(text, "utf-16-be", false)),
    ("utf-32", |text| wide(text, "utf-32", false)),
    ("gzip", gzip),
];

/// Every byte written by `write`.
fn each(secret: &str, write: impl Fn(u8) -> String) -> String {
    secret.bytes().map(write).collect()
}

/// Every byte in two hexadecimal digits.
fn pairs(secret: &str) -> Vec<String> {
    secret.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// Signs written by `write`.
fn signs(secret: &str, write: impl Fn(u8) -> String) -> String {
    secret.bytes().map(|byte| if b"=+/".contains(&byte) { write(byte) } else { char::from(byte).to_string() }).collect()
}

/// A third of the bytes, the first of them among these, written by `write`.
fn some(mint: &mut Mint, secret: &str, write: impl Fn(u8) -> String) -> String {
    let escaped = |(index, byte): (usize, u8)| {
        if index == 0 || mint.draw().is_multiple_of(3) { write(byte) } else { char::from(byte).to_string() }
    };
    secret.bytes().enumerate().map(escaped).collect()
}

/// The secret with something unseen behind three of its characters.
fn strewn(mint: &mut Mint, secret: &str, unseen: &str) -> String {
    let places = [0; 3].map(|_| below(mint, secret.len() - 1));
    let with = |(index, char): (usize, char)| format!("{char}{}", if places.contains(&index) { unseen } else { "" });
    secret.chars().enumerate().map(with).collect()
}

/// The secret in two or three pieces, a short one in two; web tokens in as many as lines have room for.
fn pieces<'s>(mint: &mut Mint, secret: &'s str) -> Vec<&'s str> {
    let width = match secret.len() {
        300.. => 60 + below(mint, 40),
        60.. => secret.len() / 3 + 1 + below(mint, secret.len() / 4),
        length => length / 2 + below(mint, length / 3),
    };
    let ends = (1..).map(|count| (count * width).min(secret.len()));
    let starts = (0..).map(|count| count * width).take_while(|start| *start < secret.len());
    starts.zip(ends).map(|(start, end)| &secret[start..end]).collect()
}

/// A dump in rows of sixteen bytes, each with its offset before and its characters behind.
fn dump(secret: &str, colon: &str, write: impl Fn(&[u8]) -> String) -> String {
    let row = |(number, row): (usize, &[u8])| {
        format!("\n{:08x}{colon}{} |{}|", number * 16, write(row), String::from_utf8_lossy(row))
    };
    secret.as_bytes().chunks(16).enumerate().map(row).collect()
}

/// A text, packed.
fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A text in two or four bytes a character.
fn wide(text: &[u8], encoding: &str, mark: bool) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let text = if mark { format!("\u{feff}{text}") } else { text.into_owned() };
    match encoding {
        "utf-16" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16-be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.chars().flat_map(|char| u32::from(char).to_le_bytes()).collect(),
    }
}

/// A random number below `bound`.
fn below(mint: &mut Mint, bound: usize) -> usize {
    usize::try_from(mint.draw() >> 16).unwrap_or_default() % bound
}

/// A word.
fn word(mint: &mut Mint) -> &'static str {
    const WORDS: [&str; 12] = [
        "queue", "worker", "window", "retry", "colour", "ledger", "harvest", "copper", "meadow", "signal", "anchor",
        "timber",
    ];
    WORDS[below(mint, WORDS.len())]
}

/// Lines that have nothing to do with it.
fn surroundings(mint: &mut Mint) -> String {
    let mut text = String::new();
    for _ in 0..below(mint, 6) {
        let (one, other, number) = (word(mint), word(mint), below(mint, 5000));
        let _ = match below(mint, 6) {
            0 => writeln!(text, "{one}_{other} = {number}"),
            1 => writeln!(text, "  {one}: {other}"),
            2 => writeln!(text, "The {one} of the {other} is read {number} times."),
            3 => writeln!(text, "    {one}.{other}(\"{one}\", {number})"),
            4 => writeln!(text, "<{one} {other}=\"{number}\"/>"),
            _ => writeln!(text),
        };
    }
    text
}

/// A file with the written secret in it, and the line it begins on.
fn file(mint: &mut Mint, written: &str) -> (String, usize) {
    let before = surroundings(mint);
    let name = word(mint);
    let (lead, rest) = match below(mint, 4) {
        // Short pieces are put together only near the name of a product.
        _ if written.contains(['"', '\n', '\u{a0}']) => (format!("jira_{name} = \""), "\"\n"),
        0 => (format!("{name} = \""), "\"\n"),
        1 => (format!("  {name}: "), "\n"),
        2 => (format!("<{name}>"), "</x>\n"),
        _ => (format!("{name} '"), "', 1)\n"),
    };
    let line = 1 + before.matches('\n').count() + usize::from(written.starts_with('\n'));
    (format!("{before}{lead}{written}{rest}{}", surroundings(mint)), line)
}

/// Looks for a secret of a kind in a file; what is wrong, if anything.
fn problem(detector: &Detector, (ids, _): Kind, secret: &str, text: &[u8], line: usize) -> Option<String> {
    let detection = detector.scan(b"notes", text);
    let found: Vec<_> = detection
        .findings
        .iter()
        .map(|finding| {
            (finding.rule.id, finding.place.line, finding.confidence, finding.secret.bytes() == secret.as_bytes())
        })
        .collect();
    let right = found.iter().any(|(id, at, confidence, whole)| {
        ids.contains(id) && *at == line && *confidence == Confidence::Verified && *whole
    });
    (!right || found.len() != 1).then(|| format!("{ids:?} on line {line}, found {found:?}"))
}

#[test]
fn every_kind_is_seen_in_every_disguise() {
    const SEEDS: u64 = 10;
    let detector = Detector::new().unwrap();
    let mut problems = Vec::new();
    for seed in 0..SEEDS {
        for (number, kind) in KINDS.iter().enumerate() {
            let mut mint = Mint::seeded(1_000 * seed + number as u64);
            for (name, write) in VALUES {
                let secret = kind.1(&mut mint);
                let written = write(&mut mint, &secret);
                let (text, line) = file(&mut mint, &written);
                let problem = problem(&detector, *kind, &secret, text.as_bytes(), line);
                problems.extend(problem.map(|problem| format!("seed {seed}, {name}: {problem}")));
            }
            for (name, write) in FILES {
                let secret = kind.1(&mut mint);
                let (text, line) = file(&mut mint, &secret);
                let problem = problem(&detector, *kind, &secret, &write(text.as_bytes()), line);
                problems.extend(problem.map(|problem| format!("seed {seed}, {name}: {problem}")));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_kind_is_seen_in_lines_of_one_width() {
    const LEADERS: [&str; 14] =
        ["", "    ", "# ", "// ", "-- ", "> ", ">>", "+", "REM ", "dnl ", "' ", "! ", ":: ", "|  "];
    let detector = Detector::new().unwrap();
    let mut problems = Vec::new();
    for (number, kind) in KINDS.iter().enumerate() {
        let mut mint = Mint::seeded(7_000 + number as u64);
        for leader in LEADERS {
            for (width, behind) in [(30, ""), (60, "}"), (64, "end"), (70, "EOF"), (36, "The end of it.")] {
                let secret = kind.1(&mut mint);
                let lines = secret.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line));
                let value = lines.collect::<Vec<_>>().join(&format!("\n{leader}"));
                let text = format!("{leader}The token of jira is\n{leader}{value}\n{leader}{behind}\n");
                let problem = problem(&detector, *kind, &secret, text.as_bytes(), 2);
                problems.extend(problem.map(|problem| format!("{leader:?} {width} {behind:?}: {problem}")));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_web_token_in_lines_ends_with_its_signature() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(76);
    for width in 20..72 {
        let secret = mint.jwt_access();
        let lines: Vec<_> = secret.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
        let text = format!("{}\nsignature\n", lines.join("\n"));
        let found = detector.scan(b"notes", text.as_bytes()).findings;
        let found: Vec<_> = found.iter().map(|finding| finding.secret.bytes()).collect();
        assert_eq!(found, [secret.as_bytes()], "{width}");
    }
}

#[test]
fn a_name_may_be_encoded_where_its_value_is_not() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(77);
    for _ in 0..20 {
        let value = mint.alphanumeric(32);
        for text in [
            format!("https://acme.atlassian.net/login?user=me&%61piToken={value}&x=1\n"),
            format!("{{\"host\": \"acme.atlassian.net\", \"\\u0061piToken\": \"{value}\"}}\n"),
            format!("<jira><p name=\"api&#84;oken\">{value}</p></jira>\n"),
        ] {
            let detection = detector.scan(b"notes", text.as_bytes());
            let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
            assert_eq!(found, [value.as_bytes()], "{text}");
        }
    }
}

#[test]
fn a_value_may_begin_with_a_dash() {
    let detector = Detector::new().unwrap();
    let mut mint = Mint::seeded(78);
    for _ in 0..20 {
        let value = format!("-{}", mint.alphanumeric(40));
        for text in [
            format!("ATLASSIAN_SCIM_API_KEY={value}\n"),
            format!("atlassian_scim_api_key: {value}\n"),
            format!("scim(atlassian_token='{value}')\n"),
        ] {
            let detection = detector.scan(b"notes", text.as_bytes());
            let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
            assert_eq!(found, [value.as_bytes()], "{text}");
        }
    }
}
