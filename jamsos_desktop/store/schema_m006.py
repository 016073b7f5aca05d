"""Step m006: who works here, and what people may ask about their data.

``pengguna``: who may open the desk; ``peran``: sekretaris or operator in a village, petugas or pelihat at DPMD. Names
of the sealed slots are in ``kunci.json``. ``permintaan_data``: what somebody asked under UU 27/2022, until when it is
to be answered and what came of it. ``pembatasan``: whose data rest for now. ``hapus.musnah``: whoever holds a copy is
to erase it too. ``pemusnahan``: what was erased for good, without naming anybody; ``kiriman`` counts files of the
outbox that held it, ``salinan_sampai``: when the last backup that still holds it is gone ("" none does), ``sisa``: JSON
of files still to be deleted, ``padat`` 0 until the file itself was written anew without the erased pages.
"""

from __future__ import annotations

SCRIPT = """
CREATE TABLE pengguna (
  id TEXT PRIMARY KEY, nama TEXT NOT NULL, peran TEXT NOT NULL, aktif INTEGER NOT NULL, dibuat TEXT NOT NULL) STRICT;
INSERT INTO pengguna (id, nama, peran, aktif, dibuat)
  SELECT 'p1', json_extract(s.nilai, '$'),
    CASE (SELECT json_extract(m.nilai, '$') FROM setelan m WHERE m.kunci = 'mode')
      WHEN 'dpmd' THEN 'petugas' ELSE 'sekretaris' END, 1, ''
  FROM setelan s WHERE s.kunci = 'pengguna';
CREATE TABLE permintaan_data (
  id TEXT PRIMARY KEY, uid TEXT NOT NULL, jenis TEXT NOT NULL, diterima TEXT NOT NULL, tenggat TEXT NOT NULL,
  oleh TEXT NOT NULL, catatan TEXT NOT NULL, selesai TEXT, hasil TEXT NOT NULL) STRICT;
CREATE INDEX permintaan_data_uid ON permintaan_data(uid);
CREATE TABLE pembatasan (
  uid TEXT PRIMARY KEY, sejak TEXT NOT NULL, alasan TEXT NOT NULL, oleh TEXT NOT NULL) STRICT;
CREATE TABLE pemusnahan (
  id TEXT PRIMARY KEY, waktu TEXT NOT NULL, oleh TEXT NOT NULL, dasar TEXT NOT NULL, orang INTEGER NOT NULL,
  scan INTEGER NOT NULL, kiriman INTEGER NOT NULL, salinan_sampai TEXT NOT NULL, sisa TEXT NOT NULL,
  padat INTEGER NOT NULL) STRICT;
ALTER TABLE hapus ADD COLUMN musnah INTEGER NOT NULL DEFAULT 0;
"""
