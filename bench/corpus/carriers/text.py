"""Documents, logs, tables, mail and talk."""

from __future__ import annotations

import json

import naming
from carriers import carrier
from carriers.config import quoted
from case import File
from contexts import Item
from mint import pick
from surroundings import amount, filler, mailbox, sentence


def page(item: Item, lines: list[str], path: str) -> File:
    """The lines between paragraphs."""
    rng = item.rng
    return File(
        path,
        "\n".join([*filler(rng, "prose", amount(rng, 6)), "", *lines, "", *filler(rng, "prose", amount(rng, 6))])
        + "\n",
    )


def label(item: Item) -> str:
    """The name of the secret in a sentence."""
    text = " ".join(item.spoken)
    known = {
        "jira",
        "confluence",
        "bitbucket",
        "trello",
        "opsgenie",
        "statuspage",
        "atlassian",
        "bamboo",
        "crowd",
        "jiraalign",
        "jsm",
        "atl",
    }
    text = text if known & set(item.spoken) or item.product == "bare" else f"{item.title} {text}"
    return item.rng.choice([text, text, text[0].upper() + text[1:]])


@carrier("markdown-fence")
def markdown_fence(item: Item) -> File:
    inner = [f"{naming.upper(n)}={v}" for n, v in item.block()]
    return page(
        item,
        ["## Setup", "", f"```{item.rng.choice(['', 'bash', 'env', 'ini'])}", *inner, "```"],
        item.rng.choice(["README.md", "docs/setup.md", "CONTRIBUTING.md"]),
    )


@carrier("markdown-table")
def markdown_table(item: Item) -> File:
    wrap = item.rng.choice(["", "`"])
    rows = [f"| `{naming.upper(n)}` | {wrap}{v}{wrap} | {item.rng.choice(['yes', 'no'])} |" for n, v in item.block()]
    return page(item, ["| Variable | Value | Required |", "| --- | --- | --- |", *rows], "docs/variables.md")


@carrier("markdown-list", "name")
def markdown_list(item: Item) -> File:
    form = item.rng.choice(["- {l}: `{v}`", "* **{l}:** {v}", "1. {l} = {v}"])
    return page(
        item, [f"- server: {item.base}", form.format(l=label(item), v=item.value), f"- user: {item.user}"], "notes.md"
    )


@carrier("prose", "name")
def prose(item: Item) -> File:
    form = item.rng.choice(
        [
            "For now use the {l} {v} until the new one arrives.",
            "The {l} is {v} and it expires in spring.",
            "The {l} ({v}) belongs to the build user.",
            "{l}: {v}.",
            'Please set the {l} to "{v}" on every worker.',
        ]
    )
    return page(
        item,
        [form.format(l=label(item), v=item.value)],
        item.rng.choice(["NOTES.txt", "handover.md", "TODO", "docs/runbook.rst"]),
    )


@carrier("chat", "name")
def chat(item: Item) -> File:
    rng = item.rng
    who = rng.sample(["anna", "build-bot", "jo", "ops", "sam"], 2)
    lines = [f"[09:0{i}] {rng.choice(who)}: {sentence(rng)}" for i in range(rng.randrange(1, 6))]
    lines += [
        f"[09:11] {who[0]}: what is the {label(item)}?",
        f"[09:12] {who[1]}: {rng.choice(['', 'here: ', 'its ', 'use this '])}{item.value}",
        f"[09:12] {who[0]}: thanks!",
    ]
    return File("support/chat-2026-03-02.txt", "\n".join(lines) + "\n")


@carrier("chat-export", "name")
def chat_export(item: Item) -> File:
    messages = [
        {
            "type": "message",
            "user": "U" + pick(item.rng, "ABCDEFGHJK0123456789", 8),
            "text": t,
            "ts": f"17723{i}0.000100",
        }
        for i, t in enumerate([sentence(item.rng), f"the {label(item)} for {item.base} is {item.value}", "ok"])
    ]
    return File("export/general/2026-03-02.json", json.dumps(messages, indent=2, ensure_ascii=False) + "\n")


@carrier("mail", "name")
def mail(item: Item) -> File:
    return File(
        "mail/handover.eml",
        f"From: {mailbox(item.rng)}\nTo: {mailbox(item.rng)}\nSubject: access\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{sentence(item.rng)}\n\n{label(item)}: {item.value}\n\n> {sentence(item.rng)}\n",
    )


@carrier("html-script")
def html_script(item: Item) -> File:
    inner = ",\n".join(f"      {naming.camel(n)}: {quoted(v)}" for n, v in item.block())
    return File(
        item.rng.choice(["index.html", "templates/base.html"]),
        f"<!doctype html>\n<html>\n<head><title>Board</title>\n  <script>\n    window.config = {{\n{inner}\n    }};\n  </script>\n</head>\n<body></body>\n</html>\n",
    )


@carrier("html-table")
def html_table(item: Item) -> File:
    rows = "\n".join(f"  <tr><td>{naming.upper(n)}</td><td><code>{v}</code></td></tr>" for n, v in item.block())
    return File("export/page.html", f"<table>\n{rows}\n</table>\n")


@carrier("html-input", "name")
def html_input(item: Item) -> File:
    return File(
        "settings.html",
        f'<form>\n  <input type="hidden" name="{naming.camel(item.name)}" value="{item.value}">\n  <input type="hidden" name="page" value="2">\n</form>\n',
    )


@carrier("wiki")
def wiki(item: Item) -> File:
    rows = [f"|{naming.upper(n)}|{{{{{v}}}}}|" if "{" not in v else f"|{naming.upper(n)}|{v}|" for n, v in item.block()]
    return File(
        "export/page.wiki", "\n".join(["h2. Settings", "||Name||Value||", *rows, "{code}make run{code}"]) + "\n"
    )


@carrier("asciidoc")
def asciidoc(item: Item) -> File:
    rows = [line for n, v in item.block() for line in (f"|{naming.upper(n)}", f"|{v}")]
    return File("docs/settings.adoc", "\n".join(["== Settings", "", "|===", *rows, "|==="]) + "\n")
