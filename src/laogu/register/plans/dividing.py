"""A grant that goes to somebody else in part: which units vest when, on either side.

What was used came off the first instalments; each of the others is divided in proportion, with
what does not divide carried on, so that both sides sum to what there was, day by day.
"""

from collections.abc import Iterator

from laogu.register import vesting


def divided(
    rows: Iterator[vesting.Row], *, used: int, units: int, of: int
) -> tuple[tuple[vesting.Instalment, ...], tuple[vesting.Instalment, ...]]:
    """Return the instalments of `units` that go, and of those that stay.

    rows: of the whole grant. of: what is left of it and vests, now or later.
    """
    goes: list[vesting.Instalment] = []
    stays: list[vesting.Instalment] = []
    come = went = 0
    for row in rows:
        skipped = min(used, row.units)
        used -= skipped
        come += row.units - skipped
        part = come * units // of - went
        went += part
        if part:
            goes.append(vesting.Instalment(row.on, part))
        if rest := row.units - skipped - part:
            stays.append(vesting.Instalment(row.on, rest))
    assert went == units, "as many units leave as were to go"
    return tuple(goes), tuple(stays)
