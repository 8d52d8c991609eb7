"""What changes a lot otherwise than a sale, as forms."""

from collections.abc import Iterator

from laogu.web.forms import Form
from laogu.web.pages.acts import Act, choice
from laogu.web.pages.capital.fields import figure_field, form_of_many
from laogu.web.pages.desk.choosing import classes_of, securities_of
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Field


def lot_acts(subject: Subject) -> Iterator[Act]:
    if any(subject.table.totals.values()):
        yield _convert(subject)
        yield _repurchase(subject)
        yield _reissue(subject)
        yield _consolidate(subject)
        yield _accept(subject)
        yield _retract(subject)


def _lot(subject: Subject, form: Form) -> Field:
    hint = subject.visit.said("its id, as the record has it")
    return choice(form, "security", subject.visit.said("Lot"), securities_of(subject), hint=hint)


def _reason(subject: Subject, form: Form) -> Field:
    return form.field("reason", subject.visit.said("Reason, kept for ever"), is_whole=True)


def _part(subject: Subject, form: Form) -> Field:
    visit = subject.visit
    return figure_field(
        form, "quantity", visit.said("Quantity"), hint=visit.said("blank: all of it")
    )


def _convert(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "security.convert", key="convert")
    into = [("", visit.said("the only one it may become")), *classes_of(subject)]
    fields = (
        _lot(subject, form),
        choice(form, "into", visit.said("Converts into"), into, value=""),
        _part(subject, form),
        form.field("certificate", visit.said("Certificate"), is_required=False),
        figure_field(form, "price", visit.said("Price of one new share"),
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
        figure_field(form, "price", visit.said("Price of one share"), is_required=True),
        choice(form, "paid", visit.said("Paid"), paid),
        _reason(subject, form),
    )
    return Act(
        form=form.post(),
        title=visit.said("Buy shares back"),
        note=visit.said(
            "They end; what is left of the lot becomes a new one. Of what is paid here, what "
            "others claim is set apart."
        ),
        fields=fields,
        button=visit.said("Buy the shares back"),
        for_good=visit.said("Shares that were bought back do not come again."),
        is_second=True,
    )


def _reissue(subject: Subject) -> Act:
    visit = subject.visit
    form = form_of_many(subject, "security.reissue")
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
    form = form_of_many(subject, "security.consolidate")
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
