"""Register vesting terms: a schedule gets a name, so that grants can vest by it.

Asked by: the issuer.
Records:  VestingTermsRegistered
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, NotAName, NameTaken, ScheduleUnreadable
"""

from datetime import date

from laogu.basics import VestingTermsId, name, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.vesting.conditions import VestingCondition
from laogu.register import issuer_named, vesting
from laogu.register.plans import (
    LIKE,
    ScheduleUnreadable,
    VestingTermsRegistered,
    check_terms,
    free_name,
    terms_in,
)


class RegisterVesting(Request, frozen=True, kw_only=True):
    """Vesting terms, in words or as conditions.

    words: such as 48 months, cliff 12, monthly. conditions: in place of words, one after the other.
    allocation: how shares that do not divide are divided. gate: an event without which nothing is
    vested. gate_until: the last day on which it may happen; left out: any day.
    """

    issuer: str
    name: str
    words: str | None = None
    conditions: tuple[VestingCondition, ...] = ()
    allocation: vesting.Allocation = "cumulative_round_down"
    gate: str | None = None
    gate_until: date | None = None


def register_vesting(books: Books, request: RegisterVesting, asked: Asked) -> tuple[Event, ...]:
    """Return the terms, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    label = free_name(books.register.plans, issuer.issuer, name(request.name), named=issuer.named)
    return (
        VestingTermsRegistered(
            effective_on=asked.today(issuer.zone),
            vesting=VestingTermsId(asked.make("vesting")),
            issuer=issuer.issuer,
            name=label,
            terms=check_terms(_terms(request)),
        ),
    )


def _terms(request: RegisterVesting) -> vesting.Terms:
    gate = name(request.gate, longest=60) if request.gate else None
    if bool(request.words) == bool(request.conditions):
        raise ScheduleUnreadable(
            reason=said("It is said either in words or as conditions."),
            remedy=said("Write it like: {like}.", like=LIKE),
        )
    if request.words:
        found = terms_in(request.words, allocation=request.allocation, gate=gate)
        conditions = found.conditions
    else:
        conditions = tuple(one.condition() for one in request.conditions)
    return vesting.Terms(
        conditions=conditions,
        allocation=request.allocation,
        gate=gate,
        gate_until=request.gate_until,
    )
