"""Figures as people type them into a form: with commas between thousands, or in full width.

Pages show 12,000, and a Chinese keyboard writes １２０００, so a form takes both; a program and a
command write 12000 and nothing else.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_type_hints

from laogu.connectors.reading import read_fields, request_type
from laogu.operations import Request

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
# A comma stands only between thousands: 1,00 is not read as a hundred, nor as one.
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_LONGEST = 60


def read_typed(name: str, fields: Mapping[str, Any]) -> Request:
    """Return the request that a person typed into a form."""
    figures = _figures(name)
    return read_fields(
        name,
        {key: plain_figure(one) if key in figures else one for key, one in fields.items()},
    )


def plain_figure(given: Any) -> Any:
    """Return a figure without the commas between its thousands; anything else as it is."""
    if not isinstance(given, str) or len(given) > _LONGEST:
        return given
    text = given.strip().translate(_FULL_WIDTH)
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def _parts(kind: Any) -> tuple[type, ...]:
    """Return the types one of which a field may hold; the choices of a closed list are none."""
    return tuple(one for one in get_args(kind) if isinstance(one, type))


@cache
def _figures(name: str) -> frozenset[str]:
    hints = get_type_hints(request_type(name))
    return frozenset(
        field for field, kind in hints.items() if {Decimal, int} & {kind, *_parts(kind)}
    )
