"""Releases for tests: a key of their own, small payloads, and programs that are this very source under other versions.

A stand-in for a bundle is a folder with the two programs as scripts; they start a copy of the source (hard links) whose
version, key and schema are what a test wants.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jamsos_desktop import paths
from jamsos_desktop.desk import Program
from jamsos_desktop.exchange import minisign, release, release_tree
from jamsos_desktop.exchange.release_manifest import (
    Payload,
    ReleaseKey,
    ReleaseManifest,
    payload_name,
    release_name,
)
from jamsos_desktop.store.schema import STEPS

ROOT = Path(__file__).resolve().parents[1]
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
KEY = ReleaseKey(PUBLIC, minisign.key_id(PUBLIC))
NEWS = ("Daftar peserta terbuka lebih cepat.", "Formulir pekerja rentan memakai susunan baru.")
STEP = '("m900_uji", "CREATE TABLE uji_versi (x TEXT NOT NULL) STRICT;")'
BROKEN_STEP = '("m900_uji", "CREATE TABLE peserta (x TEXT NOT NULL) STRICT;")'


@dataclass(frozen=True)
class Asked:
    """What a release of a test says; ``said``: other values of its payload than the true ones."""

    versi: str = "1.1.0"
    sistem: str = "linux"
    butuh: tuple[tuple[str, str], ...] = ()
    dari: str = ""
    min_reader: int = 1
    kind: str = "rilis"
    baru: tuple[str, ...] = NEWS
    said: tuple[tuple[str, object], ...] = ()


def packed(folder: Path) -> tuple[bytes, int, int]:
    """(tar.gz, bytes, files) of a folder."""
    out = io.BytesIO()
    size, count = release_tree.pack_tree(folder, out)
    return out.getvalue(), size, count


def write(target: Path, content: bytes, asked: Asked | None = None, unpacked: tuple[int, int] = (1000, 1),
          private: Ed25519PrivateKey = PRIVATE) -> Path:
    """A signed release around any bytes, under its proper name in folder ``target``."""
    asked = asked or Asked()
    name = payload_name(asked.versi, asked.sistem)
    plain = {"nama": name, "ukuran": len(content), "sha256": hashlib.sha256(content).hexdigest(),
             "terurai": unpacked[0], "jumlah": unpacked[1]} | dict(asked.said)
    manifest = ReleaseManifest(kind=asked.kind, format_version=1, min_reader=asked.min_reader,  # type: ignore[arg-type]
                               versi=asked.versi, sistem=asked.sistem,  # type: ignore[arg-type]
                               tanggal=date(2026, 12, 1), baru=asked.baru, butuh=dict(asked.butuh), dari=asked.dari,
                               isi=Payload(**plain))  # type: ignore[arg-type]
    raw = release.manifest_bytes(manifest)
    target.mkdir(parents=True, exist_ok=True)
    path = target / release_name(asked.versi, asked.sistem)
    with path.open("wb") as out:
        release.write_release(out, raw, minisign.sign(private, raw, "uji"), io.BytesIO(content), name)
    return path


def _same(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another disk
        shutil.copy2(source, target)


def source_of(root: Path, versi: str, step: str = "") -> Path:
    """A copy of the source under another version, with the key of the tests; ``step``: one more step of its schema."""
    made = root / f"sumber-{versi}"
    for name in ("jamsos_desktop", "resources"):  # with what is compiled already, and the time it is known by
        shutil.copytree(ROOT / name, made / name, copy_function=_same, ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copy2(ROOT / "main.py", made / "main.py")
    changed = {"jamsos_desktop/__init__.py": ('__version__ = "1.0.0"', f'__version__ = "{versi}"')}
    if step:
        last = STEPS[-1][0]
        told = f'("{last}", schema_{last[:4]}.SCRIPT)'
        changed["jamsos_desktop/store/schema.py"] = (f"{told})", f"{told}, {step})")
    for name, (before, after) in changed.items():
        text = (ROOT / name).read_text("utf-8")
        assert before in text, name
        (made / name).unlink()
        (made / name).write_text(text.replace(before, after), "utf-8")
    (made / "resources/rilis").mkdir(exist_ok=True)
    (made / "resources/rilis/kunci.pub").unlink(missing_ok=True)
    (made / "resources/rilis/kunci.pub").write_text(minisign.public_file(PUBLIC), "ascii")
    return made


def bundle(folder: Path, source: Path, versi: str) -> Path:
    """A folder that stands for a bundle: its programs start ``source``; the window leaves a line in ``dibuka.txt``,
    which is there whole or not at all."""
    inner = folder / "_internal/lib"
    inner.mkdir(parents=True)
    (inner / "isi.so").write_bytes(versi.encode() * 4000)
    (folder / "_internal/isi.so").symlink_to("lib/isi.so")
    scripts = {paths.CONSOLE: f'exec "{sys.executable}" "{source}/main.py" "$@"',
               paths.WINDOWED: f'cd "$(dirname "$0")" && echo "{versi} $*" > .dibuka && mv .dibuka dibuka.txt'}
    for name, line in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (folder / name).chmod(0o755)
    return folder


def program(folder: Path, versi: str = "1.0.0") -> Program:
    """The program a test pretends to be."""
    return Program("linux", folder, versi)
