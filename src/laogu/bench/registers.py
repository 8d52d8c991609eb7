"""A large register: a cap table on a day, and what one class of many costs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from laogu.app import long_lived
from laogu.basics import IssuerId, day_in
from laogu.bench.bed import ask, made_up, shares
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.stores import KeepsNothing
from laogu.bench.turns import cpu_ms, in_turn
from laogu.register import cap_table

HOLDERS = 10_000
LOTS_EACH = 10
ISSUERS = 40
LIMIT_MS = 50


def _registers(folder: Path, wanted: set[str]) -> Iterator[Found]:  # noqa: ARG001
    if wanted & {"cap-table", "cap-table-then"}:
        yield from _cap_tables(wanted)
    if "as-of" in wanted:
        yield _as_of()


def _cap_tables(wanted: set[str]) -> Iterator[Found]:
    bed = made_up(KeepsNothing(), holders=HOLDERS, lots_each=LOTS_EACH)
    books = bed.running.books
    (issuer,) = books.register.issuers
    today = day_in("UTC", bed.running.journal.now())
    known = bed.running.journal.now()
    long_lived()
    found = in_turn(
        {
            "cap-table": cpu_ms(lambda: cap_table(books.register, issuer, as_of=today)),
            "cap-table-then": cpu_ms(
                lambda: cap_table(books.register, issuer, as_of=today, known_at=known)
            ),
        }
    )
    note = f"{HOLDERS * LOTS_EACH} securities of {HOLDERS} holders"
    for name in sorted(wanted & found.keys()):
        limit = [LIMIT_MS for _ in found[name]]
        yield Found(goal=REGISTERS.named(name), thing=found[name], limit=limit, note=note)


def _as_of() -> Found:
    bed = made_up(KeepsNothing(), holders=50, lots_each=LOTS_EACH)
    journal = bed.running.journal
    for number in range(1, ISSUERS):
        slug = f"bench-{number}"
        ask(journal, "issuer.register", bed.operator, slug=slug, name_en=slug, currency="USD")
        rows = tuple(shares(number, LOTS_EACH) for number in range(50 * LOTS_EACH))
        ask(journal, "register.load", bed.operator, issuer=slug, rows=rows)
    register = journal.books.register
    issuers = tuple(register.issuers)
    # As known at a moment, so that every security is looked at.
    on, known = day_in("UTC", journal.now()), journal.now()
    long_lived()

    def fold(given: Sequence[IssuerId]) -> None:
        for issuer in given:
            cap_table(register, issuer, as_of=on, known_at=known)

    found = in_turn(
        {
            "one": cpu_ms(lambda: fold(issuers[-1:]), times=ISSUERS),
            "all": cpu_ms(lambda: fold(issuers)),
        }
    )
    limit = [figure / ISSUERS for figure in found["all"]]
    note = f"one issuer of {ISSUERS} of the same size; its share of the fold of all is the limit"
    return Found(goal=REGISTERS.named("as-of"), thing=found["one"], limit=limit, note=note)


REGISTERS = Bench(
    (
        Goal(
            number=None,
            name="cap-table",
            thing="a cap table of 100,000 securities as it stands",
            limit="50 ms",
            unit="ms of CPU",
            seen="none",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=None,
            name="cap-table-then",
            thing="the same, as it was known at a moment",
            limit="50 ms",
            unit="ms of CPU",
            seen="none",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=19,
            name="as-of",
            thing="who held what of one issuer, as known at a moment",
            limit="its share of the same of all issuers",
            unit="ms of CPU",
            seen="0.6 (1/68 of the time with 1/40 of the events)",
            floor=200,
            at_most=True,
        ),
    ),
    _registers,
)
