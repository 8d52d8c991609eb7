"""The one stream of a browser: told which subjects changed, its tabs look again.

It is of the visitor, not of a page, and says nothing a visitor may not look at. It ends when the
session does.
"""

from typing import Any

from litestar import Request
from litestar.response.streaming import ASGIStreamingResponse

from laogu.connectors import event_stream
from laogu.operations import Sight
from laogu.web.showing import HEADERS
from laogu.web.visit import Visit


def stream(visit: Visit, request: Request[Any, Any, Any]) -> ASGIStreamingResponse:
    """Return the stream of a visitor, or refuse where there is no room."""
    running, session = visit.running, visit.session if visit.person is not None else ""
    after = event_stream.known_up_to(
        request.headers.get("last-event-id"), visit.query.get("after", "")
    )
    address = request.client.host if request.client is not None else ""
    whose = str(visit.person or "")
    running.changes.make_room(whose=whose, address=address)

    def sight() -> Sight:
        """Return what the visitor may see now; refused once the session is over."""
        person = running.sign_in.person_of_session(session) if session else None
        return Sight(running.books, person)

    told = event_stream.events(running, sight, after=after, whose=whose, address=address)
    return ASGIStreamingResponse(
        iterator=told,
        media_type=event_stream.EVENT_STREAM,
        headers={**HEADERS, **event_stream.STREAM_HEADERS},
    )
