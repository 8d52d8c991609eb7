"""The files of ours that pages are drawn with, as answers."""

from typing import Any

from litestar import Request
from litestar.response.base import ASGIResponse

from laogu.web.files import kind_of, static_files, version
from laogu.web.methods import READ, check_taken, options, takes
from laogu.web.refusals import MethodUnknown
from laogu.web.sending import response
from laogu.web.showing import Shown


async def serve_static(request: Request[Any, Any, Any]) -> ASGIResponse:
    """Answer with a file of ours; for ever, at the address of this version."""
    if request.method == "OPTIONS":
        return response(options(READ))
    return response(_found(request), has_body=request.method != "HEAD")


def _found(request: Request[Any, Any, Any]) -> Shown:
    try:
        check_taken(READ, request.method)
    except MethodUnknown as wrong:
        said, more = str(wrong).encode(), takes(READ)
        return Shown(status=wrong.http_status, body=said, kind="text/plain", headers=more)
    path = request.scope["path"].removeprefix("/static").strip("/")
    given, _, name = path.partition("/")
    content = static_files().get(name)
    if content is None:
        return Shown(status=404, body=b"There is no such file.", kind="text/plain")
    keep = "public, max-age=31536000, immutable" if given == version() else "no-cache"
    return Shown(body=content, kind=kind_of(name), headers={"Cache-Control": keep})
