"""A row of scores: how often a band held, and by how much each guess is left behind."""

from decimal import Decimal

from msgspec import Struct

from laogu.connectors.pricing import Scoreboard, ScoreGiven
from laogu.web.exports import Sheet, Value
from laogu.web.visit import Visit

FEW = 10
"""Forecasts below which a group says little, and is said to."""

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


def bands_sheet(board: Scoreboard) -> Sheet:
    """Return what each band held as a table."""
    rows = [(int(band), Decimal(part)) for band, part in board.held.items()]
    return Sheet("bands", ("band_percent", "held"), rows)


def guesses_sheet(board: Scoreboard) -> Sheet:
    """Return ours and each guess as a table."""
    ours = ("ours", board.forecasts, _figure(board.log_score), _figure(board.crps), None, None)
    rows = [
        (name, one.forecasts, _figure(one.log_score), _figure(one.crps),
         _figure(one.ours_log_score), _figure(one.ours_crps))
        for name, one in board.baselines.items()
    ]  # fmt: skip
    heads = ("forecast", "forecasts", "log_score", "crps", "ours_log_score", "ours_crps")
    return Sheet("guesses", heads, [ours, *rows])


def groups_sheet(board: Scoreboard) -> Sheet:
    """Return every group of forecasts as a table."""
    groups = (("stage", board.by_stage), ("kind", board.by_kind), ("basis", board.by_basis))
    rows = [
        (group, *_values(name, score)) for group, found in groups for name, score in found.items()
    ]
    return Sheet("groups", ("group", *HEADS), rows)


def issuers_sheet(board: Scoreboard) -> Sheet:
    """Return every company by its id as a table."""
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
