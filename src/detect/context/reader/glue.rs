//! What stands between two terms, as a set of flags.

/// What stands between two terms, as flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Glue(pub(super) u16);

impl Glue {
    /// A blank.
    pub(crate) const SPACE: u16 = 1;
    /// The end of a line.
    pub(crate) const NEWLINE: u16 = 1 << 1;
    /// An empty line.
    pub(crate) const BLANK_LINE: u16 = 1 << 2;
    /// `=`, `:`, `=>`, `:=`, `<-`.
    pub(crate) const ASSIGN: u16 = 1 << 3;
    /// `,`
    pub(crate) const COMMA: u16 = 1 << 4;
    /// `;`
    pub(crate) const SEMICOLON: u16 = 1 << 5;
    /// `(` or `[`
    pub(crate) const OPEN: u16 = 1 << 6;
    /// `)` or `]`
    pub(crate) const CLOSE: u16 = 1 << 7;
    /// `{`
    pub(crate) const OPEN_BRACE: u16 = 1 << 8;
    /// `}`
    pub(crate) const CLOSE_BRACE: u16 = 1 << 9;
    /// `|` or a tabulator: the border of a cell.
    pub(crate) const CELL: u16 = 1 << 10;
    /// The end of a tag, `>`.
    pub(crate) const TAG_END: u16 = 1 << 11;
    /// The start of a tag, `<`.
    pub(crate) const TAG: u16 = 1 << 12;
    /// A quotation mark.
    pub(crate) const QUOTE: u16 = 1 << 13;
    /// `-` before an option.
    pub(crate) const DASH: u16 = 1 << 14;
    /// `/`, `?` or `&` within an address.
    pub(crate) const ADDRESS: u16 = 1 << 15;

    /// Whether any of the flags is set.
    pub(crate) fn has(self, flags: u16) -> bool {
        self.0 & flags != 0
    }

    /// Whether nothing stands between that joins or parts.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether nothing but these flags is set.
    pub(crate) fn only(self, flags: u16) -> bool {
        self.0 & !flags == 0
    }

    /// Sets flags.
    pub(super) fn add(&mut self, flags: u16) {
        self.0 |= flags;
    }
}
