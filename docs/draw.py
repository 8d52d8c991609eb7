"""Draw the pages that stand in the README and the tutorial again: .venv/bin/python docs/draw.py.

Two markets are opened in a folder of their own, a real one and a practice one, and a browser of
this machine does what the tutorial says, in either language. Look at the pictures before they
are committed, and take them down to 64 colours: a third of the bytes, and the same to the eye.
"""

import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests import browsing  # noqa: E402 - the project's folder is not on the path of a script

PICTURES = HERE / "pictures"
WIDTH, HEIGHT = 1280, 1000
WORDS = {
    "en": {"ask": "Ask first", "post": "Post offer", "buy": "Buy", "notice": "Give notice"},
    "zh": {"ask": "先询问", "post": "发出要约", "buy": "买入", "notice": "发出通知"},
}


@contextmanager
def served(*options: str) -> Iterator[str]:
    """Serve a new market while this lasts; its address."""
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "laogu", "serve", "--port", str(port)]
        command += ["--database", f"sqlite:///{folder}/market.db", *options]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
        while process.poll() is None and not is_open(port):
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait()


def is_open(port: int) -> bool:
    """Return whether anybody listens there."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def pressed(page: Any, words: str) -> None:
    """Press a button of the page, and wait for what comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=False).first.click()


def drawn(page: Any, name: str) -> None:
    """Keep what is seen of a page, without having scrolled."""
    page.evaluate("() => document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png")


def company(browser: Any, address: str, lang: str) -> None:
    page = new(browser, lang)
    page.goto(f"{address}/{lang}/company/zhipu")
    drawn(page, f"company-{lang}")


def story(browser: Any, address: str, lang: str) -> None:
    """Ask and post as Dee, buy as Kit, give notice as Dee; the answer and the trade are drawn."""
    says = WORDS[lang]
    dee, kit = (signed_in(browser, address, lang, who) for who in ("Dee Annon", "Kit Moor"))
    dee.goto(f"{address}/{lang}/company/harrow/offer")
    dee.locator("#quantity").fill("48000")
    dee.locator("#price").fill("18.50")
    pressed(dee, says["ask"])
    drawn(dee, f"answer-{lang}")
    pressed(dee, says["post"])
    kit.goto(dee.url)
    pressed(kit, says["buy"])
    dee.goto(kit.url)
    pressed(dee, says["notice"])
    drawn(dee, f"trade-{lang}")


def new(browser: Any, lang: str) -> Any:
    found = browsing.page(browser, language=lang, theme="light", width=WIDTH, watched=[])
    found.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return found


def signed_in(browser: Any, address: str, lang: str, who: str) -> Any:
    page = new(browser, lang)
    page.goto(f"{address}/{lang}/sign-in")
    form = page.locator("main form").filter(has_text=re.compile(who))
    with page.expect_navigation():
        form.get_by_role("button").click()
    return page


def main() -> None:
    """Draw every picture."""
    with browsing.started() as browser:
        with served() as address:
            for lang in WORDS:
                company(browser, address, lang)
        for lang in WORDS:
            with served("--practice") as address:
                story(browser, address, lang)


if __name__ == "__main__":
    main()
