"""What can be said of the rows of a ledger of grants."""

from laogu.basics import Remark

NO_ROWS = Remark(
    severity="error",
    code="grant.no_rows",
    what="The file has no grants.",
    why="A ledger needs at least one row with a holder, a quantity and the day of the grant.",
    fix="Add the rows, or choose another file.",
)
TOO_MANY = Remark(
    severity="error",
    code="grant.too_many_rows",
    what="The file has too many rows.",
    why="At most {most} grants are brought in at once.",
    fix="Divide the file.",
)
WHO = Remark(
    severity="error",
    code="grant.holder_not_said",
    what="The row does not say whose grant it is.",
    why="It names somebody on the register by the id, or somebody new by the name, and not both.",
    fix="Give one of the two.",
)
TWO_KINDS = Remark(
    severity="error",
    code="grant.two_kinds",
    what="{holder} is of two kinds.",
    why="Row {first} has the same name with another kind.",
    fix="Give both rows the same kind, or tell the names apart.",
)
CLASS_NOT_SAID = Remark(
    severity="error",
    code="grant.class_not_said",
    what="The row does not say of which class its shares are.",
    why="It names no plan, and the issuer has several classes, or none.",
    fix="Name the class, or the plan.",
)
LATER = Remark(
    severity="error",
    code="grant.later",
    what="{day} is later than the day of the file.",
    why="The ledger stands as of {on}; what comes after it had not happened.",
    fix="Correct the day, or bring the ledger in as of a later one.",
)
EARLIER = Remark(
    severity="error",
    code="grant.before_it_was_granted",
    what="{day} is before the day of the grant.",
    why="It was granted on {granted_on}.",
    fix="Correct one of the two days.",
)
BEFORE_ISSUER = Remark(
    severity="error",
    code="grant.before_the_issuer",
    what="The grant is older than the issuer.",
    why="It was made on {day}; the issuer was established on {since}.",
    fix="Correct the day.",
)
LABEL_KNOWN = Remark(
    severity="error",
    code="grant.label_known",
    what="Grant {label} is already on the register.",
    why="A label names one grant of an issuer.",
    fix="Leave out what is already there, or correct the label.",
)
LABEL_TWICE = Remark(
    severity="error",
    code="grant.label_twice",
    what="Grant {label} stands in the file twice.",
    why="It is used in row {first} already; a label names one grant of an issuer.",
    fix="Correct one of the two labels.",
)
SAME_AGAIN = Remark(
    severity="warning",
    code="grant.same_again",
    what="This grant may stand in the file twice.",
    why="Row {first} grants the same holder as much on the same day, and neither has a label.",
    fix="Remove one of them; nothing needs doing where there were two.",
)
THERE_ALREADY = Remark(
    severity="warning",
    code="grant.there_already",
    what="This grant may be on the register already.",
    why="The holder has one of the same day and quantity there.",
    fix="Leave the row out; nothing needs doing where there were two.",
)
PRICE_MISSING = Remark(
    severity="warning",
    code="grant.price_missing",
    what="The row states no exercise price.",
    why="Without it nobody can exercise the option.",
    fix="Write the price of one share.",
)
OTHER_CURRENCY = Remark(
    severity="error",
    code="grant.other_currency",
    what="The price is in {given}, and the shares are priced in {currency}.",
    why="A price is kept in the currency of its class; nothing is converted.",
    fix="Write the price in {currency}.",
)
AT_ONCE = Remark(
    severity="warning",
    code="grant.vests_at_once",
    what="The row says nothing of vesting.",
    why="All of it then counts as vested from the day of the grant on.",
    fix="Write how it vests, such as 48 months, cliff 12, monthly, or: at once.",
)
VESTED_DIFFERS = Remark(
    severity="warning",
    code="grant.vested_differs",
    what="The file says that {stated} are vested; by its schedule it is {vested}.",
    why="They are counted as of {on}, {terms}, from {since} on.",
    fix="Check the start, the cliff and the schedule; the register goes by the schedule.",
)
EARLY = Remark(
    severity="warning",
    code="grant.exercised_early",
    what="{exercised} were exercised, and by its schedule {vested} are vested.",
    why="The grant does not say that it may be exercised before it vests.",
    fix="Check the schedule, or say that it may be exercised early.",
)
USES_MORE = Remark(
    severity="error",
    code="grant.uses_more",
    what="More is used of the grant than it has.",
    why="{granted} were granted; exercised, forfeited, expired and cancelled come to {used}.",
    fix="Correct the figures: each share is in one of them.",
)
OUTSTANDING_DIFFERS = Remark(
    severity="error",
    code="grant.outstanding_differs",
    what="The file says that {stated} are outstanding; its figures leave {left}.",
    why="Outstanding is what was granted less what was exercised and what ended.",
    fix="Find the difference, and correct one of the figures.",
)
GONE_MORE = Remark(
    severity="error",
    code="grant.gone_more",
    what="More shares are no longer held than were exercised.",
    why="{exercised} were exercised, and {gone} of them are said to be given away.",
    fix="Correct one of the two figures.",
)
OVER = Remark(
    severity="error",
    code="grant.over_by_then",
    what="{left} are outstanding, though the last day was {last}.",
    why="The grant expired, or its window after leaving ended, so nothing can be left of it.",
    fix="Write what was not exercised as expired, or correct the days.",
)
SHARES_MISSING = Remark(
    severity="error",
    code="grant.shares_missing",
    what="The register does not have the shares of what was exercised.",
    why=(
        "By the ledger the holder exercised {exercised} and still has them; on the register there "
        "are {held} of {stock_class}."
    ),
    fix="Load the shares first; what was given away since stands under “no longer held”.",
)
NO_REASON = Remark(
    severity="error",
    code="grant.reason_not_said",
    what="The row does not say why the holder left.",
    why="How long a leaver may exercise hangs on the reason.",
    fix="Write resigned, dismissed, for cause, good cause, retirement, death or disability.",
)
LEAVES_TWICE = Remark(
    severity="error",
    code="grant.leaves_twice",
    what="The holder leaves on two days: {day} and {other}.",
    why="Service in which a grant was made ends once; who comes back gets new grants.",
    fix="Correct one of the two days.",
)
TWO_REASONS = Remark(
    severity="error",
    code="grant.two_reasons",
    what="The holder leaves on {day} for two reasons.",
    why="How long a leaver may exercise hangs on the reason; service ends once, for one of them.",
    fix="Give the reason that holds in every row of the holder.",
)
SPLIT_SINCE = Remark(
    severity="error",
    code="grant.split_since",
    what="{stock_class} was split on {day}, after the day of this ledger.",
    why="A ledger counts in shares of its own day, which are others than the register's of now.",
    fix="Bring in a ledger as of {day} or later.",
)
NEVER_VESTS = Remark(
    severity="warning",
    code="grant.never_vests",
    what="{lost} never vested before the holder left, and {forfeited} are forfeited.",
    why="By its schedule {vested} were vested on the last day, {left_on}.",
    fix="Check the schedule and what is forfeited; nothing of the rest can be exercised.",
)
