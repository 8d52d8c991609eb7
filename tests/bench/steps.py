"""Counting steps, where a clock would be at the machine's mercy.

A step is a line of ours that runs or a function that is called, the interpreter's own included; a
loop counts once for each time around.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(act: Callable[[], object]) -> int:
    """Return how many steps `act` takes."""
    count = 0

    def line(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def called(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(lambda *_: line)
    sys.setprofile(called)
    try:
        act()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count
