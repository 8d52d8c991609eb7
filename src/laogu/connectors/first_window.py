"""The practice market's first window: an invented call auction that is open when a stranger comes.

The operator adopts the window rulebook for the example company, and four invented people place
orders for holders whom no other example uses.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct

from laogu.basics import LaoguError, PersonId
from laogu.connectors import shipped
from laogu.journal import Command, Journal, made, new_request_id
from laogu.operations import OPERATIONS

OPEN_DAYS = 6
"""Days for which the practice market's first window is open."""
CLOSES_AT_HOUR = 16
"""Hour of the day, in UTC, at which it closes."""
CLASS = "Ordinary shares"


class Player(Struct, frozen=True, kw_only=True):
    """Somebody who orders: a person, the holder it acts for, cash, and side, quantity and limit.

    name_zh: of a holder that stands on no register yet.
    """

    name: str
    holder: str
    name_zh: str | None = None
    deposit: Decimal | None = None
    orders: tuple[tuple[str, int, str | None], ...]


PLAYERS = (
    Player(
        name="Gia Stone (example)",
        holder="Greystone Angels LLP (example)",
        orders=(("sell", 60_000, "18.20"), ("sell", 20_000, "18.60")),
    ),
    Player(
        name="Piet Platt (example)",
        holder="Harrow Employee Share Platform LP (example)",
        orders=(("sell", 40_000, "17.80"),),
    ),
    Player(
        name="Ravi East (example)",
        holder="East River Growth Fund LP (example)",
        deposit=Decimal("1600000.00"),
        orders=(("buy", 50_000, "18.90"), ("buy", 15_000, None)),
    ),
    Player(
        name="Lena Larch (example)",
        holder="Larch Capital LP (example)",
        name_zh="落叶松资本（示例）",
        deposit=Decimal("1400000.00"),
        orders=(("buy", 45_000, "18.40"), ("buy", 20_000, "17.50")),
    ),
)


def open_window(journal: Journal, operator: PersonId) -> None:
    """Open the window of a practice market that has just begun, and place its orders."""
    register = journal.books.register
    (issuer,) = register.issuers
    names = {one.name_en: one.holder for one in register.holders.values()}

    def do(operation: str, by: str = operator, **fields: Any) -> dict[str, list[str]]:
        command = Command(
            operation=operation,
            request=OPERATIONS[operation].request(**fields),
            id=new_request_id(journal.world),
            by=PersonId(by),
        )
        outcome = journal.record([command])[0]
        if isinstance(outcome, LaoguError):
            raise outcome
        return made(outcome.events)

    do("rulebook.adopt", text=shipped.rulebook("window"), issuer=issuer)
    closes = (journal.now() + timedelta(days=OPEN_DAYS)).replace(
        hour=CLOSES_AT_HOUR, minute=0, second=0, microsecond=0
    )
    window = do(
        "window.open",
        issuer=issuer,
        stock_class=CLASS,
        currency="USD",
        floor=Decimal("15.00"),
        cap=Decimal("22.00"),
        tick=Decimal("0.05"),
        reference=Decimal("18.50"),
        minimum=Decimal(10_000),
        closes_at=closes,
        lock_minutes=30,
    )["window"][0]
    for one in PLAYERS:
        person = do("person.register", name=one.name)["person"][0]
        if one.name_zh is not None:
            named = {"name": one.name_zh, "name_en": one.holder}
            holder = do("holder.register", **named, person=person)["holder"][0]
        else:
            holder = names[one.holder]
            do("mandate.give", person=person, power="act", over=holder)
        if one.deposit is not None:
            do("cash.deposit", holder=holder, amount=one.deposit, currency="USD",
               reference="opening (example)")  # fmt: skip
        for side, quantity, limit in one.orders:
            do(
                "order.place",
                by=person,
                window=window,
                side=side,
                holder=holder,
                quantity=Decimal(quantity),
                limit=None if limit is None else Decimal(limit),
            )
