"""The ways a report is not set for print."""

from laogu.basics import Unavailable


class PdfNotInstalled(Unavailable):
    """A file for print was asked for where the typesetter is not installed."""

    code = "reports.pdf_not_installed"
    what = "This market cannot make a file for print."
    why = "What sets pages, typst, is not installed where the market runs."
    fix = "Install it there: pip install 'laogu[pdf]'; or print the page from the browser."


class NoChineseFace(Unavailable):
    """A report has Chinese in it, and the machine has no face to set it in."""

    code = "reports.no_chinese_face"
    what = "This market cannot set Chinese for print."
    why = "None of the faces it can use is installed where the market runs: {known}."
    fix = "Install one there, such as Noto Sans CJK SC, or print the page from the browser."
    known: tuple[str, ...]
