//! Addresses: whose server one names.

use super::super::names::{Name, Owner};
use super::walk::Reader;
use super::{Glue, Mention};
use crate::rules::Product;

impl Reader<'_> {
    /// Begins an address whose `://` stands here: notes whose server it is.
    pub(super) fn address(&mut self, at: usize) {
        const LONGEST: usize = 300;
        self.reading.addresses.push(at);
        self.in_address = true;
        self.glue.add(Glue::ADDRESS);
        let rest = &self.text[at + 3..self.end.min(at + 3 + LONGEST)];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>\\,|)}".contains(byte);
        let rest = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
        let host_end = rest.iter().position(|byte| b"/?#".contains(byte)).unwrap_or(rest.len());
        let host = &rest[..host_end];
        let host = &host[memchr::memrchr(b'@', host).map_or(0, |sign| sign + 1)..];
        let span = at + 3..at + 3 + rest.len();
        let named = Name::read(host).owner;
        if let Some(owner) = named {
            if owner != Owner::Foreign {
                self.reading.our_addresses.push((span, Mention { at: at + 3, line: self.line, owner }));
            }
            return;
        }
        const PATHS: [&[u8]; 7] = [
            b"/rest/api/",
            b"/rest/agile/",
            b"/rest/oauth2/",
            b"/rest/servicedesk",
            b"/scim/directory",
            b"/browse/",
            b"/scm/",
        ];
        let owned = PATHS.iter().any(|path| memchr::memmem::find(&rest[host_end..], path).is_some());
        let neutral = host.len() < 4
            || [&b"localhost"[..], b"127.", b"0.0.0.0", b"example", b"$", b"{", b"%"]
                .iter()
                .any(|start| host.starts_with(start))
            || memchr::memmem::find(host, b"example.").is_some();
        if owned {
            let mention = Mention { at: at + 3, line: self.line, owner: Owner::Ours(Product::Atlassian) };
            self.reading.our_addresses.push((span, mention));
            self.reading.owned.push(mention);
        } else if !neutral {
            self.reading.strangers.push((at, self.line));
        }
    }
}
