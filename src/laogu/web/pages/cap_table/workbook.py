"""Everything of a cap table in one workbook: summary, tables by this and that, vesting, ledger."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from laogu.basics import HolderId, in_words
from laogu.register import plans
from laogu.register.views import FULLY_DILUTED, OUTSTANDING, PAPERS, Conventions, counted
from laogu.web.exports import Row, Sheet
from laogu.web.pages.cap_table.asked import Asked, By
from laogu.web.pages.cap_table.lines import Drawn
from laogu.web.pages.cap_table.tables import sheet_of
from laogu.web.pages.cap_table.words import class_name
from laogu.web.pages.issuer.subject import Subject

VESTING = (
    "grant", "holder_id", "holder", "plan", "class", "kind", "granted_on", "granted", "vested",
    "unvested", "exercised", "released", "ended", "left", "price", "currency", "expires_on",
    "last_day_to_exercise",
)  # fmt: skip
LEDGER = (
    "effective_on", "recorded_at", "security", "class", "holder_id", "holder", "act", "change",
)  # fmt: skip


def book(subject: Subject, chosen: Asked) -> tuple[Sheet, ...]:
    """Return the tables of the workbook, counted as the address asks, and fully diluted."""
    diluted = chosen.conventions if chosen.is_diluted else FULLY_DILUTED

    def drawn(by: By, conventions: Conventions, name: str) -> Sheet:
        kept = replace(
            chosen, by=by, conventions=conventions, is_diluted=conventions != OUTSTANDING
        )
        return replace(sheet_of(Drawn(subject, kept)), name=name)

    return (
        Sheet("summary", ("what", "quantity"), lambda: list(_summary(subject, diluted))),
        drawn("class", diluted, "by class"),
        drawn("holder", OUTSTANDING, "by holder"),
        drawn("holder", diluted, "by holder, fully diluted"),
        drawn("group", diluted, "by group"),
        Sheet("vesting", VESTING, lambda: list(_vesting(subject))),
        drawn("votes", OUTSTANDING, "votes"),
        Sheet("ledger", LEDGER, lambda: list(_ledger(subject))),
    )


def _summary(subject: Subject, diluted: Conventions) -> Iterator[Row]:
    """Yield what there is in all, by which conventions, and what they leave out."""
    register, issuer = subject.books.register, subject.issuer
    issued, full = (
        counted(
            register,
            issuer.issuer,
            as_of=subject.on,
            known_at=subject.known_at,
            conventions=conventions,
        )
        for conventions in (OUTSTANDING, diluted)
    )
    yield ("issuer", subject.name())
    yield ("as of", subject.on)
    yield ("known at", subject.known_at)
    for one in issued.classes:
        if one.stock_class is not None:
            kind = register.classes[one.stock_class]
            units = one.parts["stock"].units if "stock" in one.parts else 0
            yield (f"issued: {class_name(subject.visit, kind)}", in_words(units, kind.decimals))
    yield ("issued", in_words(issued.total, issued.decimals))
    yield ("fully diluted", in_words(full.total, full.decimals))
    yield ("convention: grants", diluted.grants)
    yield ("convention: left to grant", "counted" if diluted.pool else "left out")
    yield ("convention: warrants", "counted" if diluted.warrants else "left out")
    at = diluted.convertibles_at
    yield ("convention: convertibles at", "left out" if at is None else at.decimal())
    yield ("convention: as converted", "yes" if diluted.as_converted else "no")
    for why, units in full.left_out.items():
        yield (
            f"left out: {why.replace('_', ' ')}",
            units if why in PAPERS else in_words(units, full.decimals),
        )


def _vesting(subject: Subject) -> Iterator[Row]:
    """Yield a row for each grant of whom the visitor may see; others are left out."""
    register, visit = subject.books.register, subject.visit
    timelines = plans.Timelines(register.plans)
    for grant in plans.grants_of_issuer(
        register.plans, subject.issuer.issuer, on=subject.on, known_at=subject.known_at
    ):
        granted = grant.granted
        holder = register.holders[granted.holder]
        if not visit.sight.sees_grant(grant):
            continue
        kind = register.classes[granted.stock_class]
        stands = plans.standing(
            register.plans,
            grant,
            decimals=kind.decimals,
            on=subject.on,
            known_at=subject.known_at,
            timelines=timelines,
        )
        plan = register.plans.plans[granted.plan].plan.name if granted.plan is not None else None
        units = (granted.units, stands.vested, stands.unvested, stands.exercised,
                 stands.released, stands.ended, stands.left)  # fmt: skip
        yield (
            granted.certificate or granted.security,
            granted.holder,
            visit.name(holder),
            plan,
            class_name(visit, kind),
            granted.kind,
            granted.granted_on,
            *(in_words(one, kind.decimals) for one in units),
            stands.price.decimal() if stands.price is not None else None,
            stands.price.currency if stands.price is not None else None,
            granted.expires_on,
            stands.last_on,
        )


def _ledger(subject: Subject) -> Iterator[Row]:
    """Yield every change of the register up to the day, in the order in which they count."""
    register, visit = subject.books.register, subject.visit
    rows = [
        (on, at, kind, holder, units, how, security)
        for kind in subject.classes
        for on, at, holder, units, how, security in register.changes.between(
            kind.stock_class, date.min, subject.on, known_at=subject.known_at
        )
    ]
    for on, at, kind, holder, units, how, security in sorted(rows, key=lambda row: row[:2]):
        is_shown = subject.sees(register.holders[HolderId(holder)])
        yield (
            on,
            at,
            security if is_shown else None,
            class_name(visit, kind),
            holder if is_shown else None,
            visit.name(str(holder)) if is_shown else None,
            how,
            in_words(units, kind.decimals),
        )
