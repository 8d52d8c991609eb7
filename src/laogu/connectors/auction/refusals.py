"""The ways a file of orders is refused: always by its first fault, and where that stands."""

from laogu.basics import InvalidInput, NotFound, Said


class NotOrders(InvalidInput):
    """A file is not what orders are kept in, or is broken."""

    code = "auction.not_orders"
    what = "{file} cannot be read as orders."
    why = "{reason}"
    fix = "Give a CSV in UTF-8, a JSON or a Parquet with the columns {columns}."
    file: str
    reason: Said
    columns: tuple[str, ...]


class TooLarge(InvalidInput):
    """A file of orders is larger than one is read."""

    code = "auction.too_large"
    what = "{file} is too large."
    why = "It has more than {most} {unit}."
    fix = "Divide it into several auctions, or leave out what is not needed."
    file: str
    most: int
    unit: Said


class ColumnsWrong(InvalidInput):
    """The columns of a file of orders are not the ones that are read."""

    code = "auction.columns_wrong"
    what = "The columns of this file cannot be read."
    why = "{reason}"
    fix = "Name the columns {columns}; the last may be left out."
    reason: Said
    columns: tuple[str, ...]


class CellUnreadable(InvalidInput):
    """One cell of a file of orders cannot be what its column holds."""

    code = "auction.cell_unreadable"
    what = "{where}: {given} cannot be read as {column}."
    why = "{reason}"
    fix = "{remedy}"
    where: Said
    column: str
    given: str
    reason: Said
    remedy: Said


class OrderAgain(InvalidInput):
    """Two lines of a file have one order id."""

    code = "auction.order_again"
    what = "{where}: the order {order} was there before."
    why = "It stands at {first} already; fills are told by the id, which is each order's own."
    fix = "Remove the line that is there twice, or give each order an id of its own."
    where: Said
    first: Said
    order: str


class ParameterUnreadable(InvalidInput):
    """A price, a rule or a number that an auction is to be held by cannot be read."""

    code = "auction.parameter_unreadable"
    what = "{given} cannot be the {name} of a call auction."
    why = "{reason}"
    fix = "Write it as the help says: laogu auction clear --help"
    name: str
    given: str
    reason: Said


class BoundMissing(InvalidInput):
    """Nothing says between which prices an auction may clear."""

    code = "auction.bound_missing"
    what = "{name} is missing."
    why = "No order names a limit, so the file does not say between which prices it may clear."
    fix = "Give --floor and --cap."
    name: str


class LakeMissing(NotFound):
    """What reads Parquet is not installed."""

    code = "auction.lake_missing"
    what = "This installation does not read Parquet."
    why = "That is done by DuckDB, which comes with the extra lake."
    fix = "Install it beside laogu with pip install duckdb, or give the orders as CSV or JSON."


class NotCleared(NotFound):
    """The allocation was asked for of a window that has none."""

    code = "auction.not_cleared"
    what = "This window has no allocation."
    why = "Only a window that cleared has one; this one is {phase}."
    fix = "Look again after its bell."
    phase: str
