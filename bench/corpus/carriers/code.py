"""Source code in some twenty languages: assignments, objects, calls, headers."""

from __future__ import annotations

import naming
from carriers import carrier
from carriers.languages import LANGUAGES, Language
from case import File
from contexts import Item
from surroundings import amount, filler


def source(language: Language, item: Item, lines: list[str]) -> File:
    """The lines in the middle of a source file."""
    rng = item.rng
    lines = filler(rng, language.filler, amount(rng)) + lines + filler(rng, language.filler, amount(rng))
    return File(rng.choice(language.files), "\n".join(lines) + "\n")


def register(language: Language) -> None:
    """The carriers of one language."""

    @carrier(f"code-{language.id}")
    def written(item: Item) -> File:
        spelled = item.rng.choice(language.spelled)
        form = item.rng.choice(language.assign)
        if item.rng.random() < 0.55:
            return source(language, item, [form.format(n=spelled(n), v=v) for n, v in item.block()])
        return source(
            language,
            item,
            [language.opening, *(language.entry.format(n=spelled(n), v=v) for n, v in item.block()), language.closing],
        )

    if language.id in {"python", "javascript", "typescript", "java", "go", "ruby", "csharp", "php"}:

        @carrier(f"call-{language.id}", "url", "bearer")
        def called(item: Item) -> File:
            spelled = f"{item.title} client" if item.rng.random() < 0.5 else f"talks to {item.title}"
            return source(
                language,
                item,
                [language.comment + spelled, language.call.format(u=item.address, w=item.user, v=item.value)],
            )


for _language in LANGUAGES:
    register(_language)


COMMENTS = {
    "worker.py": "# {n}={v}",
    "main.go": "// {n}: {v}",
    "schema.sql": "-- {n} = {v}",
    "index.html": "<!-- {n}: {v} -->",
    "style.css": "/* {n} = {v} */",
    "init.el": ";; {n} {v}",
    "run.bat": "rem {n}={v}",
    "App.java": '    // TODO remove {n} = "{v}" before release',
    "thesis.tex": "% {n} {v}",
}


@carrier("comment", "name")
def comment(item: Item) -> File:
    path, form = item.rng.choice(list(COMMENTS.items()))
    spelled = item.rng.choice([naming.upper, naming.camel, naming.snake])
    language = {"py": "python", "go": "go", "java": "java"}.get(path.rpartition(".")[2], "prose")
    around = filler(item.rng, language, amount(item.rng, 6)) if language != "prose" else []
    return File(path, "\n".join([*around, form.format(n=spelled(item.name), v=item.value), *around]) + "\n")


@carrier("minified")
def minified(item: Item) -> File:
    rng = item.rng
    junk = lambda: "".join(
        f"function {c}(t,e){{return t.{c}(e,{rng.randrange(99)})}}"
        for c in rng.sample("abcdfghijk", rng.randrange(2, 9))
    )
    inner = ",".join(f'{naming.camel(n)}:"{v}"' for n, v in item.block())
    return File(
        rng.choice(["dist/app.min.js", "static/js/main.js"]),
        f'!function(){{"use strict";{junk()}var o={{{inner}}};{junk()}}}();',
    )


@carrier("query-object", "url", "bearer")
def fetch_headers(item: Item) -> File:
    form = item.rng.choice(
        [
            "const res = await fetch('{u}', {{\n  method: 'GET',\n  headers: {{\n    'Accept': 'application/json',\n    'Authorization': 'Bearer {v}',\n  }},\n}});",
            "axios.get('{u}', {{ headers: {{ Authorization: `Bearer {v}` }} }});",
        ]
    )
    return source(LANGUAGES[1], item, form.format(u=item.url, v=item.value).split("\n"))


@carrier("headers-python", "url", "bearer")
def python_headers(item: Item) -> File:
    form = item.rng.choice(
        [
            'headers = {{\n    "Accept": "application/json",\n    "Authorization": "Bearer {v}",\n}}\nresponse = requests.get("{u}", headers=headers, timeout=30)',
            'session = requests.Session()\nsession.headers["Authorization"] = "Bearer {v}"\nsession.get("{u}")',
        ]
    )
    return source(LANGUAGES[0], item, form.format(u=item.url, v=item.value).split("\n"))


@carrier("headers-go", "url", "bearer")
def go_headers(item: Item) -> File:
    return source(
        LANGUAGES[6],
        item,
        [
            f'\treq, _ := http.NewRequest("GET", "{item.url}", nil)',
            f'\treq.Header.Set("Authorization", "Bearer {item.value}")',
        ],
    )


@carrier("headers-java", "url", "bearer")
def java_headers(item: Item) -> File:
    return source(
        LANGUAGES[3],
        item,
        [
            f'        HttpRequest.newBuilder(URI.create("{item.url}"))',
            f'            .header("Authorization", "Bearer {item.value}")',
            "            .build();",
        ],
    )
