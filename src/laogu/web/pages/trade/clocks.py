"""The clocks of a trade: first refusal, the board's consent, the long stop."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from laogu.agreements import FirstRefusal, Notice
from laogu.web.clocks import Clock, draw_clocks
from laogu.web.drawing import Drawing
from laogu.web.pages.trade.case import Case, answers_by
from laogu.web.pages.writing import last_day_of, left, quantity, short_day

WIDE, NARROW = 832, 358
SOON = timedelta(minutes=1)


def drawn_clocks(case: Case) -> tuple[Drawing, Drawing]:
    """Return the clocks twice: for a wide page and for a narrow one."""
    visit = case.visit
    clocks = tuple(clocks_of(case))
    today = visit.said("Today, {day}", day=short_day(visit, visit.today(case.zone)))
    parts = [f"{one.name}: {one.says}" for one in clocks]
    wide, narrow = (
        draw_clocks(
            clocks,
            now=visit.now,
            lang=visit.lang,
            today=today,
            says=visit.either("；", "; ").join(parts),
            width=width,
        )
        for width in (WIDE, NARROW)
    )
    return wide, narrow


def clocks_of(case: Case) -> Iterator[Clock]:
    """Return the clocks in the order in which they begin."""
    yield from _first_refusal(case)
    yield from _consent(case)
    yield _long_stop(case)


def _first_refusal(case: Case) -> Iterator[Clock]:
    by = answers_by(case)
    if by is None:
        return
    visit, notice = case.visit, case.notice
    name = visit.said("Holders may take")
    if notice is None:
        assert case.refusal is not None, "somebody would be asked"
        right = case.refusal.clause
        days = right.days if isinstance(right, FirstRefusal) else 0
        if not case.is_over:
            yield Clock(
                name=name,
                under=visit.said("{days}-day clock from notice", days=days),
                says=visit.said("once notice is given"),
                starts_at=visit.now + SOON,
                ends_at=by[1],
            )
        return
    days = (by[0] - notice.given.effective_on).days
    over_at = _over_at(case)
    answered_at = max((one.at for one in notice.replies.values()), default=None)
    stopped = over_at if notice.waits_for else answered_at
    yield Clock(
        name=name,
        under=visit.said("{days}-day clock from notice", days=days),
        says=_said_of_notice(case, notice, by[1]),
        starts_at=notice.given_at,
        ends_at=by[1],
        stopped_at=min(stopped, by[1]) if stopped is not None else None,
    )


def _said_of_notice(case: Case, notice: Notice, ends_at: datetime) -> str:
    visit = case.visit
    taken = sum(notice.taken().values())
    if not notice.waits_for:
        if not taken:
            return visit.said("nobody took")
        return visit.said("{units} asked for", units=quantity(visit, taken, case.trade.stock_class))
    if case.is_over:
        return visit.said("the trade ended")
    return visit.said("{time} left", time=left(visit, ends_at))


def _consent(case: Case) -> Iterator[Clock]:
    visit, consent = case.visit, case.consent
    name = visit.said("Board consents")
    under = visit.said("no clock; silence is not consent")
    if consent is None:
        if case.board is not None and not case.is_over:
            says = visit.said("no last day")
            starts = visit.now + SOON
            yield Clock(name=name, under=under, says=says, starts_at=starts, ends_at=None)
        return
    if consent.answered_at is not None:
        day = short_day(visit, last_day_of(consent.answered_at, case.zone))
        is_given = consent.answer == "given"
        given, refused = (
            visit.said("consented on {day}", day=day),
            visit.said("refused on {day}", day=day),
        )
        says = given if is_given else refused
    else:
        says = visit.said("the trade ended") if case.is_over else visit.said("no last day")
    yield Clock(
        name=name,
        under=under,
        says=says,
        starts_at=consent.asked_at,
        ends_at=None,
        stopped_at=consent.answered_at or _over_at(case),
    )


def _long_stop(case: Case) -> Clock:
    visit, trade = case.visit, case.trade
    agreed = case.reached("matched") or visit.now
    days = (trade.long_stop_at - agreed).days
    stop = short_day(visit, case.long_stop_on)
    over_at = _over_at(case)
    cleared = case.reached("cleared")
    by = answers_by(case)
    waits_until = by[1] if by is not None and not case.is_over else visit.now + SOON
    starts = cleared or (agreed if case.is_over else min(waits_until, trade.long_stop_at - SOON))
    if case.state.stage == "settled":
        settled = case.reached("settled") or visit.now
        day = short_day(visit, last_day_of(settled, case.zone))
        says = visit.said("settled on {day}", day=day)
    elif case.is_over:
        says = visit.said("the trade ended")
    else:
        says = visit.said("long stop {day}", day=stop)
    return Clock(
        name=visit.said("Sale may settle"),
        under=visit.said("{days}-day clock from agreement", days=days),
        says=says,
        starts_at=starts,
        ends_at=trade.long_stop_at,
        stopped_at=over_at,
    )


def _over_at(case: Case) -> datetime | None:
    return case.reached(case.state.stage) if case.is_over else None
