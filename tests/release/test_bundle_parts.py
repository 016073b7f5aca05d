"""What the bundle is made with: trimming, licences, what Windows is told, the words where there is no window."""

from __future__ import annotations

import ast
import os
import re
import runpy
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import pytest

from jamsos_desktop import paths
from ui import plain_box

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci" / "release"))

import exe_resources  # noqa: E402
import inner_parts  # noqa: E402
import licences  # noqa: E402
import trimming  # noqa: E402

# --- what goes in ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "stays"), [
    ("PySide6/Qt/plugins/platforms/libqxcb.so", True), ("PySide6/plugins/platforms/qwindows.dll", True),
    ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True), ("PySide6/Qt6PrintSupport.dll", True),
    ("PySide6/opengl32sw.dll", False), ("PySide6/Qt/lib/libQt6Network.so.6", False),
    ("PySide6/Qt/translations/qtbase_de.qm", False), ("resources/jamsos_id.qm", True),
    ("resources/jamsos_id.ts", False), ("resources/bahasa/jamsos.pot", False), ("resources/wilayah/buat.py", False),
    ("docs/panduan/gambar/opengl32sw.png", True)])
def test_what_is_kept_by_its_place(place: str, stays: bool) -> None:
    assert trimming.kept((place, "/somewhere", "BINARY")) is stays
    assert trimming.kept((place.replace("/", os.sep), "/somewhere", "BINARY")) is stays


def test_a_library_goes_with_the_last_that_asks_for_it() -> None:
    links = {"/qxcb": ["libX11.so.6"], "/X11": ["libxcb.so.1"], "/gtk": ["libcairo.so.2"], "/cairo": [],
             "/cups": ["libgnutls.so.30"], "/print": ["libcups.so.2"]}
    entries = [("PySide6/Qt/plugins/platforms/libqxcb.so", "/qxcb", "BINARY"), ("libX11.so.6", "/X11", "BINARY"),
               ("libxcb.so.1", "/xcb", "BINARY"), ("libgtk-3.so.0", "/gtk", "BINARY"),
               ("libcairo.so.2", "/cairo", "BINARY"), ("libcups.so.2", "/cups", "BINARY"),
               ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", "/print", "BINARY"),
               ("libgnutls.so.30", "/gnutls", "BINARY"), ("libpython3.11.so.1.0", "/python", "BINARY"),
               ("libxcb.so.1", "PySide6/libxcb.so.1", "SYMLINK"), ("libgtk-3.so", "libgtk-3.so.0", "SYMLINK"),
               ("resources/kode.csv", "/kode", "DATA")]
    kept = trimming.needed(entries, lambda file: links.get(file, ()))
    assert [place for place, *_ in kept] == ["PySide6/Qt/plugins/platforms/libqxcb.so", "libX11.so.6", "libxcb.so.1",
                    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", "libpython3.11.so.1.0", "libxcb.so.1",
                    "resources/kode.csv"]


def test_a_bundle_that_outgrew_its_room_is_not_made(tmp_path: Path) -> None:
    with (tmp_path / "libbesar.so").open("wb") as large:  # all of it a hole
        large.truncate(trimming.LARGEST)
    (tmp_path / "libbesar.so.1").symlink_to("libbesar.so")
    assert trimming.check_size(tmp_path) == trimming.LARGEST
    (tmp_path / "satu.lagi").write_bytes(b"x")
    with pytest.raises(trimming.TooLarge, match=r"190\.0 MB; 190 is the most"):
        trimming.check_size(tmp_path)


@pytest.mark.parametrize(("before", "after"), [
    ({"LD_LIBRARY_PATH": "/bundel", "LD_LIBRARY_PATH_ORIG": "/lain", "QT_QPA_PLATFORM": "offscreen"},
     {"LD_LIBRARY_PATH": "/lain", "QT_QPA_PLATFORM": "offscreen"}),
    ({"LD_LIBRARY_PATH": "/bundel", "QT_QPA_PLATFORM": "wayland;xcb", "QT_PLUGIN_PATH": "/kde",
      "QT_QPA_PLATFORM_PLUGIN_PATH": "/kde"}, {})])
def test_a_bundle_starts_without_what_a_desktop_set_for_others(
        monkeypatch: pytest.MonkeyPatch, before: dict[str, str], after: dict[str, str]) -> None:
    opened: list[str] = []
    reader = SimpleNamespace(__init__=lambda path, check_pymagic: opened.append(path))
    monkeypatch.setitem(sys.modules, "pyimod02_importers", SimpleNamespace(pyz_archive=reader))
    monkeypatch.setattr(sys, "_MEIPASS", "/opt/JamsosDesa/_internal", raising=False)
    monkeypatch.setattr(os, "environ", dict(before))
    runpy.run_path(str(ROOT / ".ci/release/bundle_start.py"))
    assert (opened, os.environ) == ([os.path.join("/opt/JamsosDesa/_internal", "program.pyz")], after)


# --- licences -------------------------------------------------------------------------------------


def test_the_table_of_licences_names_every_library_that_is_installed_to_run() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.MULTILINE))
    assert set(licences.listed()) == {name.lower() for name in pinned} | {"pyinstaller"}
    assert all(licences.listed().values())


def test_no_tool_of_developers_is_shipped() -> None:
    strangers = set(licences.strangers())
    assert {"pytest", "mypy", "hypothesis"} <= strangers
    assert strangers & {"PySide6", "click", "PIL", "sqlcipher3", "_cffi_backend"} == set()


def test_a_part_brings_its_texts_and_its_share(tmp_path: Path) -> None:
    import click
    import PySide6

    entries = licences.gather(str(tmp_path / "l"), [("click", click.__file__, "PYMODULE")],
                              [("PySide6/x", str(PySide6.__file__), "BINARY"),
                               ("resources/kode.csv", str(ROOT / "resources" / "kode.csv"), "DATA")])
    places = {place for place, *_ in entries}
    assert {"lisensi/DAFTAR.txt", "lisensi/click/LICENSE.txt", "lisensi/Jamsos-Desa/LICENSE.txt",
            "lisensi/PySide6-Essentials/LGPL-3.0.txt", "lisensi/Noto-Sans/OFL.txt"} <= places
    assert all(Path(source).read_bytes().strip() for _, source, _ in entries)


def test_what_a_library_holds_of_others_is_told_with_its_licence(tmp_path: Path) -> None:
    import pyrage

    licences.gather(str(tmp_path / "l"), [("pyrage", pyrage.__file__, "PYMODULE")], [])
    told = (tmp_path / "l" / "pyrage" / "BAGIAN.txt").read_text("utf-8")
    assert re.search(r"^age \d\S+: MIT OR Apache-2.0, Jack Grigg", told, re.MULTILINE)
    assert re.search(r"^tinystr \S+: UNICODE LICENSE V3, The ICU4X", told, re.MULTILINE)
    assert "COPYRIGHT AND PERMISSION NOTICE" in told
    stray = tmp_path / "sbom.json"
    stray.write_text('{"components": [{"name": "entah", "version": "1"}]}')
    with pytest.raises(ValueError, match="entah in pyrage has no licence"):
        inner_parts.words("pyrage", [stray])


def test_a_file_of_nobody_stops_the_build(tmp_path: Path) -> None:
    stray = tmp_path / "libentah.so"
    stray.write_bytes(b"x")
    with pytest.raises(licences.NoLicence, match=r"libentah\.so"):
        licences.gather(str(tmp_path / "l"), [], [("libentah.so", str(stray), "BINARY")])


def test_texts_of_a_maker_keep_names_of_their_own_on_windows(tmp_path: Path) -> None:
    """Two of reportlab's differ in nothing but the ending that one of them is given, and in case."""
    texts = [tmp_path / "a" / "LICENSE", tmp_path / "b" / "license.txt", tmp_path / "c" / "License"]
    for text in texts:
        text.parent.mkdir()
        text.write_text(text.parent.name)
    licences._write(tmp_path / "l", licences.Part("entah", texts=texts))
    there = sorted((tmp_path / "l").iterdir(), key=lambda path: path.read_text())
    assert [path.name for path in there] == ["LICENSE.txt", "license-2.txt", "License-3.txt"]


# --- what Windows is told -------------------------------------------------------------------------


def test_the_manifest_asks_for_letters_paths_and_no_administrator() -> None:
    tree = ET.fromstring(exe_resources.manifest("1.2.3").encode())
    said = {node.tag.partition("}")[2]: node.text for node in tree.iter()}
    assert (said["dpiAwareness"], said["longPathAware"], said["activeCodePage"]) == ("PerMonitorV2", "true", "UTF-8")
    assert [node.get("level") for node in tree.iter() if node.tag.endswith("requestedExecutionLevel")] == ["asInvoker"]
    assert next(node for node in tree if node.tag.endswith("assemblyIdentity")).get("version") == "1.2.3.0"


def test_the_version_resource_is_one_expression_with_the_programs_version() -> None:
    text = exe_resources.version_text("1.2.3", "jamsos", "perintah")
    tree = ast.parse(text, mode="eval")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert names == {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo",
                     "VarStruct"}
    assert "(1, 2, 3, 0)" in text
    assert "'jamsos.exe'" in text
    assert "'042104b0'" in text


def test_the_icon_has_every_size_in_its_own_picture(tmp_path: Path) -> None:
    raw = exe_resources.write_icon(tmp_path / "jamsos.ico").read_bytes()
    many, = struct.unpack("<H", raw[4:6])
    assert many == len(exe_resources.SIZES)
    for n, size in enumerate(exe_resources.SIZES):
        length, at = struct.unpack("<II", raw[14 + 16 * n:22 + 16 * n])
        assert struct.unpack(">II", raw[at + 16:at + 24]) == (size, size)
        assert at + length <= len(raw)


# --- the two programs ------------------------------------------------------------------------------


@pytest.mark.parametrize(("running", "window", "verbs"), [
    ("/opt/JamsosDesa/JamsosDesa", "/opt/JamsosDesa/JamsosDesa", "/opt/JamsosDesa/jamsos"),
    ("/opt/JamsosDesa/jamsos", "/opt/JamsosDesa/JamsosDesa", "/opt/JamsosDesa/jamsos"),
    ("/opt/Meja 1.1/jamsos.exe", "/opt/Meja 1.1/JamsosDesa.exe", "/opt/Meja 1.1/jamsos.exe")])
def test_each_program_finds_the_other(monkeypatch: pytest.MonkeyPatch, running: str, window: str, verbs: str) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", running)
    assert (paths.window_command(), paths.self_command()) == ([window], [verbs])
    assert paths.windowed() is (running == window)


def test_from_the_source_both_are_the_script() -> None:
    assert paths.window_command() == paths.self_command() == [sys.executable, str(ROOT / "main.py")]
    assert not paths.windowed()


def test_a_fault_before_the_window_is_told_without_what_it_quotes() -> None:
    shown: list[tuple[object, ...]] = []
    with pytest.raises(ValueError) as caught:
        raise ValueError("NIK 7402115408849417 Wa Ode Salma")
    assert plain_box.tell_fault(caught.value, lambda *said: shown.append(said) or 1) == 1
    [(owner, words, title, kind)] = shown
    assert (owner, title, kind) == (None, "Jamsos Desa", 0x10010)
    assert "ValueError" in str(words)
    assert "Data yang sudah tersimpan aman." in str(words)
    assert "Salma" not in str(words)
    assert "7402" not in str(words)


WITHOUT_STREAMS = """
import sys
sys.path.insert(0, {root!r})
sys.frozen, sys.executable = True, "/opt/JamsosDesa/JamsosDesa.exe"
keep, sys.stdout, sys.stderr = sys.stderr, None, None
import main
from ui import plain_box
plain_box.say = lambda words, box=None: keep.write(words)
if {broken!r}:
    main.main = lambda argv: 1 // 0
code = main.start({argv!r})
keep.write(str(code))
"""


@pytest.mark.parametrize(("argv", "broken", "said", "code"), [
    (["daftar"], False, "pakai program jamsos", "2"), ([], True, "ZeroDivisionError", "1")])
def test_a_program_without_streams_speaks_in_a_box(argv: list[str], broken: bool, said: str, code: str) -> None:
    script = WITHOUT_STREAMS.format(root=str(ROOT), argv=argv, broken=broken)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert said in done.stderr
    assert done.stderr.endswith(code)
    assert done.stdout == ""
