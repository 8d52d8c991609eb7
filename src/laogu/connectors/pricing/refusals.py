"""The ways a file that pricing reads is refused."""

from laogu.basics import InvalidInput


class NotHistories(InvalidInput):
    """A file is no history of prices."""

    code = "pricing.not_histories"
    what = "{file} cannot be read as a history of prices."
    why = "{reason}"
    fix = "Give a company with its dated points, or several under companies, as JSON."
    file: str
    reason: object


class NoSuchStructure(InvalidInput):
    """A file is no capital structure."""

    code = "pricing.no_structure"
    what = "{file} cannot be read as a capital structure."
    why = "{reason}"
    fix = "Write it as the cookbook page on values shows, in JSON or TOML."
    file: str
    reason: object


class NoSuchOption(InvalidInput):
    """A file is no option, or does not say to whom it is worth something."""

    code = "pricing.no_option"
    what = "{file} cannot be read as an employee's option."
    why = "{reason}"
    fix = "Write it as the cookbook page on an option's value shows, in JSON or TOML."
    file: str
    reason: object
