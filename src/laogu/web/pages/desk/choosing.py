"""What a form at a desk lets choose from: classes, holders and lots of one issuer."""

from laogu.basics import HolderId
from laogu.web.pages.acts import Pairs
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import handle, holder_name


def classes_of(subject: Subject) -> Pairs:
    """Return the classes of the issuer by their ids."""
    return ((one.stock_class, subject.class_name(one)) for one in subject.classes)


def holders_of(subject: Subject) -> Pairs:
    """Yield who may get shares: the one just registered, those on the register, others seen."""
    visit = subject.visit
    holders = visit.books.register.holders
    fresh = HolderId(visit.query.get("holder", ""))
    if fresh in holders:
        # Its name may be nobody's to see here; its id is known to who registered it.
        one = holders[fresh]
        is_seen = visit.sight.sees_holder(one)
        label = visit.said("just registered, {handle}", handle=handle(fresh))
        yield fresh, visit.name(one) if is_seen else label
    told = {fresh}
    for row in subject.table.rows:
        if row.holder.kind != "residual" and row.holder.holder not in told:
            told.add(row.holder.holder)
            yield row.holder.holder, visit.name(row.holder)
    for one in holders.values():
        if one.holder not in told and one.kind != "residual" and visit.sight.sees_holder(one):
            yield one.holder, visit.name(one)


def securities_of(subject: Subject) -> Pairs:
    """Yield every living lot, as of today: its label, its holder, how many."""
    visit = subject.visit
    for row in subject.table.rows:
        for stock in row.securities:
            decimals = visit.books.register.classes[stock.stock_class].decimals
            label = stock.certificate or handle(stock.security)
            held = visit.quantity(stock.units, decimals)
            yield stock.security, f"{label} · {holder_name(visit, stock.holder)} · {held}"
