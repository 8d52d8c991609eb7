"""Capital and papers of an issuer: `page` what it shows, `acts` its forms, `tables` what they list.

Always true: only who may see the register of an issuer sees this page, and only who acts for the
issuer is given its forms.
"""

from laogu.web.pages.capital.page import ROUTES, CapitalPage, capital_page

__all__ = ["ROUTES", "CapitalPage", "capital_page"]
