//! Proves the protection, or that there is none: does what people do, with a credential made for the purpose.
//!
//! Each way into the history is tried twice in a scratch repository with the hooks of this one. Clean content must pass, or
//! a refusal would say nothing. Then the same with a token that nobody has seen: git must refuse, and the refusal must name
//! the fingerprint of this very token, which no hook can do that did not look.

use std::process::Output;

use anyhow::{Context, Result};

use super::event::Event;
use super::repository::Repository;
use super::scratch::{Scratch, write};
use crate::finding::Secret;
use crate::mint::Mint;
use crate::shell;

/// What came of a trial.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The token was refused, and by atlatch.
    Refused {
        /// What was said then.
        said: String,
    },
    /// The token went through.
    WentThrough,
    /// Clean content was refused too.
    RefusesAll {
        /// What was said then.
        said: String,
    },
    /// The token was refused, but atlatch was not heard.
    RefusedByOther {
        /// What was said then.
        said: String,
    },
}

/// Tries the hooks of one repository.
#[derive(Debug)]
pub(crate) struct Prover {
    /// Where they are tried.
    scratch: Scratch,
    /// The token.
    token: String,
}

impl Prover {
    /// Prepares the scratch repository.
    pub(crate) fn new(source: &Repository) -> Result<Self> {
        let scratch = Scratch::of(source).context("could not prepare a scratch repository with these hooks")?;
        Ok(Self { scratch, token: Mint::random().long_token("ATAT", "at") })
    }

    /// Tries one way in.
    pub(crate) fn prove(&self, event: Event) -> Result<Proof> {
        let clean = self.attempt(event, "nothing to see")?;
        let attack = self.attempt(event, &format!("ATLASSIAN_API_TOKEN={}", self.token))?;
        let said = |output: &Output| self.harmless(output);
        let named = said(&attack).contains(&Secret::new(self.token.as_bytes()).fingerprint().to_string());
        Ok(match (clean.status.success(), attack.status.success()) {
            (_, true) => Proof::WentThrough,
            (true, false) if named => Proof::Refused { said: said(&attack) },
            (true, false) => Proof::RefusedByOther { said: said(&attack) },
            (false, false) => Proof::RefusesAll { said: said(&clean) },
        })
    }

    /// Whether a hook of somebody else that should run with this event was not reached.
    pub(crate) fn passes_over_other(&self, event: Event) -> bool {
        self.scratch.has_stand_in(event) && !self.scratch.reached(event)
    }

    /// Brings this content in, as far as the hooks let it.
    fn attempt(&self, event: Event, content: &str) -> Result<Output> {
        self.scratch.reset()?;
        match event {
            Event::PreCommit => self.commit(content),
            Event::PreMergeCommit => self.merge(content),
            Event::CommitMsg => self.message(content),
            Event::PrePush => self.push(content, &["push", "--quiet"]),
            Event::PreReceive => self.push(content, &["push", "--quiet", "--no-verify"]),
        }
    }

    /// Commits a file with this content.
    fn commit(&self, content: &str) -> Result<Output> {
        write(&self.scratch.work().join("trial.env"), content.as_bytes())?;
        self.scratch.git(&["add", "--force", "trial.env"])?;
        self.scratch.run(&["commit", "--quiet", "--message", "trial"])
    }

    /// Commits with this message.
    fn message(&self, content: &str) -> Result<Output> {
        let file = self.scratch.beside("message");
        write(&file, content.as_bytes())?;
        self.scratch.run(&["commit", "--quiet", "--allow-empty", "--file", &file.to_string_lossy()])
    }

    /// Merges, so that a file has this content after it and had it in neither parent. Only a merge driver can do that
    /// without a conflict.
    fn merge(&self, content: &str) -> Result<Output> {
        let scratch = &self.scratch;
        let result = scratch.beside("merge-result");
        write(&result, content.as_bytes())?;
        let result = shell::quoted(result.as_os_str().as_encoded_bytes());
        let driver = format!("cat {} >%A", String::from_utf8_lossy(&result).replace('%', "%%"));
        scratch.git(&["config", "merge.trial.driver", &driver])?;
        scratch.git(&["config", "core.attributesFile", &scratch.beside("attributes").to_string_lossy()])?;
        write(&scratch.beside("attributes"), b"merged merge=trial\n")?;
        let theirs = scratch.commit(scratch.base(), "merged", b"two\n")?;
        let ours = scratch.commit(scratch.base(), "merged", b"three\n")?;
        scratch.git(&["reset", "--quiet", "--hard", &ours])?;
        scratch.run(&["merge", "--quiet", "--no-ff", "--message", "trial", &theirs])
    }

    /// Pushes a commit with this content.
    fn push(&self, content: &str, push: &[&str]) -> Result<Output> {
        let commit = self.scratch.commit(self.scratch.base(), "trial.env", content.as_bytes())?;
        let server = self.scratch.beside("server");
        let target = format!("{commit}:refs/heads/trial-{commit}");
        self.scratch.run(&[push, &[&server.to_string_lossy(), &target]].concat())
    }

    /// What was said, without the token.
    fn harmless(&self, output: &Output) -> String {
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        String::from_utf8_lossy(&said).replace(&self.token, "(the token)")
    }
}
