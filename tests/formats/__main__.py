"""Holds every report format against its schema and its readers: `target/validators/python/bin/python tests/formats BINARY`.

Three repositories: one with a finding of every kind in every carrier of `bench/corpus`, one with the ugliest names that a
file can have, one with a hundred thousand findings. `tests/validators.sh` installs what is needed.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench/corpus"), str(Path(__file__).parent)]

import checks  # noqa: E402
import mint  # noqa: E402
from edges import edges  # noqa: E402
from hits import hits  # noqa: E402

# Files of each kind: the carriers differ, the reports do not.
EACH = 12
FORMATS = ("text", "json", "sarif", "github", "gitlab", "bitbucket")
UGLY = [
    b"plain.env", b"a b/c d.env", b"100%25/%zz.env", b"quote\"s/it's `x`.env", b"line\nbreak/\r.env", b"\x1b[31mred\x1b[0m.env",
    b"caf\xe9/\xff\xfe.env", "\u00fcml\u00e4ut/\u65e5\u672c/\U0001f512.env".encode(), "turn\u202eed/\u200b.env".encode(),
    b"::error file=x,line=1::y.env", b"a,b:c;d=e&f#g?h.env", b"-dash/--opt.env", b"{x}[1]*?.env", b"<b>|x|</b>.env", b"\\back\\slash.env",
    b"C:/drive.env", b"http:/x/y.env", b"tab\tbed.env", b"x" * 200 + b"/" + b"y" * 200 + b".env",
]  # fmt: skip


@dataclass
class Sample:
    """A repository, and what must not be told of it."""

    name: str
    folder: Path
    secrets: list[bytes] = field(default_factory=list)
    guessable: list[bytes] = field(default_factory=list)

    def write(self, path: bytes, data: bytes) -> None:
        """Puts a file into it."""
        target = os.path.join(os.fsencode(self.folder), path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(data)


@dataclass
class Report:
    """What one run said."""

    sample: Sample
    out: bytes
    err: bytes
    code: int
    seconds: float
    megabytes: float


def every_kind(sample: Sample) -> None:
    """Each kind of credential as people write it."""
    listed = subprocess.run([sys.argv[1], "rules", "--format", "json"], check=True, capture_output=True).stdout
    guessed = {rule["rule"] for rule in map(json.loads, listed.splitlines()) if not rule["fingerprint"]}
    met: Counter[str] = Counter()
    for number, case in enumerate([*hits(1), *edges(1)]):
        met[case.rule] += 1
        if met[case.rule] > EACH:
            continue
        sample.write(f"{number:05}/{case.file.path}".encode(), case.file.data())
        if case.secret and case.expect == "hit":
            # Some fit two kinds, of which one cannot be guessed and has a fingerprint.
            guessable = {case.rule, *case.also_ok} <= guessed
            (sample.guessable if guessable else sample.secrets).append(case.secret.encode())


def ugly_names(sample: Sample) -> None:
    """The same few lines under every ugly name."""
    rng = Random(2)
    for name in UGLY:
        token = mint.long_token(rng, "ATAT", "at").encode()
        sample.secrets.append(token)
        sample.write(name, b"\xc3\xa9\xff T='" + token + b"'\n")
    named = mint.short_token(rng, "ATTA", 64, mint.HEX)
    sample.secrets.append(named.encode())
    sample.write(f"of {named}.env".encode(), b"x\n")


def very_many(sample: Sample) -> None:
    """A hundred thousand credentials."""
    rng = Random(3)
    for file in range(200):
        tokens = [mint.short_token(rng, "ATTA", 64, mint.HEX) for _ in range(500)]
        sample.secrets += [token.encode() for token in tokens[:1]]
        sample.write(f"src/part{file % 10}/file{file}.yml".encode(), "".join(f"- t: '{token}'\n" for token in tokens).encode())


# Starts the program from a small process: what a large one has in memory would count as the program's.
START = """
import os, sys, time
started = time.monotonic()
child = os.spawnv(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), time.monotonic() - started, usage.ru_maxrss / 1024, file=open(sys.argv[1], "w"))
"""


def run(binary: str, sample: Sample, arguments: list[str]) -> Report:
    """Runs the program and measures it."""
    measured = sample.folder.parent / "measured"
    command = [sys.executable, "-SE", "-c", START, str(measured), binary, "scan", *arguments]
    done = subprocess.run(command, cwd=sample.folder, check=True, capture_output=True)
    code, seconds, megabytes = measured.read_text().split()
    return Report(sample, done.stdout, done.stderr, int(code), float(seconds), float(megabytes))


def silent(report: Report) -> None:
    """No secret, no long part of one, no hash of one that can be guessed."""
    said = report.out + report.err
    for secret in report.sample.secrets:
        middle = secret[len(secret) // 2 - 8 : len(secret) // 2 + 8] if len(secret) >= 48 else secret
        assert middle not in said, f"a secret is shown by {report.sample.name}"
    lower = said.lower()
    for secret in report.sample.guessable:
        if len(secret) >= 8:
            assert secret not in said, f"a password is shown by {report.sample.name}"
        for hashed in (hashlib.sha256, hashlib.sha1, hashlib.md5, lambda text: hashlib.sha256(b"atlatch/1\0" + text)):
            assert hashed(secret).hexdigest()[:12].encode() not in lower, f"a hash is shown by {report.sample.name}"


def main() -> None:
    """Makes the repositories, runs every format over each, and checks what comes out."""
    binary = str(Path(sys.argv[1]).resolve())
    makers: list[Callable[[Sample], None]] = [every_kind, ugly_names, very_many]
    with tempfile.TemporaryDirectory() as folder:
        for make in makers:
            sample = Sample(make.__name__.replace("_", " "), Path(folder) / make.__name__ / "files")
            sample.folder.mkdir(parents=True)
            make(sample)
            findings = None
            for name in FORMATS:
                report = run(binary, sample, ["--format", name, "."])
                assert report.code == 1, f"{name}: exit code {report.code}: {report.err[:2000]!r}"
                silent(report)
                if name == "json":
                    findings = checks.json_lines(report.out)
                elif name != "text":
                    getattr(checks, name)(report.out, report.err, findings, sample.folder)
                else:
                    checks.text(report.out)
                size = len(report.out) / 1e6
                print(f"{sample.name:14} {name:10} {size:8.2f} MB {report.seconds:6.2f} s {report.megabytes:6.0f} MB of memory")
            if make is very_many:
                continue
            allowed = run(binary, sample, ["--format", "sarif", "--include-allowed", "."])
            checks.sarif(allowed.out, allowed.err, findings, sample.folder)


main()
