"""Runs whole processes and takes their time and memory."""

from __future__ import annotations

import contextlib
import os
import signal
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# Whatever takes longer is measured once.
LONG = 20.0
LIMIT = 600


@dataclass
class Command:
    """A program as it is run in a scenario."""

    name: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    expected: tuple[int, ...] = (0,)
    peer: bool = False


@dataclass(frozen=True)
class Sample:
    """One run."""

    wall: float  # seconds from start to end
    busy: float  # seconds of processor time, the children's too
    peak: int  # KiB
    exit: int


@dataclass
class Result:
    """All runs of a command."""

    command: Command
    samples: list[Sample] = field(default_factory=list)

    def wall(self) -> float:
        """The median time."""
        return statistics.median(sample.wall for sample in self.samples)

    def busy(self) -> float:
        """The median processor time."""
        return statistics.median(sample.busy for sample in self.samples)

    def peak(self) -> float:
        """The highest memory, in MiB."""
        return max(sample.peak for sample in self.samples) / 1024

    def problem(self) -> str | None:
        """Why the figures are worth nothing, if so."""
        wrong = sorted({sample.exit for sample in self.samples} - set(self.command.expected))
        return f"ended with {', '.join(map(str, wrong))}" if wrong else None


def ratio(mine: list[float], other: list[float]) -> float:
    """The median of the ratios round by round: what disturbs one round disturbs both sides of it."""
    return statistics.median(a / b for a, b in zip(mine, other) if b > 0) if any(other) else float("nan")


def once(command: Command, folder: Path) -> Sample:
    """One run, with nothing to read and nowhere to write."""
    program = command.arguments[0]
    null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    with contextlib.chdir(folder):
        start = time.perf_counter()
        child = os.posix_spawnp(program, command.arguments, {**clean(), **command.environment}, file_actions=null)
        signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
        signal.alarm(LIMIT)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        signal.alarm(0)
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


def apart(work: Callable[[], object]) -> None:
    """Does something in a child, so that its memory is not inherited by what is measured later."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit("could not build what is to be measured")


def clean() -> dict[str, str]:
    """The environment without what would lead git elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}


def interleaved(commands: list[Command], folder: Path, rounds: int, peer_rounds: int) -> list[Result]:
    """Every command once in each round, after one round that only warms up. Peers take part in the first rounds.

    Each round begins with another command: who runs behind a large program finds the caches cold.
    """
    results = [Result(command) for command in commands]
    for number in range(rounds + 1):
        first = number % len(results)
        for result in results[first:] + results[:first]:
            most = peer_rounds if result.command.peer else rounds
            slow = any(sample.wall > LONG for sample in result.samples)
            if slow or len(result.samples) >= most:
                continue
            sample = once(result.command, folder)
            # A slow program is not warmed up: one more run would change nothing but the patience of the reader.
            if number > 0 or sample.wall > LONG:
                result.samples.append(sample)
    return results


def floor(folder: Path) -> Sample:
    """What a program that does nothing costs, and the least memory that can be told."""
    samples = [once(Command("true", ["true"]), folder) for _ in range(11)]
    return sorted(samples, key=lambda sample: sample.wall)[5]
