//! Micro-benchmarks of detection: the prefilter alone, each view, each rule. `cargo bench`, or `cargo bench view` for a part.
//!
//! Each text is about a hundred kilobytes, so that what is set up once does not count. For whole processes see `bench/`.

#![allow(clippy::expect_used, reason = "without a detector there is nothing to measure")]

use std::fmt;

use atlatch::detect::Detector;
use atlatch::mint::Mint;
use atlatch::rules::{self, Rule};
use divan::Bencher;
use divan::counter::BytesCount;

/// Bytes of a text.
const SIZE: usize = 100_000;

fn main() {
    divan::main();
}

/// The same piece until the text is long enough.
fn filled(piece: &str) -> String {
    piece.repeat(SIZE.div_ceil(piece.len()))
}

/// Scans a text as the content of a file.
fn scan(bencher: Bencher<'_, '_>, path: &str, text: &str) {
    let detector = Detector::new().expect("the table is sound");
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| detector.scan(path.as_bytes(), divan::black_box(text.as_bytes())));
}

/// What a hook pays before it has read anything.
#[divan::bench]
fn set_up() -> Detector {
    Detector::new().expect("the table is sound")
}

/// A text without any sign of a credential: one pass of the prefilter and one for signs of encodings.
#[divan::bench]
fn prefilter(bencher: Bencher<'_, '_>) {
    let text = filled("def add(first, second=None):\n    return [first, second or 12]  # the sum of both\n");
    scan(bencher, "add.py", &text);
}

/// A text around a product, where names and values have to be read.
#[divan::bench]
fn context(bencher: Bencher<'_, '_>) {
    let text = filled("issue = jira.issue('PROJ-12', fields='summary', expand='changelog')  # as in the guide\n");
    scan(bencher, "client.py", &text);
}

/// A way to write text, and a line of it that holds no credential.
struct Disguise(&'static str, &'static str);

impl fmt::Display for Disguise {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// What each view has to decode and finds nothing in.
const DISGUISES: &[Disguise] = &[
    Disguise("percent", "next=%2Fissues%2Fsearch%3Fsort%3Dupdated&back=%2Fhome\n"),
    Disguise("escapes", "\"title\": \"caf\\u00e9 \\u2013 \\u0041\\u0042 \\x41\",\n"),
    Disguise("entities", "<td>&lt;b&gt;salt&#32;&amp;&#x20;pepper&lt;/b&gt;</td>\n"),
    Disguise("quoted-printable", "<a href=3D\"index.html\" class=3D\"link=\n-plain\">home</a>=20\n"),
    Disguise("base64", "ZGVmIGFkZChmaXJzdCwgc2Vjb25kPU5vbmUpOiByZXR1cm4gZmlyc3Qgb3Igc2Vjb25k\n"),
    Disguise("hex", "64656620616464286669727374293a2072657475726e20666972737420 6f7220313220\n"),
    Disguise("zero-width", "a soft\u{ad}ly hyphen\u{ad}ated line\u{200b} of text\u{feff} and more\n"),
    Disguise("colours", "\u{1b}[32mok\u{1b}[0m  12 tests \u{1b}[1mpassed\u{1b}[0m in 3 seconds\n"),
    Disguise("joins", "message = \"first part, \" +\n    \"second part, \" \\\n    'and the third'\n"),
];

/// Each view.
#[divan::bench(args = DISGUISES)]
fn view(bencher: Bencher<'_, '_>, disguise: &Disguise) {
    scan(bencher, "text", &filled(disguise.1));
}

/// UTF-16, which has no line of its own in a string.
#[divan::bench]
fn utf16(bencher: Bencher<'_, '_>) {
    let text: Vec<u8> = filled("a line of text, as editors on some systems save it\r\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let detector = Detector::new().expect("the table is sound");
    bencher.counter(BytesCount::of_slice(&text)).bench(|| detector.scan(b"text", divan::black_box(&text)));
}

/// A rule by its id.
struct Named(&'static Rule);

impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.id)
    }
}

/// Each rule: what it takes to find and prove one, in the text of its first example.
#[divan::bench(args = rules::all().map(Named))]
fn rule(bencher: Bencher<'_, '_>, rule: &Named) {
    let examples = (rule.0.examples)(&mut Mint::seeded(1));
    let example = &examples.hits[0];
    let detector = Detector::new().expect("the table is sound");
    bencher
        .bench(|| detector.scan(divan::black_box(example.path.as_bytes()), divan::black_box(example.text.as_bytes())));
}
