"""A history that is taken onto the register of a new issuer, for the kept journal."""

from laogu.operations import OPERATIONS
from tests.register.histories import story
from tests.web.practice import Practice


def histories(market: Practice) -> None:
    """Take a made history, with something beside it that has no words of ours."""
    new = OPERATIONS["issuer.register"].request(slug="taken", name_en="Taken (example)")
    market.do("register.take", history=story(7, 12).told(), kept={"i1": '{"x": 1}'}, new=new)
