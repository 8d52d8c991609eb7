"""The pages: the market for a person with a browser, in Chinese and English.

Always true: a page can be read and a form can be sent without JavaScript, nothing stands inline,
and no colour is named outside static/tokens.css.
"""

__all__: list[str] = []
