"""Goals 8, 9, 11 and 12: the order route over HTTP, beside a bare route and beside itself."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.pressing import Form, Pressed, offers_in, press, presser
from laogu.bench.serving import Server
from laogu.bench.turns import in_turn

TAIL_LIMIT_US = 30_000


class Route:
    """One kind of server under load, and what every round of it came to."""

    def __init__(self, server: Server, folder: Path, form: Form) -> None:
        self._server = server
        self._folder = folder
        self._form: Form = form
        self._at_once = offers_in(form)
        self.rounds: list[tuple[Pressed, int]] = []

    def __call__(self) -> float:
        """Press it once and return the CPU time of an order, in microseconds."""
        # What the turn before has left for the disk to do is not this one's.
        os.sync()
        before = self._server.cpu_ns()
        pressed = press(self._server.ready, self._folder, form=self._form)
        self.rounds.append((pressed, self._server.cpu_ns() - before))
        return self.rounds[-1][1] / 1_000 / (pressed.requests * self._at_once)

    def orders(self) -> list[float]:
        """Return the orders a second of every round but the first, which is thrown away."""
        return [one.requests * self._at_once * 1_000_000 / one.us for one, _ in self.rounds[1:]]


def _routes(folder: Path, wanted: set[str]) -> Iterator[Found]:
    """Yield what the goals among `wanted` came to."""
    needed: dict[tuple[str, Form], set[str]] = {
        ("bare", "one"): {"route-list", "route-batch", "route-single"},
        ("nothing", "one"): {"route-single", "durable"},
        ("nothing", "batch"): {"route-batch"},
        ("nothing", "list"): {"route-list"},
        ("durable", "one"): {"durable", "list", "batch", "tail", "tail-beside-middle"},
        ("durable", "batch"): {"batch"},
        ("durable", "list"): {"list"},
    }
    with ExitStack() as opened:
        measured: dict[str, Route] = {}
        for (kind, form), goals in needed.items():
            if wanted & goals:
                server = Server(kind, folder)
                opened.callback(server.stop)
                measured[f"{kind}-{form}"] = Route(server, folder, form)
        acts: dict[str, Callable[[], float]] = dict(measured)
        cpu = in_turn(acts)
    yield from _found(measured, cpu, wanted)


def _found(
    measured: dict[str, Route], cpu: dict[str, list[float]], wanted: set[str]
) -> Iterator[Found]:
    note = f"load from {presser()}"
    for name, form in (("route-list", "list"), ("route-batch", "batch"), ("route-single", "one")):
        if name in wanted:
            thing, limit = cpu[f"nothing-{form}"], cpu["bare-one"]
            yield Found(goal=ROUTES.named(name), thing=thing, limit=limit, note=note)
    for name, of, beside in (
        ("durable", "durable-one", "nothing-one"),
        ("list", "durable-list", "durable-one"),
        ("batch", "durable-batch", "durable-one"),
    ):
        if name in wanted:
            thing, limit = measured[of].orders(), measured[beside].orders()
            yield Found(goal=ROUTES.named(name), thing=thing, limit=limit, note=note)
    if wanted & {"tail", "tail-beside-middle"}:
        rounds = [one for one, _ in measured["durable-one"].rounds[1:]]
        p99 = [one.p99 / 1_000 for one in rounds]
        limits = {
            "tail": [TAIL_LIMIT_US / 1_000 for _ in rounds],
            "tail-beside-middle": [one.p50 / 1_000 for one in rounds],
        }
        for name in sorted(wanted & limits.keys()):
            yield Found(goal=ROUTES.named(name), thing=p99, limit=limits[name], note=note)


ROUTES = Bench(
    (
        Goal(
            number=8,
            name="route-list",
            thing="offer.post_all without storage, a hundred in a list, with a token",
            limit="bare ASGI route, the same decoding, one a call",
            unit="us of CPU an order",
            seen="1.6",
            floor=200,
            at_most=True,
        ),
        Goal(
            number=8,
            name="route-batch",
            thing="offer.post without storage, a hundred requests a call, with a token",
            limit="bare ASGI route, the same decoding, one a call",
            unit="us of CPU an order",
            seen="1.6",
            floor=200,
            at_most=True,
        ),
        Goal(
            number=8,
            name="route-single",
            thing="offer.post without storage, one a call, with a token",
            limit="bare ASGI route, the same decoding, one a call",
            unit="us of CPU an order",
            seen="3 to 4",
            floor=400,
            at_most=True,
        ),
        Goal(
            number=9,
            name="durable",
            thing="offer.post durable, 64 connections",
            limit="the same without storage",
            unit="orders a second",
            seen="0.77",
            floor=60,
        ),
        Goal(
            number=11,
            name="list",
            thing="offer.post_all durable, a hundred in a list, 64 connections",
            limit="offer.post durable, one a call, 64 connections",
            unit="orders a second",
            seen="9 to 11",
            floor=600,
        ),
        Goal(
            number=None,
            name="batch",
            thing="offer.post durable, a hundred requests a call, 64 connections",
            limit="the same, one a call",
            unit="orders a second",
            seen="none",
            floor=200,
        ),
        Goal(
            number=12,
            name="tail",
            thing="99 of 100 durable offer.post answered, 64 connections",
            limit="30 ms",
            unit="ms",
            seen="0.47 (14 ms)",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=12,
            name="tail-beside-middle",
            thing="99 of 100 durable offer.post answered, 64 connections",
            limit="half of them answered",
            unit="ms",
            seen="none",
            floor=600,
            at_most=True,
        ),
    ),
    _routes,
)
