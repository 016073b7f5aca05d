"""Dues as a form says them: base, rate, who pays, a month, the whole period."""

from __future__ import annotations

import re
from datetime import date

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dues import Dues, DuesLine, period
from jamsos_desktop.model.records import PROGRAM, Peserta, Unit
from jamsos_desktop.paper.draw.words import DAGGER, DASH, plain_text
from jamsos_desktop.paper.unit import employer_word
from jamsos_desktop.texts import MONTHS, paper_date, rupiah, rupiah_exact

UNSURE = f"{DAGGER} Belum dikonfirmasi: {{}} menunggu jawaban BPJS Ketenagakerjaan."
# Two rates of one programme: the employer's share, then the worker's (PP 46/2015 on JHT).
_SHARES = re.compile(r"([\d,]+%) \+ ([\d,]+%) dari dasar upah(.*)")
_BY_WORKER = {"POTONG_SILTAP": "potongan siltap", "MANDIRI": "pekerja"}  # funds that are the worker's own money


def dues_values(p: Peserta, dues: Dues | None, unit: Unit) -> dict[str, str]:
    """The values under ``iuran.``; while dues cannot be known only the programmes and the period are."""
    if dues is None:
        return {**_NO_DUES, **{f"iuran.{program}.ikut": "ya" for program in p.program if program in PROGRAM},
                "iuran.periode": _period(p.mulai, p.periode_bayar or 0)}
    values = {
        "iuran.dasar": rupiah(dues.dasar) + (DAGGER if dues.dagger else ""),
        "iuran.lapis": f" (lapis {dues.lapis})" if dues.lapis else "",
        "iuran.catatan": UNSURE.format(_unconfirmed(p)) if dues.dagger else "",
        "iuran.periode": _period(p.mulai, dues.bulan),
        "iuran.sumber": plain_text(dues.sumber),
        "iuran.total.sebulan": rupiah_exact(dues.sebulan_sen),
        "iuran.total.masa": f"{dues.bulan} bulan",
        "iuran.total.jumlah": rupiah_exact(dues.jumlah_sen),
    }
    lines = {line.program: line for line in dues.lines}
    for program in PROGRAM:
        values.update(_line(dues, program, lines.get(program), paper_date(p.mulai), employer_word(unit)))
    return values


def _unconfirmed(p: Peserta) -> str:
    """What the dagger is about."""
    return "siltap sebagai dasar upah" if p.kelompok == "perangkat_desa" else "dasar upah dan kelompok risiko"


def _line(dues: Dues, program: str, line: DuesLine | None, start: str, employer: str) -> dict[str, str]:
    at, months = f"iuran.{program}.", dues.bulan
    if line is None or not line.ikut:
        rest = {at + part: DASH for part in ("sumber", "sebulan", "masa", "jumlah", "mulai")}
        said = plain_text(line.tarif) if line and dues.segmen == "BPU" else "belum diikuti"
        return rest | {at + "ikut": "", at + "tarif": said}
    tarif, payer = _shared(line, employer)
    return {
        at + "ikut": "ya", at + "tarif": tarif, at + "sumber": payer,
        at + "sebulan": rupiah_exact(line.sebulan_sen), at + "masa": f"{months} bulan",
        at + "jumlah": rupiah_exact(line.sebulan_sen * months), at + "mulai": start or DASH,
    }


def _shared(line: DuesLine, employer: str) -> tuple[str, str]:
    """Rate and payer; where employer and worker each pay a share, both are named."""
    tarif = plain_text(line.tarif)
    payer = code_label("sumber_dana", line.sumber_dana) if line.sumber_dana else ""
    shares = _SHARES.fullmatch(tarif)
    if shares is None:
        return tarif, payer or DASH
    theirs, own, rest = shares.groups()
    if line.sumber_dana in _BY_WORKER or not payer:
        payer = f"{employer.capitalize()} + {_BY_WORKER.get(line.sumber_dana, 'pekerja')}"
    else:
        payer = f"{payer} + pekerja"
    return f"{theirs} {employer} + {own} pekerja{rest}", payer


_NO_DUES = dict.fromkeys([
    *(f"iuran.{key}" for key in ("dasar", "lapis", "catatan", "sumber", "total.sebulan", "total.masa", "total.jumlah")),
    *(f"iuran.{program}.{part}" for program in PROGRAM
      for part in ("ikut", "tarif", "sumber", "sebulan", "masa", "jumlah", "mulai")),
], "")


def _period(start: date | None, months: int) -> str:
    """", masa Desember 2026 - Mei 2027"; "" when the start is not known."""
    if start is None or months < 1:
        return ""
    first, last = (f"{MONTHS[day.month - 1]} {day.year}" for day in period(start, months))
    return f", masa {first}" if months == 1 else f", masa {first} {DASH} {last}"
