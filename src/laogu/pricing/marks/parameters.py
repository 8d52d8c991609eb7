"""The parameters of the mark, fitted and frozen under a version."""

from msgspec import Struct

from laogu.pricing.marks.points import Kind
from laogu.pricing.marks.recursion import FAR


class Parameters(Struct, frozen=True, kw_only=True):
    """What the model does not know by itself; all of logarithms, spans in years.

    rise, haste, carry: see `filtering.premium`. fade: what a private value loses a year after the
    years of `patience` without news. spread: with which a private value wanders, a year; jump: with
    which the next trade misses it however soon it comes; listed_spread, listed_jump: the same of
    listed shares.
    pop, pop_spread, pop_skew: what the first trade brings after an offering was priced.
    skew: how much wider the side above is than the side below. tails: degrees of freedom.
    failing: a year, of a private company that is silent, up to `most_failed` of all; lost,
    lost_spread: what is lost then.
    noise: of a kind of point, beside its own spread.
    beta: by how much a value follows an index of listed peers, where one is given. drift: a year.
    maturing, calming, settling: powers of the number of trades so far by which rise, jump and
    spread fall: a company that has raised often raises by smaller steps.
    far: standard deviations beyond which an anchor is believed less.
    """

    rise: float
    haste: float
    fade: float
    patience: float
    carry: float
    spread: float
    jump: float
    listed_spread: float
    listed_jump: float
    pop: float
    pop_spread: float
    skew: float
    tails: float
    failing: float
    lost: float
    lost_spread: float
    noise: dict[Kind, float]
    most_failed: float = 0.664
    beta: float = 1.4
    drift: float = 0.0
    maturing: float = 0.0
    calming: float = 0.0
    settling: float = 0.0
    pop_skew: float = 1.0
    far: float = FAR
