"""The ways this door itself says no; what the market says is passed on as it said it."""

from collections.abc import Mapping
from typing import Any

from laogu.basics import Fault, InvalidInput, LaoguError, NotFound, Said, Unavailable


class CommandUnknown(InvalidInput):
    """A command that there is not."""

    code = "cli.command_unknown"
    what = "There is no command {given}."
    why = "Nothing here has that name. Near it: {near}."
    fix = "See the list: {help}."
    given: str
    near: tuple[str, ...]
    help: str


class OptionUnknown(InvalidInput):
    """An option that the command does not have."""

    code = "cli.option_unknown"
    what = "There is no option {given} here."
    why = "Unknown options are refused, so that a misspelt one is not passed over. Near it: {near}."
    fix = "See the list: {help}."
    given: str
    near: tuple[str, ...]
    help: str


class OptionMissing(InvalidInput):
    """Something the command needs was not given."""

    code = "cli.option_missing"
    what = "{name} is missing."
    why = "This cannot be asked without it."
    fix = "Give it. What it means: {help}."
    name: str
    help: str


class ValueUnreadable(InvalidInput):
    """A value that cannot be what its option takes."""

    code = "cli.value_unreadable"
    what = "{name} cannot be read."
    why = "{reason}"
    fix = "Write it as the help says: {help}."
    name: str
    reason: str | Said
    help: str


class UsageWrong(InvalidInput):
    """Words in an order that no command has."""

    code = "cli.usage"
    what = "This command was not understood."
    why = "{reason}"
    fix = "See how it is written: {help}."
    reason: str | Said
    help: str


class NotUtf8(InvalidInput):
    """A word on the command line is not UTF-8."""

    code = "cli.not_utf8"
    what = "A word of this command is not UTF-8: {given}."
    why = "Bytes that are no characters cannot be sent, shown or recorded."
    fix = "Type it in UTF-8, and give a file such a name."
    given: str


class TwoValues(InvalidInput):
    """The same thing was given twice, and not alike."""

    code = "cli.two_values"
    what = "{name} was given twice."
    why = "Once as {first}, once as {second}."
    fix = "Give it once."
    name: str
    first: str
    second: str


class FileUnreadable(InvalidInput):
    """A file named on the command line cannot be read."""

    code = "cli.file_unreadable"
    what = "{path} cannot be read."
    why = "{reason}"
    fix = "Check its name, and that it is a file of the right kind which you may read."
    path: str
    reason: str | Said


class RunsOptimised(InvalidInput):
    """Python was told to leave out the promises that this program checks while it runs."""

    code = "cli.runs_optimised"
    what = "This program does not run under python -O."
    why = "That switch takes out the checks by which the books keep their promises."
    fix = "Start Python without -O, and without PYTHONOPTIMIZE in the environment."


class AddressTaken(Unavailable):
    """A market was to be opened at an address where something listens already."""

    code = "cli.address_taken"
    what = "Nothing can be opened at {host}, port {port}."
    why = "The system says: {reason}."
    fix = "Stop what listens there, or choose another with --port."
    host: str
    # Text, so that nobody writes it with thousands apart.
    port: str
    reason: str | Said


class ServerUnreadable(InvalidInput):
    """The address of the market is not one that can be asked."""

    code = "cli.server_unreadable"
    what = "{given} is not the address of a market."
    why = "It begins with http:// or https://, and holds no name, password or question."
    fix = "Write it as http://127.0.0.1:8000."
    given: str


class TokenUnreadable(InvalidInput):
    """The token in the environment holds characters that no token has."""

    code = "cli.token_unreadable"
    what = "LAOGU_TOKEN is not a token."
    why = "A token is one line of letters, digits, hyphens and underscores."
    fix = "Set LAOGU_TOKEN to the token as it was shown, without spaces and line ends."


class NoMarket(Unavailable):
    """Nothing answers at the address of the market."""

    code = "cli.no_market"
    what = "No market answers at {server}."
    why = "The system says: {reason}."
    fix = "Start one with ./run serve, or name another with --server."
    server: str
    reason: str | Said


class NoAnswer(Unavailable):
    """The market took a request, and the connection ended before its answer."""

    code = "cli.no_answer"
    what = "The market at {server} did not answer to the end."
    why = "Whether the request was recorded is not known: {reason}."
    fix = "Ask again with --request-id {request}; the same request is recorded once."
    server: str
    reason: str | Said
    request: str


class NotAMarket(Unavailable):
    """Something answers that does not speak as a market does."""

    code = "cli.not_a_market"
    what = "What answers at {server} is not a market of this version."
    why = "{reason}"
    fix = "Check the address, and that both are of the same version."
    server: str
    reason: str | Said


class HolderNameUnknown(NotFound):
    """No holder that may be seen has the name that was given."""

    code = "cli.holder_name_unknown"
    what = "There is no holder {given} here."
    why = "No register that you may see has a holder of exactly this name."
    fix = "Give the holder's id; laogu captable ISSUER lists the ids that you may see."
    given: str


class HolderNameShared(InvalidInput):
    """Several holders have the name that was given."""

    code = "cli.holder_name_shared"
    what = "{given} is the name of several holders."
    why = "They are told apart by their ids: {ids}."
    fix = "Give the id of the one you mean."
    given: str
    ids: tuple[str, ...]


class FileRefused(InvalidInput):
    """A file with a register has errors, so nothing of it was sent."""

    code = "cli.file_refused"
    what = "Nothing was recorded. Errors in the file: {errors}."
    why = "A register is loaded whole or not at all; all findings are listed."
    fix = "Mend the file and load it again; --check shows what is left and records nothing."
    errors: int


class LedgerRefused(InvalidInput):
    """A file of grants or convertibles has errors, so nothing of it was sent."""

    code = "cli.ledger_refused"
    what = "Nothing was recorded. Errors in the file: {errors}."
    why = "A ledger is loaded whole or not at all; all findings are listed."
    fix = "Mend the file and load it again; --check shows what is left and records nothing."
    errors: int


class OffersRefused(InvalidInput):
    """A file of offers has errors, so nothing of it was sent."""

    code = "cli.offers_refused"
    what = "Nothing was posted. Errors in the file: {errors}."
    why = "A list of offers is posted whole or not at all; all findings are listed."
    fix = "Mend the file and post it again; --check shows what is left and records nothing."
    errors: int


class OrdersRefused(InvalidInput):
    """A file of orders has errors, so nothing of it was sent."""

    code = "cli.orders_refused"
    what = "Nothing was placed. Errors in the file: {errors}."
    why = "A list of orders is placed whole or not at all; all findings are listed."
    fix = "Mend the file and place it again; --check shows what is left and records nothing."
    errors: int


class ColumnUnclear(InvalidInput):
    """What a column of a file holds was said in a way that cannot be read."""

    code = "cli.column_unclear"
    what = "“{given}” does not say what a column holds."
    why = "It is the letters of a column, an equals sign, and one of: {known}, or - for none."
    fix = "Write it as C=quantity."
    given: str
    known: tuple[str, ...]


class PackageTooLarge(InvalidInput):
    """A package comes to a request that is larger than a market reads."""

    code = "cli.package_too_large"
    what = "This package is too large to be sent at once."
    why = "A market reads at most {limit} MiB in one request, so that others need not wait."
    fix = "Export a snapshot of a later day where it is kept now, and take that."
    limit: int


class NobodyOperates(NotFound):
    """A database was to be read as its operator, and it has none."""

    code = "cli.nobody_operates"
    what = "This database holds no market yet."
    why = "A market begins with an entry that says who operates it, and there is none."
    fix = "Start a market in it first: laogu serve --database URL"


class NotBuilt(NotFound):
    """A part of the program that this installation does not have."""

    code = "cli.not_built"
    what = "This installation has no {part}."
    why = "The part of the program that does this is not installed."
    fix = "Install laogu whole, and try again."
    part: str


class OurFault(Fault):
    """Something broke that nobody foresaw."""

    code = "cli.our_fault"
    what = "This broke, by a fault of ours."
    why = "{reason}"
    fix = "Set LAOGU_TRACE=1 and try again to see where; then tell us."
    reason: str | Said


class MarketSaidNo(LaoguError):
    """What the running market refused, in its own words, under its own code and family."""

    code = "cli.market_said_no"
    what = "{says_what}"
    why = "{says_why}"
    fix = "{says_fix}"
    says_what: str
    says_why: str
    says_fix: str
    body: Mapping[str, Any]
    exit: int
