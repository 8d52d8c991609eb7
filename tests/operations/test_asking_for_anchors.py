"""What a holding would have fetched: asked of a holder, of shares, of a part; never of two."""

from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import Money
from laogu.operations import QUESTIONS, AnchorsFound, NotAPart, OneHolding
from laogu.people import NoMandate, NotSignedIn
from laogu.register import AfterToday, HolderUnknown
from tests.desk import MORNING, TODAY, Desk, desk_at, holds


def known(desk: Desk) -> Desk:
    for question, value, unit in (
        ("round", "12.50", "USD a share"),
        ("transfer", "80000000", "USD for 28.095%"),
        ("employees", "31", "people"),
    ):
        desk.do("fact.record", issuer="harrow", question=question, on=TODAY, value=value,
                unit=unit, says_en="Said.", source="A paper", sure="high")  # fmt: skip
    return desk


@pytest.fixture
def desk() -> Desk:
    return known(desk_at(MORNING, holds("ada", 1_200), holds("elm", 300)))


def ask(desk: Desk, who: str = "nobody", **fields: Any) -> AnchorsFound:
    request = QUESTIONS["issuer.anchors"].request(issuer="harrow", **fields)
    found = desk.journal.ask("issuer.anchors", request, by=desk.people[who])
    assert isinstance(found, AnchorsFound)
    return found


def amounts(found: AnchorsFound) -> dict[str, Money | None]:
    return {one.kind: amount for one, amount in found.anchors}


def test_anybody_may_see_the_anchors_and_ask_of_a_number_of_shares(desk):
    assert amounts(ask(desk)) == {"round": None, "transfer": None}
    assert amounts(ask(desk, quantity=Decimal(1_000))) == {
        "round": Money(1_250_000, "USD"), "transfer": None,
    }  # fmt: skip
    assert amounts(ask(desk, percent=Decimal("14.0475"))) == {
        "round": None, "transfer": Money(4_000_000_000, "USD"),
    }  # fmt: skip


def test_what_a_holder_has_is_for_who_may_see_it(desk):
    holder = desk.holder("ada")

    for who in ("ada", "ida", "operator"):
        found = ask(desk, who, holder=holder)
        assert amounts(found)["round"] == Money(1_500_000, "USD")
    with pytest.raises(NotSignedIn):
        ask(desk, holder=holder)
    with pytest.raises(NoMandate):
        ask(desk, "elm", holder=holder)


def test_a_holder_of_another_company_holds_nothing_here(desk):
    outside = desk.do("holder.register", name="Fund (example)", public=True)["holder"][0]

    with pytest.raises(HolderUnknown):
        ask(desk, holder=outside)


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"quantity": Decimal(1), "percent": Decimal(1)}, OneHolding),
        ({"percent": Decimal(0)}, NotAPart),
        ({"percent": Decimal("100.1")}, NotAPart),
        ({"percent": Decimal("NaN")}, NotAPart),
        ({"on": TODAY.replace(year=2027)}, AfterToday),
    ],
)
def test_what_cannot_be_asked(desk, fields, refused):
    with pytest.raises(refused):
        ask(desk, **fields)


def test_an_earlier_day_knows_no_later_anchor(desk):
    assert ask(desk, on=TODAY.replace(year=2025)).anchors == ()
