"""The live regions of a page, cut out of it for who already has the rest.

A region begins where its id and what it listens to stand and ends at a comment with its name; see
templates/parts/live.html. The whole page is drawn, so that a region never differs from its page.
"""

from msgspec.structs import replace

from laogu.web.showing import HTML, Shown

HEADER = "laogu-regions"
MOST = 40
"""Regions that are cut out of a page for one request."""


def cut(shown: Shown, asked: str) -> Shown:
    """Return an answer with nothing but the regions asked for, those that the page has."""
    if shown.status != 200 or shown.kind != HTML or not asked:
        return shown
    text = shown.body.decode()
    first = text.index("<html")
    parts = [text[first : text.index(">", first) + 1]]
    for name in asked.split()[:MOST]:
        start = text.rfind("<", 0, max(text.find(f' id="{name}" data-live="'), 0))
        end = text.find(f"<!--/{name}-->", start)
        if 0 <= start < end:
            parts.append(text[start:end])
    # Kept by no cache, which might take it for the page.
    headers = {**shown.headers, "Cache-Control": "no-store"}
    return replace(shown, body="\n".join(parts).encode(), headers=headers)
