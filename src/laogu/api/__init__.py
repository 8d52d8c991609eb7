"""The HTTP door: every operation by its name, questions, many requests at once, and a description.

Always true: errors are problem details; figures are decimal strings; the caller names each request.
"""

from laogu.api.answering import handlers
from laogu.api.batch import MOST, TooManyAtOnce, answer_all
from laogu.api.calls import Calls
from laogu.api.heads import answer_head, is_head
from laogu.api.long import answer_beside, may_be_long
from laogu.api.openapi import description, said_in
from laogu.api.operations import path_of
from laogu.api.problems import HANDLERS, NothingHere, on_http_error

__all__ = [
    "HANDLERS", "MOST", "Calls", "NothingHere", "TooManyAtOnce", "answer_all", "answer_beside",
    "answer_head", "description", "handlers", "is_head", "may_be_long", "on_http_error",
    "path_of", "said_in",
]  # fmt: skip
