"""Operations: one file for each thing a person can ask for; where the books meet.

Always true: deciding is a pure function of books, request and circumstances; it may refuse, and it
changes nothing.
"""

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.clock.fire import RINGING, Alarm, alarms, all_alarms, fire
from laogu.operations.convertible.issue import LaterRate
from laogu.operations.convertible.load import LoadConvertibles
from laogu.operations.convertible.looking import papers_found
from laogu.operations.convertible.rows import PaperKind, PaperRow
from laogu.operations.grant.brought import Brought
from laogu.operations.grant.ending import calendar_for
from laogu.operations.grant.issue import InstalmentRow
from laogu.operations.grant.load import LoadGrants, WarningsUnseen
from laogu.operations.grant.looking import ledger_found
from laogu.operations.grant.rows import GrantRow
from laogu.operations.grant.value import GrantValue, value_of
from laogu.operations.grant.windows import WindowRow
from laogu.operations.holder.windows import GrantNow, GrantsFound, grants_found
from laogu.operations.inbox import Waiting, waiting
from laogu.operations.issuer.anchors import AnchorsFound
from laogu.operations.issuer.mark import mark_of
from laogu.operations.issuer.marks import MarksFound, marks_of
from laogu.operations.issuer.register import RegisterIssuer
from laogu.operations.market.index import IndexesFound, free_units, indexes_of
from laogu.operations.offer.post import PostOffer
from laogu.operations.offer.post_all import CannotPostAll, PostOffers
from laogu.operations.order.place import PlaceOrder
from laogu.operations.order.place_all import CannotPlaceAll, PlaceOrders
from laogu.operations.refusals import (
    ActedFor,
    BuyerNotNamed,
    CashThere,
    ClassNotStill,
    LabelsMissing,
    LoadTouched,
    MayNotTransfer,
    NotADigest,
    NotAPart,
    NotKnownYet,
    NoWithdrawal,
    OneHolding,
    OnlyFewerFree,
    OverUnknown,
    PriceMissing,
    StillEncumbered,
    StillOperates,
    StillPromised,
    ThroughIsOver,
    WayClosed,
)
from laogu.operations.register.findings import rows_found
from laogu.operations.register.load import LoadRegister
from laogu.operations.register.rows import Lock, RegisterRow
from laogu.operations.register.take import TakeRegister
from laogu.operations.registry import OPERATIONS, QUESTIONS, Operation, Question
from laogu.operations.round.model import RoundModelled
from laogu.operations.sight import Sight
from laogu.operations.subjects import may_be_told, subjects_of
from laogu.operations.transferable import way_of
from laogu.operations.vesting.conditions import VestingCondition

__all__ = [
    "OPERATIONS", "QUESTIONS", "RINGING", "ActedFor", "Alarm", "AnchorsFound", "Asked", "Books",
    "Brought", "BuyerNotNamed", "CannotPlaceAll", "CannotPostAll", "CashThere", "ClassNotStill",
    "Event", "GrantNow", "GrantRow", "GrantValue", "GrantsFound", "IndexesFound", "InstalmentRow",
    "LabelsMissing", "LaterRate", "LoadConvertibles", "LoadGrants", "LoadRegister", "LoadTouched",
    "Lock",
    "MarksFound", "MayNotTransfer", "NoWithdrawal", "NotADigest", "NotAPart", "NotKnownYet",
    "OneHolding", "OnlyFewerFree", "Operation", "OverUnknown", "PaperKind", "PaperRow",
    "PlaceOrder", "PlaceOrders", "PostOffer", "PostOffers", "PriceMissing", "Question",
    "RegisterIssuer", "RegisterRow", "Request", "RoundModelled", "Sight", "StillEncumbered",
    "StillOperates", "StillPromised", "TakeRegister", "ThroughIsOver", "VestingCondition",
    "Waiting", "WarningsUnseen", "WayClosed", "WindowRow", "alarms", "all_alarms", "calendar_for",
    "fire", "free_units", "grants_found", "indexes_of", "ledger_found", "mark_of", "marks_of",
    "may_be_told", "papers_found", "rows_found", "subjects_of", "value_of", "waiting", "way_of",
]  # fmt: skip
