"""Convertibles and warrants: safes, notes, rights to buy shares, and what became of them.

Always true: what a convertible was issued for is what converted, ended or moved, and what is left
of it in a new one; a warrant is never exercised for more shares than it is for.
"""

from laogu.register.convertibles.ending import expired, expires_at
from laogu.register.convertibles.events import (
    ConvertibleAccepted,
    ConvertibleConverted,
    ConvertibleEnded,
    ConvertibleEndedBy,
    ConvertibleIssued,
    ConvertiblesEvent,
    WarrantAccepted,
    WarrantEnded,
    WarrantEndedBy,
    WarrantExercised,
    WarrantIssued,
    WarrantPaidBy,
)
from laogu.register.convertibles.promises import check_convertible, check_warrant
from laogu.register.convertibles.refusals import (
    AcceptedBefore,
    ConvertibleUnknown,
    LabelTaken,
    MoreThanItIsFor,
    MoreThanOutstanding,
    NotExercisable,
    TermsUnclear,
    TooFewForAShare,
    WarrantExpired,
    WarrantUnknown,
)
from laogu.register.convertibles.rules import (
    EXACTLY,
    check_terms,
    end_convertible,
    end_warrant,
    exercisable,
    free_label,
    living_convertible,
    living_warrant,
    mechanism_of,
    warrant_to_exercise,
)
from laogu.register.convertibles.state import (
    Accepted,
    Convertible,
    ConvertibleEnd,
    Convertibles,
    Warrant,
    WarrantEnd,
)
from laogu.register.convertibles.terms import (
    ConversionTrigger,
    ConvertibleKind,
    ConvertsBy,
    Exemption,
    IssuedConvertible,
    IssuedWarrant,
    QuantitySource,
    TriggerKind,
)
from laogu.register.convertibles.views import StandingWarrant, convertibles_on, warrants_on

__all__ = [
    "EXACTLY", "Accepted", "AcceptedBefore", "ConversionTrigger", "Convertible",
    "ConvertibleAccepted", "ConvertibleConverted", "ConvertibleEnd", "ConvertibleEnded",
    "ConvertibleEndedBy", "ConvertibleIssued", "ConvertibleKind", "ConvertibleUnknown",
    "Convertibles", "ConvertiblesEvent", "ConvertsBy", "Exemption", "IssuedConvertible",
    "IssuedWarrant", "LabelTaken", "MoreThanItIsFor", "MoreThanOutstanding", "NotExercisable",
    "QuantitySource", "StandingWarrant", "TermsUnclear", "TooFewForAShare", "TriggerKind",
    "Warrant", "WarrantAccepted", "WarrantEnd", "WarrantEnded", "WarrantEndedBy",
    "WarrantExercised", "WarrantExpired", "WarrantIssued", "WarrantPaidBy", "WarrantUnknown",
    "check_convertible", "check_terms", "check_warrant", "convertibles_on", "end_convertible",
    "end_warrant", "exercisable", "expired", "expires_at", "free_label", "living_convertible",
    "living_warrant", "mechanism_of", "warrant_to_exercise", "warrants_on",
]  # fmt: skip
