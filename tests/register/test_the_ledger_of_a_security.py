"""Where a security came from, and what became of it: every act on the way, both ways."""

from hypothesis import given

from laogu.register import Share, transfer
from laogu.register.views import ledger
from tests.register.drawing import DAY, MOMENT, Drawn
from tests.register.lived import DRAWN, Lived


def test_a_line_is_followed_both_ways_and_not_into_what_went_elsewhere():
    # ada 100 -> ben 40, ada keeps 60; ben 40 -> cai 15, ben keeps 25.
    drawn = Drawn()
    first = drawn.issued("ada", 100)

    def moved(lot, name, units):
        events = transfer(
            drawn.register,
            lots=[(lot, units)],
            shares=[Share(holder=drawn.holder(name), units=units, cost=None)],
            on=DAY,
            make_id=drawn.make_id,
        )
        drawn.happens(*events, at=MOMENT)
        return events[0]

    to_ben = moved(first.security, "ben", 40)
    bens = to_ben.resulting[0].security
    to_cai = moved(bens, "cai", 15)
    adas = to_ben.balance.security

    found = ledger(drawn.register, bens)

    assert [act.how for act in found.acts] == ["issuance", "transfer", "transfer"]
    assert [[one.units for one in act.made] for act in found.acts] == [[100], [40, 60], [15, 25]]
    assert found.acts[2].made[0].security == to_cai.resulting[0].security
    # What ada kept comes of the first transfer, and has nothing to do with the second.
    assert [act.how for act in ledger(drawn.register, adas).acts] == ["issuance", "transfer"]


def reached(steps, start):
    """The slow twin: what follows from a security by any number of steps."""
    found = {start}
    while True:
        more = found | {after for before, after in steps if before in found}
        if more == found:
            return found
        found = more


@given(DRAWN)
def test_every_ledger_has_all_of_its_line_and_nothing_else(acts):
    register = Lived(acts).register
    steps = [
        (one, after)
        for one, lived in register.securities.items()
        if lived.retired is not None
        for after in lived.retired.into
    ]
    back = [(after, before) for before, after in steps]
    for security in register.securities:
        line = reached(steps, security) | reached(back, security)

        found = ledger(register, security)

        ended = {one.security for act in found.acts for one in act.ended}
        began = {one.security for act in found.acts for one in act.made}
        assert found.is_whole
        assert line <= ended | began
        # Everything of the line that ended, ended by one of its acts, and no act is told twice.
        assert {one for one in line if register.securities[one].retired} <= ended
        told = [(act.how, act.ended, act.made) for act in found.acts]
        assert len(told) == len(set(told))
        for act in found.acts:
            if act.how == "transfer":
                assert sum(one.units for one in act.ended) == sum(one.units for one in act.made)
            assert line & {one.security for one in (*act.ended, *act.made)}
