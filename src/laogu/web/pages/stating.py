"""The form that records a fact: at the desk of an issuer, and at the operator's for any of them."""

from laogu.web.forms import Form
from laogu.web.pages.acts import Act, choice
from laogu.web.shapes import Field
from laogu.web.visit import Visit


def fact_act(
    visit: Visit, form: Form, *, of: tuple[Field, ...] = (), about: tuple[Field, ...] = ()
) -> Act:
    """Return the form. of: whose fact it is, where it has to be said; about: what of it."""
    sure = [(one, visit.show(one, of="sure")) for one in ("high", "medium", "low")]
    precision = [
        ("day", visit.said("the day")),
        ("month", visit.said("only the month")),
        ("year", visit.said("only the year")),
    ]
    fields = (
        *of,
        form.field("question", visit.said("Question"), hint=visit.said("such as shares_in_issue")),
        form.field("on", visit.said("Day it speaks of"), kind="date"),
        *about,
        choice(form, "precision", visit.said("Known is"), precision),
        choice(form, "sure", visit.said("How sure"), sure),
        form.field("value", visit.said("Figure"), kind="figure", is_required=False),
        form.field("unit", visit.said("Unit"), is_required=False),
        form.field("says_en", visit.said("In words, in English"), is_whole=True),
        form.field("says_zh", visit.said("In words, in Chinese"), is_whole=True,
                   is_required=False),
        form.field("source", visit.said("Source"), is_whole=True),
        form.field("address", visit.said("Where it can be read"), is_whole=True,
                   is_required=False),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Record a fact"),
        note=visit.said("Two facts that contradict each other are both kept, and shown so."),
        fields=fields,
        button=visit.said("Record the fact"),
    )
