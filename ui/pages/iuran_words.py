"""How bills, what is not billed yet, and groups of covered people are said in one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from jamsos_desktop.desk import CoverRow, DuesBill, Proposal
from jamsos_desktop.texts import MONTHS, number, screen_date
from ui.pages.iuran_bills import BillLine, Look, short_day

Fund = Callable[[str], str]
NO_FUND = "sumber dana belum diisi"


def grouped_code(code: str) -> str:
    """A kode bayar as people copy it: 8807 4020 1128 11. Other words stay."""
    return " ".join(code[at:at + 4] for at in range(0, len(code), 4)) if code.isdigit() else code


def short_month(month: str) -> str:
    """2026-12 -> Des 2026."""
    return f"{MONTHS[int(month[5:7]) - 1][:3]} {month[:4]}"


def short_day_of(day: date) -> str:
    """31 Okt 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def period(first: str, last: str) -> str:
    """Months of a bill in a narrow cell: Des 2026, or Des–Mei."""
    if not first or first == last:
        return short_month(first) if first else "–"
    return f"{short_month(first)[:3]}–{short_month(last)[:3]}"


def bill_look(bill: DuesBill) -> Look:
    """Icon, words and colour role of how a bill stands."""
    if bill.keadaan == "dibayar":
        assert bill.dibayar is not None
        return "check-circle-fill", f"Dibayar {short_day(bill.dibayar)}", "ok"
    if bill.keadaan == "batal":
        return "dash-circle", "Dibatalkan", "neutral"
    if bill.keadaan == "lewat":
        late = f", {number(-bill.sisa_hari)} hari" if bill.sisa_hari else ""
        return "clock", f"Lewat tempo{late}", "error"
    if not bill.bayar_desa:
        return "hourglass-split", "Menunggu DPMD", "info"
    if bill.keadaan == "diajukan":
        return "exclamation-triangle-fill", "Isi kode bayar", "warn"
    left = {None: "", 0: ", hari ini", 1: ", besok"}.get(bill.sisa_hari, f", {number(bill.sisa_hari or 0)} hari")
    return "clock", f"Menunggu bayar{left}", "warn"


def bill_line(bill: DuesBill, fund: Fund) -> BillLine:
    """A bill as a row."""
    look = bill_look(bill)
    code = grouped_code(bill.kode_bayar) or ("belum ada" if bill.bayar_desa else "dibayar DPMD")
    return BillLine(bill.id, -1, f"{bill.segmen}, {fund(bill.sumber_dana)}", period(bill.bulan_dari, bill.bulan_sampai),
                    bill.orang, bill.jumlah_sen, code, bool(bill.kode_bayar),
                    screen_date(bill.jatuh_tempo) if bill.jatuh_tempo else "–", look, look[2] in ("warn", "error"))


def proposal_look(one: Proposal) -> Look:
    """Icon, words and colour role of what is not billed yet."""
    if one.keadaan == "diajukan":
        return "send", "Sudah diajukan", "info"
    if one.lewat:
        return "clock", f"Lewat masa, {number(one.orang)} orang", "error"
    return "exclamation-triangle-fill", "Belum diajukan" if one.sampai else "Belum ditagih", "warn"


def proposal_line(at: int, one: Proposal, fund: Fund) -> BillLine:
    """What is not billed yet, as a row."""
    look = proposal_look(one)
    return BillLine("", at, f"{one.segmen}, {fund(one.sumber_dana)}", period(one.bulan_dari, one.bulan_sampai),
                    one.orang, one.jumlah_sen, "belum ada", False, f"habis {short_day(one.sampai)}" if one.sampai
                    else "–", look, look[2] in ("warn", "error"))


COVER_LOOKS: Mapping[str, tuple[str, str]] = {
    "lewat": ("clock", "error"), "berakhir": ("clock", "warn"), "belum_mulai": ("hourglass-split", "warn"),
    "aktif": ("check-circle-fill", "ok"),
}


def cover_when(row: CoverRow) -> str:
    """The bold words of a line: until when."""
    day = short_day_of(row.sampai) if row.sampai else ""
    if row.keadaan == "belum_mulai":
        return "Belum mulai"
    return f"Lewat {day}".rstrip() if row.keadaan == "lewat" else day
