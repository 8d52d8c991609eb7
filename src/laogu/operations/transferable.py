"""The transferability answer as a condition: an operation goes on only where the answer lets it."""

from collections.abc import Callable, Iterable
from datetime import date

from laogu.basics import HolderId, IssuerId, Said, Way, in_words, said
from laogu.market import Lots, Trade, pick_lots, trim
from laogu.operations.books import Books
from laogu.operations.refusals import MayNotTransfer, NotKnownYet, OnlyFewerFree, WayClosed
from laogu.rights import (
    Answer,
    Ground,
    Proposal,
    RuleResult,
    check_again,
    explain,
    explain_purchase,
    going,
    mechanism,
    open_ways,
    unhindered,
)


def must_be_transferable(books: Books, proposal: Proposal, ground: Ground | None = None) -> Lots:
    """Return the lots that go, if `proposal` may happen at once or after its tasks; or refuse.

    ground: what it has in common with others, where that was looked up for all of them.
    """
    if ground is None:
        lots = unhindered(books.standing, proposal)
    else:
        lots = going(books.standing, proposal, ground)
    if lots is None:
        answer = explain(books.standing, proposal, names=False)
        _must(books, proposal, answer)
        lots = _going(books, proposal, answer)
    return lots


def must_still_hold(books: Books, proposal: Proposal) -> None:
    """Refuse a proposal whose tasks are done, where a hard rule holds no longer."""
    if unhindered(books.standing, proposal, process=False) is None:
        _must(books, proposal, check_again(books.standing, proposal))


def proposal_of(
    books: Books, trade: Trade, *, buyers: tuple[HolderId, ...], today: date
) -> Proposal:
    """Return the proposal that a trade is, for asking again."""
    return Proposal(
        issuer=trade.issuer,
        stock_class=trade.stock_class,
        seller=trade.seller,
        buyers=buyers,
        units=trade.units,
        price=trade.price,
        mechanism=way_of(books, trade),
        on=today,
        promised=trade.lots,
    )


def way_of(books: Books, trade: Trade) -> Way:
    """Return the way in which a trade's shares found their buyer."""
    if trade.offer is None:
        return "call_auction"
    return books.market.offers[trade.offer].offer.mechanism


def may_buy(books: Books, proposal: Proposal, *, others: Callable[[], Iterable[HolderId]]) -> None:
    """Refuse a buyer who may not come onto the register, whoever sells to it.

    others: who else would come onto the register with it; asked only where they are counted.
    """
    _must(books, proposal, explain_purchase(books.standing, proposal, others=others))


def must_be_open(books: Books, issuer: IssuerId, way: Way, on: date) -> None:
    """Refuse a way of finding a buyer that is closed for an issuer's shares, with its source."""
    closing = open_ways(books.standing, issuer, on=on)[way]
    if closing:
        told = mechanism(closing[0], way)
        raise WayClosed(
            rule=told.id,
            source=told.cited,
            says=told.says,
            remedy=said("The operator adopts another rulebook, where its licence lets it."),
        )


def _going(books: Books, proposal: Proposal, answer: Answer) -> Lots:
    """Return the lots that go: those promised to the proposal already, else the oldest free."""
    if proposal.promised:
        return trim(proposal.promised, proposal.units)
    free = ((lot.stock.security, lot.stock.units - lot.restricted) for lot in answer.lots)
    return pick_lots(books.market.committed, free, proposal.units)


def _must(books: Books, proposal: Proposal, answer: Answer) -> None:
    """Refuse, if an answer does not let all of a proposal happen, at once or after its tasks."""
    decimals = books.register.classes[proposal.stock_class].decimals
    if answer.result == "block":
        rule = _first(answer, "block")
        raise MayNotTransfer(
            rule=rule.id,
            source=rule.cited,
            says=rule.says,
            remedy=rule.fix or said("Nothing can change this now."),
            until=answer.until,
        )
    if answer.units < proposal.units:
        rule = min(_of(answer, "adjust"), key=lambda rule: rule.units or 0)
        raise OnlyFewerFree(
            rule=rule.id,
            source=rule.cited,
            says=rule.says,
            asked=in_words(proposal.units, decimals),
            free=in_words(answer.units, decimals),
        )
    if answer.result == "unknown":
        rule = _first(answer, "unknown")
        raise NotKnownYet(
            rule=rule.id, source=rule.cited, missing=answer.missing, remedy=_remedy(rule)
        )


def _first(answer: Answer, kind: str) -> RuleResult:
    """Return the rule that weighs most: of several, the one that binds longest."""
    return max(_of(answer, kind), key=lambda rule: rule.until or date.min)


def _of(answer: Answer, kind: str) -> list[RuleResult]:
    return [rule for rule in answer.rules if rule.result == kind]


def _remedy(rule: RuleResult) -> Said:
    return rule.fix or said("Record the missing facts with their source.")
