"""Cards of Pengaturan about the vault: PIN and locked screen, recovery sheet, new key after a suspected leak."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import KeyChanged, RecoverySheet
from jamsos_desktop.model.rights import Right, refusal
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui import ask, busy
from ui.pages.pengaturan_lembar import SheetWindow
from ui.pages.pengguna_sheets import ChangePinSheet, StartPinSheet
from ui.pages.pin_sheet import PinSheet, ask_pin
from ui.pages.wizard_pin import MinuteChoice
from ui.widgets import Button, Card, Chip, IconLabel, Label

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

LEAK = ("Pakai ini bila flashdisk cadangan, laptop, PIN atau lembar pemulihan mungkin jatuh ke orang lain. "
        "Data dikunci ulang, semua kunci lama berakhir.")
LEAK_STEPS = ("1. Cadangan dibuat dan diperiksa dulu.\n2. Anda mencetak lembar pemulihan baru.\n"
              "3. Data dan scan dikunci ulang. PIN Anda tetap, PIN orang lain berakhir.\n"
              "4. Cadangan lama di laptop dimusnahkan.")
_MARGINS = (12, 10, 12, 12)


class _StateCard(Card):
    """A state as a chip, said in words beside the one button that changes it."""

    def __init__(self, title: str, button: Button, desk: Desk, shell: Shell, changed: Callable[[], object],
                 parent: QWidget | None = None) -> None:
        self.chip = Chip()
        super().__init__(title, self.chip, parent, margins=_MARGINS)
        self._desk, self._shell, self._changed = desk, shell, changed
        row = QHBoxLayout()
        row.setSpacing(12)
        self.words = Label("", "body", wrap=True)
        self.button = button
        self.button.clicked.connect(self.ask)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)

    def ask(self) -> None:
        raise NotImplementedError


class PinCard(_StateCard):
    """Own PIN, and after how many minutes the screen locks."""

    def __init__(self, desk: Desk, shell: Shell, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("PIN dan kunci layar", Button("Ganti PIN", icon="key"), desk, shell, changed, parent)
        self.body.addWidget(Label("Kunci otomatis bila laptop ditinggal", "label"))
        self.minutes = MinuteChoice(desk.lock_minutes(), self)
        self.minutes.chosen.connect(self._set_minutes)
        self.body.addWidget(self.minutes)

    def fill(self) -> None:
        """Show whether there is a PIN and when the screen locks, as the desk has it now."""
        bare = self._desk.device_only
        self.chip.set(*(("exclamation-triangle-fill", "Tanpa PIN", "warn") if bare
                        else ("check-circle-fill", "Memakai PIN", "ok")))
        self.words.setText("Siapa pun yang memakai laptop ini bisa membuka data. Layar belum bisa dikunci." if bare
                           else "Tekan Ctrl+L untuk mengunci layar kapan saja.")
        self.button.set_text("Buat PIN" if bare else "Ganti PIN")
        self.button.set_kind("primary" if bare else "")
        self.minutes.setEnabled(not bare)
        self.minutes.set(self._desk.lock_minutes())

    def ask(self) -> None:
        """The first PIN, or another one."""
        bare = self._desk.device_only
        sheet = (StartPinSheet if bare else ChangePinSheet)(self._desk, self._shell)
        if sheet.exec():
            self._shell.toast("PIN dibuat. Mulai sekarang aplikasi meminta PIN." if bare else "PIN diganti.")
            self._shell.tell_guard()
            self._changed()

    def _set_minutes(self, minutes: int) -> None:
        try:
            self._desk.set_lock_minutes(minutes)
        except Problem as problem:
            self._shell.problem(problem)
        self.minutes.set(self._desk.lock_minutes())
        self._shell.tell_guard()


class SheetCard(_StateCard):
    """The recovery sheet: which one is valid and where it lies, or that none was printed."""

    def __init__(self, desk: Desk, shell: Shell, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("Lembar pemulihan", Button("Cetak lembar", icon="printer"), desk, shell, changed, parent)
        self.why = Label("", "caption")
        self.body.addWidget(self.why)

    def fill(self) -> None:
        """Show which sheet is valid, where it lies, and whether a new one can be made here."""
        kept = self._desk.sheet_state()
        self.chip.set(*(("exclamation-triangle-fill", "Belum dicetak", "warn") if kept is None
                        else ("check-circle-fill", f"Lembar ke-{kept.nomor}", "ok")))
        if kept is None:
            self.words.setText("Bila PIN lupa atau laptop rusak, data hanya terbuka dengan lembar ini. Cetak sekarang.")
        else:
            day = texts.long_date((kept.dicetak or kept.dibuat).date())
            self.words.setText(f"Dicetak {day}. Disimpan di {kept.simpan_di}. Penanggung jawab {kept.penanggung}.")
        self.button.set_text("Cetak lembar" if kept is None else "Buat lembar baru")
        self.button.set_kind("primary" if kept is None else "")
        why = _why_not(self._desk)
        self.button.setEnabled(not why)
        self.why.setText(why or "Lembar baru membuat lembar lama tidak berlaku.")
        self.why.setVisible(bool(why) or kept is not None)

    def ask(self) -> None:
        """A new sheet; the old one stays valid until the new one is in the cupboard. Its words are a way in that
        outlives the lock of the screen, so whoever sits at an open desk is asked the PIN first."""
        if not ask_pin(self._desk, "PIN Anda diperlukan untuk membuat lembar pemulihan.", self._shell):
            return
        try:
            sheet = self._desk.draw_sheet()
        except Problem as problem:
            self._shell.problem(problem)
            return
        if SheetWindow(self._desk, sheet, self._shell).exec():
            self._shell.toast("Lembar pemulihan baru berlaku. Musnahkan lembar yang lama.")
            self._shell.refresh_counts()
            self._changed()


class KeyCard(Card):
    """A new data key: explained, PIN asked, a new sheet made, then everything is locked anew."""

    def __init__(self, desk: Desk, shell: Shell, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("Kunci baru", parent=parent, margins=_MARGINS)
        self._desk, self._shell, self._changed = desk, shell, changed
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(LEAK, "body", wrap=True), 1)
        self.button = Button("Ganti kunci...", "danger", icon="shield-check")
        self.button.clicked.connect(self.ask)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.why = Label("", "caption")
        self.body.addWidget(self.why)

    def fill(self) -> None:
        """Show whether a new key can be made here, and why not."""
        why = _why_not(self._desk) or ("Buat dulu PIN." if self._desk.device_only else "")
        self.button.setEnabled(not why)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def ask(self) -> None:
        """The whole way; broken off anywhere before the last button nothing has changed."""
        if self._shell.busy:
            self._shell.problem(Problem("PEKERJAAN_BERJALAN", "Masih ada pekerjaan yang berjalan.", TIDAK_BERUBAH,
                                        "Tunggu sampai selesai, lalu ganti kunci."))
            return
        if not ask.confirm(self._shell, "Ganti kunci data?", "&Lanjut ke PIN", LEAK_STEPS, danger=True):
            return
        pin = PinSheet(self._desk, "PIN Anda diperlukan untuk memasang kunci baru.", self._shell)
        if not pin.exec():
            return
        try:
            sheet = self._desk.draw_sheet()
        except Problem as problem:
            self._shell.problem(problem)
            return
        window = NewKeyWindow(self._desk, sheet, pin.given, self._shell)
        pin.given = ""
        if window.exec() and window.changed is not None:
            show_changed(self._shell, window.changed)
            self._shell.tell_guard()
            self._changed()
        elif window.broken:
            self._desk.closing = None  # no backup now: with the earlier key nothing can be read
            self._shell.close()


class NewKeyWindow(SheetWindow):
    """The sheet of the new key; the last button puts both into force. ``broken``: the next opening goes on."""

    title = first = "Lembar pemulihan untuk kunci baru"
    verb = "&Pasang kunci baru"

    def __init__(self, desk: Desk, sheet: RecoverySheet, pin: str, parent: Shell) -> None:
        self._pin = pin
        self.changed: KeyChanged | None = None
        self.broken = False
        super().__init__(desk, sheet, parent)

    def do(self, sheet: RecoverySheet, place: str, keeper: str) -> bool:
        try:
            self.changed = busy.run(self, "Memasang kunci baru", lambda: self._desk.new_key_job(
                self._pin, sheet, place, keeper), cancel=False)
        except Problem as problem:
            if problem.kode != "KUNCI_BELUM_SELESAI":
                raise
            self.broken = True
            ask.tell(self, problem, (("tutup", "&Tutup aplikasi", "primary"),))
            self.reject()
            return False
        assert self.changed is not None
        self._desk.take_new_key(self.changed)
        return True

    def done(self, result: int) -> None:
        self._pin = ""
        super().done(result)


def show_changed(shell: Shell, changed: KeyChanged) -> None:
    """What the new key means for people, scans and sticks."""
    sheet = ask.Sheet(shell, ("shield-check", "ok"), "Kunci baru sudah dipasang")
    lines = [("check-circle-fill", "ok", f"Data dan {texts.number(changed.scan)} scan dikunci ulang." if changed.scan
              else "Data dikunci ulang."),
             ("check-circle-fill", "ok", f"Lembar pemulihan ke-{changed.lembar} berlaku. Musnahkan lembar lama.")]
    if changed.perlu_pin:
        lines.append(("key", "warn", f"Perlu PIN baru: {', '.join(changed.perlu_pin)}."))
    if changed.scan_rusak:
        lines.append(("exclamation-triangle-fill", "warn", f"{changed.scan_rusak} scan tidak terbuka. Pindai ulang."))
    if changed.cadangan_lama:
        lines.append(("exclamation-triangle-fill", "warn",
                      f"{changed.cadangan_lama} cadangan lama belum bisa dimusnahkan. Kosongkan tempat simpan."))
    lines += [("trash", "warn", f"Musnahkan sendiri: {what}.") for what in changed.musnahkan]
    for icon, role, words in lines:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, role, 14))
        row.addWidget(Label(words, "body", wrap=True), 1)
        sheet.column.addLayout(row)
    sheet.add_button("tutup", "&Tutup", "primary")
    sheet.exec()


def _why_not(desk: Desk) -> str:
    return "" if desk.ctx.role.may(Right.KUNCI) else refusal(Right.KUNCI, desk.mode).apa
