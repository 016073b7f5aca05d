"""A newer program on a stick takes the place of the bundle that runs; its release is made by minisign, zip and tar."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.blackbox.outside import BUNDLE, Desk, tool

NEWER = "9.8.7"
# The next program is the same one under another number: it really opens the copy of the data it is tried on.
NEXT = f"""#!/bin/sh
case "$1" in
_uji-pembaruan) "{BUNDLE}/jamsos" "$@" | sed 's/"versi":"[^"]*"/"versi":"{NEWER}"/' ;;
*) echo "Jamsos Desa {NEWER}" ;;
esac
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the bundle made with a key for releases; the copy costs no room where that is possible."""
    tool("minisign", "-G", "-W", "-p", "kunci.pub", "-s", "kunci.rahasia", folder=tmp_path)
    copy = tmp_path / "Program désa" / "JamsosDesa"
    shutil.copytree(BUNDLE, copy, symlinks=True, copy_function=_same)
    key = copy / "_internal" / "resources" / "rilis" / "kunci.pub"
    key.parent.mkdir(exist_ok=True)
    key.unlink(missing_ok=True)
    shutil.copy(tmp_path / "kunci.pub", key)
    return copy


def _same(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another disk
        shutil.copy2(source, target)


def release(folder: Path) -> Path:
    """JR-9.8.7-linux.jdx, signed with the key of ``program``."""
    made = folder / "baru"
    (made / "_internal").mkdir(parents=True)
    for name in ("jamsos", "JamsosDesa"):
        (made / name).write_text(NEXT, "utf-8")
        (made / name).chmod(0o755)
    (made / "_internal" / "isi").write_bytes(bytes(1000))
    name = f"JamsosDesa-{NEWER}.tar.gz"
    with tarfile.open(folder / name, "w:gz") as tar:
        for path in sorted(path for path in made.rglob("*") if path.is_file()):
            tar.add(path, str(path.relative_to(made)))
    content = (folder / name).read_bytes()
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    told = {"baru": ["Lebih cepat."], "butuh": {}, "dari": "", "format_version": 1, "kind": "rilis", "min_reader": 1,
            "sistem": "linux", "tanggal": "2026-11-19", "versi": NEWER,
            "isi": {"jumlah": 3, "nama": name, "sha256": hashlib.sha256(content).hexdigest(), "terurai": size,
                    "ukuran": len(content)}}
    (folder / "manifest.json").write_text(json.dumps(told, sort_keys=True, separators=(",", ":")), "utf-8")
    tool("minisign", "-S", "-H", "-s", "kunci.rahasia", "-m", "manifest.json", folder=folder)
    path = folder / f"JR-{NEWER}-linux.jdx"
    with zipfile.ZipFile(path, "w") as out:
        for part, inside in (("manifest.json", "manifest.json"), ("manifest.json.minisig", "manifest.json.minisig"),
                             (name, f"isi/{name}")):
            out.writestr(inside, (folder / part).read_bytes())
    return path


def test_the_bundle_gives_way_to_a_newer_one(program: Path, made: Path, tmp_path: Path) -> None:
    desk = Desk(Path(shutil.copytree(made / "desa", tmp_path / "desa")), program=[str(program / "jamsos")])
    path = release(tmp_path)
    looked = desk.json("perbarui", "--dari", path, "--periksa")
    assert (looked["versi"], looked["bisa"], looked["tolak"]) == (NEWER, True, "")
    harmed = bytearray(path.read_bytes())
    harmed[-300] ^= 1  # in the packed folder, before the list of files
    (tmp_path / "rusak.jdx").write_bytes(harmed)
    assert desk.refused("perbarui", "--dari", "rusak.jdx") == "RILIS_RUSAK"
    assert [one.name for one in program.parent.iterdir()] == ["JamsosDesa"], "a refusal leaves nothing beside it"
    placed = desk.json("perbarui", "--dari", path)
    assert (placed["versi"], placed["diuji"], Path(placed["cadangan"]).is_file()) == (NEWER, True, True)
    assert tool(program / "jamsos", "--versi", folder=tmp_path) == f"Jamsos Desa {NEWER}\n"
    kept = program.with_name(f"JamsosDesa-lama-{placed['sebelumnya']}")
    assert sorted(one.name for one in program.parent.iterdir()) == sorted((program.name, kept.name))
    assert len(Desk(desk.data, program=[str(kept / "jamsos")]).json("daftar")) == 9, "kept, and whole"
