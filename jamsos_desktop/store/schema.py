"""The schema as named migrations; the file knows its age by the names that were applied.

Names of a later program in the file mean the file is newer than this program: it is refused.
sqlite_utils is imported only when something has to be applied, because the window's start
would pay for it.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NamedTuple

import jamsos_desktop
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import schema_m003, schema_m004, schema_m005, schema_m006, schema_m007, schema_m008
from jamsos_desktop.store.engine import Database, DBError, as_problem

if TYPE_CHECKING:
    from sqlite_utils import Database as UtilsDatabase

SET, WRITER = "jamsos", "program.versi"

_M001 = """
CREATE TABLE setelan (kunci TEXT PRIMARY KEY, nilai TEXT NOT NULL) STRICT;
CREATE TABLE peserta (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, nomor TEXT NOT NULL UNIQUE,
  kelompok TEXT NOT NULL, segmen TEXT NOT NULL, jabatan TEXT NOT NULL, pekerjaan TEXT NOT NULL,
  pekerjaan_2 TEXT NOT NULL, pekerjaan_ktp TEXT NOT NULL, gelar TEXT NOT NULL,
  nik TEXT NOT NULL, no_kk TEXT NOT NULL, nama TEXT NOT NULL, tempat_lahir TEXT NOT NULL, tanggal_lahir TEXT,
  jenis_kelamin TEXT NOT NULL, golongan_darah TEXT NOT NULL, status_kawin TEXT NOT NULL, nama_ibu TEXT NOT NULL,
  alamat TEXT NOT NULL, dusun TEXT NOT NULL, rt TEXT NOT NULL, rw TEXT NOT NULL, kode_pos TEXT NOT NULL,
  hp TEXT NOT NULL, tanpa_hp INTEGER NOT NULL, email TEXT NOT NULL, npwp TEXT NOT NULL,
  bank TEXT NOT NULL, rekening TEXT NOT NULL, nama_rekening TEXT NOT NULL, penghasilan INTEGER,
  lokasi_kerja TEXT NOT NULL, jam_kerja TEXT NOT NULL, mulai_bekerja TEXT, status_pegawai TEXT NOT NULL,
  akhir_kontrak TEXT, kode_lokasi TEXT NOT NULL, surat_ke TEXT NOT NULL, masa_laku TEXT,
  program TEXT NOT NULL, sumber_jkk_jkm TEXT NOT NULL, sumber_jht TEXT NOT NULL, periode_bayar INTEGER, mulai TEXT,
  wadah_jenis TEXT NOT NULL, pernah_peserta TEXT NOT NULL, permohonan TEXT NOT NULL,
  sk_nomor TEXT NOT NULL, sk_tanggal TEXT, sk_berakhir TEXT, desil INTEGER, desil_tanggal TEXT,
  kpj TEXT NOT NULL, aktif_sampai TEXT, kartu TEXT NOT NULL, keluar_tanggal TEXT, keluar_sebab TEXT NOT NULL,
  tanpa_ahli_waris INTEGER NOT NULL, catatan TEXT NOT NULL,
  persetujuan TEXT NOT NULL, dicocokkan TEXT NOT NULL, mentah TEXT NOT NULL,
  revisi INTEGER NOT NULL, diubah TEXT NOT NULL,
  status TEXT NOT NULL, masalah TEXT NOT NULL, tingkat TEXT NOT NULL, masalah_n INTEGER NOT NULL,
  masalah_semua TEXT NOT NULL, kerja TEXT NOT NULL, iuran_sen INTEGER NOT NULL,
  berkas_ada INTEGER NOT NULL, berkas_perlu INTEGER NOT NULL, dihitung_untuk TEXT NOT NULL, ketentuan TEXT NOT NULL
) STRICT;
CREATE INDEX peserta_nama ON peserta(nama COLLATE NOCASE, id);
CREATE INDEX peserta_nik ON peserta(nik);
CREATE INDEX peserta_status ON peserta(status);
CREATE TABLE keluarga (
  peserta_uid TEXT NOT NULL REFERENCES peserta(uid) ON DELETE CASCADE, n INTEGER NOT NULL, nama TEXT NOT NULL,
  hubungan TEXT NOT NULL, nik TEXT NOT NULL, tanggal_lahir TEXT, hp TEXT NOT NULL, urutan INTEGER, wali TEXT NOT NULL,
  PRIMARY KEY (peserta_uid, n)) STRICT;
CREATE TABLE berkas (
  peserta_uid TEXT NOT NULL REFERENCES peserta(uid) ON DELETE CASCADE, kode TEXT NOT NULL, keadaan TEXT NOT NULL,
  oleh TEXT NOT NULL, waktu TEXT NOT NULL, PRIMARY KEY (peserta_uid, kode)) STRICT;
CREATE TABLE berkas_desa (
  kode TEXT PRIMARY KEY, keadaan TEXT NOT NULL, oleh TEXT NOT NULL, waktu TEXT NOT NULL) STRICT;
CREATE TABLE draf (
  form TEXT NOT NULL, kunci TEXT NOT NULL, isi TEXT NOT NULL, waktu TEXT NOT NULL, PRIMARY KEY (form, kunci)) STRICT;
CREATE TABLE pembatalan (id TEXT PRIMARY KEY, aksi TEXT NOT NULL, isi TEXT NOT NULL, waktu TEXT NOT NULL) STRICT;
CREATE TABLE hapus (
  uid TEXT PRIMARY KEY, revisi INTEGER NOT NULL, waktu TEXT NOT NULL, alasan TEXT NOT NULL) STRICT;
CREATE TABLE cetakan (
  id INTEGER PRIMARY KEY, bundel TEXT NOT NULL, jenis TEXT NOT NULL, kertas TEXT NOT NULL, versi TEXT NOT NULL,
  waktu TEXT NOT NULL, oleh TEXT NOT NULL, lembar INTEGER NOT NULL) STRICT;
CREATE TABLE cetakan_orang (
  cetakan_id INTEGER NOT NULL REFERENCES cetakan(id) ON DELETE CASCADE, uid TEXT NOT NULL, ke INTEGER NOT NULL,
  kode_periksa TEXT NOT NULL, inti TEXT NOT NULL, revisi INTEGER NOT NULL, PRIMARY KEY (cetakan_id, uid)) STRICT;
CREATE INDEX cetakan_orang_uid ON cetakan_orang(uid);
CREATE TABLE paket (
  seq INTEGER PRIMARY KEY, isi TEXT NOT NULL, base INTEGER NOT NULL, prev TEXT NOT NULL, sha TEXT NOT NULL,
  kode_periksa TEXT NOT NULL, nama_berkas TEXT NOT NULL, ukuran INTEGER NOT NULL, waktu TEXT NOT NULL,
  penerima TEXT NOT NULL, jumlah TEXT NOT NULL, keadaan TEXT NOT NULL) STRICT;
CREATE TABLE paket_orang (
  seq INTEGER NOT NULL REFERENCES paket(seq) ON DELETE CASCADE, uid TEXT NOT NULL, revisi INTEGER NOT NULL,
  inti TEXT NOT NULL, permohonan TEXT NOT NULL, PRIMARY KEY (seq, uid)) STRICT;
CREATE INDEX paket_orang_uid ON paket_orang(uid);
CREATE TABLE riwayat (
  n INTEGER PRIMARY KEY, waktu TEXT NOT NULL, pelaku TEXT NOT NULL, perangkat TEXT NOT NULL, aksi TEXT NOT NULL,
  objek TEXT NOT NULL, objek_id TEXT NOT NULL, kolom TEXT NOT NULL, alasan TEXT NOT NULL,
  prev TEXT NOT NULL, h TEXT NOT NULL) STRICT;
CREATE TRIGGER riwayat_tetap_u BEFORE UPDATE ON riwayat BEGIN SELECT RAISE(ABORT, 'riwayat tetap'); END;
CREATE TRIGGER riwayat_tetap_d BEFORE DELETE ON riwayat BEGIN SELECT RAISE(ABORT, 'riwayat tetap'); END;
CREATE VIRTUAL TABLE cari USING fts5(nama, kerja, dusun, content='peserta', content_rowid='id', prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER cari_tambah AFTER INSERT ON peserta BEGIN
  INSERT INTO cari(rowid, nama, kerja, dusun) VALUES (new.id, new.nama, new.kerja, new.dusun); END;
CREATE TRIGGER cari_hapus AFTER DELETE ON peserta BEGIN
  INSERT INTO cari(cari, rowid, nama, kerja, dusun) VALUES ('delete', old.id, old.nama, old.kerja, old.dusun); END;
CREATE TRIGGER cari_ubah AFTER UPDATE ON peserta
WHEN old.nama <> new.nama OR old.kerja <> new.kerja OR old.dusun <> new.dusun BEGIN
  INSERT INTO cari(cari, rowid, nama, kerja, dusun) VALUES ('delete', old.id, old.nama, old.kerja, old.dusun);
  INSERT INTO cari(rowid, nama, kerja, dusun) VALUES (new.id, new.nama, new.kerja, new.dusun); END;
"""

# What a reply brings. ``setara``: the revisi that equals what was sent since an answer was written into the
# record; ``keadaan`` of a verdict: berlaku, tanya (the record changed meanwhile), diabaikan (answered so), lama
# (about an older version, or told anew by a later reply), asing (nobody of this desk).
_M002 = """
ALTER TABLE paket_orang ADD COLUMN setara INTEGER;
CREATE TABLE balasan (
  no INTEGER PRIMARY KEY, sha TEXT NOT NULL UNIQUE, kode_periksa TEXT NOT NULL, nama_berkas TEXT NOT NULL,
  isi TEXT NOT NULL, untuk_seq INTEGER NOT NULL, penandatangan TEXT NOT NULL, dibuat TEXT NOT NULL,
  diambil TEXT NOT NULL, jumlah TEXT NOT NULL, tagihan TEXT NOT NULL, pesan TEXT NOT NULL) STRICT;
CREATE TABLE keputusan (
  balasan_no INTEGER NOT NULL REFERENCES balasan(no) ON DELETE CASCADE, uid TEXT NOT NULL, revisi INTEGER NOT NULL,
  putusan TEXT NOT NULL, alasan TEXT NOT NULL, label TEXT NOT NULL, teks TEXT NOT NULL, cara TEXT NOT NULL,
  kolom TEXT NOT NULL, oleh TEXT NOT NULL, tindakan TEXT NOT NULL, tanggal TEXT, kpj TEXT NOT NULL,
  aktif_dari TEXT, aktif_sampai TEXT, kode_bayar TEXT NOT NULL, jatuh_tempo TEXT, dibayar TEXT,
  keadaan TEXT NOT NULL, PRIMARY KEY (balasan_no, uid)) STRICT;
CREATE INDEX keputusan_uid ON keputusan(uid);
CREATE TABLE ketentuan (
  urut INTEGER PRIMARY KEY, versi TEXT NOT NULL UNIQUE, nama TEXT NOT NULL, sha TEXT NOT NULL,
  berlaku_mulai TEXT NOT NULL, berlaku_sampai TEXT, dari TEXT NOT NULL, diambil TEXT NOT NULL,
  isi BLOB NOT NULL, keadaan TEXT NOT NULL) STRICT;
"""

STEPS: tuple[tuple[str, str], ...] = (("m001_desa", _M001), ("m002_balasan", _M002),
                                     ("m003_iuran", schema_m003.SCRIPT), ("m004_bundel", schema_m004.SCRIPT),
                                     ("m005_impor", schema_m005.SCRIPT), ("m006_orang", schema_m006.SCRIPT),
                                     ("m007_ringkas", schema_m007.SCRIPT), ("m008_riwayat", schema_m008.SCRIPT))
TRIGGERS = frozenset({"riwayat_tetap_u", "riwayat_tetap_d", "cari_tambah", "cari_hapus", "cari_ubah"})


class Schema(NamedTuple):
    """A set of named steps, and the triggers that must stand once all are applied."""

    name: str
    steps: tuple[tuple[str, str], ...]
    triggers: frozenset[str] = frozenset()


def base() -> Schema:
    """What every data file holds; the district's register is a set of its own beside it."""
    return Schema(SET, STEPS, TRIGGERS)


def upgrade(db: Database, schema: Schema | None = None) -> None:
    """Carry the file forward to this program's schema; a file of a newer program is refused."""
    schema = schema or base()
    applied = _applied(db, schema)
    known = [name for name, _ in schema.steps]
    if unknown := [name for name in applied if name not in known]:
        raise Problem("DATA_LEBIH_BARU", f"File data ini dibuat program yang lebih baru ({_writer(db, unknown[-1])}).",
                      TIDAK_BERUBAH, "Perbarui aplikasi di laptop ini, lalu buka lagi.")
    if len(applied) < len(known):
        _apply(db, schema)
    there = {str(row[0]) for row in db.all("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    if schema.triggers - there:
        raise Problem("DATA_RUSAK", "Susunan file data tidak lengkap.", TIDAK_BERUBAH, "Pulihkan cadangan terakhir.")


def behind(db: Database, schema: Schema | None = None) -> bool:
    """Whether the file is of an older schema and holds data that a step could harm."""
    schema = schema or base()
    applied = _applied(db, schema)
    return bool(applied) and len(applied) < len(schema.steps) and set(applied) <= {name for name, _ in schema.steps}


def current(db: Database, schema: Schema | None = None) -> bool:
    """Whether the file is of exactly this program's schema."""
    schema = schema or base()
    return set(_applied(db, schema)) == {name for name, _ in schema.steps}


def has_table(db: Database, name: str) -> bool:
    """Whether the file has a table of this name."""
    return db.one("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)) is not None


def tables(schema: Schema) -> frozenset[str]:
    """The tables that the steps of a set make."""
    made = [text for _, script in schema.steps for text in statements(script)]
    return frozenset(text.split()[2] for text in made if text.startswith("CREATE TABLE"))


def _applied(db: Database, schema: Schema) -> list[str]:
    if not has_table(db, "_sqlite_migrations"):
        return []
    return [str(row[0]) for row in db.all(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [schema.name])]


def _writer(db: Database, step: str) -> str:
    """Which program carried the file forward: its version, or the name of the step where it left none."""
    row = db.one("SELECT nilai FROM setelan WHERE kunci = ?", (WRITER,)) if _has_settings(db) else None
    versi = json.loads(row[0]) if row else None
    return f"versi {versi}" if isinstance(versi, str) else step


def _sign(db: Database) -> None:
    """Leave the version in the file: an older program that refuses it can name the one to be put in place."""
    if not _has_settings(db):
        return
    with db.write():
        db.run("INSERT INTO setelan (kunci, nilai) VALUES (?, ?)"
               " ON CONFLICT (kunci) DO UPDATE SET nilai = excluded.nilai",
               (WRITER, json.dumps(jamsos_desktop.__version__)))


def _has_settings(db: Database) -> bool:
    return has_table(db, "setelan")


def _apply(db: Database, schema: Schema) -> None:
    # sqlite_utils must see sqlcipher3's exceptions; it looks for pysqlite3 first.
    import sqlcipher3
    from sqlcipher3 import dbapi2

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    from sqlite_utils import Database as Utils
    from sqlite_utils import Migrations

    migrations = Migrations(schema.name)
    for name, script in schema.steps:
        migrations(name=name)(_step(script))
    try:
        migrations.apply(Utils(db.connection, execute_plugins=False))
    except DBError as error:
        raise as_problem(error) from error
    _sign(db)


def _step(script: str) -> _Step:
    return _Step(script)


class _Step:
    """One script as a migration; statements are run singly, so that the transaction stays open."""

    def __init__(self, script: str) -> None:
        self._script = script
        self.__name__ = "step"

    def __call__(self, db: UtilsDatabase) -> None:
        for statement in statements(self._script):
            db.execute(statement)


def statements(script: str) -> list[str]:
    """The single statements of a script (a trigger's inner semicolons belong to it)."""
    from sqlcipher3 import dbapi2

    found, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if current.strip() and dbapi2.complete_statement(current):
            found.append(current.strip())
            current = ""
    return found
