"""The pages: the market for a person with a browser, in Chinese and English.

Always true: a page can be read and a form can be sent without JavaScript, nothing stands inline,
and no colour is named outside static/tokens.css.

`handlers` answers under /, /zh, /en, /static and /stream; `unknown_page` where the app knows no
address.
`Settings` is what the pages must be told; `COMPILED` keeps their templates, compiled.
"""

from laogu.web.rendering import COMPILED
from laogu.web.serving import handlers, unknown_page
from laogu.web.settings import Settings

__all__ = ["COMPILED", "Settings", "handlers", "unknown_page"]
