"""What the market allows, whatever the subject."""

from datetime import datetime, timedelta

from laogu.market.refusals import ClockBackwards, OnlyInPractice
from laogu.market.state import Market

FARTHEST_MOVE = timedelta(days=3_660)


def check_clock(market: Market, to: datetime, *, now: datetime) -> None:
    """Refuse to move the clock of a real market, or to move it back, or absurdly far."""
    if not market.is_practice:
        raise OnlyInPractice
    if not now < to <= now + FARTHEST_MOVE:
        raise ClockBackwards(to=to, now=now)
