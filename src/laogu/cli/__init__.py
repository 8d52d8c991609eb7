"""The shell door: every operation as a command, and the commands that start, check and look.

Always true: a command answers with a readable table, or with one JSON object; an error goes to
standard error with what, why and fix, and ends the command with the exit code of its family.

Nothing heavy is loaded before a command needs it: `laogu --help` starts at once.
"""

from laogu.cli.call import Above
from laogu.cli.program import main, program

__all__ = ["Above", "main", "program"]
