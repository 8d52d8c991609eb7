"""Other people's formats, and the data that comes with the program.

Always true: a connector turns bytes of a kind into requests, or what was recorded into bytes; it
knows no door, and what it reads goes the way of every request.

`reading` turns bytes and fields into requests; `plain`, `questions` and `windows` turn what is
known into data, `event_stream` tells what changed; `languages` says it in Chinese or English.
`read_register`, `read_offers` and `read_orders` turn a spreadsheet into rows and findings,
`auction` a file of orders into fills, `grants` a file of grants into what is vested; `reports`
sets what a board is told for print.
`beside` works out in a copy of the process what may take long.
`executors` do what fans out, here, in processes or on machines of Dask.
`shipped` holds the data that comes with us; `first_start` and `first_window` open a market on it.

What is for files that few bring, `auction`, `histories` and `ocf`, is loaded when somebody brings
one: it is imported in the function that needs it.
"""

from typing import TYPE_CHECKING

from laogu.connectors import (
    cap_tables,
    capital,
    documented,
    encumbered,
    event_stream,
    executors,
    first_start,
    first_window,
    grants,
    languages,
    plain,
    pricing,
    questions,
    reading,
    reports,
    rounds,
    shipped,
    windows,
)
from laogu.connectors.beside import Beside, EndsNow, TakesTooLong, TooManyAsk
from laogu.connectors.calendars import read_calendar
from laogu.connectors.error_examples import Example, error_examples
from laogu.connectors.languages import CHINESE, figure
from laogu.connectors.reading import (
    LARGEST_BODY,
    MOMENT,
    WHOLE_NUMBER,
    FieldMissing,
    FieldUnknown,
    FieldUnreadable,
    NotUtf8,
    TooLargeBody,
    at_field,
    read_fields,
    read_json,
    read_operation,
    read_own,
    unread,
)
from laogu.connectors.releases import Released, release_feed
from laogu.connectors.spreadsheet import (
    AS_RECOGNISED,
    HEADINGS,
    LEDGER,
    LIMITS,
    NAMES,
    NEEDED,
    NEEDED_OF_PAPERS,
    PAPERS,
    REQUIRED,
    Column,
    ColumnRead,
    DayOrder,
    Layout,
    LedgerRead,
    Limits,
    OfferRow,
    OffersRead,
    OrderRow,
    Preset,
    Reading,
    RowsRead,
    presets,
    read_ledger,
    read_offers,
    read_orders,
    read_papers,
    read_register,
    shown,
    typed_rates,
)
from laogu.connectors.strict import FieldTwice, check_once
from laogu.connectors.typed import read_typed

if TYPE_CHECKING:
    from laogu.connectors import auction, histories, ocf

__all__ = [
    "AS_RECOGNISED", "CHINESE", "HEADINGS", "LARGEST_BODY", "LEDGER", "LIMITS", "MOMENT", "NAMES",
    "NEEDED", "NEEDED_OF_PAPERS", "PAPERS", "REQUIRED", "WHOLE_NUMBER", "Beside", "Column",
    "ColumnRead", "DayOrder", "EndsNow", "Example", "FieldMissing", "FieldTwice", "FieldUnknown",
    "FieldUnreadable", "Layout", "LedgerRead", "Limits", "NotUtf8", "OfferRow", "OffersRead",
    "OrderRow", "Preset", "Reading", "Released", "RowsRead", "TakesTooLong", "TooLargeBody",
    "TooManyAsk", "at_field", "auction", "cap_tables", "capital", "check_once", "documented",
    "encumbered", "error_examples", "event_stream", "executors", "figure", "first_start",
    "first_window", "grants", "histories", "languages", "ocf", "plain", "presets", "pricing",
    "questions", "read_calendar", "read_fields", "read_json", "read_ledger", "read_offers",
    "read_operation", "read_orders", "read_own", "read_papers", "read_register", "read_typed",
    "reading", "release_feed", "reports", "rounds", "shipped", "shown", "typed_rates", "unread",
    "windows",
]  # fmt: skip
