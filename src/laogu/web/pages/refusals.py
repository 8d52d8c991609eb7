"""The ways in which the pages of those who act say no, beside what operations refuse."""

from laogu.basics import InvalidInput


class NotTypedAgain(InvalidInput):
    """Something that cannot be undone was to be done, and was not typed again as it stands."""

    code = "web.not_typed_again"
    what = "What was typed is not what stands there."
    why = "This cannot be undone, so {wanted} is typed again to make sure that it is meant."
    fix = "Type {wanted} as it stands, or leave it be."
    field = "again"
    wanted: str


class NoFile(InvalidInput):
    """A form that needs a file came without one."""

    code = "web.no_file"
    what = "No file was chosen."
    why = "A register is loaded from a CSV, XLSX or ODS file, and none came with the form."
    fix = "Choose the file, and send the form again."
    field = "file"
