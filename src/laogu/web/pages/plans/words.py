"""Kinds of grants, terms of vesting and relationships, in words."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from laogu.basics import Price, Said, StockClassId, in_words, said
from laogu.connectors import figure
from laogu.register import plans, vesting
from laogu.register.options import REASONS, Kind, Window
from laogu.web.pages.writing import currency_name, listed, sentences
from laogu.web.visit import Visit

KINDS: Mapping[Kind, Said] = {
    "iso": said("incentive stock option (ISO)"),
    "nso": said("nonstatutory option (NSO)"),
    "option": said("option"),
    "rsu": said("restricted stock unit"),
    "csar": said("appreciation right, paid in cash"),
    "ssar": said("appreciation right, paid in shares"),
}

RELATIONSHIPS: Mapping[str, Said] = {
    "founder": said("founder"),
    "employee": said("employee"),
    "non_us_employee": said("employee outside the United States"),
    "executive": said("executive"),
    "officer": said("officer"),
    "board_member": said("member of the board"),
    "advisor": said("adviser"),
    "consultant": said("consultant"),
    "investor": said("financial holder"),
    "ex_employee": said("former employee"),
    "ex_advisor": said("former adviser"),
    "ex_consultant": said("former consultant"),
    "other": said("other"),
}
"""What a holder may be, by the standard's words."""

STATUSES: Mapping[str, Said] = {
    "active": said("at work"),
    "leave_of_absence": said("on leave"),
}

RULES: Mapping[plans.WhenCancelled, Said] = {
    "return_to_pool": said("What a grant no longer needs may be granted again."),
    "retire": said("What a grant no longer needs is gone."),
    "hold_as_stock": said("What a grant no longer needs is kept by the issuer."),
    "by_grant": said("Each grant says what becomes of what it no longer needs."),
}

ALLOCATIONS: Mapping[vesting.Allocation, Said] = {
    "cumulative_rounding": said("What does not divide is rounded on the running total."),
    "cumulative_round_down": said("What does not divide waits until it is a whole share."),
    "front_loaded": said("What does not divide comes first, one share at a time."),
    "back_loaded": said("What does not divide comes last, one share at a time."),
    "front_loaded_to_single_tranche": said("What does not divide comes all at first."),
    "back_loaded_to_single_tranche": said("What does not divide comes all at last."),
    "fractional": said("Parts of a share vest as well, as far as the class counts them."),
}


_OURS = {"start": said("start"), "every": said("every")}
"""The conditions of terms that were made from words, by their ids."""


class ConditionWords(Struct, frozen=True, kw_only=True):
    """A condition in words: what has to come to pass, what vests then, what may follow.

    id, then: by their ids. name, then_says: as they are called.
    """

    id: str
    name: str
    when: str
    vests: str
    then: str
    then_says: str


def conditions(visit: Visit, terms: vesting.Terms, decimals: int) -> Iterator[ConditionWords]:
    """Yield the conditions of vesting terms in words, as they are written."""
    for one in terms.conditions:
        yield ConditionWords(
            id=one.id,
            name=called(visit, one.id),
            when=_when(visit, one.trigger),
            vests=_vests(visit, one.vests, decimals),
            then=listed(visit, list(one.following)),
            then_says=listed(visit, [called(visit, each) for each in one.following]),
        )


def summary(visit: Visit, vests: vesting.Terms | tuple[vesting.Instalment, ...] | None) -> str:
    """Return vesting in one sentence."""
    match vests:
        case None:
            return visit.said("All of it is vested from the day of the grant.")
        case vesting.Terms():
            return _sentence(visit, vests)
        case _:
            return visit.said("Day by day: {count} instalments.", count=len(vests))


def price_unit(visit: Visit, stock_classes: Iterable[StockClassId]) -> str:
    """Return the currency of a column of prices; blank: there are several, so each says its own."""
    classes = visit.books.register.classes
    codes = {classes[one].currency for one in stock_classes}
    return currency_name(visit, codes.pop()) if len(codes) == 1 else ""


def price_in(visit: Visit, price: Price | None, unit: str) -> str | None:
    """Return a price for a cell under a head with a unit; None: there is none to pay."""
    if price is None:
        return None
    return figure(price.decimal()) if unit else visit.show(price)


def windows(visit: Visit, given: tuple[Window, ...] | None) -> tuple[tuple[str, str], ...]:
    """Return how long after leaving a grant may be exercised, as pairs: for each reason a line."""
    if given is None:
        return ()
    if len({(one.period, one.unit) for one in given}) == 1 and len(given) == len(REASONS):
        return ((visit.said("After leaving"), visit.say(given[0].says)),)
    name = visit.said("After leaving")
    return tuple(
        (name if at == 0 else "", f"{visit.say(one.says)} · {visit.say(REASONS[one.reason])}")
        for at, one in enumerate(given)
    )


def _sentence(visit: Visit, terms: vesting.Terms) -> str:
    """Return the usual schedule in a sentence; any other by how many conditions it has."""
    says = visit.said("{count} conditions, one by one below.", count=len(terms.conditions))
    match terms.conditions:
        case (
            vesting.Condition(id=first, trigger=vesting.AtStart(), vests=0),
            vesting.Condition(trigger=vesting.AfterPeriod(of=of, period=period)),
        ) if of == first:
            says = _every(visit, period)
        case _:
            pass
    if terms.gate is None:
        return says
    gate = visit.said("Nothing is vested before this happens: {gate}.", gate=terms.gate)
    return sentences(visit, says, gate)


def _every(visit: Visit, period: vesting.Period) -> str:
    facts = {"times": period.occurrences, "length": period.length}
    if period.unit == "days":
        says = visit.said("In {times} parts, one every {length} days.", **facts)
    elif period.length == 1:
        says = visit.said("In {times} parts, one every month.", **facts)
    else:
        says = visit.said("In {times} parts, one every {length} months.", **facts)
    if (period.cliff or 0) < 2:
        return says
    return sentences(
        visit, says, visit.said("The first {cliff} come together.", cliff=period.cliff)
    )


def _when(visit: Visit, trigger: vesting.Trigger) -> str:
    match trigger:
        case vesting.AtStart():
            return visit.said("on the day on which vesting starts")
        case vesting.OnDay(on):
            return visit.said("on {day}", day=on)
        case vesting.OnEvent():
            return visit.said("when it happens")
        case vesting.AfterPeriod(of, period):
            times, length = period.occurrences, period.length
            facts = {"times": times, "length": length, "of": called(visit, of)}
            if period.unit == "days":
                says = visit.said("{times} times, every {length} days after {of}", **facts)
            elif period.length == 1:
                says = visit.said("{times} times, every month after {of}", **facts)
            else:
                says = visit.said("{times} times, every {length} months after {of}", **facts)
            parts = [says]
            if period.day_of_month is not None:
                parts.append(visit.said("on day {day} of the month", day=period.day_of_month))
            if (period.cliff or 0) > 1:
                parts.append(visit.said("the first {cliff} together", cliff=period.cliff))
            return visit.either("；", "; ").join(parts)


def called(visit: Visit, condition: str) -> str:
    """Return what a condition is called: of terms made from words here, in the reader's words."""
    ours = _OURS.get(condition)
    return condition if ours is None else visit.say(ours)


def _vests(visit: Visit, vests: vesting.Portion | int, decimals: int) -> str:
    if isinstance(vests, int):
        return visit.show(in_words(vests, decimals)) if vests else visit.said("nothing")
    part = f"{vests.numerator}/{vests.denominator}"
    return visit.said("{part} of the rest", part=part) if vests.of_rest else part
