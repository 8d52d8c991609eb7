"""The ways a file of grants is refused."""

from laogu.basics import Finding, InvalidInput, Said


class NotGrants(InvalidInput):
    """A file is not in the form of grants, or is broken."""

    code = "grants.not_grants"
    what = "{file} cannot be read as grants."
    why = "{reason}"
    fix = "Write it as the cookbook page of vesting shows, in TOML or JSON and in UTF-8."
    file: str
    reason: Said


class GrantsWrong(InvalidInput):
    """A file of grants can be read, but what it says cannot be counted by."""

    code = "grants.wrong"
    what = "{file} has places that need a correction: {errors}."
    why = "The first of them, at {where}: {first}"
    fix = "{remedy}"
    file: str
    errors: int
    where: str
    first: Said
    remedy: Said
    findings: tuple[Finding, ...]


class SeveralSchedules(InvalidInput):
    """A grant says in two ways how it vests."""

    code = "grants.several_schedules"
    what = "This grant says in several ways how it vests."
    why = "Every, conditions or instalments say it; a gate goes with the first two."
    fix = "Keep the one that the grant's own document has."


class PartUnreadable(InvalidInput):
    """A part of a grant has a field too many or too few, or is not in its form."""

    code = "grants.part_unreadable"
    what = "{part} cannot be read."
    why = "{reason}"
    fix = "Write it as the cookbook page of vesting shows."
    part: str
    reason: Said
