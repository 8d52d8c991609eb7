"""The moments of a practice market at which examples are asked: each opened once, then only asked.

Every example is refused, so that what one asks changes nothing for the next.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from laogu.connectors import shipped
from tests.drafting import clause, closing, first_refusal, terms
from tests.examples.converting import converting
from tests.examples.granting import granting
from tests.examples.leaving import leaving
from tests.examples.raising import raising
from tests.http.market import (
    DEE,
    ELMWOOD,
    HARROW,
    IDA,
    JUNIPER,
    KIT,
    NORTH,
    OPERATOR,
    ORDINARY,
    RUI,
    PracticeMarket,
    practice_market,
)

WHO = {"operator": OPERATOR, "dee": DEE, "rui": RUI, "kit": KIT, "ida": IDA}
MORE = "East River Growth Fund LP (example)"
UNLIKE = "ABCDEFGHJKMNPQRSTVWXYZ"


class Moment:
    """A practice market, and what was made on the way to where it stands."""

    def __init__(self, market: PracticeMarket) -> None:
        self.market = market
        digest = next(iter(market.running.books.people.keys.values())).digest
        register = market.running.books.register
        lot = next(
            one.stock for one in register.securities.values()
            if one.stock.holder == market.holders[DEE] and one.retired is None
        )  # fmt: skip
        self.made: dict[str, str] = {
            "DEE": market.holders[DEE], "NORTH": market.holders[NORTH],
            "ELMWOOD": market.holders[ELMWOOD], "JUNIPER": market.holders[JUNIPER],
            "EAST_RIVER": market.holders[MORE], "KIT_PERSON": str(market.people[KIT]),
            "OPERATOR": str(market.people[OPERATOR]), "LOT": lot.security,
            "CERTIFICATE": lot.certificate or "", "LOAD": next(iter(register.loads)),
            "DIGEST_THAT_IS_TAKEN": digest,
            "ID_OF_TOMORROW": str(market.ids(hours_ago=-24)),
            "ID_OF_LAST_WEEK": str(market.ids(hours_ago=24 * 8)),
            "ID_THAT_WAS_USED": str(market.ids()),
            "MANY_FIELDS": "&".join(f"a{place}=1" for place in range(300)),
            "MANY_REQUESTS": json.dumps({"requests": [
                {"operation": "person.register", "id": "x", "request": {}}] * 1_001}),
            "MANY_OFFERS": json.dumps([market.offer(quantity="1")] * 1_001),
            "MANY_ORDERS": json.dumps([
                {"window": "x", "side": "buy", "holder": "x", "quantity": "1"}] * 1_001),
            "LARGE_BODY": '{"name": "' + "x" * 17_000_000 + '"}',
            "ARTICLES": shipped.content("example/terms.toml").decode(),
            "TERMS_WITH_A_CALENDAR": terms(first_refusal(calendar="MOON")),
        }  # fmt: skip
        self.act_for(market.holders[MORE])
        sign_in = market.running.sign_in
        self.made["USED_LINK"] = sign_in.new_link(market.people[KIT])
        sign_in.open_link(self.made["USED_LINK"])
        used = market.ids()
        self.made["ID_THAT_WAS_USED"] = str(used)
        market.caller(OPERATOR).asks("person.register", used, name="Lin Example (example)")

    def do(self, by: str, operation: str, **fields: Any) -> dict[str, list[str]]:
        """Record something in somebody's name."""
        answer = self.market.caller(WHO[by]).asks(operation, **fields)
        assert answer.status == 201, answer.body.decode()
        made: dict[str, list[str]] = answer.json["made"]
        return made

    def act_for(self, holder: str) -> None:
        """Let the operator act for a holder whom nobody of the cast speaks for."""
        person = str(self.market.people[OPERATOR])
        self.do("operator", "mandate.give", person=person, power="act", over=holder)

    def keep(self, name: str, made: Mapping[str, list[str]], kind: str) -> None:
        """Keep the one id of a kind under a name that examples use."""
        self.made[name] = made[kind][-1]

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.market.world.move(self.market.world.now() + timedelta(**time))
        self.market.running.journal.fire_due()


def _opened(_: Moment) -> None:
    pass


def _offered(one: Moment) -> None:
    one.keep("OFFER", one.do("dee", "offer.post", **one.market.offer(quantity="8000")), "offer")


def _matched(one: Moment) -> None:
    _offered(one)
    accepted = one.do("kit", "offer.accept", offer=one.made["OFFER"], buyer=one.made["JUNIPER"])
    one.keep("TRADE", accepted, "trade")


def _noticed(one: Moment) -> None:
    _matched(one)
    one.do("dee", "notice.give", trade=one.made["TRADE"])


def _waived(one: Moment) -> None:
    _noticed(one)
    one.do("rui", "notice.waive", trade=one.made["TRADE"], holder=one.made["NORTH"])


def _silent(one: Moment) -> None:
    _noticed(one)
    one.wait(days=20)


def _funded(one: Moment) -> None:
    _noticed(one)
    one.do("ida", "consent.give", trade=one.made["TRADE"])
    one.wait(days=20)


def _undone(one: Moment) -> None:
    row = {"line": 2, "holder": "Mistaken LP (example)", "stock_class": ORDINARY, "quantity": "5"}
    loaded = one.do("ida", "register.load", issuer=HARROW, rows=[row])
    one.keep("UNDONE", loaded, "load")
    one.keep("MISTAKEN", loaded, "holder")
    one.do("ida", "register.undo", load=one.made["UNDONE"], reason="the wrong file (example)")


def _unmet(one: Moment) -> None:
    """Let three people be known for whom nobody acts: on the register, off it, and with cash."""
    for name in ("HOLDS", "LEFT", "PAID"):
        known = one.do("ida", "holder.register", name=f"{name.title()} Wren (example)",
                       kind="person", issuer=HARROW)  # fmt: skip
        one.keep(name, known, "holder")
    for name in ("HOLDS", "LEFT"):
        one.keep("LAST", one.do("ida", "security.issue", issuer=HARROW, stock_class=ORDINARY,
                                holder=one.made[name], quantity="5"), "security")  # fmt: skip
    one.do("ida", "security.cancel", security=one.made["LAST"], reason="bought back (example)")
    one.do("operator", "cash.deposit", holder=one.made["PAID"], amount="5.00", currency="USD",
           reference="statement 9 (example)")  # fmt: skip


def _settled(one: Moment) -> None:
    _funded(one)
    one.do("operator", "trade.settle", trade=one.made["TRADE"])


def _whole_only(one: Moment) -> None:
    text = terms(first_refusal(partial="refused"), id="harrow-articles", version="2")
    one.do("ida", "terms.adopt", issuer=HARROW, binds_on="2026-11-23", text=text)
    _noticed(one)


def _bound(one: Moment) -> None:
    text = terms(closing(withdrawal=False), id="harrow-articles", version="2")
    one.do("ida", "terms.adopt", issuer=HARROW, binds_on="2026-11-23", text=text)
    _matched(one)


def _no_articles(one: Moment) -> None:
    one.do("operator", "issuer.register", slug="lark", name_en="Lark (example)", currency="USD")
    one.do("operator", "stock_class.register", issuer="lark", name_en="Ordinary", currency="USD")
    mo = one.do("operator", "holder.register", name="Mo Lark Ltd (example)", issuer="lark")
    one.keep("MO", mo, "holder")
    one.act_for(one.made["MO"])
    one.do("operator", "security.issue", issuer="lark", stock_class="Ordinary",
           holder=one.made["MO"], quantity="100")  # fmt: skip


def _rulebook(one: Moment) -> None:
    one.do("ida", "terms.adopt", issuer=HARROW, binds_on="2026-11-23",
           text=terms(clause("mechanism", "ART-9", allowed=["board", "call_auction"]),
                      id="harrow-articles", version="2"))  # fmt: skip
    one.do("operator", "rulebook.adopt", text=shipped.rulebook("window"), issuer=HARROW)


def _window(one: Moment) -> None:
    _rulebook(one)
    opened = one.do(
        "ida", "window.open", issuer=HARROW, stock_class=ORDINARY, currency="USD", floor="15",
        cap="20", tick="0.50", closes_at="2026-11-24T16:00:00Z", lock_minutes=60, extensions=0,
    )  # fmt: skip
    one.keep("WINDOW", opened, "window")
    window = one.made["WINDOW"]
    sold = one.do("dee", "order.place", window=window, side="sell", holder=one.made["DEE"],
                  quantity="100", limit="16")  # fmt: skip
    one.keep("ORDER", sold, "order")
    bought = one.do("kit", "order.place", window=window, side="buy", holder=one.made["JUNIPER"],
                    quantity="50", limit="18")  # fmt: skip
    one.keep("WITHDRAWN", bought, "order")
    one.do("kit", "order.withdraw", order=one.made["WITHDRAWN"])
    one.act_for(one.made["DEE"])


def _locked(one: Moment) -> None:
    _window(one)
    one.wait(days=1, hours=6, minutes=30)


def _cleared(one: Moment) -> None:
    _window(one)
    one.wait(days=2)


def _one_owner(one: Moment) -> None:
    _window(one)
    one.do("operator", "interest.record", vehicle=one.made["NORTH"], owner=one.made["DEE"],
           part="1", source="Register of partners (example)")  # fmt: skip


def _encumbered(one: Moment) -> None:
    lot, deed = one.made["LOT"], {"rule": "DEED-1", "source": "Deed (example)"}

    def lies(name: str, kind: str, **more: object) -> None:
        given = {"security": lot, "favours": one.made["NORTH"]} | more
        made = one.do("ida", "encumbrance.record", kind=kind, **deed, **given)
        one.keep(name, made, "encumbrance")

    lies("FROZEN", "freeze", basis="court")
    lies("BY_LAW", "dispute_hold", basis="law")
    lies("CLAIM", "claim_on_proceeds", part="0.5")
    lies("NOMINEE", "nominee")
    lies("LIFTED", "pledge")
    one.do("rui", "encumbrance.lift", encumbrance=one.made["LIFTED"], reason="repaid (example)")
    one.do("operator", "interest.record", vehicle=one.made["EAST_RIVER"], owner=one.made["NORTH"],
           part="0.9", source="Register of partners (example)")  # fmt: skip


MOMENTS: Mapping[str, Callable[[Moment], None]] = {
    "opened": _opened, "offered": _offered, "matched": _matched, "noticed": _noticed,
    "waived": _waived, "silent": _silent, "funded": _funded,
    "settled": _settled, "undone": _undone, "unmet": _unmet,
    "whole_only": _whole_only, "bound": _bound,
    "no_articles": _no_articles, "rulebook": _rulebook, "window": _window, "locked": _locked,
    "cleared": _cleared, "one_owner": _one_owner, "encumbered": _encumbered,
    "converting": converting, "granting": granting, "leaving": leaving, "raising": raising,
}  # fmt: skip


@contextmanager
def at_moment(name: str, folder: Path) -> Iterator[Moment]:
    """Open a practice market and bring it to a moment."""
    with practice_market(folder) as market:
        moment = Moment(market)
        MOMENTS[name](moment)
        yield moment


def filled(text: str, made: Mapping[str, str]) -> str:
    """Return a text with what was made in place of its names; in JSON, as JSON writes it."""

    def put(found: re.Match[str]) -> str:
        value = made[found.group(1)]
        # A whole document stands inside a string of JSON, its line ends escaped.
        return json.dumps(value)[1:-1] if "\n" in value else value

    return re.sub(r"\$([A-Z_]+)", put, text)
