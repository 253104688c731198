"""Secrets of vendors whose names sound like one of ours."""

from __future__ import annotations

from random import Random

import naming
from mint import ALNUM, HEX, mixed, pick
from surroundings import neutral_fields
from traps import each
from traps.neighbours import UPPER, jwt

ALIKE = {
    "forge api token": lambda r: mixed(r, ALNUM, 40),
    "laravel forge token": jwt,
    "crowdin personal token": lambda r: pick(r, HEX, 80),
    "crowdin api key": lambda r: pick(r, HEX, 32),
    "confluent api secret": lambda r: mixed(r, ALNUM + "+/", 64),
    "confluent cloud api key": lambda r: pick(r, UPPER, 16),
    "confluentinc license": jwt,
    "crowdstrike client secret": lambda r: mixed(r, ALNUM, 40),
    "crowdsec bouncer key": lambda r: mixed(r, ALNUM, 43),
    "bamboohr api key": lambda r: pick(r, HEX, 40),
    "stashapp api key": jwt,
    "mustache secret": lambda r: mixed(r, ALNUM, 32),
    "s3 bucket key": lambda r: pick(r, HEX, 40),
    "gcs bucket token": lambda r: mixed(r, ALNUM, 40),
    "compass api key": lambda r: mixed(r, ALNUM, 40),
    "loom signing secret": lambda r: mixed(r, ALNUM, 48),
    "tempo api token": lambda r: mixed(r, ALNUM, 43) + "-us",
    "xray client secret": lambda r: pick(r, HEX, 64),
    "zephyr access token": jwt,
    "better stack token": lambda r: mixed(r, ALNUM, 24),
    "instatus api key": lambda r: pick(r, HEX, 32),
    "statuscake api key": lambda r: mixed(r, ALNUM, 30),
    "uptime robot key": lambda r: "u" + pick(r, HEX, 32),
    "trellis token": lambda r: mixed(r, ALNUM, 40),
    "alignment key": lambda r: mixed(r, ALNUM, 32),
}


def alike(rng: Random, key: str) -> tuple[str, str]:
    """The secret of a vendor whose name sounds like one of ours, in a file of its own."""
    fields = [*neutral_fields(rng, rng.randrange(5)), (tuple(key.split()), ALIKE[key](rng))]
    return rng.choice(
        [
            lambda: (".env", "".join(f"{naming.upper(n)}={v}\n" for n, v in fields)),
            lambda: ("crowdin.yml", "".join(f'"{naming.snake(n)}": "{v}"\n' for n, v in fields)),
            lambda: (
                "config.js",
                "export default {\n" + "".join(f"  {naming.camel(n)}: '{v}',\n" for n, v in fields) + "};\n",
            ),
        ]
    )()


each("names-alike", [key for key in sorted(ALIKE) for _ in range(2)], alike)
