"""The ways an interest in a vehicle is refused."""

from datetime import date
from decimal import Decimal

from laogu.basics import HolderId, InvalidInput, Refusal, Said


class InterestInRing(Refusal):
    """A vehicle would, through others, own a part of itself."""

    code = "register.interest_in_ring"
    what = "This would make a ring of vehicles."
    why = "On {on} each of these would be owned by the next: {ring}."
    fix = "End the interest that closes the ring, or record the part that is held by somebody else."
    field = "owner"
    on: date
    ring: tuple[HolderId, ...]


class PartsExceedWhole(Refusal):
    """The owners of a vehicle would own more than all of it."""

    code = "register.parts_exceed_whole"
    what = "Only {left}% of this vehicle is left."
    why = "On {on} the others own the rest of it, and all of them together own at most 100%."
    fix = "Record the other owners' smaller parts first, or a part of {left}% or less."
    field = "part"
    on: date
    left: Decimal


class NotAFraction(InvalidInput):
    """A part of a vehicle cannot be read, or is not between nothing and all of it."""

    code = "register.not_a_fraction"
    what = "This is not a part of a vehicle."
    why = "{reason}"
    fix = "Write a part like 0.125, or so many units of a total; 0 ends an interest."
    field = "part"
    reason: Said


class VehicleIsAPerson(Refusal):
    """A natural person, or a row that names nobody, was to be owned by somebody."""

    code = "register.vehicle_is_a_person"
    what = "This holder can have no owners."
    why = "A natural person belongs to nobody, and a row that names no holder stands for several."
    fix = "Name the organisation that holds the shares."
    field = "vehicle"
