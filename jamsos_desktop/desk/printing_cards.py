"""Daftar serah terima kartu: members whose card has come or is still to come."""

from __future__ import annotations

from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.records import LEFT, Peserta
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.store import bills, people

WAITING = ("di_desa", "belum")
SHOWN = 4  # last letters of a KPJ


def members(asked: Asked) -> list[str]:
    """Who is covered today or told to be a member; their record may have changed since and wait to be sent again."""
    today = asked.ctx.today.isoformat()
    return [one.uid for one in bills.payers(asked.db) if one.status not in LEFT
            and (one.status == "aktif" or (one.sampai is not None and one.sampai >= today))]


def waiting(asked: Asked) -> list[Peserta]:
    """Members without their card, of ``opsi.dusun`` or of the whole village: by dusun, then by name."""
    found = people.read_many(asked.db, members(asked))
    wanted = asked.opsi.dusun
    return sorted((p for p in found if p.kartu in WAITING and wanted in ("", p.dusun)),
                  key=lambda p: (not p.dusun, p.dusun, p.nama, p.nomor))


def _plan(asked: Asked) -> list[PlannedSheet]:
    if not waiting(asked):
        return []
    dusun = asked.opsi.dusun
    return [PlannedSheet("kartu", f"Daftar serah terima kartu{f', Dusun {dusun}' if dusun else ''}", kunci=dusun)]


def _make(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.cards import CardRow, Cards
    from jamsos_desktop.paper.nominatif_rows import masked

    groups: dict[str, list[CardRow]] = {}
    found = waiting(asked)
    for p in found:
        kpj = f"\u2026{p.kpj[-SHOWN:]}" if p.kpj else ""
        groups.setdefault(p.dusun, []).append(CardRow(p.nama, masked(p.nik), kpj, p.kartu))
    values = {f"{nth}": f"{p.nomor}|{p.nik[-SHOWN:]}|{p.kpj[-SHOWN:]}|{p.kartu}" for nth, p in enumerate(found)}
    return Sheet(jenis="kartu", isi=Cards(tuple((dusun, tuple(rows)) for dusun, rows in groups.items())),
                 kode_periksa=asked.code(values), nama=planned.nama, ke=paper.ke)


CARDS = Kind("Siapa menerima kartu, dengan tempat tanda tangan", _plan, _make)
