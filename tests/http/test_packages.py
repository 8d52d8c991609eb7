"""An issuer's register is had as a package over HTTP, by whoever may see all of it."""

import io
import zipfile

from tests.http.market import KIT, OPERATOR


def test_a_register_is_a_zip_and_only_for_those_who_see_it(idle_market):
    path = "/api/packages/harrow?version=1.2.0&snapshot=true&strict=true"

    got = idle_market.caller(OPERATOR).gets(path)
    no = idle_market.caller(KIT).gets(path)
    wrong = idle_market.caller(OPERATOR).gets("/api/packages/harrow?version=9")

    assert (got.status, no.status, wrong.status) == (200, 403, 400)
    with zipfile.ZipFile(io.BytesIO(got.body)) as archive:
        assert "Manifest.ocf.json" in archive.namelist()
