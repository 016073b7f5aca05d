"""Leaving and dying: what is written, what is refused, what is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.shipment import gather
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY
from tests.desk.leaving_village import DIED, all_events, at, enrol, enrol_member, order, paid, village_desk

_numbers = iter(range(1, 90))


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One desk for the whole file; every test enrols people of its own."""
    with village_desk(set_up, tmp_path_factory.mktemp("keluar"), clock) as desk:
        yield desk


@pytest.fixture
def member(village: desks.Desk) -> str:
    """A member since 1 June, paid until the end of November."""
    return enrol_member(village, next(_numbers))


@pytest.fixture
def newcomer(village: desks.Desk) -> str:
    """Somebody for whom nothing was paid."""
    return enrol(village, next(_numbers), sent=False)


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


def test_who_never_paid_has_no_right_and_no_event(village: desks.Desk, newcomer: str) -> None:
    left = village.leave(newcomer, order("meninggal", DIED))
    assert (left.kejadian, village.read(newcomer).status) == ("", "meninggal")
    assert "Ahli waris tidak berhak atas JKM. Belum menjadi peserta: iuran pertama belum dibayar." in left.kalimat
    assert all_events(village, newcomer) == []
    opened = village.claim(newcomer)  # the clerk may know of a membership elsewhere
    assert village.event(opened).hak.keadaan == "tidak"
    with pytest.raises(Problem, match="sudah terbuka"):
        village.claim(newcomer)


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


def test_leaving_before_the_first_day_paid_for_owes_no_dues(village: desks.Desk) -> None:
    early = enrol(village, next(_numbers), mulai=date(2026, 12, 1))
    paid(village, early, "2026-12", "2026-12", "2026-11-20")
    left = village.leave(early, order("mengundurkan_diri", TODAY))
    assert "Perlindungannya baru mulai 1 Desember 2026, jadi belum ada iuran yang berjalan." in left.kalimat
    assert "Iurannya sampai" not in left.kalimat


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
