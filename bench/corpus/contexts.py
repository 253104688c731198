"""What stands around a credential and says whose it is: names, neighbours, hosts, users."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from urllib.parse import urlsplit

import naming
from case import MARK
from kinds import Kind
from mint import ALNUM, HEX, braced_uuid, pick, random_uuid
from names import GENERIC, NAMES
from naming import Words
from surroundings import amount, domain, mailbox, neutral_fields, site

PROSE = {
    "jira": "Jira",
    "confluence": "Confluence",
    "bitbucket": "Bitbucket",
    "trello": "Trello",
    "opsgenie": "Opsgenie",
    "statuspage": "Statuspage",
    "bamboo": "Bamboo",
    "crowd": "Crowd",
    "align": "Jira Align",
    "atlassian": "Atlassian",
}

SELF_HOSTED = {
    "atlassian-dc-pat",
    "bitbucket-dc-http-token",
    "atlassian-dc-oauth-secret",
    "crowd-application-password",
    "atlassian-dc-config-secret",
}


@dataclass
class Item:
    """A credential with everything a carrier may write around it."""

    kind: Kind
    rng: Random
    secret: str
    name: Words
    generic: bool
    product: str
    base: str  # the address of the server
    path: str  # a path of its API
    user: str
    neighbours: list[tuple[Words, str]]
    lead: str  # glued to the front of the secret in a value
    spoken: Words  # the name as it is said, without what a project adds to it

    @property
    def value(self) -> str:
        """The value of the setting, with the mark where the secret starts."""
        return self.lead + MARK + self.secret

    @property
    def url(self) -> str:
        """The full address of a call."""
        return self.base + self.path

    @property
    def address(self) -> str:
        """The shortest address that still says whose it is."""
        return self.url if urlsplit(self.base).netloc == "api.atlassian.com" else self.base

    @property
    def host(self) -> str:
        """The server alone."""
        return urlsplit(self.base).netloc

    @property
    def title(self) -> str:
        """The product in a sentence."""
        return PROSE.get(self.product, "Atlassian")

    def block(self) -> list[tuple[Words, str]]:
        """The secret among its neighbours, with at most two settings that do not belong."""
        fields = list(self.neighbours)
        for field in neutral_fields(self.rng, self.rng.choice([0, 0, 1, 2])):
            fields.insert(self.rng.randrange(len(fields) + 1), field)
        fields.insert(self.rng.randrange(len(fields) + 1), (self.name, self.value))
        return fields

    def fields(self, most: int = 14) -> list[tuple[Words, str]]:
        """A whole settings file: neutral ones, the block, neutral ones."""
        block = self.block()
        taken = {name for name, _ in block}
        around = [f for f in neutral_fields(self.rng, 2 * amount(self.rng, most)) if f[0] not in taken]
        middle = len(around) // 2
        return around[:middle] + block + around[middle:]


def family(kind: Kind) -> str:
    """The entry of the tables above: that of the kind, without its variant."""
    for entry in sorted(NAMES, key=len, reverse=True):
        if kind.id == entry or kind.id.startswith(entry + "-"):
            return entry
    raise KeyError(kind.id)


def product_of(rng: Random, kind: Kind, name: Words) -> str:
    """Whose servers stand around it."""
    entry = family(kind)
    fixed = {
        "jira-align-token": "align",
        "opsgenie-api-key": "opsgenie",
        "jsm-ops-integration-key": "jsm",
        "atlassian-org-api-key": "admin",
        "atlassian-scim-key": "scim",
        "bitbucket-runner-secret": "runner",
        "crowd-application-password": "crowd",
        "statuspage-api-key": "statuspage",
        "bitbucket-dc-http-token": "bitbucket",
    }
    if entry in fixed:
        return fixed[entry]
    for word in name:
        if word in {"jira", "confluence", "bitbucket", "bamboo", "trello", "crowd"}:
            return word
    if entry.startswith("trello"):
        return "trello"
    return "bitbucket" if entry.startswith("bitbucket") else rng.choice(["jira", "confluence"])


def server(rng: Random, kind: Kind, product: str) -> tuple[str, str]:
    """An address of the product and a path of its API."""
    self_hosted = kind.id.removesuffix("-unproven") in SELF_HOSTED or product in {"bamboo", "crowd"}
    organisation = random_uuid(rng)
    if self_hosted and product != "align":
        base = f"https://{product}.{rng.choice(['', 'corp.', 'intra.'])}{domain(rng)}"
        return base, {
            "bitbucket": "/rest/api/1.0/projects",
            "confluence": "/rest/api/content",
            "crowd": "/crowd/rest/usermanagement/1",
            "bamboo": "/rest/api/latest/plan",
        }.get(product, "/rest/api/2/search")
    return {
        "bitbucket": ("https://api.bitbucket.org", f"/2.0/repositories/{site(rng)}/backend"),
        "runner": ("https://api.bitbucket.org", "/2.0/user"),
        "confluence": (f"https://{site(rng)}.atlassian.net", "/wiki/rest/api/content"),
        "trello": ("https://api.trello.com", "/1/members/me/boards"),
        "opsgenie": (rng.choice(["https://api.opsgenie.com", "https://api.eu.opsgenie.com"]), "/v2/alerts"),
        "jsm": ("https://api.atlassian.com", "/jsm/ops/integration/v2/alerts"),
        "statuspage": (
            "https://api.statuspage.io",
            f"/v1/pages/{pick(rng, 'abcdfghjkmnpqrstvwxyz0123456789', 12)}/incidents",
        ),
        "align": (f"https://{site(rng)}.jiraalign.com", "/rest/align/api/2/epics"),
        "admin": ("https://api.atlassian.com", f"/admin/v1/orgs/{organisation}/users"),
        "scim": ("https://api.atlassian.com", f"/scim/directory/{organisation}/Users"),
    }.get(product, (f"https://{site(rng)}.atlassian.net", "/rest/api/3/search"))


def neighbours_of(
    rng: Random, kind: Kind, product: str, base: str, path: str, user: str, generic: bool
) -> list[tuple[Words, str]]:
    """The settings that go with it: addresses, users, public ids."""
    entry = family(kind)
    own: Words = () if generic and rng.random() < 0.5 else (product,)
    if entry == "bitbucket-runner-secret":
        return [
            (("account", "uuid"), braced_uuid(rng)),
            (("repository", "uuid"), braced_uuid(rng)),
            (("runner", "uuid"), braced_uuid(rng)),
            (("oauth", "client", "id"), pick(rng, ALNUM, 32)),
            (("working", "directory"), "/tmp"),
        ]
    if entry == "atlassian-connect-shared-secret":
        return [
            (("key",), f"com.{noun_like(rng)}.addon"),
            (("client", "key"), random_uuid(rng)),
            (("base", "url"), f"https://{site(rng)}.atlassian.net"),
            (("product", "type"), "jira"),
            (("event", "type"), "installed"),
        ]
    if entry == "atlassian-dc-oauth-secret":
        return [
            (("client", "id"), pick(rng, HEX, 32)),
            (("token", "url"), f"{base}/rest/oauth2/latest/token"),
            (("scope",), "READ"),
        ]
    if entry == "atlassian-dc-config-secret":
        return [
            ((product, "jdbc", "url"), f"jdbc:postgresql://db.{domain(rng)}:5432/{product}"),
            ((product, "jdbc", "user"), product + "user"),
        ]
    if entry == "crowd-application-password":
        return [
            (("crowd", "application", "name"), rng.choice(["jira", "confluence", "wiki"])),
            (("crowd", "server", "url"), f"{base}/crowd/services/"),
        ]
    if entry == "atlassian-org-api-key":
        return [(("atlassian", "org", "id"), random_uuid(rng)), (("atlassian", "admin", "url"), base + path)]
    if entry == "atlassian-scim-key":
        return [(("scim", "base", "url"), (base + path).removesuffix("/Users"))]
    if entry == "bitbucket-access-token":
        return [(("bitbucket", "workspace"), site(rng)), (("bitbucket", "repo"), noun_like(rng))]
    if entry == "atlassian-oauth-client-secret":
        return [
            ((*own, "client", "id"), pick(rng, ALNUM, 32)),
            ((*own, "auth", "url"), "https://auth.atlassian.com/oauth/token"),
        ]
    if entry == "bitbucket-oauth-consumer":
        return [
            ((*own, "client", "id"), pick(rng, ALNUM, 18)),
            ((*own, "token", "url"), "https://bitbucket.org/site/oauth2/access_token"),
        ]
    if entry == "trello-api-secret" or (entry == "trello-token" and not generic):
        return [(("trello", "api", "key"), pick(rng, HEX, 32)), (("trello", "board", "id"), pick(rng, HEX, 24))]
    if entry == "trello-token":
        return [(("key",), pick(rng, HEX, 32)), (("url",), base + "/1")]
    url: tuple[Words, str] = (
        (*own, rng.choice(["url", "host", "endpoint"])),
        base if product != "statuspage" else base + "/v1",
    )
    if entry in {"statuspage-api-key", "opsgenie-api-key", "jsm-ops-integration-key"}:
        return [(((*own, "url")), base + path)]
    return [
        url,
        ((*own, rng.choice(["user", "email", "username"])), user),
        ((*own, "project"), pick(rng, "ABCDEFGHKLMNPRSTW", 3)),
    ]


def noun_like(rng: Random) -> str:
    """A short lower-case name."""
    return site(rng).replace("-", "")


# Kinds whose neighbours alone tell them from another kind.
NEED_COMPANY = {"bitbucket-runner-secret", "atlassian-org-api-key", "bitbucket-access-token", "atlassian-scim-key"}
NEVER_AFFIXED = {"bitbucket-runner-secret", "atlassian-session-token"}


def named(rng: Random, kind: Kind, shows: str) -> tuple[Words, bool]:
    """A name for the secret, and whether it leaves it to the neighbours to say whose it is."""
    if kind.id.endswith("-bare"):
        return naming.words(rng.choice(["token", "access token", "api key", "key", "auth"])), False
    names = [name for name in GENERIC.get(family(kind), "api token, token, apitoken").split(",") if name]
    generic = shows == "fields" and bool(names) and rng.random() < 0.35
    return naming.words(rng.choice(names if generic else NAMES[family(kind)].split(","))), generic


def item(rng: Random, kind: Kind, shows: str) -> Item:
    """A credential for a carrier that shows its `name`, its `fields` (name and neighbours), the `names` of both, or the `url`."""
    entry = family(kind)
    name, generic = named(rng, kind, shows)
    spoken = ("jira", "database", "password") if name[0] == "atl" else name
    if kind.id.endswith("-bare"):
        product, base, path = "bare", f"https://gateway.{domain(rng)}", "/v1/items"
    else:
        if not generic and kind.namable and entry not in NEVER_AFFIXED:
            name = naming.affixed(rng, name)
        product = product_of(rng, kind, name)
        base, path = server(rng, kind, product)
    by_mail = base.endswith("atlassian.net") or rng.random() < 0.3
    user = mailbox(rng) if by_mail else rng.choice(["svc-build", "deploy", "jenkins", "ci-reader"])
    alone = not generic and kind.namable and entry not in NEED_COMPANY and rng.random() < 0.3
    if product == "bare":
        neighbours = neutral_fields(rng, 2)
    else:
        neighbours = [] if alone else neighbours_of(rng, kind, product, base, path, user, generic)
    lead = kind.prefix.replace("{uuid}", random_uuid(rng), 1).replace("{uuid}", random_uuid(rng))
    return Item(kind, rng, kind.mint(rng), name, generic, product, base, path, user, neighbours, lead, spoken)
