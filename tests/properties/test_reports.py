"""Whatever a standard holds, its report lies on paper: nothing is no number, and sums are sums."""

import re
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.connectors.reports import laid_out, read_told
from laogu.pricing.marks import Kind
from laogu.pricing.standard import Change, ClassMark, Headline, Moment, Standard, Term
from tests.connectors.reporting import told
from tests.pricing.reports.standards import (
    AS_OF,
    ORDINARY,
    PREFERRED,
    STANDARD,
    ordinary,
    paid,
)

KINDS: tuple[Kind, ...] = ("primary_round", "secondary", "talks", "market_close")
ASSUMED: tuple[Term, ...] = ("volatility", "exits", "years", "rate", "preference")
FIGURES = st.floats(1e-6, 1e13, allow_nan=False)
DAYS = st.integers(0, 3_000).map(lambda days: AS_OF - timedelta(days=days))


@st.composite
def bands(draw: st.DrawFn) -> tuple[float, tuple[float, float], tuple[float, float]]:
    value, wide = draw(FIGURES), draw(st.floats(1.0, 50.0))
    narrow = wide**0.4
    return value, (value / wide, value * wide), (value / narrow, value * narrow)


@st.composite
def classes(draw: st.DrawFn) -> tuple[ClassMark, ...]:
    found = []
    for stock_class in draw(st.sampled_from([(), (ORDINARY,), (ORDINARY, PREFERRED)])):
        value, band, middle = draw(bands())
        is_marked = draw(st.booleans())
        found.append(
            replace(
                ordinary(draw(st.integers(0, 10**12))),
                stock_class=stock_class,
                value=value if is_marked else None,
                band=band if is_marked else None,
                middle=middle if is_marked else None,
                headline=draw(st.none() | FIGURES),
            )
        )
    return tuple(found)


@st.composite
def moments(draw: st.DrawFn) -> tuple[Moment, ...]:
    found = []
    for on in sorted(draw(st.sets(DAYS, max_size=6))):
        value, band, middle = draw(bands())
        currency = draw(st.sampled_from(["GBP", "USD"]))
        found.append(Moment(on=on, currency=currency, value=value, band=band, middle=middle))
    return tuple(found)


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    value, band, middle = draw(bands())
    rests = [
        paid(on, draw(FIGURES), kind=draw(st.sampled_from(KINDS)), weight=draw(st.floats(0, 1)))
        for on in sorted(draw(st.sets(DAYS, max_size=5)))
    ]
    ends = st.tuples(FIGURES, FIGURES)
    changes = [
        Change(what=what, low=low, high=high)
        for what, (low, high) in draw(st.dictionaries(
            st.sampled_from(ASSUMED), ends
        )).items()
    ]  # fmt: skip
    headline = st.builds(
        Headline, on=DAYS, figure=FIGURES, counted=st.just(0.0) | FIGURES, part=st.floats(0, 1)
    )
    return replace(
        STANDARD,
        value=value,
        band=band,
        middle=middle,
        classes=draw(classes()),
        anchors=tuple(rests),
        changes=tuple(changes),
        headline=draw(st.none() | headline),
    )


@settings(max_examples=40)
@given(standards(), moments(), st.sampled_from(["en", "zh"]))
def test_every_standard_can_be_laid_out(standard, through, lang):
    paper = laid_out(read_told(told(standard, through, lang)))

    said = [one.says for section in paper.sections if section.table is not None
            for row in section.table.rows for one in row.cells]  # fmt: skip
    assert not any(re.search(r"\b(?:nan|NaN|inf|Infinity|None)\b", one) for one in said)
    for section in paper.sections:
        if section.table is not None:
            assert {len(row.cells) for row in section.table.rows} <= {len(section.table.columns)}
        for drawn in (section.picture, section.narrow):
            for area in drawn.areas if drawn is not None else ():
                assert all(-2 <= x <= drawn.width + 2 for x, _ in area.points)  # type: ignore[union-attr]


@settings(max_examples=25)
@given(standards())
def test_the_classes_sum_to_what_stands_under_them(standard):
    paper = laid_out(read_told(told(standard, ())))
    for section in paper.sections:
        if section.name != "classes" or section.table is None:
            continue
        *rows, last = section.table.rows
        if last.is_total:
            quantities = [Decimal(row.cells[1].says.replace(",", "")) for row in rows]
            assert Decimal(last.cells[1].says.replace(",", "")) == sum(quantities)
