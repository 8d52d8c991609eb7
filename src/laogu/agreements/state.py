"""How agreements and answers stand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.agreements.events import (
    AgreementsEvent,
    CalendarAdopted,
    ConsentAsked,
    ConsentGiven,
    ConsentRefused,
    HolderElected,
    HolderWaived,
    NoticeGiven,
    RulebookAdopted,
    SilenceWaived,
    TermsAdopted,
)
from laogu.basics import Calendar, HolderId, IssuerId, Table, TermsId, TradeId, Undo


class Reply(Struct, frozen=True, kw_only=True):
    """What somebody who was asked said, and when; units above zero only for `elected`."""

    answer: Literal["elected", "waived", "silent"]
    units: int
    at: datetime


class Notice(Struct, frozen=True, kw_only=True):
    """A notice and the replies so far."""

    given: NoticeGiven
    given_at: datetime
    replies: dict[HolderId, Reply]

    @property
    def waits_for(self) -> tuple[HolderId, ...]:
        """Those who were asked and have not answered."""
        return tuple(one.holder for one in self.given.asked if one.holder not in self.replies)

    def taken(self) -> dict[HolderId, int]:
        """Return the units each taker asked for, in the order they were asked."""
        return {
            one.holder: self.replies[one.holder].units
            for one in self.given.asked
            if one.holder in self.replies and self.replies[one.holder].units
        }


class ConsentState(Struct, frozen=True, kw_only=True):
    """A consent that a trade needs; `answer` is None while it is open."""

    asked: ConsentAsked
    asked_at: datetime
    answer: Literal["given", "refused"] | None = None
    reason: str | None = None
    answered_at: datetime | None = None


class Agreements:
    """What was agreed, and what was answered."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "terms": dict[TermsId, TermsAdopted],
        "rulebooks": dict[TermsId, RulebookAdopted],
        "calendars": dict[str, Calendar],
        "notices": dict[TradeId, Notice],
        "consents": dict[TradeId, ConsentState],
    }

    def __init__(self, undo: Undo) -> None:
        self.terms: Table[TermsId, TermsAdopted] = Table(undo)
        self.rulebooks: Table[TermsId, RulebookAdopted] = Table(undo)
        self.calendars: Table[str, Calendar] = Table(undo)
        self.notices: Table[TradeId, Notice] = Table(undo)
        self.consents: Table[TradeId, ConsentState] = Table(undo)
        # What follows from the tables above.
        self.terms_of: Table[IssuerId, tuple[TermsId, ...]] = Table(undo)
        self.rulebooks_of: Table[IssuerId | None, tuple[TermsId, ...]] = Table(undo)

    def apply(self, event: AgreementsEvent, recorded_at: datetime) -> None:
        """Take in what was agreed or answered."""
        match event:
            case TermsAdopted():
                self.terms[event.terms] = event
                self._index(event)
            case RulebookAdopted():
                self.rulebooks[event.rulebook] = event
                self._index_rulebook(event)
            case CalendarAdopted():
                self.calendars[event.calendar.name] = event.calendar
            case NoticeGiven():
                self.notices[event.trade] = Notice(given=event, given_at=recorded_at, replies={})
            case HolderElected():
                elected = Reply(answer="elected", units=event.units, at=recorded_at)
                self._reply(event.trade, {event.holder: elected})
            case HolderWaived():
                waived = Reply(answer="waived", units=0, at=recorded_at)
                self._reply(event.trade, {event.holder: waived})
            case SilenceWaived():
                silent = Reply(answer="silent", units=0, at=recorded_at)
                self._reply(event.trade, dict.fromkeys(event.holders, silent))
            case ConsentAsked():
                self.consents[event.trade] = ConsentState(asked=event, asked_at=recorded_at)
            case ConsentGiven():
                self._consent(event.trade, "given", None, recorded_at)
            case ConsentRefused():
                self._consent(event.trade, "refused", event.reason, recorded_at)
            case _:
                assert_never(event)

    def in_force(self, issuer: IssuerId, on: date) -> tuple[TermsAdopted, ...]:
        """Return the terms that bind the issuer on a day: of each id the one adopted last."""
        latest: dict[str, TermsAdopted] = {}
        for one in self.terms_of.get(issuer, ()):
            adopted = self.terms[one]
            if adopted.effective_on <= on:
                latest[adopted.content.id] = adopted
        return tuple(latest.values())

    def rulebook_in_force(self, issuer: IssuerId, on: date) -> RulebookAdopted | None:
        """Return the rulebook that holds for an issuer on a day: its own, else the market's.

        None: neither was adopted by then, and the default of a market holds.
        """
        for whose in (issuer, None):
            for one in reversed(self.rulebooks_of.get(whose, ())):
                if self.rulebooks[one].effective_on <= on:
                    return self.rulebooks[one]
        return None

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        for adopted in self.terms.values():
            self._index(adopted)
        for rulebook in self.rulebooks.values():
            self._index_rulebook(rulebook)

    def _index(self, adopted: TermsAdopted) -> None:
        earlier = self.terms_of.get(adopted.issuer, ())
        ordered = sorted((*earlier, adopted.terms), key=lambda one: self.terms[one].effective_on)
        self.terms_of[adopted.issuer] = tuple(ordered)

    def _index_rulebook(self, adopted: RulebookAdopted) -> None:
        earlier = self.rulebooks_of.get(adopted.issuer, ())
        found = (*earlier, adopted.rulebook)
        ordered = sorted(found, key=lambda one: self.rulebooks[one].effective_on)
        self.rulebooks_of[adopted.issuer] = tuple(ordered)

    def _reply(self, trade: TradeId, replies: dict[HolderId, Reply]) -> None:
        notice = self.notices[trade]
        self.notices[trade] = replace(notice, replies={**notice.replies, **replies})

    def _consent(
        self,
        trade: TradeId,
        answer: Literal["given", "refused"],
        reason: str | None,
        at: datetime,
    ) -> None:
        self.consents[trade] = replace(
            self.consents[trade], answer=answer, reason=reason, answered_at=at
        )
