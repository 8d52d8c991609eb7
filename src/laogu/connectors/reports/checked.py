"""The second half of a report: the mark through time, the last round, how often it was wrong."""

from datetime import date
from decimal import Decimal

from laogu.connectors.reports.chart import NARROW, Paid, through_time
from laogu.connectors.reports.figures import as_told, ends, percent, shown
from laogu.connectors.reports.paper import Cell, Column, Row, Section, Table
from laogu.connectors.reports.shapes import MissTold, ReportTold
from laogu.connectors.reports.speaking import Speaker, as_a_name, class_name, shape_of
from laogu.pricing.marks import TRADES

NAMED = 6
"""Anchors that the chart names, the latest."""


def done(told: ReportTold, speaks: Speaker) -> Section:
    """Return the record of the method on this company, and how it has done on others."""
    found = told.done
    if found is None:
        return Section(
            name="done",
            title=speaks.said("How well this method has done"),
            is_half=True,
            lines=(speaks.said("Here: it made no forecast yet."), _elsewhere(told, speaks)),
        )
    of = len(found.trades)
    rows = [
        (speaks.said("Trades inside the 5–95% band"),
         speaks.said("{count} of {all}", count=found.inside, all=of), speaks.said("no band")),
        (speaks.said("Typical miss, % of the price"), percent(found.miss, 1),
         percent(found.kept_miss, 1) if found.kept_miss is not None else "–"),
        (speaks.said("Score (CRPS, lower is better)"), shown(found.score, 3),
         shown(found.kept_score, 3) if found.kept_score is not None else "–"),
    ]  # fmt: skip
    columns = (
        Column(says=speaks.said("Measure")),
        Column(says=speaks.said("This method"), is_figure=True),
        Column(says=speaks.said("Last price kept"), is_figure=True),
    )
    return Section(
        name="done",
        title=speaks.said("How well this method has done"),
        note=speaks.said("here: the last {count} trades, each forecast from before it", count=of),
        is_half=True,
        table=Table(
            columns=columns,
            rows=tuple(Row(cells=tuple(Cell(says=one) for one in row)) for row in rows),
        ),
        lines=(
            *((_fewer(told, speaks),) if int(found.kept) < of else ()),
            _elsewhere(told, speaks),
        ),
    )


def _elsewhere(told: ReportTold, speaks: Speaker) -> str:
    """Say how the method has done on companies whose trades did not teach it."""
    found = told.elsewhere
    return speaks.said(
        "On {count} trades of other companies, out of sample, its 80% bands held {eighty}% and its "
        "90% bands {ninety}%.",
        count=found.forecasts,
        eighty=percent(found.coverage["80"], 1),
        ninety=percent(found.coverage["90"], 1),
    )


def _fewer(told: ReportTold, speaks: Speaker) -> str:
    """Say that the price kept could not be compared everywhere, and ours where it could."""
    found = told.done
    assert found is not None, "there is a record"
    if found.beside_miss is None or found.beside_score is None:
        return speaks.said("Before none of them anybody was known to have paid a price.")
    return speaks.said(
        "Before {count} of them somebody had paid a price; on those this method missed by {miss}% "
        "and scored {score}.",
        count=found.kept, miss=percent(found.beside_miss, 1), score=shown(found.beside_score, 3),
    )  # fmt: skip


def trades(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return the same trades one by one, so that nobody has to believe a sum."""
    if told.done is None:
        return None
    columns = (
        Column(says=speaks.said("Trade")),
        Column(says=speaks.said("Came"), unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("Expected"), unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("5–95%"), unit=speaks.unit, is_figure=True),
        Column(says=speaks.said("Inside")),
        Column(says=speaks.said("Score"), is_figure=True),
        Column(says=speaks.said("Last price kept"), unit=speaks.unit, is_figure=True),
    )
    rows = tuple(_trade(one, speaks) for one in reversed(told.done.trades))
    return Section(
        name="trades",
        title=speaks.said("The last trades, one by one"),
        note=speaks.said("the forecast of the next price on each day, from what was known before"),
        table=Table(columns=columns, rows=rows),
    )


def _trade(one: MissTold, speaks: Speaker) -> Row:
    says = (
        as_a_name(speaks.beside(speaks.word(one.kind, "price_kind"), speaks.day(one.on))),
        shown(one.came),
        shown(one.expected),
        ends(*one.band),
        speaks.said("yes") if one.inside else speaks.said("no"),
        shown(one.score, 3),
        as_told(one.kept) if one.kept is not None else "–",
    )
    return Row(cells=tuple(Cell(says=each) for each in says))


def calibration(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return the last round beside the mark about it; None: nobody is known to have paid."""
    found = told.calibration
    if found is None:
        return None
    unit = speaks.currency(found.currency)
    if told.standard.basis == "valuation":
        unit = speaks.unit
    paid = f"{as_told(found.figure)} {unit}"
    stock_class = class_name(found.stock_class_id, told)
    rows = [
        (speaks.said("Paid for one share of {stock_class}", stock_class=stock_class)
         if stock_class is not None else speaks.said("Told"), paid),
        (speaks.said("By it, one common share") if told.standard.basis == "per_share"
         else speaks.said("By it, the company"), shown(found.each)),
    ]  # fmt: skip
    if found.before is not None and found.off is not None:
        band = ends(*found.before.band)
        before = speaks.said("{mark}, 5–95% {band}", mark=shown(found.before.mark), band=band)
        above = percent(found.off, 1)
        inside = speaks.said("inside the band") if found.expected \
            else speaks.said("outside the band")  # fmt: skip
        rows.append((speaks.said("The mark before it, {day}", day=speaks.day(found.before.on)),
                     before))  # fmt: skip
        rows.append(
            (speaks.said("The price above the mark before it"), speaks.beside(f"{above}%", inside))
        )
    else:
        rows.append((speaks.said("The mark before it"), speaks.said("none")))
    if found.after is not None:
        rows.append((speaks.said("The mark of its day"), shown(found.after.mark)))
    kind = speaks.word(found.kind, "price_kind")
    return Section(
        name="calibration",
        title=speaks.said("Calibration to the last round")
        if found.kind == "primary_round"
        else speaks.said("Calibration to the last price"),
        note=speaks.beside(kind, speaks.day(found.on)),
        is_half=True,
        table=Table(
            columns=(Column(says=speaks.said("Measure")), Column(says=speaks.unit, is_figure=True)),
            rows=tuple(Row(cells=(Cell(says=name), Cell(says=says))) for name, says in rows),
        ),
    )


def drawn(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return mark and band through time, in the currency of today; None: there is no history."""
    today = (told.standard.currency, told.standard.basis)
    moments = [one for one in told.through if (one.currency, one.basis) == today]
    if not moments or told.standard.mark is None:
        return None
    counted = [one for one in told.standard.anchors if one.currency == told.standard.currency]
    counted.sort(key=lambda one: one.on)
    paid = [
        Paid(
            on=date.fromisoformat(one.on),
            each=one.each,
            shape=shape_of(one.kind),
            is_filled=one.kind in TRADES,
            says=f"{speaks.word(one.kind, 'price_kind')} {shown(one.each)}"
            if place >= len(counted) - NAMED else "",
        )
        for place, one in enumerate(counted)
        if Decimal(one.each) > 0
    ]  # fmt: skip
    says = speaks.said(
        "The mark from {first} to {last}, with its band and {count} anchors.",
        first=speaks.day(moments[0].on), last=speaks.day(told.on), count=len(paid),
    )  # fmt: skip
    note = speaks.said("{unit}, log scale; each day uses only what was known that day",
                       unit=speaks.unit)  # fmt: skip
    until = date.fromisoformat(told.on)
    earlier = len(told.through) - len(moments)
    other = speaks.said("Earlier marks on another basis or in another currency are not drawn: "
                        "nothing is converted.")  # fmt: skip
    return Section(
        name="through",
        title=speaks.said("Mark and band"),
        note=note,
        picture=through_time(moments, paid, until=until, says=says),
        narrow=through_time(moments, paid, until=until, says=says, width=NARROW),
        lines=(other,) if earlier else (),
    )
