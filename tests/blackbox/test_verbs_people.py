"""People and papers by verbs: what comes out is looked at with tools that know nothing of the program."""

from __future__ import annotations

import json
from pathlib import Path

from tests.blackbox.conftest import HASNA, JUFRI, SALMA
from tests.blackbox.outside import ROOT, Desk, pdf_text, tool


def test_people_are_found_changed_and_judged(desk: Desk, tmp_path: Path) -> None:
    assert len(desk.json("daftar")) == 9
    [found] = desk.json("cari", "salma")
    assert (found["nik"], found["nama"], found["penghasilan"]) == (SALMA, "WA ODE SALMA", 900000)
    (tmp_path / "ubah.json").write_text(json.dumps({"nama_ibu": "Wa Puji", "no_kk": "74"}))
    assert desk.json("ubah", HASNA, "--dari", tmp_path / "ubah.json")["status"] == "perlu_dilengkapi"
    of_hasna = [row for row in desk.json("periksa") if row["nama"] == "HASNA DG. PUJI"]
    assert ("KK_LEN", "salah") in {(row["kode"], row["tingkat"]) for row in of_hasna}
    assert "NIK belum diisi" in desk.said("periksa")


def test_papers_of_people_and_of_the_village_are_ticked(desk: Desk) -> None:
    assert desk.json("berkas", JUFRI, "KTP", "ada", "--scan", ROOT / "docs/gambar/peserta.png")["scan"] is True
    sealed = [path for path in (desk.data / "lampiran").rglob("*") if path.is_file()]
    assert sealed, "the scan is kept"
    assert not any(path.read_bytes().startswith((b"\x89PNG", b"\xff\xd8")) for path in sealed), "and nobody can see it"
    assert desk.json("berkas-desa", "SPTJM", "ada")["berkas_desa"]["SPTJM"] == "ada"
    assert desk.refused("berkas-desa", "SURAT_CINTA", "ada") == "BERKAS_TAK_DIKENAL"


def test_a_list_comes_in_from_a_workbook_and_goes_out_again(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "warga.csv").write_text("NIK,Nama\n7402111408809001,LA BASRI\n7.40211E+15,RUSAK\n", "utf-8")
    came = desk.json("impor", "warga.csv", "--kelompok", "pekerja_rentan")  # read by a child of the program
    assert (came["baris"], came["masuk"], came["ditahan"]) == (2, 1, 1)
    assert desk.json("impor", "--urungkan", "terakhir")["tinggal"] == []
    assert all(one["dibatalkan"] for one in desk.json("impor", "--riwayat"))
    assert len(desk.json("daftar")) == 9
    desk.json("templat", "--ke", "kosong.xlsx")
    assert "xl/workbook.xml" in tool("unzip", "-l", "kosong.xlsx", folder=tmp_path)


def test_a_column_is_filled_for_many(desk: Desk, tmp_path: Path) -> None:
    lacking = {row["key"]: row["kurang"] for row in desk.json("isi-cepat")}
    (tmp_path / "hp.csv").write_text(f"NIK,Nomor HP\n{HASNA},081299000402\n", "utf-8")
    assert desk.json("isi-cepat", "hp", "--dari", "hp.csv")["terisi"] == 1
    assert {row["key"]: row["kurang"] for row in desk.json("isi-cepat")}.get("hp", 0) == lacking["hp"] - 1


def test_forms_are_printed(desk: Desk, tmp_path: Path) -> None:
    made = desk.json("cetak", "ceklis", "formulir", "--peserta", SALMA, "--ke", "cetak.pdf", "--kertas", "A4")
    assert (made["lembar"], made["dilewati"]) == (2, [])
    assert "WA ODE SALMA" in pdf_text(tmp_path / "cetak.pdf")
    assert f"Pages:           {made['halaman']}\n" in tool("pdfinfo", "cetak.pdf", folder=tmp_path)
    fonts = tool("pdffonts", "cetak.pdf", folder=tmp_path).splitlines()[2:]
    assert fonts
    assert all("NotoSans" in row and " yes " in row for row in fonts), "every letter travels in the file"
    assert desk.json("daftar", "--status", "tercetak")[0]["nik"] == SALMA
    assert "Formulir" in desk.said("cetak", "--daftar")


def test_help_and_sheets_that_need_no_desk(desk: Desk, tmp_path: Path) -> None:
    assert "impor" in {bab["name"] for part in desk.json("panduan") for bab in part["bab"]}
    assert desk.said("panduan", "impor").strip()
    desk.json("kartu-cepat", "--ke", "kartu.pdf")
    assert "F1" in pdf_text(tmp_path / "kartu.pdf")
    desk.json("blangko", "--contoh", "uji.pdf")
    assert tool("pdfinfo", "uji.pdf", folder=tmp_path).count("Pages:") == 1
    assert desk.json("perlu-dikonfirmasi", "--cari", "risiko")[0]["keyakinan"]


def test_what_a_person_may_ask_for(desk: Desk, tmp_path: Path) -> None:
    desk.json("data-saya", SALMA, "--ke", "salma.pdf")
    assert SALMA in pdf_text(tmp_path / "salma.pdf").replace(" ", "")
    assert desk.json("persetujuan", JUFRI, "--catat", "2026-11-20")["persetujuan"]["cara"] == "tanda_tangan"
    assert [row["jenis"] for row in desk.json("permintaan", "--orang", SALMA, "--jenis", "akses")] == ["akses"]
    assert "2026" in desk.json("batasi", HASNA, "--alasan", "Diminta orangnya")["dibatasi"]
    assert desk.json("retensi") == []
    desk.json("kebocoran", "--terungkap", "nama", "--terjadi", "kemarin", "--penanganan", "dikunci", "--lembaga",
              "--ke", "bocor.pdf")
    assert "kemarin" in pdf_text(tmp_path / "bocor.pdf")


def test_somebody_is_erased_for_good(desk: Desk) -> None:
    assert [name for _, name, _ in desk.json("hapus-selamanya", HASNA, "--coba")["orang"]] == ["Hasna Dg. Puji"]
    assert [one["nik"] for one in desk.json("cari", HASNA)] == [HASNA], "a look alone erases nobody"
    assert desk.json("hapus-selamanya", HASNA, "--dasar", "permintaan")["orang"]
    assert desk.json("cari", HASNA) == []
    assert len(desk.json("daftar")) == 8


def test_somebody_is_taken_off_the_list_and_comes_back(desk: Desk) -> None:
    here = len(desk.json("daftar"))
    [gone] = desk.json("hapus", JUFRI, "--alasan", "Tercatat dua kali")
    assert (gone["nik"], gone["sisa"], len(desk.json("daftar"))) == (JUFRI, 30, here - 1)
    assert desk.json("riwayat", "--jumlah", "1")[0]["alasan"] == "Tercatat dua kali"
    assert gone["nomor"] in desk.said("hapus", "--daftar")
    assert desk.refused("hapus", JUFRI, "--alasan", "Sekali lagi") == "PESERTA_TIDAK_ADA"
    assert desk.json("hapus", gone["nomor"], "--urungkan")[0]["uid"] == gone["uid"]
    assert desk.json("hapus", "--daftar") == []
    assert len(desk.json("daftar")) == here


def test_nothing_on_disk_reads_like_a_person(desk: Desk) -> None:
    left = [path for path in desk.data.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if SALMA.encode() in (raw := path.read_bytes()) or b"Salma" in raw]
