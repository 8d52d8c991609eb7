"""After its bell the allocation of a window is anybody's, and comes to what was recorded."""

from datetime import timedelta

from laogu.connectors import auction
from tests.http.market import DEE, IDA, JUNIPER, KIT, OPERATOR, ORDINARY, START
from tests.windows import rulebook


def test_a_window_is_worked_out_again_from_what_a_visitor_gets(market):
    operator, dee, kit = (market.caller(name) for name in (OPERATOR, DEE, KIT))
    operator.asks("rulebook.adopt", text=rulebook())
    closes_at = START + timedelta(days=3)
    opened = market.caller(IDA).asks(
        "window.open", issuer="harrow", stock_class=ORDINARY, currency="USD", floor="10",
        cap="30", closes_at=closes_at.isoformat(),
    )  # fmt: skip
    window = opened.made("window")
    juniper = market.holders[JUNIPER]
    sold = dee.asks("order.place", window=window, side="sell", holder=market.dee, quantity="120",
                    limit="18.50").made("order")  # fmt: skip
    bought = kit.asks("order.place", window=window, side="buy", holder=juniper, quantity="100",
                      limit="19.00").made("order")  # fmt: skip
    visitor = market.caller(None)

    early = visitor.gets(f"/api/windows/{window}/allocation")
    assert (early.status, early.json["code"]) == (404, "auction.not_cleared")
    operator.asks("clock.move", to=(closes_at + timedelta(minutes=1)).isoformat())
    found = visitor.gets(f"/api/windows/{window}/allocation")

    assert found.status == 200
    assert [one["filled"] for one in found.json["orders"]] == ["100", "100"]
    done = auction.clear_orders(found.body, "allocation", auction.Parameters())
    assert done.differs == ()
    assert done.result == found.json["result"]
    assert {one["order_id"] for one in found.json["orders"]} == {sold, bought}
    assert juniper.encode() not in found.body
    recorded = visitor.gets(f"/api/windows/{window}").json["result"]
    assert recorded["book_hash"] == found.json["result"]["book_hash"]
