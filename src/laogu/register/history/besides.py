"""What our record knows of papers for which a history, or a format of others, has no words."""

from typing import Literal

Besides = Literal[
    "acceptance", "cash left over", "cash paid out", "contributions", "conversion price",
    "day of acquisition", "day of grant", "encumbrances", "fair value", "interest", "kind of end",
    "last day of a note", "last day of the event", "payment", "rate of tax", "reason", "reference",
    "rest days", "restrictions", "source", "start of vesting", "units before a split", "vesting",
    "waivers", "way of paying", "what vesting waited for", "whose service counts",
]  # fmt: skip
"""Each by the name under which a reader of a package is told that it is not there."""
