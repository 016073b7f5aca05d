"""The parts pages are built from, driven by real keys."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.jobs import Progress
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings
from ui import ask, theme
from ui.autosave import Autosave
from ui.widgets import (
    Button,
    Chip,
    FieldRow,
    KeyBar,
    Label,
    PagePreview,
    ProgressStrip,
    Toast,
    grouping,
)
from ui.worker import Cancelled, Worker


@pytest.fixture
def put(qtbot):
    """Show widgets below each other, 300 px wide; the windows live as long as the test."""
    kept = []

    def show(*widgets):
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.setFixedWidth(300)
        window.show()
        window.activateWindow()
        return window

    yield show
    kept.clear()


@pytest.mark.parametrize(("typed", "shown"), [
    ("7402115408849417", "740211 540884 9417"), ("7402.1154-0884 9417", "740211 540884 9417"),
    ("'7402115408849417", "740211 540884 9417"), ("740211", "740211"), ("7402115", "740211 5"),
    ("74O2115408849417", "74O2115408849417"), ("74021154088494170", "740211 540884 94170"), ("", ""),
])
def test_nik_groups(typed, shown):
    assert grouping.grouped(typed) == shown


@pytest.mark.parametrize(("typed", "shown"), [
    ("14081984", "14/08/1984"), ("14-8-1984", "14/8/1984"), ("14.08.1984", "14/08/1984"), ("1984-08-14", "14/08/1984"),
    ("14", "14"), ("140", "14/0"), ("14/", "14/"), ("14 08 1984", "14/08/1984"), ("empat", "empat"),
])
def test_dates(typed, shown):
    assert grouping.as_date(typed) == shown


@pytest.mark.parametrize(("typed", "shown"), [
    ("900000", "900.000"), ("Rp 1200000", "1.200.000"), ("900,5", "900,5"), ("", ""), ("0", "0"),
])
def test_thousands(typed, shown):
    assert grouping.thousands(typed) == shown


def test_nik_is_grouped_while_typed_and_the_caret_stays(put, qtbot):
    row = FieldRow("NIK", digits=16, group_nik=True)
    put(row)
    qtbot.keyClicks(row.edit, "7402115408849417")
    assert row.text() == "740211 540884 9417"
    row.edit.setCursorPosition(3)
    qtbot.keyClicks(row.edit, "9")
    assert row.text() == "740921 154088 49417"
    assert row.edit.cursorPosition() == 4
    qtbot.keyClick(row.edit, Qt.Key.Key_Backspace)
    assert row.text() == "740211 540884 9417"


def test_backspace_passes_over_a_group_blank(put, qtbot):
    row = FieldRow("NIK", digits=16, group_nik=True)
    put(row)
    qtbot.keyClicks(row.edit, "74021154")
    for _ in range(3):
        qtbot.keyClick(row.edit, Qt.Key.Key_Backspace)
    assert row.text() == "74021"


def test_pasted_number_keeps_only_its_digits(put, qtbot):
    row = FieldRow("NIK", digits=16, group_nik=True)
    put(row)
    QGuiApplication.clipboard().setText(" 7402.1154-0884 9417 ")
    with qtbot.waitSignal(row.changed) as said:
        qtbot.keyClick(row.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["740211 540884 9417"]


def test_date_is_typed_without_slashes_and_can_be_taken_back(put, qtbot):
    row = FieldRow("Tanggal lahir", date=True)
    put(row)
    qtbot.keyClicks(row.edit, "14081984")
    assert row.text() == "14/08/1984"
    for _ in range(6):
        qtbot.keyClick(row.edit, Qt.Key.Key_Backspace)
    assert row.text() == "14/0"
    qtbot.keyClicks(row.edit, "91990")
    assert row.text() == "14/09/1990"


def test_calendar_puts_a_date_in(put, qtbot):
    row = FieldRow("Tanggal lahir", date=True)
    put(row)
    row.set_text("14/08/1984")
    row.edit.open_calendar()
    calendar = row.edit._popup.findChild(QCalendarWidget).findChild(QTableView)
    with qtbot.waitSignal(row.changed):
        qtbot.keyClick(calendar, Qt.Key.Key_Right)
        qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert row.text() == "15/08/1984"


def test_enter_goes_to_the_next_field_over_mends(put, qtbot):
    one, two = FieldRow("Satu"), FieldRow("Dua", choices={"a": "A"})
    put(one, two)
    one.set_state("periksa", "Beda.", [("Pakai 1984", lambda: None)])
    one.edit.setFocus()
    qtbot.keyClick(one.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(two.edit.hasFocus)


def test_mend_buttons_act_once_each(put, qtbot):
    pressed = []
    row = FieldRow("Tanggal lahir", date=True)
    put(row)
    row.set_state("periksa", "Tahun lahir di NIK: 1984.", [("Pakai 1984", lambda: pressed.append(1984)),
                                                           ("KTP: 1985", lambda: pressed.append(1985))])
    first, second = row.strip.buttons()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert pressed == [1985, 1984]
    row.set_state("benar")
    assert row.strip.isHidden()


@pytest.mark.parametrize("make", [
    lambda: FieldRow("NIK", "lihat KTP", digits=16, group_nik=True), lambda: FieldRow("Lahir", "lihat KTP", date=True),
    lambda: FieldRow("Kawin", "lihat KTP", choices={"k": "Kawin"}), lambda: FieldRow("Gaji", "per bulan", money=True),
], ids=["nik", "date", "choice", "money"])
def test_no_state_changes_the_height(put, qtbot, make):
    row = make()
    put(row, Label("di bawah"))
    heights = set()
    for state in ("kosong", "benar", "periksa", "salah", "terkunci"):
        for focus in (False, True):
            row.set_state(state, "" if state == "kosong" else "Pesan pendek.")
            row.edit.setFocus() if focus else row.edit.clearFocus()
            row.parentWidget().layout().activate()
            heights.add((row.sizeHint().height(), row.edit.sizeHint().height()))
    assert len(heights) == 1, heights


def test_state_is_said_to_screen_readers_and_to_the_style_sheet(put):
    row = FieldRow("Nomor KK", "lihat Kartu Keluarga", digits=16, group_nik=True)
    put(row)
    row.set_state("salah", "Nomor KK harus 16 angka, baru 15.")
    assert row.edit.property("state") == "salah"
    assert row.edit.accessibleName() == "Nomor KK. Nomor KK harus 16 angka, baru 15."
    row.set_state("terkunci", "Dari balasan DPMD")
    assert row.edit.isReadOnly()
    row.set_state("kosong")
    assert row.message.text == "lihat Kartu Keluarga"
    assert not row.edit.isReadOnly()


def test_unknown_state_is_a_fault():
    with pytest.raises(ValueError, match="entah"):
        FieldRow("x").set_state("entah")


def test_choice_keeps_a_text_that_is_no_code(put, qtbot):
    row = FieldRow("Status", choices={"k": "Kawin", "b": "Belum kawin"})
    put(row)
    row.set_text("Menikah")
    assert row.text() == "Menikah"
    with qtbot.waitSignal(row.changed):
        qtbot.keyClick(row.edit, Qt.Key.Key_Delete)
    assert row.text() == ""


def test_wheel_never_changes_a_choice(put, qtbot):
    row = FieldRow("Status", choices={"k": "Kawin", "b": "Belum kawin"})
    put(row)
    row.set_text("k")
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    spin = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(row.edit, spin)
    assert row.text() == "k"


def test_names_with_markup_are_shown_as_typed(put):
    label = Label("<b>Wa Ode</b> & <img src=x>")
    put(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_chip_tells_its_word():
    assert Chip("x-octagon-fill", "Ditolak", "error").accessibleName() == "Ditolak"


def test_key_bar_hides_what_does_not_fit_and_never_overlaps(put, qtbot):
    bar = KeyBar()
    window = put(bar)
    bar.set_keys([("F3", "Cari nama atau NIK"), ("Ctrl+N", "Tambah peserta baru"), ("Ctrl+P", "Cetak formulir")])
    qtbot.waitUntil(lambda: [pair.isVisible() for pair in bar._pairs] == [True, False, False])
    window.setFixedWidth(900)
    qtbot.waitUntil(lambda: all(pair.isVisible() for pair in bar._pairs))


def test_enter_presses_a_focused_button(put, qtbot):
    button = Button("Simpan")
    put(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_toast_offers_undo_once(put, qtbot):
    window = put(Label("isi"))
    undone = []
    toast = Toast(window)
    toast.show_text("3 peserta dihapus.", lambda: undone.append(1))
    assert toast.undo_now()
    assert not toast.undo_now()
    assert undone == [1]
    assert toast.isHidden()


def page(width=100, height=140):
    boxes = (SimpleNamespace(key="nik", x=10, y=20, w=50, h=10), SimpleNamespace(key="nama", x=0, y=0, w=100, h=140))
    return SimpleNamespace(data=b"\xff" * (width * height * 4), width=width, height=height, stride=width * 4, pages=1,
                           boxes=boxes)


def test_preview_tells_which_box_was_clicked(put, qtbot):
    preview = PagePreview()
    put(preview)
    preview.setFixedSize(320, 400)
    preview.set_page(page(), scale=100 / 595)
    preview.set_marks({"nik": "error"})
    box = dict(preview.boxes())["nik"]
    with qtbot.waitSignal(preview.clicked) as said:
        qtbot.mouseClick(preview.widget(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert said.args == ["nik"]  # the smaller box, not the whole page behind it
    before = preview.zoom
    preview.zoom_in()
    assert preview.zoom > before


def test_preview_keeps_its_picture_after_the_bytes_are_gone(put):
    preview = PagePreview()
    put(preview)
    shown = page()
    shown.data = bytearray(shown.data)
    preview.set_page(shown)
    shown.data[:] = b"\x00" * len(shown.data)
    assert preview.image.pixelColor(5, 5).name() == "#ffffff"


class Resizes(QObject):
    """Counts how often something came to another size, and ends a quarrel with its scroll bar."""

    def __init__(self, area: PagePreview) -> None:
        super().__init__(area)
        self.area, self.count = area, 0
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Resize
        if self.count > 50:
            self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return False


@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_a_page_as_wide_as_the_room_comes_to_rest_at_every_height(put, qapp, scale):
    """A page that is just too high with the whole width and fits beside a scroll bar: the bar came and went for
    ever, and the window with it."""
    theme.apply(qapp, False, scale)
    preview = PagePreview()
    put(preview)
    preview.set_page(page())
    resizes = Resizes(preview)
    bars = set()
    for height in range(380, 460):
        resizes.count = 0
        preview.setFixedSize(320, height)
        QApplication.processEvents()
        assert resizes.count <= 4, height
        assert preview.horizontalScrollBar().maximum() == 0
        bars.add(preview.verticalScrollBar().isVisible())
        sheet = preview.page_rect()
        assert preview.verticalScrollBar().isVisible() or sheet.bottom() <= preview.viewport().height(), height
    assert bars == {False, True}
    theme.apply(qapp, False)


# Work in the background.

def job(many, log):
    try:
        for at in range(many):
            yield Progress(at + 1, many, "x")
        return "selesai"
    finally:
        log.append("tutup")


def test_worker_gives_the_value_and_is_throttled(qtbot):
    seen, log = [], []
    worker = Worker(lambda: job(50_000, log))
    worker.progressed.connect(seen.append)
    with qtbot.waitSignal(worker.ended, timeout=20_000):
        worker.start()
    assert worker.result() == "selesai"
    assert log == ["tutup"]
    assert seen[-1].done == 50_000
    assert len(seen) < 1000


def test_a_job_that_ends_before_anybody_listens_is_heard_of(qtbot) -> None:
    def quick():
        yield Progress(1, 1)
        return "selesai"

    worker = Worker(quick)
    worker.start()
    assert worker.wait(20_000)  # the thread is over: its own signal reaches nobody any more
    heard = []
    worker.ended.connect(lambda: heard.append(worker.result()))
    qtbot.waitUntil(lambda: heard == ["selesai"])


def test_worker_raises_where_it_is_read(qtbot):
    def bad():
        yield Progress(0, 1)
        raise Problem("DISK_PENUH", "Penuh.")

    worker = Worker(bad)
    with qtbot.waitSignal(worker.ended):
        worker.start()
    with pytest.raises(Problem, match="Penuh"):
        worker.result()


def test_progress_strip_cancels_and_job_is_closed(put, qtbot):
    log = []

    def endless():
        try:
            while True:
                yield Progress(1, 10, "Wa Ode Salma")
        finally:
            log.append("tutup")

    strip = ProgressStrip("Membuat")
    put(strip)
    worker = Worker(endless)
    strip.run(worker, stays="Yang jadi tetap tersimpan.")
    with qtbot.waitSignal(worker.progressed):
        worker.start()
    assert strip.cancel_button.isEnabled()
    with qtbot.waitSignal(worker.ended):
        qtbot.mouseClick(strip.cancel_button, Qt.MouseButton.LeftButton)
    with pytest.raises(Cancelled):
        worker.result()
    assert log == ["tutup"]
    assert not strip.running


def test_autosave_waits_for_quiet_flushes_and_tries_again(qtbot):
    calls = []
    edit = QLineEdit()
    qtbot.addWidget(edit)

    def save():
        calls.append(edit.text())
        if len(calls) == 1:
            raise Problem("SIBUK", "Sedang dipakai.")

    auto = Autosave(save, quiet_ms=20)
    edit.textEdited.connect(auto.touch)
    with qtbot.waitSignals([auto.failed, auto.saved]):
        qtbot.keyClicks(edit, "7402")
    assert calls == ["7402", "7402"]
    assert not auto.dirty
    assert auto.flush()
    assert len(calls) == 2


# Windows that tell and ask.

def test_problem_dialog_says_what_is_safe_and_hides_the_code(qtbot):
    dialog = ask.ProblemDialog(Problem("DISK_PENUH", "Tempat simpan penuh.", "Data aman.", "Kosongkan dulu."))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.heading.text() == "Tempat simpan penuh."
    assert dialog.body.text() == "Data aman. Kosongkan dulu."
    assert dialog.details.isHidden()
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert "DISK_PENUH" in dialog.details.text()
    assert not dialog.details.isHidden()


def test_problem_dialog_answers_enter_with_the_green_button(qtbot):
    dialog = ask.ProblemDialog(Problem("X", "Ada masalah."), None, (("nanti", "Nanti", ""),
                                                                   ("hapus", "Hapus PDF lama", "primary")))
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.chosen == "hapus"


# Settings.

@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"tema": 7}'])
def test_damaged_settings_are_defaults(tmp_path, content):
    path = tmp_path / "setelan.json"
    path.write_bytes(content)
    assert Settings(path).get("tema", "") == ""


def test_settings_come_back(tmp_path):
    Settings(tmp_path / "baru" / "setelan.json").put("kolom", {"nama": 180})
    assert Settings(tmp_path / "baru" / "setelan.json").get("kolom", {}) == {"nama": 180}


def test_settings_on_a_full_or_closed_disk_only_forget(tmp_path):
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan folder")
    settings = Settings(blocked / "setelan.json")
    settings.put("tema", "gelap")
    assert settings.get("tema", "") == "gelap"


def shown(qapp):
    """The windows that are seen."""
    return [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]


def test_building_widgets_opens_no_window(qapp):
    from ui.widgets import Card, MendStrip, NoteStrip

    before = set(shown(qapp))  # what another test left open is none of these
    made = [FieldRow("NIK", "lihat KTP", note="dari KTP", digits=16, group_nik=True), FieldRow("Lahir", date=True),
            FieldRow("Kawin", choices={"k": "Kawin"}), NoteStrip("warn", "Awas"), Card("Judul"), MendStrip(),
            ProgressStrip("Membuat"), KeyBar(), ask.ProblemDialog(Problem("X", "Ada.", "Aman."))]
    made[0].set_state("salah", "Baru 15.")
    assert set(shown(qapp)) <= before
