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

VERSION: Final = "mark.1"
FOLDS: Final = 6


class Spread(Struct, frozen=True):
    """The spread of a plain guess: at once, and what a year adds. Fitted in sample."""

    at_once: float
    a_year: float


def fold_of(issuer: str) -> int:
    """Return the fold without a company: by its id, so that it is the same for ever."""
    return int(hashlib.sha256(issuer.encode()).hexdigest(), 16) % FOLDS


def parameters_for(issuer: str) -> Parameters:
    """Return the parameters that a company's own history did not teach."""
    return WITHOUT[fold_of(issuer)] if issuer in TAUGHT else PARAMETERS


def _noise(*, of_marks: float, of_words: float) -> dict[Kind, float]:
    marks, words = {"fund_mark", "internal_409a"}, {"talks", "estimate"}
    return {
        kind: of_marks if kind in marks else of_words if kind in words else 0.0 for kind in SPREADS
    }


TAUGHT: Final = frozenset(
    (
        "airbnb", "airtable", "anduril", "anthropic", "anysphere", "baichuan", "byjus", "carta",
        "cerebras", "checkout_com", "coreweave", "didi", "discord", "elevenlabs", "epic",
        "figure", "flipkart", "getir", "glean", "grab", "groq", "groupon", "harvey", "honest",
        "instacart", "klarna", "kuaishou", "lambda", "magic_leap", "meituan", "metax", "minimax",
        "mistral", "moonshot", "nubank", "ola", "opensea", "oyo", "palantir", "perplexity",
        "pine_labs", "psiquantum", "ramp", "reddit", "rivian", "robinhood", "roblox", "runway",
        "sambanova", "scale_ai", "shein", "shield_ai", "skild", "spacex", "square", "stepfun",
        "suno", "toast", "uber", "ubtech", "uipath", "vice", "waymo", "xai", "zhipu", "zipline",
    )
)  # fmt: skip

PARAMETERS: Final = Parameters(
    rise=0.5742,
    haste=0.2326,
    fade=0.152,
    patience=1.3365,
    carry=0.0694,
    spread=0.3997,
    jump=0.3401,
    listed_spread=2.0932,
    listed_jump=0.0552,
    pop=0.2532,
    pop_spread=0.1831,
    skew=1.2176,
    tails=4.4732,
    failing=0.0643,
    lost=1.9439,
    lost_spread=0.8458,
    noise=_noise(of_marks=0.1912, of_words=0.2509),
)

WITHOUT: Final = (
    Parameters(
        rise=0.5938,
        haste=0.2495,
        fade=0.154,
        patience=1.3004,
        carry=0.0733,
        spread=0.4063,
        jump=0.2964,
        listed_spread=2.0272,
        listed_jump=0.0564,
        pop=0.3001,
        pop_spread=0.1657,
        skew=1.1414,
        tails=4.1479,
        failing=0.0661,
        lost=1.9043,
        lost_spread=0.8543,
        noise=_noise(of_marks=0.2032, of_words=0.2508),
    ),
    Parameters(
        rise=0.5907,
        haste=0.2401,
        fade=0.1453,
        patience=1.3363,
        carry=0.0634,
        spread=0.4123,
        jump=0.3318,
        listed_spread=2.0677,
        listed_jump=0.0556,
        pop=0.2219,
        pop_spread=0.1695,
        skew=1.2089,
        tails=4.15,
        failing=0.0631,
        lost=1.516,
        lost_spread=0.9075,
        noise=_noise(of_marks=0.193, of_words=0.2502),
    ),
    Parameters(
        rise=0.5594,
        haste=0.2228,
        fade=0.152,
        patience=1.336,
        carry=0.0671,
        spread=0.3809,
        jump=0.336,
        listed_spread=1.5556,
        listed_jump=0.0589,
        pop=0.2515,
        pop_spread=0.1942,
        skew=1.2072,
        tails=4.0559,
        failing=0.0661,
        lost=1.9803,
        lost_spread=0.8281,
        noise=_noise(of_marks=0.2048, of_words=0.2345),
    ),
    Parameters(
        rise=0.5486,
        haste=0.2505,
        fade=0.1661,
        patience=1.4134,
        carry=0.0639,
        spread=0.4052,
        jump=0.357,
        listed_spread=2.0579,
        listed_jump=0.0557,
        pop=0.2276,
        pop_spread=0.1844,
        skew=1.3201,
        tails=4.1758,
        failing=0.0692,
        lost=1.6953,
        lost_spread=0.9046,
        noise=_noise(of_marks=0.2036, of_words=0.2515),
    ),
    Parameters(
        rise=0.5298,
        haste=0.2546,
        fade=0.1732,
        patience=1.5825,
        carry=0.0686,
        spread=0.3932,
        jump=0.3816,
        listed_spread=2.3795,
        listed_jump=0.0512,
        pop=0.235,
        pop_spread=0.19,
        skew=1.3611,
        tails=5.5439,
        failing=0.0719,
        lost=2.5577,
        lost_spread=0.5368,
        noise=_noise(of_marks=0.1867, of_words=0.2601),
    ),
    Parameters(
        rise=0.6398,
        haste=0.2219,
        fade=0.1536,
        patience=1.3332,
        carry=0.0577,
        spread=0.3897,
        jump=0.334,
        listed_spread=1.9019,
        listed_jump=0.064,
        pop=0.2667,
        pop_spread=0.216,
        skew=1.1226,
        tails=4.6229,
        failing=0.0674,
        lost=1.9317,
        lost_spread=0.8437,
        noise=_noise(of_marks=0.2003, of_words=0.2581),
    ),
)

BASELINES: Final = {
    "carry_forward": Spread(0.5172, 0.7987),
    "post_money": Spread(0.6757, 0.6921),
    "average": Spread(0.8051, 0.8634),
}
