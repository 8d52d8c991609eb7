"""The life of a trade: every stage reached and to come, who is asked, and where it is written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from laogu.agreements import Reply
from laogu.basics import Money
from laogu.market import ENDED, Offer
from laogu.market import Stage as Reached
from laogu.web.pages.entries import entry_link
from laogu.web.pages.stages import stage_word
from laogu.web.pages.trade.case import Case, answers_by
from laogu.web.pages.writing import (
    clock_time,
    holder_name,
    holders,
    listed,
    quantity,
    sentences,
    units,
)
from laogu.web.shapes import Stage

GIVEN, REFUSED = "agreements.consent_given", "agreements.consent_refused"
SETTLED = "market.trade_settled"


def stages_of(case: Case) -> tuple[Stage, ...]:
    """Return the stages of a trade in their order; what an ended one never reached is lapsed."""
    asking = (*_notice(case), *_holders(case), *_board(case))
    return (*_before(case), *asking, *_after(case), *_end(case))


def _reached(case: Case, stage: Reached, says: str, **more: Any) -> Stage:
    """Return one of the stages that the market counts."""
    event = f"market.trade_{'ended' if stage in ENDED and stage != 'settled' else stage}"
    return _stage(case, stage_word(case.visit, stage), case.reached(stage), says, event, **more)


def _stage(
    case: Case, name: str, at: datetime | None, says: str, event: str, *, who: str = "",
    is_now: bool = False, when: str = "", lapsed: str = "",
) -> Stage:  # fmt: skip
    """Return a stage: reached at a moment, under way, to come, or lapsed with the trade.

    event:  what the tag of the event begins with that reached it.
    lapsed: what is still to be said of it where it never came to its end.
    """
    visit = case.visit
    if at is not None:
        state = "done"
        when = clock_time(visit, at, case.zone)
    elif case.is_over:
        state, says, who, when = "lapsed", lapsed, "", ""
    else:
        state = "now" if is_now else "to_come"
    return Stage(
        state=state,  # type: ignore[arg-type]
        name=name,
        when=when,
        says=says,
        who=who,
        entry=entry_link(visit, at, case.trade.trade, event),
    )


def _before(case: Case) -> Iterator[Stage]:
    visit, trade = case.visit, case.trade
    yield from _offered(case, case.offer) if case.offer is not None else _collected(case)
    met = {"price": trade.price, "cost": case.cost(trade.units)}
    if case.window is None:
        says = visit.said(
            "Agreed at {price} a share. {cost} of the buyer’s cash is promised to it.", **met
        )
    else:
        says = visit.said(
            "Cleared at {price} a share. {cost} of the buyer’s cash is promised to it.", **met
        )
    yield _reached(case, "matched", says, who=visit.said("Seller, buyer"))


def _offered(case: Case, given: Offer) -> Iterator[Stage]:
    visit, trade = case.visit, case.trade
    posted = visit.books.market.offers[given.answers or given.offer]
    facts = {
        "units": quantity(visit, posted.offer.units, trade.stock_class),
        "price": posted.offer.price,
    }
    yield Stage(
        state="done",
        name=visit.said("Placed"),
        when=clock_time(visit, posted.posted_at, case.zone),
        says=visit.said(
            "{units} offered at {price} a share; the lots are promised to it.", **facts
        ),
        who=visit.said("Seller"),
        entry=entry_link(visit, posted.posted_at, posted.offer.offer, "market.offer_posted"),
    )


def _collected(case: Case) -> Iterator[Stage]:
    """Return how a window came to its bell; whose orders met is not told, only who trades."""
    visit, state = case.visit, case.window
    if state is None:
        return
    opened = entry_link(visit, state.opened_at, state.window.window, "market.window_opened")
    yield Stage(
        state="done",
        name=visit.said("Placed"),
        when=clock_time(visit, state.opened_at, case.zone),
        says=visit.said(
            "Orders were collected in a window until {moment}, each with its lots or its cash.",
            moment=clock_time(visit, state.closes_at, case.zone),
        ),
        who=visit.said("Sellers, buyers"),
        entry=opened,
    )


def _notice(case: Case) -> Iterator[Stage]:
    visit = case.visit
    asked = len(case.weights)
    if case.notice is None and case.reached("noticed"):
        says = visit.said("Nobody has to be asked first.")
    elif case.notice is None:
        says = visit.said("Notice is to be given to {who}.", who=holders(visit, asked))
    else:
        says = visit.said(
            "Notice to {who}, received the same day; payment: {payment}.",
            who=holders(visit, asked),
            payment=_payment(case, case.notice.given.payment_method),
        )
    if not asked and not case.reached("noticed"):
        says = visit.said("Notice is to be given; no other holder is to be asked.")
    is_now = case.state.stage == "matched"
    who = visit.said("Seller, or the operator for it")
    yield _reached(case, "noticed", says, who=who, is_now=is_now)


def _payment(case: Case, written: str) -> str:
    """Return how is paid: what nobody changed, in the reader's language; else as it was written."""
    usual = "cash in escrow, paid at settlement"
    return case.visit.said("cash in escrow, paid at settlement") if written == usual else written


def _holders(case: Case) -> Iterator[Stage]:
    last = answers_by(case)
    if last is None:
        return
    visit = case.visit
    name = visit.said("Holders may take")
    if case.notice is None:
        says = visit.said("They may take the shares first, on the same terms; silence waives.")
        yield _stage(case, name, None, says, "", who=holders(case.visit, len(case.weights)))
        return
    replies = case.notice.replies
    answered_at = max((one.at for one in replies.values()), default=None)
    is_open = bool(case.notice.waits_for)
    waiting = visit.said(
        "Not yet answered: {who}; silence waives after {last}.",
        who=holders(visit, len(case.notice.waits_for)),
        last=last[0],
    )
    answered = _answered(case, list(replies.values()))
    says = sentences(visit, answered, waiting if is_open else "")
    day = (visit.today(case.zone) - case.notice.given.effective_on).days
    when = visit.said(
        "day {day} of {days}", day=day, days=(last[0] - case.notice.given.effective_on).days
    )
    yield _stage(
        case, name, None if is_open else answered_at, says, "agreements.", who=_who_is_asked(case),
        is_now=is_open, when=when, lapsed=answered,
    )  # fmt: skip


def _who_is_asked(case: Case) -> str:
    """Return who may still answer: by name where that may be seen and is short."""
    waits = case.waits_for
    if not waits:
        return holders(case.visit, len(case.weights))
    if case.sees_answers and len(waits) <= 2:
        return listed(case.visit, [holder_name(case.visit, one) for one in waits])
    return holders(case.visit, len(waits))


def _answered(case: Case, replies: list[Reply]) -> str:
    """Return how many took, let go or were silent."""
    visit = case.visit
    taken = [one for one in replies if one.answer == "elected"]
    parts = []
    if taken:
        parts.append(
            visit.said(
                "{units} asked for by {who}",
                who=holders(visit, len(taken)),
                units=quantity(visit, sum(one.units for one in taken), case.trade.stock_class),
            )
        )
    waived = sum(1 for one in replies if one.answer == "waived")
    silent = sum(1 for one in replies if one.answer == "silent")
    if waived:
        parts.append(visit.said("{who} let it go", who=holders(visit, waived)))
    if silent:
        parts.append(visit.said("{who} silent", who=holders(visit, silent)))
    return visit.either("，", ", ").join(parts) + visit.either("。", ".") if parts else ""


def _board(case: Case) -> Iterator[Stage]:
    visit = case.visit
    if case.consent is None and case.board is None:
        return
    name, who = visit.said("Board consents"), visit.said("the board")
    silence = visit.said("There is no last day; silence is not consent.")
    if case.consent is None:
        yield _stage(case, name, None, silence, "", who=who)
    elif case.consent.answer == "refused":
        says = visit.said("Refused: {reason}", reason=case.consent.reason or "")
        refused = visit.said("Board refused")
        yield _stage(case, refused, case.consent.answered_at, says, REFUSED, who=who)
    else:
        given = case.consent.answer == "given"
        says = visit.said("The board consented.") if given else silence
        yield _stage(
            case, name, case.consent.answered_at if given else None, says, GIVEN, who=who,
            is_now=not given, when=visit.said("no last day"),
        )  # fmt: skip


def _after(case: Case) -> Iterator[Stage]:
    visit, state = case.visit, case.state
    cost = Money(sum(part.due for part in state.parts) or case.cost(case.trade.units).minor,
                 case.currency)  # fmt: skip
    cleared = _parts(case) if state.parts else visit.said("Who buys how much is fixed.")
    yield _reached(case, "cleared", cleared,
                 who=visit.said("Nobody: it follows"))  # fmt: skip
    funded = visit.said("{cost} in escrow; what is not needed goes back.", cost=cost)
    yield _reached(case, "funded", funded,
                 who=visit.said("Nobody: it follows"))  # fmt: skip
    settled = visit.said("One entry moves cash and shares together; new lots are made.")
    by = visit.said("by {day}", day=state.through) if state.through else ""
    yield _reached(case, "settled", settled,
        who=visit.said("Operator"), is_now=state.stage == "funded", when=by,
    )  # fmt: skip
    printed = visit.said("Price and size go on the tape; names are withheld.")
    yield _stage(case, visit.said("Printed"), case.reached("settled"), printed, SETTLED,
                 who=visit.said("Nobody: it follows"))  # fmt: skip


def _parts(case: Case) -> str:
    """Return who buys how much: by name where that may be seen."""
    visit, trade = case.visit, case.trade
    buys = {part.holder: part.units for part in case.state.parts}
    if case.sees_answers:
        parts = [
            visit.either("{0} {1}", "{0} {1}").format(holder_name(visit, one),
                                                      units(visit, count, trade.stock_class))
            for one, count in buys.items()
        ]  # fmt: skip
        return listed(visit, parts) + visit.either("。", ".")
    rest = buys.get(trade.buyer, 0)
    return visit.said(
        "Holders take {taken}; {rest} go to the buyer.",
        taken=quantity(visit, trade.units - rest, trade.stock_class),
        rest=quantity(visit, rest, trade.stock_class),
    )


def _end(case: Case) -> Iterator[Stage]:
    visit, state = case.visit, case.state
    if not case.is_over or state.stage == "settled":
        return
    said = visit.said("Both legs were released. Reason: {reason}", reason=visit.show(state.reason))
    yield _reached(case, state.stage, said)
