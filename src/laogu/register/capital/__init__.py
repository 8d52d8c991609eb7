"""Rights of stock classes, how many shares may be issued, and what is paid in on them.

Always true: what holds of a class on a day follows from what was stated, adjusted and split by
then; what is owed on a security goes with it, and nobody has paid in more than was subscribed.
"""

from laogu.register.capital.contributions import (
    GRACE_DAYS,
    Contribution,
    Payment,
    Transferor,
    latest_due,
)
from laogu.register.capital.events import (
    AntiDilution,
    CapitalEvent,
    Cause,
    ClassAuthorised,
    ClassEvent,
    ClassKind,
    ClassRights,
    ContributionPaid,
    ContributionSubscribed,
    ConversionRight,
    FractionPaid,
    IssuerAuthorised,
    IssuerEvent,
    IssuerFormChanged,
    Participation,
    Ratio,
    RatioAdjusted,
    Rounding,
    StockAccepted,
    StockClassDescribed,
    StockClassSplit,
)
from laogu.register.capital.in_words import terms_in_words
from laogu.register.capital.refusals import (
    AlreadyAccepted,
    BelowIssued,
    BeyondAuthorised,
    CapitalUnpaid,
    ConvertsIntoItself,
    DueTooLate,
    FormIsTheSame,
    LotsDiffer,
    NoConversionRight,
    NotADownRound,
    NotARatio,
    NotARight,
    NotAsIssued,
    NotSubscribed,
    NotYetForfeit,
    PaidTooMuch,
    PartsDoNotSum,
    RightIncomplete,
    SharesAboveNetWorth,
)
from laogu.register.capital.rules import (
    RightName,
    after_split,
    amount,
    per_share,
    rate,
    ratio,
    right_after,
    right_figure,
    rights_into,
)
from laogu.register.capital.splitting import (
    Left,
    as_fraction,
    in_lieu,
    left_of,
    price_times,
    ratio_of,
    ten_decimals,
    whole,
)
from laogu.register.capital.state import Accepted, Capital
from laogu.register.capital.terms import Dividends, Growth, Listing, Redemption
from laogu.register.capital.views import (
    UNSTATED,
    ClassStanding,
    class_events,
    class_standing,
    issuer_authorised,
    last_split_on,
    right_into,
)

__all__ = [
    "GRACE_DAYS", "UNSTATED", "Accepted", "AlreadyAccepted", "AntiDilution", "BelowIssued",
    "BeyondAuthorised", "Capital", "CapitalEvent", "CapitalUnpaid", "Cause", "ClassAuthorised",
    "ClassEvent", "ClassKind", "ClassRights", "ClassStanding", "Contribution", "ContributionPaid",
    "ContributionSubscribed", "ConversionRight", "ConvertsIntoItself", "Dividends", "DueTooLate",
    "FormIsTheSame", "FractionPaid", "Growth", "IssuerAuthorised", "IssuerEvent",
    "IssuerFormChanged", "Left", "Listing", "LotsDiffer", "NoConversionRight", "NotADownRound",
    "NotARatio", "NotARight", "NotAsIssued", "NotSubscribed", "NotYetForfeit", "PaidTooMuch",
    "Participation", "PartsDoNotSum", "Payment", "Ratio", "RatioAdjusted", "Redemption",
    "RightIncomplete", "RightName", "Rounding", "SharesAboveNetWorth", "StockAccepted",
    "StockClassDescribed", "StockClassSplit", "Transferor", "after_split", "amount", "as_fraction",
    "class_events", "class_standing", "in_lieu", "issuer_authorised", "last_split_on", "latest_due",
    "left_of", "per_share", "price_times", "rate", "ratio", "ratio_of", "right_after",
    "right_figure", "right_into", "rights_into", "ten_decimals", "terms_in_words", "whole",
]  # fmt: skip
