"""Real code that is full of Atlassian words and holds no credential: client libraries, as published, pinned by version.

`python3 bench/innocent --binary target/release/atlatch` fetches them once into target/innocent by package name, scans them,
and fails if anything blocks. Needs pip and npm.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tarfile
import zipfile

PYTHON = [
    "jira==3.10.5",
    "atlassian-python-api==5.0.5",
    "mcp-atlassian==0.23.1",
    "py-trello==0.20.1",
    "opsgenie-sdk==2.1.5",
    "atlassian_jwt_auth==22.0.1",
]
NODE = [
    "jira.js@5.4.0",
    "jira-client@8.2.2",
    "confluence.js@2.1.0",
    "bitbucket@2.12.0",
    "node-trello@1.3.0",
    "trello@0.11.0",
    "opsgenie-sdk@0.5.1",
    "statuspage.io@3.3.8",
    "atlassian-jwt@2.0.3",
    "atlassian-connect-express@11.5.3",
    "@forge/api@8.3.0",
    "@aashari/mcp-server-atlassian-jira@3.3.0",
]


def fetch(folder):
    """Fetches and unpacks the packages that are not there yet."""
    for package in PYTHON + NODE:
        place = folder / "".join(sign if sign.isalnum() or sign in "-._" else "-" for sign in package)
        if (place / "done").exists():
            continue
        packed = place / "packed"
        packed.mkdir(parents=True, exist_ok=True)
        if package in PYTHON:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", package]
        else:
            command = ["npm", "pack", "--silent", package]
        subprocess.run(command, cwd=packed, check=True, stdout=subprocess.DEVNULL)
        for archive in packed.iterdir():
            if archive.suffix == ".whl":
                zipfile.ZipFile(archive).extractall(place / "files")
            else:
                tarfile.open(archive).extractall(place / "files", filter="data")
            archive.unlink()
        (place / "done").touch()


def main():
    """Fetches, scans, and says what was found."""
    parser = argparse.ArgumentParser(prog="bench/innocent", description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    folder = pathlib.Path(__file__).resolve().parents[2] / "target" / "innocent"
    folder.mkdir(parents=True, exist_ok=True)
    fetch(folder)
    command = [arguments.binary.resolve(), "scan", "--format", "json", folder]
    lines = subprocess.run(command, stdout=subprocess.PIPE, cwd=folder, check=False).stdout.decode().splitlines()
    *findings, summary = map(json.loads, lines)
    for finding in findings:
        print(finding["action"], finding["rule"], f"{finding['path']}:{finding['line']}")
    counts = summary["summary"]
    print(f"{len(PYTHON + NODE)} packages, {counts['files']} files, {counts['bytes']} bytes: {counts['blocked']} blocked")
    sys.exit(counts["exit"])


main()
