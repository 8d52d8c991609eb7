"""Encumbrances: what they keep from sale, whom they favour, and what becomes of proceeds."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.basics import Personal
from laogu.market import CrossesSameOwner
from laogu.operations import Asked, MayNotTransfer, OnlyFewerFree, Sight, StillEncumbered
from laogu.operations.transfer.explain import ExplainTransfer, explain_transfer
from laogu.people import NoMandate
from laogu.register import AfterToday, BeforeItsTime, HolderUnknown, HoldsTooFew, SecurityUnknown
from laogu.register.encumbrances import (
    ClaimNotSaid,
    EncumbranceOver,
    EncumbranceUnknown,
    FavoursItsHolder,
    FavoursNobody,
    HeldForTooMany,
    LawNeverLifts,
    LiesOnNothing,
    NotAPaperHash,
    PaperMissing,
    RestrictionUnknown,
)
from laogu.register.owners import VehicleIsAPerson
from laogu.rights import Proposal, reasons, sellable, short_of
from tests.desk import MORNING, TODAY, desk_at, has, holds, open_articles
from tests.encumbering import PAPER, encumber, own, restrict, stands
from tests.windows import may_hold_windows, opened, order


@pytest.fixture
def desk():
    """Ada holds 1,000 in one lot; ben, who is on the register, has cash; nobody is asked first."""
    found = desk_at(
        MORNING, open_articles, holds("ada", 1_000), holds("ben", 5), has("ben", 50_000)
    )
    for name in ("bank", "court", "cy"):
        found.holder(name)
    return found


def lot(desk, name="ada"):
    return desk.lots(name)[0].security


def rule(answer, id_):
    return next(one for one in answer.rules if one.id == id_)


def lots_of(desk, **more):
    given = {
        "issuer": desk.issuer, "stock_class": desk.ordinary, "seller": desk.holder("ada"),
        "buyers": (), "units": 1, "price": None, "mechanism": "negotiated", "on": desk.today,
    }  # fmt: skip
    return sellable(desk.books.standing, Proposal(**given | more))


# What is kept from sale.


@pytest.mark.parametrize("kind", ["pledge", "freeze", "dispute_hold"])
def test_what_is_encumbered_is_not_free_and_the_rest_may_be_sold(desk, kind):
    encumber(desk, kind, lot(desk), "bank", quantity=600)

    answer = desk.explain("ada", 500)

    assert (answer.result, answer.units) == ("adjust", 400)
    assert rule(answer, "DEED-1").source == "Deed of the parties, clause 1"
    with desk.refuses(OnlyFewerFree):
        desk.post("ada", 401, "10.00")
    desk.post("ada", 400, "10.00")


def test_a_block_says_who_must_let_go_and_until_when(desk):
    through = TODAY + timedelta(days=90)
    encumber(desk, "pledge", lot(desk), "bank", through=through)

    answer = desk.explain("ada", 1)
    told = rule(answer, "DEED-1")

    assert (told.result, told.until, told.waivable_by) == ("block", through, "favoured")
    assert [task.holders for task in answer.tasks] == [(desk.holder("bank"),)]
    desk.wait(days=91)
    assert desk.explain("ada", 1).result == "pass"


def test_what_is_known_from_memory_only_flags(desk):
    encumber(desk, "pledge", lot(desk), "bank", sure="M")

    assert rule(desk.explain("ada", 1_000), "DEED-1").result == "flag"


def test_a_whole_holding_that_is_frozen_covers_what_comes_later(desk):
    desk.do(
        "encumbrance.record", kind="freeze", issuer="harrow", stock_class="Ordinary",
        holder=desk.holder("ada"), favours_name="Court of the example", basis="court",
        rule="CN-ENC-02", source="Fa Shi [2021] No. 20",
    )  # fmt: skip
    desk.issue("ada", 50)

    assert [one.free for one in lots_of(desk)] == [0, 0]


def test_every_share_that_is_not_free_has_its_reason_and_they_sum(desk):
    encumber(desk, "pledge", lot(desk), "bank", quantity=300)
    encumber(desk, "freeze", lot(desk), "court", quantity=200, basis="court")
    restrict(desk, lot(desk))
    offer = desk.post("ada", 100, "10.00")
    (found,) = lots_of(desk)

    told = reasons(found, desk.books.market.promised_to.on(lot(desk)).items())

    assert [(one.kind, one.counted) for one in told] == [
        ("pledge", 300), ("freeze", 200), ("lock_up", 10), ("promised", 100),
    ]  # fmt: skip
    assert found.free + sum(one.counted for one in told) == 1_000
    assert told[-1].purpose == offer


def test_a_share_kept_twice_is_put_down_once(desk):
    encumber(desk, "pledge", lot(desk), "bank")
    encumber(desk, "freeze", lot(desk), "court", quantity=200, basis="court")
    (found,) = lots_of(desk)

    assert [one.counted for one in reasons(found, ())] == [1_000, 0]
    assert found.free == 0


# A freeze does not ask whether shares are promised.


def test_a_freeze_is_recorded_while_shares_are_promised_and_blocks_at_settlement(desk):
    offer = desk.post("ada", 300, "10.00")
    trade = desk.trade("ada", "ben", 600, "10.00")
    desk.notice(trade)
    encumber(desk, "freeze", lot(desk), "court", quantity=500, basis="court")

    with desk.refuses(OnlyFewerFree) as no:
        desk.settle(trade)

    (found,) = lots_of(desk)
    short = {one.purpose: one.free for one in
             short_of(found, desk.books.market.promised_to.on(lot(desk)).items())}  # fmt: skip
    assert no.value.free == 200
    assert short == {offer: 0, trade: 200}
    assert (found.free, desk.books.market.committed[lot(desk)]) == (0, 900)
    desk.do("offer.withdraw", "ada", offer=offer)
    with desk.refuses(OnlyFewerFree):
        desk.settle(trade)


def test_once_it_is_lifted_the_trade_settles(desk):
    trade = desk.trade("ada", "ben", 600, "10.00")
    desk.notice(trade)
    frozen = encumber(desk, "freeze", lot(desk), "court", basis="court")
    with desk.refuses(MayNotTransfer):
        desk.settle(trade)

    desk.do("encumbrance.lift", "ida", encumbrance=frozen, reason="Order 8", document=PAPER)
    desk.settle(trade)

    assert desk.holds("ben") == 605


# They follow the shares.


def test_a_sale_of_a_part_leaves_the_encumbrance_with_what_stays(desk):
    pledge = encumber(desk, "pledge", lot(desk), "bank", quantity=600)
    trade = desk.trade("ada", "ben", 300, "10.00")
    desk.notice(trade)
    desk.settle(trade)

    kept, bought = desk.lots("ada")[0], desk.lots("ben")[-1]

    assert stands(desk, pledge).units_on(kept) == 600
    assert stands(desk, pledge).units_on(bought) == 0
    assert desk.explain("ada", 700).units == 100


@pytest.mark.parametrize(
    ("operation", "more"), [("security.cancel", {}), ("security.repurchase", {"price": "1.00"})]
)
def test_what_is_free_may_end_and_what_is_pledged_may_not(desk, operation, more):
    pledge = encumber(desk, "pledge", lot(desk), "bank", quantity=600)
    with desk.refuses(StillEncumbered) as no:
        desk.do(operation, "ida", security=lot(desk), quantity=401, reason="bought back", **more)
    assert no.value.free == 400

    desk.do(operation, "ida", security=lot(desk), quantity=400, reason="bought back", **more)

    assert stands(desk, pledge).units_on(desk.lots("ada")[0]) == 600


# Who may record and lift.


def test_only_the_issuer_or_the_operator_records(desk):
    with desk.refuses(NoMandate):
        encumber(desk, "pledge", lot(desk), "bank", by="ada")
    encumber(desk, "pledge", lot(desk), "bank", by="operator")


def test_who_it_favours_lets_go_and_nobody_else_without_a_paper(desk):
    pledge = encumber(desk, "pledge", lot(desk), "bank")
    with desk.refuses(NoMandate):
        desk.do("encumbrance.lift", "ada", encumbrance=pledge, reason="please")
    with desk.refuses(PaperMissing):
        desk.do("encumbrance.lift", "ida", encumbrance=pledge, reason="they said so")

    desk.do("encumbrance.lift", "bank", encumbrance=pledge, reason="repaid")

    assert desk.explain("ada", 1_000).result == "pass"
    with desk.refuses(EncumbranceOver) as no:
        desk.do("encumbrance.lift", "bank", encumbrance=pledge, reason="again")
    assert no.value.on == TODAY


def test_what_a_court_ordered_is_lifted_by_its_order_and_what_the_law_lays_on_never(desk):
    frozen = encumber(desk, "freeze", lot(desk), "court", basis="court")
    by_law = encumber(desk, "dispute_hold", lot(desk), "court", basis="law")
    with desk.refuses(PaperMissing):
        desk.do("encumbrance.lift", "court", encumbrance=frozen, reason="we agree")
    with desk.refuses(NotAPaperHash):
        desk.do("encumbrance.lift", "ida", encumbrance=frozen, reason="x", document="order.pdf")
    with desk.refuses(LawNeverLifts):
        desk.do("encumbrance.lift", "court", encumbrance=by_law, reason="x", document=PAPER)
    with desk.refuses(EncumbranceUnknown):
        desk.do("encumbrance.lift", "court", encumbrance="encumbrance_x", reason="x")

    desk.do("encumbrance.lift", "ida", encumbrance=frozen, reason="Order 8", document=PAPER)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"favours": None}, FavoursNobody),
        ({"favours_name": "Bank"}, FavoursNobody),
        ({"favours": "ada"}, FavoursItsHolder),
        ({"quantity": 1_001}, HoldsTooFew),
        ({"part": "0.5"}, ClaimNotSaid),
        ({"kind": "claim_on_proceeds"}, ClaimNotSaid),
        ({"kind": "claim_on_proceeds", "part": "1.1"}, ClaimNotSaid),
        ({"kind": "claim_on_proceeds", "part": "NaN"}, ClaimNotSaid),
        ({"kind": "claim_on_proceeds", "part": "1e-30"}, ClaimNotSaid),
        ({"through": TODAY - timedelta(days=1)}, BeforeItsTime),
        ({"document": "a.pdf"}, NotAPaperHash),
        ({"security": None}, LiesOnNothing),
        ({"security": "security_x"}, SecurityUnknown),
    ],
)
def test_what_cannot_be_recorded(desk, given, refusal):
    fields = {
        "kind": "pledge", "security": lot(desk), "favours": "bank", "rule": "R", "source": "S",
    }  # fmt: skip
    fields |= given
    if fields["favours"] is not None:
        fields["favours"] = desk.holder(fields["favours"])

    with desk.refuses(refusal):
        desk.do("encumbrance.record", "ida", **fields)


def test_no_more_shares_are_held_for_others_than_there_are(desk):
    encumber(desk, "nominee", lot(desk), "ben", quantity=700)

    with desk.refuses(HeldForTooMany) as no:
        encumber(desk, "nominee", lot(desk), "cy", quantity=301)

    assert (no.value.held, no.value.free) == (1_000, 300)


def test_a_natural_person_whom_it_favours_is_sealed(desk):
    desk.do(
        "encumbrance.record", "ida", kind="dispute_hold", security=lot(desk), rule="R", source="S",
        favours_name="Mo Quill", favours_kind="person",
    )  # fmt: skip

    (event,) = desk.last.events
    name = event.encumbrance.favours_name
    assert isinstance(name, Personal)
    assert desk.journal.personal[name.ref] == "Mo Quill"


def test_who_may_know_of_it(desk):
    hidden = stands(desk, encumber(desk, "pledge", lot(desk), "bank")).encumbrance
    public = stands(desk, encumber(desk, "freeze", lot(desk), "court", public=True)).encumbrance

    def sees(name, one):
        return Sight(desk.books, desk.people[name]).sees_encumbrance(one)

    assert [sees(one, hidden) for one in ("ada", "bank", "ida", "operator")] == [True] * 4
    assert [sees(one, hidden) for one in ("ben", "court", "stranger", "nobody")] == [False] * 4
    assert sees("nobody", public)


def test_who_may_not_know_of_it_is_answered_as_if_it_were_not_there(desk):
    desk.do("holder.register", name="Open Fund (example)", public=True)
    (fund,) = desk.last.events
    security = desk.do(
        "security.issue", "ida", issuer="harrow", stock_class="Ordinary", quantity=100,
        holder=fund.holder,
    )["security"][0]  # fmt: skip
    encumber(desk, "pledge", security, "bank")
    encumber(desk, "claim_on_proceeds", security, "cy", part="0.5")
    asks = ExplainTransfer(issuer="harrow", seller=fund.holder, stock_class="Ordinary",
                           quantity=Decimal(100), price=Decimal("1.00"))  # fmt: skip

    def told(name):
        asked = Asked(books=desk.books, by=desk.people[name], at=desk.now,
                      request=desk.request_id(), secret=b"1" * 32)  # fmt: skip
        answer = explain_transfer(desk.books, asks, asked)
        return answer.result, {one.id for one in answer.rules} & {"DEED-1"}

    assert told("nobody") == told("ben") == ("pass", set())
    assert told("operator") == ("block", {"DEED-1"})


# A restriction is lifted by who may.


def test_a_restriction_is_lifted_by_who_may_let_go_of_it(desk):
    restrict(desk, lot(desk), waivable_by="board", rule="B")
    restrict(desk, lot(desk), rule="LAW")
    restrict(desk, lot(desk), waivable_by="regulator", rule="REG")
    with desk.refuses(LawNeverLifts):
        desk.do("restriction.lift", "ida", security=lot(desk), rule="LAW", reason="x")
    with desk.refuses(NoMandate):
        desk.do("restriction.lift", "ida", security=lot(desk), rule="REG", reason="x")
    with desk.refuses(RestrictionUnknown):
        desk.do("restriction.lift", "ida", security=lot(desk), rule="ART-9", reason="x")

    desk.do("restriction.lift", "ida", security=lot(desk), rule="B", reason="resolved")
    desk.do("restriction.lift", "operator", security=lot(desk), rule="REG", reason="permitted")

    assert [one.rule for one in desk.lots("ada")[0].restrictions] == ["LAW"]
    assert desk.explain("ada", 1_000).units == 990


# Nominees.


def test_a_nominee_may_sell_and_the_answer_says_that_holders_are_counted_as_they_stand(desk):
    encumber(desk, "nominee", lot(desk), "cy", quantity=400)

    answer = desk.explain("ada", 1_000)

    assert answer.result == "pass"
    assert rule(answer, "CN-SEC-06").facts == {"nominees": 1}


# Who is the same in the end.


def test_vehicles_of_one_last_holder_do_not_trade_with_each_other_in_an_auction(desk):
    may_hold_windows(desk)
    window = opened(desk)
    own(desk, "ada", "cy", 1)
    own(desk, "ben", "fund", 1)
    own(desk, "fund", "cy", 1)
    order(desk, window, "ada", "sell", 100, "22.00")

    with desk.refuses(CrossesSameOwner):
        order(desk, window, "ben", "buy", 50, "22.00")
    order(desk, window, "ben", "buy", 50, "21.50")

    own(desk, "fund", "cy", "0.99")
    order(desk, window, "ben", "buy", 50, "22.00")


def test_a_natural_person_has_no_owners_and_a_stranger_names_none(desk):
    desk.holder("mo", "person")
    with desk.refuses(VehicleIsAPerson):
        own(desk, "mo", "cy", "0.5")
    with desk.refuses(NoMandate):
        own(desk, "ada", "cy", "0.5", by="ben")
    with desk.refuses(HolderUnknown):
        own(desk, "bank", "cy", "0.5", by="ida", issuer="harrow")
    with desk.refuses(AfterToday):
        own(desk, "ada", "cy", "0.5", since=TODAY + timedelta(days=1))

    own(desk, "ada", "cy", "0.5", by="ada")
    own(desk, "ada", "cy", "0.4", by="ida", issuer="harrow")
