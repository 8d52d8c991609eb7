"""A process that dies at any moment loses nothing it has confirmed and leaves nothing half done."""

import os
import random
import signal
import time
from contextlib import closing

import pytest

from laogu.journal.addresses import open_store
from laogu.journal.chain import check
from laogu.journal.failures import AnotherWriter
from tests.contracts.chains import chained
from tests.journal.children import Nursery, start

KILLS = 30


def test_killed_at_any_moment_every_confirmed_entry_is_there_and_no_batch_is_half_written(tmp_path):
    url = f"sqlite:///{tmp_path / 'market.db'}"
    chance = random.Random("killed")
    before = 0
    nursery = Nursery()
    for kill in range(KILLS):
        child = nursery.bears("append_for_ever", url, kill)
        # A few die before they have confirmed anything, some while they open the file.
        said = [nursery.says.readline() for _ in range(chance.choice([0, 1, 2, 5, 20, 60]))]
        time.sleep(chance.random() * 0.002)
        os.kill(child, signal.SIGKILL)
        said += nursery.last_words()

        with closing(open_store(url, write=True)) as store:
            rows = list(check(store.rows()))
            kept = [one.key for one in store.kept()]
        tried, durable = (
            [before, *(int(line.split()[1]) for line in said if line.startswith(word))]
            for word in (b"try ", b"durable ")
        )
        assert len(rows) in {durable[-1], tried[-1]}
        before = len(rows)
        # One name for the last batch, none for those before: rows and names came as one.
        assert kept == ([f"name_{len(rows)}"] if rows else [])
    nursery.close()


def test_a_lock_ends_with_its_holder(tmp_path):
    url = f"sqlite:///{tmp_path / 'market.db'}"
    child = start("leave_a_worker", url)
    assert child.stdout is not None
    worker = int(child.stdout.readline())
    try:
        child.kill()
        child.wait()
        child.stdout.close()

        with closing(open_store(url, write=True)) as store:
            store.append(chained([b"the worker still lives"]))
    finally:
        os.kill(worker, signal.SIGKILL)


def test_the_holder_is_named_to_the_second_writer(tmp_path):
    url = f"sqlite:///{tmp_path / 'market.db'}"
    child = start("leave_a_worker", url)
    assert child.stdout is not None
    worker = int(child.stdout.readline())
    try:
        with pytest.raises(AnotherWriter) as no:
            open_store(url, write=True)

        assert no.value.pid == str(child.pid)
    finally:
        os.kill(worker, signal.SIGKILL)
        child.kill()
        child.wait()
        child.stdout.close()
