"""Isi cepat: one column at a time, only the people who lack it, typed downwards as in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Desk, FillColumn
from jamsos_desktop.jobs import Progress
from jamsos_desktop.model.fields import HEIR
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.texts import number, title_name
from ui.pages.isi_cepat_frame import FillFrame
from ui.pages.isi_cepat_listing import FillListing
from ui.pages.isi_cepat_model import HELD, LOOKS, FillTable, Line
from ui.pages.isi_cepat_work import LONGEST_PASTE, FillWork, lines_of
from ui.widgets import Button

if TYPE_CHECKING:
    from ui.window import Shell

KEYS = "Enter menyimpan dan turun. Ctrl+D sama dengan baris di atas. Ctrl+V menempel dari Excel."


class IsiCepatPage(FillListing):
    """``opened``: ``kolom`` (a key, or several of which the first one that somebody lacks is shown), ``dusun``,
    ``kelompok``, ``back_to`` (the page Esc leads to)."""

    title = "Isi cepat"
    help = "isi-cepat"
    keys = [("Enter", "Simpan, turun"), ("Ctrl+D", "Sama dengan atas"), ("Ctrl+V", "Tempel"), ("F2", "Ubah"),
            ("F8", "Masalah berikut"), ("Ctrl+Enter", "Kolom berikut"), ("Ctrl+O", "Buka datanya"),
            ("Ctrl+Z", "Urungkan"), ("Esc", "Kembali")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.table = FillTable()
        self.work = FillWork(desk, window, self.table, self)
        self.known: tuple[FillColumn, ...] = ()
        self.key = self.second = ""
        self._back_to = "peserta"
        self._warned = False
        head, body = self.frame(self.title)
        self.undo_button = Button("Urungkan", icon="reply", tip="Ctrl+Z")
        self.open_button = Button("Buka datanya", icon="person-vcard", tip="Ctrl+O")
        head.addWidget(self.undo_button)
        head.addWidget(self.open_button)
        self.frame_ = FillFrame(self.table, self)
        self.view, self.columns = self.frame_.view, self.frame_.columns
        body.addWidget(self.frame_.outer, 1)
        self._connect()

    def _connect(self) -> None:
        frame = self.frame_
        self.undo_button.clicked.connect(self.undo)
        self.open_button.clicked.connect(self.open_person)
        self.columns.moved.connect(lambda _: self._column_chosen())
        self.columns.entered_row.connect(self._to_table)
        frame.search.textChanged.connect(lambda _: self._filter())
        frame.search.went_down.connect(self._to_table)
        frame.dusun.changed.connect(self._filter)
        frame.group.changed.connect(self._filter)
        frame.second.typed.connect(self._second_chosen)
        frame.drop_filters.clicked.connect(self.clear_filters)
        frame.nothing_left.clicked.connect(lambda: self.shell.go("peserta"))
        frame.foot.stop.clicked.connect(self.work.stop)
        self.view.pasted.connect(self.paste)
        self.view.same_asked.connect(self.same_as_above)
        self.view.cleared.connect(self._clear)
        self.view.opened_person.connect(self.open_person)
        self.view.again.connect(self._again)
        self.view.moved.connect(self._show_foot)
        self.view.left_top.connect(frame.search.setFocus)
        self.work.saved.connect(self._saved)
        self.work.told.connect(self._told)
        self.work.others.connect(self._count_others)
        self.work.undone.connect(self._undone)
        self.work.busy_changed.connect(self._busy)

    # What the shell asks.

    def works(self, key: str) -> bool:
        if key not in ("Esc", "Ctrl+Z") and not (self.view.isVisibleTo(self) and self.view.line >= 0):
            return False
        return self._above() != "" if key == "Ctrl+D" else super().works(key)

    def undoable(self) -> bool:
        return self.work.undoable

    def opened(self, **args: Any) -> None:
        if args:  # back from a form, the way out and the filters are those of before
            self._back_to = args.get("back_to", "peserta")
            self.frame_.search.clear()
            self.frame_.dusun.set_value(args.get("dusun", ""))
            self.frame_.group.set_value(args.get("kelompok", ""))
        wanted = args.get("kolom") or ()
        wanted = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        self.known = self.desk.fill_columns()
        lacking = [one.key for one in self.known if one.kurang]
        asked = [key for key in wanted if key in lacking]
        if asked or not self.key or (self.key not in lacking and not self._done_here()):
            self._open((asked or lacking or [""])[0])
        else:
            self._reload()
        self._to_table()

    def refresh(self) -> None:
        if self.view.typing is None and not self.work.running:  # a cell that is open would be closed under the hand
            self.known = self.desk.fill_columns()
            self._reload()

    def closing(self) -> bool:
        """What is being typed is saved first; what could not be saved holds the page once."""
        self.view.leave_cell()
        self.work.try_again()
        if self.work.running:
            self.shell.toast("Isian masih disimpan. Tunggu, atau tekan Hentikan.")
            return False
        if self.work.late and self.work.problem is not None and not self._warned:
            self._warned = True
            self.shell.problem(self.work.problem)
            return False
        self._warned = False
        self.work.drop_hopeless()
        return True

    def search_focus(self) -> bool:
        self.frame_.search.setFocus()
        self.frame_.search.selectAll()
        return True

    def next_problem(self, step: int) -> bool:
        self.view.leave_cell()
        at = self.table.next_trouble(self.view.line, step)
        if at < 0:
            self.shell.toast("Tidak ada masalah di kolom ini.")
        else:
            cells = self.table.shown[at].cells
            self.view.go_to(at, next((n for n, cell in enumerate(cells) if cell.pesan), 0))
            self.view.setFocus()
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.columns, self.frame_.search, self.view]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus() or panel.isAncestorOf(
            self.window().focusWidget() or self)), 0)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def save(self) -> bool:
        self.view.leave_cell()
        return True

    def finish(self) -> bool:
        """Ctrl+Enter: the next column that somebody lacks."""
        self.view.leave_cell()
        if self.work.running:
            return True
        self.known = self.desk.fill_columns()
        lacking = [one.key for one in self.known if one.kurang]
        at = lacking.index(self.key) if self.key in lacking else -1
        rest = lacking[at + 1:] or [key for key in lacking if key != self.key]
        if rest:
            self._open(rest[0])
            self._to_table()
        else:
            self.shell.toast("Tidak ada kolom lain yang kosong.")
        return True

    def undo(self) -> bool:
        self.view.leave_cell()
        return self.work.undo()

    def back(self) -> bool:
        """Esc: stop what runs, then the search, then where one came from."""
        if self.work.running:
            self.work.stop()
        elif self.frame_.search.text():
            self.frame_.search.clear()
        else:
            self.shell.go(self._back_to)
        return True

    # Columns.

    def _column_chosen(self) -> None:
        chosen = self.columns.column
        if chosen is not None and chosen.key != self.key:
            self.view.leave_cell()
            self.known = self.desk.fill_columns()
            self._open(chosen.key)

    def _second_chosen(self, key: str) -> None:
        self.view.leave_cell()
        self.second = "" if key == "-" else key
        self.work.forget()
        self._load([])
        self._to_table()

    # What is said.

    def _show_foot(self) -> None:
        """Ways out of what is said of the row with the keyboard; else which keys work."""
        line, foot = self.table.line_at(self.view.line), self.frame_.foot
        self.open_button.setEnabled(line is not None)
        self.undo_button.setEnabled(self.work.can_undo)
        if self.work.running:
            return
        cell = line.cells[self.view.which] if line is not None else None
        if line is None or cell is None or not cell.mends:
            foot.say("info-circle", "text_2", KEYS)
            return
        icon, role, _ = LOOKS[cell.state]
        buttons = foot.say(icon, role, f"{title_name(line.row.nama)}:", cell.mends)
        for button, mend in zip(buttons, cell.mends, strict=True):
            button.clicked.connect(lambda _=False, one=mend: self._mend(one))

    def _saved(self, ok: bool) -> None:
        self.shell.saved("" if ok else f"{number(self.work.late)} isian belum tersimpan", ok)
        self._told()
        if ok:
            self.shell.refresh_counts()

    def _count_others(self) -> None:
        """Columns that are not shown were filled too: their counts."""
        self.known = self.desk.fill_columns()
        for one in self.known:
            self.columns.lines_model.count(one.key, one.kurang)
        self._told()

    def _busy(self, progress: Progress | None) -> None:
        foot = self.frame_.foot
        foot.stop.setVisible(progress is not None)
        for part in (self.view, self.columns, self.frame_.second):  # the column stays until all of it is stored
            part.setEnabled(progress is None)
        if progress is None:
            self._show_foot()
            self.view.setFocus()
        else:
            foot.say("hourglass-split", "info", f"Menyimpan {number(progress.done)} dari {number(progress.total)}."
                     " Yang sudah tersimpan tetap tersimpan.")

    # What is done.

    def _here(self) -> tuple[Line, int] | None:
        line = self.table.line_at(self.view.line)
        return (line, self.view.which) if line is not None and line.cells else None

    def _put(self, text: str) -> None:
        if (here := self._here()) and here[0].cells[here[1]].text != text:
            self.work.save(*here, text)

    def _clear(self) -> None:
        """Del: empties the cell; where a typed text waits, only that text goes."""
        if (here := self._here()) and here[0].cells[here[1]].state in HELD:
            self.work.give_up(*here)
        else:
            self._put("")

    def same_as_above(self) -> None:
        """Ctrl+D: what stands in the cell above, and on down."""
        if above := self._above():
            self._put(above)
            self.view.walk(1, 0)

    def _above(self) -> str:
        line = self.table.line_at(self.view.line - 1)
        return line.cells[self.view.which].text if line is not None else ""

    def paste(self, text: str) -> None:
        """Ctrl+V: lines from Excel, from the cell with the keyboard downwards; each is checked."""
        if not text.strip() or self._here() is None or self.work.running:
            return
        if len(text) > LONGEST_PASTE:
            self.shell.toast("Yang disalin terlalu panjang untuk daftar ini. Tidak ada yang ditempel.")
            return
        start, first = self.view.line, self.view.which
        rows, room = lines_of(text), len(self.table.columns) - first
        wide = max((n for row in rows for n, cell in enumerate(row, 1) if cell), default=0)
        if wide > room:  # names copied along would land in the column
            self.shell.toast(f"Yang disalin {wide} kolom, di sini hanya {room}. Tidak ada yang ditempel.")
            return
        self.work.save_many(self.table.targets(rows, start, first))
        left = len(rows) - (len(self.table.shown) - start)
        self.view.go_to(min(start + len(rows), len(self.table.shown) - 1), first)
        if left > 0:
            self.shell.toast(f"{number(left)} baris tidak ditempel, daftarnya sudah habis.")

    def _again(self) -> None:
        if here := self._here():
            self.work.again(*here)

    def _mend(self, mend: Mend) -> None:
        here = self._here()
        if here is not None and mend.key in ("", self.table.columns[here[1]].key):
            self.work.save(*here, mend.text) if mend.key else self.work.settle(*here, mend.text)
        elif here is not None:
            self.open_person()
        self.view.setFocus()

    def _undone(self, uid: str, key: str) -> None:
        self.view.go_to(self.table.place_of(uid), max(0, self.table.column_of(key)))
        self.view.setFocus()

    def open_person(self) -> None:
        """Ctrl+O: the whole form, at this field."""
        self.view.leave_cell()
        if line := self.table.line_at(self.view.line):
            field = self.key if not self.key.endswith(HEIR) else "keluarga"
            self.shell.go("editor", uid=line.row.uid, field=field, back_to="isi_cepat")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame_.fit(event.size().width())
