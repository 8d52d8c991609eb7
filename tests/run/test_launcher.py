"""The launcher: what it says, what it installs, and that it does so once."""

import importlib.machinery
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Became(Exception):
    """Raised in place of becoming another program."""


class Noted:
    """A stand-in that notes what it was called with, and answers or raises one thing."""

    def __init__(self, answer: object = None) -> None:
        self.answer = answer
        self.calls: list[Any] = []

    def __call__(self, argument: object, **_: object) -> object:
        self.calls.append(argument)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def launcher(tmp_path, monkeypatch):
    """The launcher of an invented checkout, on a machine where installing costs nothing."""
    loaded = load(ROOT / "run")
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text(f"{name}\n[tool.ruff]\nwide")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(loaded, "ROOT", str(tmp_path))
    monkeypatch.setattr(loaded, "VENV", str(venv))
    monkeypatch.setattr(loaded, "PYTHON", str(venv / "python"))
    monkeypatch.setattr(loaded, "STAMP", str(venv / "installed"))
    monkeypatch.setattr(loaded, "make_venv", lambda: pretend_venv(venv))
    monkeypatch.setattr(loaded, "install", Noted())
    return loaded


def load(path: Path) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("launcher", str(path))
    spec = importlib.util.spec_from_loader("launcher", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def pretend_venv(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    (folder / "python").touch()


def test_the_second_start_installs_nothing(launcher):
    launcher.prepare({"test"})
    launcher.prepare({"test"})
    launcher.prepare(set())

    assert launcher.install.calls == [{"test"}]


def test_more_tools_are_added_to_those_that_are_there(launcher):
    launcher.prepare({"test"})
    launcher.prepare({"dev"})

    assert launcher.install.calls == [{"test"}, {"dev", "test"}]


def test_a_changed_project_file_installs_again(launcher):
    launcher.prepare(set())
    Path(launcher.ROOT, "constraints.txt").write_text("click==9")
    launcher.prepare(set())

    assert launcher.install.calls == [set(), set()]


def test_how_the_code_is_checked_changes_nothing_that_is_installed(launcher):
    launcher.prepare(set())
    Path(launcher.ROOT, "pyproject.toml").write_text("pyproject.toml\n[tool.ruff]\nwider")
    launcher.prepare(set())

    assert launcher.install.calls == [set()]


def test_an_install_that_did_not_finish_is_done_again(launcher, monkeypatch):
    monkeypatch.setattr(launcher, "install", Noted(ConnectionError()))
    with pytest.raises(ConnectionError):
        launcher.prepare({"test"})
    kept = Path(launcher.VENV, "kept")
    kept.touch()
    monkeypatch.setattr(launcher, "install", Noted())

    launcher.prepare(set())

    assert launcher.install.calls == [{"test"}]
    assert kept.exists()


def test_a_folder_that_cannot_be_written_is_named(launcher, monkeypatch):
    monkeypatch.setattr(launcher.os, "access", lambda *_: False)

    with pytest.raises(SystemExit, match="Clone the project where you may write"):
        launcher.prepare(set())


def test_another_python_may_call(launcher, monkeypatch):
    launcher.prepare({"test"})
    monkeypatch.setattr(sys, "base_prefix", "another")
    monkeypatch.setattr(sys, "version", "3.15")

    launcher.prepare(set())

    assert launcher.install.calls == [{"test"}]


def test_an_environment_whose_python_is_gone_is_made_anew(launcher):
    launcher.prepare({"test"})
    left_behind = Path(launcher.VENV, "left-behind")
    left_behind.touch()
    Path(launcher.PYTHON).unlink()

    launcher.prepare(set())

    assert launcher.install.calls == [{"test"}, set()]
    assert not left_behind.exists()


def test_an_environment_on_another_python_than_it_was_made_with_is_made_anew(launcher):
    launcher.prepare({"test"})
    newer = Path(launcher.ROOT, "python3.13")
    newer.touch()
    Path(launcher.PYTHON).unlink()
    Path(launcher.PYTHON).symlink_to(newer)

    launcher.prepare(set())

    assert launcher.install.calls == [{"test"}, set()]


def test_an_old_python_is_told_what_to_do(launcher, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(launcher.shutil, "which", lambda _: None)

    with pytest.raises(SystemExit, match=r"laogu needs Python 3\.11 or newer; this is 3\.9"):
        launcher.need_python()


def test_an_old_python_becomes_a_newer_one_where_there_is_one(launcher, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(launcher.shutil, "which", {"python3.12": "/bin/python3.12"}.get)
    monkeypatch.setattr(launcher, "ran", Noted(True))
    monkeypatch.setattr(launcher, "become", became := Noted(Became()))

    with pytest.raises(Became):
        launcher.need_python()

    assert [command[0] for command in became.calls] == ["/bin/python3.12"]


def test_a_machine_without_pip_is_told_what_to_install(monkeypatch):
    fresh = load(ROOT / "run")
    monkeypatch.setattr(fresh, "find_pip", lambda: None)
    monkeypatch.setattr(fresh.shutil, "which", lambda _: None)

    with pytest.raises(SystemExit, match="Debian and Ubuntu: apt install python3-pip"):
        fresh.install(set())


@pytest.mark.parametrize(("said", "uses_uv"), [("", True), ("global.index-url='x'", False)])
def test_uv_installs_unless_pip_was_told_where_packages_come_from(monkeypatch, said, uses_uv):
    fresh = load(ROOT / "run")
    monkeypatch.setattr(fresh, "find_pip", lambda: ["pip"])
    monkeypatch.setattr(fresh.shutil, "which", lambda _: "uv")
    monkeypatch.setattr(fresh, "ran", ran := Noted(True))
    listed = subprocess.CompletedProcess([], 0, stdout=said.encode())
    monkeypatch.setattr(fresh.subprocess, "run", lambda *_, **__: listed)
    for name in ("PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)

    fresh.install({"test"})

    assert [command[0] for command in ran.calls] == (["uv"] if uses_uv else ["pip"])


def test_help_names_every_verb():
    said = load(ROOT / "run")

    missing = [verb for verb in said.VERBS if f"./run {verb} " not in (said.__doc__ or "")]

    assert missing == []


def test_a_verb_without_its_subject_says_so(launcher):
    with pytest.raises(SystemExit, match="tests/simulation is not built yet"):
        launcher.main("simulate", "--seed", "42")


def test_anything_else_is_passed_on_from_any_folder(launcher, monkeypatch, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(launcher, "become", became := Noted(Became()))

    with pytest.raises(Became):
        launcher.main("ocf", "check", "mine.zip")

    assert became.calls == [[launcher.LAOGU, "ocf", "check", "mine.zip"]]
    assert Path.cwd() == elsewhere


def test_every_check_runs_even_when_one_is_not_green(launcher, monkeypatch):
    monkeypatch.setattr(launcher, "ran", ran := Noted(False))
    monkeypatch.chdir(launcher.ROOT)

    with pytest.raises(SystemExit, match=r"Not green: .*ruff check; .*pytest"):
        launcher.main("check", "tests/run")

    assert [*launcher.VERBS["check"][1][:-1], [*launcher.TEST, "tests/run"]] == ran.calls
