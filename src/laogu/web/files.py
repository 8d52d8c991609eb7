"""Our own styles, scripts and faces: read once, at addresses that change with what is in them."""

import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cache

from laogu.web.rendering import STATIC

KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}


@cache
def static_files() -> Mapping[str, bytes]:
    """Return every static file by its path below static/."""
    return {
        path.relative_to(STATIC).as_posix(): path.read_bytes()
        for path in sorted(STATIC.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@cache
def version() -> str:
    """Return what changes whenever any static file does: styles name faces beside them."""
    whole = hashlib.sha256()
    for path, content in static_files().items():
        whole.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()[:12]


def static_address(path: str) -> str:
    """Return the address of a static file."""
    return f"/static/{version()}/{path}"


def kind_of(path: str) -> str:
    """Return the media type of a static file."""
    suffix = path[path.rfind(".") :]
    return KINDS.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
