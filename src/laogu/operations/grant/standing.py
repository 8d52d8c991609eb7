"""What the grants of a ledger come to together, and whether its own figures agree with that."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from laogu.basics import (
    Finding,
    HolderId,
    LaoguError,
    PlanId,
    SecurityId,
    StockClassId,
    Where,
    in_words,
    said,
)
from laogu.operations.books import Books
from laogu.operations.grant import remarks
from laogu.operations.grant.brought import Brought
from laogu.operations.grant.issue import check_authorised
from laogu.operations.holder.brought import Who
from laogu.register import (
    IssuerRegistered,
    Register,
    StockClassRegistered,
    options,
    plans,
    vesting,
)


class Standing:
    """The grants of a ledger beside each other, beside the pool, and beside the shares."""

    def __init__(
        self,
        books: Books,
        issuer: IssuerRegistered,
        brought: list[Brought],
        on: date,
        today: date,
    ) -> None:
        self._books, self._issuer, self._brought = books, issuer, brought
        self._on, self._today = on, today
        self._ends: dict[Who, set[date]] = defaultdict(set)
        self._reasons: dict[tuple[Who, date], options.Reason] = {}
        self._timelines: dict[object, vesting.Timeline] = {}
        for one in brought:
            if one.row.left_on is not None:
                self._ends[one.who].add(one.row.left_on)

    def findings(self) -> Iterator[Finding]:
        """Yield what does not agree."""
        for one in self._brought:
            yield from self._used(one)
            yield from self._leaving(one)
            yield from self._vested(one)
        yield from self._pools()
        yield from self._authorised()
        yield from self._shares()

    def left_on(self, one: Brought) -> date | None:
        """Return the end of the service in which a grant was made; None: nobody tells of one."""
        days = set(self._ends.get(one.who, ()))
        if one.who[0]:
            room, holder = self._books.register.plans, HolderId(one.who[0])
            ended = plans.service_ends(room, self._issuer.issuer, holder)
            days |= {each.effective_on for each in ended}
        return min((day for day in days if day >= one.row.granted_on), default=None)

    def _used(self, one: Brought) -> Iterator[Finding]:
        row, kind = one.row, one.kind
        if one.left < 0:
            facts = {
                "granted": _shown(one.units, kind), "used": _shown(one.exercised + one.ended, kind),
            }  # fmt: skip
            yield remarks.USES_MORE.at(place(row.line, "quantity"), **facts)
            return
        left = _shown(one.left, kind)
        if row.outstanding is not None and row.outstanding != left:
            where = place(row.line, "outstanding")
            yield remarks.OUTSTANDING_DIFFERS.at(where, stated=row.outstanding, left=left)
        if one.gone > one.exercised:
            gone, exercised = _shown(one.gone, kind), _shown(one.exercised, kind)
            where = place(row.line, "no longer held")
            yield remarks.GONE_MORE.at(where, exercised=exercised, gone=gone)

    def _leaving(self, one: Brought) -> Iterator[Finding]:
        row, left_on = one.row, self.left_on(one)
        if row.left_on is not None and left_on is not None and row.left_on != left_on:
            where = place(row.line, "left on")
            yield remarks.LEAVES_TWICE.at(where, day=row.left_on, other=left_on)
            return
        if self._reason(one) != row.left_for:
            yield remarks.TWO_REASONS.at(place(row.line, "reason"), day=row.left_on)
            return
        leaving = None
        if row.left_on is not None and row.left_for is not None:
            leaving = options.Leaving(row.left_on, row.left_for)
        rest_days = one.pool.plan.rest_days if one.pool is not None else None
        last = options.ends_on(
            row.kind,
            expires_on=row.expires_on,
            windows=one.windows,
            leaving=leaving,
            calendar=self._books.agreements.calendars.get(rest_days) if rest_days else None,
        )
        if last is not None and last < self._today and one.left > 0:
            where = place(row.line, "outstanding")
            yield remarks.OVER.at(where, left=_shown(one.left, one.kind), last=last)

    def _reason(self, one: Brought) -> options.Reason | None:
        """Return why a holder left: as the register says, else as the first row of that day."""
        left_on, why = one.row.left_on, one.row.left_for
        if left_on is None or why is None:
            return why
        if (one.who, left_on) not in self._reasons:
            room, holder = self._books.register.plans, HolderId(one.who[0])
            ended = plans.service_ends(room, self._issuer.issuer, holder) if holder else ()
            known = (each.reason for each in ended if each.effective_on == left_on)
            self._reasons[one.who, left_on] = next(known, why)
        return self._reasons[one.who, left_on]

    def _vested(self, one: Brought) -> Iterator[Finding]:
        row, kind = one.row, one.kind
        left_on = self.left_on(one)
        position = self._position(one, left_on, self._on)
        vested = _shown(position.vested, kind)
        exercised = _shown(one.exercised, kind)
        if row.vested is not None and row.vested not in (vested, vested - exercised):
            facts = {
                "stated": row.vested, "vested": vested, "on": self._on,
                "terms": row.vests or said("at once"), "since": one.vests_from,
            }  # fmt: skip
            yield remarks.VESTED_DIFFERS.at(place(row.line, "vested"), **facts)
        if one.exercised > position.vested and not row.is_early_exercisable:
            where = place(row.line, "exercised")
            yield remarks.EARLY.at(where, exercised=exercised, vested=vested)
        lost = position.forfeited
        if left_on is not None and left_on < self._on and lost != one.forfeited + one.cancelled:
            yield remarks.NEVER_VESTS.at(
                place(row.line, "forfeited"), lost=_shown(lost, kind), vested=vested,
                forfeited=_shown(one.forfeited + one.cancelled, kind), left_on=left_on,
            )  # fmt: skip

    def _position(self, one: Brought, left_on: date | None, on: date) -> vesting.Position:
        """Return what is vested of a grant; those of the same terms and days share a timeline."""
        terms: vesting.Terms | None = None
        if isinstance(one.vests, str):
            terms = self._books.register.plans.terms[one.vests].terms
        elif one.vests is not None:
            terms = one.vests
        key = (terms, one.row.granted_on, one.vests_from, left_on)
        if key not in self._timelines:
            grant = vesting.Grant(units=one.units, granted_on=one.row.granted_on, vests=terms)
            told = vesting.History(started_on=one.vests_from, left_on=left_on)
            self._timelines[key] = vesting.Timeline(grant, told, vesting.USUAL)
        return self._timelines[key].of(one.units).position(on)

    def _pools(self) -> Iterator[Finding]:
        """Yield, of each plan, the first row with which it has granted more than it reserves."""
        room = self._books.register.plans
        left: dict[PlanId, int] = {}
        for one in self._brought:
            if one.pool is None:
                continue
            plan = one.pool.plan
            if plan.plan not in left:
                left[plan.plan] = plans.pool_use(room, plan.plan, on=self._today).left
            before = left[plan.plan]
            comes_back = one.ended if plan.when_cancelled == "return_to_pool" else 0
            left[plan.plan] -= one.units - comes_back
            if before >= 0 > left[plan.plan]:
                reserved = plans.reserved_on(room, plan.plan, on=self._today)
                no = plans.BeyondPool(
                    plan=plan.name,
                    asked=_shown(one.units - comes_back, one.kind),
                    reserved=_shown(reserved, one.kind),
                    left=_shown(before, one.kind),
                )
                yield no.found_at(place(one.row.line, "quantity"))

    def _authorised(self) -> Iterator[Finding]:
        """Yield, of each class, the first row with which not all could become shares."""
        more: dict[StockClassId, int] = defaultdict(int)
        over: set[StockClassId] = set()
        for one in self._brought:
            more[one.kind.stock_class] += max(0, one.left)
            if one.kind.stock_class not in over:
                try:
                    check_authorised(
                        self._books, one.kind, more[one.kind.stock_class], on=self._today
                    )
                except LaoguError as no:
                    over.add(one.kind.stock_class)
                    yield no.found_at(place(one.row.line, "quantity"))

    def _shares(self) -> Iterator[Finding]:
        """Yield, of each holder and class, the first row whose exercised shares are not there."""
        register = self._books.register
        needed: dict[tuple[Who, StockClassId], int] = {}
        said_of: set[tuple[Who, StockClassId]] = set()
        for one in self._brought:
            still = one.exercised - one.gone
            key = (one.who, one.kind.stock_class)
            if still <= 0 or one.row.kind in {"csar", "ssar"} or key in said_of:
                continue  # An appreciation right gives fewer shares, or none.
            holder = HolderId(one.who[0])
            if key not in needed:
                needed[key] = _accounted(register, one.kind.stock_class, holder)
            needed[key] += still
            if needed[key] > register.units_of.on(one.kind.stock_class).get(holder, 0):
                had = received(register, one.kind.stock_class, holder) if one.who[0] else 0
                if needed[key] > had:
                    said_of.add(key)
                    facts = {
                        "exercised": _shown(needed[key], one.kind), "held": _shown(had, one.kind),
                        "stock_class": one.kind.named,
                    }  # fmt: skip
                    yield remarks.SHARES_MISSING.at(place(one.row.line, "exercised"), **facts)


def _accounted(register: Register, stock_class: StockClassId, holder: HolderId) -> int:
    """Return the shares of a holder that grants brought in before are told to have become."""
    room = register.plans
    return sum(
        act.event.elsewhere
        for grant in (room.grants[one] for one in room.grants_of.on(holder))
        if grant.counts() and grant.stock_class == stock_class
        for act in grant.acts
        if isinstance(act.event, plans.GrantExercised | plans.GrantReleased)
    )


def received(register: Register, stock_class: StockClassId, holder: HolderId) -> int:
    """Return how many shares of a class a holder ever got, in units of now.

    What is left of a lot that was divided, and what a split made of one, is not got once more.
    """
    total = 0
    for security in register.of_class.on(stock_class):
        lived = register.securities[security]
        if lived.stock.holder != holder:
            continue
        total += lived.stock.units
        ended = lived.retired
        if ended is None:
            continue
        own = sum(_of(register, one, holder, stock_class) for one in ended.into)
        if ended.by == "undoing":
            total -= lived.stock.units
        else:
            total -= lived.stock.units if ended.by == "split" else own
    return total


def _of(
    register: Register, security: SecurityId, holder: HolderId, stock_class: StockClassId
) -> int:
    stock = register.securities[security].stock
    return stock.units if (stock.holder, stock.stock_class) == (holder, stock_class) else 0


def place(line: int, column: str) -> Where:
    """Return a cell of a ledger, as a finding says it."""
    # habit 35: the columns' names are found where the headings are declared.
    return Where(said("row {line}, {column}", line=str(line), column=said(column)), line)


def _shown(units: int, kind: StockClassRegistered) -> Decimal:
    return in_words(units, kind.decimals)
