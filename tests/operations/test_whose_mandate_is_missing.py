"""What a missing mandate is to be for is said by name, where who asks may know the name."""

from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import ENGLISH
from laogu.operations import QUESTIONS, PostOffer, Sight
from laogu.people import NoMandate
from tests.desk import MORNING, Desk, desk_at, has, holds, open_articles
from tests.encumbering import encumber


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Ada and ben are on the register; nobody but them and whoever acts for them knows it."""
    return desk_at(MORNING, open_articles, holds("ada", 1_000), has("ben", 10_000))


def why(desk: Desk, operation: str, by: str, **fields: Any) -> str:
    with desk.refuses(NoMandate) as no:
        desk.execute(operation, by, **fields)
    return no.value.say(ENGLISH)[1].partition(";")[0]


def test_an_issuer_is_named(desk):
    lot = desk.lots("ada")[0].security

    said = why(desk, "security.cancel", "stranger", security=lot, reason="x")

    assert said == "It needs a mandate to act for the issuer Harrow"


def test_the_market_needs_no_name(desk):
    said = why(desk, "cash.deposit", "ada", holder=desk.holder("ada"), amount=1, currency="USD",
               reference="x")  # fmt: skip

    assert said == "It needs a mandate to operate this market"


def test_a_holder_is_named_to_whom_it_is_known_and_to_nobody_else(desk):
    pine = desk.do("holder.register", kind="fund", name="Pine LP (example)", public=True)
    fields = {"seller": pine["holder"][0], "issuer": "harrow", "stock_class": "Ordinary",
              "quantity": 1, "price": 1, "currency": "USD"}  # fmt: skip

    known = why(desk, "offer.post", "stranger", **fields)
    hidden = why(desk, "offer.post", "stranger", **fields | {"seller": desk.holder("ada")})

    assert known == "It needs a mandate to act for Pine LP (example)"
    assert hidden == "It needs a mandate to act for this holder"


def test_of_what_is_not_told_whose_it_is_it_is_said_what_it_is(desk):
    offer = desk.post("ada", 10, "5.00")
    pledge = encumber(desk, "claim_on_proceeds", desk.lots("ada")[0].security, "ben", part="0.1")

    withdrawn = why(desk, "offer.withdraw", "ben", offer=offer)
    taken = why(desk, "security.accept", "ben", security=desk.lots("ada")[0].security)
    paid = why(desk, "claim.pay", "ben", encumbrance=pledge)

    assert withdrawn == "It needs a mandate to act for the holder whose offer it is"
    assert taken == "It needs a mandate to act for the holder of this security"
    assert paid == "It needs a mandate to act for the holder on whose shares it lies"


def test_each_of_a_list_and_a_question_say_it_too(desk):
    one = PostOffer(seller=desk.holder("ada"), issuer="harrow", stock_class="Ordinary",
                    quantity=Decimal(1), price=Decimal(1), currency="USD")  # fmt: skip
    listed = why(desk, "offer.post_all", "stranger", offers=(one,))
    ask = QUESTIONS["issuer.report"].request(issuer="harrow")
    with pytest.raises(NoMandate) as no:
        desk.journal.ask("issuer.report", ask, by=desk.people["stranger"])

    assert listed == "It needs a mandate to act for this holder"
    assert no.value.say(ENGLISH)[1].startswith("It needs a mandate to act for the issuer Harrow;")


def test_who_holds_no_mandate_at_all_needs_one_for_any_holder(desk):
    with pytest.raises(NoMandate) as no:
        Sight(desk.books, desk.people["stranger"]).must_have_a_mandate()

    assert no.value.say(ENGLISH)[1].startswith("It needs a mandate to act for a holder;")
