"""A form from a file, in JSON or TOML with the same names; what is unknown or twice is refused."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec import Struct

from laogu.basics import InvalidInput, Said, said
from laogu.connectors.spreadsheet.remarks import shown
from laogu.connectors.strict import FieldTwice, check_every_name_once, check_once, names_in

Form = TypeVar("Form", bound=Struct)

LONGEST_LINE = 2_000
"""Bytes of a line of TOML. A name of names is on one line, and costs the square of its length."""


def read_form(
    content: bytes,
    form: type[Form],
    no: Callable[[Said], InvalidInput],
    *,
    most_bytes: int | None = None,
    longest_line: int = LONGEST_LINE,
    strict: bool = True,
    has_own_names: bool = False,
) -> Form:
    """Return what a file gives, or raise what `no` makes of the reason.

    most_bytes, longest_line: of TOML, which is slow to read. strict: a figure is no text.
    has_own_names: some names in it are the writer's own, such as those of holders.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        content.decode()
        if content.lstrip()[:1] == b"{":
            given = msgspec.json.decode(content, type=form, strict=strict)
            if has_own_names:
                check_every_name_once(content)
            else:
                check_once(content, names_in(form))
            return given
        if most_bytes is not None and len(content) > most_bytes:
            raise no(said("It has more than {most} bytes.", most=most_bytes))
        if any(len(line) > longest_line for line in content.splitlines()):
            raise no(said("It has a line of more than {most} bytes.", most=longest_line))
        return msgspec.toml.decode(content, type=form, strict=strict)
    except FieldTwice as twice:
        raise no(said("The field {name} is there twice.", name=twice.name)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as wrong:
        reason = shown(str(wrong), 200).rstrip(".")
        raise no(said("It is not of that form: {wrong}.", wrong=reason)) from None
