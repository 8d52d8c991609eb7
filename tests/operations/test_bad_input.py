"""Bad input: each kind has its own coded error, and changes nothing."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from laogu.agreements import (
    NoNotice,
    NothingToConsent,
    TermsAlreadyBind,
    TermsUnreadable,
)
from laogu.basics import (
    LARGEST,
    BetweenTicks,
    NotADay,
    NotAFigure,
    NotAName,
    NotAnAmount,
    NotAPrice,
    NotAQuantity,
    TooLarge,
    UnknownCurrency,
    UnknownZone,
)
from laogu.ledger import CashShort
from laogu.market import (
    ClockBackwards,
    NotACounter,
    NotAMoment,
    OfferClosed,
    OfferUnknown,
    OwnOffer,
    TradeNotThere,
    TradeUnknown,
    WrongCurrency,
)
from laogu.operations import (
    OPERATIONS,
    BuyerNotNamed,
    MayNotTransfer,
    NotADigest,
    OnlyFewerFree,
    OverUnknown,
    StillOperates,
    StillPromised,
)
from laogu.people import (
    KeyUnknown,
    MandateHeld,
    MandateUnknown,
    NoMandate,
    PersonUnknown,
    TokenTaken,
)
from laogu.register import (
    AfterToday,
    BeforeItsTime,
    CertificateTaken,
    ClassNameTaken,
    HolderUnknown,
    HoldsTooFew,
    IssuerUnknown,
    NotAScale,
    NotASlug,
    SecurityUnknown,
    SlugTaken,
    StockClassUnknown,
    TooManyUnits,
)
from tests.desk import MORNING, TODAY, articles, clause, desk_at, has, holds, terms
from tests.operations.fair import DIGEST, fair, requests


@pytest.fixture(scope="module")
def desk():
    return fair()


def asked(desk, name, changes):
    """Return who asks and for what: the request of the fair, with something wrong in it."""
    by, fields = requests(desk)[name]
    found = changes(desk) if callable(changes) else changes
    return found.get("by", by), fields | {key: found[key] for key in found if key != "by"}


# What is no quantity: nothing, less than nothing, no number, absurd, or finer than a share.
ABSURD = ["0", "-1", "NaN", "sNaN", "Infinity", "-Infinity", "1e30", "1e999999", "0.5",
          str(LARGEST + 1), "1e-999999"]  # fmt: skip


@pytest.mark.parametrize("quantity", ABSURD)
@pytest.mark.parametrize(
    "name",
    ["offer.post", "offer.counter", "notice.elect", "security.issue", "security.cancel",
     "restriction.attach", "order.place", "order.amend"],
)  # fmt: skip
def test_what_is_no_quantity_is_refused_everywhere(desk, name, quantity):
    by, fields = asked(desk, name, {"quantity": Decimal(quantity)})

    with desk.refuses(NotAQuantity) as no:
        desk.execute(name, by, **fields)

    assert no.value.quantity == str(Decimal(quantity))[:40]


@pytest.mark.parametrize("price", ["0", "-18.50", "NaN", "sNaN", "Infinity", "1e30"])
@pytest.mark.parametrize("name", ["offer.post", "offer.counter"])
def test_what_is_no_price_is_refused(desk, name, price):
    by, fields = asked(desk, name, {"price": Decimal(price)})

    with desk.refuses(NotAPrice):
        desk.execute(name, by, **fields)


@pytest.mark.parametrize("amount", ["0", "-5", "NaN", "Infinity", "0.001", "1e30"])
@pytest.mark.parametrize("name", ["cash.deposit", "cash.pay_out"])
def test_what_is_no_amount_is_refused(desk, name, amount):
    by, fields = asked(desk, name, {"amount": Decimal(amount)})

    with desk.refuses(NotAnAmount):
        desk.execute(name, by, **fields)


# Every text that people type, by operation and field.
ORDINARY = {"stock_class": "Ordinary"}
TEXTS = [
    ("calendar.adopt", "name"), ("calendar.adopt", "source"), ("cash.deposit", "reference"),
    ("cash.pay_out", "reference"), ("consent.refuse", "reason"), ("fact.record", "question"),
    ("fact.record", "says_en"), ("fact.record", "says_zh"), ("fact.record", "source"),
    ("fact.record", "unit"), ("fact.record", "address"), ("holder.register", "name"),
    ("holder.register", "name_en"), ("issuer.register", "name_en"), ("issuer.register", "name_zh"),
    ("issuer.register", "legal_name_en"), ("issuer.register", "legal_name_zh"),
    ("issuer.register", "jurisdiction"), ("issuer.register", "form"), ("key.issue", "label"),
    ("notice.give", "payment_method"), ("notice.give", "term"), ("person.register", "name"),
    ("register.load", "source"), ("restriction.attach", "rule"), ("restriction.attach", "source"),
    ("security.cancel", "reason"), ("security.issue", "certificate"),
    ("stock_class.register", "name_en"), ("stock_class.register", "name_zh"),
    ("stock_class.register", "par"), ("trade.default", "reason"), ("trade.withdraw", "reason"),
]  # fmt: skip


@pytest.mark.parametrize("text", ["\u202egnp.exe", "Ada\0", "\u200b", "x" * 5_000])
@pytest.mark.parametrize(("name", "field"), TEXTS)
def test_text_that_turns_or_hides_or_never_ends_is_refused(desk, name, field, text):
    by, fields = asked(desk, name, {field: text})

    with desk.refuses(NotAName):
        desk.execute(name, by, **fields)


def test_markup_and_formulas_are_kept_as_the_text_they_are(desk):
    for text in ("<script>alert(1)</script>", '=HYPERLINK("http://x")', "@SUM(1)", "'; DROP TABLE"):
        command = desk.command("holder.register", {"name": text})

        (registered,) = desk.journal.preview(command)

        assert registered.name == text


MARKET = {"issuer": "harrow", "stock_class": "Ordinary"}
NOBODY = "holder_0" + "0" * 25
CASES = [
    # Selling what is not held, is promised, or is too dear to count.
    ("offer.post", {"quantity": 1_271}, OnlyFewerFree, {"free": 1_270, "asked": 1_271}),
    ("offer.post", lambda d: {"by": "elm", "seller": d.holder("elm")}, MayNotTransfer, {}),
    ("offer.post", {"price": "18.505"}, BetweenTicks, {"below": Decimal("18.50")}),
    ("offer.post", {"price": "90000000000000000", "quantity": 500}, TooLarge, {}),
    ("offer.post", {"currency": "CNY"}, WrongCurrency, {"given": "CNY", "currency": "USD"}),
    ("offer.post", {"currency": "usd"}, WrongCurrency, {"given": "usd"}),
    ("offer.post", {"mechanism": "continuous"}, MayNotTransfer, {"rule": "LAOGU-WINDOW"}),
    ("offer.post", {"open_until": MORNING}, NotAMoment, {"given": MORNING}),
    ("offer.post", {"open_until": MORNING + timedelta(days=400)}, NotAMoment, {}),
    ("offer.post", {"issuer": "nobody"}, IssuerUnknown, {"given": "nobody"}),
    ("offer.post", {"stock_class": "Gold"}, StockClassUnknown, {"given": "Gold"}),
    ("offer.post", {"seller": NOBODY}, HolderUnknown, {"given": NOBODY}),
    ("offer.post", {"seller": "' OR 1=1 --"}, HolderUnknown, {}),
    # Another holder's offer, a forged id, one's own.
    ("offer.post", {"by": "rook"}, NoMandate, {"power": "act"}),
    ("offer.withdraw", {"by": "rook"}, NoMandate, {"power": "act"}),
    ("offer.withdraw", {"offer": "offer_0" + "0" * 25}, OfferUnknown, {}),
    ("offer.counter", lambda d: {"offer": d.bid}, NotACounter, {}),
    ("offer.counter", {"price": "18.50"}, NotACounter, {}),
    ("offer.counter", {"quantity": 41}, HoldsTooFew, {"asked": 41, "held": 40}),
    ("offer.counter", {"price": "9000.00"}, CashShort, {}),
    ("offer.counter", {"currency": "CNY"}, WrongCurrency, {}),
    ("offer.counter", lambda d: {"by": "ada", "buyer": d.holder("ada")}, OwnOffer, {}),
    ("offer.accept", {"by": "elm"}, NoMandate, {}),
    ("offer.accept", lambda d: {"by": "elm", "offer": d.offer}, BuyerNotNamed, {}),
    ("offer.accept", lambda d: {"by": "ada", "offer": d.offer, "buyer": d.holder("ada")},
     OwnOffer, {}),
    ("offer.accept", lambda d: {"by": "elm", "offer": d.offer, "buyer": d.holder("rook")},
     NoMandate, {}),
    ("offer.accept", lambda d: {"offer": d.state(d.funded).trade.offer}, OfferClosed,
     {"stage": "taken"}),
    # A trade at another stage, or none.
    ("notice.give", {"trade": "trade_0" + "0" * 25}, TradeUnknown, {}),
    ("notice.give", lambda d: {"trade": d.noticed}, TradeNotThere,
     {"stage": "noticed", "needed": "matched"}),
    ("notice.elect", lambda d: {"trade": d.matched}, NoNotice, {}),
    ("notice.elect", {"quantity": 61}, HoldsTooFew, {"asked": 61, "held": 60}),
    ("notice.elect", {"by": "pine"}, NoMandate, {}),
    ("notice.waive", {"holder": NOBODY}, HolderUnknown, {}),
    ("consent.give", lambda d: {"trade": d.funded}, NothingToConsent, {"giver": "board"}),
    ("consent.refuse", lambda d: {"trade": d.matched}, NothingToConsent, {}),
    ("consent.give", {"giver": "regulator"}, NothingToConsent, {"giver": "regulator"}),
    ("trade.settle", lambda d: {"trade": d.matched}, TradeNotThere, {"needed": "funded"}),
    # The register.
    ("security.issue", {"on": TODAY + timedelta(days=1)}, AfterToday, {"today": TODAY}),
    ("security.issue", {"acquired_on": TODAY + timedelta(days=1)}, AfterToday, {}),
    ("security.issue", {**ORDINARY, "quantity": LARGEST}, TooManyUnits, {}),
    ("security.issue", {**ORDINARY, "certificate": "CS-2"}, CertificateTaken,
     {"certificate": "CS-2"}),
    ("security.issue", {"cost": 0}, NotAnAmount, {}),
    ("security.issue", {"cost": "1.005"}, NotAnAmount, {}),
    ("security.cancel", {"quantity": 71}, HoldsTooFew, {"asked": 71, "held": 70}),
    ("security.cancel", {"security": "security_0" + "0" * 25}, SecurityUnknown, {}),
    ("security.cancel", lambda d: {"security": d.lots("ada")[0].security}, StillPromised,
     {"promised": 230}),
    ("stock_class.register", {"name_en": "ORDINARY"}, ClassNameTaken, {"name": "ORDINARY"}),
    ("stock_class.register", {"name_zh": "Ordinary"}, ClassNameTaken, {}),
    ("stock_class.register", {"decimals": 11}, NotAScale, {"given": 11}),
    ("stock_class.register", {"decimals": -1}, NotAScale, {"given": -1}),
    ("stock_class.register", {"price_scale": 9}, NotAScale, {"given": 9}),
    ("stock_class.register", {"currency": "XXX"}, UnknownCurrency, {"currency": "XXX"}),
    ("issuer.register", {"slug": "harrow"}, SlugTaken, {"slug": "harrow"}),
    ("issuer.register", {"slug": "Not A Slug"}, NotASlug, {}),
    ("issuer.register", {"zone": "Mars/Olympus"}, UnknownZone, {"zone": "Mars/Olympus"}),
    ("issuer.register", {"currency": "BTC"}, UnknownCurrency, {}),
    ("issuer.register", {"established_on": TODAY + timedelta(days=1)}, AfterToday, {}),
    ("register.load", {"on": TODAY + timedelta(days=1)}, AfterToday, {}),
    ("terms.adopt", {"text": "not terms"}, TermsUnreadable, {}),
    ("terms.adopt", {"text": terms()}, TermsAlreadyBind, {"id": "articles", "version": "1"}),
    # Cash.
    ("cash.pay_out", {"amount": 1_000_000}, CashShort, {}),
    ("cash.deposit", {"currency": "DOGE"}, UnknownCurrency, {}),
    ("cash.deposit", {"holder": "holder_x"}, HolderUnknown, {}),
    # People, mandates, tokens, the clock, facts.
    ("clock.move", {"to": MORNING - timedelta(days=1)}, ClockBackwards, {"now": MORNING}),
    ("clock.move", {"to": MORNING + timedelta(days=4_000)}, ClockBackwards, {}),
    ("holder.register", {"by": "operator", "person": "person_x"}, PersonUnknown, {}),
    ("holder.register", {"issuer": "nobody"}, IssuerUnknown, {}),
    ("person.forget", {"person": "person_x"}, PersonUnknown, {"given": "person_x"}),
    ("person.forget", lambda d: {"person": d.people["operator"]}, StillOperates, {}),
    ("mandate.give", {"person": "person_x"}, PersonUnknown, {}),
    ("mandate.give", {"power": "act", "over": "market"}, OverUnknown, {"over": "market"}),
    ("mandate.give", {"power": "operate", "over": "harrow"}, OverUnknown, {}),
    ("mandate.give", lambda d: {"person": d.people["ida"], "power": "issue", "over": d.issuer},
     MandateHeld, {}),
    ("mandate.end", {"mandate": "mandate_x"}, MandateUnknown, {"given": "mandate_x"}),
    ("mandate.end", lambda d: {"mandate": operators(d)}, StillOperates, {}),
    ("key.issue", {"digest": "the token itself"}, NotADigest, {}),
    ("key.issue", {"digest": "A" * 64}, NotADigest, {}),
    ("key.issue", {"digest": DIGEST}, TokenTaken, {}),
    ("key.issue", {"person": "person_x"}, PersonUnknown, {}),
    ("key.revoke", {"key": "key_x"}, KeyUnknown, {"given": "key_x"}),
    ("fact.record", {"value": "many"}, NotAFigure, {"value": "many"}),
    ("fact.record", {"value": "NaN"}, NotAFigure, {}),
    ("fact.record", {"value": "2026-02-30"}, NotADay, {"day": "2026-02-30"}),
]  # fmt: skip


def operators(desk):
    mandates = desk.books.people.mandates
    return next(one for one in mandates if mandates[one].power == "operate")


@pytest.mark.parametrize(
    ("name", "changes", "error", "facts"),
    CASES,
    ids=[f"{number}-{case[0]}-{case[2].__name__}" for number, case in enumerate(CASES)],
)
def test_it_is_refused_with_its_own_error_and_changes_nothing(desk, name, changes, error, facts):
    by, fields = asked(desk, name, changes)

    with desk.refuses(error) as no:
        desk.execute(name, by, **fields)

    assert {key: no.value.facts[key] for key in facts} == facts


def test_a_buyer_over_the_holder_cap_is_refused():
    desk = desk_at(
        MORNING, articles(clause("holder_cap", "ART-11", limit=2)),
        holds("ada", 10), holds("ben", 10), has("elm", 1_000), has("ben", 1_000),
    )  # fmt: skip

    with desk.refuses(MayNotTransfer) as no:
        desk.post("ada", 5, "18.50")  # whoever buys is one more
    desk.adopt(version="2")
    offer = desk.post("ada", 5, "18.50")
    desk.adopt(clause("holder_cap", "ART-11", limit=2), version="3")
    with desk.refuses(MayNotTransfer):
        desk.accept("elm", offer)

    assert no.value.rule == "ART-11"
    assert desk.state(desk.accept("ben", offer)).stage == "matched"


def test_the_issuer_was_not_there_yet():
    desk = desk_at(MORNING, holds("ada", 1), established_on=date(2025, 6, 1))

    with desk.refuses(BeforeItsTime) as no:
        desk.issue("ada", 5, on=date(2025, 5, 31))

    assert no.value.since == date(2025, 6, 1)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_unknown_fields_are_refused(desk, name):
    _, fields = requests(desk)[name]

    with pytest.raises(msgspec.ValidationError, match="unknown field `colour`"):
        msgspec.convert({**fields, "colour": "red"}, OPERATIONS[name].request, strict=False)
