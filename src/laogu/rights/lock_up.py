"""Lock-up: shares that may not be sold for a while; where several bind, the latest day counts."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from laogu.agreements import Cited, LockUp
from laogu.basics import Restriction, Said, in_words, said
from laogu.register import IssuedStock
from laogu.rights.lots import LotFree
from laogu.rights.reach import Reach, reach
from laogu.rights.results import Cite, Proposal, RuleResult


def lock_up(
    cite: Cite, proposal: Proposal, stocks: Sequence[IssuedStock], *, decimals: int
) -> RuleResult:
    """Say what a lock-up clause of the terms means for these lots.

    A lot whose day of acquisition is needed and not known counts as neither locked nor free: the
    others may be enough without it.
    """
    clause = cite.clause
    assert isinstance(clause, LockUp), "a clause of the right kind"
    silent = [stock for stock in stocks if is_silent(clause, stock, on=proposal.on)]
    told = [stock for stock in stocks if not is_silent(clause, stock, on=proposal.on)]
    under = reach(
        [(stock, on_lot(clause, stock)) for stock in told],
        of=sum([stock.units for stock in told]),
    )
    if silent and under.free_on(proposal.on) < proposal.units:
        units = in_words(sum(stock.units for stock in silent), decimals)
        return cite.result(
            "unknown",
            said(
                "The register does not say when {units} of these shares were acquired.", units=units
            ),
            missing=(said("the day of acquisition of these shares: {units}", units=units),),
            fix=said("Record the day of acquisition with its source."),
        )
    return _judge(cite, proposal, under, stocks, decimals=decimals)


def restrictions(
    proposal: Proposal, lots: Sequence[LotFree], cited: dict[str, Cite], *, decimals: int
) -> Iterable[RuleResult]:
    """Say what each rule that restrictions on these very lots name means here."""
    rules: dict[str, list[tuple[IssuedStock, Restriction]]] = {}
    for lot in lots:
        for one in lot.stock.restrictions:
            rules.setdefault(one.rule, []).append((lot.stock, one))
    stocks = [lot.stock for lot in lots]
    held = sum([stock.units for stock in stocks])
    for rule, pairs in sorted(rules.items(), key=lambda item: _latest(item[1]), reverse=True):
        first = pairs[0][1]
        cite = cited.get(rule) or Cite(
            Cited(rule=rule, clause=first.source, sure=first.sure, waivable_by=first.waivable_by),
            "register",
            "agreement",
        )
        yield _judge(cite, proposal, reach(pairs, of=held), stocks, decimals=decimals)


def _judge(
    cite: Cite,
    proposal: Proposal,
    under: Reach,
    stocks: Sequence[IssuedStock],
    *,
    decimals: int,
) -> RuleResult:
    """Say how many of the units are locked, until when, and what is left to sell.

    stocks: all the lots, for a rule that was let go of.
    """
    held = under.held
    locked = held - under.free_on(proposal.on)
    if not locked:
        return _not_locked(cite, proposal, under, stocks, decimals=decimals)
    is_enough = held - locked >= proposal.units
    through = under.locked_through(proposal.on, held if is_enough else proposal.units)
    facts = {
        "held": in_words(held, decimals),
        "locked": in_words(locked, decimals),
        "through": through,
    }
    if is_enough:
        rest = "{locked} of {held} may not be sold now; the rest is enough for this sale."
        helps = _helps_through(under, proposal.on)
        if helps is not None and under.free_on(helps + timedelta(days=1)) < proposal.units:
            facts["helps_through"] = helps
            rest = (
                "{locked} of {held} may not be sold now; the rest is enough for this sale "
                "through {helps_through}."
            )
        return cite.result("pass", said(rest, **facts), facts=facts)
    if held - locked > 0:
        some = (
            said(
                "{locked} of {held} may not be sold until it is lifted; it has no last day.",
                **facts,
            )
            if through is None
            else said("{locked} of {held} may not be sold through {through}.", **facts)
        )
        free = in_words(held - locked, decimals)
        fix = said("Sell {free} or fewer.", free=free)
        return cite.result("adjust", some, units=held - locked, facts=facts, until=through, fix=fix)
    none = (
        said("None of the {held} may be sold until it is lifted; it has no last day.", **facts)
        if through is None
        else said("None of the {held} may be sold through {through}.", **facts)
    )
    return cite.result("block", none, until=through, facts=facts, fix=_fix(cite, through))


def _fix(cite: Cite, through: date | None) -> Said:
    """Return what changes it: its day, or sooner those who may let go of it."""
    if through is None:
        return said("Wait until it is lifted by those who may.")
    free_on = through + timedelta(days=1)
    if cite.clause.waivable_by == "nobody":
        return said("Sell from {free_on} on.", free_on=free_on)
    return said("Sell from {free_on} on, or once those who may have let go of it.", free_on=free_on)


def _not_locked(
    cite: Cite,
    proposal: Proposal,
    under: Reach,
    stocks: Sequence[IssuedStock],
    *,
    decimals: int,
) -> RuleResult:
    days = [one.locked_through for one in under.restrictions()]
    ended = max((one for one in days if one is not None and one < proposal.on), default=None)
    facts = {
        "held": in_words(under.held, decimals),
        "locked": in_words(0, decimals),
        "through": ended,
    }
    rule = cite.clause.rule
    waived = [one.units for one in stocks if is_passed_over(rule, one, on=proposal.on)]
    helps = _helps_through(under, proposal.on)
    if helps is not None:
        facts["helps_through"] = helps
        facts["waived"] = in_words(sum(waived), decimals)
        says = (
            "It was let go of for {waived} of these shares through {helps_through}; "
            "from the day after on it binds again."
            if waived
            else "It keeps none of these shares through {helps_through}, and some from then on."
        )
        return cite.result("pass", said(says, **facts), facts=facts)
    if waived:
        says = "It was let go of for {waived} of these shares, and keeps none of the others."
        facts["waived"] = in_words(sum(waived), decimals)
        return cite.result("pass", said(says, **facts), facts=facts)
    if ended is None:
        return cite.result("pass", said("No share here is locked under it."), facts=facts)
    return cite.result("pass", said("The lock-up ended on {through}.", through=ended), facts=facts)


def is_passed_over(rule: str, stock: IssuedStock, *, on: date) -> bool:
    """Return whether a rule of the terms was let go of for a lot, so that it passes it on a day."""
    if rule in stock.waived:
        return True
    last = _waived_through(rule, stock)
    return last is not None and on <= last


def is_silent(clause: LockUp, stock: IssuedStock, *, on: date) -> bool:
    """Return whether a clause asks when a lot was acquired, and the register does not say.

    on: a day on which the clause passes the lot over needs no answer.
    """
    if stock.acquired_on is not None or is_passed_over(clause.rule, stock, on=on):
        return False
    return clause.days_after_acquisition is not None


def on_lot(clause: LockUp, stock: IssuedStock) -> Restriction | None:
    """Return the restriction that a clause puts on a lot; None: the clause does not reach it.

    A lot of which nobody knows when it was acquired is kept until that is known. A clause that was
    let go of for these shares does not reach them, or from the day on which it binds again.
    """
    if clause.rule in stock.waived:
        return None
    through = clause.locked_through
    if clause.days_after_acquisition is not None and stock.acquired_on is not None:
        through = stock.acquired_on + timedelta(days=clause.days_after_acquisition)
    elif clause.acquired_by is not None and (
        stock.acquired_on is not None and stock.acquired_on > clause.acquired_by
    ):
        return None
    found = Restriction(
        kind="lock_up",
        rule=clause.rule,
        source=clause.clause,
        sure=clause.sure,
        locked_through=through,
        waivable_by=clause.waivable_by,
    )
    last = _waived_through(clause.rule, stock)
    return found if last is None else next(iter(found.after(last)), None)


def _waived_through(rule: str, stock: IssuedStock) -> date | None:
    """Return the last day on which a rule passes a lot over; None: it does so on none, or all."""
    if not stock.waived_through:
        return None
    return next((last for one, last in stock.waived_through if one == rule), None)


def _helps_through(under: Reach, on: date) -> date | None:
    """Return the last day before more is kept than on a day; None: nothing begins after it."""
    begins = [one.starts_on for one in under.restrictions() if one.starts_on is not None]
    later = min((one for one in begins if one > on), default=None)
    return None if later is None else later - timedelta(days=1)


def _latest(pairs: Sequence[tuple[IssuedStock, Restriction]]) -> date:
    return max([one.locked_through or date.max for _, one in pairs])
