"""Code and text about credentials that holds none: types, calls, checks, tests, labels, schemas."""

from __future__ import annotations

from random import Random

from mint import ALNUM, pick
from surroundings import amount, filler, noun
from traps import sample, samples, trap

samples("code")

PADDED = [
    "types.ts",
    "client.js",
    "client.py",
    "JiraConfig.java",
    "config.go",
    "constants.ts",
    "client.php",
    "client.rb",
    "config.rs",
]
FILLER = {"ts": "js", "js": "js", "py": "python", "java": "java", "go": "go", "php": "php", "rb": "ruby", "rs": "rust"}


@trap("snippets-in-code", 18)
def in_code(rng: Random) -> tuple[str, str]:
    path = rng.choice(PADDED)
    language = FILLER[path.rpartition(".")[2]]
    around = lambda: "\n".join(filler(rng, language, amount(rng)))
    return f"src/{path}", f"{around()}\n{sample('code/' + path)}{around()}\n"


TOOLS = [
    "searchConfluenceUsingCql",
    "getPagesInConfluenceSpace",
    "getConfluencePageFooterComments",
    "createConfluenceInlineComment",
    "getJiraProjectIssueTypesMetadata",
    "getVisibleJiraProjects",
    "getTransitionsForJiraIssue",
    "lookupJiraAccountIdByDisplayName",
    "getAccessibleAtlassianResources",
    "bitbucketRepoContentWithDirectory2",
    "getJiraIssueRemoteIssueLinks",
    "addCommentToJiraIssueWithMention",
    "confluenceTokenRefreshHandlerV2",
]


@trap("tool-names", 5)
def tool_names(rng: Random) -> tuple[str, str]:
    names = rng.sample(TOOLS, 7)
    return rng.choice(
        [
            (
                ".claude/settings.json",
                '{\n  "permissions": {\n    "allow": [\n'
                + ",\n".join(f'      "mcp__atlassian__{n}"' for n in names)
                + "\n    ]\n  }\n}\n",
            ),
            ("tools.ts", "export const atlassianTools = [\n" + "".join(f"  '{n}',\n" for n in names) + "];\n"),
            ("tools.yaml", "jira:\n  tools:\n" + "".join(f"    - {n}\n" for n in names)),
            ("prompt.md", "Use the Confluence tool `" + "`, then the Jira tool `".join(names[:3]) + "`.\n"),
        ]
    )


@trap("minified", 6)
def minified(rng: Random) -> tuple[str, str]:
    letter = lambda: rng.choice("abcdefghijklmnopqrstuvwxyz")
    parts = [
        f"{letter()}.jiraToken={letter()}.token",
        f"{letter()}({letter()}.confluencePassword,{letter()})",
        f'{letter()}="jira.issue.{noun(rng)}.token"',
        f"{letter()}[{rng.randrange(9999)}]=function({letter()},{letter()}){{return {letter()}.bitbucketToken||{letter()}}}",
        f"var {letter()}{pick(rng, ALNUM, 3)}=new {letter()}.JiraClient({letter()}.token,{letter()}.password)",
        f'"{pick(rng, ALNUM, 5)}":"{pick(rng, ALNUM, 20)}"',
        f'{letter()}.exports={letter()}.p+"static/media/jira.{pick(rng, "0123456789abcdef", 20)}.svg"',
    ]
    return "dist/vendors~jira.chunk.js", "(self.webpackChunk=self.webpackChunk||[]).push([[" + str(
        rng.randrange(999)
    ) + "],{" + ";".join(rng.choice(parts) for _ in range(rng.randrange(20, 200))) + "}]);"
