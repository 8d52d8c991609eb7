"""The page of a board's report: for whom it is, what it says, how it prints and what it hides."""

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.web.forms import words
from tests.web.practice import Practice, unpriced

REPORT = "/company/harrow/report"


def known(market: Practice) -> Practice:
    """Return the market with three prices of Harrow on its record."""
    for on, price in ((date(2024, 2, 1), "8.00"), (date(2025, 3, 4), "12.50"),
                      (date(2026, 9, 1), "17.20")):  # fmt: skip
        market.do(
            "fact.record", issuer="harrow", question="round", on=on, value=price,
            unit="USD a share", says_en=f"A round at {price} (example).",
            says_zh=f"一轮，{price}（示例）。", source="Board minutes (example)", sure="high",
        )  # fmt: skip
    return market


@pytest.fixture(scope="module")
def practice() -> Practice:
    return known(unpriced())


def get(market: Practice, path: str, who: str = "ida", lang: str = "en") -> tuple[int, str]:
    with market.browser(who) as browser:
        answer = browser.get(f"/{lang}{path}")
    return answer.status_code, answer.text


def test_it_is_for_the_issuer_and_who_runs_the_market(practice):
    assert [get(practice, REPORT, who)[0] for who in ("ida", "operator")] == [200, 200]
    assert [get(practice, REPORT, who)[0] for who in ("dee", "kit", "nobody")] == [403, 403, 403]
    assert get(practice, f"{REPORT}.pdf", "nobody")[0] == 403


def test_it_leads_with_the_answer_and_marks_what_is_invented(practice):
    _, page = get(practice, REPORT)
    said = words(page)

    assert "What each class is worth example" in said
    assert "One common share is worth" in said
    assert "Value by class grade B" in said
    assert "Confidential to the board" in said
    assert page.count("<svg") > 5
    assert said.index("What the figure rests on") < said.index("What we do not know")


def test_it_is_of_the_day_that_its_address_names(practice):
    now, then = get(practice, REPORT)[1], get(practice, f"{REPORT}?as_of=2025-06-01")[1]

    assert "17.20" in now
    assert "17.20" not in then
    assert "report.pdf?as_of=2025-06-01" in then


def test_before_anything_was_known_it_says_that_there_is_no_price():
    status, page = get(unpriced(), REPORT, lang="zh")

    assert status == 200
    assert "无价格" in words(page)
    assert 'id="through"' not in page


def test_chinese_has_the_same_figures(practice):
    _, english = get(practice, f"{REPORT}.csv?table=classes")
    _, chinese = get(practice, f"{REPORT}.csv?table=classes", lang="zh")

    assert english.splitlines()[1].split(",")[1:] == chinese.splitlines()[1].split(",")[1:]


def test_its_tables_are_had_as_files(practice):
    status, told = get(practice, f"{REPORT}.json?table=trades")

    assert status == 200
    (rows,) = [rows for name, rows in json.loads(told).items() if name != "about"]
    assert [Decimal(row["Came USD"]) for row in rows] == [Decimal("17.20"), Decimal("12.50")]


def test_the_file_for_print_is_the_same_for_everybody_who_may_have_it(practice):
    pytest.importorskip("typst")

    files = []
    for who in ("ida", "operator"):
        with practice.browser(who) as browser:
            answer = browser.get(f"/en{REPORT}.pdf")
        assert answer.headers["content-type"] == "application/pdf"
        assert "harrow-2026-11-02-en.pdf" in answer.headers["content-disposition"]
        files.append(answer.content)

    assert files[0].startswith(b"%PDF-")
    assert files[0] == files[1]


def test_the_desk_of_the_issuer_leads_to_it(practice):
    assert f'href="/en{REPORT}"' in get(practice, "/desk/harrow")[1]
