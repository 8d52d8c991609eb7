"""A report set for print, by typst, which the extra `pdf` brings.

Always true: the same paper gives the same bytes. No clock is read, and Latin text is set in a face
that travels with us; Chinese is set in the first of `CHINESE_FACES` that the machine has.
"""

from importlib.resources import as_file, files
from importlib.util import find_spec

import msgspec

from laogu.connectors.reports.paper import Paper
from laogu.connectors.reports.refusals import NoChineseFace, PdfNotInstalled

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

    here = files("laogu.connectors.reports")
    content = msgspec.json.encode(paper)
    with as_file(here.joinpath("faces")) as faces:
        is_chinese = _has_chinese(content.decode())
        fonts = typst.Fonts(
            include_system_fonts=is_chinese, include_embedded_fonts=False, font_paths=[str(faces)]
        )
        chinese = [_chinese_face(fonts.families())] if is_chinese else []
        set_ = typst.compile(
            here.joinpath("report.typ").read_bytes(),
            font_paths=fonts,
            format="pdf",
            sys_inputs={"paper": content.decode(), "faces": ",".join([LATIN_FACE, *chinese])},
            timestamp=0,
        )
    assert isinstance(set_, bytes), "one file"
    return set_


def _chinese_face(known: list[str]) -> str:
    found = next((one for one in CHINESE_FACES if one in known), None)
    if found is None:
        raise NoChineseFace(known=CHINESE_FACES)
    return found


def _has_chinese(text: str) -> bool:
    """Return whether a text has letters that the Latin face lacks."""
    return any("⺀" <= one <= "鿿" or "豈" <= one <= "￯" for one in text)
