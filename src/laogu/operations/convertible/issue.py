"""Issue a convertible: somebody paid for a safe, a note or another paper that becomes shares.

Asked by: the issuer. The money lies outside this market.
Records:  ConvertibleIssued
Refuses:  IssuerUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAnAmount, UnknownCurrency,
          NotAFigure, NotAName, LabelTaken, TermsUnclear, BeforeItsTime,
          AfterToday
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import LONGEST_TEXT, HolderId, SecurityId, figure, money, name, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import IssuerRegistered, Register, check_day, holder_of_id, issuer_named
from laogu.register.convertibles import (
    ConversionTrigger,
    ConvertibleIssued,
    ConvertibleKind,
    ConvertsBy,
    IssuedConvertible,
    TermsUnclear,
    check_terms,
    free_label,
)
from laogu.register.rounds import (
    Capitalization,
    DayCount,
    InterestRate,
    InWords,
    Mechanism,
    Note,
    Payout,
    Safe,
    Timing,
)

LOWEST = 1_000
"""The lowest seniority of a paper."""

NEXT_ROUND = "next_round"
"""The trigger of every paper issued here: the next round of new money."""

MOST_RATES = 20
"""Rates of interest that a note may have one after the other."""


class LaterRate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rate of interest a year that takes the place of the one before, from a day on."""

    rate: Decimal
    from_on: date


class IssueConvertible(Request, frozen=True, kw_only=True):
    """A convertible, issued today.

    kind: safe, note, or convertible_security, of which only words say how it converts.
    amount: paid for it. currency: left out: that of the issuer. cap: the valuation at most.
    discount: a part of the price, such as 0.20. timing: whether the cap of a safe is pre_money or
    post_money. is_mfn: it may take the terms of a later one. rate: of interest a year, such as
    0.08. later_rates: those that take its place, each from a later day on.
    day_count: actual_365 or 30_360. payout: deferred interest converts, cash does not.
    matures_on: the last day of a note. condition: what makes it convert, in the paper's words.
    says: how it converts, in words. capitalization: what the cap is divided by, in its words.
    pro_rata: what its holder may buy of the next round, as the paper states it. seniority: 1 is the
    highest. consideration: what was given, in words. approved_on: by the board.
    """

    issuer: str
    holder: str
    kind: ConvertibleKind
    amount: Decimal
    currency: str | None = None
    certificate: str | None = None
    cap: Decimal | None = None
    discount: Decimal | None = None
    timing: Timing = "post_money"
    is_mfn: bool = False
    rate: Decimal | None = None
    later_rates: tuple[LaterRate, ...] = ()
    day_count: DayCount = "actual_365"
    payout: Payout = "deferred"
    matures_on: date | None = None
    condition: str | None = None
    says: str | None = None
    capitalization: str | None = None
    pro_rata: Decimal | None = None
    seniority: int | None = None
    consideration: str | None = None
    approved_on: date | None = None


def issue_convertible(books: Books, request: IssueConvertible, asked: Asked) -> tuple[Event, ...]:
    """Return the convertible, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    today = asked.today(issuer.zone)
    check_day(today, since=issuer.established_on, today=today)
    issued = convertible_of(
        register,
        issuer,
        request,
        security=SecurityId(asked.make("security")),
        holder=holder_of_id(register, request.holder).holder,
        on=today,
    )
    return (ConvertibleIssued(effective_on=today, convertible=issued),)


def convertible_of(
    register: Register,
    issuer: IssuerRegistered,
    request: IssueConvertible,
    *,
    security: SecurityId,
    holder: HolderId,
    on: date,
) -> IssuedConvertible:
    """Return the paper that a request describes, issued on a day, or refuse its terms."""
    currency = request.currency or issuer.currency
    later = (one.rate for one in request.later_rates)
    for given in (request.discount, request.rate, request.pro_rata, *later):
        if given is not None:
            figure(given)
    if request.seniority is not None and not 0 < request.seniority <= LOWEST:
        raise TermsUnclear(reason=said("Seniority is a whole number, 1 the highest."))
    mechanism = _mechanism(request, currency, on)
    check_terms(mechanism)
    trigger = ConversionTrigger(
        name=NEXT_ROUND,
        kind="automatic_on_condition",
        converts=ConvertsBy(mechanism=mechanism, of_future_round=True),
        condition=_words(request.condition),
    )
    label = name(request.certificate, longest=60) if request.certificate else None
    return IssuedConvertible(
        security=security,
        issuer=issuer.issuer,
        holder=holder,
        kind=request.kind,
        amount=money(request.amount, currency),
        triggers=(trigger,),
        certificate=free_label(register.convertibles, issuer.issuer, label),
        seniority=request.seniority,
        pro_rata=request.pro_rata,
        consideration=_words(request.consideration),
        board_approved_on=request.approved_on,
    )


def _mechanism(request: IssueConvertible, currency: str, on: date) -> Mechanism:
    """Return how the paper becomes shares, or refuse terms of another kind of paper."""
    cap = None if request.cap is None else money(request.cap, currency)
    text = _words(request.capitalization)
    counts = Capitalization(says=text) if text else None
    if request.kind == "convertible_security":
        return _in_words(request)
    if request.kind == "safe":
        if request.rate is not None or request.later_rates or request.matures_on is not None:
            raise TermsUnclear(reason=said("A safe bears no interest and has no last day."))
        return Safe(
            cap=cap,
            discount=request.discount,
            timing=request.timing,
            mfn=request.is_mfn,
            capitalization=counts,
        )
    if request.matures_on is not None and request.matures_on < on:
        raise TermsUnclear(reason=said("The last day of a note is not before its first."))
    return Note(
        rates=_rates(request, on),
        day_count=request.day_count,
        payout=request.payout,
        cap=cap,
        discount=request.discount,
        mfn=request.is_mfn,
        matures_on=request.matures_on,
        capitalization=counts,
    )


def _rates(request: IssueConvertible, on: date) -> tuple[InterestRate, ...]:
    """Return each rate from its first day on, or refuse days that do not follow each other."""
    later = request.later_rates
    if len(later) >= MOST_RATES:
        raise TermsUnclear(reason=said("A note has at most {most} rates.", most=MOST_RATES))
    first = () if request.rate is None else (InterestRate(rate=request.rate, from_on=on),)
    began = on
    for one in later:
        if one.from_on <= began:
            raise TermsUnclear(
                reason=said("A later rate begins after the day of issue and after the one before.")
            )
        began = one.from_on
    return (*first, *(InterestRate(rate=one.rate, from_on=one.from_on) for one in later))


def _in_words(request: IssueConvertible) -> InWords:
    says = _words(request.says)
    if says is None:
        raise TermsUnclear(reason=said("Such a paper says in words how it converts."))
    return InWords(says=says)


def _words(given: str | None) -> str | None:
    return name(given, longest=LONGEST_TEXT) if given else None
