"""`laogu issuer report`: what a board is told, in the shell or as a file for print."""

from pathlib import Path
from typing import Any

import click

from laogu.basics import said
from laogu.cli.answers import taken
from laogu.cli.call import Call, this_call
from laogu.cli.drawing import Column, draw, line
from laogu.cli.failures import FileUnreadable
from laogu.cli.questions import answer_to, question_command
from laogu.cli.telling import tell

NAME = "issuer.report"


def ask(database: str | None, pdf: str | None, **given: Any) -> None:
    """Show the report, or write it."""
    from laogu.connectors import reports

    call = this_call()
    found = answer_to(
        call,
        NAME,
        given,
        database=database,
        told=lambda call, journal, request, answer: reports.report_told(
            answer, journal.books, lang=call.lang, known_at=getattr(request, "known_at", None)
        ),
    )
    if call.json and pdf is None:
        tell(found)
        return
    paper = reports.laid_out(taken(found, reports.ReportTold, call))
    if pdf is None:
        _draw(call, paper)
        return
    content = reports.pdf_of(paper)
    try:
        Path(pdf).write_bytes(content)
    except OSError as wrong:
        raise FileUnreadable(path=pdf, reason=f"{wrong.strerror or wrong}.") from None
    if call.json:
        tell({"path": pdf, "bytes": str(len(content))})
    else:
        line(call, said("{path} is written.", path=pdf))


report = question_command(
    NAME,
    ask,
    help_="""Tell a board what its company's shares are worth, and what that rests on.

    {request}
    With how often the method was wrong, what would change the mark, what is not known, and the
    command that makes the same report again. With --pdf it is set for print; the same inputs give
    the same bytes. Asked by: who acts for the issuer; the operator.""",
)
report.params.append(
    click.Option(["--pdf"], metavar="FILE", help="Write it to FILE, a PDF; it needs laogu[pdf].")
)


def _draw(call: Call, paper: Any) -> None:
    """Write the report as tables; what only a picture shows is left out."""
    line(call, said("{title}", title=f"{paper.title} · {paper.head[0]}"))
    line(call, said("{about}", about=paper.about), indent=True)
    line(call, said("{lead}", lead="".join(one.says for one in paper.lead)))
    for section in paper.sections:
        title = said("{title}", title=section.title)
        if section.table is None:
            if section.questions or section.lines:
                click.echo()
                line(call, title)
        else:
            table = section.table
            shown = [at for at, one in enumerate(table.columns) if one.says]
            columns = [
                Column(
                    table.columns[at].says,
                    "figure" if table.columns[at].is_figure else "text",
                    table.columns[at].unit,
                )
                for at in shown
            ]
            rows = [[one.cells[at].says for at in shown] for one in table.rows]
            totals = rows.pop() if table.rows and table.rows[-1].is_total else None
            draw(call, columns, rows, totals=totals, part=title)
        for one in (*section.questions, *section.lines):
            line(call, said("{line}", line=one), indent=True)
