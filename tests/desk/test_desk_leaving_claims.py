"""Accidents at work and the claims that follow them and a death: report, papers, submission, end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.leaving_clock import countdown
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY
from tests.desk.leaving_village import DIED, all_events, at, enrol, enrol_member, order, paid, village_desk

_numbers = iter(range(1, 90))


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One desk for the whole file; every test enrols people of its own."""
    with village_desk(set_up, tmp_path_factory.mktemp("klaim"), clock) as desk:
        yield desk


@pytest.fixture
def member(village: desks.Desk) -> str:
    """A member since 1 June, paid until the end of November."""
    return enrol_member(village, next(_numbers))


def test_an_accident_is_an_event_and_nobody_leaves(village: desks.Desk, member: str) -> None:
    left = village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-20T00:05"), tempat="Dermaga",
                                       uraian="Jatuh dari perahu."))
    view = village.event(left.kejadian)
    row = view.baris
    assert (village.read(member).status, row.jenis, row.meninggal) == ("aktif", "JKK", False)
    assert row.tenggat is not None
    assert row.tenggat.replace(tzinfo=None) == datetime(2026, 11, 22, 0, 5)
    assert row.sisa.startswith("Sisa ")
    assert (row.langkah, view.tempat) == ("Laporkan ke BPJS", "Dermaga")
    assert "22/11/2026 pukul 00.05" in left.kalimat
    assert not {"AKTA_MATI", "SK_WARIS"} & {p.kode for p in view.berkas}
    with pytest.raises(Problem, match="sudah dicatat"):
        village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-20T00:05")))
    with pytest.raises(Problem, match="Laporan tahap 1 belum dicatat"):
        village.submit_event(row.id, TODAY)
    with pytest.raises(Problem, match="sebelum kejadiannya"):
        village.report_event(row.id, at("2026-11-19T23:00"))
    with pytest.raises(Problem, match="belum tiba"):
        village.report_event(row.id, at("2026-11-22T08:00"))
    village.report_event(row.id, at("2026-11-20T16:00"))
    assert (village.event(row.id).baris.sisa, village.event(row.id).baris.tenggat) == ("", None)


def test_an_accident_that_kills_is_a_death_and_a_jkk_claim(village: desks.Desk, member: str) -> None:
    left = village.leave(member, order("meninggal", DIED, karena_kecelakaan=True, waktu=at("2026-11-17T09:30")))
    [row] = all_events(village, member)
    assert (left.status, left.kejadian, row.jenis, row.meninggal) == ("meninggal", row.id, "JKK", True)
    view = village.event(row.id)
    assert view.hak.jumlah == 48_000_000 + 12_000_000 + 10_000_000
    assert "dari JKK, bukan JKM" in view.hak.alasan
    assert "AKTA_MATI" in {p.kode for p in view.berkas}
    village.report_event(row.id, at("2026-11-18T08:00"))
    follows = village.close_event(row.id, "bukan_kecelakaan", TODAY)
    assert (village.event(follows).baris.jenis, village.event(follows).baris.tanggal) == ("JKM", DIED)


def test_an_accident_that_killed_later_goes_on_as_a_death(village: desks.Desk, member: str) -> None:
    event = village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-17T09:30"), uraian="Jatuh.")).kejadian
    with pytest.raises(Problem, match=r"17/11/2026 pukul 09\.30 sudah dicatat"):
        village.leave(member, order("meninggal", DIED, karena_kecelakaan=True, waktu=at("2026-11-17T10:00")))
    left = village.leave(member, order("meninggal", DIED, karena_kecelakaan=True,
                                       waktu=at("2026-11-17T09:30").astimezone(ZoneInfo("Asia/Jakarta"))))
    [row] = all_events(village, member)
    assert (left.kejadian, row.id, row.meninggal, left.status) == (event, event, True, "meninggal")
    assert "AKTA_MATI" in {p.kode for p in village.event(event).berkas}
    village.take_back_leave(member)
    assert [(row.meninggal, row.terbuka) for row in all_events(village, member)] == [(False, True)]


def test_unreported_accidents_come_first(village: desks.Desk, member: str) -> None:
    late = village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-01T00:00"))).kejadian  # 18 days all day long
    first = village.events()[0]
    assert (first.id, first.lewat, first.sisa) == (late, True, "Lewat 18 hari")


def test_a_claim_from_papers_to_payment(village: desks.Desk, member: str) -> None:
    event = village.leave(member, order("meninggal", DIED)).kejadian
    needed = [p.kode for p in village.event(event).berkas if p.wajib]
    for bad, kode in (({"KTP": "hilang"}, "BERKAS_SALAH"), ({"SIM": "ada"}, "BERKAS_TAK_DIKENAL"),
                      ({"KTP": "ada", "SIM": "ada"}, "BERKAS_TAK_DIKENAL")):
        with pytest.raises(Problem) as caught:
            village.set_event_papers(event, bad)
        assert caught.value.kode == kode
    village.set_event_papers(event, dict.fromkeys(needed, "ada"))
    assert village.event(event).baris.langkah == "Ajukan ke BPJS"
    with pytest.raises(Problem, match="Tanggal itu sebelum 18/11/2026"):
        village.submit_event(event, date(2026, 11, 17))
    village.submit_event(event, date(2026, 11, 20))
    assert village.event(event).baris.langkah == "Menunggu BPJS sejak 20/11/2026"
    for hasil, tanggal, kode in (("lunas", TODAY, "HASIL_SALAH"), ("ditolak", TODAY, "KETERANGAN_KOSONG"),
                                 ("bukan_kecelakaan", TODAY, "HASIL_SALAH"),
                                 ("dibayar", date(2026, 11, 19), "TANGGAL_URUT"),
                                 ("dibayar", date(2026, 11, 22), "TANGGAL_DEPAN")):
        with pytest.raises(Problem) as caught:
            village.close_event(event, hasil, tanggal)
        assert caught.value.kode == kode
    village.close_event(event, "dibayar", TODAY)
    assert event not in [row.id for row in village.events()]
    assert village.event(event).baris.langkah == "Sudah dibayar 21/11/2026"
    with pytest.raises(Problem, match="sudah ditutup"):
        village.set_event_paper(event, "KTP", "tidak_ada")
    village.reopen_event(event)
    assert event in [row.id for row in village.events()]


def test_the_day_of_submission_may_be_corrected_but_not_before_the_report(village: desks.Desk, member: str) -> None:
    event = village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-16T09:30"))).kejadian
    village.report_event(event, at("2026-11-18T09:00"))
    with pytest.raises(Problem, match="sebelum 18/11/2026"):
        village.submit_event(event, date(2026, 11, 17))
    village.submit_event(event, date(2026, 11, 20))
    village.submit_event(event, date(2026, 11, 19))
    assert village.event(event).baris.diajukan == date(2026, 11, 19)


def test_a_settled_claim_stays_the_only_one(village: desks.Desk, member: str) -> None:
    event = village.leave(member, order("meninggal", DIED)).kejadian
    village.close_event(event, "dibayar", TODAY)
    kept = village.read(member)
    village.save(replace(kept, keluar_tanggal=date(2026, 11, 17)), kept.revisi)
    assert [row.id for row in all_events(village, member)] == [event]


def test_a_payment_noted_after_the_death_opens_the_claim(village: desks.Desk) -> None:
    uid = enrol(village, next(_numbers), mulai=date(2026, 6, 1))
    assert village.leave(uid, order("meninggal", DIED)).kejadian == ""
    paid(village, uid, "2026-06", "2026-11", "2026-05-28")
    [row] = all_events(village, uid)
    village.close_event(row.id, "batal", TODAY)
    persons.recompute(village.ctx, village._db, [uid])
    assert [row.terbuka for row in all_events(village, uid)] == [False]  # called off by the clerk, for good


def test_one_death_has_one_open_claim(village: desks.Desk, member: str) -> None:
    order_ = order("meninggal", DIED, karena_kecelakaan=True, waktu=at("2026-11-17T09:30"))
    accident = village.leave(member, order_).kejadian
    follows = village.close_event(accident, "bukan_kecelakaan", TODAY)
    with pytest.raises(Problem, match="sudah terbuka"):
        village.reopen_event(accident)
    village.close_event(follows, "ditolak", TODAY, "Sudah nonaktif.")
    with pytest.raises(Problem, match="sudah ditutup: Ditolak BPJS"):
        village.claim(member)
    village.reopen_event(follows)


def test_an_event_of_somebody_deleted_goes_and_comes_back_with_them(village: desks.Desk) -> None:
    member = enrol(village, next(_numbers), sent=False, mulai=date(2026, 6, 1))
    paid(village, member, "2026-06", "2026-11", "2026-05-28")
    event = village.leave(member, order("meninggal", DIED)).kejadian
    undo = village.delete([member])
    assert all_events(village, member) == []
    with pytest.raises(Problem, match="tidak ada"):
        village.event(event)
    village.undo(undo)
    assert village.event(event).baris.nama == village.event(event[-8:]).baris.nama


def test_the_checklist_on_one_page(village: desks.Desk, member: str, tmp_path: Path) -> None:
    event = village.leave(member, order("meninggal", DIED)).kejadian
    made = run_to_end(village.event_paper_job(event, tmp_path / "klaim.pdf"))
    pdf = pypdfium2.PdfDocument(made)
    text = pdf[0].get_textpage().get_text_range()
    pages = len(pdf)
    pdf.close()
    assert pages == 1
    for words in ("CEKLIS KLAIM JKM, JAMINAN KEMATIAN", "Surat keterangan ahli waris", "DPMD", "BPJS", "Rp 42.000.000",
                  "LA ODE HASAN", "Belum dikonfirmasi BPJS", "Urus akta kematian", "Cetak ke-1", "Halaman 1 dari 1"):
        assert words in text
    assert village.read(member).nik not in text.replace(" ", "")


@pytest.mark.parametrize(("hours", "words"), [
    (31.5, "Sisa 31 jam"), (48, "Sisa 48 jam"), (1, "Sisa 1 jam"), (0.5, "Sisa 30 menit"), (0, "Sisa 0 menit"),
    (-0.25, "Lewat 15 menit"), (-5, "Lewat 5 jam"), (-47.9, "Lewat 47 jam"), (-48, "Lewat 2 hari")])
def test_how_long_is_left(hours: float, words: str) -> None:
    now = at("2026-11-20T10:00+08:00")
    assert countdown(now + timedelta(hours=hours), now) == words
