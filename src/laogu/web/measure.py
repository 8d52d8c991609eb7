"""How wide a text is, so that a label in a drawing can be placed before a browser sees it.

Always true: digits, plus and minus are one width, so figures line up without a feature switch.
Widths are advances of the vendored IBM Plex Sans in thousandths of an em, kerning left out;
a Chinese character is one em.
"""

from unicodedata import east_asian_width

# Space to tilde, in the order of Unicode.
_REGULAR = (
    236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383,
    600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 292, 292, 600, 600, 600, 477,
    891, 641, 653, 621, 671, 583, 559, 695, 707, 400, 510, 634, 501, 812, 707, 708,
    606, 708, 640, 581, 572, 678, 609, 891, 613, 593, 580, 317, 383, 317, 600, 565,
    600, 534, 580, 503, 580, 549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560,
    580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343, 314, 343, 600,
)  # fmt: skip
_BOLD = (
    236, 309, 471, 656, 600, 960, 713, 260, 337, 337, 556, 600, 299, 402, 299, 437,
    600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 319, 319, 600, 600, 600, 493,
    899, 672, 663, 642, 689, 600, 577, 712, 719, 423, 545, 678, 521, 817, 719, 712,
    641, 712, 664, 611, 580, 689, 638, 949, 655, 632, 599, 329, 437, 329, 600, 559,
    600, 559, 600, 513, 600, 558, 350, 545, 588, 275, 275, 562, 294, 888, 588, 563,
    600, 600, 393, 499, 374, 588, 524, 819, 544, 524, 502, 363, 376, 363, 600,
)  # fmt: skip
_OTHER = {"−": 600, "–": 588, "·": 349, "↑": 876, "↓": 876, "’": 292, "×": 600, "÷": 600}
_FIRST = 32
_UNLISTED = 600  # Other Latin, near enough: the widest small letters but m and w.


def width_milli(text: str, *, is_bold: bool = False) -> int:
    """Return the width of one line of text in thousandths of an em."""
    table = _BOLD if is_bold else _REGULAR
    total = 0
    for letter in text:
        place = ord(letter) - _FIRST
        if 0 <= place < len(table):
            total += table[place]
        elif letter in _OTHER:
            total += _OTHER[letter]
        else:
            total += 1000 if east_asian_width(letter) in "WF" else _UNLISTED
    return total


def width_px(text: str, *, size_px: int = 12, is_bold: bool = False) -> int:
    """Return the width of one line of text in whole pixels, rounded up."""
    return -(-width_milli(text, is_bold=is_bold) * size_px // 1000)


def shortened(text: str, *, room_px: int, size_px: int = 12, is_bold: bool = False) -> str:
    """Return `text`, or as much of its beginning as fits in `room_px` with an ellipsis."""
    if width_px(text, size_px=size_px, is_bold=is_bold) <= room_px:
        return text
    kept = text
    while kept and width_px(kept + "…", size_px=size_px, is_bold=is_bold) > room_px:
        kept = kept[:-1]
    return kept.rstrip() + "…"
