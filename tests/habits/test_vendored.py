"""Files of other projects come with name, version, licence and hash (design, decision 17)."""

import hashlib
import tomllib
from pathlib import Path

from tests.habits.sources import PACKAGE, ROOT

VENDOR = ROOT / PACKAGE / "web/static/vendor"
FACES = ROOT / PACKAGE / "connectors/reports/faces"
WANTED = ("package", "version", "licence", "sha256")


def faults(folder: Path) -> list[str]:
    """Return what is wrong between a folder and its manifest.toml."""
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    named = {entry.get("path", ""): entry for entry in manifest.get("file", [])}
    there = {path.name: path for path in folder.iterdir() if path.name != "manifest.toml"}
    said = [f"{name} is in the folder, not in the manifest" for name in there.keys() - named.keys()]
    said += [
        f"{name} is in the manifest, not in the folder" for name in named.keys() - there.keys()
    ]
    for name in there.keys() & named.keys():
        entry = named[name]
        said += [f"{name} has no {key}" for key in WANTED if not entry.get(key)]
        if hashlib.sha256(there[name].read_bytes()).hexdigest() != entry.get("sha256"):
            said.append(f"{name} is not the file that was taken in: its hash differs")
    return sorted(said)


def test_vendored_files_are_what_the_manifest_says():
    assert not VENDOR.is_dir() or faults(VENDOR) == []
    assert faults(FACES) == []


def test_the_notice_names_what_travels_with_us():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    manifest = VENDOR / "manifest.toml"
    entries = tomllib.loads(manifest.read_text(encoding="utf-8"))["file"] if VENDOR.is_dir() else []

    missing = {entry["package"] for entry in entries if entry["package"] not in notice}

    assert sorted(missing) == [], "NOTICE names each project whose files travel with ours"


def test_faults_of_a_manifest_are_found(tmp_path):
    for name in ("same.js", "changed.js", "stray.js"):
        (tmp_path / name).write_text(name)
    same = hashlib.sha256(b"same.js").hexdigest()
    (tmp_path / "manifest.toml").write_text(
        f'[[file]]\npath = "same.js"\npackage = "s"\nversion = "1"\nlicence = "MIT"\n'
        f'sha256 = "{same}"\n'
        f'[[file]]\npath = "changed.js"\npackage = "c"\nversion = "1"\nsha256 = "{same}"\n'
        f'[[file]]\npath = "gone.js"\n'
    )

    assert faults(tmp_path) == [
        "changed.js has no licence",
        "changed.js is not the file that was taken in: its hash differs",
        "gone.js is in the manifest, not in the folder",
        "stray.js is in the folder, not in the manifest",
    ]
