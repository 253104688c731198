"""Credentials of git itself and of package managers that clone."""

from __future__ import annotations

from urllib.parse import quote, unquote

from carriers import carrier
from case import MARK, File
from contexts import Item
from surroundings import noun, site


def clone_url(item: Item) -> str:
    """A clone address with user and password."""
    kind, rng = item.kind.id, item.rng
    user = {
        "bitbucket-access-token": "x-token-auth",
        "bitbucket-oauth-access-token": "x-token-auth",
        "atlassian-api-token": rng.choice(["x-bitbucket-api-token-auth", quote(item.user, safe="")]),
    }.get(kind, quote(item.user, safe=""))
    host = f"bitbucket.{noun(rng)}.net/scm/core" if kind.startswith("bitbucket-dc") else f"bitbucket.org/{site(rng)}"
    plain = rng.random() < 0.5 and not set("/@:") & set(item.secret)
    secret = item.secret if plain else quote(item.secret, safe="")
    return f"https://{user}:{MARK}{secret}@{host}/{noun(rng)}.git"


FILES = {
    ".gitmodules": '[submodule "lib"]\n\tpath = lib\n\turl = {u}\n\tbranch = main\n',
    "package.json": '{{\n  "name": "app",\n  "version": "1.0.0",\n  "dependencies": {{\n    "lib": "git+{u}#v1.2.0",\n    "left": "^1.0.0"\n  }}\n}}\n',
    "requirements.txt": "requests==2.32.0\ngit+{u}@v1.2#egg=lib\npytest\n",
    "Gemfile": "source 'https://rubygems.org'\ngem 'rake'\ngem 'lib', git: '{u}'\n",
    "composer.json": '{{\n  "repositories": [\n    {{ "type": "vcs", "url": "{u}" }}\n  ]\n}}\n',
    "git-config": '[core]\n\tbare = false\n[remote "origin"]\n\turl = {u}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n',
    "go-private.sh": 'git config --global url."{u}".insteadOf https://git/\n',
    "clone.sh": "#!/bin/sh\nset -e\ngit clone --depth 1 {u} work\ncd work\n",
    "Dockerfile": "FROM alpine/git\nRUN git clone {u} /src\n",
    "Jenkinsfile": "node {{\n  git url: '{u}', branch: 'main'\n}}\n",
    "NOTES.md": "To fetch the sources:\n\n    git remote add upstream {u}\n",
    "build.log": "[10:02:11] Cloning into 'work'...\n[10:02:12] fatal: unable to access '{u}/': The requested URL returned error: 403\n",
}


@carrier("clone-url", "url", "clone")
def clone(item: Item) -> File:
    path, form = item.rng.choice(list(FILES.items()))
    return File(path, form.format(u=clone_url(item)), decode=unquote)


@carrier("git-credentials", "url", "clone")
def git_credentials(item: Item) -> File:
    return File(".git-credentials", clone_url(item).rpartition("/")[0].rpartition("/")[0] + "\n", decode=unquote)


@carrier("netrc", "url", "basic")
def netrc(item: Item) -> File:
    if item.rng.random() < 0.5:
        text = f"machine {item.host} login {item.user} password {item.value}\n"
    else:
        text = f"machine {item.host}\n  login {item.user}\n  password {item.value}\n"
    other = item.rng.choice(["", "machine ftp.local login anonymous password guest\n\n"])
    return File(item.rng.choice([".netrc", "_netrc", "docker/.netrc"]), other + text)


@carrier("maven-settings", "url", "basic")
def maven_settings(item: Item) -> File:
    return File(
        item.rng.choice(["settings.xml", ".m2/settings.xml"]),
        f"<settings>\n  <servers>\n    <!-- {item.base} -->\n    <server>\n      <id>{item.product}-releases</id>\n      <username>{item.user}</username>\n"
        f"      <password>{item.value}</password>\n    </server>\n  </servers>\n</settings>\n",
    )


@carrier(
    "npmrc", "url", "bearer", only="bitbucket-access-token atlassian-api-token atlassian-dc-pat bitbucket-dc-http-token"
)
def npmrc(item: Item) -> File:
    return File(
        ".npmrc", f"@acme:registry={item.base}/npm/\n//{item.host}/npm/:_authToken={item.value}\nsave-exact=true\n"
    )


@carrier("extra-header", "url", "bearer")
def extra_header(item: Item) -> File:
    return File(
        "git-config",
        f'[core]\n\tautocrlf = input\n[http "{item.url}"]\n\textraheader = Authorization: Bearer {item.value}\n',
    )
