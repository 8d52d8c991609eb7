"""What grows for a class, and what an offering means to it: stated, kept, split, and ended."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from laogu.basics import Money, Price, SecurityId
from laogu.connectors.capital import capital as told_capital
from laogu.connectors.histories import history_told, package_of
from laogu.connectors.languages import words
from laogu.operations import Sight
from laogu.register.capital import (
    ClassRights,
    Dividends,
    Listing,
    NotARight,
    Redemption,
    RightIncomplete,
    class_standing,
    terms_in_words,
)
from laogu.register.views import issued_since
from tests.desk import TODAY
from tests.operations.capital import Raised, preferred_of, raised

STATED: dict[str, Any] = {
    "dividends": "compound", "dividend_rate": Decimal("0.080"),
    "redemption": "simple", "redemption_rate": Decimal(0), "redemption_multiple": Decimal("1.5"),
    "redeems_from": date(2030, 1, 1), "redemption_most": Decimal(1_000_000),
    "redemption_seniority": Decimal(3), "ratchet": Decimal("1.2"),
    "listing_proceeds": Decimal(50_000_000), "listing_price": Decimal("12.00"),
}  # fmt: skip


def described(desk: Raised, **terms: Any) -> ClassRights:
    """State terms of Series A, and return its rights."""
    desk.do("stock_class.describe", "ida", issuer="harrow", stock_class="Series A", **terms)
    return rights_of(desk)


def rights_of(desk: Raised) -> ClassRights:
    return class_standing(desk.books.register.capital, desk.preferred, as_of=desk.today).rights


def test_what_is_stated_stands_and_what_is_left_out_stays():
    desk = raised()
    first = described(desk, **STATED)
    assert first.dividends == Dividends(rate=Decimal("0.08"), compounds=True)
    assert first.redemption == Redemption(
        rate=Decimal(0), multiple=Decimal("1.5"), from_on=date(2030, 1, 1), seniority=Decimal(3),
        most=Money(100_000_000, "USD"),
    )  # fmt: skip
    assert first.listing == Listing(
        proceeds=Money(5_000_000_000, "USD"), per_share=Price(1200, 2, "USD")
    )

    again = described(desk, votes=Decimal(2), dividend_rate=Decimal("0.06"), redeems_from=TODAY)

    assert again.dividends == Dividends(rate=Decimal("0.06"), compounds=True)
    assert again.redemption is not None
    assert (again.redemption.from_on, again.redemption.most) == (TODAY, Money(10**8, "USD"))
    assert (again.ratchet, again.listing, again.votes) == (
        first.ratchet,
        first.listing,
        Decimal(2),
    )


def test_what_was_kept_before_reads_as_a_class_without_such_terms():
    before = b'{"kind":"preferred","preference":"1","anti_dilution":"full_ratchet"}'

    read = msgspec.json.decode(before, type=ClassRights)

    assert read == ClassRights(
        kind="preferred", preference=Decimal(1), anti_dilution="full_ratchet"
    )
    assert msgspec.json.encode(read) == before
    assert terms_in_words(read) == ()


def test_none_and_nought_end_what_was_stated():
    desk = raised()
    described(desk, **STATED, protected_when_listed=True)

    assert described(desk, dividends="none").dividends is None
    assert described(desk, redemption="none").redemption is None
    ended = described(
        desk, ratchet=Decimal(0), listing_proceeds=Decimal(0), listing_price=Decimal(0),
        protected_when_listed=False,
    )  # fmt: skip
    assert (ended.ratchet, ended.listing, ended.protected_when_listed) == (None, None, False)
    assert terms_in_words(ended) == ()
    # Nought is no rate of dividends either; and no limit is left of what is bought out.
    described(desk, **STATED)
    assert described(desk, dividend_rate=Decimal(0)).dividends is None
    bought_out = described(desk, redemption_most=Decimal(0)).redemption
    assert bought_out is not None
    assert bought_out.most is None


@pytest.mark.parametrize(
    ("terms", "right"),
    [
        ({"dividend_rate": Decimal("0.08")}, "dividends"),
        ({"dividends": "simple"}, "dividends"),
        ({"dividends_since": TODAY}, "dividends"),
        ({"redeems_from": TODAY}, "redemption"),
        ({"redemption": "compound", "redemption_most": Decimal(5)}, "redemption"),
    ],
)
def test_what_grows_is_told_whole_the_first_time(terms, right):
    desk = raised()

    with desk.refuses(RightIncomplete) as refused:
        described(desk, **terms)

    assert refused.value.right == right


@pytest.mark.parametrize(
    "terms",
    [
        {"dividends": "simple", "dividend_rate": Decimal(8)},
        {"redemption": "simple", "redemption_rate": Decimal("-0.1")},
        {"ratchet": Decimal("NaN")},
        {"listing_price": Decimal("0.00000000001")},
    ],
)
def test_a_rate_is_a_part_of_one_and_a_multiple_is_not_below_nought(terms):
    desk = raised()

    with desk.refuses(NotARight):
        described(desk, **terms)


def test_what_an_offering_has_to_bring_for_a_share_follows_that_share():
    desk = raised()
    described(desk, listing_price=Decimal("12.00"))
    desk.issue("ada", 100)
    desk.issue("fund", 10, stock_class="Series A")

    desk.do("stock_class.split", "ida", issuer="harrow", stock_class="Ordinary", new=Decimal(3),
            rounding="floor")  # fmt: skip
    after_ordinary = rights_of(desk).listing
    desk.do("stock_class.split", "ida", issuer="harrow", stock_class="Series A", new=Decimal(2),
            rounding="floor")  # fmt: skip
    desk.do("stock_class.adjust_ratio", "ida", issuer="harrow", stock_class="Series A",
            into="Ordinary", new=Decimal(5))  # fmt: skip

    assert after_ordinary == Listing(per_share=Price(400, 2, "USD"))
    assert rights_of(desk).listing == after_ordinary


def test_shares_have_been_there_since_they_were_issued_whatever_became_of_them():
    desk = raised()
    desk.issue("early", 60, stock_class="Series A")
    desk.wait(days=100)
    desk.issue("late", 40, stock_class="Series A")
    (lot,) = preferred_of(desk, "early")
    desk.do("security.reissue", "ida", security=lot.security, quantities=(Decimal(45), Decimal(15)),
            reason="asked for")  # fmt: skip
    desk.do("stock_class.split", "ida", issuer="harrow", stock_class="Series A", new=Decimal(2),
            rounding="floor")  # fmt: skip
    first = preferred_of(desk, "early")[0]
    desk.do(
        "security.repurchase", "ida", security=first.security, price=Decimal(1), reason="agreed"
    )
    register = desk.books.register

    now = issued_since(register, desk.preferred, as_of=desk.today)
    before = issued_since(register, desk.preferred, as_of=TODAY + timedelta(days=50))

    assert {day: float(part) for day, part in now.items()} == pytest.approx(
        {TODAY: 30 / 110, desk.today: 80 / 110}
    )
    assert before == {TODAY: 1}
    assert issued_since(register, desk.ordinary, as_of=desk.today) == {}
    assert SecurityId(lot.security) in register.of_class.on(desk.preferred)


def test_two_lots_that_became_one_keep_the_day_of_each():
    desk = raised()
    made = [desk.issue("fund", 10 * part, stock_class="Series A", acquired_on=TODAY).security
            for part in (1, 3)]  # fmt: skip
    desk.do("security.consolidate", "ida", securities=tuple(made), reason="one is enough")

    assert issued_since(desk.books.register, desk.preferred, as_of=TODAY) == {TODAY: 1}


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "Dividends of 8% a year on the issue price and on dividends, owed in any case"),
        ("zh", "每年按发行价及已累积股息的 8% 计股息（复利），自每股发行之日起累积"),
    ],
)
def test_who_sees_the_register_reads_the_terms_in_words_and_as_figures(lang, says):
    desk = raised()
    described(desk, **STATED, listing_by_vote=False)
    sight = Sight(desk.books, desk.people["ida"])

    told = told_capital(desk.journal, "harrow", as_of=None, lang=lang, sight=sight)

    series = told["classes"][1]
    assert series["says"][0].startswith(says)
    assert len(series["says"]) == 8
    assert series["dividends"] == {"grows": "compound", "rate": "0.080", "since": None}
    assert series["redemption"] | {"since": None} == {
        "grows": "simple", "rate": "0", "multiple": "1.5", "since": None, "from": "2030-01-01",
        "seniority": "3", "most": "1000000.00",
    }  # fmt: skip
    assert series["listing"] == {
        "proceeds": "50000000.00", "valuation": None, "price": "12.00", "by_vote": False,
    }  # fmt: skip
    assert told["classes"][0]["dividends"] is None


def test_a_package_says_what_of_the_rights_it_has_no_words_for():
    desk = raised(participates="full")
    described(desk, **STATED)
    sight = Sight(desk.books, desk.people["ida"])

    told = history_told(desk.journal, "harrow", as_of=None, sight=sight)
    _, findings = package_of(told, version="main", is_strict=False, is_snapshot=True)

    (left_out,) = [one for one in findings if one.code == "ocf.rights_left_out"]
    assert left_out.say()[0] == (
        "The rights of Series A are not told whole: participation, dividends, redemption, ratchet, "
        "veto."
    )
    assert "累积股息、回购权、上市棘轮、上市否决权" in left_out.say(words("zh"))[0]
