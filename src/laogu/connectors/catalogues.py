"""The catalogues of Chinese sentences in `locale/`, read without a build step.

They are kept in the form that translators' tools know: a context, a sentence, its Chinese, each in
quotes. Of that form our files use these lines and comments, which a test holds them to.
"""

import json
import re
from importlib.resources import files

_QUOTED = r'("[^\n]*"(?:\n"[^\n]*")*)'
_MESSAGE = re.compile(rf"^(?:msgctxt {_QUOTED}\n)?msgid {_QUOTED}\nmsgstr {_QUOTED}$", re.MULTILINE)


def read_catalogue(name: str) -> dict[tuple[str, str], str]:
    """Return the Chinese of a file's sentences, by context and sentence; what has none is left out.

    A sentence without a context stands under "".
    """
    text = files("laogu").joinpath("locale", name).read_text(encoding="utf-8")
    return {
        (_said(context), _said(sentence)): _said(chinese)
        for context, sentence, chinese in _MESSAGE.findall(text)
        if sentence != '""' and chinese != '""'
    }


def _said(quoted: str) -> str:
    """Return what stands in quotes, line after line."""
    text = quoted[1:-1].replace('"\n"', "")
    if "\\" in text:
        text = str(json.loads(f'"{text}"'))
    return text
