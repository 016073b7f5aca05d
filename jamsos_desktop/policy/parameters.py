"""The single figures and choices of a policy (``parameter.csv``), each of one known unit and dated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jamsos_desktop.policy.records import RISIKO, Dated, Nilai
from jamsos_desktop.policy.rows import Files, Row, Timeline, damaged, read_rows

FILE = "parameter.csv"
# Parameters without which nothing can be computed.
NEEDED = ("bpu_jkk", "bpu_jkm", "bpu_jht", "pu_risiko", "pu_dasar", "umur_wali", "hari_akan_berakhir", "scan_wajib",
          "bulan_nonaktif", "bulan_tunggakan_maks")
# The unit of every parameter the program computes with; another one would mean another sum, or none.
UNITS = {"bpu_jkk": "persen", "bpu_jkm": "rupiah", "bpu_jht": "persen", "pu_risiko": "kelompok_risiko",
         "pu_dasar": "dasar", "ump": "rupiah", "umk": "rupiah", "umur_wali": "tahun", "hari_akan_berakhir": "hari",
         "scan_wajib": "ya_tidak", "hari_diam": "hari", "target_cakupan": "persen", "pemberi_kerja": "pemberi_kerja",
         "bulan_nonaktif": "bulan", "bulan_tunggakan_maks": "bulan",
         "desil_rentan": "desil", "desil_berlaku": "bulan", "masa_rentan": "bulan"}
MOST = {"tahun": 150, "bulan": 120, "hari": 3660, "desil": 10}
DASAR = ("siltap", "upah", "ump", "umk")  # a nominal sum is a village's own choice

Values = Mapping[tuple[str, ...], tuple[Dated[Nilai], ...]]
NONE: Values = MappingProxyType({})


def values(files: Files, own: Values) -> Timeline[Nilai]:
    """(key, scope) -> values by date. A key that the file lacks altogether is that of ``own``, the program's: packs
    made before a parameter existed stay readable."""
    found: Timeline[Nilai] = Timeline()
    for row in read_rows(files, FILE, "kunci lingkup nilai satuan berlaku_mulai berlaku_sampai sumber keyakinan"):
        value = Nilai(row.text("nilai", required=True), row.text("satuan"), row.text("sumber"), row.sureness())
        key = row.text("kunci", required=True)
        _check_unit(row, value.satuan)
        if UNITS.get(key, value.satuan) != value.satuan:
            row.bad(f"satuan {key} seharusnya {UNITS[key]}, bukan \u201c{value.satuan}\u201d")
        found.put(row, (key, row.text("lingkup")), value)
    kept = {key for key, _ in found}
    found.update({scoped: periods for scoped, periods in own.items() if scoped[0] not in kept})
    for key in NEEDED:
        if not any(kunci == key for kunci, _ in found):
            damaged(FILE, 0, f"{key} tidak ada")
    return found


def _check_unit(row: Row, unit: str) -> None:
    match unit:
        case "persen":
            row.percent("nilai")
        case "rupiah":
            row.whole("nilai")
        case "tahun" | "bulan" | "hari" | "desil":
            if row.whole("nilai") > MOST[unit]:
                row.bad(f"kolom nilai terlalu besar untuk {unit}")
        case "ya_tidak":
            row.yes("nilai")
        case "kelompok_risiko":
            row.one_of("nilai", RISIKO)
        case "dasar":
            row.one_of("nilai", DASAR)
        case "pemberi_kerja":
            row.one_of("nilai", ("desa", "pemda"))
        case _:
            row.bad(f"kolom satuan tidak mengenal \u201c{unit}\u201d")
