"""Making a release: the project's key in minisign's own files, and a file that a village accepts."""

from __future__ import annotations

import importlib.util
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import jamsos_desktop
from jamsos_desktop.exchange import minisign, release, release_tree
from jamsos_desktop.exchange.release_manifest import ReleaseKey, read_key
from jamsos_desktop.jobs import run_to_end
from tests import release_kit

ROOT = Path(__file__).resolve().parents[2]
PASSWORD, OPS, MEMORY = "kata sandi uji", 1 << 16, 1 << 20  # the real limits take a gigabyte


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci/release" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


release_key = _load("release_key")
make_release = _load("make_release")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return release_key.make_pair(tmp_path_factory.mktemp("kunci"), PASSWORD, ops=OPS, memory=MEMORY)


def test_minisign_signs_with_our_secret_file_and_knows_the_public_one(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Its own tool opens the file under the password; the key is the one the program reads."""
    secret, public = pair
    assert secret.stat().st_mode & 0o077 == 0
    file = tmp_path / "isi"
    file.write_bytes(b"isi")
    subprocess.run(["minisign", "-S", "-s", secret, "-m", file], input=f"{PASSWORD}\n", text=True, check=True,
                   capture_output=True, timeout=60)
    assert subprocess.run(["minisign", "-V", "-q", "-p", public, "-m", file], check=False).returncode == 0
    key = read_key(public)
    assert key is not None
    assert minisign.verify(key.sign, b"isi", (tmp_path / "isi.minisig").read_text(), key.number) is not None


def test_a_wrong_password_and_a_damaged_file(pair: tuple[Path, Path]) -> None:
    text = pair[0].read_text()
    assert release_key.read_secret(text, PASSWORD)
    changed = text[:-9] + ("A" if text[-9] != "A" else "B") + text[-8:]
    for other, password in ((text, "lain"), (text, ""), (changed, PASSWORD), ("x", PASSWORD)):
        with pytest.raises(ValueError):
            release_key.read_secret(other, password)
    with pytest.raises(FileExistsError):
        release_key.make_pair(pair[0].parent, PASSWORD, ops=OPS, memory=MEMORY)


def test_a_folder_and_an_installer_become_releases(pair: tuple[Path, Path], tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    """By the command, as the workflow calls it; the same input gives the same bytes."""
    tree, versi = release_kit.bundle(tmp_path / "JamsosDesa", tmp_path, "1.0.0"), jamsos_desktop.__version__
    installer = tmp_path / "pasang.exe"
    installer.write_bytes(b"MZ" * 500)
    monkeypatch.setenv("JAMSOS_SANDI_RILIS", PASSWORD)
    monkeypatch.setenv("JAMSOS_KUNCI_RILIS", pair[0].read_text())
    for out in ("satu", "dua"):
        for source in (tree, installer):
            words = ["--dari", str(source), "--ke", str(tmp_path / out), "--tanggal", "2026-12-01"]
            assert make_release.main(words) == 0
    names = [f"JR-{versi}-linux.jdx", f"JR-{versi}-windows.jdx"]
    assert sorted(path.name for path in (tmp_path / "satu").iterdir()) == names
    for name in names:
        assert (tmp_path / "satu" / name).read_bytes() == (tmp_path / "dua" / name).read_bytes()
    key = read_key(pair[1])
    assert isinstance(key, ReleaseKey)
    linux, windows = (release.read_release(tmp_path / "satu" / name, key) for name in names)
    assert linux.manifest.tanggal == date(2026, 12, 1)
    assert linux.manifest.baru == make_release.news_of(versi)
    assert windows.manifest.isi.nama == f"JamsosDesa-{versi}-pemasang.exe"
    assert windows.manifest.butuh == {"windows": "10.0.17763"}
    run_to_end(release_tree.unpack_job(linux, tmp_path / "terbuka"))
    assert (tmp_path / "terbuka/jamsos").read_bytes() == (tree / "jamsos").read_bytes()


def test_a_folder_needs_the_c_library_its_most_demanding_file_asks_for(tmp_path: Path) -> None:
    """A laptop whose library is older is told so, before anything is unpacked there."""
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "a.so").write_bytes(b"\x7fELF\0GLIBC_2.2.5\0GLIBC_2.36\0")
    (tmp_path / "jamsos").write_bytes(b"\x7fELF\0GLIBC_2.9\0GLIBC_PRIVATE\0")
    (tmp_path / "LICENSE").write_bytes(b"words\0GLIBC_2.99\0")
    assert make_release.usual_needs(tmp_path) == {"glibc": "2.36"}
    (tmp_path / "nyata").mkdir()
    (tmp_path / "nyata" / "python").write_bytes(Path(sys.executable).read_bytes())
    needed = int(make_release.usual_needs(tmp_path / "nyata")["glibc"].removeprefix("2."))
    assert 2 < needed <= int(platform.libc_ver()[1].removeprefix("2.")), "what runs here needs no more than is here"


def test_what_it_refuses(pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                         capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("JAMSOS_SANDI_RILIS", raising=False)
    monkeypatch.delenv("JAMSOS_KUNCI_RILIS", raising=False)
    assert make_release.main(["--buat-kunci", str(tmp_path)]) == 2  # never a key without a password
    assert make_release.main(["--dari", str(tmp_path)]) == 2
    assert make_release.main(["--dari", str(tmp_path), "--kunci", str(pair[0])]) == 1
    assert "kata sandi" in capsys.readouterr().err
    (tmp_path / "naik").symlink_to("../luar")
    with (tmp_path / "isi").open("wb") as out, pytest.raises(ValueError):
        release_tree.pack_tree(tmp_path, out)


def test_this_version_says_what_is_new() -> None:
    """No release without a word; each line is one sentence a page can show."""
    news = make_release.news_of(jamsos_desktop.__version__)
    assert news
    assert all(line.endswith(".") and len(line) <= 240 for line in news)
