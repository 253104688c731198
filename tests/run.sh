#!/bin/sh
# Runs all tests: installs the hook managers that they drive (once, below target/), then runs them.
# Needs Rust with cargo-nextest, git, python3 with venv, and node with npm.
set -eu
cd "$(dirname "$0")/.."
sh tests/managers.sh
exec cargo nextest run --locked "$@"
