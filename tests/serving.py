"""A web server in a thread beside the test, for what has to come over a socket."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

PATIENCE_SECONDS = 120
"""Far more than a slow machine needs: a test that waits for ever says nothing."""


@contextmanager
def listening(server: uvicorn.Server) -> Iterator[int]:
    """Run a server until the block ends; give the port at which it listens.

    The port is its own from the start, so that nobody else can take it meanwhile.
    """
    with socket.create_server(("127.0.0.1", 0)) as own:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [own]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.005)
        try:
            yield own.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive(), "the server did not end"
