"""What comes after erasing somebody for good, or was there before it, and must not bring anything of them back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Persetujuan
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, erasing, history
from tests.conftest import CLOCK_DAY, make_ready, salma
from tests.desk import erasing_village as village
from tests.desk.erasing_village import NAME, NIK, OTHER, UID, plain_bytes, seen_in
from tests.desk.talks import Talk, dump, talking
from tests.paper.paper_reading import words

FUND = "APBD_KAB"


@pytest.fixture
def talk(set_up: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[Talk]:
    root = DataFolder(Path(shutil.copytree(set_up, tmp_path / "data-desa")))
    with desks.open_desk(root, None, clock) as desa, talking(desa, tmp_path) as found:
        desa.save(village.person(), 0)  # type: ignore[arg-type]
        desa.save(salma(OTHER, nik="7402115408849418", no_kk="7402111203109277", nama="JUMRIA LATIF",
                        hp="081299000418"), 0)
        make_ready(desa, UID, OTHER)
        found.deliver()
        yield found


def erase(desk: desks.Desk, *uids: str) -> desks.Erased:
    erased: desks.Erased = run_to_end(desk.erase_job(uids, "permintaan", bersih=False))
    return erased


def fails(kode: str, act: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as caught:
        act()
    assert caught.value.kode == kode
    return caught.value


def held_at_dpmd(talk: Talk) -> list[str]:
    return [value for line in dump(talk.dpmd) for value in (NIK, "ZUBAEDAH") if value in line]


@pytest.mark.parametrize("penuh", [False, True])
def test_a_reply_made_before_the_district_heard_keeps_nothing_of_them(talk: Talk, tmp_path: Path, penuh: bool) -> None:
    talk.decide(UID, keadaan="ditolak", alasan="NIK_SALAH", catatan=f"{NAME} tercatat {NIK}")
    talk.decide(OTHER, keadaan="diterima")
    late = talk.answer(penuh=penuh)
    erase(talk.desa, UID)
    talk.desa.take_in(late)
    assert seen_in(plain_bytes(talk.desa, tmp_path)) == []
    assert [p.uid for p in talk.desa.everyone()] == [OTHER]
    assert talk.status(OTHER) == "diterima", "the others are answered"
    with talk.desa.ctx.open() as db:
        assert erasing.returned(db) == []


def test_a_second_laptop_that_went_on_with_them_brings_nobody_back(
        talk: Talk, tmp_path: Path, clock: desks.Clock) -> None:
    copy = DataFolder(Path(shutil.copytree(talk.desa.folder.root, tmp_path / "laptop-2")))
    erase(talk.desa, UID)
    talk.deliver()
    with desks.open_desk(copy, None, clock) as second:
        for nth in range(3):  # revisions beyond the tombstone
            kept = second.read(UID)
            second.save(replace(kept, catatan=f"Diubah {nth}"), kept.revisi)
        make_ready(second, UID)
        line = talk.arrive(run_to_end(second.export_job(tmp_path / "kirim-2", penuh=True)).path)
    assert line.hasil == "dua_laptop"
    talk.district.decide_fork(line.kiriman_id, "gabung")
    assert talk.held(UID).hapus == 1
    assert held_at_dpmd(talk) == []


def test_who_bpjs_covers_stays_although_consent_ended_or_the_data_rest(talk: Talk) -> None:
    talk.activate(UID)
    talk.hear()
    desk = talk.desa
    desk.withdraw_consent(UID, "Tidak mau lagi")
    assert desk.read(UID).status != "aktif", "their own status no longer tells"
    [(_, why)] = desk.erase_plan([UID]).ditolak
    assert why == "Masih peserta BPJS. Catat keluar dulu, lalu kirim ke DPMD."
    fails("BELUM_BOLEH_DIHAPUS", lambda: erase(desk, UID))


def test_a_choice_of_pekerja_rentan_and_a_paid_bill_are_no_hindrance_and_add_up_afterwards(
        talk: Talk, tmp_path: Path) -> None:
    desk = talk.desa
    bill = desk.make_bill(desks.BillOrder(sumber_dana=FUND, bulan_dari="2026-12", uids=(UID, OTHER)))
    desk.record_payment(bill, desk.today, "TRF 1")
    desk.set_rentan_quota(2026, FUND, 5)
    desk.propose_selection(2026, FUND)
    desk.pin_candidate(2026, FUND, UID, f"{NAME.title()} tetangga dekat dermaga")
    desk.fill_seat("KADES", desks.SeatOrder(uid=UID))
    undo_id = desk.delete([OTHER], f"{NAME} dan Jumria  Latif dobel")
    desk.undo(undo_id)
    assert desk.erase_plan([UID]).ditolak, "what was paid for covers them"
    kept = desk.read(UID)
    desk.save(replace(kept, keluar_tanggal=desk.today, keluar_sebab="pindah"), kept.revisi)
    talk.deliver()
    paid = desk.paid_by_month(2026)
    erase(desk, UID)
    assert desk.paid_by_month(2026) == paid
    left = plain_bytes(desk, tmp_path)
    assert seen_in(left) == [NAME, "Zubaedah"], "one who is named in a reason about somebody else"
    assert b"jumria  latif" not in left.lower()
    with desk.ctx.open() as db:
        said = {str(entry["alasan"]) for uid in (UID, OTHER) for entry in history.entries(db, uid)}
        assert "(nama) tetangga dekat dermaga" in said
        assert f"{NAME} dan (nama) dobel" in said
        assert (history.broken_at(db), db.integrity()) == (None, [])
    assert desk.board().seat("KADES").uid == ""
    assert [row.nama for row in desk.freed()] in ([], ["Data dihapus"])


def test_backups_are_not_called_clean_before_the_file_was_written_anew(talk: Talk, tmp_path: Path) -> None:
    desk = talk.desa
    first = backups.keep(desk.folder, desk.ctx.dek, desk.now(), "hitung")
    job = desk.erase_job([UID], "permintaan", bersih=True)
    next(job)
    next(job)
    job.close()  # out of the tables; the file still has its pages of before
    assert first.path.exists()
    assert desk.destructions()[0].salinan_sampai is not None
    desk.clean_backups()
    assert not first.path.exists()
    assert desk.destructions()[0].selesai, "first the file, then its copy"
    assert seen_in(plain_bytes(desk, tmp_path)) == []
    assert list(desk.folder.outbox.glob("*.jdx")) == []


# Requests and restrictions.

def test_a_request_is_not_closed_as_done_before_it_is(talk: Talk) -> None:
    desk = talk.desa
    for jenis, hasil in (("hapus", "dihapus"), ("pembatasan", "dibatasi"), ("tarik", "ditarik")):
        row = desk.request_data(UID, jenis)
        fails("PERMINTAAN_BELUM_DIKERJAKAN", lambda row=row, hasil=hasil: desk.answer_request(row.id, hasil))
        fails("HASIL_SALAH", lambda row=row: desk.answer_request(row.id, "diserahkan"))
    assert desk.requests_due()[0] == 3
    desk.restrict_data(UID, "Minta berhenti dulu")
    desk.withdraw_consent(UID)
    erase(desk, UID)
    assert [row.hasil for row in desk.data_requests(open_only=False)].count("dihapus") == 1
    assert desk.requests_due() == (0, 0)


def test_a_reason_that_stays_in_the_history_names_nobody(talk: Talk) -> None:
    desk = talk.desa
    for said in ("Zubaedah  Canari minta berhenti", f"NIK {NIK} salah orang", "Telepon 081299000417"):
        fails("ALASAN_BERNAMA", lambda said=said: desk.restrict_data(UID, said))
        fails("ALASAN_BERNAMA", lambda said=said: desk.withdraw_consent(UID, said))
    desk.restrict_data(UID, "Menunggu putusan 20-11-2026 09.30")


@pytest.mark.parametrize("how", ["dibatasi", "ditarik"])
def test_nobody_whose_data_rest_stands_in_a_list_that_is_carried_around(talk: Talk, how: str) -> None:
    desk = talk.desa
    kept = desk.read(UID)
    desk.save(replace(kept, hp="", persetujuan=Persetujuan(tanggal=CLOCK_DAY, cara="tanda_tangan")), kept.revisi)
    desk.set_berkas([UID, OTHER], "KTP", "tidak_ada")

    def read(jenis: str) -> str:
        path = talk.tmp / f"{jenis}.pdf"
        path.unlink(missing_ok=True)
        run_to_end(desk.print_job(desks.PrintOrder((UID, OTHER), (jenis,), "F4", path)))
        return str(words(path.read_bytes())).upper()

    assert all(NAME in read(jenis) for jenis in ("hadir", "kurang"))
    if how == "dibatasi":
        desk.restrict_data(UID, "Minta berhenti dulu")
    else:
        desk.withdraw_consent(UID)
    for jenis in ("hadir", "kurang"):
        assert NAME not in read(jenis)
        assert "JUMRIA LATIF" in read(jenis)
