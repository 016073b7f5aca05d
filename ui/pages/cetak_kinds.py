"""Which lines stand under Dokumen, what their notes say, and which order the ticked ones make.

Formulir 1a is two lines, BPU and PU, as the picture has it; every other kind is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jamsos_desktop.desk import BAGIAN, PaperInfo, PaperOptions, PlannedSheet, PrintPlan
from jamsos_desktop.texts import MONTHS, number, screen_date
from ui.pages.cetak_papers import Paper
from ui.pages.cetak_people import amid, dusun_name

FORM = "formulir"
FORMS = {"BPU": "Tidak ada peserta BPU di pilihan", "PU": "Tidak ada penerima upah di pilihan"}
NOBODY = "Tidak ada isinya di pilihan ini"
# Letters that carry a number of the office's register; those of single people count on from it.
NUMBERED = ("pengantar", "sptjm", "keterangan")
ORDERS = {"kelompok": "Per kelompok", "dusun": "Per dusun", "keluarga": "Per keluarga"}
# What a person's own papers are called behind the name, where the list of sheets has little room.
SHORT = {"ceklis_orang": "ceklis", "keterangan": "keterangan", "persetujuan": "persetujuan",
         "terima_berkas": "tanda terima"}
CONSENTS = {"": "Menurut umur orangnya", "tanda_tangan": "Tanda tangan", "cap_jempol": "Cap jempol, dua saksi",
            "wali": "Oleh wali"}


class Chosen(NamedTuple):
    """What the ticked lines ask for: kinds, and whose Formulir 1a alone ("" everybody's)."""

    jenis: tuple[str, ...]
    formulir: str


def line_of(sheet: PlannedSheet) -> str:
    """The code of the line a planned sheet belongs to."""
    return f"{FORM}/{sheet.kunci}" if sheet.jenis == FORM else sheet.jenis


def codes(kode: str) -> tuple[str, ...]:
    """The codes of the lines of a kind."""
    return tuple(f"{FORM}/{part}" for part in FORMS) if kode == FORM else (kode,)


def chosen(ticked: Sequence[str], counts: Mapping[str, int]) -> Chosen:
    """The order of the ticked lines; a part of Formulir 1a counts only where the other part could be had too."""
    jenis = tuple(dict.fromkeys(kode.partition("/")[0] for kode in ticked))
    parts = [kode.partition("/")[2] for kode in ticked if kode.startswith(f"{FORM}/")]
    left = [kode for kode in codes(FORM) if kode not in ticked and counts.get(kode)]
    return Chosen(jenis, parts[0] if len(parts) == 1 and left else "")


def sheet_counts(plan: PrintPlan | None) -> dict[str, int]:
    """Line -> planned sheets."""
    return Counter(line_of(sheet) for sheet in (plan.sheets if plan else ()))


def lines(papers: Iterable[PaperInfo], counts: Mapping[str, int], opsi: PaperOptions) -> list[Paper]:
    """The lines of these kinds, in the order of the bundle."""
    return [line for paper in papers for line in _lines_of(paper, counts, opsi)]


def lines_by_part(papers: Iterable[PaperInfo], counts: Mapping[str, int], opsi: PaperOptions) -> list[Paper]:
    """The same with a heading above each part of the bundle."""
    found, papers = [], tuple(papers)
    for bagian, words in BAGIAN.items():
        members = lines([paper for paper in papers if paper.bagian == bagian], counts, opsi)
        found += [Paper("", words), *members] if members else []
    return found


def _lines_of(paper: PaperInfo, counts: Mapping[str, int], opsi: PaperOptions) -> list[Paper]:
    if paper.kode == FORM:
        return [_form_line(paper, part, counts.get(f"{FORM}/{part}", 0)) for part in FORMS]
    many = counts.get(paper.kode, 0)
    return [Paper(paper.kode, paper.nama, note(paper, opsi) if many else NOBODY, many, many > 0)]


def _form_line(paper: PaperInfo, part: str, many: int) -> Paper:
    words = f"{number(many)} orang, satu lembar per orang" if many else FORMS[part]
    return Paper(f"{FORM}/{part}", f"{paper.nama} ({part})", words, many, many > 0)


def note(paper: PaperInfo, opsi: PaperOptions) -> str:
    """What a line says below the name: how it was set, else what it is."""
    told = _TOLD.get(paper.kode)
    words = told(opsi) if told else _letter_note(paper.kode, opsi)
    return words or paper.catatan


def _letter_note(kode: str, opsi: PaperOptions) -> str:
    return f"No. {opsi.surat[kode]}" if opsi.surat.get(kode) else ""


def _list_note(opsi: PaperOptions) -> str:
    parts = [ORDERS[opsi.urut]] if opsi.urut != "kelompok" else []
    parts += ["NIK disamarkan"] if opsi.nik_samar else []
    parts += [f"{number(len(opsi.kolom))} kolom"] if opsi.kolom else []
    return ", ".join(parts) or "Lampiran surat pengantar"


def _month_note(opsi: PaperOptions) -> str:
    return f"Bulan {month_words(opsi.bulan)}" if opsi.bulan else ""


def _decree_note(opsi: PaperOptions) -> str:
    parts = [f"Tahun {opsi.tahun}"] if opsi.tahun else []
    return ", ".join([*parts, *filter(None, [_letter_note("sk_rentan", opsi)])])


def _blank_note(opsi: PaperOptions) -> str:
    return f"{number(opsi.kosong)} lembar bernomor{_dusun(opsi)}"


def _dusun(opsi: PaperOptions) -> str:
    return f", {dusun_name(opsi.dusun)}" if opsi.dusun else ""


def _meeting_note(opsi: PaperOptions) -> str:
    day = screen_date(opsi.tanggal_acara) if opsi.tanggal_acara else ""
    return ", ".join(part for part in (opsi.acara, opsi.tempat_acara, day) if part)


def _missing_note(opsi: PaperOptions) -> str:
    return f"Hanya {dusun_name(opsi.dusun)}" if opsi.dusun else ""


def _consent_note(opsi: PaperOptions) -> str:
    return CONSENTS[opsi.persetujuan] if opsi.persetujuan else ""


_TOLD: Mapping[str, Callable[[PaperOptions], str]] = {
    "nominatif": _list_note, "f2a_pu": _month_note, "f2a_bpu": _month_note, "sk_rentan": _decree_note,
    "kosong_bpu": _blank_note, "kosong_pu": _blank_note, "hadir": _meeting_note, "kurang": _missing_note,
    "kartu": _missing_note, "f1a_daftar": _month_note, "f1b": _month_note,
    "persetujuan": _consent_note,
}


def month_words(month: str) -> str:
    """2026-11 -> November 2026."""
    year, _, at = month.partition("-")
    return f"{MONTHS[int(at) - 1]} {year}"


def sheet_names(sheets: Sequence[PlannedSheet], own: Mapping[str, str]) -> list[str]:
    """What the list calls each sheet: a person alone where they have one sheet, else with the paper's name. ``own``:
    kind -> name of those kinds that are each person's own."""
    many = Counter(sheet.uids for sheet in sheets if sheet.jenis in own)
    short = {kode: SHORT.get(kode) or amid(nama) for kode, nama in own.items()}
    return [f"{sheet.nama}, {short[sheet.jenis]}" if sheet.jenis in own and many[sheet.uids] > 1 else sheet.nama
            for sheet in sheets]


def only(opsi: PaperOptions, formulir: str) -> PaperOptions:
    """The options with whose Formulir 1a is meant."""
    return opsi if opsi.formulir == formulir else replace(opsi, formulir=formulir)
