"""Bills, payments and extensions by command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop.model.plain import plain
from jamsos_desktop.paths import DataFolder
from tests.cli.spoken import Words
from tests.conftest import salma

PERSON = {"kelompok": "pekerja_rentan", "nik": "7402115408849417", "nama": "Wa Ode Salma", "penghasilan": 900_000,
          "program": ["JKK", "JKM"], "sumber_dana": {"jkk_jkm": "APBDES_ADD"}, "mulai": "2026-09-01",
          "aktif_sampai": "2026-10-31"}


@pytest.fixture
def cli(folder: DataFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    return Words(folder.root, capsys)


def as_file(tmp_path: Path, data: object) -> Path:
    path = tmp_path / "bayar.json"
    path.write_text(json.dumps(data, default=str), encoding="utf-8")
    return path


def test_bills_are_noted_paid_and_listed(cli: Words, tmp_path: Path) -> None:
    cli.json("tambah", "--dari", as_file(tmp_path, PERSON))
    row: dict[str, Any] = {"peserta": "7402115408849417", "sumber_dana": "APBDES_ADD", "bulan_dari": "2026-11",
                           "bulan_sampai": "2027-01", "kode_bayar": "8807 4020 1128"}
    [bill] = cli.json("bayar", "--dari", as_file(tmp_path, row))
    assert (bill["keadaan"], bill["jumlah_sen"], bill["masa"]) == ("menunggu", 3 * 1_680_000, "Nov 2026 - Jan 2027")
    assert cli.refused("bayar", "--dari", as_file(tmp_path, [row])) == "TAGIHAN_GANDA"
    [paid] = cli.json("bayar", "--dari", as_file(tmp_path, {"kode_bayar": "880740201128", "tanggal": "2026-11-20",
                                                            "bukti": "SP2D 114"}))
    assert (paid["id"], paid["keadaan"], paid["dibayar"]) == (bill["id"], "dibayar", "2026-11-20")
    listed = cli.json("bayar", "--daftar", "--tahun", "2026")
    assert (listed["tagihan"], listed["usulan"]) == ([paid], [])
    assert "dibayar 20/11/2026" in cli.run("bayar", "--daftar")[1]
    [back] = cli.json("bayar", "--urungkan", bill["id"])
    assert back["keadaan"] == "menunggu"
    [gone] = cli.json("bayar", "--batalkan", bill["id"], "--alasan", "Orangnya keliru")
    assert gone["keadaan"] == "batal"
    assert cli.run("bayar")[0] == 2


def test_extensions_are_tried_asked_and_undone(cli: Words, tmp_path: Path) -> None:
    whole = {key: value for key, value in plain(salma()).items()
             if key not in ("uid", "nomor", "status", "revisi", "diubah", "mentah", "dicocokkan")}
    whole |= {"aktif_sampai": "2026-11-30", "mulai": "2026-06-01"}
    cli.json("tambah", "--dari", as_file(tmp_path, whole))
    trial = cli.json("perpanjang", "--sumber", "APBD_KAB", "--sampai", "2026-11-30", "--coba")
    assert (trial["diajukan"], trial["dari"], trial["coba"], trial["undo_id"]) == (["BPU-000001"], 1, True, "")
    assert trial["kalimat"] == "1 dari 1 orang bisa diperpanjang mulai 1 Desember 2026."
    done = cli.json("perpanjang", "--bulan", "12", "--peserta", "BPU-000001")
    assert (done["jumlah_sen"], cli.json("cari", "salma")[0]["permohonan"]) == (12 * 1_680_000, "lanjut")
    assert cli.refused("perpanjang") == "TAK_ADA_PERPANJANGAN"
    assert cli.json("perpanjang", "--urungkan", done["undo_id"]) == {"diurungkan": 1}
    assert cli.json("cari", "salma")[0]["permohonan"] == "daftar"


@pytest.mark.parametrize(("words", "kode"), [
    (["perpanjang", "--sampai", "besok"], "TANGGAL_SALAH"), (["perpanjang", "--bulan", "5"], "PERIODE_SALAH"),
    (["perpanjang", "--peserta", "7402"], "PESERTA_TIDAK_ADA"), (["bayar", "--urungkan", "x"], "TAGIHAN_TIDAK_ADA")])
def test_what_cannot_be_gets_a_sentence(cli: Words, words: list[str], kode: str) -> None:
    assert cli.refused(*words) == kode


def test_who_lapsed_is_listed_with_what_it_means_and_as_a_file(cli: Words, tmp_path: Path) -> None:
    cli.json("tambah", "--dari", as_file(tmp_path, PERSON))
    found = cli.json("perpanjang", "--daftar", "lewat")
    [row] = found["baris"]
    assert (found["orang"], found["tunggakan_sen"], found["terhalang"], found["berkas"]) == (1, 0, 1, None)
    assert (row["nama"], row["sampai"], row["hari"], row["nonaktif"], row["ringkas"]) == (
        "Wa Ode Salma", "2026-10-31", -21, False, "Tunggakan 1 bulan")
    assert row["halangan"]
    assert "Bisa mulai lagi tanpa melunasi tunggakan." in row["kata"]
    assert cli.json("perpanjang", "--daftar", "berakhir")["baris"] == []
    assert cli.json("perpanjang", "--daftar", "lewat", "--sumber", "APBD_KAB")["orang"] == 0
    _, said, _ = cli.run("perpanjang", "--daftar", "lewat", "--ke", tmp_path / "lewat.pdf")
    assert f"terhalang: {row['halangan']}" in said
    assert said.rstrip().endswith(f"Daftar: {tmp_path / 'lewat.pdf'}")
    assert (tmp_path / "lewat.pdf").read_bytes().startswith(b"%PDF")
    assert cli.refused("perpanjang", "--daftar", "berakhir", "--ke", tmp_path / "b.pdf") == "DAFTAR_KOSONG"
    for words in (("--daftar", "lewat", "--coba"), ("--ke", tmp_path / "c.pdf")):
        code, _, error = cli.run("perpanjang", *words)
        assert (code, "--daftar" in error) == (2, True)
    assert not list(tmp_path.glob("[bc].pdf"))
