"""The licences of everything in the bundle, gathered while it is built into the folder ``lisensi``.

Every collected file is traced to who made it: a Python distribution, Python itself, a package of the system, this
project. A file nobody is known for, a maker without a licence text and a distribution without a line in
docs/licences.md stop the build.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import inner_parts

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).with_name("lisensi")
COMMON = Path("/usr/share/common-licenses")
FOLDER = "lisensi"
Entry = tuple[str, str, str]  # place in the bundle, file it comes from, kind

# Texts that the wheels themselves lack.
MORE = {
    "pyside6-essentials": ("LGPL-3.0.txt", "Qt-parts.txt", "ICU.txt"),
    "shiboken6": ("LGPL-3.0.txt",),
    "sqlcipher3": ("SQLCipher.txt", "Apache-2.0.txt"),
}
# Ours with a licence of its own: where it lies, and its texts.
ASSETS = {
    "Noto Sans": ("resources/fonts", ("OFL.txt", "NOTO-copyright.txt")),
    "Bootstrap Icons": ("resources/icons", ("LICENSE-bootstrap-icons.txt",)),
}


class NoLicence(SystemExit):
    """Something would be passed on without its licence."""


@dataclass
class Part:
    """One maker's share of the bundle."""

    name: str
    version: str = ""
    licence: str = ""
    files: int = 0
    texts: list[Path] = field(default_factory=list)


def gather(target: str, modules: Sequence[Entry], files: Sequence[Entry]) -> list[Entry]:
    """Write the folder and return it as entries for the bundle. ``modules``: name, source file, kind."""
    out = Path(target)
    shutil.rmtree(out, ignore_errors=True)
    parts = _parts({source for _, source, _ in (*modules, *files) if os.path.isabs(source)})
    for part in parts:
        _write(out / _folder_name(part.name), part)
    _write_common(out)
    told = [{"nama": p.name, "versi": p.version, "lisensi": p.licence, "berkas": p.files,
             "teks": sorted(f.name for f in (out / _folder_name(p.name)).iterdir())} for p in parts]
    (out / "daftar.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (out / "DAFTAR.txt").write_text(_words(told), "utf-8")
    return [(f"{FOLDER}/{file.relative_to(out).as_posix()}", str(file), "DATA")
            for file in sorted(out.rglob("*")) if file.is_file()]


def listed() -> dict[str, str]:
    """Library to licence, as docs/licences.md lists them."""
    text = (ROOT / "docs" / "licences.md").read_text("utf-8").split("## Libraries", 1)[1]
    return {name.lower(): licence for name, licence in re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|$", text, re.MULTILINE)
            if name != "library"}


def strangers() -> list[str]:
    """Top-level modules installed here that docs/licences.md does not list: tools of developers, not to be shipped."""
    named = listed()
    return sorted(module for module, dists in importlib.metadata.packages_distributions().items()
                  if module.isidentifier() and not any(_key(dist) in named for dist in dists))


def _key(name: str) -> str:
    return name.lower().replace("_", "-")


def _parts(sources: Iterable[str]) -> list[Part]:
    """Who made these files; raises NoLicence for a file nobody is known for."""
    owners, found, packages = _owners(), dict[str, Part](), list[str]()
    python = Part("Python", sys.version.split()[0], "PSF-2.0", texts=_of_python())
    for source in sorted(sources):
        path = os.path.normpath(source)
        if path in owners:
            part = found.setdefault(owners[path], Part(owners[path]))
        elif _of_the_interpreter(path):
            part = found.setdefault("python", python)
        elif _below(path, ROOT) and not _below(path, Path(sys.prefix)):
            part = found.setdefault("", Part("Jamsos Desa", _version(), "GPL-3.0-or-later", texts=[ROOT / "LICENSE"]))
        else:
            packages.append(path)
            continue
        part.files += 1
    found.setdefault("python", python)
    found.setdefault("pyinstaller", Part("pyinstaller")).files += 2  # its starters are our two programs
    named = listed()
    for key, part in found.items():
        if not part.texts:
            _of_distribution(part, key, named)
    return [*sorted(found.values(), key=lambda p: p.name.lower()), *_assets(), *_system(packages)]


@cache
def _owners() -> dict[str, str]:
    """File to the name of the distribution it came with, of those that may be shipped."""
    found, named = {}, listed()
    for dist in importlib.metadata.distributions():
        key = _key(dist.metadata["Name"])
        base = str(dist.locate_file(""))
        for file in dist.files or () if key in named or key.startswith("pyinstaller") else ():
            found[os.path.normpath(os.path.join(base, str(file)))] = key
    return found


def _of_distribution(part: Part, key: str, named: dict[str, str]) -> None:
    dist = importlib.metadata.distribution(key)
    if key not in named:
        raise NoLicence(f"docs/licences.md has no line for {key}, which is in the bundle.")
    part.name, part.version, part.licence = dist.metadata["Name"], dist.version, named[key]
    kept = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$|\.dist-info/(licenses|sboms)/", re.IGNORECASE)
    part.texts = [Path(str(dist.locate_file(file))) for file in dist.files or ()
                  if kept.search(str(file)) and not str(file).endswith((".py", ".pyc"))]
    part.texts += [OWN / name for name in MORE.get(key, ())]
    if not part.texts:
        raise NoLicence(f"No licence text came with {key}; put one into {OWN} and name it in MORE.")


def _of_python() -> list[Path]:
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt",
              Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright"))
    texts = [place for place in places if place.is_file()][:1]
    if not texts:
        raise NoLicence("Python came without its licence.")
    return texts


def _of_the_interpreter(path: str) -> bool:
    places = (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))
    own = re.search(r"(libpython|python)3[\d.]*\.(so|dll)|^base_library\.zip$", os.path.basename(path))
    here = sys.platform == "win32" and _below(path, Path(sys.base_prefix))  # with it comes Microsoft's runtime
    return bool(own) or here or any(_below(path, Path(place)) for place in places)


def _assets() -> list[Part]:
    named = (ROOT / "docs" / "licences.md").read_text("utf-8")
    found = []
    for name, (place, texts) in ASSETS.items():
        row = next(line for line in named.splitlines() if line.startswith(f"| `{place}`"))
        found.append(Part(name, "", row.split("|")[3].strip(), texts=[ROOT / place / text for text in texts]))
    odbl = Part("idn-area-data", "", "ODbL-1.0", texts=[ROOT / "docs" / "licences.md"])
    return [*found, odbl]


def _system(paths: Sequence[str]) -> list[Part]:
    """Libraries that came from Debian's packages (or its kin's), with what their makers say there."""
    found: dict[str, Part] = {}
    unknown = []
    for path in paths:
        package = _package(path)
        about = Path("/usr/share/doc") / package / "copyright"
        if not about.is_file():
            unknown.append(path)
            continue
        part = found.setdefault(package, Part(package, "", "lihat teks", texts=[about]))
        part.files += 1
    if unknown:
        raise NoLicence("Nobody is known for these, or their package came without its licence: " + ", ".join(unknown))
    return [found[name] for name in sorted(found)]


def _package(path: str) -> str:
    """The package a system library came with; both of the names a merged /usr gives it are tried."""
    real = os.path.realpath(path)
    for place in (real, real.removeprefix("/usr"), path, f"/usr{path}"):
        told = subprocess.run(["dpkg-query", "--search", place], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return told.stdout.split(":", 1)[0]
    return "?"


def _write(folder: Path, part: Part) -> None:
    folder.mkdir(parents=True)
    taken: dict[str, int] = defaultdict(int)
    for text in part.texts:
        suffix = text.suffix or ".txt"
        taken[f"{text.stem}{suffix}".casefold()] += 1  # one name on Windows
        nth = taken[f"{text.stem}{suffix}".casefold()]
        shutil.copyfile(text, folder / (f"{text.stem}{suffix}" if nth == 1 else f"{text.stem}-{nth}{suffix}"))
    if inner := inner_parts.words(part.name, part.texts):
        (folder / inner_parts.NAME).write_text(inner, "utf-8")


def _write_common(out: Path) -> None:
    """The general licences that texts of Debian only point to."""
    asked = {name for file in out.rglob("*") if file.is_file()
             for name in re.findall(rf"{COMMON}/([A-Za-z]+(?:-\d(?:\.\d)?)?)", file.read_text("utf-8", "replace"))}
    for name in sorted(asked):
        if (COMMON / name).is_file():
            (out / "umum").mkdir(exist_ok=True)
            shutil.copyfile(COMMON / name, out / "umum" / f"{name}.txt")


def _words(told: Sequence[dict[str, object]]) -> str:
    head = ("Jamsos Desa memakai karya banyak orang. Daftar ini menyebut semuanya, dengan lisensinya.\n"
            "Teks lengkapnya ada di folder bernama sama. Lisensi umum ada di folder umum.\n\n")
    return head + "".join(f"{one['nama']} {one['versi']}".strip() + f": {one['lisensi']}\n" for one in told)


def _folder_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.+-]+", "-", name)


def _below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)


def _version() -> str:
    return re.search(r'__version__ = "(.+)"', (ROOT / "jamsos_desktop" / "__init__.py").read_text("utf-8"))[1]
