"""Source code in some twenty languages: assignments, objects, calls, headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import naming
from carriers import carrier
from case import File
from contexts import Item
from naming import Words
from surroundings import amount, filler


@dataclass(frozen=True)
class Language:
    """How a language writes a setting."""

    id: str
    files: tuple[str, ...]
    filler: str
    assign: tuple[str, ...]  # with {n} and {v}
    entry: str  # of a map
    opening: str
    closing: str
    call: str  # with {u} the address, {w} the user, {v} the value
    spelled: tuple[Callable[[Words], str], ...]
    comment: str


LANGUAGES = [
    Language("python", ("settings.py", "credentials.py", "sync.py"), "python", ('{n} = "{v}"', "{n} = '{v}'", 'os.environ["{n}"] = "{v}"', '{n}: str = "{v}"'), '    "{n}": "{v}",',
             "CONFIG = {", "}", 'client = Client("{u}", "{w}", "{v}")', (naming.upper, naming.snake), "# "),
    Language("javascript", ("config.js", "src/sync.mjs"), "js", ("const {n} = '{v}';", 'let {n} = "{v}";', "exports.{n} = '{v}';"), "  {n}: '{v}',",
             "module.exports = {", "};", "const client = createClient('{u}', '{w}', '{v}');", (naming.camel, naming.upper), "// "),
    Language("typescript", ("src/config.ts", "environment.ts"), "js", ("export const {n}: string = '{v}';", "private readonly {n} = `{v}`;"), "  {n}: '{v}',",
             "export const environment = {", "};", "const client = new Client({{ host: '{u}', user: '{w}', secret: '{v}' }});", (naming.camel, naming.upper), "// "),
    Language("java", ("src/main/java/App.java",), "java", ('    private static final String {n} = "{v}";', '    String {n} = "{v}";'), '        map.put("{n}", "{v}");',
             "    static {", "    }", '        Client client = new Client("{u}", "{w}", "{v}");', (naming.upper, naming.camel), "// "),
    Language("kotlin", ("src/main/kotlin/App.kt",), "java", ('    val {n} = "{v}"', '    const val {n} = "{v}"'), '    "{n}" to "{v}",',
             "val config = mapOf(", ")", '    val client = Client("{u}", "{w}", "{v}")', (naming.camel, naming.upper), "// "),
    Language("scala", ("src/main/scala/App.scala",), "java", ('  val {n} = "{v}"',), '    "{n}" -> "{v}",', "val config = Map(", ")",
             '  val client = new Client("{u}", "{w}", "{v}")', (naming.camel,), "// "),
    Language("go", ("main.go", "internal/config/config.go"), "go", ('const {n} = "{v}"', '\t{n} := "{v}"', 'var {n} = `{v}`'), '\t"{n}": "{v}",', "var config = map[string]string{", "}",
             '\tclient := NewClient("{u}", "{w}", "{v}")', (naming.camel, naming.pascal), "// "),
    Language("rust", ("src/main.rs", "src/config.rs"), "rust", ('const {n}: &str = "{v}";', 'let {n} = "{v}".to_string();'), '    ("{n}", "{v}"),', "let config = HashMap::from([", "]);",
             'let client = Client::new("{u}", "{w}", "{v}");', (naming.upper, naming.snake), "// "),
    Language("ruby", ("config/initializers/sync.rb", "Rakefile"), "ruby", ("{n} = '{v}'", 'ENV["{n}"] = "{v}"'), "  {n}: '{v}',", "CONFIG = {", "}.freeze",
             "client = Client.new('{u}', '{w}', '{v}')", (naming.upper, naming.snake), "# "),
    Language("php", ("config.php", "wp-config.php"), "php", ("${n} = '{v}';", "define('{n}', '{v}');", 'putenv("{n}={v}");'), "    '{n}' => '{v}',", "return [", "];",
             "$client = new Client('{u}', '{w}', '{v}');", (naming.snake, naming.upper), "// "),
    Language("csharp", ("Program.cs",), "java", ('    private const string {n} = "{v}";', '    public string {n} {{ get; set; }} = "{v}";'), '        ["{n}"] = "{v}",',
             "    var config = new Dictionary<string, string> {", "    };", '        var client = new Client("{u}", "{w}", "{v}");', (naming.pascal, naming.camel), "// "),
    Language("swift", ("Sources/App/Config.swift",), "c", ('let {n} = "{v}"', 'static let {n}: String = "{v}"'), '    "{n}": "{v}",', "let config: [String: String] = [", "]",
             'let client = Client(host: "{u}", user: "{w}", secret: "{v}")', (naming.camel,), "// "),
    Language("perl", ("sync.pl",), "perl", ("my ${n} = '{v}';", "$ENV{{{n}}} = '{v}';"), "    {n} => '{v}',", "my %config = (", ");",
             "my $client = Client->new('{u}', '{w}', '{v}');", (naming.snake, naming.upper), "# "),
    Language("lua", ("config.lua",), "lua", ('local {n} = "{v}"',), '  {n} = "{v}",', "return {", "}", 'local client = connect("{u}", "{w}", "{v}")', (naming.snake, naming.upper), "-- "),
    Language("groovy", ("vars/sync.groovy", "build.gradle"), "groovy", ("def {n} = '{v}'", 'ext.{n} = "{v}"'), "    {n}: '{v}',", "def config = [", "]", "def client = new Client('{u}', '{w}', '{v}')",
             (naming.camel,), "// "),
    Language("r", ("analysis.R",), "r", ('{n} <- "{v}"', 'Sys.setenv({n} = "{v}")'), '  {n} = "{v}",', "config <- list(", "  last = TRUE)", 'client <- connect("{u}", "{w}", "{v}")', (naming.snake, naming.upper), "# "),
    Language("dart", ("lib/config.dart",), "c", ("const {n} = '{v}';", "final String {n} = '{v}';"), "  '{n}': '{v}',", "const config = {", "};", "final client = Client('{u}', '{w}', '{v}');", (naming.camel,), "// "),
    Language("elixir", ("config/runtime.exs",), "elixir", ('@{n} "{v}"', 'System.put_env("{n}", "{v}")'), '  {n}: "{v}",', "config :app, App.Client, [", "]", 'client = Client.new("{u}", "{w}", "{v}")', (naming.snake,), "# "),
    Language("c", ("src/config.h", "src/main.c"), "c", ('#define {n} "{v}"', 'static const char *{n} = "{v}";', 'const std::string {n}("{v}");'), '    {{"{n}", "{v}"}},', "static const struct pair config[] = {", "};",
             'client_t *client = client_new("{u}", "{w}", "{v}");', (naming.upper, naming.snake), "// "),
    Language("vb", ("Module1.vb",), "c", ('    Const {n} As String = "{v}"', '    Dim {n} = "{v}"'), '        {{"{n}", "{v}"}},', "    Dim config As New Dictionary(Of String, String) From {", "    }",
             '    Dim client As New Client("{u}", "{w}", "{v}")', (naming.pascal,), "' "),
]


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
        return source(language, item, [language.opening, *(language.entry.format(n=spelled(n), v=v) for n, v in item.block()), language.closing])

    if language.id in {"python", "javascript", "typescript", "java", "go", "ruby", "csharp", "php"}:

        @carrier(f"call-{language.id}", "url", "bearer")
        def called(item: Item) -> File:
            spelled = f"{item.title} client" if item.rng.random() < 0.5 else f"talks to {item.title}"
            return source(language, item, [language.comment + spelled, language.call.format(u=item.address, w=item.user, v=item.value)])


for _language in LANGUAGES:
    register(_language)


COMMENTS = {"worker.py": "# {n}={v}", "main.go": "// {n}: {v}", "schema.sql": "-- {n} = {v}", "index.html": "<!-- {n}: {v} -->", "style.css": "/* {n} = {v} */",
            "init.el": ";; {n} {v}", "run.bat": "rem {n}={v}", "App.java": "    // TODO remove {n} = \"{v}\" before release", "thesis.tex": "% {n} {v}"}


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
    junk = lambda: "".join(f"function {c}(t,e){{return t.{c}(e,{rng.randrange(99)})}}" for c in rng.sample("abcdfghijk", rng.randrange(2, 9)))
    inner = ",".join(f'{naming.camel(n)}:"{v}"' for n, v in item.block())
    return File(rng.choice(["dist/app.min.js", "static/js/main.js"]), f"!function(){{\"use strict\";{junk()}var o={{{inner}}};{junk()}}}();")


@carrier("query-object", "url", "bearer")
def fetch_headers(item: Item) -> File:
    form = item.rng.choice([
        "const res = await fetch('{u}', {{\n  method: 'GET',\n  headers: {{\n    'Accept': 'application/json',\n    'Authorization': 'Bearer {v}',\n  }},\n}});",
        "axios.get('{u}', {{ headers: {{ Authorization: `Bearer {v}` }} }});",
    ])
    return source(LANGUAGES[1], item, form.format(u=item.url, v=item.value).split("\n"))


@carrier("headers-python", "url", "bearer")
def python_headers(item: Item) -> File:
    form = item.rng.choice(['headers = {{\n    "Accept": "application/json",\n    "Authorization": "Bearer {v}",\n}}\nresponse = requests.get("{u}", headers=headers, timeout=30)',
                            'session = requests.Session()\nsession.headers["Authorization"] = "Bearer {v}"\nsession.get("{u}")'])
    return source(LANGUAGES[0], item, form.format(u=item.url, v=item.value).split("\n"))


@carrier("headers-go", "url", "bearer")
def go_headers(item: Item) -> File:
    return source(LANGUAGES[6], item, [f'\treq, _ := http.NewRequest("GET", "{item.url}", nil)', f'\treq.Header.Set("Authorization", "Bearer {item.value}")'])


@carrier("headers-java", "url", "bearer")
def java_headers(item: Item) -> File:
    return source(LANGUAGES[3], item, [f'        HttpRequest.newBuilder(URI.create("{item.url}"))', f'            .header("Authorization", "Bearer {item.value}")', "            .build();"])
