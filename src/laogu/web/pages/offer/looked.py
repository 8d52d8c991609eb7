"""Offers as they were typed or came in a file: read, and tried on the books.

Always true: a name stands for a holder only where one alone has it; whoever was found is carried
by the form that posts, so that nobody else is meant by the time it is sent.
"""

import asyncio
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Finding, LaoguError, Remark
from laogu.connectors import LIMITS, OfferRow, OffersRead, plain, read_offers, shown
from laogu.operations import CannotPostAll, PostOffer, PostOffers
from laogu.register import issuer_named
from laogu.web.pages.acts import sent_of
from laogu.web.pages.desk.kept import unpack
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.offer.posting import currency_of, may_sell
from laogu.web.refusals import FormUnreadable
from laogu.web.sent import File, Sent
from laogu.web.visit import Visit

LINES = "lines.csv"
"""The name of what was typed, in findings."""

Named = Mapping[tuple[str, str], tuple[str, ...]]
"""The ids of everybody whom a name may mean, by the issuer and the name that stand in a row."""


class Looked(Struct, frozen=True, kw_only=True):
    """Offers that were read, and everything found in them, by the file and by the books.

    request: an offer a row; a seller's name stays a name where it is nobody's or several have it.
    """

    file: File
    seller: str
    read: OffersRead
    request: PostOffers
    named: Named
    findings: tuple[Finding, ...]

    @property
    def can_post(self) -> bool:
        """Whether there is an offer and no error."""
        return bool(self.read.rows) and not any(one.severity == "error" for one in self.findings)

    @property
    def carried(self) -> str:
        """Whom each name was found to mean, in the order of the rows."""
        return " ".join(found[0] for found in self.named.values() if found)

    def refused(self, no: CannotPostAll, rows: Sequence[OfferRow] | None = None) -> "Looked":
        """Return it with what the books say against its rows, each at its row.

        rows: those that were tried; None: all.
        """
        of = self.read.rows if rows is None else rows
        against = (
            replace(one, where=_place(self.file.name, of[one.number - 1])) if one.number else one
            for one in no.findings
        )
        return replace(self, findings=(*self.findings, *against))


async def look(subject: Subject) -> Looked:
    """Return what was sent, read and tried on the books; reading leaves the market free."""
    visit = subject.visit
    looked = await read(subject)
    tried = [
        (row, offer)
        for row, offer in zip(looked.read.rows, looked.request.offers, strict=True)
        if not _is_shared(row, looked.named)
    ]
    if not tried:
        return looked
    request = PostOffers(offers=tuple(offer for _, offer in tried))
    try:
        visit.running.preview("offer.post_all", request, by=visit.person)
    except CannotPostAll as no:
        return looked.refused(no, [row for row, _ in tried])
    return looked


async def read(subject: Subject, *, carried: str | None = None) -> Looked:
    """Return what was sent, and what is wrong with it before the books are asked.

    carried: whom each name was found to mean when it was looked at; None: it is looked up.
    """
    visit = subject.visit
    visit.must_be_somebody()
    form = sent_of(visit)
    file, seller = _chosen(form), form.fields.get("seller", "")
    given = {
        "issuer": subject.issuer.slug, "currency": currency_of(subject), "holder": seller,
    }  # fmt: skip
    if len(subject.classes) == 1:
        given["stock_class"] = subject.classes[0].name_en
    found = await asyncio.to_thread(read_offers, file.content, file.name, given=given)
    named = _named(visit, found.rows) if carried is None else _carried(carried, found.rows)
    shared = [
        NAME_SHARED.at(
            _place(file.name, row),
            given=shown(row.seller),
            ids=tuple(sorted(named[row.issuer, row.seller])),
        )
        for row in found.rows
        if _is_shared(row, named)
    ]
    return Looked(
        file=file,
        seller=seller,
        read=found,
        request=PostOffers(offers=tuple(_offer(row, named) for row in found.rows)),
        named=named,
        findings=(*found.findings, *shared[: LIMITS.findings]),
    )


def _names_in(rows: Sequence[OfferRow]) -> list[tuple[str, str]]:
    """Return each name once, with its issuer; what begins as an id is one and no name."""
    names = ((row.issuer, row.seller) for row in rows if not row.seller.startswith("holder_"))
    return list(dict.fromkeys(names))


def _named(visit: Visit, rows: Sequence[OfferRow]) -> Named:
    """Return whom the names mean, of those who hold the row's shares and whom the visitor acts for.

    Each issuer is looked at once.
    """
    names = _names_in(rows)
    holders = {issuer: _holders(visit, issuer) for issuer, _ in names}
    return {(issuer, name): holders[issuer].get(name.casefold(), ()) for issuer, name in names}


def _holders(visit: Visit, issuer: str) -> dict[str, tuple[str, ...]]:
    """Return the ids under each name, of either language, as the shell finds them.

    None where there is no such issuer, which the books say.
    """
    try:
        of = issuer_named(visit.books.register, issuer).issuer
    except LaoguError:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    personal = visit.running.journal.personal
    for one in may_sell(visit, of):
        kept = visit.books.register.holders[one]
        names = (plain.name_of(kept, personal, lang) for lang in ("zh", "en"))
        for name in {name.casefold() for name in names if name is not None}:
            found[name] = (*found.get(name, ()), one)
    return found


def _carried(ids: str, rows: Sequence[OfferRow]) -> Named:
    """Return whom the names were found to mean, as the form says it."""
    names, found = _names_in(rows), ids.split()
    if len(names) != len(found):
        raise FormUnreadable(reason="the sellers in the form are not those of its rows")
    return {name: (one,) for name, one in zip(names, found, strict=True)}


def _is_shared(row: OfferRow, named: Named) -> bool:
    return len(named.get((row.issuer, row.seller), ())) > 1


def _place(file: str, row: OfferRow) -> str:
    return f"{file} A{row.line}"


def _chosen(form: Sent) -> File:
    """Return the file that was chosen, else the one looked at before, else the lines typed."""
    chosen = form.files.get("file")
    if chosen is not None and chosen.name:
        return File(shown(chosen.name, 100), chosen.content)
    if "kept" in form.fields:
        return unpack(shown(form.fields.get("file_name", ""), 100), form.fields["kept"])
    return File(LINES, form.fields.get("lines", "").encode())


def _offer(row: OfferRow, named: Named) -> PostOffer:
    found = named.get((row.issuer, row.seller), ())
    return PostOffer(
        issuer=row.issuer,
        stock_class=row.stock_class,
        seller=found[0] if len(found) == 1 else row.seller,
        quantity=row.quantity,
        price=row.price,
        currency=row.currency,
        open_until=row.open_until,
    )


NAME_SHARED = Remark(
    severity="error",
    code="web.holder_name_shared",
    what="{given} is the name of several holders.",
    why="They are told apart by their ids: {ids}.",
    fix="Give the id of the one you mean.",
)
