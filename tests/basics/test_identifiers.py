"""Identifiers tell their kind, follow time, and need no chance."""

from uuid import UUID

import pytest

from laogu.basics import (
    IdMaker,
    NotAnIdentifier,
    NotARequestId,
    check_identifier,
    is_identifier,
    made_at_ms,
    request_id,
)
from laogu.journal import uuid7

REQUEST = uuid7(1_772_442_000_000, bytes(10))


def test_the_same_request_makes_the_same_identifiers():
    one, other = IdMaker(REQUEST), IdMaker(REQUEST)

    made = [one.make(kind) for kind in ("trade", "security", "security")]

    assert made == [other.make(kind) for kind in ("trade", "security", "security")]
    assert len(set(made)) == 3
    assert all(map(is_identifier, made, ("trade", "security", "security")))


def test_what_is_made_of_a_request_stays_the_same_from_release_to_release():
    made = IdMaker(REQUEST)

    assert made.make("trade") == "trade_01KJPWD6M0Z0N802ES9TNFEZGN"
    assert made.make("security") == "security_01KJPWD6M0V1DFHTB8BE75XGHD"


def test_another_request_makes_others_and_later_ones_sort_later():
    earlier = IdMaker(uuid7(1_772_442_000_000, b"\xff" * 10)).make("offer")
    later = IdMaker(uuid7(1_772_442_000_001, bytes(10))).make("offer")

    assert earlier < later


def test_a_kind_nobody_knows_is_a_fault_of_ours():
    with pytest.raises(AssertionError):
        IdMaker(REQUEST).make("client")


@pytest.mark.parametrize(
    "text",
    ["", "holder_", "holder", "holder_8" + "0" * 25, "holder_0" + "0" * 24, "holder_0" + "0" * 26,
     "holder_0" + "O" * 25, "holder_0" + "a" * 25, "trade_0" + "0" * 25, "HOLDER_0" + "0" * 25,
     " holder_0" + "0" * 25, "holder_0" + "0" * 25 + "\n", "holder_' OR 1=1 --"],
)  # fmt: skip
def test_what_has_not_the_form_of_an_identifier_is_refused(text):
    assert not is_identifier(text, "holder")
    with pytest.raises(NotAnIdentifier) as no:
        check_identifier(text, "holder")

    assert (no.value.given, no.value.kind) == (text, "holder")


def test_what_has_the_form_is_taken():
    holder = IdMaker(REQUEST).make("holder")

    assert check_identifier(holder, "holder") == holder


def test_a_request_names_itself_by_a_uuid_of_version_7():
    assert request_id(str(REQUEST)) == REQUEST
    assert request_id(str(REQUEST).upper()) == REQUEST
    assert made_at_ms(REQUEST) == 1_772_442_000_000


@pytest.mark.parametrize(
    "text",
    ["", "7", str(UUID(int=0)), "6ba7b810-9dad-11d1-80b4-00c04fd430c8", f"{{{REQUEST}}}",
     f"urn:uuid:{REQUEST}", REQUEST.hex, f"{REQUEST} ", "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"],
)  # fmt: skip
def test_anything_else_is_refused(text):
    with pytest.raises(NotARequestId) as no:
        request_id(text)

    assert no.value.given == text[:60]
