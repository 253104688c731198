//! How a kind without a check is told: by what it is called, what it looks like and whose it is.

/// A way in which a credential without a check is named.
#[derive(Debug)]
pub struct Naming {
    /// Words that its name must have, beside one that says it is a credential: `client secret`. Without any, whatever is
    /// called a token, secret, key or password.
    pub words: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// How near the product must be named.
    pub reach: Reach,
    /// Texts in lower case of which one must stand near; without any, nothing must.
    pub beside: &'static [&'static str],
    /// Whether one of the rule's products must be the one that is named, not just any of Atlassian's.
    pub product_only: bool,
}

impl Naming {
    /// A name that has these words, of this shape, with the product in the name or near.
    pub const fn new(words: &'static str, shape: Shape) -> Self {
        Self { words, shape, reach: Reach::Near, beside: &[], product_only: true }
    }

    /// Only if the product stands in the name itself.
    #[must_use]
    pub const fn named(self) -> Self {
        Self { reach: Reach::Name, ..self }
    }

    /// Even if no product is named near.
    #[must_use]
    pub const fn anywhere(self) -> Self {
        Self { reach: Reach::Anywhere, ..self }
    }

    /// Only if one of these texts stands near.
    #[must_use]
    pub const fn beside(self, beside: &'static [&'static str]) -> Self {
        Self { beside, ..self }
    }

    /// Whichever of Atlassian's products is named.
    #[must_use]
    pub const fn any_product(self) -> Self {
        Self { product_only: false, ..self }
    }
}

/// What a value looks like. Placeholders, references and words never fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// That many lower-case hexadecimal digits.
    Hex(usize),
    /// That many letters and digits, drawn at random.
    Alphanumeric(usize),
    /// That many letters, digits, `-` and `_`, drawn at random.
    UrlSafe(usize),
    /// A UUID.
    Uuid,
    /// Drawn at random, of any format.
    Opaque {
        /// Shortest length.
        shortest: usize,
        /// Longest length.
        longest: usize,
    },
    /// A UUID, or drawn at random.
    Key {
        /// Shortest length.
        shortest: usize,
        /// Longest length.
        longest: usize,
    },
    /// What people choose: long and varied enough to be no sample.
    Password,
    /// A Data Center personal access token whose number has 8 to 19 digits.
    PersonalToken,
}

/// How near a product must be named for a value to be its.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In the value's own name.
    Name,
    /// In the same object, section, block or call.
    Scope,
    /// Within ten lines, or by the name of the file.
    Near,
    /// Nowhere, if nobody else is named either: what stands beside the value says enough.
    Anywhere,
}
