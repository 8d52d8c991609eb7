"""In which currency an issuer's securities are paid for, most of them."""

from collections import Counter

from laogu.register.history.changes import History, Issuance


def usual_currency(told: History, stock_class: str | None = None) -> str | None:
    """Return the currency of most issuances; None: none of them names one.

    stock_class: of which; None: of every class and kind. Of two that are as frequent, the first.
    """
    found = Counter(
        change.currency
        for change in told.changes
        if type(change) is Issuance
        and change.currency is not None
        and (stock_class is None or change.stock_class == stock_class)
    )
    return found.most_common(1)[0][0] if found else None
