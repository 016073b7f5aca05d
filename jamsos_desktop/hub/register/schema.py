"""The register's tables, beside the office's own in the same locked file.

A person of a village is one row of ``orang``: the columns that lists, merging and likeness need, what the
district decided, and ``isi_id``, where the whole record lies. Records lie together as they came: ``isi.data`` is
the deflated ``data/peserta.ndjson`` of one package (1 MB of text in 60 kB; a row per person would be ten times
that), read by ``contents.rows_of``. There is no index by NIK: every village touches all its pages, which costs a
third of the time of taking in, and whoever compares NIKs compares all of them anyway.
"""

from __future__ import annotations

from jamsos_desktop.store.schema import Schema

_R001 = """
CREATE TABLE unit (
  kode TEXT PRIMARY KEY, jenis TEXT NOT NULL, nama TEXT NOT NULL, kecamatan TEXT NOT NULL,
  profil TEXT NOT NULL DEFAULT '{}', berkas TEXT NOT NULL DEFAULT '{}', sisa TEXT NOT NULL DEFAULT '[]',
  sotk TEXT NOT NULL DEFAULT '[]',
  sign TEXT NOT NULL DEFAULT '', age TEXT NOT NULL DEFAULT '', dicocokkan TEXT NOT NULL DEFAULT '',
  dicocokkan_oleh TEXT NOT NULL DEFAULT '',
  perangkat TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL DEFAULT 0, sha TEXT NOT NULL DEFAULT '',
  dibuat TEXT NOT NULL DEFAULT '', diambil TEXT NOT NULL DEFAULT '',
  riwayat_n INTEGER NOT NULL DEFAULT 0, riwayat_hash TEXT NOT NULL DEFAULT '',
  cabang INTEGER NOT NULL DEFAULT 0, minta_penuh INTEGER NOT NULL DEFAULT 0,
  balas_penuh INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE kunci_unit (
  kode TEXT NOT NULL REFERENCES unit(kode), sidik TEXT NOT NULL, sign TEXT NOT NULL, age TEXT NOT NULL,
  sejak TEXT NOT NULL, dicabut TEXT NOT NULL DEFAULT '', oleh TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (kode, sidik)) STRICT;
CREATE TABLE perangkat (
  kode TEXT NOT NULL REFERENCES unit(kode), perangkat TEXT NOT NULL, nomor INTEGER NOT NULL, sejak TEXT NOT NULL,
  menggantikan TEXT NOT NULL DEFAULT '', keadaan TEXT NOT NULL DEFAULT 'dipakai',
  pensiun_seq INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kode, perangkat)) STRICT;
CREATE TABLE sasaran (
  kode TEXT NOT NULL, kelompok TEXT NOT NULL, tahun INTEGER NOT NULL, orang INTEGER NOT NULL,
  PRIMARY KEY (kode, kelompok, tahun)) STRICT;
CREATE TABLE kuota (
  kode TEXT NOT NULL, sumber_dana TEXT NOT NULL, tahun INTEGER NOT NULL, orang INTEGER NOT NULL,
  PRIMARY KEY (kode, sumber_dana, tahun)) STRICT;
CREATE TABLE kiriman (
  id INTEGER PRIMARY KEY, unit TEXT NOT NULL, seq INTEGER NOT NULL, sha TEXT NOT NULL, kode_periksa TEXT NOT NULL,
  base INTEGER NOT NULL, prev TEXT NOT NULL, perangkat TEXT NOT NULL, isi TEXT NOT NULL, dibuat TEXT NOT NULL,
  diambil TEXT NOT NULL, nama_berkas TEXT NOT NULL, ukuran INTEGER NOT NULL, keadaan TEXT NOT NULL,
  hasil TEXT NOT NULL, keterangan TEXT NOT NULL, jumlah TEXT NOT NULL, sidik TEXT NOT NULL,
  sebab TEXT NOT NULL DEFAULT '', keputusan TEXT NOT NULL DEFAULT '') STRICT;
CREATE UNIQUE INDEX kiriman_sha ON kiriman(sha);
CREATE INDEX kiriman_unit ON kiriman(unit, seq);
CREATE TABLE tahanan (kiriman_id INTEGER PRIMARY KEY REFERENCES kiriman(id), data BLOB NOT NULL) STRICT;
CREATE TABLE isi (id INTEGER PRIMARY KEY, unit TEXT NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE orang (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, revisi INTEGER NOT NULL,
  seq INTEGER NOT NULL, perangkat TEXT NOT NULL, isi_id INTEGER NOT NULL, jejak TEXT NOT NULL DEFAULT '',
  nomor TEXT NOT NULL, nik TEXT NOT NULL, nama TEXT NOT NULL, tanggal_lahir TEXT NOT NULL, nama_ibu TEXT NOT NULL,
  kelompok TEXT NOT NULL, segmen TEXT NOT NULL, kerja TEXT NOT NULL, sumber_dana TEXT NOT NULL,
  program TEXT NOT NULL, permohonan TEXT NOT NULL, sebulan_sen INTEGER NOT NULL, mutu TEXT NOT NULL,
  hapus INTEGER NOT NULL DEFAULT 0, pertama TEXT NOT NULL, diubah TEXT NOT NULL,
  keadaan TEXT NOT NULL DEFAULT 'masuk', tunda INTEGER NOT NULL DEFAULT 0, berubah INTEGER NOT NULL DEFAULT 0,
  kpj TEXT NOT NULL DEFAULT '', aktif_dari TEXT NOT NULL DEFAULT '', aktif_sampai TEXT NOT NULL DEFAULT '',
  alasan TEXT NOT NULL DEFAULT '', kolom TEXT NOT NULL DEFAULT '', oleh TEXT NOT NULL DEFAULT '',
  tindakan TEXT NOT NULL DEFAULT '', catatan TEXT NOT NULL DEFAULT '', diputuskan TEXT NOT NULL DEFAULT '',
  batch TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX orang_unit ON orang(unit, kelompok, keadaan);
CREATE INDEX orang_berhenti ON orang(nama) WHERE permohonan = 'berhenti';
CREATE TABLE versi (
  uid TEXT NOT NULL, perangkat TEXT NOT NULL, revisi INTEGER NOT NULL, sidik TEXT NOT NULL, seq INTEGER NOT NULL,
  isi_id INTEGER NOT NULL, waktu TEXT NOT NULL, keadaan TEXT NOT NULL,
  PRIMARY KEY (uid, perangkat, revisi, sidik)) STRICT;
CREATE INDEX versi_isi ON versi(isi_id);
CREATE TABLE pasangan (
  id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, jenis TEXT NOT NULL, skor INTEGER NOT NULL,
  rincian TEXT NOT NULL, ditemukan TEXT NOT NULL, keputusan INTEGER NOT NULL DEFAULT 0,
  catatan TEXT NOT NULL DEFAULT '', oleh TEXT NOT NULL DEFAULT '', waktu TEXT NOT NULL DEFAULT '',
  sidik TEXT NOT NULL DEFAULT '', pesan TEXT NOT NULL DEFAULT '', UNIQUE (a, b)) STRICT;
CREATE INDEX pasangan_b ON pasangan(b);
CREATE TABLE putusan (
  id INTEGER PRIMARY KEY, waktu TEXT NOT NULL, oleh TEXT NOT NULL, jenis TEXT NOT NULL, objek TEXT NOT NULL,
  keterangan TEXT NOT NULL, sebelum TEXT NOT NULL, sesudah TEXT NOT NULL,
  dibatalkan TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE batch (
  nomor TEXT PRIMARY KEY, jenis TEXT NOT NULL, segmen TEXT NOT NULL, kelompok TEXT NOT NULL, wadah TEXT NOT NULL,
  sumber_dana TEXT NOT NULL, masa_dari TEXT NOT NULL, bulan INTEGER NOT NULL, dibuat TEXT NOT NULL,
  diisi TEXT NOT NULL DEFAULT '', diserahkan TEXT NOT NULL DEFAULT '', surat TEXT NOT NULL DEFAULT '',
  hasil TEXT NOT NULL DEFAULT '', dibatalkan TEXT NOT NULL DEFAULT '', catatan TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE tagihan (
  id INTEGER PRIMARY KEY, batch TEXT NOT NULL REFERENCES batch(nomor), npp TEXT NOT NULL, unit TEXT NOT NULL,
  orang INTEGER NOT NULL, sebulan_sen INTEGER NOT NULL, jumlah_sen INTEGER NOT NULL,
  kode_bayar TEXT NOT NULL DEFAULT '', jatuh_tempo TEXT NOT NULL DEFAULT '', dibayar TEXT NOT NULL DEFAULT '',
  bukti TEXT NOT NULL DEFAULT '', UNIQUE (batch, npp, unit)) STRICT;
CREATE TABLE batch_orang (
  batch TEXT NOT NULL REFERENCES batch(nomor), uid TEXT NOT NULL, npp TEXT NOT NULL, lembar TEXT NOT NULL,
  tagihan INTEGER NOT NULL, unit TEXT NOT NULL,
  revisi INTEGER NOT NULL, sebulan_sen INTEGER NOT NULL, nik TEXT NOT NULL DEFAULT '',
  hasil TEXT NOT NULL DEFAULT '', kpj TEXT NOT NULL DEFAULT '', aktif_dari TEXT NOT NULL DEFAULT '',
  alasan TEXT NOT NULL DEFAULT '', teks TEXT NOT NULL DEFAULT '', PRIMARY KEY (batch, uid)) STRICT;
CREATE INDEX batch_orang_uid ON batch_orang(uid);
CREATE INDEX batch_orang_tagihan ON batch_orang(tagihan);
CREATE TABLE batch_jejak (
  putusan INTEGER PRIMARY KEY REFERENCES putusan(id), batch TEXT NOT NULL, sebelum TEXT NOT NULL) STRICT;
CREATE TABLE jawaban (
  unit TEXT NOT NULL, no INTEGER NOT NULL, sha TEXT NOT NULL, kode_periksa TEXT NOT NULL, nama_berkas TEXT NOT NULL,
  isi TEXT NOT NULL, dibuat TEXT NOT NULL, untuk_seq INTEGER NOT NULL, jumlah TEXT NOT NULL,
  digest TEXT NOT NULL, diserahkan TEXT NOT NULL DEFAULT '', PRIMARY KEY (unit, no)) STRICT;
CREATE TABLE pesan (
  id INTEGER PRIMARY KEY, unit TEXT NOT NULL, teks TEXT NOT NULL, uid TEXT NOT NULL DEFAULT '',
  waktu TEXT NOT NULL, oleh TEXT NOT NULL, dikirim INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE rekap (
  unit TEXT NOT NULL, kelompok TEXT NOT NULL, sumber_dana TEXT NOT NULL, keadaan TEXT NOT NULL,
  orang INTEGER NOT NULL, sebulan_sen INTEGER NOT NULL, tunda INTEGER NOT NULL,
  PRIMARY KEY (unit, kelompok, keadaan, sumber_dana)) STRICT, WITHOUT ROWID;
CREATE TABLE rekap_bulan (
  unit TEXT NOT NULL, kelompok TEXT NOT NULL, bulan TEXT NOT NULL, mulai INTEGER NOT NULL, berhenti INTEGER NOT NULL,
  PRIMARY KEY (unit, kelompok, bulan)) STRICT, WITHOUT ROWID;
CREATE TABLE rekap_tempo (
  unit TEXT NOT NULL, kelompok TEXT NOT NULL, sumber_dana TEXT NOT NULL, aktif_sampai TEXT NOT NULL,
  orang INTEGER NOT NULL, sebulan_sen INTEGER NOT NULL,
  PRIMARY KEY (unit, kelompok, sumber_dana, aktif_sampai)) STRICT, WITHOUT ROWID;
CREATE TABLE rekap_mutu (
  unit TEXT NOT NULL, tanda TEXT NOT NULL, orang INTEGER NOT NULL, PRIMARY KEY (unit, tanda)) STRICT, WITHOUT ROWID;
"""

# What a village's row says since: where it stands on its map desa, and what it was billed and has paid itself.
_R002 = """
ALTER TABLE unit ADD COLUMN map TEXT NOT NULL DEFAULT '[]';
ALTER TABLE unit ADD COLUMN bayar TEXT NOT NULL DEFAULT '[]';
"""

# Whom a village erased for good; ``dihapus``: when they were erased here, "" while BPJS holds them as members.
_R003 = """
CREATE TABLE musnah (
  uid TEXT PRIMARY KEY, unit TEXT NOT NULL, waktu TEXT NOT NULL, dihapus TEXT NOT NULL DEFAULT '') STRICT;
"""

REGISTER = Schema("register", (("r001_register", _R001), ("r002_map_desa", _R002), ("r003_musnah", _R003)))
