"""The transferability answer: may this transfer happen, and what must happen first.

Rules are read in the field's order: the thing, the way, hard time, hard size, refusals, bodies,
money. If a rule cuts the quantity, everything is read again for what is left.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from laogu.agreements import (
    Cited,
    Closing,
    Consent,
    FirstRefusal,
    HolderCap,
    LockUp,
    Mechanism,
)
from laogu.basics import (
    HolderId,
    IssuerId,
    Restriction,
    Way,
    in_words,
    said,
)
from laogu.market import trim
from laogu.register import IssuedStock, Register
from laogu.rights.charges import NO_CLOSING, charges
from laogu.rights.consent import consent
from laogu.rights.encumbrance import encumbered, nominees, on_shares
from laogu.rights.first_refusal import first_refusal
from laogu.rights.holder_cap import holder_cap
from laogu.rights.in_force import InForce, Standing, in_force
from laogu.rights.lock_up import lock_up, on_lot, restrictions
from laogu.rights.lots import LotFree, lots_free
from laogu.rights.mechanism import mechanism, ways
from laogu.rights.results import Answer, Cite, Proposal, RuleResult, combine
from laogu.rights.unpaid_capital import unpaid_capital

HELD = Cite(
    Cited(
        rule="LAOGU-HELD", clause="The register, and what is promised", clause_zh="股东名册与承诺"
    ),
    "1",
    "platform",
)
CHARTER = Cite(
    Cited(rule="LAOGU-CHARTER", clause="The issuer's articles", clause_zh="发行人章程"),
    "1",
    "platform",
)


NOBODY = HolderId("")
"""Stands for a seller who is not known yet: who buys in an auction meets it at the bell."""


def explain(standing: Standing, proposal: Proposal, *, names: bool = True) -> Answer:
    """Return whether `proposal` may happen, what must happen first, by when, by which clause.

    names: whether tasks name the holders who are asked; an operation does not need to know.
    """
    return _answer(standing, proposal, process=True, names=names)


def check_again(standing: Standing, proposal: Proposal) -> Answer:
    """Return whether the hard rules still hold, once those who had to be asked have answered."""
    return _answer(standing, proposal, process=False, names=False)


def sellable(standing: Standing, proposal: Proposal) -> tuple[LotFree, ...]:
    """Return the seller's lots and what is free of each, by its restrictions and the terms'."""
    return _sellable(standing, proposal, _in_force(standing, proposal)[LockUp])


def _sellable(standing: Standing, proposal: Proposal, locks: Sequence[Cite]) -> tuple[LotFree, ...]:
    register = standing.register
    is_bound = locks or register.encumbrances.of_issuer.on(proposal.issuer)
    return lots_free(
        register,
        standing.market,
        stock_class=proposal.stock_class,
        holder=proposal.seller,
        on=proposal.on,
        but=(*proposal.promised, *proposal.sealed),
        clauses=(lambda stock: restrictions_of(register, proposal, locks, stock))
        if is_bound
        else None,
    )


def restrictions_of(
    register: Register, proposal: Proposal, locks: Sequence[Cite], stock: IssuedStock
) -> Iterator[Restriction]:
    """Yield what encumbrances and clauses of the terms keep of a lot, beside its own."""
    if register.encumbrances.of_issuer.on(proposal.issuer):
        yield from on_shares(register, proposal, stock)
    for cite in locks:
        assert isinstance(cite.clause, LockUp), "a clause of the right kind"
        found = on_lot(cite.clause, stock)
        if found is not None:
            yield found


def closing_in_force(standing: Standing, proposal: Proposal) -> Closing:
    """Return how long this sale may take and what it costs."""
    found = _in_force(standing, proposal)[Closing]
    closing = (found[-1] if found else NO_CLOSING).clause
    assert isinstance(closing, Closing), "a clause of the right kind"
    return closing


def refusal_in_force(standing: Standing, proposal: Proposal) -> Cite | None:
    """Return the first refusal by which notice is given; None: nobody is asked.

    Where several bind, the one that leaves those who are asked the most time.
    """
    latest: tuple[date, Cite] | None = None
    for cite in _in_force(standing, proposal)[FirstRefusal]:
        result = first_refusal(cite, proposal, standing.register, standing.agreements)
        for due in (task.due for task in result.tasks):
            if due is not None and (latest is None or due > latest[0]):
                latest = (due, cite)
    return latest[1] if latest else None


def consent_in_force(standing: Standing, proposal: Proposal) -> Cite | None:
    """Return the consent that this proposal needs; None: none."""
    for cite in _in_force(standing, proposal)[Consent]:
        if consent(cite, proposal, standing.register).result != "pass":
            return cite
    return None


def explain_purchase(
    standing: Standing, proposal: Proposal, *, others: Callable[[], Iterable[HolderId]]
) -> Answer:
    """Return whether a buyer may come onto the register, whoever sells to it: who is not known.

    proposal: its seller is `NOBODY`. others: who else would come with it, in the same auction.
    """
    terms = _in_force(standing, proposal)
    rules = [*_ways(proposal, terms), *_charter(terms)]
    if terms[HolderCap]:
        together = replace(proposal, buyers=tuple(dict.fromkeys((*proposal.buyers, *others()))))
        rules += [holder_cap(cite, together, standing.register) for cite in terms[HolderCap]]
    return combine(tuple(rules), asked=proposal.units)


def open_ways(standing: Standing, issuer: IssuerId, *, on: date) -> Mapping[Way, tuple[Cite, ...]]:
    """Return, for each way of finding a buyer, the clauses that close it: none where it is open."""
    return in_force(standing, issuer, on).closed


def _answer(standing: Standing, proposal: Proposal, *, process: bool, names: bool) -> Answer:
    asked, units = proposal.units, proposal.units
    terms = _in_force(standing, proposal)
    lots = _sellable(standing, proposal, terms[LockUp])
    while True:
        left = proposal if units == asked else replace(proposal, units=units)
        rules = [*_hard(standing, left, proposal, terms, lots, names=names)]
        if process:
            rules.extend(_process(standing, left, terms, lots, names=names))
        answer = combine(tuple(rules), asked=asked, lots=lots)
        if answer.result == "block" or answer.units >= units:
            return answer
        units = answer.units


def _hard(
    standing: Standing,
    proposal: Proposal,
    whole: Proposal,
    terms: InForce,
    lots: Sequence[LotFree],
    *,
    names: bool,
) -> Iterator[RuleResult]:
    """Say what the thing, the way, the time and the size mean. whole: with the units asked for."""
    register = standing.register
    decimals = register.classes[proposal.stock_class].decimals
    held = _held(whole, lots, decimals=decimals)
    yield held
    yield from _ways(proposal, terms)
    own = _own(whole, lots)
    others: list[RuleResult] = []
    if register.encumbrances.of_issuer.on(whole.issuer):
        others.extend(encumbered(register, whole, own, decimals=decimals, names=names))
    yield from others
    yield from _locked(whole, own, terms, [held, *others], decimals=decimals)
    if register.capital.contributions:
        yield from unpaid_capital(whole, [lot.stock for lot in own], register)
    for cite in terms[HolderCap]:
        yield holder_cap(cite, proposal, register)


def _process(
    standing: Standing,
    proposal: Proposal,
    terms: InForce,
    lots: Sequence[LotFree],
    *,
    names: bool,
) -> Iterator[RuleResult]:
    """Say who must be asked first, and what it costs."""
    yield from _charter(terms)
    for cite in terms[FirstRefusal]:
        yield first_refusal(cite, proposal, standing.register, standing.agreements, names=names)
    for cite in terms[Consent]:
        yield consent(cite, proposal, standing.register)
    if standing.register.encumbrances.of_issuer.on(proposal.issuer):
        yield from nominees(standing.register, proposal)
    closing = (terms[Closing] or [NO_CLOSING])[-1]
    yield from charges(standing.register, proposal, closing, lots, names=names)


def _ways(proposal: Proposal, terms: InForce) -> Iterator[RuleResult]:
    """Say whether the proposal's way of finding a buyer is open."""
    for cite in ways(terms.rulebook, terms[Mechanism], proposal.mechanism):
        yield mechanism(cite, proposal.mechanism)


def _charter(terms: InForce) -> Iterator[RuleResult]:
    """Say that something may be missing, where the issuer's articles are not on file."""
    if not terms.have_charter:
        yield CHARTER.result(
            "unknown",
            said("The issuer's articles are not on file here, and they may limit transfers."),
            missing=(said("the issuer's articles"),),
            fix=said("The issuer adopts its articles at its desk."),
        )


def _held(proposal: Proposal, lots: Sequence[LotFree], *, decimals: int) -> RuleResult:
    """Say whether the seller has the shares, and has not promised them to somebody else."""
    held = sum([lot.stock.units for lot in lots])
    promised = sum([lot.promised for lot in lots])
    open_units = held - promised
    facts = {"held": in_words(held, decimals), "promised": in_words(promised, decimals)}
    if open_units >= proposal.units:
        template = (
            "The seller holds {held}; promised elsewhere: {promised}."
            if promised
            else "The seller holds {held}; nothing of it is promised elsewhere."
        )
        return HELD.result("pass", said(template, **facts), facts=facts)
    if open_units <= 0:
        if not held:
            return HELD.result(
                "block", said("The seller holds no shares of this class."), facts=facts
            )
        says = said("The seller holds {held}; promised elsewhere: {promised}.", **facts)
        return HELD.result(
            "block",
            says,
            facts=facts,
            fix=said("Withdraw another offer or order of these shares first."),
        )
    return HELD.result(
        "adjust",
        said("The seller holds {held}; promised elsewhere: {promised}.", **facts),
        units=open_units,
        facts=facts,
        fix=said("Sell {free} or fewer.", free=in_words(open_units, decimals)),
    )


def _own(whole: Proposal, lots: Sequence[LotFree]) -> tuple[LotFree, ...]:
    """Return the lots that would go: those promised to this proposal, where any are.

    What is free of a promised lot is at most what was promised of it; no other lot can stand in.
    """
    if not whole.promised:
        return tuple(lots)
    own = dict(trim(whole.promised, whole.units))
    return tuple(
        replace(lot, free=min(lot.free, own[lot.stock.security]))
        for lot in lots
        if lot.stock.security in own
    )


def _locked(
    whole: Proposal,
    lots: Sequence[LotFree],
    terms: InForce,
    before: Sequence[RuleResult],
    *,
    decimals: int,
) -> Iterator[RuleResult]:
    """Say what keeps these lots from sale: each rule for itself, then all of them together."""
    cited = {cite.clause.rule: cite for cite in terms[Cited]}
    each = [*restrictions(whole, lots, cited, decimals=decimals)]
    each += [
        lock_up(cite, whole, [lot.stock for lot in lots], decimals=decimals)
        for cite in terms[LockUp]
    ]
    yield from each
    said_already = [*before, *each]
    if any(rule.result in {"block", "unknown"} for rule in said_already):
        return
    smallest = min([whole.units, *(rule.units for rule in said_already if rule.units is not None)])
    yield from _together(lots, said_already, smallest, decimals=decimals)


def _together(
    lots: Sequence[LotFree], each: Sequence[RuleResult], smallest: int, *, decimals: int
) -> Iterator[RuleResult]:
    """Say what is left where locks and promises together leave less than any of them alone."""
    free = sum([lot.free for lot in lots])
    if free >= smallest:
        return
    facts = {"free": in_words(free, decimals)}
    says = said("Restrictions and promises together leave {free} free.", **facts)
    if free:
        yield HELD.result("adjust", says, units=free, facts=facts)
        return
    days = [rule.until for rule in each if rule.units is not None]
    known = [one for one in days if one is not None]
    is_promised = any(lot.promised for lot in lots)
    is_known = len(known) == len(days) and not is_promised
    until = max(known) if known and is_known else None
    fix = said("Withdraw another offer or order of these shares first.") if is_promised else None
    yield HELD.result("block", says, until=until, facts=facts, fix=fix)


def _in_force(standing: Standing, proposal: Proposal) -> InForce:
    return in_force(standing, proposal.issuer, proposal.on)
