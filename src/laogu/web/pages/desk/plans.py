"""Plans and grants at the desk of an issuer: the plans that are there, and the forms."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.register import plans
from laogu.register.options import Kind
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.exports import Sheet, Value, corner
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act, choice
from laogu.web.pages.desk.choosing import classes_of, holders_of
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.plans.words import ALLOCATIONS, KINDS, RELATIONSHIPS, RULES, STATUSES
from laogu.web.pages.writing import holder_name, quantity, units
from laogu.web.shapes import Exports

MOST_SAID = 5
"""Grants outside every plan that are named on the desk."""


class PlanRow(Struct, frozen=True, kw_only=True):
    """A plan and its pool on the day."""

    link: Link
    reserved: str
    living: str
    left: str
    bar: Drawing


class PlansShown(Struct, frozen=True, kw_only=True):
    """The plans of an issuer. others: grants out of none."""

    rows: tuple[PlanRow, ...]
    others: tuple[Link, ...]
    exports: Exports


def plans_shown(subject: Subject) -> PlansShown | None:
    """Return the plans of an issuer; None: it has none."""
    visit, room = subject.visit, subject.books.register.plans
    rows = tuple(_row(subject, use) for use in _uses(subject))
    outside = [
        one.granted
        for one in plans.grants_of_issuer(room, subject.issuer.issuer, on=subject.on)
        if one.granted.plan is None
    ]
    others = tuple(
        Link(
            says=f"{one.certificate or one.security[-5:]} · {holder_name(visit, one.holder)}",
            href=visit.to(f"/grant/{one.security}"),
        )
        for one in outside[-MOST_SAID:]
    )
    if not rows and not others:
        return None
    return PlansShown(rows=rows, others=others, exports=corner(visit, "plans"))


def plans_sheet(subject: Subject) -> Sheet:
    """Return the plans as a table."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for use in _uses(subject):
            plan = subject.books.register.plans.plans[use.plan].plan
            counts = (
                use.reserved, use.granted, use.living, use.became_shares, use.ended, use.returned,
            )  # fmt: skip
            first = plan.classes[0]
            yield (
                plan.name,
                plan.plan,
                *(quantity(subject.visit, one, first) for one in counts),
                quantity(subject.visit, use.left, first),
            )

    heads = (
        "plan", "plan_id", "reserved", "granted", "living", "became_shares", "ended", "returned",
        "left",
    )  # fmt: skip
    return Sheet("plans", heads, rows)


def plan_acts(subject: Subject) -> Iterator[Act]:
    """Yield the forms: a plan, terms of vesting, a grant, what a holder is."""
    if not subject.classes:
        return
    yield _plan(subject)
    yield _vesting(subject)
    if subject.books.register.holders:
        yield _grant(subject)
        yield _relate(subject)


def _uses(subject: Subject) -> Iterator[plans.PoolUse]:
    room = subject.books.register.plans
    for plan in room.plans_of.on(subject.issuer.issuer):
        if room.plans[plan].registered_on <= subject.on:
            yield plans.pool_use(room, plan, on=subject.on, known_at=subject.known_at)


def _row(subject: Subject, use: plans.PoolUse) -> PlanRow:
    visit = subject.visit
    plan = subject.books.register.plans.plans[use.plan].plan
    first = plan.classes[0]
    left = units(visit, max(0, use.left), first)
    return PlanRow(
        link=Link(
            says=plan.name,
            href=visit.to(f"/plan/{plan.plan}", as_of=visit.query.get("as_of")),
        ),
        reserved=units(visit, use.reserved, first),
        living=units(visit, use.living, first),
        left=left if not use.over else f"−{units(visit, use.over, first)}",
        bar=bar(
            (
                Piece(amount=use.became_shares, kind="filled"),
                Piece(amount=use.living, kind="filled2"),
                Piece(amount=max(0, use.left), kind="hollow"),
            ),
            of=max(use.reserved, 1),
            says=visit.said("{left} left to grant", left=left),
        ),
    )


def _plan(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "plan.register", {"issuer": subject.issuer.slug}, key="plan")
    classes = list(classes_of(subject))
    rules = [(rule, visit.say(says)) for rule, says in RULES.items()]
    fields = (
        form.field("name", visit.said("Name"), is_whole=True),
        choice(form, "stock_class", visit.said("Stock class"), classes),
        form.field("quantity", visit.said("Reserved"), kind="figure"),
        choice(form, "when_cancelled", visit.said("When a grant ends"), rules),
        form.field(
            "approved_on",
            visit.said("Approved by the board on"),
            kind="date",
            is_required=False,
        ),
        choice(
            form,
            "needs_acceptance",
            visit.said("Before a grant is accepted"),
            [
                ("false", visit.said("it may be exercised")),
                ("true", visit.said("nothing comes of it")),
            ],
        ),
        choice(
            form,
            "rest_days",
            visit.said("A last day at rest"),
            [("", visit.said("stays where it is")), *_calendars(subject)],
        ),
    )
    return Act(
        form=form.post(),
        title=visit.said("Register a plan"),
        note=visit.said("Shares are reserved, so that they may be granted."),
        fields=fields,
        button=visit.said("Register the plan"),
    )


def _calendars(subject: Subject) -> Iterator[tuple[str, str]]:
    visit = subject.visit
    for name in subject.books.agreements.calendars:
        yield name, visit.said("moves on by the calendar {calendar}", calendar=name)


def _vesting(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "vesting.register", {"issuer": subject.issuer.slug}, key="vesting")
    allocations = [(one, visit.say(says)) for one, says in ALLOCATIONS.items()]
    fields = (
        form.field("name", visit.said("Name"), is_whole=True),
        form.field(
            "words",
            visit.said("Schedule, in words"),
            value=visit.either("48个月，悬崖期12个月，按月", plans.LIKE),
            is_whole=True,
            hint=visit.said("so many months, with or without a cliff, how often"),
        ),
        choice(
            form, "allocation", visit.said("What does not divide"), allocations,
            value="cumulative_round_down",
        ),
        form.field(
            "gate",
            visit.said("Only after an event"),
            is_required=False,
            hint=visit.said("such as a listing; blank: none"),
        ),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Register vesting terms"),
        note=visit.said("Conditions of any other kind are registered by a program."),
        fields=fields,
        button=visit.said("Register the terms"),
    )


def _grant(subject: Subject) -> Act:
    visit, room = subject.visit, subject.books.register.plans
    issuer = subject.issuer
    form = Form(visit, "grant.issue", {"issuer": issuer.slug}, key="grant")
    none = ("", visit.said("none"))
    of_plan = [(one, room.plans[one].plan.name) for one in room.plans_of.on(issuer.issuer)]
    terms = [(one, room.terms[one].name) for one in room.terms_of.on(issuer.issuer)]
    classes = list(classes_of(subject))
    kinds: list[tuple[Kind, str]] = [(one, visit.say(says)) for one, says in KINDS.items()]
    each = visit.said("for one share")
    fields = (
        choice(form, "holder", visit.said("Holder"), holders_of(subject),
               hint=visit.said("its id")),
        choice(form, "kind", visit.said("Kind"), kinds, value="nso"),
        choice(form, "plan", visit.said("Plan"), [*of_plan, none]),
        choice(form, "stock_class", visit.said("Stock class"), classes),
        form.field("quantity", visit.said("Quantity"), kind="figure"),
        form.field("certificate", visit.said("Label"), is_required=False,
                   hint=visit.said("such as OG-4")),
        form.field("price", visit.said("Exercise price"), kind="figure", is_required=False,
                   hint=each),
        form.field("fair_value", visit.said("Fair value today"), kind="figure",
                   is_required=False, hint=each),
        choice(form, "vests", visit.said("Vests by"), [*terms, none]),
        form.field("vests_from", visit.said("Vesting starts"), kind="date", is_required=False,
                   hint=visit.said("blank: said later")),
        form.field("expires_on", visit.said("Expires on"), kind="date", is_required=False),
        form.field("window", visit.said("After leaving"), value=visit.either("3个月", "3 months"),
                   is_required=False, hint=visit.said("how long it may be exercised")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Make a grant"),
        note=visit.said("Its holder accepts it; until then it may be taken back."),
        fields=fields,
        button=visit.said("Make the grant"),
    )


def _relate(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "holder.relate", {"issuer": subject.issuer.slug}, key="relate")
    relationships = [(one, visit.say(says)) for one, says in RELATIONSHIPS.items()]
    statuses = [("", visit.said("not said")), *((one, visit.say(s)) for one, s in STATUSES.items())]
    fields = (
        choice(
            form, "holder", visit.said("Holder"), holders_of(subject), hint=visit.said("its id")
        ),
        choice(form, "relationship", visit.said("Is"), relationships),
        choice(form, "status", visit.said("At work"), statuses, value=""),
    )
    return Act(
        form=form.post(),
        title=visit.said("Say what a holder is"),
        note=visit.said("From today on; the cap table groups holders by it."),
        fields=fields,
        button=visit.said("Record it"),
    )
