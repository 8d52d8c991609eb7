"""Cap tables as plain data: counted by stated conventions, and compared with another day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

from msgspec import Struct

from laogu.basics import NotAPrice, Price, day, in_words, price, said
from laogu.connectors.plain import name_of, quantity
from laogu.connectors.reading import FieldUnreadable
from laogu.journal import Journal
from laogu.operations import Sight
from laogu.register import IssuerRegistered
from laogu.register.views import (
    CHANGE_KINDS,
    FULLY_DILUTED,
    OUTSTANDING,
    PAPERS,
    ClassMoved,
    Conventions,
    Counted,
    CountedRow,
    Moved,
    Source,
    WhichGrants,
    between,
    counted,
    group_of,
    votes,
)

By = Literal["holder", "class", "group", "votes", "security"]
BYS: tuple[By, ...] = get_args(By)
GRANTS: tuple[WhichGrants, ...] = get_args(WhichGrants)
LEAVES_OUT = ("pool", "warrants", "conversion")
FIELDS = ("by", "counts", "grants", "without", "at", "since")
"""What may be asked beside the day: by what, counted how, with which switches, since when."""


class TableAsked(Struct, frozen=True, kw_only=True):
    """How a cap table is asked for. by: None: as ever. since: None: compared with no day.

    By security it is a list of what stands on the register, and nothing is counted.
    """

    by: By | None
    is_diluted: bool
    conventions: Conventions
    since: date | None

    @property
    def is_counted(self) -> bool:
        """Whether more is asked for than who held what."""
        return self.by not in {None, "security"} or self.is_diluted


def table_asked(fields: Mapping[str, str], *, currency: str) -> TableAsked:
    """Return what fields ask of a cap table; a word that is not among the known ones is refused."""
    given = {name: fields[name] for name in FIELDS if fields.get(name)}
    by = _one_of("by", given.get("by"), BYS)
    counts = _one_of("counts", given.get("counts"), ("issued", "fully-diluted"))
    switches = {"grants", "without", "at"} & given.keys()
    is_diluted = counts == "fully-diluted" or (counts is None and bool(switches))
    if by == "security" and is_diluted:
        raise FieldUnreadable(name="by", reason=said("Securities are listed, and not counted."))
    since = given.get("since")
    return TableAsked(
        by=by,
        is_diluted=is_diluted,
        conventions=_conventions(given, currency) if is_diluted else OUTSTANDING,
        since=day(since) if since else None,
    )


def _conventions(given: Mapping[str, str], currency: str) -> Conventions:
    grants = _one_of("grants", given.get("grants"), GRANTS)
    without = {
        _one_of("without", one, LEAVES_OUT) for one in given.get("without", "").split(",") if one
    }
    return Conventions(
        grants=grants or FULLY_DILUTED.grants,
        pool="pool" not in without,
        warrants="warrants" not in without,
        convertibles_at=stated_price(given["at"], currency) if "at" in given else None,
        as_converted="conversion" not in without,
    )


def stated_price(given: str, currency: str) -> Price:
    """Return a price with as many decimals as somebody wrote."""
    try:
        exact = Decimal(given.replace(",", ""))
    except InvalidOperation:
        raise NotAPrice(price=given[:40]) from None
    places = exact.as_tuple().exponent
    scale = -places if isinstance(places, int) and -20 < places < 0 else 0
    return price(exact, scale=scale, currency=currency)


def _one_of(name: str, given: str | None, known: Iterable[Any]) -> Any:
    words = tuple(known)
    if given is None or given in words:
        return given
    reason = said("It is one of {known}.", known=words)
    raise FieldUnreadable(name=name, reason=reason)


class Counting(Struct, frozen=True, kw_only=True):
    """What a table is made from: an issuer on a day, as one person may see it."""

    journal: Journal
    issuer: IssuerRegistered
    as_of: date
    known_at: datetime | None
    sight: Sight
    lang: str

    def found(self, conventions: Conventions) -> Counted:
        """Return how many shares there are by conventions."""
        return counted(
            self.journal.books.register,
            self.issuer.issuer,
            as_of=self.as_of,
            known_at=self.known_at,
            conventions=conventions,
        )

    def name(self, holder: Any) -> str | None:
        """Return a holder's name; None: it has been forgotten."""
        known = self.journal.books.register.holders[holder]
        return name_of(known, self.journal.personal, self.lang)


def counted_table(counting: Counting, asked: TableAsked) -> dict[str, Any]:
    """Return a table by holder, class, group or votes, with the conventions it counts by."""
    if asked.by == "votes":
        return _votes(counting)
    found = counting.found(asked.conventions)
    shown, hidden = counting.sight.counted(found)
    match asked.by:
        case "class":
            rows, hidden = _by_class(counting, found), []
        case "group":
            rows = _by_group(counting, found, shown)
        case _:
            rows = [_row(found, _id(one), _name(counting, one), [one]) for one in shown]
    return {
        "by": asked.by or "holder",
        "conventions": conventions(asked.conventions),
        "rows": rows,
        "not_shown": _figures(found, hidden),
        "left_out": {
            why: str(units) if why in PAPERS else quantity(units, found.decimals)
            for why, units in found.left_out.items()
        },
        "total": quantity(found.total, found.decimals),
    }


def conventions(given: Conventions) -> dict[str, Any]:
    """Return conventions by their names."""
    at = given.convertibles_at
    return {
        "grants": given.grants,
        "pool": given.pool,
        "warrants": given.warrants,
        "convertibles_at": None
        if at is None
        else {"price": f"{at.decimal():f}", "currency": at.currency},
        "as_converted": given.as_converted,
    }


def changes(counting: Counting, since: date) -> dict[str, Any]:
    """Return what changed between two days, those who are not shown in one row a class."""
    register, sight = counting.journal.books.register, counting.sight
    after, through = sorted((since, counting.as_of))
    found = between(
        register,
        counting.issuer.issuer,
        after=after,
        through=through,
        known_at=counting.known_at,
    )
    shown = [
        one
        for one in found.rows
        if sight.sees_holder(register.holders[one.holder], counting.issuer.issuer)
    ]

    def told(one: Moved | ClassMoved) -> dict[str, Any]:
        decimals = register.classes[one.stock_class].decimals
        return {
            "stock_class_id": one.stock_class,
            "start": quantity(one.start, decimals),
            "changes": {
                kind: quantity(one.by[kind], decimals) for kind in CHANGE_KINDS if one.by.get(kind)
            },
            "end": quantity(one.end, decimals),
        }

    return {
        "after": after.isoformat(),
        "through": through.isoformat(),
        "rows": [
            {"holder_id": one.holder, "holder": counting.name(one.holder), **told(one)}
            for one in shown
        ],
        "classes": [told(one) for one in found.classes],
    }


def _by_class(counting: Counting, found: Counted) -> list[dict[str, Any]]:
    rows = []
    for one in found.classes:
        name = None
        if one.stock_class is not None:
            kind = counting.journal.books.register.classes[one.stock_class]
            name = kind.name_zh if counting.lang == "zh" else kind.name_en
        rows.append(
            {
                "id": one.stock_class,
                "name": name,
                "counts_as": one.into,
                "quantities": {
                    source: quantity(part.counts, found.decimals)
                    for source, part in one.parts.items()
                },
                "together": quantity(one.counts, found.decimals),
                "percent": _percent(one.counts, found.total),
            }
        )
    return rows


def _by_group(counting: Counting, found: Counted, shown: list[CountedRow]) -> list[dict[str, Any]]:
    groups = group_of(
        counting.journal.books.register,
        counting.issuer.issuer,
        as_of=counting.as_of,
        known_at=counting.known_at,
    )
    by_word: dict[str, list[CountedRow]] = {}
    for one in shown:
        word = "pool" if one.holder is None else groups.of(one.holder)
        by_word.setdefault(word, []).append(one)
    rows = [_row(found, word, word, rows) for word, rows in by_word.items()]
    return sorted(rows, key=lambda row: Decimal(row["together"]), reverse=True)


def _votes(counting: Counting) -> dict[str, Any]:
    register, issuer = counting.journal.books.register, counting.issuer.issuer
    found = votes(register, issuer, as_of=counting.as_of, known_at=counting.known_at)
    rows, hidden = [], Decimal(0)
    for holder, count in found.rows:
        if not counting.sight.sees_holder(register.holders[holder], issuer):
            hidden += count
            continue
        part = f"{count * 100 / found.total:.2f}"
        rows.append(
            {"id": holder, "name": counting.name(holder), "votes": f"{count:f}", "percent": part}
        )
    return {
        "by": "votes",
        "per_share": {
            one: None if per_share is None else f"{per_share:f}"
            for one, per_share in found.per_share.items()
        },
        "rows": rows,
        "not_shown": {"votes": f"{hidden:f}"},
        "total": f"{found.total:f}",
    }


def _row(
    found: Counted, id_: str | None, name: str | None, rows: list[CountedRow]
) -> dict[str, Any]:
    counts = sum(one.counts for one in rows)
    return {
        "id": id_,
        "name": name,
        "quantities": _figures(found, rows),
        "together": quantity(counts, found.decimals),
        "percent": _percent(counts, found.total),
    }


def _figures(found: Counted, rows: list[CountedRow]) -> dict[str, str]:
    kinds: dict[Source, None] = {kind: None for one in rows for kind, _ in one.parts}
    return {kind: quantity(sum(one.of(kind) for one in rows), found.decimals) for kind in kinds}


def _id(row: CountedRow) -> str | None:
    return row.holder or row.plan


def _name(counting: Counting, row: CountedRow) -> str | None:
    if row.holder is not None:
        return counting.name(row.holder)
    return counting.journal.books.register.plans.plans[row.plan].plan.name  # type: ignore[index]


def _percent(part: int, whole: int) -> str | None:
    """Return a part in hundredths of a per cent, half to even; None of nothing."""
    return f"{in_words(part, 0) * 100 / in_words(whole, 0):.2f}" if whole else None
