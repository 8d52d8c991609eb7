"""Where tests write, and that whoever says otherwise is minded."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from tests import scratch


@pytest.fixture
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "")  # so that it is put back, or away, at the end
    monkeypatch.delenv("TMPDIR")
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.mark.usefixtures("nothing_said")
def test_where_there_is_room_in_memory_it_is_written_there(monkeypatch, tmp_path):
    monkeypatch.setattr(scratch, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(scratch, "has_room", lambda folder: folder == tmp_path)

    scratch.begin()

    assert (os.environ["TMPDIR"], tempfile.gettempdir()) == (str(tmp_path), str(tmp_path))


@pytest.mark.usefixtures("nothing_said")
def test_where_somebody_said_where_to_write_that_counts(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    scratch.begin()

    assert os.environ["TMPDIR"] == str(tmp_path)


@pytest.mark.usefixtures("nothing_said")
def test_what_was_compiled_is_kept_for_every_process(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    scratch.begin()

    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert not sys.dont_write_bytecode


def test_a_folder_that_is_small_or_not_there_has_no_room(monkeypatch, tmp_path):
    monkeypatch.setattr(scratch, "ROOM_BYTES", 10**30)

    assert not scratch.has_room(tmp_path)
    assert not scratch.has_room(Path("/nowhere"))
