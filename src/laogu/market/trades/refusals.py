"""The ways a trade says no."""

from laogu.basics import Conflict, NotFound


class TradeUnknown(NotFound):
    """No trade of that id is known, or it is not shown to this person."""

    code = "market.trade_unknown"
    what = "There is no trade {given} here."
    why = "No trade has that id, or you are no party to it."
    fix = "Look at your inbox for the trades that concern you."
    field = "trade"
    given: str


class TradeNotThere(Conflict):
    """A trade is at another stage of its life than this act needs."""

    code = "market.trade_not_there"
    what = "This trade is not at that stage."
    why = "It is {stage}; this can be done only while it is {needed}."
    fix = "Look at the trade's page for what it waits for."
    field = "trade"
    stage: str
    needed: str
