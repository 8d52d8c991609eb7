"""How a file of a round becomes a round: once, with the first fault and its place."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from laogu.basics import (
    FIRST_DAY,
    LAST_DAY,
    MOST_DECIMALS,
    InvalidInput,
    Money,
    Said,
    check_currency,
    money,
    name,
    said,
)
from laogu.connectors.forms import read_form
from laogu.connectors.grants.form import Figure
from laogu.connectors.rounds.form import ClassGiven, ConvertibleGiven, RoundGiven
from laogu.connectors.rounds.refusals import NotARoundFile
from laogu.register import rounds

LARGEST_ROUND_FILE = 1024 * 1024
"""Bytes: some ten thousand holders written out."""

LONGEST_LINE = 20_000
"""Bytes of a line of TOML; see the file of grants."""

MOST_SCALE = 8
"""Decimals of a price in a file of a round."""

_PLAIN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,10})?")
_RATIO = re.compile(r"([0-9]{1,18})/([0-9]{1,18})")


class RoundRead(Struct, frozen=True, kw_only=True):
    """A round of a file, with what it is worked out from."""

    capital: rounds.Capital
    convertibles: tuple[rounds.Convertible, ...]
    asked: rounds.Round
    rights: tuple[rounds.Right, ...]

    def modelled(self) -> rounds.Modelled:
        """Return the round as it would come out, or refuse it."""
        return rounds.model(self.capital, self.convertibles, self.asked, self.rights)


def read_round(content: bytes, file: str, *, today: date) -> RoundRead:
    """Return the round of a file, or refuse it with its first fault."""
    given = read_form(
        content,
        RoundGiven,
        lambda reason: NotARoundFile(file=file, reason=reason),
        most_bytes=LARGEST_ROUND_FILE,
        longest_line=LONGEST_LINE,
        has_own_names=True,
    )
    return _Reader(file, given).read(today)


class _Reader:
    """Reads one file; a fault says where it stands."""

    def __init__(self, file: str, given: RoundGiven) -> None:
        self._file, self._given = file, given
        self._where = ""

    def read(self, today: date) -> RoundRead:
        """Return the round, or refuse it."""
        try:
            return self._read(today)
        except NotARoundFile:
            raise
        except InvalidInput as wrong:
            raise self._no(wrong.sentence("what")) from None

    def _read(self, today: date) -> RoundRead:
        given = self._given
        check_currency(given.currency)
        return RoundRead(
            capital=rounds.Capital(
                kinds=tuple(self._kinds()),
                options=self._figure("options", given.options),
                warrants=self._figure("warrants", given.warrants),
                unissued=self._figure("unissued", given.unissued),
                promised=self._figure("promised", given.promised),
            ),
            convertibles=tuple(self._convertibles()),
            asked=self._asked(today),
            rights=tuple(
                rounds.Right(
                    holder=name(one.holder),
                    basis=one.basis,
                    part=self._maybe(f"rights[{place}].part", one.part),
                )
                for place, one in enumerate(given.rights)
            ),
        )

    def _asked(self, today: date) -> rounds.Round:
        given, pool = self._given, self._given.pool
        increase = self._maybe("pool.increase", pool.increase)
        if pool.part is None and increase is None:
            increase = Fraction(0)
        for field, most in (("scale", MOST_SCALE), ("decimals", MOST_DECIMALS)):
            if not 0 <= getattr(given, field) <= most:
                self._where = field
                raise self._no(said("It is a whole number from 0 to {most}.", most=most))
        return rounds.Round(
            name=name(given.name),
            currency=given.currency,
            money=tuple(
                (name(one.holder), Fraction(self._money(f"money[{place}]", one.amount).decimal()))
                for place, one in enumerate(given.money)
            ),
            on=self._day("on", given.on or today),
            price=self._maybe("price", given.price),
            pre_money=self._maybe("pre_money", given.pre_money),
            post_money=self._maybe("post_money", given.post_money),
            pool=rounds.PoolTarget(
                part=self._maybe("pool.part", pool.part),
                increase=increase,
                of=pool.of,
                counts=pool.counts,
            ),
            convertibles=given.convertibles_count,
            protections=given.protections_count,
            scale=given.scale,
            decimals=given.decimals,
            price_rounding=given.price_rounding,
        )

    def _kinds(self) -> Iterator[rounds.Kind]:
        names = [one.name for one in self._given.classes]
        if len(set(names)) < len(names):
            raise self._no(said("Two of its classes have one name."))
        for place, one in enumerate(self._given.classes):
            yield self._kind(f"classes[{place}]", one)

    def _kind(self, where: str, one: ClassGiven) -> rounds.Kind:
        return rounds.Kind(
            name=name(one.name),
            held={
                name(holder): self._figure(f"{where}.held", units)
                for holder, units in one.held.items()
            },
            is_preferred=one.preferred,
            ratio=self._ratio(f"{where}.ratio", one.ratio),
            conversion_price=self._maybe(f"{where}.conversion_price", one.conversion_price),
            protection=one.protection,
        )

    def _convertibles(self) -> Iterator[rounds.Convertible]:
        names = [one.name for one in self._given.convertibles]
        if len(set(names)) < len(names):
            raise self._no(said("Two of its convertibles have one name."))
        for place, one in enumerate(self._given.convertibles):
            where = f"convertibles[{place}]"
            yield rounds.Convertible(
                name=name(one.name),
                holder=name(one.holder),
                mechanism=self._mechanism(where, one),
                amount=self._maybe(f"{where}.amount", one.amount),
                quantity=self._maybe(f"{where}.quantity", one.quantity),
                issued_on=one.issued_on,
            )

    def _mechanism(self, where: str, one: ConvertibleGiven) -> rounds.Mechanism:
        def decimal(field: str) -> Decimal:
            value = getattr(one, field)
            if value is None:
                self._where = f"{where}.{field}"
                raise self._no(said("A convertible of this kind needs it."))
            return self._decimal(f"{where}.{field}", value)

        def cash(field: str) -> Money | None:
            value = getattr(one, field)
            return None if value is None else self._money(f"{where}.{field}", value)

        counts = rounds.Capitalization(counts=one.counts) if one.counts else None
        discount = None if one.discount is None else self._part(f"{where}.discount", one.discount)
        match one.kind:
            case "safe":
                return rounds.Safe(
                    cap=cash("cap"),
                    discount=discount,
                    timing=one.timing,
                    mfn=one.mfn,
                    capitalization=counts,
                )
            case "note":
                return rounds.Note(
                    rates=tuple(self._rates(where, one)),
                    day_count=one.day_count,
                    payout=one.payout,
                    cap=cash("cap"),
                    discount=discount,
                    mfn=one.mfn,
                    capitalization=counts,
                )
            case "fixed":
                return rounds.FixedQuantity(quantity=decimal("quantity"))
            case "percent":
                part = self._part(f"{where}.part", decimal("part"))
                return rounds.PartOfCapital(part=part, capitalization=counts)
            case "ratio":
                ratio = rounds.Proportion(decimal("new"), decimal("old"))
                if not ratio.old:
                    raise self._no(said("A ratio is for more than nothing."))
                return rounds.ByRatio(ratio=ratio, rounded=one.rounded)
            case "valuation":
                if one.valued != "actual":
                    decimal("valuation")
                return rounds.ByValuation(
                    kind=one.valued, valuation=cash("valuation"), capitalization=counts
                )
            case "price":
                return rounds.ByPrice(discount=discount, discount_amount=cash("discount_amount"))
            case "words":
                return rounds.InWords(says=one.says)

    def _rates(self, where: str, one: ConvertibleGiven) -> Iterator[rounds.InterestRate]:
        for place, rate in enumerate(one.rates):
            at = f"{where}.rates[{place}]"
            until = None if rate.until_on is None else self._day(f"{at}.until", rate.until_on)
            yield rounds.InterestRate(
                rate=self._decimal(f"{at}.rate", rate.rate),
                from_on=self._day(f"{at}.from", rate.from_on),
                until_on=until,
            )

    def _day(self, where: str, given: date) -> date:
        self._where = where
        if not FIRST_DAY <= given <= LAST_DAY:
            raise self._no(said("A day is from {first} to {last}.", first=FIRST_DAY, last=LAST_DAY))
        return given

    def _decimal(self, where: str, given: Figure | Decimal) -> Decimal:
        self._where = where
        text = str(given)
        if not _PLAIN.fullmatch(text):
            raise self._no(said('A figure is in plain digits, such as 12000 or "18.50".'))
        return Decimal(text)

    def _part(self, where: str, given: Figure | Decimal) -> Decimal:
        part = self._decimal(where, given)
        if part >= 1:
            raise self._no(said('A part is below 1: twenty percent is "0.20".'))
        return part

    def _figure(self, where: str, given: Figure) -> Fraction:
        return Fraction(self._decimal(where, given))

    def _maybe(self, where: str, given: Figure | None) -> Fraction | None:
        return None if given is None else self._figure(where, given)

    def _money(self, where: str, given: Figure) -> Money:
        return money(self._decimal(where, given), self._given.currency)

    def _ratio(self, where: str, given: Figure) -> Fraction:
        match = _RATIO.fullmatch(str(given))
        ratio = (
            Fraction(int(match[1]), int(match[2]))
            if match and int(match[2])
            else self._figure(where, given)
        )
        if not ratio:
            self._where = where
            raise self._no(said("A ratio is for more than nothing."))
        return ratio

    def _no(self, reason: Said) -> NotARoundFile:
        if self._where:
            reason = said("At {where}: {reason}", where=self._where, reason=reason)
        return NotARoundFile(file=self._file, reason=reason)
