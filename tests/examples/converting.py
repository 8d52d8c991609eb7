"""The moment at which convertibles and warrants stand: for examples of what rounds refuse."""

from typing import Any


def converting(one: Any) -> None:
    """A safe that was accepted, a safe that was not, a warrant, and one that has expired."""
    harrow = {"issuer": "harrow", "holder": one.made["ELMWOOD"]}
    safe = one.do("ida", "convertible.issue", **harrow, kind="safe", amount="500000",
                  cap="20000000", certificate="SAFE-1")  # fmt: skip
    one.keep("SAFE", safe, "security")
    one.do("ida", "convertible.accept", security=one.made["SAFE"])
    warrant = {**harrow, "stock_class": "Ordinary shares", "quantity": "1000"}
    made = one.do("ida", "warrant.issue", **warrant, exercise_price="2.50")
    one.keep("WARRANT", made, "security")
    made = one.do("ida", "warrant.issue", **warrant, exercise_price="3",
                  expires_on="2026-11-24")  # fmt: skip
    one.keep("EXPIRED", made, "security")
    one.wait(days=3)
