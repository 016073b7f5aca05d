"""Step m004: what a bundle was asked for, each time it was printed, and every sheet of that printing.

``bundel.pesanan``: the order as JSON (kinds, options, never a name). ``bundel_orang``: whom it was asked for.
``bundel_cetak``: one printing; ``ke`` counts them, ``pracetak`` lists its pages (from 0) that hold values alone.
``bundel_lembar``: its sheets in their order, ``kunci`` tells sheets of one kind apart, ``uid`` of a person's own sheet,
``jadi`` 0 for one that was left out.
"""

from __future__ import annotations

SCRIPT = """
CREATE TABLE bundel (nomor TEXT PRIMARY KEY, pesanan TEXT NOT NULL) STRICT;
CREATE TABLE bundel_orang (
  bundel TEXT NOT NULL REFERENCES bundel(nomor) ON DELETE CASCADE, urut INTEGER NOT NULL, uid TEXT NOT NULL,
  PRIMARY KEY (bundel, urut)) STRICT;
CREATE TABLE bundel_cetak (
  id INTEGER PRIMARY KEY, bundel TEXT NOT NULL REFERENCES bundel(nomor) ON DELETE CASCADE, ke INTEGER NOT NULL,
  kertas TEXT NOT NULL, berkas TEXT NOT NULL, halaman INTEGER NOT NULL, batal INTEGER NOT NULL,
  pracetak TEXT NOT NULL, waktu TEXT NOT NULL,
  oleh TEXT NOT NULL, UNIQUE (bundel, ke)) STRICT;
CREATE TABLE bundel_lembar (
  cetak_id INTEGER NOT NULL REFERENCES bundel_cetak(id) ON DELETE CASCADE, urut INTEGER NOT NULL, jenis TEXT NOT NULL,
  kunci TEXT NOT NULL, uid TEXT NOT NULL, jadi INTEGER NOT NULL, PRIMARY KEY (cetak_id, urut)) STRICT;
CREATE INDEX bundel_lembar_uid ON bundel_lembar(uid, jenis);
"""
