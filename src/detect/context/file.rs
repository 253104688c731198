//! What a file's path says of what stands in it.

use super::names::Name;
use crate::rules::Product;

/// What the file's path says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File {
    /// The product it names.
    pub(crate) product: Option<Product>,
    /// Whether it is one of the product's own configuration files.
    pub(crate) own: bool,
    /// Whether it is source code.
    pub(crate) code: bool,
    /// Whether it holds separated values, with a header.
    pub(crate) separated: bool,
    /// Whether it is called after a product and what a private key is kept in: `jira_privatekey.pem`.
    pub(crate) key: bool,
}

impl File {
    /// Reads the path.
    pub(crate) fn at(path: &[u8]) -> Self {
        const OWN: [(&str, Product); 7] = [
            ("dbconfig.xml", Product::Jira),
            ("jira-config.properties", Product::Jira),
            ("confluence.cfg.xml", Product::Confluence),
            ("bamboo.cfg.xml", Product::Bamboo),
            ("crowd.properties", Product::Crowd),
            ("crowd.cfg.xml", Product::Crowd),
            ("bitbucket.properties", Product::Bitbucket),
        ];
        let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
        let own = OWN.iter().find(|(own, _)| is_own(name, own.as_bytes())).map(|(_, product)| *product);
        let product = own.or_else(|| Name::read(&path[path.len().saturating_sub(96)..]).product());
        let [code, separated, key] =
            [SOURCE_CODE, SEPARATED_VALUES, KEYS].map(|extensions| has_extension(path, extensions));
        let key = key && Name::read(name).product().is_some();
        Self { product, own: own.is_some(), code, separated, key }
    }
}

/// Whether a file is this one, or a template or a copy of it: `dbconfig.xml.j2`, `confluence.cfg.xml.bak`.
fn is_own(name: &[u8], own: &[u8]) -> bool {
    name.strip_prefix(own).is_some_and(|rest| matches!(rest, [] | [b'.', ..]))
}

/// Files in which a value without quotation marks is no literal.
const SOURCE_CODE: &[&str] = &[
    "py", "js", "jsx", "ts", "tsx", "mjs", "cjs", "java", "kt", "kts", "go", "rs", "c", "h", "cc", "cpp", "cs", "rb",
    "php", "swift", "scala", "groovy", "lua", "pl", "dart", "ex", "exs", "clj", "vue", "svelte", "m", "r", "jl", "tf",
    "gradle", "vb", "fs", "hs",
];

/// Files of separated values, the first line of which is their header.
const SEPARATED_VALUES: &[&str] = &["csv", "tsv"];

/// Files of keys.
const KEYS: &[&str] = &["pem", "key", "pkcs8", "rsa"];

/// Whether a path ends in one of these extensions.
fn has_extension(path: &[u8], extensions: &[&str]) -> bool {
    let extension = path.rsplit(|byte| *byte == b'.').next().unwrap_or_default().to_ascii_lowercase();
    extensions.iter().any(|known| known.as_bytes() == extension)
}
