"""Search: companies, holders, offers, trades, entries and errors, as far as one may see them."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, LaoguError, SecurityId
from laogu.register import HolderRegistered
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.errors import known_errors
from laogu.web.pages.stages import stage_word
from laogu.web.pages.writing import class_name, handle, issuer_name, sold, units
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

MOST = 50
"""Things of one kind that are found; more than that asks for a longer word."""

LONGEST = 100
HANDLE = 5


class Found(Struct, frozen=True, kw_only=True):
    """One thing that was found: what kind it is, and where it stands. id: by which it is known."""

    kind: str
    link: Link
    note: str
    id: str


class SearchPage(Page, frozen=True, kw_only=True):
    """What was looked for, and what was found. is_more: of some kind there is more."""

    label: str
    asked: str
    action: str
    rows: tuple[Found, ...]
    is_more: bool
    exports: Exports


def search(visit: Visit) -> Shown:
    """Return what has the words of the address in its name or its id."""
    asked = " ".join(visit.query.get("q", "").split())[:LONGEST]
    kinds = [list(islice(one, MOST + 1)) for one in _kinds(visit, asked)] if asked else []
    rows = tuple(row for found in kinds for row in found[:MOST])
    file = exported(
        visit,
        Sheet("found", ("kind", "name", "note", "id"),
              [(one.kind, one.link.says, one.note or None, one.id) for one in rows]),
    )  # fmt: skip
    if file is not None:
        return file
    shown = SearchPage(
        title=visit.said("Search"),
        label=visit.said("A name, an id, the number of an entry, the code of an error"),
        asked=asked,
        action=visit.to("/search"),
        rows=rows,
        is_more=any(len(found) > MOST for found in kinds),
        exports=corner(visit, "found"),
    )
    return page(visit, "search.html", shown)


def _kinds(visit: Visit, asked: str) -> Iterator[Iterator[Found]]:
    word = _plain(asked)
    yield _issuers(visit, word)
    yield _holders(visit, word)
    yield _securities(visit, asked)
    yield _offers(visit, word)
    yield _trades(visit, word)
    yield _windows(visit, word)
    yield _plans(visit, word)
    yield _grants(visit, word)
    yield _entries(visit, word)
    yield _errors(visit, word)


def _issuers(visit: Visit, word: str) -> Iterator[Found]:
    for one in visit.books.register.issuers.values():
        names = (one.slug, one.name_zh, one.name_en, one.legal_name_zh, one.legal_name_en)
        if _has(word, names):
            yield Found(
                kind=visit.said("Company"),
                link=Link(says=visit.issuer_name(one), href=visit.to(f"/company/{one.slug}")),
                note=visit.either(one.legal_name_zh, one.legal_name_en),
                id=one.slug,
            )


def _holders(visit: Visit, word: str) -> Iterator[Found]:
    register = visit.books.register
    for one in register.holders.values():
        issuers = issuers_of(visit, one.holder)
        if not any(visit.sight.sees_holder(one, issuer) for issuer in (None, *issuers)):
            continue
        if not _has(word, (visit.name(one), one.holder)) and word not in _plain(_other(visit, one)):
            continue
        seen = [issuer for issuer in issuers if visit.sight.sees_holder(one, issuer)]
        yield Found(
            kind=visit.said("Holder"),
            link=Link(says=visit.name(one), href=_to_holder(visit, one, seen)),
            note=visit.either("、", ", ").join(issuer_name(visit, issuer) for issuer in seen[:3]),
            id=one.holder,
        )


def _securities(visit: Visit, asked: str) -> Iterator[Found]:
    """Yield the security of that id, and those of that certificate: by the whole of it alone."""
    register = visit.books.register
    named = [SecurityId(asked)] if asked in register.securities else []
    for label in dict.fromkeys((asked, asked.upper())):
        certificates = (register.certificates.get((one, label)) for one in register.classes)
        named += [one for one in certificates if one is not None and one not in named]
    for one in named:
        stock = register.securities[one].stock
        holder = register.holders[stock.holder]
        if visit.sight.sees_holder(holder, stock.issuer):
            slug = register.issuers[stock.issuer].slug
            yield Found(
                kind=visit.said("Security"),
                link=Link(
                    says=stock.certificate or handle(one),
                    href=visit.to(f"/company/{slug}/securities/{one}"),
                ),
                note=f"{issuer_name(visit, stock.issuer)} · {visit.name(holder)}",
                id=one,
            )


def issuers_of(visit: Visit, holder: HolderId) -> tuple[IssuerId, ...]:
    """Return the issuers of whose shares a holder has some."""
    register = visit.books.register
    found = dict.fromkeys(
        register.classes[register.securities[lot].stock.stock_class].issuer
        for lot in register.lots_of.on(holder)
    )
    return tuple(found)


def _to_holder(visit: Visit, one: HolderRegistered, issuers: list[IssuerId]) -> str:
    """Return the page of a holder: its holdings, for who may see them, else the register."""
    if visit.sight.sees_all or visit.sight.holds("act", one.holder):
        return visit.to(f"/holdings/{one.holder}")
    if not issuers:
        return visit.to("/")
    slug = visit.books.register.issuers[issuers[0]].slug
    return visit.to(f"/company/{slug}", rows="all") + "#holders"


def _offers(visit: Visit, word: str) -> Iterator[Found]:
    for state in visit.books.market.offers.values():
        given = state.offer
        if _names(word, given.offer) and visit.sight.sees_offer(state):
            yield Found(
                kind=visit.said("Offer"),
                link=Link(
                    says=visit.said("Offer {handle}", handle=handle(given.offer)),
                    href=visit.to(f"/offer/{given.offer}"),
                ),
                note=" · ".join(
                    (
                        issuer_name(visit, given.issuer),
                        units(visit, given.units, given.stock_class),
                        class_name(visit, given.stock_class),
                        visit.show(state.stage, "stage"),
                    )
                ),
                id=given.offer,
            )


def _trades(visit: Visit, word: str) -> Iterator[Found]:
    for state in visit.books.market.trades.values():
        trade = state.trade
        if _names(word, trade.trade) and visit.sight.sees_trade(state):
            yield Found(
                kind=visit.said("Trade"),
                link=Link(
                    says=visit.said("Trade {handle}", handle=handle(trade.trade)),
                    href=visit.to(f"/trade/{trade.trade}"),
                ),
                note=f"{sold(visit, trade)} · {stage_word(visit, state.stage)}",
                id=trade.trade,
            )


def _windows(visit: Visit, word: str) -> Iterator[Found]:
    """Yield windows, which anybody may know of."""
    for state in visit.books.market.windows.values():
        window = state.window
        if _names(word, window.window):
            yield Found(
                kind=visit.said("Window"),
                link=Link(
                    says=visit.said("Window {handle}", handle=handle(window.window)),
                    href=visit.to(f"/window/{window.window}"),
                ),
                note=" · ".join(
                    (
                        issuer_name(visit, window.issuer),
                        class_name(visit, window.stock_class),
                        visit.show(state.phase(visit.now), "phase"),
                    )
                ),
                id=window.window,
            )


def _plans(visit: Visit, word: str) -> Iterator[Found]:
    for pool in visit.books.register.plans.plans.values():
        plan = pool.plan
        is_meant = _has(word, (plan.name,)) or _names(word, plan.plan)
        if is_meant and visit.sight.sees_plan(pool):
            yield Found(
                kind=visit.said("Plan"),
                link=Link(says=plan.name, href=visit.to(f"/plan/{plan.plan}")),
                note=issuer_name(visit, plan.issuer),
                id=plan.plan,
            )


def _grants(visit: Visit, word: str) -> Iterator[Found]:
    """Yield grants by their id or their label."""
    for grant in visit.books.register.plans.grants.values():
        granted = grant.granted
        label = granted.certificate or ""
        is_meant = _names(word, granted.security) or (len(word) > 1 and word == _plain(label))
        if is_meant and visit.sight.sees_grant(grant):
            name = label or handle(granted.security)
            yield Found(
                kind=visit.said("Grant"),
                link=Link(
                    says=visit.said("Grant {grant}", grant=name),
                    href=visit.to(f"/grant/{granted.security}"),
                ),
                note=f"{visit.name(granted.holder)} · {issuer_name(visit, granted.issuer)}",
                id=granted.security,
            )


def _entries(visit: Visit, word: str) -> Iterator[Found]:
    journal = visit.running.journal
    number = word.replace(",", "").removeprefix("#")
    is_there = number.isdecimal() and len(number) < 19 and 1 <= int(number) <= journal.head.seq
    if not is_there:
        return
    seq = int(number)
    for row, entry in journal.entries(after=seq - 1, upto=seq):
        yield Found(
            kind=visit.said("Entry"),
            link=Link(
                says=visit.said("Entry {number}", number=row.seq), href=visit.to(f"/record/{seq}")
            ),
            note=f"{entry.operation} · {visit.moment(entry.recorded_at)}",
            id=str(seq),
        )


def _errors(visit: Visit, word: str) -> Iterator[Found]:
    found: Iterable[type[LaoguError]] = known_errors()
    for one in found:
        if word in one.code and len(word) > 2:
            yield Found(
                kind=visit.said("Error"),
                link=Link(says=one.code, href=visit.to("/errors") + f"#{one.code}"),
                note=visit.words.translate(one.what),
                id=one.code,
            )


def _has(word: str, names: Iterable[str | None]) -> bool:
    return any(word in _plain(name) for name in names if name)


def _names(word: str, identifier: str) -> bool:
    """Return whether a word is an id, its end by which people call it, or most of it."""
    return len(word) >= HANDLE and word in identifier.casefold()


def _other(visit: Visit, one: HolderRegistered) -> str:
    name = one.name if visit.lang == "en" else one.name_en
    return name if isinstance(name, str) else ""


def _plain(text: str) -> str:
    """Return a text as it is compared: wide and small letters alike."""
    return unicodedata.normalize("NFKC", text).casefold()


ROUTES = (Route(path="/search", page=search),)
