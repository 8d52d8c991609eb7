"""How a report speaks: sentences, days and words of closed sets in one language."""

from datetime import date

from laogu.basics import Said, say
from laogu.connectors import languages
from laogu.connectors.languages import CHINESE
from laogu.connectors.reports.paper import Run, Shape
from laogu.connectors.reports.shapes import ReportTold
from laogu.connectors.reports.shortened import power_of

_BEGINS, _ENDS = "\x02", "\x03"

_SHAPES: dict[str, Shape] = {
    "primary_round": "diamond", "rights_issue": "diamond", "talks": "diamond", "spac": "diamond",
    "secondary": "circle", "fund_mark": "circle", "merger": "circle", "acquisition": "circle",
    "tender": "square", "buyback": "square", "internal_409a": "square",
    "ipo_price": "up", "direct_listing_reference": "up", "estimate": "up",
    "placing": "right", "market_close": "bar", "first_day_open": "bar", "first_day_close": "bar",
}  # fmt: skip
"""How each kind of anchor is drawn; of words only, the nearest shape of what was paid, hollow."""


class Speaker:
    """Words for one report."""

    def __init__(self, told: ReportTold) -> None:
        self.lang: languages.Lang = "zh" if told.lang == "zh" else "en"
        self._words = languages.words(self.lang)
        self.unit = self._unit(told)

    def _unit(self, told: ReportTold) -> str:
        """Return in what the figures are; of a large company in millions, or in 亿."""
        if told.standard.currency is None:
            return ""
        currency = self.currency(told.standard.currency)
        if not power_of(told):
            return currency
        return f"亿{currency}" if self.lang == "zh" else f"{currency} m"

    def said(self, template: str, **facts: object) -> str:
        """Return a sentence with its facts, as this language writes them."""
        return say(Said(template, facts), self._words)

    def word(self, given: str, of: str) -> str:
        """Return a word of a closed set."""
        return self._words.show(given, of)

    def day(self, given: str) -> str:
        """Return a day as this language writes it."""
        return self._words.show(date.fromisoformat(given))

    def beside(self, *parts: str) -> str:
        """Return words one after the other, parted by a comma of this language."""
        return ("，" if self.lang == "zh" else ", ").join(parts)

    def currency(self, code: str) -> str:
        """Return a currency's short name."""
        return CHINESE.currency(code) if self.lang == "zh" else code


def shape_of(kind: str) -> Shape:
    """Return how an anchor of a kind is drawn."""
    return _SHAPES.get(kind, "circle")


def class_name(stock_class: str | None, told: ReportTold) -> str | None:
    """Return the name of a class of the report; None: it is none of them."""
    classes = told.standard.classes
    return next((one.stock_class for one in classes if one.stock_class_id == stock_class), None)


def as_a_name(says: str) -> str:
    """Return words with a capital letter, where their language has one."""
    return says[:1].upper() + says[1:]


def strong(says: str) -> str:
    """Return words that stand out of the sentence they are put into."""
    return f"{_BEGINS}{says}{_ENDS}"


def runs(sentences: str) -> tuple[Run, ...]:
    """Return sentences in pieces, heavy where they were marked by `strong`."""
    found: list[Run] = []
    for piece in sentences.split(_BEGINS):
        heavy, ends, plain = piece.partition(_ENDS)
        if not ends:
            found.append(Run(says=piece))
            continue
        found.append(Run(says=heavy, is_strong=True))
        found.append(Run(says=plain))
    return tuple(one for one in found if one.says)
