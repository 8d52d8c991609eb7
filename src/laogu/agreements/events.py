"""What can have been agreed and answered."""

from datetime import date, datetime

from msgspec import Struct

from laogu.agreements.terms import Terms
from laogu.basics import Bilingual, Calendar, Event, HolderId, IssuerId, TermsId, TradeId


class TermsAdopted(Event, frozen=True, kw_only=True, tag="agreements.terms_adopted.1"):
    """Terms bind an issuer's transfers from the day this is effective.

    document: SHA-256 of the file's bytes, which are kept; `content` is what they were read as, so
    that a decision made under them can be made again.
    """

    terms: TermsId
    issuer: IssuerId
    document: str
    content: Terms


class RulebookAdopted(Event, frozen=True, kw_only=True, tag="agreements.rulebook_adopted.1"):
    """A rulebook says, from the day this is effective, in which ways shares may find a buyer.

    issuer: whose shares it is about; None: everybody's in this market, where an issuer has none of
    its own. document: SHA-256 of the file's bytes, which are kept; `content` as it was read.
    """

    rulebook: TermsId
    issuer: IssuerId | None
    document: str
    content: Terms


class CalendarAdopted(Event, frozen=True, kw_only=True, tag="agreements.calendar_adopted.1"):
    """The rest days of some years are known; the same name again replaces the earlier."""

    calendar: Calendar


class RightHolder(Struct, frozen=True, gc=False):
    """Somebody who is asked first, and the weight of its claim: units held on the day."""

    holder: HolderId
    weight: int


class NoticeGiven(Event, frozen=True, kw_only=True, tag="agreements.notice_given.1"):
    """Those who may take the shares first were asked, with everything they need to decide.

    units, price, payment_method, term: the terms of the sale, the same for whoever takes.
    last_day: the last day to answer; ends_at: the moment that day is over. Receipt is the day of
    the notice, because it is given here.
    """

    trade: TradeId
    issuer: IssuerId
    rule: str
    clause: str
    asked: tuple[RightHolder, ...]
    units: int
    price: str
    payment_method: str
    term: str
    last_day: date
    ends_at: datetime
    partial: str
    clause_zh: str | None = None

    @property
    def cited(self) -> Bilingual:
        """The clause under which they were asked, for a reader of either language."""
        return Bilingual(self.clause, self.clause_zh)


class HolderElected(Event, frozen=True, kw_only=True, tag="agreements.holder_elected.1"):
    """Somebody who was asked takes `units` of what is offered."""

    trade: TradeId
    holder: HolderId
    units: int


class HolderWaived(Event, frozen=True, kw_only=True, tag="agreements.holder_waived.1"):
    """Somebody who was asked lets the right go."""

    trade: TradeId
    holder: HolderId


class SilenceWaived(Event, frozen=True, kw_only=True, tag="agreements.silence_waived.1"):
    """The last day passed, and these had not answered."""

    trade: TradeId
    holders: tuple[HolderId, ...]


class ConsentAsked(Event, frozen=True, kw_only=True, tag="agreements.consent_asked.1"):
    """Somebody must say yes before the sale can go on; there is no clock."""

    trade: TradeId
    issuer: IssuerId
    giver: str
    rule: str
    clause: str
    clause_zh: str | None = None

    @property
    def cited(self) -> Bilingual:
        """The clause that wants the consent, for a reader of either language."""
        return Bilingual(self.clause, self.clause_zh)


class ConsentGiven(Event, frozen=True, kw_only=True, tag="agreements.consent_given.1"):
    """Who had to say yes said yes."""

    trade: TradeId
    giver: str


class ConsentRefused(Event, frozen=True, kw_only=True, tag="agreements.consent_refused.1"):
    """Who had to say yes said no, and why."""

    trade: TradeId
    giver: str
    reason: str


AgreementsEvent = (
    TermsAdopted
    | RulebookAdopted
    | CalendarAdopted
    | NoticeGiven
    | HolderElected
    | HolderWaived
    | SilenceWaived
    | ConsentAsked
    | ConsentGiven
    | ConsentRefused
)
