"""A file of histories marked again: the same digits wherever it is done, and gone on with."""

import json
from datetime import date
from typing import Any

import pytest

from laogu.connectors import executors, pricing
from laogu.connectors.executors import Done, Here, Processes, Progress
from laogu.connectors.languages import words
from tests.cli.desk import in_chinese, typed

ON = date(2026, 11, 1)
ASKED: dict[str, Any] = {"as_of": ON, "draws": 20, "seed": 7}


def point(on, kind, figure):
    return {"date": on, "kind": kind, "currency": "USD", "valuation": figure}


def company(number, *more):
    points = [
        point("2023-03-15", "primary_round", 8e8 + number * 1e8),
        point("2025-02-10", "primary_round", 1.5e9),
        point("2026-06-30", "secondary", 1.2e9),
    ]
    return {"id": f"made-{number} (example)", "points": [*points, *more]}


def content(*companies):
    return json.dumps({"companies": list(companies)}).encode()


COMPANIES = [*(company(number) for number in range(3)), {"id": "none (example)", "points": []}]


@pytest.fixture
def read():
    return pricing.read_histories(content(*COMPANIES), "made.json")


def done(read, executor, **more):
    found, failed = pricing.remark(read, executor, **ASKED, **more)
    return pricing.told_remarks(read, found, failed, words("en"), **ASKED)


def test_the_digits_are_the_same_wherever_it_is_done(read):
    here = done(read, Here())
    with Processes(1) as processes:
        there = done(read, processes)

    assert here == there
    assert [one["issuer"] for one in here["companies"]] == [one["id"] for one in COMPANIES]
    assert here["marked"] == "3"
    assert here["companies"][3]["mark"] is None, "no price, and no figure in its place"


def test_it_goes_on_where_it_was_stopped(read, tmp_path):
    progress = Progress(tmp_path / "progress.jsonl")
    whole = done(read, Here())
    counts = []

    def stop(done_, count):
        counts.append((done_, count))
        if done_ == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        done(read, Here(), progress=progress, told=stop)
    kept = progress.known()
    after = done(read, Refusing(kept), progress=progress)

    assert counts == [(0, 4), (1, 4), (2, 4)]
    assert len(kept) == 2
    assert after == whole
    assert done(read, Refusing(progress.known()), progress=progress) == whole


class Refusing(Here):
    """Does nothing that is done already."""

    def __init__(self, known) -> None:
        self._known = known

    def submit(self, batch):
        given = list(batch)
        assert not {one.id for one in given} & self._known.keys()
        return super().submit(given)


def test_other_draws_another_day_or_another_file_are_other_tasks(read, tmp_path):
    progress = Progress(tmp_path / "progress.jsonl")
    done(read, Here(), progress=progress)
    before = len(progress.known())

    pricing.remark(read, Here(), as_of=ON, draws=20, seed=8, progress=progress)

    assert len(progress.known()) == 2 * before


def test_what_is_told_after_the_day_changes_nothing(read):
    later = point("2026-11-02", "primary_round", 9e9)
    more = pricing.read_histories(content(company(0, later), *COMPANIES[1:]), "made.json")

    assert done(more, Here())["output_hash"] == done(read, Here())["output_hash"]


def test_a_company_that_cannot_be_done_is_named_and_the_others_are_done(read):
    class Failing(Here):
        def submit(self, batch):
            first, *rest = batch
            yield Done(id=first.id, failed="WorkerDied: its worker ended twice")
            yield from super().submit(rest)

    told = done(read, Failing())

    assert len(told["companies"]) == 3
    assert [one["reason"] for one in told["failed"]] == ["WorkerDied: its worker ended twice"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "made.json"
    path.write_bytes(content(*COMPANIES))
    return str(path)


def test_the_command_says_what_the_draws_add(file, tmp_path):
    asked = ("remark", file, "--as-of", "2026-11-01", "--draws", "20", "--seed", "7")

    came = typed(*asked, "--progress", str(tmp_path / "kept.jsonl"), "--json")
    shown = typed(*asked, "--progress", str(tmp_path / "kept.jsonl"))

    assert (came.code, came.err) == (0, "")
    assert (came.json["draws"], came.json["marked"]) == ("20", "3")
    assert set(came.json["companies"][0]) == {
        "issuer", "basis", "currency", "mark", "grade", "band", "values", "band_drawn", "wider",
    }  # fmt: skip
    assert shown.out.startswith("3 of 4 companies have a mark on 2026-11-01.")
    assert "made-0 (example)" in shown.out
    facts = {"marked": "3", "count": "4", "day": "2026-11-01"}
    said = in_chinese("{marked} of {count} companies have a mark on {day}.", **facts)
    assert typed("--lang", "zh", *asked).out.startswith(said)


def test_a_stopped_command_says_how_to_go_on(file, tmp_path, monkeypatch):
    def stopped(*_, told, **__):
        told(1, 4)
        raise KeyboardInterrupt

    monkeypatch.setattr(pricing, "remark", stopped)

    came = typed("remark", file, "--progress", str(tmp_path / "kept.jsonl"))
    lost = typed("remark", file)

    assert (came.code, lost.code) == (130, 130)
    assert came.err == "Stopped at 1 of 4; the same command goes on from there.\n"
    assert "nothing is kept" in lost.err


def test_what_could_not_be_done_is_an_exit_code(file, monkeypatch):
    bad = Done(id="x", failed="ValueError: no")
    monkeypatch.setattr(pricing, "remark", lambda *_, **__: ([], [bad]))

    came = typed("remark", file, "--as-of", "2026-11-01")

    assert came.code == 6
    assert "Not done: ValueError: no" in came.out
    assert executors.NAMES == ("local", "pool", "dask")
