"""Forms and fields that several acts of this page have."""

from collections.abc import Iterable, Iterator

from laogu.web.forms import Form
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Field


def form_of(subject: Subject, operation: str, **fixed: object) -> Form:
    given = {"issuer": subject.issuer.slug, **fixed}
    return Form(subject.visit, operation, given, key=operation.replace(".", "-"))


def form_of_many(subject: Subject, operation: str) -> Form:
    """Return a form that names several things, or a file: this page reads it."""
    path = f"/desk/{subject.issuer.slug}/capital/{operation}"
    return Form(subject.visit, path, key=operation.replace(".", "-"), action=subject.visit.to(path))


def word_options(
    subject: Subject, of: str, words: Iterable[str], *, blank: bool = False
) -> Iterator[tuple[str, str]]:
    if blank:
        yield "", subject.visit.said("as before")
    for one in words:
        yield one, subject.visit.show(one, of=of)


def figure_field(form: Form, name: str, label: str, **more: object) -> Field:
    return form.field(name, label, kind="figure", **{"is_required": False, **more})


def day_field(form: Form, name: str, label: str, **more: object) -> Field:
    return form.field(name, label, kind="date", **{"is_required": False, **more})


def approved_fields(subject: Subject, form: Form) -> tuple[Field, Field]:
    visit = subject.visit
    return (
        day_field(form, "board_approved_on", visit.said("Approved by the board on")),
        day_field(form, "holders_approved_on", visit.said("Approved by the holders on")),
    )
