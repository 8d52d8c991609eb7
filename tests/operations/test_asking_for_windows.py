"""A holder's grants, asked for: who may, what the yearly limit leaves, what was cancelled."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laogu.connectors import grants, languages
from laogu.journal import new_request_id
from laogu.operations import QUESTIONS, Asked, GrantsFound
from laogu.people import NoMandate, NotSignedIn
from tests.desk import MORNING, TODAY, Desk, desk_at, has, open_articles
from tests.granting import YEARS, granted, with_plan

FAR = TODAY + timedelta(days=3_650)


def desk() -> Desk:
    market = desk_at(MORNING, open_articles, with_plan(100_000), has("dee", 1_000))
    granted(market, "dee", 480, kind="iso", vests=YEARS, vests_from=TODAY, expires_on=FAR,
            fair_value=Decimal("2.00"), certificate="OP-1", window="3 months")  # fmt: skip
    return market


def windows(market: Desk, by: str, **more: str) -> tuple[GrantsFound, ...]:
    question = QUESTIONS["holder.windows"]
    asked = Asked(
        books=market.books,
        by=market.people[by],
        at=market.now,
        request=new_request_id(market.world),
        secret=b"",
    )
    request = question.request(holder=market.holder("dee"), **more)
    found: tuple[GrantsFound, ...] = question.answer(market.books, request, asked)
    return found


def test_who_acts_for_the_holder_issues_operates_or_inspects_may_ask():
    market = desk()
    market.holder("elm")

    for who in ("dee", "ida", "operator"):
        ((found,),) = [one.grants for one in windows(market, who, issuer="harrow")]
        assert (found.name, found.ends_on) == ("OP-1", FAR)
    with pytest.raises(NoMandate):
        windows(market, "elm")
    with pytest.raises(NotSignedIn):
        windows(market, "nobody")


def test_the_yearly_limit_is_over_all_isos_of_the_issuer():
    market = desk()
    granted(market, "dee", 9_000, kind="iso", expires_on=FAR, fair_value=Decimal("12.00"),
            price="12.00", certificate="OP-2")  # fmt: skip

    (found,) = windows(market, "dee")

    parts = {(one.grant, one.year): (one.iso_units, one.nso_units) for one in found.split.parts}
    # The first to be granted counts first; of the others 8,333 come to 99,996 dollars.
    assert parts["OP-2", 2026] == (8_333, 667)
    assert parts["OP-1", 2027] == (210, 0)
    late = next(one for one in found.grants if one.name == "OP-2")
    assert [(one.treated, one.units) for one in late.may.rights] == [("iso", 8_333), ("nso", 667)]


def test_what_was_cancelled_is_not_counted_and_what_was_exercised_is():
    market = desk()
    market.go_to(MORNING.replace(year=2028))
    security = next(iter(market.books.register.plans.grants))
    market.do("grant.cancel", "ida", security=security, quantity=300, reason="agreed")
    market.do("grant.exercise", "dee", security=security, quantity=100)

    (found,) = windows(market, "dee")

    (now,) = found.grants
    assert (now.grant.left, now.stands.exercisable, now.may.units) == (80, 80, 80)


def test_from_the_day_of_notice_the_answer_is_of_the_last_day_of_service():
    market = desk()
    market.go_to(MORNING.replace(year=2028))
    market.do("holder.leave", "ida", issuer="harrow", holder=market.holder("dee"),
              on=date(2028, 4, 2), reason="involuntary_disability")  # fmt: skip

    (found,) = windows(market, "dee")

    (now,) = found.grants
    assert (now.stands.exercisable, now.may.units) == (240, 250)
    assert (now.may.last_on, now.may.iso_until) == (date(2028, 7, 2), date(2028, 7, 2))
    assert now.ends_on == date(2028, 7, 2)


def test_the_limit_counts_what_ended_and_is_told_all_the_same():
    market = desk()
    granted(market, "dee", 40, kind="iso", expires_on=FAR, fair_value=Decimal("2.00"),
            certificate="OP-2")  # fmt: skip
    market.go_to(MORNING.replace(year=2028))
    *_, second = market.books.register.plans.grants
    market.do("grant.exercise", "dee", security=second, quantity=40)

    (found,) = windows(market, "dee")
    told = grants.told_registered([found], languages.words("en"), holder="Dee")

    assert [one.name for one in found.grants] == ["OP-1"]
    parts = told["issuers"][0]["iso_limit"]["parts"]
    assert {"grant": "OP-2", "year": "2026", "iso": "40", "nso": "0"} in parts
