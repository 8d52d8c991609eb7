"""The ways the pages themselves say no."""

from laogu.basics import Fault, InvalidInput, NotFound


class PageUnknown(NotFound):
    """An address leads to no page."""

    code = "web.page_unknown"
    what = "There is no page at this address."
    why = "No page of this market has the address {path}."
    fix = "Begin at the list of companies."
    path: str


class ColumnUnknown(InvalidInput):
    """A table was asked for with a column that it does not have."""

    code = "web.column_unknown"
    what = "This table has no column {given}."
    why = "Its columns are {known}."
    fix = "Name some of them, with a comma between; left out, all of them come."
    given: str
    known: tuple[str, ...]


class TableUnknown(NotFound):
    """A page was asked for a table that it does not have."""

    code = "web.table_unknown"
    what = "This page has no table {given}."
    why = "Its tables are {known}."
    fix = "Name one of them as table=…; left out, the first comes."
    given: str
    known: tuple[str, ...]


class TooManyRows(InvalidInput):
    """A table was asked for as a workbook that is longer than one is made."""

    code = "web.too_many_rows"
    what = "This table is too long for a workbook."
    why = "It has {rows} rows, and a workbook of this market takes at most {most}."
    fix = "Take it as CSV or JSON, which have no such limit."
    rows: int
    most: int


class MethodUnknown(InvalidInput):
    """A page was asked by a method that it does not take. HTTP has a status of its own for it."""

    code = "web.method_unknown"
    http_status = 405
    what = "This page cannot be asked in this way."
    why = "It takes {known}, and {given} was sent."
    fix = "Open the page, and send its form."
    known: tuple[str, ...]
    given: str


class FormUnreadable(InvalidInput):
    """A form's bytes are no form."""

    code = "web.form_unreadable"
    what = "This form cannot be read."
    why = "{reason}"
    fix = "Open the page again and send the form from there."
    reason: str


class PageBroken(Fault):
    """A page could not be drawn."""

    code = "web.page_broken"
    what = "This page could not be drawn, by a fault of ours."
    why = "Something in it was not as it must be; nothing was recorded."
    fix = "Tell the operator the address and the time: {path}, {at}."
    path: str
    at: str
