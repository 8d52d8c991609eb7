"""What changed, as a stream of events that a browser and a program read alike (text/event-stream).

Each event has the number of an entry as its id, so that who comes back says how far they knew:

    id: 31
    event: changed
    data: {"seq":31,"subjects":["issuer:issuer_…","record"]}

`hello` comes first, `changed` when something did, `reset` when too much did to say what, `over`
last. A line that begins with a colon is a beat.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import msgspec

from laogu.connectors.reading import WHOLE_NUMBER, FieldUnreadable, at_field
from laogu.journal import Running, Told
from laogu.operations import Sight

EVENT_STREAM = "text/event-stream"
STREAM_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store, no-transform",
    # A proxy that gathers an answer before it passes it on would hold back every event.
    "X-Accel-Buffering": "no",
}
RETRY_MS = 2_000
"""How long a browser waits before it takes up a line that broke."""

LONGEST_SEQ = 18
"""Digits of an entry's number."""

_encode = msgspec.json.Encoder().encode


def known_up_to(last_event_id: str | None, after: str | None) -> int | None:
    """Return the entry up to which a listener knows; None: it begins now.

    last_event_id: what a browser sends by itself when it comes back; it goes before `after`.
    """
    given = last_event_id or after
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST_SEQ):
        raise at_field(FieldUnreadable(name="after", reason=WHOLE_NUMBER), "after")
    return int(given)


async def events(
    running: Running,
    sight: Callable[[], Sight],
    *,
    after: int | None,
    whose: str,
    address: str,
) -> AsyncIterator[bytes]:
    """Yield the stream of one listener until it is over; room was made for it."""
    changes = running.changes
    with changes.listening(after, whose=whose, address=address) as listener:
        hello = {"seq": listener.seq, "now": running.journal.now().isoformat()}
        yield b"retry: %d\n" % RETRY_MS + _event("hello", listener.seq, hello)
        async for told in changes.told(listener, sight):
            yield b": beat\nid: %d\n\n" % listener.seq if told is None else _told(told)


def _told(told: Told) -> bytes:
    if told.is_over:
        return _event("over", told.seq, {"seq": told.seq})
    if told.is_gap:
        return _event("reset", told.seq, {"seq": told.seq})
    return _event("changed", told.seq, {"seq": told.seq, "subjects": told.subjects})


def _event(name: str, seq: int, data: Mapping[str, Any]) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (seq, name.encode(), _encode(data))
