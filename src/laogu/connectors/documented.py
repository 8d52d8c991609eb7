"""What docstrings say of requests, events and fields, piece by piece, in English and in Chinese.

A docstring is written where it belongs, in English; its Chinese stands in `locale/`, found by the
piece it says: a paragraph, or what a field means. The reference and the description of the HTTP
door are made of these pieces.
"""

import inspect
import re
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from laogu.connectors.catalogues import read_catalogue
from laogu.connectors.languages import catalogue, help_sentences

_WORDS = re.compile(r"[A-Za-z](?![^{}]*\})")


@cache
def pieces() -> Mapping[str, str]:
    """Return the Chinese of every piece that nothing else in the program says."""
    return {piece: chinese for (_, piece), chinese in read_catalogue("reference.zh.po").items()}


def piece_in_chinese(piece: str) -> str | None:
    """Return a piece in Chinese; None where nobody has said it; without words it is its own.

    What the program says elsewhere is taken from there: a sentence of a page or an error, or the
    sentences of `--help`, in which a field's meaning begins with a capital.
    """
    found = pieces().get(piece) or catalogue().get(("", piece))
    if found is not None or not _WORDS.search(piece):
        return found or piece
    known = help_sentences()
    sentences = re.split(r"(?<=\.) ", piece[:1].upper() + piece[1:])
    return "".join(known[one] for one in sentences) if known.keys() >= set(sentences) else None


def text_in_chinese(text: str) -> str:
    """Return paragraphs in Chinese; what nobody has said stays English, which a test finds."""
    return "\n\n".join(piece_in_chinese(one) or one for one in paragraphs(text))


def described(of: type[Struct]) -> tuple[str, dict[str, str]]:
    """Return a docstring without what it says of single fields, and that by field.

    Of a field that it has from another type, that one's docstring may say what it means.
    """
    said, meanings = parted(of.__doc__ or "", of.__struct_fields__)
    for base in of.__mro__[1:]:
        if issubclass(base, Struct) and base is not Struct:
            meanings = parted(base.__doc__ or "", base.__struct_fields__)[1] | meanings
    return said, meanings


def parted(docstring: str, fields: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return a docstring without what it says of these fields, and that by field."""
    names = "|".join(sorted(fields, key=len, reverse=True)) or "(?!)"
    several = rf"(?:^|(?<=[.:;?] ))((?:{names})(?:, (?:{names}))*):\s+"
    kept: list[str] = []
    meanings: dict[str, str] = {}
    here: list[str] = []
    for line in inspect.cleandoc(docstring).splitlines():
        before, *told = re.split(several, line)
        if here and before:
            # The line goes on with what the last field means.
            meanings |= {name: f"{meanings[name]} {before.strip()}" for name in here}
        else:
            here = []
            kept.append(before.rstrip())
        for named, meaning in zip(told[::2], told[1::2], strict=True):
            here = named.split(", ")
            meanings |= dict.fromkeys(here, meaning.strip())
    said = {name: re.sub(";$", ".", " ".join(one.split())) for name, one in meanings.items()}
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), said


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each in one line."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
