"""The lists of people in a bundle: daftar nominatif, daftar tenaga kerja masuk (F1a) and keluar (F1b)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jamsos_desktop.desk.printing_people import Judged
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.records import DIED, Peserta
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, PrintPerson, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import outgoing, people
from jamsos_desktop.texts import number

GONE = "keluar"  # the status of who left, and DPMD's answer that says so


def nominatif_columns() -> dict[str, str]:
    """code -> label of the columns a daftar nominatif can have, after number and name; the usual ones first."""
    from jamsos_desktop.paper.kinds.nominatif_rows import COLUMNS, USUAL

    return {code: COLUMNS[code].label for code in (*USUAL, *(code for code in COLUMNS if code not in USUAL))}


def usual_columns() -> tuple[str, ...]:
    """The columns of a daftar nominatif nobody chose columns for."""
    from jamsos_desktop.paper.kinds.nominatif_rows import USUAL

    return USUAL


def _printed(members: Sequence[Judged]) -> tuple[PrintPerson, ...]:
    return tuple(PrintPerson(peserta=p, dues=r.dues, nomor=p.nomor) for p, r in members)


def _named(jenis: str, uids: Sequence[str]) -> str:
    return f"{PAPERS[jenis].nama}, {number(len(uids))} orang"


# Daftar nominatif.


def _check(asked: Asked) -> None:
    """Problem URUT_TAK_DIKENAL or KOLOM_TAK_DIKENAL."""
    from jamsos_desktop.paper.kinds.nominatif_rows import ORDERS

    columns = nominatif_columns()
    if asked.opsi.urut not in ORDERS:
        raise Problem("URUT_TAK_DIKENAL", f"Urutan {asked.opsi.urut} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(ORDERS)}.")
    for nth, code in enumerate(asked.opsi.kolom):
        if code not in columns or code in asked.opsi.kolom[:nth]:
            what = "tidak dikenal" if code not in columns else "disebut dua kali"
            raise Problem("KOLOM_TAK_DIKENAL", f"Kolom {code} {what}.", TIDAK_BERUBAH,
                          f"Pilih dari: {', '.join(columns)}.")


def _plan_nominatif(asked: Asked) -> list[PlannedSheet]:
    _check(asked)
    uids = tuple(one.uid for one in asked.allowed)
    return [PlannedSheet("nominatif", _named("nominatif", uids), uids)] if uids else []


def _nominatif(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.nominatif_rows import Nominatif, list_values

    opsi, letter = asked.opsi, asked.opsi.surat.get("pengantar", "")
    wanted = Nominatif(urut=opsi.urut, kolom=opsi.kolom, nik_penuh=not opsi.nik_samar, surat=letter,
                       tanggal=asked.letter_day)
    members = _printed(asked.of(planned.uids))
    return Sheet(jenis="nominatif", people=members, isi=wanted, nama=planned.nama, ke=paper.ke,
                 kode_periksa=asked.code(list_values(members, wanted, paper)))


# Daftar tenaga kerja masuk and keluar.


def _month(asked: Asked) -> str:
    """MM/YYYY of the lists of workers; Problem BULAN_SALAH."""
    text = asked.opsi.bulan or f"{asked.day:%Y-%m}"
    try:
        return f"{date.fromisoformat(f'{text}-01'):%m/%Y}"
    except ValueError:
        raise Problem("BULAN_SALAH", f"Bulan tidak terbaca: {text}.", TIDAK_BERUBAH,
                      "Tulis tahun dan bulan, misalnya 2026-11.") from None


def _plan_coming(asked: Asked) -> list[PlannedSheet]:
    _month(asked)
    earners = tuple(one.uid for one in asked.allowed if one.segmen == "PU")
    uids = earners or tuple(one.uid for one in asked.allowed)
    return [PlannedSheet("f1a_daftar", _named("f1a_daftar", uids), uids)] if uids else []


def _coming(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    members = _printed(asked.of(planned.uids))
    return _workers(asked, planned, paper, members, len(asked.allowed) - len(members))


def _plan_leaving(asked: Asked) -> list[PlannedSheet]:
    """Who left and is named in the order; else every former member whose leaving nobody confirmed yet."""
    _month(asked)
    gone = set(people.uids_with(asked.db, (GONE,)))
    uids = tuple(uid for uid in dict.fromkeys(asked.order.uids) if uid in gone) or _unconfirmed(asked, gone)
    return [PlannedSheet("f1b", _named("f1b", uids), uids)] if uids else []


def _unconfirmed(asked: Asked, gone: set[str]) -> tuple[str, ...]:
    if not gone:
        return ()
    said = outgoing.verdicts(asked.db)
    sent = outgoing.noted(asked.db)
    found = [p for p in people.read_many(asked.db, sorted(gone))
             if said.get(p.uid, (0, ""))[1] != GONE and (p.kpj or p.aktif_sampai or p.uid in sent)]
    return tuple(p.uid for p in sorted(found, key=_left_first))


def _left_first(p: Peserta) -> tuple[date, str, str]:
    return p.keluar_tanggal or date.max, p.nama, p.nomor


def _leaving(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    found = sorted(people.read_many(asked.db, list(planned.uids)), key=_left_first)
    members = tuple(PrintPerson(peserta=p, nomor=p.nomor) for p in found if p.keluar_sebab != DIED)
    return _workers(asked, planned, paper, members)


def _workers(asked: Asked, planned: PlannedSheet, paper: PrintContext, members: tuple[PrintPerson, ...],
             others: int = 0) -> Sheet:
    from jamsos_desktop.paper.kinds.worker_lists import WorkerList, worker_values

    content = WorkerList(_month(asked), lain=others)
    return Sheet(jenis=planned.jenis, people=members, isi=content, nama=planned.nama, ke=paper.ke,
                 kode_periksa=asked.code(worker_values(members, content, paper)))


NOMINATIF = Kind("Satu daftar untuk semua, halaman mendatar", _plan_nominatif, _nominatif)
WORKERS_IN = Kind("Sembilan kolom, PU bila ada", _plan_coming, _coming)
WORKERS_OUT = Kind("Yang keluar, bukan yang meninggal", _plan_leaving, _leaving,
                   "Tidak ada yang keluar dan belum dilaporkan")
