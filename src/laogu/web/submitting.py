"""A form that was sent: read, checked to be ours, asked for, and what follows.

Always true: nothing is decided for a form whose proof is missing or another visitor's; a refusal
draws the page again that the form stood on, with everything typed kept.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from msgspec.structs import replace

from laogu.basics import LaoguError, request_id, zone_of
from laogu.connectors import LARGEST_BODY, NotUtf8, TooLargeBody, read_typed
from laogu.journal import Recorded
from laogu.people import ForgedRequest, NotSignedIn, SessionOver
from laogu.web.refusals import FormUnreadable
from laogu.web.sent import ASK, BACK, OWN, PROOF, REQUEST_ID, ZONE, File, Sent
from laogu.web.showing import Shown, moved
from laogu.web.visit import Visit

MOST_FIELDS = 1_000

Then = Callable[[Visit, Recorded], str]
"""Where to go once an operation is recorded; where none is named, back to the form's page."""

Draw = Callable[[Visit], Awaitable[Shown]]
"""Draws the page of a visit."""

# An address is printable ASCII without a backslash; two slashes could begin another site's.
_STRANGE = re.compile(r"[^\x21-\x5b\x5d-\x7e]|//")
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?")


def check_origin(headers: Mapping[str, str]) -> None:
    """Refuse a form that another site sent; headers by their small names."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise ForgedRequest
    origin = headers.get("origin")
    if site is None and origin is not None and urlsplit(origin).netloc != headers.get("host"):
        raise ForgedRequest


def check_proof(visit: Visit, own: Mapping[str, str]) -> None:
    """Refuse a form that was not made for this visitor."""
    if not visit.is_proof(own.get(PROOF, "")):
        raise ForgedRequest


def sent_fields(name: str, body: bytes) -> Sent:
    """Return what a form holds that was sent as text."""
    if len(body) > LARGEST_BODY:
        raise TooLargeBody
    try:
        pairs = parse_qsl(
            body.decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeDecodeError as wrong:
        raise NotUtf8(at=wrong.start) from None
    except ValueError as wrong:
        raise FormUnreadable(reason=str(wrong)[:200]) from None
    return sent_pairs(name, dict(pairs), {})


def sent_pairs(name: str, pairs: Mapping[str, str], files: dict[str, File]) -> Sent:
    """Return what a form holds, parted into what was typed and what is ours."""
    return Sent(
        name=name,
        fields={key: value for key, value in pairs.items() if key not in OWN},
        own={key: value for key, value in pairs.items() if key in OWN},
        files=files,
    )


async def submit(visit: Visit, sent: Sent, *, then: Mapping[str, Then], draw: Draw) -> Shown:
    """Return the way to what came of an operation, or its page again."""
    back = _back(visit, sent)
    if ASK in sent.own:
        return await draw(_again(visit, back, sent))
    try:
        person = visit.must_be_somebody()
        request = read_typed(sent.name, _in_zone(sent))
        recorded = await visit.running.execute(
            sent.name,
            request,
            by=person,
            request_id=request_id(sent.own.get(REQUEST_ID, "")),
        )
    except (NotSignedIn, SessionOver):
        raise
    except LaoguError as error:
        return await draw(_again(visit, back, replace(sent, wrong=error)))
    goes = then.get(sent.name)
    return moved(visit, goes(visit, recorded) if goes is not None else back)


def _again(visit: Visit, back: str, sent: Sent) -> Visit:
    """Return the visit of the page that a form stands on."""
    address = urlsplit(back)
    query = dict(parse_qsl(address.query, keep_blank_values=True))
    return visit.at(address.path.removeprefix(f"/{visit.lang}"), query, sent)


def _back(visit: Visit, sent: Sent) -> str:
    """Return the page a form stands on, if it is one of ours."""
    return local(visit, sent.own.get(BACK, ""))


def local(visit: Visit, given: str) -> str:
    """Return an address of this market in the reader's language; any other is the first page."""
    is_ours = given.startswith(f"/{visit.lang}/") and _STRANGE.search(given) is None
    return given if is_ours else visit.to("/")


def _in_zone(sent: Sent) -> dict[str, str]:
    """Return the fields with moments in the zone in which they were typed."""
    zone = sent.own.get(ZONE, "")
    if not zone:
        return sent.fields
    known = zone_of(zone)
    return {
        name: (
            datetime.fromisoformat(value).replace(tzinfo=known).astimezone(UTC).isoformat()
            if _LOCAL.fullmatch(value) and _is_moment(value)
            else value
        )
        for name, value in sent.fields.items()
    }


def _is_moment(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
