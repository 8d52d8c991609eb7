"""What was fitted, frozen under a version: written by `python -m tests.pricing.fitted`.

The parameters were fitted on the rolling forecasts of the companies below, whose histories were
known on 2026-11-21; some of their points are remembered and not looked up, which may teach and is
never shown. One who was among them is forecast by the parameters of a fold without it, so that
nothing of its own future is in its forecast.
"""

import hashlib
from typing import Final

from msgspec import Struct

from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.points import SPREADS, Kind

VERSION: Final = "mark.2"
FOLDS: Final = 6


class Spread(Struct, frozen=True):
    """The spread of a plain guess: at once, and what a year adds. Fitted in sample."""

    at_once: float
    a_year: float


def fold_of(issuer: str) -> int:
    """Return the fold without a company: by its id, so that it is the same for ever."""
    return int(hashlib.sha256(issuer.encode()).hexdigest(), 16) % FOLDS


def parameters_for(issuer: str) -> Parameters:
    """Return the parameters that a company's own history did not teach.

    A market writes a company's name with a dash where the histories have an underscore.
    """
    taught = issuer.replace("-", "_")
    return WITHOUT[fold_of(taught)] if taught in TAUGHT else PARAMETERS


def _noise(*, of_marks: float, of_words: float) -> dict[Kind, float]:
    marks, words = {"fund_mark", "internal_409a"}, {"talks", "estimate"}
    return {
        kind: of_marks if kind in marks else of_words if kind in words else 0.0 for kind in SPREADS
    }


TAUGHT: Final = frozenset(
    (
        "airbnb",
        "airtable",
        "anduril",
        "anthropic",
        "anysphere",
        "baichuan",
        "byjus",
        "carta",
        "cerebras",
        "checkout_com",
        "coreweave",
        "didi",
        "discord",
        "elevenlabs",
        "epic",
        "figure",
        "flipkart",
        "getir",
        "glean",
        "grab",
        "groq",
        "groupon",
        "harvey",
        "honest",
        "instacart",
        "klarna",
        "kuaishou",
        "lambda",
        "magic_leap",
        "meituan",
        "metax",
        "minimax",
        "mistral",
        "moonshot",
        "nubank",
        "ola",
        "opensea",
        "oyo",
        "palantir",
        "perplexity",
        "pine_labs",
        "psiquantum",
        "ramp",
        "reddit",
        "rivian",
        "robinhood",
        "roblox",
        "runway",
        "sambanova",
        "scale_ai",
        "shein",
        "shield_ai",
        "skild",
        "spacex",
        "square",
        "stepfun",
        "suno",
        "toast",
        "uber",
        "ubtech",
        "uipath",
        "vice",
        "waymo",
        "xai",
        "zhipu",
        "zipline",
    )
)

PARAMETERS: Final = Parameters(
    rise=0.8413,
    haste=0.1848,
    fade=0.1481,
    patience=1.3003,
    carry=0.1499,
    spread=0.3172,
    jump=0.4579,
    listed_spread=1.401,
    listed_jump=0.0836,
    pop=0.1684,
    pop_spread=0.1811,
    skew=0.9879,
    tails=4.0767,
    failing=0.065,
    lost=1.9449,
    lost_spread=0.8232,
    maturing=0.4486,
    calming=0.4095,
    pop_skew=2.2734,
    noise=_noise(of_marks=0.1908, of_words=0.2441),
)

WITHOUT: Final = (
    Parameters(
        rise=0.8736,
        haste=0.1909,
        fade=0.1536,
        patience=1.1468,
        carry=0.1109,
        spread=0.3219,
        jump=0.4446,
        listed_spread=1.3688,
        listed_jump=0.0844,
        pop=0.2086,
        pop_spread=0.1489,
        skew=0.8665,
        tails=3.8949,
        failing=0.0637,
        lost=1.8515,
        lost_spread=0.8537,
        maturing=0.3592,
        calming=0.4141,
        pop_skew=2.5187,
        noise=_noise(of_marks=0.2002, of_words=0.2448),
    ),
    Parameters(
        rise=0.8787,
        haste=0.1863,
        fade=0.1455,
        patience=1.2777,
        carry=0.1142,
        spread=0.3311,
        jump=0.4652,
        listed_spread=1.9234,
        listed_jump=0.0714,
        pop=0.1585,
        pop_spread=0.1595,
        skew=0.9792,
        tails=4.3833,
        failing=0.0638,
        lost=1.5864,
        lost_spread=0.8612,
        maturing=0.4484,
        calming=0.4578,
        pop_skew=2.0665,
        noise=_noise(of_marks=0.1941, of_words=0.2437),
    ),
    Parameters(
        rise=0.7774,
        haste=0.1833,
        fade=0.1469,
        patience=1.2952,
        carry=0.1258,
        spread=0.3128,
        jump=0.4223,
        listed_spread=1.4531,
        listed_jump=0.0658,
        pop=0.1754,
        pop_spread=0.1742,
        skew=1.0549,
        tails=3.9738,
        failing=0.068,
        lost=1.96,
        lost_spread=0.8198,
        maturing=0.4088,
        calming=0.3708,
        pop_skew=2.2327,
        noise=_noise(of_marks=0.2004, of_words=0.2276),
    ),
    Parameters(
        rise=0.8501,
        haste=0.1882,
        fade=0.1599,
        patience=1.334,
        carry=0.0957,
        spread=0.3232,
        jump=0.4891,
        listed_spread=1.9238,
        listed_jump=0.0715,
        pop=0.1666,
        pop_spread=0.1755,
        skew=1.0646,
        tails=4.4483,
        failing=0.0704,
        lost=1.6798,
        lost_spread=0.8784,
        maturing=0.4649,
        calming=0.3797,
        pop_skew=2.1381,
        noise=_noise(of_marks=0.204, of_words=0.2463),
    ),
    Parameters(
        rise=0.8477,
        haste=0.1867,
        fade=0.1706,
        patience=1.5406,
        carry=0.1182,
        spread=0.3118,
        jump=0.5096,
        listed_spread=2.1904,
        listed_jump=0.0552,
        pop=0.1641,
        pop_spread=0.1725,
        skew=1.035,
        tails=5.5589,
        failing=0.072,
        lost=2.5515,
        lost_spread=0.5385,
        maturing=0.4654,
        calming=0.3729,
        pop_skew=2.2914,
        noise=_noise(of_marks=0.1899, of_words=0.2564),
    ),
    Parameters(
        rise=0.8491,
        haste=0.2031,
        fade=0.1548,
        patience=1.3031,
        carry=0.0796,
        spread=0.3583,
        jump=0.3951,
        listed_spread=1.3066,
        listed_jump=0.0993,
        pop=0.1897,
        pop_spread=0.2126,
        skew=1.0042,
        tails=4.3715,
        failing=0.0669,
        lost=1.9581,
        lost_spread=0.8261,
        maturing=0.3665,
        calming=0.2753,
        pop_skew=1.7688,
        noise=_noise(of_marks=0.2064, of_words=0.2573),
    ),
)

BASELINES: Final = {
    "carry_forward": Spread(0.5079, 0.8049),
    "post_money": Spread(0.6757, 0.6921),
    "average": Spread(0.8033, 0.8658),
}
