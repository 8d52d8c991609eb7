"""The ways people and their mandates say no."""

from laogu.basics import Bilingual, Conflict, Denied, NotFound, Said, said
from laogu.people.events import Power


class NotSignedIn(Denied):
    """Somebody who is not signed in asks for what only a mandate allows."""

    code = "people.not_signed_in"
    what = "Sign in first."
    why = "Only a person with a mandate may ask for this."
    fix = "Sign in with your link, or send an API token."


class SessionOver(Denied):
    """A session has expired or was ended."""

    code = "people.session_over"
    what = "This session is over."
    why = "A session ends when it is signed out, or after {hours} hours."
    fix = "Sign in again; what you had filled in was not sent."
    hours: int


class LinkUsed(Denied):
    """A sign-in link was used before, is too old, or never was one."""

    code = "people.link_used"
    what = "This sign-in link does not open anything."
    why = "A link works once, and for a short time."
    fix = "Ask the operator for a new link, or start the market again to have one printed."


class NotASession(Conflict):
    """Somebody would sign out with an API token, which signing out does not end."""

    code = "people.not_a_session"
    what = "There is no session to sign out of."
    why = "What is shown is an API token, and a token opens until it expires or is revoked."
    fix = "If it is to open nothing any more, revoke it."


class KeyRefused(Denied):
    """An API token is unknown, revoked or expired."""

    code = "people.key_refused"
    what = "This API token does not open anything."
    why = "It is unknown here, revoked, or expired."
    fix = "Sign in by a link, or ask the operator for a new one."


class NoMandate(Denied):
    """Somebody asks for what needs a mandate that they do not hold."""

    code = "people.no_mandate"
    what = "You have no mandate for this."
    why = "It needs a mandate {needed}; everything that no mandate allows is denied."
    fix = "Sign in as somebody who has it, or ask the operator for it."
    power: Power
    over: str
    needed: Said


def no_mandate(power: Power, over: str, *, named: str | Bilingual | None = None) -> NoMandate:
    """Return the refusal of somebody without a mandate, which says in words what it is to be for.

    over: an id, `market`, or `holder` for any. named: what who asks may know it by; None: by no
    name.
    """
    return NoMandate(power=power, over=over, needed=_needed(power, over, named))


def _needed(power: Power, over: str, named: str | Bilingual | None) -> Said:
    match power:
        case "operate":
            return said("to operate this market")
        case "inspect":
            return said("to inspect this market")
        case "issue" if named is None:
            return said("to act for the issuer")
        case "issue":
            return said("to act for the issuer {issuer}", issuer=named)
        case "act" if named is None:
            kind, of_one, _ = over.partition("_")
            return _WHOSE[kind] if of_one and kind in _WHOSE else said("to act for a holder")
        case "act":
            return said("to act for {holder}", holder=named)


_WHOSE = {
    "encumbrance": said("to act for the holder on whose shares it lies"),
    "holder": said("to act for this holder"),
    "offer": said("to act for the holder whose offer it is"),
    "order": said("to act for the holder whose order it is"),
    "security": said("to act for the holder of this security"),
    "trade": said("to act for the seller"),
}
"""For whom it is to be, where that holder is not named: by the kind of id that was refused."""


class ForgedRequest(Denied):
    """A form came from another site, or without its proof that it came from ours."""

    code = "people.forged_request"
    what = "This form was not sent from a page of this market."
    why = "Its proof is missing or belongs to another session."
    fix = "Open the page again and send the form from there."


class PersonUnknown(NotFound):
    """No person of that id is known."""

    code = "people.person_unknown"
    what = "There is no person {given} here."
    why = "Nobody of that id was registered, or the person was forgotten."
    fix = "Copy the id from the operator desk."
    field = "person"
    given: str


class MandateUnknown(NotFound):
    """No mandate of that id is in force."""

    code = "people.mandate_unknown"
    what = "There is no mandate {given} in force."
    why = "It was never given, or it has ended."
    fix = "Copy the id from the operator desk."
    field = "mandate"
    given: str


class KeyUnknown(NotFound):
    """No API token of that id is in force."""

    code = "people.key_unknown"
    what = "There is no API token {given} in force."
    why = "It was never issued, or it has been revoked."
    fix = "Copy its id from the operator desk."
    field = "key"
    given: str


class MandateHeld(Conflict):
    """The person already holds this mandate."""

    code = "people.mandate_held"
    what = "This person already holds that mandate."
    why = "A mandate is given once, and lasts until it is ended."
    fix = "Nothing is left to do."


class TokenTaken(Conflict):
    """The hash of a token was to be recorded a second time."""

    code = "people.token_taken"
    what = "This API token is in force already."
    why = "A token speaks for one person, and is recorded once."
    fix = "Draw another token, and send its hash."
    field = "digest"
