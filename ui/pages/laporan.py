"""Cetak (DPMD): the district's reports, seen before they are saved as PDF or Excel or put on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, PreviewPage, ReportKind
from jamsos_desktop.jobs import Job
from ui import printing
from ui.keys import bind
from ui.pages.cetak_preview import MakeJob, PreviewCard
from ui.pages.laporan_list import KindList
from ui.pages.page import Page
from ui.widgets import Button, Card, Combo, Label, NoteStrip, UnsureMark, doubts_of

if TYPE_CHECKING:
    from ui.window import Shell

PDF, XLSX = ".pdf", ".xlsx"
WIDE, NARROW, NARROW_BELOW = 330, 270, 1080  # px of the left column; px of the page
EVERYWHERE = "Semua kecamatan"


class Order(NamedTuple):
    """What is asked for: a report and its options."""

    kind: str
    kelompok: str
    kecamatan: str
    periode: str


class ReportPreview(PreviewCard):
    """``rendered(pages)``: a page of the report was drawn; the report has that many."""

    rendered = Signal(int)

    def _show(self, make: MakeJob, page: Any, scale: float) -> None:
        super()._show(make, page, scale)
        if make is self._make:
            self.rendered.emit(page.pages)


class LaporanPage(Page):
    """Left the reports and their options, right the page as it will be printed."""

    title = "Cetak"
    help = "dpmd-laporan"
    keys = [("\u2191 \u2193", "Pilih laporan"), ("Enter", "Simpan PDF"), ("Ctrl+S", "Simpan Excel"),
            ("Ctrl+P", "Cetak"), ("PgUp PgDn", "Ganti halaman"), ("F6", "Panel berikut")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district = desk.district
        self._kinds = {kind.kode: kind for kind in self.district.report_kinds()}
        self._at, self._pages = 0, 0
        self._busy = False
        self._saved: Path | None = None
        self.open_file: Callable[[Path], bool] = _open_file
        self._build()
        self._connect()
        self.list.set_kinds(list(self._kinds.values()))

    # What is on the page

    def _build(self) -> None:
        head, body = self.frame("Cetak laporan")
        self.copy = Button("Salin teks WhatsApp", icon="chat-dots")
        self.excel = Button("Simpan Excel", icon="file-earmark-spreadsheet")
        self.pdf = Button("Simpan PDF", icon="download")
        self.paper = Button("Cetak", "primary", icon="printer-fill")
        for button in (self.copy, self.excel, self.pdf, self.paper):
            head.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.left = self._left()
        row.addWidget(self.left)
        self.preview = ReportPreview(self.shell.run, self)
        self.preview.empty.set("hourglass-split", "Laporan sedang disusun", "Tunggu sebentar.")
        row.addWidget(self.preview, 1)
        body.addLayout(row, 1)
        # as one reads: the head, then what is chosen, then what is seen
        stops = [self.copy, self.excel, self.pdf, self.paper, self.list, self.area, self.group, self.period,
                 self.preview.before, self.preview.after, self.preview.smaller, self.preview.fit, self.preview.larger,
                 self.open]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _left(self) -> QWidget:
        panel = QWidget(self)
        panel.setObjectName("plain")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        kinds = Card("Laporan", parent=panel, margins=(1, 1, 1, 1))
        self.list = KindList(kinds)
        kinds.body.addWidget(self.list)
        column.addWidget(kinds, 1)
        self.options = Card("Pilihan", parent=panel)
        groups = {"": "Semua kelompok", **self.desk.labels("kelompok")}
        self.area = self._choice("kecamatan", "Kecamatan", {"": EVERYWHERE, **dict(self.district.report_areas())})
        self.group = self._choice("kelompok", "Kelompok", groups)
        self.period = self._choice("periode", "Triwulan", dict(self.district.report_periods()))
        self.mark = UnsureMark(parent=self.options)
        self.options.body.addWidget(self.mark)
        column.addWidget(self.options)
        self.open = Button("Buka", small=True)
        self.done = NoteStrip("ok", "", self.open, panel)
        self.done.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words
        self.done.hide()
        column.addWidget(self.done)
        return panel

    def _choice(self, name: str, label: str, choices: dict[str, str]) -> Combo:
        box = Combo(self.options, choices)
        box.setObjectName(f"pilihan-{name}")
        box.setAccessibleName(label)
        box.set_text(next(iter(choices)))
        words = Label(label, "caption")
        words.setBuddy(box)
        self.options.body.addWidget(words)
        self.options.body.addWidget(box)
        box.setProperty("label", words)
        return box

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._choose())
        self.list.confirmed.connect(self.save_pdf)
        for box in (self.area, self.group, self.period):
            box.typed.connect(lambda _: self._show_page(0))
        self.preview.stepped.connect(lambda step: self._show_page(self._at + step))
        self.preview.rendered.connect(self._rendered)
        self.pdf.clicked.connect(self.save_pdf)
        self.excel.clicked.connect(self.save)
        self.paper.clicked.connect(self.print_now)
        self.copy.clicked.connect(self.copy_words)
        self.open.clicked.connect(self._open)
        for key, step in (("PgUp", -1), ("PgDown", 1)):
            bind(self, key, lambda step=step: self._show_page(self._at + step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.left.setFixedWidth(NARROW if self.width() < NARROW_BELOW else WIDE)
        self.preview.again()

    # What the shell asks

    def works(self, key: str) -> bool:
        return self._pages > 1 if key == "PgUp PgDn" else super().works(key)

    def opened(self, kind: str = "", kecamatan: str = "", kelompok: str = "", **args: Any) -> None:
        """``kind``, ``kecamatan``, ``kelompok``: what another page wants printed."""
        if kind:
            self.list.choose(kind)
            self.area.set_text(kecamatan if kecamatan in dict(self.district.report_areas()) else "")
            self.group.set_text(kelompok)
        self._show_page(0)
        self.list.setFocus()

    def refresh(self) -> None:
        self._show_page(self._at)

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.list, *(box for box in (self.area, self.group, self.period)
                                              if box.isVisibleTo(self)), self.pdf]
        at = next((nth for nth, panel in enumerate(panels) if panel.hasFocus()), -1 if step > 0 else 0)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def save(self) -> bool:
        """Ctrl+S: as Excel, or as PDF where a report has no tables."""
        self._save(XLSX if XLSX in self.kind.bentuk else PDF)
        return True

    def save_pdf(self) -> None:
        """Enter: as PDF."""
        self._save(PDF)

    def print_now(self) -> bool:
        """Ctrl+P: on a printer."""
        self.shell.run(printing.printers_job, self._choose_printer)
        return True

    # The report

    @property
    def kind(self) -> ReportKind:
        return self._kinds[self.list.kode()]

    def order(self) -> Order:
        """What is chosen; options that the report does not have stay empty."""
        wants = self.kind.pilihan
        return Order(self.kind.kode, self.group.text() if "kelompok" in wants else "",
                     self.area.text() if "kecamatan" in wants else "", self.period.text() if "periode" in wants else "")

    def _choose(self) -> None:
        wants = self.kind.pilihan
        for name, box in (("kecamatan", self.area), ("kelompok", self.group), ("periode", self.period)):
            for widget in (box, box.property("label")):
                widget.setVisible(name in wants)
        self.mark.set_doubts(doubts_of(self.desk.paper_doubts(self.kind.kode)))
        self.copy.setVisible(self.kind.kode == "belum_melapor")
        self.excel.setEnabled(XLSX in self.kind.bentuk)
        self.sub.setText(self.kind.nama)
        self.done.hide()
        self._show_page(0)

    def _show_page(self, at: int) -> None:
        """Draw page ``at`` of what is chosen; beyond the last page nothing happens."""
        if at < 0 or (at and at >= self._pages):
            return
        self._at = at
        self.preview.show_sheet(at, max(self._pages, at + 1), lambda scale: self._page_job(self.order(), at, scale))
        self._words()

    def _page_job(self, order: Order, page: int, scale: float) -> Job[PreviewPage]:
        return self.district.report_page_job(order.kind, page, scale, kelompok=order.kelompok,
                                             kecamatan=order.kecamatan, periode=order.periode)

    def _rendered(self, pages: int) -> None:
        self._pages = pages
        self.preview.after.setEnabled(self._at + 1 < pages)
        self._words()

    def _words(self) -> None:
        self.preview.where.setText(f"Halaman {self._at + 1} dari {self._pages}" if self._pages else "Sedang disusun")

    # Saving, printing, copying

    def _save(self, suffix: str) -> None:
        if self._busy:
            return
        order = self.order()
        path = self.desk.folder.outbox / self.district.report_name(order.kind, suffix, order.kecamatan, order.periode)
        self._busy = True
        worker = self.shell.run(lambda: self.district.report_job(
            order.kind, path, kelompok=order.kelompok, kecamatan=order.kecamatan, periode=order.periode), self._made)
        worker.ended.connect(self._free)

    def _free(self) -> None:
        self._busy = False

    def _made(self, path: Path) -> None:
        self._saved = path
        form = "PDF" if path.suffix == PDF else "Excel"
        self.done.set("ok", f"{form} tersimpan di folder {path.parent.name}.")
        self.done.words.setToolTip(str(path))
        self.done.show()
        self.open.setFocus()

    def _open(self) -> None:
        if self._saved is not None and not self.open_file(self._saved):
            self.shell.toast(f"Laptop ini tidak punya program untuk membuka {self._saved.name}.")

    def _choose_printer(self, names: Sequence[str]) -> None:
        if not names:
            self.shell.problem(printing.no_printer())
            return
        printer = printing.choose_printer(self.shell, self.kind.nama)
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Draw all pages on a printer that was chosen."""
        order = self.order()

        def page(nth: int, scale: float) -> Job[PreviewPage]:
            return self._page_job(order, nth, scale)

        self.shell.run(lambda: page(0, 0.1), lambda first: self.shell.run(
            lambda: printing.print_pages_job(printer, first.pages, page),
            lambda _: self.shell.toast(f"{self._kinds[order.kind].nama} dikirim ke printer.")))

    def copy_words(self) -> None:
        """The silent villages of the chosen kecamatan as a message; no names of people, no NIK."""
        QGuiApplication.clipboard().setText(self.district.whatsapp_silent(self.area.text()))
        self.shell.toast("Teks untuk WhatsApp sudah disalin.")


def _open_file(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
