"""A double-clicked file by its first bytes and its name: where it leads on a village's and on a district's desk, and
what is said of one that is nobody's, is damaged, or is for somebody else."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.opening_file import FileWay
from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.file_kind import FileKind, kind_of_file
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.hub import makers

SEALED = age.MAGIC + b"-> X25519 abc\nisi\n--- kode\n"


def zipped(path: Path, manifest: object = None, name: str = "manifest.json") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, json.dumps(manifest))
    return path


def cut(path: Path) -> Path:
    """A zip that lost its end, where its list of files stands."""
    path.write_bytes(zipped(path, {"kind": "ketentuan"}).read_bytes()[:-10])
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of every kind; each holds no more than the look at it needs."""
    at = tmp_path_factory.mktemp("flashdisk Ñusa")
    for name in ("JD-7402112017-0005.jdx", "JD-7402112016-0009 (1).jdx", "JD-DINSOS1-0002.jdx", "dari WA.jdx",
                 "jb-7402112017-0003.JDX"):
        (at / name).write_bytes(SEALED)
    (at / "JK-7402.json").write_text('\ufeff{"kind": "kunci", "kode": "74.02"}', "utf-8")
    (at / "JK-7403.json").write_text('{"kind": "kunci", "kode": "74.03"}', "utf-8")
    (at / "JK-putus.json").write_text('{"kind": "kun', "utf-8")
    for name, said in (("a.jdx", {"kind": "ketentuan"}), ("b.jdx", {"kind": "rilis"}),
                       ("c.jdc", {"format": "jamsos-cadangan"})):
        zipped(at / name, said)
    return at


KINDS = {
    "JD-7402112017-0005.jdx": FileKind("setoran", "7402112017", 5),
    "JD-7402112016-0009 (1).jdx": FileKind("setoran", "7402112016", 9),  # a copy that a system has named
    "JD-DINSOS1-0002.jdx": FileKind("setoran", "DINSOS1", 2),
    "dari WA.jdx": FileKind("disegel"), "jb-7402112017-0003.JDX": FileKind("balasan", "7402112017", 3),
    "JK-7402.json": FileKind("kunci", "7402"), "JK-7403.json": FileKind("kunci", "7403"),
    "JK-putus.json": FileKind("kunci"), "a.jdx": FileKind("ketentuan"), "b.jdx": FileKind("rilis"),
    "c.jdc": FileKind("cadangan"),
}


def test_what_every_kind_is(files: Path) -> None:
    assert {path.name: kind_of_file(path) for path in files.iterdir()} == KINDS


@pytest.mark.parametrize(("name", "jenis"), [("JP-1.jdx", "ketentuan"), ("jr-1.jdx", "rilis"), ("x.jdc", "cadangan")])
def test_a_damaged_zip_goes_to_whom_its_name_says(tmp_path: Path, name: str, jenis: str) -> None:
    assert kind_of_file(cut(tmp_path / name)).jenis == jenis


def refused(path: Path) -> Problem:
    with pytest.raises(Problem) as met:
        kind_of_file(path)
    assert met.value.aman
    return met.value


def test_what_is_no_file_of_ours_is_named(tmp_path: Path) -> None:
    for name, content, kode, words in (
            ("kosong.jdx", b"", "FILE_BUKAN_JAMSOS", "file kosong"),
            ("surat.jdx", b"Yth. Kepala Desa", "FILE_BUKAN_JAMSOS", "file teks"),
            ("setelan.json", b'{"kind": "lain"}', "FILE_BUKAN_JAMSOS", "setelan.json"),
            ("daftar.json", b"{1", "FILE_BUKAN_JAMSOS", "daftar.json"),
            ("putus.jdx", SEALED[:40], "PAKET_RUSAK", "terpotong")):
        (tmp_path / name).write_bytes(content)
        met = refused(tmp_path / name)
        assert met.kode == kode
        assert words in met.apa
    assert refused(cut(tmp_path / "gabung.jdx")).kode == "PAKET_RUSAK"
    assert refused(cut(tmp_path / "daftar.xlsx")).kode == "FILE_BUKAN_JAMSOS"
    assert refused(zipped(tmp_path / "buku.xlsx", {}, "xl/workbook.xml")).kode == "FILE_BUKAN_JAMSOS"
    assert refused(zipped(tmp_path / "larik.jdx", [1])).kode == "FILE_BUKAN_JAMSOS"
    newer = refused(zipped(tmp_path / "besok.jdx", {"format": "jamsos-paket", "kind": "warta"}))
    assert newer.kode == "VERSI_BARU"
    assert "besok.jdx" in newer.apa
    assert refused(tmp_path / "hilang.jdx").kode == "FILE_TIDAK_ADA"


def ways(desk: desks.Desk, files: Path) -> dict[str, FileWay]:
    return {way.path.name: way for way in run_to_end(desk.file_ways_job(sorted(files.iterdir())))}


def test_a_village(desk: desks.Desk, files: Path) -> None:
    led = ways(desk, files)
    assert [way.page for way in led.values() if way.why is None] == [
        "kirim", "kirim", "kirim", "ketentuan", "balasan", "balasan", "cadangan", "perbarui"]  # the key goes in first
    own, other, office = (led[name] for name in list(KINDS)[:3])
    assert (own.page, other.page) == ("kirim", "")  # what it made itself is found where it was made
    assert "kiriman nomor 5 dari Desa sendiri" in str(own.why).replace("Bajo Indah ", "")
    assert "nomor 9 dari Desa " in str(other.why)
    assert "Kecamatan Soropia" in str(other.why)
    assert "unit berkode DINSOS1" in str(office.why)


def test_a_district(files: Path, tmp_path: Path) -> None:
    with makers.district(tmp_path) as desk:
        led = ways(desk, files)
    assert [way.page for way in led.values() if way.why is None] == [
        "ketentuan", "terima", "terima", "terima", "terima", "cadangan", "perbarui"]
    assert "file kunci DPMD ini" in str(led["JK-7402.json"].why)
    assert "file kunci DPMD lain" in str(led["JK-7403.json"].why)
    reply = led["jb-7402112017-0003.JDX"]
    assert (reply.page, reply.why.kode) == ("jawaban", "FILE_UNTUK_DESA")  # type: ignore[union-attr]
    assert "balasan nomor 3 untuk Desa Bajo Indah" in str(reply.why)


def test_the_window_of_a_practice_takes_in_only_its_own(set_up: Path, files: Path, tmp_path: Path,
                                                        clock: desks.Clock) -> None:
    home = tmp_path / "jamsos-latihan-uji"
    root = Path(shutil.copytree(set_up, home / "desa"))
    (home / "latihan.json").write_text("{}")
    inside = Path(shutil.copy(files / "dari WA.jdx", home))
    with desks.open_desk(DataFolder(root), None, clock) as practice:
        real, mine = run_to_end(practice.file_ways_job([inside, files / "JK-7402.json"]))
    assert (mine.page, mine.why) == ("balasan", None)
    assert (real.page, real.why.kode) == ("", "HANYA_LATIHAN")  # type: ignore[union-attr]
