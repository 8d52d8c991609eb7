"""The two languages of the reference: each says a piece in its own words, and names its own pages.

Pieces are written in English, here and in docstrings; their Chinese comes with the program. Which
were asked for is kept, so that what has no Chinese is named, and what nobody says any more found.
"""

from typing import Any, Literal

from laogu.cli.spoken_help import in_chinese
from laogu.connectors import documented, languages


class Tongue:
    """One language."""

    def __init__(self, lang: Literal["en", "zh"]) -> None:
        self.lang = lang
        self.asked: set[str] = set()
        self.missing: set[str] = set()

    def say(self, piece: str, **facts: Any) -> str:
        """Return a piece in this language, with its facts where it has places for them."""
        self.asked.add(piece)
        template = self._chinese(piece) if self.lang == "zh" and piece else piece
        return template.format(**facts) if facts else template

    def text(self, text: str) -> str:
        """Return paragraphs: in English as they are written, in Chinese each in one line."""
        told = "\n\n".join(self.say(one) for one in documented.paragraphs(text))
        return text if self.lang == "en" else told

    def lines(self, *sentences: str) -> str:
        """Return sentences, one a line."""
        return "\n".join(self.say(one) for one in sentences)

    def help(self, text: str) -> str:
        """Return what `--help` says, as it says it in this language."""
        if self.lang == "en":
            return text
        known = languages.help_sentences()
        return "\n\n".join(in_chinese(part, known) for part in documented.paragraphs(text))

    def page(self, name: str) -> str:
        """Return the file of a page of the reference."""
        return f"{name}.md" if self.lang == "en" else f"{name}.zh.md"

    def other(self, name: str) -> str:
        """Return a link to the same page in the other language."""
        return f"[中文]({name}.zh.md)" if self.lang == "en" else f"[English]({name}.md)"

    def _chinese(self, piece: str) -> str:
        found = documented.piece_in_chinese(piece)
        if found is None:
            self.missing.add(piece)
            return piece
        return languages.ChineseTemplate(found)
