//! Two engines behind one trait, and the rule which of them is asked.

use anyhow::Result;
use git2::ErrorCode;

use super::change::Change;
use super::failure::Failure;
use super::git_program::GitProgram;
use super::layout::Layout;
use super::libgit2::Libgit2;
use super::object::{Entry, Mode, Object, ObjectId};

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// libgit2, in this process: quick to start.
    Libgit2,
    /// The git program: quicker with a large index, and the only one for some kinds of repository.
    Git,
}

impl Engine {
    /// Reads the name it has in `ATLATCH_ENGINE`.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "libgit2" => Some(Self::Libgit2),
            "git" => Some(Self::Git),
            _ => None,
        }
    }
}

/// What an engine must know. Both give the same answers.
pub(crate) trait Plumbing {
    /// The commit HEAD names; `None` only if the branch has no commit yet.
    fn head(&mut self) -> Result<Option<ObjectId>>;

    /// Where the index differs from a commit, or from nothing; sorted by path, submodules left out.
    fn changes(&mut self, base: Option<&ObjectId>) -> Result<Vec<Change>>;

    /// The blobs in the index; of conflicts both sides.
    fn tracked(&mut self) -> Result<Vec<Entry>>;

    /// The blob at a path in a commit or folder.
    fn tree_entry(&mut self, tip: &ObjectId, path: &[u8]) -> Result<Option<(Mode, ObjectId)>>;

    /// An object. One that is absent or damaged is an error.
    fn object(&mut self, id: &ObjectId) -> Result<Object>;
}

/// The engines of one repository.
pub(crate) struct Engines {
    /// libgit2, if it takes the repository.
    libgit2: Option<Libgit2>,
    /// The git program.
    git: GitProgram,
    /// Why libgit2 did not take the repository.
    refused: Option<ErrorCode>,
    /// Whether one of them was asked for: then the other does not step in.
    forced: Option<Engine>,
}

impl Engines {
    /// Opens the repository around the current directory, or as the environment says.
    pub(crate) fn open(forced: Option<Engine>) -> Result<Self> {
        let opened = (forced != Some(Engine::Git)).then(Libgit2::open);
        let (libgit2, refused) = match opened {
            None => (None, None),
            Some(Ok(libgit2)) => (Some(libgit2), None),
            Some(Err(error)) if forced.is_some() => {
                let failure = Failure::new(format!("libgit2: {}", error.message()));
                return Err(explain(failure.into(), error.code()));
            }
            Some(Err(error)) => (None, Some(error.code())),
        };
        Ok(Self { libgit2, git: GitProgram::default(), refused, forced })
    }

    /// Where the repository is.
    pub(crate) fn layout(&self) -> Result<Layout> {
        match &self.libgit2 {
            Some(libgit2) => libgit2.layout(),
            None => GitProgram::layout().map_err(|error| {
                // Who was not to be asked is asked now, so that the same is said.
                let reason = self.refused.or_else(|| Libgit2::open().err().map(|error| error.code()));
                match reason {
                    Some(reason) => explain(error, reason),
                    None => error,
                }
            }),
        }
    }

    /// Asks libgit2 and, if it cannot answer for whatever reason, the git program.
    pub(crate) fn ask<T>(&mut self, question: impl Fn(&mut dyn Plumbing) -> Result<T>) -> Result<T> {
        self.ask_first(Engine::Libgit2, question).map(|(_, answer)| answer)
    }

    /// The same, or the git program at once; says who answered.
    pub(crate) fn ask_first<T>(
        &mut self,
        first: Engine,
        question: impl Fn(&mut dyn Plumbing) -> Result<T>,
    ) -> Result<(Engine, T)> {
        if let Some(libgit2) = &mut self.libgit2
            && self.forced.unwrap_or(first) == Engine::Libgit2
        {
            let answer = question(libgit2);
            if answer.is_ok() || self.forced.is_some() {
                return Ok((Engine::Libgit2, answer?));
            }
        }
        Ok((Engine::Git, question(&mut self.git)?))
    }
}

/// Adds the cure to the refusal of a whole repository. libgit2 has said what kind of refusal it is; git only says it in words.
fn explain(error: anyhow::Error, reason: ErrorCode) -> anyhow::Error {
    let help = match reason {
        ErrorCode::Owner => {
            "make this folder yours, or tell git that you trust it: git config --global --add safe.directory FOLDER"
        }
        ErrorCode::NotFound => "run atlatch inside a git repository",
        _ => return error,
    };
    let mut failure = match error.downcast::<Failure>() {
        Ok(failure) => failure,
        Err(error) => return error,
    };
    // One that the environment names and that is not there is another matter.
    failure.no_repository = reason == ErrorCode::NotFound && std::env::var_os("GIT_DIR").is_none();
    failure.or_help(help).into()
}
