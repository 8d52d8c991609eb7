"""What can happen from here, in words with figures; and what stays with what is bought."""

from collections.abc import Iterator
from datetime import date, timedelta

from markupsafe import Markup

from laogu.basics import HolderId, Money, part_of
from laogu.rights import Cite
from laogu.web.frame import Link
from laogu.web.pages.answers import rule_link
from laogu.web.pages.trade.asked import taken_pieces
from laogu.web.pages.trade.case import Case, answers_by
from laogu.web.pages.writing import (
    gap,
    holder_name,
    holders,
    last_day_of,
    listed,
    quantity,
    short_day,
    units,
)
from laogu.web.rendering import keep_days
from laogu.web.shapes import Note


def ways_of(case: Case) -> tuple[Note, ...]:
    """Return the ways from here, by letter; for a trade that is over, what it came to."""
    if case.is_over:
        return (_outcome(case),)
    stage = case.state.stage
    if stage == "matched":
        ways = [*_notice(case), *_withdraws(case), _expires(case)]
    elif stage == "noticed":
        ways = [*_answers(case), _fails(case)]
    else:
        ways = [_settles(case), *_withdraws(case), _expires(case)]
    return tuple(
        Note(result="pending", mark="abc"[place], says=says, source=source, clause=clause)
        for place, (says, source, clause) in enumerate(ways[:3])
    )


Way = tuple[str, str, Link | None]


def _bold(case: Case, lead: str, rest: str) -> Markup:
    return Markup("<b>{}</b>{}{}").format(keep_days(lead), gap(case.visit), keep_days(rest))


def _notice(case: Case) -> Iterator[Way]:
    visit = case.visit
    by = answers_by(case)
    lead = visit.said("Notice is given.")
    if by is None:
        rest = visit.said("Nobody is asked first; the buyer pays and the trade can settle.")
    else:
        rest = visit.said(
            "{who} may take the shares until {last}; silence waives.",
            who=holders(visit, len(case.weights)),
            last=by[0],
        )
    if case.board is not None:
        rest += gap(visit) + visit.said("The board is asked at the same time, without a last day.")
    cite = case.refusal or case.board
    yield _bold(case, lead, rest), "", _clause(case, cite)


def _answers(case: Case) -> Iterator[Way]:
    """Return what follows if those who may still answer stay silent, or take all they may."""
    visit, trade = case.visit, case.trade
    by = answers_by(case)
    clause = _clause_of_notice(case)
    if not case.waits_for or by is None:
        lead = visit.said("The board consents.")
        yield _bold(case, lead, _outcome_of(case, case.takes({}))), "", _clause_of_consent(case)
        return
    board = visit.said("The board has yet to consent.") if case.consent_is_open else ""
    day = short_day(visit, by[0])
    silence = (
        visit.said("Nobody else takes by {day}.", day=day)
        if any(taken_pieces(case))
        else visit.said("Nobody takes by {day}.", day=day)
    )
    yield _bold(case, silence, _joined(case, _outcome_of(case, case.takes({})), board)), "", clause
    everybody = case.takes(dict.fromkeys(case.waits_for, trade.units))
    lead = visit.said("All who are left take what they may.")
    yield _bold(case, lead, _joined(case, _outcome_of(case, everybody), board)), "", clause


def _outcome_of(case: Case, takes: dict[HolderId, int]) -> str:
    """Return who would get how much, and what becomes of the buyer's cash."""
    visit, trade = case.visit, case.trade
    stock_class = trade.stock_class
    left = case.shares(takes).get(trade.buyer, 0)
    buyer = holder_name(visit, trade.buyer)
    if not takes:
        return visit.said(
            "All {units} go to {buyer} for {cost}.",
            units=quantity(visit, trade.units, stock_class),
            buyer=buyer,
            cost=case.cost(trade.units),
        )
    taken = trade.units - left
    takers = visit.said("Holders get {taken}.", taken=quantity(visit, taken, stock_class))
    if case.sees_answers and len(takes) <= 3:
        named = [
            f"{holder_name(visit, one)} {units(visit, count, stock_class)}"
            for one, count in takes.items()
        ]
        takers = listed(visit, named) + visit.either("。", ".")
    if not left:
        back = visit.said(
            "{buyer} is displaced, and its {cost} are free again.",
            buyer=buyer,
            cost=case.cost(trade.units),
        )
        return _joined(case, takers, back)
    rest = visit.said(
        "{buyer} gets {left} for {cost}; {back} of its cash is free again.",
        buyer=buyer,
        left=quantity(visit, left, stock_class),
        cost=case.cost(left),
        back=case.cost(trade.units) - case.cost(left),
    )
    return _joined(case, takers, rest)


def _fails(case: Case) -> Way:
    visit = case.visit
    if case.consent_is_open:
        lead = visit.said(
            "The board refuses, or {day} passes.", day=short_day(visit, case.long_stop_on)
        )
    else:
        lead = visit.said("{day} passes.", day=short_day(visit, case.long_stop_on))
    return _bold(case, lead, _released(case)), "", _closing(case)


def _released(case: Case) -> str:
    return case.visit.said("Both legs are released: cash back in full, lots free again.")


def _expires(case: Case) -> Way:
    visit = case.visit
    lead = visit.said("{day} passes.", day=short_day(visit, case.long_stop_on))
    return _bold(case, lead, _released(case)), "", _closing(case)


def _withdraws(case: Case) -> Iterator[Way]:
    visit = case.visit
    if case.closing.withdrawal:
        lead = visit.said("The seller withdraws.")
        yield _bold(case, lead, _released(case)), "", _closing(case)
    else:
        lead = visit.said("The seller is bound.")
        rest = visit.said("Only the long stop or a default ends the trade.")
        yield _bold(case, lead, rest), "", _closing(case)


def _settles(case: Case) -> Way:
    visit = case.visit
    cash = Money(sum(part.due for part in case.state.parts), case.currency)
    rest = visit.said(
        "{gets} to the seller, {fee} to this market, {lots} shares to those who buy.",
        gets=cash - part_of(cash, case.trade.fee_bps),
        fee=part_of(cash, case.trade.fee_bps),
        lots=quantity(visit, case.trade.units, case.trade.stock_class),
    )
    lead = visit.said(
        "The operator settles by {day}.",
        day=short_day(visit, case.state.through or case.long_stop_on),
    )
    return _bold(case, lead, rest), "", None


def _outcome(case: Case) -> Note:
    visit, state = case.visit, case.state
    if state.stage == "settled":
        says = visit.said("The trade is settled. It cannot be undone.")
        return Note(result="pass", says=says)
    says = visit.said(
        "The trade is over, and both legs were released. Reason: {reason}",
        reason=visit.show(state.reason),
    )
    return Note(result="block", says=says)


def _joined(case: Case, *said: str) -> str:
    return gap(case.visit).join(one for one in said if one)


def _clause(case: Case, cite: Cite | None) -> Link | None:
    if cite is None:
        return None
    return _rule(case, cite.clause.rule)


def _rule(case: Case, rule: str) -> Link:
    return rule_link(case.visit, case.issuer, rule)


def _clause_of_notice(case: Case) -> Link | None:
    return None if case.notice is None else _rule(case, case.notice.given.rule)


def _clause_of_consent(case: Case) -> Link | None:
    return None if case.consent is None else _rule(case, case.consent.asked.rule)


def _closing(case: Case) -> Link:
    return _rule(case, case.closing.rule)


def attached_to(case: Case) -> tuple[Note, ...]:
    """Return what stays with what is bought: the terms' lock-up, and what the lots carry along."""
    settled = case.reached("settled")
    on = last_day_of(settled, case.zone) if settled else case.visit.today(case.zone)
    return tuple(dict.fromkeys([*_locked(case, on), *_carried(case, on)]))


def _locked(case: Case, on: date) -> Iterator[Note]:
    visit = case.visit
    for adopted in visit.books.agreements.in_force(case.trade.issuer, on):
        for clause in adopted.content.lock_up:
            days = clause.days_after_acquisition
            if days is not None:
                says = visit.said(
                    "No sale for {days} days: settled on {on}, not before {free}.",
                    days=days,
                    on=on,
                    free=on + timedelta(days=days + 1),
                )
                source = visit.show(clause.cited)
                yield Note(
                    result="attach", says=says, source=source, clause=_rule(case, clause.rule)
                )


def _carried(case: Case, on: date) -> Iterator[Note]:
    visit = case.visit
    for security, _ in case.trade.lots:
        for one in visit.books.register.securities[security].stock.restrictions:
            if one.units is None and one.binds_on(on):
                until = visit.show(one.locked_through) if one.locked_through else ""
                link = _rule(case, one.rule)
                yield Note(result="attach", says=one.source, until=until, clause=link)


def fee_of(case: Case) -> Money:
    """Return the fee the seller owes as things stand."""
    return part_of(price_of(case), case.trade.fee_bps)


def price_of(case: Case) -> Money:
    """Return what all buyers together pay as things stand."""
    if case.state.parts:
        return Money(sum(part.due for part in case.state.parts), case.currency)
    shares = case.shares(case.takes({}))
    return Money(sum(case.cost(count).minor for count in shares.values()), case.currency)
