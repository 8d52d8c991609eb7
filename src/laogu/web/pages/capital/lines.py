"""A line of a table of this page: its cells as texts, None for none."""

from msgspec import Struct

from laogu.web.frame import Link


class Line(Struct, frozen=True, kw_only=True):
    """One row. name: of what it is about. under: in small letters below it.

    cells: in the order of the heads. link: to what it is about; None: there is no page of it.
    """

    name: str
    under: str
    cells: tuple[str | None, ...]
    link: Link | None = None
