"""`laogu table`: every table that a page has, in the shell, as whoever asks sees it."""

from tests.cli.desk import Desk
from tests.http.market import IDA, OPERATOR


def test_what_stands_on_a_page_alone_is_read_in_the_shell(idle_desk: Desk):
    words = ("table", "operator", "--table", "mandates")

    drawn = idle_desk.types(*words, by=OPERATOR).out.splitlines()
    told = idle_desk.does(*words, by=OPERATOR)

    assert drawn[0] == "/en/operator: mandates as of 2026-11-23"
    assert told["about"]["table"] == "mandates"
    assert all(one["mandate_id"] in "".join(drawn) for one in told["mandates"])


def test_the_first_table_of_a_page_needs_no_name_and_a_visitor_no_token(idle_desk: Desk):
    drawn = idle_desk.types("table", "company/harrow/facts", lang="zh").out

    assert drawn.startswith("/zh/company/harrow/facts：")
    assert "round.growth" in drawn


def test_an_address_is_taken_as_it_is_copied_from_a_browser(idle_desk: Desk):
    for page in ("/zh/company/harrow/captable?by=class", "company/harrow/captable/?by=class"):
        told = idle_desk.does("table", page, by=IDA)

        assert told["about"]["filter"] == {"by": "class"}
        assert told["about"]["address"].startswith("/en/company/harrow/captable")


def test_what_is_wrong_has_its_code_and_its_exit(idle_desk: Desk):
    for words, by, exit_, code in (
        (("table", "operator"), None, 3, "people.not_signed_in"),
        (("table", "operator"), IDA, 3, "people.no_mandate"),
        (("table", "company/harrow", "--table", "x"), None, 4, "web.table_unknown"),
        (("table", "nowhere/../api/me"), None, 4, "web.page_unknown"),
        (("table", "desk/harrow", "--as-of", "2026-02-30"), IDA, 2, "basics.not_a_day"),
    ):
        typed = idle_desk.types(*words, by=by)
        assert (typed.code, code in typed.err) == (exit_, True), typed.err
