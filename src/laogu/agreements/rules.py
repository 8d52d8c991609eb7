"""What agreements allow: who may answer, until when, and for how much."""

from datetime import date, datetime

from laogu.agreements.events import ConsentAsked
from laogu.agreements.refusals import (
    AlreadyAnswered,
    CalendarUnknown,
    NoNotice,
    NotAsked,
    NothingToConsent,
    NoticeOver,
    PartNotEnough,
)
from laogu.agreements.state import Agreements, Notice
from laogu.agreements.terms import FirstRefusal
from laogu.basics import Calendar, HolderId, TradeId, last_day


def open_notice(
    agreements: Agreements, trade: TradeId, holder: HolderId, *, now: datetime
) -> Notice:
    """Return the notice that `holder` may still answer."""
    notice = agreements.notices.get(trade)
    if notice is None:
        raise NoNotice(trade=trade)
    given = notice.given
    if holder not in {one.holder for one in given.asked}:
        raise NotAsked(trade=trade, clause=given.cited, on=given.effective_on)
    reply = notice.replies.get(holder)
    if (reply is not None and reply.answer == "silent") or now >= given.ends_at:
        raise NoticeOver(clause=given.cited, last_day=given.last_day)
    if reply is not None:
        raise AlreadyAnswered(answer=reply.answer)
    return notice


def check_part(notice: Notice, units: int, *, taken: str, offered: str) -> None:
    """Refuse a part where the terms allow only all of what is offered."""
    if notice.given.partial == "refused" and units < notice.given.units:
        raise PartNotEnough(taken=taken, clause=notice.given.cited, offered=offered)


def open_consent(agreements: Agreements, trade: TradeId, giver: str) -> ConsentAsked:
    """Return the consent that `giver` is still asked for."""
    consent = agreements.consents.get(trade)
    if consent is None or consent.answer is not None or consent.asked.giver != giver:
        raise NothingToConsent(giver=giver, trade=trade)
    return consent.asked


def last_day_to_answer(
    agreements: Agreements, right: FirstRefusal, *, received_on: date
) -> tuple[date, Calendar | None]:
    """Return the last day to answer a notice received on a day, and the calendar that moved it."""
    if right.calendar is None:
        return last_day(received_on, right.days), None
    calendar = agreements.calendars.get(right.calendar)
    if calendar is None:
        raise CalendarUnknown(calendar=right.calendar)
    return last_day(received_on, right.days, calendar), calendar
