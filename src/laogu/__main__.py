"""The program: the shell door, given what only the whole can do.

Each part is loaded when its command is asked for, so that `laogu --help` starts at once.
"""

import gc
from collections.abc import Sequence
from typing import Any

from laogu import cli


class Whole(cli.Above):
    """The whole program: it can serve a market, and measure itself."""

    def serve(self, **settings: Any) -> None:
        """Open a market with these settings and serve it.

        The collector rests until the whole is put together: of what is loaded nothing becomes
        garbage, and walking through all of it again and again took a tenth of a start.
        """
        gc.disable()
        from laogu import app

        app.serve(app.Settings(**settings))

    def bench(self, names: Sequence[str], *, as_json: bool) -> int:
        """Run benchmarks by name."""
        from laogu import bench

        return bench.main(names, as_json=as_json)


def main() -> None:
    """Run the program and end with its exit code."""
    cli.main(Whole())


if __name__ == "__main__":
    main()
