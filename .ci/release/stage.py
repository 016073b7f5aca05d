"""From a bundle to the installer for Windows: what goes in is looked at, laid ready, and compiled by makensis.

    .ci/release/stage.py --bundle dist/JamsosDesa --out build/installer

Runs on Linux too, where the bundle for Windows comes from another machine. ``--stand-in`` takes a bundle for Linux
instead (its two programs get the names of Windows): nobody can install that, but everything here is gone through.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("installer.nsi")
PROGRAMS = ("JamsosDesa.exe", "jamsos.exe")
NEEDED = (*PROGRAMS, "_internal/jamsos-desa.ico", "_internal/lisensi", "_internal/resources")
# Windows ends a path at 259 letters. Before the program come drive, folder of accounts, an account of 20 letters, and
# AppData\Local\Programs\JamsosDesa.baru: 69 in all.
LONGEST = 259 - 69
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .]$')
MB = 1_000_000
SIDE = (328, 628)  # twice what an ordinary screen needs: it is made to fit


class Staged(NamedTuple):
    """A program laid ready: its folder, how many files, how many bytes."""

    folder: Path
    files: int
    size: int


def program_version() -> str:
    """The version as the core says it, without importing it."""
    text = (ROOT / "jamsos_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if not found:
        raise SystemExit("jamsos_desktop/__init__.py tells no version of the form 1.2.3")
    return found.group(1)


def stage(bundle: Path, out: Path, *, stand_in: bool = False) -> Staged:
    """Lay a bundle ready in ``out``. SystemExit with a sentence when Windows could not hold it."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(bundle, out)  # links of a bundle for Linux become files
    if stand_in:
        for program in PROGRAMS:
            (out / program.removesuffix(".exe")).rename(out / program)
    if missing := [name for name in NEEDED if not (out / name).exists()]:
        raise SystemExit(f"{bundle} is no whole bundle for Windows: {', '.join(missing)} is missing")
    names = [path.relative_to(out).as_posix() for path in sorted(out.rglob("*"))]
    if wrong := list(unfit(names)):
        raise SystemExit("Windows cannot hold: " + "; ".join(wrong))
    files = [path for path in out.rglob("*") if path.is_file()]
    return Staged(out, len(files), sum(path.stat().st_size for path in files))


def unfit(names: Sequence[str]) -> Iterator[str]:
    """Names that Windows refuses, and why."""
    seen: dict[str, str] = {}
    for name in names:
        parts = name.split("/")
        if any(RESERVED.match(part) or FORBIDDEN.search(part) for part in parts):
            yield f"{name} (no name for Windows)"
        if len(name) > LONGEST:
            yield f"{name} ({len(name)} letters, at most {LONGEST})"
        if (other := seen.setdefault(name.casefold(), name)) != name:
            yield f"{name} beside {other} (one name there)"


def compile_installer(staged: Staged, out: Path, *, version: str = "", target: str = "x86-unicode",
                      sign: str = "") -> Path:
    """The installer in ``out``, by makensis; any warning is an error. ``sign``: a command that signs a file."""
    version = version or program_version()
    installer, icon = out / f"JamsosDesa-{version}-pemasang.exe", staged.folder / "_internal" / "jamsos-desa.ico"
    told = {
        "ISI": staged.folder.resolve(), "KELUAR": installer.resolve(), "VERSI": version, "VERSI4": f"{version}.0",
        "UKURAN": -(-staged.size // 1024),
        # The new program stands beside the old one for a while, and the installer is kept.
        "RUANG": -(-staged.size * 3 // 2 // MB) + 100,
        "IKON": icon.resolve(), "GAMBAR": side_picture(icon, out / "sisi.bmp").resolve(), "SASARAN": target,
    } | ({"TANDA": sign} if sign else {})
    defined = [f"-D{name}={value}" for name, value in told.items()]
    done = subprocess.run(["makensis", "-WX", "-V2", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"makensis: {done.stdout}{done.stderr}")
    return installer


def side_picture(icon: Path, target: Path) -> Path:
    """The picture beside the installer's first and last page: the mark on its own colour."""
    from PIL import Image, ImageOps

    with Image.open(icon) as held:
        mark = held.convert("RGBA")
    plain = mark.getpixel((mark.width // 2, mark.height // 16))  # the colour the mark lies on
    picture = Image.new("RGB", SIDE, plain[:3])
    small = ImageOps.contain(mark, (SIDE[0] * 2 // 3, SIDE[0] * 2 // 3))
    picture.paste(small, ((SIDE[0] - small.width) // 2, SIDE[1] // 6), small)
    picture.save(target, "BMP")
    return target


def main(argv: Sequence[str]) -> int:
    """Stage and compile; prints what was made."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--bundle", type=Path, default=ROOT / "dist" / "JamsosDesa")
    reader.add_argument("--out", type=Path, default=ROOT / "build" / "installer")
    reader.add_argument("--stand-in", action="store_true", help="a bundle for Linux, to try the way")
    reader.add_argument("--sign", action="store_true", help="sign programs and installer (sign.py says by what)")
    asked = reader.parse_args(argv)
    if not shutil.which("makensis"):
        raise SystemExit("makensis is missing: apt-get install --no-install-recommends nsis")
    staged = stage(asked.bundle, asked.out / "isi", stand_in=asked.stand_in)
    signer = [sys.executable, str(Path(__file__).with_name("sign.py"))]
    if asked.sign:
        subprocess.run([*signer, *(str(staged.folder / name) for name in PROGRAMS)], check=True)
    made = compile_installer(staged, asked.out, sign=shlex.join(signer) if asked.sign else "")
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    sys.stdout.write(f"{made}: {made.stat().st_size / MB:.1f} MB of {staged.files} files, {staged.size / MB:.1f} MB\n"
                     f"sha256 {digest}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
