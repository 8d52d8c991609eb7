"""A round is modelled over HTTP: what is asked has lists in it, so it is sent as a body."""

import msgspec

from laogu.api.asking import person_asking, words_asked
from laogu.api.calls import Call, Handler, call_handler
from laogu.connectors import read_json, rounds
from laogu.journal import Running
from laogu.operations import Sight

MODEL = "round.model"
_encode = msgspec.json.Encoder().encode


def round_handler(running: Running) -> tuple[str, Handler]:
    """Return the handler of POST /api/round/model; holders, classes and papers go by their ids."""

    async def answer(call: Call) -> bytes:
        by = person_asking(running, call.header(b"authorization"))
        words = words_asked(call.header(b"accept-language"))
        found = running.ask(MODEL, read_json(MODEL, await call.body()), by=by)
        running.saw(Sight(running.books, by), "register", found.issuer.issuer)
        return _encode(rounds.told(found.modelled, words))

    return call_handler("/api/round/model", answer, status=200)
