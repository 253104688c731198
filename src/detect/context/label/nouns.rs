//! Words beside a name or a value that are neither: types, wrappers, and what a name or a value is called.

use super::super::reader::Glue;
use super::Labels;

/// No such word is longer.
const LONGEST: usize = 24;

impl Labels<'_> {
    /// Words that stand between a name and its value and say nothing: types, wrappers, elements of HTML.
    pub(super) fn is_neutral(self, index: usize) -> bool {
        let mut lower = [0; LONGEST];
        // What is called, where that is a path.
        let word = self.word(index);
        let last = &word[memchr::memrchr(b'.', word).map_or(0, |dot| dot + 1)..];
        // `"Bearer " + "…"`, `@"…"`, `$'…'`, `!!str`.
        if word.iter().all(|byte| b"+@$*!^".contains(byte)) {
            return true;
        }
        // `r"…"`, `r#"…"#`
        if word == b"r" {
            let end = self.term(index).map_or(0, |term| term.end);
            return self.text.get(end).is_some_and(|byte| b"\"'#".contains(byte));
        }
        let last = &last[last.iter().take_while(|byte| **byte == b'!').count()..];
        matches!(
            in_lower_case(last, &mut lower),
            b"string"
                | b"str"
                | b"text"
                | b"oauth"
                | b"secretstr"
                | b"some"
                | b"ok"
                | b"optional"
                | b"const"
                | b"char"
                | b"object"
                | b"any"
                | b"bytes"
                | b"buffer"
                | b"from"
                | b"of"
                | b"valueof"
                | b"tostring"
                | b"as"
                | b"is"
                | b"literal"
                | b"cdata"
                | b"convertto-securestring"
                | b"sensitive"
                | b"unsecured"
                | b"encode"
                | b"stringify"
                | b"var"
                | b"let"
                | b"val"
                | b"final"
                | b"or"
                | b"to"
                | b"equals"
                | b"byte"
                | b"varchar"
                | b"td"
                | b"th"
                | b"tr"
                | b"code"
                | b"b"
                | b"i"
                | b"em"
                | b"strong"
                | b"span"
                | b"p"
                | b"div"
                | b"tt"
                | b"pre"
                | b"kbd"
                | b"li"
                | b"dd"
                | b"dt"
                | b"a"
                | b"br"
                | b"samp"
                | b"font"
                | b"export"
                | b"set"
                | b"get"
                | b"echo"
                | b"return"
                | b"public"
                | b"private"
                | b"static"
                | b"else"
                | b"then"
                | b"not"
                | b"null"
                | b"nil"
                | b"none"
                | b"self"
        )
    }

    /// What a value is called where its name stands beside it: `name: X`, `value: Y`.
    pub(super) fn is_value_noun(self, index: usize, glue: Glue) -> bool {
        let mut lower = [0; LONGEST];
        let word = in_lower_case(self.word(index), &mut lower);
        // `string` is also a type, which stands between a name and its value.
        let typed = word == b"string" && !glue.has(Glue::TAG_END);
        !typed
            && matches!(
                word,
                b"value"
                    | b"values"
                    | b"val"
                    | b"default"
                    | b"defaultvalue"
                    | b"default_value"
                    | b"text"
                    | b"content"
                    | b"string"
                    | b"data"
                    | b"plaintext"
                    | b"secrettext"
                    | b"current"
                    | b"currentvalue"
                    | b"current_value"
                    | b"initialvalue"
                    | b"simplevalue"
                    | b"secret_string"
                    | b"stringvalue"
                    | b"string_value"
                    | b"secretstring"
                    | b"literal"
                    | b"v"
                    | b"raw"
                    | b"body"
                    | b"param-value"
                    | b"argument.value"
                    | b"plaintext_value"
                    | b"plaintextvalue"
            )
    }

    /// What the name of a value is called where they stand side by side.
    pub(super) fn is_naming_noun(self, index: usize) -> bool {
        let mut lower = [0; LONGEST];
        matches!(
            in_lower_case(self.word(index), &mut lower),
            b"name"
                | b"key"
                | b"id"
                | b"variable"
                | b"var"
                | b"env"
                | b"label"
                | b"title"
                | b"field"
                | b"parameter"
                | b"param"
                | b"property"
                | b"setting"
                | b"header"
                | b"k"
                | b"option"
                | b"envvar"
                | b"credentialsid"
                | b"credential_id"
                | b"attribute"
                | b"n"
                | b"param-name"
                | b"secret_name"
                | b"secretname"
                | b"variable_name"
        )
    }
}

/// A word in lower case; nothing if it is longer than any of these.
fn in_lower_case<'l>(word: &[u8], lower: &'l mut [u8; LONGEST]) -> &'l [u8] {
    let Some(lower) = lower.get_mut(..word.len()) else { return &[] };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    lower
}
