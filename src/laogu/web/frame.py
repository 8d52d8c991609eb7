"""What stands round every page: the top bar, the banners, the foot.

`templates/base.html` draws it.
"""

from typing import Literal

from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead somewhere."""

    says: str
    href: str


class Place(Struct, frozen=True, kw_only=True):
    """An entry of the top bar. A person without a mandate for a desk is not given its entry.

    key:     the letter that follows `g` on the keyboard: m, h, i, d, r, l; blank for none.
    waiting: how many things wait there; shown when above 0.
    """

    says: str
    href: str
    key: str = ""
    waiting: int = 0
    is_here: bool = False


class Frame(Struct, frozen=True, kw_only=True):
    """What the base layout is drawn from; every page has one, whatever else it has.

    lang:      also chooses the words; see `rendering.environment`.
    theme:     auto follows the browser.
    theme_from_dark: where the theme leads from a browser that is dark by itself; None: as
               other_theme does.
    up:        the colour of a rise: red by default in Chinese, green in English.
    as_of:     the date the page was drawn for, written as this language writes it.
    today_href: where *back to today* leads; None means that the page is of today.
    entry:     the number of the journal entry the page was drawn at, as written; blank: none yet.
    model_note: what on this page is a model, and the date of the data; blank for nothing.
    practice:  in a practice market what its banner adds (the clock's time); None in a real one.
    begin:     in a practice market where to sign in as anybody, and for a person who may, where
               the clock is moved.
    example:   the sentence that says what is invented; blank where nothing is.
    person:    the one signed in, leading to their own page; None leads to `sign_in`.
    keys_on:   whether single keys do anything; keys_href switches that.
    head_hash: of the journal's last entry. chosen: filters and orders of the address, in its words.
    is_live:   its regions look again when what they show changes: it is of now and no form on it
               was refused. seq, now: the entry it was drawn at, and the moment by the market's
               clock. visitor: whose it is, so that tabs of one visitor share one stream.
    """

    lang: Literal["zh", "en"]
    theme: Literal["auto", "light", "dark"] = "auto"
    up: Literal["red", "green"]
    title: str
    home: str = "/"
    places: tuple[Place, ...] = ()
    search: str = ""
    as_of: str
    today_href: str | None = None
    other_lang: Link
    other_theme: Link
    theme_from_dark: Link | None = None
    person: Link | None = None
    sign_in: str = "/sign-in"
    practice: str | None = None
    begin: Link | None = None
    example: str = ""
    entry: str = ""
    is_verified: bool = False
    model_note: str = ""
    printed_at: str = ""
    made_again_by: str = ""
    keys_on: bool = True
    keys_href: str = "/keys"
    head_hash: str = ""
    chosen: str = ""
    is_live: bool = False
    seq: int = 0
    now: str = ""
    visitor: str = ""

    @property
    def here(self) -> Place | None:
        """Return the place this page belongs to, if the bar has it."""
        return next((place for place in self.places if place.is_here), None)
