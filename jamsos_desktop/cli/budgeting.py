"""Verbs of money: dues of a month, the budget of a year with its lampiran, wage bases and ceilings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop import texts
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.budget import Budget, BudgetRow, Tambahan, WhatIf
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dues import WageBase
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted

_YEAR = click.option("--tahun", type=int, default=None, help="Tahun (bawaan: tahun ini).")


@click.command("iuran")
@click.option("--bulan", default=None, help="Bulan, misalnya 2026-11 (bawaan: bulan ini).")
@click.pass_obj
def iuran(session: Session, bulan: str | None) -> None:
    """Iuran sebulan menurut sumber dana, bila semua orang terdaftar."""
    with session.village() as desk:
        month = _month(bulan) if bulan else desk.today.replace(day=1)
        report = desk.dues_of_month(month)
    lines = [f"{_fund(row.sumber_dana):26} {row.orang:5} orang  {texts.rupiah_exact(row.sebulan_sen)}"
             for row in report.per_fund]
    lines.append(f"Jumlah {report.orang} orang: {texts.rupiah_exact(report.sebulan_sen)} per bulan"
                 f" ({report.tanpa_iuran} orang belum bisa dihitung).")
    session.say("\n".join(lines), {
        "bulan": f"{month:%Y-%m}", "orang": report.orang, "tanpa_iuran": report.tanpa_iuran,
        "sebulan_sen": report.sebulan_sen, "per_sumber": [
            {"sumber_dana": r.sumber_dana, "orang": r.orang, "sebulan_sen": r.sebulan_sen} for r in report.per_fund],
        "per_orang": [{"nomor": n, "nama": name, "sebulan_sen": sen} for n, name, sen in report.per_person]})


def _fund(code: str) -> str:
    return code_label("sumber_dana", code) or "Belum ditentukan"


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Problem("BULAN_SALAH", f"Bulan {quoted(text)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11.") from None


# --- the year ------------------------------------------------------------------------------------


@click.command("anggaran")
@_YEAR
@click.option("--dasar", multiple=True, help="Andaian dasar upah: kelompok=pilihan[:rupiah], misalnya non_asn=ump.")
@click.option("--naik", default="0", help="Andaian kenaikan upah PU dalam persen.")
@click.option("--risiko", multiple=True, help="Andaian kelompok risiko JKK: kelompok=I sampai V.")
@click.option("--tarif-jkk", multiple=True, help="Andaian tarif JKK: kelompok=persen.")
@click.option("--tambah", multiple=True, help="Andaian orang tambahan: kelompok=N[:upah].")
@click.option("--jht", multiple=True, help="Andaian JHT ditambahkan untuk kelompok ini.")
@click.option("--sk-diperpanjang", is_flag=True, help="Anggap SK dan kontrak yang berakhir diperpanjang.")
@click.option("--terdaftar", is_flag=True, help="Hanya orang yang sudah terdaftar.")
@click.option("--ke", type=PATH, help="Tulis lampiran: nama file .xlsx atau .pdf.")
@click.option("--kertas", default="", help="Kertas lampiran: A4 atau F4.")
@click.pass_obj
def anggaran(session: Session, tahun: int | None, dasar: tuple[str, ...], naik: str, risiko: tuple[str, ...],
             tarif_jkk: tuple[str, ...], tambah: tuple[str, ...], jht: tuple[str, ...], sk_diperpanjang: bool,
             terdaftar: bool, ke: Path | None, kertas: str) -> None:
    """Anggaran iuran setahun menurut bulan, sumber dana dan kelompok; dengan --ke lampirannya."""
    what_if = WhatIf(
        dasar={group: _base(words) for group, words in _pairs(dasar)}, naik=_decimal("--naik", naik),
        risiko=dict(_pairs(risiko)), tarif_jkk={group: _decimal("--tarif-jkk", rate)
                                                for group, rate in _pairs(tarif_jkk)},
        tambah={group: _more(words) for group, words in _pairs(tambah)}, jht=frozenset(jht),
        sk_diperpanjang=sk_diperpanjang)
    with session.village() as desk:
        year = tahun if tahun is not None else desk.today.year
        found = desk.budget(year, what_if, not terdaftar)
        path = session.work(desk.budget_files_job(year, what_if, ke, kertas, not terdaftar)) if ke else None
    document = {"tahun": found.tahun, "orang": found.jumlah.orang, "jumlah_sen": found.sen,
                "terbilang": _spelt(found.sen), "apbdes_sen": found.apbdes.sen,
                "apbdes_terbilang": _spelt(found.apbdes.sen), "tanpa_iuran": found.tanpa_iuran,
                "sk_berakhir": found.sk_berakhir, "per_sumber": [_row(row) for row in found.funds],
                "baris": [_row(row) for row in found.rows], "berkas": str(path) if path else None}
    session.say("\n".join((*_lines(found), *((f"Lampiran: {path}",) if path else ()))), document)


def _spelt(sen: int) -> str:
    return f"{texts.spell_out((sen + 50) // 100)} rupiah"


def _row(row: BudgetRow) -> dict[str, object]:
    return {"kelompok": row.kelompok, "segmen": row.segmen, "sumber_dana": row.sumber_dana, "program": row.program,
            "orang": row.orang, "jumlah_sen": row.sen, "belum_dikonfirmasi": row.belum_dikonfirmasi,
            "bulan": [{"orang": cell.orang, "sen": cell.sen} for cell in row.bulan]}


def _lines(found: Budget) -> list[str]:
    lines = [f"{_fund(row.sumber_dana):20} {code_label('kelompok', row.kelompok):16} {row.segmen:3} {row.orang:5} orang"
             f"  {texts.rupiah_exact(row.sen)}{' (belum dikonfirmasi)' if row.belum_dikonfirmasi else ''}"
             for row in found.groups]
    lines.append(f"Beban APBDes {found.tahun}: {texts.rupiah_exact(found.apbdes.sen)}")
    lines.append(f"Jumlah {found.jumlah.orang} orang: {texts.rupiah_exact(found.sen)}"
                 f" ({found.tanpa_iuran} orang belum bisa dihitung).")
    return lines


def _pairs(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """NAME=VALUE of an option that may come several times; the name is a group or a fund."""
    found = [word.partition("=") for word in words]
    for group, mark, rest in found:
        if not mark or not rest:
            raise click.UsageError(f"Tulis NAMA=ISI, bukan \u201c{group}{mark}\u201d.")
    _once([group for group, _, _ in found])
    return [(group, rest) for group, _, rest in found]


def _once(names: Sequence[str], others: Sequence[str] = ()) -> None:
    """What is set twice, or set and taken away at once, is no order."""
    for name in names:
        if (*names, *others).count(name) > 1:
            raise click.UsageError(f"{name} ditulis dua kali.")


def _base(words: str) -> WageBase:
    choice, mark, amount = words.partition(":")
    return WageBase(choice, _whole(amount) if mark else None)


def _more(words: str) -> Tambahan:
    many, mark, wage = words.partition(":")
    return Tambahan(_whole(many), _whole(wage) if mark else None)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Problem("ANGKA_SALAH", f"{text or 'Isian kosong'} bukan angka bulat.", TIDAK_BERUBAH,
                      "Tulis angka tanpa titik, misalnya 1500000.") from None


def _decimal(option: str, text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise Problem("ANGKA_SALAH", f"{option}: {quoted(text)} bukan angka.", TIDAK_BERUBAH,
                      "Tulis misalnya 7.5.") from None


# --- what it rests on ----------------------------------------------------------------------------


@click.command("dasar-upah")
@_YEAR
@click.option("--set", "chosen", multiple=True,
              help="kelompok=pilihan[:rupiah]; pilihan siltap, upah, ump, umk atau nominal.")
@click.option("--konfirmasi", multiple=True, help="kelompok=tanggal konfirmasi BPJS (2026-11-21).")
@click.option("--batalkan", multiple=True, help="Batalkan pilihan kelompok ini; setelan kabupaten berlaku lagi.")
@click.option("--surat", default="", help="Nomor dan tanggal surat yang menjadi dasar.")
@click.pass_obj
def dasar_upah(session: Session, tahun: int | None, chosen: tuple[str, ...], konfirmasi: tuple[str, ...],
               batalkan: tuple[str, ...], surat: str) -> None:
    """Dasar upah PU tiap kelompok: lihat, pilih, tandai sudah dikonfirmasi."""
    _once([name for name, _ in _pairs(chosen)], batalkan)
    bases: dict[str, WageBase | None] = {group: _base(words) for group, words in _pairs(chosen)}
    bases.update(dict.fromkeys(batalkan))
    days = {group: _day(words) for group, words in _pairs(konfirmasi)}
    with session.village() as desk:
        year = tahun if tahun is not None else desk.today.year
        if bases or days:
            desk.settle_wage_bases(year, bases, days, surat)
        rows, rates = desk.wage_bases(year), desk.rates(desk.today)
    lines = [f"{code_label('kelompok', row.kelompok):16} {row.kata}: {_examples(row)}{_unsure(row.belum_dikonfirmasi)}"
             for row in rows]
    lines += [f"{line.label:16} {line.kata}{_unsure(line.belum_dikonfirmasi)}" for line in rates]
    session.say("\n".join(lines), {"tahun": year, "dasar": plain_values(rows), "tarif": plain_values(rates)})


def _examples(row: desks.WageBaseRow) -> str:
    return "; ".join(f"{label} {texts.rupiah(value)}" for label, value in row.contoh) or "-"


def _unsure(unsure: bool) -> str:
    return " (belum dikonfirmasi)" if unsure else ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem("TANGGAL_SALAH", f"Tanggal {quoted(text)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11-21.") from None


@click.command("pagu")
@_YEAR
@click.option("--set", "chosen", multiple=True, help="SUMBER_DANA=rupiah setahun.")
@click.option("--hapus", multiple=True, help="Hapus pagu sumber dana ini.")
@click.option("--surat", default="", help="Perdes atau surat yang menjadi dasar.")
@click.pass_obj
def pagu(session: Session, tahun: int | None, chosen: tuple[str, ...], hapus: tuple[str, ...], surat: str) -> None:
    """Pagu tiap sumber dana setahun, dengan yang sudah dibayar dan yang menunggu."""
    _once([name for name, _ in _pairs(chosen)], hapus)
    amounts: dict[str, int | None] = {fund: _whole(words) for fund, words in _pairs(chosen)}
    amounts.update(dict.fromkeys(hapus))
    with session.village() as desk:
        year = tahun if tahun is not None else desk.today.year
        if amounts:
            desk.set_ceilings(year, amounts, surat)
        rows = list(desk.ceilings(year).values())
    lines = [f"{_fund(row.sumber_dana):20} pagu {texts.rupiah(row.rupiah) if row.rupiah is not None else '-'}, dibayar"
             f" {texts.rupiah_exact(row.dibayar_sen)}, menunggu {texts.rupiah_exact(row.menunggu_sen)}" for row in rows]
    session.say("\n".join(lines or ["Belum ada pagu dan tagihan."]), {"tahun": year, "pagu": [
        {**plain_values(row), "sisa_sen": row.sisa_sen} for row in rows]})


VERBS = (iuran, anggaran, dasar_upah, pagu)
