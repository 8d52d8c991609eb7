"""Sentences that can be said in any language: a template in English, and the facts that fill it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from msgspec import Struct


class Words(Protocol):
    """How one language says a template and shows a fact."""

    def translate(self, template: str) -> str:
        """Return `template` in this language; the template itself where no translation is kept."""
        ...

    def show(self, fact: object, of: str = "") -> str:
        """Return a fact as this language writes it.

        of: what the fact is called. A word of a closed set, such as a `stage`, is looked up by it;
        text that somebody wrote is never translated.
        """
        ...


class Said(Struct, frozen=True, gc=False):
    """A sentence not yet put into a language.

    template: English, with `{names}` of facts in it; also the key of its translation.
    facts:    what the names stand for; a fact may itself be a `Said`.
    """

    template: str
    facts: dict[str, Any] = {}

    def __str__(self) -> str:
        return say(self, ENGLISH)


class Bilingual(Struct, frozen=True, gc=False):
    """A text that somebody wrote in both languages, such as a clause; zh None: the same words."""

    en: str
    zh: str | None = None

    def __str__(self) -> str:
        return self.en


def said(template: str, **facts: object) -> Said:
    """Return a sentence with its facts."""
    return Said(template, facts)


def say(sentence: Said, words: Words) -> str:
    """Return `sentence` in the language of `words`."""
    return fill(sentence.template, sentence.facts, words)


def fill(template: str, facts: Mapping[str, object], words: Words) -> str:
    """Return the translated template with every fact shown in the same language."""
    shown = {
        name: say(fact, words) if isinstance(fact, Said) else words.show(fact, name)
        for name, fact in facts.items()
    }
    translated = words.translate(template)
    return translated.format_map(shown) if shown else str(translated)


class English:
    """Plain English: what an error says when nobody chose a language."""

    def translate(self, template: str) -> str:
        """Return the template: English is what templates are written in."""
        return template

    def show(self, fact: object, of: str = "") -> str:
        """Return numbers with thousands by comma, days as 2026-11-21, moments in UTC."""
        match fact:
            case datetime():
                return f"{fact:%Y-%m-%d %H:%M} UTC"
            case date():
                return fact.isoformat()
            case bool():
                return "yes" if fact else "no"
            case int():
                return f"{fact:,}"
            case Decimal():
                return f"{fact:,f}"
            case None:
                return "unknown"
            case list() | tuple() | set() | frozenset():
                return ", ".join(self.show(one, of) for one in fact) or "none"
            case _:
                return str(fact)


ENGLISH = English()
