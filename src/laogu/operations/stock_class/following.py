"""What follows a split: ratios of classes that convert, and grants and pools of the class."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from laogu.basics import Said, SecurityId, said
from laogu.operations.stock_class.following_papers import cannot_be_told
from laogu.register import Register, StockClassRegistered
from laogu.register.capital import RatioAdjusted, class_standing, right_after, rights_into
from laogu.register.plans import GrantSplit, PoolSplit, reserved_on


def rights_follow(
    register: Register, kind: StockClassRegistered, by: Fraction, *, on: date
) -> Iterator[RatioAdjusted]:
    """Yield the new ratio of every right to convert out of a class or into it.

    by: new shares for one old. One new share of the class becomes fewer of another, and one of
    another becomes more of it, so that nobody's part of the company changes.
    """
    known = {
        one: class_standing(register.capital, one, as_of=on).rights
        for one in register.classes_of[kind.issuer]
    }
    for right in known[kind.stock_class].converts:
        yield RatioAdjusted(
            effective_on=on,
            stock_class=kind.stock_class,
            right=right_after(right, 1 / by),
            cause="split",
        )
    for other, right in rights_into(known, kind.stock_class):
        yield RatioAdjusted(
            effective_on=on,
            stock_class=other,
            right=right_after(right, by, is_target=True),
            cause="split",
        )


def grants_follow(
    register: Register, kind: StockClassRegistered, by: Fraction, *, on: date
) -> Iterator[GrantSplit | PoolSplit]:
    """Yield what a split makes of every grant and pool of a class.

    What lives of a grant is rounded down to a whole unit and its price up, so that nobody may buy
    more, or for less, than before; what was used is told in the new units too.
    """
    book = register.plans
    for plan in book.plans_of.on(kind.issuer):
        if book.plans[plan].plan.classes[:1] == (kind.stock_class,):
            reserved = reserved_on(book, plan, on=on)
            yield PoolSplit(
                effective_on=on,
                plan=plan,
                new=by.numerator,
                old=by.denominator,
                units=int(reserved * by),
            )
    for security in grants_of(register, kind):
        grant = book.grants[security]
        left = int(grant.left * by)
        used = int((grant.granted.units - grant.left) * by)
        yield GrantSplit(
            effective_on=on,
            security=security,
            new=by.numerator,
            old=by.denominator,
            units=left + used,
            left=left,
        )


def grants_of(register: Register, kind: StockClassRegistered) -> list[SecurityId]:
    """Return every grant of a class, those that ended among them."""
    found = register.plans.of_issuer.on(kind.issuer)
    return [one for one in found if register.plans.grants[one].stock_class == kind.stock_class]


def cannot_follow(register: Register, kind: StockClassRegistered) -> Iterator[Said]:
    """Say what would not follow a split of a class, so that nothing is left behind unseen."""
    counted = 0
    for security in grants_of(register, kind):
        grant = register.plans.grants[security]
        vests = grant.granted.vests
        if grant.lives and isinstance(vests, str):
            terms = register.plans.terms[vests].terms
            counted += any(isinstance(one.vests, int) and one.vests for one in terms.conditions)
    if counted:
        yield said("grants that vest by numbers of shares: {grants}", grants=counted)
    papers = cannot_be_told(register, kind)
    if papers:
        yield said("papers that name the class in words of their own: {papers}", papers=papers)
