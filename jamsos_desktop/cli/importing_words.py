"""What the verb ``impor`` says: the whole report as a document, and the same for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import plain_values
from jamsos_desktop.model.fields import label
from jamsos_desktop.texts import column_letters, inside, screen_date


def document(source: desks.ImportSource, report: desks.Imported) -> dict[str, Any]:
    """The full report: sums, how the sheet was read, every row with its problems, what is asked."""
    layout, sheet = report.layout, source.sheet
    header = sheet.rows[layout.kepala].nomor if layout.kepala is not None else None
    problems: dict[int, list[dict[str, Any]]] = {}
    for one in report.problems:
        problems.setdefault(one.baris, []).append(_problem(one))
    read_as: dict[int, list[dict[str, str]]] = {}
    texts = {row.nomor: row for row in sheet.rows} if report.marks else {}
    for (row, at), mark in sorted(report.marks.items()):
        if mark.teks or mark.tingkat == desks.REPLACED_MARK:
            read_as.setdefault(row, []).append(
                {"kolom": column_letters(at), "teks": mark.teks, "asal": texts[row].text(at)})
    return {
        **report.totals(), "coba": report.coba, "id": report.id or None, "berkas": source.nama, "sha": source.sha,
        "lembar": report.lembar, "semua_lembar": [{"nama": name, "orang": many} for name, many in _sheets(sheet)],
        "jenis": layout.jenis, "jenis_kata": desks.SHEET_KINDS[layout.jenis], "pola": layout.pola or None,
        "judul": header, "kolom": [_column(column) for column in layout.columns],
        "rincian": [{"baris": row.baris, "hasil": row.hasil, "nama": row.nama, "pesan": row.pesan,
                     "uid": row.uid or None, "ada": row.ada, "diisi": list(row.diisi),
                     "kurang": list(row.kurang), "diganti": read_as.get(row.baris, []),
                     "masalah": problems.get(row.baris, [])} for row in report.rows],
        "tanya": [{**plain_values(one), "kolom": column_letters(one.kolom)} for one in report.tanya],
        "tanpa": [{"kunci": key, "label": _label(key)} for key in report.tanpa],
        "dari_nik": list(report.dari_nik)}


def _label(key: str) -> str:
    return desks.TARGETS[key].label if key in desks.TARGETS else label(key)


def _inside(key: str) -> str:
    words = _label(key)
    return words if words[1:2].isupper() else inside(words)


def _sheets(sheet: desks.Sheet) -> Iterator[tuple[str, int | None]]:
    for nth, name in enumerate(sheet.lembar):
        yield name, sheet.orang[nth] if nth < len(sheet.orang) else None


def _column(column: desks.Column) -> dict[str, Any]:
    return {"kolom": column_letters(column.at), "judul": column.judul, "sasaran": column.sasaran or None,
            "dari": column.dari or None}


def _problem(one: desks.RowProblem) -> dict[str, Any]:
    return {"kolom": column_letters(one.kolom) or None, "kunci": one.key or None, "tingkat": one.tingkat,
            "kode": one.kode or None, "judul": one.judul, "cara": one.cara,
            "perbaikan": [mend.label for mend in one.mends]}


def lines(source: desks.ImportSource, report: desks.Imported, before: desks.PastImport | None) -> list[str]:
    """The report for a person: what was recognised, every row that needs somebody, the sums."""
    layout, totals = report.layout, report.totals()
    known = sum(1 for column in layout.columns if column.sasaran)
    found = [f"Dikenali: {desks.SHEET_KINDS[layout.jenis]}, lembar {report.lembar}, {known} kolom dipakai."]
    if before:
        found.append(f"Excel ini sudah diimpor {_day(before.waktu)}.")
    unknown = (column for column in layout.columns if not column.sasaran and not column.dari)
    heads = (f"{column_letters(column.at)} {column.judul}".rstrip() for column in unknown)  # one may have no title
    found += [f"Kolom {head} tidak dikenal, tidak dipakai." for head in heads]
    found += [f"Kolom {column_letters(one.kolom)}: {one.contoh} dibaca {getattr(one, one.dipakai)}. {one.alasan}"
              for one in report.tanya]
    if report.tanpa:
        found.append(f"Tidak ada kolom {', '.join(map(_inside, report.tanpa))}.")
    if report.dari_nik:
        found.append(report.dari_nik_kata)
    found += [f"Baris {row.baris} {row.hasil.replace('_', ' ')}: {row.pesan}" for row in report.rows if row.pesan]
    done = "akan masuk" if report.coba else "masuk"
    found.append(f"{totals['masuk']} dari {totals['baris']} baris {done}: {totals['siap']} siap, "
                 f"{totals['perlu_dilengkapi']} perlu dilengkapi, {totals['ditahan']} ditahan, "
                 f"{totals['dilewati']} dilewati.")
    return [*found, "Belum ada data yang berubah."] if report.coba else found


def past_line(one: desks.PastImport) -> str:
    """One past import: when, what came in, until when it can be undone."""
    if one.dibatalkan:
        until = f"diurungkan {_day(one.dibatalkan)}"
    else:
        until = f"bisa diurungkan sampai {_day(one.sampai)}" if one.sampai else "tidak bisa diurungkan lagi"
    return f"{one.id[-8:]}  {_day(one.waktu)}  {one.jumlah.get('masuk', 0):4} orang  {one.berkas}, {until}"


def undone_lines(undone: desks.ImportUndone, coba: bool) -> list[str]:
    """What undoing took back, and who stays with the reason."""
    will = "akan " if coba else ""
    return [f"{undone.dikeluarkan} orang {will}dikeluarkan, {undone.dikembalikan} {will}dikembalikan seperti semula.",
            *(f"{who} tinggal: {why}." for who, why in undone.tinggal)]


def _day(moment: str) -> str:
    return screen_date(date.fromisoformat(moment[:10]))
