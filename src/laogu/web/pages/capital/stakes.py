"""What a limited company may do about contributions: subscribe, pay, forfeit, change its form."""

from collections.abc import Iterator

from laogu.register import contribution_table
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, choice
from laogu.web.pages.desk.choosing import classes_of, holders_of
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import handle, holder_name, units
from laogu.web.shapes import Field


def stake_acts(subject: Subject) -> Iterator[Act]:
    """Yield what may be done about contributions, and about the form of the company."""
    if not subject.classes:
        return
    yield _subscribe(subject)
    if _owed(subject):
        yield _pay(subject)
        yield _forfeit(subject)
    if any(subject.table.totals.values()) and subject.issuer.form == "limited company":
        yield _change_form(subject)


def _owed(subject: Subject) -> list[tuple[str, str]]:
    """Return the stakes on which something is owed, each with how much."""
    visit = subject.visit
    table = contribution_table(subject.books.register, subject.issuer.issuer, on=subject.on)
    found: list[tuple[str, str]] = []
    for row in (one for one in table if one.owed):
        label = row.stock.certificate or handle(row.stock.security)
        owed = units(visit, row.owed, row.stock.stock_class)
        says = f"{label} · {holder_name(visit, row.stock.holder)} · {owed}"
        found.append((row.stock.security, says))
    return found


def _stake(subject: Subject, form: Form) -> Field:
    hint = subject.visit.said("its id, as the record has it")
    return choice(form, "security", subject.visit.said("Stake"), _owed(subject), hint=hint)


def _subscribe(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "contribution.subscribe", {"issuer": subject.issuer.slug}, key="subscribe")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "holder", visit.said("Holder"), holders_of(subject),
               hint=visit.said("its id, as the CSV of the cap table has it")),
        form.field("quantity", visit.said("Subscribed"), kind="figure"),
        form.field("due_on", visit.said("Due on"), kind="date"),
        form.field("certificate", visit.said("Certificate"), is_required=False),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Subscribe a contribution"),
        note=visit.said("It stands on the register from today on, paid in or not."),
        fields=fields,
        button=visit.said("Subscribe the contribution"),
        is_second=True,
    )


def _pay(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "contribution.pay", key="pay")
    fields = (
        _stake(subject, form),
        form.field("quantity", visit.said("Paid in"), kind="figure", is_required=False,
                   hint=visit.said("blank: all that is owed")),
        form.field("on", visit.said("Day"), kind="date", is_required=False,
                   hint=visit.said("blank: today")),
        form.field("evidence", visit.said("By which it is known"), is_whole=True),
        form.field("document", visit.said("SHA-256 of the document"), is_required=False,
                   is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Record capital that was paid in"),
        note=visit.said("A report of the bank or of an accountant says so."),
        fields=fields,
        button=visit.said("Record the payment"),
    )


def _forfeit(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "contribution.forfeit", key="forfeit")
    fields = (
        _stake(subject, form),
        form.field("called_on", visit.said("Called in writing on"), kind="date"),
        form.field("sent_on", visit.said("Notice sent on"), kind="date", is_required=False,
                   hint=visit.said("blank: today")),
        form.field("resolution", visit.said("Resolution of the board"), is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Forfeit what is not paid in"),
        note=visit.said("From the day of the notice that part can no longer be sold."),
        fields=fields,
        button=visit.said("Forfeit the unpaid part"),
        for_good=visit.said("The holder has 30 days to go to court."),
        is_second=True,
    )


def _change_form(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "issuer.change_form", {"issuer": subject.issuer.slug}, key="change_form")
    unit = subject.kind.currency if subject.kind is not None else subject.issuer.currency
    fields = (
        choice(form, "stock_class", visit.said("Contributions of"), classes_of(subject)),
        form.field("quantity", visit.said("Shares in all"), kind="figure"),
        form.field("par", visit.said("Par of one share"), unit=unit, kind="figure", value="1"),
        form.field("net_worth", visit.said("Net worth, audited"), unit=unit, kind="figure"),
        form.field("net_worth_on", visit.said("As they were on"), kind="date"),
        form.field("name_en", visit.said("Name, in English"), value="Ordinary shares"),
        form.field("name_zh", visit.said("Name, in Chinese"), value="普通股", is_required=False),
        form.field("legal_name_en", visit.said("Legal name from now on, in English"),
                   is_required=False, is_whole=True),
        form.field("legal_name_zh", visit.said("Legal name from now on, in Chinese"),
                   is_required=False, is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Become a joint stock company"),
        note=visit.said("Every holder gets shares in proportion, the last by largest remainder."),
        fields=fields,
        button=visit.said("Change the form"),
        for_good=visit.said("The class of contributions ends."),
        is_second=True,
    )
