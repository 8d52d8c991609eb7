"""The rules that bind an issuer's transfers, in words: each clause and where it is written."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from laogu.agreements import (
    Cited,
    Clause,
    Closing,
    Consent,
    FirstRefusal,
    HolderCap,
    LockUp,
    Mechanism,
    RulebookAdopted,
    TermsAdopted,
)
from laogu.basics import Sure
from laogu.web.exports import Sheet
from laogu.web.frame import Link
from laogu.web.pages.answers import rule_link
from laogu.web.pages.issuer.rulebook import document_link, way_name
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Note, Result
from laogu.web.visit import Visit


class ClauseRow(Struct, frozen=True, kw_only=True):
    """One clause. title, document: of the terms it stands in; None: a rule of this market."""

    rule: str
    result: Result
    says: str
    until: str
    source: str
    sure: str
    waivable_by: str
    layer: str
    title: str
    document: Link | None


def clause_rows(subject: Subject) -> tuple[ClauseRow, ...]:
    """Return every clause in force, in the order of the documents."""
    rows = [
        _row(subject, clause, adopted)
        for adopted in subject.papers
        for clause in adopted.content.clauses
    ]
    return (*rows, *_unwritten(subject))


def notes(subject: Subject, rows: Iterable[ClauseRow]) -> tuple[Note, ...]:
    """Return the clauses as rows with a seal; the ways of finding a buyer stand in the rulebook."""
    return tuple(
        Note(
            result=one.result,
            says=one.says,
            until=one.until,
            source=one.source,
            clause=rule_link(subject.visit, subject.issuer, one.rule),
        )
        for one in rows
        if one.result != "flag"
    )


def rules_sheet(rows: Callable[[], Iterable[ClauseRow]], name: str = "rules") -> Sheet:
    """Return clauses as a table."""
    heads = ("rule", "layer", "says", "source", "sure", "waivable_by")

    def values() -> list[tuple[str, ...]]:
        return [
            (one.rule, one.layer, one.says, one.source, one.sure, one.waivable_by) for one in rows()
        ]

    return Sheet(name, heads, values)


def how_known(visit: Visit, sure: Sure) -> str:
    """Return in words how surely a rule is known."""
    match sure:
        case "T":
            return visit.said("its own text was read")
        case "S":
            return visit.said("from a secondary source")
        case "M":
            return visit.said("from memory: it may flag, not block")


def source_called(subject: Subject, source: str) -> str:
    """Return where a rule is written as the reader's language calls it.

    What keeps shares names its clause in English; the terms it stands in have it in Chinese too.
    """
    visit = subject.visit
    if visit.lang == "zh":
        for adopted in subject.papers:
            for clause in adopted.content.clauses:
                if clause.clause == source and clause.clause_zh is not None:
                    return clause.clause_zh
    return visit.cited(source)


def _row(subject: Subject, clause: Clause, adopted: TermsAdopted | RulebookAdopted) -> ClauseRow:
    visit, content = subject.visit, adopted.content
    result, says = _says(subject, clause)
    return ClauseRow(
        rule=clause.rule,
        result=result,
        says=says,
        until=_until(subject, clause.rule),
        source=visit.either(clause.clause_zh or clause.clause, clause.clause),
        sure=how_known(visit, clause.sure),
        waivable_by=visit.show(clause.waivable_by, "waivable_by"),
        layer=visit.show(content.layer, "layer"),
        title=visit.either(content.title_zh, content.title_en),
        document=document_link(subject, adopted),
    )


def _until(subject: Subject, rule: str) -> str:
    """Return the last day of what a rule keeps on the page's day, as written."""
    found = subject.keeps.get(rule)
    return "" if found is None or found.until is None else subject.visit.show(found.until)


def _says(subject: Subject, clause: Clause) -> tuple[Result, str]:
    """Return a clause in words, with the figures of this issuer where it has some."""
    visit = subject.visit
    match clause:
        case Mechanism():
            comma = visit.either("、", ", ")
            ways = comma.join(way_name(visit, way) for way in clause.allowed)
            return "flag", visit.said(
                "Shares may find a buyer in these ways only: {ways}.", ways=ways
            )
        case LockUp() | Cited():
            return "restriction", _lock_says(subject, clause)
        case HolderCap():
            named = sum(1 for row in subject.table.rows if row.holder.kind != "residual")
            return "block" if named > clause.limit else "pass", visit.said(
                "At most {limit} holders; {named} stand on the register by name.",
                limit=clause.limit,
                named=named,
            )
        case FirstRefusal():
            return "pending", _refusal_says(visit, clause)
        case Consent():
            says = visit.said("The board must consent to a transfer; silence is not consent.")
            return "pending", _free_among(visit, says, is_free=clause.free_among_holders)
        case Closing():
            return "charge", visit.said(
                "A sale settles within {days} days of the match; the seller pays {percent}% of the "
                "price to this market.",
                days=clause.long_stop_days,
                percent=visit.show(Decimal(clause.fee_bps).scaleb(-2)),
            )
        case _:
            return "flag", ""


def _lock_says(subject: Subject, clause: LockUp | Cited) -> str:
    visit = subject.visit
    match clause:
        case LockUp(days_after_acquisition=int(days)):
            rule = visit.said("No sale within {days} days of acquisition.", days=days)
        case LockUp(locked_through=through, acquired_by=by) if through and by:
            rule = visit.said(
                "What was acquired by {by} is not sold through {through}.", by=by, through=through
            )
        case LockUp(locked_through=through) if through:
            rule = visit.said("No sale through {through}.", through=through)
        case _:
            rule = ""
    here = _keeps(subject, clause.rule)
    return rule + visit.either("", " ") + here if rule else here


def _keeps(subject: Subject, rule: str) -> str:
    """Say how many shares a rule keeps on the page's day, or when it ended."""
    visit = subject.visit
    found = subject.keeps.get(rule)
    if found is not None and found.units:
        return visit.said(
            "{units} of {all} shares may not be sold.",
            units=subject.quantity(found.units),
            all=subject.quantity(subject.total),
        )
    ended = found.ended if found is not None else None
    if ended is not None and ended < subject.on:
        return visit.said("It keeps no share any more; it ended on {day}.", day=ended)
    return visit.said("It keeps no share on this day.")


def _refusal_says(visit: Visit, clause: FirstRefusal) -> str:
    says = visit.said(
        "The other holders may take the shares first, within {days} days of receipt; "
        "silence waives.",
        days=clause.days,
    )
    partial = {
        "allowed": visit.said("Any part may be taken, and the buyer gets the rest."),
        "refused": visit.said("Who takes less than all has not exercised the right."),
        "forfeit": visit.said("If the takers leave a share, the right is lost for this sale."),
    }[clause.partial]
    return _free_among(
        visit, says + visit.either("", " ") + partial, is_free=clause.free_among_holders
    )


def _free_among(visit: Visit, says: str, *, is_free: bool) -> str:
    if not is_free:
        return says
    free = visit.said("A sale among holders asks nobody.")
    return says + visit.either("", " ") + free


def _unwritten(subject: Subject) -> Iterator[ClauseRow]:
    """Return what holds without a document here: single restrictions' own rules, and ours."""
    visit = subject.visit
    known = {clause.rule for adopted in subject.papers for clause in adopted.content.clauses}
    register = visit.said("the register")
    for rule, found in subject.keeps.items():
        if rule in known:
            continue
        one = found.example
        clause = Cited(rule=rule, clause=one.source or rule, sure=one.sure)
        yield ClauseRow(
            rule=rule,
            result="restriction",
            says=_lock_says(subject, clause),
            until=_until(subject, rule),
            source=one.source,
            sure=how_known(visit, one.sure),
            waivable_by=visit.show(one.waivable_by, "waivable_by"),
            layer=register,
            title=register,
            document=None,
        )
    if not any(one.content.layer == "charter" for one in subject.terms):
        yield _ours(
            visit,
            "LAOGU-CHARTER",
            "unknown",
            visit.said("The issuer's articles are not on file here, and they may limit transfers."),
        )


def ours(subject: Subject) -> Iterator[ClauseRow]:
    """Return the rules of this market that every answer reads."""
    visit = subject.visit
    if not any(adopted.content.mechanism for adopted in subject.papers):
        yield _ours(
            visit,
            "LAOGU-BOARD",
            "flag",
            visit.said("Without a licence nothing multilateral: agreed sales, offers on the board, "
                       "listings by one seller."),
        )  # fmt: skip
    yield _ours(
        visit,
        "LAOGU-HELD",
        "pass",
        visit.said("Nobody sells what they do not hold, or have promised elsewhere."),
    )
    if not any(adopted.content.closing for adopted in subject.terms):
        yield _ours(
            visit,
            "LAOGU-CLOSING",
            "charge",
            visit.said("A sale settles within sixty days of the match, and costs no fee."),
        )


def _ours(visit: Visit, rule: str, result: Result, says: str) -> ClauseRow:
    return ClauseRow(
        rule=rule,
        result=result,
        says=says,
        until="",
        source=visit.said("Rules of this market"),
        sure=how_known(visit, "T"),
        waivable_by=visit.show("nobody", "waivable_by"),
        layer=visit.show("platform", "layer"),
        title=visit.said("Rules of this market"),
        document=None,
    )
