"""Berakhir: whose cover has ended and whose will, what it means for them, and what an extension is held up by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from jamsos_desktop.desk import Desk, EndingListOrder, EndingRow
from jamsos_desktop.texts import number, screen_date
from ui.pages.berakhir_frame import ALL, ENDING, LAPSED, BerakhirFrame, sum_words
from ui.pages.berakhir_rows import NAME, payer_words, unsure
from ui.pages.berakhir_work import EndingWork
from ui.widgets import Doubt

if TYPE_CHECKING:
    from ui.window import Shell

FIRST = 200  # people judged before all others: more than a screen shows
UNFILLED = "-"  # the filter's code for a payer that is not filled in
HINT = "Tanpa centang: perpanjangan dan cetak untuk semua yang tampak"
READ_ONLY = "Kantor ini sudah pindah ke laptop lain. Di sini data hanya bisa dibaca."


class BerakhirPage(BerakhirFrame):
    """Arguments of ``opened``: ``tab`` (lewat, berakhir, semua), ``sampai`` (a day), ``sumber_dana``."""

    keys = [("↑ ↓", "Pindah"), ("Spasi", "Centang"), ("Ctrl+A", "Centang semua"), ("Enter", "Buka"),
            ("Ctrl+P", "Cetak daftar"), ("F8", "Halangan berikut"), ("Esc", "Ke Iuran")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.soon = (desk.soon() - desk.today).days
        self.build(self.soon)
        self.work = EndingWork(desk, window, self)
        self.rows: list[EndingRow] | None = None
        self.held: dict[str, str] | None = None
        self._reading = 0  # what an older reading brings is no longer wanted
        self._kept = ""  # who stands under the keyboard, to be found again
        self._connect()

    def doubts(self) -> list[Doubt]:
        """Also what the notes of the rows shown rest on."""
        shown = {row.sumber: row for row in self.table.rows if unsure(row)}
        return [*super().doubts(), *(Doubt(row.kata.rstrip("."), row.sumber) for row in shown.values())]

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _: self._choose_tab())
        self.payer.changed.connect(self._list)
        self.until.changed.connect(self._list)
        self.table.ticks_changed.connect(self._show_sums)
        self.view.opened.connect(lambda uid: self.shell.go("editor", uid=uid, back_to="berakhir"))
        self.empty_button.clicked.connect(self._leave_empty)
        self.extend_button.clicked.connect(self.extend)
        self.leave_button.clicked.connect(self.leave)
        self.print_button.clicked.connect(self.print_now)
        self.excel_button.clicked.connect(self.keep_book)
        self.work.changed.connect(self.refresh)

    # What the shell asks

    def works(self, key: str) -> bool:
        if key in ("Spasi", "Ctrl+A", "Enter"):
            return self.view.hasFocus() and self.view.current_row() is not None
        return (bool(self.rows) or key == "Esc") and super().works(key)

    def opened(self, tab: str = "", sampai: date | str = "", sumber_dana: str = "", **_: Any) -> None:
        if tab:
            self.tabs.show_tab(tab)
            self.payer.set_value(sumber_dana)
            self.until.set_value(str(sampai))
        self.refresh()
        self._middle.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read everybody again, first the rows, then what holds each of them up."""
        here = self.view.current_row()
        self._kept = here.uid if here else self._kept
        self._reading += 1
        if self.rows is None:
            self.sums.setText("Membaca daftar...")
            self._fit_buttons()
        self.shell.run(self.desk.ends_job, partial(self._read, self._reading))

    def _read(self, reading: int, rows: list[EndingRow]) -> None:
        if reading != self._reading:
            return
        self.rows, self.held = rows, None
        self._list()
        order = [row.uid for row in self.table.rows]
        shown = set(order)
        order += [row.uid for row in rows if row.uid not in shown]
        self._judge(reading, order[:FIRST], order[FIRST:])

    def _judge(self, reading: int, part: list[str], rest: list[str]) -> None:
        if part:
            self.shell.run(lambda: self.desk.hindrances_job(part), partial(self._judged, reading, rest))

    def _judged(self, reading: int, rest: list[str], held: Mapping[str, str]) -> None:
        if reading != self._reading:
            return
        self.held = {**(self.held or {}), **held}
        self.table.show_held(self.held)
        self._show_sums()
        self._judge(reading, rest, [])

    def closing(self) -> bool:
        self._reading += 1
        return True

    def next_problem(self, step: int) -> bool:
        """F8: the next person whom an extension would leave out."""
        here = self.view.currentIndex().row()
        at = self.table.next_held(here if here >= 0 or step > 0 else 0, step)
        if at >= 0:
            self._go_to(at)
            self.view.setFocus()
        else:
            waits = any(self.table.held(row) is None for row in self.table.rows)
            self.shell.toast("Halangan masih diperiksa." if waits else "Tidak ada halangan di daftar ini.")
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.tabs.tabs[self.tabs.current], self.payer, self.view, self.empty_button]
        shown = [panel for panel in panels if panel.isVisible()]
        at = next((n for n, panel in enumerate(shown) if panel.hasFocus()), -1)
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the ticked, else all shown."""
        if self.table.rows:
            self.work.print_list(self.order())
        else:
            self.shell.toast("Tidak ada orang untuk dicetak.")
        return True

    def undo(self) -> bool:
        return self.work.undo()

    def back(self) -> bool:
        """Esc: first the ticks, then the filters, then back to Iuran."""
        if self.table.ticked:
            self.table.clear_ticks()
        elif self._filtered:
            self._drop_filters()
        else:
            self.shell.go("iuran")
        return True

    # Listing

    @property
    def _filtered(self) -> bool:
        return bool(self.payer.value or self.until.value)

    def _in_tab(self, row: EndingRow, tab: str) -> bool:
        return tab == ALL or (row.hari < 0 if tab == LAPSED else 0 <= row.hari <= self.soon)

    def _choose_tab(self) -> None:
        self.until.set_value("")  # a day belongs to its tab
        self._list()

    def _drop_filters(self) -> None:
        self.payer.set_value("")
        self.until.set_value("")
        self._list()
        self._middle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        """Show who is in the tab and passes the filters; the line with the keyboard stays with its person."""
        if self.rows is None:
            return
        here = self.view.current_row()
        kept = here.uid if here else self._kept
        paid = [row for row in self.rows if self.payer.value in ("", row.sumber_dana or UNFILLED)]
        for tab in (LAPSED, ENDING, ALL):
            self.tabs.set_tab(tab, sum(self._in_tab(row, tab) for row in paid))
        inside = [row for row in paid if self._in_tab(row, self.tabs.current)]
        self.payer.set_choices({row.sumber_dana or UNFILLED: payer_words(row) for row in self.rows})
        self.until.set_choices({row.sampai.isoformat(): screen_date(row.sampai) for row in inside})
        if (day := self.until.value) and not any(row.sampai.isoformat() == day for row in inside):
            self.until.set_choices({day: screen_date(date.fromisoformat(day)),
                                    **{row.sampai.isoformat(): screen_date(row.sampai) for row in inside}})
        self.table.show_rows([row for row in inside if day in ("", row.sampai.isoformat())])
        self.table.show_held(self.held)
        self._show_middle()
        if self.table.rows:
            self._go_to(max(0, self.table.line_of(kept)))
        self._show_sums()

    def _go_to(self, line: int) -> None:
        """The keyboard on one line, and nothing else selected."""
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(self.table.index(line, NAME), flags.ClearAndSelect | flags.Rows)

    @property
    def _middle(self) -> QWidget:
        """What takes the keyboard: the table, or the button where there is none."""
        return self.view if self.middle.currentIndex() == 0 else self.empty_button

    def _show_middle(self) -> None:
        here = self._middle.hasFocus()
        self.middle.setCurrentIndex(0 if self.table.rows else 1)
        if not self.table.rows:
            self._say_empty()
        if here:
            self._middle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_empty(self) -> None:
        self.empty_button.set_text("Hapus saringan" if self._filtered else "Kembali ke Iuran")
        if self._filtered:
            self.empty.set("search", "Tidak ada yang cocok", "Pilih pembayar atau tanggal yang lain.")
        elif not self.rows:
            self.empty.set("people", "Belum ada yang terlindungi",
                           "Orang muncul di sini sesudah iuran pertamanya dibayar.")
        elif self.tabs.current == LAPSED:
            self.empty.set("calendar-check", "Tidak ada yang lewat masa", "Iuran semua orang masih berlaku.")
        else:
            self.empty.set("calendar-check", f"Tidak ada yang berakhir dalam {number(self.soon)} hari",
                           "Tanggal sesudahnya ada di tab Semua tanggal.")

    def _leave_empty(self) -> None:
        if self._filtered:
            self._drop_filters()
        else:
            self.shell.go("iuran")

    def _show_sums(self) -> None:
        rows = self.table.rows
        held = [self.table.held(row) for row in rows]
        self.sums.setText(sum_words(rows, None if None in held else sum(map(bool, held))) if self.rows is not None
                          else "Membaca daftar...")
        ticked = self.table.chosen
        marked = f"{number(len(ticked))} dicentang, Esc menghapus centang" if ticked else HINT
        self.ticks.setText(marked if rows else "")
        self.sub.setText(f"{number(sum(row.hari < 0 for row in self.rows or ()))} orang tidak terlindungi")
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        some, moved = bool(self.table.rows), self.desk.moved
        for button in (self.print_button, self.excel_button):
            button.setEnabled(some)
        for button in (self.extend_button, self.leave_button):
            button.setEnabled(some and not moved)
            button.setToolTip(READ_ONLY if moved else "")

    # Doing

    def extend(self) -> None:
        """The sheet for the ticked, else for all shown whose cover ended or ends soon."""
        rows = self.table.chosen
        who = f"{number(len(rows))} orang yang dicentang"
        if not rows:
            rows = [row for row in self.table.rows if row.hari <= self.soon]
            who = f"{number(len(rows))} orang di daftar ini"
        if rows:
            self.work.extend(rows, who)
        else:
            self.shell.toast("Belum ada yang segera berakhir. Centang orangnya dulu.")

    def leave(self) -> None:
        """The sheet for the ticked, else for the person under the keyboard."""
        here = self.view.current_row()
        if rows := self.table.chosen or ([here] if here else []):
            self.work.leave(rows)

    def order(self) -> EndingListOrder:
        """What is printed: the ticked, else all shown."""
        ticked = self.table.chosen
        rows = ticked or self.table.rows
        parts = [f"Dibayar {self.payer.value_label}" if self.payer.value else "Semua pembayar"]
        if self.until.value:
            parts.append(f"sampai {self.until.value_label}")
        if ticked:
            parts.append(f"{number(len(ticked))} orang yang dipilih")
        titles = {LAPSED: "Lewat masa", ENDING: f"Berakhir dalam {number(self.soon)} hari",
                  ALL: "Masa perlindungan"}
        return EndingListOrder(uids=tuple(row.uid for row in rows), judul=titles[self.tabs.current],
                               lingkup=", ".join(parts))

    def keep_book(self) -> None:
        """The same as a workbook, in a file the clerk names."""
        order = self.order()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        usual = Path(folder) / f"{order.judul.lower().replace(' ', '-')}-{self.desk.today:%Y%m%d}.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, "Simpan daftar", str(usual), "Excel (*.xlsx)")
        if name:
            self.work.keep_book(order, Path(name).with_suffix(".xlsx"))
