"""What can be said of the rows of a ledger of convertibles and warrants."""

from laogu.basics import Remark

NO_ROWS = Remark(
    severity="error",
    code="convertible.no_rows",
    what="The file has no convertibles and no warrants.",
    why="A ledger needs at least one row with a holder, a kind and the day of issue.",
    fix="Add the rows, or choose another file.",
)
TOO_MANY = Remark(
    severity="error",
    code="convertible.too_many_rows",
    what="The file has too many rows.",
    why="At most {most} convertibles and warrants are brought in at once.",
    fix="Divide the file.",
)
WHO = Remark(
    severity="error",
    code="convertible.holder_not_said",
    what="The row does not say whose it is.",
    why="It names somebody on the register by the id, or somebody new by the name, and not both.",
    fix="Give one of the two.",
)
TWO_KINDS = Remark(
    severity="error",
    code="convertible.two_kinds",
    what="{holder} is of two kinds.",
    why="Row {first} has the same name with another kind.",
    fix="Give both rows the same kind, or tell the names apart.",
)
LATER = Remark(
    severity="error",
    code="convertible.later",
    what="{day} is later than the day of the file.",
    why="The ledger stands as of {on}; what comes after it had not happened.",
    fix="Correct the day, or bring the ledger in as of a later one.",
)
BEFORE_ISSUER = Remark(
    severity="error",
    code="convertible.before_the_issuer",
    what="It is older than the issuer.",
    why="It was issued on {day}; the issuer was established on {since}.",
    fix="Correct the day.",
)
OVER_BY_THEN = Remark(
    severity="error",
    code="convertible.over_by_then",
    what="It is said to stand, though its last day was {last}.",
    why="The ledger stands as of {on}, and a warrant ends with its last day.",
    fix="Leave the row out, or correct the day.",
)
LABEL_TWICE = Remark(
    severity="error",
    code="convertible.label_twice",
    what="{label} stands in the file twice.",
    why="It is used in row {first} already; a label names one paper of an issuer.",
    fix="Correct one of the two labels.",
)
SAME_AGAIN = Remark(
    severity="warning",
    code="convertible.same_again",
    what="This paper may stand in the file twice.",
    why="Row {first} is of the same holder, kind, size and day, and neither has a label.",
    fix="Remove one of them; nothing needs doing where there were two.",
)
THERE_ALREADY = Remark(
    severity="warning",
    code="convertible.there_already",
    what="This paper may be on the register already.",
    why="The holder has one of the same kind, size and day there.",
    fix="Leave the row out; nothing needs doing where there were two.",
)
AMOUNT_MISSING = Remark(
    severity="error",
    code="convertible.amount_missing",
    what="The row does not say what was paid for it.",
    why="What a safe or a note becomes is worked out from what was paid.",
    fix="Write the amount.",
)
SHARES_MISSING = Remark(
    severity="error",
    code="convertible.shares_missing",
    what="The row does not say for how many shares the warrant is, or at what price.",
    why="A warrant is a right to buy so many shares at a price of one.",
    fix="Write quantity and price.",
)
CLASS_NOT_SAID = Remark(
    severity="error",
    code="convertible.class_not_said",
    what="The row does not say of which class its shares are.",
    why="The issuer has several classes, or none.",
    fix="Name the class.",
)
NOT_OF_ITS_KIND = Remark(
    severity="error",
    code="convertible.not_of_its_kind",
    what="A paper of this kind has no such term.",
    why="Shares and their price belong to a warrant; cap, discount and interest to the others.",
    fix="Leave the cell blank, or correct the kind.",
)
NO_TERMS = Remark(
    severity="warning",
    code="convertible.no_terms",
    what="The row states neither a cap nor a discount.",
    why="By it the paper converts at the price of the next round, and no better.",
    fix="Write what the paper says; nothing needs doing where it says just that.",
)
NO_RATE = Remark(
    severity="warning",
    code="convertible.no_rate",
    what="The row states no interest.",
    why="Without it nothing adds to what was lent.",
    fix="Write the rate a year; nothing needs doing where the note bears none.",
)
USES_MORE = Remark(
    severity="error",
    code="convertible.uses_more",
    what="Nothing is left of the warrant.",
    why="It was for {quantity}; exercised and cancelled come to {used}.",
    fix="Leave out what has ended, or correct the figures.",
)
OUTSTANDING_DIFFERS = Remark(
    severity="error",
    code="convertible.outstanding_differs",
    what="The file says that {stated} are outstanding; its figures leave {left}.",
    why="Outstanding is what it was for less what was exercised and cancelled.",
    fix="Find the difference, and correct one of the figures.",
)
SPLIT_SINCE = Remark(
    severity="error",
    code="convertible.split_since",
    what="{stock_class} was split on {day}, after the day of this ledger.",
    why="A ledger counts in shares of its own day, which are others than the register's of now.",
    fix="Bring in a ledger as of {day} or later.",
)
HIGH_DISCOUNT = Remark(
    severity="warning",
    code="convertible.high_discount",
    what="The row takes {percent}% off the price.",
    why="Some safes write what is paid, such as 80%, in place of what is taken off.",
    fix="Write what is taken off; nothing needs doing where it is that much.",
)
