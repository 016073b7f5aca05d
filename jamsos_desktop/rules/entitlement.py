"""What a death or an accident at work gives, by what is known here: berhak, tidak, or to be asked of BPJS.

Pure: person, day, cover and policy give the words. The sums are those of ``manfaat.csv`` with their sources; the
decision is always that of BPJS Ketenagakerjaan.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy import Policy
from jamsos_desktop.policy.claims import Manfaat
from jamsos_desktop.texts import long_date, rupiah

BERHAK, TIDAK, PERIKSA = "berhak", "tidak", "periksa"


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """One benefit. ``rupiah``: None where no sum can be told; ``catatan``: on what it depends."""

    label: str
    rupiah: int | None
    catatan: str
    sumber: str
    belum_dikonfirmasi: bool


@dataclass(frozen=True, slots=True)
class Entitlement:
    """``keadaan``: berhak, tidak or periksa; ``kalimat``: the answer, ``alasan``: why, in words.

    ``jumlah``: rupiah of the lines that are certain, None where there is none. ``lain``: what may come on top.
    """

    keadaan: str
    kalimat: str
    alasan: str
    rincian: tuple[BenefitLine, ...] = ()
    jumlah: int | None = None
    lain: tuple[BenefitLine, ...] = ()
    sumber: str = ""


def entitlement(person: Peserta, day: date, covered_from: date | None, covered_until: date | None, policy: Policy, *,
                jenis: str = "JKM", meninggal: bool = True, dasar: int | None = None,
                paid_on: date | None = None, again: bool = False) -> Entitlement:
    """The right on ``day`` of somebody covered between two days (None: not known; both None: never paid here).

    ``jenis``: JKM of a death, JKK of an accident at work (``meninggal``: it killed). ``dasar``: rupiah dues are
    computed from, for benefits that are multiples of it. ``paid_on``: when the first dues were paid; a membership
    begins with them (Permenaker 1/2025 Ps 3A), so a day before that is for BPJS to answer. ``again``: they were a
    member before this cover began.
    """
    keadaan, alasan = _cover(person, day, covered_from, covered_until, policy, jenis)
    if keadaan == BERHAK and paid_on and day < paid_on:
        keadaan, alasan = PERIKSA, f"Iuran pertama baru dibayar {long_date(paid_on)}. Tanyakan ke BPJS."
    who = "Ahli waris" if jenis == "JKM" or meninggal else "Peserta"
    if keadaan == TIDAK:
        return Entitlement(TIDAK, f"{who} tidak berhak atas {jenis}.", alasan)
    if jenis == "JKM":
        lines, more, why = _death(person, day, covered_from, policy, again=again)
    else:
        lines, more, why = _accident(day, policy, meninggal, dasar)
    alasan = " ".join(part for part in (alasan, why) if part)
    known = [line.rupiah for line in lines if line.rupiah is not None]
    total = sum(known) if known and len(known) == len(lines) else None
    verb = "berhak mengajukan" if keadaan == BERHAK else "mungkin berhak mengajukan"
    sums = f" {rupiah(total)}" if total is not None else ""
    words = f"{who} {verb} {jenis}{sums}."
    sources = "; ".join(dict.fromkeys(line.sumber for line in (*lines, *more) if line.sumber))
    return Entitlement(keadaan, words, alasan, lines, total, more, sources)


def _cover(person: Peserta, day: date, first: date | None, last: date | None, policy: Policy,
           jenis: str) -> tuple[str, str]:
    """(keadaan, why) from the days of cover alone."""
    if jenis not in person.program:
        return TIDAK, f"Program {jenis} tidak diikuti."
    if first is None and last is None:
        if person.kpj or person.pernah_peserta == "ya":
            return PERIKSA, "Di desa ini belum ada iuran, tetapi orang ini pernah menjadi peserta. Tanyakan ke BPJS."
        return TIDAK, "Belum menjadi peserta: iuran pertama belum dibayar."
    if first and day < first:
        return TIDAK, f"Perlindungan baru mulai {long_date(first)}."
    if last and day > last:
        if person.segmen == "PU":
            mark = " (belum dikonfirmasi)" if policy.layout_unsure("TUNGGAKAN_PU") else ""
            return PERIKSA, (f"Iuran dibayar sampai {long_date(last)}. Tunggakan pemberi kerja tetap harus"
                             f" dilunasi{mark}. Tanyakan ke BPJS.")
        months = policy.klaim.benefit("MENUNGGAK_BULAN", day)
        if day < months_after(last + timedelta(days=1), months.nilai):
            mark = " (belum dikonfirmasi)" if months.belum_dikonfirmasi else ""
            return PERIKSA, (f"Iuran dibayar sampai {long_date(last)}. Tunggakannya belum lebih dari {months.nilai} "
                             f"bulan{mark}. Tanyakan ke BPJS.")
        return TIDAK, f"Perlindungan berakhir {long_date(last)}."
    if first is None and person.segmen == "BPU":
        return PERIKSA, "Awal kepesertaannya tidak tercatat di sini. Tanyakan ke BPJS."
    start = f"sejak {long_date(first)}" if first else "hari itu"
    return BERHAK, f"Terlindungi {start}" + (f" sampai {long_date(last)}." if last else ".")


def _death(person: Peserta, day: date, first: date | None, policy: Policy, *, again: bool) \
        -> tuple[tuple[BenefitLine, ...], tuple[BenefitLine, ...], str]:
    """(lines, more, why) of a death that no accident at work caused."""
    find = policy.klaim.benefit
    young = find("JKM_BARU_BULAN", day)
    if person.segmen == "BPU" and first and day < months_after(first, young.nilai):
        why = f"Meninggal sebelum {young.nilai} bulan terdaftar: santunannya lebih kecil."
        if again:
            why += " Pernah menjadi peserta sebelumnya: tanyakan BPJS apakah masanya dihitung."
        return (_line(find("JKM_BARU", day)),), (), why
    lines = tuple(_line(find(kode, day)) for kode in ("JKM_SANTUNAN", "JKM_BERKALA", "JKM_PEMAKAMAN"))
    months = find("BEASISWA_BULAN", day)
    school = _line(find("BEASISWA", day), f"Bila iuran sudah {months.nilai} bulan.")
    return lines, (school,), ""


def _accident(day: date, policy: Policy, meninggal: bool, dasar: int | None) \
        -> tuple[tuple[BenefitLine, ...], tuple[BenefitLine, ...], str]:
    """(lines, more, why) of an accident at work."""
    if not meninggal:
        return (), (), "Biaya perawatan dan santunannya dihitung BPJS."
    find = policy.klaim.benefit
    times = find("JKK_KEMATIAN_UPAH", day)
    death = _line(times, f"{times.nilai} kali dasar upah.")
    death = BenefitLine(death.label, dasar * times.nilai if dasar is not None else None, death.catatan, death.sumber,
                        death.belum_dikonfirmasi)
    lines = (death, *(_line(find(kode, day)) for kode in ("JKK_BERKALA", "JKK_PEMAKAMAN")))
    return lines, (_line(find("BEASISWA", day)),), "Karena kecelakaan kerja, santunannya dari JKK, bukan JKM."


def _line(fact: Manfaat, note: str = "") -> BenefitLine:
    return BenefitLine(fact.label, fact.nilai if fact.satuan == "rupiah" else None, note, fact.sumber,
                       fact.belum_dikonfirmasi)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last one where it is shorter: 31 January and 1 month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
