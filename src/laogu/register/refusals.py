"""The ways the register says no."""

from datetime import date
from decimal import Decimal

from laogu.basics import Bilingual, Conflict, InvalidInput, NotFound, Refusal, Said


class IssuerUnknown(NotFound):
    """No issuer of that name or id is in this market."""

    code = "register.issuer_unknown"
    what = "There is no issuer {given} in this market."
    why = "An issuer is named by its short name or by its id, and neither is known."
    fix = "Look at the list of issuers, or register it."
    field = "issuer"
    given: str


class StockClassUnknown(NotFound):
    """The issuer has no stock class of that name or id."""

    code = "register.stock_class_unknown"
    what = "{issuer} has no stock class {given}."
    why = "A stock class is named by its name in either language or by its id."
    fix = "Use one of: {known}."
    field = "stock_class"
    issuer: Bilingual | Said
    given: str
    known: tuple[Bilingual, ...]


class HolderUnknown(NotFound):
    """No holder of that id is known, or it is not shown to this person."""

    code = "register.holder_unknown"
    what = "There is no holder {given} here."
    why = "A holder is named by its id; nobody with that id is on a register you may see."
    fix = "Copy the holder's id from your holdings or from the cap table."
    field = "holder"
    given: str


class SecurityUnknown(NotFound):
    """No living security has that id."""

    code = "register.security_unknown"
    what = "There is no living security {given}."
    why = "It was never issued, or it has been transferred or cancelled since."
    fix = "Look at the holder's lots as they are today."
    field = "security"
    given: str


class SlugTaken(Conflict):
    """The short name belongs to another issuer."""

    code = "register.slug_taken"
    what = "The short name {slug} is taken."
    why = "Addresses and commands name an issuer by its short name, so each has its own."
    fix = "Choose another short name."
    field = "slug"
    slug: str


class NotASlug(InvalidInput):
    """A short name has characters that an address cannot carry."""

    code = "register.not_a_slug"
    what = "{slug} cannot be a short name."
    why = "A short name has 2 to 40 small letters, digits and hyphens, and starts with a letter."
    fix = "Write it like harrow-instruments."
    field = "slug"
    slug: str


class ClassNameTaken(Conflict):
    """The issuer already has a class of this name."""

    code = "register.class_name_taken"
    what = "{issuer} already has a stock class named {name}."
    why = "Files and commands name a class by its name, so each has its own."
    fix = "Use the class that is there, or another name."
    field = "name_en"
    issuer: Bilingual
    name: str


class NotAScale(InvalidInput):
    """Decimals of a quantity or of a price outside what 64 bits and the field's formats allow."""

    code = "register.not_a_scale"
    what = "{given} decimals are not possible here."
    why = "Quantities have 0 to {most_decimals} decimals, prices 0 to {most_scale}."
    fix = "Use 0 for shares, 2 for contributions of capital in yuan; 2 for most prices."
    given: int
    most_decimals: int
    most_scale: int


class CertificateTaken(Conflict):
    """A certificate of this class already has this label."""

    code = "register.certificate_taken"
    what = "Certificate {certificate} is already in use."
    why = "A certificate names one security of a class."
    fix = "Give this security another label, or leave the label out."
    field = "certificate"
    certificate: str


class HoldsTooFew(Refusal):
    """More is asked of a holder than it holds."""

    code = "register.holds_too_few"
    what = "{asked} is more than there is."
    why = "{held} is all there is to take from; nobody can move, sell or buy more."
    fix = "Ask for {held} or less."
    field = "quantity"
    asked: Decimal
    held: Decimal


class TooManyUnits(Refusal):
    """A class would outgrow 64 bits."""

    code = "register.too_many_units"
    what = "This class cannot hold {asked} more."
    why = "All shares of a class together are counted in 64 bits: at most {largest}."
    fix = "Check the quantity, or register the class with fewer decimals."
    field = "quantity"
    asked: Decimal
    largest: Decimal


class BeforeItsTime(Refusal):
    """Something would be effective before what it rests on."""

    code = "register.before_its_time"
    what = "This cannot count from {on}."
    why = "What it rests on is there only since {since}."
    fix = "Use a day from {since} on."
    field = "on"
    on: date
    since: date


class AfterToday(Refusal):
    """A day in the future was given for something that has happened."""

    code = "register.after_today"
    what = "{on} is still to come."
    why = "Today is {today} where the issuer is; the register says only what has happened."
    fix = "Use today or an earlier day."
    field = "on"
    on: date
    today: date


class CannotLoad(Refusal):
    """A register that was brought in has errors; all of them come as findings."""

    code = "register.cannot_load"
    what = "Nothing was recorded. Places that need a correction: {errors}."
    why = "{first}"
    fix = "Correct what the findings name, and send the whole file again."
    errors: int
    first: Said
    findings: tuple[object, ...]


class RegisterInUse(Refusal):
    """A history was to become a register that has securities already."""

    code = "register.in_use"
    what = "{issuer} has a register already."
    why = "A history says everything that ever happened, so nothing can stand before it."
    fix = "Take it onto a new issuer, or undo the import that is there."
    field = "issuer"
    issuer: Bilingual


class TooManyChanges(Refusal):
    """A history is longer than one request may be."""

    code = "register.too_many_changes"
    what = "This history has {changes} changes."
    why = "At most {most} are taken at once, so that others need not wait for them."
    fix = "Export a snapshot of a later day where it is kept now, and take that."
    changes: int
    most: int


class LoadUnknown(NotFound):
    """No import has that id."""

    code = "register.load_unknown"
    what = "There is no import {given} here."
    why = "An import is named by its id, which it gets when it is recorded."
    fix = "Copy the id from the page where a register is loaded."
    field = "load"
    given: str


class LoadTakenBack(Conflict):
    """The import was undone before."""

    code = "register.load_taken_back"
    what = "The import {load} was undone already."
    why = "None of what came with it counts any more."
    fix = "Nothing needs doing; load the corrected file."
    field = "load"
    load: str


class StillThere(Refusal):
    """A holder was to be forgotten that has not left every register."""

    code = "register.still_there"
    what = "This holder cannot be forgotten now."
    why = "{there} A register says who is on it."
    fix = "Let that end first, and ask again when the time for which it is kept is over."
    field = "holder"
    holder: str
    there: Said


class StillKept(Refusal):
    """A holder was to be forgotten before the time was over for which a register is kept."""

    code = "register.still_kept"
    what = "This holder cannot be forgotten before {until}."
    why = "It left on {left_on}, and a register says for {years} years who had been on it."
    fix = "Ask again from {until} on."
    field = "holder"
    holder: str
    left_on: date
    years: int
    until: date


class NothingKept(Refusal):
    """A holder was to be forgotten of whom nothing is kept that could be erased."""

    code = "register.nothing_kept"
    what = "Nothing is kept of this holder that could be erased."
    why = "It is an organisation, whose name is open, or it was forgotten before."
    fix = "Nothing needs doing; what an organisation is called stays in the record."
    field = "holder"
    holder: str


class LoadedMeanwhile(Conflict):
    """A file was looked at beside other imports of the issuer than there are now."""

    code = "register.loaded_meanwhile"
    what = "Nothing was recorded: {issuer} has had another import meanwhile, or perhaps this one."
    why = "{seen} imports had been seen, and there are {there}."
    fix = "Look at what is there, and load the file only if all of it is still to come."
    issuer: Bilingual
    seen: int
    there: int
