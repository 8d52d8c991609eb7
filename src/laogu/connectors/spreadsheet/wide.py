"""Tables that have a column for each class, as cap tables are often drawn."""

from msgspec.structs import replace

from laogu.basics import Remark
from laogu.connectors.spreadsheet.columns import ColumnRead, class_in, named_by, unit_of
from laogu.connectors.spreadsheet.remarks import Spot, shown


def classes_in_headings(
    columns: tuple[ColumnRead, ...], spot: Spot
) -> tuple[tuple[ColumnRead, ...], tuple[tuple[int, str], ...]]:
    """Return the columns, and those of them that hold quantities of the class they name.

    Recognised only where nothing else says how many of what: by hand they may stand anywhere.
    """
    taken = {one.column for one in columns}
    if not taken & {"quantity", "stock_class", "quantity_of"} and "holder" in taken:
        columns = tuple(
            replace(one, column="quantity_of", unit=unit_of(one.heading))
            if one.column is None and not one.by_hand and class_in(one.heading)
            else one
            for one in columns
        )
        found = [shown(one.heading, 30) for one in columns if one.column == "quantity_of"]
        others = [
            shown(one.heading, 30)
            for one in columns
            if one.heading and one.column is None and not one.is_private
        ]
        if found:
            spot.say(CLASSES_IN_HEADINGS, found=found, others=others)
    wide = tuple(
        (place, named_by(one.heading))
        for place, one in enumerate(columns)
        if one.column == "quantity_of"
    )
    if wide:
        # What a row states once cannot be said of each of its holdings.
        once = {"quantity", "stock_class", "cost", "certificate", "percent"}
        columns = tuple(replace(one, column=None) if one.column in once else one for one in columns)
    return columns, wide


CLASSES_IN_HEADINGS = Remark(
    severity="warning",
    code="spreadsheet.classes_in_headings",
    what="Columns read as quantities of the class each names: {found}; not read: {others}.",
    why="The table has no column for the class, and a column for each class instead.",
    fix="Look at both lists; what a column holds can be said otherwise, one by one.",
)
