"""Rights of classes, contributions, and papers on file, as plain data: the same for shell and HTTP.

Only who sees the whole register of an issuer is told.
"""

from datetime import date
from typing import Any

from laogu.basics import Price, day_in, say
from laogu.connectors import plain
from laogu.connectors.languages import words
from laogu.journal import Journal
from laogu.operations import Sight
from laogu.people import NotSignedIn
from laogu.register import (
    ContributionRow,
    IssuerRegistered,
    check_day,
    contribution_table,
    issuer_named,
)
from laogu.register.capital import ClassRights, class_standing, issuer_authorised, terms_in_words
from laogu.register.papers import (
    DocumentRecorded,
    FinancingRecorded,
    LegendRecorded,
    ValuationRecorded,
)

Filed = ValuationRecorded | FinancingRecorded | DocumentRecorded | LegendRecorded
"""What a person put on file, or a file brought."""


def capital(
    journal: Journal, given: str, *, as_of: date | None, lang: str, sight: Sight
) -> dict[str, Any]:
    """Return what holds of an issuer's classes on a day, what is owed, and what is on file."""
    register = journal.books.register
    issuer = issuer_named(register, given)
    if not sight.sees_register(issuer.issuer):
        if sight.person is None:
            raise NotSignedIn
        raise sight.no_mandate("issue", issuer.issuer)
    today = day_in(issuer.zone, journal.now())
    on = as_of or today
    check_day(on, since=None, today=today)
    of_all = issuer_authorised(register.capital, issuer.issuer, as_of=on)
    return {
        "issuer": issuer.slug,
        "as_of": on.isoformat(),
        "authorised": None if of_all is None else f"{of_all:f}",
        "classes": [_class(journal, one, on, lang) for one in register.classes_of[issuer.issuer]],
        "contributions": [
            _contribution(journal, row, lang)
            for row in contribution_table(register, issuer.issuer, on=on)
        ],
        "papers": [_paper(one) for one in _papers(journal, issuer, on)],
    }


def _class(journal: Journal, stock_class: Any, on: date, lang: str) -> dict[str, Any]:
    register = journal.books.register
    kind = register.classes[stock_class]
    standing = class_standing(register.capital, stock_class, as_of=on)
    limit = standing.authorised
    return {
        "stock_class_id": stock_class,
        "name": kind.name_zh if lang == "zh" else kind.name_en,
        "authorised": None if limit is None else plain.quantity(limit, kind.decimals),
        "is_described": standing.is_stated,
        **_rights(standing.rights),
        **_terms(standing.rights),
        "says": [
            say(one, words("zh" if lang == "zh" else "en"))
            for one in terms_in_words(standing.rights)
        ],
    }


def _rights(rights: ClassRights) -> dict[str, Any]:
    def shown(value: Any) -> str | None:
        return None if value is None else f"{value:f}"

    return {
        "kind": rights.kind,
        "votes": shown(rights.votes),
        "par": _each(rights.par),
        "issue_price": _each(rights.issue_price),
        "seniority": shown(rights.seniority),
        "preference": shown(rights.preference),
        "participates": rights.participates,
        "cap": shown(rights.cap),
        "anti_dilution": rights.anti_dilution,
        "converts": [
            {
                "into": one.into,
                "new": shown(one.ratio.new),
                "old": shown(one.ratio.old),
                "rounding": one.rounding,
                "price": _each(one.price),
            }
            for one in rights.converts
        ],
    }


def _terms(rights: ClassRights) -> dict[str, Any]:
    """Return what grows for a class, and what an offering means to it."""
    dividends, redemption, listing = rights.dividends, rights.redemption, rights.listing
    return {
        "dividends": dividends and {
            "grows": "compound" if dividends.compounds else "simple",
            "rate": f"{dividends.rate:f}",
            "since": dividends.since and dividends.since.isoformat(),
        },
        "redemption": redemption and {
            "grows": "compound" if redemption.compounds else "simple",
            "rate": f"{redemption.rate:f}",
            "multiple": f"{redemption.multiple:f}",
            "since": redemption.since and redemption.since.isoformat(),
            "from": redemption.from_on and redemption.from_on.isoformat(),
            "seniority": None if redemption.seniority is None else f"{redemption.seniority:f}",
            "most": redemption.most and f"{redemption.most.decimal():f}",
        },
        "ratchet": None if rights.ratchet is None else f"{rights.ratchet:f}",
        "listing": listing and {
            "proceeds": listing.proceeds and f"{listing.proceeds.decimal():f}",
            "valuation": listing.valuation and f"{listing.valuation.decimal():f}",
            "price": _each(listing.per_share),
            "by_vote": listing.by_vote,
        },
        "protected_when_listed": rights.protected_when_listed,
    }  # fmt: skip


def _contribution(journal: Journal, row: ContributionRow, lang: str) -> dict[str, Any]:
    register = journal.books.register
    decimals = register.classes[row.stock.stock_class].decimals
    holder = register.holders[row.stock.holder]
    return {
        "security_id": row.stock.security,
        "stock_class_id": row.stock.stock_class,
        "holder_id": row.stock.holder,
        "holder": plain.name_of(holder, journal.personal, lang),
        "certificate": row.stock.certificate,
        "subscribed": plain.quantity(row.subscribed, decimals),
        "paid": plain.quantity(row.paid, decimals),
        "owed": plain.quantity(row.owed, decimals),
        "overdue": plain.quantity(row.overdue, decimals),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "transferred_by": list(row.sold_by),
    }


def _papers(journal: Journal, issuer: IssuerRegistered, on: date) -> list[Filed]:
    room = journal.books.register.papers
    found = [room.papers[one].event for one in room.papers_of.on(issuer.issuer)]
    return [one for one in found if isinstance(one, Filed) and one.effective_on <= on]


def _paper(event: Filed) -> dict[str, Any]:
    told: dict[str, Any] = {
        "paper_id": event.paper, "on": event.effective_on.isoformat(), "name": None,
        "stock_class_id": None, "price": None, "currency": None, "through": None,
        "provider": None, "security_ids": [], "document": None, "text": None,
    }  # fmt: skip
    match event:
        case ValuationRecorded():
            told |= {
                "kind": "valuation", "name": event.kind, "stock_class_id": event.stock_class,
                "price": _each(event.price), "currency": event.price.currency,
                "through": event.expires_on.isoformat() if event.expires_on else None,
                "provider": event.provider, "document": event.document,
            }  # fmt: skip
        case FinancingRecorded():
            told |= {"kind": "financing", "name": event.name, "document": event.document,
                     "security_ids": list(event.securities)}  # fmt: skip
        case DocumentRecorded():
            told |= {"kind": "document", "name": event.name,
                     "document": event.digest or event.md5}  # fmt: skip
        case LegendRecorded():
            told |= {"kind": "legend", "name": event.name, "text": event.text}
    return told


def _each(price: Price | None) -> str | None:
    return None if price is None else f"{price.decimal():f}"
