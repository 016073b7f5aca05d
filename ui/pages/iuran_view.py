"""What page Iuran shows, read from the desk at once: rows by month, bills, cover, the year of each fund."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.desk import Cover, Desk, DuesBill, Proposal, Query, RateLine, WageBaseRow
from jamsos_desktop.model.budget import Budget, BudgetRow
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import DAYS, MONTHS, number, rupiah_of_sen
from ui.pages import iuran_words as words
from ui.pages.iuran_bar import YearFigures
from ui.pages.iuran_bills import BillLine
from ui.pages.iuran_cover import CoverLine
from ui.pages.iuran_months import SHOWN_MONTHS, MonthLine, shown_months, summed

OPEN = ("diajukan", "menunggu", "lewat")
Group = tuple[str, str, str]  # fund, kelompok, segmen
Billed = Mapping[tuple[str, str, str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class IuranView:
    """``bills`` and ``proposals`` behind ``bill_lines``; ``everybody``: people of the last column of ``lines``;
    ``unbilled``: somebody was sent whom the village pays for, and no bill names them; ``bases``, ``rates``: from what
    the dues are computed."""

    months: tuple[date, ...]
    lines: tuple[MonthLine, ...]
    everybody: int
    bills: Mapping[str, DuesBill]
    proposals: tuple[Proposal, ...]
    bill_lines: tuple[BillLine, ...]
    cover: Cover
    years: Mapping[str, YearFigures]
    head: tuple[str, ...]
    waiting: tuple[str, ...]
    unbilled: bool
    bases: tuple[WageBaseRow, ...]
    rates: tuple[RateLine, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nobody whose dues could be shown."""
        return not self.everybody and not self.bills and not self.cover.terdaftar


def read(desk: Desk, tahun: int) -> IuranView:
    """Everything of the page for one year."""
    months = shown_months(desk.today)
    coming = months[-1]
    planned, bills = desk.budget(coming.year), desk.bills()
    paid = {year: desk.billed_by_month(year) for year in {tahun, *(month.year for month in months)}}
    lines = month_lines(desk, months, tahun, paid, planned, registered(desk, bills))
    proposals, cover = desk.proposals(), desk.cover()
    billed = lines[-1].bulan[-1] if lines else 0
    return IuranView(
        months, lines, planned.jumlah.bulan[coming.month - 1].orang, {bill.id: bill for bill in bills},
        tuple(proposals), bill_lines(desk, bills, proposals), cover, year_figures(desk, tahun, bills),
        head_words(cover, billed, coming), waiting_words(bills, proposals), bool(unbilled(desk)),
        desk.wage_bases(tahun), desk.rates(desk.today))


def unbilled(desk: Desk) -> list[Peserta]:
    """People sent whom nothing covers and no bill names, where the village or they themselves pay."""
    limits = desk.fund_limits()
    away = {fund for fund, limit in limits.items() if limit.pembayar == "dpmd"}
    return [person for person in desk.people_of(Query(tab="dalam_kiriman", sampai="belum"))
            if person.sumber_dana.jkk_jkm in limits.keys() - away]


def years(desk: Desk, first: int, last: int) -> range:
    """The years from ``first`` to ``last`` of which the settings in force have dues."""
    return range(max(first, desk.policy.dues_begin.year), last + 1)


def fund_name(desk: Desk, code: str) -> str:
    """A fund in words, also where none is typed."""
    return desk.label("sumber_dana", code) if code else words.NO_FUND


def registered(desk: Desk, bills: Sequence[DuesBill]) -> Counter[Group]:
    """People who are covered, were, or wait for their first payment, by who pays for JKK and JKM."""
    waiting = {one.uid for bill in bills if bill.keadaan in OPEN for one in desk.bill(bill.id).people}
    return Counter(desk.covered_groups(waiting))


def short_fund(desk: Desk, code: str) -> str:
    """The same for a narrow cell: APBD Kab."""
    return fund_name(desk, code).replace("Kabupaten", "Kab.").replace("Provinsi", "Prov.")


def month_lines(desk: Desk, months: Sequence[date], tahun: int, paid: Mapping[int, Billed], planned: Budget,
                people: Counter[Group]) -> tuple[MonthLine, ...]:
    """Rows by fund: its kelompok, then its sum where there are several; everything at the end."""
    cells: dict[Group, list[int]] = defaultdict(lambda: [0] * (SHOWN_MONTHS + 1))
    texts = [f"{month:%Y-%m}" for month in months]
    for year, found in paid.items():
        for (fund, kelompok, segmen, month), (_, sen) in found.items():
            row = cells[(fund, kelompok, segmen)]
            if month in texts:
                row[texts.index(month)] += sen
            if year == tahun:
                row[-1] += sen
    at = months[-1].month - 1
    wanted = {key(row): row for row in planned.groups}
    labels = desk.labels("sumber_dana")
    funds = sorted({group[0] for group in {*cells, *wanted, *people}}, key=lambda fund: _place(list(labels), fund))
    lines: list[MonthLine] = []
    for fund in funds:
        groups = sorted((g for g in {*cells, *wanted, *people} if g[0] == fund),
                        key=lambda g: (_place(list(desk.labels("kelompok")), g[1]), g[2]))
        own = [MonthLine(_label(desk, g, planned, alone=len(groups) == 1), g[2], people[g],
                         tuple(cells[g][:-1]), cells[g][-1], wanted[g].bulan[at].sen if g in wanted else 0)
               for g in groups]
        lines += own
        if len(own) > 1:
            lines.append(summed(f"Jumlah {fund_name(desk, fund)}", own))
    return (*lines, summed("Jumlah seluruhnya", lines)) if lines else ()


def key(row: BudgetRow) -> Group:
    """What dues are summed by: fund, kelompok and segmen."""
    return row.sumber_dana, row.kelompok, row.segmen


def _place(order: Sequence[str], code: str) -> int:
    return order.index(code) if code in order else len(order)


def _label(desk: Desk, group: Group, planned: Budget, *, alone: bool) -> str:
    name = desk.label("kelompok", group[1])
    programs = {row.program for row in planned.rows if key(row) == group}
    if programs == {"JHT"}:
        return f"{fund_name(desk, group[0]) if alone else name}, tambahan JHT"
    return f"{name}, {fund_name(desk, group[0])}" if alone else name


def bill_lines(desk: Desk, bills: Sequence[DuesBill], proposals: Sequence[Proposal]) -> tuple[BillLine, ...]:
    """Those that need something first, then what is not billed yet, then those paid."""

    def fund(code: str) -> str:
        return short_fund(desk, code)

    made = [words.bill_line(bill, fund) for bill in bills if bill.keadaan != "batal"]
    asked = [words.proposal_line(at, one, fund) for at, one in enumerate(proposals)]
    late = [line for line in made if line.look[2] == "error"]
    open_now = [line for line in made if line.look[2] in ("warn", "info")]
    return (*late, *open_now, *asked, *(line for line in made if line.look[2] == "ok"))


def year_figures(desk: Desk, tahun: int, bills: Sequence[DuesBill]) -> dict[str, YearFigures]:
    """Fund -> its year; the funds with a ceiling, a bill or a need, in their own order."""
    ceilings, wanted = desk.ceilings(tahun), desk.budget(tahun + 1)
    asked = {row.sumber_dana: row for row in wanted.funds}
    found: dict[str, YearFigures] = {}
    for fund in (*desk.labels("sumber_dana"), ""):
        ceiling, need = ceilings.get(fund), asked.get(fund)
        if ceiling is None and need is None:
            continue
        found[fund] = YearFigures(
            f"Anggaran {fund_name(desk, fund)} {tahun}", ceiling.rupiah if ceiling else None,
            ceiling.dibayar_sen if ceiling else 0, ceiling.menunggu_sen if ceiling else 0, tahun + 1,
            need.orang if need else 0, need.sen if need else None)
    return found


def cover_lines(cover: Cover) -> list[CoverLine]:
    """The card "Siapa aktif sampai kapan"."""
    found = []
    for row in cover.rows:
        query = {"sampai": row.saring or row.keadaan}
        if row.keadaan in ("lewat", "berakhir"):
            query["tab"] = row.keadaan
        icon, role = words.COVER_LOOKS[row.keadaan]
        found.append(CoverLine(icon, role, words.cover_when(row), row.kata, row.orang, query))
    return found


def head_words(cover: Cover, billed_sen: int, coming: date) -> tuple[str, ...]:
    """What stands behind the title, the long form first. "Terdaftar" is who the list of people calls so: neither those
    who wait for a first payment nor those who lapsed."""
    now = sum(row.orang for row in cover.rows if row.keadaan in ("aktif", "berakhir"))
    lapsed = any(row.keadaan == "lewat" for row in cover.rows)
    people = f"{number(now)} orang terdaftar" if now else \
        "Tidak ada yang terlindungi" if lapsed else "Belum ada yang terdaftar"
    if not billed_sen:
        return (people,)
    return f"{people} · {rupiah_of_sen(billed_sen)} untuk {MONTHS[coming.month - 1]}", people


def waiting_words(bills: Sequence[DuesBill], proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """What the head of the bills says, the long form first: the next due date, else what is not asked for yet."""
    open_now = [bill for bill in bills if bill.bayar_desa and bill.keadaan in ("menunggu", "lewat")]
    days = sorted(bill.jatuh_tempo for bill in open_now if bill.jatuh_tempo)
    if open_now:
        when = f"{DAYS[days[0].weekday()]}, {days[0].day} {MONTHS[days[0].month - 1]}" if days else ""
        late = any(bill.keadaan == "lewat" for bill in open_now)
        due = f": {'lewat tempo sejak' if late else 'bayar sebelum'} {when}" if when else ""
        return f"{number(len(open_now))} kode menunggu{due}", f"{number(len(open_now))} kode menunggu"
    todo = [one for one in proposals if one.keadaan == "belum_diajukan"]
    return (f"{number(len(todo))} masa belum diajukan",) if todo else ()
