"""The issuer desk: `page` what it shows, `acts` its forms, `load` a register from a spreadsheet.

Always true: only who acts for the issuer, the operator and inspectors see a desk, and only who acts
for the issuer is given its forms.
"""

from laogu.web.pages.desk.load import LoadPage, load_page
from laogu.web.pages.desk.page import ROUTES, DeskPage, desk_page

__all__ = ["ROUTES", "DeskPage", "LoadPage", "desk_page", "load_page"]
