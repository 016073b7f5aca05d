"""What lies in the bundle: small enough, nothing twice, nothing without its licence, nothing of a developer."""

from __future__ import annotations

import json
import marshal
import re
import struct
import subprocess
import sys

from tests.blackbox.outside import BUNDLE, ROOT

INSIDE = BUNDLE / "_internal"
LARGEST = 190 * 10**6
STANDARD = set(sys.stdlib_module_names)
OURS = {"jamsos_desktop", "ui", "main"}
NOT_CODE = {"resources", "docs", "lisensi", "LICENSE", "base_library.zip", "program.pyz", "jamsos-desa.ico"}
# Module or folder, and the distribution it comes with where that is called otherwise.
MAKERS = {"PIL": "pillow", "PySide6": "PySide6-Essentials", "_cffi_backend": "cffi", "dateutil": "python-dateutil",
          "click_default_group": "click-default-group", "pypdfium2_raw": "pypdfium2",
          "pypdfium2_cfg": "pypdfium2", "pillow.libs": "pillow", "_pyi_rth_utils": "pyinstaller"}
FILES = [path for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink()]


def modules() -> set[str]:
    """Names of the modules in the archive (its list of contents is marshalled Python)."""
    raw = (INSIDE / "program.pyz").read_bytes()
    assert raw[:4] == b"PYZ\0"
    at, = struct.unpack("!i", raw[8:12])
    return {name for name, _ in marshal.loads(raw[at:])}


def test_it_fits_on_a_small_stick() -> None:
    assert sum(path.stat().st_size for path in FILES) <= LARGEST


def test_two_programs_over_one_folder() -> None:
    tops = {path.name for path in BUNDLE.iterdir()}
    assert tops in ({"JamsosDesa", "jamsos", "_internal"}, {"JamsosDesa.exe", "jamsos.exe", "_internal"})
    programs = [path for path in BUNDLE.iterdir() if path.is_file()]
    assert all(path.stat().st_size < 2 * 2**20 for path in programs), "no modules inside: they lie in the folder once"


def test_nothing_of_a_developer_is_passed_on() -> None:
    tops = {name.partition(".")[0] for name in modules()}
    assert {"jamsos_desktop", "ui", "main"} - tops <= {"main"}
    assert tops & {"pytest", "hypothesis", "PyInstaller", "mypy", "tests", "tkinter", "setuptools", "pip"} == set()
    names = {path.name.lower() for path in FILES}
    assert not [name for name in names if "qt6network" in name or "qt6qml" in name or "opengl32sw" in name]
    here = str(ROOT).encode()
    ours = [path for path in FILES if path.suffix in (".pyz", ".json", ".txt", ".toml", ".csv", ".md")]
    assert not [path.name for path in ours if here in path.read_bytes()], "no place of the machine that built it"


def test_what_the_pages_need_is_there() -> None:
    names = {path.name.lower() for path in FILES}
    screen = "qwindows" if sys.platform == "win32" else "qxcb"
    for part in ("qt6svg", "qt6printsupport", "printersupport", "qjpeg", "qsvg", "qsvgicon", "qico", "qoffscreen",
                 screen, "jamsos_id.qm"):
        assert any(part in name for name in names), part
    assert not any(path.suffix == ".py" for path in FILES)


def test_what_is_linked_against_is_there() -> None:
    """Or it is the system's own; ``ldd`` names what is found nowhere."""
    missing = []
    for path in FILES:
        if ".so" in path.name and path.parent != INSIDE:
            told = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=False).stdout
            missing += [f"{path.name}: {line.strip()}" for line in told.splitlines() if "not found" in line]
    assert missing == []


def test_every_library_of_the_system_is_asked_for_by_something() -> None:
    """Not only by one of the system that stays there: what CUPS needs comes with CUPS."""
    libraries = [str(path) for path in FILES if ".so" in path.name]
    told = subprocess.run(["objdump", "-p", *libraries], capture_output=True, text=True, check=True).stdout
    asked = set(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE))
    beside = {path.name for path in FILES if path.parent == INSIDE and re.fullmatch(r"lib.+\.so[\d.]*", path.name)}
    assert len(beside) > 20
    assert {name for name in beside - asked if not name.startswith("libpython")} == set()


def test_nothing_is_without_its_licence() -> None:
    parts = json.loads((INSIDE / "lisensi" / "daftar.json").read_text("utf-8"))
    texts = {one["nama"].lower().replace("_", "-"): one["teks"] for one in parts}
    assert all(texts.values())
    assert {"python", "jamsos desa", "pyinstaller", "noto sans", "bootstrap icons", "idn-area-data"} <= set(texts)
    told = (INSIDE / "lisensi" / "DAFTAR.txt").read_text("utf-8")
    assert all(one["nama"] in told for one in parts)
    assert {"LGPL-3.0.txt", "Qt-parts.txt"} <= set(texts["pyside6-essentials"])
    for name in sorted({name.partition(".")[0] for name in modules()} - STANDARD - OURS):
        if name.startswith("_sysconfigdata_"):  # Python's own, named after the system it was built on
            continue
        assert MAKERS.get(name, name).lower().replace("_", "-") in texts, f"nobody's licence covers {name}"
    folders = {path.relative_to(INSIDE).parts[0] for path in FILES if INSIDE in path.parents}
    for name in sorted(folders - NOT_CODE):
        maker = MAKERS.get(name, re.sub(r"-[\d.]+\.dist-info$", "", name)).lower().replace("_", "-")
        assert maker in texts or ".so" in name or name.startswith("python3"), f"nobody's licence covers {name}"


def test_it_has_an_icon_in_every_size() -> None:
    raw = (INSIDE / "jamsos-desa.ico").read_bytes()
    kind, many = struct.unpack("<HH", raw[2:6])
    sizes = [raw[6 + 16 * n] or 256 for n in range(many)]
    assert (kind, sizes) == (1, [16, 20, 24, 32, 40, 48, 64, 128, 256])
    for n in range(many):
        length, at = struct.unpack("<II", raw[14 + 16 * n:22 + 16 * n])
        assert raw[at:at + 8] == b"\x89PNG\r\n\x1a\n"
        assert at + length <= len(raw)
