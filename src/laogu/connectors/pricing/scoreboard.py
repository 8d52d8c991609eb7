"""Scores of forecasts as plain data, and the scoreboard that comes with the program.

The one that comes with it was worked out when the parameters were frozen, from histories that are
not part of the program: companies stand on it by their ids, and no price of theirs does.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec
from msgspec import Struct

from laogu.basics import Words
from laogu.connectors import plain
from laogu.connectors.pricing.histories import Histories
from laogu.connectors.pricing.remarks import TOO_MANY_TRADES
from laogu.connectors.pricing.told import figure
from laogu.pricing.marks import (
    BANDS,
    MOST_FORECASTS,
    TRADES,
    VERSION,
    Score,
    Scored,
    grouped,
    held,
    scored,
    summed,
)

FILE: Final = "scoreboard.json"


class BesideGiven(Struct, frozen=True, kw_only=True):
    """A plain guess, over the forecasts that it could make, beside ours of the same ones."""

    forecasts: int
    log_score: str
    crps: str
    ours_log_score: str
    ours_crps: str


class ScoreGiven(Struct, frozen=True, kw_only=True):
    """What some forecasts come to. coverage: the part that each band held, by per cent."""

    forecasts: int
    coverage: dict[str, str]
    crps: str | None
    log_score: str | None
    baselines: dict[str, BesideGiven]


class Scoreboard(ScoreGiven, frozen=True, kw_only=True):
    """The scores under a version. held: as `coverage`, at more bands.

    known_on: the last day that the histories tell of.
    """

    version: str
    input_hash: str
    known_on: date
    held: dict[str, str]
    by_stage: dict[str, ScoreGiven]
    by_kind: dict[str, ScoreGiven]
    by_basis: dict[str, ScoreGiven]
    by_issuer: dict[str, ScoreGiven]


@cache
def scoreboard() -> Scoreboard:
    """Return the scoreboard that comes with the program."""
    return msgspec.json.decode(_shipped(), type=Scoreboard)


def told_scoreboard() -> dict[str, Any]:
    """Return the same as plain data."""
    told: dict[str, Any] = msgspec.json.decode(_shipped())
    return told


def _shipped() -> bytes:
    return (files("laogu") / "data" / FILE).read_bytes()


def scored_of(read: Histories, words: Words) -> dict[str, Any]:
    """Return what the forecasts of the histories of a file come to."""
    found = list(scored(read.histories))
    many = [
        TOO_MANY_TRADES.at(f"/companies/{at}", most=MOST_FORECASTS)
        for at, one in enumerate(read.histories)
        if sum(point.kind in TRADES for point in one.points) > MOST_FORECASTS
    ]
    return {
        **told_score(found),
        "version": VERSION,
        "input_hash": read.input_hash,
        "findings": [plain.finding(one, words) for one in (*read.findings, *many)],
    }


def told_score(found: list[Scored]) -> dict[str, Any]:
    """Return what some forecasts come to, whole and by groups."""
    return {
        **_score(summed(found)),
        "held": {str(band): figure(part, 4) for band, part in held(found).items()},
        "by_stage": _groups(grouped(found, lambda one: one.stage)),
        "by_kind": _groups(grouped(found, lambda one: one.kind)),
        "by_basis": _groups(grouped(found, lambda one: one.basis)),
        "by_issuer": _groups(grouped(found, lambda one: one.issuer)),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "forecasts": score.forecasts,
        "coverage": {
            str(band): figure(score.coverage[band], 4) if score.forecasts else None
            for band in BANDS
        },
        "crps": figure(score.crps, 4),
        "log_score": figure(score.log_score, 4),
        "baselines": {
            name: {
                key: value if key == "forecasts" else figure(value, 4)
                for key, value in scores.items()
            }
            for name, scores in score.baselines.items()
        },
    }


def _groups(groups: Mapping[str, Score]) -> dict[str, Any]:
    return {name: _score(score) for name, score in groups.items()}
