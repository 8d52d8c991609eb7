"""The operator desk: `page` what it shows, `acts` its forms, `secrets` what is shown once."""

from laogu.web.pages.operator.routes import ROUTES, THEN

__all__ = ["ROUTES", "THEN"]
