"""Patterns mean the same on every Python that we run on."""

import re

from tests.habits.sources import python_sources

GROUP_REPEATED = re.compile(r"\)(?:[*+?]|\{[0-9,]*\})\+")
"""A group that is repeated possessively."""


def places(name: str, text: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if GROUP_REPEATED.search(line)
    ]


def test_no_group_of_a_pattern_is_repeated_possessively():
    """Debian 12 has Python 3.11.2, where such a group takes what it should not (CPython gh-106052).

    `(?:[0-9]{1,3}+;)*+[0-9]{1,3}+` is to be `(?:[0-9]{1,3}+;)*[0-9]{1,3}+`, which it reads as it
    should; a character repeated possessively is safe.
    """
    found = [one for source in python_sources() for one in places(source.path, source.text)]

    assert not found, "\n".join(found)


def test_this_check_bites():
    assert places("a", r'x = re.compile(r"(?:ab)*+c")')
    assert places("a", r'x = re.compile(r"(?:ab){2,3}+c")')
    assert not places("a", r'x = re.compile(r"(?:[0-9]{1,3}+\n)*[0-9]++")')
