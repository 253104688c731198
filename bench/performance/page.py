"""The tables, and the page that is written of them."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from growth import Growth
from measure import Result, Sample, ratio
from peers import ROOT, Installed

HEAD = """# Performance

What atlatch costs beside git itself and beside other scanners. Made by `python3 bench/performance --write`; nothing here is
written by hand but the text around the tables.

{date}, {machine}

{trust}

## How it was measured

- Whole processes, from start to end, with nothing to read and nowhere to write. All commands of a scenario take turns in
  every round, each round beginning with another, after one round that only warms up; other scanners take part in the first {peer_rounds}.
- **×** is the median of the ratios to the line in bold, round by round: what disturbs a round disturbs both of its sides. *Time* is
  that of the clock, *CPU* user and system time with all threads and children. The rest are medians; *memory* is the highest peak.
- Of memory nothing below {floor:.0f} MiB can be told: a process inherits the peak of the one that started it.
- Other scanners run as their own documents say a hook should be set up, as binaries and not through wrappers, and without asking
  the network. Those that know no index are given the names of the staged files and read the work tree: they do less.
- The repositories are built by the script and are the same every time. Before anything is measured, a minted credential proves
  that the hook and the scans find one.

"""

WORST = """## Texts made to be slow

One file, `atlatch scan FILE`, processor time less that for an empty file, the best of three. *Growth* is the exponent between the two
largest sizes: 1 is in proportion, 2 with the square.

"""


def words(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def field_of(file: str, name: str) -> str:
    """A field of a file below /proc."""
    lines = Path(file).read_text(encoding="utf-8").splitlines() if Path(file).exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "unknown")


def machine(binary: Path) -> str:
    """What was measured, and where."""
    atlatch = words(str(binary.resolve()), "--version")
    commit = words("git", "rev-parse", "--short", "HEAD")
    memory = field_of("/proc/meminfo", "MemTotal").removesuffix(" kB")
    gigabytes = f"{int(memory) / 2**20:.0f} GiB" if memory.isdigit() else memory
    processor = field_of("/proc/cpuinfo", "model name")
    return (
        f"{atlatch} (commit {commit}) and {words('git', '--version')} on {os.cpu_count()} cores of {processor}, {gigabytes}, "
        f"{platform.system()} {platform.release()}."
    )


def table(header: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def milliseconds(seconds: float) -> str:
    """A time with as many digits as mean something."""
    value = seconds * 1000
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def worst_table(growths: list[Growth]) -> str:
    """The speeds at every size."""
    rows = []
    longest = max((growth.megabytes for growth in growths), key=len)
    for growth in growths:
        speeds = [f"{speed:,.1f}" for speed in growth.speeds()]
        speeds += ["–"] * (len(longest) - len(speeds))
        exponent = growth.exponent()
        note = "" if set(growth.exits) <= {0, 1} else f" (exit {max(growth.exits)})"
        rows.append([growth.text.title + note, *speeds, "–" if exponent is None else f"{exponent:.2f}"])
    return table(["text", *(f"MB/s at {size:.2g} MB" for size in longest), "growth"], rows)


@dataclass
class Report:
    """What was measured so far."""

    machine: str
    peers: list[Installed]
    missing: list[str]
    load: float
    floor: Sample | None = None
    sections: list[str] = field(default_factory=list)
    worst: list[Growth] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    peer_rounds: int = 0

    def add(self, key: str, title: str, baseline: str, results: list[Result]) -> None:
        """Adds a scenario."""
        base = next(result for result in results if result.command.name == baseline)
        rows = []
        for result in results:
            name, problem = result.command.name, result.problem()
            if problem:
                self.problems.append(f"({key}) {name} {problem}")
            if result.command.peer:
                self.peer_rounds = max(self.peer_rounds, len(result.samples))
            time = ratio([s.wall for s in result.samples], [s.wall for s in base.samples])
            busy = ratio([s.busy for s in result.samples], [s.busy for s in base.samples])
            shown = f"**{name}**" if name == baseline else name
            numbers = [milliseconds(result.wall()), milliseconds(result.busy()), f"{result.peak():.0f}"]
            rows.append([shown + (f" ({problem})" if problem else ""), f"{time:.2f}", f"{busy:.2f}", *numbers])
        header = ["command", "× time", "× CPU", "time, ms", "CPU, ms", "memory, MiB"]
        self.sections.append(f"## ({key}) {title}\n\n{table(header, rows)}")

    def trust(self) -> str:
        """How far the figures can be trusted."""
        cores = os.cpu_count() or 1
        if self.load <= cores / 2:
            return f"The machine was quiet (load average at most {self.load:.1f})."
        return (
            f"**The machine was busy with other things (load average {self.load:.1f} on {cores} cores).** Look at the ratios of "
            "processor time alone, and at them with care: times by the clock are several times what they are on a quiet machine."
        )

    def page(self) -> str:
        """The whole page."""
        today = datetime.datetime.now(tz=datetime.UTC).date()
        floor = self.floor.peak / 1024 if self.floor else 0
        head = HEAD.format(
            date=today, machine=self.machine, trust=self.trust(), peer_rounds=self.peer_rounds or "rounds", floor=floor
        )
        versions = [f"- {peer.name} {peer.version} (`{peer.package}`)" for peer in self.peers]
        return (
            head
            + ("Compared with:\n\n" + "\n".join(versions) + "\n\n" if versions else "")
            + "".join(f"Not measured: {reason}.\n\n" for reason in self.missing)
            + "\n".join(self.sections)
            + ("\n" + WORST + worst_table(self.worst) if self.worst else "")
        )
