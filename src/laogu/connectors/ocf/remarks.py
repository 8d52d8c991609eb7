"""What can be said of the objects of a package, one by one."""

from laogu.basics import Remark

TOO_MANY_OBJECTS = Remark(
    severity="error",
    code="ocf.too_many_objects",
    what="The package has more than {limit} objects.",
    why="Everything that comes from outside has a limit.",
    fix="Divide the package, or leave out what is not needed.",
)
OBJECT_NOT_JSON = Remark(
    severity="error",
    code="ocf.object_not_json",
    what="This object cannot be read: {reason}.",
    why="What cannot be read to its end may say anything.",
    fix="Export the package again.",
)
NOT_AN_OBJECT = Remark(
    severity="error",
    code="ocf.not_an_object",
    what="This is no object, or one that is far too large.",
    why="Every entry of a file is an object of the standard.",
    fix="Export the package again.",
)
TYPE_NOT_OF_FILE = Remark(
    severity="error",
    code="ocf.type_not_of_file",
    what="An object of the type {type} does not belong into {name}.",
    why="The manifest lists each file for one kind of object.",
    fix="Put it into a file that the manifest lists for it.",
)
TYPE_UNKNOWN = Remark(
    severity="error",
    code="ocf.type_unknown",
    what="The type {type} is not one of the standard.",
    why="What is not understood may change who holds what.",
    fix="Write the type as the standard has it.",
)
TYPE_AHEAD = Remark(
    severity="note",
    code="ocf.type_ahead",
    what="The type {type} is newer than the version {version} that the manifest states.",
    why="It is read as the standard's unreleased branch has it.",
    fix="Nothing needs to be done.",
)
OLD_NAME = Remark(
    severity="note",
    code="ocf.old_name",
    what="The type {type} is the old name of equity compensation.",
    why="It is read as the new one.",
    fix="Nothing needs to be done.",
)
FORGOTTEN_TYPES = Remark(
    severity="note",
    code="ocf.forgotten_types",
    what="{count} objects here are of types that the standard's schema of the file forgets.",
    why="Each has a schema of its own, by which it was read.",
    fix="Nothing needs to be done.",
)
MD5_DIFFERS = Remark(
    severity="warning",
    code="ocf.md5_differs",
    what="{name} does not have the MD5 that the manifest states.",
    why="Most products write none or a made-up one; else the file was changed since.",
    fix="Compare the file with the one that was exported.",
)
FIELD_UNKNOWN = Remark(
    severity="note",
    code="ocf.field_unknown",
    what="The field {field} is not one of the standard for {type}.",
    why="It is kept and means nothing here.",
    fix="Nothing needs to be done.",
)
FIELD_MISSING = Remark(
    severity="error",
    code="ocf.field_missing",
    what="The field {field} is missing, without which {type} means nothing.",
    why="Nothing is guessed in its place.",
    fix="Add the field.",
)
FIELD_LEFT_OUT = Remark(
    severity="warning",
    code="ocf.field_left_out",
    what="The field {field} is missing, which the standard asks for in {type}.",
    why="Who holds what does not hang on it.",
    fix="Add the field.",
)
VALUE_OMITTED = Remark(
    severity="warning",
    code="ocf.value_omitted",
    what="The field {field} says that its value was left out.",
    why="It is read as if the field were not there.",
    fix="Add the value, or leave out the field.",
)
VALUE_EMPTY = Remark(
    severity="warning",
    code="ocf.value_empty",
    what="The field {field} is empty.",
    why="It is read as if the field were not there.",
    fix="Add the value, or leave out the field.",
)
NUMBER_FOR_TEXT = Remark(
    severity="warning",
    code="ocf.number_for_text",
    what="The field {field} is written otherwise than the standard has it: {given}.",
    why="Its digits are read as they stand there.",
    fix="Write it as the standard has it, a number as a text in quotes.",
)
DAY_WITH_TIME = Remark(
    severity="warning",
    code="ocf.day_with_time",
    what="The field {field} has a time of day: {given}.",
    why="The standard knows days only; the time was left out.",
    fix="Write the day alone, such as 2026-11-22.",
)
NOT_A_NUMBER = Remark(
    severity="error",
    code="ocf.not_a_number",
    what="The field {field} holds no number of the standard: {given}.",
    why="A number is a text of at most 30 plain digits, without exponent or separator.",
    fix="Write it as “12000” or “12000.5”.",
)
TOO_FINE = Remark(
    severity="error",
    code="ocf.too_fine",
    what="The field {field} has more than ten decimals: {given}.",
    why="The standard counts ten decimals, and nothing is rounded.",
    fix="Write it with at most ten decimals.",
)
NOT_ABOVE_ZERO = Remark(
    severity="error",
    code="ocf.not_above_zero",
    what="The field {field} cannot be {given}.",
    why="What is issued or moved is above zero, and no count is below it.",
    fix="Correct the number.",
)
NOT_MONEY = Remark(
    severity="error",
    code="ocf.not_money",
    what="The field {field} holds no amount of money: {given}.",
    why="An amount is a number not below zero, with a currency of three capital letters.",
    fix="Write the amount and its currency.",
)
NOT_A_DAY = Remark(
    severity="error",
    code="ocf.not_a_day",
    what="The field {field} holds no day: {given}.",
    why="A day is written with its year first.",
    fix="Write the day alone, such as 2026-11-22.",
)
DAY_OUT_OF_RANGE = Remark(
    severity="error",
    code="ocf.day_out_of_range",
    what="The field {field} holds a day before 1900 or after 2199: {given}.",
    why="No register is kept for such days; it is a slip or a stand-in.",
    fix="Correct the day.",
)
DAY_FAR_OFF = Remark(
    severity="warning",
    code="ocf.day_far_off",
    what="The field {field} holds a day that nobody will see: {given}.",
    why="Some products write it for what never expires.",
    fix="Leave the field empty where nothing expires.",
)
NOT_OF_SHAPE = Remark(
    severity="error",
    code="ocf.not_of_shape",
    what="The field {field} cannot hold this: {given}.",
    why="The standard gives it another shape, or a list of words of which this is none.",
    fix="Write it as the standard has it.",
)
