"""The stages of a trade in a word, and what a live one waits for."""

from laogu.market import Stage, TradeState
from laogu.web.pages.writing import last_day_of, zone_of_issuer
from laogu.web.visit import Visit


def stage_word(visit: Visit, stage: Stage) -> str:
    """Return a stage in a word."""
    word = visit.show(stage, of="stage")
    return word[:1].upper() + word[1:]


def waits_for(visit: Visit, state: TradeState) -> str:
    """Return what a trade waits for, in a few words; blank for one that is over."""
    agreements = visit.books.agreements
    zone = zone_of_issuer(visit, state.trade.issuer)
    if state.stage == "matched":
        return visit.said("waits for notice")
    if state.stage == "noticed":
        notice = agreements.notices.get(state.trade.trade)
        consent = agreements.consents.get(state.trade.trade)
        board = consent is not None and consent.answer is None
        if notice is not None and notice.waits_for:
            last = last_day_of(notice.given.ends_at, zone)
            if board:
                return visit.said("first refusal running until {last}; board asked", last=last)
            return visit.said("first refusal running until {last}", last=last)
        return visit.said("waits for the board")
    if state.stage in ("cleared", "funded"):
        return visit.said("waits for settlement, by {day}", day=state.through)
    return ""
