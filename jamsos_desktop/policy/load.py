"""From the files of a policy (bundled, a folder, or a pack that DPMD sent) to a checked ``Policy``.

They are ``ketentuan.json`` and one CSV per table. Rows that change over time carry
``berlaku_mulai`` and ``berlaku_sampai``; every row carries its source and how sure it is.
Anything that does not fit refuses the whole as KETENTUAN_RUSAK, naming file and row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jamsos_desktop.model.codes import code_list, fold
from jamsos_desktop.model.findings import Tingkat
from jamsos_desktop.model.records import KELOMPOK, PROGRAM
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import formation, funds, job_risk, layouts, lists, parameters, quota
from jamsos_desktop.policy.claims import claims
from jamsos_desktop.policy.lists import SEGMEN
from jamsos_desktop.policy.policy import BandTable, Policy
from jamsos_desktop.policy.privacy import privacy
from jamsos_desktop.policy.records import (
    BATAS_USIA,
    RISIKO,
    BatasUsia,
    Dated,
    Diskon,
    Jabatan,
    Nilai,
    Pekerjaan,
    PekerjaanKtp,
    at,
)
from jamsos_desktop.policy.rows import Files, Row, Timeline, damaged, read_rows, unique
from jamsos_desktop.policy.tables import HEAD, TABLES

DATES = "berlaku_mulai berlaku_sampai sumber keyakinan"


def load_policy(source: Path | Files | None = None) -> Policy:
    """The policy of a folder, of a pack's files by name, or the bundled one. Problem KETENTUAN_RUSAK.

    A folder must be whole. A pack needs ``ketentuan.json``; a table or parameter it lacks is the bundled one.
    """
    if source is None:
        return _bundled()
    if isinstance(source, Path):
        return _read(folder_files(source))
    if HEAD not in source:
        damaged(HEAD, 0, "berkas tidak ada")
    return _read({**bundled_files(), **source}, _bundled().values)


def folder_files(folder: Path) -> dict[str, bytes]:
    """The policy files that lie in a folder, by name; anything else there is left alone."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())
            if path.is_file() and (path.name in TABLES or path.name == HEAD)}


@cache
def bundled_files() -> Files:
    """The files that come with the program."""
    return MappingProxyType(folder_files(resource("ketentuan")))


@cache
def _bundled() -> Policy:
    return _read(bundled_files())


def _read(files: Files, own: parameters.Values = parameters.NONE) -> Policy:
    """``own``: the program's parameters, for those that the files lack."""
    head = _head(files)
    floors, floor_names = _floors(files)
    jabatan, post_names = _posts(files, floors, floor_names, head["berlaku_mulai"])
    ktp = unique(read_rows(files, "pekerjaan_ktp.csv", "kode label tanda sumber keyakinan"), _ktp)
    pekerjaan, job_names = _jobs(files, ktp)
    spellings = {"jabatan": post_names, "pekerjaan": job_names,
                 "pekerjaan_ktp": _spellings((k.kode, k.label) for k in ktp.values())}
    (bands, band_notes), (rates, rate_notes) = _bands(files), _rates(files)
    labels: dict[str, dict[str, str]] = {
        "jabatan": {j.kode: j.label for j in jabatan.values()},
        "pekerjaan": {j.kode: j.label for j in pekerjaan.values()},
        "pekerjaan_ktp": {k.kode: k.label for k in ktp.values()},
    }
    return Policy(
        versi=head["versi"], nama=head["nama"], berlaku_mulai=_start(head["berlaku_mulai"]), sumber=head["sumber"],
        lists=spellings, label_lists=labels, jabatan=jabatan, pekerjaan=pekerjaan, pekerjaan_ktp=ktp,
        berkas=lists.papers(files), alasan=lists.reasons(files), usia=_ages(files),
        diskon=_discounts(files), bands=bands, band_notes=band_notes,
        rates=rates, rate_notes=rate_notes, floors=floors, values=parameters.values(files, own),
        needs=lists.needs(files), needs_unsure=lists.needs_unsure(files), floor_notes=_floor_notes(files),
        acuan=layouts.layouts(files), tables=files,
        sasaran=lists.targets(files), tenggat=lists.deadlines(files), klaim=claims(files),
        formasi=formation.formations(files, jabatan, strict=_is_other(files, formation.FILE)),
        kuota=quota.quotas(files), wadah_dana=quota.wadah(files), urutan_rentan=job_risk.criteria(files),
        dana=funds.funds(files), pribadi=privacy(files),
        risiko=job_risk.risks(files, pekerjaan, strict=_is_other(files, job_risk.RISKS)))


def _is_other(files: Files, file: str) -> bool:
    """Whether a table is the district's own, not the bundled one."""
    return files.get(file) != bundled_files().get(file)


def _head(files: Files) -> dict[str, str]:
    if HEAD not in files:
        damaged(HEAD, 0, "berkas tidak ada")
    try:
        head = json.loads(files[HEAD].decode("utf-8"))
    except (ValueError, RecursionError):
        damaged(HEAD, 0, "isinya tidak terbaca")
    for key in ("versi", "nama", "berlaku_mulai", "sumber"):
        if not (isinstance(head, dict) and isinstance(head.get(key), str) and head[key]):
            damaged(HEAD, 0, f"{key} kosong")
    _start(head["berlaku_mulai"])
    return {str(key): str(value) for key, value in head.items()}


def _start(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        damaged(HEAD, 0, "berlaku_mulai bukan tanggal")


def _spellings(entries: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Folded spelling -> code of entries (code, label, more by "|"): codes win over labels over the rest."""
    found: dict[str, str] = {}
    kept = tuple(entries)
    for column in range(len(kept[0]) if kept else 0):
        for entry in kept:
            for one in entry[column].split("|"):
                if fold(one):
                    found.setdefault(fold(one), entry[0])
    return found


def _floors(files: Files) -> tuple[Timeline[int], set[str]]:
    floors: Timeline[int] = Timeline()
    for row in read_rows(files, "siltap.csv", f"golongan rupiah {DATES}"):
        row.sureness()
        floors.put(row, (row.text("golongan", required=True),), row.whole("rupiah"))
    return floors, {key[0] for key in floors}


def _floor_notes(files: Files) -> Timeline[Nilai]:
    """Where each least siltap comes from."""
    notes: Timeline[Nilai] = Timeline()
    for row in read_rows(files, "siltap.csv", f"golongan rupiah {DATES}"):
        notes.put(row, (row.text("golongan"),),
                  Nilai(row.text("rupiah"), "rupiah", row.text("sumber"), row.sureness()))
    return notes


def _posts(
    files: Files, floors: Timeline[int], names: set[str], start: str,
) -> tuple[dict[str, Jabatan], dict[str, str]]:
    also: list[tuple[str, ...]] = []

    def make(row: Row) -> Jabatan:
        group = row.one_of("siltap", {"", *names})
        code, label, full = row.text("kode"), row.text("label", required=True), row.text("nama_resmi")
        also.append((code, label, full, row.text("sinonim")))
        return Jabatan(
            kode=code, label=label, nama_resmi=full or label, kelompok=row.one_of("kelompok", KELOMPOK),
            unsur=row.text("unsur"), segmen=row.one_of("segmen", ("PU", "BPU", "PU/BPU", "CEK")),
            dasar_sk=row.text("dasar_sk"), upah=row.text("upah"), siltap=group,
            dasar_upah=at(floors.get((group,), ()), _start(start)), pesan_periksa=row.text("pesan_periksa"),
            sumber=row.text("sumber"), keyakinan=row.sureness())

    columns = "kode label nama_resmi sinonim kelompok unsur segmen dasar_sk upah siltap pesan_periksa sumber keyakinan"
    posts = unique(read_rows(files, "jabatan.csv", columns), make)
    return posts, _spellings(also)


def _jobs(files: Files, ktp: Mapping[str, PekerjaanKtp]) -> tuple[dict[str, Pekerjaan], dict[str, str]]:
    also: list[tuple[str, ...]] = []

    def make(row: Row) -> Pekerjaan:
        code, label = row.text("kode"), row.text("label", required=True)
        also.append((code, label, row.text("sinonim")))
        return Pekerjaan(
            kode=code, label=label, sektor=row.text("sektor", required=True), kode_ktp=row.one_of("kode_ktp", ktp),
            pp50_transport=row.yes("pp50_transport"), lazim_konawe=row.yes("lazim_konawe"),
            sumber=row.text("sumber"), keyakinan=row.sureness())

    columns = "kode label sinonim sektor kode_ktp pp50_transport lazim_konawe sumber keyakinan"
    jobs = unique(read_rows(files, "pekerjaan.csv", columns), make)
    return jobs, _spellings(also)


def _ktp(row: Row) -> PekerjaanKtp:
    return PekerjaanKtp(kode=row.text("kode"), label=row.text("label", required=True), tanda=row.text("tanda"),
                        keyakinan=row.sureness())


def _ages(files: Files) -> dict[str, tuple[Dated[BatasUsia], ...]]:
    limits: Timeline[BatasUsia] = Timeline()
    for row in read_rows(files, "usia.csv", f"kode segmen kelompok termuda tertua tingkat {DATES}"):
        limit = BatasUsia(
            kode=row.one_of("kode", BATAS_USIA), segmen=row.one_of("segmen", ("", *SEGMEN)),
            kelompok=row.one_of("kelompok", ("", *KELOMPOK)), termuda=row.whole_or_none("termuda"),
            tertua=row.whole_or_none("tertua"), tingkat=row.one_of("tingkat", tuple(Tingkat)),
            sumber=row.text("sumber"), keyakinan=row.sureness())
        limits.put(row, (limit.kode, limit.segmen, limit.kelompok), limit)
    by_rule: dict[str, tuple[Dated[BatasUsia], ...]] = {}
    for (kode, *_), periods in limits.items():
        by_rule[kode] = by_rule.get(kode, ()) + periods
    return by_rule


def _discounts(files: Files) -> tuple[Diskon, ...]:
    funds = code_list("sumber_dana")
    every: list[Diskon] = []
    found: list[Diskon] = []
    columns = f"kode label segmen program persen sektor sumber_dana aktif {DATES}"
    for row in read_rows(files, "diskon.csv", columns):
        start, end = row.span()
        discount = Diskon(
            kode=row.text("kode", required=True), label=row.text("label", required=True),
            segmen=row.one_of("segmen", SEGMEN), program=row.many_of("program", PROGRAM), persen=row.percent("persen"),
            sektor=row.one_of("sektor", ("", "transport", "lain")), sumber_dana=row.many_of("sumber_dana", funds),
            mulai=start, sampai=end, sumber=row.text("sumber"), keyakinan=row.sureness())
        if any(_overlap(discount, other) for other in every):
            row.bad(f"masa berlaku bertumpuk dengan baris {discount.kode} yang lain")
        every.append(discount)
        if row.yes("aktif"):
            found.append(discount)
    return tuple(found)


def _overlap(one: Diskon, other: Diskon) -> bool:
    """Whether two rows of the same discount are in force on one day; between them may be months without any."""
    return one.kode == other.kode and (other.sampai is None or one.mulai <= other.sampai) \
        and (one.sampai is None or other.mulai <= one.sampai)


def _bands(files: Files) -> tuple[tuple[Dated[BandTable], ...], tuple[Dated[Nilai], ...]]:
    """(bands by period, where they come from: as sure as their least sure row). Each table whole (from 0, numbered
    1, 2, ...), the periods without gap or overlap."""
    file = "iuran_bpu.csv"
    tables: dict[tuple[date, date | None], list[tuple[int, int]]] = {}
    first: dict[tuple[date, date | None], Row] = {}
    notes: dict[tuple[date, date | None], Nilai] = {}
    for row in read_rows(files, file, f"lapis penghasilan_min dasar {DATES}"):
        span = row.span()
        note = Nilai("", "rupiah", row.text("sumber"), row.sureness())
        if span not in notes or note.belum_dikonfirmasi:
            notes[span] = note
        table = tables.setdefault(span, [])
        first.setdefault(span, row)
        if row.whole("lapis") != len(table) + 1:
            row.bad(f"lapis seharusnya {len(table) + 1}")
        table.append((row.whole("penghasilan_min"), row.whole("dasar")))
    periods: Timeline[BandTable] = Timeline()
    for span, bands in tables.items():
        try:
            table_of = BandTable(tuple(low for low, _ in bands), tuple(base for _, base in bands))
        except ValueError as error:
            first[span].bad(str(error))
        periods.put(first[span], (), table_of)
    return periods[()], tuple(Dated(*span, note) for span, note in notes.items())


def _rates(files: Files) -> tuple[Timeline[Decimal], Timeline[Nilai]]:
    """(percent, where it comes from) by programme, payer and risk group."""
    rates: Timeline[Decimal] = Timeline()
    notes: Timeline[Nilai] = Timeline()
    for row in read_rows(files, "tarif_pu.csv", f"program komponen kelompok_risiko persen {DATES}"):
        key = (row.one_of("program", PROGRAM), row.one_of("komponen", ("pemberi_kerja", "pekerja")),
               row.one_of("kelompok_risiko", ("", *RISIKO)))
        rates.put(row, key, row.percent("persen"))
        notes.put(row, key, Nilai(row.text("persen"), "persen", row.text("sumber"), row.sureness()))
    return rates, notes
