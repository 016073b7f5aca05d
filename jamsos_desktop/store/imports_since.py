"""What happened to the people of an import since: whoever was touched again stays when it is undone."""

from __future__ import annotations

from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.imports import Stored

SENT, PRINTED, BILLED, CHOSEN, SEATED, EVENT, SCAN, FORGOTTEN, CHANGED, DRAFT = HAPPENED = (
    "kirim", "cetak", "tagihan", "penetapan", "kursi", "kejadian", "scan", "lupa", "ubah", "draf")

# ?1: the import, ?2: its ``urut``. Of somebody new every trace is later than the import; of others a package of the
# revision it left, and whatever the history tells behind the entry of the import: no clock can turn that round.
_LATER = "(SELECT objek_id FROM riwayat WHERE n > ?2 AND objek = '{}')"
_MINE = "FROM impor_orang o JOIN {} x ON x.{} = o.uid WHERE o.impor_id = ?1 AND ?2 AND "
_NEW = "o.sebelum = ''"
_QUERIES = {
    SENT: _MINE.format("paket_orang", "uid") + f"({_NEW} OR x.revisi >= o.revisi OR CAST(x.seq AS TEXT) IN "
          + _LATER.format("paket") + ")",
    PRINTED: _MINE.format("bundel_lembar", "uid") + "x.jadi = 1 AND x.cetak_id IN (SELECT id FROM bundel_cetak WHERE"
             " bundel IN " + _LATER.format("cetakan") + ")",
    BILLED: _MINE.format("iuran_orang", "uid") + "x.iuran_id IN (SELECT id FROM iuran WHERE batal IS NULL AND id IN "
            + _LATER.format("iuran") + ")",
    CHOSEN: _MINE.format("penetapan", "uid") + f"x.keadaan = 'terpilih' AND ({_NEW} OR o.uid IN "
            + _LATER.format("peserta") + ")",
    SEATED: _MINE.format("kursi", "uid") + f"({_NEW} OR x.id IN " + _LATER.format("kursi") + ")",
    EVENT: _MINE.format("kejadian", "uid") + "x.id IN " + _LATER.format("kejadian"),
    SCAN: _MINE.format("scan_orang", "uid") + f"({_NEW} OR o.uid IN (SELECT objek_id FROM riwayat WHERE n > ?2"
          " AND objek = 'peserta' AND aksi = 'scan'))",
    CHANGED: _MINE.format("peserta", "uid") + "x.revisi <> o.revisi",
    DRAFT: _MINE.format("draf", "kunci") + "x.form = 'editor'",
    FORGOTTEN: _MINE.format("peserta", "uid") + "o.sebelum IS NULL",
}
# A list of many people, once made, is a sheet of each of them too.
_LISTED = (_MINE.format("bundel_orang", "uid") + "x.bundel IN " + _LATER.format("cetakan") + " AND x.bundel IN (SELECT"
           " c.bundel FROM bundel_cetak c JOIN bundel_lembar l ON l.cetak_id = c.id WHERE l.uid = '' AND l.jadi = 1)")


def since(db: Database, impor: Stored) -> dict[str, str]:
    """uid -> the weightiest of ``HAPPENED`` to everybody of an import who is still here and was touched again."""
    found: dict[str, str] = {}
    here = " AND o.uid IN (SELECT uid FROM peserta)"
    for what in HAPPENED:
        for query in (_QUERIES[what], _LISTED) if what == PRINTED else (_QUERIES[what],):
            for (uid,) in db.all(f"SELECT DISTINCT o.uid {query}{here}", (impor.id, impor.urut)):
                found.setdefault(str(uid), what)
    return found
