"""Daftar serah terima kartu: members whose card has come or is still to come."""

from __future__ import annotations

from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.dusun import dusun_key, dusun_name, dusun_order
from jamsos_desktop.model.privacy import tail
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.store import people

WAITING = ("di_desa", "belum")
SHOWN = 4  # last digits of a number: what the check code of the list covers


def waiting(asked: Asked) -> list[str]:
    """uids of those who are covered today, or told to be members, and have no card yet: of ``opsi.dusun`` or of the
    whole village. Their record may have changed since and wait to be sent again, so status alone does not tell."""
    today, wanted = asked.ctx.today.isoformat(), dusun_key(asked.opsi.dusun)
    return [one.uid for one in asked.memberships
            if one.kartu in WAITING and wanted in ("", dusun_key(one.dusun)) and one.status not in LEFT
            and (one.status == "aktif" or (one.sampai is not None and one.sampai >= today))]


def _plan(asked: Asked) -> list[PlannedSheet]:
    if not waiting(asked):
        return []
    dusun = dusun_name(asked.opsi.dusun)
    return [PlannedSheet("kartu", f"Daftar serah terima kartu{f', {dusun}' if dusun else ''}", kunci=asked.opsi.dusun)]


def _make(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.draw.words import masked
    from jamsos_desktop.paper.kinds.cards import CardRow, Cards

    groups: dict[str, tuple[str, list[CardRow]]] = {}
    found = sorted(people.read_many(asked.db, waiting(asked)), key=lambda p: (dusun_order(p.dusun), p.nama, p.nomor))
    for p in found:
        dusun = groups.setdefault(dusun_key(p.dusun), (dusun_name(p.dusun), []))
        dusun[1].append(CardRow(p.nama, masked(p.nik), tail(p.kpj), p.kartu))
    values = {f"{nth}": f"{p.nomor}|{p.nik[-SHOWN:]}|{p.kpj[-SHOWN:]}|{p.kartu}" for nth, p in enumerate(found)}
    return Sheet(jenis="kartu", isi=Cards(tuple((dusun, tuple(rows)) for dusun, rows in groups.values())),
                 kode_periksa=asked.code(values), nama=planned.nama, ke=paper.ke)


CARDS = Kind("Dengan tempat tanda tangan", _plan, _make, "Tidak ada kartu yang menunggu diserahkan")
