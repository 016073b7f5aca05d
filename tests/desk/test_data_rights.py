"""What people may ask of their data: hours that run, consent and its end, data that rest, and a copy of everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.data_rights_reading import months_after
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.consent import consent_texts, text_on
from jamsos_desktop.model.records import Persetujuan
from jamsos_desktop.paper.draw.letter_words import letter_words
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.conftest import make_ready, salma
from tests.paper.paper_reading import words

UID = "01a00000-0000-7000-8000-000000000001"
GIVEN = Persetujuan(tanggal=date(2026, 11, 10), cara="cap_jempol", saksi="LA BASRI")


class refused:
    """``with refused("KODE")``: the block must raise a Problem of that code."""

    def __init__(self, kode: str) -> None:
        self.kode = kode

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        assert isinstance(error, Problem), f"no Problem, but {error!r}"
        assert error.kode == self.kode
        return True


@pytest.fixture
def person(desk: desks.Desk) -> Iterator[str]:
    desk.save(salma(persetujuan=GIVEN), 0)
    return UID


def acts(desk: desks.Desk, uid: str) -> list[str]:
    with desk.ctx.open() as db:
        return [str(entry["aksi"]) for entry in history.entries(db, uid)]


def test_a_request_runs_for_three_days_from_when_it_was_said_and_ends_with_what_came_of_it(
        desk: desks.Desk, person: str) -> None:
    early = desk.now() - timedelta(hours=70)
    row = desk.request_data(person, "akses", "Minta salinan", early)
    assert row.tenggat - row.diterima == timedelta(hours=72)
    assert (row.sisa, row.lewat) == ("Sisa 2 jam", False) or row.sisa == "Sisa 1 jam"
    assert desk.requests_due() == (1, 1)
    with refused("PERMINTAAN_SUDAH_ADA"):
        desk.request_data(person, "akses")
    with refused("WAKTU_SALAH"):
        desk.request_data(person, "hapus", "", desk.now() + timedelta(hours=1))
    with refused("PERMINTAAN_SALAH"):
        desk.request_data(person, "pinjam")
    late = desk.request_data(person, "hapus", "", desk.now() - timedelta(hours=80))
    assert (late.sisa, late.lewat) == ("Lewat 8 jam", True)
    assert [one.id for one in desk.data_requests()] == [late.id, row.id]
    done = desk.answer_request(row.id, "diserahkan")
    assert done.selesai is not None
    assert not done.sisa
    with refused("PERMINTAAN_TIDAK_ADA"):
        desk.answer_request(row.id, "diserahkan")
    assert [one.id for one in desk.data_requests()] == [late.id]
    assert {one.id for one in desk.data_requests(open_only=False)} == {late.id, row.id}
    assert acts(desk, person)[:3] == ["permintaan.selesai", "permintaan.catat", "permintaan.catat"]


def test_a_corrected_fact_ends_the_request_to_correct_and_a_ticked_paper_does_not(
        desk: desks.Desk, person: str) -> None:
    desk.request_data(person, "perbaikan", "Nama ibu salah")
    desk.set_berkas([person], "KTP", "ada")
    assert desk.requests_due()[0] == 1
    kept = desk.read(person)
    desk.save(replace(kept, nama_ibu="WA HALIMA"), kept.revisi)
    assert desk.data_requests() == []
    assert desk.data_rights(person).permintaan[0].hasil == "diperbaiki"


def test_withdrawn_consent_stops_printing_and_sending_until_a_new_one_is_given(
        desk: desks.Desk, person: str, tmp_path: Path, key_file: Path) -> None:
    desk.take_in(key_file)
    make_ready(desk, person)
    assert desk.read(person).status == "siap_kirim"
    desk.request_data(person, "tarik")
    desk.withdraw_consent(person, "Pindah ke perusahaan")
    kept = desk.read(person)
    assert kept.persetujuan == replace(GIVEN, ditarik=desk.today, sebab_tarik="Pindah ke perusahaan")
    assert kept.status == "perlu_dilengkapi"
    assert desk.judge(kept).blocking[0].kode == "PERSETUJUAN_DITARIK"
    assert desk.data_requests() == []
    with refused("TAK_ADA_CETAK"):
        run_to_end(desk.print_job(desks.PrintOrder((person,), ("formulir",), "F4", None)))
    with refused("TAK_ADA_KIRIMAN"):
        run_to_end(desk.export_job(tmp_path / "kirim"))
    with refused("PERSETUJUAN_TIDAK_ADA"):
        desk.withdraw_consent(person)
    desk.give_consent(person, desk.today, "rekaman", "  NURHAYATI ")
    assert desk.read(person).persetujuan == Persetujuan(tanggal=desk.today, cara="rekaman", versi="1",
                                                        saksi="NURHAYATI")
    assert desk.judge(desk.read(person)).blocking == ()
    assert acts(desk, person)[:3] == ["persetujuan", "permintaan.selesai", "persetujuan.tarik"]
    with refused("TANGGAL_SALAH"):
        desk.give_consent(person, desk.today + timedelta(days=1), "wali")
    with refused("PERSETUJUAN_SALAH"):
        desk.give_consent(person, desk.today, "lisan")


def test_data_that_rest_are_kept_but_not_printed_sent_anew_or_billed(
        desk: desks.Desk, person: str, tmp_path: Path, key_file: Path) -> None:
    desk.take_in(key_file)
    desk.save(salma("u2", nik="7402115408849418", nama="JUMRIA"), 0)
    make_ready(desk, person, "u2")
    run_to_end(desk.export_job(tmp_path / "satu"))
    with refused("ALASAN_KOSONG"):
        desk.restrict_data(person, "  ")
    desk.restrict_data(person, "Nama ibu dipersoalkan")
    with refused("SUDAH_DIBATASI"):
        desk.restrict_data(person, "lagi")
    assert desk.read(person).status == "terkirim"
    assert "Data dibatasi" in [f.singkat for f in desk.judge(desk.read(person)).findings]
    plan = desk.print_plan(desks.PrintOrder((person, "u2"), ("formulir",), "F4", None))
    assert plan.refused == (("Wa Ode Salma", "Data dibatasi"),)
    with desk.ctx.open() as db:
        from jamsos_desktop.desk.shipment import gather

        found = gather(desk.ctx, db, penuh=True)
    assert [p.uid for p in found.people] == ["u2"]
    assert person not in found.carried
    with refused("TAGIHAN_DIBATASI"):
        desk.bill_draft(desks.BillOrder(sumber_dana="APBD_KAB", bulan_dari="2026-12", uids=(person, "u2")))
    desk.lift_restriction(person, "Sudah dicocokkan dengan KK")
    with refused("TIDAK_DIBATASI"):
        desk.lift_restriction(person, "lagi")
    assert desk.print_plan(desks.PrintOrder((person,), ("formulir",), "F4", None)).refused == ()
    assert acts(desk, person)[:2] == ["batasi.cabut", "batasi"]


def test_the_copy_tells_everything_held_with_its_own_nik_whole_and_those_of_others_not(
        desk: desks.Desk, person: str, tmp_path: Path, key_file: Path) -> None:
    desk.take_in(key_file)
    kept = desk.read(person)
    make_ready(desk, person)
    run_to_end(desk.export_job(tmp_path / "kirim"))
    kept = desk.read(person)
    desk.save(replace(kept, catatan="Rumah panggung", mentah={"email": "bukan alamat"}), kept.revisi)
    desk.restrict_data(person, "Sedang dipersoalkan")
    desk.keep_draft("editor", person, {"uid": person, "texts": {"nama": "X"}})
    path = run_to_end(desk.rights_paper_job(person, path=tmp_path / "salinan.pdf"))
    told = words(path.read_bytes())
    for said in ("WA MUNA", "740211 540884 9417", "740211 120310 9276", "Rumah panggung", "bukan alamat",
                 "Kiriman no. 1", "Formulir 1a", "Sedang dipersoalkan", "LA BASRI", "Cap jempol",
                 "Draf yang belum disimpan", "Menambah peserta", "Membatasi data", "Masa simpan", "Halaman 1 dari"):
        assert said in told, said
    assert "7402110302809366" not in told.replace(" ", "")
    assert "9366" in told
    assert acts(desk, person)[0] == "data_saya"
    parts = {part.judul: part for part in desk.held_data(person)}
    assert all(len(row) == len(part.kolom) for part in parts.values() for row in part.baris)


@pytest.mark.parametrize("jenis", ["tarik_persetujuan", "persetujuan", "data_saya"])
@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_every_paper_of_a_person_is_made_even_while_their_data_rest(
        desk: desks.Desk, person: str, tmp_path: Path, jenis: str, kertas: str) -> None:
    desk.set_unit(replace(desk.unit, kertas=kertas))
    desk.withdraw_consent(person, "Alasan pribadi")
    desk.restrict_data(person, "Diminta orangnya")
    path = run_to_end(desk.rights_paper_job(person, jenis, tmp_path / "k.pdf"))
    told = words(path.read_bytes())
    assert "WA ODE SALMA" in told
    newest = desk.trail_list(most=1)[0]
    assert (newest.uid, newest.apa) == (person, "Memperlihatkan semua data peserta" if jenis == "data_saya"
                                        else "Mencetak surat peserta")
    if jenis == "tarik_persetujuan":
        assert "10 November 2026" in told
        assert "Alasan pribadi" in told
    with refused("DOKUMEN_TAK_DIKENAL"):
        run_to_end(desk.rights_paper_job(person, "surat_cinta"))


def test_the_notice_of_a_breach_says_what_when_and_what_is_done(desk: desks.Desk, tmp_path: Path) -> None:
    breach = desks.Breach(diketahui=desk.now(), data="NIK dan nomor HP 12 orang.", terjadi="Laptop hilang di pasar.",
                          penanganan="Lapor polisi, kunci baru dibuat.", nama="WA ODE SALMA")
    path = run_to_end(desk.breach_paper_job(breach, tmp_path / "a.pdf"))
    told = words(path.read_bytes())
    for said in ("WA ODE SALMA", "NIK dan nomor HP 12 orang.", "Laptop hilang", "kunci baru", "24 November 2026",
                 "Pasal 46"):
        assert said in told, said
    path = run_to_end(desk.breach_paper_job(replace(breach, kepada_lembaga=True), tmp_path / "b.pdf"))
    assert "Lembaga pelindungan" in words(path.read_bytes())
    with refused("ISIAN_KOSONG"):
        run_to_end(desk.breach_paper_job(replace(breach, terjadi=" ")))


def test_retention_counts_whole_months_from_leaving_or_the_last_change(desk: desks.Desk) -> None:
    long_ago = date(2021, 11, 21)
    desk.save(salma("u1", keluar_tanggal=long_ago, keluar_sebab="pindah", mulai=None), 0)
    desk.save(salma("u2", nik="7402115408849418", keluar_tanggal=long_ago + timedelta(days=1), keluar_sebab="pindah",
                    mulai=None), 0)
    desk.save(salma("u3", nik="7402115408849419"), 0)
    [row] = desk.retention()
    assert (row.uid, row.habis, row.dagger, row.halangan) == ("u1", desk.today, True, "")
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert months_after(date(2026, 11, 21), 24) == date(2028, 11, 21)


@pytest.mark.parametrize(("left", "until"), [
    (date(2021, 11, 30), date(2026, 11, 30)), (date(2021, 10, 31), date(2026, 10, 31)),
    (date(2024, 2, 29), date(2029, 2, 28)),
])
def test_a_time_ends_on_its_last_day_also_where_a_month_is_shorter(desk: desks.Desk, clock: desks.Clock, left: date,
                                                                   until: date) -> None:
    desk.save(salma("u1", keluar_tanggal=left, keluar_sebab="pindah", mulai=None), 0)
    for day, over in ((until - timedelta(days=1), []), (until, [until])):
        desk.ctx = replace(desk.ctx, clock=desks.Clock(day))
        assert [row.habis for row in desk.retention()] == over


def test_who_was_never_sent_and_not_changed_for_long_is_told(desk: desks.Desk) -> None:
    desk.save(salma("u1"), 0)
    today = desk.today
    for later, over in ((months_after(today, 24) - timedelta(days=1), []), (months_after(today, 24), ["u1"])):
        desk.ctx = replace(desk.ctx, clock=desks.Clock(later))
        assert [row.uid for row in desk.retention()] == over


def test_retention_asks_the_file_the_same_number_of_times_for_many(desk: desks.Desk) -> None:
    asked = []
    for many in (3, 12):
        for at in range(many):
            uid = f"u{many}-{at}"
            desk.save(salma(uid, nik="", keluar_tanggal=date(2020, 1, 1), keluar_sebab="pindah", mulai=None), 0)
        statements: list[str] = []
        desk._db.connection.set_trace_callback(statements.append)
        assert len(desk.retention()) >= many
        desk._db.connection.set_trace_callback(None)
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_texts_of_consent_have_versions_and_the_newest_is_the_one_that_is_printed() -> None:
    assert letter_words("persetujuan").versi == consent_texts()[-1].versi
    assert text_on(date(2020, 1, 1)) == consent_texts()[0]


def test_the_ketentuan_say_how_long_and_how_fast_and_mark_what_nobody_confirmed() -> None:
    privacy = load_policy().pribadi
    assert {kode: hak.jam for kode, hak in privacy.hak.items()} == dict.fromkeys(privacy.hak, 72)
    assert {kode for kode, hak in privacy.hak.items() if hak.belum_dikonfirmasi} == {"tarik", "hapus"}
    assert all(rule.belum_dikonfirmasi and rule.bulan >= 12 for rule in privacy.retensi.values())
