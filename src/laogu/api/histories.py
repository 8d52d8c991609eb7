"""The history of an issuer over HTTP: as plain data, and as an Open Cap Format package."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from laogu.api.asking import day_asked, fields_known, sight_of
from laogu.api.told import json_answer
from laogu.basics import said
from laogu.connectors import FieldUnreadable
from laogu.journal import Running
from laogu.register import issuer_named

PACKAGE = "application/zip"


def history_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers of an issuer's history."""

    def told(request: Request[Any, Any, Any], issuer: str, on: str | None) -> Any:
        from laogu.connectors import histories

        sight = sight_of(running, request)
        found = histories.history_told(
            running.journal, issuer, as_of=day_asked(on, "as_of"), sight=sight
        )
        running.saw(sight, "register", issuer_named(running.books.register, issuer).issuer)
        return found

    @get("/api/histories/{issuer:str}", include_in_schema=False)
    async def history(request: Request[Any, Any, Any], issuer: FromPath[str]) -> Response[bytes]:
        from laogu.connectors import histories

        given = fields_known(request, "as_of")
        return json_answer(histories.plain_history(told(request, issuer, given.get("as_of"))))

    @get("/api/packages/{issuer:str}", include_in_schema=False)
    async def package(request: Request[Any, Any, Any], issuer: FromPath[str]) -> Response[bytes]:
        from laogu.connectors import histories, ocf

        given = fields_known(request, "as_of", "version", "strict", "snapshot")
        version = given.get("version", "main")
        if version not in ocf.VERSIONS:
            reason = said("It is one of {known}.", known=tuple(ocf.VERSIONS))
            raise FieldUnreadable(name="version", reason=reason)
        found = told(request, issuer, given.get("as_of"))
        content, _ = histories.package_of(
            found,
            version=version,  # type: ignore[arg-type]  # It is one of them.
            is_strict=given.get("strict") == "true",
            is_snapshot=given.get("snapshot") == "true",
        )
        name = f"{found.issuer}-{found.as_of}.ocf.zip"
        return Response(
            content,
            media_type=PACKAGE,
            headers={
                "Cache-Control": "no-store",
                "Content-Disposition": f'attachment; filename="{name}"',
            },
        )

    return [history, package]
