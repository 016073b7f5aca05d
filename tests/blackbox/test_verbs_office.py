"""Money, seats, leaving, and what keeps a desk safe, by verbs."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from tests.blackbox.conftest import JUFRI, SALMA
from tests.blackbox.outside import Desk, pdf_text, tool

PIN, OTHER = {"JAMSOS_PIN": "482913"}, {"JAMSOS_PIN": "593014"}


def test_what_it_costs(desk: Desk, tmp_path: Path) -> None:
    dues = desk.json("iuran", "--bulan", "2026-12")
    assert dues["sebulan_sen"] == sum(row["sebulan_sen"] for row in dues["per_sumber"]) > 0
    year = desk.json("anggaran", "--tahun", "2027", "--ke", "anggaran.xlsx")
    assert sum(row["jumlah_sen"] for row in year["per_sumber"]) == year["jumlah_sen"]
    assert "xl/worksheets/sheet1.xml" in tool("unzip", "-l", "anggaran.xlsx", folder=tmp_path)
    [one] = desk.json("pagu", "--set", "APBDES_DD=5000000")["pagu"]
    assert (one["rupiah"], one["sisa_sen"]) == (5_000_000, 500_000_000)
    assert desk.json("dasar-upah", "--set", "non_asn=nominal:3000000")["dasar"]
    assert desk.json("bayar", "--daftar")["tagihan"] == []
    assert desk.json("perpanjang", "--daftar", "lewat")["orang"] == 0


def test_seats_posts_and_the_road(desk: Desk) -> None:
    board = {seat["id"]: seat for seat in desk.json("struktur", "--isi", "KADES", "--peserta", JUFRI)["kursi"]}
    assert board["KADES"]["nama"] == "Jufri Latif"
    assert "Penjaga Makam" in {row["label"] for row in desk.json("jabatan", "--tambah", "Penjaga Makam")}
    assert desk.json("map-desa", "--profil", "telepon=081299000401")["berikut"]["langkah"]


def test_who_is_chosen_leaves_or_has_an_accident(desk: Desk, tmp_path: Path) -> None:
    chosen = desk.json("rentan", "--kuota", "2", "--dasar", "SK 1", "--usulkan", "--sk", "sk.pdf")
    assert chosen["kuota"]["terisi"] == 2
    assert "KEPUTUSAN" in pdf_text(tmp_path / "sk.pdf")
    hurt = desk.json("kecelakaan", JUFRI, "--waktu", "2026-11-19T09:30", "--tempat", "Kantor")
    assert hurt["nama"] == "Jufri Latif"
    assert desk.refused("kecelakaan", JUFRI, "--waktu", "2027-11-19T09:30") == "WAKTU_DEPAN"
    [gone] = desk.json("keluar", SALMA, "--sebab", "meninggal")
    assert gone["status"] == "meninggal"
    assert isinstance(desk.json("klaim", "--semua"), list)
    assert desk.json("kpj", JUFRI)[0]["kpj"] == ""


def test_a_backup_brings_back_what_was_lost(desk: Desk, tmp_path: Path, words: str) -> None:
    made = desk.json("cadangkan", "--ke", tmp_path)
    assert (made["orang"], Path(made["berkas"]).suffix) == (9, ".jdc")
    assert desk.json("uji-cadangan", made["berkas"], JAMSOS_KATA=words)["teruji"] is True
    assert desk.refused("uji-cadangan", made["berkas"], JAMSOS_KATA="satu dua tiga")
    (tmp_path / "baru.json").write_text(json.dumps({"nama": "Datang Kemudian"}))
    desk.json("tambah", "--dari", "baru.json")
    elsewhere = Desk(tmp_path / "laptop-lain")
    assert elsewhere.json("pulihkan", made["berkas"], JAMSOS_KATA=words)["orang"] == 9
    assert len(elsewhere.json("daftar")) == 9
    assert len(desk.json("daftar")) == 10
    assert desk.json("cadangan")["cadangan"], "the program keeps some by itself"


def test_the_history_is_whole_and_goes_to_paper(desk: Desk, tmp_path: Path) -> None:
    rows = desk.json("riwayat")
    assert rows[0]["n"] > rows[-1]["n"] >= 1
    assert desk.json("riwayat", "--periksa")["utuh"] is True
    made = desk.json("rekap-harian", "--ke", "rekap.pdf")
    assert made["kode"] in pdf_text(tmp_path / "rekap.pdf")


def test_pins_people_and_keys(desk: Desk, tmp_path: Path) -> None:
    assert desk.json("pin", "--baru", JAMSOS_PIN_BARU="482913") == {"pin": True}
    assert desk.refused("daftar") == "PIN_DIPERLUKAN"
    assert desk.refused("daftar", **OTHER) == "PIN_SALAH"
    people = desk.json("pengguna", "--tambah", "Rina", "--peran", "operator", JAMSOS_PIN_BARU="593014", **PIN)
    assert [one["nama"] for one in people] == ["Nurhayati Salam", "Rina"]
    assert desk.refused("daftar", **PIN) == "PILIH_PENGGUNA"
    first = {**PIN, "JAMSOS_PENGGUNA": "p1"}
    assert desk.json("lembar-pemulihan", "--ke", "lembar.pdf", **first)["nomor"] == 1
    assert "LEMBAR PEMULIHAN" in pdf_text(tmp_path / "lembar.pdf").upper()
    assert desk.json("kunci-baru", "--ke", "lembar-2.pdf", **first)["perlu_pin"] == ["Rina"]
    assert len(desk.json("daftar", **first)) == 9


def test_the_menu_of_the_computer_opens_it(desk: Desk, tmp_path: Path) -> None:
    made = [Path(file) for file in desk.json("pasang-menu")["berkas"]]
    assert len(made) == 3
    entry = next(file for file in made if file.suffix == ".desktop").read_text("utf-8")
    command = next(line for line in entry.splitlines() if line.startswith("Exec=")).partition("=")[2]
    assert Path(shlex.split(command)[0]).is_file()
    assert all(file.is_relative_to(tmp_path) for file in made), "in the home of whoever asks, nowhere else"
    desk.json("pasang-menu", "--hapus")
    assert not any(file.exists() for file in made)
