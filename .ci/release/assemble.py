"""All files of one release, from the two bundles: installer, release files for the stick, sums, and what to tell.

    .ci/release/assemble.py --windows DIR --linux DIR --out build/rilis

Signs for Windows when a certificate is given (``sign.py``), makes ``JR-*.jdx`` when the project's key is given
(``make_release.py``); the notes say which of both is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import sign
import stage

HERE = Path(__file__).resolve().parent
KEY = "JAMSOS_KUNCI_RILIS"
SUMS, NOTES = "SHA256SUMS", "CATATAN.md"
UNSIGNED = ("Pemasang ini belum ditandatangani penerbit. Windows akan memberi peringatan saat pertama dibuka:"
            " klik Info selengkapnya, lalu Tetap jalankan. Cocokkan dulu SHA-256 di bawah.")
SIGNED = "Pemasang ditandatangani; Windows menampilkan nama penerbitnya."
NO_RELEASE = "Tidak ada file JR-*.jdx: rilis ini dibuat tanpa kunci rilis. Perbarui lewat pemasangnya."


def assemble(windows: Path, linux: Path, out: Path, *, stand_in: bool = False) -> list[Path]:
    """Make everything in ``out``; returns the files to be published, the sums last."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    work = out.with_name(f"{out.name}-kerja")
    command = [sys.executable, str(HERE / "stage.py"), "--bundle", str(windows), "--out", str(work), "--sign"]
    subprocess.run([*command, *(["--stand-in"] if stand_in else [])], check=True)
    installer = Path(shutil.copy(next(work.glob("JamsosDesa-*-pemasang.exe")), out))
    if os.environ.get(KEY):
        for source in (installer, linux):
            subprocess.run([sys.executable, str(HERE / "make_release.py"), "--dari", str(source), "--ke", str(out)],
                           check=True)
    files = sorted(out.iterdir())
    sums = out / SUMS
    sums.write_text("".join(f"{_sha256(file)}  {file.name}\n" for file in files), encoding="ascii")
    (out / NOTES).write_text("\n".join(notes(files)) + "\n", encoding="utf-8")
    shutil.rmtree(work)
    return [*files, sums]


def notes(files: Sequence[Path]) -> Iterator[str]:
    """What stands beside the release: what is new, whether it is signed, the sums."""
    version = stage.program_version()
    yield f"# Jamsos Desa {version}\n"
    yield from (f"- {line}" for line in news(version))
    yield f"\n{SIGNED if os.environ.get(sign.PFX) else UNSIGNED}"
    if not any(file.name.startswith("JR-") for file in files):
        yield f"\n{NO_RELEASE}"
    yield "\n| file | SHA-256 |\n|---|---|"
    yield from (f"| {file.name} | `{_sha256(file)}` |" for file in files)


def news(version: str) -> list[str]:
    """What is new, a sentence a line. SystemExit when nobody wrote it down."""
    told = HERE / "baru" / f"{version}.txt"
    lines = [line.strip() for line in told.read_text("utf-8").splitlines()] if told.is_file() else []
    if not any(lines):
        raise SystemExit(f"{told.relative_to(stage.ROOT)} must say what is new in {version}")
    return [line for line in lines if line]


def check_tag(tag: str) -> None:
    """SystemExit when a tag is not that of this source."""
    if tag != f"v{stage.program_version()}":
        raise SystemExit(f"tag {tag} is not of this source, which is version {stage.program_version()}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(argv: Sequence[str]) -> int:
    """Check the tag, or make everything."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--windows", type=Path)
    reader.add_argument("--linux", type=Path)
    reader.add_argument("--out", type=Path, default=stage.ROOT / "build" / "rilis")
    reader.add_argument("--stand-in", action="store_true", help="both are bundles for Linux, to try the way")
    reader.add_argument("--check-tag", metavar="TAG", help="only compare a tag with the version of the source")
    asked = reader.parse_args(argv)
    if asked.check_tag:
        check_tag(asked.check_tag)
        news(stage.program_version())
        return 0
    if not (asked.windows and asked.linux):
        reader.error("--windows and --linux are needed")
    for file in assemble(asked.windows, asked.linux, asked.out, stand_in=asked.stand_in):
        sys.stdout.write(f"{file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
