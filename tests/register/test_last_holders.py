"""Who owns an issuer's shares in the end: the register, its nominees and its vehicles together."""

from datetime import timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors.encumbered import owners
from laogu.operations import Sight
from laogu.register import look_through
from tests.desk import MORNING, TODAY, desk_at, holds
from tests.encumbering import PAPER, encumber, own


def through(desk, on=TODAY):
    return look_through(desk.books.register, desk.issuer, as_of=on)


def named(desk, found):
    """Return who owns how many in the end, by name; what is not known as `? vehicle`."""
    names = {id_: name for name, id_ in desk.holders.items()}
    return {
        ("" if one.is_known else "? ") + names.get(one.holder, "a stranger"): one.total
        for one in found.owners
    }


def test_a_vehicle_and_a_nominee_are_looked_through_together():
    desk = desk_at(MORNING, holds("fund", 600), holds("ada", 400))
    own(desk, "fund", "ada", "0.5", kind="spv")
    own(desk, "fund", "ben", "0.25")
    encumber(desk, "nominee", desk.lots("ada")[0].security, "ben", quantity=100)

    found = through(desk)

    assert named(desk, found) == {"ada": 600, "ben": 250, "? fund": 150}
    assert found.on_register == 2
    assert sum(one.part for one in found.owners) == 1
    (ada, ben, unknown) = found.owners
    assert [[link.by for link in chain.links] for chain in ben.chains] == [
        ["interest"],
        ["nominee"],
    ]
    assert sum(chain.units[desk.ordinary] for chain in ada.chains) == 600
    assert unknown.chains[0].links[0].part == Fraction(1, 4)


def test_who_is_no_holder_here_stands_at_the_end_by_the_arrangement_that_names_it():
    desk = desk_at(MORNING, holds("ada", 400))
    desk.do(
        "encumbrance.record", "ida", kind="nominee", security=desk.lots("ada")[0].security,
        favours_name="Moss Trust (example)", rule="CN-SEC-06", source="Deed",
    )  # fmt: skip

    (found,) = through(desk).owners

    assert (found.holder, found.nominee.favours_name) == (None, "Moss Trust (example)")
    assert found.total == 400


def test_a_private_nominee_between_two_public_holders_is_told_to_nobody_else():
    desk = desk_at(MORNING)
    for name in ("ada", "ben"):
        made = desk.do("holder.register", name=name, kind="organisation", public=True)
        desk.holders[name] = made["holder"][0]  # type: ignore[assignment]
    holds("ada", 400)(desk)
    encumber(desk, "nominee", desk.lots("ada")[0].security, "ben", quantity=100)

    def told(by):
        found = owners(desk.journal, "harrow", as_of=TODAY, lang="en", sight=Sight(desk.books, by))
        return {one["holder"]: one["quantities"][desk.ordinary] for one in found["owners"]}

    assert told(None) == {"ada": "400"}
    assert told(desk.people["ida"]) == {"ada": "300", "ben": "100"}


def test_it_is_told_as_of_any_day():
    desk = desk_at(MORNING, holds("fund", 600))
    own(desk, "fund", "ada", 1)
    lot = desk.lots("fund")[0].security
    nominee = encumber(desk, "nominee", lot, "ben")
    desk.wait(days=10)
    own(desk, "fund", "ada", 0)
    desk.do("encumbrance.lift", "ida", encumbrance=nominee, reason="unwound", document=PAPER)

    assert named(desk, through(desk, TODAY)) == {"ben": 600}
    assert named(desk, through(desk, TODAY + timedelta(days=10))) == {"fund": 600}


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 90)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 3), st.integers(4, 6), st.integers(1, 30)), max_size=8),
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 40)), max_size=4),
)
def test_whoever_owns_in_the_end_they_own_what_is_issued(lots, interests, nominees):
    desk = desk_at(MORNING)
    for holder, units in lots:
        desk.issue(f"h{holder}", units)
    for vehicle, owner, percents in interests:
        command = {"vehicle": desk.holder(f"h{vehicle}"), "owner": desk.holder(f"h{owner}"),
                   "part": f"0.{percents:02}", "source": "x"}  # fmt: skip
        desk.record(desk.command("interest.record", command))
    for holder, units in nominees:
        for stock in desk.lots(f"h{holder}")[:1]:
            fields = {"kind": "nominee", "security": stock.security, "quantity": units,
                      "favours": desk.holder("cy"), "rule": "R", "source": "S"}  # fmt: skip
            desk.record(desk.command("encumbrance.record", fields))

    found = through(desk)

    assert sum(one.total for one in found.owners) == sum(units for _, units in lots)
    for one in found.owners:
        assert sum(sum(chain.units.values()) for chain in one.chains) == one.total
