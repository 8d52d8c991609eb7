"""A market in full swing, and for every operation one request that its asker may make there."""

import hashlib
from datetime import timedelta
from decimal import Decimal
from typing import Any

from laogu.basics import OfferId, OrderId, TradeId, WindowId
from laogu.operations import PaperRow
from tests.desk import (
    MORNING,
    TODAY,
    Desk,
    articles,
    asked_for,
    board_consent,
    clause,
    closing,
    first_refusal,
    has,
    holds,
    row,
    terms,
)
from tests.granting import grants_of_fair
from tests.operations.fair_capital import capital_at, capital_requests
from tests.operations.fair_encumbrances import encumbered_at, encumbrance_requests
from tests.operations.fair_leaving import leavers_at, leaving_requests
from tests.operations.fair_rounds import paper_requests, papers_at
from tests.register.histories import story
from tests.windows import may_hold_windows, opened, order, rulebook

DIGEST = hashlib.sha256(b"a token").hexdigest()
OTHER_DIGEST = hashlib.sha256(b"another token").hexdigest()


class Fair(Desk):
    """A desk with an open offer, a bid for it, a trade at every stage, and an open window."""

    offer: OfferId
    bid: OfferId
    matched: TradeId
    noticed: TradeId
    funded: TradeId
    window: WindowId
    sells: OrderId
    buys: OrderId
    key: str
    grants: dict[str, tuple[str, dict[str, Any]]]
    load_id: str
    unmet: str


def fair() -> Fair:
    """Ada sells: one offer is open and countered, others became trades at every stage."""
    desk = Fair()
    for step in (
        articles(
            first_refusal(), board_consent(), closing(fee_bps=50),
            clause("holder_cap", "ART-11", limit=50),
        ),
        holds("ada", 1_000, acquired_on=TODAY), holds("ada", 500, certificate="CS-2"),
        holds("rook", 300), holds("pine", 200), holds("spare", 70),
        has("elm", 100_000), has("rook", 100_000), has("pine", 100_000),
    ):  # fmt: skip
        step(desk)
    desk.offer = desk.post("ada", 40, "18.50", open_until=MORNING + timedelta(days=30))
    desk.bid = desk.counter("elm", desk.offer, "18.00", quantity=30)
    desk.matched = desk.trade("ada", "elm", 50, "18.50")
    desk.noticed = desk.trade("ada", "elm", 60, "18.50")
    desk.notice(desk.noticed)
    desk.funded = desk.trade("ada", "elm", 80, "18.50")
    desk.notice(desk.funded)
    desk.elect("rook", desk.funded, 30)
    desk.waive("pine", desk.funded)
    desk.waive("spare", desk.funded)
    desk.consent(desk.funded)
    may_hold_windows(desk)
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Founders")
    desk.window = opened(desk, floor="15.00", cap="20.00", closes_at=MORNING + timedelta(days=9))
    desk.sells = order(desk, desk.window, "pine", "sell", 90, "17.50")
    desk.buys = order(desk, desk.window, "rook", "buy", 30)
    ids = desk.do("key.issue", "ada", person=desk.people["ada"], label="p", digest=DIGEST)
    desk.key = ids["key"][0]
    capital_at(desk)
    encumbered_at(desk)
    papers_at(desk)
    desk.grants = grants_of_fair(desk)
    leavers_at(desk)
    loaded = row("Later", 5, stock_class="Founders", certificate="F-9")
    ids = desk.do("register.load", "ida", issuer="harrow", rows=(loaded,))
    desk.load_id = ids["load"][0]
    ids = desk.do("holder.register", name="Left Long Ago", kind="person")
    desk.unmet = ids["holder"][0]
    return desk


def requests(desk: Fair) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return, by operation, who may ask and for what."""
    loaded = (
        row("New", 10, kind="person", acquired_on=TODAY, cost=Decimal("12.50"), certificate="CS-9"),
        row("Others", 500, kind="residual", line=3),
    )
    mandates = desk.books.people.mandates
    mandate = next(one for one in mandates if mandates[one].person == desk.people["ida"])
    ada, elm, rook = (desk.holder(name) for name in ("ada", "elm", "rook"))
    return {
        **desk.grants,
        "market.open": ("operator", {"kind": "practice"}),
        "issuer.register": ("operator", {"slug": "quill", "name_en": "Quill"}),
        "stock_class.register": ("ida", {"issuer": "harrow", "name_en": "Preferred"}),
        "holder.register": ("ida", {"name": "Juniper", "kind": "person", "issuer": "harrow"}),
        "register.load": ("ida", {"issuer": "harrow", "rows": loaded}),
        "register.take": (
            "operator",
            {"history": story(7, 12).told(), "kept": {"i1": '{"x": 1}'},
             "new": asked_for("issuer.register", {"slug": "taken", "name_en": "Taken (example)"})},
        ),
        "register.undo": ("ida", {"load": desk.load_id, "reason": "the wrong file"}),
        "security.issue": (
            # The first of its class, so that the class has a latest day from here on.
            "ida", {"issuer": "harrow", "stock_class": "Founders", "holder": elm, "quantity": 5},
        ),
        "security.cancel": (
            "ida", {"security": desk.lots("spare")[0].security, "quantity": 20, "reason": "back"},
        ),
        "restriction.attach": (
            "ida",
            {"security": desk.lots("spare")[0].security, "kind": "pledge", "rule": "P",
             "source": "D"},
        ),
        "terms.adopt": ("ida", {"issuer": "harrow", "text": terms(version="2")}),
        "calendar.adopt": (
            "operator", {"name": "CN", "source": "x", "years": (2026,), "holidays": (TODAY,)},
        ),
        "cash.deposit": (
            "operator", {"holder": elm, "amount": 5, "currency": "CNY", "reference": "x"},
        ),
        "cash.pay_out": (
            "operator", {"holder": elm, "amount": 5, "currency": "USD", "reference": "x"},
        ),
        "offer.post": (
            "ada",
            {"issuer": "harrow", "stock_class": "Ordinary", "seller": ada, "quantity": 7,
             "price": "18.50", "currency": "USD"},
        ),
        "offer.post_all": (
            "ada",
            {"offers": tuple(
                asked_for("offer.post", {
                    "issuer": "harrow", "stock_class": "Ordinary", "seller": ada,
                    "quantity": quantity, "price": "18.50", "currency": "USD",
                })
                for quantity in (7, 5)
            )},
        ),
        "offer.counter": (
            "rook", {"offer": desk.offer, "buyer": rook, "price": "17.00", "currency": "USD"},
        ),
        "offer.accept": ("ada", {"offer": desk.bid}),
        "offer.withdraw": ("ada", {"offer": desk.offer}),
        "rulebook.adopt": ("operator", {"text": rulebook(version="2")}),
        "window.open": (
            "ida",
            {"issuer": "harrow", "stock_class": "Founders", "currency": "USD", "floor": "1.00",
             "cap": "2.00", "closes_at": MORNING + timedelta(days=9)},
        ),
        "window.cancel": ("ida", {"window": desk.window, "reason": "not now"}),
        "order.place": (
            "rook",
            {"window": desk.window, "side": "buy", "holder": rook, "quantity": 10,
             "limit": "17.00"},
        ),
        "order.place_all": (
            "rook",
            {"orders": tuple(
                asked_for("order.place", {
                    "window": desk.window, "side": "buy", "holder": rook, "quantity": quantity,
                    "limit": "17.00",
                })
                for quantity in (10, 20)
            )},
        ),
        "order.amend": ("pine", {"order": desk.sells, "quantity": 80, "limit": "17.75"}),
        "order.withdraw": ("pine", {"order": desk.sells}),
        "notice.give": ("ada", {"trade": desk.matched}),
        "notice.elect": ("rook", {"trade": desk.noticed, "holder": rook, "quantity": 10}),
        "notice.waive": ("rook", {"trade": desk.noticed, "holder": rook}),
        "consent.give": ("ida", {"trade": desk.noticed}),
        "consent.refuse": ("ida", {"trade": desk.noticed, "reason": "not now"}),
        "trade.settle": ("operator", {"trade": desk.funded}),
        "trade.withdraw": ("ada", {"trade": desk.funded, "reason": "another plan"}),
        "trade.default": ("operator", {"trade": desk.noticed, "reason": "no answer"}),
        "clock.move": ("operator", {"to": MORNING + timedelta(days=3)}),
        "fact.record": (
            "ida",
            {"issuer": "harrow", "question": "round", "on": TODAY, "says_en": "Seven a share.",
             "source": "us", "sure": "high", "value": "7", "unit": "USD a share"},
        ),
        "person.register": ("operator", {"name": "Juniper North"}),
        "convertible.load": (
            "ida",
            {"issuer": "harrow", "rows": (
                PaperRow(line=2, kind="safe", issued_on=TODAY, name="Lender", cap=Decimal(9_000),
                         amount=Decimal(500)),
                PaperRow(line=3, kind="warrant", issued_on=TODAY, holder=rook,
                         stock_class="Ordinary", quantity=Decimal(5), price=Decimal(2)),
            )},
        ),
        "holder.forget": ("operator", {"holder": desk.unmet}),
        "person.forget": ("operator", {"person": desk.people["stranger"]}),
        "mandate.give": (
            "operator", {"person": desk.people["stranger"], "power": "inspect", "over": "market"},
        ),
        "mandate.end": ("operator", {"mandate": mandate}),
        "key.issue": (
            "operator", {"person": desk.people["ada"], "label": "program", "digest": OTHER_DIGEST},
        ),
        "key.revoke": ("operator", {"key": desk.key}),
        **capital_requests(desk),
        **leaving_requests(desk),
        **encumbrance_requests(desk),
        **paper_requests(desk),
    }  # fmt: skip
