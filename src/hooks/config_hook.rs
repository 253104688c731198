//! Hooks that git's configuration names, as git 2.54 and later run them.

use std::path::PathBuf;

use anyhow::Result;

use super::event::Event;
use super::global;
use super::repository::Repository;
use super::survey::{Runner, Who, missing};
use crate::shell;

/// A hook that git's configuration names.
#[derive(Debug)]
pub(super) struct ConfigHook {
    /// The friendly name.
    pub(super) name: String,
    /// Where its command is set.
    pub(super) scope: String,
    /// What it runs.
    pub(super) command: String,
    /// When.
    pub(super) events: Vec<String>,
    /// Whether it is switched on.
    pub(super) enabled: bool,
}

impl ConfigHook {
    /// One of which only the name is known.
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), scope: String::new(), command: String::new(), events: Vec::new(), enabled: true }
    }

    /// Reads what `git config --show-scope -z` prints: scope, NUL, key, newline, value, NUL. A key without a newline has no
    /// value, which git takes for true.
    fn parse(printed: &[u8]) -> Vec<Self> {
        let mut hooks: Vec<Self> = Vec::new();
        let mut fields = printed.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        while let (Some(scope), Some(pair)) = (fields.next(), fields.next()) {
            let (key, value) = pair.split_once('\n').unwrap_or((&pair, "true"));
            let Some((name, variable)) = key.strip_prefix("hook.").and_then(|key| key.rsplit_once('.')) else {
                continue;
            };
            let index = hooks.iter().position(|hook| hook.name == name).unwrap_or_else(|| {
                hooks.push(Self::new(name));
                hooks.len() - 1
            });
            let hook = &mut hooks[index];
            match variable {
                "event" if value.is_empty() => hook.events.clear(),
                "event" => hook.events.push(value.to_owned()),
                "command" => {
                    value.clone_into(&mut hook.command);
                    hook.scope = scope.into_owned();
                }
                "enabled" => hook.enabled = is_true(value),
                _ => {}
            }
        }
        hooks
    }

    /// Whether its command speaks of atlatch.
    pub(super) fn calls_atlatch(&self) -> bool {
        self.command.contains("atlatch")
    }
}

/// How git reads a switch.
fn is_true(value: &str) -> bool {
    !matches!(value.to_ascii_lowercase().as_str(), "false" | "no" | "off" | "0" | "")
}

impl Repository {
    /// Every `hook.*` of the configuration, in the order in which git meets them.
    pub(super) fn config_hooks(&self) -> Result<Vec<ConfigHook>> {
        let printed = self.git.output(&["config", "--show-scope", "-z", "--get-regexp", r"^hook\."])?;
        Ok(ConfigHook::parse(&printed.stdout))
    }

    /// The hooks that git's configuration names for this event.
    pub(super) fn config_runners(&self, event: Event) -> Result<Vec<Runner>> {
        let mut runners = Vec::new();
        let too_old = self.git.version()? < global::CONFIG_HOOKS;
        let hooks = self.config_hooks()?;
        let event_off = hooks.iter().any(|hook| hook.name == event.name() && !hook.enabled);
        for hook in hooks.into_iter().filter(|hook| hook.events.iter().any(|name| name == event.name())) {
            let mut problems = Vec::new();
            if too_old {
                problems.push("this git is too old to run hooks from its configuration (2.54 is the first)".to_owned());
            }
            if !hook.enabled {
                problems.push(format!("is switched off by hook.{}.enabled", hook.name));
            }
            if event_off {
                problems.push(format!("is switched off by hook.{}.enabled", event.name()));
            }
            let ours = hook.name == global::friendly_name(event);
            let binary = ours.then(|| shell::unquoted(hook.command.as_bytes())).flatten().map(PathBuf::from);
            if ours {
                let as_written = binary.as_deref().and_then(|binary| global::command(event, binary).ok());
                if as_written.is_none_or(|command| command != hook.command) {
                    problems.push("was edited, or written by another version".to_owned());
                }
                problems.extend(binary.as_deref().and_then(missing));
            }
            let who = match ours {
                true => Who::Atlatch,
                false if hook.calls_atlatch() => Who::CallsAtlatch,
                false => Who::Other,
            };
            runners.push(Runner { who, from: format!("hook.{} ({})", hook.name, hook.scope), problems, binary });
        }
        Ok(runners)
    }
}

#[cfg(test)]
mod tests {
    use super::ConfigHook;

    #[test]
    fn hooks_of_the_configuration_are_read_as_git_reads_them() {
        let printed =
            b"global\0hook.one.event\npre-commit\0global\0hook.one.command\nfirst\0system\0hook.a.b.event\nupdate\0\
            local\0hook.one.event\n\0local\0hook.one.event\npre-push\0local\0hook.one.command\nsecond\nline\0\
            local\0hook.pre-push.enabled\nOff\0local\0hook.a.b.enabled\0local\0hook.jobs\n2\0";
        let hooks = ConfigHook::parse(printed);
        let names: Vec<_> = hooks.iter().map(|hook| hook.name.as_str()).collect();
        assert_eq!(names, ["one", "a.b", "pre-push"]);
        assert_eq!((hooks[0].command.as_str(), hooks[0].scope.as_str()), ("second\nline", "local"));
        assert_eq!(hooks[0].events, ["pre-push"], "an empty value resets the list");
        assert_eq!(hooks.iter().map(|hook| hook.enabled).collect::<Vec<_>>(), [true, true, false]);
        assert!(ConfigHook::parse(b"").is_empty());
    }
}
