"""The whole line by keyboard, as a village secretary works on her first day.

Set-up, one person typed with two mistakes, F8, mend, F10, print, tick the signed papers, sealed file for DPMD.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.package import verify_own
from jamsos_desktop.paths import DataFolder
from tests.conftest import TODAY
from ui.app import Program
from ui.pages.pin_sheet import PinSheet

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LONG = 20_000
PIN = "739164"


class Clerk:
    """Two hands on a keyboard: every key goes to whatever has the focus."""

    def __init__(self, qtbot: Any) -> None:
        self._bot = qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._bot.keyClick(QApplication.focusWidget(), key, modifier)

    def types(self, *lines: str, end: Qt.Key = K.Key_Return) -> None:
        """Type each line and go on to the next field."""
        for line in lines:
            self._bot.keyClicks(QApplication.focusWidget(), line)
            self.press(end)

    def until(self, holds: Any) -> None:
        self._bot.waitUntil(holds, timeout=LONG)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda folder: None)  # a fault of ours must fail the test, not ask
    program = Program(qapp, DataFolder(tmp_path / "desa"))
    yield program
    if program.window is not None:
        program.window.close()


def set_up(clerk: Clerk, program: Program) -> None:
    """Steps 01a, 01b and the recovery words."""
    wizard: Any = program.window
    wizard.activateWindow()
    clerk.until(lambda: QApplication.focusWidget() is wizard.desa.search)
    clerk.types("bajo indah", end=K.Key_Shift)
    clerk.until(lambda: wizard.desa.region is not None)
    clerk.press(K.Key_Return)
    clerk.types("Muhammad Arsyad Tahir", "S.Sos.", "7402111205789033", end=K.Key_Tab)
    for _ in range(3):  # status and term of office stay as they are
        clerk.press(K.Key_Tab)
    clerk.types("Nurhayati Salam", end=K.Key_Tab)
    clerk.press(K.Key_Return, CTRL)
    assert wizard.step == 2
    form = wizard.pin_step.form
    clerk.until(lambda: QApplication.focusWidget() is form.pin.focusProxy())
    clerk.types(PIN, end=K.Key_Shift)  # the sixth digit goes on to the second line by itself
    clerk.until(lambda: QApplication.focusWidget() is form.again.focusProxy())
    clerk.types(PIN, end=K.Key_Shift)
    clerk.press(K.Key_Return, CTRL)
    clerk.until(lambda: wizard.step == 3)
    step = wizard.pemulihan
    step.road.note("kertas", "A5")  # as after the printer, which no test has
    words = step.sheet.words
    clerk.until(lambda: QApplication.focusWidget() is step.answers[0].edit)
    clerk.types(*(words[at] for at in step.asked), end=K.Key_Tab)
    clerk.until(wizard.next_button.isEnabled)
    clerk.press(K.Key_Return, CTRL)
    clerk.until(lambda: program.window is not wizard and program.window is not None)


def type_salma(clerk: Clerk, shell: Any) -> Any:
    """A person from KTP and KK, with a wrong birth year and a KK of 15 digits."""
    clerk.press(K.Key_N, CTRL)
    page = shell.current
    form = page.form
    clerk.until(lambda: form.place(QApplication.focusWidget())[1] == "nik")
    clerk.types("740211 5408849417", "wa ode salma", "soropia")
    clerk.press(K.Key_A, CTRL)
    clerk.types("14081985", "740211120310927", "wa muna")
    typed = {"alamat": "dusun II dekat dermaga", "dusun": "II", "hp": "081299000417", "lokasi_kerja": "dermaga",
             "pekerjaan": "Nelayan", "penghasilan": "900000"}
    for key, text in typed.items():
        form.go(key)
        clerk.press(K.Key_A, CTRL)
        clerk.types(text)
    # The offscreen plugin leaves a closed list of suggestions the active window.
    shell.activateWindow()
    clerk.until(lambda: QApplication.activeWindow() is shell)
    form.go("status_kawin")
    clerk.types("Kawin")
    form.go("keluarga")
    clerk.types("la ode hasan", "Suami", "740211 030280 9366", "03021980")
    return page


def give_pin() -> QTimer:
    """Types the PIN into the sheet that asks for it, as soon as it stands there."""
    def look() -> None:
        if isinstance(sheet := QApplication.activeModalWidget(), PinSheet) and not sheet.pin.text():
            QTest.keyClicks(sheet.pin.focusProxy(), PIN)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    return timer


def tick_papers(clerk: Clerk, page: Any) -> None:
    """Space on every paper that a package needs."""
    for row in page.form.papers.rows.values():
        if row.need == "W":
            row.setFocus()
            clerk.press(K.Key_Space)
    clerk.press(K.Key_S, CTRL)


def test_the_main_job_by_keyboard(qtbot: Any, program: Program, key_file: Path, tmp_path: Path) -> None:
    clerk = Clerk(qtbot)
    assert program.start()
    set_up(clerk, program)
    shell: Any = program.window
    shell.activateWindow()
    clerk.until(lambda: QApplication.activeWindow() is shell)
    desk = shell.desk
    desk.take_in(key_file)  # the stick from DPMD

    page = type_salma(clerk, shell)
    uid = page.session.base.uid
    page.form.go("nik")
    clerk.press(K.Key_F8)
    assert page.form.place(QApplication.focusWidget())[1] == "tanggal_lahir"
    clerk.press(K.Key_A, CTRL)
    clerk.types("14081984")
    clerk.press(K.Key_F8)
    assert page.form.place(QApplication.focusWidget())[1] == "no_kk"
    clerk.press(K.Key_End)
    clerk.types("6")
    clerk.press(K.Key_F10)
    kept = desk.read(uid)
    assert (kept.nama, kept.tanggal_lahir.year, kept.no_kk) == ("WA ODE SALMA", 1984, "7402111203109276")
    assert (kept.status, [f.pesan for f in desk.judge(kept).blocking]) == ("siap_cetak", [])

    clerk.press(K.Key_6, CTRL)
    cetak = shell.current
    clerk.until(lambda: cetak.choice.plan is not None and cetak.preview.view.image is not None)
    clerk.press(K.Key_P, CTRL)
    clerk.until(lambda: cetak.run.finished and not cetak.run.running)
    [pdf] = desk.folder.outbox.glob("*.pdf")
    words = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "WA ODE SALMA" in words
    assert "CEKLIS BERKAS" in words
    assert desk.read(uid).status == "tercetak"

    shell.go("editor", uid=uid)
    tick_papers(clerk, shell.current)
    assert desk.read(uid).status == "siap_kirim"

    clerk.press(K.Key_7, CTRL)
    kirim = shell.current
    clerk.until(lambda: kirim._state is not None)
    giving = give_pin()
    clerk.press(K.Key_E, CTRL)
    giving.stop()
    clerk.until(lambda: bool(desk.packages()) and not shell.busy)
    package = desk.folder.outbox / "JD-7402112017-0001.jdx"
    with desk.ctx.open() as db:
        [row] = verify_own(package, own_keys(db)).rows("peserta")
    assert (row["nama"], row["permohonan"]) == ("WA ODE SALMA", "daftar")
    assert desk.read(uid).status == "terkirim"
