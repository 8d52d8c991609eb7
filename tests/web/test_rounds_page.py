"""The page of rounds: papers listed, a round modelled step by step, and closed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.web.pages.rounds import RoundsPage, rounds_page
from tests.web.forms import send, words
from tests.web.practice import Practice

PAGE = "/en/desk/harrow/rounds"
FORM = "desk-harrow-rounds-close"


@pytest.fixture
def practice() -> Practice:
    """A market in which Kit's fund holds a safe and a warrant."""
    found = Practice()
    harrow = {"issuer": "harrow", "holder": found.holders["kit"]}
    found.do(
        "convertible.issue", "ida", **harrow, kind="safe", amount=Decimal(500_000),
        cap=Decimal(20_000_000), certificate="SAFE-1",
    )  # fmt: skip
    found.do(
        "warrant.issue", "ida", **harrow, stock_class="Ordinary shares", quantity=Decimal(1_000),
        exercise_price=Decimal(2), certificate="W-1",
    )  # fmt: skip
    return found


def asked(practice: Practice) -> dict[str, str]:
    return {
        "class_sold": "Series A",
        "pre_money": "30000000",
        "holder_1": practice.holders["dee"],
        "amount_1": "5000000",
    }


def shown(practice: Practice, who: str = "ida", **query: str) -> RoundsPage:
    return rounds_page(practice.visit(who, "/desk/harrow/rounds", query=query), "harrow")


@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 403), ("dee", 403), ("ida", 200), ("operator", 200)]
)
def test_only_who_acts_for_the_issuer_or_sees_all_sees_it(practice, who, status):
    with practice.browser(who) as browser:
        assert browser.get(PAGE).status_code == status


def test_a_note_is_listed_with_its_last_day_and_beyond_it(practice):
    last = practice.world.now().date() + timedelta(days=5)
    practice.do(
        "convertible.issue", "ida", issuer="harrow", holder=practice.holders["kit"], kind="note",
        amount=Decimal(10_000), rate=Decimal("0.08"), matures_on=last, certificate="N-1",
    )  # fmt: skip

    practice.wait(days=6)

    _, note = shown(practice).papers[0].lines
    assert (note.name, note.cells[-1]) == ("N-1", f"{last.day} {last:%b %Y}")
    with practice.browser("ida") as browser:
        told = browser.get(f"{PAGE}.json?table=convertibles").json()
    assert str(last) in str(told)


def test_a_warrant_is_listed_through_its_last_day_and_the_clock_says_when_that_is(practice):
    last = practice.world.now().date() + timedelta(days=5)
    made = practice.do(
        "warrant.issue", "ida", issuer="harrow", holder=practice.holders["kit"],
        stock_class="Ordinary shares", quantity=Decimal(10), exercise_price=Decimal(2),
        certificate="W-2", expires_on=last,
    )["security"][0]  # fmt: skip
    listed = [line.name for line in shown(practice).papers[1].lines]
    with practice.browser("operator") as browser:
        clock = words(browser.get("/en/operator").text)

    practice.wait(days=6)

    assert listed == ["W-1", "W-2"]
    assert f"the last day of warrant {made[-5:]}" in clock
    assert [line.name for line in shown(practice).papers[1].lines] == ["W-1"]
    earlier = shown(practice, as_of=last.isoformat()).papers[1].lines
    assert [line.name for line in earlier] == ["W-1", "W-2"]


def test_it_lists_what_stands_and_offers_the_forms(practice):
    page = shown(practice)

    assert [one.id for one in page.papers] == ["convertibles", "warrants"]
    assert [one.lines[0].name for one in page.papers] == ["SAFE-1", "W-1"]
    assert page.papers[0].lines[0].cells[1:] == ("USD 500,000.00", "USD 20,000,000.00", None, None)
    assert [group.id for group in page.groups] == ["round", "papers"]


def test_a_round_in_the_address_is_shown_with_its_steps(practice):
    page = shown(practice, **asked(practice))

    by_class, by_holder, steps = page.model
    assert page.cells[1].figure == "5,000,000"
    for place in (0, 2):
        figures = [int((line.cells[place] or "0").replace(",", "")) for line in by_class.lines]
        assert f"{sum(figures):,}" == by_class.total[place]
    assert {"Ordinary shares", "Series A", "warrants"} <= {line.name for line in by_class.lines}
    assert any("SAFE-1 converts at its cap" in line.name for line in steps.lines)
    assert by_holder.lines[0].cells[-1] is not None


def test_the_button_models_and_the_other_one_closes(practice):
    with practice.browser("ida") as browser:
        modelled = send(browser, PAGE, FORM, ask="model", **asked(practice))
        assert modelled.status_code == 303
        assert "pre_money=30000000" in modelled.headers["location"]

        closed = send(browser, modelled.headers["location"], FORM)

    assert closed.headers["location"].endswith("/desk/harrow#holders")
    assert len(practice.running.books.register.classes) == 2


def test_a_round_that_cannot_be_is_told_beside_the_form_with_what_was_typed(practice):
    with practice.browser("ida") as browser:
        typed = {**asked(practice), "pre_money": "1"}
        answer = send(browser, PAGE, FORM, ask="model", **typed)

    assert answer.status_code == 422
    assert "No price solves this round." in words(answer.text)
    assert 'value="5000000"' in answer.text


def test_an_id_that_was_typed_does_not_tell_a_name(practice):
    made = practice.do("holder.register", name="Secret Fund (example)", kind="organisation")
    holder = made["holder"][0]

    page = shown(practice, **{**asked(practice), "holder_1": holder})

    names = [line.name for line in page.model[1].lines]
    assert "Secret Fund (example)" not in names
    assert holder[-5:] in names


def issued_by_form(practice, **typed):
    fields = {"kind": "note", "holder": practice.holders["kit"], "amount": "10000", "rate": "0.08"}
    with practice.browser("ida") as browser:
        return send(browser, PAGE, "desk-harrow-rounds-issue", **fields, **typed)


def test_a_note_of_the_form_has_later_rates_a_day_count_and_how_it_pays(practice):
    sent = issued_by_form(
        practice, later_rates="10% from 2027-01-01; 2028-01-01 起 0.12", day_count="30_360",
        payout="cash", certificate="N-9",
    )  # fmt: skip

    assert sent.status_code == 303
    room = practice.running.books.register.convertibles
    note = next(one.issued for one in room.convertibles.values() if one.issued.certificate == "N-9")
    how = note.triggers[0].converts.mechanism
    assert [(str(one.from_on), one.rate) for one in how.rates[1:]] == [
        ("2027-01-01", Decimal("0.1")), ("2028-01-01", Decimal("0.12")),
    ]  # fmt: skip
    assert (how.rates[0].rate, how.day_count, how.payout) == (Decimal("0.08"), "30_360", "cash")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("10%", "does not say from which day on it counts"),
        ("10% from 2020-01-01", "A later rate begins after the day of issue"),
        ("much from 2027-01-01", "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_later_rate_is_said_and_what_was_typed_kept(practice, typed, says):
    sent = issued_by_form(practice, later_rates=typed)

    assert says in words(sent.text)
    assert f'value="{typed}"' in sent.text
