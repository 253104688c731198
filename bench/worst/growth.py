"""Takes the time of one text at several sizes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from math import log
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "performance"))

from measure import Command, apart, once  # noqa: E402
from texts import FORMS, Text  # noqa: E402

# A text that takes longer than this is not tried at the next size.
PATIENCE = 3.0


@dataclass(frozen=True)
class Growth:
    """What a text takes at each size."""

    text: Text
    megabytes: list[float]
    seconds: list[float]  # of processor time
    exits: list[int]

    def speeds(self) -> list[float]:
        """Megabytes a second, at each size."""
        return [size / max(seconds, 1e-6) for size, seconds in zip(self.megabytes, self.seconds)]

    def exponent(self) -> float | None:
        """How the time grows between the last two sizes: 1 is in proportion, 2 with the square."""
        if len(self.seconds) < 2 or min(self.seconds[-2:]) <= 0:
            return None
        return log(self.seconds[-1] / self.seconds[-2]) / log(self.megabytes[-1] / self.megabytes[-2])


def start(atlatch: str, folder: Path) -> float:
    """What a scan of nothing takes."""
    (folder / "empty").touch()
    return sorted(once(Command("scan", [atlatch, "scan", "empty"]), folder).busy for _ in range(11))[5]


def measure(text: Text, sizes: list[int], atlatch: str, folder: Path, start: float, form: str = "plain") -> Growth:
    """Scans a text in one form at every size; `start` is what a scan of nothing takes."""
    growth = Growth(text, [], [], [])
    for size in sizes:
        path = folder / f"{text.key}.txt"
        apart(lambda: path.write_bytes(FORMS[form](text.make(Random(5), size))))
        samples = [once(Command("scan", [atlatch, "scan", path.name]), folder) for _ in range(3)]
        growth.megabytes.append(path.stat().st_size / 1e6)
        growth.seconds.append(max(0.0, min(sample.busy for sample in samples) - start))
        growth.exits.append(max(sample.exit for sample in samples))
        path.unlink()
        if growth.seconds[-1] > PATIENCE:
            break
    return growth
