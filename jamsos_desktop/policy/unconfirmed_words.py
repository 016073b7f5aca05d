"""How a row of each table is said to people: what it is, and what holds now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.policy.job_risk import LEVELS
from jamsos_desktop.texts import rupiah

Cells = Mapping[str, str]
Labels = Mapping[str, Mapping[str, str]]
Say = Callable[[Cells, Labels], str]


class Words(NamedTuple):
    """``what``: what the row is about; ``value``: what holds now."""

    what: Say
    value: Say


AGES = {"AGE_MIN": "Umur termuda", "AGE_KTP": "Umur memakai KTP", "AGE_MAX_BPU": "Umur tertua BPU",
        "AGE_PERANGKAT": "Umur perangkat desa"}
PARAMETERS = {
    "bpu_jkk": "Tarif JKK BPU", "bpu_jkm": "Iuran JKM BPU", "bpu_jht": "Tarif JHT BPU",
    "pu_risiko": "Kelompok risiko JKK", "pu_dasar": "Dasar upah PU", "ump": "Upah minimum provinsi",
    "umk": "Upah minimum kabupaten", "umur_wali": "Umur ahli waris tanpa wali",
    "hari_akan_berakhir": "Akan berakhir dihitung dari", "scan_wajib": "Scan wajib ada",
    "bulan_nonaktif": "BPU nonaktif sesudah", "bulan_tunggakan_maks": "Tunggakan BPU paling banyak",
    "desil_rentan": "Desil tertinggi pekerja rentan", "desil_berlaku": "Desil berlaku selama",
    "masa_rentan": "Masa iuran pekerja rentan", "hari_diam": "Desa lama diam sesudah",
    "target_cakupan": "Target cakupan", "ambang_mirip": "Ambang data mirip",
    "pemberi_kerja": "Pemberi kerja PU di SIPP"}
BASES = {"siltap": "siltap", "upah": "upah yang diketik", "ump": "UMP", "umk": "UMK"}
TIMES = ("tahun", "bulan", "hari", "jam")


def plain(cells: Cells, labels: Labels) -> str:
    """The words of the row's own label."""
    return cells.get("label", "").strip() or cells.get("kode", "")


def _amount(text: str, unit: str) -> str:
    """78 persen -> 78%; 6800 rupiah -> Rp 6.800; 30 hari; desil 4."""
    if unit == "persen":
        return text.replace(".", ",") + "%"
    if unit == "rupiah":
        return rupiah(int(text))
    if unit in TIMES:
        return f"{text} {unit}"
    return {"desil": f"desil {text}", "kelompok_risiko": f"kelompok {text}", "dasar": BASES.get(text, text),
            "kali_upah": f"{text} kali upah"}.get(unit, text)


def _scoped(cells: Cells, labels: Labels) -> str:
    scope = cells["lingkup"].strip()
    name = PARAMETERS.get(cells["kunci"], cells["kunci"].replace("_", " "))
    return f"{name}, {code_label('kelompok', scope) if scope in KELOMPOK else scope}" if scope else name


def _groups(cells: Cells, marks: Mapping[str, str]) -> str:
    """wajib: Perangkat desa, Non-ASN; boleh: Pekerja rentan."""
    parts = []
    for mark, word in marks.items():
        named = [code_label("kelompok", one) for one in KELOMPOK if cells[one].strip() == mark]
        if named:
            parts.append(f"{word}: {', '.join(named)}")
    return "; ".join(parts) or "tidak diminta"


def _asked(cells: Cells, labels: Labels) -> str:
    return _groups(cells, {"W": "wajib", "O": "boleh"})


def _field(cells: Cells, labels: Labels) -> str:
    segment = cells["segmen"].strip()
    return BY_KEY[cells["kunci"]].label + (f", {segment}" if segment else "")


def _age(cells: Cells, labels: Labels) -> str:
    low, high = cells["termuda"].strip(), cells["tertua"].strip()
    return f"{low} sampai {high} tahun" if low and high else f"mulai {low} tahun" if low else f"sampai {high} tahun"


def _of(table: str, code: str, labels: Labels) -> str:
    return labels.get(table, {}).get(code, code)


def _work(cells: Cells, labels: Labels) -> str:
    job = cells["pekerjaan"].strip()
    return _of("pekerjaan", job, labels) if job else f"Sektor {cells['sektor'].strip()}"


def _rate(cells: Cells, labels: Labels) -> str:
    risk = cells["kelompok_risiko"].strip()
    return f"{cells['program']}, {cells['komponen'].replace('_', ' ')}" + (f", kelompok {risk}" if risk else "")


def _fund(cells: Cells, labels: Labels) -> str:
    return code_label("sumber_dana", cells["kode"])


WORDS: dict[str, Words] = {
    "iuran_bpu.csv": Words(lambda cells, _: f"Lapis {cells['lapis']}", lambda cells, _: rupiah(int(cells["dasar"]))),
    "tarif_pu.csv": Words(_rate, lambda cells, _: _amount(cells["persen"], "persen")),
    "parameter.csv": Words(_scoped, lambda cells, _: _amount(cells["nilai"].strip(), cells["satuan"])),
    "diskon.csv": Words(plain, lambda cells, _: _amount(cells["persen"], "persen")),
    "dana.csv": Words(_fund, lambda cells, _: cells["catatan"] or _groups(
        cells, {"boleh": "boleh", "periksa": "ditanyakan", "tidak": "tidak"})),
    "siltap.csv": Words(lambda cells, _: f"Siltap {cells['golongan']}", lambda cells, _: rupiah(int(cells["rupiah"]))),
    "berkas.csv": Words(plain, _asked),
    "wajib.csv": Words(_field, _asked),
    "usia.csv": Words(lambda cells, _: AGES.get(cells["kode"], cells["kode"]), _age),
    "jabatan.csv": Words(plain, lambda cells, _: f"segmen {cells['segmen'].replace('CEK', 'diperiksa dulu')}"),
    "formasi.csv": Words(lambda cells, _: f"{cells['label']}, desa {cells['klasifikasi']}",
                         lambda cells, _: f"satu {cells['kolom']}"),
    "pekerjaan.csv": Words(plain, lambda cells, _: f"sektor {cells['sektor']}"),
    "pekerjaan_ktp.csv": Words(plain, lambda cells, _: cells["tanda"].replace("_", " ")),
    "alasan.csv": Words(plain, lambda cells, _: cells["teks"]),
    "klaim.csv": Words(lambda cells, _: f"{cells['singkat']} ({cells['jenis']})", lambda cells, _: "wajib"
                       if cells["tanda"] == "W" else "bila ada"),
    "manfaat.csv": Words(plain, lambda cells, _: _amount(cells["nilai"], cells["satuan"])),
    "wadah_dana.csv": Words(_fund, lambda cells, _: code_label("wadah_jenis", cells["wadah_jenis"])),
    "risiko_kerja.csv": Words(_work, lambda cells, _: LEVELS.get(cells["tingkat"], cells["tingkat"])),
    "urutan_rentan.csv": Words(plain, lambda cells, _: "kecil didahulukan" if cells["arah"] == "naik"
                               else "besar didahulukan"),
    "retensi.csv": Words(plain, lambda cells, _: f"{cells['bulan']} bulan"),
    "hak_data.csv": Words(plain, lambda cells, _: f"{cells['jam']} jam"),
    "acuan.csv": Words(plain, lambda cells, _: cells["isi"]),
}
