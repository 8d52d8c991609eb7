"""Load over HTTP: from wrk where it is on the path, otherwise from a program of our own."""

import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from laogu.bench.serving import Ready

CONNECTIONS = 64
SECONDS = 2
LONGEST = 8
AT_ONCE = 100


class Pressed(Struct, frozen=True):
    """What a load came to. us: how long it took; p50, p99: microseconds. wrong: bad answers."""

    requests: int
    us: int
    p50: int
    p99: int
    wrong: int


def presser() -> str:
    """Return who makes the load."""
    return "wrk" if shutil.which("wrk") else "our own client"


Form = Literal["one", "batch", "list"]
"""One offer a call; many requests in a call; one request with a list of offers."""

_PATHS: Mapping[Form, str] = {
    "one": "/api/offer/post",
    "batch": "/api/batch",
    "list": "/api/offer/post_all",
}


def offers_in(form: Form) -> int:
    """Return how many offers a call of that form brings."""
    return 1 if form == "one" else AT_ONCE


def press(ready: Ready, folder: Path, *, form: Form) -> Pressed:
    """Press a server with offers, so many a call as its form brings.

    On a busy machine no answer may come in time; then it is pressed again, for twice as long.
    """
    bodies = folder / f"{ready.port}.txt"
    bodies.write_text("\n".join(ready.bodies) + "\n", encoding="utf-8")
    seconds = SECONDS
    while True:
        pressed = _press(ready, bodies, form, seconds)
        if pressed.wrong:
            raise RuntimeError(f"{pressed.wrong} of {pressed.requests} requests went wrong")
        if pressed.requests:
            return pressed
        if seconds > LONGEST:
            raise RuntimeError(f"nothing was answered in {seconds} seconds")
        seconds *= 2


def _press(ready: Ready, bodies: Path, form: Form, seconds: int) -> Pressed:
    address = f"http://127.0.0.1:{ready.port}{_PATHS[form]}"
    # The seed keeps the ids of two loads apart.
    given = [ready.token, str(bodies), form, str(offers_in(form)), str(secrets.randbits(31))]
    wrk = shutil.which("wrk")
    if wrk is not None:
        script = str(files("laogu.bench") / "load" / "offers.lua")
        timed = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", f"{LONGEST * 4}s"]
        command = [wrk, *timed, "-s", script, address, "--", *given]
    else:
        command = [sys.executable, "-m", "laogu.bench.caller", address, *given, str(seconds)]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, capture_output=True, text=True, check=True, timeout=LONGEST * 10
    )
    return msgspec.json.decode(done.stdout.strip().rpartition("\n")[2], type=Pressed)
