"""Harrow with classes whose terms are known, and its marks in a line each.

desk = desk_at(MORNING, open_articles, venture())
told(desk, "round", "1.00")
mark(desk).value
"""

from decimal import Decimal
from typing import Any

from laogu.basics import FactId
from laogu.operations import QUESTIONS
from laogu.pricing.standard import ClassMark, Moment, Standard
from tests.desk import Desk, Step

MILLION = 10**6


def venture(common: int = 800 * MILLION, **of_b: Any) -> Step:
    """Two rounds, pari passu, of a hundred million shares each: at 0.50 and at 1.00 a share.

    The plain case of Gornall and Strebulaev, without a pool. of_b: rights of Series B besides.
    """

    def step(desk: Desk) -> None:
        described(desk, "Ordinary", kind="common")
        desk.issue("founders", common)
        for name, price, more in (("Series A", "0.50", {}), ("Series B", "1.00", of_b)):
            series(desk, name, price, **more)
            desk.issue(f"fund of {name}", 100 * MILLION, stock_class=name)

    return step


def series(desk: Desk, name: str, price: str, **rights: Any) -> str:
    """Register a preferred class that comes first at one time its price, and return its id."""
    made = desk.do("stock_class.register", "ida", issuer="harrow", name_en=name, price_scale=4)
    given = {
        "kind": "preferred", "issue_price": Decimal(price), "preference": Decimal(1),
        "seniority": Decimal(1), "participates": "none", "converts_into": "Ordinary",
    }  # fmt: skip
    described(desk, name, **given | rights)
    return made["stock_class"][0]


def described(desk: Desk, stock_class: str, **rights: Any) -> None:
    """Describe the rights of a class."""
    desk.do("stock_class.describe", "ida", issuer="harrow", stock_class=stock_class, **rights)


def told(desk: Desk, question: str, value: str, unit: str = "USD a share", **more: Any) -> FactId:
    """Record a fact and return it; more: `on`, `sure`."""
    fields: dict[str, Any] = {
        "on": desk.today,
        "says_en": "Said.",
        "source": "A paper",
        "sure": "high",
    } | more
    made = desk.do(
        "fact.record", issuer="harrow", question=question, value=value, unit=unit, **fields
    )
    return FactId(made["fact"][0])


def mark(desk: Desk, who: str = "nobody", **fields: Any) -> Standard:
    """Ask for Harrow's mark."""
    request = QUESTIONS["issuer.mark"].request(**{"issuer": "harrow"} | fields)
    found = desk.journal.ask("issuer.mark", request, by=desk.people[who])
    assert isinstance(found, Standard)
    return found


def marks(desk: Desk, **fields: Any) -> tuple[Moment, ...]:
    """Ask for Harrow's marks through time."""
    request = QUESTIONS["issuer.marks"].request(issuer="harrow", **fields)
    found = desk.journal.ask("issuer.marks", request, by=None).marks
    assert isinstance(found, tuple)
    return found


def class_named(desk: Desk, found: Standard, name: str) -> ClassMark:
    """Return the mark of a class by its name."""
    classes = desk.books.register.classes
    return next(one for one in found.classes if classes[one.stock_class].name_en == name)


def values(desk: Desk, found: Standard) -> dict[str, float | None]:
    """Return what a share of each class is worth, by its name."""
    classes = desk.books.register.classes
    return {classes[one.stock_class].name_en: one.value for one in found.classes}


def worth(found: Standard) -> float:
    """Return the mark, where there is one."""
    assert found.value is not None, found.reason
    return found.value
