"""What is asked of a structure: by which method, of which equity or from which known price."""

from typing import Literal

from msgspec import Struct

from laogu.pricing.scenarios import Scenario

Method = Literal["random_term", "fixed_term", "current", "alike", "weighted", "hybrid"]


class Assumed(Struct, frozen=True, kw_only=True):
    """What is assumed of the time to the end; None: as the method's authors have it.

    offerings: whether a company may be listed when it ends. dollars: that a unit is worth.
    """

    years: float = 3.0
    exits: float | None = None
    volatility: float | None = None
    rate: float | None = None
    offerings: bool = True
    dollars: float = 1.0


class Question(Struct, frozen=True, kw_only=True):
    """known: a class and what one share of it is worth, in place of the equity."""

    method: Method = "random_term"
    equity: float | None = None
    known: tuple[str, float] | None = None
    term: Assumed = Assumed()
    scenarios: tuple[Scenario, ...] = ()
    discount_rate: float = 0.0
