"""Which kinds of paper the desk can plan and make, one line a kind.

Their order and names stand in ``paper/sheets.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jamsos_desktop.desk import (
    printing_cards,
    printing_checklists,
    printing_claims,
    printing_dues,
    printing_forms,
    printing_kit,
    printing_letters,
    printing_lists,
    printing_missing,
    printing_office_forms,
    printing_own_letters,
)
from jamsos_desktop.desk.printing_records import Asked, Kind, PaperInfo, PlannedSheet
from jamsos_desktop.paper.sheets import BAGIAN, DEFAULT_KINDS, PAPERS

KINDS: Mapping[str, Kind] = {
    "ceklis": printing_checklists.CHECKLIST,
    "pengantar": printing_letters.COVER,
    "sptjm": printing_letters.PLEDGE,
    "ceklis_orang": printing_checklists.CLIP,
    "formulir": printing_forms.FORM,
    "keterangan": printing_own_letters.WORK,
    "persetujuan": printing_own_letters.CONSENT,
    "terima_berkas": printing_own_letters.RECEIPT,
    "sk_rentan": printing_letters.DECREE,
    "f1": printing_office_forms.EMPLOYER,
    "f1_wadah": printing_office_forms.WADAH_FORM,
    "kosong_bpu": printing_office_forms.BLANK_BPU,
    "kosong_pu": printing_office_forms.BLANK_PU,
    "f2a_pu": printing_dues.F2A_PU,
    "f2a_bpu": printing_dues.F2A_BPU,
    "kartu": printing_cards.CARDS,
    "klaim_jkm": printing_claims.CLAIM_JKM,
    "klaim_jkk": printing_claims.CLAIM_JKK,
    "ceklis_desa": printing_checklists.OFFICE,
    "kurang": printing_missing.MISSING,
    "manfaat": printing_kit.LEAFLET,
    "hadir": printing_kit.ATTENDANCE,
    "nominatif": printing_lists.NOMINATIF,
    "f1a_daftar": printing_lists.WORKERS_IN,
    "f1b": printing_lists.WORKERS_OUT,
}


def paper_kinds() -> list[PaperInfo]:
    """Every kind the print page and ``cetak --daftar`` offer, in the order of a bundle."""
    return [PaperInfo(p.kode, p.nama, p.lingkup, p.bagian, KINDS[p.kode].catatan, p.kode in DEFAULT_KINDS)
            for p in PAPERS.values() if p.kode in KINDS]


def planned_sheets(asked: Asked) -> tuple[PlannedSheet, ...]:
    """The sheets of a bundle in the order they lie in the map: what is in front, then each person's clip (all their
    papers together), then the papers of the office and the later ones."""
    wanted = [kode for kode in PAPERS if kode in asked.order.jenis and kode in KINDS]
    per_part: dict[str, list[PlannedSheet]] = {bagian: [] for bagian in BAGIAN}
    for kode in wanted:
        per_part[PAPERS[kode].bagian] += KINDS[kode].plan(asked)
    per_part["orang"] = _by_person(asked, per_part["orang"])
    return tuple(sheet for bagian in BAGIAN for sheet in per_part[bagian])


def without_sheet(asked: Asked, sheets: Sequence[PlannedSheet]) -> tuple[tuple[str, str], ...]:
    """(name, why) of the kinds asked for that have no sheet."""
    have = {sheet.jenis for sheet in sheets}
    return tuple((paper.nama, KINDS[kode].tanpa) for kode, paper in PAPERS.items()
                 if kode in asked.order.jenis and kode in KINDS and kode not in have)


def _by_person(asked: Asked, sheets: list[PlannedSheet]) -> list[PlannedSheet]:
    place = {one.uid: at for at, one in enumerate(asked.allowed)}
    return sorted(sheets, key=lambda sheet: place[sheet.uids[0]])  # stable: the kinds of a person stay in order
