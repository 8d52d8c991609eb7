"""What may be done with encumbrances: at an issuer's desk, and by the holders they concern."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from laogu.register.encumbrances import Standing
from laogu.rights import locked
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, Group, choice
from laogu.web.pages.desk.choosing import holders_of, securities_of
from laogu.web.pages.encumbered.rows import kind_name, label_of
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Field
from laogu.web.visit import Visit

KINDS = ("pledge", "freeze", "dispute_hold", "nominee", "claim_on_proceeds")
VEHICLES = ("partnership", "spv", "esop", "fund", "company", "trust", "other")

_DAY = timedelta(days=1)


def desk_groups(subject: Subject, standing: Sequence[Standing]) -> tuple[Group, ...]:
    """Return what who keeps a register may do: record, and let go with a paper."""
    visit = subject.visit
    acts = []
    if any(subject.table.totals.values()):
        acts.append(_record(subject))
    open_ones = [one for one in standing if may_end(visit, one)]
    if open_ones:
        acts.append(lift_act(visit, open_ones, with_paper=True))
    kept = _kept(subject)
    if kept:
        acts.append(_lift_restriction(subject, kept))
    group = Group(
        id="encumbrances",
        title=visit.said("Encumbrances"),
        note=visit.said("recorded at any moment, whatever is promised"),
        acts=tuple(acts),
    )
    return (group,)


def may_end(visit: Visit, stands: Standing) -> bool:
    """Return whether there is anybody who may still let go of an encumbrance."""
    issuer = visit.books.register.issuers[stands.encumbrance.issuer]
    ended = stands.ended_on
    is_open = ended is None or ended > visit.today(issuer.zone)
    return is_open and stands.encumbrance.lifted_by != "nobody"


def holder_acts(
    visit: Visit, own: Sequence[Standing], favoured: Sequence[Standing], *, holder: str
) -> Iterator[Act]:
    """Yield what a holder may do: pay what is claimed of it, let go of what is for it."""
    if not visit.may("act", holder):
        return
    pays = [one for one in own if one.open]
    if pays:
        yield _claim(visit, "claim.pay", pays)
    lets_go = [one for one in favoured if one.open]
    if lets_go:
        yield _claim(visit, "claim.release", lets_go)
    lifts = [
        one for one in favoured if may_end(visit, one) and one.encumbrance.lifted_by == "favoured"
    ]
    if lifts:
        yield lift_act(visit, lifts, with_paper=False)


def lift_act(visit: Visit, standing: Iterable[Standing], *, with_paper: bool) -> Act:
    """Return the form that lets go of an encumbrance. with_paper: it asks for the paper's hash."""
    form = Form(visit, "encumbrance.lift", key="lift")
    fields = [
        choice(form, "encumbrance", visit.said("Encumbrance"), _pairs(visit, standing),
               is_whole=True, hint=visit.said("its id, as the table has it")),
        form.field("reason", visit.said("Reason, kept for ever"), is_whole=True),
    ]  # fmt: skip
    if with_paper:
        fields.append(_document(visit, form))
    return Act(
        form=form.post(),
        title=visit.said("Lift an encumbrance"),
        note=visit.said("From today on it binds nobody; what is held for a claim stays held."),
        fields=tuple(fields),
        button=visit.said("Lift it"),
        is_second=True,
    )


def interest_act(subject: Subject, vehicles: Iterable[tuple[str, str]]) -> Act:
    """Return the form that says who owns a part of a vehicle on this register."""
    visit = subject.visit
    fixed = {"issuer": subject.issuer.slug} if visit.may("issue", subject.issuer.issuer) else {}
    form = Form(visit, "interest.record", fixed, key="interest")
    kinds = [(one, visit.show(one, of="vehicle")) for one in VEHICLES]
    fields = (
        choice(form, "vehicle", visit.said("Vehicle"), vehicles, is_whole=True,
               hint=visit.said("its id, as the CSV of the cap table has it")),
        choice(form, "owner", visit.said("Owner of a part"), holders_of(subject), is_whole=True,
               hint=visit.said("its id, as the CSV of the cap table has it")),
        form.field("part", visit.said("Part, as a fraction of 1"), kind="figure",
                   hint=visit.said("0 ends it")),
        form.field("since", visit.said("From which day on"), kind="date", is_required=False,
                   hint=visit.said("blank: today")),
        choice(form, "kind", visit.said("Kind of vehicle"), kinds),
        form.field("source", visit.said("Where it is written"), is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Record an interest"),
        note=visit.said("Rings of vehicles are refused, and so is more than all of one."),
        fields=fields,
        button=visit.said("Record the interest"),
    )


def _record(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "encumbrance.record", key="encumber")
    kinds = [(one, kind_name(visit, one)) for one in KINDS]
    bases = [(one, visit.show(one, of="basis")) for one in ("contract", "court", "law")]
    currency = subject.kind.currency if subject.kind is not None else subject.issuer.currency
    fields = (
        choice(form, "security", visit.said("Lot"), securities_of(subject), is_whole=True,
               hint=visit.said("its id, as the record has it")),
        choice(form, "kind", visit.said("Kind"), kinds),
        form.field("quantity", visit.said("Quantity"), kind="figure", is_required=False,
                   hint=visit.said("blank: all of it")),
        choice(form, "favours", visit.said("For which holder"),
               [("", visit.said("somebody else, by name")), *holders_of(subject)],
               hint=visit.said("its id, as the CSV of the cap table has it"), is_required=False),
        form.field("favours_name", visit.said("Or for whom, by name"), is_required=False),
        choice(form, "basis", visit.said("Basis"), bases),
        form.field("rule", visit.said("Rule or clause"),
                   hint=visit.said("such as CN-ENC-01 for a pledge")),
        form.field("source", visit.said("Where it is written"), is_whole=True),
        form.field("starts_on", visit.said("From which day on"), kind="date", is_required=False,
                   hint=visit.said("blank: today")),
        form.field("through", visit.said("Its last day"), kind="date", is_required=False,
                   hint=visit.said("blank: until lifted")),
        _document(visit, form),
        form.field("part", visit.said("Of a claim: which part"), kind="figure", is_required=False,
                   hint=visit.said("as a fraction of 1")),
        form.field("above", visit.said("Of a claim: above a price of one share"), kind="figure",
                   unit=currency, is_required=False),
        form.field("at_most", visit.said("Of a claim: at most, in all"), kind="figure",
                   unit=currency, is_required=False),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Record an encumbrance"),
        note=visit.said(
            "A pledge, a freeze or a dispute keeps shares from sale; a claim takes its part of "
            "what they bring; a nominee holds them for somebody else."
        ),
        fields=fields,
        button=visit.said("Record the encumbrance"),
    )


def _kept(subject: Subject) -> dict[str, str]:
    """Return the rules that keep lots from sale and may be let go of, or were attached to them."""
    today = subject.visit.today(subject.issuer.zone)
    stocks = [stock for row in subject.table.rows for stock in row.securities]
    found = locked(subject.books.agreements, subject.issuer.issuer, stocks, on=today)
    kept: dict[str, str] = {}
    for lot in found:
        of_terms = [one for one in lot.of_terms if one.after(today - _DAY)]
        may = [one.rule for one in of_terms if one.waivable_by != "nobody"]
        rules = dict.fromkeys([*(one.rule for one in lot.stock.restrictions), *may])
        if rules:
            kept[lot.stock.security] = ", ".join(rules)
    return kept


def _lift_restriction(subject: Subject, kept: Mapping[str, str]) -> Act:
    visit = subject.visit
    form = Form(visit, "restriction.lift", key="unrestrict")
    lots = [
        (security, f"{says} · {kept[security]}")
        for security, says in securities_of(subject)
        if security in kept
    ]
    fields = (
        choice(form, "security", visit.said("Lot"), lots, is_whole=True,
               hint=visit.said("its id, as the record has it")),
        form.field("rule", visit.said("Rule or clause")),
        form.field("quantity", visit.said("Quantity"), kind="figure", is_required=False,
                   hint=visit.said("blank: all of the lot; a part is divided from it")),
        form.field("last_day", visit.said("Let go of through"), kind="date", is_required=False,
                   hint=visit.said("blank: for good; it binds again the day after")),
        form.field("reason", visit.said("Reason, kept for ever"), is_whole=True),
        _document(visit, form),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Lift a restriction"),
        note=visit.said("Only where the rule says that somebody may let go of it."),
        fields=fields,
        button=visit.said("Lift the restriction"),
        is_second=True,
    )


def _claim(visit: Visit, operation: str, standing: Sequence[Standing]) -> Act:
    form = Form(visit, operation, key=operation.partition(".")[2])
    fields = (
        choice(form, "encumbrance", visit.said("Claim"), _pairs(visit, standing), is_whole=True,
               hint=visit.said("its id, as the table has it")),
        form.field("amount", visit.said("Amount"), kind="figure", is_required=False,
                   hint=visit.said("blank: all of it")),
    )  # fmt: skip
    is_paid = operation == "claim.pay"
    return Act(
        form=form.post(),
        title=visit.said("Pay a claim") if is_paid else visit.said("Let go of a claim"),
        note=visit.said("What a sale set apart goes to who claims it.")
        if is_paid
        else visit.said("What a sale set apart goes to the seller."),
        fields=fields,
        button=visit.said("Pay it") if is_paid else visit.said("Let go of it"),
        for_good=visit.said("It cannot be called back."),
        is_second=True,
    )


def _document(visit: Visit, form: Form) -> Field:
    return form.field(
        "document",
        visit.said("SHA-256 of the paper"),
        is_whole=True,
        is_required=False,
        hint=visit.said("64 hexadecimal digits; the paper itself stays with you"),
    )


def _pairs(visit: Visit, standing: Iterable[Standing]) -> Iterator[tuple[str, str]]:
    for one in standing:
        yield one.encumbrance.encumbrance, label_of(visit, one)
