"""What the operator of a market may do at the desk, as forms, by subject."""

from collections.abc import Iterator

from laogu.basics import CURRENCIES, PersonId
from laogu.people import MARKET
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, Group, choice
from laogu.web.pages.operator.known import any_fact_act, calendar_act, rulebook_act
from laogu.web.shapes import Field
from laogu.web.visit import Visit


def groups_of(visit: Visit) -> tuple[Group, ...]:
    """Return every act of the desk, by subject."""
    return (
        Group(
            id="cash",
            title=visit.said("Cash"),
            note=visit.said("by the bank's statement"),
            acts=(_deposit(visit), _pay_out(visit), *_issuers_cash(visit)),
        ),
        Group(
            id="people",
            title=visit.said("People"),
            note=visit.said("nobody may do anything without a mandate"),
            acts=(_person(visit), _link(visit), _mandate(visit), _token(visit), _forget(visit)),
        ),
        Group(
            id="companies",
            title=visit.said("Issuers and holders"),
            note=visit.said("an issuer first, then its register"),
            acts=(_issuer(visit), _holder(visit), *_forget_holder(visit)),
        ),
        Group(
            id="known",
            title=visit.said("Rulebooks, rest days and facts"),
            note=visit.said("all with their source"),
            acts=(rulebook_act(visit), calendar_act(visit), *_facts(visit)),
        ),
    )


def _facts(visit: Visit) -> Iterator[Act]:
    if visit.books.register.issuers:
        yield any_fact_act(visit)


def ending_mandate(visit: Visit, mandate: str) -> Form:
    """Return the form that ends a mandate."""
    return Form(visit, "mandate.end", {"mandate": mandate}, key=mandate[-8:])


def revoking_key(visit: Visit, key: str) -> Form:
    """Return the form that revokes an API token."""
    return Form(visit, "key.revoke", {"key": key}, key=key[-8:])


def _deposit(visit: Visit) -> Act:
    form = Form(visit, "cash.deposit")
    fields = _cash_fields(visit, form)
    return Act(
        form=form.post(),
        title=visit.said("Deposit"),
        fields=fields,
        button=visit.said("Book the deposit"),
    )


def _pay_out(visit: Visit) -> Act:
    form = Form(visit, "cash.pay_out", key="out")
    fields = _cash_fields(visit, form)
    return Act(
        form=form.post(),
        title=visit.said("Pay-out"),
        fields=fields,
        button=visit.said("Book the pay-out"),
    )


def _issuers_cash(visit: Visit) -> tuple[Act, ...]:
    if not visit.books.register.issuers:
        return ()
    into = visit.said("Deposit of an issuer"), visit.said("Book the issuer's deposit")
    out = visit.said("Pay-out to an issuer"), visit.said("Book the issuer's pay-out")
    return (
        _issuer_cash(visit, "cash.deposit", "issuer", *into),
        _issuer_cash(visit, "cash.pay_out", "issuer-out", *out),
    )


def _issuer_cash(visit: Visit, operation: str, key: str, title: str, button: str) -> Act:
    """Return the form for cash of an issuer's own: what was paid to it here, or what it pays."""
    form = Form(visit, operation, key=key)
    issuer = choice(form, "issuer", visit.said("Issuer"), _issuers(visit))
    fields = (issuer, *_cash_fields(visit, form)[1:])
    return Act(form=form.post(), title=title, fields=fields, button=button)


def _cash_fields(visit: Visit, form: Form) -> tuple[Field, ...]:
    used = {one.currency for one in visit.books.register.classes.values()}
    currencies = [*sorted(used), *sorted(CURRENCIES.keys() - used)]
    return (
        _holder_field(visit, form),
        form.field("amount", visit.said("Amount"), kind="figure"),
        choice(form, "currency", visit.said("Currency"), [(one, one) for one in currencies]),
        form.field("reference", visit.said("The bank's reference"), is_whole=True),
    )


def _person(visit: Visit) -> Act:
    form = Form(visit, "person.register")
    name = form.field("name", visit.said("Name"), is_whole=True)
    return Act(
        form=form.post(),
        title=visit.said("Register a person"),
        note=visit.said("The name is kept where it can be forgotten, and never in the record."),
        fields=(name,),
        button=visit.said("Register the person"),
    )


def _link(visit: Visit) -> Act:
    path = "/operator/link"
    form = Form(visit, path, action=visit.to(path))
    person = _person_field(visit, form)
    return Act(
        form=form.post(),
        title=visit.said("One-time sign-in link"),
        note=visit.said("It works once, within the hour, and is shown only now."),
        fields=(person,),
        button=visit.said("Make a link"),
    )


def _mandate(visit: Visit) -> Act:
    form = Form(visit, "mandate.give")
    powers = [
        ("act", visit.said("act for a holder")),
        ("issue", visit.said("act for an issuer")),
        ("inspect", visit.said("see everything, change nothing")),
        ("operate", visit.said("operate this market")),
    ]
    over = [
        (MARKET, visit.said("this market")),
        *_issuers(visit),
        *_holders(visit),
    ]
    fields = (
        _person_field(visit, form),
        choice(form, "power", visit.said("May"), powers),
        choice(form, "over", visit.said("For"), over),
    )
    return Act(
        form=form.post(),
        title=visit.said("Give a mandate"),
        fields=fields,
        button=visit.said("Give the mandate"),
    )


def _token(visit: Visit) -> Act:
    path = "/operator/token"
    form = Form(visit, path, action=visit.to(path), key="token")
    fields = (
        _person_field(visit, form),
        form.field("label", visit.said("What it is for"), is_whole=True),
    )
    return Act(
        form=form.post(),
        title=visit.said("API token"),
        note=visit.said("Only its hash is recorded; the token itself is shown only now."),
        fields=fields,
        button=visit.said("Issue a token"),
    )


def _forget(visit: Visit) -> Act:
    path = "/operator/forget"
    form = Form(visit, path, action=visit.to(path), key="forget")
    fields = (
        _person_field(visit, form),
        form.field("again", visit.said("The name, typed again"), is_whole=True),
    )
    return Act(
        form=form.post(),
        title=visit.said("Forget a person"),
        note=visit.said("Every mandate and token of theirs ends."),
        fields=fields,
        button=visit.said("Forget the person"),
        for_good=visit.said("What was kept of them is erased and cannot be brought back."),
        is_second=True,
    )


def _forget_holder(visit: Visit) -> Iterator[Act]:
    """Yield the form, where there is a natural person for whom nobody acts."""
    register = visit.books.register
    acted_for = {one.over for one in visit.books.people.mandates.values()}
    unmet = [
        (str(one.holder), visit.name(one))
        for one in register.holders.values()
        if one.kind == "person"
        and one.holder not in acted_for
        and one.holder not in register.forgotten
    ]
    if not unmet:
        return
    path = "/operator/forget-holder"
    form = Form(visit, path, action=visit.to(path), key="forget-holder")
    fields = (
        choice(form, "holder", visit.said("Holder"), sorted(unmet, key=lambda pair: pair[1])),
        form.field("again", visit.said("The name, typed again"), is_whole=True),
    )
    yield Act(
        form=form.post(),
        title=visit.said("Forget a holder that left"),
        note=visit.said("a natural person for whom nobody acts, ten years after it left"),
        fields=fields,
        button=visit.said("Forget the holder"),
        for_good=visit.said("What was kept of them is erased and cannot be brought back."),
        is_second=True,
    )


def _issuer(visit: Visit) -> Act:
    form = Form(visit, "issuer.register", key="issuer")
    currencies = [(one, one) for one in ("CNY", "HKD", "USD", *sorted(CURRENCIES))]
    fields = (
        form.field("name_en", visit.said("Name, in English"), is_whole=True),
        form.field("name_zh", visit.said("Name, in Chinese"), is_whole=True, is_required=False),
        form.field(
            "slug", visit.said("Short name, in addresses"), hint=visit.said("such as harrow")
        ),
        choice(form, "currency", visit.said("Currency"), list(dict.fromkeys(currencies))),
        form.field("zone", visit.said("Time zone"), value="Asia/Shanghai"),
        form.field("jurisdiction", visit.said("Jurisdiction"), value="CN"),
        form.field("form", visit.said("Legal form"), is_required=False),
        form.field("established_on", visit.said("Established"), kind="date", is_required=False),
    )
    return Act(
        form=form.post(),
        title=visit.said("Register an issuer"),
        note=visit.said("You then act for it, and load its register from a spreadsheet."),
        fields=fields,
        button=visit.said("Register the issuer"),
    )


def _holder(visit: Visit) -> Act:
    form = Form(visit, "holder.register", key="holder")
    kinds = [
        ("organisation", visit.said("organisation")),
        ("person", visit.said("natural person")),
    ]
    persons = [("", visit.said("nobody yet")), *_persons(visit)]
    fields = (
        form.field("name", visit.said("Name"), is_whole=True),
        form.field("name_en", visit.said("Name, in English"), is_whole=True, is_required=False),
        choice(form, "kind", visit.said("Kind"), kinds),
        choice(form, "person", visit.said("Who acts for it"), persons, is_required=False),
    )
    return Act(
        form=form.post(),
        title=visit.said("Register a holder"),
        note=visit.said("A buyer is a holder before it holds anything."),
        fields=fields,
        button=visit.said("Register the holder"),
    )


def _person_field(visit: Visit, form: Form) -> Field:
    return choice(form, "person", visit.said("Person"), _persons(visit))


def _holder_field(visit: Visit, form: Form) -> Field:
    return choice(form, "holder", visit.said("Holder"), _holders(visit))


def _persons(visit: Visit) -> list[tuple[str, str]]:
    return [(str(one), visit.person_name(PersonId(one))) for one in visit.books.people.persons]


def _holders(visit: Visit) -> list[tuple[str, str]]:
    named = [
        (str(one.holder), visit.name(one))
        for one in visit.books.register.holders.values()
        if one.kind != "residual"
    ]
    return sorted(named, key=lambda pair: pair[1])


def _issuers(visit: Visit) -> list[tuple[str, str]]:
    return [
        (str(one.issuer), visit.issuer_name(one)) for one in visit.books.register.issuers.values()
    ]
