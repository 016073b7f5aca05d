"""The grids of odd lists: what a village, OpenSID, Dukcapil or BPJS writes, before it becomes a file.

Every maker draws from the seed's random numbers and notes which row holds which person.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import odd_people as cells
from odd_damage import HELD, IN, PASSED, Row, damaged
from odd_people import BLOOD, MARRIED, Style, Writing

Writer = Callable[[Style, cells.Person], Writing]
# Column -> the headers a village writes over it, and how its cells are written.
COLUMNS: Mapping[str, tuple[tuple[str, ...], Writer]] = {
    "nik": (("NIK", "No. KTP", "NOMOR INDUK KEPENDUDUKAN", "No KTP", "nik", "N I K", "Nomor NIK"), cells.nik),
    "nama": (("Nama", "NAMA LENGKAP", "Nama Peserta", "nama", "Nama sesuai KTP", "NAMA PEKERJA"), cells.nama),
    "no_kk": (("No. KK", "NO KK", "Nomor KK", "Nomor Kartu Keluarga", "no_kk", "KK"), cells.no_kk),
    "tempat_lahir": (("Tempat lahir", "TEMPAT LAHIR", "Tmp Lahir", "tempatlahir"), cells.place),
    "tanggal_lahir": (("Tanggal lahir", "TGL LAHIR", "Tgl. Lahir", "tanggallahir"), cells.birth),
    "jenis_kelamin": (("Jenis kelamin", "L/P", "JK", "JENIS KELAMIN", "Sex"), cells.sex),
    "status_kawin": (("Status perkawinan", "STATUS KAWIN", "Status Nikah"), cells.married),
    "nama_ibu": (("Nama ibu kandung", "IBU KANDUNG", "Nama Ibu"), cells.mother),
    "alamat": (("Alamat", "ALAMAT SESUAI KTP", "alamat"), cells.address),
    "dusun": (("Dusun", "DUSUN", "Dsn"), cells.hamlet), "rt": (("RT", "rt"), cells.rt), "rw": (("RW", "rw"), cells.rw),
    "rt_rw": (("RT/RW", "RT / RW"), cells.rt_rw),
    "hp": (("No. HP", "HP", "Nomor HP", "NO HP/WA", "Telepon"), cells.phone),
    "golongan_darah": (("Gol. darah", "Golongan Darah"), cells.blood),
    "pekerjaan": (("Pekerjaan", "PEKERJAAN", "Pekerjaan utama"), cells.job),
    "penghasilan": (("Penghasilan", "Penghasilan / bulan", "PENGHASILAN PER BULAN (Rp)", "Gaji", "Upah"), cells.income),
    "suami_istri": (("Istri/Suami", "ISTRI/SUAMI", "Nama Suami/Istri"), cells.spouse),
    "ttl": (("TTL", "Tempat/Tgl Lahir", "TEMPAT, TANGGAL LAHIR", "Tempat dan tanggal lahir"), cells.place_and_birth),
}
NOISE: Mapping[str, tuple[tuple[str, ...], Callable[[random.Random, int], Any]]] = {
    "no": (("No", "NO.", "No. Urut"), lambda rng, n: n), "umur": (("Umur", "USIA"), lambda rng, n: rng.randint(17, 64)),
    "agama": (("Agama", "AGAMA"), lambda rng, n: rng.choice(("ISLAM", "HINDU"))),
    "pendidikan": (("Pendidikan",), lambda rng, n: rng.choice(("SLTA/SEDERAJAT", "TAMAT SD"))),
    "ket": (("Ket", "Keterangan", "KETERANGAN"), lambda rng, n: rng.choice(("", "", "lancar", "baru"))),
}
OPENSID = ("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
           "pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level",
           "warganegara_id", "nama_ayah", "nama_ibu", "golongan_darah_id", "akta_lahir", "dokumen_pasport",
           "tanggal_akhir_paspor", "dokumen_kitas", "ayah_nik", "ibu_nik", "akta_perkawinan",
           "tanggalperkawinan", "akta_perceraian", "tanggalperceraian", "cacat_id", "cara_kb_id", "hamil",
           "ktp_el", "status_rekam", "alamat_sekarang", "status_dasar", "suku", "tag_id_card",
           "id_asuransi", "no_asuransi", "lat", "lng")
SEXES = ({"L": "L", "P": "P"}, {"L": "LAKI-LAKI", "P": "PEREMPUAN"}, {"L": "Laki-laki", "P": "Perempuan"},
         {"L": "Pria", "P": "Wanita"}, {"L": "LK", "P": "PR"})


@dataclass
class List:
    """The grid of one list while it grows."""

    grid: list[list[Any]]
    kepala: int = 0  # how many rows stand above the first row of the body
    people: list[tuple[int, Row]] = field(default_factory=list)
    gabung: list[tuple[int, int, int, int]] = field(default_factory=list)


def _row(style: Style, names: Sequence[str], no_kk: str = "") -> Row:
    p = cells.person(style.rng, no_kk)
    return Row(p, {name: COLUMNS[name][1](style, p) for name in names if name in COLUMNS})


def _plain(rng: random.Random, style: Style, count: int, must: tuple[str, ...] = ("nik", "nama", "tanggal_lahir"),
           without: tuple[str, ...] = ("ttl",)) -> List:
    """Columns in any order, noise between them, titles above, junk between and below."""
    free = [key for key in COLUMNS if key not in must and key not in without]
    names = [*must, *rng.sample(free, rng.randint(1, len(free)))]
    if "rt_rw" in names:
        names = [name for name in names if name not in ("rt", "rw")]
    rng.shuffle(names)
    for noise in rng.sample(list(NOISE), rng.randint(0, 3)):
        names.insert(0 if noise == "no" else rng.randint(0, len(names)), noise)
    heads = {name: rng.choice((COLUMNS.get(name) or NOISE[name])[0]) for name in names}
    made = List(_titles(rng, len(names)))
    header = [heads[name] for name in names]
    if rng.random() < .3:
        header = [rng.choice((text.upper(), text.lower(), f" {text} ", text + "*", text.replace(" ", "\n")))
                  for text in header]
    elif rng.random() < .3:
        header = [_slip(rng, text) for text in header]
    made.grid.append(header)
    made.kepala = len(made.grid)
    if rng.random() < .25 and len(names) > 3:
        made.grid.append([str(n) if style.teks else n for n in range(1, len(names) + 1)])
    _body(rng, style, made, names, count, header)
    _feet(rng, made, len(names))
    return made


def _slip(rng: random.Random, title: str) -> str:
    """A title whose longest word lost a letter, as fingers lose them; never one that says whose value it is."""
    longest = max(title.split(), key=len)
    if len(longest) < 7 or rng.random() < .6 or any(word in title.lower() for word in ("suami", "istri", "ibu")):
        return title
    at = rng.randrange(1, len(longest) - 1)
    return title.replace(longest, longest[:at] + longest[at + 1:]) if longest.isalpha() else title


def _body(rng: random.Random, style: Style, made: List, names: Sequence[str], count: int,
          header: Sequence[str]) -> None:
    damage = rng.choice((0, 0, .3, .8))
    for order in range(1, count + 1):
        row = _row(style, names)
        if rng.random() < damage:
            row = damaged(rng, style, row)
        _add(rng, made, names, row, order)
        if rng.random() < .06 and row.hasil == (IN,) and not row.bekas:
            _add(rng, made, names, replace(row, hasil=(PASSED,), bekas=("baris kembar",)), order)
        elif rng.random() < .05 and row.hasil == (IN,) and not row.bekas and "nama" in row.cells:
            other = row.changed("NIK orang lain", (HELD,), nama=Writing(cells.name(rng, 3)))
            _add(rng, made, names, other, order)
        if rng.random() < .06:
            made.grid.append([])
        if rng.random() < .03:
            made.grid.append(list(header))


def _add(rng: random.Random, made: List, names: Sequence[str], row: Row, order: int) -> None:
    made.grid.append([row.cells[name].nilai if name in row.cells else
                      NOISE[name][1](rng, order) if name in NOISE else "" for name in names])
    made.people.append((len(made.grid), row))


def _titles(rng: random.Random, width: int) -> list[list[Any]]:
    rows: list[list[Any]] = []
    if rng.random() < .6:
        rows = [["PEMERINTAH KABUPATEN KONAWE"], ["DAFTAR PEKERJA RENTAN DESA BAJO INDAH TAHUN 2026"], []]
        rows += [["Kecamatan", ": Soropia"]] * rng.randint(0, 2) + [[]] * rng.randint(0, 2)
    return rows


def _feet(rng: random.Random, made: List, width: int) -> None:
    """Sums, notes and signatures below the list: never people."""
    at = rng.randrange(max(width, 1))
    pad = [""] * at
    if rng.random() < .4:
        made.grid.append([*pad, "JUMLAH", str(rng.randint(3, 90))][:max(width, 2)])
    if rng.random() < .4:
        made.grid += [[], [*pad, "Mengetahui,"], [*pad, "Kepala Desa Bajo Indah"], [], [*pad, "MUH. ARSYAD TAHIR"],
                      [*pad, "NIP. 19700101 199003 1 001"]]
    if rng.random() < .3:
        made.grid.append(["Catatan: data per November 2026"])
    if rng.random() < .2:
        made.grid.append([*pad, "Bajo Indah, 20 November 2026"])


def _with_ttl(rng: random.Random, style: Style, count: int) -> List:
    return _plain(rng, style, count, ("nik", "nama", "ttl"), ("tempat_lahir", "tanggal_lahir"))


def _ticks(rng: random.Random, style: Style, count: int) -> List:
    """Two columns L | P with a tick in one of them."""
    tick = rng.choice(("v", "x", "1", "V") if style.lama else ("v", "\u221a", "x", "\u2713"))
    names = ["no", "nama", "L", "P", "nik", "alamat"]
    made = List(_titles(rng, 6))
    made.grid.append(["NO", "NAMA", "L", "P", "NIK", "ALAMAT"])
    made.kepala = len(made.grid)
    for order in range(1, count + 1):
        row = _row(style, names)
        mine = row.orang.jenis_kelamin
        row = replace(row, cells={**row.cells, "P" if mine == "L" else "L": Writing(""),
                                  mine: Writing(tick, {"jenis_kelamin": mine})})
        _add(rng, made, names, row, order)
    return made


def _no_header(rng: random.Random, style: Style, count: int) -> List:
    """Nothing but the cells; columns can only be told by what stands in them."""
    names = ["nik", "nama", "tanggal_lahir", "jenis_kelamin"]
    rng.shuffle(names)
    style.tanggal, style.apostrof = "dd-mm-yyyy", False
    made = List([])
    for order in range(1, max(count, 6) + 1):
        _add(rng, made, names, _row(style, names), order)
    return made


def _opensid(rng: random.Random, style: Style, count: int) -> List:
    """The 43 columns of OpenSID, as codes or as words; ``###`` ends the data."""
    codes, made = rng.random() < .5, List([])
    made.grid.append([text.upper() if rng.random() < .1 else text for text in OPENSID])
    made.kepala = 1
    for _ in range(count):
        row = _opensid_row(rng, style, codes)
        made.grid.append([row.cells[name].nilai if name in row.cells else _opensid_noise(rng, name, codes)
                          for name in OPENSID])
        made.people.append((len(made.grid), row))
    if rng.random() < .7:
        made.grid.append(["###"])
        if rng.random() < .5:
            made.grid.append(["Petunjuk: isi sesuai kode di lembar Kode Data"])
    return made


def _opensid_row(rng: random.Random, style: Style, codes: bool) -> Row:
    p = cells.person(rng)
    kawin = dict(zip(("belum_kawin", "kawin", "cerai_hidup", "cerai_mati"), "1234", strict=True))[p.status_kawin]
    darah = dict(BLOOD)[p.golongan_darah]
    row = Row(p, {
        "alamat": cells.address(style, p), "dusun": cells.hamlet(style, p), "rw": cells.rw(style, p),
        "rt": cells.rt(style, p),
        "nama": cells.nama(style, p), "no_kk": cells.no_kk(style, p), "nik": cells.nik(style, p),
        "sex": Writing({"L": "1", "P": "2"}[p.jenis_kelamin] if codes else style.kelamin[p.jenis_kelamin],
                       {"jenis_kelamin": p.jenis_kelamin}),
        "tempatlahir": cells.place(style, p), "tanggallahir": cells.birth(style, p),
        "pekerjaan_id": Writing(p.ktp[1] if codes else p.ktp[2], {"pekerjaan_ktp": p.ktp[0]},
                                {"pekerjaan": cells.ANY_CODE}),
        "status_kawin": Writing(kawin if codes else dict(MARRIED)[p.status_kawin][0], {"status_kawin": p.status_kawin}),
        "nama_ibu": cells.mother(style, p),
        "golongan_darah_id": Writing(darah if codes else p.golongan_darah.upper().replace("_", " "),
                                     {"golongan_darah": p.golongan_darah}),
        "status_dasar": Writing("1" if codes else "HIDUP")})
    if rng.random() < .1:
        gone = rng.choice((("2", "MATI"), ("3", "PINDAH"), ("4", "HILANG")))
        row = row.changed("bukan penduduk lagi", (PASSED,), status_dasar=Writing(gone[0] if codes else gone[1]))
    return row


def _opensid_noise(rng: random.Random, name: str, codes: bool) -> Any:
    words = {"agama_id": ("1", "ISLAM"), "pendidikan_kk_id": ("5", "SLTA/SEDERAJAT"),
             "kk_level": ("1", "KEPALA KELUARGA"),
             "pendidikan_sedang_id": ("18", "TIDAK SEDANG SEKOLAH"), "warganegara_id": ("1", "WNI"), "hamil": ("", ""),
             "nama_ayah": (cells.name(rng),) * 2, "suku": ("Bajo", "Bajo"), "alamat_sekarang": ("Jl. Lain 9",) * 2,
             "ktp_el": ("2", "KTP-EL"), "status_rekam": ("8", "CARD PRINTED")}
    return words[name][0 if codes else 1] if name in words else ""


def _families(rng: random.Random, style: Style, count: int) -> List:
    """Families of a SIAK list: the number of the Kartu Keluarga stands above its members."""
    names = ["no", "nik", "nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "status_kawin"]
    header = ["NO", "NIK", "NAMA LENGKAP", "JENIS KELAMIN", "TEMPAT LAHIR", "TANGGAL LAHIR", "STATUS PERKAWINAN"]
    made, again = List([["DAFTAR KELUARGA"], ["DESA : BAJO INDAH", "", "KECAMATAN : SOROPIA"]]), rng.random() < .5
    if not again:
        made.grid.append(header)
        made.kepala = len(made.grid)
    for nth in range(rng.randint(2, 4)):
        kk = cells.person(rng).no_kk
        made.grid.append([f"No. KK : {kk}"] if rng.random() < .7 else ["No. KK", "", f": {kk}"])
        made.grid.append([f"Nama Kepala Keluarga : {cells.name(rng)}"])
        if again:
            made.grid.append(header)
            made.kepala = made.kepala or len(made.grid)
        for order in range(1, rng.randint(2, 5)):
            row = _row(style, names, kk)
            _add(rng, made, names, replace(row, cells={**row.cells, "spanduk": Writing("", {"no_kk": kk})}), order)
        if nth % 2:
            made.grid.append([])
    return made


def _bip(rng: random.Random, style: Style, count: int) -> List:
    """Buku Induk Penduduk: a header of two rows, merged, and a row that numbers the columns."""
    names = ["no", "nama", "jenis_kelamin", "status_kawin", "tempat_lahir", "tanggal_lahir", "agama", "pekerjaan",
             "alamat", "no_kk", "nik"]
    over = ["NOMOR URUT", "NAMA LENGKAP / PANGGILAN", "JENIS KELAMIN", "STATUS PERKAWINAN", "TEMPAT DAN TANGGAL LAHIR",
            "", "AGAMA", "PEKERJAAN", "ALAMAT LENGKAP", "NOMOR KK", "NIK"]
    under = ["", "", "", "", "TEMPAT LAHIR", "TGL LAHIR", "", "", "", "", ""]
    made = List([["BUKU INDUK PENDUDUK DESA BAJO INDAH"], []])
    made.grid += [over, under]
    made.kepala = len(made.grid)
    made.gabung += [(2, 4, 2, 5)] + [(2, n, 3, n) for n in range(len(names)) if n not in (4, 5)]
    made.grid.append(list(range(1, len(names) + 1)))
    for order in range(1, count + 1):
        row = _row(style, names)  # a book of residents has the job of the KTP
        work = Writing(row.orang.ktp[2], {"pekerjaan_ktp": row.orang.ktp[0]}, {"pekerjaan": cells.ANY_CODE})
        _add(rng, made, names, replace(row, cells={**row.cells, "pekerjaan": work}), order)
    return made


def _f1a(rng: random.Random, style: Style, count: int) -> List:
    """A list of BPJS: "NIK" is the number of the employee, the national id stands under "KTP"."""
    names = ["no", "pegawai", "nama", "nik", "tanggal_lahir", "penghasilan"]
    made = List([["DAFTAR TENAGA KERJA MASUK"], ["F1a"], []])
    made.grid.append(["NO", "NIK", "NAMA TENAGA KERJA", "KTP", "TGL LAHIR", "UPAH"])
    made.kepala = len(made.grid)
    for order in range(1, count + 1):
        row = _row(style, names)
        _add(rng, made, names, replace(row, cells={**row.cells, "pegawai": Writing(f"PEG-{order:03}")}), order)
    return made


def _split_name(rng: random.Random, style: Style, count: int) -> List:
    """The name in three columns, as the workbook of SIPP has it."""
    names = ["nik", "depan", "tengah", "belakang", "tanggal_lahir", "nama_ibu"]
    header = ["NOMOR_IDENTITAS", "NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG", "TANGGAL_LAHIR", "NAMA_IBU_KANDUNG"]
    made = List([header], 1)
    for order in range(1, count + 1):
        row = _row(style, names)
        words = (row.orang.nama.split(" ") + [""])[:3]
        first, last = words[0], words[-1] if words[-1] else words[1]
        middle = words[1] if words[-1] else ""
        parts = {"depan": Writing(first, {"nama": row.orang.nama}), "tengah": Writing(middle),
                 "belakang": Writing(last)}
        _add(rng, made, names, replace(row, cells={**row.cells, **parts}), order)
    return made


def _merged(rng: random.Random, style: Style, count: int) -> List:
    """Families whose KK, address and dusun stand in one cell merged over all members (written once in any case)."""
    names = ["no", "no_kk", "nama", "nik", "tanggal_lahir", "alamat", "dusun"]
    shared = ("no_kk", "alamat", "dusun")
    made = List([["No", "No. KK", "Nama", "NIK", "Tgl Lahir", "Alamat", "Dusun"]], 1)
    order = 0
    for _ in range(rng.randint(2, 4)):
        first, top = _row(style, names), len(made.grid)
        for nth in range(rng.randint(1, 4)):
            order += 1
            row = first if nth == 0 else _row(style, names, first.orang.no_kk)
            row = replace(row, cells={**row.cells, **{key: first.cells[key] for key in shared}})
            _add(rng, made, names, row, order)
        if len(made.grid) - top > 1:
            for column in (1, 5, 6):
                made.gabung.append((top, column, len(made.grid) - 1, column))
    return made


MAKERS: Mapping[str, Callable[[random.Random, Style, int], List]] = {
    "daftar": _plain, "ttl": _with_ttl, "centang": _ticks, "tanpa_judul": _no_header, "opensid": _opensid,
    "keluarga": _families, "bip": _bip, "f1a": _f1a, "nama_terpisah": _split_name,
    "gabung": _merged}
