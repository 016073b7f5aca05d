"""Erasing for good: nothing of a person is left in tables, free pages, scans, the outbox or backups; what stays is
counts, and DPMD is told to erase too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop import texts
from jamsos_desktop.desk.care_records import SETTING, Cared, Retype
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, erasing, history, office, undo
from jamsos_desktop.store import people as records
from tests.conftest import salma
from tests.desk import erasing_village as village
from tests.desk.erasing_village import CANARY, NIK, OTHER, UID, plain_bytes, seen_in
from tests.desk.talks import Talk, dump, talking
from tests.paper.paper_reading import words


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, set_up: Path, key_file: Path, clock: desks.Clock) -> Path:
    """A village with traces of one person everywhere, made once and copied."""
    tmp = tmp_path_factory.mktemp("musnah")
    root = Path(shutil.copytree(set_up, tmp / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        village.traces_everywhere(desk, tmp, key_file)
    return root


@pytest.fixture
def desk(lived_in: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    root = DataFolder(Path(shutil.copytree(lived_in, tmp_path / "data-desa")))
    with desks.open_desk(root, None, clock) as opened:
        yield opened


def erase(desk: desks.Desk, *uids: str, bersih: bool = False) -> desks.Erased:
    erased: desks.Erased = run_to_end(desk.erase_job(uids, "permintaan", bersih=bersih))
    return erased


def test_nothing_is_left_in_the_file_not_even_between_its_rows(desk: desks.Desk, tmp_path: Path) -> None:
    run_to_end(desk.recompute_job())
    desk.keep_draft("tampilan", "p1", {"akhir": {"text": desk.read(UID).nama, "tab": "semua"}})  # the last search
    desk._db.checkpoint()
    assert len(seen_in(plain_bytes(desk, tmp_path))) > 3, "the reader of plain pages sees what is there"
    erased = erase(desk, UID)
    assert (erased.orang, erased.scan, erased.tersisa, erased.padat) == (1, 1, (), True)
    assert seen_in(plain_bytes(desk, tmp_path)) == []
    assert not any(value in line for line in dump(desk) for value in CANARY)
    assert [p.uid for p in desk.everyone()] == [OTHER]
    assert desk.find(desks.Query(text="zubaedah")).tolist() == []
    assert len(desk.find(desks.Query(text="jumria"))) == 1
    with desk.ctx.open() as db:
        assert db.integrity() == []
        db.run("INSERT INTO cari(cari, rank) VALUES ('integrity-check', 1)")
        assert history.broken_at(db) is None
        assert str(history.entries(db, UID)[0]["aksi"]) == erasing.MARK


def test_what_start_up_care_still_has_to_tell_forgets_them(desk: desks.Desk) -> None:
    shown = [texts.title_name(desk.read(uid).nama) for uid in (UID, OTHER)]
    told = Cared("rusak", desk.now(), 2, kembali=tuple(shown), draf=(shown[0],), foto=(f"KTP {shown[0]}",),
                 ketik=tuple(Retype(uid, name, (), False) for uid, name in zip((UID, OTHER), shown, strict=True)))
    with desk._db.write():
        office.put_setting(desk._db, SETTING, msgspec.to_builtins(told))
    erase(desk, UID)
    left = desk.cared()
    assert left is not None
    assert (left.kembali, left.draf, left.foto, [one.uid for one in left.ketik]) == ((shown[1],), (), (), [OTHER])


def test_no_file_of_the_data_folder_holds_them_and_the_scan_is_gone(desk: desks.Desk) -> None:
    plan = desk.erase_plan([UID])
    assert plan.scan == 1
    assert plan.dpmd == 1
    assert {Path(name).suffix for name in plan.kiriman} == {".jdx", ".xlsx", ".pdf"}
    assert len(list(desk.folder.attachments.rglob("*.pdf"))) == 1
    erased = erase(desk, UID)
    assert erased.kiriman == len(plan.kiriman)
    assert list(desk.folder.attachments.rglob("*.pdf")) == []
    left = [path.name for path in desk.folder.outbox.iterdir() if path.is_file()]
    assert all(name.startswith("Tanda-terima") for name in left)
    numbers = [path for path in desk.folder.root.rglob("*") if path.is_file() and seen_in(path.read_bytes())]
    assert numbers == []


def test_bills_and_the_history_stay_without_a_name(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        before = history.head(db)[0]
    bill = desk.make_bill(desks.BillOrder(sumber_dana="APBD_KAB", bulan_dari="2026-12", uids=(UID, OTHER)))
    with pytest.raises(Problem, match="tagihan"):
        erase(desk, UID)
    desk.cancel_bill(bill, "Salah orang")
    erase(desk, UID)
    with desk.ctx.open() as db:
        assert history.head(db)[0] > before
        assert db.one("SELECT count(*) FROM iuran_orang WHERE uid = ?", (UID,)) == (1,)


def test_members_and_open_requests_of_the_law_stay_until_they_are_settled(desk: desks.Desk) -> None:
    kept = desk.read(OTHER)
    desk.save(replace(kept, keluar_tanggal=desk.today, keluar_sebab="pindah"), kept.revisi)
    plan = desk.erase_plan([UID, OTHER])
    assert [uid for uid, _, _ in plan.orang] == [UID]
    assert plan.ditolak == (("Jumria Latif", "Keluarnya belum dikirim ke DPMD."),)
    with pytest.raises(Problem) as caught:
        erase(desk, UID, OTHER)
    assert caught.value.kode == "BELUM_BOLEH_DIHAPUS"
    assert len(desk.everyone()) == 2, "one who may not go keeps all of them"
    with pytest.raises(Problem) as caught:
        run_to_end(desk.erase_job([UID], "iseng"))
    assert caught.value.kode == "DASAR_SALAH"


def test_who_was_deleted_and_can_be_brought_back_can_be_erased_too(desk: desks.Desk, tmp_path: Path) -> None:
    undo_id = desk.delete([UID, OTHER], "salah")
    erase(desk, UID)
    assert seen_in(plain_bytes(desk, tmp_path)) == []
    assert desk.undo(undo_id) == 1
    assert [p.uid for p in desk.everyone()] == [OTHER]
    with pytest.raises(Problem):
        erase(desk, UID)


def test_backups_say_when_they_are_gone_or_go_at_once_and_the_new_one_holds_nobody(
        desk: desks.Desk, tmp_path: Path) -> None:
    first = backups.keep(desk.folder, desk.ctx.dek, desk.now(), "hitung")
    with pytest.raises(Problem, match="Belum ada data yang dihapus"):
        desk.clean_backups()
    assert backups.local_files(desk.folder) == [first.path]  # nobody was erased: nothing is given up
    erased = erase(desk, UID)
    assert erased.salinan_sampai is not None
    assert erased.salinan_sampai > desk.today
    assert first.path.exists()
    assert desk.destructions()[0].salinan_sampai == erased.salinan_sampai
    desk.clean_backups()
    assert desk.destructions()[0].salinan_sampai is None
    [only] = backups.local_files(desk.folder)
    assert only != first.path
    backups.open_data(only, desk.ctx.dek, tmp_path)
    from jamsos_desktop.store import vault
    from jamsos_desktop.store.engine import Database

    with Database(tmp_path / "data.db", vault.subkey(desk.ctx.dek, "db")) as held:
        assert [p.uid for p in records.read_many(held)] == [OTHER]
    path = run_to_end(desk.destruction_paper_job(erased.id, tmp_path / "ba.pdf"))
    told = words(path.read_bytes())
    assert "PEMUSNAHAN" in told
    assert "tidak ada lagi" in told
    assert not seen_in(told.encode())


def test_a_broken_off_erasing_goes_on_at_the_next_start(desk: desks.Desk, clock: desks.Clock) -> None:
    job = desk.erase_job([UID], "permintaan", bersih=False)
    next(job)
    next(job)  # out of the tables; files and pages still to do
    job.close()
    with desk.ctx.open() as db:
        [pending] = erasing.unfinished(db)
        assert pending.sisa
    desk.close()
    with desks.open_desk(desk.folder, None, clock) as again, again.ctx.open() as db:
        assert erasing.unfinished(db) == []
        assert list(again.folder.attachments.rglob("*.pdf")) == []
        assert again.destructions()[0].selesai


def test_whom_an_older_copy_of_the_data_brought_back_is_erased_again_at_the_next_start(
        desk: desks.Desk, tmp_path: Path, clock: desks.Clock) -> None:
    erase(desk, UID)
    with desk.ctx.open() as db, db.write():  # what was put in place of a damaged file knows them still
        db.run("INSERT INTO draf (form, kunci, isi, waktu) VALUES ('editor', ?, ?, '')", (UID, f'{{"nik": "{NIK}"}}'))
        db.run("INSERT INTO pembatalan (id, aksi, isi, waktu) VALUES ('x', 'hapus', ?, '2026-11-20')",
               (f'[{{"uid": "{UID}", "nama": "ZUBAEDAH CANARI"}}]',))
    desk.close()
    with desks.open_desk(desk.folder, None, clock) as again:
        assert [row.dasar for row in again.destructions()] == ["ulang", "permintaan"]
        assert seen_in(plain_bytes(again, tmp_path)) == []


def test_an_operator_may_not_erase_withdraw_or_restrict(desk: desks.Desk) -> None:
    from jamsos_desktop.model.rights import ROLES

    desk.ctx = replace(desk.ctx, role=ROLES["operator"])
    for act in (lambda: erase(desk, UID), lambda: desk.withdraw_consent(UID), lambda: desk.restrict_data(UID, "a"),
                lambda: desk.lift_restriction(UID, "a"), desk.clean_backups):
        with pytest.raises(Problem) as caught:
            act()
        assert caught.value.kode == "HAK_TIDAK_CUKUP"
    desk.request_data(UID, "hapus")  # what people ask everybody may note


# The district.

@pytest.fixture
def talk(set_up: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[Talk]:
    root = DataFolder(Path(shutil.copytree(set_up, tmp_path / "data-desa")))
    with desks.open_desk(root, None, clock) as desa, talking(desa, tmp_path) as found:
        yield found


def enrol(talk: Talk) -> None:
    talk.desa.save(village.person(), 0)  # type: ignore[arg-type]
    talk.desa.save(salma(OTHER, nik="7402115408849418", nama="JUMRIA LATIF"), 0)
    from tests.conftest import make_ready

    make_ready(talk.desa, UID, OTHER)
    talk.deliver()


def at_dpmd(talk: Talk) -> list[str]:
    return [value for line in dump(talk.dpmd) for value in (NIK, "ZUBAEDAH") if value in line]


def test_the_district_erases_whom_the_village_erased_and_says_so(talk: Talk, tmp_path: Path) -> None:
    enrol(talk)
    assert at_dpmd(talk)
    talk.decide(UID, keadaan="ditolak", alasan="NIK_SALAH", catatan="Zubaedah CANARI salah")
    erase(talk.desa, UID)
    talk.deliver()
    assert talk.held(UID).hapus == 1
    assert at_dpmd(talk) == []
    assert seen_in(plain_bytes(talk.dpmd, tmp_path)) == []
    with talk.dpmd.ctx.open() as db:
        assert [row.orang for row in erasing.destructions(db)] == [1]
        assert str(history.entries(db, UID)[0]["aksi"]) == erasing.MARK
        assert history.broken_at(db) is None
    assert talk.held(OTHER).hapus == 0
    talk.hear()
    talk.deliver(penuh=True)
    assert talk.held(UID).hapus == 1
    assert at_dpmd(talk) == []


def test_the_district_going_back_brings_nobody_back(talk: Talk, tmp_path: Path) -> None:
    enrol(talk)
    kept = run_to_end(talk.dpmd.auto_backup_job("hitung"))
    erase(talk.desa, UID)
    talk.deliver()
    held = run_to_end(talk.dpmd.compare_local_job(kept.path))
    assert (held.beda.dimusnahkan, held.beda.kembali) == (1, 0)
    run_to_end(talk.dpmd.restore_local_job(kept.path))
    assert talk.held(UID).hapus == 1
    talk.dpmd.take_restored()
    assert at_dpmd(talk) == []
    assert seen_in(plain_bytes(talk.dpmd, tmp_path)) == []
    assert talk.held(OTHER).hapus == 0


def test_an_older_package_brings_nobody_back(talk: Talk) -> None:
    talk.desa.save(village.person(), 0)  # type: ignore[arg-type]
    from tests.conftest import make_ready

    make_ready(talk.desa, UID)
    first = talk.send()
    late = Path(shutil.copy(first, talk.tmp / "terlambat.jdx"))
    erase(talk.desa, UID)
    talk.deliver()
    talk.arrive(late)
    assert at_dpmd(talk) == []


def test_a_member_is_erased_at_the_district_only_once_bpjs_heard_of_the_end(
        talk: Talk, tmp_path: Path, clock: desks.Clock) -> None:
    enrol(talk)
    talk.decide(UID, keadaan="di_bpjs")
    erase(talk.desa, UID)
    talk.deliver()
    assert (talk.held(UID).hapus, talk.held(UID).permohonan) == (0, "berhenti")
    assert at_dpmd(talk)
    talk.decide(UID, keadaan="keluar", kpj="")
    folder = talk.dpmd.folder
    talk.dpmd.close()
    with desks.open_desk(folder, None, clock) as again:
        talk.dpmd = again
        assert talk.held(UID).hapus == 1
        assert at_dpmd(talk) == []
        assert seen_in(plain_bytes(again, tmp_path)) == []


def test_somebody_deleted_earlier_and_erased_later_is_told_of_again(talk: Talk) -> None:
    enrol(talk)
    talk.desa.delete([UID], "dobel")
    talk.deliver()
    talk.hear()
    erase(talk.desa, UID)
    talk.deliver()
    with talk.dpmd.ctx.open() as db:
        assert [row.orang for row in erasing.destructions(db)] == [1]
    with talk.desa.ctx.open() as db:
        assert undo.destroyed(db) == {UID}


@pytest.mark.parametrize("whole", [False, True])
def test_going_back_to_an_older_backup_brings_nobody_back(desk: desks.Desk, tmp_path: Path, whole: bool) -> None:
    path = run_to_end(desk.backup_job(tmp_path / "stik")).path if whole else \
        run_to_end(desk.auto_backup_job("hitung")).path
    erase(desk, UID)
    held = run_to_end(desk.compare_local_job(path))
    assert (held.beda.dimusnahkan, held.beda.kembali) == (1, 0)
    assert "1 orang yang sudah dihapus selamanya tidak ikut kembali." in desks.newer_words(held.beda)
    run_to_end(desk.restore_local_job(path))
    assert [p.uid for p in desk.everyone()] == [OTHER], "not for a moment"
    desk.take_restored()
    assert seen_in(plain_bytes(desk, tmp_path)) == []
    assert not any(value in line for line in dump(desk) for value in CANARY)
    assert list(desk.folder.attachments.rglob("*.pdf")) == []
    assert not [file for file in desk.folder.outbox.glob("*") if file.suffix in (".jdx", ".xlsx")]
    with desk.ctx.open() as db:
        assert undo.destroyed(db) == {UID}
        assert (erasing.unfinished(db), history.broken_at(db)) == ([], None)
        assert [one.dasar for one in erasing.destructions(db)] == ["ulang", "permintaan"]


def test_the_twelve_words_bring_nobody_back_either(tmp_path: Path, set_up: Path, clock: desks.Clock) -> None:
    folder = DataFolder(tmp_path / "data")
    words = desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "A", "B")), clock)
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma(), 0)
        path = run_to_end(desk.backup_job(tmp_path / "stik")).path
        erase(desk, salma().uid)
    run_to_end(desks.restore_job(path, folder, words, clock))
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.everyone() == []
