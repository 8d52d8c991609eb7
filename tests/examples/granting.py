"""A moment at which grants were made: one runs, one waits, one ended, one is of another plan."""

from typing import TYPE_CHECKING

from tests.http.market import HARROW, ORDINARY

if TYPE_CHECKING:
    from tests.examples.moments import Moment


def granting(one: "Moment") -> None:
    """Make what the examples of plans and grants name, beside what the market opened with."""
    room = one.market.running.books.register.plans
    (plan,) = room.plans
    one.made["PLAN"] = plan
    for label, name in (("OG-1", "ACCEPTED"), ("RU-1", "WAITS"), ("OG-3", "USED")):
        (shelf,) = room.labels.values()
        one.made[name] = shelf[label]
    for english, decimals in (("Preferred", 0), ("Stakes", 2)):
        one.do("ida", "stock_class.register", issuer=HARROW, name_en=english, decimals=decimals)
    one.do("ida", "stock_class.authorise", issuer=HARROW, stock_class="Preferred", quantity="10")
    one.do("ida", "plan.register", issuer=HARROW, name="Open plan (example)", quantity="100",
           stock_class=ORDINARY, when_cancelled="by_grant")  # fmt: skip
    one.keep("BY_GRANT", _grant(one, plan="Open plan (example)"), "security")
    one.keep("ENDED", _grant(one), "security")
    for security, quantity in (("ENDED", None), ("USED", "10")):
        part = {} if quantity is None else {"quantity": quantity}
        one.do("ida", "grant.cancel", security=one.made[security], reason="agreed", **part)


def _grant(one: "Moment", plan: str | None = None) -> dict[str, list[str]]:
    return one.do(
        "ida", "grant.issue", issuer=HARROW, plan=plan or one.made["PLAN"], kind="option",
        holder=one.made["DEE"], quantity="50",
    )  # fmt: skip
