"""Orders from Parquet, which DuckDB reads where the extra `lake` is installed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from laogu.basics import Said, said
from laogu.connectors.auction.cells import NAMED, Chunk, places_of
from laogu.connectors.auction.refusals import LakeMissing, NotOrders, TooLarge
from laogu.connectors.spreadsheet.remarks import shown
from laogu.market import MOST_ORDERS

CHUNK_RECORDS = 50_000
"""Orders of a Parquet file that are turned into columns at once."""

LONGEST_CELL = 1_000
"""Bytes of one cell of a Parquet file."""

# It may use neither the network nor what lies beside the file, and not all of the machine.
SETTINGS: dict[str, str | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "2GB",
    "threads": 1,
}


class ParquetOrders:
    """The orders of a Parquet file, opened."""

    def __init__(self, content: bytes, file: str) -> None:
        try:
            import duckdb  # habit 39: the extra lake; where it is missing, the refusal says so
        except ImportError:
            raise LakeMissing from None
        from tempfile import TemporaryDirectory

        self._file = file
        self.stated: dict[str, str] = {}
        # DuckDB reads from a path, and takes stars in it for patterns: this path has none.
        with TemporaryDirectory(prefix="laogu-orders-") as folder:
            path = Path(folder) / "orders.parquet"
            path.write_bytes(content)
            try:
                with duckdb.connect(config=SETTINGS) as lake:
                    self._columns = self._read(lake, str(path))
            # A damaged file may hold names and texts that are no text, which DuckDB does not mind.
            except (duckdb.Error, RuntimeError, ValueError) as wrong:
                first = shown(str(wrong).replace(str(path), file).partition("\n")[0], 200)
                reason = said("It is not the Parquet of orders: {wrong}.", wrong=first.rstrip("."))
                raise NotOrders(file=file, reason=reason, columns=NAMED) from None

    def chunks(self) -> Iterator[Chunk]:
        """Yield the orders, some thousand at a time."""
        for start in range(0, len(self._columns["order_id"]), CHUNK_RECORDS):
            stop = start + CHUNK_RECORDS
            yield Chunk(**{name: texts[start:stop] for name, texts in self._columns.items()})

    def place(self, row: int, column: str) -> Said:  # noqa: ARG002
        """Return which order of the file it is, counted from 1."""
        return said("order {number}", number=str(row + 1))

    def _read(self, lake: Any, path: str) -> dict[str, list[str]]:
        """Return the columns as texts; what could fill the memory is refused before it does."""
        headings = lake.execute("SELECT * FROM read_parquet(?) LIMIT 0", [path]).description
        places = places_of([one[0] for one in headings])
        (count,) = lake.execute("SELECT count(*) FROM read_parquet(?)", [path]).fetchone()
        if count > MOST_ORDERS:
            raise TooLarge(file=self._file, most=MOST_ORDERS, unit=said("orders"))
        lengths = lake.execute(_LONGEST, [path]).fetchone()
        if any(length is not None and length > LONGEST_CELL for length in lengths):
            unit = said("characters in a cell")
            raise TooLarge(file=self._file, most=LONGEST_CELL, unit=unit)
        columns: dict[str, list[str]] = {name: [] for name in places}
        cursor = lake.execute(_TEXTS, [path])
        while rows := cursor.fetchmany(CHUNK_RECORDS):
            texts = list(zip(*rows, strict=True))
            for name, at in places.items():
                columns[name] += texts[at]
        return columns


_LONGEST = "SELECT max(strlen(COLUMNS(*)::VARCHAR)) FROM read_parquet(?)"
_TEXTS = "SELECT coalesce(COLUMNS(*)::VARCHAR, '') FROM read_parquet(?)"
