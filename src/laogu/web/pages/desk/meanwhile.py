"""Whether an issuer's books are still what they were when a file was looked at beside them.

Always true: a form that was recorded already is not held back by what itself recorded: sent twice,
it is answered as the first time.
"""

from laogu.basics import Remark, request_id
from laogu.register import loads_of
from laogu.web.pages.issuer.subject import Subject
from laogu.web.sent import REQUEST_ID, Sent

BOOKS = "books"
"""The field in which a form carries what the books were."""


def books_now(subject: Subject) -> str:
    """Return what tells the books from other ones: how many imports, grants, papers, shares."""
    register, issuer = subject.books.register, subject.issuer.issuer
    loads = loads_of(register, issuer)
    undone = sum(one.undone_at is not None for one in loads)
    grants = len(register.plans.of_issuer.on(issuer))
    papers = len(register.convertibles.of_issuer.on(issuer))
    shares = sum(register.issued_units[one.stock_class] for one in subject.classes)
    return f"{len(loads)}-{undone}-{grants}-{papers}-{shares}"


def have_changed(subject: Subject, form: Sent) -> bool:
    """Return whether a form that would record was made for other books than there are now."""
    if form.fields.get(BOOKS) == books_now(subject):
        return False
    asked = str(request_id(form.own.get(REQUEST_ID, "")))
    return asked not in subject.visit.running.journal.remembered


def imports_seen(form: Sent) -> int | None:
    """Return how many imports there were when a file was looked at; None: the form does not say.

    Two forms may be made for the same books and sent in the same moment: by it the later is
    refused, where it is decided.
    """
    count = form.fields.get(BOOKS, "").partition("-")[0]
    return int(count) if count.isascii() and count.isdecimal() else None


CHANGED = Remark(
    severity="warning",
    code="web.books_changed",
    what="The register has changed since this file was looked at, so nothing was recorded.",
    why="Shares or grants of the issuer were recorded or taken back meanwhile, perhaps these.",
    fix="Look at what was found now; record it from here only if all of it is still to come.",
)
