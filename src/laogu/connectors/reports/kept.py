"""The end of a report: how it was worked out, from which sources, and how to make it again."""

from laogu.connectors.reports.figures import percent
from laogu.connectors.reports.paper import Cell, Column, Row, Section, Table
from laogu.connectors.reports.shapes import ReportTold
from laogu.connectors.reports.speaking import Speaker


def methods(speaks: Speaker) -> Section:
    """Return how the figures are got, in sentences."""
    return Section(
        name="methods",
        title=speaks.said("Methods"),
        note=speaks.said("docs/concepts/marks.md, with formulas and the fit of every parameter"),
        lines=(
            speaks.said("An anchor is a dated price or valuation that has a source. What is told "
                        "of one thing several times counts once; words count less than money."),
            speaks.said("Where the terms of all classes are known, a price paid for a class is "
                        "turned into what one common share was worth that day: by options of a "
                        "random term (Gornall and Strebulaev), solved backwards from the price."),
            speaks.said("A filter on the logarithm of a common share weighs the anchors by how "
                        "much their kind may miss and by their age. Between anchors the band opens "
                        "with the root of the time."),
            speaks.said("Today's structure carries the mark to every class: who is paid first, who "
                        "converts, who may wait. Where terms are not known, only the class that "
                        "was paid for has a mark."),
            speaks.said("What may not be sold has a second figure: less the average-price put of "
                        "Finnerty over the days that are left, at the volatility of the mark."),
            speaks.said("The mark is what a share is worth; the forecast is what the next stranger "
                        "will pay, if that happens on the day. The record scores the forecast."),
            speaks.said("Currencies are never converted, and nothing later than the day is read."),
        ),
    )  # fmt: skip


def sources(told: ReportTold, speaks: Speaker) -> Section | None:
    """Return every fact that counted, with who said it; None: no fact did."""
    if not told.sources:
        return None
    columns = (
        Column(says=speaks.said("Day")),
        Column(says=speaks.said("What was said")),
        Column(says=speaks.said("Source")),
        Column(says=speaks.said("Sure")),
    )
    rows = tuple(
        Row(
            cells=(
                Cell(says=one.on),
                Cell(says=one.says, second=one.fact_id),
                Cell(says=one.source, second=one.address or ""),
                Cell(says=speaks.word(one.sure, "sure")),
            )
        )
        for one in told.sources
    )
    return Section(
        name="sources",
        title=speaks.said("Sources"),
        note=speaks.said("facts of the record; a trade of this market stands under its own number"),
        table=Table(columns=columns, rows=rows),
    )


def again(told: ReportTold, speaks: Speaker) -> Section:
    """Return what the figures were made from, so that anybody can make them again."""
    rows = [
        (speaks.said("Version of the method"), told.standard.version),
        (speaks.said("Hash of the inputs"), told.standard.input_hash),
        (speaks.said("Terms in force from"),
         speaks.day(told.terms_on) if told.terms_on is not None else speaks.said("unknown")),
        (speaks.said("Volatility of a year"),
         f"{percent(told.standard.volatility)}%" if told.standard.volatility is not None else "–"),
        (speaks.said("Made again by"), told.again),
    ]  # fmt: skip
    return Section(
        name="again",
        title=speaks.said("Made from"),
        note=speaks.said("the same inputs give the same digits"),
        is_half=True,
        table=Table(
            columns=(Column(says=speaks.said("What")), Column(says=speaks.said("Which"))),
            rows=tuple(Row(cells=(Cell(says=name), Cell(says=says))) for name, says in rows),
        ),
    )
