"""The page of an issuer's rounds."""

from collections.abc import Mapping

from laogu.basics import LaoguError
from laogu.connectors import read_fields, typed_rates
from laogu.operations import RoundModelled
from laogu.register import rounds
from laogu.web.exports import exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Group, again, ask_for, sent_of
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.rounds.acts import groups_of
from laogu.web.pages.rounds.asked import SOLD, fields_of, kept
from laogu.web.pages.rounds.tables import (
    Listed,
    in_figures,
    model_sheets,
    modelled,
    names,
    paper_sheets,
    papers,
)
from laogu.web.pages.writing import invented
from laogu.web.routes import Route, unless_it_acts
from laogu.web.sent import ASK
from laogu.web.shapes import Cell
from laogu.web.showing import Page, Shown, moved, page
from laogu.web.visit import Visit

MODEL = "round.model"


class RoundsPage(Page, frozen=True, kw_only=True):
    """Convertibles, warrants, a round that was modelled, and the forms.

    cells: of the modelled round; empty: none was asked for. missing: what could not be worked out.
    groups: what may be done here; empty for who only looks.
    """

    name: str
    is_example: bool
    back: Link
    cells: tuple[Cell, ...]
    missing: tuple[str, ...]
    model: tuple[Listed, ...]
    papers: tuple[Listed, ...]
    groups: tuple[Group, ...]


def rounds_page(visit: Visit, slug: str) -> RoundsPage:
    """Return the values of an issuer's rounds, or refuse who may not see its register."""
    subject = at_desk(visit, slug)
    return _page_of(subject, _found(subject))


def show(visit: Visit, slug: str) -> Shown:
    """Return an issuer's rounds, or one of its tables as a file."""
    subject = at_desk(visit, slug)
    subject.note_look()
    found = _found(subject)
    sheets = paper_sheets(subject)
    if found is not None:
        sheets = (*model_sheets(subject, found), *sheets)
    return exported(visit, *sheets) or page(visit, "rounds.html", _page_of(subject, found))


async def close(visit: Visit, slug: str) -> Shown | Visit:
    """Close a round, or only work it out: then the way to it, which stands in the address."""
    sent = sent_of(visit)
    on = f"/desk/{slug}/rounds"
    if ASK in sent.own:
        try:
            _model(visit, slug, sent.fields)
        except LaoguError as error:
            return again(visit, error, on=on)
        return moved(visit, visit.to(on, **kept(sent.fields)) + "#by-class")
    return await ask_for(
        visit,
        "round.close",
        fields_of(sent.fields, slug, closing=True),
        on=on,
        then=lambda _: visit.to(f"/desk/{slug}") + "#holders",
    )


async def issue(visit: Visit, slug: str) -> Shown | Visit:
    """Issue one convertible; later rates of interest are typed into one field."""
    fields: dict[str, object] = {**sent_of(visit).fields, "issuer": slug}
    on = f"/desk/{slug}/rounds"
    try:
        fields["later_rates"] = [
            {"rate": str(one.rate), "from_on": one.from_on.isoformat()}
            for one in typed_rates(str(fields.get("later_rates", "")))
        ]
    except LaoguError as error:
        return again(visit, error, on=on)
    return await ask_for(visit, "convertible.issue", fields, on=on, then=lambda _: visit.to(on))


def _found(subject: Subject) -> RoundModelled | None:
    """Return the round that the address asks for; None: it asks for none."""
    visit = subject.visit
    if SOLD not in visit.query or visit.sent is not None:
        return None
    return _model(visit, subject.issuer.slug, visit.query)


def _model(visit: Visit, slug: str, typed: Mapping[str, str]) -> RoundModelled:
    request = read_fields(MODEL, fields_of(typed, slug, closing=False))
    found = visit.running.ask(MODEL, request, by=visit.must_be_somebody())
    assert isinstance(found, RoundModelled), "a model is what was asked for"
    return found


def _page_of(subject: Subject, found: RoundModelled | None) -> RoundsPage:
    visit, issuer = subject.visit, subject.issuer
    may_act = visit.may("issue", issuer.issuer)
    return RoundsPage(
        title=visit.said("Rounds of {issuer}", issuer=subject.name()),
        place="desk",
        zone=issuer.zone,
        example=invented(visit, issuer),
        name=subject.name(),
        is_example=issuer.example,
        back=Link(says=visit.said("The desk"), href=visit.to(f"/desk/{issuer.slug}")),
        cells=() if found is None else tuple(_cells(subject, found)),
        missing=() if found is None else tuple(_missing(subject, found)),
        model=() if found is None else tuple(modelled(subject, found)),
        papers=tuple(papers(subject)),
        groups=groups_of(subject, visit.query) if may_act else (),
    )


def _cells(subject: Subject, found: RoundModelled) -> list[Cell]:
    visit, model = subject.visit, found.modelled
    currency = model.asked.currency
    pool = visit.said("the pool grows by {shares}", shares=in_figures(model.more_pool))
    return [
        Cell(
            name=visit.said("Price of a share"),
            figure=rounds.shown(model.price),
            beside=currency,
            says=names(subject)(model.asked.name),
        ),
        Cell(
            name=visit.said("New money"),
            figure=in_figures(model.asked.raised),
            beside=currency,
            says=visit.said("for {shares} shares", shares=in_figures(model.new_shares)),
        ),
        Cell(
            name=visit.said("What converts"),
            figure=in_figures(model.converted),
            says=visit.said("papers: {papers}", papers=len(model.conversions)),
        ),
        Cell(
            name=visit.said("Valuation after the round"),
            figure=in_figures(model.post_money),
            beside=currency,
            says=pool,
        ),
    ]


def _missing(subject: Subject, found: RoundModelled) -> list[str]:
    visit, name_of = subject.visit, names(subject)
    return [
        visit.said(
            "{convertible} does not convert: {why}",
            convertible=name_of(one.convertible.name),
            why=one.why,
        )
        for one in found.modelled.not_computable
    ]


ROUTES = (
    Route(path="/desk/{slug}/rounds", page=show),
    Route(path="/desk/{slug}/rounds/close", page=close, method="POST", only_looks=unless_it_acts),
    Route(path="/desk/{slug}/rounds/issue", page=issue, method="POST"),
)
