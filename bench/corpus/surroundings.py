"""Plausible text around a case: settings, code and prose that say nothing of any product."""

from __future__ import annotations

from random import Random

from naming import Words

NOUNS = [
    "order",
    "invoice",
    "ticket",
    "report",
    "worker",
    "queue",
    "cache",
    "session",
    "batch",
    "export",
    "index",
    "metric",
    "customer",
    "payload",
    "job",
    "shard",
    "region",
    "replica",
    "upload",
    "parser",
    "gateway",
    "billing",
]
VERBS = [
    "load",
    "flush",
    "merge",
    "render",
    "parse",
    "sync",
    "fetch",
    "collect",
    "publish",
    "resolve",
    "rotate",
    "drain",
]
ADJECTIVES = ["stale", "pending", "partial", "nightly", "shared", "local", "remote", "primary", "quiet", "default"]
SITES = [
    "northwind",
    "bluefjord",
    "granite",
    "lumen",
    "harbour",
    "quillon",
    "vantage",
    "oakline",
    "solstice",
    "meridian",
]
ENDS = ["labs", "works", "soft", "data", "cloud", "systems", "group", "digital"]


def noun(rng: Random) -> str:
    """One thing."""
    return rng.choice(NOUNS)


def site(rng: Random) -> str:
    """The short name of a company that does not exist."""
    return rng.choice(SITES) + rng.choice(["", "-"]) + rng.choice(ENDS)


def domain(rng: Random) -> str:
    """Its domain."""
    return site(rng) + rng.choice([".com", ".io", ".net", ".de", ".dev"])


def mailbox(rng: Random) -> str:
    """An address of a function, not of a person."""
    return (
        rng.choice(["ci", "build", "deploy-bot", "automation", "sync.user", "svc-reports", "ops"]) + "@" + domain(rng)
    )


def sentence(rng: Random) -> str:
    """A sentence of a work log."""
    a, b, c = rng.choice(ADJECTIVES), noun(rng), noun(rng)
    return rng.choice(
        [
            f"The {a} {b} is rebuilt whenever a {c} changes.",
            f"We {rng.choice(VERBS)} the {b} before the {c} starts.",
            f"See the section on {a} {b}s for the limits of a {c}.",
            f"If the {b} is {a}, restart the {c} and wait for two minutes.",
            f"Every {c} has at most one {a} {b}.",
        ]
    )


def neutral_fields(rng: Random, count: int) -> list[tuple[Words, str]]:
    """Settings of an ordinary service."""
    makers = [
        lambda: (("log", "level"), rng.choice(["info", "debug", "warn"])),
        lambda: (("http", "port"), str(rng.randrange(3000, 9999))),
        lambda: (("node", "env"), rng.choice(["production", "staging", "development"])),
        lambda: ((noun(rng), "timeout", "ms"), str(rng.randrange(100, 60_000))),
        lambda: (("enable", noun(rng), rng.choice(NOUNS)), rng.choice(["true", "false"])),
        lambda: ((noun(rng), "dir"), f"/var/lib/{noun(rng)}/{noun(rng)}s"),
        lambda: ((noun(rng), "max", "retries"), str(rng.randrange(1, 9))),
        lambda: (("time", "zone"), rng.choice(["Europe/Berlin", "UTC", "America/Denver", "Asia/Tokyo"])),
        lambda: (
            (noun(rng), "host"),
            f"{noun(rng)}-{rng.randrange(1, 9)}.{rng.choice(['svc.local', 'lan', 'internal'])}",
        ),
        lambda: (("release",), f"{rng.randrange(1, 30)}.{rng.randrange(20)}.{rng.randrange(60)}"),
        lambda: ((noun(rng), "schedule"), f"{rng.randrange(60)} {rng.randrange(24)} * * *"),
        lambda: (("default", "locale"), rng.choice(["en_GB", "de_DE", "ja_JP", "fr_FR"])),
    ]
    fields: dict[Words, str] = {}
    while len(fields) < count:
        name, value = rng.choice(makers)()
        fields.setdefault(name, value)
        if rng.random() < 0.02 * len(fields):
            break
    return list(fields.items())


def amount(rng: Random, most: int = 14) -> int:
    """How much stands around: often a little, at times nothing, rarely a lot."""
    return rng.choice([0, 1, 2, 3, 5, 8, most, most * 2])


FILLERS: dict[str, list[str]] = {
    "python": [
        "import {v}_{n}",
        "def {v}_{n}({m}):\n    return {m}.{v}({k})",
        "{N}_LIMIT = {k}",
        "class {C}:\n    def __init__(self, {m}=None):\n        self.{m} = {m}",
        "# {s}",
        "for {n} in range({k}):\n    {v}({n})",
    ],
    "c": [
        "// {s}",
        "int {v}_{n}(int {m}) {{\n    return {m} + {k};\n}}",
        "static const int {N}_MAX = {k};",
        "/* {s} */",
        "void {v}{C}(void);",
    ],
    "js": [
        "import {{ {v}{C} }} from './{m}';",
        "// {s}",
        "export function {v}{C}({m}) {{\n  return {m}.{v}({k});\n}}",
        "const {n}Limit = {k};",
        "if ({n}.{m} > {k}) {{\n  {v}({n});\n}}",
    ],
    "java": [
        "// {s}",
        "    private static final int {N}_MAX = {k};",
        "    public int {v}{C}(int {m}) {{\n        return {m} + {k};\n    }}",
        "    /** {s} */",
    ],
    "go": [
        "// {s}",
        "func {v}{C}({m} int) int {{\n\treturn {m} + {k}\n}}",
        "const {n}Max = {k}",
        "type {C} struct {{\n\t{C} int\n}}",
    ],
    "rust": ["// {s}", "const {N}_MAX: usize = {k};", "fn {v}_{n}({m}: u64) -> u64 {{\n    {m} + {k}\n}}", "mod {m};"],
    "ruby": ["# {s}", "def {v}_{n}({m})\n  {m}.{v}({k})\nend", "{N}_MAX = {k}", "require '{m}/{n}'"],
    "php": [
        "// {s}",
        "function {v}_{n}($x) {{\n    return $x + {k};\n}}",
        "define('{N}_MAX', {k});",
        "use App\\{C}\\{C}Service;",
    ],
    "shell": [
        "# {s}",
        '{v}_{n}() {{\n  echo "{s}"\n}}',
        "readonly {N}_MAX={k}",
        "mkdir -p /tmp/{n}/{m}",
        'cd "$(dirname "$0")" || exit 1',
    ],
    "powershell": ["# {s}", "function {C}-{n} {{ param($x) $x + {k} }}", "${n}Max = {k}", "Write-Host '{s}'"],
    "batch": ["rem {s}", "set {N}_MAX={k}", "echo {s}", "mkdir C:\\temp\\{n}"],
    "lua": ["-- {s}", "local function {v}_{n}({m})\n  return {m} + {k}\nend", "local {n}_max = {k}"],
    "perl": ["# {s}", "sub {v}_{n} {{ my $x = shift; return $x + {k}; }}", "my ${n}_max = {k};"],
    "elixir": ["# {s}", "@{n}_max {k}", "def {v}_{n}({m}), do: {m} + {k}"],
    "r": ["# {s}", "{v}_{n} <- function({m}) {m} + {k}", "{n}.max <- {k}"],
    "groovy": ["// {s}", "def {v}{C}({m}) {{ {m} + {k} }}", "int {n}Max = {k}"],
    "prose": ["{s}", "{s} {s2}", "", "{s2}"],
}


def filler(rng: Random, language: str, count: int) -> list[str]:
    """Lines of ordinary text in a language."""
    lines: list[str] = []
    for _ in range(count):
        n, m = noun(rng), noun(rng)
        text = rng.choice(FILLERS[language]).format(
            n=n,
            m=m,
            v=rng.choice(VERBS),
            N=n.upper(),
            C=m.capitalize(),
            k=rng.randrange(2, 9000),
            s=sentence(rng),
            s2=sentence(rng),
        )
        lines += text.split("\n")
        if rng.random() < 0.3:
            lines.append("")
    return lines
