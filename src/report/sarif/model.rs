//! The parts of SARIF 2.1.0 that we write, named as in the standard.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::Place;

/// The whole file.
#[derive(Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

impl Log {
    /// A file with one run.
    pub(super) fn new(run: Run) -> Self {
        Self {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [run],
        }
    }
}

/// One run of the tool.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) tool: Tool,
    pub(super) invocations: [Invocation; 1],
    pub(super) column_kind: &'static str,
    pub(super) results: Vec<ResultEntry>,
}

/// The tool.
#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

/// The program itself.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    name: &'static str,
    full_name: String,
    version: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'static str>,
    rules: Vec<ReportingDescriptor>,
}

impl Driver {
    /// This version of the program, with the rules that the results refer to.
    pub(super) fn new(rules: Vec<ReportingDescriptor>) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let repository = env!("CARGO_PKG_REPOSITORY");
        Self {
            name: "atlatch",
            full_name: format!("atlatch {version}"),
            version,
            semantic_version: version,
            information_uri: repository.starts_with("https://").then_some(repository),
            rules,
        }
    }
}

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReportingDescriptor {
    pub(super) id: &'static str,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
    pub(super) help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<String>,
    pub(super) properties: RuleProperties,
}

/// Help in two forms.
#[derive(Serialize)]
pub(super) struct Help {
    pub(super) text: String,
    pub(super) markdown: String,
}

/// What GitHub sorts by.
#[derive(Serialize)]
pub(super) struct RuleProperties {
    #[serde(rename = "security-severity")]
    pub(super) security_severity: &'static str,
    pub(super) precision: &'static str,
    pub(super) tags: Vec<&'static str>,
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) exit_code: u8,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

/// A remark about the run.
#[derive(Serialize)]
pub(super) struct Notification {
    level: Level,
    message: Message,
}

impl Notification {
    /// A remark.
    pub(super) fn new(level: Level, text: &str) -> Self {
        Self { level, message: Message::new(text) }
    }
}

/// How much something matters.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

/// Text.
#[derive(Serialize)]
pub(super) struct Message {
    text: String,
}

impl Message {
    /// A plain text. In SARIF braces stand for arguments and a bracket begins a link, so they are escaped.
    pub(super) fn new(text: &str) -> Self {
        let text = text.replace('{', "{{").replace('}', "}}").replace('[', r"\[");
        Self { text }
    }
}

/// A finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultEntry {
    pub(super) rule_id: &'static str,
    pub(super) rule_index: usize,
    pub(super) level: Level,
    pub(super) message: Message,
    pub(super) locations: [Location; 1],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressions: Option<Vec<Suppression>>,
    pub(super) properties: ResultProperties,
}

/// What the standard has no place for.
#[derive(Serialize)]
pub(super) struct ResultProperties {
    pub(super) confidence: &'static str,
    pub(super) state: &'static str,
    pub(super) severity: &'static str,
    pub(super) masked: String,
    pub(super) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) commit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) also: Option<&'static str>,
}

/// That a finding is allowed.
#[derive(Serialize)]
pub(super) struct Suppression {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

impl Suppression {
    /// By an entry of the allowlist or a marker, with its reason.
    pub(super) fn external(justification: Option<String>) -> Self {
        Self { kind: "external", status: "accepted", justification }
    }
}

/// Where a finding stands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub(super) physical_location: PhysicalLocation,
}

/// The file and the place in it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) region: Region,
}

/// The file, relative to the root of the repository.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
}

/// Lines and columns.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

impl Region {
    /// A place.
    pub(super) fn of(place: Place) -> Self {
        Self {
            start_line: place.line,
            start_column: Some(place.column),
            end_line: Some(place.end_line),
            end_column: Some(place.end_column),
        }
    }

    /// The top of a file.
    pub(super) fn first_line() -> Self {
        Self { start_line: 1, start_column: None, end_line: None, end_column: None }
    }
}
