"""The installer for Windows: what goes in, what makensis makes of it, and what its script promises."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from jamsos_desktop import __version__, paths

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci" / "release"))

import exe_resources  # noqa: E402
import sign  # noqa: E402
import stage  # noqa: E402

SCRIPT = "\n".join(part.read_text(encoding="utf-8") for part in sorted(stage.SCRIPT.parent.glob("installer*.ns[hi]")))
# Words that a village does not use (ui.md 6).
FORBIDDEN_WORDS = ("sinkronisasi", "enkripsi", "hash", "validasi", "database", "import", "export", "upload", "submit",
                   "user", "record", "instalasi", "install", "uninstall", "folder tujuan", "file system")
PROGRAM = {"_internal/lisensi/Qt.txt": 40, "_internal/resources/fonts/Noto Sans.ttf": 9_000,
           "_internal/resources/wilayah/Désa é.csv": 900, "_internal/program.pyz": 70_000}
needs = pytest.mark.skipif(not (shutil.which("makensis") and shutil.which("7z") and shutil.which("osslsigncode")),
                           reason="makensis, 7z and osslsigncode are not installed")


class Made(NamedTuple):
    """An installer and what it was made of."""

    staged: stage.Staged
    file: Path
    certificate: Path


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle as Linux makes it, small: two programs, no .exe."""
    root = tmp_path_factory.mktemp("dist") / "JamsosDesa"
    for name, size in PROGRAM.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(os.urandom(size))
    for name in ("JamsosDesa", "jamsos"):
        (root / name).write_bytes(b"\x7fELF" + os.urandom(5_000))
    exe_resources.write_icon(root / "_internal" / "jamsos-desa.ico")
    (root / "_internal" / "link.txt").symlink_to("lisensi/Qt.txt")
    return root


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for signing programs that nobody trusts: the .pfx, and the same in plain."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

    place = tmp_path_factory.mktemp("sertifikat")
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=Uji Jamsos Desa")
    now = datetime.now(UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(9001).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
            .sign(key, hashes.SHA256()))
    pfx, plain = place / "uji.pfx", place / "uji.pem"
    pfx.write_bytes(pkcs12.serialize_key_and_certificates(b"uji", key, made, None, BestAvailableEncryption(b"kata 9")))
    plain.write_bytes(made.public_bytes(Encoding.PEM))
    return pfx, plain


@pytest.fixture(scope="module")
def made(bundle: Path, certificate: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The installer of that bundle, signed, its uninstaller too."""
    out = tmp_path_factory.mktemp("pemasang")
    staged = stage.stage(bundle, out / "isi", stand_in=True)
    signer = out / "folder Désa's" / "sign.py"  # nobody promises a path without blanks
    signer.parent.mkdir()
    shutil.copyfile(stage.SCRIPT.with_name("sign.py"), signer)
    with pytest.MonkeyPatch.context() as given:
        given.setenv(sign.PFX, str(certificate[0]))
        given.setenv(sign.PASSWORD, "kata 9")
        file = stage.compile_installer(staged, out, sign=shlex.join([sys.executable, str(signer)]))
    return Made(staged, file, certificate[1])


# --- what goes in ---

def test_a_bundle_is_laid_ready_whole_with_its_links_as_files(made: Made) -> None:
    folder = made.staged.folder
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {*PROGRAM, *stage.PROGRAMS, "_internal/jamsos-desa.ico", "_internal/link.txt"}
    assert not (folder / "_internal" / "link.txt").is_symlink()
    assert (made.staged.files, made.staged.size) == (
        len(there), sum((folder / name).stat().st_size for name in there))


@pytest.mark.parametrize("gone", ["jamsos", "_internal/lisensi", "_internal/jamsos-desa.ico"])
def test_half_a_bundle_is_refused_by_name(bundle: Path, tmp_path: Path, gone: str) -> None:
    half = Path(shutil.copytree(bundle, tmp_path / "half", symlinks=True))
    shutil.rmtree(half / gone) if (half / gone).is_dir() else (half / gone).unlink()
    for program in stage.PROGRAMS:
        plain = half / program.removesuffix(".exe")
        if plain.exists():
            plain.rename(half / program)
    if not (half / "_internal" / "link.txt").exists():  # it pointed to what is gone
        (half / "_internal" / "link.txt").unlink()
    with pytest.raises(SystemExit, match=re.escape(Path(gone).name)):
        stage.stage(half, tmp_path / "isi")


@pytest.mark.parametrize(("name", "why"), [
    ("_internal/con.txt", "no name"), ("_internal/AUX", "no name"), ("a:b", "no name"), ("ends./x", "no name"),
    ("blank /x", "no name"), ("_internal/" + "x" * 250, "letters")])
def test_names_that_windows_cannot_hold_are_told(name: str, why: str) -> None:
    assert [why in said for said in stage.unfit(["jamsos.exe", name])] == [True]


def test_two_names_that_are_one_on_windows_are_told() -> None:
    assert list(stage.unfit(["_internal/Qt.txt", "_internal/qt.txt"])) == [
        "_internal/qt.txt beside _internal/Qt.txt (one name there)"]
    assert not list(stage.unfit(["console.txt", "commit", "Noto Sans é.ttf", ".config"]))


# --- what comes out ---

@needs
def test_the_installer_holds_the_program_file_by_file(made: Made, tmp_path: Path) -> None:
    subprocess.run(["7z", "x", "-y", "-sccUTF-8", f"-o{tmp_path}", made.file], capture_output=True, check=True)
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*")
             if path.is_file() and not path.is_relative_to(tmp_path / "$PLUGINSDIR")}
    assert found.pop("$INSTDIR.baru/Copot-JamsosDesa.exe", b"")
    assert found == {f"$INSTDIR.baru/{path.relative_to(made.staged.folder).as_posix()}": path.read_bytes()
                     for path in made.staged.folder.rglob("*") if path.is_file()}


@needs
def test_the_installer_is_named_and_marked_by_the_version(made: Made) -> None:
    assert made.file.name == f"JamsosDesa-{__version__}-pemasang.exe"
    data = made.file.read_bytes()
    words = data.decode("utf-16-le", "replace") + data[1:].decode("utf-16-le", "replace")
    assert re.search(f"ProductVersion\0+{re.escape(__version__)}\0", words)
    assert re.search("FileDescription\0+Pemasang Jamsos Desa\0", words)
    assert b'requestedExecutionLevel level="asInvoker"' in data, "it never asks for an administrator"


@needs
def test_signatures_hold_and_a_changed_byte_breaks_them(made: Made, tmp_path: Path) -> None:
    def verified(path: Path) -> bool:
        return subprocess.run(["osslsigncode", "verify", "-CAfile", made.certificate, "-in", path],
                              capture_output=True, check=False).returncode == 0

    assert verified(made.file)
    data = bytearray(made.file.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "lain.exe").write_bytes(data)
    assert not verified(tmp_path / "lain.exe")


@needs
def test_the_uninstaller_inside_is_signed_too(made: Made, tmp_path: Path) -> None:
    subprocess.run(["7z", "x", "-y", f"-o{tmp_path}", made.file], capture_output=True, check=True)
    found = next(tmp_path.rglob("Copot-JamsosDesa.exe")).read_bytes()
    assert b"Uji Jamsos Desa" in found


@needs
def test_a_certificate_that_does_not_open_leaves_the_file_as_it_was(made: Made, certificate: tuple[Path, Path],
                                                                    tmp_path: Path) -> None:
    file = tmp_path / "a.exe"
    file.write_bytes(before := made.file.read_bytes())
    with pytest.raises(SystemExit, match=r"a\.exe is not signed"):
        sign.sign(file, {sign.PFX: str(certificate[0]), sign.PASSWORD: "salah"})
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file], "no password is left lying about"


def test_without_a_certificate_nothing_is_signed_and_that_is_said(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv(sign.PFX, raising=False)
    (tmp_path / "a.exe").write_bytes(b"MZ")
    assert sign.main([str(tmp_path / "a.exe")]) == 0
    assert "stay unsigned" in capsys.readouterr().err
    assert (tmp_path / "a.exe").read_bytes() == b"MZ"


@needs
def test_a_script_with_a_fault_makes_no_installer(made: Made, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="makensis"):
        stage.compile_installer(made.staged, tmp_path, version="bukan versi")
    assert not list(tmp_path.glob("*.exe"))


# --- what the script promises ---

def lines_with(word: str) -> list[str]:
    return [line.strip() for line in SCRIPT.splitlines() if line.strip().startswith(word)]


def test_places_and_programs_are_those_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAMSOS_DATA", raising=False)
    monkeypatch.setenv("LOCALAPPDATA", "X")
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        data = paths.default_data_folder()
    assert '!define DATA "$LOCALAPPDATA\\JamsosDesa"' in SCRIPT
    assert data == Path("X", "JamsosDesa")
    assert f'!define SIMPANAN "${{DATA}}\\{paths.DataFolder(data).installers.name}"' in SCRIPT
    assert (f"{paths.WINDOWED}.exe", f"{paths.CONSOLE}.exe") == stage.PROGRAMS
    assert all(program in SCRIPT for program in stage.PROGRAMS)


def test_data_go_only_when_ticked_and_confirmed_twice() -> None:
    removed = [line for line in lines_with("RMDir") if "${DATA}" in line]
    assert removed == ['RMDir /r "${DATA}"']
    before = SCRIPT[:SCRIPT.index(removed[0])].rstrip().splitlines()
    assert before[-1].strip() == "${If} $Hapus = 1"
    answer = SCRIPT.partition("Function un.Jawab")[2].partition("FunctionEnd")[0]
    asked = re.findall(r'MessageBox (\S+) "\$\((YAKIN_\d)\)" IDYES \+2\n\s*Abort\n', answer)
    assert asked == [("MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION", "YAKIN_1"),
                     ("MB_YESNO|MB_DEFBUTTON2|MB_ICONSTOP", "YAKIN_2")]
    assert answer.index("StrCpy $Hapus 1") > answer.index("YAKIN_2")
    assert SCRIPT.count("StrCpy $Hapus 1") == 1
    assert "StrCpy $Hapus 0" in SCRIPT.partition("Function un.onInit")[2].partition("FunctionEnd")[0]


def test_all_that_is_written_into_the_registry_is_taken_back() -> None:
    written = set(re.findall(r'WriteReg(?:Str|DWORD) (HK\w+) "([^"]+)"', SCRIPT))
    assert {root for root, _ in written} == {"HKCU"}, "nothing for the whole laptop"
    gone = SCRIPT.partition('Section "Uninstall"')[2]
    keys = re.findall(r'DeleteRegKey HKCU "([^"]+)"', gone) + re.findall(r'DeleteRegValue HKCU "([^"]+)"', gone)
    assert {key for _, key in written if not any(key == one or key.startswith(one + "\\") for one in keys)} == set()


def test_the_new_program_is_proved_and_written_through_before_the_old_one_moves() -> None:
    order = [line.strip() for line in SCRIPT.partition('Section "Jamsos Desa"')[2].partition("SectionEnd")[0]
             .splitlines()]
    wanted = ["Call CekRuang", 'File /r "${ISI}/*"',
              "nsExec::ExecToStack /TIMEOUT=120000 '\"$INSTDIR.baru\\jamsos.exe\" --versi'",
              "Call TulisTuntas", "Call SimpanPemasang", "Call Tunggu", "Call Tukar", "Call Kenalkan",
              'RMDir /r "$INSTDIR.lama"', 'DeleteRegValue HKCU "${SEKALI}" "JamsosDesa"']
    places = [order.index(line) for line in wanted]
    assert places == sorted(places)
    swap = SCRIPT.partition("Function Tukar")[2].partition("FunctionEnd")[0]
    steps = [swap.index(step) for step in ("WriteRegStr", "RegFlushKey(p 0x80000001)", "GantiNama")]
    assert steps == sorted(steps), "the way out of a power cut is on the disk before the renames"
    back = swap.rpartition("Call GantiNama")[2].splitlines()
    assert [line.strip() for line in back[1:4]] == [
        "${If} $0 = 1", '${OrIfNot} ${FileExists} "$INSTDIR.lama\\*.*" ; there was none before',
        'DeleteRegValue HKCU "${SEKALI}" "JamsosDesa"'], "where the old program did not come back, the way out stays"


def function(name: str) -> str:
    """What stands in a function of the script."""
    return SCRIPT.partition(f"\nFunction {name}\n")[2].partition("\nFunctionEnd")[0]


def test_a_refusal_deletes_no_installer_that_was_kept_before() -> None:
    """It is the way back: an older one that is tried from the stick is refused, and its kept copy must stay."""
    gone = [line.strip() for line in function("Gagal").splitlines() if "${SALINAN}" in line]
    assert gone == ['Delete "${SIMPANAN}\\${SALINAN}"']
    assert function("Gagal").split(gone[0])[0].rstrip().endswith("${If} $Simpan = 1")
    assert SCRIPT.count("StrCpy $Simpan 1") == 1
    assert function("SimpanPemasang").split("StrCpy $Simpan 1")[0].rstrip().endswith(
        '${IfNot} ${FileExists} "${SIMPANAN}\\${SALINAN}"')


def test_the_program_itself_is_asked_for_its_version_and_an_older_one_stops() -> None:
    assert '${GetFileVersion} "$INSTDIR\\JamsosDesa.exe"' in function("YangTerpasang")
    start = function(".onInit")
    assert start.index("Call YangTerpasang") < start.index('${VersionCompare} "$Versi" "${VERSI}"')


def test_the_room_that_is_asked_for_is_all_that_is_needed() -> None:
    """Packed as one block, makensis' programs unpack everything into the temporary folder first: twice the room."""
    assert [line.split(" ; ")[0] for line in lines_with("SetCompressor ")] == ["SetCompressor lzma"]
    assert lines_with("${If} $1 < ${RUANG}")


def test_installer_and_uninstaller_never_work_at_the_same_time() -> None:
    held = ["JamsosDesaPemasang\") p .r1 ? e'\n  Pop $0\n  ${If} $0 = 183" in function(name)
            for name in (".onInit", "un.onInit")]
    assert held == [True, True]
    first = function(".onInit").partition("183")[2].partition("${EndIf}\n    SetErrorLevel 10\n    Quit")
    assert first[1]
    assert "Gagal" not in first[0], "what the other one lays out is not cleared away"


def test_what_others_wrote_for_the_same_type_of_file_stays() -> None:
    """.jdx is known to other programs, too."""
    gone = SCRIPT.partition('Section "Uninstall"')[2]
    keys = [line for line in lines_with("DeleteRegKey") if ".jdx" in line]
    assert keys
    assert all(" /ifempty " in line for line in keys)
    assert 'DeleteRegValue HKCU "Software\\Classes\\.jdx\\OpenWithProgids" "${JENIS}"' in gone


def sentences() -> dict[str, str]:
    return dict(re.findall(r'!insertmacro KALIMAT (\w+) "(.*)"$', SCRIPT, re.MULTILINE))


def test_every_sentence_is_used_and_every_used_one_is_there() -> None:
    rest = re.sub(r"^!insertmacro KALIMAT \w+", "", SCRIPT, flags=re.MULTILINE)
    used = set(re.findall(r"\$\(([A-Z][A-Z_0-9]+)\)", rest))
    assert used == set(sentences())


@pytest.mark.parametrize("name", sentences())
def test_the_installer_speaks_as_the_program_does(name: str) -> None:
    plain = re.sub(r"\$\{N\}", "\n", sentences()[name]).replace("$(TETAP)", "")
    assert "!" not in plain
    assert not [word for word in FORBIDDEN_WORDS if re.search(rf"\b{word}\b", plain, re.IGNORECASE)]
    for sentence in re.split(r"(?<=[.?])\s+|\n|: ", plain):
        assert len(sentence.split()) <= 16, sentence
