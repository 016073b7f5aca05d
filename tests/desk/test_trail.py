"""The history read back in words, held against itself and against what remembers it, and a day of it on paper."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
import trail_actions

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.actions import ACTIONS, COLUMNS, OBJECTS, PARTS, action_words
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, vault
from jamsos_desktop.store.engine import Database
from tests.conftest import make_ready, salma

DAY = date(2026, 11, 21)


def raw(desk: desks.Desk) -> Database:
    """The file as somebody with its key could work on it: without what guards the history."""
    db = Database(desk.folder.database, vault.subkey(desk.ctx.dek, "db"))
    for name in ("riwayat_tetap_u", "riwayat_tetap_d"):
        db.run(f"DROP TRIGGER IF EXISTS {name}")
    return db


def sealed_anew(db: Database, first: int) -> None:
    """Seal every row from ``first`` on as the program would have: what the key of the data allows."""
    columns = ", ".join(history.COLUMNS)
    prev = db.all("SELECT h FROM riwayat WHERE n < ? ORDER BY n DESC LIMIT 1", (first,))
    seal = prev[0][0] if prev else history.START
    for row in db.all(f"SELECT {columns} FROM riwayat WHERE n >= ? ORDER BY n", (first,)):
        values = (*row[:-1], seal)
        seal = history.digest(values)
        db.run("UPDATE riwayat SET prev = ?, h = ? WHERE n = ?", (values[-1], seal, row[0]))


@pytest.fixture
def busy(desk: desks.Desk) -> desks.Desk:
    """A desk where something was done: nine entries."""
    desk.save(salma(), 0)
    person = desk.read(salma().uid)
    for dusun in ("III", "IV", "V"):
        person = desk.save(replace(person, dusun=dusun), person.revisi, "pindah dusun")
    desk.delete([person.uid], "salah ketik")
    return desk


# --- words ---------------------------------------------------------------------------------------------


def test_every_action_the_program_writes_has_its_words() -> None:
    found = trail_actions.found()
    assert found.unclear == []
    assert len(found.actions) > 40  # the search itself still finds them
    assert {word: place for word, place in found.actions.items() if word not in ACTIONS} == {}
    assert {word: place for word, place in found.objects.items() if word not in OBJECTS} == {}


def test_every_object_belongs_to_one_part_of_the_history() -> None:
    parts = [kind for _, kinds in PARTS.values() for kind in kinds]
    assert len(parts) == len(set(parts))
    assert set(trail_actions.found().objects) - set(parts) == set()


@pytest.mark.parametrize(("aksi", "objek", "words"), [
    ("ubah", "peserta", "Mengubah peserta"), ("balasan", "balasan", "Mengambil balasan DPMD"),
    ("masuk", "layar", "Membuka kunci dengan PIN"), ("belum_ada", "entah", "belum_ada entah")])
def test_an_action_is_said_in_words(aksi: str, objek: str, words: str) -> None:
    assert action_words(aksi, objek) == words


def test_entries_are_told_with_who_when_which_fields_and_why(busy: desks.Desk) -> None:
    rows = busy.trail_list(desks.TrailQuery(uid=salma().uid))
    assert [row.apa for row in rows] == ["Menghapus peserta", *["Mengubah peserta"] * 3, "Menambah peserta"]
    changed = rows[1]
    assert (changed.oleh, changed.kolom, changed.alasan) == ("Nurhayati Salam", ("Dusun",), "pindah dusun")
    assert changed.waktu.date() == DAY
    assert rows[0].tentang == ""  # erased people are not named any more
    assert rows[0].alasan == "salah ketik"


@pytest.mark.parametrize(("objek", "kolom", "words"), [
    ("cetakan", ["f2a_bpu"], ("Formulir 2a BPU, rincian iuran",)), ("sasaran", ["non_asn"], ("Non-ASN",)),
    ("kejadian", ["catatan", "id", "uid"], ("Catatan", "Nomor dalam data")),
    ("peserta", ["catatan"], ("Catatan desa",)),
    ("iuran", ["dibayar_tanggal"], ("Tanggal bayar",)), ("iuran", ["isian_lama"], ("Isian lama",))])
def test_codes_of_what_was_changed_are_told_in_words(desk: desks.Desk, objek: str, kolom: list[str],
                                                     words: tuple[str, ...]) -> None:
    with desk.ctx.open() as db, db.write():
        history.append(db, desk.ctx.actor(), "ubah", objek, "x", kolom)
    assert desk.trail_list(desks.TrailQuery())[0].kolom == words


def test_every_column_of_bills_events_decisions_and_the_office_has_words() -> None:
    from jamsos_desktop.model.fields import label
    from jamsos_desktop.model.records import Unit
    from jamsos_desktop.store.bills import Bill
    from jamsos_desktop.store.road import Kept

    keys = {*(one.name for one in fields(Unit)), *Bill._fields, *Kept._fields[2:], "akibat", "dilaporkan", "diajukan",
            "selesai", "uraian", "tindakan", "diputuskan", "berubah", "aktif_dari", "kunci_otomatis", "berlaku_sampai"}
    assert {key for key in keys if label(key) == key and key not in COLUMNS} <= {"dari", "dibuat"}


def test_keys_and_sheets_are_named_by_the_number_on_paper(desk: desks.Desk) -> None:
    with desk._db.write():
        history.append(desk._db, desk.ctx.actor(), "lembar.simpan", "pemulihan", "2")
        history.append(desk._db, desk.ctx.actor(), "kunci.bersih", "kunci_data", "9479f0c665f7f94b")
    assert [row.tentang for row in desk.trail_list(most=2)] == ["", "Lembar ke-2"]


def test_no_entry_holds_a_value(busy: desks.Desk) -> None:
    with raw(busy) as db:
        kept = " ".join(str(value) for row in db.all("SELECT aksi, objek, objek_id, kolom, alasan FROM riwayat")
                        for value in row)
    for value in (salma().nik, salma().no_kk, salma().nama, salma().nama_ibu, salma().hp, "SOROPIA"):
        assert value not in kept


def test_what_an_older_program_kept_is_not_shown_when_it_may_be_a_nik(desk: desks.Desk) -> None:
    n, prev = history.head(desk._db)
    actor = desk.ctx.actor()
    values = (n + 1, actor.stamp, actor.pelaku, actor.perangkat, "ubah", "unit", "7402115408849417", "[]",
              "NIK 7402115408849417 salah", prev)
    with desk._db.write():
        desk._db.run(f"INSERT INTO riwayat VALUES ({','.join('?' * 11)})", (*values, history.digest(values)))
    newest = desk.trail_list(most=1)[0]
    assert (newest.tentang, newest.alasan) == ("(angka)", "NIK (angka) salah")
    assert desk.verify_trail().utuh


@pytest.mark.parametrize(("typed", "kept"), [
    ("meninggal, NIK 7402115408849417", "meninggal, NIK (angka)"), ("740211 540884 9417 dobel", "(angka) dobel"),
    ("7402-1154-0884-9417", "(angka)"), ("KPJ 26098765439 salah, hp 081298765417", "KPJ (angka) salah, hp (angka)"),
    ("SK 188.45/12/2026 tanggal 2026-11-21 10.42", "SK 188.45/12/2026 tanggal 2026-11-21 10.42"),
    ("kiriman JD-7402112017-0002 dari 74.02.11.2017", "kiriman JD-7402112017-0002 dari 74.02.11.2017")])
def test_numbers_of_people_typed_as_a_reason_are_not_kept(desk: desks.Desk, typed: str, kept: str) -> None:
    desk.save(salma(), 0)
    desk.delete([salma().uid], typed)
    [entry] = history.entries(desk._db, limit=1)
    assert (entry["objek_id"], entry["alasan"]) == (salma().uid, kept)
    assert desk.verify_trail().utuh


def test_the_history_is_narrowed_by_person_part_and_days(busy: desks.Desk) -> None:
    everything = busy.trail_list()
    assert [row.n for row in everything] == sorted((row.n for row in everything), reverse=True)
    people = busy.trail_list(desks.TrailQuery(bagian="orang"))
    assert {row.apa.split()[-1] for row in people} == {"peserta"}
    kept, shown = busy.trail_actors()[0]
    assert (kept, shown) == ("NURHAYATI SALAM", "Nurhayati Salam")
    assert len(busy.trail_list(desks.TrailQuery(oleh=kept))) == len(everything)
    assert len(busy.trail_list(desks.TrailQuery(dari=DAY, sampai=DAY))) == len(everything)
    assert busy.trail_list(desks.TrailQuery(sampai=date(2026, 11, 20))) == []
    assert busy.trail_list(desks.TrailQuery(dari=date(2026, 11, 22))) == []
    with pytest.raises(Problem) as refused:
        busy.trail_list(desks.TrailQuery(bagian="entah"))
    assert refused.value.kode == "RIWAYAT_BAGIAN"


# --- whole or not --------------------------------------------------------------------------------------


def test_an_untouched_history_is_whole(busy: desks.Desk) -> None:
    check = busy.verify_trail()
    assert check.utuh
    assert (check.banyak, check.putus) == (len(busy.trail_list()), ())
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", check.kode)


@pytest.mark.parametrize(("sql", "found"), [
    ("UPDATE riwayat SET pelaku = 'ORANG LAIN' WHERE n = 4", [("diubah", 4, 4)]),
    ("UPDATE riwayat SET alasan = 'lain', n = n WHERE n IN (4, 6)", [("diubah", 4, 4), ("diubah", 6, 6)]),
    ("DELETE FROM riwayat WHERE n = 4", [("hilang", 4, 4)]),
    ("DELETE FROM riwayat WHERE n BETWEEN 3 AND 5", [("hilang", 3, 5)]),
    ("DELETE FROM riwayat WHERE n = 1", [("hilang", 1, 1)])])
def test_what_was_edited_or_taken_out_is_named_by_its_number(busy: desks.Desk, sql: str,
                                                             found: list[tuple[str, int, int]]) -> None:
    with raw(busy) as db:
        db.run(sql)
    check = busy.verify_trail()
    assert not check.utuh
    assert [(one.jenis, one.n, one.sampai) for one in check.putus] == found
    assert f"no. {found[0][1]}" in check.putus[0].teks


def test_an_edited_row_with_a_fresh_seal_is_named_by_the_row_behind_it(busy: desks.Desk) -> None:
    with raw(busy) as db:
        db.run("UPDATE riwayat SET alasan = 'diganti' WHERE n = 5")
        row = db.one(f"SELECT {', '.join(history.COLUMNS)} FROM riwayat WHERE n = 5")
        assert row is not None
        db.run("UPDATE riwayat SET h = ? WHERE n = 5", (history.digest(row),))
    assert [(one.jenis, one.n) for one in busy.verify_trail().putus] == [("diubah", 5)]


def test_a_history_sealed_anew_is_told_by_paper_and_backup(busy: desks.Desk, tmp_path: Path) -> None:
    """Whoever holds the key of the data can make the chain fit again; what left the laptop still remembers."""
    before = busy.verify_trail()
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = run_to_end(busy.backup_job(stick)).path
    assert busy.verify_trail([(before.n, before.kode)], [backup]).utuh
    with raw(busy) as db:
        db.run("UPDATE riwayat SET pelaku = 'ORANG LAIN' WHERE n = 4")
        sealed_anew(db, 4)
    check = busy.verify_trail([(before.n, before.kode.lower().replace("-", " "))], [backup])
    assert check.putus == ()
    assert not check.utuh
    assert [one.cocok for one in check.jangkar] == [False, False]
    assert [one.sumber.split()[0] for one in check.jangkar] == ["Cadangan", "Rekap"]


def test_a_history_whose_end_was_cut_is_told_by_paper(busy: desks.Desk) -> None:
    before = busy.verify_trail()
    with raw(busy) as db:
        db.run("DELETE FROM riwayat WHERE n > 5")
    check = busy.verify_trail([(before.n, before.kode)])
    assert (check.utuh, check.n, check.putus) == (False, 5, ())
    assert "berakhir sebelum" in check.jangkar[0].teks


def test_a_package_remembers_the_history_it_was_made_from(desk: desks.Desk, key_file: Path) -> None:
    desk.take_in(key_file)
    desk.save(salma(), 0)
    make_ready(desk, salma().uid)
    run_to_end(desk.export_job())
    [anchor] = desk.verify_trail().jangkar
    assert (anchor.sumber, anchor.cocok) == ("Kiriman no. 1", True)
    with raw(desk) as db:
        db.run("UPDATE riwayat SET alasan = 'lain' WHERE n = 3")
        sealed_anew(db, 3)
    [anchor] = desk.verify_trail().jangkar
    assert anchor.cocok is False
    next(desk.folder.outbox.glob("*.jdx")).write_bytes(b"bukan kiriman")
    [anchor] = desk.verify_trail().jangkar
    assert anchor.cocok is None


def test_what_left_before_a_restore_is_no_alarm(busy: desks.Desk) -> None:
    """After an older backup was restored the history goes on otherwise, and says so itself."""
    with busy._db.write():
        history.append(busy._db, busy.ctx.actor(), "pulihkan", "cadangan", "ABC")
    [anchor] = busy.verify_trail([(busy.verify_trail().n + 3, "AAAA-BBBB-CCCC")]).jangkar
    assert anchor.cocok is None
    assert "sebelum data dipulihkan" in anchor.teks


def test_one_restore_does_not_excuse_what_is_changed_after_it(busy: desks.Desk, tmp_path: Path) -> None:
    """The restore says how far the history went that was given up; and what was made later knows only this one."""
    n = busy.verify_trail().n
    with busy._db.write():
        history.append(busy._db, busy.ctx.actor(), "pulihkan", "cadangan", "ABC",
                       alasan=f"riwayat sebelumnya sampai nomor {n + 2}")
    assert [busy.verify_trail([(at, "AAAA-BBBB-CCCC")]).utuh for at in (n, n + 2, n + 3)] == [False, True, False]
    busy.save(salma("u7", nik="7402115408849418"), 0)
    (stick := tmp_path / "stick").mkdir()
    later = replace(busy.ctx, clock=desks.Clock(date(2026, 11, 22)))
    busy.go_on(later)
    backup = run_to_end(busy.backup_job(stick)).path
    with raw(busy) as db:
        db.run(f"UPDATE riwayat SET pelaku = 'ORANG LAIN' WHERE n = {n + 2}")
        sealed_anew(db, n + 2)
    check = busy.verify_trail(files=[backup])
    assert (check.putus, [one.cocok for one in check.jangkar]) == ((), [False])


@pytest.mark.parametrize("code", ["", "123", "ZZZZ-ZZZZ-ZZZZ", "9C41-E07B-55D2-00"])
def test_a_code_that_is_none_is_refused(desk: desks.Desk, code: str) -> None:
    with pytest.raises(Problem) as refused:
        desk.verify_trail([(1, code)])
    assert refused.value.kode == "KODE_PERIKSA_SALAH"


@pytest.mark.long
def test_a_hundred_thousand_entries_are_held_against_the_chain(desk: desks.Desk) -> None:
    import time

    with desk._db.write():
        history.append_many(desk._db, desk.ctx.actor(), "ubah", "peserta",
                            ((f"p{at}", ("dusun", "hp")) for at in range(100_000)))
    began = time.perf_counter()
    assert desk.verify_trail().utuh
    assert time.perf_counter() - began < 5.0  # 0.7 s where it was measured


# --- a day ---------------------------------------------------------------------------------------------


def test_a_day_is_counted_per_person_and_ends_in_a_code(busy: desks.Desk) -> None:
    recap = busy.day_recap(DAY)
    [(who, deeds)] = recap.oleh
    assert who == "Nurhayati Salam"
    assert {(deed.apa, deed.kali, deed.banyak) for deed in deeds} >= {("Mengubah peserta", 3, 1),
                                                                     ("Menambah peserta", 1, 1)}
    assert recap.banyak == recap.sampai_n == busy.verify_trail().n
    assert busy.verify_trail([(recap.n, recap.kode)]).utuh
    tomorrow = busy.day_recap(date(2026, 11, 22))
    assert (tomorrow.oleh, tomorrow.dari_n, tomorrow.n, tomorrow.kode) == ((), 0, recap.n, recap.kode)


@pytest.mark.parametrize(("kertas", "size"), [("A5", "595.276 x 419.528"), ("A4", "595.276 x 841.89"),
                                              ("F4", "609.449 x 935.433")])
def test_the_recap_is_a_paper_without_anybodys_data(busy: desks.Desk, tmp_path: Path, kertas: str, size: str) -> None:
    recap = busy.day_recap(DAY)
    path = run_to_end(busy.recap_paper_job(DAY, kertas, tmp_path / "rekap.pdf"))
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    facts = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(rf"Page size: +{re.escape(size.split('.')[0])}", facts)
    for words in ("REKAP HARIAN", "Sabtu, 21 November 2026", "Mengubah peserta", recap.kode):
        assert words in told
    for value in (salma().nik, "SALMA", "Salma"):
        assert value not in told
    assert busy.trail_list(most=1)[0].apa == "Mencetak rekap harian"
    assert busy.verify_trail([(recap.n, recap.kode)]).utuh  # what the paper says still holds


@pytest.mark.parametrize(("day", "kertas", "code"), [(date(2026, 11, 22), "A5", "TANGGAL_SALAH"),
                                                     (DAY, "B5", "KERTAS_SALAH")])
def test_a_recap_that_cannot_be_is_refused(desk: desks.Desk, day: date, kertas: str, code: str) -> None:
    with pytest.raises(Problem) as refused:
        run_to_end(desk.recap_paper_job(day, kertas))
    assert refused.value.kode == code


# --- at the door ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def with_pin(tmp_path_factory: pytest.TempPathFactory, set_up: Path, clock: desks.Clock) -> Path:
    """The village, opened by the PIN of its secretary; made once."""
    import shutil

    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("berpin") / "desa"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.start_pin("274913")
    return root


def test_coming_in_is_noted_with_the_tries_before_it(with_pin: Path, tmp_path: Path, clock: desks.Clock) -> None:
    import shutil

    folder = DataFolder(Path(shutil.copytree(with_pin, tmp_path / "desa")))
    for _ in range(2):
        with pytest.raises(Problem):
            desks.open_desk(folder, "111222", clock)
    with desks.open_desk(folder, "274913", clock) as desk:
        newest = desk.trail_list(most=1)[0]
        assert (newest.apa, newest.alasan) == ("Membuka kunci dengan PIN", "2 kali PIN salah sebelumnya")
        assert (newest.oleh, newest.tentang) == ("Nurhayati Salam", "Nurhayati Salam")
        desk.note_screen(True, "10 menit tidak dipakai")
        newest = desk.trail_list(most=1)[0]
        assert (newest.apa, newest.alasan) == ("Mengunci layar", "10 menit tidak dipakai")
        with pytest.raises(Problem):
            desk.check_pin("111222")
        desk.check_pin("274913")
        newest = desk.trail_list(most=1)[0]
        assert (newest.apa, newest.alasan) == ("Mengetik PIN salah dari pengguna", "1 kali")
        assert desk.verify_trail().utuh


def test_a_desk_that_opens_unasked_notes_no_coming_in(folder: DataFolder, clock: desks.Clock) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        before = len(desk.trail_list())
    with desks.open_desk(folder, None, clock) as desk:
        assert len(desk.trail_list()) == before
