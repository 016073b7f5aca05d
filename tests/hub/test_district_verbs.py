"""What DPMD's window asks of its desk beside taking in: where somebody stands in words, the receipt of a delivery,
the letter to BPJS as a file, figures of units; asked here without a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.district import bpjs_results, doubles_reading, people_reading, report_kinds
from jamsos_desktop.hub.records import KEADAAN
from jamsos_desktop.hub.register import people
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.hub import bpjs_places as places
from tests.hub import makers


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[desks.Desk]:
    with makers.district(tmp_path_factory.mktemp("dpmd")) as opened:
        places.known_villages(opened, 3, 8)
        yield opened


def refused(kode: str, act: Any) -> Problem:
    with pytest.raises(Problem) as told:
        act()
    assert told.value.kode == kode
    return told.value


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))
    finally:
        document.close()


@pytest.mark.parametrize(("changed", "says"), [
    (dict(keadaan="masuk", seq=3), "Masuk lewat kiriman no. 3, belum dijawab."),
    (dict(keadaan="diterima"), "Diterima DPMD, belum diserahkan ke BPJS."),
    (dict(keadaan="ditolak", oleh="bpjs", alasan="NAMA_BEDA"), "Ditolak BPJS: "),
    (dict(keadaan="ditolak", oleh="", alasan="LAMA"), "Ditolak DPMD: LAMA."),
    (dict(keadaan="di_bpjs", batch="K-0001"), "Sudah diserahkan ke BPJS dalam daftar K-0001."),
    (dict(keadaan="di_bpjs", batch=""), "Sudah diserahkan ke BPJS."),
    (dict(keadaan="menunggu_bayar"), "Kode bayar sudah ada, iuran belum dibayar."),
    (dict(keadaan="aktif", aktif_dari="2026-06-01", aktif_sampai="2026-12-31"),
     "Terdaftar sejak 1 Juni 2026 sampai 31 Desember 2026."),
    (dict(keadaan="aktif", aktif_dari="entah", aktif_sampai=""), "Terdaftar."),
    (dict(keadaan="aktif", aktif_sampai="2026-09-30"), "Terdaftar sampai 30 September 2026, sesudah itu masa iuran"),
    (dict(keadaan="keluar", alasan="MENINGGAL", aktif_sampai="2026-09-30"), "Meninggal, kepesertaan sampai 30 Sept"),
    (dict(keadaan="keluar"), "Keluar dari kepesertaan."),
])
def test_how_far_somebody_is_stands_in_one_sentence(desk: desks.Desk, changed: dict[str, Any], says: str) -> None:
    with desk.ctx.open() as db:
        uid = str(db.one("SELECT uid FROM orang ORDER BY uid")[0])  # type: ignore[index]
        person = people.by_uids(db, [uid])[uid]._replace(**{"aktif_dari": "", "aktif_sampai": "", **changed})
    assert people_reading.sentences(desk.district.ctx, person)[0].startswith(says)


def test_what_else_is_to_be_known_of_somebody_follows(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        uid = str(db.one("SELECT uid FROM orang ORDER BY uid")[0])  # type: ignore[index]
        person = people.by_uids(db, [uid])[uid]
    told = people_reading.sentences(desk.district.ctx, person._replace(
        keadaan="ditolak", alasan="NAMA_BEDA", catatan="Periksa KK", tunda=1, berubah=1, hapus=1))
    assert desk.policy.alasan["NAMA_BEDA"].cara in told
    assert told[2:] == ["Catatan: Periksa KK",
                        "Ada pertanyaan yang belum diputuskan. Sampai itu orang ini tidak dihitung dalam cakupan.",
                        "Desa mengubah datanya sesudah diserahkan. BPJS perlu diberi tahu.",
                        "Desa sudah menghapus orang ini dari daftarnya."]


def test_the_receipt_lists_what_came_in_and_leaves_out_what_was_refused(desk: desks.Desk, tmp_path: Path) -> None:
    line = desks.FileLine("JE-1.jdx", "74.02.11.2017", "Bajo Indah", "Soropia", 1, "baru", baru=7, berubah=2,
                          kode_periksa="9C41-E07B-55D2")
    lines = [line, replace(line, nama_berkas="JE-2.jdx", hasil="ditolak", desa="Tapulaga"),
             replace(line, nama_berkas="JE-3.jdx", hasil="dua_laptop", desa="Saponda"),
             replace(line, nama_berkas="JE-4.jdx", hasil="kunci_lain", desa="Mekar", selesai=True),
             replace(line, nama_berkas="JE-5.jdx", hasil="kunci_belum", desa="Leppe", selesai=True)]
    words = words_of(run_to_end(desk.district.receipt_job(lines, tmp_path / "tanda.pdf")).read_bytes())
    for said in ("Bajo Indah", "9C41-E07B-55D2", "ditahan, dua laptop", "sudah diputuskan", "Leppe"):
        assert said in words
    assert "Tapulaga" not in words
    assert desk.trail_list(most=1)[0].tentang == "tanda terima kiriman"
    own = run_to_end(desk.district.receipt_job(lines))
    assert own.parent == desk.folder.outbox


def test_the_letter_to_bpjs_is_a_file_that_can_be_made_again(desk: desks.Desk) -> None:
    district = desk.district
    district.set_npp("pekerja_rentan", "26104417")
    assert district.wadah_npp("pekerja_rentan") == "26104417"
    group = next(one for one in run_to_end(district.candidates_job()) if one.kelompok == "pekerja_rentan")
    assert group == places.group(desk, "daftar", "pekerja_rentan")
    for start, months in ((group.masa_dari, 0), (group.masa_dari, 999), (date(2025, 1, 1), 6)):
        refused("MASA_SALAH", lambda start=start, months=months: run_to_end(
            district.make_batch_job(group.choice(start, months))))
    nomor = run_to_end(district.make_batch_job(group.choice(group.masa_dari, 6))).nomor
    path = run_to_end(district.cover_letter_job(nomor, "560/731/DPMD/2026"))
    assert {nomor, "560/731/DPMD/2026"} <= set(words_of(path.read_bytes()).split())
    path.unlink()
    path.mkdir()
    refused("TIDAK_BISA_TULIS", lambda: run_to_end(district.cover_letter_job(nomor)))
    path.rmdir()
    assert run_to_end(district.cover_letter_job(nomor)).is_file()


def test_whoever_pays_for_a_group_is_one_of_two(desk: desks.Desk) -> None:
    district = desk.district
    kinds = {district.employer(kelompok) for kelompok in makers.GROUPS}
    assert kinds <= {"desa", "pemda"}
    with pytest.raises(ValueError, match="raja"):
        district.set_employer("perangkat_desa", "raja")


def test_a_refusal_needs_a_reason_of_the_settings(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        refused("ALASAN_TAK_DIKENAL", lambda: bpjs_results.set_result(
            desk.district.ctx, db, "K-0001", "u", "ditolak", alasan="TIDAK_ADA"))


def test_a_unit_that_is_not_there_is_told_and_figures_put_again_change_nothing(desk: desks.Desk) -> None:
    district = desk.district
    refused("UNIT_TIDAK_ADA", lambda: district.unit("74.02.99.9999"))
    kode = district.units()[0].kode
    assert district.set_targets(2026, {kode: {"non_asn": 5}}) == 1
    assert district.set_targets(2026, {kode: {"non_asn": 5}}) == 0
    fund = next(iter(district._funds()))
    assert district.set_quota(2026, {kode: {fund: 4}}) == 1
    assert district.set_quota(2026, {kode: {fund: 4}}) == 0


def test_what_the_settings_aim_at_is_offered_where_the_register_says_something_else(
        desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    district = desk.district
    kode, other = (unit.kode for unit in district.units()[1:3])
    district.set_targets(2026, {kode: {"non_asn": 5}})
    aimed = {(kode, "non_asn", 2026): 5, (kode, "pekerja_rentan", 2026): 9, (other, "non_asn", 2027): 3,
             ("74.02.99.9999", "non_asn", 2026): 4}
    monkeypatch.setattr(district, "ctx", replace(district.ctx, policy=replace(desk.policy, sasaran=aimed)))
    assert district.policy_targets(2026) == {kode: {"pekerja_rentan": 9}}


def test_lists_to_choose_from_name_every_standing_and_quarter(desk: desks.Desk) -> None:
    district = desk.district
    assert {kind for kind, _ in district.standings()} == {*KEADAAN, "lewat_masa", "tunda"}
    assert all(word for _, word in district.standings())
    found = report_kinds.quarters(date(2026, 1, 15), 3)
    assert [kode for kode, _ in found] == ["2026-Q1", "2025-Q4", "2025-Q3"]


def test_a_double_that_is_gone_is_told(desk: desks.Desk) -> None:
    refused("PASANGAN_TIDAK_ADA", lambda: desk.district.pair(10**6))
    refused("PASANGAN_TIDAK_ADA", lambda: desk.district.decide_pair(10**6, 1))
    assert "74.02.77.2001" in doubles_reading._Places()["74.02.77.2001"]  # a unit nobody knows is named by its code
