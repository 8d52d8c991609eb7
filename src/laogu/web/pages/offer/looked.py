"""Offers as they were typed or came in a file: read, and tried on the books."""

import asyncio
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Finding
from laogu.connectors import OfferRow, OffersRead, read_offers, shown
from laogu.operations import CannotPostAll, PostOffer, PostOffers
from laogu.web.pages.acts import sent_of
from laogu.web.pages.desk.kept import unpack
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.offer.posting import currency_of, sellers_of
from laogu.web.sent import File, Sent
from laogu.web.visit import Visit

LINES = "lines.csv"
"""The name of what was typed, in findings."""


class Looked(Struct, frozen=True, kw_only=True):
    """Offers that were read, and everything found in them, by the file and by the books."""

    file: File
    seller: str
    read: OffersRead
    request: PostOffers
    findings: tuple[Finding, ...]

    @property
    def can_post(self) -> bool:
        """Whether there is an offer and no error."""
        return bool(self.read.rows) and not any(one.severity == "error" for one in self.findings)


async def look(subject: Subject) -> Looked:
    """Return what was sent, read and tried on the books; reading leaves the market free."""
    visit = subject.visit
    visit.must_be_somebody()
    form = sent_of(visit)
    file, seller = _chosen(form), form.fields.get("seller", "")
    given = {
        "issuer": subject.issuer.slug, "currency": currency_of(subject), "holder": seller,
    }  # fmt: skip
    if len(subject.classes) == 1:
        given["stock_class"] = subject.classes[0].name_en
    read = await asyncio.to_thread(read_offers, file.content, file.name, given=given)
    names = {visit.name(one.value).casefold(): one.value for one in sellers_of(subject)}
    request = PostOffers(offers=tuple(_offer(row, names) for row in read.rows))
    return Looked(
        file=file,
        seller=seller,
        read=read,
        request=request,
        findings=(*read.findings, *_against(visit, file.name, read.rows, request)),
    )


def _against(
    visit: Visit, file: str, rows: Sequence[OfferRow], request: PostOffers
) -> tuple[Finding, ...]:
    """Return what the books say against the rows, each at its row."""
    if not rows:
        return ()
    try:
        visit.running.preview("offer.post_all", request, by=visit.person)
    except CannotPostAll as no:
        return tuple(
            replace(one, where=f"{file} A{rows[int(one.where.removeprefix('offer ')) - 1].line}")
            for one in no.findings
        )
    return ()


def _chosen(form: Sent) -> File:
    """Return the file that was chosen, else the one looked at before, else the lines typed."""
    chosen = form.files.get("file")
    if chosen is not None and chosen.name:
        return File(shown(chosen.name, 100), chosen.content)
    if "kept" in form.fields:
        return unpack(shown(form.fields.get("file_name", ""), 100), form.fields["kept"])
    return File(LINES, form.fields.get("lines", "").encode())


def _offer(row: OfferRow, names: dict[str, str]) -> PostOffer:
    return PostOffer(
        issuer=row.issuer,
        stock_class=row.stock_class,
        seller=names.get(row.seller.casefold(), row.seller),
        quantity=row.quantity,
        price=row.price,
        currency=row.currency,
        open_until=row.open_until,
    )
