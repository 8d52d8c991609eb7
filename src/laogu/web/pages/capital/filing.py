"""What is put on file, as forms: valuations, financings, documents, legends."""

from collections.abc import Iterator
from typing import get_args

from laogu.register import papers
from laogu.web.pages.acts import Act, choice
from laogu.web.pages.capital.fields import (
    approved_fields,
    day_field,
    figure_field,
    form_of,
    form_of_many,
    word_options,
)
from laogu.web.pages.desk.choosing import classes_of
from laogu.web.pages.issuer.subject import Subject


def paper_acts(subject: Subject) -> Iterator[Act]:
    if subject.classes:
        yield _valuation(subject)
    yield _financing(subject)
    yield _document(subject)
    yield _legend(subject)


def _valuation(subject: Subject) -> Act:
    visit = subject.visit
    form = form_of(subject, "valuation.record")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "kind", visit.said("Kind"),
               word_options(subject, "valuation", get_args(papers.ValuationKind))),
        figure_field(form, "price", visit.said("Price of one share"), is_required=True),
        day_field(form, "on", visit.said("First day"), hint=visit.said("blank: today")),
        day_field(form, "expires_on", visit.said("Last day")),
        form.field("provider", visit.said("Made by"), is_required=False),
        *approved_fields(subject, form),
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
    form = form_of_many(subject, "financing.record")
    fields = (
        form.field("name", visit.said("Name")),
        day_field(form, "on", visit.said("Day"), hint=visit.said("blank: today")),
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
    form = form_of_many(subject, "document.record")
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
    form = form_of(subject, "legend.record")
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
