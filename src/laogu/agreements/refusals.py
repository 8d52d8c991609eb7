"""The ways agreements say no."""

from datetime import date, datetime

from laogu.basics import Bilingual, Conflict, InvalidInput, NotFound, Refusal


class TermsUnreadable(InvalidInput):
    """A file of terms is not TOML, or not in the shape of terms."""

    code = "agreements.terms_unreadable"
    what = "These terms cannot be read."
    why = "The file says: {reason}"
    fix = "Compare it with the example terms, and correct the place that is named."
    field = "text"
    reason: str


class TermsAlreadyBind(Conflict):
    """The same version of the same terms is already adopted."""

    code = "agreements.terms_already_bind"
    what = "Version {version} of {id} is already adopted."
    why = "Terms are adopted once; a change is a new version."
    fix = "Raise the version in the file, and adopt that."
    field = "text"
    id: str
    version: str


class NoNotice(NotFound):
    """No notice asked anybody in this trade."""

    code = "agreements.no_notice"
    what = "Nobody has been asked about trade {trade}."
    why = "No notice was given yet, or nobody had to be asked first for this sale."
    fix = "Look at the trade: where it is only matched, give notice; else no answer is needed."
    field = "trade"
    trade: str


class NotAsked(Refusal):
    """Somebody answers who was not asked."""

    code = "agreements.not_asked"
    what = "This holder was not asked about trade {trade}."
    why = "The notice under {clause} went to those who held the class on {on}."
    fix = "Only those who were asked can answer; see the trade's page for who they are."
    field = "holder"
    trade: str
    clause: Bilingual
    on: date


class AlreadyAnswered(Conflict):
    """Somebody answers a second time."""

    code = "agreements.already_answered"
    what = "This was already answered: {answer}."
    why = "An answer to a notice binds; it cannot be changed."
    fix = "Nothing is left to do."
    answer: str


class NoticeOver(Refusal):
    """An answer comes after the last day."""

    code = "agreements.notice_over"
    what = "The time to answer is over."
    why = "Under {clause}, the last day was {last_day}; silence until then waived the right."
    fix = "Nothing is left to do: the sale goes on without you."
    clause: Bilingual
    last_day: date


class PartNotEnough(Refusal):
    """Less than the full share is taken where the terms allow only all of it."""

    code = "agreements.part_not_enough"
    what = "{taken} is only a part of what is offered."
    why = "Under {clause}, the right is exercised for all {offered}, or not at all."
    fix = "Take {offered}, or waive."
    field = "quantity"
    taken: str
    clause: Bilingual
    offered: str


class NoticeStillRunning(Refusal):
    """The sale was to go on before everybody who is asked first had answered."""

    code = "agreements.notice_still_running"
    what = "This trade cannot settle yet."
    why = "Holders may still take the shares under {clause} until {ends_at}."
    fix = "Wait for their answers or until that time."
    clause: Bilingual
    ends_at: datetime


class ConsentMissing(Refusal):
    """The sale was to go on without a consent that it needs."""

    code = "agreements.consent_missing"
    what = "This trade cannot settle yet."
    why = "Under {clause}, the {giver} must consent, and has not answered; silence is not consent."
    fix = "Ask the {giver} for its decision."
    clause: Bilingual
    giver: str


class NothingToConsent(NotFound):
    """No consent is being waited for."""

    code = "agreements.nothing_to_consent"
    what = "No consent of the {giver} is open for trade {trade}."
    why = "It was never needed, or it has been given or refused."
    fix = "Look at the trade's page for what it waits for."
    field = "trade"
    giver: str
    trade: str


class CalendarUnknown(NotFound):
    """Terms name a calendar that was not adopted."""

    code = "agreements.calendar_unknown"
    what = "There is no calendar {calendar} in this market."
    why = "The terms move a last day at rest by this calendar, so its rest days must be known."
    fix = "Adopt the calendar first."
    calendar: str
