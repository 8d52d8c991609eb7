"""Goals 8, 9, 11 and 12: the order route over HTTP, beside a bare route and beside itself."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.pressing import AT_ONCE, Pressed, press, presser
from laogu.bench.serving import Server
from laogu.bench.turns import in_turn

TAIL_LIMIT_US = 30_000


class Route:
    """One kind of server under load, and what every round of it came to."""

    def __init__(self, server: Server, folder: Path, at_once: int) -> None:
        self._server = server
        self._folder = folder
        self._at_once = at_once
        self.rounds: list[tuple[Pressed, int]] = []

    def __call__(self) -> float:
        """Press it once and return the CPU time of an order, in microseconds."""
        before = self._server.cpu_ns()
        pressed = press(self._server.ready, self._folder, at_once=self._at_once)
        self.rounds.append((pressed, self._server.cpu_ns() - before))
        return self.rounds[-1][1] / 1_000 / (pressed.requests * self._at_once)

    def orders(self) -> list[float]:
        """Return the orders a second of every round but the first, which is thrown away."""
        return [one.requests * self._at_once * 1_000_000 / one.us for one, _ in self.rounds[1:]]


def _routes(folder: Path, wanted: set[str]) -> Iterator[Found]:
    """Yield what the goals among `wanted` came to."""
    needed = {
        "bare": {"route-batch", "route-single"},
        "nothing": {"route-single", "durable"},
        "nothing-batch": {"route-batch"},
        "durable": {"durable", "batch", "tail", "tail-beside-middle"},
        "durable-batch": {"batch"},
    }
    with ExitStack() as opened:
        measured: dict[str, Route] = {}
        for name, goals in needed.items():
            if wanted & goals:
                kind, _, many = name.partition("-")
                server = Server(kind, folder)
                opened.callback(server.stop)
                measured[name] = Route(server, folder, AT_ONCE if many else 1)
        acts: dict[str, Callable[[], float]] = dict(measured)
        cpu = in_turn(acts)
    yield from _found(measured, cpu, wanted)


def _found(
    measured: dict[str, Route], cpu: dict[str, list[float]], wanted: set[str]
) -> Iterator[Found]:
    note = f"load from {presser()}"
    if "route-batch" in wanted:
        thing = cpu["nothing-batch"]
        yield Found(goal=ROUTES.named("route-batch"), thing=thing, limit=cpu["bare"], note=note)
    if "route-single" in wanted:
        yield Found(
            goal=ROUTES.named("route-single"), thing=cpu["nothing"], limit=cpu["bare"], note=note
        )
    if "durable" in wanted:
        thing, limit = measured["durable"].orders(), measured["nothing"].orders()
        yield Found(goal=ROUTES.named("durable"), thing=thing, limit=limit, note=note)
    if "batch" in wanted:
        thing, limit = measured["durable-batch"].orders(), measured["durable"].orders()
        yield Found(goal=ROUTES.named("batch"), thing=thing, limit=limit, note=note)
    if wanted & {"tail", "tail-beside-middle"}:
        rounds = [one for one, _ in measured["durable"].rounds[1:]]
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
            name="route-batch",
            thing="offer.post without storage, a hundred a call, with a token",
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
            name="batch",
            thing="offer.post durable, a hundred a call, 64 connections",
            limit="the same, one a call",
            unit="orders a second",
            seen="9 to 11",
            floor=600,
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
