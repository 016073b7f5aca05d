"""Workbooks of every kind a village may bring, as real files, each with who is in it.

``people`` makes who is in them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from made_people import BLOOD, Orang, people

from jamsos_desktop.intake.sheet import Merged, Sheet, SheetRow

__all__ = ["ALL_KINDS", "PLAIN", "Made", "Orang", "people", "sheet_of", "write"]  # and a maker of each kind

Rows = Sequence[Sequence[Any]]
Merges = Sequence[tuple[int, int, int, int]]  # top, left, bottom, right, from 0, ends included


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook: its kind (a key of ``SHEET_KINDS``), who is in it, and the field keys it says something of."""

    path: Path
    jenis: str
    orang: tuple[Orang, ...]
    fields: frozenset[str]
    rows: Rows
    merged: Merges = ()

    def sheet(self) -> Sheet:
        """The sheet as the reader gives it, without starting a child."""
        return sheet_of(self.rows, self.merged)


def sheet_of(rows: Rows, merged: Merges = (), lembar: tuple[str, ...] = ("Sheet1",)) -> Sheet:
    """Rows as the reader gives them: texts, with the cells that were numbers or dates told; blank rows are none."""
    found = []
    for nomor, row in enumerate(rows, 1):
        texts = [f"{v:%d/%m/%Y}" if isinstance(v, date) else "" if v is None else str(v) for v in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            numbers = frozenset(c for c, v in enumerate(row) if type(v) in (int, float))
            days = frozenset(c for c, v in enumerate(row) if isinstance(v, date))
            found.append(SheetRow(nomor, tuple(texts), numbers, days))
    ranges = tuple(Merged(top + 1, left, bottom + 1, right) for top, left, bottom, right in merged)
    return Sheet(lembar[0], lembar, tuple(found), gabung=ranges)


def write(path: Path, rows: Rows, merged: Merges = (), name: str = "Sheet1") -> Path:
    """Rows as .xlsx (texts stay texts, dates become date cells) or .csv; ``merged``: ranges by row and column from 0,
    ends included, that show their first cell."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return path
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet(name)
        covered = {(r, c) for top, left, bottom, right in merged for r in range(top, bottom + 1)
                   for c in range(left, right + 1)}
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value in ("", None) or (r, c) in covered:
                    continue
                if isinstance(value, date):
                    sheet.write_datetime(r, c, value)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                else:
                    sheet.write(r, c, value)
        for top, left, bottom, right in merged:
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    return path


def _made(path: Path, rows: Rows, jenis: str, orang: Sequence[Orang], fields: frozenset[str],
          merged: Merges = ()) -> Made:
    return Made(write(path, rows, merged), jenis, tuple(orang), fields, rows, merged)


OPENSID = ("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
           "pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id",
           "nama_ayah", "nama_ibu", "golongan_darah_id", "akta_lahir", "dokumen_pasport", "tanggal_akhir_paspor",
           "dokumen_kitas", "ayah_nik", "ibu_nik", "akta_perkawinan", "tanggalperkawinan", "akta_perceraian",
           "tanggalperceraian", "cacat_id", "cara_kb_id", "hamil", "ktp_el", "status_rekam", "alamat_sekarang",
           "status_dasar", "suku", "tag_id_card", "id_asuransi", "no_asuransi", "lat", "lng")


def opensid(path: Path, orang: Sequence[Orang], words: bool = False, end: bool = True, status: str = "") -> Made:
    """The population workbook of OpenSID. ``words``: labels instead of code numbers; ``end``: ``###`` and rows behind
    it; ``status``: of the last person in ``status_dasar``."""
    rows: list[Sequence[Any]] = [OPENSID]
    for n, o in enumerate(orang):
        sex = {"L": ("1", "LAKI-LAKI"), "P": ("2", "PEREMPUAN")}[o.jenis_kelamin][words]
        alive = status if status and n == len(orang) - 1 else ("HIDUP" if words else "1")
        values = {"alamat": o.alamat, "dusun": o.dusun, "rw": o.rw, "rt": o.rt, "nama": o.nama, "no_kk": o.no_kk,
                  "nik": "'" + o.nik, "sex": sex, "tempatlahir": o.tempat_lahir,
                  "tanggallahir": o.tanggal_lahir.isoformat(),
                  "agama_id": "ISLAM" if words else "1", "pendidikan_kk_id": "5", "pendidikan_sedang_id": "18",
                  "pekerjaan_id": o.kerja_ktp[words], "status_kawin": o.status[words], "kk_level": "1",
                  "warganegara_id": "1", "nama_ayah": o.ayah, "nama_ibu": o.ibu,
                  "golongan_darah_id": o.darah if words else str(1 + BLOOD.index(o.darah)), "ktp_el": "2",
                  "status_dasar": alive}
        rows.append([values.get(key, "") for key in OPENSID])
    if end:
        rows += [["###"], ["", "", "", "", "ORANG CONTOH", "", "7402110101809999"]]
    return _made(path, rows, "opensid", orang, frozenset((
        "alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "jenis_kelamin", "tempat_lahir", "tanggal_lahir",
        "pekerjaan_ktp", "status_kawin", "nama_ibu", "golongan_darah")))


_SIAK = ("NO", "Nama Lengkap", "NIK", "Tempat Lahir", "Tanggal Lahir", "JK", "Stat Kwn", "Gol. Drh", "SHDK", "Agama",
         "Pendidikan Terakhir", "No Akta Lahir", "Pekerjaan", "Nama Ibu", "Nama Ayah", "Wjb KTP", "KTP-eL", "Status",
         "Stat Rkm")
_SIAK_STATUS = {"belum_kawin": "BK", "kawin": "K", "cerai_mati": "CM"}


def siak(path: Path, orang: Sequence[Orang], repeat: bool = False) -> Made:
    """A list of families as Dukcapil gives it: above each family its KK and its address. ``repeat``: the header stands
    above each family again."""
    rows: list[Sequence[Any]] = [["PEMERINTAH KABUPATEN KONAWE"], ["DAFTAR KELUARGA DESA ATOWATU"], []]
    if not repeat:
        rows.append(_SIAK)
    kk = ""
    for n, o in enumerate(orang):
        if o.no_kk != kk:
            kk = o.no_kk
            rows += [[f"No. KK : {o.no_kk}", "", "", "", f"Nama Kepala Keluarga : {o.nama}"],
                     [f"Alamat : {o.alamat} RT/RW : {o.rt}/{o.rw} DUSUN : {o.dusun}"]]
            if repeat:
                rows.append(_SIAK)
        rows.append([str(n % 3 + 1), o.nama, o.nik, o.tempat_lahir, f"{o.tanggal_lahir:%d-%m-%Y}",
                     "Lk" if o.jenis_kelamin == "L" else "Pr", _SIAK_STATUS[o.status[2]], o.darah, "ANAK", "ISLAM",
                     "SLTA/SEDERAJAT", "", o.kerja_ktp[1], o.ibu, o.ayah, "WAJIB", "KTP-eL", "SDH DPT", "CARD SHIPPED"])
    return _made(path, rows, "siak", orang, frozenset((
        "alamat", "rt", "rw", "dusun", "no_kk", "nama", "nik", "tempat_lahir", "tanggal_lahir", "jenis_kelamin",
        "status_kawin", "golongan_darah", "pekerjaan_ktp", "nama_ibu")))


def bip(path: Path, orang: Sequence[Orang]) -> Made:
    """The book of residents: a header of two rows with merged cells, then the numbers of the columns."""
    head = ("NOMOR URUT", "NAMA LENGKAP / PANGGILAN", "JENIS KELAMIN", "", "STATUS PERKAWINAN",
            "TEMPAT & TANGGAL LAHIR", "", "AGAMA", "PENDIDIKAN TERAKHIR", "PEKERJAAN", "DAPAT MEMBACA HURUF",
            "KEWARGANEGARAAN", "ALAMAT LENGKAP", "KEDUDUKAN DLM KELUARGA", "NIK", "NOMOR KK", "KET")
    below = ("", "", "L", "P", "", "TEMPAT LAHIR", "TGL", *("",) * 10)
    rows: list[Sequence[Any]] = [["BUKU INDUK PENDUDUK DESA ATOWATU"], ["TAHUN 2026"], [], head, below,
                                 [str(n + 1) for n in range(len(head))]]
    for n, o in enumerate(orang):
        ticks = ("v", "") if o.jenis_kelamin == "L" else ("", "v")
        rows.append([n + 1, o.nama, *ticks, o.status[1], o.tempat_lahir, o.tanggal_lahir, "ISLAM", "SLTA",
                     o.kerja_ktp[1], "L", "WNI", o.alamat, "KK", o.nik, o.no_kk, ""])
    rows += [[], ["", "", "", "", "", "", "", "", "", "", "", "Atowatu, 20 November 2026"],
             ["", "Mengetahui,", "", "", "", "", "", "", "", "", "", "Sekretaris Desa"], ["", "Kepala Desa Atowatu"],
             ["", "LA DJAFAR, S.Sos", "", "", "", "", "", "", "", "", "", "WA ODE NURHAYATI"],
             ["", "NIP. 19760101 200501 1 001"]]
    merged = [(0, 0, 0, 16), (3, 2, 3, 3), (3, 5, 3, 6), *((3, c, 4, c) for c in (0, 1, 4, *range(7, 17)))]
    return _made(path, rows, "bip", orang, frozenset((
        "nama", "jenis_kelamin", "status_kawin", "tempat_lahir", "tanggal_lahir", "pekerjaan_ktp", "alamat", "nik",
        "no_kk")), merged)


def f1a(path: Path, orang: Sequence[Orang]) -> Made:
    """BPJS's list of workers who enter: there "NIK" is the number of an employee."""
    rows: list[Sequence[Any]] = [
        ["DAFTAR TENAGA KERJA MASUK"], ["Nama Perusahaan", ": PEMERINTAH DESA ATOWATU"], ["NPP", ": 26001234"],
        ["Bulan", ": 11/2026"], [],
        ["No", "Nama TK (Sesuai KTP)*", "Tgl Lahir (DD-MM-YYYY)*", "NIK", "KPJ (Jika Punya)",
         "KTP (16 Digit, Wajib Isi)*", "Nama Ibu Kandung", "Alamat (Sesuai KTP)", "Upah (Take Home Pay)*"]]
    rows += [[n + 1, o.nama, f"{o.tanggal_lahir:%d-%m-%Y}", f"PEG-{n + 1:03}", "", o.nik, o.ibu, o.alamat,
              o.penghasilan] for n, o in enumerate(orang)]
    rows.append(["JUMLAH", "", "", "", "", "", "", "", sum(o.penghasilan for o in orang)])
    return _made(path, rows, "bpjs", orang, frozenset((
        "nama", "tanggal_lahir", "nik", "nama_ibu", "alamat", "penghasilan", "kpj")))


def f1b(path: Path, orang: Sequence[Orang]) -> Made:
    """BPJS's list of workers who leave, with a total below."""
    rows: list[Sequence[Any]] = [
        ["DAFTAR TENAGA KERJA KELUAR"], [],
        ["No", "Nama TK", "Tgl Lahir", "NIK", "KPJ", "KTP (16 Digit)", "Upah"]]
    rows += [[n + 1, o.nama, f"{o.tanggal_lahir:%d-%m-%Y}", f"{n + 1:04}", f"260{n:08}", o.nik, o.penghasilan]
             for n, o in enumerate(orang)]
    rows.append(["", "TOTAL", "", "", "", "", sum(o.penghasilan for o in orang)])
    return _made(path, rows, "bpjs", orang, frozenset(("nama", "tanggal_lahir", "nik", "kpj", "penghasilan")))


def f2a(path: Path, orang: Sequence[Orang]) -> Made:
    """BPJS's dues per worker; here the NIK is the national one."""
    rows: list[Sequence[Any]] = [
        ["No", "Nomor Referensi", "NIK", "Nomor Pegawai", "Nama", "Tgl Lahir", "Tgl Kepesertaan", "Upah", "Rapel",
         "JKK", "JKM", "JHT-PK", "JHT-TK", "JP-PK", "JP-TK", "JKP-PK", "JKP-Pemerintah", "Total Iuran"]]
    rows += [[n + 1, f"260{n:08}", o.nik, f"P{n:03}", o.nama, f"{o.tanggal_lahir:%d-%m-%Y}", "01-01-2026",
              o.penghasilan, 0, 2160, 2700, 0, 0, 0, 0, 0, 0, 4860] for n, o in enumerate(orang)]
    return _made(path, rows, "bpjs", orang, frozenset(("nama", "tanggal_lahir", "nik", "kpj", "penghasilan")))


_SIPP = ("NO_PEGAWAI", "NAMA_LENGKAP", "GELAR", "TELEPON_AREA_RUMAH", "TELEPON_RUMAH", "TELEPON_AREA_KANTOR",
         "TELEPON_KANTOR", "TELEPON_EXT_KANTOR", "HP", "EMAIL", "TEMPAT_LAHIR", "TANGGAL_LAHIR", "NAMA_IBU_KANDUNG",
         "JENIS_IDENTITAS", "NOMOR_IDENTITAS", "MASA_LAKU_IDENTITAS", "JENIS_KELAMIN", "SURAT_MENYURAT_KE",
         "TANGGAL_KEPESERTAAN", "STATUS_KAWIN", "GOLONGAN_DARAH", "NPWP", "KODE_NEGARA", "UPAH", "ALAMAT", "KODE_POS",
         "LOKASI_PEKERJAAN", "STATUS_PEGAWAI", "TGL_AWAL_BEKERJA", "TGL_AKHIR_KONTRAK")
_SIPP_50 = ("NAMA_BANK", "CABANG_BANK", "NO_REKENING", "NAMA_REKENING", "KODE_PAKET", "PESERTA_JPK", "NAMA_PASANGAN",
            "TGL_LAHIR_PASANGAN", "JENIS_KELAMIN_PASANGAN", "NAMA_ANAK1", "TGL_LAHIR_ANAK1", "JENIS_KELAMIN_ANAK1",
            "NAMA_ANAK2", "TGL_LAHIR_ANAK2", "JENIS_KELAMIN_ANAK2", "NAMA_ANAK3", "TGL_LAHIR_ANAK3",
            "JENIS_KELAMIN_ANAK3")


def sipp(path: Path, orang: Sequence[Orang], columns: int = 30) -> Made:
    """The mass upload of SIPP in one of its three known widths: 30, 32 (the name in three parts) or 50 columns."""
    parts = ("NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG")
    head = _SIPP if columns == 30 else (_SIPP[0], *parts, *_SIPP[2:], *(_SIPP_50 if columns == 50 else ()))
    rows: list[Sequence[Any]] = [head]
    for n, o in enumerate(orang):
        first, _, rest = o.nama.partition(" ")
        middle, _, last = rest.rpartition(" ")
        values = {"NO_PEGAWAI": f"PRT-{n + 1:06}", "NAMA_LENGKAP": o.nama, "NAMA_DEPAN": first, "NAMA_TENGAH": middle,
                  "NAMA_BELAKANG": last, "HP": o.hp, "TEMPAT_LAHIR": o.tempat_lahir,
                  "TANGGAL_LAHIR": f"{o.tanggal_lahir:%d-%m-%Y}", "NAMA_IBU_KANDUNG": o.ibu, "JENIS_IDENTITAS": "KTP",
                  "NOMOR_IDENTITAS": o.nik, "JENIS_KELAMIN": o.jenis_kelamin, "SURAT_MENYURAT_KE": "S",
                  "STATUS_KAWIN": "Y" if o.status[2] == "kawin" else "T", "GOLONGAN_DARAH": o.darah,
                  "KODE_NEGARA": "ID", "UPAH": str(o.penghasilan), "ALAMAT": o.alamat, "KODE_POS": "93351",
                  "STATUS_PEGAWAI": "PKWT", "TGL_AWAL_BEKERJA": "01-01-2026", "NAMA_PASANGAN": o.ayah}
        rows.append([values.get(key, "") for key in head])
    return _made(path, rows, "bpjs", orang, frozenset((
        "nama", "nik", "hp", "tempat_lahir", "tanggal_lahir", "nama_ibu", "jenis_kelamin", "surat_ke", "status_kawin",
        "golongan_darah", "penghasilan", "alamat", "kode_pos", "status_pegawai", "mulai_bekerja",
        *(("nama_ahli_waris", "hubungan_ahli_waris") if columns == 50 else ()))))


# A plain list: field key -> (header, text of a person).
PLAIN: dict[str, tuple[str, Callable[[Orang], Any]]] = {
    "nama": ("NAMA", lambda o: o.nama), "nik": ("NIK", lambda o: o.nik), "no_kk": ("No. KK", lambda o: o.no_kk),
    "tempat_lahir": ("Tempat Lahir", lambda o: o.tempat_lahir),
    "tanggal_lahir": ("Tgl. Lahir", lambda o: f"{o.tanggal_lahir:%d/%m/%Y}"),
    "jenis_kelamin": ("L/P", lambda o: o.jenis_kelamin), "nama_ibu": ("Nama Ibu Kandung", lambda o: o.ibu),
    "alamat": ("Alamat", lambda o: o.alamat), "dusun": ("Dusun", lambda o: o.dusun), "rt": ("RT", lambda o: o.rt),
    "rw": ("RW", lambda o: o.rw), "hp": ("No. HP", lambda o: o.hp),
    "penghasilan": ("Penghasilan", lambda o: f"Rp {o.penghasilan:,}".replace(",", ".")),
    "status_kawin": ("Status Perkawinan", lambda o: o.status[1].capitalize()),
}


def plain(path: Path, orang: Sequence[Orang], order: Sequence[str] = tuple(PLAIN), header: bool = True,
          number: bool = True) -> Made:
    """A list as somebody typed it, in any order of columns, with or without a header and a running number."""
    rows: list[Sequence[Any]] = [[*(["NO"] if number else []), *(PLAIN[key][0] for key in order)]] if header else []
    rows += [[*([n + 1] if number else []), *(PLAIN[key][1](o) for key in order)] for n, o in enumerate(orang)]
    # A mother's name, an RT and an RW look like other columns: without a title nobody knows them.
    told = order if header else [key for key in order if key not in ("nama_ibu", "rt", "rw")]
    return _made(path, rows, "daftar", orang, frozenset(told))


def rentan(path: Path, orang: Sequence[Orang]) -> Made:
    """A list of vulnerable workers as villages keep it: two titles, place and date in one cell, a spouse, a footer."""
    rows: list[Sequence[Any]] = [["DATA PEKERJA RENTAN DESA BAJO INDAH"], ["DUSUN II TAHUN 2026"],
                                 ["NO", "NAMA", "NIK", "TTL", "PEKERJAAN", "DSN", "ISTRI/SUAMI"]]
    rows += [[n + 1, o.nama, o.nik, f"{o.tempat_lahir.title()}, {o.tanggal_lahir:%d-%m-%Y}", "Nelayan", o.dusun, o.ayah]
             for n, o in enumerate(orang)]
    rows += [["Sumber : Kantor Desa"], ["Catatan: belum lengkap"]]
    return _made(path, rows, "daftar", orang, frozenset((
        "nama", "nik", "tempat_lahir", "tanggal_lahir", "pekerjaan", "dusun", "nama_ahli_waris",
        "hubungan_ahli_waris")),
                 [(0, 0, 0, 6), (1, 0, 1, 6)])


def galat(path: Path, orang: Sequence[Orang], order: Sequence[str] = ("nama", "nik", "tanggal_lahir")) -> Made:
    """An error workbook of the program: the village's own columns, and four that say what became of each row."""
    rows: list[Sequence[Any]] = [["Baris", *(PLAIN[key][0] for key in order), "Hasil", "Alasan",
                                  "Yang perlu dilakukan"]]
    rows += [[n + 4, *(PLAIN[key][1](o) for key in order), "Ditahan", "NIK 15 angka.", "Cocokkan dengan KTP."]
             for n, o in enumerate(orang)]
    return _made(path, rows, "galat", orang, frozenset(order))


ALL_KINDS: dict[str, Callable[[Path, Sequence[Orang]], Made]] = {
    "opensid": opensid, "opensid_kata": lambda path, orang: opensid(path, orang, words=True),
    "siak": siak, "siak_berulang": lambda path, orang: siak(path, orang, repeat=True), "bip": bip, "f1a": f1a,
    "f1b": f1b, "f2a": f2a, "sipp_30": sipp, "sipp_32": lambda path, orang: sipp(path, orang, 32),
    "sipp_50": lambda path, orang: sipp(path, orang, 50), "daftar": plain,
    "tanpa_judul": lambda path, orang: plain(path, orang, header=False), "rentan": rentan, "galat": galat,
}
