"""What --help says, in the language that is asked for: English as it is written, or Chinese.

Help is written where it belongs, in docstrings and options; its Chinese is kept in
`locale/help.zh.po`, sentence by sentence, and put in its place when it is laid out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

LEFT_OUT = "Left out: "
WIDEST_TERM = 30
"""Columns of an option beyond which what it means begins on the next line."""

_SENTENCE = re.compile(r"(?<=\.) ")
_ASIDE = re.compile(r"(.*?)\s*(\[[^\]]*\])?", re.DOTALL)
_WORDS = re.compile(r"[\x21-\x7e]+|.")


class ChineseHelp(click.HelpFormatter):
    """Help laid out in Chinese, whose letters are two columns wide and stand without spaces."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        from laogu.connectors import languages

        self._known = languages.help_sentences()

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        """Write how the command is typed."""
        super().write_usage(prog, args, prefix=f"{self._known['Usage']}：")

    def write_heading(self, heading: str) -> None:
        """Write the head of a part."""
        self.write(f"{'':>{self.current_indent}}{self._known.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
        for place, part in enumerate(paragraphs):
            if place:
                self.write("\n")
            self._lines(in_chinese(part, self._known), indent=self.current_indent)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = WIDEST_TERM, col_spacing: int = 2
    ) -> None:
        """Write terms and what they mean."""
        kept = list(rows)
        first = max((len(one) for one, _ in kept if len(one) <= col_max), default=0) + col_spacing
        for term, means in kept:
            self.write(f"{'':>{self.current_indent}}{term}")
            said = in_chinese(" ".join(means.split()), self._known)
            if len(term) > first - col_spacing:
                self.write("\n")
                begins = 0
            else:
                begins = self.current_indent + len(term)
            self._lines(said, indent=self.current_indent + first, begins=begins)

    def _lines(self, text: str, *, indent: int, begins: int = 0) -> None:
        for place, line in enumerate(wrapped(text, self.width - indent)):
            gap = indent - begins if place == 0 else indent
            self.write(f"{'':>{gap}}{line}\n")
        if not text:
            self.write("\n")


def in_chinese(text: str, known: Mapping[str, str]) -> str:
    """Return a text sentence by sentence in Chinese; what is not known stays as it is."""
    said, aside = (_ASIDE.fullmatch(text) or _ASIDE.fullmatch("")).groups()  # type: ignore[union-attr]
    sentences = [_sentence(one, known) for one in _SENTENCE.split(said)] if said else []
    return "".join(sentences) + (_aside(aside, known) if aside else "")


def unknown_in(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the sentences of a text that have no Chinese."""
    said = _ASIDE.fullmatch(" ".join(text.split()))
    for one in _SENTENCE.split(said[1] if said else ""):
        if one and _sentence(one, known) == one:
            yield one


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text; a wide letter fills two columns, and words are not broken."""
    line = ""
    for part in _WORDS.findall(text):
        if line and columns(line) + columns(part) > width and part not in "，。；：、）":
            yield line.rstrip()
            line = ""
        line += part if line or part != " " else ""
    if line:
        yield line


def columns(text: str) -> int:
    """Return how many columns of a terminal a text fills."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _sentence(sentence: str, known: Mapping[str, str]) -> str:
    if sentence in known:
        return known[sentence]
    default = sentence.removeprefix(LEFT_OUT).removesuffix(".")
    # A value is typed as it stands in either language; several words say something.
    if sentence.startswith(LEFT_OUT) and " " not in default:
        return f"不写则为 {default}。"
    head, colon, rest = sentence.partition(": ")
    if colon and head in known:
        return f"{known[head]}：{rest}"
    # A list says only what stands before the colon: *Settle a trade.* of *Settle a trade: cash …*
    whole = next((one for one in known if one.startswith(sentence.removesuffix(".") + ": ")), None)
    return known[whole].partition("：")[0] + "。" if whole is not None else sentence


def _aside(aside: str, known: Mapping[str, str]) -> str:
    inside = aside.strip("[]").replace("; ", "；")
    for word in ("default", "required"):
        inside = inside.replace(f"{word}: ", f"{known[word]}：").replace(word, known[word])
    return f"（{inside}）"
