"""The lampiran of dues for APBDes as a report: months by fund and kelompok, sums in words, what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jamsos_desktop.desk.budgeting_records import Ceiling, RateLine, WageBaseRow
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.report_kinds import DAGGER, MARK, legal_basis
from jamsos_desktop.iuran import percent
from jamsos_desktop.model.budget import Budget, BudgetRow, WhatIf
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import PROGRAM
from jamsos_desktop.model.report import Cell, Column, Form, Report, ReportTable
from jamsos_desktop.texts import MONTHS, inside, number, rupiah, rupiah_exact, rupiah_of_sen, spell_out

UNSURE = "Tanda \u2020 pada angka: dasar upah atau tarif belum dikonfirmasi BPJS Ketenagakerjaan. Iuran bisa berubah."
_SHORT = tuple(month[:3] for month in MONTHS)
_PUBLIC = "Jumlah beban APBDes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a lampiran is made from."""

    ctx: Context
    budget: Budget
    what_if: WhatIf
    ceilings: dict[str, Ceiling]
    bases: tuple[WageBaseRow, ...]
    rates: tuple[RateLine, ...]
    all_people: bool


def report(made: Sources) -> Report:
    """The whole lampiran; funds of the village's own budget stand first."""
    budget, unit = made.budget, made.ctx.unit
    basis = legal_basis("anggaran")
    unsure = budget.jumlah.belum_dikonfirmasi or any(line.belum_dikonfirmasi for line in made.rates)
    return Report(
        kode="anggaran", judul=f"Rincian iuran jaminan sosial ketenagakerjaan tahun {budget.tahun}"
              + ("" if made.what_if.nothing else " (andaian)"),
        lingkup=", ".join(part for part in (unit.sebutan, f"Kecamatan {unit.kecamatan}" if unit.kecamatan else "",
                                            unit.kabupaten) if part),
        hari=made.ctx.today, sumber=unit.sebutan, angka=_figures(made),
        tabel=(_funds(made), *_by_fund(budget), _book(budget.groups, "Per bulan"),
               _book(budget.rows, "Per program"), _people(budget.groups), _rests_on(made)),
        kalimat=_sentences(budget), dasar=basis,
        catatan=(*((UNSURE,) if unsure else ()), *((DAGGER,) if any(MARK in line for line in basis) else ()),
                 *_notes(made)),
        penanda_tangan=_signers(made.ctx))


def _figures(made: Sources) -> tuple[tuple[str, str, str], ...]:
    budget = made.budget
    many = number(budget.jumlah.orang)
    return ((f"Beban APBDes {budget.tahun}", rupiah_of_sen(budget.apbdes.sen), f"{number(budget.apbdes.orang)} orang"),
            ("Semua sumber dana", rupiah_of_sen(budget.sen), f"{many} orang"),
            ("Bulan terbesar", *_largest(budget)))


def _largest(budget: Budget) -> tuple[str, str]:
    cells = budget.jumlah.bulan
    at = max(range(12), key=lambda month: cells[month].sen)
    return rupiah_of_sen(cells[at].sen), f"{MONTHS[at]}, {number(cells[at].orang)} orang"


def _funds(made: Sources) -> ReportTable:
    """One row per fund: its programmes, the year and the pagu."""
    budget = made.budget
    rows: list[tuple[Cell, ...]] = []
    for row in budget.funds:
        ceiling = made.ceilings.get(row.sumber_dana)
        pagu = None if ceiling is None or ceiling.rupiah is None else ceiling.rupiah * 100
        rows.append((_fund(row) + _mark(row), row.orang, *_programs(budget, row.sumber_dana), row.sen, pagu))
    sen = [Column(name, Form.SEN, 30) for name in (*PROGRAM, f"Jumlah {budget.tahun} (Rp)", "Pagu (Rp)")]
    return ReportTable(lembar="Ringkas", judul="Menurut sumber dana", baris=tuple(rows),
                       jumlah=("Jumlah" + _mark(budget.jumlah), budget.jumlah.orang, *_programs(budget), budget.sen,
                               None),
                       kolom=(Column("Sumber dana", lebar=60), Column("Orang", Form.NUMBER, 16), *sen),
                       kosong="Belum ada iuran yang dapat dihitung.")


def _programs(budget: Budget, fund: str | None = None) -> tuple[int | None, ...]:
    """Sen of JKK, JKM and JHT in the year, of one fund or of all; None where there is none."""
    return tuple(sum(row.sen for row in budget.rows if row.program == name and fund in (None, row.sumber_dana)) or None
                 for name in PROGRAM)


def _by_fund(budget: Budget) -> tuple[ReportTable, ...]:
    """On paper: a table of months for each fund, one row per kelompok and segmen."""
    months = [Column(month, Form.SEN, 17.0) for month in _SHORT]
    found = []
    for fund in budget.funds:
        rows = [row for row in budget.groups if row.sumber_dana == fund.sumber_dana]
        found.append(ReportTable(
            lembar=fund.sumber_dana or "Tanpa sumber", judul=_fund(fund), di_buku=False,
            kolom=(Column("Kelompok", lebar=33), Column("Orang", Form.NUMBER, 12), *months,
                   Column("Setahun (Rp)", Form.SEN, 20.5)),
            baris=tuple((f"{_group(row)}{_mark(row).strip()}", row.orang, *_sums(row), row.sen) for row in rows),
            jumlah=("Jumlah" + _mark(fund), fund.orang, *_sums(fund), fund.sen)))
    return tuple(found)


def _book(rows: Sequence[BudgetRow], sheet: str) -> ReportTable:
    """In the workbook: every line with its fund and months, to go on calculating with."""
    programs = any(row.program for row in rows)
    heads = ("Sumber dana", "Kelompok", "Segmen", *(("Program",) if programs else ()))
    cells: list[tuple[Cell, ...]] = [
        (_fund(row), code_label("kelompok", row.kelompok), row.segmen, *((row.program,) if programs else ()),
         row.orang, *_sums(row), row.sen, "belum dikonfirmasi" if row.belum_dikonfirmasi else "") for row in rows]
    return ReportTable(
        lembar=sheet, judul=sheet, baris=tuple(cells), di_kertas=False,
        kolom=(*(Column(name) for name in heads), Column("Orang", Form.NUMBER),
               *(Column(month, Form.SEN) for month in _SHORT), Column("Setahun (Rp)", Form.SEN), Column("Keterangan")))


def _people(rows: Sequence[BudgetRow]) -> ReportTable:
    """In the workbook: people paid for in each month."""
    return ReportTable(
        lembar="Orang per bulan", judul="Orang per bulan", di_kertas=False,
        baris=tuple((_fund(row), code_label("kelompok", row.kelompok), row.segmen,
                     *(cell.orang for cell in row.bulan)) for row in rows),
        kolom=(Column("Sumber dana"), Column("Kelompok"), Column("Segmen"),
               *(Column(month, Form.NUMBER) for month in _SHORT)))


def _rests_on(made: Sources) -> ReportTable:
    """Wage bases and rates, each with what it rests on."""
    rows: list[tuple[Cell, ...]] = []
    for base in made.bases:
        assumed = made.what_if.dasar.get(base.kelompok)
        amounts = "; ".join(f"{label} {rupiah(value)}" for label, value in base.contoh)
        words = f"{base.kata}: {amounts}" if amounts and base.rupiah is None else f"{base.kata} {amounts}".strip()
        rows.append((f"Dasar upah {inside(code_label('kelompok', base.kelompok))}"
                     + (MARK if base.belum_dikonfirmasi or assumed else ""),
                     f"Andaian: {_assumed_base(assumed.pilihan, assumed.rupiah)}" if assumed else words,
                     "" if assumed else base.dasar or base.sumber))
    rows += [(line.label + (MARK if line.belum_dikonfirmasi else ""), line.kata, line.sumber) for line in made.rates]
    return ReportTable(lembar="Dasar", judul="Dasar upah dan tarif", baris=tuple(rows),
                       kolom=(Column("Hal", lebar=55), Column("Isi", lebar=120), Column("Sumber", lebar=94)))


def _sentences(budget: Budget) -> tuple[str, ...]:
    """The sums in words, rounded to whole rupiah, as papers of money say them."""
    return tuple(f"{label} tahun {budget.tahun}: {rupiah(_whole(sen))}. Terbilang: {_words(_whole(sen))}"
                 + (f" (dibulatkan dari {rupiah_exact(sen)})." if sen % 100 else ".")
                 for label, sen in ((_PUBLIC, budget.apbdes.sen), ("Jumlah semua sumber dana", budget.sen)))


def _whole(sen: int) -> int:
    return int(Decimal(sen).scaleb(-2).quantize(Decimal(1), ROUND_HALF_UP))


def _words(value: int) -> str:
    said = spell_out(value)
    return f"{said[0].upper()}{said[1:]} rupiah"


def _notes(made: Sources) -> tuple[str, ...]:
    budget, found = made.budget, []
    who = "semua orang yang belum keluar" if made.all_people else "orang yang sudah terdaftar"
    found.append(f"Dihitung untuk {who}, sejak bulan mulai sampai bulan keluar. Yang belum terdaftar dihitung paling"
                 " cepat mulai bulan depan.")
    if budget.tanpa_iuran:
        found.append(f"{number(budget.tanpa_iuran)} orang belum bisa dihitung: upah, segmen atau program belum diisi.")
    if budget.sk_berakhir:
        found.append(f"{number(budget.sk_berakhir)} orang punya SK atau kontrak yang berakhir sebelum tahun habis."
                     " Bulan sesudahnya tidak dihitung.")
    if any(not row.sumber_dana for row in budget.funds):
        found.append("Sumber dana sebagian orang belum diisi.")
    over = [(row, one) for row in budget.funds if (one := made.ceilings.get(row.sumber_dana)) and one.rupiah is not None
            and row.sen > one.rupiah * 100]
    found += [f"{_fund(row)} {rupiah_of_sen(row.sen)}, lebih besar daripada pagunya {rupiah(one.rupiah or 0)}."
              for row, one in over]
    return (*found, *(f"Andaian: {words}." for words in assumptions(made.what_if)),
            "Jumlah dihitung sampai sen. Tata letak buatan Jamsos Desa, bukan bentuk resmi.")


def assumptions(what_if: WhatIf) -> tuple[str, ...]:
    """What is assumed, one sentence each (without its full stop)."""
    def name(kelompok: str) -> str:
        return inside(code_label("kelompok", kelompok))

    found = [f"dasar upah {name(group)} {_assumed_base(base.pilihan, base.rupiah)}"
             for group, base in what_if.dasar.items()]
    if what_if.naik:
        found.append(f"upah penerima upah {'naik' if what_if.naik > 0 else 'turun'} {percent(abs(what_if.naik))}")
    found += [f"kelompok risiko JKK {name(group)} {risk}" for group, risk in what_if.risiko.items()]
    found += [f"tarif JKK {name(group)} {percent(rate)}" for group, rate in what_if.tarif_jkk.items()]
    found += [f"{number(more.orang)} orang tambahan {name(group)} mulai {MONTHS[more.dari_bulan - 1]}"
              + (f", upah {rupiah(more.upah)}" if more.upah is not None else "")
              for group, more in what_if.tambah.items()]
    found += [f"JHT ditambahkan untuk {name(group)}" for group in sorted(what_if.jht)]
    if what_if.sk_diperpanjang:
        found.append("SK dan kontrak yang berakhir diperpanjang")
    return tuple(found)


def _assumed_base(pilihan: str, amount: int | None) -> str:
    return f"{pilihan} {rupiah(amount)}" if amount is not None else pilihan.upper() if pilihan[:2] == "um" else pilihan


def _sums(row: BudgetRow) -> tuple[Cell, ...]:
    return tuple(cell.sen if cell.orang else None for cell in row.bulan)


def _fund(row: BudgetRow) -> str:
    return code_label("sumber_dana", row.sumber_dana) or "Sumber dana belum diisi"


def _group(row: BudgetRow) -> str:
    return f"{code_label('kelompok', row.kelompok)} ({row.segmen})"


def _mark(row: BudgetRow) -> str:
    return MARK if row.belum_dikonfirmasi else ""


def _signers(ctx: Context) -> tuple[tuple[str, str], ...]:
    from jamsos_desktop.paper.unit import unit_values

    said = unit_values(ctx.unit)
    return tuple((said[f"{who}.sebutan"], said[f"{who}.nama"]) for who in ("sekretaris", "kepala"))
