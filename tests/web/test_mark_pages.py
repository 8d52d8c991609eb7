"""Marks on the pages: beside every figure its band and grade, behind it why, else no price and why.

Prices in the practice market are between invented people, of an invented company.
"""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from laogu.basics import said
from laogu.pricing.standard import Headline
from laogu.web.pages.holdings import holdings_page
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.cells import mark_cells
from laogu.web.pages.marks.counted import counted_rows
from laogu.web.pages.marks.words import Figures
from tests.web.forms import words
from tests.web.practice import Practice, unpriced

ZHIPU, HARROW = "/company/zhipu", "/company/harrow"
PUBLIC = (f"{ZHIPU}/mark", "/company/moonshot/mark", "/company/recurrent-ai/mark")


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


@pytest.fixture(scope="module")
def settled() -> Practice:
    market = unpriced()
    market.settled()
    return market


def get(market: Practice, path: str, who: str = "nobody", lang: str = "en") -> str:
    with market.browser(who) as browser:
        answer = browser.get(f"/{lang}{path}")
    assert answer.status_code == 200, words(answer.text)[:300]
    return answer.text


def table(market: Practice, path: str, name: str) -> list[dict[str, str]]:
    with market.browser() as browser:
        answer = browser.get(f"/en{path}.csv?table={name}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


# How a figure is written


@pytest.mark.parametrize(
    ("value", "mark", "end"),
    [
        ("819.0525", "819.1", "819"),
        ("26.4", "26.40", "26.40"),
        ("99.996", "100.0", "100.0"),
        ("4655.7", "4,656", "4,656"),
        ("123456", "123,500", "123,500"),
        ("0.647512", "0.6475", "0.6475"),
    ],
)
def test_four_digits_count_and_an_end_of_a_band_is_whole_from_a_hundred_up(value, mark, end):
    figures = Figures(power=0, unit="")

    assert (figures.mark(Decimal(value)), figures.end(Decimal(value))) == (mark, end)


def test_a_whole_company_is_told_in_large_units_and_its_band_in_the_same():
    figures = Figures(power=9, unit="USD bn")

    assert figures.mark(Decimal(21232560920)) == "21.23"
    assert figures.band((Decimal(970000000), Decimal(127000000000))) == "0.9700–127"


# A company


def test_a_mark_stands_with_band_grade_and_the_way_to_why(real):
    subject = Subject(real.visit("nobody", ZHIPU), "zhipu")

    mark, locked = mark_cells(subject)[:2]

    assert re.fullmatch(r"819\.\d", mark.figure)
    assert mark.grade == "B"
    assert "would make it A" in mark.grade_says
    assert mark.scale is not None
    assert "five to ninety-five per cent" in mark.scale.says
    assert mark.link is not None
    assert mark.link.href.startswith("/en/company/zhipu/mark")
    assert Decimal(locked.figure) < Decimal(mark.figure)
    assert "402,810,690 shares; what waiting costs" in locked.says
    assert locked.beside.endswith("% off")


def with_classes(real: Practice, **none: object) -> Subject:
    """Return MiniMax with the second of its two classes told otherwise."""
    subject = Subject(real.visit("nobody", "/company/minimax"), "minimax")
    first, second = subject.mark.classes
    classes = (first, replace(second, **none))
    subject.__dict__["mark"] = replace(subject.mark, classes=classes)
    return subject


def test_a_class_without_a_price_stands_beside_the_one_that_has_one(real):
    nothing = {"value": None, "band": None, "middle": None, "grade": None, "restricted": ()}
    subject = with_classes(real, **nothing, reason=said("Its terms are not told (example)."))

    cells = mark_cells(subject)

    assert cells[0].grade
    (without,) = (one for one in cells if one.is_no_mark)
    assert (without.figure, without.says) == ("no price", "Its terms are not told (example).")


def test_a_round_that_nobody_is_sure_of_is_named_as_it_was_told(real):
    with real.browser() as browser:
        why = words(browser.get("/en/company/moonshot/mark").text)
        chinese = words(browser.get("/zh/company/moonshot/mark").text)

    assert "primary round, nobody is sure of it: counted as talks" in why
    assert "融资轮次，存疑，按洽谈计" in chinese
    assert "Without the primary round of 1 Jul 2026" in why


def test_the_headline_stands_beside_what_is_counted(real):
    subject = with_classes(real)
    headline = Headline(on=date(2026, 1, 9), figure=8e10, counted=6e10, part=0.75)
    subject.__dict__["mark"] = replace(subject.mark, headline=headline)

    cell = mark_cells(subject)[-1]

    assert (cell.figure, cell.beside, cell.aside) == ("60.00", "of 80.00", "HKD bn")
    assert "75.0% of all shares have a mark." in cell.says


def test_what_has_no_price_says_why_and_has_no_figure(real):
    page = words(get(real, "/company/recurrent-ai/mark"))

    assert "no price No price: nobody is known to have paid for shares" in page
    assert "Grade" not in page.replace("Grade Headline", "")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", PUBLIC)
def test_the_page_that_says_why_speaks_both_languages(real, lang, path):
    page = words(get(real, path, lang=lang))

    assert ("What it rests on" in page) == (lang == "en")
    assert ("凭什么" in page) == (lang == "zh")


def test_every_weight_is_told_and_all_of_them_are_the_whole(real):
    rows = table(real, f"{ZHIPU}/mark", "counted")

    assert len(rows) == len(Subject(real.visit("nobody"), "zhipu").mark.anchors)
    whole = sum((Decimal(one["weight"]) for one in rows), Decimal(0))
    assert abs(whole - 1) < Decimal("1e-9")
    assert all(one["fact_id"].startswith("fact_") and one["source"] for one in rows)
    assert Decimal(rows[0]["weight"]) == max(Decimal(one["weight"]) for one in rows)


def test_a_price_leads_to_the_fact_it_was_told_by(real):
    page = get(real, f"{ZHIPU}/mark")

    ways = re.findall(r'href="/en/company/zhipu/facts#(fact_\w+)"', page)

    facts = get(real, f"{ZHIPU}/facts")
    assert ways
    assert all(f'id="{one}"' in facts for one in ways)


def test_the_mark_of_an_earlier_day_knows_nothing_later(real):
    subject = Subject(real.visit("nobody", query={"as_of": "2026-01-08"}), "zhipu")

    assert all(one.on <= subject.on for one in subject.mark.anchors)
    assert "819.1" not in words(get(real, f"{ZHIPU}/mark?as_of=2026-01-08"))
    assert {one["on"] for one in table(real, f"{ZHIPU}/mark", "moments")} >= {"2026-09-10"}


def test_through_time_a_figure_keeps_its_basis_and_its_currency(real):
    rows = table(real, f"{ZHIPU}/mark", "moments")

    assert {one["basis"] for one in rows if one["currency"] == "HKD"} == {"per_share"}
    assert all(Decimal(one["low"]) <= Decimal(one["mark"]) <= Decimal(one["high"]) for one in rows)
    drawn = get(real, f"{ZHIPU}/mark")
    assert drawn.count('class="cut"') == 2  # once wide, once narrow


def test_classes_and_what_of_them_is_locked_are_a_table(real):
    rows = table(real, f"{ZHIPU}/mark", "classes")

    whole, locked = rows
    assert (whole["quantity"], locked["quantity"]) == ("402810690", "402810690")
    assert locked["locked_through"] == "2027-01-07"
    kept = Decimal(whole["mark"]) * (1 - Decimal(locked["discount"]))
    assert abs(kept / Decimal(locked["mark"]) - 1) < Decimal("1e-9")


# The list


def test_the_list_may_be_sorted_by_how_wide_the_bands_are(real):
    rows = table(real, "/markets", "companies")

    with real.browser() as browser:
        text = browser.get("/en/markets.csv?table=companies&sort=band").content.decode("utf-8-sig")
    ordered = list(csv.DictReader(io.StringIO(text)))
    widths = [Decimal(one["high"]) / Decimal(one["low"]) for one in ordered if one["mark"]]

    assert widths == sorted(widths)
    assert len(widths) == sum(1 for one in rows if one["mark"])
    assert all(one["grade"] for one in rows if one["mark"])
    assert all(one["why"] for one in rows if not one["mark"])


def test_the_list_may_be_of_those_with_a_mark_or_those_without(real):
    both = get(real, "/").count("data-row=")

    with_mark, without = (
        get(real, f"/?shown={one}").count("data-row=") for one in ("mark", "no_mark")
    )

    assert with_mark + without == both
    assert min(with_mark, without) > 0


# What somebody holds, and what is asked


def test_lots_are_counted_at_the_mark_and_sum_to_the_total(settled):
    page = holdings_page(settled.visit("rui", "/holdings"))

    (lots,) = page.lots
    assert lots.worth.total is not None
    assert lots.worth.total.middle == sum(one.middle for one in lots.worth.each if one)
    mark = lots.worth.mark
    assert mark is not None
    assert mark.value is not None
    # Two lots are free; the third was bought, and Article 10 keeps it for two years.
    kept = next(one for one in mark.restricted if one.until == date(2028, 11, 18))
    each = [Decimal(str(one)) for one in (mark.value, mark.value, kept.value)]
    held = [Decimal(one.held.replace(",", "")) for one in lots.rows]
    assert [one.middle / many for one, many in zip(lots.worth.each, held, strict=True) if one] == [
        pytest.approx(one, rel=Decimal("1e-9")) for one in each
    ]
    assert each[2] < each[0]
    worth = page.cells[1]
    assert worth.grade == mark.grade == "A"
    assert "5 to 95%:" in worth.says
    assert "Counted at the mark of" in lots.worth_says


def test_a_price_that_is_asked_stands_beside_the_mark(settled):
    near = settled.offer(1_000, "18.77")
    far = settled.offer(1_000, "90.00")

    at_near, at_far = get(settled, f"/offer/{near}", "kit"), get(settled, f"/offer/{far}", "kit")

    assert re.search(r"Mark today 1\d\.\d\d, grade A, [\d.]+–[\d.]+: \d+\.\d% (above|below) it\.",
                     words(at_near))  # fmt: skip
    assert "above it, beyond the band." in words(at_far)
    assert at_near.count('<path class="other"') == 1
    assert "Mark · Ordinary shares" in words(get(settled, f"{HARROW}/offer", "dee"))


def test_a_trade_says_how_its_price_stood_to_the_mark(settled):
    trade = next(iter(settled.running.books.market.trades))

    page = words(get(settled, f"/trade/{trade}", "dee"))

    assert re.search(r"USD 148,000\.00 in all\. Mark today 1\d\.\d\d, grade A", page)


def test_a_mark_that_no_fact_tells_is_drawn_and_leads_to_why(settled):
    page = get(settled, HARROW)

    section = words(page[page.index('id="anchors"') : page.index('id="releases"')])
    assert "It rests on what was paid in this market." in section
    assert "No price" not in section
    assert 'class="band"' in page


def test_what_rests_on_a_trade_of_this_market_leads_to_its_tape(settled):
    subject = Subject(settled.visit("nobody", HARROW), "harrow")

    (row,) = counted_rows(subject)

    assert (row.weight, row.without, row.source) == ("100.0", None, "this market")
    assert row.href.startswith("/en/company/harrow")
