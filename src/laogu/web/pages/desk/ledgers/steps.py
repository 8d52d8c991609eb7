"""The two steps of a ledger: it is looked at, then recorded; a page draws what came of it."""

from collections.abc import Callable

from msgspec.structs import replace

from laogu.basics import LaoguError, request_id
from laogu.register import CannotLoad, LoadedMeanwhile
from laogu.web.pages.acts import again, sent_of
from laogu.web.pages.desk.findings import as_file
from laogu.web.pages.desk.ledgers.looked import LedgerLooked, LedgerOf, Row, look
from laogu.web.pages.desk.meanwhile import CHANGED, have_changed, imports_seen
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.sent import ASK, REQUEST_ID
from laogu.web.showing import Shown, moved
from laogu.web.visit import Visit

Draw = Callable[[Subject, LedgerLooked[Row] | None], Shown]
"""Draws the page of a ledger. None: nothing was looked at, or what was sent cannot be."""


async def take(
    visit: Visit, slug: str, of: type[LedgerOf[Row]], draw: Draw[Row], *, then: str
) -> Shown:
    """Look at the ledger that was sent, or record the one that was looked at.

    then: where it goes on to once it is recorded.
    """
    try:
        ledger, form = of(at_desk(visit, slug, to_act=True)), sent_of(visit)
        is_load = form.fields.get("step") == "load"
        carried = form.fields.get("holders", "") if is_load else None
        looked = await look(ledger, form, carried=carried)
        if ASK in form.own:
            return as_file(visit, looked.findings, kind=form.own[ASK])
        if is_load and looked.can_load:
            return await _record(ledger, looked, draw, then=then)
    except LaoguError as error:
        there = again(visit, error, on=f"/desk/{slug}/{of.place}")
        return draw(at_desk(there, slug, to_act=True), None)
    return looked_at(ledger, looked, draw)


def looked_at(of: LedgerOf[Row], looked: LedgerLooked[Row], draw: Draw[Row]) -> Shown:
    """Return the second step: what the ledger says and would do."""
    subject = of.subject
    there = subject.visit.at(of.path, {}, None)
    return draw(Subject(there, subject.issuer.slug), looked)


async def _record(
    of: LedgerOf[Row], looked: LedgerLooked[Row], draw: Draw[Row], *, then: str
) -> Shown:
    """Record it, or show it again with what the books say by now."""
    visit = of.subject.visit
    form = sent_of(visit)
    if have_changed(of.subject, form):
        return await _shown_again(of, draw)
    try:
        await visit.running.execute(
            of.operation,
            of.asked(looked, seen=imports_seen(form)),
            by=visit.must_be_somebody(),
            request_id=request_id(form.own.get(REQUEST_ID, "")),
        )
    except LoadedMeanwhile:
        return await _shown_again(of, draw)
    except CannotLoad:
        return looked_at(of, await look(of, form), draw)
    return moved(visit, then)


async def _shown_again(of: LedgerOf[Row], draw: Draw[Row]) -> Shown:
    """Show it again with what the books say by now, and that they have changed."""
    found: LedgerLooked[Row] = await look(of, sent_of(of.subject.visit))
    told = (CHANGED.at(found.file.name), *found.findings)
    return looked_at(of, replace(found, findings=told), draw)
