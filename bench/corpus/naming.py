"""The ways people write the name of a variable."""

from __future__ import annotations

from random import Random

Words = tuple[str, ...]


def upper(words: Words) -> str:
    """JIRA_API_TOKEN"""
    return "_".join(words).upper()


def snake(words: Words) -> str:
    """jira_api_token"""
    return "_".join(words).lower()


def kebab(words: Words) -> str:
    """jira-api-token"""
    return "-".join(words).lower()


def dotted(words: Words) -> str:
    """jira.api.token"""
    return ".".join(words).lower()


def camel(words: Words) -> str:
    """jiraApiToken"""
    return words[0].lower() + "".join(word.capitalize() for word in words[1:])


def pascal(words: Words) -> str:
    """JiraApiToken"""
    return "".join(word.capitalize() for word in words)


def header(words: Words) -> str:
    """Jira-Api-Token"""
    return "-".join(word.capitalize() for word in words)


def words(text: str) -> Words:
    """The words of a name written with blanks."""
    return tuple(text.split())


def affixed(rng: Random, name: Words) -> Words:
    """A name as it is in a real project: now and then with something in front or behind."""
    before = rng.choice(["my", "prod", "ci", "app", "default", "backend", "sync", "int"])
    after = rng.choice(["prod", "dev", "ci", "v2", "new", "eu", "main", "2"])
    draw = rng.random()
    if draw < 0.18:
        return (before, *name)
    if draw < 0.30:
        return (*name, after)
    return name
