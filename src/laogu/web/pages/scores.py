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
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

FEW = 10
"""Forecasts below which a group says little, and is said to."""

WORST = 8
BASELINES = ("carry_forward", "post_money", "average")
HEADS = (
    "name", "forecasts", "held_50", "held_80", "held_90", "log_score", "crps",
    *(f"{name}_{of}" for name in BASELINES for of in ("forecasts", "log_score", "ahead")),
)  # fmt: skip


class Ahead(Struct, frozen=True, kw_only=True):
    """By how much our log score is above a guess's. figure: None: the guess was never made."""

    figure: str | None
    is_behind: bool = False


class ScoreRow(Struct, frozen=True, kw_only=True):
    """A group of forecasts. is_few: so few that chance may have decided it."""

    name: str
    forecasts: str
    is_few: bool
    held: str
    log_score: str
    ahead: tuple[Ahead, ...]


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
    how: tuple[str, ...]


def scores(visit: Visit) -> Shown:
    """Return how the marks have done."""
    board = scoreboard()
    file = exported(
        visit, _guesses_sheet(board), _bands_sheet(board), _groups_sheet(board),
        _issuers_sheet(board),
    )  # fmt: skip
    if file is not None:
        return file
    kinds = visit.said("What came"), "price_kind"
    shown = ScoresPage(
        title=visit.said("How the marks have done"),
        place="markets",
        told_by=frozenset({"market"}),
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
        how=_how(visit),
    )
    return page(visit, "scores.html", shown)


def percent(part: str | Decimal) -> str:
    """Return a part as per cent, to a tenth."""
    return f"{(100 * Decimal(part)):.1f}"


def signed(value: Decimal) -> str:
    """Return a difference with its sign, to a hundredth."""
    return f"{value:+.2f}".replace("-", "\u2212")


def ahead_of(score: ScoreGiven, name: str) -> Ahead:
    """Return by how much ours is ahead of a guess over the forecasts that it could make."""
    found = difference(score, name)
    if found is None:
        return Ahead(figure=None)
    return Ahead(figure=signed(found), is_behind=found < 0)


def difference(score: ScoreGiven, name: str) -> Decimal | None:
    """Return our log score less that of a guess; None: it could not be made."""
    beside = score.baselines.get(name)
    return None if beside is None else Decimal(beside.ours_log_score) - Decimal(beside.log_score)


def plain(value: str | None) -> str:
    """Return a score to a hundredth; a dash for none."""
    return "–" if value is None else f"{Decimal(value):.2f}".replace("-", "\u2212")


def row(visit: Visit, name: str, score: ScoreGiven) -> ScoreRow:
    """Return a group of forecasts as a row."""
    return ScoreRow(
        name=name,
        forecasts=visit.show(score.forecasts),
        is_few=score.forecasts < FEW,
        held=percent(score.coverage["80"]),
        log_score=plain(score.log_score),
        ahead=tuple(ahead_of(score, one) for one in BASELINES),
    )


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
    return visit.said("Where a guess is ahead of ours: {groups}.", groups="; ".join(found))


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
    for _, name in sorted(found)[:WORST]:
        yield row(visit, name, board.by_issuer[name])


def _bands_sheet(board: Scoreboard) -> Sheet:
    rows = [(int(band), Decimal(part)) for band, part in board.held.items()]
    return Sheet("bands", ("band_percent", "held"), rows)


def _guesses_sheet(board: Scoreboard) -> Sheet:
    ours = ("ours", board.forecasts, _figure(board.log_score), _figure(board.crps), None, None)
    rows = [
        (name, one.forecasts, _figure(one.log_score), _figure(one.crps),
         _figure(one.ours_log_score), _figure(one.ours_crps))
        for name, one in board.baselines.items()
    ]  # fmt: skip
    heads = ("forecast", "forecasts", "log_score", "crps", "ours_log_score", "ours_crps")
    return Sheet("guesses", heads, [ours, *rows])


def _groups_sheet(board: Scoreboard) -> Sheet:
    groups = (("stage", board.by_stage), ("kind", board.by_kind), ("basis", board.by_basis))
    rows = [
        (group, *_values(name, score)) for group, found in groups for name, score in found.items()
    ]
    return Sheet("groups", ("group", *HEADS), rows)


def _issuers_sheet(board: Scoreboard) -> Sheet:
    rows = [_values(name, score) for name, score in board.by_issuer.items()]
    return Sheet("companies", HEADS, rows)


def _values(name: str, score: ScoreGiven) -> tuple[Value, ...]:
    beside: list[Value] = []
    for one in BASELINES:
        guess = score.baselines.get(one)
        if guess is None:
            beside += [None, None, None]
        else:
            beside += [guess.forecasts, _figure(guess.log_score), difference(score, one)]
    held = (_figure(score.coverage[band]) for band in ("50", "80", "90"))
    return (name, score.forecasts, *held, _figure(score.log_score), _figure(score.crps), *beside)


def _figure(text: str | None) -> Value:
    return None if text is None else Decimal(text)


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
