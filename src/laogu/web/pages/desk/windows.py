"""Windows at the desk of an issuer: opening one, and calling it off."""

from collections.abc import Iterator
from datetime import timedelta

from laogu.basics import whole_step
from laogu.market import WindowState
from laogu.web.forms import Form
from laogu.web.pages.acts import Act
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import handle
from laogu.web.shapes import Field, Option

USUAL_DAYS = 7


def window_acts(subject: Subject) -> Iterator[Act]:
    """Yield the opening of a window, and the calling off of those that have not ended."""
    if subject.classes:
        yield _open(subject)
    market = subject.books.market
    for window in market.windows_of.on(subject.issuer.issuer):
        state = market.windows[window]
        if state.stage == "open":
            yield _cancel(subject, state)


def _open(subject: Subject) -> Act:
    visit = subject.visit
    zone = subject.issuer.zone
    form = Form(visit, "window.open", {"issuer": subject.issuer.slug}, key="window", zone=zone)
    fields = (*_prices(subject, form), *_times(subject, form), *_sharing(subject, form))
    return Act(
        form=form.post(),
        title=visit.said("Open a window"),
        note=visit.said("Orders are collected, and all trade at one price when it closes."),
        fields=fields,
        button=visit.said("Open the window"),
    )


def _prices(subject: Subject, form: Form) -> tuple[Field, ...]:
    visit = subject.visit
    kind = subject.kind or subject.classes[0]
    classes = tuple(
        Option(value=one.stock_class, says=subject.class_name(one)) for one in subject.classes
    )
    step = whole_step(scale=kind.price_scale, decimals=kind.decimals, currency=kind.currency)
    each = visit.said("for one share")
    return (
        form.field("stock_class", visit.said("Stock class"), kind="select", options=classes,
                   value=kind.stock_class),
        form.field("currency", visit.said("Currency"), value=kind.currency),
        form.field("floor", visit.said("Floor"), kind="figure", hint=each),
        form.field("cap", visit.said("Cap"), kind="figure", hint=each),
        form.field("tick", visit.said("Step of a price"), kind="figure", is_required=False,
                   hint=visit.said("blank: the finest, {step} ticks", step=step)),
        form.field("reference", visit.said("Reference"), kind="figure", is_required=False,
                   hint=visit.said("near it the auction rather clears")),
    )  # fmt: skip


def _times(subject: Subject, form: Form) -> tuple[Field, ...]:
    visit, zone = subject.visit, subject.issuer.zone
    closes = (visit.now + timedelta(days=USUAL_DAYS)).replace(tzinfo=None)
    return (
        form.field("opens_at", visit.said("Opens"), unit=zone, kind="datetime-local",
                   is_required=False, hint=visit.said("blank: at once")),
        form.field("closes_at", visit.said("Closes"), unit=zone, kind="datetime-local",
                   value=closes.isoformat(timespec="minutes")),
        form.field("lock_minutes", visit.said("Orders are locked before, minutes"), value="10",
                   kind="figure"),
        form.field("extensions", visit.said("Extended at most, times"), value="1", kind="figure"),
        form.field("extension_minutes", visit.said("Each extension, minutes"), value="60",
                   kind="figure"),
    )  # fmt: skip


def _sharing(subject: Subject, form: Form) -> tuple[Field, ...]:
    visit = subject.visit
    ways = tuple(
        Option(value=one, says=visit.show(one, of="rationing"))
        for one in ("pro_rata", "time", "small_first")
    )
    shown = tuple(
        Option(value=one, says=visit.show(one, of="indicative")) for one in ("shown", "hidden")
    )
    return (
        form.field("minimum", visit.said("Clears from, shares"), kind="figure", is_required=False,
                   hint=visit.said("blank: any quantity")),
        form.field("rationing", visit.said("Who is cut at the price"), kind="select",
                   options=ways, value="pro_rata"),
        form.field("small", visit.said("Small is up to, shares"), kind="figure",
                   is_required=False, hint=visit.said("for small orders first")),
        form.field("indicative", visit.said("Price, volume and surplus while it is open"),
                   kind="select", options=shown, value="shown", is_whole=True),
    )  # fmt: skip


def _cancel(subject: Subject, state: WindowState) -> Act:
    visit, window = subject.visit, state.window.window
    form = Form(visit, "window.cancel", {"window": window}, key=window[-8:])
    reason = form.field("reason", visit.said("Reason, told to everybody"), is_whole=True)
    return Act(
        form=form.post(),
        title=visit.said("Call off window {handle}", handle=handle(window)),
        note=visit.said("It closes at {moment}.", moment=visit.moment(state.closes_at)),
        fields=(reason,),
        button=visit.said("Call the window off"),
        for_good=visit.said("Every order is let go of, with its shares and its cash."),
        is_second=True,
    )
