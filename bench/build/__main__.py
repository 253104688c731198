"""What building atlatch costs its users: `python3 bench/build`, on a machine that does nothing else.

Each profile is built from nothing, as `cargo install --path . --locked` and the hook managers do it, with the packages of the
registry already downloaded. Time by the clock, processor time of everything that ran, and the size of the program.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def built(profile: str) -> tuple[float, float, int]:
    """Builds from nothing: seconds by the clock, seconds of processor time, bytes of the program."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "CARGO_TARGET_DIR": scratch}
        command = ["cargo", "build", "--quiet", "--locked", "--bin", "atlatch", "--profile", profile]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        return seconds, processor, (Path(scratch) / profile / "atlatch").stat().st_size


def main() -> None:
    """Builds the profiles that are asked for, one after the other, and prints a table."""
    parser = argparse.ArgumentParser(prog="bench/build", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profiles", nargs="+", default=["release", "dist"])
    subprocess.run(["cargo", "fetch", "--quiet", "--locked"], cwd=ROOT, check=True)
    print("| profile | time, s | CPU, s | program, MB |\n| --- | ---: | ---: | ---: |")
    for profile in parser.parse_args().profiles:
        seconds, processor, size = built(profile)
        print(f"| `{profile}` | {seconds:.0f} | {processor:.0f} | {size / 1e6:.1f} |", flush=True)
    print(f"\non {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
