"""Papers: valuations, financings, documents by their hash, legends; and rights of classes."""

from datetime import date, timedelta
from decimal import Decimal

from laogu.basics import Price
from laogu.register import AfterToday, BeforeItsTime, SecurityUnknown
from laogu.register.capital import (
    BelowIssued,
    BeyondAuthorised,
    ConvertsIntoItself,
    NoConversionRight,
    NotADownRound,
    NotARight,
    Ratio,
    class_standing,
    issuer_authorised,
    right_into,
)
from laogu.register.papers import (
    DocumentRecorded,
    ExpiresFirst,
    FinancingRecorded,
    LegendRecorded,
    NotAHash,
    ValuationRecorded,
    papers_of,
    valuation_on,
)
from tests.desk import TODAY
from tests.operations.capital import raised

HASH = "AB" * 32


def ida(desk, operation, **fields):
    return desk.execute(operation, "ida", issuer="harrow", **fields)


def valued(desk, price="1.234567", **more):
    (event,) = ida(desk, "valuation.record", stock_class="Ordinary", price=price, **more)
    return event


def test_a_409a_may_be_used_for_twelve_months():
    desk = raised()
    old = valued(desk, on=date(2025, 2, 1))
    new = valued(desk, price="2", provider="Fern Valuations (example)")

    assert new.price == Price(2, 0, "USD")
    assert (old.price, old.expires_on) == (Price(1_234_567, 6, "USD"), date(2026, 1, 31))
    papers = desk.books.register.papers

    def on(day):
        return valuation_on(papers, desk.issuer, desk.ordinary, day)

    assert on(date(2025, 1, 31)) is None
    assert on(date(2026, 1, 31)) == old
    assert on(date(2026, 2, 1)) is None
    assert on(TODAY) == new


def test_a_valuation_that_cannot_be_is_refused():
    desk = raised()

    with desk.refuses(ExpiresFirst):
        valued(desk, expires_on=TODAY - timedelta(days=1))
    with desk.refuses(AfterToday):
        valued(desk, on=TODAY + timedelta(days=1))
    for price in ("0", "-1", "NaN"):
        with desk.refuses(NotARight):
            valued(desk, price=price)


def test_papers_are_kept_in_the_order_they_came():
    desk = raised()
    lot = desk.issue("ada", 5)
    ida(desk, "financing.record", name="Series A", securities=(lot.security,), document=HASH)
    ida(desk, "document.record", name="Agreement", digest=HASH, about=(lot.security,))
    ida(desk, "legend.record", name="Act", text="Not registered under the Act.")
    ida(desk, "legend.record", name="Lock-up", text="Locked up.")

    papers = desk.books.register.papers
    (financing,) = papers_of(papers, desk.issuer, FinancingRecorded)
    (document,) = papers_of(papers, desk.issuer, DocumentRecorded)
    assert (financing.securities, financing.document) == ((lot.security,), HASH.lower())
    assert (document.digest, document.about) == (HASH.lower(), (lot.security,))
    legends = papers_of(papers, desk.issuer, LegendRecorded)
    assert [one.name for one in legends] == ["Act", "Lock-up"]
    assert not list(papers_of(papers, desk.issuer, ValuationRecorded))


def test_papers_that_name_nothing_are_refused():
    desk = raised()

    with desk.refuses(NotAHash):
        ida(desk, "document.record", name="Agreement", digest="abc")
    with desk.refuses(SecurityUnknown):
        ida(desk, "financing.record", name="A", securities=("security_x",))


def test_what_is_stated_of_a_class_stays_until_it_is_stated_again():
    desk = raised(votes=Decimal(1), seniority=Decimal(2), preference=Decimal("1.5"))
    desk.wait(days=2)
    ida(desk, "stock_class.describe", stock_class="Series A", votes=Decimal(10))
    capital = desk.books.register.capital

    before = class_standing(capital, desk.preferred, as_of=TODAY).rights
    after = class_standing(capital, desk.preferred, as_of=desk.today).rights

    assert (before.votes, after.votes) == (Decimal(1), Decimal(10))
    assert (after.seniority, after.preference) == (Decimal(2), Decimal("1.5"))
    assert before.converts == after.converts
    nothing = class_standing(capital, desk.ordinary, as_of=TODAY)
    assert (nothing.is_stated, nothing.rights.votes) == (False, None)


def test_a_right_that_cannot_be_is_refused():
    desk = raised()

    for votes in ("-1", "NaN", "0.00000000001", "1E+13"):
        with desk.refuses(NotARight):
            ida(desk, "stock_class.describe", stock_class="Series A", votes=Decimal(votes))
    with desk.refuses(ConvertsIntoItself):
        ida(desk, "stock_class.describe", stock_class="Series A", converts_into="Series A")


def test_a_ratio_is_adjusted_for_a_class_that_converts():
    desk = raised()
    ida(desk, "stock_class.adjust_ratio", stock_class="Series A", into="Ordinary",
        new=Decimal("2.5"), conversion_price=Decimal("0.8"), basis="full ratchet")  # fmt: skip

    right = right_into(desk.books.register.capital, desk.preferred, desk.ordinary, as_of=TODAY)
    assert right is not None
    assert (right.ratio, right.price) == (Ratio(Decimal("2.5"), Decimal(1)), Price(8, 1, "USD"))
    with desk.refuses(NoConversionRight):
        ida(desk, "stock_class.adjust_ratio", stock_class="Ordinary", into="Series A",
            new=Decimal(1))  # fmt: skip


def test_no_more_is_issued_than_is_authorised():
    desk = raised()
    desk.issue("ada", 60)
    ida(desk, "stock_class.authorise", stock_class="Ordinary", quantity=100)
    ida(desk, "issuer.authorise", quantity=1_000)

    with desk.refuses(BeyondAuthorised):
        desk.issue("ada", 41)
    with desk.refuses(BelowIssued):
        ida(desk, "stock_class.authorise", stock_class="Ordinary", quantity=59)
    with desk.refuses(BelowIssued):
        ida(desk, "issuer.authorise", quantity=59)
    ida(desk, "stock_class.authorise", stock_class="Ordinary")
    desk.issue("ada", 41)

    assert issuer_authorised(desk.books.register.capital, desk.issuer, as_of=TODAY) == 1_000
    with desk.refuses(BeyondAuthorised):
        desk.issue("ada", 900)
    with desk.refuses(BeforeItsTime):
        desk.do("contribution.subscribe", "ida", issuer="harrow", stock_class="Ordinary",
                holder=desk.holder("ada"), quantity=1, due_on=date(2020, 1, 1))  # fmt: skip


def cheaper(desk, sold_price, sold_quantity=None):
    return ida(desk, "stock_class.adjust_ratio", stock_class="Series A", into="Ordinary",
               sold_price=Decimal(sold_price),
               sold_quantity=None if sold_quantity is None else Decimal(sold_quantity))  # fmt: skip


# NVCA model certificate, 4.4.4: CP2 = CP1 x (A + B) / (A + C); A 1,000,000 common and 1,000,000
# preferred, C 500,000 sold at 0.50, B what 250,000 buys at 1.00: 2,250,000 / 2,500,000.
def test_a_ratio_follows_cheaper_shares_by_the_protection_of_its_class():
    given = {"new": Decimal(1), "issue_price": Decimal("1.00"), "conversion_price": Decimal("1.00")}
    desk = raised(**given, anti_dilution="broad_weighted_average")
    desk.issue("ada", 1_000_000)
    desk.issue("elm", 1_000_000, stock_class="Series A")

    (event,) = cheaper(desk, "0.50", 500_000)

    assert (event.right.price, event.cause) == (Price(9_000, 4, "USD"), "down_round")
    assert event.right.ratio == Ratio(Decimal(10), Decimal(9))
    ratchet = raised(**given, anti_dilution="full_ratchet")
    (event,) = cheaper(ratchet, "0.50")
    assert event.right.ratio == Ratio(Decimal(2), Decimal(1))


def test_what_is_no_down_round_changes_no_ratio():
    given = {"new": Decimal(1), "issue_price": Decimal("1.00")}
    desk = raised(**given, anti_dilution="narrow_weighted_average")

    with desk.refuses(NotADownRound):
        cheaper(desk, "1.00", 10)
    with desk.refuses(NotADownRound):
        cheaper(desk, "0.50")
    with desk.refuses(NotADownRound):
        cheaper(raised(**given), "0.50", 10)
