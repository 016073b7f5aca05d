"""What narrows a list of people: tab, filters and cover, as clauses for SQL. The words of a search: ``search``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jamsos_desktop.model.records import DIED, LEFT

# Tab -> the statuses it shows (architecture.md: the tabs are the pipeline).
TABS: Mapping[str, tuple[str, ...]] = {
    "semua": (),
    "perlu_dilengkapi": ("draf", "perlu_dilengkapi"),
    "ditolak": ("ditolak",),
    "siap_cetak": ("siap_cetak",),
    "tercetak": ("tercetak", "siap_kirim"),
    "dalam_kiriman": ("terkirim", "diterima", "di_bpjs", "menunggu_bayar"),
    "terdaftar": ("aktif",),
    "lewat_masa": ("lewat_masa",),
    "keluar": ("keluar",),
    "meninggal": (DIED,),
}

UNTIL = "coalesce(berlaku_sampai, aktif_sampai)"


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows. Empty text means no filter; ``sort`` is a key of ``listing.SORTS``.

    ``sampai``: the last day covered: an ISO day, "2026-11-21..2026-12-21" (either end may be left out), or the words
    ``lewat`` and ``berakhir``, which the desk turns into days before it asks here; ``belum_mulai``: billed and not
    covered yet, ``belum``: neither.
    """

    text: str = ""
    tab: str = "semua"
    kelompok: str = ""
    dusun: str = ""
    program: str = ""
    masalah: str = ""
    sumber_dana: str = ""
    sampai: str = ""
    sort: str = "nama"
    desc: bool = False


def where(query: Query, *, tabs: bool = True) -> tuple[list[str], list[object]]:
    """Clauses and their values for everything but the words; ``tabs`` False: whatever the tab."""
    parts: list[str] = []
    args: list[object] = []
    for column, value in (("kelompok", query.kelompok), ("dusun", query.dusun),
                          ("sumber_jkk_jkm", query.sumber_dana)):
        if value:
            parts.append(f"{column} = ?")
            args.append(value)
    if query.program:
        parts.append("instr(' ' || program || ' ', ' ' || ? || ' ') > 0")
        args.append(query.program)
    if query.masalah:
        parts.append("instr(char(10) || masalah_semua || char(10), char(10) || ? || char(10)) > 0")
        args.append(query.masalah)
    _add_cover(query.sampai, parts, args)
    if tabs:
        _add_tab(query, parts, args)
    return parts, args


# Not covered yet, but a bill is out for them: "belum mulai"; the others are not registered at all.
_BILLED = ("(status = 'menunggu_bayar' OR EXISTS (SELECT 1 FROM iuran_orang o JOIN iuran i ON i.id = o.iuran_id"
           " WHERE o.uid = peserta.uid AND i.batal IS NULL))")
_NOT_COVERED = {"belum_mulai": _BILLED, "belum": f"NOT {_BILLED}"}


def _add_cover(sampai: str, parts: list[str], args: list[object]) -> None:
    if sampai in _NOT_COVERED:
        parts.append(f"{UNTIL} IS NULL AND {_NOT_COVERED[sampai]}")
        return
    first, dots, last = sampai.partition("..")
    if first:
        parts.append(f"{UNTIL} >= ?")
        args.append(first)
    if end := last if dots else first:
        parts.append(f"{UNTIL} <= ?")
        args.append(end)


def _add_tab(query: Query, parts: list[str], args: list[object]) -> None:
    wanted = TABS.get(query.tab, ())
    if wanted:
        parts.append(f"status IN ({','.join('?' * len(wanted))})")
        args.extend(wanted)
    elif not query.text.strip():
        parts.append(f"status NOT IN {LEFT}")
