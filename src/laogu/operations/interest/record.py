"""Record an interest: from a day on, somebody owns a part of a vehicle that holds shares.

Asked by: who acts for the vehicle; the operator; or an issuer, for a vehicle on its register.
Records:  InterestRecorded
Refuses:  HolderUnknown, IssuerUnknown, NotSignedIn, NoMandate, VehicleIsAPerson, NotAFraction,
          PartsExceedWhole, InterestInRing, AfterToday, NotAName, NotAPaperHash
"""

from datetime import date
from decimal import Decimal

from laogu.basics import LONGEST_TEXT, HolderId, Sure, day_in, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MARKET
from laogu.register import AfterToday, HolderUnknown, holder_of_id, issuer_named
from laogu.register.encumbrances import paper
from laogu.register.owners import (
    InterestRecorded,
    VehicleIsAPerson,
    VehicleKind,
    add_interest,
    fraction_of,
)


class RecordInterest(Request, frozen=True, kw_only=True):
    """A part of a vehicle: `part` as a fraction of 1; or `quantity` units of `total`.

    A part of 0 ends it. since: from which day on; left out: today. source: where it is written.
    issuer: on whose register the vehicle stands, where neither vehicle nor operator asks.
    """

    vehicle: str
    owner: str
    source: str
    part: Decimal | None = None
    quantity: int | None = None
    total: int | None = None
    since: date | None = None
    kind: VehicleKind = "other"
    sure: Sure = "T"
    document: str | None = None
    issuer: str | None = None


def record_interest(books: Books, request: RecordInterest, asked: Asked) -> tuple[Event, ...]:
    """Return the record of the interest, or refuse."""
    vehicle = holder_of_id(books.register, request.vehicle)
    _must_know(books, vehicle.holder, request.issuer, asked)
    owner = holder_of_id(books.register, request.owner)
    if vehicle.kind != "organisation" or owner.kind == "residual":
        raise VehicleIsAPerson
    today = day_in("UTC", asked.at)
    on = request.since or today
    if on > today:
        raise AfterToday(on=on, today=today)
    part, whole = fraction_of(request.part, request.quantity, request.total)
    given = InterestRecorded(
        effective_on=on,
        vehicle=vehicle.holder,
        owner=owner.holder,
        part=part,
        whole=whole,
        kind=request.kind,
        source=name(request.source, longest=LONGEST_TEXT),
        sure=request.sure,
        document=paper(request.document),
    )
    return (add_interest(books.register.owners, given),)


def _must_know(books: Books, vehicle: HolderId, issuer: str | None, asked: Asked) -> None:
    """Refuse who neither acts for the vehicle, nor operates, nor keeps a register it stands on."""
    if asked.may("act", vehicle) or asked.may("operate", MARKET):
        return
    if issuer is None:
        asked.must_act(vehicle)
        return
    found = issuer_named(books.register, issuer).issuer
    asked.must_issue(found)
    if vehicle not in books.register.lot_count.on(found):
        raise HolderUnknown(given=vehicle)
