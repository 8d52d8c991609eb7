"""The door itself: bytes in, the right page, bytes out, with the same headers on every answer."""

import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from litestar import Request, Response
from litestar.datastructures import UploadFile
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse
from msgspec.structs import replace

from laogu.basics import LaoguError
from laogu.connectors import LARGEST_BODY, Beside, NotUtf8, TooLargeBody, languages, plain
from laogu.journal import Running
from laogu.people import KeyRefused
from laogu.web.exports import is_file, part_of
from laogu.web.forms import wrong
from laogu.web.keeping import Keeping
from laogu.web.methods import DO, READ, check_taken, methods_taken, options, takes
from laogu.web.pages import ROUTES, THEN
from laogu.web.paging import FROM
from laogu.web.refusals import FormUnreadable, MethodUnknown, PageBroken, PageUnknown
from laogu.web.regions import HEADER, cut
from laogu.web.routes import Answer, Route, find, is_named
from laogu.web.sending import response, whole
from laogu.web.sent import File, Sent
from laogu.web.serving_files import serve_static
from laogu.web.settings import Settings
from laogu.web.shapes import Wrong
from laogu.web.showing import HEADERS, Page, Shown, page
from laogu.web.stream import stream
from laogu.web.submitting import check_origin, check_proof, sent_fields, sent_pairs, submit
from laogu.web.visit import LANGS, Lang, Visit

AnyRequest = Request[Any, Any, Any]
Answering = Callable[[AnyRequest], Awaitable[ASGIResponse]]
_log = logging.getLogger("laogu.web")


class ProblemPage(Page, frozen=True, kw_only=True):
    """An error in place of a page. needs_sign_in: a way to sign in is offered."""

    wrong: Wrong
    needs_sign_in: bool


def handlers(running: Running, settings: Settings, beside: Beside) -> list[HTTPRouteHandler]:
    """Return what answers under /, /zh, /en, /static and /stream.

    beside: where a page is drawn that may take long.
    """
    door = _Door(running, settings, beside)
    return [
        _route("/", door.first_page),
        *(_route([f"/{lang}", f"/{lang}/{{_:path}}"], door.pages(lang)) for lang in LANGS),
        _route("/static/{_:path}", serve_static),
        _route("/stream", door.stream),
    ]


def _route(path: str | list[str], answer: Answering) -> HTTPRouteHandler:
    """Return a handler of every method: what is not taken is answered as a page too."""
    handler = HTTPRouteHandler(
        path,
        http_method=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
        status_code=200,
        include_in_schema=False,
        request_max_body_size=LARGEST_BODY,
    )
    return handler(answer)


def unknown_page(
    running: Running, settings: Settings, beside: Beside
) -> Callable[[AnyRequest, Exception], Response[bytes]]:
    """Return what answers where the app itself knows no address: a page that says so."""
    door = _Door(running, settings, beside)

    def answer(request: AnyRequest, _: Exception) -> Response[bytes]:
        path = request.scope["path"]
        lang = door.language(request)
        visit = door.visit(request, lang, "/", {})
        wrong: LaoguError = PageUnknown(path=path[:200])
        try:  # A method that no page takes, such as TRACE, is not asked of the pages.
            check_taken(methods_taken(path.removeprefix(f"/{lang}")), request.method)
        except MethodUnknown as other:
            wrong = other
        shown = problem(visit, wrong)
        return Response(
            shown.body,
            status_code=shown.status,
            media_type=shown.kind,
            headers={**HEADERS, **shown.headers},
        )

    return answer


def problem(visit: Visit, error: LaoguError) -> Shown:
    """Return the page of an error: what, why and what to do."""
    shown = ProblemPage(
        title=wrong(visit, error).what,
        wrong=wrong(visit, error),
        needs_sign_in=error.family == "denied" and visit.person is None,
    )
    found = page(visit.at("/", {}, None), "problem.html", shown)
    more = takes(error.known) if isinstance(error, MethodUnknown) else {}
    return replace(found, status=error.http_status, headers={**found.headers, **more})


def _broken(visit: Visit, path: str) -> Shown:
    """Return what is said of a page that could not be drawn; plainly, if not even that can be."""
    error = PageBroken(path=path[:200], at=visit.moment(visit.now, "UTC"))
    try:
        return problem(visit, error)
    except Exception as broken:  # noqa: BLE001 -- the door's outermost frame, habit 27
        _log.exception("not even the fault could be drawn", exc_info=broken)
        return Shown(status=500, body=str(error).encode(), kind="text/plain")


class _Door:
    """The pages of one running market."""

    def __init__(self, running: Running, settings: Settings, beside: Beside) -> None:
        self.running = running
        self.settings = settings
        self._keeping = Keeping(running.changes)
        self._beside = beside

    def pages(self, lang: Lang) -> Answering:
        """Return what answers under /zh or /en."""

        async def answer(request: AnyRequest) -> ASGIResponse:
            shown = cut(await self._answer(request, lang), request.headers.get(HEADER, ""))
            return response(shown, has_body=request.method != "HEAD")

        return answer

    async def first_page(self, request: AnyRequest) -> ASGIResponse:
        """Lead to the companies, in the language that was chosen or that the browser asks for."""
        if request.method == "OPTIONS":
            return response(options(READ))
        try:
            check_taken(READ, request.method)
        except MethodUnknown as error:
            return response(problem(self.visit(request, self.language(request), "/", {}), error))
        headers = {"Location": f"/{self.language(request)}/", "Cache-Control": "no-store",
                   "Vary": "Accept-Language, Cookie"}  # fmt: skip
        return response(Shown(status=303, headers=headers))

    async def stream(self, request: AnyRequest) -> ASGIResponse:
        """Answer with the stream of what changes, for as long as the visitor listens."""
        if request.method == "OPTIONS":
            return response(options(("GET",)))
        visit = self.visit(request, self.language(request), "/", {})
        try:
            check_origin({key.lower(): value for key, value in request.headers.items()})
            # The head of what never ends is not sent either: GET alone.
            check_taken(("GET",), request.method)
            return stream(self.visit(request, visit.lang, "/", _query(request)), request)
        except LaoguError as error:
            return response(problem(visit, error), has_body=request.method != "HEAD")

    def language(self, request: AnyRequest) -> Lang:
        """Return the language of the cookie, else the one the browser asks for first."""
        for lang in LANGS:
            if request.url.path.startswith(f"/{lang}/"):
                return lang
        cookies = _cookies(request)
        chosen = cookies.get("__Host-laogu-lang") or cookies.get("laogu-lang")
        asked = request.headers.get("accept-language", "").strip().lower()
        return "zh" if chosen == "zh" or (chosen != "en" and asked.startswith("zh")) else "en"

    def visit(
        self,
        request: AnyRequest,
        lang: Lang,
        path: str,
        query: Mapping[str, str],
        form: str = "",
    ) -> Visit:
        """Return the visit that a request begins; of a program only where it asks for a table."""
        return Visit(
            self.running,
            self.settings,
            lang=lang,
            path=path,
            query=query,
            shown=_cookies(request),
            form=form,
            token=_token(request) if form else "",
            address=request.client.host if request.client is not None else "",
            host=request.headers.get("host", ""),
        )

    async def _answer(self, request: AnyRequest, lang: Lang) -> Shown:
        path = request.scope["path"].removeprefix(f"/{lang}") or "/"
        path = path if path == "/" else path.rstrip("/")
        taken = methods_taken(path)
        if request.method == "OPTIONS" and taken:
            return options(taken)
        form = ""
        if request.method in ("GET", "HEAD") and not is_named(ROUTES, path):
            path, form = part_of(path)
        if form and _is_program(request):
            return await self._told(request, lang, path, form)
        visit = self.visit(request, lang, path, {}, form)
        try:
            visit = self.visit(request, lang, path, _query(request), form)
            check_taken(taken, request.method)
            if request.method == "POST":
                return await self._posted(visit, request)
            if request.method in ("GET", "HEAD"):
                return await self.draw(visit)
            raise PageUnknown(path=visit.here()[:200])
        except LaoguError as error:
            return problem(visit, error)
        except Exception as broken:  # noqa: BLE001 -- the door's outermost frame, habit 27
            _log.exception("the page %s could not be drawn", path, exc_info=broken)
            return _broken(visit, path)

    async def _told(self, request: AnyRequest, lang: Lang, path: str, form: str) -> Shown:
        """Return a table for a program; an error as a program reads it."""
        try:
            return await self.draw(self.visit(request, lang, path, _query(request), form))
        except LaoguError as error:
            told = plain.error(error, languages.words(lang))
            return Shown(
                status=error.http_status,
                body=msgspec.json.encode(told),
                kind="application/problem+json",
                headers=HEADERS,
            )
        except Exception as broken:  # noqa: BLE001 -- the door's outermost frame, habit 27
            _log.exception("the table at %s could not be made", path, exc_info=broken)
            return _broken(self.visit(request, lang, path, {}), path)

    async def draw(self, visit: Visit) -> Shown:
        """Return the page at the address of a visit."""
        found = find(ROUTES, visit.path)
        if "GET" in found:
            kept = self._keeping.get(visit)
            if kept is not None:
                return kept

            async def draw() -> Shown:
                shown = await _page_at(visit)
                if visit.form and not is_file(shown):
                    raise PageUnknown(path=f"{visit.here()} ({visit.form})"[:200])
                return shown

            seq = visit.running.journal.head.seq
            shown = await self._drawn(visit, draw)
            if shown.told_by and self.running.changes.still(seq, shown.told_by):
                self._keeping.keep(visit, shown)
            return shown
        raise PageUnknown(path=visit.here()[:200])

    async def _posted(self, visit: Visit, request: AnyRequest) -> Shown:
        found = find(ROUTES, visit.path)
        is_operation = visit.path.startswith(DO)
        if "POST" not in found and not is_operation:
            raise PageUnknown(path=visit.here()[:200])
        sent = await _read(visit.path.removeprefix(DO), request)
        headers = {key.lower(): value for key, value in request.headers.items()}
        check_origin(headers)
        if is_operation:
            check_proof(visit, sent.own)
            return await submit(visit, sent, then=THEN, draw=self.draw)
        route, parts = found["POST"]
        visit = visit.at(visit.path, visit.query, sent)

        async def draw() -> Shown:
            answer = await _answered(route, visit, parts)
            return await _page_at(answer) if isinstance(answer, Visit) else answer

        if not route.is_question:
            check_proof(visit, sent.own)
        if route.is_question or route.only_looks(sent):
            return await self._drawn(visit, draw)
        answer = await _answered(route, visit, parts)
        return await self.draw(answer) if isinstance(answer, Visit) else answer

    async def _drawn(self, visit: Visit, draw: Callable[[], Awaitable[Shown]]) -> Shown:
        """Return what changes nothing, drawn where that holds nobody up."""
        asked, who = _asked(visit), visit.person or visit.address
        long = _length(visit.sent) if visit.sent is not None else 0
        return await self._beside.of(asked, draw, whole=whole, who=who, bytes_sent=long)


async def _answered(route: Route, visit: Visit, parts: Mapping[str, str]) -> Answer:
    """Return what a page answers, waited for where it has to be."""
    answer = route.page(visit, **parts)
    return await answer if inspect.isawaitable(answer) else answer


async def _page_at(visit: Visit) -> Shown:
    """Return the page at the address of a visit."""
    route, parts = find(ROUTES, visit.path)["GET"]
    shown = await _answered(route, visit, parts)
    assert isinstance(shown, Shown), "only a form's own page leads to another"
    return shown


def _asked(visit: Visit) -> tuple[object, ...]:
    """Return what is asked for, as far as how long it takes may hang on it."""
    is_sent, query = visit.sent is not None, visit.query
    # Where a table begins is no matter; which it is, and which stretch of the record, may be all.
    names = frozenset(name for name in query if not name.startswith(FROM))
    chosen = query.get("table"), query.get("before")
    return visit.path, visit.form, is_sent, visit.person is None, names, chosen


def _length(sent: Sent) -> int:
    """Return how long all is that was sent; a character is taken for a byte."""
    files = sum(len(one.content) for one in sent.files.values())
    return files + sum(len(one) for one in sent.fields.values())


async def _read(name: str, request: AnyRequest) -> Sent:
    """Return the form of a request; refused once it is over the limit."""
    kind = request.headers.get("content-type", "")
    try:
        if kind.startswith("multipart/form-data"):
            return await _read_parts(name, request)
        return sent_fields(name, await request.body())
    except RequestEntityTooLarge:
        raise TooLargeBody from None


async def _read_parts(name: str, request: AnyRequest) -> Sent:
    """Return a form that came in parts, with its files."""
    try:
        form = await request.form()
    except RequestEntityTooLarge:
        raise
    except UnicodeDecodeError as wrong:
        raise NotUtf8(at=wrong.start) from None
    except Exception as broken:  # noqa: BLE001 -- whatever the parser says of foreign bytes
        raise FormUnreadable(reason=str(broken)[:200]) from None
    pairs: dict[str, str] = {}
    files: dict[str, File] = {}
    for key, value in form.multi_items():
        if isinstance(value, UploadFile):
            files[key] = File(value.filename[:200], await value.read())
        else:
            pairs[key] = str(value)
    return sent_pairs(name, pairs, files)


def _cookies(request: AnyRequest) -> dict[str, str]:
    """Return the cookies of a request; those that cannot be read are left out."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(request.headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: one.value for name, one in jar.items()}


def _is_program(request: AnyRequest) -> bool:
    """Return whether a program asks: it shows a token, or says that it reads JSON."""
    headers = request.headers
    return "authorization" in headers or "application/json" in headers.get("accept", "")


def _token(request: AnyRequest) -> str:
    """Return the token that a program shows; blank: none."""
    given = request.headers.get("authorization", "")
    scheme, _, secret = given.partition(" ")
    if given and (scheme.lower() != "bearer" or not secret.strip()):
        raise KeyRefused
    return str(secret).strip()


def _query(request: AnyRequest) -> dict[str, str]:
    """Return the query of an address, of each name the last value."""
    raw = request.scope["query_string"]
    try:
        return dict(parse_qsl(raw.decode(), errors="strict", max_num_fields=200))
    except UnicodeDecodeError as wrong:
        raise NotUtf8(at=wrong.start) from None
    except ValueError as wrong:
        raise FormUnreadable(reason=str(wrong)[:200]) from None
