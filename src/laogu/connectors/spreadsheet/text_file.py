"""From the bytes of a text file to rows of cells: which encoding, which separator, which quotes."""

import csv
import io

from laogu.basics import Remark, said
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.presets import score
from laogu.connectors.spreadsheet.remarks import Spot

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = {",": said("comma"), "\t": said("tab"), ";": said("semicolon")}


def decode(content: bytes, spot: Spot) -> str | None:
    """Return the text with line ends made LF; None where it is no text, with a finding."""
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    if encoding == "UTF-32":
        spot.say(NOT_TEXT, offset="0", byte=f"{content[0]:02X}", line="1")
        return None
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as broken:
        guessed = _simplified_chinese(content) if encoding == "utf-8" else None
        if guessed is None:
            # An odd last byte of UTF-16 is reported at the end of the data.
            at = min(broken.start, len(content) - 1)
            line = content.count(b"\n", 0, at) + 1
            spot.say(NOT_TEXT, offset=str(at), byte=f"{content[at]:02X}", line=str(line))
            return None
        spot.say(READ_AS_GB18030)
        text = guessed
    if encoding == "utf-16":
        spot.say(READ_AS_UTF_16)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        at = text.index("\0")
        spot.say(NUL_CHARACTER, offset=str(at), line=str(text.count("\n", 0, at) + 1))
        return None
    return text


def _simplified_chinese(content: bytes) -> str | None:
    """Return the bytes read as GB18030, if what comes out is plausible; else None.

    GB18030 gives a meaning to nearly any two bytes, so a French or a traditional Chinese file in
    an old encoding would come out as rare characters: nine in ten must be everyday ones (GB 2312).
    """
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [each for each in text if not each.isascii()]
    everyday = len("".join(foreign).encode("gb2312", errors="ignore")) // 2
    return text if foreign and everyday * 10 >= len(foreign) * 9 else None


class Delimited(list[list[str]]):
    """The rows of a text file.

    decimal_comma: the separator is a semicolon, as where a comma begins the decimals.
    """

    decimal_comma: bool = False


def split(text: str, limits: Limits, spot: Spot) -> Delimited | None:
    """Return the rows of a text; None where they cannot be told apart, with a finding."""
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').casefold() in {"sep=,", "sep=;", "sep=\t", "sep="}:
        text = "\n" + rest  # the row stays, so that row numbers are those a spreadsheet shows
    separator = _separator(text)
    if separator != ",":
        spot.say(OTHER_SEPARATOR, separator=_SEPARATORS[separator])
    rows = Delimited()
    rows.decimal_comma = separator == ";"
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True
    )
    starts_on = 1
    try:
        for row in reader:
            if len(row) > limits.columns and any(cell.strip() for cell in row[limits.columns :]):
                spot.say(TOO_MANY_COLUMNS, row=str(len(rows) + 1), limit=limits.columns)
                return None
            if len(rows) >= limits.rows + 100:
                spot.say(TOO_MANY_ROWS, limit=limits.rows)
                return None
            rows.append(row[: limits.columns])
            starts_on = reader.line_num + 1
    except csv.Error as broken:
        too_long = "field larger" in str(broken)
        spot.say(ENDLESS_CELL if too_long else QUOTE_NOT_CLOSED, line=str(starts_on))
        return None
    return rows


def _separator(text: str) -> str:
    """Return the separator with which the most headings can be read; at a tie, the comma."""
    head: list[str] = []
    for line in io.StringIO(text[:100_000]):
        if line.strip():
            head.append(line)
        if len(head) == 20:
            break

    def most(separator: str) -> int:
        return max((score(row) for row in csv.reader(head, delimiter=separator)), default=0)

    try:
        best = {separator: most(separator) for separator in _SEPARATORS}
    except csv.Error:
        return ","
    return max(best, key=lambda each: best[each])


NOT_TEXT = Remark(
    severity="error",
    code="spreadsheet.not_text",
    what="The file is no text we can read: byte {byte} at offset {offset} (line {line}).",
    why="Only UTF-8, UTF-16 with its byte order mark, and plain GB18030 can be told apart safely.",
    fix="Save it again as “CSV UTF-8”, or as XLSX.",
)
READ_AS_GB18030 = Remark(
    severity="note",
    code="spreadsheet.read_as_gb18030",
    what="The file is not UTF-8; it was read as GB18030.",
    why="Older Chinese spreadsheet programs save CSV in this encoding.",
    fix="Look at the names below; where one is wrong, save the file as “CSV UTF-8”.",
)
READ_AS_UTF_16 = Remark(
    severity="note",
    code="spreadsheet.read_as_utf_16",
    what="The file was read as UTF-16.",
    why="It begins with the byte order mark of UTF-16.",
    fix="Nothing needs doing.",
)
NUL_CHARACTER = Remark(
    severity="error",
    code="spreadsheet.nul_character",
    what="There is a NUL character at offset {offset}, on line {line}.",
    why="Text has none; the file is damaged, or is UTF-16 without its byte order mark.",
    fix="Save it again as “CSV UTF-8”, or as XLSX.",
)
OTHER_SEPARATOR = Remark(
    severity="note",
    code="spreadsheet.other_separator",
    what="The cells are separated by: {separator}.",
    why="The headings can be read with this separator.",
    fix="Nothing needs doing.",
)
QUOTE_NOT_CLOSED = Remark(
    severity="error",
    code="spreadsheet.quote_not_closed",
    what="In the row from line {line} on, a quotation mark is not closed, or closed too soon.",
    why="From there on nobody can tell which text belongs to which cell.",
    fix='Close the quotation mark; one that belongs to the text is written twice: "".',
)
ENDLESS_CELL = Remark(
    severity="error",
    code="spreadsheet.endless_cell",
    what="In the row from line {line} on, a cell goes on for more than 100,000 characters.",
    why="No cell of a register is so long; a quotation mark may not have been closed.",
    fix="Close the quotation mark, or remove the column.",
)
TOO_MANY_COLUMNS = Remark(
    severity="error",
    code="spreadsheet.too_many_columns",
    what="Row {row} has more than {limit} columns.",
    why="A register needs at most twelve; more are read up to this limit, and left out.",
    fix="Remove the columns that are not needed.",
)
TOO_MANY_ROWS = Remark(
    severity="error",
    code="spreadsheet.too_many_rows",
    what="The file has more than {limit} rows.",
    why="One import is decided and recorded in one piece, so its size has a limit.",
    fix="Divide the file, one stock class at a time.",
)
