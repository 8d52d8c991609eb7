"""List a holder's grants: what may be exercised until when, what it costs, as what it is taxed.

Asked by: who acts for the holder; the issuer, of its own grants; who operates or inspects.
Records:  nothing: it is a question
Refuses:  HolderUnknown, IssuerUnknown, NotSignedIn, NoMandate
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.operations.grant.ending import calendar_for
from laogu.people import MARKET
from laogu.register import IssuerRegistered, holder_of_id, issuer_named, options, plans, vesting


class AskWindows(Request, frozen=True, kw_only=True):
    """The grants of a holder. issuer: only of this one. on: as of that day; left out: today."""

    holder: str
    issuer: str | None = None
    on: date | None = None


class GrantNow(Struct, frozen=True, kw_only=True):
    """A living grant on a day.

    name: its certificate, or its id. may: what may be exercised; where the last day of service is
    still to come, of that day. stands: of the day asked about. ends_on: its last day, as far as is
    known. plan: by name; blank: it was made out of none.
    """

    grant: plans.Grant
    name: str
    plan: str
    option: options.Option
    history: vesting.History
    exercised: tuple[options.Exercise, ...]
    schedule: vesting.Schedule
    rows: tuple[vesting.Row, ...]
    stands: plans.GrantStanding
    may: options.MayExercise
    ends_on: date | None


class GrantsFound(Struct, frozen=True, kw_only=True):
    """A holder's living grants of one issuer. split: what of its ISOs the yearly limit leaves."""

    holder: HolderId
    issuer: IssuerRegistered
    on: date
    leaving: options.Leaving | None
    grants: tuple[GrantNow, ...]
    split: options.Split


def ask_windows(books: Books, request: AskWindows, asked: Asked) -> tuple[GrantsFound, ...]:
    """Return a holder's living grants, issuer by issuer, or refuse."""
    holder = holder_of_id(books.register, request.holder).holder
    only = None if request.issuer is None else issuer_named(books.register, request.issuer).issuer
    sees = [one for one in _issuers(books, holder) if only in (None, one.issuer)]
    if not _sees_all(holder, asked):
        sees = [one for one in sees if asked.may("issue", one.issuer)]
        if not sees:
            asked.must_act(holder)
    found = (grants_found(books, one, holder, request.on or asked.today(one.zone)) for one in sees)
    return tuple(found)


def grants_found(books: Books, issuer: IssuerRegistered, holder: HolderId, on: date) -> GrantsFound:
    """Return a holder's living grants of an issuer, as of a day."""
    known = books.register.plans
    ours = [
        grant
        for grant in plans.grants_of_holder(known, holder, on=on)
        if grant.granted.issuer == issuer.issuer and not _retracted(grant)
    ]
    read = {grant.granted.security: _read(books, grant, on) for grant in ours}
    split = options.split([(option, history) for option, history in read.values()])
    # The limit goes by the security, whatever the certificate says; a reader wants the latter.
    names: dict[str, str] = {one.granted.security: _name(one, ours) for one in ours}
    return GrantsFound(
        holder=holder,
        issuer=issuer,
        on=on,
        leaving=_leaving(books, ours),
        grants=tuple(
            _now(
                books,
                one,
                on,
                split=split,
                read=read[one.granted.security],
                name=names[one.granted.security],
            )
            for one in ours
            if one.lives
        ),
        split=options.Split(
            parts=tuple(replace(one, grant=names[one.grant]) for one in split.parts),
            unknown=tuple(names[one] for one in split.unknown),
        ),
    )


def _issuers(books: Books, holder: HolderId) -> Iterator[IssuerRegistered]:
    known = books.register.plans
    found = (known.grants[one].granted.issuer for one in known.grants_of.on(holder))
    yield from (books.register.issuers[one] for one in dict.fromkeys(found))


def _sees_all(holder: HolderId, asked: Asked) -> bool:
    return asked.may("act", holder) or asked.may("operate", MARKET) or asked.may("inspect", MARKET)


def _retracted(grant: plans.Grant) -> bool:
    acts = (one.event for one in grant.acts)
    return any(isinstance(one, plans.GrantEnded) and one.by == "retraction" for one in acts)


def _read(books: Books, grant: plans.Grant, on: date) -> tuple[options.Option, vesting.History]:
    """Return a grant as it is counted: what was cancelled never was to vest."""
    known, granted = books.register.plans, grant.granted
    decimals = books.register.classes[granted.stock_class].decimals
    option = plans.option_of(known, grant, decimals=decimals, on=on)
    history = plans.history_of(known, grant)
    cancelled = plans.Used.of(grant, date.max).cancelled
    if cancelled:
        rows = plans.rows_of(plans.Timelines(known).schedule(grant), cancelled)
        counted = vesting.Grant(
            units=granted.units - cancelled,
            granted_on=granted.granted_on,
            vests=tuple(vesting.Instalment(row.on, row.units) for row in rows),
        )
        option = replace(option, grant=counted)
    return option, history


def _now(
    books: Books,
    grant: plans.Grant,
    on: date,
    *,
    split: options.Split,
    read: tuple[options.Option, vesting.History],
    name: str,
) -> GrantNow:
    known, granted = books.register.plans, grant.granted
    calendar, (option, history) = calendar_for(books, grant), read
    exercised = plans.exercises_of(grant)
    may = options.may_exercise(
        option,
        history,
        on=on,
        exercised=exercised,
        leaving=plans.leaving_of(known, grant),
        split=split,
        calendar=calendar,
    )
    schedule = vesting.schedule(option.grant, history)
    return GrantNow(
        grant=grant,
        name=name,
        plan="" if granted.plan is None else known.plans[granted.plan].plan.name,
        option=replace(option, name=name),
        history=history,
        exercised=exercised,
        schedule=schedule,
        rows=tuple(plans.rows_of(schedule)),
        stands=plans.standing(known, grant, decimals=option.decimals, on=on, calendar=calendar),
        may=may,
        ends_on=plans.ends_on(known, grant, calendar),
    )


def _leaving(books: Books, grants: list[plans.Grant]) -> options.Leaving | None:
    found = (plans.leaving_of(books.register.plans, one) for one in grants if one.lives)
    return max((one for one in found if one is not None), key=lambda one: one.on, default=None)


def _name(grant: plans.Grant, others: list[plans.Grant]) -> str:
    """Return a grant's certificate, where no other of the holder's has the same; else its id."""
    label = grant.granted.certificate
    same = [one for one in others if one.granted.certificate == label]
    return label if label is not None and len(same) == 1 else grant.granted.security
