"""How papers convert: the words of a history and those of the room for convertibles, both ways."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from laogu.basics import StockClassId
from laogu.register import convertibles, history, rounds
from laogu.register.interchange.figures import (
    money_of,
    quantity,
    told_money,
    told_quantity,
)

Named = Callable[[str | None], StockClassId | None]
_COUNTED: Final = {
    "outstanding_shares": "shares",
    "outstanding_options": "options",
    "outstanding_unissued_options": "unissued",
    "this_security": "own",
    "other_converting_securities": "others",
    "option_pool_topup_for_promised_options": "promised",
    "additional_option_pool_topup": "more_pool",
    "new_money": "new_money",
}
_ROUNDED: Final[dict[Any, Any]] = {"CEILING": "up", "FLOOR": "down", "NORMAL": "nearest"}
_SAID_ROUNDED: Final[dict[Any, Any]] = {ours: said for said, ours in _ROUNDED.items()}


def triggers_of(
    triggers: tuple[history.Trigger, ...], class_of: Named
) -> tuple[convertibles.ConversionTrigger, ...]:
    """Return triggers as the room keeps them. class_of: the class of an id of the history."""
    return tuple([_trigger(one, class_of) for one in triggers])


def _trigger(one: history.Trigger, class_of: Named) -> convertibles.ConversionTrigger:
    right = one.right
    converts = convertibles.ConvertsBy(mechanism=rounds.InWords(says=""))
    if right is not None:
        converts = convertibles.ConvertsBy(
            mechanism=_mechanism(right.mechanism),
            into=class_of(right.into),
            of_future_round=right.into_a_later_round,
        )
    return convertibles.ConversionTrigger(
        name=one.trigger,
        kind=one.kind,
        converts=converts,
        nickname=one.nickname,
        says=one.says,
        condition=one.condition,
        on=one.on,
        from_on=one.since,
        until_on=one.until,
    )


def _mechanism(one: history.Mechanism) -> rounds.Mechanism:
    """Return a mechanism; what its kind does not need is left aside."""
    capital = _capitalization(one)
    match one.kind:
        case "fixed_amount":
            return rounds.FixedQuantity(quantity=quantity(one.units or 0))
        case "percent" if one.percent:
            return rounds.PartOfCapital(part=Decimal(one.percent), capitalization=capital)
        case "ratio" if one.ratio is not None:
            return rounds.ByRatio(
                ratio=_proportion(one.ratio),
                conversion_price=_money(one.price),
                rounded=_ROUNDED[one.ratio.rounding or "FLOOR"],
            )
        case "safe":
            return rounds.Safe(
                cap=_money(one.cap),
                discount=_part(one.discount),
                timing=one.timing,
                mfn=bool(one.most_favoured),
                exit_multiple=None if one.multiple is None else _proportion(one.multiple),
                capitalization=capital,
            )
        case "note":
            return _note(one, capital)
        case "valuation":
            return rounds.ByValuation(
                kind=one.valuation or "actual",
                valuation=_money(one.amount),
                capitalization=capital,
            )
        case "per_share":
            return rounds.ByPrice(
                says=one.says or "",
                discount=_part(one.discount),
                discount_amount=_money(one.amount),
            )
        case _:
            return rounds.InWords(says=one.says or "")


def _note(one: history.Mechanism, capital: rounds.Capitalization | None) -> rounds.Note:
    return rounds.Note(
        rates=tuple(
            [
                rounds.InterestRate(
                    rate=Decimal(each.rate), from_on=each.since, until_on=each.until
                )
                for each in one.interest
            ]
        ),
        day_count=one.day_count or "actual_365",
        payout=one.payout or "deferred",
        accrual=one.accrual or "daily",
        compounding=one.compounding or "simple",
        cap=_money(one.cap),
        discount=_part(one.discount),
        mfn=bool(one.most_favoured),
        matures_on=one.matures_on,
        exit_multiple=None if one.multiple is None else _proportion(one.multiple),
        capitalization=capital,
    )


def _capitalization(one: history.Mechanism) -> rounds.Capitalization | None:
    if one.counts is None and one.counted is None:
        return None
    counts = None
    if one.counted is not None:
        counts = rounds.Counted(**{ours: name in one.counted for name, ours in _COUNTED.items()})
    return rounds.Capitalization(says=one.counts, counts=counts)


def _proportion(ratio: history.Ratio) -> rounds.Proportion:
    return rounds.Proportion(quantity(ratio.new), quantity(ratio.old))


def _money(amount: history.Amount | None) -> Any:
    return None if amount is None else money_of(amount.value, amount.currency)


def _part(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text or "0")


def told_triggers(
    triggers: tuple[convertibles.ConversionTrigger, ...],
    named: Callable[[StockClassId], str],
) -> tuple[history.Trigger, ...]:
    """Return triggers in the words of a history. named: a class by its id in the history."""
    return tuple([_told_trigger(one, named) for one in triggers])


def _told_trigger(
    one: convertibles.ConversionTrigger, named: Callable[[StockClassId], str]
) -> history.Trigger:
    into = one.converts.into
    return history.Trigger(
        trigger=one.name,
        kind=one.kind,
        right=history.Right(
            mechanism=_told_mechanism(one.converts.mechanism),
            into=None if into is None else named(into),
            into_a_later_round=one.converts.of_future_round,
        ),
        on=one.on,
        since=one.from_on,
        until=one.until_on,
        condition=one.condition,
        nickname=one.nickname,
        says=one.says,
    )


def _told_mechanism(one: rounds.Mechanism) -> history.Mechanism:
    match one:
        case rounds.FixedQuantity():
            return history.Mechanism(kind="fixed_amount", units=told_quantity(one.quantity))
        case rounds.PartOfCapital():
            return history.Mechanism(
                kind="percent", percent=f"{one.part:f}", **_told_capital(one.capitalization)
            )
        case rounds.ByRatio():
            return history.Mechanism(
                kind="ratio",
                ratio=_told_proportion(one.ratio, _SAID_ROUNDED[one.rounded]),
                price=_told_money(one.conversion_price),
            )
        case rounds.Safe():
            return history.Mechanism(
                kind="safe",
                cap=_told_money(one.cap),
                discount=_told_part(one.discount),
                timing=one.timing,
                most_favoured=one.mfn,
                multiple=None if one.exit_multiple is None else _told_proportion(one.exit_multiple),
                **_told_capital(one.capitalization),
            )
        case rounds.Note():
            return _told_note(one)
        case rounds.ByValuation():
            return history.Mechanism(
                kind="valuation",
                valuation=one.kind,
                amount=_told_money(one.valuation),
                **_told_capital(one.capitalization),
            )
        case rounds.ByPrice():
            return history.Mechanism(
                kind="per_share",
                says=one.says or None,
                discount=_told_part(one.discount),
                amount=_told_money(one.discount_amount),
            )
        case rounds.InWords():
            return history.Mechanism(kind="custom", says=one.says or None)


def _told_note(one: rounds.Note) -> history.Mechanism:
    return history.Mechanism(
        kind="note",
        interest=tuple(
            [
                history.Interest(rate=f"{each.rate:f}", since=each.from_on, until=each.until_on)
                for each in one.rates
            ]
        ),
        day_count=one.day_count,
        payout=one.payout,
        accrual=one.accrual,
        compounding=one.compounding,
        cap=_told_money(one.cap),
        discount=_told_part(one.discount),
        most_favoured=one.mfn or None,
        matures_on=one.matures_on,
        multiple=None if one.exit_multiple is None else _told_proportion(one.exit_multiple),
        **_told_capital(one.capitalization),
    )


def _told_capital(one: rounds.Capitalization | None) -> dict[str, Any]:
    if one is None:
        return {}
    counts = one.counts
    listed = None
    if counts is not None:
        listed = tuple([name for name, ours in _COUNTED.items() if getattr(counts, ours)])
    return {"counts": one.says, "counted": listed}


def _told_proportion(one: rounds.Proportion, rounding: Any = None) -> history.Ratio:
    return history.Ratio(told_quantity(one.new), told_quantity(one.old), rounding)


def _told_money(money: Any) -> history.Amount | None:
    return None if money is None else told_money(money)


def _told_part(part: Decimal | None) -> str | None:
    return None if part is None else f"{part:f}"
