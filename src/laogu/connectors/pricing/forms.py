"""A form from a file, in JSON or TOML with the same names; what is unknown is refused."""

import hashlib
from typing import TypeVar

import msgspec
from msgspec import Struct

from laogu.basics import said
from laogu.connectors.pricing.refusals import NoSuchOption, NoSuchStructure
from laogu.connectors.spreadsheet.remarks import shown
from laogu.connectors.strict import FieldTwice, check_once, names_in

Form = TypeVar("Form", bound=Struct)

LONGEST_LINE = 2_000
"""Bytes of a line of TOML. A name of names is on one line, and costs the square of its length."""


def read_form(
    content: bytes, file: str, form: type[Form], refused: type[NoSuchStructure | NoSuchOption]
) -> tuple[Form, str]:
    """Return what a file gives, and the SHA-256 of its bytes; or refuse it."""
    digest = hashlib.sha256(content).hexdigest()
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        content.decode()
        if content.lstrip()[:1] == b"{":
            given = msgspec.json.decode(content, type=form, strict=False)
            check_once(content, names_in(form))
        else:
            if any(len(line) > LONGEST_LINE for line in content.splitlines()):
                reason = said("It has a line of more than {most} bytes.", most=LONGEST_LINE)
                raise refused(file=file, reason=reason)
            given = msgspec.toml.decode(content, type=form, strict=False)
    except FieldTwice as twice:
        reason = said("The field {name} is there twice.", name=twice.name)
        raise refused(file=file, reason=reason) from None
    except (NoSuchStructure, NoSuchOption):
        raise
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as wrong:
        reason = said("It is not of that form: {wrong}.", wrong=shown(str(wrong), 200).rstrip("."))
        raise refused(file=file, reason=reason) from None
    return given, digest
