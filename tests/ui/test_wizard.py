"""Set-up: from the first letter of the village name to the words on paper, by keys."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from clerk_desk import bold_words, cut_texts, in_window, window_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import Progress
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui import ask, printing
from ui.pages.pengaturan_lembar import SheetWindow
from ui.pages.pin_sheet import PinSheet
from ui.pages.wizard import KEPT, Wizard
from ui.pages.wizard_checks import date_state, digits_state, name_state, nik_state
from ui.pages.wizard_regions import bold_parts
from ui.pages.wizard_sheet_paper import HandWindow, PaperChoice
from ui.pictures_in import crest_from

TODAY = date(2026, 11, 21)
PIN = "739164"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def new_folder(tmp_path) -> DataFolder:
    return DataFolder(tmp_path / "baru")


@pytest.fixture
def open_wizard(qtbot, new_folder, clock):
    kept = []  # the windows live as long as the test

    def start() -> Wizard:
        wizard = Wizard(new_folder, clock)
        kept.append(wizard)
        qtbot.addWidget(wizard, before_close_func=lambda window: setattr(window, "_ended", True))
        wizard.show()
        wizard.activateWindow()
        qtbot.waitUntil(wizard.isActiveWindow)
        return wizard

    yield start
    kept.clear()


def type_village(wizard, qtbot, text="bajo indah"):
    qtbot.keyClicks(wizard.desa.search, text)
    qtbot.waitUntil(lambda: wizard.desa.region is not None)


def type_pin(qtbot, form, pin, again=None):
    for boxes, text in ((form.pin, pin), (form.again, pin if again is None else again)):
        boxes.clear()
        qtbot.keyClicks(boxes._line, text)


def to_the_sheet(wizard, qtbot, kepala="Muhammad Arsyad Tahir"):
    """The desk is made, its sheet drawn."""
    type_village(wizard, qtbot)
    wizard.forward()
    type_officials(wizard, qtbot, kepala)
    wizard.forward()
    type_pin(qtbot, wizard.pin_step.form, PIN)
    wizard.forward()
    assert wizard.step == 3


def type_officials(wizard, qtbot, kepala="Muhammad Arsyad Tahir"):
    fields = wizard.pejabat.fields
    for key, text in (("kepala.nama", kepala), ("kepala.gelar", "S.Sos."),
                      ("kepala.nik", "7402111205789033"), ("sekretaris.nama", "Nurhayati Salam")):
        fields[key].edit.setFocus()
        qtbot.keyClicks(fields[key].edit, text)


def test_whole_set_up_by_keys(open_wizard, qtbot, new_folder, clock):
    wizard = open_wizard()
    assert not wizard.next_button.isEnabled()
    type_village(wizard, qtbot)
    assert wizard.desa.region.kode == "74.02.11.2017"
    qtbot.keyClick(wizard.desa.search, Qt.Key.Key_Return)
    assert wizard.step == 1
    type_officials(wizard, qtbot)
    assert wizard.pejabat.letter._unit.pejabat_untuk("kepala_desa").nama_bergelar == "MUHAMMAD ARSYAD TAHIR, S.Sos."
    qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)
    assert wizard.step == 2
    form = wizard.pin_step.form
    for weak, rule in (("123456", "urut"), ("121212", "urut"), ("120578", "lahir")):
        type_pin(qtbot, form, weak)
        assert form.ticks[rule][0]._icon[0] == "x-octagon-fill"
        assert not wizard.next_button.isEnabled()
    type_pin(qtbot, form, PIN, "739")
    assert form.note.text == "Tinggal 3 angka lagi."
    assert not wizard.next_button.isEnabled()
    qtbot.keyClicks(form.again._line, "164")
    wizard.pin_step.minutes.set(5)
    qtbot.keyClick(form.again._line, Qt.Key.Key_Return)
    assert wizard.step == 3
    step = wizard.pemulihan
    words = step.sheet.words
    assert len(words) == 12
    assert not step.answers[0].isEnabled()
    in_window(HandWindow, lambda window: qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return))
    step.hand_button.click()
    assert step.chip.text.startswith("Ditulis")
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    first = step.answers[0].edit
    qtbot.keyClicks(first, "bukan")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: step.answers[0].state == "salah")
    assert not wizard.next_button.isEnabled()
    first.clear()
    first.setFocus()
    for at, field in zip(step.asked, step.answers, strict=True):
        assert field.edit.hasFocus()  # Tab reads as the eye does: three words, where, who, and then the foot
        qtbot.keyClicks(field.edit, words[at])
        qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert step.place.edit.hasFocus()
    qtbot.keyClick(step.place.edit, Qt.Key.Key_Tab)
    assert step.keeper.edit.hasFocus()
    qtbot.keyClick(step.keeper.edit, Qt.Key.Key_Tab)
    assert not step.isAncestorOf(QApplication.focusWidget())
    assert step.keeper_name() == "Muhammad Arsyad Tahir"
    with qtbot.waitSignal(wizard.done) as said:
        qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)
    assert said.args == [PIN]
    with desks.open_desk(new_folder, PIN, clock) as desk:
        assert desk.unit.sebutan == "Desa Bajo Indah"
        assert desk.unit.pejabat_untuk("kepala_desa").nik == "7402111205789033"
        assert not desk.device_only
        assert desk.lock_minutes() == 5
        kept = desk.sheet_state()
        assert (kept.nomor, kept.simpan_di, kept.terbukti) == (1, "Lemari arsip kantor desa", True)
        assert kept.penanggung == "Muhammad Arsyad Tahir (Kepala Desa)"
        assert not desk.sheet_missing()
    desks.recover_pin(new_folder, words, "861973", clock)  # the words on the paper are those that open


def test_leaving_at_the_sheet_keeps_the_desk_and_says_so_next_time(open_wizard, qtbot, new_folder, clock, monkeypatch):
    wizard = open_wizard()
    to_the_sheet(wizard, qtbot)
    wizard.back()  # another PIN may still be chosen
    assert not wizard.back_button.isEnabled()
    type_pin(qtbot, wizard.pin_step.form, "846917")
    wizard.forward()
    assert wizard.step == 3
    monkeypatch.setattr(ask, "confirm", lambda *a, **k: True)
    assert wizard.close()
    with desks.open_desk(new_folder, "846917", clock) as desk, window_of(desk, qtbot) as shell:
        assert desk.sheet_missing()
        shell.go("beranda")
        assert shell.current.rows[0].step.what == "Cetak lembar pemulihan"
        in_window(PinSheet, lambda window: qtbot.keyClicks(window.pin._line, "846917"))
        in_window(SheetWindow, lambda window: window.reject())
        shell.current.rows[0].button.click()
        qtbot.waitUntil(lambda: shell.current_name == "pengaturan")
        QApplication.processEvents()
        assert shell.current.sheet.chip.text == "Belum dicetak"


def test_words_by_hand_are_hidden_when_another_window_is_worked_in(open_wizard, qtbot):
    wizard = open_wizard()
    to_the_sheet(wizard, qtbot)
    words, seen = wizard.pemulihan.sheet.words, []

    def look(window):
        seen.append([cell.text() for cell in window.cells])
        wizard.activateWindow()
        other = QWidget()
        other.show()
        other.activateWindow()
        qtbot.waitUntil(lambda: window.cells[0].text() != words[0])
        seen.append({cell.text() for cell in window.cells})
        window.reject()

    in_window(HandWindow, look)
    wizard.pemulihan.hand_button.click()
    assert seen == [list(words), {"••••••"}]
    assert not wizard.pemulihan.road.way  # Batal: nothing was written, nothing is asked
    assert not {label.text() for label in wizard.findChildren(QLabel)} & set(words)


def test_the_sheet_goes_to_a_printer_or_a_pdf_and_nowhere_else(open_wizard, qtbot, tmp_path, monkeypatch):
    wizard = open_wizard()
    to_the_sheet(wizard, qtbot)
    step = wizard.pemulihan
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    target = tmp_path / "kertas.pdf"
    monkeypatch.setattr("ui.printing.printers_job", lambda: _names("Printer"))
    monkeypatch.setattr(type(step.road), "choose_printer", lambda self, kertas: _printer(target, kertas))
    in_window(PaperChoice, lambda window: window._end("printer"))
    step.print_button.click()
    assert step.road.way == "kertas"
    assert target.stat().st_size > 5000
    pdf = tmp_path / "stik" / "lembar.pdf"
    asked = []
    monkeypatch.setattr(ask, "confirm", lambda *a, **k: asked.append(a[1]) or True)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *a: (str(pdf.with_suffix("")), ""))
    in_window(PaperChoice, lambda window: window._end("pdf"))
    step.print_button.click()
    assert asked == ["PDF ini membuka semua data desa"]
    assert pdf.read_bytes().startswith(b"%PDF")
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.name for path in made} <= {"kertas.pdf", "lembar.pdf", "data.db-wal", "data.db-shm"}


@pytest.mark.parametrize(("kepala", "more"), [
    ("Muh. Arsyad Tahir", 0),  # picture 01d: half a row each
    ("Muhammad Arsyad Tahir", 1),  # more than half, and no more than that
    ("Drs. Haji Muhammad Arsyad Tahiruddin Rahman", 2)])  # a row of its own
def test_where_the_sheet_is_kept_and_by_whom_share_a_row_and_are_read_whole(open_wizard, qtbot, kepala, more):
    wizard = open_wizard()
    to_the_sheet(wizard, qtbot, kepala)
    step = wizard.pemulihan
    place, keeper = step.place, step.keeper

    def spare(field, frame):
        return field.edit.width() - frame - field.edit.fontMetrics().horizontalAdvance(field.text())

    qtbot.waitUntil(lambda: spare(place, 24) >= 0 and spare(keeper, 36) >= 0)
    assert keeper.text() == f"{kepala} (Kepala Desa)"
    assert (keeper.y() > place.y()) == (more == 2)
    if more == 0:
        assert abs(place.width() - keeper.width()) <= 1
    elif more == 1:
        assert keeper.width() > place.width() > keeper.width() * 2 / 3
    else:
        assert place.width() == keeper.width() == step.kept.width()
    wizard.resize(1600, 900)  # with more room the long name comes back into the row
    qtbot.waitUntil(lambda: keeper.y() == place.y())


def test_no_printer_is_a_sentence(open_wizard, qtbot, monkeypatch):
    wizard = open_wizard()
    to_the_sheet(wizard, qtbot)
    told = []
    monkeypatch.setattr(ask, "tell", lambda parent, problem, *_: told.append(problem.kode) or "")
    monkeypatch.setattr("ui.printing.printers_job", lambda: _names())
    in_window(PaperChoice, lambda window: window._end("printer"))
    wizard.pemulihan.print_button.click()
    assert told == ["PRINTER_TIDAK_ADA"]
    assert not wizard.pemulihan.road.way


def _names(*names):
    yield Progress(0, 1)
    return names


def _printer(target, kertas):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printing.set_paper(printer, kertas)
    return printer


@pytest.mark.parametrize("size", [(1366, 698), (1093, 614)])
def test_nothing_is_cut_in_the_last_two_steps(open_wizard, qtbot, size):
    wizard = open_wizard()
    wizard.resize(*size)
    type_village(wizard, qtbot)
    wizard.forward()
    type_officials(wizard, qtbot)
    wizard.forward()
    assert cut_texts(wizard) == []
    type_pin(qtbot, wizard.pin_step.form, PIN)
    wizard.forward()
    assert cut_texts(wizard) == []


def test_what_was_typed_survives_and_goes_away_after_set_up(open_wizard, qtbot, new_folder):
    wizard = open_wizard()
    type_village(wizard, qtbot)
    wizard.forward()
    type_officials(wizard, qtbot)
    wizard.close()
    kept = new_folder.root / KEPT
    assert kept.stat().st_mode & 0o077 == 0
    assert desks.state_of(new_folder) == "kosong"
    again = open_wizard()
    qtbot.waitUntil(lambda: again.step == 1)
    assert again.desa.region.kode == "74.02.11.2017"
    assert again.pejabat.fields["kepala.nik"].text() == "740211 120578 9033"
    again.forward()
    assert again.step == 2
    assert kept.exists()  # nothing is made before the PIN
    type_pin(qtbot, again.pin_step.form, PIN)
    again.autosave.flush()
    assert PIN not in kept.read_text()
    again.forward()
    assert again.step == 3
    assert not kept.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"isian": 5}', '{"isian": {"desa": {"kode": 7}, "pejabat": []}}',
                                     '{"isian": {"desa": {"kode": "99.99"}, "pejabat": {"lambang": "***"}}}'])
def test_damaged_kept_input_only_starts_anew(open_wizard, qtbot, new_folder, content):
    new_folder.root.mkdir()
    (new_folder.root / KEPT).write_text(content)
    wizard = open_wizard()
    wizard.resume()
    assert wizard.step == 0
    assert not wizard.next_button.isEnabled()


def test_typing_is_kept_after_a_moment(open_wizard, qtbot, new_folder):
    wizard = open_wizard()
    qtbot.keyClicks(wizard.desa.search, "bajo")
    with qtbot.waitSignal(wizard.autosave.saved):
        pass
    assert json.loads((new_folder.root / KEPT).read_text())["isian"]["desa"]["cari"] == "bajo"


def test_arrows_choose_escape_clears_and_unknown_names_are_answered(open_wizard, qtbot):
    wizard = open_wizard()
    assert bold_words(wizard.desa.help) == ["bajo soropia", "7402112017"]  # picture 01a
    type_village(wizard, qtbot, "bajo")
    first = wizard.desa.region.kode
    qtbot.keyClick(wizard.desa.search, Qt.Key.Key_Down)
    assert wizard.desa.region.kode != first
    qtbot.keyClick(wizard.desa.search, Qt.Key.Key_Up)
    assert wizard.desa.region.kode == first
    qtbot.keyClick(wizard.desa.search, Qt.Key.Key_Escape)
    assert wizard.desa.search.text() == ""
    assert wizard.desa.region is None
    qtbot.keyClicks(wizard.desa.search, "<b>qqzzx")
    qtbot.waitUntil(lambda: "Tidak ada desa bernama <b>qqzzx" in wizard.desa.help.accessibleName())
    assert bold_words(wizard.desa.help) == []  # what is typed is never read as markup
    assert not wizard.next_button.isEnabled()


def test_way_back_keeps_everything(open_wizard, qtbot):
    wizard = open_wizard()
    type_village(wizard, qtbot)
    wizard.forward()
    type_officials(wizard, qtbot)
    qtbot.keyClick(wizard, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: wizard.step == 0)
    wizard.forward()
    assert wizard.pejabat.fields["kepala.nama"].text() == "Muhammad Arsyad Tahir"
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.step == 0


def test_wrong_nik_holds_the_step_and_f8_finds_it(open_wizard, qtbot):
    wizard = open_wizard()
    type_village(wizard, qtbot)
    wizard.forward()
    type_officials(wizard, qtbot)
    field = wizard.pejabat.fields["sekretaris.nik"]
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "740211480987903")
    wizard.pejabat.fields["alamat"].edit.setFocus()
    assert field.state == "salah"
    assert not wizard.next_button.isEnabled()
    qtbot.keyClick(wizard, Qt.Key.Key_F8)
    qtbot.waitUntil(field.edit.hasFocus)
    qtbot.keyClicks(field.edit, "1")
    assert field.state == "benar"
    assert wizard.next_button.isEnabled()


def test_lanjut_goes_to_what_holds_the_step_up_not_to_what_is_only_asked_about(open_wizard, qtbot):
    wizard = open_wizard()
    type_village(wizard, qtbot)
    wizard.forward()
    fields = wizard.pejabat.fields
    for key, text in (("kepala.nama", "Muh. Arsyad Tahir"), ("sekretaris.nama", "Nurhayati Salam"),
                      ("sekretaris.nik", "74021148098790")):
        fields[key].edit.setFocus()
        qtbot.keyClicks(fields[key].edit, text)
    assert fields["kepala.nama"].state == "periksa"
    fields["npwp"].edit.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert wizard.step == 1
    assert QApplication.focusWidget() is fields["sekretaris.nik"].edit
    assert fields["sekretaris.nik"].message.text == "Baru 14 dari 16 angka. Lihat KTP."


def test_both_columns_of_the_first_step_keep_their_edges(open_wizard, qtbot):
    wizard = open_wizard()

    def right(widget):
        return widget.mapTo(wizard, widget.rect().bottomRight()).x()

    before = right(wizard.desa.search)
    type_village(wizard, qtbot)
    qtbot.waitUntil(wizard.desa.card.isVisible)
    restore, district = (next(b for b in wizard.desa.findChildren(QPushButton) if words in b.text().replace("&", ""))
                         for words in ("Pulihkan cadangan", "Mode DPMD"))
    qtbot.waitUntil(lambda: right(wizard.desa.search) == right(restore) == before)
    assert right(district) == right(wizard.desa.card) == right(wizard.next_button)


def test_closing_over_a_sheet_not_put_away_asks_first(open_wizard, qtbot, monkeypatch):
    wizard = open_wizard()
    to_the_sheet(wizard, qtbot)
    asked = []
    monkeypatch.setattr(ask, "confirm", lambda *a, **k: asked.append(a[1]) and False)
    assert not wizard.close()
    assert asked == ["Tutup tanpa lembar pemulihan?"]


def test_a_full_disk_at_set_up_is_a_sentence_and_keeps_the_input(open_wizard, qtbot, new_folder, monkeypatch):
    wizard = open_wizard()
    type_village(wizard, qtbot)
    wizard.forward()
    type_officials(wizard, qtbot)
    wizard.autosave.flush()
    told = []
    monkeypatch.setattr(ask, "tell", lambda parent, problem, *_: told.append(problem.kode) or "")
    new_folder.root.joinpath("data.db").mkdir()  # where the data file must go stands something else
    wizard.forward()
    type_pin(qtbot, wizard.pin_step.form, PIN)
    wizard.forward()
    assert len(told) == 1
    assert wizard.step == 2
    assert (new_folder.root / KEPT).exists()


@pytest.mark.parametrize(("text", "state"), [
    ("", "kosong"), ("Muh. Arsyad", "periksa"), ("ABD. KARIM", "periksa"), ("Muhammad Arsyad", "benar"),
    ("Arsyad 2", "salah"), ("M. Arsyad", "benar"),
])
def test_names(text, state):
    assert name_state(text, required=True)[0] == state


@pytest.mark.parametrize(("text", "left", "state"), [
    ("", True, "kosong"), ("740211", False, "kosong"), ("740211 480987 903", True, "salah"),
    ("740211 480987 903", False, "kosong"), ("740211 120578 9033", False, "benar"), ("74o211", True, "salah"),
    ("740211 321378 9033", False, "salah"), ("740211 120578 90334", False, "salah"),
])
def test_niks(text, left, state):
    assert nik_state(text, TODAY, left)[0] == state


@pytest.mark.parametrize(("text", "left", "state"), [
    ("", True, "kosong"), ("14/02", False, "kosong"), ("14/02", True, "salah"), ("31/02/2022", False, "salah"),
    ("14/02/2022", False, "benar")])
def test_dates(text, left, state):
    assert date_state(text, left)[0] == state


@pytest.mark.parametrize(("text", "state"), [("", "kosong"), ("93351", "benar"), ("9335", "salah"), ("9335a", "salah")])
def test_fixed_lengths(text, state):
    assert digits_state(text, (5,), left=True)[0] == state


def test_typed_letters_are_bold_where_words_begin():
    assert bold_parts("Bajoe", "bajo indah") == [("Bajo", True), ("e", False)]
    assert bold_parts("Air Bajo", "bajo") == [("Air ", False), ("Bajo", True)]
    assert bold_parts("Rabajo", "bajo") == [("Rabajo", False)]
    assert bold_parts("A(b", "(b") == [("A(b", False)] or "".join(p for p, _ in bold_parts("A(b", "(b")) == "A(b"


# The crest.

def picture(path: Path, width: int, height: int, kind: str) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x1D6B4C)
    image.setText("Comment", "rahasia")
    assert image.save(str(path), kind)
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_crest_becomes_a_small_png_without_notes(qapp, tmp_path, kind):
    png = crest_from(picture(tmp_path / "lambang", 2000, 1000, kind))
    image = QImage.fromData(png)
    assert (image.width(), image.height()) == (512, 256)
    assert png.startswith(b"\x89PNG")
    assert b"rahasia" not in png


@pytest.mark.parametrize(("content", "kode"), [
    (b"", "GAMBAR_SALAH"), (b"bukan gambar", "GAMBAR_SALAH"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "GAMBAR_SALAH"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "GAMBAR_SALAH"), (b"\0" * (15 * 1024 * 1024 + 1), "GAMBAR_BESAR")])
def test_bad_pictures_are_sentences(qapp, tmp_path, content, kode):
    path = tmp_path / "lambang.png"
    path.write_bytes(content)
    with pytest.raises(Problem) as found:
        crest_from(path)
    assert found.value.kode == kode


def test_a_crest_beyond_forty_million_points_is_refused_before_it_is_unpacked(qapp, tmp_path):
    huge = QImage(7000, 5800, QImage.Format.Format_Mono)  # 40.6 million
    huge.fill(1)
    assert huge.save(str(tmp_path / "besar.png"), "PNG")
    with pytest.raises(Problem) as found:
        crest_from(tmp_path / "besar.png")
    assert found.value.kode == "GAMBAR_SALAH"


def test_missing_picture_is_a_sentence(qapp, tmp_path):
    with pytest.raises(Problem, match="tidak bisa dibaca"):
        crest_from(tmp_path / "hilang.png")


# Start-up.

PAINTED = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from pathlib import Path
from jamsos_desktop.paths import DataFolder
from ui import app as application
from ui.app import Program, prepare
from jamsos_desktop.settings import Settings
folder = DataFolder(Path(sys.argv[1]))
app = prepare(["x"], Settings(folder.window_state))
program = Program(app, folder)
assert program.start()
program.window.grab()
heavy = {"reportlab", "sqlite_utils", "openpyxl", "xlsxwriter", "pypdfium2", "python_calamine", "segno"}
print(type(program.window).__name__, sorted(heavy & set(sys.modules)))
"""


@pytest.mark.parametrize("state", ["kosong", "pin"])
def test_first_paint_imports_nothing_heavy(tmp_path, clock, state):
    folder = DataFolder(tmp_path / "data")
    if state == "pin":
        desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017"), "246810"), clock)
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", PAINTED, str(folder.root)], cwd=root, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split(maxsplit=1) == ["Wizard" if state == "kosong" else "LockWindow", "[]\n"]
