"""What stands on a person's paper, as one flat dictionary of texts.

``printed_values`` is canonical: the same record prints the same values on any day, so the check code
made of them holds for every copy. Print time, copy number and bundle are not among them.
"""

from __future__ import annotations

from datetime import date

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dues import Dues, DuesLine
from jamsos_desktop.model.fields import BY_KEY, Kind
from jamsos_desktop.model.parse import clean, group_nik, value_of
from jamsos_desktop.model.records import PROGRAM, Keluarga, Pejabat, Peserta, Unit
from jamsos_desktop.paper.keys import ROWS
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson
from jamsos_desktop.texts import MONTHS, number, paper_date, rupiah, rupiah_exact

DASH = "\u2013"
# Field keys that stand on a form as they are (codes where the form has boxes to cross).
_AS_CODE = ("permohonan", "jenis_kelamin", "status_kawin", "pernah_peserta", "nik", "no_kk", "kode_pos", "hp", "npwp",
            "kpj")
_AS_TEXT = ("nama", "tempat_lahir", "nama_ibu", "lokasi_kerja", "jam_kerja")
_AS_DATE = ("tanggal_lahir", "mulai_bekerja", "mulai")


def plain_text(text: str) -> str:
    """Text as paper takes it: one line, no control or invisible characters."""
    return text if text.isascii() and text.isprintable() and "  " not in text else clean(text)


def form_of(peserta: Peserta) -> str:
    """``PU`` or ``BPU``: whose Formulir 1a this person signs."""
    if peserta.segmen in ("PU", "BPU"):
        return peserta.segmen
    return "PU" if peserta.kelompok in ("perangkat_desa", "non_asn") else "BPU"


def printed_values(person: PrintPerson, ctx: PrintContext) -> dict[str, str]:
    """Every printed value of a form by key (``keys.py``), the letterhead and officials included."""
    return {**unit_values(ctx.unit), **person_values(person, ctx)}


def bundle_values(people: tuple[PrintPerson, ...], ctx: PrintContext) -> dict[str, str]:
    """What a ceklis says, for its check code: who is in the bundle and which papers were there."""
    values = unit_values(ctx.unit) | {"bundel": ctx.bundel}
    for i, person in enumerate(people, 1):
        p = person.peserta
        papers = " ".join(f"{kode}={state}" for kode, state in sorted(p.berkas.items()))
        values[f"{i}"] = "|".join((person.nomor, p.nik, p.nama, papers))
    return values | {f"berkas.{b.kode}": b.state for b in ctx.berkas_desa}


def person_values(person: PrintPerson, ctx: PrintContext) -> dict[str, str]:
    """The part of ``printed_values`` that is the person's."""
    p, typed = person.peserta, person.peserta.mentah
    values = {key: getattr(p, key) for key in (*_AS_CODE, *_AS_TEXT)}
    for key in _AS_DATE:
        values[key] = paper_date(getattr(p, key))
    for key in _AS_TEXT:
        values[key] = plain_text(values[key]).upper()
    jobs = ctx.policy.label_lists
    values["nomor"] = person.nomor
    values["kelompok"] = code_label("kelompok", p.kelompok) if p.kelompok else ""
    values["penghasilan"] = number(p.penghasilan) if p.penghasilan is not None else ""
    for key, name in (("pekerjaan", "pekerjaan"), ("pekerjaan_2", "pekerjaan"), ("jabatan", "jabatan")):
        code = getattr(p, key)
        values[key] = plain_text(jobs.get(name, {}).get(code, code)).upper()
    for key, text in typed.items():
        if key in values:
            values[key] = plain_text(text)
    values["alamat.lengkap"] = _address(p, ctx.unit)
    values["golongan_darah.abo"] = p.golongan_darah.rstrip("+-")
    values["pekerjaan.sektor"] = _sector(p, ctx)
    values["sk"] = ", ".join(part for part in (_said(p, "sk_nomor").upper(), _said(p, "sk_tanggal")) if part)
    values.update(_dues(p, person.dues))
    values.update(_kin("waris", p.ahli_waris, p.tanpa_ahli_waris))
    values.update(_kin("keluarga", family(p), p.tanpa_ahli_waris))
    return values


def _said(p: Peserta, key: str) -> str:
    """The value as paper writes it; what did not parse, as typed."""
    if key in p.mentah:
        return plain_text(p.mentah[key])
    value = value_of(p, key)
    return paper_date(value) if BY_KEY[key].kind is Kind.DATE else plain_text(str(value or ""))


def _address(p: Peserta, unit: Unit) -> str:
    street, dusun, rt, rw = (_said(p, key) for key in ("alamat", "dusun", "rt", "rw"))
    if not (street or dusun or rt or rw):
        return ""
    if dusun and "DUSUN" not in street.upper():
        street = f"{street} DUSUN {dusun}".strip()
    near = " / ".join(f"{word} {value}" for word, value in (("RT", rt), ("RW", rw)) if value)
    first = f"{street} {near}".strip()
    return ", ".join(part for part in (first, *area_of(unit)) if part).upper()


def area_of(unit: Unit) -> tuple[str, ...]:
    """Desa, kecamatan and kabupaten as an address says them; an unknown one is ""."""
    kecamatan = f"Kec. {plain_text(unit.kecamatan)}" if unit.kecamatan else ""
    return plain_text(unit.sebutan), kecamatan, plain_text(unit.kabupaten).replace("Kabupaten ", "Kab. ")


def _sector(p: Peserta, ctx: PrintContext) -> str:
    job = ctx.policy.pekerjaan.get(p.pekerjaan)
    if job is None:
        return ""
    return "perikanan" if job.sektor == "perikanan" else "lain"


def family(p: Peserta) -> tuple[Keluarga, ...]:
    """Heirs in their order, then the other members of the family."""
    return (*p.ahli_waris, *(k for k in p.keluarga if k.urutan is None))


def kin_values(k: Keluarga) -> dict[str, str]:
    """One family member as a table row says it."""
    said = f"wali: {plain_text(k.wali)}" if k.wali else phone(k.hp)
    return {
        "nama": plain_text(k.nama).upper(), "hubungan": code_label("hubungan", k.hubungan) if k.hubungan else "",
        "nik": group_nik(plain_text(k.nik)), "tanggal_lahir": paper_date(k.tanggal_lahir),
        "ket": said or (DASH if k.nama else ""), "waris": "ya" if k.urutan is not None else "",
    }


def phone(hp: str) -> str:
    """0813 9900 0418."""
    return " ".join(part for part in (hp[:4], hp[4:8], hp[8:]) if part)


_NO_KIN = kin_values(Keluarga())


def _kin(word: str, people: tuple[Keluarga, ...], none: bool) -> dict[str, str]:
    values: dict[str, str] = {}
    for i in range(ROWS):
        row = kin_values(people[i]) if i < len(people) else _NO_KIN
        values.update({f"{word}.{i + 1}.{part}": text for part, text in row.items()})
    if none and not people:
        values[f"{word}.1.nama"] = "TIDAK PUNYA AHLI WARIS"
    more = people[ROWS:]
    values[f"{word}.lagi"] = f"{len(more)} orang lagi di lampiran" if more else ""
    for i, k in enumerate(more, ROWS + 1):
        values[f"{word}.{i}"] = "|".join(kin_values(k).values())
    return values


def _dues(p: Peserta, dues: Dues | None) -> dict[str, str]:
    if dues is None:
        return {**_no_dues(), "iuran.periode": _period(p.mulai, p.periode_bayar or 0)}
    months = f"{dues.bulan} bulan"
    values = {
        "iuran.dasar": rupiah(dues.dasar) + ("\u2020" if dues.dagger else ""),
        "iuran.lapis": f" (lapis {dues.lapis})" if dues.lapis else "",
        "iuran.catatan": DAGGER if dues.dagger else "",
        "iuran.periode": _period(p.mulai, dues.bulan),
        "iuran.sumber": plain_text(dues.sumber),
        "iuran.total.sebulan": rupiah_exact(dues.sebulan_sen),
        "iuran.total.masa": months,
        "iuran.total.jumlah": rupiah_exact(dues.jumlah_sen),
    }
    lines = {line.program: line for line in dues.lines}
    for program in PROGRAM:
        values.update(_dues_line(dues, program, lines.get(program), paper_date(p.mulai)))
    return values


DAGGER = "\u2020 Belum dikonfirmasi: siltap sebagai dasar upah menunggu jawaban BPJS Ketenagakerjaan."


def _dues_line(dues: Dues, program: str, line: DuesLine | None, start: str) -> dict[str, str]:
    at, months = f"iuran.{program}.", dues.bulan
    if line is None or not line.ikut:
        rest = {at + part: DASH for part in ("sumber", "sebulan", "masa", "jumlah", "mulai")}
        said = plain_text(line.tarif) if line and dues.segmen == "BPU" else "belum diikuti"
        return rest | {at + "ikut": "", at + "tarif": said}
    return {
        at + "ikut": "ya", at + "tarif": plain_text(line.tarif),
        at + "sumber": code_label("sumber_dana", line.sumber_dana) if line.sumber_dana else DASH,
        at + "sebulan": rupiah_exact(line.sebulan_sen), at + "masa": f"{months} bulan",
        at + "jumlah": rupiah_exact(line.sebulan_sen * months), at + "mulai": start or DASH,
    }


def _no_dues() -> dict[str, str]:
    keys = ["dasar", "lapis", "catatan", "sumber", "total.sebulan", "total.masa", "total.jumlah"]
    keys += [f"{program}.{part}" for program in PROGRAM
             for part in ("ikut", "tarif", "sumber", "sebulan", "masa", "jumlah", "mulai")]
    return dict.fromkeys((f"iuran.{key}" for key in keys), "")


def _period(start: date | None, months: int) -> str:
    """", masa Desember 2026 - Mei 2027"; "" when the start is not known."""
    if start is None or months < 1:
        return ""
    last_year, last_month = divmod(start.year * 12 + start.month - 1 + months - 1, 12)
    first, last = f"{MONTHS[start.month - 1]} {start.year}", f"{MONTHS[last_month]} {last_year}"
    return f", masa {first}" if months == 1 else f", masa {first} {DASH} {last}"


def unit_values(unit: Unit) -> dict[str, str]:
    """Letterhead, employer and officials."""
    lines = _letterhead(unit)
    head, clerk = unit.pejabat_untuk("kepala_desa"), unit.pejabat_untuk("sekretaris")
    return {
        "kop.1": lines[0], "kop.2": lines[1], "kop.3": lines[2], "kop.alamat": lines[3],
        "unit.pemerintah": f"Pemerintah {plain_text(unit.sebutan)}" if unit.jenis != "opd" else plain_text(unit.nama),
        "unit.pemberi_kerja": ", ".join(part for part in (f"Pemerintah {plain_text(unit.sebutan)}", *area_of(unit)[1:])
                                        if part).upper(),
        "unit.npp": plain_text(unit.npp), "unit.tempat": plain_text(unit.nama), "unit.wilayah": unit.kode,
        "unit.dpmd": f"DPMD {plain_text(unit.kabupaten)}".strip(),
        "kepala.sebutan": _acting(head) + _head_title(unit), "kepala.nama": plain_text(head.nama_bergelar),
        "sekretaris.sebutan": _acting(clerk) + _clerk_title(unit),
        "sekretaris.nama": plain_text(clerk.nama_bergelar),
    }


def _letterhead(unit: Unit) -> tuple[str, str, str, str]:
    """Three lines of the kop and its address line; own lines of the unit come first."""
    own = [plain_text(line) for line in unit.kop if line.strip()]
    lines = own or [f"PEMERINTAH {unit.kabupaten}", f"KECAMATAN {unit.kecamatan}" if unit.kecamatan else "",
                    unit.sebutan]
    if len(lines) < 3:
        lines = ["", *lines] if len(lines) == 2 else ["", "", *lines]
    address = [*lines[3:], plain_text(unit.alamat), f"Kode Pos {unit.kode_pos}" if unit.kode_pos else ""]
    joined = ", ".join(part for part in address if part)
    foot = " \u00b7 ".join(part for part in (joined, f"Kode wilayah {unit.kode}" if unit.kode else "") if part)
    top = [plain_text(line).upper() for line in lines[:3]]
    return top[0], top[1], top[2], foot


def _acting(official: Pejabat) -> str:
    return {"pj": "Pj. ", "plt": "Plt. "}.get(official.status, "")


def _head_title(unit: Unit) -> str:
    word = {"desa": "Kepala Desa", "kelurahan": "Lurah"}.get(unit.jenis, "Kepala")
    return f"{word} {plain_text(unit.nama)}".strip()


def _clerk_title(unit: Unit) -> str:
    return {"desa": "Sekretaris Desa", "kelurahan": "Sekretaris Kelurahan"}.get(unit.jenis, "Sekretaris")
