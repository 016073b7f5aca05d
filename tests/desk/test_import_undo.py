"""Taking an import back: whole for 30 days, and never over a later change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing.records import ImportSource
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.conftest import TODAY, make_ready, salma
from tests.desk.imports import bring_in, listed

NAMES = ("LA ODE HASAN", "SALMIA", "KAHARUDDIN", "FITRIANI", "BAHTIAR", "HASLINDA", "LA SAMSU", "ST NURBAYA")
LATER = ("ISA", "MUNA", "SITI", "HALIJAH", "NURLIA", "RAMLAH", "DARMA", "KAMARIA", "BAENA", "SAFIA", "TIMA", "ODE")
DAY = date(1980, 2, 3)


def nik_of(number: int) -> str:
    return f"740211030280{9300 + number}"


def row(number: int, **more: str) -> dict[str, str]:
    return {"nik": nik_of(number), "nama": NAMES[number % len(NAMES)], "tempat_lahir": "SOROPIA",
            "tanggal_lahir": "03/02/1980", "jenis_kelamin": "L", "dusun": "II", "nama_ibu": "", **more}


def whole(number: int, **more: str) -> dict[str, str]:
    """Somebody of whom a list says everything, so that they can be printed and billed."""
    return row(number, nama_ibu="WA MUNA", **{
        "no_kk": "7402111203109276", "alamat": "Dekat dermaga", "rt": "003", "rw": "002", "hp": "081299000417",
        "pekerjaan": "Nelayan", "penghasilan": "900.000", "lokasi_kerja": "Dermaga", "jam_kerja": "06.00 - 14.00",
        "golongan_darah": "O", "status_kawin": "Kawin", "nama ahli waris": "WA ODE", "hubungan ahli waris": "istri",
        **more})


def village_list(name: str, *rows: dict[str, str]) -> ImportSource:
    return replace(listed(*(rows or [row(n) for n in range(4)])), nama=name)


def named(desk: desks.Desk) -> list[str]:
    return sorted(person.nama for person in desk.everyone())


def test_who_came_in_goes_and_who_was_changed_is_as_before(desk: desks.Desk) -> None:
    old = desk.save(salma(nik=nik_of(1), nama="SALMIA", tanggal_lahir=DAY, jenis_kelamin="L", nama_ibu=""), 0)
    done = bring_in(desk, village_list("dusun.csv", row(0), row(1, nama_ibu="WA MUNA"), row(2)))
    assert (done.masuk, desk.read(old.uid).nama_ibu, desk.counts().total) == (3, "WA MUNA", 3)
    [past] = desk.imports()
    assert (past.id, past.berkas, past.jumlah["masuk"]) == (done.id, "dusun.csv", 3)
    assert past.sampai == (TODAY + timedelta(days=30)).isoformat()
    expected = desks.ImportUndone(2, 1, ())
    assert desk.import_undo_view(done.id) == expected
    assert desk.counts().total == 3  # looking changes nothing
    assert run_to_end(desk.undo_import_job(done.id)) == expected
    back = desk.read(old.uid)
    assert replace(back, revisi=old.revisi, diubah=old.diubah) == old
    assert desk.counts().total == 1
    assert desk.imports()[0].dibatalkan
    assert desk.imports()[0].sampai == ""
    with desk.ctx.open() as db:
        assert history.broken_at(db) is None
        assert [e["aksi"] for e in history.entries(db, done.id)] == ["urungkan", "impor"]
        assert history.entries(db, old.uid)[0]["alasan"] == "urungkan impor"
        assert db.one("SELECT count(*) FROM impor_orang") == (0,)


def test_an_import_is_undone_once(desk: desks.Desk) -> None:
    done = bring_in(desk, village_list("dusun.csv"))
    desk.undo_import(done.id)
    for id_, kode in ((done.id, "IMPOR_SUDAH_DIURUNGKAN"), ("tak-ada", "IMPOR_TIDAK_ADA")):
        with pytest.raises(Problem) as caught:
            desk.undo_import(id_)
        assert caught.value.kode == kode
    again = bring_in(desk, village_list("dusun.csv"))
    assert (again.masuk, desk.counts().total) == (4, 4)


def printed(desk: desks.Desk, uid: str) -> None:
    run_to_end(desk.print_job(desks.PrintOrder((uid,), ("formulir",), "F4", None)))


def in_a_list(desk: desks.Desk, uid: str) -> None:
    run_to_end(desk.print_job(desks.PrintOrder((uid,), ("nominatif",), "F4", None)))


def billed(desk: desks.Desk, uid: str) -> None:
    fund = desk.read(uid).sumber_dana.jkk_jkm
    desk.make_bill(desks.BillOrder(sumber_dana=fund, bulan_dari="2026-12", uids=(uid,)))


def seated(desk: desks.Desk, uid: str) -> None:
    seat = next(seat for column in desk.board().kolom for seat in column.kursi if not (seat.uid or seat.nama))
    desk.fill_seat(seat.id, desks.SeatOrder(uid=uid))


def scanned(desk: desks.Desk, uid: str) -> None:
    picture = desk.folder.root.parent / "ktp.jpg"
    picture.write_bytes(b"%PDF-1.7" + b"x" * 100)
    desk.attach_scan(uid, "KTP", picture)


def hurt(desk: desks.Desk, uid: str) -> None:
    desk.leave(uid, desks.LeaveOrder(sebab=desks.ACCIDENT, waktu=datetime(2026, 11, 20, 9, 30).astimezone(),
                                     uraian="Tergelincir"))


def drafted(desk: desks.Desk, uid: str) -> None:
    desk.keep_draft("editor", uid, {"texts": {"nama_ibu": "WA MUNA"}})


def changed(desk: desks.Desk, uid: str) -> None:
    person = desk.read(uid)
    desk.save(replace(person, alamat="Dekat dermaga"), person.revisi)


def left(desk: desks.Desk, uid: str) -> None:
    person = desk.read(uid)
    desk.save(replace(person, keluar_sebab="pindah", keluar_tanggal=TODAY), person.revisi)


def brought_back(desk: desks.Desk, uid: str) -> None:
    desk.undo(desk.delete([uid]))


TOUCHES = (
    (printed, "sudah dicetak"), (in_a_list, "sudah dicetak"), (drafted, "isiannya sedang diubah dan belum disimpan"),
    (seated, "sudah duduk di struktur desa"), (scanned, "sudah punya scan berkas"),
    (hurt, "sudah ada catatan kejadian"),
    (changed, "sudah diubah sesudah impor"), (left, "sudah diubah sesudah impor"),
    (brought_back, "pernah dihapus lalu dikembalikan"), (billed, "sudah ada di tagihan"))


def test_whoever_was_touched_since_stays_by_name(desk: desks.Desk) -> None:
    done = bring_in(desk, village_list("dusun.csv", *(whole(n, nama=f"WA {name}") for n, name in enumerate(LATER))))
    assert done.masuk == len(LATER) == len(TOUCHES) + 2, done.problems
    people = {person.nama: person.uid for person in desk.everyone()}
    for name, (touch, _) in zip(LATER, TOUCHES, strict=False):
        touch(desk, people[f"WA {name}"])
    kept = [desk.read(people[f"WA {name}"]) for name in LATER[:len(TOUCHES)]]
    told = desk.undo_import(done.id)
    assert told.dikeluarkan == 2
    assert dict(told.tinggal) == {f"{person.nomor} {person.nama}": why
                                  for person, (_, why) in zip(kept, TOUCHES, strict=True)}
    assert [desk.read(person.uid) for person in kept] == kept
    assert desk.counts().total == len([person for person in kept if not person.keluar_sebab])


def test_a_print_or_a_parcel_holds_a_changed_person_only_when_it_came_later(desk: desks.Desk) -> None:
    early = desk.save(salma("early", nik=nik_of(1), nama="SALMIA", tanggal_lahir=DAY, jenis_kelamin="L"), 0)
    later = desk.save(salma("later", nik=nik_of(2), nama="KAHARUDDIN", tanggal_lahir=DAY, jenis_kelamin="L",
                            nama_ibu="WA ISA"), 0)
    in_a_list(desk, early.uid)
    done = bring_in(desk, village_list("dusun.csv", row(1, email="salmia@contoh.id"), row(2, email="kahar@contoh.id")))
    assert (desk.read("early").email, desk.read("later").email) == ("salmia@contoh.id", "kahar@contoh.id")
    printed(desk, later.uid)
    told = desk.undo_import(done.id)
    assert (told.dikembalikan, [why for _, why in told.tinggal]) == (1, ["sudah dicetak"])
    assert (desk.read("early").email, desk.read("later").email) == ("", "kahar@contoh.id")


def test_whoever_was_left_out_of_a_print_goes(desk: desks.Desk) -> None:
    done = bring_in(desk, village_list("dusun.csv", whole(0), row(1)))  # no form can be made of the second
    uids = tuple(person.uid for person in desk.everyone())
    made = run_to_end(desk.print_job(desks.PrintOrder(uids, ("formulir",), "F4", None)))
    assert [name for name, _ in made.refused] == ["Salmia"]
    told = desk.undo_import(done.id)
    assert (told.dikeluarkan, [why for _, why in told.tinggal]) == (1, ["sudah dicetak"])
    assert named(desk) == ["LA ODE HASAN"]


def test_whoever_was_sent_or_chosen_stays(desk: desks.Desk, tmp_path: Path, key_file: Path) -> None:
    done = bring_in(desk, village_list("dusun.csv", whole(0), whole(1), whole(2)))
    desk.set_rentan_quota(2026, "APBD_KAB", 1, "Surat DPMD")
    desk.propose_selection(2026, "APBD_KAB")
    [chosen] = [uid for uid, in desk._db.all("SELECT uid FROM penetapan WHERE keadaan = 'terpilih'")]
    sent = next(person for person in desk.everyone() if person.uid != chosen)
    desk.take_in(key_file)
    make_ready(desk, sent.uid)
    run_to_end(desk.export_job(tmp_path))
    told = desk.undo_import(done.id)
    assert told.dikeluarkan == 1
    assert {why for _, why in told.tinggal} == {"sudah dikirim ke DPMD", "sudah terpilih sebagai pekerja rentan"}
    assert {person.uid for person in desk.everyone()} == {chosen, sent.uid}


def test_nothing_is_left_to_send_once_a_change_is_taken_back(
        desk: desks.Desk, tmp_path: Path, key_file: Path) -> None:
    kept = desk.save(salma(nik=nik_of(1), nama="SALMIA", tanggal_lahir=DAY, jenis_kelamin="L"), 0)
    desk.take_in(key_file)
    make_ready(desk, kept.uid)
    run_to_end(desk.export_job(tmp_path))
    was = desk.read(kept.uid)
    done = bring_in(desk, village_list("dusun.csv", row(1, email="salmia@contoh.id")))
    assert (desk.read(kept.uid).email, desk.read(kept.uid).status == was.status) == ("salmia@contoh.id", False)
    desk.undo_import(done.id)
    back = desk.read(kept.uid)
    assert replace(back, revisi=was.revisi, diubah=was.diubah) == was
    assert desk.trail(kept.uid).sent_revisi == back.revisi


def test_two_imports_are_undone_one_behind_the_other(desk: desks.Desk) -> None:
    first = bring_in(desk, village_list("a.csv", row(0), row(1)))
    second = bring_in(desk, village_list("b.csv", row(1, nama_ibu="WA MUNA")))
    assert [one.berkas for one in desk.imports()] == ["b.csv", "a.csv"]
    assert [why for _, why in desk.import_undo_view(first.id).tinggal] == ["sudah diubah sesudah impor"]
    assert desk.undo_import(second.id).dikembalikan == 1
    assert desk.undo_import(first.id) == desks.ImportUndone(2, 0, ())
    assert desk.counts().total == 0


def test_a_twin_by_nik_is_judged_again(desk: desks.Desk) -> None:
    done = bring_in(desk, village_list("dusun.csv", row(0)))
    twin = desk.save(salma("twin", nik=nik_of(0), nama="ORANG LAIN", tanggal_lahir=DAY, jenis_kelamin="L"), 0)
    assert "NIK_DUP_DESA" in [f.kode for f in desk.judge(desk.read("twin")).findings]
    desk.undo_import(done.id)
    [kept] = desk.everyone()
    assert (kept.uid, kept.revisi) == (twin.uid, twin.revisi)
    rows = desk.rows(desk.find(desks.Query()))
    assert "NIK" not in next(iter(rows.values())).masalah


def test_thirty_days_and_not_one_more(folder: DataFolder, clock: desks.Clock) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        old = desk.save(salma(nik=nik_of(1), nama="SALMIA", tanggal_lahir=DAY, jenis_kelamin="L", nama_ibu=""), 0)
        done = bring_in(desk, village_list("dusun.csv", row(1, nama_ibu="WA MUNA"), row(2)))
    with desks.open_desk(folder, None, desks.Clock(TODAY + timedelta(days=29))) as desk:
        assert desk.import_undo_view(done.id) == desks.ImportUndone(1, 1, ())
    with desks.open_desk(folder, None, desks.Clock(TODAY + timedelta(days=31))) as desk:
        with pytest.raises(Problem) as caught:
            desk.undo_import(done.id)
        assert caught.value.kode == "IMPOR_TERLALU_LAMA"
        assert desk.read(old.uid).nama_ibu == "WA MUNA"
        assert desk.imports()[0].sampai == ""
        with desk.ctx.open() as db:  # what they were before is forgotten by then
            assert db.one("SELECT count(*) FROM impor_orang") == (0,)


def test_the_last_day_counts_whole(folder: DataFolder, clock: desks.Clock) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        done = bring_in(desk, village_list("dusun.csv"))
    last = TODAY + timedelta(days=30)  # later on that day than the import
    with desks.open_desk(folder, None, desks.Clock(last)) as desk:
        assert desk.imports()[0].sampai == last.isoformat()
        assert desk.undo_import(done.id).dikeluarkan == done.masuk > 0


def test_what_was_forgotten_while_the_clock_stood_wrong_is_not_promised(folder: DataFolder, clock: desks.Clock) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        done = bring_in(desk, village_list("dusun.csv"))
    with desks.open_desk(folder, None, desks.Clock(TODAY + timedelta(days=400))):
        pass
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.imports()[0].sampai == ""
        with pytest.raises(Problem) as caught:
            desk.undo_import(done.id)
        assert (caught.value.kode, desk.imports()[0].dibatalkan, desk.counts().total) == ("IMPOR_TERLALU_LAMA", "", 4)


def test_what_somebody_was_is_forgotten_with_them(desk: desks.Desk) -> None:
    old = desk.save(salma(nik=nik_of(1), nama="SALMIA", tanggal_lahir=DAY, jenis_kelamin="L", nama_ibu=""), 0)
    done = bring_in(desk, village_list("dusun.csv", row(1, nama_ibu="WA MUNA")))
    desk.delete([old.uid])
    with desk.ctx.open() as db:
        assert db.all("SELECT sebelum FROM impor_orang") == [(None,)]
    assert desk.undo_import(done.id) == desks.ImportUndone(0, 0, ())


def test_the_same_file_twice_is_told(desk: desks.Desk) -> None:
    source = village_list("7402115408849417.csv")
    done = bring_in(desk, source)
    before = desk.imported_before(source.sha)
    assert before == desk.imports()[0]
    assert desk.imported_before(source.sha, "lembar lain") is None
    assert desk.imported_before("0" * 64) is None
    with desk.ctx.open() as db:  # a number in the name of a file never gets into the history
        assert "740211" not in str(history.entries(db, done.id))
    desk.undo_import(done.id)
    assert desk.imported_before(source.sha) is None


def test_a_refused_undo_changes_nothing(desk: desks.Desk) -> None:
    done = bring_in(desk, village_list("dusun.csv"))
    before = desk.everyone()
    with desk.ctx.open() as db, db.write():
        db.run("CREATE TRIGGER tolak BEFORE INSERT ON hapus BEGIN SELECT RAISE(ABORT, 'uji'); END")
    with pytest.raises(Problem):
        desk.undo_import(done.id)
    assert desk.everyone() == before
    assert desk.imports()[0].dibatalkan == ""


def test_stopped_before_its_write_nothing_happened(desk: desks.Desk) -> None:
    done = bring_in(desk, village_list("dusun.csv"))
    job = desk.undo_import_job(done.id)
    next(job)
    job.close()
    assert (desk.counts().total, desk.imports()[0].dibatalkan) == (4, "")
    assert desk.undo_import(done.id).dikeluarkan == 4
