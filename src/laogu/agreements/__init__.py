"""Agreements: what was agreed and answered.

Always true: terms bind by an entry that names their text's hash and the day; a first refusal has a
clock and silence waives it; a consent has none, and silence is never consent.
"""

from laogu.agreements.events import (
    AgreementsEvent,
    CalendarAdopted,
    ConsentAsked,
    ConsentGiven,
    ConsentRefused,
    HolderElected,
    HolderWaived,
    NoticeGiven,
    RightHolder,
    RulebookAdopted,
    SilenceWaived,
    TermsAdopted,
)
from laogu.agreements.refusals import (
    AlreadyAnswered,
    CalendarUnknown,
    ConsentMissing,
    NoNotice,
    NotAsked,
    NothingToConsent,
    NoticeOver,
    NoticeStillRunning,
    PartNotEnough,
    TermsAlreadyBind,
    TermsUnreadable,
)
from laogu.agreements.rules import check_part, last_day_to_answer, open_consent, open_notice
from laogu.agreements.state import Agreements, ConsentState, Notice, Reply
from laogu.agreements.terms import (
    Cited,
    Clause,
    Closing,
    Consent,
    FirstRefusal,
    HolderCap,
    Layer,
    LockUp,
    Mechanism,
    Terms,
    read_rulebook,
    read_terms,
)

__all__ = [
    "Agreements", "AgreementsEvent", "AlreadyAnswered", "CalendarAdopted", "CalendarUnknown",
    "Cited", "Clause", "Closing", "Consent", "ConsentAsked", "ConsentGiven", "ConsentMissing",
    "ConsentRefused", "ConsentState", "FirstRefusal", "HolderCap", "HolderElected", "HolderWaived",
    "Layer", "LockUp", "Mechanism", "NoNotice", "NotAsked", "NothingToConsent", "Notice",
    "NoticeGiven", "NoticeOver", "NoticeStillRunning", "PartNotEnough", "Reply", "RightHolder",
    "RulebookAdopted", "SilenceWaived", "Terms", "TermsAdopted", "TermsAlreadyBind",
    "TermsUnreadable", "check_part", "last_day_to_answer", "open_consent", "open_notice",
    "read_rulebook", "read_terms",
]  # fmt: skip
