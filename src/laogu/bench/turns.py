"""Taking turns: the thing and its limit one after the other, so that both meet the same machine."""

import gc
import time
from collections.abc import Callable, Mapping

ROUNDS = 5


def in_turn(
    measures: Mapping[str, Callable[[], float]], *, rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Return what each measure came to in every round; the first round of all is thrown away."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for turn in range(rounds + 1):
        for name, measure in measures.items():
            gc.collect()
            figure = measure()
            if turn:
                found[name].append(figure)
    return found


def a_second(count: int, act: Callable[[], object]) -> float:
    """Return how many a second, by the wall, where `act` does `count`."""
    start = time.perf_counter_ns()
    act()
    return count * 1_000_000_000 / (time.perf_counter_ns() - start)


def cpu_ms(act: Callable[[], object], *, times: int = 1) -> Callable[[], float]:
    """Return what measures the CPU time that `act` takes, in milliseconds; the mean of `times`."""

    def measure() -> float:
        start = time.process_time_ns()
        for _ in range(times):
            act()
        return (time.process_time_ns() - start) / 1_000_000 / times

    return measure
