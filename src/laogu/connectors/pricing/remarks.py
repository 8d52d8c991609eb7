"""What is found in histories of prices: what, why it matters, and the remedy."""

from laogu.basics import Remark

UNREADABLE = Remark(
    severity="warning",
    code="pricing.point_unreadable",
    what="A point cannot be read: {wrong}.",
    why="What cannot be read counts for nothing.",
    fix="Write date, kind, currency, and price_adj or valuation.",
)
NO_DAY = Remark(
    severity="warning",
    code="pricing.no_day",
    what="{given} is no day on which prices were told.",
    why="A price without its day says nothing of any other day.",
    fix="Write the day as 2026-11-22.",
)
KIND_UNKNOWN = Remark(
    severity="warning",
    code="pricing.kind_unknown",
    what="{given} is not a kind of price.",
    why="How far a price is to be believed hangs on its kind.",
    fix="Use one of the kinds that the reference lists.",
)
NOT_ABOVE_ZERO = Remark(
    severity="warning",
    code="pricing.not_above_zero",
    what="{given} is no price.",
    why="A price or valuation is above zero, and has an end.",
    fix="Correct it, or leave the point out.",
)
NO_CURRENCY = Remark(
    severity="warning",
    code="pricing.no_currency",
    what="A point does not say its currency.",
    why="Figures of unknown currencies are not put beside each other.",
    fix="Write its currency.",
)
TOO_MANY_TRADES = Remark(
    severity="warning",
    code="pricing.too_many_trades",
    what="A company has more than {most} trades; the last of them were forecast.",
    why="Each forecast reads the whole history before it.",
    fix="Give closes of a week or a month in place of those of a day.",
)
TOO_MANY = Remark(
    severity="warning",
    code="pricing.too_many_points",
    what="There are more than {most} points; the rest was not read.",
    why="Everything that comes from outside has a limit.",
    fix="Leave out what is not needed.",
)

ONE_SIDE_ONLY = Remark(
    severity="warning",
    code="pricing.one_side_only",
    what="A quote has no bid, or no ask.",
    why="What only one side said tells on which side of it the value lies, and no more.",
    fix="Give both bid and ask, or write its kind as bid or as ask.",
)
CROSSED = Remark(
    severity="warning",
    code="pricing.crossed",
    what="A quote or range begins at {low} and ends at {high}.",
    why="Who bids more than is asked has bought, and nothing is left to quote.",
    fix="Correct the two, or tell the sale instead.",
)
NO_SUCH_PART = Remark(
    severity="warning",
    code="pricing.no_such_part",
    what="{given} is no part that a fee or a carry can be.",
    why="Both are parts of what was paid or gained: from 0 to below 1.",
    fix="Write 0.05 for 5 %.",
)
WORD_UNKNOWN = Remark(
    severity="warning",
    code="pricing.word_unknown",
    what="{given} is not a {field}.",
    why="What is taken off a price hangs on it.",
    fix="Use one of: {choices}.",
)
DAYS_BACKWARDS = Remark(
    severity="warning",
    code="pricing.days_backwards",
    what="A price of {on} is said to stand since {since}.",
    why="Nothing stands before it began.",
    fix="Correct one of the days.",
)
ONLY_TALK = Remark(
    severity="warning",
    code="pricing.only_talk",
    what="A price is told as {given}, yet nothing was agreed.",
    why="What is talked about often comes to nothing, and is believed as talk is.",
    fix="Write its kind as talks; or leave out firm once it is agreed.",
)
NO_LEVEL = Remark(
    severity="warning",
    code="pricing.no_level",
    what="{given} is no level of an index, or its day is none.",
    why="A value follows an index by what it moved between two days that are known.",
    fix="Write date as 2026-11-22 and level above zero.",
)
NO_SIZE = Remark(
    severity="warning",
    code="pricing.no_size",
    what="What is said of the size of a company cannot be read: {given}.",
    why="Without its day nobody knows when it was known, and sizes are above zero.",
    fix="Write date, and currency with revenue; headcount, stage and sector as they are known.",
)
