"""What is measured over HTTP: the market's own application, and a bare route beside it.

`python -m laogu.bench.served KIND FOLDER DATABASE` prints one line of JSON when it is ready; for
each line it reads it prints the CPU time it has used, and it ends when there is nothing more to
read. DATABASE: left empty, a file in the folder.
"""

import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import msgspec
import uvicorn

from laogu.app import Settings, build, long_lived
from laogu.bench.bed import Bed, file_store, made_up
from laogu.bench.serving import Ready
from laogu.bench.stores import KeepsNothing
from laogu.journal import Store, open_store
from laogu.operations import OPERATIONS


def bare(bed: Bed) -> Any:
    """Return a bare ASGI route: the same decoding of the same order, and an answer of that form."""
    request = OPERATIONS["offer.post"].request
    decode = msgspec.json.Decoder(request).decode
    encode = msgspec.json.Encoder().encode
    answer = {
        "entry": 1,
        "recorded_at": bed.running.journal.now().isoformat(),
        "request": str(bed.running.new_request_id()),
        "operation": "offer.post",
        "made": {"offer": bed.holders[:1]},
        "events": ["market.offer_posted.1"],
    }

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        message = await receive()
        body = message["body"]
        while message["more_body"]:
            message = await receive()
            body += message["body"]
        assert isinstance(decode(body), request), "an order"
        told = encode(answer)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(told))]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": told})

    return app


def _serve(kind: str, folder: Path, database: str) -> None:
    bed = made_up(_store(kind, folder, database))
    app = _application(kind, bed, database)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off" if kind in {"bare", "usual"} else "on",
    )
    server = uvicorn.Server(config)
    bodies = [msgspec.json.encode(bed.offer(number)).decode() for number in range(len(bed.holders))]
    long_lived()
    _tell(msgspec.json.encode(Ready(listening.getsockname()[1], bed.token, bodies)).decode())
    threading.Thread(target=_listen, args=(server,), daemon=True).start()
    server.run(sockets=[listening])


def _store(kind: str, folder: Path, database: str) -> Store:
    if kind != "durable":
        return KeepsNothing()
    return open_store(database, write=True) if database else file_store(folder)


def _application(kind: str, bed: Bed, database: str) -> Any:
    match kind:
        case "bare":
            return bare(bed)
        case "usual":
            # Imported here: only who compares has it.
            from laogu.bench.usual import usual

            return usual(database)
        case _:
            # Litestar takes pydantic in where it finds it, and only a peer brings it along: ten
            # megabytes that are no part of the market.
            sys.modules["pydantic"] = None  # type: ignore[assignment]
            return build(bed.running, Settings(database=""))


def _listen(server: uvicorn.Server) -> None:
    for _ in sys.stdin:
        _tell(str(time.process_time_ns()))
    server.should_exit = True


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
