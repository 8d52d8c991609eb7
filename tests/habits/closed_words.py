"""Words of closed sets that a sentence or a page shows: each needs its Chinese, under its fact.

A stage, a power or a way is a word of the code, the same in every language; the catalogue says it
under what the fact is called: msgctxt "stage", msgid "matched".
"""

from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from laogu import pricing
from laogu.agreements import Clause, Consent, ConsentState, Layer, Reply
from laogu.basics import Charge, Finding, Restriction, Way
from laogu.evidence import AnchorKind
from laogu.journal import HeadFound
from laogu.ledger import MoveKind
from laogu.market import (
    DecidedBy,
    MarketOpened,
    OfferState,
    OrderState,
    Phase,
    Rationing,
    Side,
    Stage,
    Window,
    WindowFailed,
)
from laogu.operations.convertible.cancel import CancelConvertible
from laogu.operations.inbox import Waiting
from laogu.operations.warrant.cancel import CancelWarrant
from laogu.people import MARKET, Power
from laogu.pricing import marks, standard
from laogu.register import HolderKind, IssuedStock, capital, encumbrances, history, owners, papers
from laogu.register.convertibles import ConvertibleKind
from laogu.register.rounds import Basis, ClassRow, Protection, Why
from laogu.rights import Kind, ReasonKind, Task

# What an id can be an id of: laogu.basics.identifiers.
KINDS = (
    "person", "holder", "issuer", "class", "security", "offer", "trade", "window", "order",
    "mandate", "terms", "fact", "key", "encumbrance",
)  # fmt: skip

# What a request can bring into being: laogu.journal.entries.
MADE = (
    "encumbrance", "fact", "holder", "issuer", "key", "load", "mandate", "offer", "order", "paper",
    "person", "plan", "rulebook", "security", "stock_class", "terms", "trade", "vesting", "window",
)  # fmt: skip


def words_of(kind: Any) -> set[str]:
    """Return the words of a Literal, of each side where it is one of several."""
    if get_origin(kind) in (Union, UnionType):
        return {word for side in get_args(kind) for word in words_of(side)}
    return {word for word in get_args(kind) if isinstance(word, str)}


def choices(struct: type[msgspec.Struct], field: str) -> set[str]:
    """Return the words that a field of a struct may hold."""
    return next(words_of(one.type) for one in msgspec.structs.fields(struct) if one.name == field)


def closed_words() -> set[tuple[str, str]]:
    """Return every word with what the fact is called."""
    sets = {
        "allowed": words_of(Way),
        "anchor_kind": words_of(AnchorKind),
        "answer": choices(Reply, "answer") | choices(ConsentState, "answer"),
        "assumed": words_of(standard.Term),
        "anti_dilution": words_of(capital.AntiDilution),
        "basis": words_of(encumbrances.Basis),
        "charge": choices(Charge, "kind"),
        "class_kind": words_of(capital.ClassKind),
        "convertible_kind": words_of(ConvertibleKind),
        "converts_by": words_of(Why),
        "decided_by": words_of(DecidedBy),
        "encumbrance": words_of(encumbrances.EncumbranceKind),
        "earlier_head": words_of(HeadFound),
        "ended_by": choices(CancelConvertible, "how") | choices(CancelWarrant, "how"),
        "growth": words_of(capital.Growth),
        "giver": choices(Consent, "giver"),
        "heading": {"shares"},
        "holder_kind": words_of(HolderKind),
        "kind": {*KINDS, *choices(MarketOpened, "kind")},
        "kept_by": words_of(ReasonKind),
        "layer": words_of(Layer),
        "made": {*MADE},
        "move": words_of(MoveKind),
        "needed": words_of(Stage),
        "over": {MARKET, "holder"},
        "baseline": set(marks.GUESSES),
        "class_turn": words_of(pricing.Turn),
        "varied": words_of(pricing.Varied)
        | words_of(standard.ClassTerm)
        | words_of(history.Besides),
        "price_basis": words_of(marks.Basis),
        "price_kind": set(marks.SPREADS),
        "score_stage": set(marks.STAGES),
        "participates": words_of(capital.Participation),
        "indicative": choices(Window, "indicative"),
        "phase": words_of(Phase),
        "power": words_of(Power),
        "pro_rata": words_of(Basis),
        "protection": words_of(Protection),
        "rationing": words_of(Rationing),
        "restriction": choices(Restriction, "kind"),
        "result": words_of(Kind),
        "right": words_of(capital.RightName),
        "rounding": words_of(capital.Rounding),
        "round_line": choices(ClassRow, "line"),
        "security_kind": words_of(history.SecurityKind),
        "severity": choices(Finding, "severity"),
        "side": words_of(Side),
        "silence": choices(Task, "silence") | choices(Waiting, "silence"),
        "stage": words_of(Stage) | choices(OfferState, "stage") | choices(OrderState, "stage"),
        "sure": choices(IssuedStock, "sure"),
        "taken_off": words_of(standard.Part),
        "valuation": words_of(papers.ValuationKind),
        "waivable_by": choices(Clause, "waivable_by"),
        "vehicle": words_of(owners.VehicleKind),
        "way": words_of(Way),
        "weighting": words_of(pricing.indexes.Weighting),
        "why": choices(WindowFailed, "reason"),
    }
    return {(of, word) for of, words in sets.items() for word in words}  # type: ignore[attr-defined]
