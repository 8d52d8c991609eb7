"""What an issuer may do at its desk, as forms, each folded until it is wanted."""

from collections.abc import Iterator

from laogu.basics import CURRENCIES, MOST_DECIMALS
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, Group, choice
from laogu.web.pages.desk.choosing import classes_of, holders_of, securities_of
from laogu.web.pages.desk.plans import plan_acts
from laogu.web.pages.desk.windows import window_acts
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.stating import fact_act


def groups_of(subject: Subject) -> tuple[Group, ...]:
    """Return every act of the desk, by subject."""
    visit = subject.visit
    return (
        Group(
            id="register",
            title=visit.said("The register"),
            note=visit.said("every change is an entry"),
            acts=tuple(_register(subject)),
        ),
        Group(
            id="plans-acts",
            title=visit.said("Plans and grants"),
            note=visit.said("nothing is granted beyond the pool"),
            acts=tuple(plan_acts(subject)),
        ),
        Group(
            id="rules",
            title=visit.said("Rules and facts"),
            note=visit.said("both with their source"),
            acts=(_terms(subject), _fact(subject)),
        ),
        windows_of(subject),
    )


def windows_of(subject: Subject) -> Group:
    """Return what may be done with windows: the issuer may, and the operator for it."""
    visit = subject.visit
    return Group(
        id="windows",
        title=visit.said("Windows"),
        note=visit.said("call auctions, where the rulebook lets them be held"),
        acts=tuple(window_acts(subject)),
    )


def _register(subject: Subject) -> Iterator[Act]:
    yield _class(subject)
    yield _holder(subject)
    if subject.classes and subject.books.register.holders:
        yield _issue(subject)
    if any(subject.table.totals.values()):
        yield _cancel(subject)
        yield _restrict(subject)


def _class(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "stock_class.register", {"issuer": subject.issuer.slug}, key="class")
    currencies = dict.fromkeys([subject.issuer.currency, *sorted(CURRENCIES)])
    fields = (
        form.field("name_en", visit.said("Name, in English"), value="Ordinary shares"),
        form.field("name_zh", visit.said("Name, in Chinese"), value="普通股", is_required=False),
        form.field(
            "decimals",
            visit.said("Decimals of a quantity"),
            value="0",
            kind="figure",
            hint=visit.said("0 for shares, at most {most}", most=MOST_DECIMALS),
        ),
        form.field("price_scale", visit.said("Decimals of a price"), value="2", kind="figure"),
        choice(form, "currency", visit.said("Currency"), [(one, one) for one in currencies]),
        form.field("par", visit.said("Par value, in words"), is_required=False),
    )
    return Act(
        form=form.post(),
        title=visit.said("Register a stock class"),
        note=visit.said("Loading a register makes the classes it names by itself."),
        fields=fields,
        button=visit.said("Register the class"),
    )


def _holder(subject: Subject) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/holder"
    form = Form(visit, path, key="holder", action=visit.to(path))
    kinds = [
        ("organisation", visit.said("organisation")),
        ("person", visit.said("natural person")),
    ]
    public = [("false", visit.said("no")), ("true", visit.said("yes, a published source does"))]
    fields = (
        form.field("name", visit.said("Name"), is_whole=True),
        form.field("name_en", visit.said("Name, in English"), is_whole=True, is_required=False),
        choice(form, "kind", visit.said("Kind"), kinds),
        choice(form, "public", visit.said("Named in public"), public),
    )
    return Act(
        form=form.post(),
        title=visit.said("Register a holder"),
        note=visit.said("A natural person's name is kept where it can be forgotten."),
        fields=fields,
        button=visit.said("Register the holder"),
    )


def _issue(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "security.issue", {"issuer": subject.issuer.slug}, key="issue")
    currency = subject.kind.currency if subject.kind is not None else subject.issuer.currency
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "holder", visit.said("Holder"), holders_of(subject),
                hint=visit.said("its id, as the CSV of the cap table has it")),
        form.field("quantity", visit.said("Quantity"), kind="figure"),
        form.field("certificate", visit.said("Certificate"), is_required=False),
        form.field("acquired_on", visit.said("Acquired on"), kind="date", is_required=False),
        form.field("cost", visit.said("Cost in all"), unit=currency, kind="figure",
                   is_required=False),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Issue shares"),
        note=visit.said("The shares exist from today on; what was paid stays with the lot."),
        fields=fields,
        button=visit.said("Issue the shares"),
    )


def _cancel(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "security.cancel", key="cancel")
    fields = (
        choice(
            form,
            "security",
            visit.said("Lot"),
            securities_of(subject),
            is_whole=True,
            hint=visit.said("its id, as the record has it"),
        ),
        form.field("quantity", visit.said("Quantity, in full"), kind="figure"),
        form.field("reason", visit.said("Reason, kept for ever")),
    )
    return Act(
        form=form.post(),
        title=visit.said("Cancel shares"),
        note=visit.said("What is left of the lot becomes a new one."),
        fields=fields,
        button=visit.said("Cancel the shares"),
        for_good=visit.said("A cancellation cannot be undone."),
        is_second=True,
    )


def _restrict(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "restriction.attach", key="restrict")
    kinds = [(one, visit.show(one, of="restriction")) for one in ("lock_up", "pledge", "freeze")]
    waivers = [
        (one, visit.show(one, of="waivable_by"))
        for one in ("nobody", "regulator", "board", "holder", "amendment")
    ]
    fields = (
        choice(
            form,
            "security",
            visit.said("Lot"),
            securities_of(subject),
            is_whole=True,
            hint=visit.said("its id, as the record has it"),
        ),
        choice(form, "kind", visit.said("Kind"), kinds),
        form.field("rule", visit.said("Rule or clause")),
        form.field("source", visit.said("Where it is written"), is_whole=True),
        form.field(
            "locked_through",
            visit.said("Last locked day"),
            kind="date",
            hint=visit.said("blank: until lifted"),
            is_required=False,
        ),
        form.field(
            "quantity",
            visit.said("Quantity"),
            kind="figure",
            hint=visit.said("blank: all of it"),
            is_required=False,
        ),
        choice(form, "waivable_by", visit.said("Who may waive it"), waivers),
    )
    return Act(
        form=form.post(),
        title=visit.said("Attach a restriction"),
        note=visit.said("These shares may not be sold for a while, and the lot says why."),
        fields=fields,
        button=visit.said("Attach the restriction"),
    )


def _terms(subject: Subject) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/terms"
    form = Form(visit, path, key="terms", action=visit.to(path))
    fields = (
        form.field(
            "file", visit.said("A TOML file"), kind="file", is_whole=True, is_required=False
        ),
        form.field(
            "text",
            visit.said("Or its text"),
            kind="area",
            is_whole=True,
            is_required=False,
            hint=visit.said("charter, agreement or pack of rules; kept by its hash"),
        ),
        form.field(
            "binds_on",
            visit.said("Binds from"),
            kind="date",
            is_required=False,
            hint=visit.said("blank: today"),
        ),
    )
    return Act(
        form=form.post(),
        title=visit.said("Adopt terms"),
        note=visit.said("From that day on every answer is read from them, with their clause."),
        fields=fields,
        button=visit.said("Adopt the terms"),
        has_file=True,
    )


def _fact(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "fact.record", {"issuer": subject.issuer.slug}, key="fact")
    classes = [("", visit.said("not said")), *classes_of(subject)]
    kind = choice(form, "stock_class", visit.said("Stock class"), classes, is_required=False)
    return fact_act(visit, form, about=(kind,))
