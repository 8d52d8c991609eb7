"""What every test may ask for: the shared cases, a browser, agreed outputs."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests import browsing, scratch, summary

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent

scratch.begin()

# A test is not timed, nor is the drawing of its examples; and the same are drawn every time, so
# that nothing fails that passed a moment ago. Others are drawn by --hypothesis-profile=chance, of
# which a failure says how to get the very same one again.
hypothesis.settings.register_profile(
    "chance",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "laogu", hypothesis.settings.get_profile("chance"), derandomize=True, database=None
)
hypothesis.settings.load_profile("laogu")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-goldens",
        action="store_true",
        help="write the agreed outputs again; read the diff before you commit it",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they take, so that -m browser and -m 'not shared' just work.

    Files that take long are begun first: whichever process ends with one of them ends alone.
    """
    for item in items:
        taken = set(getattr(item, "fixturenames", ()))
        if taken & {"browser", "open_page"}:
            item.add_marker("browser")
        if "golden" in taken:
            item.add_marker("golden")
        if "shared" in taken:
            item.add_marker("shared")
    long = {item.path for item in items if _takes_long(item)}
    items.sort(key=lambda item: item.path not in long)


def _takes_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "long"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and (reason := browsing.missing()):
        pytest.skip(reason)
    if item.get_closest_marker("shared") and not (ROOT.parent / "shared").is_dir():
        pytest.skip(summary.NO_SHARED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    summary.fail_if_skips_are_failures(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    summary.fail_if_skips_are_failures(report)
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    terminalreporter.section("skipped, and why")
    for line in summary.lines(summary.by_reason(skipped)):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared beside the checkout, with cases that are not part of the project."""
    return ROOT.parent / "shared"


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A Chromium for one test file: Playwright keeps a loop open as long as it lives."""
    with browsing.started() as started:
        yield started


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[Callable[..., Any]]:
    """Open pages by language, theme and width; any console message fails the test at its end."""
    watched: list[str] = []
    contexts: list[Any] = []

    def opened(*, language: str = "en", theme: str = "light", width: int = 1280) -> Any:
        page = browsing.page(browser, language=language, theme=theme, width=width, watched=watched)
        contexts.append(page.context)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watched == [], "\n".join(["The browser said something:", *watched])


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare an output with what was agreed in tests/goldens/; ./run goldens writes it again."""

    def agrees(name: str, output: str) -> None:
        path = ROOT / "tests" / "goldens" / name
        if request.config.getoption("--rewrite-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(output, encoding="utf-8")
        assert path.is_file(), f"{name} was never agreed: ./run goldens, then read it"
        assert output == path.read_text(encoding="utf-8")

    return agrees
