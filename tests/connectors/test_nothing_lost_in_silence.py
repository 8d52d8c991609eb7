"""What a register knows of a paper is in the package made of it, or a finding says it is not."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

import msgspec
from msgspec.structs import replace

from laogu.basics import Money, Price, Restriction
from laogu.connectors import ocf
from laogu.connectors.histories import history_told, package_of
from laogu.connectors.languages import words
from laogu.operations import Books, Event, Sight
from laogu.register import convertibles, history, interchange, plans, rounds
from tests.connectors.papers_in_full import Papers
from tests.desk import MORNING, Desk, asked_for, desk_at, holds, open_articles
from tests.encumbering import encumber
from tests.granting import granted, with_plan

WHO_IS_MEANT = frozenset({"security", "issuer", "origin", "plan", "vesting"})
"""Fields that name something: the package has the same name for it, or one of its own."""

FOLLOWS: Final[dict[str, str]] = {
    "GrantExercised.left": "what was granted less what was used",
    "GrantReleased.left": "what was granted less what was used",
    "PlanRegistered.effective_on": "a plan has the day of its consent",
    "VestingTermsRegistered.effective_on": "a schedule has no day but those of what vests by it",
}
"""Fields of which a package need not tell, and what it tells instead."""

NOT_OF_A_PAPER: Final = frozenset(
    {plans.ServiceEnded, plans.HolderRelated, plans.GrantSplit, plans.PoolSplit}
)
"""Of holders; and of classes, which say themselves that they were split."""

NOTE: Final[dict[str, Any]] = {
    "kind": "note", "amount": Decimal(100_000), "currency": "USD", "rate": Decimal("0.06"),
    "matures_on": date(2027, 3, 2),
}  # fmt: skip

LEAVES = (Money, Price, Restriction)
"""Values that are another as a whole, whatever of them is."""


@cache
def papers() -> Papers:
    return Papers()


@cache
def story() -> tuple[Event, ...]:
    return papers().story()


def told(changed: tuple[Event, ...]) -> tuple[Any, ...]:
    """Return everything that a package says, and everything said while it was written."""
    desk = papers().desk
    books = Books()
    for _, entry in desk.journal.entries():
        books.apply(entry.events, entry.recorded_at)
    books.apply(changed, MORNING)
    found = interchange.history_of(
        books.register, desk.issuer, as_of=date(2030, 1, 1), open_name=str
    )
    packed = io.BytesIO()
    findings = ocf.write_zip(packed, "harrow", found, {}, ocf.Writing(generated_at=MORNING))
    with zipfile.ZipFile(packed) as archive:
        files = tuple([archive.read(name) for name in sorted(archive.namelist())])
    return files, tuple([one.say() for one in findings])


@cache
def as_it_is() -> tuple[Any, ...]:
    return told(story())


def others(value: Any, one: msgspec.structs.FieldInfo) -> Iterator[Any]:
    """Yield other values than that of a field as a whole: nothing, or something else."""
    if one.default is not msgspec.NODEFAULT:
        yield from () if value == one.default else (one.default,)
    if get_origin(one.type) is Literal:
        yield from [each for each in get_args(one.type) if each != value]
    elif one.required and not has_parts(value):
        yield another(value)


def changed(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value that says one thing otherwise, and of which type that field is."""
    match value:
        case msgspec.Struct() if not isinstance(value, LEAVES):
            kind = type(value)
            for one in msgspec.structs.fields(kind):
                held = getattr(value, one.name)
                if one.name not in WHO_IS_MEANT or isinstance(held, msgspec.Struct):
                    of = f"{kind.__name__}.{one.name}"
                    for other in others(held, one):
                        yield of, replace(value, **{one.name: other})
                    for inner, other in changed(held):
                        yield inner, replace(value, **{one.name: other})
        case tuple():
            for at, each in enumerate(value):
                for inner, other in changed(each):
                    yield inner, (*value[:at], other, *value[at + 1 :])
        case _:
            pass


def has_parts(value: Any) -> bool:
    """Return whether what a value says is said by the fields of what is in it."""
    if isinstance(value, tuple):
        return any(has_parts(one) for one in value)
    return isinstance(value, msgspec.Struct) and not isinstance(value, LEAVES)


def another(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case date():
            return value + timedelta(1)
        case str() if value == papers().holder:
            return papers().other
        case str() if value == papers().common:
            return papers().preferred
        case str():
            return f"{value}x"
        case Money() | Price():
            return replace(value, **{value.__struct_fields__[0]: 77})
        case tuple():
            return tuple([another(one) for one in value])
        case _:
            raise AssertionError(f"nothing else than {value!r} is known here")


def fields_met() -> set[str]:
    """Return every field, of every kind of thing in the story, that says something there."""
    return {of for event in story() for of, _ in changed(event)}


@cache
def fields_told() -> frozenset[str]:
    """Return every field of the story that changes what is written, or said while it is."""
    found: set[str] = set()
    for at, event in enumerate(story()):
        for of, other in changed(event):
            if of not in found and told((*story()[:at], other, *story()[at + 1 :])) != as_it_is():
                found.add(of)
    return frozenset(found)


def kinds_in(value: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield the kinds of a value and of everything in it."""
    match value:
        case msgspec.Struct() if not isinstance(value, LEAVES):
            yield type(value)
            for name in value.__struct_fields__:
                yield from kinds_in(getattr(value, name))
        case tuple():
            for each in value:
                yield from kinds_in(each)
        case _:
            pass


def test_the_story_has_every_kind_of_paper_and_of_event_and_fills_every_field():
    met = {kind for event in story() for kind in kinds_in(event)}
    events = get_args(convertibles.ConvertiblesEvent) + get_args(plans.PlansEvent)
    # A field that has to be there and is of other kinds says what they say.
    every = {
        f"{kind.__name__}.{one.name}"
        for kind in met
        for one in msgspec.structs.fields(kind)
        if one.name not in WHO_IS_MEANT and not (one.required and "laogu.register" in str(one.type))
    }

    assert {*events, *get_args(rounds.Mechanism)} - met - NOT_OF_A_PAPER == set()
    assert every - fields_met() == set()


def test_no_field_of_a_paper_is_lost_in_silence():
    assert fields_met() - fields_told() - FOLLOWS.keys() == set()
    # What is told by now follows from nothing any more.
    assert FOLLOWS.keys() & fields_told() == set()


def test_what_is_left_out_is_named_in_both_languages_and_where_it_is_of_many_counted():
    desk = desk_at(MORNING)
    for at in range(1, 13):
        desk.do(
            "convertible.issue", "ida", issuer="harrow", holder=desk.holder(f"ada{at}"),
            certificate=f"CN-{at}", **NOTE,
        )  # fmt: skip
    sight = Sight(desk.books, desk.people["ida"])

    found = history_told(desk.journal, "harrow", as_of=None, sight=sight)
    _, findings = package_of(found, version="main", is_strict=False, is_snapshot=True)

    (left_out,) = [one for one in findings if one.code == "ocf.particulars_left_out"]
    assert left_out.severity == "warning"
    assert left_out.say()[0] == (
        "Left out of TX_CONVERTIBLE_ISSUANCE, 12 in all: last day of a note."
    )
    assert left_out.say(words("zh"))[0].endswith("（共 12 项）中略去了：可转换票据到期日。")


def test_another_market_takes_a_note_with_its_last_day():
    desk = desk_at(MORNING)
    desk.do("convertible.issue", "ida", issuer="harrow", holder=desk.holder("ada"), **NOTE)
    sight = Sight(desk.books, desk.people["ida"])
    told = history_told(desk.journal, "harrow", as_of=None, sight=sight).history

    other = Desk()
    new = {"slug": "made-up", "name_en": "Made Up (example)", "zone": "UTC", "currency": "USD"}
    other.do("register.take", history=told, new=asked_for("issuer.register", new))

    (note,) = other.books.register.convertibles.convertibles.values()
    (trigger,) = note.issued.triggers
    assert isinstance(trigger.converts.mechanism, rounds.Note)
    assert trigger.converts.mechanism.matures_on == date(2027, 3, 2)


def test_a_package_of_grants_that_waited_for_an_event_is_read_again():
    desk = desk_at(MORNING, with_plan())
    desk.do(
        "vesting.register", "ida", issuer="harrow", name="gated",
        words="48 months, cliff 12, monthly", gate="listing",
    )  # fmt: skip
    grant = granted(desk, "dee", 480, vests="gated")
    desk.do("vesting.note", "ida", security=grant, condition="listing")
    sight = Sight(desk.books, desk.people["ida"])

    told = history_told(desk.journal, "harrow", as_of=None, sight=sight)
    packed, findings = package_of(told, version="main", is_strict=False, is_snapshot=False)
    again = ocf.read_bytes(packed, "harrow")

    codes = [one.code for one in findings]
    assert codes.count("ocf.gate_left_out") == 1
    assert codes.count("ocf.particulars_left_out") == 1
    assert [one.say() for one in again.findings if one.severity == "error"] == []
    assert [one for one in history.check(history.Lives(told.history))
            if one.remark.severity == "error"] == []  # fmt: skip


def test_a_grant_is_told_in_the_units_of_the_day():
    desk = desk_at(MORNING, open_articles, holds("ada", 10), with_plan(1_000))
    grant = granted(desk, "dee", 100, vests="four years")
    desk.wait(days=3)
    desk.do("stock_class.split", "ida", issuer="harrow", stock_class="Ordinary",
            new=Decimal(2), old=Decimal(1), rounding="floor")  # fmt: skip
    sight = Sight(desk.books, desk.people["ida"])
    left_out = []
    units = []
    for on in (desk.today - timedelta(1), desk.today):
        told = history_told(desk.journal, "harrow", as_of=on, sight=sight)
        _, findings = package_of(told, version="main", is_strict=False, is_snapshot=False)
        left_out.append(any("units before a split" in one.say()[0] for one in findings))
        (issued,) = [
            one for one in told.history.changes
            if isinstance(one, history.Issuance) and one.security == grant
        ]  # fmt: skip
        units.append((history.amount(issued.units or 0), issued.price))

    assert units == [(Decimal(100), "2.00"), (Decimal(200), "1.00")]
    assert left_out == [False, True]


def test_what_others_have_in_shares_is_named_while_it_lies_on_them():
    desk = desk_at(MORNING, open_articles, holds("ada", 10))
    (lot,) = desk.lots("ada")
    pledge = encumber(desk, "pledge", lot.security, "ben", basis="contract")
    sight = Sight(desk.books, desk.people["ida"])

    def left_out() -> list[str]:
        told = history_told(desk.journal, "harrow", as_of=None, sight=sight)
        _, findings = package_of(told, version="main", is_strict=False, is_snapshot=True)
        return [one.say()[0] for one in findings if one.code == "ocf.particulars_left_out"]

    assert left_out() == ["Left out of TX_STOCK_ISSUANCE, 1 in all: encumbrances."]

    desk.do("encumbrance.lift", "ben", encumbrance=pledge, reason="paid")

    assert left_out() == []


def test_what_is_owed_on_capital_is_named():
    desk = desk_at(MORNING)
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Capital", decimals=2)
    desk.do(
        "contribution.subscribe", "ida", issuer="harrow", stock_class="Capital", quantity=1_000,
        holder=desk.holder("pine"), due_on=date(2027, 6, 30),
    )  # fmt: skip
    sight = Sight(desk.books, desk.people["ida"])

    told = history_told(desk.journal, "harrow", as_of=None, sight=sight)
    _, findings = package_of(told, version="main", is_strict=False, is_snapshot=True)

    left_out = [one.say()[0] for one in findings if one.code == "ocf.particulars_left_out"]
    assert left_out == ["Left out of TX_STOCK_ISSUANCE, 1 in all: contributions."]
