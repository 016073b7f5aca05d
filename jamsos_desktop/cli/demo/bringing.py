"""What a village brings in the demo: a template, OpenSID's workbook, a list that Excel has damaged, and one taken back.

Everybody is fictional: the serials of the NIKs are 9xxx.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange.tables import write_table
from jamsos_desktop.jobs import run_to_end

GROUP = "pekerja_rentan"
# Columns of OpenSID's workbook; what a village has in the others is not taken.
_OPENSID = ("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
            "pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id",
            "nama_ayah", "nama_ibu", "golongan_darah_id")
_FAMILIES = (
    ("Jl. Dermaga 4", "II", "7402360812149301", (
        ("LA ODE SABARUDDIN", "7402361203799311", "1", "1979-03-12", "11", "2", "WA ODE HALIMA"),
        ("WA ODE MARSIDA", "7402365507829312", "2", "1982-07-15", "2", "2", "WA MURNI"),
        ("LA ODE FAJRIN", "7402360411049313", "1", "2004-11-04", "11", "1", "WA ODE MARSIDA"))),
    ("Jl. Poros 17", "I", "7402362005099302", (
        ("MUHAMMAD TASRIF", "7402362108739321", "1", "1973-08-21", "9", "2", "HJ. SITTI NURIA"),
        ("SITTI HARDIANTI", "7402366602769322", "2", "1976-02-26", "9", "2", "SITTI AMINAH"),
        ("DESI RATNASARI TASRIF", "7402364912139323", "2", "2013-12-09", "3", "1", "SITTI HARDIANTI"))),
    ("Lorong Masjid", "III", "7402361107129303", (
        ("BASO LAPAE", "7402360506689331", "1", "1968-06-05", "19", "4", "INDO TUO"),)),
)
_LIST = ("NO", "NAMA", "NIK", "TTL", "PEKERJAAN", "ISTRI/SUAMI")
# As a village sends it: digits that Excel has thrown away, fifteen of sixteen, no name, the same row twice.
_DAMAGED = (
    ("1", "LA SAHIRU", "7402361408819341", "Soropia, 14-08-1981", "Nelayan", "Wa Nilam"),
    ("2", "WA HASNATI", "7,40236E+15", "Soropia, 03-02-1980", "Jualan ikan", "La Sahiru"),
    ("3", "MUH. ILHAM", "740236090785934", "Bokori, 09-07-1985", "Tukang ojek", "Hasni"),
    ("4", "", "7402361510769344", "Leppe, 15-10-1976", "Nelayan", ""),
    ("5", "ST NURBAYA", "7402365510759345", "Mekar, 15-10-1976", "Pedagang kecil", "(alm)"),
    ("1", "LA SAHIRU", "7402361408819341", "Soropia, 14-08-1981", "Nelayan", "Wa Nilam"),
)
_MENDED = {"7,40236E+15": "7402364302809342", "740236090785934": "7402360907859343", "7402361510769344": "LA BAHARU"}


def bring(desk: desks.Desk, folder: Path) -> dict[str, Any]:
    """Everything a village may bring, in ``folder``; sums of every import as it reported them."""
    people = desk.counts().total
    folder.mkdir(parents=True, exist_ok=True)
    template = run_to_end(desk.template_job(folder / "Templat pekerja rentan.xlsx", GROUP))
    opensid = write_table(folder / "Data penduduk OpenSID.xlsx", _OPENSID, _opensid_rows())
    first, _ = _take(desk, opensid, desks.ImportPlan(kelompok=GROUP, ambil="pekerja"))
    listed = write_table(folder / "Daftar nelayan.xlsx", _LIST, _DAMAGED)
    damaged, problems = _take(desk, listed, desks.ImportPlan(kelompok=GROUP), folder / "Daftar masalah.xlsx")
    mended, _ = _take(desk, _mend(desk, problems, folder / "Daftar masalah dibenahi.xlsx"),
                      desks.ImportPlan(kelompok=GROUP))
    extra = write_table(folder / "Salah lembar.xlsx", ("NAMA", "NIK"), (("ORANG DESA LAIN", "7402360101809351"),))
    wrong, _ = _take(desk, extra, desks.ImportPlan(kelompok=GROUP))
    undone = desk.undo_import(wrong["id"])
    came = [one["masuk"] for one in (first, damaged, mended)]
    assert desk.counts().total == people + sum(came)  # nobody else came, and the one taken back is gone
    return {"templat": str(template), "opensid": first, "daftar": damaged, "dibenahi": mended,
            "diurungkan": {"orang": undone.dikeluarkan, "tinggal": len(undone.tinggal)},
            "riwayat": [{"berkas": one.berkas, "masuk": one.jumlah["masuk"], "dibatalkan": bool(one.dibatalkan)}
                        for one in desk.imports()]}


def _opensid_rows() -> list[tuple[str, ...]]:
    rows = []
    for alamat, dusun, kk, members in _FAMILIES:
        for nth, (nama, nik, sex, lahir, kerja, kawin, ibu) in enumerate(members, 1):
            rows.append((alamat, dusun, "001", "002", nama, kk, nik, sex, "Soropia", lahir, "1", "5", "18", kerja,
                         kawin, str(nth), "1", "", ibu, "13"))
    return [*rows, ("###",) + ("",) * (len(_OPENSID) - 1)]


def _take(desk: desks.Desk, path: Path, plan: desks.ImportPlan, problems: Path | None = None) \
        -> tuple[dict[str, Any], Path]:
    """Look, then import; the sums of both are the same."""
    source = run_to_end(desk.read_sheet_job(path))
    looked = run_to_end(desk.look_job(source, plan))
    report = run_to_end(desk.import_job(source, plan))
    assert looked.totals() == report.totals()
    written = desk.write_import_problems(source, report, problems, plan) if problems else path
    return {"berkas": str(path), "jenis": report.layout.jenis, "id": report.id, **report.totals()}, written


def _mend(desk: desks.Desk, problems: Path, path: Path) -> Path:
    """The workbook of problems as somebody mends it: what was wrong is typed anew, the rest stays."""
    rows = [row.texts for row in run_to_end(desk.read_sheet_job(problems)).sheet.rows]
    header = next(nth for nth, row in enumerate(rows) if "NAMA" in row)
    name = rows[header].index("NAMA")
    nik = rows[header].index("NIK")
    mended = []
    for row in rows[header + 1:]:
        cells = list(row) + [""] * (len(rows[header]) - len(row))
        right = _MENDED.get(cells[nik], "")
        cells[nik if right.isdigit() else name] = right or cells[name]
        mended.append(tuple(cells))
    return write_table(path, rows[header], mended)
