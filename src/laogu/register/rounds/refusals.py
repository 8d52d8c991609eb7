"""The ways a round says no."""

from laogu.basics import Refusal, Said


class NoSuchRound(Refusal):
    """No price solves the round: what converts and the pool would take the whole company."""

    code = "register.no_such_round"
    what = "No price solves this round."
    why = "{reason}"
    fix = "Lower what converts, the money or the pool, or raise the valuation."
    field = "pre_money"
    reason: Said


class NotARound(Refusal):
    """What is asked of a round contradicts itself, or leaves out what it needs."""

    code = "register.not_a_round"
    what = "This is not a round that can be worked out."
    why = "{reason}"
    fix = "Correct what is named, and ask again."
    reason: Said
