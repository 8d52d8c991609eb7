"""What the tests of the pages do before they attack: sign in, fill in a form, read a code."""

from tests.http.market import PracticeMarket
from tests.http.visitor import Form, Visitor


def code_of(visitor: Visitor) -> str:
    """Return the code that a page says, where it says what is wrong."""
    assert visitor.last is not None
    text = visitor.last.body.decode()
    return text.partition('<span class="code">')[2].partition("</span>")[0]


def signed_in(market: PracticeMarket, name: str, *, lang: str = "en") -> Visitor:
    visitor = Visitor(market, lang=lang)
    visitor.signs_in(name)
    return visitor


def offer_form(visitor: Visitor) -> Form:
    """Open the page on which Dee offers shares, and fill in its form."""
    market = visitor.market
    visitor.opens(f"/{visitor.lang}/company/harrow/offer?seller={market.dee}")
    form = visitor.form(f"/{visitor.lang}/do/offer.post")
    form.fields |= {"quantity": "40000", "price": "18.50", "seller": market.dee}
    return form
