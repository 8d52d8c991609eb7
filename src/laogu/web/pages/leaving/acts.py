"""What may be done to turn a grant into shares, as forms: by the holder, and by the issuer."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from laogu.basics import LaoguError, Money, cost, in_words
from laogu.basics import price as price_of
from laogu.basics import units as units_of
from laogu.ledger import cash_of
from laogu.operations import GrantNow, grants_found
from laogu.register import options, plans
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, Pairs, choice
from laogu.web.pages.writing import currency_name, handle, minor, units
from laogu.web.shapes import Field, Option, Sum
from laogu.web.visit import Visit

MOST_SCALE = 8
"""Decimals in which a fair value is worked with."""

EXERCISE, RELEASE, LEAVE = "grant.exercise", "grant.release", "holder.leave"


def shares_acts(visit: Visit, grant: plans.Grant) -> Iterator[Act]:
    """Yield what holder and issuer may do today to turn a grant into shares."""
    if not grant.lives:
        return
    granted = grant.granted
    issuer = visit.books.register.issuers[granted.issuer]
    found = grants_found(visit.books, issuer, granted.holder, visit.today(issuer.zone))
    now = next(one for one in found.grants if one.grant.granted.security == granted.security)
    if granted.kind in options.DELIVERED:
        if visit.may("issue", granted.issuer) and now.stands.vested:
            yield _release(visit, now)
        return
    if granted.kind in options.COSTLESS or not now.stands.exercisable:
        return
    if visit.may("act", granted.holder):
        yield exercise(visit, now)
    if visit.may("issue", granted.issuer):
        yield _paid_outside(visit, now)
        yield _net(visit, now)


def exercise(visit: Visit, now: GrantNow) -> Act:
    """Return the holder's own exercise: what it costs and how it is taxed, before it happens."""
    granted = now.grant.granted
    form = Form(
        visit,
        EXERCISE,
        {"security": granted.security, "paid": "here"},
        key=handle(granted.security),
    )
    most = now.stands.exercisable
    quantity = _quantity(visit, form, now, most)
    asked = _typed(form, now, most)
    return Act(
        form=form.post(),
        title=visit.said("Exercise {grant} in cash", grant=_label(now)),
        note=visit.said("The price goes to the issuer, and the shares are yours from today on."),
        fields=(quantity,),
        sums=_sums(visit, now, asked),
        button=visit.said("Exercise the options"),
        ask=(visit.said("Work it out first"), "1"),
        for_good=visit.said("An exercise cannot be undone."),
        is_open=form.sent is not None,
    )


def leave(visit: Visit, slug: str, holders: Pairs) -> Act:
    """Return the issuer's form for somebody who leaves."""
    form = Form(visit, LEAVE, {"issuer": slug})
    reasons = tuple(
        Option(value=one, says=visit.say(says)) for one, says in options.REASONS.items()
    )
    fields = (
        choice(form, "holder", visit.said("Who leaves"), holders, is_whole=True,
               hint=visit.said("its id, as the CSV of the cap table has it")),
        form.field("on", visit.said("Last day of service"), kind="date",
                   hint=visit.said("what vests on it is still the leaver's")),
        form.field("reason", visit.said("Why"), kind="select", options=reasons,
                   value=reasons[0].value),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Somebody leaves"),
        note=visit.said(
            "With the end of that day what is not vested ends, and the windows begin to run. Until "
            "then another day may be said."
        ),
        fields=fields,
        button=visit.said("Record the last day"),
    )


def _release(visit: Visit, now: GrantNow) -> Act:
    form = Form(visit, RELEASE, {"security": now.grant.granted.security})
    most = units(visit, now.stands.vested, now.grant.stock_class)
    fields = (
        form.field("quantity", visit.said("Quantity"), kind="figure", is_required=False,
                   hint=visit.said("blank: all {units}", units=most)),
        form.field("rate", visit.said("Withheld for tax"), unit="%", kind="figure",
                   is_required=False, hint=visit.said("whole shares, rounded up")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Deliver vested units"),
        note=visit.said("Each unit becomes a share, less what is held back for tax."),
        fields=fields,
        button=visit.said("Deliver the units"),
    )


def _paid_outside(visit: Visit, now: GrantNow) -> Act:
    form = Form(
        visit, EXERCISE, {"security": now.grant.granted.security, "paid": "outside"}, key="outside"
    )
    fields = (
        _quantity(visit, form, now, now.stands.exercisable),
        form.field("reference", visit.said("Reference of the payment")),
    )
    return Act(
        form=form.post(),
        title=visit.said("Exercise for what was paid outside"),
        note=visit.said("You say that the price has arrived."),
        fields=fields,
        button=visit.said("Record the exercise"),
        is_second=True,
    )


def _net(visit: Visit, now: GrantNow) -> Act:
    form = Form(visit, EXERCISE, {"security": now.grant.granted.security, "paid": "net"}, key="net")
    rests = (
        Option(value="lost", says=visit.said("is lost")),
        Option(value="paid_out", says=visit.said("is paid out from the issuer's cash")),
    )
    quantity = _quantity(visit, form, now, now.stands.vested)
    fields = (
        quantity,
        form.field("fair_value", visit.said("Fair value of one share"), kind="figure"),
        form.field("source", visit.said("Who says so, and of which day"), is_whole=True),
        form.field("rest", visit.said("What is left of the last share"), kind="select",
                   options=rests, value="lost"),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Net exercise"),
        note=visit.said("Whole shares are held back for the price, rounded up."),
        fields=fields,
        sums=_net_sums(visit, now, form),
        button=visit.said("Record the net exercise"),
        ask=(visit.said("Work it out first"), "1"),
        is_second=True,
        is_open=form.sent is not None,
    )


def _quantity(visit: Visit, form: Form, now: GrantNow, most: int) -> Field:
    shown = units(visit, most, now.grant.stock_class)
    return form.field(
        "quantity",
        visit.said("Quantity"),
        unit=visit.said("shares"),
        kind="figure",
        value=f"{in_words(most, now.option.decimals):f}",
        hint=visit.said("at most {units} today", units=shown),
    )


def _label(now: GrantNow) -> str:
    return now.grant.granted.certificate or handle(now.grant.granted.security)


def _typed(form: Form, now: GrantNow, otherwise: int) -> int | None:
    """Return the quantity that was typed; None: it cannot be read."""
    if form.sent is None:
        return otherwise
    try:
        return units_of(Decimal(form.typed("quantity")), now.option.decimals)
    except (InvalidOperation, LaoguError):
        return None


def _sums(visit: Visit, now: GrantNow, asked: int | None) -> tuple[Sum, ...]:
    """Return what an exercise costs, as what it is taxed, and what is left of the cash."""
    price = now.stands.price
    if price is None:
        return (Sum(name=visit.said("What it costs"), amount=visit.said("not known")),)
    due = None if asked is None else cost(price, asked, decimals=now.option.decimals)
    found = cash_of(visit.books.ledger, now.grant.granted.holder)
    free = next(
        (one.free for one in found if one.free.currency == price.currency), Money(0, price.currency)
    )
    rows = [
        *_taxed(visit, now, asked),
        Sum(name=visit.said("Free cash"), amount=minor(free.minor, price.currency)),
    ]
    if due is not None:
        left = minor(abs(free.minor - due.minor), price.currency)
        is_short = free.minor < due.minor
        name = visit.said("Still missing") if is_short else visit.said("Free cash after it")
        rows.append(Sum(name=name, amount=left))
    total = "–" if due is None else minor(due.minor, price.currency)
    unit = currency_name(visit, price.currency)
    return (*rows, Sum(name=visit.said("What it costs"), unit=unit, amount=total, is_total=True))


def _taxed(visit: Visit, now: GrantNow, asked: int | None) -> Iterator[Sum]:
    """Yield how many would be taxed as which of the two; the first to vest go first."""
    if asked is None or now.option.kind not in {"iso", "nso"}:
        return
    iso = sum(
        one.units
        for one in now.may.rights
        if one.treated == "iso" and (one.until_on is None or now.stands.on <= one.until_on)
    )
    parts = ((visit.said("Taxed as an ISO"), min(asked, iso)),
             (visit.said("Taxed as an NSO"), asked - min(asked, iso)))  # fmt: skip
    for name, count in parts:
        if count:
            yield Sum(name=name, amount=visit.show(in_words(count, now.option.decimals)))


def _net_sums(visit: Visit, now: GrantNow, form: Form) -> tuple[Sum, ...]:
    price, asked = now.stands.price, _typed(form, now, 0)
    if form.sent is None or price is None or not asked:
        return ()
    try:
        each = price_of(
            Decimal(form.typed("fair_value")), scale=MOST_SCALE, currency=price.currency
        )
        net = options.net(asked, price=price, fair_value=each, decimals=now.option.decimals)
    except (InvalidOperation, LaoguError):
        return ()
    decimals = now.option.decimals
    unit = currency_name(visit, price.currency)
    return (
        Sum(name=visit.said("Price of all"), unit=unit,
            amount=minor(net.due.minor, price.currency)),
        Sum(name=visit.said("Held back"), amount=visit.show(in_words(net.withheld, decimals))),
        Sum(name=visit.said("What is left of the last share"), unit=unit,
            amount=minor(net.rest.minor, price.currency)),
        Sum(name=visit.said("The holder gets"), unit=visit.said("shares"),
            amount=visit.show(in_words(net.delivered, decimals)), is_total=True),
    )  # fmt: skip
