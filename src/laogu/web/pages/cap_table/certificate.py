"""The certificate of a security, to be printed: what the register says of it on a day."""

from collections.abc import Iterator

from laogu.register.papers import LegendRecorded, papers_of
from laogu.web.frame import Link
from laogu.web.pages.cap_table.found import Found
from laogu.web.pages.cap_table.lots import lot_name, lot_on, notes
from laogu.web.pages.cap_table.words import class_name
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.routes import Route
from laogu.web.shapes import Note
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class CertificatePage(Page, frozen=True, kw_only=True):
    """A certificate. voids: why it certifies nothing on the day; blank: it does.

    legends: words that the issuer has on file for its certificates; None: not shown to the visitor.
    """

    issuer_name: str
    issuer_facts: tuple[str, ...]
    is_example: bool
    number: str
    holder: str
    units: str
    class_name: str
    voids: str
    sentence: str
    pairs: tuple[tuple[str, str], ...]
    restrictions: tuple[Note, ...]
    legends: tuple[tuple[str, str], ...]
    back: Link
    id: str


def certificate(visit: Visit, slug: str, security: str) -> Shown:
    """Return the certificate of a security."""
    found = Found(visit, slug, security)
    subject, stock, one = found.subject, found.stock, found.subject.issuer
    shown = CertificatePage(
        title=visit.said("Certificate {number}", number=lot_name(stock)),
        is_of_a_day=True,
        place="markets",
        zone=one.zone,
        example=example_sentence(subject),
        issuer_name=visit.either(one.legal_name_zh, one.legal_name_en),
        issuer_facts=(
            subject.name(),
            subject.country(),
            subject.form(),
            visit.said("founded {day}", day=one.established_on) if one.established_on else "",
        ),
        is_example=one.example,
        number=lot_name(stock),
        holder=visit.name(found.holder),
        units=found.quantity(stock.units),
        class_name=class_name(visit, found.kind),
        voids="" if found.stands else found.state(),
        sentence=visit.said(
            "By the register of {issuer} on {day}, {holder} holds {units} shares, {stock_class}.",
            issuer=visit.either(one.legal_name_zh, one.legal_name_en),
            day=subject.on,
            holder=visit.name(found.holder),
            units=found.quantity(stock.units),
            stock_class=class_name(visit, found.kind),
        ),
        pairs=tuple(_pairs(found)),
        restrictions=tuple(notes(subject, lot_on(subject, stock))) if found.stands else (),
        legends=tuple(
            (legend.name, legend.text)
            for legend in papers_of(
                visit.books.register.papers,
                one.issuer,
                LegendRecorded,
                known_at=subject.known_at,
            )
        ),
        back=Link(says=visit.said("the security"), href=found.to(stock.security)),
        id=stock.security,
    )
    return page(visit, "cap_table/certificate.html", shown)


def _pairs(found: Found) -> Iterator[tuple[str, str]]:
    visit, stock = found.visit, found.stock
    unknown = visit.said("not stated")
    yield visit.said("Number"), stock.certificate or unknown
    yield visit.said("Class"), class_name(visit, found.kind)
    yield visit.said("Shares"), found.quantity(stock.units)
    yield visit.said("Par"), found.kind.par or unknown
    yield visit.said("Issued on"), visit.show(found.lived.issued_on)
    paid = visit.books.register.capital.contributions.get(stock.security)
    if paid is not None:
        yield visit.said("Paid in"), found.quantity(paid.paid_on(found.subject.on))
    accepted = visit.books.register.capital.accepted.get(stock.security)
    if accepted is not None:
        yield visit.said("Taken by the holder on"), visit.show(accepted.on)


ROUTES = (Route(path="/company/{slug}/securities/{security}/certificate", page=certificate),)
