"""Step m003: who pays what, the seats of the village, its employer's road, who is chosen, deaths and accidents.

``iuran`` is one bill: months as YYYY-MM, ``dari`` who made it (``desa``, or ``dpmd`` for one taken over from a reply),
``dibayar_tanggal`` NULL while unpaid, ``batal`` when it was called off (then its kode bayar is free again),
``perpanjangan`` the extension that made it. ``iuran_orang``: runs of months of each person in it and their sen a month
(more than one run where rates change), so that a bill is the sum of its people; ``nomor`` names them once they are
deleted. ``dasar_upah``: what PU dues are computed from, by
year and kelompok. ``kursi``: a post of the SOTK with who holds it (``uid`` of a Peserta, or ``nama`` alone).
``map_desa``: what was typed of a step; what the desk can count itself is not kept. ``kejadian``: a death (JKM) or
an accident at work (JKK; ``akibat``: ``meninggal`` when it killed). ``berlaku_sampai``: the last day somebody is
covered, from replies and payments.
"""

from __future__ import annotations

SCRIPT = """
ALTER TABLE peserta ADD COLUMN berlaku_sampai TEXT;
ALTER TABLE peserta ADD COLUMN jht_sen INTEGER NOT NULL DEFAULT 0;
UPDATE peserta SET dihitung_untuk = '', berlaku_sampai = min(aktif_sampai, coalesce(keluar_tanggal, aktif_sampai));
CREATE TABLE iuran (
  id TEXT PRIMARY KEY, segmen TEXT NOT NULL, sumber_dana TEXT NOT NULL, penagih TEXT NOT NULL, pembayar TEXT NOT NULL,
  bulan_dari TEXT NOT NULL, bulan_sampai TEXT NOT NULL, jumlah_sen INTEGER NOT NULL, kode_bayar TEXT NOT NULL,
  jatuh_tempo TEXT, dibayar_tanggal TEXT, bukti TEXT NOT NULL, bukti_scan TEXT NOT NULL, catatan TEXT NOT NULL,
  dari TEXT NOT NULL, perpanjangan TEXT NOT NULL, dibuat TEXT NOT NULL, batal TEXT, alasan_batal TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX iuran_kode ON iuran(kode_bayar) WHERE kode_bayar <> '' AND batal IS NULL;
CREATE TABLE iuran_orang (
  iuran_id TEXT NOT NULL REFERENCES iuran(id) ON DELETE CASCADE, uid TEXT NOT NULL, nomor TEXT NOT NULL,
  kelompok TEXT NOT NULL, bulan_dari TEXT NOT NULL, bulan_sampai TEXT NOT NULL, jkk_sen INTEGER NOT NULL,
  jkm_sen INTEGER NOT NULL, jht_sen INTEGER NOT NULL, PRIMARY KEY (iuran_id, uid, bulan_dari)) STRICT;
CREATE INDEX iuran_orang_uid ON iuran_orang(uid);
CREATE TABLE pagu (
  tahun INTEGER NOT NULL, sumber_dana TEXT NOT NULL, rupiah INTEGER NOT NULL, dasar TEXT NOT NULL,
  PRIMARY KEY (tahun, sumber_dana)) STRICT;
CREATE TABLE dasar_upah (
  tahun INTEGER NOT NULL, kelompok TEXT NOT NULL, pilihan TEXT NOT NULL, rupiah INTEGER, dasar TEXT NOT NULL,
  dikonfirmasi TEXT NOT NULL, oleh TEXT NOT NULL, PRIMARY KEY (tahun, kelompok)) STRICT;
CREATE TABLE kursi (
  id TEXT PRIMARY KEY, kolom TEXT NOT NULL, jabatan TEXT NOT NULL, label TEXT NOT NULL, dusun TEXT NOT NULL,
  urut INTEGER NOT NULL, uid TEXT NOT NULL, nama TEXT NOT NULL, keadaan TEXT NOT NULL, mulai TEXT, sampai TEXT,
  sk_nomor TEXT NOT NULL, sk_tanggal TEXT) STRICT;
CREATE INDEX kursi_uid ON kursi(uid);
CREATE TABLE map_desa (
  jalur TEXT NOT NULL, langkah TEXT NOT NULL, keadaan TEXT NOT NULL, tanggal TEXT, nomor TEXT NOT NULL,
  catatan TEXT NOT NULL, jenis TEXT NOT NULL, oleh TEXT NOT NULL, waktu TEXT NOT NULL,
  PRIMARY KEY (jalur, langkah)) STRICT;
CREATE TABLE kuota_rentan (
  tahun INTEGER NOT NULL, sumber_dana TEXT NOT NULL, orang INTEGER NOT NULL, dasar TEXT NOT NULL,
  PRIMARY KEY (tahun, sumber_dana)) STRICT;
CREATE TABLE penetapan (
  tahun INTEGER NOT NULL, sumber_dana TEXT NOT NULL, uid TEXT NOT NULL, urut INTEGER NOT NULL,
  keadaan TEXT NOT NULL, kunci INTEGER NOT NULL, alasan TEXT NOT NULL, pengganti TEXT NOT NULL, waktu TEXT NOT NULL,
  PRIMARY KEY (tahun, sumber_dana, uid)) STRICT;
CREATE TABLE sk_penetapan (
  tahun INTEGER NOT NULL, sumber_dana TEXT NOT NULL, nomor TEXT NOT NULL, tanggal TEXT, keadaan TEXT NOT NULL,
  waktu TEXT NOT NULL, PRIMARY KEY (tahun, sumber_dana)) STRICT;
CREATE TABLE kejadian (
  id TEXT PRIMARY KEY, uid TEXT NOT NULL, jenis TEXT NOT NULL, waktu TEXT NOT NULL, tempat TEXT NOT NULL,
  uraian TEXT NOT NULL, akibat TEXT NOT NULL, dilaporkan TEXT, diajukan TEXT, selesai TEXT, keadaan TEXT NOT NULL,
  catatan TEXT NOT NULL, dicatat TEXT NOT NULL) STRICT;
CREATE INDEX kejadian_uid ON kejadian(uid);
CREATE TABLE kejadian_berkas (
  kejadian_id TEXT NOT NULL REFERENCES kejadian(id) ON DELETE CASCADE, kode TEXT NOT NULL, keadaan TEXT NOT NULL,
  PRIMARY KEY (kejadian_id, kode)) STRICT;
CREATE TABLE scan_orang (
  uid TEXT NOT NULL, kode TEXT NOT NULL, nama TEXT NOT NULL, oleh TEXT NOT NULL, waktu TEXT NOT NULL,
  PRIMARY KEY (uid, kode)) STRICT;
"""
