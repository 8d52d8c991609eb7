"""The tables of a holder's options: their heads, and the same rows with exact figures."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from laogu.basics import Money, in_words
from laogu.operations import GrantNow, GrantsFound
from laogu.register import options
from laogu.web.exports import Sheet, Value
from laogu.web.shapes import Column
from laogu.web.visit import Visit


def is_iso(one: GrantNow) -> bool:
    """Return whether anything of a grant is taxed as an ISO."""
    return any(right.treated == "iso" for right in one.may.rights)


def columns(visit: Visit) -> tuple[Column, ...]:
    """Return the heads of the table of grants."""
    return (
        Column(says=visit.said("Grant")),
        Column(says=visit.said("May be exercised"), is_figure=True),
        Column(says=visit.said("Last day")),
        Column(says=visit.said("It costs"), is_figure=True),
        Column(says=visit.said("As an ISO until"), drops=True),
        Column(says=visit.said("What ends when"), drops=True),
    )


def right_columns(visit: Visit) -> tuple[Column, ...]:
    """Return the heads of the table of who may have how many when."""
    return (
        Column(says=visit.said("Grant")),
        Column(says=visit.said("Shares"), is_figure=True),
        Column(says=visit.said("In which time")),
        Column(says=visit.said("Taxed as"), drops=True),
        Column(says=visit.said("It costs"), is_figure=True, drops=True),
        Column(says=visit.said("Why"), drops=True),
    )


def part_columns(visit: Visit) -> tuple[Column, ...]:
    """Return the heads of the table of the yearly limit."""
    return (
        Column(says=visit.said("Year")),
        Column(says=visit.said("Grant")),
        Column(says=visit.said("As an ISO"), is_figure=True),
        Column(says=visit.said("As an NSO"), is_figure=True),
    )


WINDOW_HEADS = (
    "grant", "grant_id", "kind", "left", "may_be_exercised", "last_day", "cost", "currency",
    "iso_until",
)  # fmt: skip
RIGHT_HEADS = (
    "grant", "quantity", "from", "until", "taxed_as", "cost", "currency",
)  # fmt: skip


def sheets_of(found: GrantsFound) -> Iterator[Sheet]:
    """Yield the tables of one issuer's grants, figures exact."""
    slug = found.issuer.slug
    yield Sheet(f"windows-{slug}", WINDOW_HEADS, [_value(one) for one in found.grants])
    rights = [_right(one, right) for one in found.grants for right in one.may.rights]
    yield Sheet(f"rights-{slug}", RIGHT_HEADS, rights)
    parts = [
        (
            part.year,
            part.grant,
            in_words(part.iso_units, part.decimals),
            in_words(part.nso_units, part.decimals),
        )
        for part in found.split.parts
    ]
    yield Sheet(f"limit-{slug}", ("year", "grant", "iso", "nso"), parts)


def _value(one: GrantNow) -> tuple[Value, ...]:
    decimals = one.option.decimals
    return (
        one.name, one.grant.granted.security, one.option.kind, in_words(one.grant.left, decimals),
        in_words(one.may.units, decimals), one.may.last_on or one.ends_on, *_exact(one.may.cost),
        one.may.iso_until if is_iso(one) else None,
    )  # fmt: skip


def _right(one: GrantNow, right: options.Right) -> tuple[Value, ...]:
    quantity = in_words(right.units, one.option.decimals)
    span: tuple[date, date | None] = (right.from_on, right.until_on)
    return (one.name, quantity, *span, right.treated, *_exact(right.cost))


def _exact(amount: Money | None) -> tuple[Decimal | None, str | None]:
    return (None, None) if amount is None else (amount.decimal(), amount.currency)
