"""Words that every book uses: cash, quantities, prices, days, identifiers, restrictions, errors.

Always true: nothing here knows a book; cash and quantities are whole numbers of a smallest unit.
"""

from laogu.basics.charges import Charge
from laogu.basics.days import (
    FIRST_DAY,
    LAST_DAY,
    Calendar,
    Moment,
    NotADay,
    UnknownZone,
    day,
    day_in,
    day_not_there,
    end_of,
    last_day,
    months_after,
    zone_of,
)
from laogu.basics.errors import (
    Conflict,
    Denied,
    Fault,
    Finding,
    InvalidInput,
    LaoguError,
    NotFound,
    Refusal,
    Remark,
    Unavailable,
    Where,
)
from laogu.basics.events import Event
from laogu.basics.identifiers import (
    EncumbranceId,
    FactId,
    HolderId,
    IdMaker,
    IssuerId,
    KeyId,
    LoadId,
    MandateId,
    NotAnIdentifier,
    NotARequestId,
    OfferId,
    OrderId,
    PaperId,
    PersonId,
    PlanId,
    SecurityId,
    StockClassId,
    TermsId,
    TradeId,
    VestingTermsId,
    WindowId,
    check_identifier,
    is_identifier,
    made_at_ms,
    request_id,
)
from laogu.basics.money import (
    CURRENCIES,
    Money,
    NotAnAmount,
    UnknownCurrency,
    check_currency,
    money,
    split,
)
from laogu.basics.names import LONGEST_NAME, LONGEST_TEXT, NotAName, hidden_in, name
from laogu.basics.personal import Name, Personal, commitment, salt_of
from laogu.basics.prices import (
    BetweenTicks,
    NotAPrice,
    Price,
    TooLarge,
    check_payable,
    cost,
    in_proportion,
    part_of,
    price,
    whole_step,
)
from laogu.basics.quantities import (
    LARGEST,
    MOST_DECIMALS,
    NotAFigure,
    NotAQuantity,
    figure,
    in_words,
    is_plain,
    steps,
    units,
)
from laogu.basics.restrictions import Restriction, Sure
from laogu.basics.tables import CUT, Columns, Piles, Shelves, Table, Undo, set_aside, take_up
from laogu.basics.ways import Way
from laogu.basics.words import ENGLISH, Bilingual, Said, Words, fill, said, say

__all__ = [
    "CURRENCIES", "CUT", "ENGLISH", "FIRST_DAY", "LARGEST", "LAST_DAY", "LONGEST_NAME",
    "LONGEST_TEXT", "MOST_DECIMALS", "BetweenTicks", "Bilingual", "Calendar", "Charge", "Columns",
    "Conflict", "Denied", "EncumbranceId", "Event", "FactId", "Fault", "Finding", "HolderId",
    "IdMaker", "InvalidInput", "IssuerId", "KeyId", "LaoguError", "LoadId", "MandateId", "Moment",
    "Money", "Name", "NotADay", "NotAFigure", "NotAName", "NotAPrice", "NotAQuantity",
    "NotARequestId", "NotAnAmount", "NotAnIdentifier", "NotFound", "OfferId", "OrderId", "PaperId",
    "PersonId", "Personal", "Piles", "PlanId", "Price", "Refusal", "Remark", "Restriction", "Said",
    "SecurityId", "Shelves", "StockClassId", "Sure", "Table", "TermsId", "TooLarge", "TradeId",
    "Unavailable", "Undo", "UnknownCurrency", "UnknownZone", "VestingTermsId", "Way", "Where",
    "WindowId", "Words", "check_currency", "check_identifier", "check_payable", "commitment",
    "cost", "day", "day_in", "day_not_there", "end_of", "figure", "fill", "hidden_in",
    "in_proportion", "in_words", "is_identifier", "is_plain", "last_day", "made_at_ms", "money",
    "months_after", "name", "part_of", "price", "request_id", "said", "salt_of", "say", "set_aside",
    "split", "steps", "take_up", "units", "whole_step", "zone_of",
]  # fmt: skip
