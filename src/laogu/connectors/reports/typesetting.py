"""A report set for print, by typst, which the extra `pdf` brings.

Always true: the same paper gives the same bytes. No clock is read, and Latin text is set in a face
that travels with us; Chinese is set in the first of `CHINESE_FACES` that the machine has.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from laogu.connectors.reports.paper import Paper
from laogu.connectors.reports.refusals import NoChineseFace, PdfNotInstalled

HERE = Path(__file__).parent
LATIN_FACE = "IBM Plex Sans"
CHINESE_FACES = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Source Han Sans CN", "PingFang SC",
    "Microsoft YaHei", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei",
)  # fmt: skip


def pdf_of(paper: Paper) -> bytes:
    """Return a report as a PDF, or refuse where it cannot be set."""
    if find_spec("typst") is None:
        raise PdfNotInstalled
    import typst  # habit 39: the extra `pdf` brings it

    content = msgspec.json.encode(paper).decode()
    faces = [LATIN_FACE]
    is_chinese = _has_chinese(content)
    if is_chinese:
        faces.append(_chinese_face(_fonts(is_chinese).families()))
    set_ = typst.compile(
        (HERE / "report.typ").read_bytes(),
        font_paths=_fonts(is_chinese),
        format="pdf",
        sys_inputs={"paper": content, "faces": ",".join(faces)},
        timestamp=0,
    )
    assert isinstance(set_, bytes), "one file"
    return set_


@cache
def _fonts(is_chinese: bool) -> Any:
    """Return the faces that may be used: ours; for Chinese, those of the machine as well."""
    import typst  # habit 39: the same

    return typst.Fonts(
        include_system_fonts=is_chinese,
        include_embedded_fonts=False,
        font_paths=[str(HERE / "faces")],
    )


def _chinese_face(known: list[str]) -> str:
    found = next((one for one in CHINESE_FACES if one in known), None)
    if found is None:
        raise NoChineseFace(known=CHINESE_FACES)
    return found


def _has_chinese(text: str) -> bool:
    """Return whether a text has letters that the Latin face lacks."""
    return any(
        "⺀" <= one <= "鿿" or "가" <= one <= "힣" or "豈" <= one <= "￯" or one >= "\U00020000"
        for one in text
    )
