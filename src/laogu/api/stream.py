"""What changes, told to a program as it happens: GET /api/stream."""

from typing import Any

from litestar import Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.response.streaming import ASGIStreamingResponse

from laogu.api.asking import fields_asked, person_asking
from laogu.connectors import FieldUnknown, event_stream
from laogu.journal import Running
from laogu.operations import Sight

FIELDS = ("after",)


def stream_handler(running: Running) -> HTTPRouteHandler:
    """Return the handler of the stream."""

    @get("/api/stream", include_in_schema=False)
    async def stream(request: Request[Any, Any, Any]) -> ASGIStreamingResponse:
        authorization = request.headers.get("authorization")
        person = person_asking(running, authorization)
        fields = fields_asked(request.scope["query_string"])
        for name in fields:
            if name not in FIELDS:
                raise FieldUnknown(name=name[:60], known=FIELDS)
        after = event_stream.known_up_to(request.headers.get("last-event-id"), fields.get("after"))
        address = request.client.host if request.client is not None else ""
        whose = str(person or "")
        running.changes.make_room(whose=whose, address=address)

        def sight() -> Sight:
            """Return what the program may see now; refused once its token is."""
            return Sight(running.books, person_asking(running, authorization))

        told = event_stream.events(running, sight, after=after, whose=whose, address=address)
        return ASGIStreamingResponse(
            iterator=told,
            media_type=event_stream.EVENT_STREAM,
            headers=dict(event_stream.STREAM_HEADERS),
        )

    return stream
