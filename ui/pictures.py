"""Pictures of every page of the window over a filled desk, made without a screen (``demo``, ``make pictures``)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jamsos_desktop.paths import DataFolder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.pages.wizard import Wizard
    from ui.window import Shell

SIZE = (1366, 698)
SETTLE_MS = 6000  # a page that is still busy after this long is photographed as it is
WIZARD_INPUT = {
    "kepala.nama": "Muh. Arsyad Tahir", "kepala.gelar": "S.Sos.", "kepala.nik": "7402111205789033",
    "kepala.mulai": "14/02/2022", "kepala.sampai": "14/02/2030", "sekretaris.nama": "Nurhayati Salam",
    "sekretaris.nik": "740211480987903", "bendahara.nama": "Hasnia",
    "alamat": "Jl. Poros Pantai Soropia, Dusun I", "kode_pos": "93351",
}


def make_pictures(folder: DataFolder, out_dir: Path, theme: str = "light", pin: str | None = None) -> list[Path]:
    """PNG files of wizard, lock page and every page of the desk in ``folder`` (a village's or a district's), in
    the order of the design's numbers, the steps of an import last. The desk must be closed; ``theme`` light or dark;
    ``pin`` when it asks one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from jamsos_desktop.desk import clock_from_environment, open_desk
    from jamsos_desktop.settings import Settings
    from ui import app as application
    from ui import pictures_impor
    from ui import theme as look

    out_dir.mkdir(parents=True, exist_ok=True)
    app = application.prepare([], Settings(folder.root / "tidak-ada.json"))
    look.apply(app, theme == "dark")
    camera = Camera(app, out_dir, "_gelap" if theme == "dark" else "")
    clock = clock_from_environment()
    with open_desk(folder, pin, clock) as desk:
        if desk.district is not None:
            from ui import pictures_district

            pictures_district.wizard(camera, clock, desk)
            with _shell(desk) as shell:
                pictures_district.pages(camera, shell)
            return camera.taken
        _wizard(camera, clock, desk.unit.kode, desk.unit.nama)
        _lock(camera, desk.unit.sebutan)
        with _shell(desk) as shell:
            _pages(camera, shell)
            pictures_impor.steps(camera, shell)
    return camera.taken


class Camera:
    """Lets a window settle and saves what it shows."""

    def __init__(self, app: QApplication, folder: Path, suffix: str) -> None:
        self._app, self._folder, self._suffix = app, folder, suffix
        self.taken: list[Path] = []

    def settle(self, quiet: Callable[[], bool] = lambda: True, calm_ms: int = 200) -> None:
        """Run the event loop for ``calm_ms`` and then until ``quiet`` says that nothing is under way."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop

        deadline, calm = QDeadlineTimer(SETTLE_MS), QDeadlineTimer(calm_ms)
        while not deadline.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if calm.hasExpired() and quiet():
                return

    def take(self, window: QWidget, name: str, quiet: Callable[[], bool] = lambda: True, calm_ms: int = 200) -> None:
        self.settle(quiet, calm_ms)
        path = self._folder / f"{name}{self._suffix}.png"
        window.grab().save(str(path))
        self.taken.append(path)


def _wizard(camera: Camera, clock: Any, kode: str, nama: str) -> None:
    from ui.pages.wizard import Wizard

    with tempfile.TemporaryDirectory() as scratch:
        wizard = Wizard(DataFolder(Path(scratch)), clock)
        wizard.resize(*SIZE)
        wizard.show()
        wizard.desa.set_texts({"cari": nama.lower(), "kode": kode})
        camera.take(wizard, "01a_wizard_desa")
        wizard.pejabat.set_texts(WIZARD_INPUT)
        wizard.show_step(1)
        camera.take(wizard, "01b_wizard_pejabat")
        _vault_steps(camera, wizard)
        wizard.close()


def _type(line: QWidget, text: str) -> None:
    """Letters typed into a line; the room for tests of the toolkit is not part of the program."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for letter in text:
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def _vault_steps(camera: Camera, wizard: Wizard) -> None:
    """PIN and recovery sheet, as picture 01c and 01d show them: half repeated, two of three words typed."""
    from PySide6.QtWidgets import QApplication

    wizard.pejabat.set_texts({**WIZARD_INPUT, "sekretaris.nik": WIZARD_INPUT["sekretaris.nik"] + "1"})  # the last digit
    wizard.forward()
    form = wizard.pin_step.form
    _type(form.pin.focusProxy(), "739164")
    _type(form.again.focusProxy(), "7391")
    camera.take(wizard, "01c_wizard_pin")
    _type(form.again.focusProxy(), "64")
    wizard.forward()
    step = wizard.pemulihan
    step.road.note("kertas", "A5")
    for at, field in zip(step.asked[:2], step.answers, strict=False):
        _type(field.edit, step.sheet.words[at])
    while step.preview.image is None:
        QApplication.processEvents()
    camera.take(wizard, "01d_wizard_pemulihan")
    _type(step.answers[2].edit, step.sheet.words[step.asked[2]])
    wizard.forward()


def _lock(camera: Camera, place: str) -> None:
    from ui.pages.lock import Door, LockWindow

    window = LockWindow(Door(lambda pin, user: None, recover=lambda words, pin, user: user, place=place))
    window.resize(*SIZE)
    window.show()
    camera.take(window, "01e_kunci")
    window.close()


@contextmanager
def _shell(desk: Any) -> Iterator[Shell]:
    from ui.window import Shell

    shell = Shell(desk)
    shell.resize(*SIZE)
    shell.show()
    try:
        yield shell
    finally:
        shell.close()


def _pages(camera: Camera, shell: Shell) -> None:
    """The pages there are; the editor with the first person who still needs something."""
    from jamsos_desktop.desk import Query

    unfinished = shell.desk.uids(Query(tab="perlu_dilengkapi")) or shell.desk.uids(Query())
    visits: list[tuple[str, str, dict[str, Any]]] = [
        ("02_beranda", "beranda", {}), ("03_peserta", "peserta", {"tab": "semua"}),
        ("04_editor", "editor", {"uid": unfinished[0]} if unfinished else {}),
        ("05_impor", "impor", {}), ("05b_isi_cepat", "isi_cepat", {}),
        ("06_cetak", "cetak", {}), ("06b_riwayat_cetak", "riwayat_cetak", {}),
        ("07_kirim", "kirim", {}),
        ("08_balasan", "balasan", {}), ("14_iuran", "iuran", {}), ("18_pengaturan", "pengaturan", {}),
        ("19_struktur", "struktur", {}), ("20_rentan", "struktur", {"tab": "pekerja_rentan"}),
        ("21_klaim", "klaim", {}), ("22_berakhir", "berakhir", {}),
    ]
    for name, page, args in visits:
        shell.go(page, **args)
        slow = page in ("editor", "cetak", "kirim")  # their preview starts after a moment of quiet
        camera.take(shell, name, lambda: not shell.busy, 700 if slow else 200)
