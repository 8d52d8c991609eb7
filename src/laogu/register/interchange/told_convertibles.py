"""Convertibles and warrants of a register, told as a history."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from laogu.register import convertibles as room
from laogu.register import history
from laogu.register.interchange.convertibles import SAID_SOURCES
from laogu.register.interchange.figures import told_money, told_price, told_quantity
from laogu.register.interchange.mechanisms import told_triggers
from laogu.register.interchange.names import Telling, besides

_SAFE: Final = frozenset({"cancellation", "transfer", "retraction"})
_ESTIMATES: Final = frozenset(
    {"human_estimated", "machine_estimated", "unspecified", "instrument_max", "instrument_min"}
)


def tell_convertibles(telling: Telling) -> None:
    """Tell every convertible and warrant with its life."""
    found = telling.register.convertibles
    for security in found.of_issuer.on(telling.issuer):
        if telling.undone.holds(security):
            continue
        convertible = found.convertibles.get(security)
        if convertible is not None:
            _tell_convertible(telling, convertible)
        else:
            _Warrant(telling, found.warrants[security]).tell()


def _common(
    telling: Telling, issued: room.IssuedConvertible | room.IssuedWarrant
) -> dict[str, Any]:
    named = telling.security(issued.security)
    return {
        "id": f"issue-{named}",
        "line": 0,
        "security": named,
        "holder": telling.holder(issued.holder),
        "certificate": issued.certificate or "",
        "triggers": told_triggers(issued.triggers, telling.stock_class),
        "board_on": issued.board_approved_on,
        "holders_on": issued.holders_approved_on,
        "consideration": issued.consideration,
    }


def _exemptions(issued: room.IssuedConvertible | room.IssuedWarrant) -> Any:
    return tuple([history.Exemption(one.says, one.jurisdiction) for one in issued.exemptions])


def _tell_convertible(telling: Telling, one: room.Convertible) -> None:
    issued = one.issued
    named = telling.security(issued.security)
    amount = told_money(issued.amount)
    telling.add(
        history.Issuance(
            on=one.issued_on,
            kind="convertible",
            units=told_quantity(Decimal(amount.value)),
            currency=amount.currency,
            particulars=history.Particulars(
                exemptions=_exemptions(issued),
                form=issued.kind,
                seniority=issued.seniority,
                pro_rata=None if issued.pro_rata is None else f"{issued.pro_rata:f}",
            ),
            **_common(telling, issued),
        )
    )
    if one.accepted is not None:
        telling.add(
            history.Acceptance(
                id=f"accept-{named}", on=one.accepted.on, line=0, security=named, kind="convertible"
            )
        )
    if one.ended is not None:
        _tell_end(telling, named, one.ended)


def _tell_end(telling: Telling, named: str, end: room.ConvertibleEnd) -> None:
    event = end.event
    is_conversion = isinstance(event, room.ConvertibleConverted)
    how: Any = "conversion" if is_conversion else end.by if end.by in _SAFE else "cancellation"
    amount = told_money(event.amount)
    made = event.shares if isinstance(event, room.ConvertibleConverted) else event.resulting
    is_moved = how in {"transfer", "cancellation"}
    balance = None if event.balance is None else telling.security(event.balance.security)
    units = told_quantity(Decimal(amount.value))
    telling.add(
        history.Retirement(
            id=f"{how}-{named}",
            on=end.on,
            line=0,
            how=how,
            security=named,
            kind="convertible",
            units=units if is_moved or (is_conversion and balance is not None) else None,
            currency=amount.currency if is_moved else None,
            results=tuple([telling.security(one.security) for one in made]),
            balance=balance,
            trigger=event.trigger if isinstance(event, room.ConvertibleConverted) else None,
            reason=event.reason or None,
            besides=_beyond(event),
        )
    )


def _beyond(event: room.ConvertiblesEvent) -> tuple[history.Besides, ...]:
    """Return what an end has for which a history has no words."""
    found: dict[history.Besides, object] = {}
    match event:
        case room.ConvertibleConverted():
            found = {
                "interest": event.interest is not None,
                "conversion price": event.price is not None,
                "cash left over": event.left_over is not None,
            }
        case room.WarrantExercised():
            found = {"payment": event.paid is not None, "fair value": event.value is not None}
        case room.ConvertibleEnded() | room.WarrantEnded():
            found = {"kind of end": event.by in {"repayment", "expiry"}}
        case _:
            pass
    return besides(found)


class _Warrant:
    """A warrant that is being told.

    A part of it may be exercised here and leave the rest on the same warrant. The open formats know
    only an exercise of all of one, so the part is first set apart, as a transfer to its own holder.
    """

    def __init__(self, telling: Telling, warrant: room.Warrant) -> None:
        self.telling = telling
        self.warrant = warrant
        self.first = self.named = telling.security(warrant.issued.security)
        self.left = warrant.issued.quantity
        self.parts = 1

    def tell(self) -> None:
        """Tell how it came to be, and everything that happened to it."""
        warrant = self.warrant
        self.telling.add(self._issuance(self.named, warrant.issued_on, warrant.issued.quantity))
        if warrant.accepted is not None:
            on = warrant.accepted.on
            self.telling.add(
                history.Acceptance(
                    id=f"accept-{self.first}", on=on, line=0, security=self.first, kind="warrant"
                )
            )
        for event, _ in warrant.acts:
            if isinstance(event, room.WarrantExercised):
                self._exercised(event)
            else:
                self._ended(event)

    def _issuance(self, named: str, on: Any, quantity: Decimal | None) -> history.Issuance:
        issued = self.warrant.issued
        price = None if issued.exercise_price is None else told_price(issued.exercise_price)
        counted = SAID_SOURCES[issued.quantity_source]
        common = _common(self.telling, issued) | {"id": f"issue-{named}", "security": named}
        into = None if issued.into is None else self.telling.stock_class(issued.into)
        terms, vestings = self._vests()
        return history.Issuance(
            on=on,
            kind="warrant",
            units=None if quantity is None else told_quantity(quantity),
            estimated=counted in _ESTIMATES,
            stock_class=into,
            currency=None if price is None else price.currency,
            price=None if price is None else price.value,
            cost=None if issued.purchase_price is None else told_money(issued.purchase_price),
            expires_on=issued.expires_on,
            terms=terms,
            vestings=vestings if quantity == issued.quantity else (),
            particulars=history.Particulars(exemptions=_exemptions(issued), counted_by=counted),
            besides=besides({"vesting": issued.vests is not None and not terms and not vestings}),
            **common,
        )

    def _vests(self) -> tuple[str | None, tuple[tuple[date, int], ...]]:
        """Return the terms by which it vests, or what vests on which day."""
        issued, telling = self.warrant.issued, self.telling
        if isinstance(issued.vests, str):
            found = telling.register.plans.terms[issued.vests]
            return found.origin or issued.vests, ()
        if issued.vests is None or issued.into is None:
            return None, ()
        scale = telling.scales[issued.into]
        return None, tuple([(one.on, scale.told(one.units)) for one in issued.vests])

    def _exercised(self, event: room.WarrantExercised) -> None:
        telling, on = self.telling, event.effective_on
        named = self.named
        if event.left and event.quantity is not None:
            part, rest = self._next_name(), self._next_name()
            telling.add(
                history.Retirement(
                    id=f"transfer-{named}", on=on, line=0, how="transfer", security=named,
                    kind="warrant", units=told_quantity(event.quantity), results=(part,),
                    balance=rest,
                )
            )  # fmt: skip
            telling.add(self._issuance(part, on, event.quantity))
            telling.add(self._issuance(rest, on, event.left))
            named, self.named = part, rest
        telling.add(
            history.Retirement(
                id=f"exercise-{named}",
                on=on,
                line=0,
                how="exercise",
                security=named,
                kind="warrant",
                results=tuple([telling.security(one.security) for one in event.shares]),
                trigger=event.trigger,
                reason=event.reason or None,
                consideration=None if event.by == "not_told" else event.by,
                besides=_beyond(event),
            )
        )

    def _next_name(self) -> str:
        self.parts += 1
        return f"{self.first}~{self.parts}"

    def _ended(self, event: room.WarrantEnded) -> None:
        telling = self.telling
        how: Any = event.by if event.by in _SAFE else "cancellation"
        balance = None if event.balance is None else telling.security(event.balance.security)
        quantity = None if event.quantity is None else told_quantity(event.quantity)
        telling.add(
            history.Retirement(
                id=f"{how}-{self.named}",
                on=event.effective_on,
                line=0,
                how=how,
                security=self.named,
                kind="warrant",
                units=None if how == "retraction" else quantity,
                results=tuple([telling.security(one.security) for one in event.resulting]),
                balance=balance,
                reason=event.reason or None,
                besides=_beyond(event),
            )
        )
