"""What can have happened to interests in vehicles."""

from fractions import Fraction
from typing import Literal

from laogu.basics import Event, HolderId, Sure

VehicleKind = Literal["partnership", "spv", "esop", "fund", "company", "trust", "other"]
"""A partnership; a company made to hold one thing; a platform through which employees hold; a fund;
any other company; a trust."""


class InterestRecorded(Event, frozen=True, kw_only=True, tag="register.interest_recorded.1"):
    """From a day on somebody has a part of what a vehicle holds; a later one takes its place.

    part, whole: exact: so many of so many; part 0: it ended. kind: what the vehicle is.
    source:      where it is written. document: SHA-256 of the paper; None: none is kept here.
    origin:      its id in the file it came from; None: it was recorded here.
    """

    vehicle: HolderId
    owner: HolderId
    part: int
    whole: int
    kind: VehicleKind
    source: str
    sure: Sure = "T"
    document: str | None = None
    origin: str | None = None

    @property
    def fraction(self) -> Fraction:
        """The part as an exact fraction, from 0 to 1."""
        return Fraction(self.part, self.whole)


OwnersEvent = InterestRecorded
