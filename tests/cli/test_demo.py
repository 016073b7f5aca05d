"""The demo: three villages and a district through the whole loop, every status counted and explained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from jamsos_desktop import desk as desks
from jamsos_desktop.cli import demo
from jamsos_desktop.cli.demo import safety
from jamsos_desktop.cli.demo.words import MEANING
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> dict[str, Any]:
    return demo.run(tmp_path_factory.mktemp("demo") / "hasil", clock, None)


def test_every_status_is_explained(summary: dict[str, Any]) -> None:
    assert set(MEANING) == set(code_list("status"))
    words = demo.words(summary)
    for village in summary["desa"]:
        for code, many in village["status"].items():
            assert not many or MEANING[code] in words


def test_the_three_stories_end_as_told(summary: dict[str, Any]) -> None:
    found = {one["kisah"]: one["status"] for one in summary["kisah"]}
    assert found == {"didaftarkan dua kali": "ditolak", "ditolak lalu diperbaiki": "diterima",
                     "ditolak BPJS": "ditolak"}
    assert "Desa Bajo Indah" in next(o["alasan"] for o in summary["kisah"] if o["kisah"] == "didaftarkan dua kali")


def test_the_older_package_changes_nothing(summary: dict[str, Any]) -> None:
    assert [row["hasil"] for row in summary["dpmd"]["terima_1"]] == ["kunci_belum"] * 3
    assert sorted(row["hasil"] for row in summary["dpmd"]["terima_2"]) == ["baru", "baru", "berubah", "ulang"]


def test_what_a_village_brings_from_excel_adds_up(summary: dict[str, Any]) -> None:
    brought = summary["impor"]
    kinds = {key: (one["jenis"], one["masuk"], one["ditahan"], one["dilewati"]) for key, one in brought.items()
             if key in ("opensid", "daftar", "dibenahi")}
    # Who keeps house, a child, the mark of the end; digits lost twice, a name missing, one row written twice.
    assert kinds == {"opensid": ("opensid", 5, 0, 3), "daftar": ("daftar", 2, 3, 1), "dibenahi": ("galat", 3, 0, 3)}
    assert brought["diurungkan"] == {"orang": 1, "tinggal": 0}
    assert [one["dibatalkan"] for one in brought["riwayat"]] == [True, False, False, False]
    assert Path(brought["templat"]).stat().st_size > 0
    assert "Daftar masalah Jamsos Desa: 3 dari 6 baris masuk" in demo.words(summary)


def test_the_village_behind_pins_loses_nothing(summary: dict[str, Any], clock: desks.Clock) -> None:
    safe = summary["aman"]
    told = " ".join((*safe["rusak"]["kembali"], *safe["rusak"]["sisa"])).upper()
    assert all(name in told for name in safe["diubah"]), "whoever was changed after the backup came back or is named"
    assert safe["kunci"]["perlu_pin"] == ["SITI AMINAH"]
    assert safe["hapus"]["dpmd"][0] - safe["hapus"]["dpmd"][1] == safe["hapus"]["orang"] == 1
    folder = DataFolder(Path(safe["desa"]))
    assert [p.name for p in folder.root.glob("rusak-*")] == [safe["rusak"]["disisihkan"]]
    named = [safe["lembar"], safe["data_saya"], safe["hapus"]["berkas"], safe["riwayat"]["rekap"]]
    assert all(Path(path).read_bytes().startswith(b"%PDF") for path in named)
    with pytest.raises(Problem, match="PIN tidak cocok"):
        desks.open_desk(folder, safety.PIN, clock, user="p1")  # the PIN that was forgotten opens no more
    words = demo.words(summary)
    assert f"tunggu {safe['tunggu_detik']} detik" in words
    assert safe["rusak"]["judul"] in words


def test_all_that_is_named_is_there(summary: dict[str, Any]) -> None:
    named = [*summary["dpmd"]["laporan"], *(one["berkas"] for one in summary["kiriman"]),
             *(one["berkas"] for one in summary["cetak"])]
    assert all(Path(path).stat().st_size > 0 for path in named)
    assert list(Path(summary["folder"]).glob("balasan-2/JB-*.jdx"))
    assert list(Path(summary["folder"]).glob("bpjs/K-*/sipp_*.xlsx"))


def test_the_words_add_up_for_whoever_reads_them(summary: dict[str, Any]) -> None:
    """Heads and lines of the page itself, not of the document it was made from."""
    words = demo.words(summary)
    for one in words.split("\n\n")[1].split("\nDesa "):
        head, groups, *rows = one.splitlines()
        everybody = int(re.search(r": (\d+) orang", head)[1])
        here = int(found[1]) if (found := re.search(r"\((\d+) di daftar", head)) else everybody
        assert sum(map(int, re.findall(r"(\d+)(?:,|$)", groups))) == here
        assert sum(int(row[20:].split()[0]) for row in rows) == everybody
    assert "Bajo Indah, Kec. Soropia: 125 orang (124 di daftar, 1 meninggal)" in words
    district, villages, paid, died = map(int, re.search(
        r"kabupaten: (\d+) orang. Di desa (\d+): (\d+) baru dibayar desa sendiri, (\d+) meninggal", words).groups())
    assert villages == district + paid - died


def test_forms_and_checklists_are_told_with_their_pages(summary: dict[str, Any]) -> None:
    words = demo.words(summary)
    assert {row["desa"] for row in summary["cetak"]} == {f"Desa {name}" for name in ("Bajo Indah", "Leppe",
                                                                                    "Nii Tanasa")}
    for row in summary["cetak"]:
        assert len(PdfReader(row["berkas"]).pages) == row["halaman"] >= row["lembar"] > 0
        assert f"{row['lembar']} lembar, {row['halaman']} halaman. {row['berkas']}" in words


@pytest.mark.parametrize("here", [".", "sini/..", "../hasil"])
def test_a_second_demo_stands_beside_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    (tmp_path / "hasil" / "sini").mkdir(parents=True)
    assert demo.fresh_folder(tmp_path / "hasil") == tmp_path / "hasil-2"
    monkeypatch.chdir(tmp_path / "hasil")
    assert demo.fresh_folder(Path(here)) == tmp_path / "hasil-2"
    assert demo.fresh_folder(Path("baru")) == tmp_path / "hasil" / "baru"
