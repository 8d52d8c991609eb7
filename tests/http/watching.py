"""What has been asked and answered, compared with what the record says afterwards."""

import time
from collections.abc import Callable

import msgspec

from tests.http.load import Asked, Call, Keeping, Load, Trading
from tests.http.market import OPERATOR
from tests.http.servers import Server
from tests.serving import PATIENCE_SECONDS


class Watch:
    """What has been sent and answered so far, and what the record says of it.

    recorded: the number of the entry of each request, as the record tells it.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.recorded: dict[str, int] = {}
        self.read_upto = 0

    def of(self, calls: list[Call]) -> list[Asked]:
        return [asked for call in calls for asked in call.requests]

    def check(self, server: Server, calls: list[Call]) -> None:
        """Compare the record with what was answered in `calls`, and ask for all of it again."""
        self.calls += calls
        found = server.caller(OPERATOR).inspects()
        assert found["sound"], found["differences"]
        self.read(server)

        for call in calls:
            self.check_call(call)
        self.ask_again(server, self.of(calls))
        self.read(server)

    def read(self, server: Server) -> None:
        """Read on in the record; no request is there twice."""
        operator = server.caller(OPERATOR)
        while True:
            page = operator.gets("/api/record", after=self.read_upto, limit=200).json
            for entry in page["entries"]:
                request = msgspec.json.decode(entry["body"]).get("request")
                if request is not None:
                    assert request not in self.recorded, "recorded twice"
                    self.recorded[request] = entry["entry"]
                self.read_upto = entry["entry"]
            if page["next"] is None:
                return

    def check_call(self, call: Call) -> None:
        """What was answered is there; what was not answered is there as a whole, or not at all."""
        there = [str(one.id) in self.recorded for one in call.requests]
        lawful = [one.fields.get("amount") != "0" for one in call.requests]
        if call.is_answered:
            assert there == lawful
            for asked in call.requests:
                if "entry" in (asked.answered or {}):
                    assert asked.answered["entry"] == self.recorded[str(asked.id)]  # type: ignore[index]
        else:
            assert there in (lawful, [False] * len(there)), "a call was recorded by halves"

    def ask_again(self, server: Server, requests: list[Asked]) -> None:
        """Send everything again: the same answers; what was never answered is answered now."""
        forgotten = {
            one.fields["person"] for one in self.of(self.calls) if one.operation == "person.forget"
        }
        for who in {one.who for one in requests}:
            again = [one for one in requests if one.who == who]
            body = msgspec.json.encode({"requests": [one.as_one for one in again]})
            answers = server.caller(who).sends("batch", body).json["answers"]
            for asked, answer in zip(again, answers, strict=True):
                status = answer.pop("status")
                if answer.get("code") == "journal.request_forgotten":
                    assert asked.answered is not None
                    assert asked.answered["made"]["person"][0] in forgotten
                elif asked.answered is not None:
                    assert answer == asked.answered
                elif asked.fields.get("amount") != "0":
                    assert status == 201, answer
                    asked.answered = answer


def under_load(
    server: Server, seed: object, *, answers: int, seconds: float, end: Callable[[], object]
) -> list[Call]:
    """Put a load on a server, end it some seconds after so many answers; return what was sent."""
    loads: list[Load] = [Trading(server, seed), Keeping(server, seed)]
    for load in loads:
        load.start()
    while sum(call.is_answered for load in loads for call in load.calls) < answers:
        time.sleep(0.0005)
        assert all(load.is_alive() for load in loads), [load.strange for load in loads]
    time.sleep(seconds)
    end()
    for load in loads:
        load.join(PATIENCE_SECONDS)
        assert not load.is_alive()
        assert load.strange == []
    return [call for load in loads for call in load.calls]
