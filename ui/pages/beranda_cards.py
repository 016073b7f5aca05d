"""Beranda, the cards: who is complete, what it costs a month, whose cover ends, copies and the last package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import Problem
from ui.pages.beranda_steps import left_words, short_day
from ui.widgets import BarList, Card, Chip, Doubt, FitLabel, IconLabel, Label, LinkButton, Measure, UnsureMark

if TYPE_CHECKING:
    from jamsos_desktop.desk import Copies, Counts, EndingGroup, Today

MOST_ENDS = 3
Name = Callable[[str, str], str]


def completeness(today: Today, name: Name, show: Callable[[str], object], parent: QWidget | None = None, *,
                 every: bool = True) -> Card:
    """How many of each group are complete; people who left do not count. ``show(kelompok)``: Enter on a group.
    Without ``every`` the groups with somebody in them alone, for units other than a desa."""
    groups = {group: (done, many) for group, done, many in today.groups}
    done = sum(part for part, _ in groups.values())
    right = QWidget()
    row = QHBoxLayout(right)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(Label(texts.number(done), "label"))
    row.addWidget(Label(f"dari {texts.number(today.counts.total)} orang", "caption", wrap=False))
    card = Card("Kelengkapan data", right, parent, margins=(12, 7, 12, 7))
    card.body.setSpacing(0)
    shown = [group for group in KELOMPOK if every or groups.get(group, (0, 0))[1]] or ["non_asn"]
    bars = BarList("Kelengkapan data", [Measure(group, name("kelompok", group), *groups.get(group, (0, 0)))
                                        for group in shown], card)
    bars.opened.connect(show)
    card.body.addWidget(bars)
    return card


def dues(today: Today, name: Name, parent: QWidget | None = None) -> Card:
    """What all would cost a month, by who pays; JHT with a payer of its own stands apart."""
    card = Card("Iuran per bulan", FitLabel(*dues_of(today)), parent, margins=(12, 7, 12, 8))
    card.body.setSpacing(1)
    card.body.addWidget(Label(texts.rupiah_of_sen(today.counts.iuran_sen), "figure"))
    for line in today.funds:
        words = name("sumber_dana", line.sumber_dana) if line.sumber_dana else "Sumber dana belum diisi"
        extra = ", tambahan JHT" if line.jht else ""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(f"{words}{extra} ({texts.number(line.orang)} orang)", "soft", wrap=True), 1)
        row.addWidget(Label(texts.rupiah_of_sen(line.sen)), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
    return card


def dues_of(today: Today) -> tuple[str, str]:
    """For whom the sum stands, whole and in few words; whose dues cannot be computed yet is not in it."""
    counted = sum(line.orang for line in today.funds if not line.jht)
    left_out = today.counts.total - counted
    if not left_out:
        return f"bila {texts.number(counted)} orang terdaftar", f"{texts.number(counted)} orang"
    return (f"bila {texts.number(counted)} terdaftar, {texts.number(left_out)} belum dihitung",
            f"{texts.number(left_out)} belum dihitung")


def ends(groups: Sequence[EndingGroup], more: Callable[[], object], doubts: Sequence[Doubt] = (),
         parent: QWidget | None = None) -> tuple[Card, LinkButton]:
    """Who is no longer covered and whose cover ends next; "Semua tanggal" leads on. ``doubts``: how long before the
    end it is told."""
    link = LinkButton("Semua tanggal")
    link.clicked.connect(lambda: more())
    card = Card("Iuran akan berakhir", link, parent, margins=(12, 9, 12, 10))
    if groups:
        card.head.insertWidget(1, UnsureMark(doubts, card))
    card.body.setSpacing(7)
    for line in end_lines(groups)[:MOST_ENDS]:
        card.body.addLayout(_end(*line))
    if not groups:
        card.body.addWidget(Label("Belum ada yang terdaftar.", "soft", wrap=True))
    return card, link


def end_lines(groups: Sequence[EndingGroup]) -> list[tuple[str, str, str, str]]:
    """(people, when, words of the chip, colour role) of each day a cover ends; those who are over in one line."""
    gone = [group for group in groups if group.hari < 0]
    lines = []
    if gone:
        first, last = min(group.sampai for group in gone), max(group.sampai for group in gone)
        when = f"lewat sejak {_day(last)}" if first == last else f"lewat sejak {_day(first)} dan sesudahnya"
        lines.append((_people(gone), when, "Lewat", "error"))
    for day in sorted({group.sampai for group in groups if group.hari >= 0}):
        those = [group for group in groups if group.sampai == day]
        left = those[0].hari
        words = "Hari ini" if not left else f"{texts.number(left)} hari"
        lines.append((_people(those), f"berakhir {_day(day)}", words, "warn" if those[0].segera else "neutral"))
    return lines


def _people(groups: Sequence[EndingGroup]) -> str:
    return f"{texts.number(sum(group.orang for group in groups))} orang"


def _day(day: date) -> str:
    return f"{day.day} {texts.MONTHS[day.month - 1][:3]} {day.year}"


def _end(people: str, when: str, words: str, role: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(IconLabel("clock", "text_2" if role == "neutral" else role, 14))
    said = QHBoxLayout()
    said.setSpacing(4)
    said.addWidget(Label(people, "strong"))
    said.addWidget(Label(when, "body", wrap=True), 1)
    line.addLayout(said, 1)
    line.addWidget(Chip("clock", words, role))
    return line


def keeping(today: Today, day: date, back_up: Callable[[], object], failed: Problem | None = None,
            parent: QWidget | None = None) -> tuple[Card, LinkButton | None]:
    """Copies of the data and the last package; the link is there while a backup is due. ``failed``: why the desk could
    not back up by itself."""
    card = Card("Cadangan dan kiriman", parent=parent, margins=(12, 8, 12, 9))
    card.body.setSpacing(6)
    if failed is not None:
        card.body.addLayout(_line("exclamation-triangle-fill", "warn", f"Cadangan laptop belum jadi. {failed.apa}"))
    elif today.copies.laptop is not None:
        card.body.addLayout(_line("check-circle-fill", "ok", f"Cadangan laptop: {_ago(today.copies.laptop, day)}"))
    else:
        card.body.addLayout(_line("clock", "text_2", "Cadangan laptop: dibuat saat aplikasi ditutup"))
    link = _outside(card.body, today.copies, day, back_up)
    if today.copies.uji:
        card.body.addLayout(_line("exclamation-triangle-fill", "warn", "Sudah waktunya menguji cadangan."))
    parcel = today.parcel
    if parcel is None:
        words = "Belum ada kiriman."
    else:
        said = "sudah dibalas" if parcel.dibalas else "belum dibalas"
        many = texts.number(parcel.orang)
        words = f"Kiriman no. {parcel.seq}, {short_day(parcel.tanggal, day)}: {many} orang, {said}"
    card.body.addLayout(_line("box-arrow-up", "info", words))
    if not today.kunci:
        card.body.addLayout(_line("key", "warn", "Kunci DPMD belum diambil. Perlu sebelum kiriman pertama."))
    card.body.addStretch(1)
    return card, link


def _outside(body: QVBoxLayout, copies: Copies, day: date, back_up: Callable[[], object]) -> LinkButton | None:
    fresh = copies.luar is not None and -1 <= (day - copies.luar.date()).days <= copies.hari and not copies.kata_lama
    words = f"Cadangan flashdisk: {_ago(copies.luar, day) if copies.luar else 'belum pernah'}"
    if copies.kata_lama:
        words = "Cadangan flashdisk memakai 12 kata lama"
    line = _line("check-circle-fill" if fresh else "exclamation-triangle-fill", "ok" if fresh else "warn", words,
                 grow=fresh)
    body.addLayout(line)
    if fresh:
        return None
    link = LinkButton("Cadangkan")
    link.clicked.connect(lambda: back_up())
    line.addWidget(link)
    line.addStretch(1)
    return link


def _line(icon: str, role: str, words: str, *, grow: bool = True) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(IconLabel(icon, role, 14), 0, Qt.AlignmentFlag.AlignTop if grow else Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(Label(words, "body", wrap=grow), 1 if grow else 0)
    return line


def _ago(moment: datetime, day: date) -> str:
    """"hari ini 07.58", "9 hari lalu"."""
    days = (day - moment.date()).days
    if days < -1:  # made under a wrong clock
        return f"bertanggal {texts.long_date(moment.date())}"
    return f"hari ini {texts.clock(moment)}" if days <= 0 else left_words(-days)


def pipeline(counts: Counts, parent: QWidget | None = None) -> Card:
    """How many stand where on the way from draft to registered; for offices without a board."""
    card = Card("Perjalanan pendaftaran", Label(f"{texts.number(counts.total)} orang", "caption", wrap=False), parent)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    tabs = (("perlu_dilengkapi", "Perlu dilengkapi", "exclamation-triangle-fill", "warn"),
            ("siap_cetak", "Siap cetak", "check-lg", "ok"), ("tercetak", "Tercetak", "printer", "info"),
            ("dalam_kiriman", "Dalam kiriman", "box-arrow-up", "info"),
            ("terdaftar", "Terdaftar", "patch-check-fill", "ok"))
    for at, (tab, words, icon, role) in enumerate(tabs):
        grid.addWidget(Label(texts.number(counts.tabs[tab]), "figure"), 0, at)
        name = QHBoxLayout()
        name.setSpacing(5)
        name.addWidget(IconLabel(icon, role, 12))
        name.addWidget(Label(words, "caption", wrap=False))
        name.addStretch(1)
        grid.addLayout(name, 1, at)
        grid.setColumnStretch(at, 1)
    card.body.addLayout(grid)
    return card
