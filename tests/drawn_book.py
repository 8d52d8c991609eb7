"""A book of orders as it is drawn: buyers left, the limit in the middle, sellers right."""

from collections.abc import Iterator

from laogu.market.call_auction import Book, Side, book_of


def drawn(picture: str) -> Book:
    """Return the orders of a picture.

    A line is buyers, limit, sellers; two orders at one limit are `300+200`, none is `-`. An order
    is called by its side, its limit and, where there are several, its place: b2400, s2200.2, sany.
    """
    return book_of(_orders(picture))


def _orders(picture: str) -> Iterator[tuple[str, Side, int, int | None, int | None]]:
    time = 0
    sides: tuple[Side, Side] = ("buy", "sell")
    for line in picture.split("\n"):
        if not line.strip():
            continue
        buyers, limit, sellers = line.split()
        for side, cell in zip(sides, (buyers, sellers), strict=True):
            several = cell.split("+") if cell != "-" else []
            for place, quantity in enumerate(several, start=1):
                time += 1
                of_several = f".{place}" if len(several) > 1 else ""
                at = None if limit == "any" else int(limit)
                yield f"{side[0]}{limit}{of_several}", side, int(quantity), at, time
