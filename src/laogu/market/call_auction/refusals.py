"""The ways a call auction says no: a book that cannot be counted exactly, or bounds that cross."""

from decimal import Decimal

from laogu.basics import InvalidInput, Said


class CapBelowFloor(InvalidInput):
    """The lowest price of a call auction is above its highest."""

    code = "market.cap_below_floor"
    what = "The cap lies below the floor."
    why = "No price is at least {floor} and at most {cap}."
    fix = "Give a cap that is at least the floor."
    field = "cap"
    floor: int | Decimal
    cap: int | Decimal


class OffTick(InvalidInput):
    """A limit, a bound or the reference of a call auction lies between two ticks."""

    code = "market.off_tick"
    what = "{price} lies between two ticks."
    why = "This call auction counts prices in steps of {tick}."
    fix = "Give a whole multiple of {tick}."
    field = "limit"
    price: int
    tick: int


class NotCountable(InvalidInput):
    """A figure of a call auction is below zero, or larger than it counts with."""

    code = "market.not_countable"
    what = "{given} is not a {figure} a call auction can count with."
    why = "It counts with whole numbers from {least} to {most}."
    fix = "Correct it, or leave the order out."
    figure: Said
    given: int
    least: int
    most: int


class SideTooLarge(InvalidInput):
    """All orders of one side together do not fit 64 bits."""

    code = "market.side_too_large"
    what = "The orders to {side} together cannot be counted."
    why = "They come to {total} units, and 64 bits hold {largest}."
    fix = "Look for a mistyped quantity, or count in larger units."
    field = "quantity"
    side: str
    total: int
    largest: int


class TooManyOrders(InvalidInput):
    """A book has more orders than a call auction takes."""

    code = "market.too_many_orders"
    what = "A call auction takes at most {most} orders."
    why = "This book has {count}."
    fix = "Divide it into several auctions."
    count: int
    most: int


class OrderTwice(InvalidInput):
    """Two orders of one book have the same id."""

    code = "market.order_twice"
    what = "The order {order} is in the book twice."
    why = "Fills are told by the id of the order, and nobody could tell the two apart."
    fix = "Give each order an id of its own."
    field = "order"
    order: str


class TimeMissing(InvalidInput):
    """Orders are to be filled by time, and one has none."""

    code = "market.time_missing"
    what = "The order {order} has no time."
    why = "At the margin the earliest is filled first, so every order needs its time."
    fix = "Give its time, or ration pro rata."
    field = "time"
    order: str
