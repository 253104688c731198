"""Logs, histories, dumps and other things that programs write."""

from __future__ import annotations

import json

import naming
from carriers import carrier
from case import File
from contexts import Item
from mint import HEX, pick
from surroundings import amount, noun, sentence


@carrier("log", "name")
def log(item: Item) -> File:
    rng = item.rng
    line = lambda: (
        f"2026-03-02T10:0{rng.randrange(9)}:{rng.randrange(10, 59)}Z {rng.choice(['INFO', 'DEBUG', 'WARN'])} {noun(rng)} {sentence(rng)}"
    )
    form = rng.choice(
        [
            "2026-03-02T10:05:11Z DEBUG config {n}={v} loaded",
            "10:05:11 [main] INFO  c.a.Boot - {n}: {v}",
            'level=debug msg="config" {n}={v} ok=true',
        ]
    )
    return File(
        "logs/app.log",
        "\n".join(
            [line() for _ in range(amount(rng))]
            + [form.format(n=naming.upper(item.name), v=item.value)]
            + [line() for _ in range(amount(rng))]
        )
        + "\n",
    )


@carrier("log-ansi", "name")
def log_ansi(item: Item) -> File:
    form = item.rng.choice(
        [
            "\x1b[2m10:05:11\x1b[0m \x1b[36mDEBUG\x1b[0m {n}=\x1b[33m{v}\x1b[0m",
            "\x1b[32m+ export {n}={v}\x1b[0m",
            "\x1b[1m{n}\x1b[22m: \x1b[38;5;214m{v}\x1b[39m",
        ]
    )
    return File(
        "ci/output.log",
        "\x1b[32mstart\x1b[0m\n" * amount(item.rng, 4)
        + form.format(n=naming.upper(item.name), v=item.value)
        + "\n\x1b[31mfailed\x1b[0m\n",
    )


@carrier("log-json", "name")
def log_json(item: Item) -> File:
    inner = json.dumps({naming.snake(item.name): item.value}, ensure_ascii=False)
    return File(
        "logs/app.json",
        json.dumps({"level": "debug", "msg": "env " + inner, "ts": 1772300000}, ensure_ascii=False) + "\n",
    )


@carrier("history", "name")
def history(item: Item) -> File:
    rng = item.rng
    other = ["ls -la", "git status", "make test", "docker ps", "cd ..", "vim .env"]
    mine = rng.choice(
        [
            f"export {naming.upper(item.name)}={item.value}",
            f"{naming.upper(item.name)}={item.value} ./sync.sh",
            f"echo {item.value} > .{naming.kebab(item.name)}",
            f"sync --{naming.kebab(item.name)} {item.value}",
        ]
    )
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
    head = [
        "diff --git a/.env b/.env",
        f"index {pick(rng, HEX, 7)}..{pick(rng, HEX, 7)} 100644",
        "--- a/.env",
        "+++ b/.env",
        f"@@ -1,{len(inner)} +1,{len(inner) + 1} @@",
    ]
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
        lines = [
            f"INSERT INTO `{item.product}_config` ({', '.join('`' + naming.snake(n) + '`' for n, _ in block)}) VALUES ({', '.join(chr(39) + v + chr(39) for _, v in block)});"
        ]
    return File("dump.sql", "\n".join(["-- dump", "BEGIN;", *lines, "COMMIT;"]) + "\n")


@carrier("sql-update", "name")
def sql_update(item: Item) -> File:
    return File(
        "migrations/V7__settings.sql",
        f"UPDATE settings SET value = '{item.value}' WHERE name = '{naming.snake(item.name)}';\n",
    )


@carrier("pretty-printed")
def pretty(item: Item) -> File:
    fields = item.fields(5)
    width = max(len(naming.snake(n)) for n, _ in fields) + 2
    return File("debug.txt", "\n".join(naming.snake(n).ljust(width) + v for n, v in fields) + "\n")


@carrier("stack-trace", "name")
def stack_trace(item: Item) -> File:
    return File(
        "crash.log",
        f'Traceback (most recent call last):\n  File "sync.py", line {item.rng.randrange(900)}, in <module>\n    run({naming.snake(item.name)}="{item.value}")\nValueError: no such {noun(item.rng)}\n',
    )
