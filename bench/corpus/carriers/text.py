"""Documents, logs, tables, mail and talk."""

from __future__ import annotations

import json

import naming
from carriers import carrier
from carriers.config import quoted
from case import File
from contexts import Item
from kinds import HEX, pick
from surroundings import amount, filler, mailbox, neutral_fields, noun, sentence


def page(item: Item, lines: list[str], path: str) -> File:
    """The lines between paragraphs."""
    rng = item.rng
    return File(path, "\n".join([*filler(rng, "prose", amount(rng, 6)), "", *lines, "", *filler(rng, "prose", amount(rng, 6))]) + "\n")


def label(item: Item) -> str:
    """The name of the secret in a sentence."""
    text = " ".join(item.spoken)
    known = {"jira", "confluence", "bitbucket", "trello", "opsgenie", "statuspage", "atlassian", "bamboo", "crowd", "jiraalign", "jsm", "atl"}
    text = text if known & set(item.spoken) or item.product == "bare" else f"{item.title} {text}"
    return item.rng.choice([text, text, text[0].upper() + text[1:]])


@carrier("markdown-fence")
def markdown_fence(item: Item) -> File:
    inner = [f"{naming.upper(n)}={v}" for n, v in item.block()]
    return page(item, ["## Setup", "", f"```{item.rng.choice(['', 'bash', 'env', 'ini'])}", *inner, "```"], item.rng.choice(["README.md", "docs/setup.md", "CONTRIBUTING.md"]))


@carrier("markdown-table")
def markdown_table(item: Item) -> File:
    wrap = item.rng.choice(["", "`"])
    rows = [f"| `{naming.upper(n)}` | {wrap}{v}{wrap} | {item.rng.choice(['yes', 'no'])} |" for n, v in item.block()]
    return page(item, ["| Variable | Value | Required |", "| --- | --- | --- |", *rows], "docs/variables.md")


@carrier("markdown-list", "name")
def markdown_list(item: Item) -> File:
    form = item.rng.choice(["- {l}: `{v}`", "* **{l}:** {v}", "1. {l} = {v}"])
    return page(item, [f"- server: {item.base}", form.format(l=label(item), v=item.value), f"- user: {item.user}"], "notes.md")


@carrier("prose", "name")
def prose(item: Item) -> File:
    form = item.rng.choice(["For now use the {l} {v} until the new one arrives.", "The {l} is {v} and it expires in spring.", "The {l} ({v}) belongs to the build user.",
                            "{l}: {v}.", "Please set the {l} to \"{v}\" on every worker."])
    return page(item, [form.format(l=label(item), v=item.value)], item.rng.choice(["NOTES.txt", "handover.md", "TODO", "docs/runbook.rst"]))


@carrier("chat", "name")
def chat(item: Item) -> File:
    rng = item.rng
    who = rng.sample(["anna", "build-bot", "jo", "ops", "sam"], 2)
    lines = [f"[09:0{i}] {rng.choice(who)}: {sentence(rng)}" for i in range(rng.randrange(1, 6))]
    lines += [f"[09:11] {who[0]}: what is the {label(item)}?", f"[09:12] {who[1]}: {rng.choice(['', 'here: ', 'its ', 'use this '])}{item.value}", f"[09:12] {who[0]}: thanks!"]
    return File("support/chat-2026-03-02.txt", "\n".join(lines) + "\n")


@carrier("chat-export", "name")
def chat_export(item: Item) -> File:
    messages = [{"type": "message", "user": "U" + pick(item.rng, "ABCDEFGHJK0123456789", 8), "text": t, "ts": f"17723{i}0.000100"} for i, t in enumerate(
        [sentence(item.rng), f"the {label(item)} for {item.base} is {item.value}", "ok"])]
    return File("export/general/2026-03-02.json", json.dumps(messages, indent=2, ensure_ascii=False) + "\n")


@carrier("mail", "name")
def mail(item: Item) -> File:
    return File("mail/handover.eml", f"From: {mailbox(item.rng)}\nTo: {mailbox(item.rng)}\nSubject: access\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
                f"{sentence(item.rng)}\n\n{label(item)}: {item.value}\n\n> {sentence(item.rng)}\n")


@carrier("html-script")
def html_script(item: Item) -> File:
    inner = ",\n".join(f"      {naming.camel(n)}: {quoted(v)}" for n, v in item.block())
    return File(item.rng.choice(["index.html", "templates/base.html"]), f"<!doctype html>\n<html>\n<head><title>Board</title>\n  <script>\n    window.config = {{\n{inner}\n    }};\n  </script>\n</head>\n<body></body>\n</html>\n")


@carrier("html-table")
def html_table(item: Item) -> File:
    rows = "\n".join(f"  <tr><td>{naming.upper(n)}</td><td><code>{v}</code></td></tr>" for n, v in item.block())
    return File("export/page.html", f"<table>\n{rows}\n</table>\n")


@carrier("html-input", "name")
def html_input(item: Item) -> File:
    return File("settings.html", f'<form>\n  <input type="hidden" name="{naming.camel(item.name)}" value="{item.value}">\n  <input type="hidden" name="page" value="2">\n</form>\n')


@carrier("log", "name")
def log(item: Item) -> File:
    rng = item.rng
    line = lambda: f"2026-03-02T10:0{rng.randrange(9)}:{rng.randrange(10, 59)}Z {rng.choice(['INFO', 'DEBUG', 'WARN'])} {noun(rng)} {sentence(rng)}"
    form = rng.choice(["2026-03-02T10:05:11Z DEBUG config {n}={v} loaded", "10:05:11 [main] INFO  c.a.Boot - {n}: {v}", "level=debug msg=\"config\" {n}={v} ok=true"])
    return File("logs/app.log", "\n".join([line() for _ in range(amount(rng))] + [form.format(n=naming.upper(item.name), v=item.value)] + [line() for _ in range(amount(rng))]) + "\n")


@carrier("log-ansi", "name")
def log_ansi(item: Item) -> File:
    form = item.rng.choice(["\x1b[2m10:05:11\x1b[0m \x1b[36mDEBUG\x1b[0m {n}=\x1b[33m{v}\x1b[0m", "\x1b[32m+ export {n}={v}\x1b[0m", "\x1b[1m{n}\x1b[22m: \x1b[38;5;214m{v}\x1b[39m"])
    return File("ci/output.log", "\x1b[32mstart\x1b[0m\n" * amount(item.rng, 4) + form.format(n=naming.upper(item.name), v=item.value) + "\n\x1b[31mfailed\x1b[0m\n")


@carrier("log-json", "name")
def log_json(item: Item) -> File:
    inner = json.dumps({naming.snake(item.name): item.value}, ensure_ascii=False)
    return File("logs/app.json", json.dumps({"level": "debug", "msg": "env " + inner, "ts": 1772300000}, ensure_ascii=False) + "\n")


@carrier("history", "name")
def history(item: Item) -> File:
    rng = item.rng
    other = ["ls -la", "git status", "make test", "docker ps", "cd ..", "vim .env"]
    mine = rng.choice([f"export {naming.upper(item.name)}={item.value}", f"{naming.upper(item.name)}={item.value} ./sync.sh", f"echo {item.value} > .{naming.kebab(item.name)}",
                       f"sync --{naming.kebab(item.name)} {item.value}"])
    lines = [rng.choice(other) for _ in range(amount(rng))] + [mine] + [rng.choice(other) for _ in range(amount(rng))]
    if rng.random() < 0.5:
        return File(".zsh_history", "\n".join(f": {1772300000 + i}:0;{line}" for i, line in enumerate(lines)) + "\n")
    return File(".bash_history", "\n".join(lines) + "\n")


@carrier("terminal")
def terminal(item: Item) -> File:
    inner = [f"{naming.upper(n)}={v}" for n, v in item.fields(5)]
    return File("docs/session.txt", "\n".join(["$ env | sort", *inner, "$ exit"]) + "\n")


@carrier("patch")
def patch(item: Item) -> File:
    rng = item.rng
    inner = [f"{'+' if '' + v == item.value else rng.choice([' ', '+'])}{naming.upper(n)}={v}" for n, v in item.block()]
    head = [f"diff --git a/.env b/.env", f"index {pick(rng, HEX, 7)}..{pick(rng, HEX, 7)} 100644", "--- a/.env", "+++ b/.env", f"@@ -1,{len(inner)} +1,{len(inner) + 1} @@"]
    return File(rng.choice(["fix.patch", "0001-settings.diff"]), "\n".join([*head, " LOG_LEVEL=info", *inner]) + "\n")


@carrier("csv")
def csv(item: Item) -> File:
    between = item.rng.choice([",", ",", ";", "\t"])
    if item.rng.random() < 0.5:
        lines = [between.join(["name", "value"]), *(between.join([naming.upper(n), v]) for n, v in item.fields(4))]
    else:
        block = item.block()
        lines = [between.join(naming.snake(n) for n, _ in block), between.join(v for _, v in block)]
    return File("export/settings.tsv" if between == "\t" else "export/settings.csv", "\n".join(lines) + "\n")


@carrier("sql-insert")
def sql_insert(item: Item) -> File:
    if item.rng.random() < 0.5:
        lines = [f"INSERT INTO settings (name, value) VALUES ('{naming.dotted(n)}', '{v}');" for n, v in item.block()]
    else:
        block = item.block()
        lines = [f"INSERT INTO `{item.product}_config` ({', '.join('`' + naming.snake(n) + '`' for n, _ in block)}) VALUES ({', '.join(chr(39) + v + chr(39) for _, v in block)});"]
    return File("dump.sql", "\n".join(["-- dump", "BEGIN;", *lines, "COMMIT;"]) + "\n")


@carrier("sql-update", "name")
def sql_update(item: Item) -> File:
    return File("migrations/V7__settings.sql", f"UPDATE settings SET value = '{item.value}' WHERE name = '{naming.snake(item.name)}';\n")


@carrier("wiki")
def wiki(item: Item) -> File:
    rows = [f"|{naming.upper(n)}|{{{{{v}}}}}|" if "{" not in v else f"|{naming.upper(n)}|{v}|" for n, v in item.block()]
    return File("export/page.wiki", "\n".join(["h2. Settings", "||Name||Value||", *rows, "{code}make run{code}"]) + "\n")


@carrier("asciidoc")
def asciidoc(item: Item) -> File:
    rows = [line for n, v in item.block() for line in (f"|{naming.upper(n)}", f"|{v}")]
    return File("docs/settings.adoc", "\n".join(["== Settings", "", "|===", *rows, "|==="]) + "\n")


@carrier("pretty-printed")
def pretty(item: Item) -> File:
    fields = item.fields(5)
    width = max(len(naming.snake(n)) for n, _ in fields) + 2
    return File("debug.txt", "\n".join(naming.snake(n).ljust(width) + v for n, v in fields) + "\n")


@carrier("stack-trace", "name")
def stack_trace(item: Item) -> File:
    return File("crash.log", f'Traceback (most recent call last):\n  File "sync.py", line {item.rng.randrange(900)}, in <module>\n    run({naming.snake(item.name)}="{item.value}")\nValueError: no such {noun(item.rng)}\n')
