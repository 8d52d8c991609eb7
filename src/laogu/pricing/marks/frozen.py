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
    """Return the parameters that a company's own history did not teach."""
    return WITHOUT[fold_of(issuer)] if issuer in TAUGHT else PARAMETERS


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
    rise=0.8005,
    haste=0.1892,
    fade=0.1489,
    patience=1.3009,
    carry=0.149,
    spread=0.3173,
    jump=0.4647,
    listed_spread=1.4032,
    listed_jump=0.0825,
    pop=0.2691,
    pop_spread=0.2088,
    skew=1.1193,
    tails=3.9154,
    failing=0.0667,
    lost=1.8953,
    lost_spread=0.8435,
    maturing=0.4662,
    calming=0.4232,
    noise=_noise(of_marks=0.1918, of_words=0.2437),
)

WITHOUT: Final = (
    Parameters(
        rise=0.8014,
        haste=0.22,
        fade=0.1511,
        patience=0.8377,
        carry=0.1246,
        spread=0.3212,
        jump=0.4281,
        listed_spread=1.9315,
        listed_jump=0.0705,
        pop=0.3082,
        pop_spread=0.1714,
        skew=1.1033,
        tails=4.2751,
        failing=0.0657,
        lost=1.7658,
        lost_spread=0.8198,
        maturing=0.3611,
        calming=0.3877,
        noise=_noise(of_marks=0.202, of_words=0.2439),
    ),
    Parameters(
        rise=0.8345,
        haste=0.1945,
        fade=0.1442,
        patience=1.2419,
        carry=0.1174,
        spread=0.332,
        jump=0.4594,
        listed_spread=1.9805,
        listed_jump=0.068,
        pop=0.2362,
        pop_spread=0.1755,
        skew=1.1138,
        tails=4.17,
        failing=0.0643,
        lost=1.5754,
        lost_spread=0.8577,
        maturing=0.4625,
        calming=0.4497,
        noise=_noise(of_marks=0.192, of_words=0.2426),
    ),
    Parameters(
        rise=0.7427,
        haste=0.1918,
        fade=0.1467,
        patience=1.2057,
        carry=0.125,
        spread=0.3117,
        jump=0.4189,
        listed_spread=1.4604,
        listed_jump=0.0648,
        pop=0.2544,
        pop_spread=0.1983,
        skew=1.2021,
        tails=3.8262,
        failing=0.0679,
        lost=1.8941,
        lost_spread=0.8311,
        maturing=0.4231,
        calming=0.3644,
        noise=_noise(of_marks=0.199, of_words=0.2276),
    ),
    Parameters(
        rise=0.7945,
        haste=0.1954,
        fade=0.162,
        patience=1.3149,
        carry=0.1004,
        spread=0.3045,
        jump=0.4861,
        listed_spread=1.3852,
        listed_jump=0.0835,
        pop=0.2405,
        pop_spread=0.2077,
        skew=1.2359,
        tails=3.676,
        failing=0.0723,
        lost=1.6541,
        lost_spread=0.8757,
        maturing=0.4814,
        calming=0.3938,
        noise=_noise(of_marks=0.201, of_words=0.2459),
    ),
    Parameters(
        rise=0.77,
        haste=0.1982,
        fade=0.1701,
        patience=1.5638,
        carry=0.1238,
        spread=0.3186,
        jump=0.493,
        listed_spread=2.3465,
        listed_jump=0.0536,
        pop=0.2537,
        pop_spread=0.1958,
        skew=1.2216,
        tails=5.2719,
        failing=0.0729,
        lost=2.5521,
        lost_spread=0.5379,
        maturing=0.479,
        calming=0.3622,
        noise=_noise(of_marks=0.1865, of_words=0.2546),
    ),
    Parameters(
        rise=0.8201,
        haste=0.2071,
        fade=0.1547,
        patience=1.3005,
        carry=0.0795,
        spread=0.3624,
        jump=0.3879,
        listed_spread=1.3122,
        listed_jump=0.0985,
        pop=0.2736,
        pop_spread=0.2291,
        skew=1.084,
        tails=4.3499,
        failing=0.0677,
        lost=1.9442,
        lost_spread=0.8288,
        maturing=0.3715,
        calming=0.2627,
        noise=_noise(of_marks=0.2064, of_words=0.2565),
    ),
)

BASELINES: Final = {
    "carry_forward": Spread(0.5079, 0.8049),
    "post_money": Spread(0.6757, 0.6921),
    "average": Spread(0.8033, 0.8658),
}
