"""Putting data back where something stands in the way: all of it or nothing, and what was sound stays as it was."""

from __future__ import annotations

import random
import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import care_keys, care_restoring, restoring
from jamsos_desktop.desk.care_restoring import Base
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import archive, backup, bringing, bringing_people, key_file, replacing, salvage, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.salvage import Broken, Rows
from tests.conftest import salma
from tests.desk import damage
from tests.desk.damage import CHANGED, CLOCK, NEW


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("pulih") / "desa"))
    damage.fill(DataFolder(root))
    return root


@pytest.fixture
def desa(village: Path, tmp_path: Path) -> DataFolder:
    return damage.copy_of(village, tmp_path / "desa")


def kode_of(raised: pytest.ExceptionInfo[Problem]) -> str:
    return raised.value.kode


# Moves.


def test_moves_that_cannot_all_be_made_are_all_taken_back(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    aside = tmp_path / f"{restoring.ASIDE}1"
    (tmp_path / "di-sini").write_text("lama")
    with pytest.raises(Problem) as told:
        restoring._move([(tmp_path / "a", aside / "a"), (tmp_path / "b", tmp_path / "di-sini")])
    assert kode_of(told) == "TIDAK_BISA_TULIS"
    assert [(tmp_path / name).read_text() for name in ("a", "b", "di-sini")] == ["a", "b", "lama"]
    assert not aside.exists()


def test_what_lay_aside_before_stays_when_moves_are_taken_back(tmp_path: Path) -> None:
    aside = tmp_path / f"{restoring.ASIDE}1"
    aside.mkdir()
    (aside / "lama").write_text("lama")
    (tmp_path / "a").write_text("a")
    with pytest.raises(Problem):
        restoring._move([(tmp_path / "a", aside / "a"), (tmp_path / "tidak-ada", aside / "b")])
    assert (tmp_path / "a").read_text() == "a"
    assert [path.name for path in aside.iterdir()] == ["lama"]


def test_a_folder_that_is_a_file_cannot_become_a_desk(tmp_path: Path, desa: DataFolder) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(Problem) as told:
        run_to_end(restoring.restore_job(next(desa.backups.glob("oto-*.jdc")), DataFolder(tmp_path / "berkas" / "desa"),
                                         ("kata",) * 12, CLOCK))
    assert kode_of(told) == "HANYA_BACA"
    with pytest.raises(Problem) as told:
        restoring._making(DataFolder(tmp_path / "berkas"))
    assert kode_of(told) == "HANYA_BACA"


def test_a_backup_says_what_it_is_before_it_is_believed(desa: DataFolder, tmp_path: Path) -> None:
    found = restoring.backup_name(next(desa.backups.glob("oto-*.jdc")))
    assert not found.teruji
    (tmp_path / "x.jdc").write_bytes(b"bukan cadangan")
    with pytest.raises(Problem) as told:
        restoring.backup_name(tmp_path / "x.jdc")
    assert kode_of(told) == "CADANGAN_BUKAN"


# What a damaged file still holds.


def broken_copy(desa: DataFolder, tmp_path: Path) -> Broken:
    target = tmp_path / "rusak.db"
    shutil.copyfile(desa.database, target)
    return Broken(target, damage.key_of(desa))


def test_a_base_that_turns_out_unsound_is_left_as_it_was(desa: DataFolder, tmp_path: Path) -> None:
    """Bringing over begins on a copy of its own: what does not hold afterwards is thrown away, whole."""
    key = damage.key_of(desa)
    base = tmp_path / "dasar" / "data.db"
    base.parent.mkdir()
    with Database(desa.database, key) as db:
        backup.verified_copy(db, key, base)
    with broken_copy(desa, tmp_path) as broken:
        damage.head(base, random.Random(3))
        before = base.read_bytes()
        assert care_restoring._bring(Base(base), broken, key) is None
        assert base.read_bytes() == before
        with pytest.raises(Problem):
            care_restoring._bring(Base(base, fresh=True), broken, key)


class Half(Broken):
    """A damaged file of which some tables tell only what a test lays down for them."""

    told: dict[str, Rows]
    parts: dict[str, list[dict[str, object]] | None]

    def rows(self, table: str) -> Rows:
        return self.told.get(table) or super().rows(table)

    def of(self, table: str, column: str, value: object) -> list[dict[str, object]] | None:
        return self.parts[table] if table in self.parts else super().of(table, column, value)


@pytest.fixture
def half(desa: DataFolder, tmp_path: Path) -> Half:
    shutil.copyfile(desa.database, tmp_path / "rusak.db")
    made = Half(tmp_path / "rusak.db", damage.key_of(desa))
    made.told, made.parts = {}, {}
    return made


def test_a_setting_that_cannot_be_read_leaves_the_one_that_is_here(desa: DataFolder, half: Half) -> None:
    half.told["setelan"] = Rows([{"kunci": "nomor_paket", "nilai": "{"}, {"kunci": "huruf", "nilai": None},
                                 {"kunci": "catatan_uji", "nilai": '"baru"'}], False)
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        before = db.one("SELECT nilai FROM setelan WHERE kunci = 'nomor_paket'")
        assert bringing._settings(db, half) == ["setelan"]
        assert db.one("SELECT nilai FROM setelan WHERE kunci = 'nomor_paket'") == before
        assert db.one("SELECT nilai FROM setelan WHERE kunci = 'catatan_uji'") == ('"baru"',)


def test_a_history_that_does_not_follow_on_is_not_taken_over(desa: DataFolder, half: Half) -> None:
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        rows = half.rows("riwayat").rows
        last = rows[-1]
        half.told["riwayat"] = Rows([*rows, {**last, "n": last["n"] + 1}], False)  # its seal is that of another
        behind, taken = bringing._history(db, half)
        assert ([row["n"] for row in behind], taken) == ([last["n"] + 1], 0)
        assert db.one("SELECT max(n) FROM riwayat") == (last["n"],)


def test_a_paper_comes_over_with_all_that_hangs_on_it_or_stays_as_it_is(desa: DataFolder, half: Half) -> None:
    """Of a table that cannot be read to its end, only rows whose parts are all known take the place of ours."""
    children = [("cetakan_orang", "cetakan_id", "id")]
    row = {"id": 900, "bundel": "B-0900", "jenis": "formulir", "waktu": "2026-11-20T09:00:00+08:00", "oleh": "A"}
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        columns = {str(one[1]) for one in db.all("PRAGMA table_info(cetakan)")}
        needed = {str(one[1]): "" for one in db.all("PRAGMA table_info(cetakan)") if one[3] and one[4] is None}
        row = {**needed, **{key: value for key, value in row.items() if key in columns}}
        row = {key: 0 if value == "" and _is_number(db, key) else value for key, value in row.items()}
        half.told["cetakan"] = Rows([row], False)
        half.parts["cetakan_orang"] = None  # it cannot be said that these are all
        assert bringing._group(db, half, "cetakan", children) == ["cetakan"]
        assert db.one("SELECT count(*) FROM cetakan WHERE id = 900") == (0,)
        half.parts["cetakan_orang"] = []
        assert bringing._group(db, half, "cetakan", children) == ["cetakan"]
        assert db.one("SELECT count(*) FROM cetakan WHERE id = 900") == (1,)


def _is_number(db: Database, column: str) -> bool:
    return any(str(one[1]) == column and one[2] == "INTEGER" for one in db.all("PRAGMA table_info(cetakan)"))


def test_a_draft_of_somebody_who_came_over_goes_with_them_and_one_unreadable_stays_out(desa: DataFolder,
                                                                                       half: Half) -> None:
    at = "2030-01-01T00:00:00+08:00"
    half.told["draf"] = Rows([{"form": "editor", "kunci": "baru", "isi": "{", "waktu": at},
                              {"form": "editor", "kunci": "lain", "isi": "{}", "waktu": at}], True)
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        for key in (CHANGED, NEW, "lain", "entah"):
            db.run("INSERT OR REPLACE INTO draf (form, kunci, isi, waktu) VALUES ('editor', ?, '{}', ?)", (key, at))
        assert bringing._drafts(db, half, {NEW}) == []  # what stands here as it stood there is no find
        kept = {row[0] for row in db.all("SELECT kunci FROM draf")}
    assert "lain" in kept
    assert CHANGED in kept  # is still here and did not come over: the draft may be all there is
    assert not {NEW, "entah", "baru"} & kept


def test_what_hangs_on_nobody_does_not_come_over(desa: DataFolder) -> None:
    with Database(desa.database, damage.key_of(desa)) as db:
        db.run("PRAGMA foreign_keys = OFF")
        with db.write():
            db.run("INSERT INTO keluarga VALUES ('tidak-ada', 0, 'A', 'anak', '', NULL, '', NULL, '')")
            assert bringing._dangling(db)
            bringing._nobody(db)
            assert bringing._dangling(db) == []


def test_a_number_two_people_have_is_given_anew_and_a_person_half_read_stays_out(desa: DataFolder, half: Half) -> None:
    row = next(one for one in half.rows("peserta").rows if one["uid"] == CHANGED)
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        taken = db.one("SELECT nomor, id FROM peserta WHERE uid = ?", (NEW,))
        assert taken
        half.parts = {name: [] for name in bringing_people._CHILDREN}
        assert not bringing_people._bring(db, half, {**row, "mentah": "{"})
        assert not bringing_people._bring(db, half, {**row, "mentah": None})
        db.run("DELETE FROM peserta WHERE uid = ?", (CHANGED,))
        assert bringing_people._bring(db, half, {**row, "nomor": taken[0], "id": taken[1]})
        found = db.one("SELECT nomor, id FROM peserta WHERE uid = ?", (CHANGED,))
        assert found
        assert found[0] not in ("", taken[0])
        assert found[1] != taken[1]


def test_whoever_is_missing_where_all_were_read_was_deleted_even_if_the_mark_is_unreadable(desa: DataFolder,
                                                                                           half: Half) -> None:
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        here = {str(uid): int(revisi) for uid, revisi in db.all("SELECT uid, revisi FROM peserta")}
        half.told["hapus"] = Rows([{"uid": CHANGED, "revisi": 0, "waktu": "", "alasan": "", "musnah": 0}], False)
        bringing_people._bury(db, half, here, here.keys() - {NEW, CHANGED}, whole=True)
        assert {row[0] for row in db.all("SELECT uid FROM hapus")} >= {NEW, CHANGED}
        assert {str(row[0]) for row in db.all("SELECT uid FROM peserta")} == here.keys() - {NEW, CHANGED}
        assert undo.deleted(db) >= {NEW, CHANGED}


def test_a_table_nobody_can_list_ends_the_search_within_its_bound(desa: DataFolder, tmp_path: Path) -> None:
    with broken_copy(desa, tmp_path) as broken:
        people = len(broken.rows("peserta").rows)
        far = broken._farthest("peserta")
        assert far <= max(int(row["id"]) for row in broken.rows("peserta").rows)
        assert far > 0
        assert broken.indexed("peserta", "tidak_ada", "uid") == []
        assert broken.whole
        assert len(list(broken._crawl("peserta"))) == people
        broken.tables["tanpa"] = "CREATE TABLE tanpa (a) WITHOUT ROWID"
        assert broken.rows("tanpa") == Rows([], False)
        broken._db.close()
        with pytest.raises(Exception, match="closed"):
            broken._fetch("SELECT 1", ())


# Keys and what is looked at.


def test_keys_that_neither_here_nor_in_a_backup_are_whole_stay_as_they_are(desa: DataFolder) -> None:
    """A damaged backup lends no keys; nothing is written in the place of what may still be mended by hand."""
    for path in desa.backups.glob("oto-*.jdc"):
        path.write_bytes(path.read_bytes()[:-100])
    for path in (desa.keys, desa.keys_copy):
        path.write_bytes(b"rusak")
    care_keys.mend_keys(desa, CLOCK)
    assert desa.keys.read_bytes() == desa.keys_copy.read_bytes() == b"rusak"


def test_a_key_file_of_a_newer_program_is_never_replaced_by_an_older_one(desa: DataFolder) -> None:
    held = msgspec.json.decode(desa.keys.read_bytes())
    newer = msgspec.json.encode({**held, "versi": key_file.VERSION + 1, "cek": "lain"})
    for path in (desa.keys, desa.keys_copy):
        path.write_bytes(newer)
    with pytest.raises(Problem):
        care_keys.mend_keys(desa, CLOCK)
    assert desa.keys.read_bytes() == newer


def test_what_is_no_data_file_opens_with_no_key(desa: DataFolder) -> None:
    key = damage.key_of(desa)
    assert salvage.opens(desa.database, key)
    assert not salvage.opens(desa.database, key[::-1])
    assert not salvage.opens(next(desa.backups.glob("oto-*.jdc")), key)


def test_going_back_is_refused_when_somebody_wrote_meanwhile(desa: DataFolder, tmp_path: Path) -> None:
    """What was typed since the question was asked must not be lost."""
    key = damage.key_of(desa)
    with Database(desa.database, key) as live:
        copy = backup.verified_copy(live, key, tmp_path / "salinan.db")
        seen = replacing.state(live)
    with desks.open_desk(desa, None, CLOCK) as desk:
        desk.save(salma("u-lagi", nik="7402115408849430"), 0)
    with Database(desa.database, key) as live, Database(copy, key) as fresh, Database(desa.database, key) as reader:
        before = live.one("SELECT count(*) FROM peserta")
        with pytest.raises(Problem):
            replacing.replace_content(live, fresh, seen, reader)
        assert live.one("SELECT count(*) FROM peserta") == before
        replacing.replace_content(live, fresh, replacing.state(live), reader)
        assert live.one("SELECT count(*) FROM peserta WHERE uid = 'u-lagi'") == (0,)


def test_the_zip_of_a_backup_is_held_to_its_own_list(desa: DataFolder, tmp_path: Path) -> None:
    path = next(desa.backups.glob("oto-*.jdc"))
    with zipfile.ZipFile(path) as held:
        parts = {name: held.read(name) for name in held.namelist()}

    def refused(changed: dict[str, bytes], says: str, names: tuple[str, ...] = ()) -> None:
        made = tmp_path / "lain.jdc"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
            for name, data in {**parts, **changed}.items():
                out.writestr(name, data)
            for name in names:
                out.writestr(name, b"x")
        with pytest.raises(Problem, match=says) as told:
            archive.Archive(made)
        assert kode_of(told) == "CADANGAN_RUSAK"

    refused({}, "kembar", (archive.DATA.upper(),))
    refused({archive.MANIFEST: b"{"}, "daftar isinya tidak terbaca")
    refused({archive.MANIFEST: b" " * (archive._MOST_MANIFEST + 1)}, "terlalu besar")
    refused({archive.MANIFEST: msgspec.json.encode({"min_reader": 1})}, "daftar isinya tidak terbaca")
    torn = bytearray(path.read_bytes())
    at = torn.index(parts[archive.MANIFEST][:40])
    torn[at + 3] ^= 1
    (tmp_path / "lain.jdc").write_bytes(torn)
    with pytest.raises(Problem, match="tidak terbaca") as told:
        archive.Archive(tmp_path / "lain.jdc")
    assert kode_of(told) == "CADANGAN_RUSAK"
