"""Leaving, dying, accidents at work: what is written, what is refused, and the claims that follow."""

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
from jamsos_desktop.desk.shipment import gather
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY
from tests.desk.leaving_village import a_package, at, enrol, order, paid

DIED = date(2026, 11, 18)


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One desk for the whole file; every test enrols people of its own."""
    import shutil

    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("keluar") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        a_package(desk)
        yield desk


_numbers = iter(range(1, 90))


@pytest.fixture
def member(village: desks.Desk) -> str:
    """A member since 1 June, paid until the end of November."""
    uid = enrol(village, next(_numbers), mulai=date(2026, 6, 1))
    paid(village, uid, "2026-06", "2026-11", "2026-05-28")
    return uid


@pytest.fixture
def newcomer(village: desks.Desk) -> str:
    """Somebody for whom nothing was paid."""
    return enrol(village, next(_numbers), sent=False)


def all_events(desk: desks.Desk, uid: str) -> list[desks.EventRow]:
    return [row for row in desk.events(open_only=False) if row.uid == uid]


def test_a_death_is_no_exit_and_opens_the_claim(village: desks.Desk, member: str) -> None:
    left = village.leave(member, order("meninggal", DIED))
    assert left.status == village.read(member).status == "meninggal"
    assert left.hak is not None
    assert (left.hak.keadaan, left.hak.jumlah) == ("berhak", 42_000_000)
    assert "Ahli waris berhak mengajukan JKM Rp 42.000.000." in left.kalimat
    view = village.event(left.kejadian)
    assert (view.baris.jenis, view.baris.tanggal, view.baris.langkah) == ("JKM", DIED, "Lengkapi 6 berkas")
    assert [heir.nama for heir in view.ahli_waris] == ["La Ode Hasan"]
    assert {p.kode for p in view.berkas if p.keadaan == "ada"} == {"KTP", "KK"}  # those of the person's own papers
    assert member not in village.uids(desks.Query())
    assert member not in village.uids(desks.Query(tab="keluar"))
    assert member in village.uids(desks.Query(tab="meninggal"))


@pytest.mark.parametrize(("day", "start", "state", "sum_", "why"), [
    (date(2026, 11, 18), date(2026, 6, 1), "berhak", 42_000_000, "Terlindungi sejak 1 Juni 2026"),
    (date(2026, 8, 31), date(2026, 6, 1), "berhak", 10_000_000, "sebelum 3 bulan terdaftar"),
    (date(2026, 9, 1), date(2026, 6, 1), "berhak", 42_000_000, "sampai 30 November 2026"),
    (date(2026, 5, 31), date(2026, 6, 1), "tidak", None, "baru mulai 1 Juni 2026"),
    (date(2026, 6, 9), date(2026, 6, 10), "tidak", None, "baru mulai 10 Juni 2026"),
    (date(2026, 5, 27), date(2026, 5, 1), "tidak", None, "baru mulai"),
])
def test_the_right_follows_the_day(village: desks.Desk, day: date, start: date, state: str, sum_: int | None,
                                   why: str) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=start)
    paid(village, uid, "2026-06", "2026-11", "2026-05-28")
    right = village.right_on(uid, day)
    assert (right.keadaan, right.jumlah) == (state, sum_)
    assert why in right.alasan


def test_who_never_paid_has_no_right_and_no_event(village: desks.Desk, newcomer: str) -> None:
    left = village.leave(newcomer, order("meninggal", DIED))
    assert (left.kejadian, village.read(newcomer).status) == ("", "meninggal")
    assert "Ahli waris tidak berhak atas JKM. Belum menjadi peserta: iuran pertama belum dibayar." in left.kalimat
    assert all_events(village, newcomer) == []
    opened = village.claim(newcomer)  # the clerk may know of a membership elsewhere
    assert village.event(opened).hak.keadaan == "tidak"
    with pytest.raises(Problem, match="sudah terbuka"):
        village.claim(newcomer)


@pytest.mark.parametrize(("died", "state"), [(date(2026, 2, 28), "periksa"), (date(2026, 3, 1), "tidak")])
def test_arrears_of_up_to_three_months_are_for_bpjs_to_answer(village: desks.Desk, died: date, state: str) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2025, 6, 1))
    paid(village, uid, "2025-06", "2025-11", "2025-05-28")
    right = village.right_on(uid, died)
    assert right.keadaan == state
    assert "30 November 2025" in right.alasan


def test_a_first_payment_after_the_death_is_for_bpjs_to_answer(village: desks.Desk) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2026, 1, 1), segmen="PU")
    paid(village, uid, "2026-01", "2026-12", "2026-03-10")
    assert village.right_on(uid, date(2026, 3, 9)).keadaan == "periksa"
    assert village.right_on(uid, date(2026, 3, 10)).keadaan == "berhak"


def test_an_extension_joins_the_cover_before_it(village: desks.Desk, member: str) -> None:
    paid(village, member, "2026-12", "2027-05", "2026-11-20")
    assert village.right_on(member, date(2026, 12, 5)).jumlah == 42_000_000
    assert "sejak 1 Juni 2026 sampai 31 Mei 2027" in village.right_on(member, date(2026, 12, 5)).alasan


def test_an_exit_ends_the_dues_with_its_month(village: desks.Desk, member: str) -> None:
    left = village.leave(member, order("pindah", date(2026, 11, 20)))
    assert (left.status, left.kejadian, left.hak) == ("keluar", "", None)
    assert "dicatat keluar 20 November 2026: Pindah desa. Iurannya sampai November 2026." in left.kalimat
    assert "DPMD diberi tahu di kiriman berikut." in left.kalimat
    assert all_events(village, member) == []


def test_leaving_before_membership_only_takes_out(village: desks.Desk, newcomer: str) -> None:
    left = village.leave(newcomer, order("mengundurkan_diri", TODAY))
    assert left.kalimat.endswith("Belum menjadi peserta, jadi hanya keluar dari daftar desa.")
    assert village.read(newcomer).status == "keluar"


def test_an_exit_may_be_written_down_before_it_comes(village: desks.Desk, member: str) -> None:
    left = village.leave(member, order("akhir_sk", date(2026, 12, 31)))
    assert "akan keluar 31 Desember 2026" in left.kalimat
    assert village.read(member).status != "keluar"
    village.take_back_leave(member)
    assert village.read(member).keluar_tanggal is None


@pytest.mark.parametrize(("what", "kode"), [
    (order("bosan", TODAY), "SEBAB_SALAH"), (order("", TODAY), "SEBAB_SALAH"),
    (order("pindah"), "TANGGAL_KOSONG"), (order("meninggal", TODAY + timedelta(1)), "TANGGAL_DEPAN"),
    (order("pindah", date(2028, 1, 1)), "TANGGAL_DEPAN"), (order("pindah", date(1983, 1, 1)), "SEBELUM_LAHIR"),
    (order("meninggal", date(1983, 1, 1)), "SEBELUM_LAHIR"), (order("pindah", date(2026, 5, 31)), "SEBELUM_MULAI"),
    (order(desks.ACCIDENT), "WAKTU_KOSONG"), (order(desks.ACCIDENT, waktu=at("2026-11-22T09:30")), "WAKTU_DEPAN"),
    (order("pindah", TODAY, uraian="x" * 501), "URAIAN_PANJANG"),
    (order(desks.ACCIDENT, waktu=at("1980-01-01T09:30")), "SEBELUM_LAHIR"),
    (order("meninggal", DIED, karena_kecelakaan=True), "WAKTU_KOSONG"),
    (order("meninggal", DIED, karena_kecelakaan=True, waktu=at("2026-11-19T09:30")), "TANGGAL_URUT"),
])
def test_what_cannot_be_is_refused_and_changes_nothing(village: desks.Desk, member: str, what: desks.LeaveOrder,
                                                       kode: str) -> None:
    before = village.read(member)
    with pytest.raises(Problem) as caught:
        village.leave(member, what)
    assert caught.value.kode == kode
    assert (village.read(member), all_events(village, member)) == (before, [])


def test_leaving_twice_is_refused(village: desks.Desk, member: str) -> None:
    village.leave(member, order("pindah", TODAY))
    with pytest.raises(Problem, match="sudah dicatat keluar 21/11/2026"):
        village.leave(member, order("meninggal", TODAY))


def test_many_leave_together_or_nobody(village: desks.Desk, member: str, newcomer: str) -> None:
    with pytest.raises(Problem, match="menjadi peserta sejak 1 Juni 2026"):
        village.leave_many([newcomer, member], order("pindah", date(2026, 5, 31)))
    assert village.read(newcomer).keluar_tanggal is None
    with pytest.raises(Problem) as caught:
        village.leave_many([newcomer, member], order("meninggal", TODAY))
    assert caught.value.kode == "SATU_ORANG"
    left = village.leave_many([newcomer, member], order("tidak_layak", TODAY))
    assert [one.status for one in left] == ["keluar", "keluar"]


def test_a_death_taken_back_calls_its_claim_off(village: desks.Desk, member: str) -> None:
    first = village.leave(member, order("meninggal", DIED)).kejadian
    back = village.take_back_leave(member)
    assert (back.keluar_tanggal, back.keluar_sebab, village.read(member).status) == (None, "", "aktif")
    assert village.event(first).baris.keadaan == "batal"
    with pytest.raises(Problem, match="tidak tercatat keluar"):
        village.take_back_leave(member)
    with pytest.raises(Problem, match="tidak tercatat meninggal"):
        village.reopen_event(first)
    assert village.leave(member, order("meninggal", DIED)).kejadian != first


def test_a_death_whose_claim_was_submitted_stays(village: desks.Desk, member: str) -> None:
    event = village.leave(member, order("meninggal", DIED)).kejadian
    village.submit_event(event, TODAY)
    with pytest.raises(Problem, match="sudah diajukan ke BPJS"):
        village.take_back_leave(member)
    assert village.read(member).status == "meninggal"


def test_every_door_opens_the_claim(village: desks.Desk, member: str) -> None:
    """A form, an import or a command that writes the fields themselves comes to the same."""
    village.change_person(village.read(member), {"keluar_tanggal": "2026-11-18", "keluar_sebab": "meninggal"})
    [row] = all_events(village, member)
    assert (row.jenis, row.tanggal, row.terbuka) == ("JKM", DIED, True)
    moved = village.read(member)
    village.save(replace(moved, keluar_tanggal=date(2026, 11, 17)), moved.revisi)
    [row] = all_events(village, member)
    assert row.tanggal == date(2026, 11, 17)


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


def test_unreported_accidents_come_first(village: desks.Desk, member: str) -> None:
    late = village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-01T07:00"))).kejadian
    first = village.events()[0]
    assert (first.id, first.lewat, first.sisa) == (late, True, "Lewat 18 hari")


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


def test_the_day_of_submission_may_be_corrected_but_not_before_the_report(village: desks.Desk, member: str) -> None:
    event = village.leave(member, order(desks.ACCIDENT, waktu=at("2026-11-16T09:30"))).kejadian
    village.report_event(event, at("2026-11-18T09:00"))
    with pytest.raises(Problem, match="sebelum 18/11/2026"):
        village.submit_event(event, date(2026, 11, 17))
    village.submit_event(event, date(2026, 11, 20))
    village.submit_event(event, date(2026, 11, 19))
    assert village.event(event).baris.diajukan == date(2026, 11, 19)


@pytest.mark.parametrize(("segmen", "last", "died", "state"), [
    ("BPU", "2026-04", date(2026, 7, 31), "periksa"), ("BPU", "2026-04", date(2026, 8, 1), "tidak"),
    ("PU", "2026-04", date(2026, 11, 1), "periksa")])
def test_arrears_run_to_the_end_of_a_month_and_an_employer_still_owes(village: desks.Desk, segmen: str, last: str,
                                                                     died: date, state: str) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2025, 6, 1), segmen=segmen)
    paid(village, uid, "2025-06", last, "2025-05-28")
    assert village.right_on(uid, died).keadaan == state


def test_somebody_who_was_a_member_before_is_told_to_ask(village: desks.Desk) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2025, 6, 1))
    paid(village, uid, "2025-06", "2026-05", "2025-05-28")
    paid(village, uid, "2026-10", "2026-12", "2026-10-01")
    right = village.right_on(uid, DIED)
    assert right.jumlah == 10_000_000
    assert "Pernah menjadi peserta sebelumnya" in right.alasan


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
    for words in ("Klaim JKM, jaminan kematian", "Surat keterangan ahli waris", "DPMD", "BPJS", "Rp 42.000.000",
                  "La Ode Hasan", "Belum dikonfirmasi BPJS"):
        assert words in text
    assert village.read(member).nik not in text.replace(" ", "")


@pytest.mark.parametrize(("hours", "words"), [
    (31.5, "Sisa 31 jam"), (48, "Sisa 48 jam"), (1, "Sisa 1 jam"), (0.5, "Sisa 30 menit"), (0, "Sisa 0 menit"),
    (-0.25, "Lewat 15 menit"), (-5, "Lewat 5 jam"), (-47.9, "Lewat 47 jam"), (-48, "Lewat 2 hari")])
def test_how_long_is_left(hours: float, words: str) -> None:
    now = at("2026-11-20T10:00+08:00")
    assert countdown(now + timedelta(hours=hours), now) == words


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


def test_many_are_taken_back_together_or_nobody(village: desks.Desk, member: str, newcomer: str) -> None:
    village.leave(member, order("pindah", date(2026, 11, 20)))
    with pytest.raises(Problem, match="tidak tercatat keluar"):
        village.take_back_leaves([member, newcomer])
    assert village.read(member).status == "keluar"
    with pytest.raises(Problem, match="hanya untuk orang yang meninggal"):
        village.leave(newcomer, order("pindah", DIED, karena_kecelakaan=True, waktu=at("2026-11-17T09:30")))


def test_who_asked_to_move_and_died_travels_as_a_death(village: desks.Desk, member: str) -> None:
    kept = village.read(member)
    village.save(replace(kept, permohonan="pindah"), kept.revisi)
    village.leave(member, order("meninggal", DIED))
    with village.ctx.open() as db:
        [asked] = [p.permohonan for p in gather(village.ctx, db, penuh=False).people if p.uid == member]
    assert asked == "berhenti"
