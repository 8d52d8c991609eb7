"""`laogu calendar adopt`: the rest days of some years, from a TOML file."""

from collections.abc import Mapping
from typing import Any

import msgspec

from laogu.basics import Said
from laogu.cli.failures import FileUnreadable
from laogu.cli.files import text_of
from laogu.cli.generated import command_of

LARGEST_BYTES = 1024 * 1024
"""Bytes of a file with a calendar."""


def _calendar(path: str) -> Mapping[str, Any]:
    from laogu.connectors import read_calendar

    read = read_calendar(text_of(path, most_bytes=LARGEST_BYTES))
    if isinstance(read, Said):
        raise FileUnreadable(path=path, reason=read)
    fields: Mapping[str, Any] = msgspec.to_builtins(read)
    return fields


adopt = command_of(
    "calendar.adopt", file="name,source,years,holidays,makeup_workdays", reads=_calendar
)
