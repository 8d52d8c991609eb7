"""What an issuer may do with its capital and its papers, as forms, each folded until wanted."""

from collections.abc import Iterator
from typing import get_args

from laogu.register import capital
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, Group, choice
from laogu.web.pages.capital.fields import (
    approved_fields,
    day_field,
    figure_field,
    form_of,
    word_options,
)
from laogu.web.pages.capital.filing import paper_acts
from laogu.web.pages.capital.lots import lot_acts
from laogu.web.pages.capital.stakes import stake_acts
from laogu.web.pages.capital.terms import describe_terms
from laogu.web.pages.desk.choosing import classes_of
from laogu.web.pages.issuer.subject import Subject
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
            acts=tuple(lot_acts(subject)),
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
            acts=tuple(paper_acts(subject)),
        ),
    ]
    return tuple(one for one in groups if one.acts)


def _rights(subject: Subject) -> Iterator[Act]:
    if subject.classes:
        yield _describe(subject)
        yield describe_terms(subject)
        yield _authorise(subject)
        yield _adjust_ratio(subject)
        yield _split(subject)
    yield _authorise_issuer(subject)


def _ratio(subject: Subject, form: Form, *, new: str = "") -> tuple[Field, Field]:
    visit = subject.visit
    return (
        figure_field(form, "new", visit.said("New"), value=new, is_required=True),
        figure_field(form, "old", visit.said("For old"), value="1", is_required=True),
    )


def _describe(subject: Subject) -> Act:
    visit = subject.visit
    form = form_of(subject, "stock_class.describe")
    unit = subject.issuer.currency
    converts = [("", visit.said("into no other class")), *classes_of(subject)]
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "kind", visit.said("Kind"),
               word_options(subject, "class_kind", get_args(capital.ClassKind), blank=True),
               value=""),
        figure_field(form, "votes", visit.said("Votes of one share")),
        figure_field(form, "par", visit.said("Par of one share"), unit=unit),
        figure_field(form, "issue_price", visit.said("Issue price of one share"), unit=unit),
        figure_field(form, "seniority", visit.said("Seniority"),
                hint=visit.said("the higher is paid first")),
        figure_field(form, "preference", visit.said("Preference"),
                hint=visit.said("times the issue price")),
        choice(form, "participates", visit.said("Takes part in the rest"),
               word_options(subject, "participates", get_args(capital.Participation), blank=True),
               value=""),
        figure_field(form, "cap", visit.said("Up to"), hint=visit.said("times the issue price")),
        choice(form, "converts_into", visit.said("Converts into"), converts, value=""),
        *_ratio(subject, form, new="1"),
        choice(form, "rounding", visit.said("A part of a share"),
               word_options(subject, "rounding", get_args(capital.Rounding))),
        figure_field(form, "conversion_price", visit.said("Conversion price"), unit=unit),
        choice(form, "anti_dilution", visit.said("Protection in a down round"),
               word_options(subject, "anti_dilution", get_args(capital.AntiDilution), blank=True),
               value=""),
        form.field("prefix", visit.said("Prefix of certificates"), is_required=False),
        day_field(form, "board_approved_on", visit.said("Approved by the board on")),
        day_field(form, "holders_approved_on", visit.said("Approved by the holders on")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Describe a class"),
        note=visit.said("What is left blank stays as it was stated before."),
        fields=fields,
        button=visit.said("Describe the class"),
    )


def _authorise(subject: Subject) -> Act:
    visit = subject.visit
    form = form_of(subject, "stock_class.authorise")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        figure_field(form, "quantity", visit.said("Shares in all"),
                hint=visit.said("blank: without a limit")),
        *approved_fields(subject, form),
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
    form = form_of(subject, "issuer.authorise")
    fields = (
        figure_field(form, "quantity", visit.said("Shares in all"),
                hint=visit.said("blank: without a limit")),
        *approved_fields(subject, form),
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
    form = form_of(subject, "stock_class.adjust_ratio")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        choice(form, "into", visit.said("Converts into"), classes_of(subject)),
        figure_field(form, "new", visit.said("New"),
                     hint=visit.said("blank: it follows from cheaper shares")),
        figure_field(form, "old", visit.said("For old"), value="1", is_required=True),
        figure_field(form, "conversion_price", visit.said("Conversion price"),
                     unit=subject.issuer.currency, hint=visit.said("blank: as before")),
        figure_field(form, "sold_price", visit.said("Or price of one cheaper share"),
                     unit=subject.issuer.currency),
        figure_field(form, "sold_quantity", visit.said("How many are sold"),
                     hint=visit.said("asked before they are issued")),
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
    form = form_of(subject, "stock_class.split")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        *_ratio(subject, form),
        choice(form, "rounding", visit.said("A part of a share"),
               word_options(subject, "rounding", get_args(capital.Rounding))),
        figure_field(form, "price", visit.said("Price of one new share"),
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
