"""What a person may do about a grant or a plan, as forms: what is theirs, and nobody else's."""

from collections.abc import Iterator

from laogu.register import options, plans
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, choice
from laogu.web.pages.leaving.acts import shares_acts
from laogu.web.pages.writing import units
from laogu.web.shapes import Field
from laogu.web.visit import Visit


def grant_acts(visit: Visit, grant: plans.Grant, now: plans.GrantStanding) -> Iterator[Act]:
    """Yield what the holder and the issuer may do about a grant today, what waits first."""
    granted = grant.granted
    if not grant.lives:
        return
    if not now.is_accepted and visit.may("act", granted.holder):
        yield _accept(visit, grant)
    yield from shares_acts(visit, grant)
    if not visit.may("issue", granted.issuer):
        return
    room = visit.books.register.plans
    waits = [one for one in plans.events_of(room, grant) if one in now.waits]
    if waits:
        yield _note(visit, grant, waits)
    if plans.history_of(room, grant).started_on is None and isinstance(granted.vests, str):
        yield _start(visit, grant)
    if now.unvested + now.lost:
        yield _accelerate(visit, grant, now)
    if granted.kind not in options.COSTLESS:
        yield _reprice(visit, grant)
    yield _transfer(visit, grant)
    if not now.is_accepted and grant.left == granted.units:
        yield _retract(visit, grant)
    yield _cancel(visit, grant)


def plan_acts(visit: Visit, pool: plans.Pool) -> Iterator[Act]:
    """Yield what the issuer may do about a plan."""
    if visit.may("issue", pool.plan.issuer):
        yield _adjust(visit, pool)


def _accept(visit: Visit, grant: plans.Grant) -> Act:
    form = Form(visit, "grant.accept", {"security": grant.granted.security})
    return Act(
        form=form.post(),
        title=visit.said("Accept the grant"),
        note=visit.said("What was accepted is no longer taken back, only cancelled."),
        button=visit.said("Accept the grant"),
    )


def _note(visit: Visit, grant: plans.Grant, waits: list[str]) -> Act:
    form = Form(visit, "vesting.note", {"security": grant.granted.security})
    fields = (
        choice(form, "condition", visit.said("What happened"), [(one, one) for one in waits]),
        _day(form, "on", visit),
    )
    return Act(
        form=form.post(),
        title=visit.said("Note an event"),
        note=visit.said("What depends on it vests, and that is not undone."),
        fields=fields,
        button=visit.said("Note that it happened"),
    )


def _start(visit: Visit, grant: plans.Grant) -> Act:
    form = Form(visit, "vesting.start", {"security": grant.granted.security})
    return Act(
        form=form.post(),
        title=visit.said("Start vesting"),
        note=visit.said("Every day of the schedule follows from this one."),
        fields=(_day(form, "on", visit),),
        button=visit.said("Start vesting"),
    )


def _accelerate(visit: Visit, grant: plans.Grant, now: plans.GrantStanding) -> Act:
    form = Form(visit, "vesting.accelerate", {"security": grant.granted.security})
    most = units(visit, now.unvested + now.lost, grant.stock_class)
    return Act(
        form=form.post(),
        title=visit.said("Accelerate vesting"),
        note=visit.said("They vest today, and come off the last instalments."),
        fields=(_quantity(form, visit, visit.said("blank: all {units}", units=most)),),
        button=visit.said("Let them vest"),
        is_second=True,
    )


def _reprice(visit: Visit, grant: plans.Grant) -> Act:
    form = Form(visit, "grant.reprice", {"security": grant.granted.security})
    price = form.field(
        "price", visit.said("New price"), kind="figure", hint=visit.said("for one share")
    )
    return Act(
        form=form.post(),
        title=visit.said("Reprice the grant"),
        note=visit.said("From today on; whether it is a new grant for tax is for counsel to say."),
        fields=(price,),
        button=visit.said("Reprice the grant"),
        is_second=True,
    )


def _transfer(visit: Visit, grant: plans.Grant) -> Act:
    form = Form(visit, "grant.transfer", {"security": grant.granted.security})
    all_of_it = visit.said("blank: all {units}", units=units(visit, grant.left, grant.stock_class))
    fields = (
        form.field("holder", visit.said("To the holder"), hint=visit.said("its id"), is_whole=True),
        _quantity(form, visit, all_of_it),
        _reason(form, visit),
    )
    return Act(
        form=form.post(),
        title=visit.said("Transfer the grant"),
        note=visit.said("It goes on vesting by the service of whoever it was granted to."),
        fields=fields,
        button=visit.said("Transfer the grant"),
        is_second=True,
    )


def _retract(visit: Visit, grant: plans.Grant) -> Act:
    form = Form(visit, "grant.retract", {"security": grant.granted.security})
    return Act(
        form=form.post(),
        title=visit.said("Take the grant back"),
        note=visit.said("It was never made; all of it goes back to the pool."),
        fields=(_reason(form, visit),),
        button=visit.said("Take the grant back"),
        is_second=True,
    )


def _cancel(visit: Visit, grant: plans.Grant) -> Act:
    form = Form(visit, "grant.cancel", {"security": grant.granted.security})
    all_of_it = visit.said("blank: all {units}", units=units(visit, grant.left, grant.stock_class))
    fields: tuple[Field, ...] = (_quantity(form, visit, all_of_it),)
    plan = grant.granted.plan
    pool = None if plan is None else visit.books.register.plans.plans[plan].plan
    if pool is not None and pool.when_cancelled == "by_grant":
        pairs = [("true", visit.said("yes")), ("false", visit.said("no"))]
        fields += (choice(form, "returns", visit.said("Back to the pool"), pairs),)
    return Act(
        form=form.post(),
        title=visit.said("Cancel the grant"),
        note=visit.said("A part comes off the last instalments."),
        fields=(*fields, _reason(form, visit)),
        button=visit.said("Cancel the grant"),
        for_good=visit.said("What is cancelled does not come back."),
        is_second=True,
    )


def _adjust(visit: Visit, pool: plans.Pool) -> Act:
    form = Form(visit, "plan.adjust", {"plan": pool.plan.plan})
    quantity = form.field(
        "quantity",
        visit.said("Reserved from now on"),
        kind="figure",
        hint=visit.said("in all, what is granted among it"),
    )
    return Act(
        form=form.post(),
        title=visit.said("Adjust the pool"),
        fields=(quantity, _reason(form, visit)),
        button=visit.said("Adjust the pool"),
    )


def _quantity(form: Form, visit: Visit, hint: str) -> Field:
    return form.field(
        "quantity", visit.said("Quantity"), kind="figure", is_required=False, hint=hint
    )


def _reason(form: Form, visit: Visit) -> Field:
    return form.field("reason", visit.said("Reason"), is_whole=True)


def _day(form: Form, name: str, visit: Visit) -> Field:
    return form.field(
        name, visit.said("Day"), kind="date", is_required=False, hint=visit.said("blank: today")
    )
