"""Scenes before a desk is open: the road of the set-up, of a village and of a district, and the lock page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui.pictures_stage import SLOW_MS, Scene, Stage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.wizard import Wizard

KODE, NAMA, PIN = "74.02.11.2017", "bajo indah", "739164"
OFFICIALS = {
    "kepala.nama": "Muh. Arsyad Tahir", "kepala.gelar": "S.Sos.", "kepala.nik": "7402111205789033",
    "kepala.mulai": "14/02/2022", "kepala.sampai": "14/02/2030", "sekretaris.nama": "Nurhayati Salam",
    "sekretaris.nik": "740211480987903", "bendahara.nama": "Hasnia",
    "alamat": "Jl. Poros Pantai Soropia, Dusun I", "kode_pos": "93351",
}


def _wizard(stage: Stage) -> Wizard:
    from ui.pages.wizard import Wizard

    window = Wizard(DataFolder(stage.scratch / f"desa-{len(list(stage.scratch.iterdir()))}"), stage.clock)
    stage.show(window)
    return window


def _search(words: str, kode: str = "") -> Any:
    """Step 1 with these words typed and, with a code, that place chosen."""
    def reach(stage: Stage) -> None:
        step = _wizard(stage).desa
        step.set_texts({"cari": words, "kode": kode} if kode else {"cari": words})
        step.look()

    return reach


def _officials(stage: Stage) -> Wizard:
    window = _wizard(stage)
    window.desa.set_texts({"cari": NAMA, "kode": KODE})
    window.pejabat.set_texts(OFFICIALS)
    window.show_step(1)
    return window


def type_text(line: QWidget, text: str) -> None:
    """Letters typed into a line; the room for tests of the toolkit is not part of the program."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for letter in text:
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def _pin(stage: Stage) -> Wizard:
    """Half repeated, as the design shows it."""
    window = _officials(stage)
    window.pejabat.set_texts({**OFFICIALS, "sekretaris.nik": OFFICIALS["sekretaris.nik"] + "1"})  # the last digit
    window.forward()
    form = window.pin_step.form
    type_text(form.pin.focusProxy(), PIN)
    type_text(form.again.focusProxy(), PIN[:4])
    return window


def _recovery(stage: Stage) -> Wizard:
    window = _pin(stage)
    type_text(window.pin_step.form.again.focusProxy(), PIN[4:])
    window.forward()
    step = window.pemulihan
    step.road.note("kertas", "A5")
    for at, field in zip(step.asked[:2], step.answers, strict=False):
        type_text(field.edit, step.sheet.words[at])
    last = step.answers[2].edit
    last.setFocus()
    type_text(last, step.sheet.words[step.asked[2]][:-1])
    stage.settle(quiet=lambda: step.preview.image is not None)
    return window


def _end_recovery(stage: Stage) -> None:
    """The third word too: a wizard closed before asks whether it may."""
    window: Any = stage.window
    step = window.pemulihan
    step.answers[2].edit.clear()
    type_text(step.answers[2].edit, step.sheet.words[step.asked[2]])
    window.forward()


def _lock(stage: Stage, **door: Any) -> Any:
    from ui.pages.lock import Door, LockWindow

    window = LockWindow(Door(door.pop("unlock", lambda pin, user: None), recover=lambda words, pin, user: user,
                             place="Desa Bajo Indah", **door))
    stage.show(window)
    return window


def _lock_forgot(stage: Stage) -> None:
    _lock(stage).show_forgot()


def _lock_wrong(stage: Stage) -> None:
    def refuse(pin: str, user: str) -> None:
        raise Problem("PIN_SALAH", "PIN tidak cocok.", "Salah 10 kali tidak menghapus data.",
                      "Tersisa 3 kali sebelum menunggu 1 menit.")

    window = _lock(stage, unlock=refuse)
    type_text(window.focusWidget() or window, PIN)


def _district(stage: Stage) -> Any:
    from ui.pages.wizard_district import DistrictWizard

    window = DistrictWizard(DataFolder(stage.scratch / "dpmd"), stage.clock)
    stage.show(window)
    window.kabupaten.search.setText("Konawe")
    window.kabupaten.look()
    return window


def _office(stage: Stage) -> None:
    window = _district(stage)
    window.show_step(1)
    window.kantor.officer.set_text("Hendra Wijaya")


def _opd(stage: Stage) -> Any:
    from ui.pages.wizard_opd import OfficeSheet

    return OfficeSheet(stage.window)


SCENES = (
    Scene("01a_wizard_desa", "Desa dicari dan dipilih", "", _search(NAMA, KODE), mockup="01a_wizard_desa", demo=True),
    Scene("01a_wizard_desa_awal", "Belum ada yang diketik", "", lambda stage: _wizard(stage)),
    Scene("01a_wizard_desa_sama", "Banyak desa bernama sama", "", _search("mekar sari")),
    Scene("01a_wizard_desa_tidak_ada", "Tidak ada desa bernama itu", "", _search("zzyqx")),
    Scene("01a_wizard_opd", "Kantor kabupaten", "", lambda stage: _wizard(stage), opens=_opd),
    Scene("01b_wizard_pejabat", "Kepala Desa dan Sekretaris", "", _officials, calm_ms=SLOW_MS,
          mockup="01b_wizard_pejabat", demo=True),
    Scene("01c_wizard_pin", "PIN diulang", "", _pin, mockup="01c_wizard_pin", demo=True),
    Scene("01d_wizard_pemulihan", "Lembar pemulihan, tiga kata ditanya", "", _recovery, leave=_end_recovery,
          mockup="01d_wizard_pemulihan", demo=True),
    Scene("01e_kunci", "Layar terkunci", "", lambda stage: _lock(stage), demo=True),
    Scene("01e_kunci_salah", "PIN salah", "", _lock_wrong),
    Scene("01e_kunci_tunggu", "Menunggu sesudah terlalu sering salah", "", lambda stage: _lock(
        stage, wait=lambda user: 47)),
    Scene("01e_kunci_lupa", "Lupa PIN", "", _lock_forgot),
    Scene("01f_wizard_kabupaten", "Kabupaten dipilih", "", _district, demo=True),
    Scene("01g_wizard_kantor", "Kantor DPMD", "", _office, demo=True),
)
