"""The ways a file of a round is refused."""

from laogu.basics import InvalidInput, Said


class NotARoundFile(InvalidInput):
    """A file is not in the form of a round, or is broken."""

    code = "rounds.not_a_round_file"
    what = "{file} cannot be read as a round."
    why = "{reason}"
    fix = "Write it as the cookbook page of rounds shows, in TOML or JSON and in UTF-8."
    file: str
    reason: Said
