"""What the page lists: classes with their rights, contributions, and papers by their kind."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from laogu.basics import Price, in_words
from laogu.connectors import figure
from laogu.register import ContributionRow, contribution_table
from laogu.register.capital import (
    ClassRights,
    ClassStanding,
    ConversionRight,
    Listing,
    class_standing,
    issuer_authorised,
    terms_in_words,
)
from laogu.register.papers import (
    DocumentRecorded,
    FinancingRecorded,
    LegendRecorded,
    ValuationRecorded,
    papers_of,
)
from laogu.web.exports import Sheet, Value, corner
from laogu.web.pages.capital.lines import Line
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import class_name, handle, holder_name, short_hash
from laogu.web.shapes import Column, Exports

CONTRIBUTIONS = "contributions"
Paper = TypeVar("Paper", ValuationRecorded, FinancingRecorded, DocumentRecorded, LegendRecorded)


class Classes(Struct, frozen=True, kw_only=True):
    """The classes with their rights. note: how many shares of all of them may be issued."""

    lines: tuple[Line, ...]
    note: str


class Terms(Struct, frozen=True, kw_only=True):
    """What a class has beyond its preference, in sentences."""

    name: str
    says: tuple[str, ...]


class Listed(Struct, frozen=True, kw_only=True):
    """The papers of one kind."""

    id: str
    title: str
    note: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    exports: Exports


def class_lines(subject: Subject) -> Classes:
    """Return a line for each class, as it stood on the page's day."""
    visit = subject.visit
    capital = subject.books.register.capital
    lines = []
    for one in subject.classes:
        standing = _standing(subject, one.stock_class)
        rights = standing.rights
        units = subject.table.totals.get(one.stock_class, 0)
        limit = None
        if standing.authorised is not None:
            limit = figure(in_words(standing.authorised, one.decimals))
        kind = visit.show(rights.kind, of="class_kind") if rights.kind else ""
        lines.append(
            Line(
                name=subject.class_name(one),
                under=kind,
                cells=(
                    figure(in_words(units, one.decimals)),
                    limit,
                    None if rights.votes is None else figure(rights.votes),
                    _each(subject, rights.issue_price),
                    None if rights.preference is None else f"{figure(rights.preference)}×",
                    "; ".join(_converts(subject, right) for right in rights.converts) or None,
                ),
            )
        )
    of_all = issuer_authorised(
        capital, subject.issuer.issuer, as_of=subject.on, known_at=subject.known_at
    )
    note = (
        visit.said("no limit is stated for all classes together")
        if of_all is None
        else visit.said("of all classes together at most {shares}", shares=of_all)
    )
    return Classes(lines=tuple(lines), note=note)


def terms_said(subject: Subject) -> tuple[Terms, ...]:
    """Return what grows for each class, and what an offering means to it, on the page's day."""
    found = (
        Terms(
            name=subject.class_name(one),
            says=tuple(
                subject.visit.say(each)
                for each in terms_in_words(_standing(subject, one.stock_class).rights)
            ),
        )
        for one in subject.classes
    )
    return tuple(one for one in found if one.says)


def contribution_lines(subject: Subject) -> tuple[Line, ...]:
    """Return a line for each stake that was subscribed, as it stood on the page's day."""
    return tuple(_contribution(subject, row) for row in _contributions(subject))


def listed_papers(subject: Subject) -> Iterator[Listed]:
    """Yield the papers of each kind of which there are any."""
    visit = subject.visit
    made = (
        (
            "valuations",
            visit.said("Valuations"),
            visit.said("what somebody said a share is worth, from a day until a day"),
            (visit.said("Kind"), visit.said("Class"), visit.said("For one share"),
             visit.said("First day"), visit.said("Last day"), visit.said("Made by")),
            _valuations(subject),
        ),
        (
            "financings",
            visit.said("Financings"),
            visit.said("rounds, and the lots that were issued in them"),
            (visit.said("Financing"), visit.said("Day"), visit.said("Lots")),
            _financings(subject),
        ),
        (
            "papers",
            visit.said("Documents"),
            visit.said("on file by their hash; each stays with who has it"),
            (visit.said("Document"), visit.said("Hash"), visit.said("Recorded on")),
            _documents(subject),
        ),
        (
            "legends",
            visit.said("Legends"),
            visit.said("words that stand on certificates"),
            (visit.said("Legend"), visit.said("Its words")),
            _legends(subject),
        ),
    )  # fmt: skip
    for name, title, note, heads, lines in made:
        found = tuple(lines)
        if found:
            columns = tuple(Column(says=one) for one in heads)
            yield Listed(id=name, title=title, note=note, columns=columns, lines=found,
                         exports=corner(visit, name))  # fmt: skip


def sheets_of(subject: Subject) -> tuple[Sheet, ...]:
    """Return every table of the page, for a program."""
    return (
        Sheet("classes", _CLASS_HEADS, lambda: tuple(_class_rows(subject))),
        Sheet(CONTRIBUTIONS, _CONTRIBUTION_HEADS, lambda: tuple(_contribution_rows(subject))),
        Sheet("valuations", _VALUATION_HEADS, lambda: tuple(_valuation_rows(subject))),
        Sheet("financings", ("name", "on", "securities", "document"),
              lambda: tuple((one.name, one.effective_on, " ".join(one.securities), one.document)
                            for one in _papers(subject, FinancingRecorded))),
        Sheet("papers", ("name", "sha256", "md5", "path", "address", "about", "on"),
              lambda: tuple((one.name, one.digest, one.md5, one.path, one.address,
                             " ".join(one.about), one.effective_on)
                            for one in _papers(subject, DocumentRecorded))),
        Sheet("legends", ("name", "text", "on"),
              lambda: tuple((one.name, one.text, one.effective_on)
                            for one in _papers(subject, LegendRecorded))),
    )  # fmt: skip


_CLASS_HEADS = ("class_id", "name", "kind", "issued", "authorised", "votes", "par", "issue_price",
                "currency", "seniority", "preference", "participates", "cap", "anti_dilution",
                "dividends", "dividend_rate", "dividends_since", "redemption", "redemption_rate",
                "redemption_multiple", "redemption_since", "redeems_from", "redemption_seniority",
                "redemption_most", "ratchet", "listing_proceeds", "listing_valuation",
                "listing_price", "listing_by_vote", "protected_when_listed",
                "converts_into", "new", "old", "rounding", "conversion_price")  # fmt: skip
_CONTRIBUTION_HEADS = ("security_id", "holder_id", "class_id", "certificate", "subscribed", "paid",
                       "owed", "overdue", "due_on", "transferred_by")  # fmt: skip
_VALUATION_HEADS = ("kind", "class_id", "price", "currency", "from", "through", "provider",
                    "board_approved_on", "document")  # fmt: skip


def _class_rows(subject: Subject) -> Iterator[tuple[Value, ...]]:
    for one in subject.classes:
        standing = _standing(subject, one.stock_class)
        rights = standing.rights
        known = (
            one.stock_class, one.name_en, rights.kind,
            in_words(subject.table.totals.get(one.stock_class, 0), one.decimals),
            None if standing.authorised is None else in_words(standing.authorised, one.decimals),
            rights.votes, _decimal(rights.par), _decimal(rights.issue_price), one.currency,
            rights.seniority, rights.preference, rights.participates, rights.cap,
            rights.anti_dilution, *_terms(rights),
        )  # fmt: skip
        for right in rights.converts or (None,):
            if right is None:
                yield (*known, None, None, None, None, None)
                continue
            yield (*known, right.into, right.ratio.new, right.ratio.old, right.rounding,
                   _decimal(right.price))  # fmt: skip


def _terms(rights: ClassRights) -> tuple[Value, ...]:
    """Return what grows for a class, and what an offering means to it, under the fields' names."""
    one, other, listing = rights.dividends, rights.redemption, rights.listing or Listing()
    dividends = (_grows(one.compounds), one.rate, one.since) if one else (None,) * 3
    redemption: tuple[Value, ...] = (None,) * 7
    if other is not None:
        most = None if other.most is None else other.most.decimal()
        redemption = (_grows(other.compounds), other.rate, other.multiple, other.since,
                      other.from_on, other.seniority, most)  # fmt: skip
    return (
        *dividends, *redemption, rights.ratchet,
        None if listing.proceeds is None else listing.proceeds.decimal(),
        None if listing.valuation is None else listing.valuation.decimal(),
        _decimal(listing.per_share), "yes" if listing.by_vote else "no",
        "yes" if rights.protected_when_listed else "no",
    )  # fmt: skip


def _grows(compounds: bool) -> str:
    return "compound" if compounds else "simple"


def _contribution_rows(subject: Subject) -> Iterator[tuple[Value, ...]]:
    for row in _contributions(subject):
        decimals = subject.books.register.classes[row.stock.stock_class].decimals
        yield (row.stock.security, row.stock.holder, row.stock.stock_class, row.stock.certificate,
               in_words(row.subscribed, decimals), in_words(row.paid, decimals),
               in_words(row.owed, decimals), in_words(row.overdue, decimals), row.due_on,
               " ".join(row.sold_by))  # fmt: skip


def _valuation_rows(subject: Subject) -> Iterator[tuple[Value, ...]]:
    for one in _papers(subject, ValuationRecorded):
        yield (one.kind, one.stock_class, one.price.decimal(), one.price.currency,
               one.effective_on, one.expires_on, one.provider, one.board_approved_on,
               one.document)  # fmt: skip


def _contributions(subject: Subject) -> tuple[ContributionRow, ...]:
    return contribution_table(subject.books.register, subject.issuer.issuer, on=subject.on)


def _contribution(subject: Subject, row: ContributionRow) -> Line:
    visit = subject.visit
    decimals = subject.books.register.classes[row.stock.stock_class].decimals
    due = visit.said("nobody stated it") if row.due_on is None else visit.show(row.due_on)
    sold = ", ".join(holder_name(visit, one) for one in row.sold_by)
    return Line(
        name=holder_name(visit, row.stock.holder),
        under=row.stock.certificate or handle(row.stock.security),
        cells=(
            figure(in_words(row.subscribed, decimals)),
            figure(in_words(row.paid, decimals)) if row.paid else None,
            figure(in_words(row.owed, decimals)) if row.owed else None,
            visit.said("{day}, overdue", day=due) if row.overdue else due,
            sold or None,
        ),
    )


def _valuations(subject: Subject) -> Iterator[Line]:
    visit = subject.visit
    for one in _papers(subject, ValuationRecorded):
        of = class_name(visit, one.stock_class) if one.stock_class else ""
        yield Line(
            name=visit.show(one.kind, of="valuation"),
            under="",
            cells=(of, _each(subject, one.price), visit.show(one.effective_on),
                   None if one.expires_on is None else visit.show(one.expires_on), one.provider),
        )  # fmt: skip


def _financings(subject: Subject) -> Iterator[Line]:
    visit = subject.visit
    for one in _papers(subject, FinancingRecorded):
        lots = visit.show(len(one.securities)) if one.securities else None
        yield Line(name=one.name, under="", cells=(visit.show(one.effective_on), lots))


def _documents(subject: Subject) -> Iterator[Line]:
    visit = subject.visit
    for one in _papers(subject, DocumentRecorded):
        digest = short_hash(one.digest) if one.digest else one.md5
        yield Line(
            name=one.name,
            under=one.address or one.path or "",
            cells=(digest, visit.show(one.effective_on)),
        )


def _legends(subject: Subject) -> Iterator[Line]:
    for one in _papers(subject, LegendRecorded):
        yield Line(name=one.name, under="", cells=(one.text,))


def _papers(subject: Subject, kind: type[Paper]) -> Iterator[Paper]:
    found = papers_of(
        subject.books.register.papers, subject.issuer.issuer, kind, known_at=subject.known_at
    )
    yield from (one for one in found if one.effective_on <= subject.on)


def _standing(subject: Subject, stock_class: str) -> ClassStanding:
    register = subject.books.register
    kind = next(one for one in subject.classes if one.stock_class == stock_class)
    return class_standing(
        register.capital, kind.stock_class, as_of=subject.on, known_at=subject.known_at
    )


def _converts(subject: Subject, right: ConversionRight) -> str:
    visit = subject.visit
    into = visit.said("a future class") if right.into is None else class_name(visit, right.into)
    return visit.said(
        "{new} for {old}, {into}", new=right.ratio.new, old=right.ratio.old, into=into
    )


def _each(subject: Subject, price: Price | None) -> str | None:
    return None if price is None else subject.visit.show(price)


def _decimal(price: Price | None) -> Decimal | None:
    return None if price is None else price.decimal()
