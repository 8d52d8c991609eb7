"""What is always true of a convertible and of a warrant; broken, it is our own fault."""

from fractions import Fraction

from laogu.register.convertibles.events import ConvertibleEnded, WarrantEnded, WarrantExercised
from laogu.register.convertibles.state import Convertible, Warrant


def check_convertible(found: Convertible) -> None:
    """Break, if what ended and what is left are not what there was."""
    if found.ended is None:
        return
    event = found.ended.event
    rest = event.balance.amount.minor if event.balance else 0
    assert event.amount.minor + rest == found.issued.amount.minor, (
        "what ends of a convertible and what is left of it are what was paid for it"
    )
    if isinstance(event, ConvertibleEnded) and event.by == "transfer":
        moved = sum(one.amount.minor for one in event.resulting)
        assert moved == event.amount.minor, "what moves of a convertible arrives"


def check_warrant(found: Warrant) -> None:
    """Break, if a warrant was used for more or fewer shares than it is for."""
    if found.issued.quantity is None:
        return
    used = Fraction(0)
    for event, _ in found.acts:
        used += Fraction(event.quantity or 0)
        if isinstance(event, WarrantEnded):
            used += Fraction(event.balance.quantity or 0) if event.balance else 0
            if event.by == "transfer":
                moved = sum(Fraction(one.quantity or 0) for one in event.resulting)
                assert moved == Fraction(event.quantity or 0), "what moves of a warrant arrives"
        elif isinstance(event, WarrantExercised):
            assert event.left >= 0, "a warrant is exercised for no more than it is for"
    assert used + Fraction(found.left or 0) == found.issued.quantity, (
        "what was exercised, what ended and what is left of a warrant are what it is for"
    )
