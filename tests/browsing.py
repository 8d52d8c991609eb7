"""A real browser for tests: Debian's own Chromium, driven without any download."""

import functools
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The first is the same browser without windows, tool bars and what they cost.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
NO_BROWSER = "no Chromium on this machine (Debian: apt install chromium)"
NO_DRIVER = "Playwright's driver does not start on this machine (Debian: apt install libatomic1)"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@functools.cache
def chromium() -> str | None:
    """Return where this machine keeps a Chromium; None where it has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@functools.cache
def missing() -> str | None:
    """Return why no browser can be driven on this machine; None where one can."""
    if chromium() is None:
        return NO_BROWSER
    from playwright._impl._driver import compute_driver_executable, get_driver_env

    driver, _ = compute_driver_executable()
    try:
        subprocess.run([driver, "--version"], env=get_driver_env(), check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return NO_DRIVER
    return None


@contextmanager
def started() -> Iterator["Browser"]:
    """Start Chromium, and end it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


def page(
    browser: "Browser", *, language: str, theme: str, width: int, watched: list[str]
) -> "Page":
    """Return a fresh page, as a visitor of its own; what its console says goes to `watched`.

    language: "en" or "zh-CN"; theme: "light" or "dark"; width: in CSS pixels, 1280 or 390.
    """
    context = browser.new_context(
        locale=language,
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 844 if width < 600 else 900},
        timezone_id="UTC",
    )
    opened = context.new_page()
    opened.on("console", lambda said: watched.append(f"{said.type}: {said.text}"))
    opened.on("pageerror", lambda error: watched.append(f"page error: {error}"))
    return opened
