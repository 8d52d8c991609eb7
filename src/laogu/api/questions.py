"""What may be asked over HTTP without recording anything."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from laogu.api.asking import day_asked, fields_asked, fields_known, lang_of, sight_of, words_of
from laogu.api.capital import capital_handlers
from laogu.api.encumbered import encumbrance_handlers
from laogu.api.grants import grant_handlers
from laogu.api.histories import history_handlers
from laogu.api.marks import mark_handlers
from laogu.api.reports import report_handlers
from laogu.api.told import json_answer
from laogu.api.waterfalls import waterfall_handlers
from laogu.api.windows import window_handlers
from laogu.basics import NotADay, day_not_there
from laogu.connectors import (
    MOMENT,
    WHOLE_NUMBER,
    FieldUnreadable,
    at_field,
    cap_tables,
    plain,
    questions,
    read_fields,
)
from laogu.journal import Running, earlier_head, verify
from laogu.register import issuer_named

MOST_ENTRIES = 200


def question_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers of every question."""
    return [
        _explain(running),
        _anchors(running),
        *mark_handlers(running),
        *report_handlers(running),
        *waterfall_handlers(running),
        _captable(running),
        *_lists(running),
        *window_handlers(running),
        *capital_handlers(running),
        *encumbrance_handlers(running),
        *grant_handlers(running),
        *history_handlers(running),
        _verify(running),
        _record(running),
        _looks(running),
    ]


def _explain(running: Running) -> HTTPRouteHandler:
    @get("/api/transfer/explain", include_in_schema=False)
    async def explain(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight, words = sight_of(running, request), words_of(request)
        asked = read_fields("transfer.explain", fields_asked(request.scope["query_string"]))
        answer = running.ask("transfer.explain", asked, by=sight.person)
        decimals = questions.decimals_of(running.books, asked)
        return json_answer(plain.answer(answer, words, decimals=decimals))

    return explain


def _anchors(running: Running) -> HTTPRouteHandler:
    @get("/api/issuer/anchors", include_in_schema=False)
    async def anchors(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        asked = read_fields("issuer.anchors", fields_asked(request.scope["query_string"]))
        found = running.ask("issuer.anchors", asked, by=sight.person)
        holder = getattr(asked, "holder", None)
        if holder is not None and not running.books.register.holders[holder].public:
            running.saw(sight, "holdings", holder)
        return json_answer(plain.anchors(found, lang=lang_of(request)))

    return anchors


def _captable(running: Running) -> HTTPRouteHandler:
    @get("/api/captable/{issuer:str}", include_in_schema=False)
    async def captable(request: Request[Any, Any, Any], issuer: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        given = fields_known(request, "as_of", "known_at", *cap_tables.FIELDS)
        found = issuer_named(running.books.register, issuer)
        if sight.sees_register(found.issuer):
            running.saw(sight, "register", found.issuer)
        return json_answer(
            questions.captable(
                running.journal,
                issuer,
                as_of=day_asked(given.get("as_of"), "as_of"),
                known_at=_moment(given.get("known_at"), "known_at"),
                lang=lang_of(request),
                sight=sight,
                asked=cap_tables.table_asked(given, currency=found.currency),
            )
        )

    return captable


def _lists(running: Running) -> list[HTTPRouteHandler]:
    @get("/api/issuers", include_in_schema=False)
    async def issuers(request: Request[Any, Any, Any]) -> Response[bytes]:
        return json_answer(questions.issuers(running.books, lang=lang_of(request)))

    @get("/api/offers", include_in_schema=False)
    async def offers(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        sight.must_have_a_mandate()
        return json_answer(
            questions.offers(running.books, fields_known(request, "issuer").get("issuer", ""))
        )

    @get("/api/tape", include_in_schema=False)
    async def tape(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight_of(running, request)
        return json_answer(
            questions.tape(running.books, fields_known(request, "issuer").get("issuer", ""))
        )

    @get("/api/trades/{trade:str}", include_in_schema=False)
    async def trade(request: Request[Any, Any, Any], trade: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        state = sight.trade(trade)
        running.saw(sight, "trade", state.trade.trade, owners=sight.sides_of(state))
        return json_answer(questions.trade(running.journal, state, lang=lang_of(request)))

    @get("/api/holdings/{holder:str}", include_in_schema=False)
    async def holdings(request: Request[Any, Any, Any], holder: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        found = sight.holder_of(holder).holder
        running.saw(sight, "holdings", found)
        return json_answer(questions.holdings(running.journal, found, lang=lang_of(request)))

    @get("/api/statements/{holder:str}", include_in_schema=False)
    async def statement(request: Request[Any, Any, Any], holder: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        found = sight.holder_of(holder).holder
        running.saw(sight, "holdings", found)
        return json_answer(questions.statement(running.books, found))

    @get("/api/inbox", include_in_schema=False)
    async def inbox(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        sight.must_have_a_mandate()
        return json_answer(questions.inbox(running.books, sight))

    return [issuers, offers, tape, trade, holdings, statement, inbox]


def _verify(running: Running) -> HTTPRouteHandler:
    @get("/api/verify", include_in_schema=False)
    async def verification(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight_of(running, request).must_operate_or_inspect()
        written = fields_known(request, "head").get("head")
        earlier = earlier_head(written) if written else None
        found = verify(running.journal.store, running.journal, earlier=earlier)
        return json_answer(questions.verified(found))

    return verification


def _looks(running: Running) -> HTTPRouteHandler:
    @get("/api/looks", include_in_schema=False)
    async def looks(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight_of(running, request).must_operate_or_inspect()
        of = fields_known(request, "of").get("of")
        return json_answer(questions.looks(running.looking, of=of))

    return looks


def _record(running: Running) -> HTTPRouteHandler:
    @get("/api/record", include_in_schema=False)
    async def record(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        given = fields_known(request, "after", "limit")
        after = _whole(given.get("after", "0"), "after")
        limit = min(_whole(given.get("limit", "50"), "limit"), MOST_ENTRIES)
        return json_answer(questions.record(running.journal, sight, after=after, limit=limit))

    return record


def _moment(given: str | None, name: str) -> datetime | None:
    if not given:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        if (no_day := day_not_there(given)) is not None:
            raise at_field(NotADay(day=no_day), name) from None
        moment = None
    if moment is None or moment.tzinfo is None:
        raise at_field(FieldUnreadable(name=name, reason=MOMENT), name)
    return moment


def _whole(given: str, name: str) -> int:
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        raise at_field(FieldUnreadable(name=name, reason=WHOLE_NUMBER), name)
    return int(given)
