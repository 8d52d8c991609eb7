"""The form for what a class has beyond its preference: what grows, and what an offering means."""

from collections.abc import Iterator
from typing import get_args

from laogu.register import capital
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, choice
from laogu.web.pages.capital.fields import day_field, figure_field, word_options
from laogu.web.pages.desk.choosing import classes_of
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Field


def describe_terms(subject: Subject) -> Act:
    """Return the act that states these rights; the others of the class stay as they were."""
    visit = subject.visit
    given = {"issuer": subject.issuer.slug}
    form = Form(visit, "stock_class.describe", given, key="stock_class-terms")
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), classes_of(subject)),
        *_dividends(subject, form),
        *_redemption(subject, form),
        *_offering(subject, form),
    )
    return Act(
        form=form.post(),
        title=visit.said("Say what grows, and what an offering means"),
        note=visit.said("What is left blank stays as it was stated before; 0 ends a right."),
        fields=fields,
        button=visit.said("State the terms"),
        is_second=True,
    )


def _dividends(subject: Subject, form: Form) -> Iterator[Field]:
    visit = subject.visit
    yield _growth(subject, form, "dividends", visit.said("Dividends owed in any case"))
    yield figure_field(form, "dividend_rate", visit.said("Rate of dividends a year"),
                       hint=visit.said("of the issue price; 8% is 0.08"))  # fmt: skip
    yield day_field(form, "dividends_since", visit.said("Dividends since"),
                    hint=visit.said("blank: the day each share was issued"))  # fmt: skip


def _redemption(subject: Subject, form: Form) -> Iterator[Field]:
    visit, unit = subject.visit, subject.issuer.currency
    yield _growth(subject, form, "redemption", visit.said("Bought out where it is not listed"))
    yield figure_field(form, "redemption_rate", visit.said("Rate of its interest a year"),
                       hint=visit.said("8% is 0.08; without interest 0"))  # fmt: skip
    yield figure_field(form, "redemption_multiple", visit.said("Given back"),
                       hint=visit.said("times the issue price"))  # fmt: skip
    yield day_field(form, "redemption_since", visit.said("Interest since"),
                    hint=visit.said("blank: the day each share was issued"))  # fmt: skip
    yield day_field(form, "redeems_from", visit.said("Bought out from"))
    yield figure_field(form, "redemption_seniority", visit.said("Seniority of being bought out"),
                       hint=visit.said("blank: that of its preference"))  # fmt: skip
    yield figure_field(form, "redemption_most", visit.said("To be had for it at most"), unit=unit)


def _offering(subject: Subject, form: Form) -> Iterator[Field]:
    visit, unit = subject.visit, subject.issuer.currency
    yield figure_field(form, "ratchet", visit.said("In an offering at least"),
                       hint=visit.said("times the issue price"))  # fmt: skip
    yield figure_field(form, "listing_proceeds", visit.said("Converts where an offering raises"),
                       unit=unit)  # fmt: skip
    yield figure_field(form, "listing_valuation", visit.said("And at a value before it of"),
                       unit=unit)  # fmt: skip
    yield figure_field(form, "listing_price", visit.said("And at a price of one share of"),
                       unit=unit)  # fmt: skip
    yield _yes_or_no(subject, form, "listing_by_vote", visit.said("Others may decide it"))
    yield _yes_or_no(
        subject, form, "protected_when_listed", visit.said("Protected in an offering too")
    )


def _growth(subject: Subject, form: Form, name: str, label: str) -> Field:
    pairs = word_options(subject, "growth", get_args(capital.Growth), blank=True)
    return choice(form, name, label, pairs, value="")


def _yes_or_no(subject: Subject, form: Form, name: str, label: str) -> Field:
    visit = subject.visit
    pairs = [("", visit.said("as before")), ("true", visit.said("yes")),
             ("false", visit.said("no"))]  # fmt: skip
    return choice(form, name, label, pairs, value="")
