"""What a sosialisasi takes along: the leaflet of benefits with the village's own figures, and the list of who came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import job_label, resting_or_withdrawn
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.iuran.wage import choice
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dusun import dusun_name
from jamsos_desktop.model.records import KELOMPOK, LEFT, Unit
from jamsos_desktop.paper.draw.words import DAGGER, phone, plain_text
from jamsos_desktop.paper.kinds.attendance import Attendance, Invited
from jamsos_desktop.paper.kinds.benefit_words import Figure, benefit_words, sources, told, told_lines
from jamsos_desktop.paper.kinds.benefits import Benefit, GroupFigures, Leaflet
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.policy import Policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import lacking, people

MOST_ROWS = 500
JKM_PARTS = ("JKM_SANTUNAN", "JKM_BERKALA", "JKM_PEMAKAMAN")
JKK_PARTS = ("JKK_BERKALA", "JKK_PEMAKAMAN")
_UNITS = {"bulan": "{} bulan", "jam": "{} jam", "kali_upah": "{} kali"}


def _leaflet_plan(_asked: Asked) -> list[PlannedSheet]:
    return [PlannedSheet("manfaat", PAPERS["manfaat"].nama)]


def _leaflet(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    ctx, words = asked.ctx, benefit_words()
    known = figures(ctx.policy, ctx.today) | {"sebutan": Figure(plain_text(ctx.unit.sebutan))}
    leaf = Leaflet(
        judul=told(words.judul, known), bawah=told(words.bawah, known),
        program=tuple(Benefit(one.judul, one.nama, one.contoh, told_lines((one.angka, one.angka_kata), known),
                              told_lines(one.baris, known)) for one in words.program),
        iuran=told(words.iuran.judul, known), groups=tuple(_groups(ctx, lacking.covered(asked.db, ctx.today))),
        iuran_baris=told_lines(words.iuran.baris, known), langkah=words.langkah.judul,
        langkah_baris=told_lines(words.langkah.baris, known), hubungi=words.hubungi.judul,
        kontak=(*office_contact(ctx.unit), *told_lines(words.hubungi.baris, known)), catatan=words.catatan,
        sumber="; ".join(sources(words)))
    code = asked.code({"versi": words.versi, "angka": "|".join(f"{k}={v.teks}" for k, v in sorted(known.items())),
                       "kelompok": "|".join(" ".join(map(str, (g.kelompok, g.terlindungi, g.orang, g.sebulan)))
                                            for g in leaf.groups)})
    return Sheet(jenis="manfaat", kode_periksa=code, isi=leaf, nama=planned.nama, ke=paper.ke)


def figures(policy: Policy, today: date) -> dict[str, Figure]:
    """Every figure a leaflet may name, as the settings in force have it that day."""
    claims = policy.klaim
    facts = {kode: claims.benefit(kode, today) for kode in claims.manfaat}
    found = {kode: Figure(texts.rupiah(fact.nilai) if fact.satuan == "rupiah" else
                          _UNITS.get(fact.satuan, "{}").format(texts.number(fact.nilai)), fact.belum_dikonfirmasi)
             for kode, fact in facts.items()}
    found["JKM_JUMLAH"] = Figure(texts.rupiah(sum(facts[kode].nilai for kode in JKM_PARTS)),
                                 any(found[kode].unsure for kode in JKM_PARTS))
    found["LAPOR"] = Figure(texts.hours_words(facts["JKK_LAPOR_JAM"].nilai), found["JKK_LAPOR_JAM"].unsure)
    years, months = divmod(facts["BEASISWA_BULAN"].nilai, 12)
    found["BEASISWA_TAHUN"] = Figure(texts.number(years + bool(months)), found["BEASISWA_BULAN"].unsure)
    return found | _lowest_band(policy, today, facts["JKK_KEMATIAN_UPAH"].nilai,
                                sum(facts[kode].nilai for kode in JKK_PARTS))


def _lowest_band(policy: Policy, today: date, times: int, beside: int) -> dict[str, Figure]:
    """What the lowest BPU band costs and gives; {} where no table is in force, so that its lines are left out."""
    band = policy.bpu_band(0, today)
    rates = {name: policy.amount(f"bpu_{name}", today) for name in ("jkk", "jkm", "jht")}
    if band is None or any(rate is None for rate in rates.values()):
        return {}
    jkk, jkm, jht = (rate for rate in rates.values() if rate is not None)
    unsure = policy.bands_unsure(today)
    both, old_age = int(band.dasar * jkk + jkm * 100), int(band.dasar * jht)
    return {"DASAR_TERENDAH": Figure(texts.rupiah(band.dasar), unsure),
            "BPU_TERENDAH": Figure(texts.rupiah_exact(both), unsure),
            "BPU_JHT": Figure(texts.rupiah_exact(old_age), unsure),
            "JKK_MENINGGAL": Figure(texts.rupiah(times * band.dasar + beside), unsure)}


def _groups(ctx: Context, found: Sequence[lacking.Covered]) -> Iterator[GroupFigures]:
    for kelompok in KELOMPOK:
        rows = [one for one in found if one.kelompok == kelompok]
        if not rows:
            continue
        low = min((one.least_sen for one in rows if one.least_sen), default=0)
        high = max(one.most_sen for one in rows)
        mark = DAGGER if high and any(_unsure(ctx, kelompok, one.segmen) for one in rows if one.most_sen) else ""
        each = texts.rupiah_exact(low) + (f" sampai {texts.rupiah_exact(high)}" if high > low else "") if high else ""
        total = sum(one.sum_sen for one in rows)
        yield GroupFigures(code_label("kelompok", kelompok), sum(one.aktif for one in rows),
                           sum(one.orang for one in rows), each + mark if each else "",
                           texts.rupiah_exact(total) + mark if total else "")


def _unsure(ctx: Context, kelompok: str, segmen: str) -> bool:
    """Whether the dues of such people rest on something nobody confirmed."""
    if segmen != "PU":
        return ctx.policy.bands_unsure(ctx.today)
    rates = [rate for program in ("JKK", "JKM") for rate in ctx.policy.pu_rates(program, kelompok, ctx.today)]
    return choice(ctx.policy, kelompok, ctx.today, ctx.bases)[1] or any(rate.belum_dikonfirmasi for rate in rates)


def office_contact(unit: Unit) -> tuple[str, ...]:
    """Whom to ask at the office, as far as its profile says."""
    clerk = unit.pejabat_untuk("sekretaris")
    name = plain_text(clerk.nama_bergelar)
    number = phone("".join(unit.telepon.split()))
    return tuple(line for line in (
        f"Kantor {plain_text(unit.sebutan)}{', ' + plain_text(unit.alamat) if unit.alamat else ''}.",
        f"Temui {name}, {'sekretaris' if unit.jenis == 'opd' else unit.words('sekretaris desa')}." if name else "",
        f"Telepon kantor: {number}." if number else "Telepon kantor: " + "." * 24,
        f"Surel: {plain_text(unit.email)}" if unit.email else "") if line)


def _attendance_plan(_asked: Asked) -> list[PlannedSheet]:
    return [PlannedSheet("hadir", PAPERS["hadir"].nama)]


def _attendance(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    opsi = asked.opsi
    if not 0 <= opsi.baris <= MOST_ROWS:
        raise Problem("BARIS_SALAH", f"Daftar hadir dengan {opsi.baris} baris tidak bisa dibuat.", TIDAK_BERUBAH,
                      f"Pilih 0 sampai {MOST_ROWS} baris di Atur dokumen.")
    named = people.read_many(asked.db, list(dict.fromkeys(asked.order.uids)))
    silent = resting_or_withdrawn(asked.ctx, asked.db, named)
    here = [p for p in named if p.status not in LEFT and p.uid not in silent]
    here.sort(key=lambda p: (p.nama, p.nomor))
    invited = tuple(Invited(p.mentah.get("nama", p.nama), _place(p.dusun, p.rt), job_label(asked.ctx, p), p.hp)
                    for p in here)
    content = Attendance(acara=opsi.acara, tempat=opsi.tempat_acara, tanggal=opsi.tanggal_acara, baris=opsi.baris,
                         invited=invited)
    day = opsi.tanggal_acara.isoformat() if opsi.tanggal_acara else ""
    code = asked.code({"acara": opsi.acara, "tempat": opsi.tempat_acara, "tanggal": day, "baris": str(opsi.baris),
                       "nomor": " ".join(p.nomor for p in here)})
    return Sheet(jenis="hadir", kode_periksa=code, isi=content, nama=planned.nama, ke=paper.ke)


def _place(dusun: str, rt: str) -> str:
    return ", ".join(part for part in (dusun_name(dusun), f"RT {rt}" if rt else "") if part)


LEAFLET = Kind("Satu lembar untuk warga", _leaflet_plan, _leaflet)
ATTENDANCE = Kind("Kosong, atau dengan nama", _attendance_plan, _attendance)
