"""Kirim ke DPMD: one trustworthy file and a paper receipt; nothing lost, nothing counted twice (mock-up 07)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, Exported, SendState
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from ui.keys import INSIDE, bind
from ui.pages.kirim_copy import Copying
from ui.pages.kirim_drives import DriveList
from ui.pages.kirim_package import RECEIPT, Kiriman, PackageCard
from ui.pages.kirim_ready import ReadyCard, RecipientCard
from ui.pages.kirim_receipt import ReceiptPrint
from ui.pages.page import Page
from ui.pages.pin_sheet import ask_pin
from ui.widgets import Line, Stepper, TallArea

if TYPE_CHECKING:
    from ui.window import Shell

STEPS = ("Kesiapan", "Penerima", "Buat kiriman", "Salin ke flashdisk")
WHY_PIN = "Kiriman ini membawa data warga ke DPMD. PIN Anda menyetujuinya."
NARROW = 1080  # px of page width below which the receipt gets smaller


class KirimPage(Page):
    """Left what travels and to whom, right the kiriman with its receipt and the flash drives."""

    title = "Kirim ke DPMD"
    help = "mengirim"
    keys = [("Enter", "Lanjut"), ("Ctrl+E", "Buat kiriman"), ("Ctrl+U", "Salin ke flashdisk"),
            ("Ctrl+P", "Cetak tanda terima"), ("F5", "Cari flashdisk"), ("F1", "Bantuan")]
    needs = {"recipient.button": Right.PENERIMA}

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._state: SendState | None = None
        self._kiriman: Kiriman | None = None
        self._fresh = 0  # number of the kiriman made since the window was opened
        self._message = ""
        self._excel: Path | None = None
        self._checking = self._making = self._landed = False
        self._build()
        self._connect()

    # What is on the page

    def _build(self) -> None:
        head, body = self.frame("Kirim ke DPMD")
        self.steps = Stepper(STEPS)
        head.addStrut(32)  # as high as a head with buttons, so that titles stand still between pages
        head.addWidget(self.steps)
        row = QHBoxLayout()
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        self.left = QWidget(self)
        self.left.setLayout(left)
        self.ready, self.recipient = ReadyCard(self.left), RecipientCard(self.left)
        left.addWidget(self.ready)
        left.addWidget(self.recipient, 1)
        left.setContentsMargins(0, 0, 0, 0)
        area = TallArea(parent=self)
        self.package = PackageCard(area.viewport())
        self.drives = DriveList(self.package)
        self.package.body.addWidget(Line())
        self.package.body.addWidget(self.drives)
        row.addWidget(self.left, 13)
        area.hold(self.package)
        row.addWidget(area, 20)
        body.addLayout(row, 1)
        self.receipt = ReceiptPrint(self.desk, self.shell)
        self.copying = Copying(self.desk, self.shell, self.drives)

    def _connect(self) -> None:
        self.ready.acted.connect(self._follow)
        self.ready.ticked.connect(self._tick)
        self.recipient.take_key.connect(self._pick_key)
        self.package.make_wanted.connect(self.send)
        self.package.receipt_wanted.connect(self.print_now)
        self.package.message_wanted.connect(self.copy_message)
        self.copying.copied.connect(self._copied)
        for key, act in (("F5", self.copying.scan_asked), ("Ctrl+U", self._copy_now)):
            bind(self, key, act, INSIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.package.receipt.setFixedWidth(220 if narrow else RECEIPT)
        self.left.setFixedWidth(370 if narrow else 452)

    # What the shell asks

    def opened(self, **args: Any) -> None:
        self._landed = False  # the next step takes the focus once the state is known
        self._load()
        self.copying.scan()

    def refresh(self) -> None:
        self._load()

    def back(self) -> bool:
        return self.package.strip.cancel() if self._making else False

    def next_panel(self, step: int = 1) -> bool:
        panels = (self.ready, self.recipient, self.package, self.drives)
        here = self.focusWidget()
        at = next((n for n in reversed(range(len(panels))) if here and panels[n].isAncestorOf(here)),
                  -1 if step > 0 else 0)
        for turn in range(1, len(panels) + 1):
            panel = panels[(at + step * turn) % len(panels)]
            if first := next((w for w in panel.findChildren(QAbstractButton) if w.isVisible() and w.isEnabled()), None):
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def print_now(self) -> bool:
        """Ctrl+P: the receipt; without a kiriman the key keeps its usual meaning."""
        if self._kiriman is None:
            return False
        self.receipt.start(self._kiriman.seq)
        return True

    # State

    def _load(self) -> None:
        """Ask the worker what would travel now; hundreds of people take longer than a blink."""
        self.shell.run(self.desk.send_state_job, self._show)

    def _show(self, state: SendState) -> None:
        self._state = state
        self._choose_kiriman(state)
        self.sub.setText(f"Kiriman nomor {self._kiriman.seq if self._kiriman else state.seq_next}")
        self.ready.show_state(state)
        self.recipient.show_recipient(state.recipient)
        self.package.show_kiriman(self._kiriman, state.seq_next, _coming(state))
        self.package.offer(state.seq_next, news=_news(state) and _key_good(state), again=self._kiriman is not None)
        self._show_step()
        if self._kiriman is not None:
            self._draw_receipt(self._kiriman.seq)

    def _choose_kiriman(self, state: SendState) -> None:
        """The last kiriman stands in the card until something new could be sent."""
        info = state.last
        if info is None or _news(state):
            self._kiriman, self._message = None, ""
            self.copying.set_files(0, [])
            return
        contents, self._message = self.desk.package_words(info)
        self._kiriman = Kiriman(info.seq, info.nama_berkas, info.ukuran, contents, info.kode_periksa,
                                info.waktu, info.seq == self._fresh, info.keadaan == "dikonfirmasi",
                                self._excel.name if self._excel and info.seq == self._fresh else "")
        file = self.desk.folder.outbox / info.nama_berkas
        self.copying.set_files(info.seq, [file, *([self._excel] if self._excel and info.seq == self._fresh else [])])

    def _show_step(self) -> None:
        state = self._state
        assert state is not None
        key_good = _key_good(state)
        if self._kiriman is not None:
            step = len(STEPS) if self.copying.done else 3
        elif not key_good:
            step = 1 if _news(state) else 0
        else:
            step = 2 if _news(state) else 0
        self.steps.set_step(step)
        self._focus_step(step, key_good)

    def _focus_step(self, step: int, key_good: bool) -> None:
        """Enter does the next step; a focus the user has put somewhere in the page is left alone."""
        here = self.focusWidget()
        if self._landed and here is not None and here.hasFocus() and here is not self.package.make:
            return
        self._landed = True
        drive = next((row.button for row in self.drives.rows if row.button.isEnabled()), self.drives.scan)
        wanted = drive if step >= 3 else self.package.make if key_good else self.recipient.button
        wanted.setFocus()

    def _follow(self, to: str) -> None:
        """A link of Kesiapan: page Cetak, or the people of one tab."""
        if to == "cetak":
            self.shell.go("cetak")
        else:
            self.shell.go("peserta", tab=to)

    def _tick(self, kode: str, state: str) -> None:
        self.desk.set_berkas_desa(kode, state)
        self.shell.saved()
        self._load()

    # The key of DPMD

    def _pick_key(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Ambil file kunci DPMD", "",
                                              "File kunci (JK-*.json);;Semua file (*)")
        if path:
            self.take_key(Path(path))

    def take_key(self, path: Path) -> None:
        """Take in DPMD's key file; a wrong file changes nothing and says why."""
        try:
            words = self.desk.take_in(path)
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.shell.toast(f"{words} Cocokkan kodenya dengan surat DPMD.")
        self.package.make.setFocus()
        self._load()

    # Making the kiriman, and taking it away

    def send(self) -> bool:
        """Ctrl+E: make the next kiriman, if there is one to be made."""
        if not (self._checking or self._making or self.copying.busy):
            self._checking = True
            worker = self.shell.run(self.desk.send_check_job, lambda _: self._approve(), on_error=self._not_made,
                                    on_cancel=self._cancelled)
            worker.ended.connect(self._end_checking)  # also after a fault of ours
        return True

    def _approve(self) -> None:
        """There is something to send; whoever sends it answers for it by PIN."""
        if self.shell.current is self and ask_pin(self.desk, WHY_PIN, self.shell):
            self._make()

    def _make(self) -> None:
        self._making = True
        self.package.set_busy(True)
        self.drives.set_busy(True)
        excel = self.package.excel.isChecked()
        worker = self.shell.run(lambda: self.desk.export_job(None, excel=excel), self._made, on_error=self._not_made,
                                on_cancel=self._cancelled)
        worker.ended.connect(self._end_making)  # also after a fault of ours
        self.package.strip.run(worker, "Membuat kiriman,", "Bila dibatalkan, tidak ada yang dikirim.")
        self.package.strip.cancel_button.setFocus()

    def _made(self, made: Exported) -> None:
        self._end_making()
        self._fresh, self._excel = made.seq, made.excel
        self._landed = False  # the next step is the copy
        self.shell.refresh_counts()
        self.shell.saved()
        self._load()

    def _not_made(self, problem: Problem) -> None:
        self._end_making()
        can = self._state is None or _key_good(self._state)
        (self.package.make if can else self.recipient.button).setFocus()  # Enter does what is missing
        self.shell.problem(problem)

    def _cancelled(self) -> None:
        self._end_making()
        self.package.make.setFocus()
        self._load()

    def _end_checking(self) -> None:
        self._checking = False

    def _end_making(self) -> None:
        self._making = False
        self.package.set_busy(False)
        self.drives.set_busy(False)
        self.package.strip.idle()

    def _draw_receipt(self, seq: int) -> None:
        scale = max(1.0, self.package.receipt.wanted_scale())
        self.shell.run(lambda: self.desk.receipt_preview_job(seq, scale),
                       lambda page: self.package.show_receipt(page, scale))

    def _copy_now(self) -> None:
        if not self._making:
            self.copying.copy_now()

    def _copied(self) -> None:
        self.steps.set_step(len(STEPS))
        self.package.print.setFocus()  # the receipt goes along with the stick

    def copy_message(self) -> None:
        """Words for WhatsApp on the clipboard; they hold counts and the check code, never a NIK."""
        if self._message:
            QGuiApplication.clipboard().setText(self._message)
            self.shell.toast("Pesan disalin. Tempel di WhatsApp DPMD.")


def _news(state: SendState) -> bool:
    """Whether the next kiriman would hold something the last one did not, or DPMD wants everybody again."""
    return bool(state.ready or state.changed or (state.minta_penuh and state.last))


def _key_good(state: SendState) -> bool:
    """Whether DPMD's key is here and in force."""
    return state.recipient is not None and not state.recipient.kedaluwarsa


def _coming(state: SendState) -> str:
    parts = ((state.ready, "calon peserta"), (state.changed, "perubahan"), (state.again, "ikut lagi"))
    words = ", ".join(f"{count} {word}" for count, word in parts if count)
    return words or ("Semua yang pernah dikirim" if state.minta_penuh else "Belum ada")

