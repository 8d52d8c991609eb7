"""What an issuer may do with its capital and its papers, as forms, each folded until wanted."""

from collections.abc import Iterable, Iterator
from typing import get_args

from laogu.register import capital, papers
from laogu.web.forms import Form
from laogu.web.pages.acts import Act
from laogu.web.pages.capital.stakes import stake_acts
from laogu.web.pages.desk.acts import Group
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.plans.acts import choice
from laogu.web.pages.writing import handle, holder_name
from laogu.web.shapes import Field


def groups_of(subject: Subject) -> tuple[Group, ...]:
    """Return every act of the page, by subject."""
    visit = subject.visit
    groups = [
        Group(
            id="rights",
            title=visit.said("Classes and their rights"),
            note=visit.said("as the articles have them"),
            acts=tuple(_rights(subject)),
        ),
        Group(
            id="lots",
            title=visit.said("Lots"),
            note=visit.said("what changes them otherwise than a sale"),
            acts=tuple(_lots(subject)),
        ),
        Group(
            id="stakes",
            title=visit.said("Contributions"),
            note=visit.said("of a limited company"),
            acts=tuple(stake_acts(subject)),
        ),
        Group(
            id="on-file",
            title=visit.said("Papers"),
            note=visit.said("what is on file beside the shares"),
            acts=tuple(_papers(subject)),
        ),
    ]
    return tuple(one for one in groups if one.acts)


def classes_of(subject: Subject) -> list[tuple[str, str]]:
    """Return the classes to choose from."""
    return [(one.stock_class, subject.class_name(one)) for one in subject.classes]


def lots_of(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield every living lot: its label, its holder, how many."""
    visit = subject.visit
    for row in subject.table.rows:
        for stock in row.securities:
            decimals = visit.books.register.classes[stock.stock_class].decimals
            label = stock.certificate or handle(stock.security)
            held = visit.quantity(stock.units, decimals)
            yield stock.security, f"{label} · {holder_name(visit, stock.holder)} · {held}"


def _rights(subject: Subject) -> Iterator[Act]:
    if subject.classes:
        yield _describe(subject)
        yield _authorise(subject)
        yield _adjust_ratio(subject)
        yield _split(subject)
    yield _authorise_issuer(subject)


def _lots(subject: Subject) -> Iterator[Act]:
    if any(subject.table.totals.values()):
        yield _convert(subject)
        yield _repurchase(subject)
        yield _reissue(subject)
        yield _consolidate(subject)
        yield _accept(subject)
        yield _retract(subject)


def _papers(subject: Subject) -> Iterator[Act]:
    if subject.classes:
        yield _valuation(subject)
    yield _financing(subject)
    yield _document(subject)
    yield _legend(subject)


def _form(subject: Subject, operation: str, **fixed: object) -> Form:
    given = {"issuer": subject.issuer.slug, **fixed}
    return Form(subject.visit, operation, given, key=operation.replace(".", "-"))


def _many(subject: Subject, operation: str) -> Form:
    """Return a form that names several things, or a file: this page reads it."""
    path = f"/desk/{subject.issuer.slug}/capital/{operation}"
    return Form(subject.visit, path, key=operation.replace(".", "-"), action=subject.visit.to(path))


def _words(
    subject: Subject, of: str, words: Iterable[str], *, blank: bool = False
) -> Iterator[tuple[str, str]]:
    if blank:
        yield "", subject.visit.said("as before")
    for one in words:
        yield one, subject.visit.show(one, of=of)


def _figure(form: Form, name: str, label: str, **more: object) -> Field:
    return form.field(name, label, kind="figure", **{"is_required": False, **more})


def _day(form: Form, name: str, label: str, **more: object) -> Field:
    return form.field(name, label, kind="date", **{"is_required": False, **more})


def _ratio(subject: Subject, form: Form, *, new: str = "") -> tuple[Field, Field]:
    visit = subject.visit
    return (
        _figure(form, "new", visit.said("New"), value=new, is_required=True),
        _figure(form, "old", visit.said("For old"), value="1", is_required=True),
    )


def _describe(subject: Subject) -> Act:
    visit = subject.visit
    form = _form(subject, "stock_class.describe")
    unit = subject.issuer.currency
    converts = [("", visit.said("into no other class")), *classes_of(subject)]
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "kind", visit.said("Kind"),
               _words(subject, "class_kind", get_args(capital.ClassKind), blank=True), value=""),
        _figure(form, "votes", visit.said("Votes of one share")),
        _figure(form, "par", visit.said("Par of one share"), unit=unit),
        _figure(form, "issue_price", visit.said("Issue price of one share"), unit=unit),
        _figure(form, "seniority", visit.said("Seniority"),
                hint=visit.said("the higher is paid first")),
        _figure(form, "preference", visit.said("Preference"),
                hint=visit.said("times the issue price")),
        choice(form, "participates", visit.said("Takes part in the rest"),
               _words(subject, "participates", get_args(capital.Participation), blank=True),
               value=""),
        _figure(form, "cap", visit.said("Up to"), hint=visit.said("times the issue price")),
        choice(form, "converts_into", visit.said("Converts into"), converts, value=""),
        *_ratio(subject, form, new="1"),
        choice(form, "rounding", visit.said("A part of a share"),
               _words(subject, "rounding", get_args(capital.Rounding))),
        _figure(form, "conversion_price", visit.said("Conversion price"), unit=unit),
        choice(form, "anti_dilution", visit.said("Protection in a down round"),
               _words(subject, "anti_dilution", get_args(capital.AntiDilution), blank=True),
               value=""),
        form.field("prefix", visit.said("Prefix of certificates"), is_required=False),
        _day(form, "board_approved_on", visit.said("Approved by the board on")),
        _day(form, "holders_approved_on", visit.said("Approved by the holders on")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Describe a class"),
        note=visit.said("What is left blank stays as it was stated before."),
        fields=fields,
        button=visit.said("Describe the class"),
    )


def _approved(subject: Subject, form: Form) -> tuple[Field, Field]:
    visit = subject.visit
    return (
        _day(form, "board_approved_on", visit.said("Approved by the board on")),
        _day(form, "holders_approved_on", visit.said("Approved by the holders on")),
    )


def _authorise(subject: Subject) -> Act:
    visit = subject.visit
    form = _form(subject, "stock_class.authorise")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        _figure(form, "quantity", visit.said("Shares in all"),
                hint=visit.said("blank: without a limit")),
        *_approved(subject, form),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Authorise shares of a class"),
        note=visit.said("No more than these are issued from today on."),
        fields=fields,
        button=visit.said("Authorise the shares"),
    )


def _authorise_issuer(subject: Subject) -> Act:
    visit = subject.visit
    form = _form(subject, "issuer.authorise")
    fields = (
        _figure(form, "quantity", visit.said("Shares in all"),
                hint=visit.said("blank: without a limit")),
        *_approved(subject, form),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Authorise shares of all classes"),
        note=visit.said("Where the law counts all classes of a company together."),
        fields=fields,
        button=visit.said("Authorise for all classes"),
        is_second=True,
    )


def _adjust_ratio(subject: Subject) -> Act:
    visit = subject.visit
    form = _form(subject, "stock_class.adjust_ratio")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "into", visit.said("Converts into"), classes_of(subject)),
        *_ratio(subject, form),
        _figure(form, "conversion_price", visit.said("Conversion price"),
                unit=subject.issuer.currency, hint=visit.said("blank: as before")),
        form.field("basis", visit.said("How it was worked out"), is_required=False,
                   is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Adjust a ratio"),
        note=visit.said("From today on the class converts at it, such as after a down round."),
        fields=fields,
        button=visit.said("Adjust the ratio"),
        is_second=True,
    )


def _split(subject: Subject) -> Act:
    visit = subject.visit
    form = _form(subject, "stock_class.split")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        *_ratio(subject, form),
        choice(form, "rounding", visit.said("A part of a share"),
               _words(subject, "rounding", get_args(capital.Rounding))),
        _figure(form, "price", visit.said("Price of one new share"),
                unit=subject.issuer.currency, hint=visit.said("where parts are paid in cash")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Split a class"),
        note=visit.said("Two for one makes two of every share; one for ten puts ten together."),
        fields=fields,
        button=visit.said("Split the class"),
        for_good=visit.said("Every lot of the class is retired and issued again."),
        is_second=True,
    )


def _lot(subject: Subject, form: Form) -> Field:
    hint = subject.visit.said("its id, as the record has it")
    return choice(form, "security", subject.visit.said("Lot"), lots_of(subject), hint=hint)


def _reason(subject: Subject, form: Form) -> Field:
    return form.field("reason", subject.visit.said("Reason, kept for ever"), is_whole=True)


def _part(subject: Subject, form: Form) -> Field:
    visit = subject.visit
    return _figure(form, "quantity", visit.said("Quantity"), hint=visit.said("blank: all of it"))


def _convert(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "security.convert", key="convert")
    into = [("", visit.said("the only one it may become")), *classes_of(subject)]
    fields = (
        _lot(subject, form),
        choice(form, "into", visit.said("Converts into"), into, value=""),
        _part(subject, form),
        form.field("certificate", visit.said("Certificate"), is_required=False),
        _figure(form, "price", visit.said("Price of one new share"),
                hint=visit.said("where parts are paid in cash")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Convert shares"),
        note=visit.said("At the ratio of their class; day and cost go on."),
        fields=fields,
        button=visit.said("Convert the shares"),
        for_good=visit.said("A conversion cannot be undone."),
        is_second=True,
    )


def _repurchase(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "security.repurchase", key="repurchase")
    paid = [("outside", visit.said("outside this market")),
            ("here", visit.said("out of the issuer's cash here"))]  # fmt: skip
    fields = (
        _lot(subject, form),
        _part(subject, form),
        _figure(form, "price", visit.said("Price of one share"), is_required=True),
        choice(form, "paid", visit.said("Paid"), paid),
        _reason(subject, form),
    )
    return Act(
        form=form.post(),
        title=visit.said("Buy shares back"),
        note=visit.said("They end; what is left of the lot becomes a new one."),
        fields=fields,
        button=visit.said("Buy the shares back"),
        for_good=visit.said("Shares that were bought back do not come again."),
        is_second=True,
    )


def _reissue(subject: Subject) -> Act:
    visit = subject.visit
    form = _many(subject, "security.reissue")
    fields = (
        _lot(subject, form),
        form.field("quantities", visit.said("Quantities, one on a line"), kind="area",
                   is_required=False, hint=visit.said("blank: one of all")),
        form.field("certificates", visit.said("Labels, one on a line"), kind="area",
                   is_required=False),
        _reason(subject, form),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Issue a certificate again"),
        note=visit.said("One lot becomes several that sum to it, or gets another label."),
        fields=fields,
        button=visit.said("Issue again"),
        is_second=True,
    )


def _consolidate(subject: Subject) -> Act:
    visit = subject.visit
    form = _many(subject, "security.consolidate")
    fields = (
        form.field("securities", visit.said("Lots, their ids, one on a line"), kind="area",
                   is_whole=True),
        form.field("certificate", visit.said("Certificate"), is_required=False),
        _reason(subject, form),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Put lots together"),
        note=visit.said("Only lots that are alike in all but their size."),
        fields=fields,
        button=visit.said("Put them together"),
        is_second=True,
    )


def _accept(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "security.accept", key="accept")
    fields = (_lot(subject, form),)
    return Act(
        form=form.post(),
        title=visit.said("Note that a holder took a lot"),
        note=visit.said("What was taken is no longer retracted."),
        fields=fields,
        button=visit.said("Note it"),
        is_second=True,
    )


def _retract(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "security.retract", key="retract")
    fields = (_lot(subject, form), _reason(subject, form))
    return Act(
        form=form.post(),
        title=visit.said("Retract a lot"),
        note=visit.said("It was issued by a slip, and its holder never took it."),
        fields=fields,
        button=visit.said("Retract the lot"),
        for_good=visit.said("It is as if it never was, but the record keeps both."),
        is_second=True,
    )


def _valuation(subject: Subject) -> Act:
    visit = subject.visit
    form = _form(subject, "valuation.record")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "kind", visit.said("Kind"),
               _words(subject, "valuation", get_args(papers.ValuationKind))),
        _figure(form, "price", visit.said("Price of one share"), is_required=True),
        _day(form, "on", visit.said("First day"), hint=visit.said("blank: today")),
        _day(form, "expires_on", visit.said("Last day")),
        form.field("provider", visit.said("Made by"), is_required=False),
        *_approved(subject, form),
        form.field("document", visit.said("SHA-256 of the document"), is_required=False,
                   is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Record a valuation"),
        note=visit.said("It is put on file, and changes no price."),
        fields=fields,
        button=visit.said("Record the valuation"),
    )


def _financing(subject: Subject) -> Act:
    visit = subject.visit
    form = _many(subject, "financing.record")
    fields = (
        form.field("name", visit.said("Name")),
        _day(form, "on", visit.said("Day"), hint=visit.said("blank: today")),
        form.field("securities", visit.said("Lots, their ids, one on a line"), kind="area",
                   is_required=False, is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Record a financing"),
        note=visit.said("A round, with the lots that were issued in it."),
        fields=fields,
        button=visit.said("Record the financing"),
    )


def _document(subject: Subject) -> Act:
    visit = subject.visit
    form = _many(subject, "document.record")
    fields = (
        form.field("name", visit.said("Name"), is_whole=True),
        form.field("file", visit.said("The file"), kind="file", is_required=False,
                   hint=visit.said("only its hash is kept")),
        form.field("digest", visit.said("Or its SHA-256"), is_required=False),
        form.field("address", visit.said("Where it can be had"), is_required=False),
        form.field("about", visit.said("Ids it is about, one on a line"), kind="area",
                   is_required=False),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Record a document"),
        note=visit.said("Nobody can show another one for it later."),
        fields=fields,
        button=visit.said("Record the document"),
        has_file=True,
    )


def _legend(subject: Subject) -> Act:
    visit = subject.visit
    form = _form(subject, "legend.record")
    fields = (
        form.field("name", visit.said("Name")),
        form.field("text", visit.said("Its words"), kind="area", is_whole=True),
    )
    return Act(
        form=form.post(),
        title=visit.said("Record a legend"),
        note=visit.said("Words that stand on certificates."),
        fields=fields,
        button=visit.said("Record the legend"),
    )
