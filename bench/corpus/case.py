"""One case: a file with exactly one secret, or with none, and what a scanner is to say about it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

# Stands in front of the secret while a file is being written; never reaches the disk.
MARK = "\ue000"


def rng_for(seed: int, *parts: str) -> Random:
    """A generator of its own for every case, so that adding one leaves the others as they are."""
    return Random("/".join([str(seed), *parts]))


@dataclass
class File:
    """A file before it is written: text with the mark, or bytes where it is no text."""

    path: str
    text: str = ""
    encoding: str = "utf-8"
    byte_order_mark: bytes = b""
    newline: str = "\n"
    raw: bytes | None = None  # a container
    decode: Callable[[str], str] | None = None  # undoes the written form, to prove the secret is there

    def line(self) -> int | None:
        """The line on which the secret starts."""
        if self.raw is not None or MARK not in self.text:
            return None
        return self.text[: self.text.index(MARK)].count("\n") + 1

    def data(self) -> bytes:
        """The bytes of the file."""
        if self.raw is not None:
            return self.raw
        text = self.text.replace(MARK, "")
        return self.byte_order_mark + text.replace("\n", self.newline).encode(self.encoding)


@dataclass
class Case:
    """A file and the verdict that is right for it."""

    id: str
    file: File
    expect: str  # hit, altered, silent
    rule: str | None = None
    also_ok: tuple[str, ...] = ()
    confidence: str | None = None
    kind: str | None = None
    carrier: str | None = None
    disguise: str | None = None
    secret: str | None = None
    anchored: bool | None = None
    state: str | None = None
    warnings_ok: bool = False  # something beside the secret may rightly be warned of

    def prove(self) -> None:
        """Fails where the file does not hold what the manifest says."""
        if self.secret is None:
            assert MARK not in self.file.text, self.id
            return
        if self.file.raw is not None:
            return  # the packer has unpacked it again
        assert self.file.text.count(MARK) == 1, self.id
        text = self.file.text.replace(MARK, "")
        self.file.data().decode(self.file.encoding)
        shown = self.file.decode(text) if self.file.decode else text
        assert self.secret in shown, f"{self.id}: the secret is not in its file"

    def entry(self, path: str) -> dict:
        """The line of the manifest."""
        return {
            "case": self.id,
            "path": path,
            "expect": self.expect,
            "rule": self.rule,
            "also_ok": list(self.also_ok),
            "line": self.file.line(),
            "confidence": self.confidence,
            "state": self.state,
            "warnings_ok": self.warnings_ok,
            "kind": self.kind,
            "carrier": self.carrier,
            "disguise": self.disguise,
            "anchored": self.anchored,
            "fingerprint": hashlib.sha256(b"atlatch/1\0" + self.secret.encode()).hexdigest()[:16]
            if self.secret
            else None,
            "secret_sha256": hashlib.sha256(self.secret.encode()).hexdigest() if self.secret else None,
        }


def write(cases: Iterable[Case], out: Path) -> Iterator[Case]:
    """Writes every case and the manifest; yields what was written.

    Each has a folder of its own, whose name says nothing: the names of folders are context as well.
    """
    if out.exists() and any(out.iterdir()):
        assert (out / "manifest.jsonl").exists(), f"{out} holds something else"
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    made: set[Path] = set()
    with (out / "manifest.jsonl").open("w", encoding="utf-8", newline="\n") as manifest:
        for case in cases:
            assert case.id not in seen, f"two cases are called {case.id}"
            seen.add(case.id)
            case.prove()
            path = f"{case.id.partition('/')[0]}/{len(seen):05}/{case.file.path}"
            target = out / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            target.write_bytes(case.file.data())
            manifest.write(json.dumps(case.entry(path), ensure_ascii=False) + "\n")
            yield case
