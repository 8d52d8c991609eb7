"""Which commands there are, where each of them is kept, and what it is for.

Nothing named here is loaded before it is asked for; the operations themselves are light.
"""

import importlib
from collections.abc import Mapping
from typing import Any

import click

from laogu.cli.call import SpokenContext

# A command of one word, or subject and verb: where it is kept, and what the list says of it.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "serve": ("laogu.cli.serving:serve", "Open the market."),
    "verify": ("laogu.cli.verifying:verify", "Read the record again and compare everything."),
    "bench": ("laogu.cli.bench:bench", "Run the benchmarks, each beside its limit."),
    "captable": ("laogu.cli.cap_table:captable", "Show who holds what of an issuer on a day."),
    "owners": ("laogu.cli.encumbered:owners", "Show who owns an issuer's shares in the end."),
    "inbox": ("laogu.cli.inbox:inbox", "Show what waits for you, soonest first."),
    "table": ("laogu.cli.table:table", "Show a table of any page."),
    "auction clear": (
        "laogu.cli.auction:clear",
        "Clear a file of orders: one price and every fill.",
    ),
    "vesting show": (
        "laogu.cli.vesting:show",
        "Show what of a file of grants is vested, and what may be exercised until when.",
    ),
    "vesting calendar": (
        "laogu.cli.vesting:calendar",
        "Write the days of a file of grants as an iCalendar feed.",
    ),
    "ocf check": ("laogu.cli.ocf:check", "Check an Open Cap Format package."),
    "ocf positions": (
        "laogu.cli.ocf:show_positions",
        "Show who holds which securities of a package on a day.",
    ),
    "value": ("laogu.cli.pricing:value", "Say what each class of a capital structure is worth."),
    "mark": (
        "laogu.cli.pricing:mark",
        "Say what a company is worth on a day, from a history of prices.",
    ),
    "option value": (
        "laogu.cli.option:value",
        "Say what an employee's option is worth, and each way out of it.",
    ),
    "score": (
        "laogu.cli.pricing:score",
        "Forecast every trade of histories of prices, and score the forecasts.",
    ),
    "remark": (
        "laogu.cli.remark:remark",
        "Mark histories of prices again under many parameters, on as many cores as there are.",
    ),
    "ocf totals": (
        "laogu.cli.ocf:show_totals",
        "Show what was held of a package in all, day by day.",
    ),
    "ocf import": ("laogu.cli.packages:take", "Take an Open Cap Format package onto a register."),
    "ocf export": (
        "laogu.cli.packages:write",
        "Write an issuer's register as an Open Cap Format package.",
    ),
    "encumbrance list": (
        "laogu.cli.encumbered:list_encumbrances",
        "List what lies on a holder's shares, and what is for it.",
    ),
    "market list": ("laogu.cli.market:list_issuers", "List the issuers of this market."),
    "offer post-all": (
        "laogu.cli.posting:post_all",
        "Post a file of offers in one entry: all of them or none.",
    ),
    "order place-all": (
        "laogu.cli.placing:place_all",
        "Place a file of orders in one entry: all of them or none.",
    ),
    "offer list": ("laogu.cli.offer:list_offers", "List the open offers of an issuer."),
    "window list": ("laogu.cli.window:list_windows", "List the windows of an issuer."),
    "window show": ("laogu.cli.window:show_window", "Show a window, and your orders in it."),
    "trade show": ("laogu.cli.trade:show_trade", "Show the life of a trade."),
    "holdings show": (
        "laogu.cli.holdings:show_holdings",
        "Show lots and cash of a holder.",
    ),
    "grant load": (
        "laogu.cli.loading:load",
        "Load a ledger of options and units, whole or not at all.",
    ),
    "convertible load": (
        "laogu.cli.loading_convertibles:load",
        "Load a ledger of safes, notes and warrants, whole or not at all.",
    ),
    "grant value": (
        "laogu.cli.grant_value:value",
        "Say what a grant is worth to its holder, each way out, and to the company.",
    ),
    "holder windows": (
        "laogu.cli.windows:windows",
        "Show what a holder may exercise, until when, and what it costs.",
    ),
    "contribution list": (
        "laogu.cli.contributions:list_contributions",
        "List what was subscribed, paid in, owed and overdue.",
    ),
    "stock-class list": (
        "laogu.cli.contributions:list_classes",
        "List the stock classes of an issuer with their rights.",
    ),
    "record show": ("laogu.cli.record:show_record", "Show entries of the record."),
    "issuer anchors": (
        "laogu.cli.anchors:anchors",
        "List what shares were paid for, and what a holding would have fetched.",
    ),
    "issuer mark": (
        "laogu.cli.mark:mark",
        "Say what an issuer's shares are worth on a day, class by class, and why.",
    ),
    "market index": (
        "laogu.cli.index:index",
        "Tell how this market's marks moved together, and what moved them.",
    ),
    "issuer marks": (
        "laogu.cli.mark:marks",
        "List what an issuer's shares were worth through time.",
    ),
    "issuer waterfall": (
        "laogu.cli.waterfall:waterfall",
        "Say who gets what if a company is sold or listed, by its register.",
    ),
    "issuer report": (
        "laogu.cli.report:report",
        "Tell a board what its company's shares are worth, and what that rests on.",
    ),
    "transfer explain": (
        "laogu.cli.transfer:explain",
        "Say whether a transfer may happen, and what must happen first.",
    ),
    "round model": (
        "laogu.cli.round:model",
        "Model a round from a file: price, conversions, who has how much after.",
    ),
    "round close": ("laogu.cli.round:close", "Close a round from a file with its terms."),
    "register load": ("laogu.cli.register:load", "Load a register from a spreadsheet."),
    "terms adopt": ("laogu.cli.terms:adopt", "Adopt terms from a TOML file."),
    "rulebook adopt": ("laogu.cli.rulebook:adopt", "Adopt a rulebook from a TOML file."),
    "calendar adopt": ("laogu.cli.calendar:adopt", "Adopt a calendar from a TOML file."),
    "record looks": ("laogu.cli.record:show_looks", "Show who looked at what is not public."),
    "sign-in show": ("laogu.cli.sign_in:show_me", "Show who you are here, and your mandates."),
    "sign-in link": ("laogu.cli.sign_in:link", "Make a link that signs a person in once."),
    "sign-in open": ("laogu.cli.sign_in:open_link", "Sign in by a link, which works once."),
    "sign-in end": ("laogu.cli.sign_in:end", "Sign out: end the session of LAOGU_TOKEN."),
    "store copy": ("laogu.cli.store:copy_market", "Copy a market to another database."),
    "token new": ("laogu.cli.token:new", "Draw an API token; it is shown once."),
}

# What a subject is that no operation has.
SUBJECTS = {
    "auction": "Call auctions, worked out from a file.",
    "market": "The market itself.",
    "holdings": "What a holder owns.",
    "ocf": "Open Cap Format packages: looked at, taken in, written.",
    "option": "Employees' options, valued from a file.",
    "record": "The record of everything that happened.",
    "sign-in": "People who sign in.",
    "store": "The database that a market is kept in.",
    "token": "API tokens, drawn here.",
    "transfer": "Transfers that somebody has in mind.",
    "vesting": "Vesting and options, worked out from a file.",
}

HEADINGS = ("Run a market", "Look and ask", "Do")
_RUN = ("serve", "verify", "bench")


class ByName(click.Group):
    """All commands: those of one word, and the subjects."""

    context_class = SpokenContext

    def __init__(self, *args: Any, headings: tuple[str, str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._headings = headings

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the first words, those that run a market first."""
        words = [name for name in COMMANDS if " " not in name]
        return [*words, *sorted(subjects())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or the subject of that name; None: there is none."""
        name = typed(cmd_name)
        if name in COMMANDS:
            return loaded(name)
        return Subject(name) if name in subjects() else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands under what they are for."""
        told = {name: summary for name, (_, summary) in COMMANDS.items() if " " not in name}
        run, look, do = self._headings
        doing = {name for name in subjects() if any(_generated(name))}
        looking = {name: SUBJECTS[name] for name in sorted(subjects() - doing - {"store"})}
        parts = {
            run: {name: told[name] for name in _RUN} | {"store": SUBJECTS["store"]},
            look: {name: text for name, text in told.items() if name not in _RUN} | looking,
            do: {name: subject_help(name) for name in sorted(doing)},
        }
        for heading, rows in parts.items():
            with formatter.section(heading):
                formatter.write_dl(list(rows.items()))


class Subject(click.Group):
    """The commands about one subject: its operations, and what may be asked of it."""

    context_class = SpokenContext

    def __init__(self, name: str) -> None:
        super().__init__(name, help=subject_help(name))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs."""
        return sorted(verbs(self.name or ""))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a verb; None: there is none."""
        subject, verb = self.name or "", typed(cmd_name)
        if f"{subject} {verb}" in COMMANDS:
            return loaded(f"{subject} {verb}")
        if verb not in verbs(subject):
            return None
        from laogu.cli.generated import command_of

        return command_of(f"{subject}.{verb}".replace("-", "_"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the verbs and what they do."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(verbs(self.name or "").items()))


def loaded(name: str) -> click.Command:
    """Return a command that is written by hand."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(importlib.import_module(module), attribute)
    assert isinstance(found, click.Command), f"{name} is a command"
    return found


def subjects() -> set[str]:
    """Return every subject."""
    from laogu.operations import OPERATIONS

    named = {name.partition(" ")[0] for name in COMMANDS if " " in name}
    asked = {name.partition(".")[0] for name, one in OPERATIONS.items() if one.doors == "all"}
    return named | {typed(one) for one in asked}


def verbs(subject: str) -> dict[str, str]:
    """Return the verbs of a subject, and what each of them does."""
    by_hand = {
        name.partition(" ")[2]: summary
        for name, (_, summary) in COMMANDS.items()
        if name.partition(" ")[0] == subject and " " in name
    }
    return _generated(subject) | by_hand


def subject_help(subject: str) -> str:
    """Return what a subject is, as its own page says."""
    if subject in SUBJECTS:
        return SUBJECTS[subject]
    package = importlib.import_module(f"laogu.operations.{subject.replace('-', '_')}")
    return (package.__doc__ or "").strip()


def typed(name: str) -> str:
    """Return a name as it is typed in a shell: stock-class, pay-out."""
    return name.replace("_", "-")


def _generated(subject: str) -> dict[str, str]:
    from laogu.operations import OPERATIONS

    return {
        typed(name.partition(".")[2]): one.summary.partition(":")[0].rstrip(".") + "."
        for name, one in OPERATIONS.items()
        if one.doors == "all" and typed(name.partition(".")[0]) == subject
    }
