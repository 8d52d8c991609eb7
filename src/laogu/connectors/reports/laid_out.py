"""A report laid out: what is said first, its sections in their order, and what stands round them.

The order is that of a board's questions: what is it worth, by which right do you say so, what would
change your mind, how often were you wrong, what do you not know; then everything to check it by.
"""

from decimal import Decimal

from laogu.connectors.reports.checked import calibration, done, drawn, trades
from laogu.connectors.reports.figures import percent, shown
from laogu.connectors.reports.kept import again, methods, sources
from laogu.connectors.reports.paper import Paper, Section
from laogu.connectors.reports.shapes import ReportTold
from laogu.connectors.reports.shortened import shortened
from laogu.connectors.reports.speaking import Speaker, runs, strong
from laogu.connectors.reports.valued import by_class, restricted, rests, would_change


def laid_out(told: ReportTold) -> Paper:
    """Return a report as it lies on paper."""
    speaks = Speaker(told)
    told = shortened(told)
    title = _title(told, speaks)
    report = speaks.said("Board report")
    inputs = f"{told.standard.input_hash[:4]}…{told.standard.input_hash[-4:]}"
    made_of = speaks.said(
        "Inputs {inputs} · method {version}", inputs=inputs, version=told.standard.version
    )
    if told.terms_on is not None:
        terms = speaks.said("terms as of {day}", day=speaks.day(told.terms_on))
        made_of = f"{made_of} · {terms}"
    return Paper(
        lang=speaks.lang,
        file_name=f"{told.issuer}-{told.on}-{speaks.lang}.pdf",
        title=title,
        about=_about(told, speaks),
        example=speaks.said("example") if told.example else "",
        head=(f"{report} · {told.name}", speaks.said("Confidential to the board")),
        lead=runs(_lead(told, speaks)),
        sections=tuple(_sections(told, speaks)),
        signed=(
            speaks.said("Prepared by"),
            speaks.said("Reviewed by"),
            speaks.said("Adopted by the board on"),
        ),
        foot=(made_of, speaks.said("Run again: {command}", command=told.again)),
        pages=speaks.said("Page {page} of {pages}", page="{page}", pages="{pages}"),
    )


def _sections(told: ReportTold, speaks: Speaker) -> list[Section]:
    found = [
        by_class(told, speaks),
        rests(told, speaks),
        would_change(told, speaks),
        done(told, speaks),
        _unknown(told, speaks),
        drawn(told, speaks),
        restricted(told, speaks),
        calibration(told, speaks),
        again(told, speaks),
        trades(told, speaks),
        methods(speaks),
        sources(told, speaks),
    ]
    return [one for one in found if one is not None]


def _title(told: ReportTold, speaks: Speaker) -> str:
    if told.standard.mark is None:
        return speaks.said("No price")
    if told.standard.basis == "valuation":
        return speaks.said("What the company is worth")
    return speaks.said("What each class is worth")


def _about(told: ReportTold, speaks: Speaker) -> str:
    day = speaks.day(told.on)
    known = speaks.said("{name}. On {day}, using only what was known that day.",
                        name=told.legal_name, day=day)  # fmt: skip
    if told.known_at is not None:
        known = speaks.said("{name}. On {day}, using only what was written down here by {moment}.",
                            name=told.legal_name, day=day, moment=told.known_at)  # fmt: skip
    gap = "" if speaks.lang == "zh" else " "
    return known if not speaks.unit else f"{known}{gap}{speaks.unit}"


def _lead(told: ReportTold, speaks: Speaker) -> str:
    """Return the answer, in two or three sentences."""
    found = told.standard
    if found.mark is None or found.band is None:
        return found.reason
    facts = {
        "mark": strong(shown(found.mark)), "unit": speaks.unit,
        "low": shown(found.band[0]), "high": shown(found.band[1]),
    }  # fmt: skip
    if found.basis == "valuation":
        sentences = [
            speaks.said("The whole company, as its headline counts it, is worth {mark} {unit}, and "
                        "nine times in ten between {low} and {high}.", **facts),
            speaks.said("That is no price of a share: no class has one."),
        ]  # fmt: skip
    else:
        sentences = [
            speaks.said("One common share is worth {mark} {unit}, and nine times in ten between "
                        "{low} and {high}.", **facts),
            *_beside_the_headline(told, speaks),
        ]  # fmt: skip
    return ("" if speaks.lang == "zh" else " ").join(sentences)


def _beside_the_headline(told: ReportTold, speaks: Speaker) -> list[str]:
    headline = told.standard.headline
    if headline is None or not Decimal(headline.counted):
        return []
    same = Decimal(headline.figure) * Decimal(headline.part)
    facts = {"figure": shown(headline.figure), "counted": strong(shown(headline.counted))}
    worth = speaks.said("Class by class, the shares are worth {counted}.", **facts)
    part = percent(headline.part, 1).removesuffix(".0")
    if part != "100":
        worth = speaks.said("Class by class, the shares that have a mark, {part}% of all, are "
                            "worth {counted}.", part=part, **facts)  # fmt: skip
    above = percent(f"{same / Decimal(headline.counted) - 1:f}")
    if above.startswith("−"):
        by = strong(speaks.said("{percent}% less", percent=above.removeprefix("−")))
    else:
        by = strong(speaks.said("{percent}% more", percent=above))
    last = speaks.said("The headline, the last round's price put on every share, says "
                       "{figure}: {by} for the same shares.", by=by, **facts)  # fmt: skip
    return [worth, last]


def _unknown(told: ReportTold, speaks: Speaker) -> Section:
    nothing = speaks.said("Nothing that the method asks for is missing.")
    return Section(
        name="unknown",
        title=speaks.said("What we do not know"),
        is_half=True,
        questions=told.unknown,
        lines=() if told.unknown else (nothing,),
    )
