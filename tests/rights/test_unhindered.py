"""What nothing hinders is seen without a word, and is what the whole answer lets go."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from laogu.agreements import Terms
from laogu.basics import OfferId, Restriction, Way
from laogu.market import Lots, pick_lots, trim
from laogu.operations import MayNotTransfer, NotKnownYet, transferable
from laogu.register import RestrictionAttached
from laogu.rights import Answer, Proposal, check_again, explain, going, ground_of, unhindered
from tests.desk import (
    MORNING,
    TODAY,
    Desk,
    articles,
    board_consent,
    clause,
    desk_at,
    first_refusal,
    has,
    holds,
    open_articles,
    row,
)

SURE = st.sampled_from(["T", "T", "M"])
UNITS = st.integers(1, 40)
DAY = st.sampled_from([TODAY + timedelta(days=days) for days in (-400, -1, 0, 1, 30)])
PAST = st.sampled_from([TODAY - timedelta(days=days) for days in (400, 1, 0)])
WAYS = get_args(Way)

CLAUSES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "mechanism": st.fixed_dictionaries({"allowed": st.sampled_from([WAYS, WAYS[:2], WAYS[1:]])}),
    "lock_up": (
        st.fixed_dictionaries({"days_after_acquisition": st.sampled_from([1, 30, 600])})
        | st.fixed_dictionaries({"locked_through": DAY}, optional={"acquired_by": DAY})
    ),
    "holder_cap": st.fixed_dictionaries({"limit": st.integers(1, 4)}),
    "first_refusal": st.fixed_dictionaries({"days": UNITS, "free_among_holders": st.booleans()}),
    "consent": st.fixed_dictionaries({"free_among_holders": st.booleans()}),
    "closing": st.fixed_dictionaries({"fee_bps": st.sampled_from([0, 50])}),
    "cites": st.just({}),
}
RULES = st.sampled_from(["ART-1", "ART-2"])


@st.composite
def terms_drawn(draw: st.DrawFn) -> list[str]:
    """Return the tables of some terms."""
    kinds = draw(st.lists(st.sampled_from(sorted(CLAUSES)), max_size=3))
    return [clause(kind, draw(RULES), sure=draw(SURE), **draw(CLAUSES[kind])) for kind in kinds]


RESTRICTION = st.builds(
    Restriction,
    kind=st.sampled_from(["lock_up", "pledge"]),
    rule=RULES,
    source=st.just("Deed"),
    sure=SURE,
    starts_on=st.none() | DAY,
    locked_through=st.none() | DAY,
    units=st.none() | UNITS,
)
ENCUMBRANCE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["pledge", "freeze", "dispute_hold", "nominee"]),
        "sure": SURE,
        "quantity": st.none() | st.just(1),
        "through": st.none() | DAY,
    }
)


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """Return a desk where Ada has some lots, and whatever may stand in the way of selling them."""
    desk = Desk(MORNING)
    layer = draw(st.sampled_from(["charter", "charter", "charter", "agreement"]))
    desk.adopt(*draw(terms_drawn()), layer=layer)
    lots = draw(st.lists(st.tuples(UNITS, st.none() | PAST), min_size=1, max_size=3))
    rows = [row("ada", units, line, acquired_on=day) for line, (units, day) in enumerate(lots, 2)]
    rows.append(row("ben", 20, 9))
    if draw(st.sampled_from([False, False, False, True])):
        rows.append(row("Others", 50, 10, kind="residual"))
    desk.load(*rows)
    for kept in draw(st.lists(RESTRICTION, max_size=2)):
        security = draw(st.sampled_from(desk.lots("ada"))).security
        attached = RestrictionAttached(effective_on=TODAY, security=security, restriction=kept)
        desk.books.apply([attached], desk.now)
    for one in draw(st.lists(ENCUMBRANCE, max_size=1)):
        security = draw(st.sampled_from(desk.lots("ada"))).security
        on: dict[str, Any] = {
            "security": security,
            "rule": "R",
            "source": "Deed",
            "favours": desk.holder("elm"),
        }
        desk.record(desk.command("encumbrance.record", on | one, by="ida"))
    for units in draw(st.lists(UNITS, max_size=2)):
        offer: dict[str, Any] = {"issuer": "harrow", "stock_class": "Ordinary", "currency": "USD"}
        offer |= {"seller": desk.holder("ada"), "quantity": units, "price": "2.00"}
        desk.record(desk.command("offer.post", offer, by="ada"))
    return desk


def proposals(desk: Desk) -> Iterator[Proposal]:
    """Yield sales by Ada: of several sizes, in several ways, to several buyers, and of her offers.

    Each is asked about today and in a month.
    """
    held = desk.holds("ada")
    plain: dict[str, Any] = {
        "issuer": desk.issuer, "stock_class": desk.ordinary, "seller": desk.holder("ada"),
        "price": None,
    }  # fmt: skip
    for on in (TODAY, TODAY + timedelta(days=31)):
        for units in {1, held // 2, held, held + 1} - {0}:
            for buyer in ((), (desk.holder("ben"),), (desk.holder("elm"),)):
                way: Way = "negotiated" if buyer else "call_auction"
                yield Proposal(**plain, units=units, buyers=buyer, mechanism=way, on=on)
            yield Proposal(**plain, units=units, buyers=(), mechanism="negotiated", on=on)
        for name in desk.books.market.open_offers.on(desk.issuer):
            offer = desk.books.market.offers[OfferId(name)].offer
            for units in {1, offer.units}:
                yield Proposal(
                    **plain, units=units, buyers=(), mechanism="negotiated", on=on,
                    promised=offer.lots,
                )  # fmt: skip


def lets_go(desk: Desk, proposal: Proposal, answer: Answer) -> Lots | None:
    """Return the lots that go by the whole answer; None: not all of the units may."""
    if answer.result not in {"pass", "pending"} or answer.units < proposal.units:
        return None
    if proposal.promised:
        return trim(proposal.promised, proposal.units)
    free = [(lot.stock.security, lot.stock.units - lot.restricted) for lot in answer.lots]
    return pick_lots(desk.books.market.committed, free, proposal.units)


@given(desks())
@settings(max_examples=150)
def test_what_is_seen_at_once_is_what_the_whole_answer_says(desk: Desk):
    for proposal in proposals(desk):
        for process, whole in ((True, explain), (False, check_again)):
            answer = lets_go(desk, proposal, whole(desk.books.standing, proposal))
            seen = unhindered(desk.books.standing, proposal, process=process)

            event(f"goes: {answer is not None}, seen at once: {seen is not None}")
            assert seen is None or seen == answer


@given(desks())
@settings(max_examples=60)
def test_what_sales_have_in_common_is_looked_up_once_for_all_of_them(desk: Desk):
    standing, many = desk.books.standing, list(proposals(desk))
    grounds = {
        (way, on): ground_of(standing, desk.issuer, way, on)
        for way, on in {(one.mechanism, one.on) for one in many}
    }

    for _ in range(2):  # Once it has found a seller's lots, and once it has them.
        for one in many:
            ground = grounds[one.mechanism, one.on]
            seen = None if ground is None else going(standing, one, ground)

            assert seen == unhindered(standing, one)


def test_every_kind_of_clause_is_among_those_that_are_drawn():
    """A kind that is added must be read by `unhindered` as well, or named there as harmless."""
    assert {field.name for field in fields(Terms) if field.default == ()} == set(CLAUSES)


def unasked(*_: object, **__: object) -> Answer:
    raise AssertionError("the whole answer was worked out")


@pytest.mark.parametrize(
    "clauses",
    [
        (),
        (first_refusal(), board_consent()),
        (clause("holder_cap", "CAP", limit=3),),
        (clause("lock_up", "LOCK", days_after_acquisition=30),),
        (clause("mechanism", "WAY", allowed=["negotiated"]),),
    ],
)
def test_the_usual_sale_is_offered_and_taken_without_a_word(monkeypatch, clauses):
    old = TODAY - timedelta(days=90)
    desk = desk_at(
        MORNING, articles(*clauses), holds("ada", 60, acquired_on=old), has("elm", 100),
        holds("ada", 60, acquired_on=TODAY), holds("ben", 50),
    )  # fmt: skip
    monkeypatch.setattr(transferable, "explain", unasked)

    assert desk.trade("ada", "elm", 50, "1.00")


@pytest.mark.parametrize(
    ("rule", "clauses"),
    [
        ("CAP", (clause("holder_cap", "CAP", limit=2),)),
        ("LOCK", (clause("lock_up", "LOCK", locked_through=TODAY),)),
        ("WAY", (clause("mechanism", "WAY", allowed=["board"]),)),
    ],
)
def test_what_one_rule_hinders_is_refused_by_its_name(rule, clauses):
    desk = desk_at(MORNING, articles(*clauses), holds("ada", 60), holds("ben", 50))

    with desk.refuses(MayNotTransfer) as no:
        desk.post("ada", 10, "1.00")

    assert no.value.rule == rule


def test_without_the_articles_nothing_is_offered():
    desk = desk_at(MORNING, holds("ada", 60))

    with desk.refuses(NotKnownYet):
        desk.post("ada", 10, "1.00")


def test_shares_known_to_be_kept_from_memory_alone_are_asked_about():
    desk = desk_at(MORNING, articles(clause("cites", "ACT-1")), holds("ada", 60))
    (lot,) = desk.lots("ada")
    hearsay = Restriction(kind="lock_up", rule="ACT-1", source="Hearsay", sure="M")
    attached = RestrictionAttached(effective_on=TODAY, security=lot.security, restriction=hearsay)
    desk.books.apply([attached], desk.now)

    # By itself it keeps nothing; by the rule that the articles cite it does.
    with desk.refuses(MayNotTransfer):
        desk.post("ada", 10, "1.00")


def test_the_oldest_lots_that_are_free_are_offered_first():
    old = TODAY - timedelta(days=90)
    desk = desk_at(MORNING, open_articles, holds("ada", 30), holds("ada", 30, acquired_on=old))
    first, second = desk.lots("ada")
    desk.post("ada", 20, "1.00")

    offer = desk.post("ada", 25, "1.00")

    assert desk.books.market.offers[offer].offer.lots == (
        (first.security, 10), (second.security, 15),
    )  # fmt: skip
