"""What conservation asks of every change, in words."""

from laogu.basics import Remark

KIND_DIFFERS = Remark(
    severity="error",
    code="history.kind_differs",
    what="{id} cannot happen to {security}, which is of the kind {security_kind}.",
    why="Stock, grants, convertibles and warrants each end in ways of their own.",
    fix="Correct the type of the change, or the security it names.",
)
MORE_THAN_HELD = Remark(
    severity="error",
    code="history.more_than_held",
    what="{id} takes {asked} of {security}, of which there are {held}.",
    why="Nobody can give more than there is.",
    fix="Correct the quantity of one of the two.",
)
RESULT_UNKNOWN = Remark(
    severity="error",
    code="history.result_unknown",
    what="{id} makes {security}, which nothing issues.",
    why="What leaves one security must arrive in another, or shares are lost.",
    fix="Add the issuance that is missing, or correct the id.",
)
RESULTS_LEFT_OUT = Remark(
    severity="warning",
    code="history.results_left_out",
    what="{id} makes {security}, which the package leaves out, as it does all plans.",
    why="The shares of this exercise are missing from every position.",
    fix="Export the package again with what was left out.",
)
BALANCE_UNKNOWN = Remark(
    severity="error",
    code="history.balance_unknown",
    what="{id} leaves the rest in {security}, which nothing issues.",
    why="What leaves one security must arrive in another, or shares are lost.",
    fix="Add the issuance that is missing, or correct the id.",
)
BALANCE_DIFFERS = Remark(
    severity="error",
    code="history.balance_differs",
    what="{id} should leave {wanted} in {security}, which holds {found}.",
    why="What was moved and what is left sum to what was there.",
    fix="Correct the quantity of one of the two.",
)
REST_NOWHERE = Remark(
    severity="error",
    code="history.rest_nowhere",
    what="{id} moves a part of {security}, and nothing holds the other {rest}.",
    why="A security ends whole, also when only a part of it is moved.",
    fix="Name the security that holds the rest, or correct the quantity.",
)
RESULTS_DIFFER = Remark(
    severity="error",
    code="history.results_differ",
    what="What {id} makes of {security} sums to {found} instead of {wanted}.",
    why="What leaves one security must arrive in another, or shares are lost.",
    fix="Correct the quantity of one of the two.",
)
NAMED_TWICE = Remark(
    severity="error",
    code="history.named_twice",
    what="{id} names one security twice.",
    why="The same shares would be counted twice.",
    fix="Let each name the securities that came of it, and no other.",
)
RESULT_OF_OTHER_KIND = Remark(
    severity="error",
    code="history.result_of_other_kind",
    what="{id} makes {security} of the kind {security_kind}, which cannot come of it.",
    why="Stock, grants, convertibles and warrants each end in ways of their own.",
    fix="Correct the type of the change, or the security it names.",
)
HOLDER_CHANGES = Remark(
    severity="error",
    code="history.holder_changes",
    what="{id} leaves {security} with {holder}, and {before} held it.",
    why="Only a transfer gives shares to another holder.",
    fix="Correct the holder, or record a transfer.",
)
CLASS_CHANGES = Remark(
    severity="error",
    code="history.class_changes",
    what="{id} makes {security} of {stock_class} out of {before}.",
    why="Only a conversion makes shares of another class.",
    fix="Correct the class, or record a conversion.",
)
CLASS_STAYS = Remark(
    severity="error",
    code="history.class_stays",
    what="{id} converts into {security}, which is of the same class {stock_class}.",
    why="A conversion makes shares of another class.",
    fix="Correct the class, or record that the shares were issued again.",
)
CONVERTS_ELSEWHERE = Remark(
    severity="error",
    code="history.converts_elsewhere",
    what="{id} converts {before} into {stock_class}, for which the class has no right.",
    why="A class states into which others it converts.",
    fix="Correct the class, or add the right to it.",
)
RATIO_UNKNOWN = Remark(
    severity="note",
    code="history.ratio_unknown",
    what="{id} converts {stock_class}, which states no ratio; the quantities were not compared.",
    why="Only a stated ratio tells how many shares come of a conversion.",
    fix="Add the right to the class, and the ratio is checked.",
)
RATIO_DIFFERS = Remark(
    severity="error",
    code="history.ratio_differs",
    what="{id} should make {wanted} of {security} by the ratio of that day, and makes {found}.",
    why="A class converts at the ratio that is in force.",
    fix="Correct the quantity of one of the two.",
)
CURRENCY_DIFFERS = Remark(
    severity="error",
    code="history.currency_differs",
    what="{id} counts {security} in {found}, and it was issued in {wanted}.",
    why="Amounts of two currencies cannot be taken from one another, or compared.",
    fix="Correct the currency of one of the two.",
)
TRIGGER_UNKNOWN = Remark(
    severity="error",
    code="history.trigger_unknown",
    what="{id} names the trigger {trigger}, which {security} does not have.",
    why="What converts, and when, only its triggers say.",
    fix="Add the object that is missing, or correct the id.",
)
SPLIT_UNKNOWN = Remark(
    severity="error",
    code="history.split_unknown",
    what="{id} names the split {split}, which there is not for this class.",
    why="How many shares come of a split, only the split says.",
    fix="Add the object that is missing, or correct the id.",
)
SPLIT_DAY_DIFFERS = Remark(
    severity="error",
    code="history.split_day_differs",
    what="{id} of {day} belongs to the split {split}, which is of {other}.",
    why="What comes of a change is issued on its day, or shares are missing in between.",
    fix="Correct the day of one of the two.",
)
VESTS_MORE = Remark(
    severity="error",
    code="history.vests_more",
    what="The vestings of {id} sum to {found}, and {wanted} were issued.",
    why="No more vests than there is.",
    fix="Correct the quantity of one of the two.",
)
VESTS_LESS = Remark(
    severity="warning",
    code="history.vests_less",
    what="The vestings of {id} sum to {found} only, and {wanted} were issued.",
    why="The rest would never vest.",
    fix="Correct the quantity of one of the two.",
)
RETURNS_UNKNOWN = Remark(
    severity="error",
    code="history.returns_unknown",
    what="{id} returns {security} to its pool, which nothing issues.",
    why="Only what was granted can come back.",
    fix="Add the issuance that is missing, or correct the id.",
)
RETURNS_ELSEWHERE = Remark(
    severity="error",
    code="history.returns_elsewhere",
    what="{id} returns {security} to {plan}, and it was granted out of {other}.",
    why="What a grant no longer needs comes back to its own plan.",
    fix="Correct the plan of one of the two.",
)
RETURNS_TOO_MANY = Remark(
    severity="error",
    code="history.returns_too_many",
    what="{id} brings what {security} gave back to {found}, and {wanted} became free by then.",
    why="What lives on or became shares cannot be granted again.",
    fix="Correct the quantity of one of the two.",
)
