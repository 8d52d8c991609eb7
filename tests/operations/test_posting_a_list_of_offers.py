"""A list of offers: all of them or none, one entry, each decided on what those before it left."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.basics import InvalidInput, Refusal
from laogu.journal import Recorded, made
from laogu.operations import OPERATIONS, Lock, MayNotTransfer, OnlyFewerFree, transferable
from laogu.operations.listed import LOOKED_NO_FURTHER, MOST_SEARCHED, MOST_TOLD
from laogu.operations.offer import post_all
from laogu.operations.offer.post import PostOffer, posted
from laogu.operations.offer.post_all import (
    MOST_OFFERS,
    CannotPostAll,
    NoOffers,
    TooManyOffers,
)
from laogu.people import NoMandate, NotSignedIn
from laogu.rights import Proposal, explain
from tests.desk import MORNING, TODAY, asked_for, desk_at, everything, holds, open_articles, row


@pytest.fixture
def desk():
    return desk_at(MORNING, open_articles, holds("ada", 300), holds("ada", 200), holds("ben", 500))


def one(desk, seller="ada", quantity="10", price="18.50", **more):
    fields = {
        "issuer": "harrow", "stock_class": "Ordinary", "seller": desk.holder(seller),
        "quantity": quantity, "price": price, "currency": "USD",
    }  # fmt: skip
    return asked_for("offer.post", fields | more)


def post(desk, *offers, by="operator"):
    return desk.execute("offer.post_all", by, offers=offers)


@pytest.fixture(autouse=True)
def for_everybody(desk):
    for name in ("ada", "ben"):
        desk.execute(
            "mandate.give", "operator", person=desk.people["operator"], power="act",
            over=desk.holder(name),
        )  # fmt: skip


def test_a_list_is_one_entry_and_every_offer_stands(desk):
    before = desk.journal.head.seq
    post(desk, one(desk), one(desk, "ben", "20"), one(desk, quantity="30", price="19"))

    ((_, entry),) = desk.journal.entries(after=before)
    market = desk.books.market
    posted = [market.offers[name].offer for name in made(entry.events)["offer"]]

    assert entry.operation == "offer.post_all"
    assert [(offer.units, str(offer.price)) for offer in posted] == [
        (10, "18.50 USD"), (20, "18.50 USD"), (30, "19.00 USD"),
    ]  # fmt: skip
    assert {market.offers[offer.offer].stage for offer in posted} == {"open"}
    assert len({offer.offer for offer in posted}) == 3


def test_later_offers_of_a_list_see_what_earlier_ones_promised(desk):
    # Of two lots of 300 and 200 the first offer takes all of one and some of the other.
    post(desk, one(desk, quantity="350"), one(desk, quantity="150"))

    assert sum(desk.books.market.committed.values()) == 500
    with desk.refuses(CannotPostAll) as no:
        post(desk, one(desk, "ben", "300"), one(desk, "ben", "201"))
    (found,) = no.value.findings
    assert (found.code, found.number) == (OnlyFewerFree.code, 2)
    assert found.facts["free"] == Decimal(200)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_posted(desk):
    before = everything(desk.books), desk.journal.head
    with desk.refuses(CannotPostAll) as no:
        post(
            desk, one(desk), one(desk, quantity="501"), one(desk, stock_class="Gold"),
            one(desk, price="0"), one(desk, "ben"),
        )  # fmt: skip

    assert (everything(desk.books), desk.journal.head) == before
    assert no.value.errors == 3
    assert [one.number for one in no.value.findings] == [2, 3, 4]
    assert "Offer 2 of the list" in str(no.value)


def test_what_is_not_there_any_more_is_refused_as_it_would_be_alone(desk):
    post(desk, one(desk, quantity="500"))

    with desk.refuses(CannotPostAll) as no:
        post(desk, one(desk))

    assert no.value.findings[0].code == MayNotTransfer.code


def test_a_list_is_not_empty_and_not_endless(desk):
    with desk.refuses(NoOffers):
        post(desk)
    with desk.refuses(TooManyOffers) as no:
        post(desk, *[one(desk, quantity="1")] * (MOST_OFFERS + 1))
    assert (no.value.given, no.value.most) == (MOST_OFFERS + 1, MOST_OFFERS)


def test_after_very_many_faults_a_list_is_looked_at_no_further(desk, monkeypatch):
    looked: list[PostOffer] = []

    def noted(books, request, *more):
        looked.append(request)
        return posted(books, request, *more)

    monkeypatch.setattr(post_all, "posted", noted)
    with desk.refuses(CannotPostAll) as no:
        post(desk, *[one(desk, quantity="9999")] * (MOST_TOLD + 5))

    *told, last = no.value.findings
    assert (no.value.errors, len(told), len(looked)) == (MOST_TOLD, MOST_TOLD, MOST_TOLD)
    assert (last.code, last.severity) == (LOOKED_NO_FURTHER.code, "note")
    assert last.number == MOST_TOLD + 1


@pytest.mark.parametrize(("held", "told"), [(20, 100), (400, 5), (2_500, 1)])
def test_of_many_lots_it_is_said_a_few_times_why_they_may_not_be_sold(held, told, monkeypatch):
    """Each time every lot is gone through: a hundred times of ten thousand took twenty."""
    locked = (Lock(until=TODAY + timedelta(days=365), rule="HK-04"),)
    desk = desk_at(MORNING, open_articles)
    desk.load(*(row("ada", 1, line=2 + at, locks=locked) for at in range(held)))
    desk.execute(
        "mandate.give", "operator", person=desk.people["operator"], power="act",
        over=desk.holder("ada"),
    )  # fmt: skip
    explained: list[Proposal] = []

    def noted(standing, proposal, **more):
        explained.append(proposal)
        return explain(standing, proposal, **more)

    monkeypatch.setattr(transferable, "explain", noted)
    with desk.refuses(CannotPostAll) as no:
        post(desk, *[one(desk, quantity="1")] * 120)

    assert len(explained) == no.value.errors == told
    assert (len(explained) - 1) * held < MOST_SEARCHED
    assert no.value.findings[-1].number == told + 1


def test_who_may_not_act_for_one_of_them_is_told_nothing_of_the_others(desk):
    for by, wrong in (("nobody", NotSignedIn), ("ada", NoMandate)):
        with desk.refuses(wrong):
            post(desk, one(desk, quantity="9999"), one(desk, "ben"), by=by)


def test_the_same_list_again_is_the_same_entry(desk):
    command = desk.command(
        "offer.post_all", {"offers": (one(desk), one(desk, "ben"))}, by="operator"
    )

    (first,) = desk.journal.record([command])
    (again,) = desk.journal.record([command])

    assert isinstance(first, Recorded)
    assert again == first
    assert len(desk.books.market.offers) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("ada", "ben")),
            st.integers(0, 320),
            st.sampled_from(("18.50", "19", "18.505")),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_list_comes_to_what_its_offers_come_to_one_by_one(rows):
    """The twin: posted one after another; where one of them is refused, the list is, for it."""
    together, apart = (
        desk_at(MORNING, open_articles, holds("ada", 300), holds("ada", 200), holds("ben", 500))
        for _ in range(2)
    )
    for desk in (together, apart):
        for name in ("ada", "ben"):
            desk.execute(
                "mandate.give", "operator", person=desk.people["operator"], power="act",
                over=desk.holder(name),
            )  # fmt: skip
    refused = []
    for number, (seller, quantity, price) in enumerate(rows, 1):
        try:
            fields = one(apart, seller, str(quantity), price)
            apart.journal.attempt(command_of(apart, fields), apart.now, bytes(32))
        except (InvalidInput, Refusal) as no:
            refused.append((number, no.code))

    try:
        post(together, *(one(together, who, str(many), price) for who, many, price in rows))
        found = []
    except CannotPostAll as no:
        found = [(one.number, one.code) for one in no.findings]

    assert found == refused
    if not refused:
        lots = [state.offer.lots for state in together.books.market.offers.values()]
        assert lots == [state.offer.lots for state in apart.books.market.offers.values()]


def command_of(desk, request):
    command = desk.command("offer.post_all", {"offers": (request,)}, by="operator")
    return type(command)(operation="offer.post", request=request, id=command.id, by=command.by)


@pytest.mark.parametrize("at", range(4))
def test_an_entry_in_which_any_offer_promises_too_much_breaks_a_promise_of_ours(desk, at):
    offers = one(desk), one(desk, "ben"), one(desk, quantity="310"), one(desk, "ben")
    command = desk.command("offer.post_all", {"offers": offers}, by="operator")
    events = [*desk.journal.preview(command)]
    *lots, (last, _) = events[at].offer.lots
    events[at] = replace(events[at], offer=replace(events[at].offer, lots=(*lots, (last, 10_000))))
    desk.books.apply(events, desk.now)

    with pytest.raises(AssertionError, match="more is promised of a lot than it holds"):
        desk.books.check(events)


def test_an_operation_that_is_no_list_still_decides_before_anything_is_taken_in(desk):
    command = desk.command("offer.post_all", {"offers": (one(desk),)}, by="operator")

    events = desk.journal.preview(command)

    assert OPERATIONS["offer.post_all"].summary.startswith("Post a list of offers")
    assert len(events) == 1
    assert not desk.books.market.offers
