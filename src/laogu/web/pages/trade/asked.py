"""Who has been asked: stock held, what each may take, took and answered, what silence means."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.agreements import Reply
from laogu.basics import HolderId
from laogu.rights import allocate
from laogu.web.pages.trade.case import Case, answers_by
from laogu.web.pages.writing import clock_time, holder_name, holders, short_day, units


class AskedRow(Struct, frozen=True, kw_only=True):
    """One who is asked. took: None: not answered. answered, silence: in words.

    waits: whether an answer is still open.
    """

    name: str
    held: str
    may_take: str
    took: str | None
    answered: str
    silence: str
    waits: bool = False
    is_mine: bool = False


class Asked(Struct, frozen=True, kw_only=True):
    """Everybody who is asked. withheld: what is not shown to who looks; blank: nothing."""

    rows: tuple[AskedRow, ...]
    held: str
    took: str
    note: str
    withheld: str = ""


def asked_of(case: Case) -> Asked | None:
    """Return who is, or would be, asked first; None: nobody."""
    weights = case.weights
    if not weights:
        return None
    visit, trade = case.visit, case.trade
    sight = visit.sight
    everybody = dict.fromkeys(weights, trade.units)
    shares = allocate(trade.units, everybody, weights, partial="allowed")
    largest = sorted(weights, key=lambda one: (-weights[one], one))
    shown = [one for one in largest if case.sees_answers or sight.holds("act", one)]
    taken = sum(case.notice.taken().values()) if case.notice is not None else 0
    return Asked(
        rows=tuple(_row(case, one, shares, sight.holds("act", one)) for one in shown),
        held=units(visit, sum(weights.values()), trade.stock_class),
        took=units(visit, taken, trade.stock_class),
        note=_note(case, len(weights)),
        withheld=_withheld(case, len(weights) - len(shown), others=bool(shown)),
    )


def _row(case: Case, holder: HolderId, shares: dict[HolderId, int], is_mine: bool) -> AskedRow:
    visit, trade = case.visit, case.trade
    reply = case.notice.replies.get(holder) if case.notice is not None else None
    waits = holder in case.waits_for
    return AskedRow(
        name=holder_name(visit, holder),
        held=units(visit, case.weights[holder], trade.stock_class),
        may_take=units(visit, shares.get(holder, 0), trade.stock_class),
        took=None if reply is None else units(visit, reply.units, trade.stock_class),
        answered=_answered(case, reply, waits=waits),
        silence=visit.said("lets it go") if waits or case.notice is None else "",
        waits=waits,
        is_mine=is_mine and waits,
    )


def _answered(case: Case, reply: Reply | None, *, waits: bool) -> str:
    visit = case.visit
    by = answers_by(case)
    if reply is None:
        if case.notice is None:
            return visit.said("not yet asked")
        if not waits:
            return visit.said("not answered")
        return visit.said("by {day}", day=short_day(visit, by[0])) if by is not None else ""
    if reply.answer == "silent":
        return visit.said("silent, so let go")
    at = clock_time(visit, reply.at, case.zone)
    if reply.answer == "waived":
        return visit.said("let it go, {at}", at=at)
    return at


def _note(case: Case, count: int) -> str:
    visit = case.visit
    if case.partial == "refused":
        return visit.said("{who}; all that is offered, or nothing", who=holders(visit, count))
    return visit.said(
        "{who}; may take is the share by stock held if everybody takes, and up to all where not",
        who=holders(visit, count),
    )


def _withheld(case: Case, hidden: int, *, others: bool) -> str:
    if not hidden:
        return ""
    if case.notice is None:
        return case.visit.said(
            "To be asked: {who}. Their names and answers are shown to the seller, the issuer and"
            " the operator.",
            who=holders(case.visit, hidden),
        )
    if not others:
        return case.visit.said(
            "Asked: {who}. Their names and answers are shown to the seller, the issuer and the"
            " operator.",
            who=holders(case.visit, hidden),
        )
    return case.visit.said(
        "Also asked: {who}. Their names and answers are shown to the seller, the issuer and the"
        " operator.",
        who=holders(case.visit, hidden),
    )


def taken_pieces(case: Case) -> Iterator[tuple[HolderId, int]]:
    """Return who gets how much first as things stand, by what was answered."""
    parts = {part.holder: part.units for part in case.state.parts}
    takes = parts or case.takes({})
    for holder, count in takes.items():
        if holder != case.trade.buyer:
            yield holder, count
