"""Set-up of an office: the door on the first step, its sheet, and the officials as they are called there."""

from __future__ import annotations

import pytest
from clerk_desk import InModal, cut_texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from ui.pages.wizard import Wizard
from ui.pages.wizard_opd import OfficeSheet


@pytest.fixture
def wizard(qtbot, tmp_path, clock) -> Wizard:
    window = Wizard(DataFolder(tmp_path / "kantor"), clock)
    qtbot.addWidget(window, before_close_func=lambda found: setattr(found, "_ended", True))
    window.resize(1093, 614)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def choose(wizard: Wizard, kode: str, nama: str, said: list[str] | None = None) -> None:
    """Open the sheet with Enter on the link and type; a code that is refused is told in it."""
    def work(sheet: OfficeSheet) -> None:
        try:
            QTest.keyClicks(sheet.code.edit, kode)
            QTest.keyClick(sheet.code.edit, Qt.Key.Key_Return)  # Enter goes to the next field
            QTest.keyClicks(sheet.name.edit, nama)
            QTest.keyClick(sheet.ok, Qt.Key.Key_Return)
            if said is not None:
                said.append(sheet.wrong.text())
        finally:
            if sheet.isVisible():
                sheet.reject()

    asked = InModal(work)
    wizard.desa.office.setFocus()
    QTest.keyClick(wizard.desa.office, Qt.Key.Key_Return)
    assert asked.done


def test_an_office_is_set_up_by_code_and_name(wizard, qtbot, clock, tmp_path):
    said: list[str] = []
    choose(wizard, "74.02.11.2017", "Dinas Perikanan", said)
    assert "tidak dikenal" in said[0]
    assert wizard.desa.region is None
    choose(wizard, "74.02.opd.01", "Dinas Perikanan")
    assert (wizard.desa.region.kode, wizard.desa.region.kabupaten) == ("74.02.OPD.01", "Kabupaten Konawe")
    assert not wizard.desa.dusun.isVisible()
    assert not cut_texts(wizard.desa)
    wizard.forward()
    assert (wizard.step, wizard.pejabat.head_title.text()) == (1, "Kepala kantor")
    assert wizard.pejabat.fields["alamat"].label == "Alamat kantor"
    for key, text in (("kepala.nama", "La Baraka"), ("sekretaris.nama", "Wa Suni")):
        qtbot.keyClicks(wizard.pejabat.fields[key].edit, text)
    assert not cut_texts(wizard.pejabat)
    wizard.forward()
    for boxes in (wizard.pin_step.form.pin, wizard.pin_step.form.again):
        qtbot.keyClicks(boxes._line, "739164")
    assert wizard.pin_step.form.ticks["lahir"][1].text() == "Bukan tanggal lahir Kepala kantor atau Sekretaris"
    wizard.forward()
    assert (wizard.step, wizard.pemulihan.place.text()) == (3, "Lemari arsip kantor")
    wizard._close_desk()
    with desks.open_desk(DataFolder(tmp_path / "kantor"), "739164", clock) as desk:
        assert (desk.unit.jenis, desk.unit.sebutan, desk.unit.provinsi) == (
            "opd", "Dinas Perikanan", "Sulawesi Tenggara")
        assert desk.unit.pejabat_untuk("kepala_desa").nama == "La Baraka"


def test_a_chosen_office_is_kept_until_the_next_start(wizard, qtbot, tmp_path, clock):
    choose(wizard, "74.02.OPD.01", "Dinas Perikanan")
    wizard.forward()
    wizard.close()
    again = Wizard(DataFolder(tmp_path / "kantor"), clock)
    qtbot.addWidget(again, before_close_func=lambda found: setattr(found, "_ended", True))
    again.show()
    qtbot.waitUntil(lambda: again.step == 1)
    assert again.desa.region.nama == "Dinas Perikanan"
    assert again.pejabat.clerk_title.text() == "Sekretaris"
    again.desa.set_texts({"kode": "x", "kantor": "Dinas"})  # a damaged file only starts anew
    assert again.desa.region.nama == "Dinas Perikanan"
