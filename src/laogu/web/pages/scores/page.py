"""How the marks have done: every forecast beside what came, and beside what anybody could guess.

The scoreboard came with the program and was worked out when the parameters were frozen; it names
companies by their ids and shows no price of theirs.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from laogu.connectors.pricing import Scoreboard, ScoreGiven, scoreboard
from laogu.web.calibration_chart import draw_calibration
from laogu.web.drawing import Drawing
from laogu.web.exports import corner, exported
from laogu.web.pages.scores.here import LiveRow, came_here, live, live_sheet
from laogu.web.pages.scores.rows import (
    BASELINES,
    Ahead,
    ScoreRow,
    ahead_of,
    bands_sheet,
    difference,
    groups_sheet,
    guesses_sheet,
    issuers_sheet,
    percent,
    plain,
    row,
)
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

WORST = 8
"""Companies that are shown: those that it did worst at."""


class GuessRow(Struct, frozen=True, kw_only=True):
    """Ours, or a guess. ours: our log score over the same forecasts; None: it is ours."""

    name: str
    forecasts: str
    log_score: str
    crps: str
    ours: str | None
    ahead: Ahead | None


class ScoresPage(Page, frozen=True, kw_only=True):
    """The scoreboard. drawings: calibration, wide and narrow."""

    facts_line: tuple[str, ...]
    lead: str
    behind: str
    guesses: tuple[GuessRow, ...]
    guess_heads: tuple[str, ...]
    guesses_exports: Exports
    drawings: tuple[Drawing, Drawing]
    bands: tuple[tuple[str, str], ...]
    bands_exports: Exports
    groups: tuple[tuple[str, tuple[ScoreRow, ...]], ...]
    groups_exports: Exports
    worst: tuple[ScoreRow, ...]
    issuers_exports: Exports
    live: tuple[LiveRow, ...]
    live_exports: Exports
    how: tuple[str, ...]


def scores(visit: Visit) -> Shown:
    """Return how the marks have done."""
    board = scoreboard()
    came = came_here(visit)
    file = exported(
        visit, guesses_sheet(board), bands_sheet(board), groups_sheet(board),
        issuers_sheet(board), live_sheet(visit, came),
    )  # fmt: skip
    if file is not None:
        return file
    kinds = visit.said("What came"), "price_kind"
    shown = ScoresPage(
        title=visit.said("How the marks have done"),
        place="markets",
        told_by=frozenset({"issuer:", "market", "clock"}),
        note=visit.said("Everything on this page is worked out by a model, and compared."),
        facts_line=(
            visit.said("version {version}", version=board.version),
            visit.said("{count} companies", count=len(board.by_issuer)),
            visit.said("{count} forecasts", count=board.forecasts),
            visit.said("known by {day}", day=board.known_on),
            board.input_hash[:12],
        ),
        lead=_lead(visit, board),
        behind=_behind(visit, board),
        guesses=tuple(_guesses(visit, board)),
        guess_heads=tuple(visit.show(name, "baseline") for name in BASELINES),
        guesses_exports=corner(visit, "guesses"),
        drawings=_drawings(visit, board),
        bands=tuple((f"{band}", percent(part)) for band, part in board.held.items()),
        bands_exports=corner(visit, "bands"),
        groups=(
            (visit.said("Stage"), _rows(visit, board.by_stage, "score_stage")),
            (kinds[0], _rows(visit, board.by_kind, kinds[1])),
            (visit.said("Figure"), _rows(visit, board.by_basis, "price_basis")),
        ),
        groups_exports=corner(visit, "groups"),
        worst=tuple(_worst(visit, board)),
        issuers_exports=corner(visit, "companies"),
        live=tuple(live(visit, board.known_on, came)),
        live_exports=corner(visit, "here"),
        how=_how(visit),
    )
    return page(visit, "scores.html", shown)


def _rows(visit: Visit, groups: Mapping[str, ScoreGiven], of: str) -> tuple[ScoreRow, ...]:
    return tuple(row(visit, visit.show(name, of), score) for name, score in groups.items())


def _lead(visit: Visit, board: Scoreboard) -> str:
    return visit.said(
        "Of {count} prices that came, the 80% band of the forecast made before them held {held}%; "
        "it should hold 80. Ours are ahead of the last price carried forward by {carry} a price in "
        "log score, of the last valuation after a round by {post}, of the mean of the last three "
        "anchors by {average}.",
        count=board.forecasts,
        held=percent(board.coverage["80"]),
        carry=_by(board, "carry_forward"),
        post=_by(board, "post_money"),
        average=_by(board, "average"),
    )


def _by(board: Scoreboard, name: str) -> str:
    return (ahead_of(board, name).figure or "–").removeprefix("+")


def _behind(visit: Visit, board: Scoreboard) -> str:
    """Return in which groups a guess does better than ours; blank: in none."""
    groups = ((board.by_stage, "score_stage"), (board.by_kind, "price_kind"),
              (board.by_basis, "price_basis"))  # fmt: skip
    found = []
    for scores_of, of in groups:
        for name, score in scores_of.items():
            better = [one for one in BASELINES if ahead_of(score, one).is_behind]
            if better:
                guesses = visit.either("、", ", ").join(
                    visit.show(one, "baseline") for one in better
                )
                found.append(
                    visit.said(
                        "{group} ({count}) behind {guesses}",
                        group=visit.show(name, of),
                        count=score.forecasts,
                        guesses=guesses,
                    )
                )
    if not found:
        return visit.said("In no group is a guess ahead.")
    return visit.said(
        "Where a guess is ahead of ours: {groups}.", groups=visit.either("；", "; ").join(found)
    )


def _guesses(visit: Visit, board: Scoreboard) -> Iterator[GuessRow]:
    yield GuessRow(
        name=visit.said("ours"),
        forecasts=visit.show(board.forecasts),
        log_score=plain(board.log_score),
        crps=plain(board.crps),
        ours=None,
        ahead=None,
    )
    for name in BASELINES:
        one = board.baselines[name]
        yield GuessRow(
            name=visit.show(name, "baseline"),
            forecasts=visit.show(one.forecasts),
            log_score=plain(one.log_score),
            crps=plain(one.crps),
            ours=plain(one.ours_log_score),
            ahead=ahead_of(board, name),
        )


def _drawings(visit: Visit, board: Scoreboard) -> tuple[Drawing, Drawing]:
    held = {int(band): Decimal(part) for band, part in board.held.items()}
    told = ", ".join(f"{band}%: {percent(part)}%" for band, part in board.held.items())
    says = visit.said("What each band held: {bands}", bands=told)
    axes = visit.said("the band says, %"), visit.said("it held, %")
    return (
        draw_calibration(held, says=says, axes=axes),
        draw_calibration(held, says=says, axes=axes, width=358),
    )


def _worst(visit: Visit, board: Scoreboard) -> Iterator[ScoreRow]:
    """Yield the companies that ours did worst at beside the last price carried forward."""
    found = []
    for name, score in board.by_issuer.items():
        ahead = difference(score, "carry_forward")
        if ahead is not None:
            found.append((ahead, name))
    register = visit.books.register
    for _, slug in sorted(found)[:WORST]:
        # A history may be of a company that this market does not know.
        known = register.slugs.get(slug)
        name = slug if known is None else visit.issuer_name(register.issuers[known])
        yield row(visit, name, board.by_issuer[slug])


def _how(visit: Visit) -> tuple[str, ...]:
    return (
        visit.said(
            "Every price that strangers paid is forecast from what was reported before its day, "
            "and from nothing else: not what became of a company, and no note."
        ),
        visit.said(
            "A company whose history taught the parameters is forecast by parameters that its fold "
            "of the companies did not teach."
        ),
        visit.said(
            "The guesses are normal, with spreads fitted on these very prices, which favours them."
        ),
        visit.said(
            "A log score is the logarithm of how dense the forecast was at what came: higher is "
            "better, and 0.10 more makes what came a tenth more likely. CRPS is how far the "
            "forecast stood from it in logarithms: lower is better."
        ),
        visit.said(
            "A valuation after a round counts every share at the price of the best one, and is not "
            "what the company is worth. It is compared here as a guess of the next figure alone, "
            "told the same way: valuation with valuation, a share with a share."
        ),
        visit.said(
            "Some of the prices are remembered and were not looked up. They teach and are scored, "
            "and are shown nowhere as facts."
        ),
        visit.said(
            "The histories are of companies that became known: what failed in silence is rarer "
            "among them than among all, and a forecast of those would do worse."
        ),
    )


ROUTES = (Route(path="/scores", page=scores),)
