"""How a window decides, in words: its prices, its times, who is filled; and how it was decided."""

from msgspec import Struct

from laogu.market import DECIDED
from laogu.web.frame import Link
from laogu.web.pages.demand.case import Case
from laogu.web.pages.writing import short_hash
from laogu.web.shapes import Note


class Decided(Struct, frozen=True, kw_only=True):
    """How a window came to its price, and how anybody finds the same.

    files: the allocation, as CSV and JSON. command: what works it out again from such a file.
    """

    steps: tuple[Note, ...]
    files: tuple[Link, ...]
    command: str
    figures: tuple[tuple[str, str], ...]


def terms(case: Case) -> tuple[tuple[str, str], ...]:
    """Return the window's figures, name and value."""
    visit, window, state = case.visit, case.window, case.state
    rows = [
        (visit.said("Floor"), case.price(window.floor)),
        (visit.said("Cap"), case.price(window.cap)),
        (visit.said("Step"), case.price(window.tick)),
        (
            visit.said("Reference"),
            case.price(window.reference) if window.reference is not None else visit.said("none"),
        ),
        (
            visit.said("Fewest shares"),
            case.quantity(window.minimum_units)
            if window.minimum_units
            else visit.said("any quantity"),
        ),
        (visit.said("Opens"), case.moment(window.opens_at)),
        (visit.said("Locked from"), case.moment(state.locks_at)),
        (visit.said("Closes"), case.moment(state.closes_at)),
    ]
    if state.extended:
        rows.append((visit.said("Extended"), visit.said("{times} of {most} times",
                     times=state.extended, most=window.extensions)))  # fmt: skip
    return tuple(rows)


def rules(case: Case) -> tuple[Note, ...]:
    """Return the rule by which the price is found, a step a row, the one that decided marked."""
    visit, window = case.visit, case.window
    said = visit.said
    texts: list[tuple[str, str]] = [
        ("volume", said("The price at which the most shares trade.")),
        ("surplus", said("Of several such prices, the one that leaves the fewest shares over.")),
        ("pressure", said("Still several: if buyers are left over at all of them the highest, if "
                          "sellers are the lowest.")),
    ]  # fmt: skip
    if window.reference is not None:
        near = said("Still several: the one nearest to the reference, {price}.",
                    price=case.worth(window.reference))  # fmt: skip
        texts.append(("reference", near))
    else:
        texts.append(("midpoint", said("Still several: their middle, rounded down.")))
    shares = {
        "pro_rata": said("At that price the larger side is cut in proportion; odd shares go by the "
                         "largest remainder."),
        "time": said("At that price the larger side is filled in the order in which it came."),
        "small_first": said("At that price orders of up to {small} shares are filled first, the "
                            "others in proportion.", small=case.quantity(window.small_units)),
    }  # fmt: skip
    decided = case.state.cleared.decided_by if case.state.cleared is not None else ""
    rows = [
        Note(
            result="pass" if name == decided else "flag",
            mark=str(place),
            says=says,
            source=said("It decided here.") if name == decided else "",
        )
        for place, (name, says) in enumerate(texts, start=1)
    ]
    rows.append(Note(result="flag", mark=str(len(rows) + 1), says=shares[window.rationing]))
    return tuple(rows)


def how_it_ends(case: Case) -> str:
    """Return what happens at the bell, in a sentence or two."""
    visit, window = case.visit, case.window
    bell = visit.said("At the bell all orders trade at one price, and the trades begin their life.")
    if not window.extensions:
        return visit.either("", " ").join(
            (bell, visit.said("If no price is found, every order is let go of."))
        )
    if window.extensions == 1:
        once = visit.said(
            "If it cannot clear it goes on for {minutes} minutes, once; then every order is let "
            "go of.",
            minutes=window.extension_minutes,
        )
        return visit.either("", " ").join((bell, once))
    more = visit.said(
        "If it cannot clear it goes on for {minutes} minutes, at most {times} times; then every "
        "order is let go of.",
        minutes=window.extension_minutes,
        times=window.extensions,
    )
    return visit.either("", " ").join((bell, more))


def decided(case: Case) -> Decided | None:
    """Return how the price was found and can be found again; None: the window did not clear."""
    visit, done = case.visit, case.state.cleared
    if done is None:
        return None
    name = f"allocation-{case.id}.csv"
    return Decided(
        steps=(
            Note(
                result="pass",
                says=visit.say(DECIDED[done.decided_by]),
                source=done.rule_version,
            ),
        ),
        files=tuple(
            Link(says=form.upper(), href=visit.to(f"/window/{case.id}/allocation", as_a=form))
            for form in ("csv", "json")
        ),
        command=f"laogu auction clear {name}",
        figures=(
            (visit.said("Orders that were filled"), visit.show(len(done.fills))),
            (visit.said("Hash of the book"), short_hash(done.book_hash)),
        ),
    )
