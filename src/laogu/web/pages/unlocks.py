"""The unlock calendar: which shares come free on which day, beside what is free and what is traded.

Of the register, by its restrictions; and as sources state lock-ups of shares that stand on none.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from laogu.basics import in_words, said
from laogu.connectors import Released, release_feed
from laogu.evidence import facts_of
from laogu.pricing import Supply, supply
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.issuer.lock_ups import stated
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.trading import tape_of
from laogu.web.pages.writing import currency_name
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, file, page
from laogu.web.visit import Visit

KIND = "text/calendar; charset=utf-8"
TRADED_DAYS = 91
NO_SUPPLY = Supply(discount=None, of_float=None, mild=None, bound=None)
IN_ISSUE = "shares_in_issue"
HEADS = (
    "slug", "free_on", "quantity", "known_by", "free_before", "of_float", "discount_until_then",
    "mild", "bound", "mark", "currency", "restricted_mark",
)  # fmt: skip


class Unlock(Struct, frozen=True, kw_only=True):
    """Shares that come free on a day. free: how many may be sold just before.

    is_stated: a source says so. supply: None: the register has some of the same day, which may be
    the same shares, so that they are not counted twice.
    """

    subject: Subject
    on: date
    quantity: Decimal
    free: Fraction
    is_stated: bool
    says: str
    supply: Supply | None
    mark: float | None
    currency: str | None


class UnlockRow(Struct, frozen=True, kw_only=True):
    """One of them, in words."""

    day: str
    issuer: Link
    says: str
    units: str
    of_float: str | None
    discount: str | None
    falls: str | None
    mark: str | None
    restricted: str | None


class FloatRow(Struct, frozen=True, kw_only=True):
    """What is free at a company now, and what is traded of it. traded: None: nobody says."""

    issuer: Link
    free: str
    outside: str | None
    locked: str
    traded: str


class UnlocksPage(Page, frozen=True, kw_only=True):
    """Every day ahead on which shares come free."""

    facts_line: tuple[str, ...]
    rows: tuple[UnlockRow, ...]
    exports: Exports
    floats: tuple[FloatRow, ...]
    floats_exports: Exports
    feed: str
    how: tuple[str, ...]
    back: Link


def unlocks(visit: Visit) -> Shown:
    """Return the days ahead, of all companies, or of the one that the address names."""
    subjects = _subjects(visit)
    found = sorted(
        (one for subject in subjects for one in _of(subject)),
        key=lambda one: (one.on, one.subject.issuer.slug, one.is_stated, one.quantity),
    )
    table = exported(visit, _sheet(found), _floats_sheet(subjects))
    if table is not None:
        return table
    shown = UnlocksPage(
        title=visit.said("Unlock calendar"),
        is_of_a_day=True,
        place="markets",
        told_by=frozenset({"issuer:", "market", "clock"}),
        note=visit.said("What a release may do to a price is a model's; days and shares are not."),
        facts_line=(_ahead(visit, len({one.on for one in found})),),
        rows=tuple(_row(one) for one in found),
        exports=corner(visit, "unlocks"),
        floats=tuple(_float_row(one) for one in subjects),
        floats_exports=corner(visit, "floats"),
        feed=visit.to("/unlocks.ics", issuer=visit.query.get("issuer")),
        how=_how(visit),
        back=Link(says=visit.said("Markets"), href=visit.to("/")),
    )
    return page(visit, "unlocks.html", shown)


def _ahead(visit: Visit, days: int) -> str:
    if days == 1:
        return visit.said("1 day ahead")
    return visit.said("{count} days ahead", count=days)


def feed(visit: Visit) -> Shown:
    """Return the same days as a calendar."""
    days: dict[tuple[str, date, bool], tuple[str, Decimal]] = {}
    for subject in _subjects(visit):
        for one in _of(subject):
            if one.supply is None:
                continue
            key = (subject.issuer.slug, one.on, one.is_stated)
            sofar = days.get(key, ("", Decimal(0)))[1]
            days[key] = (subject.name(), sofar + one.quantity)
    released = [
        Released(
            on=on,
            key=f"{slug} {on} {is_stated}",
            says=visit.said("{issuer}: {units} shares come free", issuer=name, units=units),
        )
        for (slug, on, is_stated), (name, units) in sorted(days.items(), key=lambda one: one[0][1])
    ]
    text = release_feed(released, title=visit.said("Unlock calendar"), on=visit.today())
    return file(visit, text.encode(), kind=KIND, name="unlocks.ics")


def _subjects(visit: Visit) -> list[Subject]:
    """Return the companies of which something is locked, by the register or by what is stated."""
    slug = visit.query.get("issuer")
    issuers = visit.books.register.issuers.values()
    subjects = [Subject(visit, one.slug) for one in issuers if slug in (None, one.slug)]
    return [one for one in subjects if one.kept or any(True for _ in _of(one))]


def _of(subject: Subject) -> Iterator[Unlock]:
    """Yield what comes free of a company after the day, by its register and as it is stated."""
    decimals = subject.kind.decimals if subject.kind is not None else 0
    own = in_words(subject.total - subject.kept, decimals)
    outside = _outside(subject)
    free = Fraction(own) + Fraction(outside or 0)
    ahead: list[tuple[date, Decimal, bool, str]] = [
        (one.on, in_words(one.units, decimals), False, " ".join(one.rules))
        for one in subject.releases
        if one.on is not None
    ]
    for fact, through in stated(subject):
        on = through + timedelta(days=1)
        if on > subject.on:
            says = subject.visit.either(fact.says_zh, fact.says_en)
            ahead.append((on, Decimal(fact.value or 0), True, says))
    if not ahead:
        return
    own_days = {on for on, _, is_stated, _ in ahead if not is_stated}
    mark = subject.mark
    is_share = mark.basis == "per_share"
    for on, quantity, is_stated, says in sorted(ahead, key=lambda one: (one[0], one[2], one[1])):
        # The wait is counted to the last locked day, as the mark of a locked part counts it.
        wait = (on - subject.on).days - 1
        is_again = is_stated and on in own_days
        yield Unlock(
            subject=subject,
            on=on,
            quantity=quantity,
            free=free,
            is_stated=is_stated,
            says=says,
            supply=None
            if is_again
            else supply(Fraction(quantity), free, days=wait, volatility=mark.volatility),
            mark=mark.value if is_share else None,
            currency=mark.currency,
        )
        # What a source states of other shares is in issue by the facts, and so counted already.
        free += 0 if is_stated else Fraction(quantity)


def _outside(subject: Subject) -> Decimal | None:
    """Return how many shares are in issue beyond this register by the latest fact, if one says."""
    for fact in facts_of(subject.books.evidence, subject.issuer.issuer, as_of=subject.on):
        known = subject.known_at is None or fact.recorded_at <= subject.known_at
        if fact.said.question == IN_ISSUE and fact.said.value and known:
            decimals = subject.kind.decimals if subject.kind is not None else 0
            return max(Decimal(fact.said.value) - in_words(subject.total, decimals), Decimal(0))
    return None


def _traded(subject: Subject) -> Decimal | None:
    """Return what this market traded of a company in three months; None: nothing."""
    decimals = subject.kind.decimals if subject.kind is not None else 0
    since = subject.on - timedelta(days=TRADED_DAYS)
    units = sum(one.units for one in tape_of(subject) if since < one.settled_on <= subject.on)
    return in_words(units, decimals) if units else None


def _row(one: Unlock) -> UnlockRow:
    visit, found = one.subject.visit, one.supply or NO_SUPPLY
    falls = None
    if found.mild is not None and found.bound is not None:
        falls = f"\u2212{100 * found.mild:.1f} \u2013 \u2212{100 * found.bound:.1f}"
    says = one.says if one.is_stated else visit.said("by the register: {rules}", rules=one.says)
    if one.supply is None:
        says = visit.said("{says} It may be of the same shares as the register's.", says=says)
    return UnlockRow(
        day=visit.show(one.on),
        issuer=Link(says=one.subject.name(), href=one.subject.to() + "#releases"),
        says=says,
        units=visit.show(one.quantity),
        of_float=None if found.of_float is None else f"{100 * found.of_float:,.1f}",
        discount=None if found.discount is None else f"{100 * found.discount:.1f}",
        falls=falls,
        mark=None
        if one.mark is None or one.currency is None or one.supply is None
        else f"{one.mark:,.4g} {currency_name(visit, one.currency)}",
        restricted=None if (less := _restricted(one)) is None else f"{less:,.4g}",
    )


def _restricted(one: Unlock) -> float | None:
    if one.mark is None or one.supply is None or one.supply.discount is None:
        return None
    return one.mark * (1 - one.supply.discount)


def _float_row(subject: Subject) -> FloatRow:
    visit = subject.visit
    outside, traded = _outside(subject), _traded(subject)
    return FloatRow(
        issuer=Link(says=subject.name(), href=subject.to()),
        free=subject.quantity(subject.total - subject.kept),
        outside=None if outside is None else visit.show(outside),
        locked=subject.quantity(subject.kept),
        traded=visit.said("none here in {days} days; elsewhere unknown", days=TRADED_DAYS)
        if traded is None
        else visit.show(traded),
    )


def _sheet(found: list[Unlock]) -> Sheet:
    def figure(value: float | None) -> Decimal | None:
        return None if value is None else Decimal(f"{value:.6g}")

    rows = []
    for one in found:
        effect = one.supply or NO_SUPPLY
        row = (one.subject.issuer.slug, one.on, one.quantity)
        rest = (figure(effect.of_float), figure(effect.discount), figure(effect.mild))
        marks = (figure(effect.bound), figure(one.mark), one.currency, figure(_restricted(one)))
        known_by = "stated" if one.is_stated else "register"
        rows.append((*row, known_by, Decimal(int(one.free)), *rest, *marks))
    return Sheet("unlocks", HEADS, rows)


def _floats_sheet(subjects: list[Subject]) -> Sheet:
    rows = []
    for one in subjects:
        decimals = one.kind.decimals if one.kind is not None else 0
        free, kept = in_words(one.total - one.kept, decimals), in_words(one.kept, decimals)
        rows.append((one.issuer.slug, free, _outside(one), kept, _traded(one)))
    heads = ("slug", "free_here", "outside_this_register", "locked", "traded_here")
    return Sheet("floats", heads, rows)


def _how(visit: Visit) -> tuple[str, ...]:
    return tuple(
        visit.say(one)
        for one in (
            said(
                "What is free before a day is what the register lets be sold, with what the latest "
                "fact has in issue beyond this register."
            ),
            said(
                "The discount until then is that of an average-price put (Finnerty; the rule of "
                "China's fund association for locked shares) with the mark's volatility; it is "
                "gone on the day itself."
            ),
            said(
                "A price may fall from the mild figure, where a quarter of what comes free is sold "
                "and buyers take three per cent more for each per cent less, to the bound, where "
                "all of it is sold and no new money comes. Neither is a forecast."
            ),
            said("How much is traded elsewhere in a day is told by no fact here."),
        )
    )


ROUTES = (
    Route(path="/unlocks", page=unlocks),
    Route(path="/unlocks.ics", page=feed),
)
