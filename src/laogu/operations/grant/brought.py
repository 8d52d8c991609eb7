"""A row of a ledger once it was looked at, and the events that it comes to."""

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, Price, SecurityId, VestingTermsId, name
from laogu.operations.grant.rows import GrantRow
from laogu.operations.holder.brought import Who
from laogu.register import StockClassRegistered, options, plans, vesting
from laogu.register.plans import (
    GrantAccepted,
    GrantEnded,
    GrantExercised,
    GrantIssued,
    GrantReleased,
    ReturnedToPool,
)


class Brought(Struct, frozen=True, kw_only=True):
    """A row in smallest units. vests: terms that are registered, or are to be; None: at once.

    begins_on: the day from which it counts: of the grant, or on which its class was last split.
    """

    row: GrantRow
    who: Who
    kind: StockClassRegistered
    pool: plans.Pool | None
    units: int
    begins_on: date
    price: Price | None
    fair_value: Price | None
    vests: VestingTermsId | vesting.Terms | None
    windows: tuple[options.Window, ...] | None
    exercised: int
    gone: int
    forfeited: int
    lapsed: int
    cancelled: int

    @property
    def ended(self) -> int:
        """Units that ended without becoming shares."""
        return self.forfeited + self.lapsed + self.cancelled

    @property
    def left(self) -> int:
        """Units that live; below 0: more was used than there is."""
        return self.units - self.exercised - self.ended

    @property
    def vests_from(self) -> date:
        """The day on which vesting starts."""
        return self.row.vests_from or self.row.granted_on

    def day(self, told: date | None, on: date) -> date:
        """Return when something counts: on its day, not before the grant does."""
        return max(told or on, self.begins_on)


def events_of(
    one: Brought,
    issuer: IssuerId,
    holder: HolderId,
    vests: VestingTermsId | None,
    *,
    on: date,
    make: Callable[[str], str],
) -> Iterator[plans.PlansEvent]:
    """Yield a grant and what became of it. on: the day as of which the ledger stands."""
    row = one.row
    security = SecurityId(make("security"))
    grant = plans.IssuedGrant(
        security=security,
        issuer=issuer,
        stock_class=one.kind.stock_class,
        plan=one.pool.plan.plan if one.pool else None,
        holder=holder,
        kind=row.kind,
        units=one.units,
        granted_on=row.granted_on,
        certificate=name(row.certificate) if row.certificate else None,
        price=one.price,
        fair_value=one.fair_value,
        vests=vests,
        vests_from=one.vests_from if vests is not None else None,
        expires_on=row.expires_on,
        windows=one.windows,
        is_early_exercisable=row.is_early_exercisable,
    )
    yield GrantIssued(effective_on=one.begins_on, grant=grant)
    if row.is_accepted or row.accepted_on is not None:
        yield GrantAccepted(effective_on=one.day(row.accepted_on, on), security=security)
    left = one.units
    if one.exercised:
        left -= one.exercised
        yield _used(one, security, left, one.day(row.exercised_on, on))
    ends: tuple[tuple[plans.GrantEndedBy, int], ...] = (
        ("forfeiture", one.forfeited), ("lapse", one.lapsed), ("cancellation", one.cancelled),
    )  # fmt: skip
    for by, units in ends:
        if units:
            left -= units
            told = row.ended_on
            if told is None and by == "forfeiture" and row.left_on is not None:
                told = min(row.left_on, on)
            ended = GrantEnded(
                effective_on=one.day(told, on), security=security, by=by, units=units, left=left
            )
            yield from _with_return(one, ended)


def _used(
    one: Brought, security: SecurityId, left: int, on: date
) -> GrantExercised | GrantReleased:
    elsewhere = one.exercised - one.gone
    if one.row.kind in options.DELIVERED:
        return GrantReleased(
            effective_on=on, security=security, units=one.exercised, shares=(), left=left,
            elsewhere=elsewhere, gone=one.gone,
        )  # fmt: skip
    return GrantExercised(
        effective_on=on, security=security, units=one.exercised, by="not_told", shares=(),
        left=left, elsewhere=elsewhere, gone=one.gone,
    )  # fmt: skip


def _with_return(one: Brought, ended: GrantEnded) -> Iterator[GrantEnded | ReturnedToPool]:
    yield ended
    # Nobody is asked: what a plan leaves to each grant does not go back by itself.
    if one.pool is not None and one.pool.plan.when_cancelled == "return_to_pool":
        yield ReturnedToPool(
            effective_on=ended.effective_on,
            plan=one.pool.plan.plan,
            security=ended.security,
            units=ended.units,
        )
