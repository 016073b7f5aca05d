"""Makes ``JR-<version>-<system>.jdx``: the installer of Windows, or the folder of Linux packed, signed by the project.

    make_release.py --buat-kunci DIR
    make_release.py --dari dist/JamsosDesa --kunci kunci.rahasia --ke dist
    make_release.py --dari JamsosDesa-1.1.0.exe --kunci kunci.rahasia --ke dist --butuh windows=10.0.17763

The version is that of the source. What is new stands in ``.ci/release/baru/<version>.txt``, a sentence a line. The key
may stand in JAMSOS_KUNCI_RILIS instead of a file, its password in JAMSOS_SANDI_RILIS.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

import release_key  # noqa: E402

import jamsos_desktop  # noqa: E402
from jamsos_desktop.exchange import minisign, release, release_tree  # noqa: E402
from jamsos_desktop.exchange.release_manifest import (  # noqa: E402
    FORMAT_VERSION,
    KIND,
    READER,
    Payload,
    ReleaseManifest,
    payload_name,
    release_name,
    version_of,
)
from jamsos_desktop.jobs import run_to_end  # noqa: E402

WINDOWS = {"windows": "10.0.17763"}  # as the installer asks
_GLIBC = re.compile(rb"\0GLIBC_2\.(\d+)(?=[\0.])")  # what a program or library of Linux wants, by name in its own file
_UNPACKS = 4  # an installer needs about this many times its size on the disk
_PIECE = 1 << 20


class Order(NamedTuple):
    """What a release is made of. ``needs``: None for the usual of its system."""

    source: Path
    target: Path
    version: str
    day: date
    news: tuple[str, ...]
    needs: dict[str, str] | None = None
    least: str = ""


def make(order: Order, private: release_key.Ed25519PrivateKey) -> Path:
    """Write the release into folder ``order.target`` and read it back as a village would."""
    system = "linux" if order.source.is_dir() else "windows"
    order.target.mkdir(parents=True, exist_ok=True)
    path = order.target / release_name(order.version, system)
    with tempfile.TemporaryFile() as packed:
        if system == "linux":
            unpacked, files = release_tree.pack_tree(order.source, packed)
        else:
            with order.source.open("rb") as file:
                _pour(file, packed)
            unpacked, files = packed.tell() * _UNPACKS, 1
        name = payload_name(order.version, system)
        content = Payload(nama=name, ukuran=packed.tell(), sha256=_digest(packed), terurai=unpacked, jumlah=files)
        raw = release.manifest_bytes(ReleaseManifest(
            kind=KIND, format_version=FORMAT_VERSION, min_reader=READER, versi=order.version, sistem=system,
            tanggal=order.day, baru=order.news, butuh=usual_needs(order.source) if order.needs is None else order.needs,
            dari=order.least, isi=content))
        signature = minisign.sign(private, raw, f"{KIND} {order.version} {system}")
        with path.open("wb") as out:
            release.write_release(out, raw, signature, packed, name)
    public = private.public_key().public_bytes_raw()
    key = release.ReleaseKey(public, minisign.key_id(public))
    run_to_end(release.check_job(release.read_release(path, key)))
    return path


def usual_needs(source: Path) -> dict[str, str]:
    """What the system must have: the oldest Windows the installer takes; of Linux the C library that the most demanding
    file of the folder was linked against."""
    if not source.is_dir():
        return WINDOWS
    wanted = [int(minor) for file in source.rglob("*") if file.is_file() and (data := _program_of_linux(file))
              for minor in _GLIBC.findall(data)]
    return {"glibc": f"2.{max(wanted)}"} if wanted else {}


def _program_of_linux(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read() if file.read(4) == b"\x7fELF" else b""


def _pour(source: BinaryIO, out: BinaryIO) -> None:
    while piece := source.read(_PIECE):
        out.write(piece)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def news_of(version: str) -> tuple[str, ...]:
    """What is new in a version, as its file tells it. Raises FileNotFoundError: no release without a word."""
    text = (ROOT / ".ci/release/baru" / f"{version}.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def main(argv: Sequence[str]) -> int:
    """0 made, 1 refused, 2 wrong usage."""
    asked = _asked(argv)
    password = os.environ.get("JAMSOS_SANDI_RILIS", "")
    if asked.buat_kunci:
        if not password:
            sys.stderr.write("Isi JAMSOS_SANDI_RILIS dengan kata sandi kunci baru.\n")
            return 2
        secret, public = release_key.make_pair(asked.buat_kunci, password)
        sys.stdout.write(f"Rahasia: {secret}\nUmum: {public}, salin ke resources/rilis/kunci.pub\n")
        return 0
    text = asked.kunci.read_text("ascii") if asked.kunci else os.environ.get("JAMSOS_KUNCI_RILIS", "")
    if not text or not asked.dari:
        sys.stderr.write("Perlu --dari, dan --kunci atau JAMSOS_KUNCI_RILIS.\n")
        return 2
    version = jamsos_desktop.__version__
    try:
        private = release_key.read_secret(text, password)
        if asked.mulai:
            version_of(asked.mulai)  # a slip of the pen here would be refused in every village
    except ValueError as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    needs = dict(one.split("=", 1) for one in asked.butuh) if asked.butuh else None
    made = make(Order(asked.dari, asked.ke, version, asked.tanggal, news_of(version), needs, asked.mulai), private)
    sys.stdout.write(f"{made}\n")
    return 0


def _asked(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--buat-kunci", type=Path, metavar="DIR")
    parser.add_argument("--dari", type=Path)
    parser.add_argument("--kunci", type=Path)
    parser.add_argument("--ke", type=Path, default=ROOT / "dist")
    parser.add_argument("--tanggal", type=date.fromisoformat, default=date.today())
    parser.add_argument("--butuh", action="append", metavar="NAMA=VERSI")
    parser.add_argument("--mulai", default="", metavar="VERSI", help="versi tertua yang boleh ditimpa")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
