"""Step m005: imports, so that one can be told of later and taken back whole for 30 days.

``impor``: one import; ``urut`` is the number of its own entry in the history: whatever stands above it happened since.
``jumlah``: the counts of its report as JSON. ``batal``: when it was undone. ``impor_orang``: whom it touched, by the
row of the sheet; ``revisi`` as the import left them, ``sebelum`` the whole record as it was before ('' for somebody
new, NULL once it is forgotten).
"""

from __future__ import annotations

SCRIPT = """
CREATE TABLE impor (
  id TEXT PRIMARY KEY, waktu TEXT NOT NULL, oleh TEXT NOT NULL, berkas TEXT NOT NULL, lembar TEXT NOT NULL,
  sha TEXT NOT NULL, jumlah TEXT NOT NULL, urut INTEGER NOT NULL, batal TEXT) STRICT;
CREATE INDEX impor_sha ON impor(sha);
CREATE TABLE impor_orang (
  impor_id TEXT NOT NULL REFERENCES impor(id) ON DELETE CASCADE, baris INTEGER NOT NULL, uid TEXT NOT NULL,
  revisi INTEGER NOT NULL, sebelum TEXT, PRIMARY KEY (impor_id, uid)) STRICT;
CREATE INDEX impor_orang_uid ON impor_orang(uid);
"""
