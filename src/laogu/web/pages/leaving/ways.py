"""The ways out of a grant, in words, and the form of the one that its holder may take here."""

from msgspec import Struct

from laogu.operations import GrantNow
from laogu.register import options
from laogu.web.pages.acts import Act
from laogu.web.pages.leaving.acts import exercise
from laogu.web.pages.writing import handle
from laogu.web.visit import Visit


class Ways(Struct, frozen=True, kw_only=True):
    """The ways out of one grant: name and what it means here; the form of the first."""

    grant: str
    ways: tuple[tuple[str, str], ...]
    act: Act | None


def label_of(one: GrantNow) -> str:
    """Return what a grant is called here."""
    return one.grant.granted.certificate or handle(one.grant.granted.security)


def ways_of(visit: Visit, one: GrantNow, *, is_mine: bool) -> Ways:
    """Return every way out of a grant, in words; and the form of exercising it here."""
    act = exercise(visit, one) if is_mine and _may_today(one) else None
    if one.option.kind in options.DELIVERED:
        told = [(visit.said("delivery"),
                 visit.said("The issuer delivers what is vested; nothing is paid."))]  # fmt: skip
        return Ways(grant=label_of(one), ways=tuple(told), act=None)
    told = [
        (
            visit.said("in cash"),
            visit.said("Pay the price here, or outside and the issuer says so."),
        ),
        (
            visit.said("net"),
            visit.said(
                "The issuer holds back shares for the price, at a fair value with its source."
            ),
        ),
        (
            visit.said("with a sale"),
            visit.said(
                "Exercise, then offer the shares: they may be sold as any others, after the notice "
                "that the articles ask for. Nobody advances the price."
            ),
        ),
        (
            visit.said("let it lapse"),
            _lapse(visit, one),
        ),
    ]
    return Ways(grant=label_of(one), ways=tuple(told), act=act)


def _lapse(visit: Visit, one: GrantNow) -> str:
    if one.may.last_on is None:
        return visit.said("Nobody knows when it would lapse: the grant does not say.")
    plan = one.plan or visit.said("no plan")
    return visit.said(
        "Do nothing: after {day} it is over, and {plan} says whether it may be granted again.",
        day=one.may.last_on,
        plan=plan,
    )


def _may_today(one: GrantNow) -> bool:
    return bool(one.stands.exercisable) and one.option.kind not in options.COSTLESS
