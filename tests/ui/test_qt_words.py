"""What Qt itself says is Indonesian: every text it asks the translator for while its own windows, menus and boxes are
walked through, and every text it knows in the places this program uses."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QKeyCombination, QPoint, Qt, QTimer, QTranslator
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialogButtonBox,
    QErrorMessage,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QProgressDialog,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QTextBrowser,
    QTreeView,
    QWidget,
)

from jamsos_desktop.paths import resource
from ui.widgets.edits import DateEdit

Words = dict[tuple[str, str], str]
QM = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
# Nobody reads these: of files and pictures that could not be opened, and the direction letters are written in.
UNSEEN = {"QIODevice", "QLibrary", "QImageReader", "QGuiApplication"}
# Where all that Qt knows must be there, also what no walk meets: a warning, a printer with other choices.
WHOLE = ("QPlatformTheme", "QGnomeTheme", "QLineEdit", "QWidgetTextControl", "QAbstractSpinBox", "QComboBox", "QTabBar",
         "QMessageBox", "QErrorMessage", "QProgressDialog", "QProgressBar", "QScrollBar", "QFileDialog", "QPageSize",
         "QFileSystemModel", "QAbstractFileIconProvider", "QPrintDialog", "QPrintPropertiesDialog", "QPrintWidget",
         "QPrintPropertiesWidget", "QPrintSettingsOutput", "QPageSetupWidget", "QPrintPreviewDialog", "QCupsJobWidget",
         "QCupsPrinterSupport", "QAccessibleActionInterface")
# A keyboard of a laptop; what only remote controls and keyboards of other countries have is never shown.
KEYS = {"Escape": "Esc", "Tab": "Tab", "Backspace": "Backspace", "Enter": "Enter", "Insert": "Ins",
        "Delete": "Del", "Pause": "Pause", "Print": "PrtSc", "Home": "Home", "End": "End", "Left": "←", "Up": "↑",
        "Right": "→", "Down": "↓", "PageUp": "PgUp", "PageDown": "PgDn", "Space": "Spasi", "F1": "F1", "F12": "F12",
        "Menu": "Menu", "Plus": "+", "A": "A"}


def read_qm(path: Path) -> Words:
    """The texts of a compiled translation: (context, source) -> translation."""
    data = path.read_bytes()
    assert data.startswith(QM)
    at, found = len(QM), {}
    while at < len(data):
        tag, size = struct.unpack_from(">BI", data, at)
        if tag == 0x69:
            found.update(_messages(data[at + 5:at + 5 + size]))
        at += 5 + size
    return found


def _messages(body: bytes) -> Iterator[tuple[tuple[str, str], str]]:
    at, one = 0, dict[int, bytes]()
    while at < len(body) and (tag := body[at]):
        at += 1
        if tag == 1:  # the end of a message
            yield (one.get(7, b"").decode(), one.get(6, b"").decode()), one.get(3, b"").decode("utf-16-be")
            one = {}
            continue
        size = struct.unpack_from(">I", body, at)[0]
        size = 0 if size == 0xFFFFFFFF else size
        one[tag] = body[at + 4:at + 4 + size]
        at += 4 + size


@pytest.fixture(scope="module")
def own() -> Words:
    return read_qm(resource("jamsos_id.qm"))


class Asked(QTranslator):
    """Gives every text back as it is, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        self.texts.add((context, source))
        return source


@pytest.fixture(scope="module")
def asked(qapp: QApplication) -> set[tuple[str, str]]:
    """What Qt asks for while its widgets are walked through."""
    recorder = Asked()
    qapp.installTranslator(recorder)
    kept: list[QWidget] = []
    try:
        for walk in (_boxes, _texts, _dialogs, _printing, _others):
            kept += walk()
            QApplication.processEvents()
        _keys()
    finally:
        qapp.removeTranslator(recorder)
        for widget in kept:
            widget.close()
            widget.deleteLater()
    return recorder.texts


def _boxes() -> list[QWidget]:
    """Every standard button, in both kinds of boxes."""
    made: list[QWidget] = []
    for button in QMessageBox.StandardButton:
        box = QMessageBox()
        box.setStandardButtons(button)
        box.setDetailedText("x")  # "Show Details..."
        made.append(box)
    made += [QDialogButtonBox(button) for button in QDialogButtonBox.StandardButton]
    return [*made, QErrorMessage(), QInputDialog(), QProgressDialog()]


def _texts() -> list[QWidget]:
    """The menus of everything one types in or reads."""
    link = QTextBrowser()
    link.setHtml("<a href='x'>x</a>")
    words = QLabel("abc")
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    clear = QLineEdit("abc")
    clear.setClearButtonEnabled(True)
    bars = [QScrollBar(Qt.Orientation.Vertical), QScrollBar(Qt.Orientation.Horizontal)]
    fields = [clear, QPlainTextEdit("abc"), link, words, QSpinBox(), *bars]
    for field in fields:
        field.show()
        _open_menu(field.viewport() if isinstance(field, (QPlainTextEdit, QTextBrowser)) else field)
    return fields


def _open_menu(field: QWidget) -> None:
    """Its context menu comes up, and goes again."""
    def close() -> None:
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()

    timer = QTimer(interval=1)
    timer.timeout.connect(close)
    timer.start()
    place = QPoint(3, 3)
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, field.mapToGlobal(place)))
    timer.stop()


def _dialogs() -> list[QWidget]:
    """Qt's own window for files, as it is where the system has none."""
    made: list[QWidget] = []
    for opens in QFileDialog.AcceptMode:
        for mode in QFileDialog.FileMode:
            dialog = QFileDialog()
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setFileMode(mode)
            dialog.setAcceptMode(opens)
            made.append(dialog)
        dialog.show()
        for view in dialog.findChildren(QTreeView):
            _open_menu(view.viewport())
        for model in {view.model() for view in dialog.findChildren(QAbstractItemView)} - {None}:
            for column in range(model.columnCount()):
                model.headerData(column, Qt.Orientation.Horizontal)
    return made


def _printing() -> list[QWidget]:
    printer = QPrinter()
    made = [QPrintDialog(printer), QPrintPreviewDialog(printer)]
    for dialog in made:
        dialog.show()
        QApplication.processEvents()
    return made


def _others() -> list[QWidget]:
    made = [QCalendarWidget(), QTabBar(), QComboBox(), QProgressBar()]
    for widget in made:
        widget.show()
    return made


def _keys() -> None:
    every = (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier)
    for name in KEYS:
        _shown(QKeyCombination(every, getattr(Qt.Key, f"Key_{name}")))


def _shown(keys: QKeyCombination) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def test_nothing_qt_asks_for_stays_english(asked: set[tuple[str, str]], own: Words) -> None:
    seen = {text for text in asked if text[0] not in UNSEEN}
    assert len(seen) > 150  # the walk met buttons, menus, files, printers
    assert {"QPlatformTheme", "QFileDialog", "QPrintDialog", "QWidgetTextControl", "QLineEdit",
            "QScrollBar", "QAbstractSpinBox", "QShortcut", "QPrintPreviewDialog"} <= {context for context, _ in seen}
    assert sorted(seen - own.keys()) == []


def test_where_qt_speaks_all_it_could_say_is_indonesian(own: Words) -> None:
    """Qt's own list, as its other translations have it."""
    known = read_qm(Path(PySide6.__file__).parent / "Qt" / "translations" / "qtbase_de.qm")
    wanted = {(context, text) for context, text in known if context in WHOLE and "<p>Qt is a C++" not in text
              and "Qt provides" not in text}
    assert len(wanted) > 400
    assert sorted(wanted - own.keys()) == []


def test_the_compiled_words_are_those_of_the_source(tmp_path: Path, own: Words) -> None:
    """Made anew from the source they are the same bytes; no translation loses a hole or a mnemonic."""
    made = tmp_path / "baru.qm"
    ran = subprocess.run([Path(sys.executable).with_name("pyside6-lrelease"), "-silent", "-fail-on-invalid",
                          "-fail-on-unfinished", resource("jamsos_id.ts"), "-qm", made],
                         capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")
    assert made.read_bytes() == resource("jamsos_id.qm").read_bytes(), \
        "pyside6-lrelease resources/jamsos_id.ts -qm resources/jamsos_id.qm"
    for (context, source), words in own.items():
        assert words, (context, source)
        for hole in ("%1", "%2", "%p", "%n"):
            assert source.count(hole) == words.count(hole), (context, source)
        assert source.count("&") == words.count("&"), (context, source)


def test_keys_are_called_as_on_the_keyboard(qapp: QApplication, own: Words) -> None:
    assert {name: _shown(QKeyCombination(getattr(Qt.Key, f"Key_{name}"))) for name in KEYS} == KEYS
    assert _shown(QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
                                  Qt.Key.Key_PageDown)) == "Ctrl+Shift+PgDn"
    # As code writes them; Qt looks among the translated names first, so "Return" cannot be called Enter.
    for words in ("Ctrl+Shift+Alt+F6", *(source for context, source in own if context == "QShortcut")):
        assert QKeySequence(words) == QKeySequence.fromString(words, QKeySequence.SequenceFormat.PortableText)


def test_the_calendar_speaks_indonesian(qapp: QApplication, qtbot) -> None:
    field = DateEdit()
    qtbot.addWidget(field)
    field.setText("14/08/1984")
    field.show()
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    model = calendar.findChild(QAbstractItemView).model()
    days = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert {"Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"} <= set(days)
    shown = {button.text() for button in calendar.findChildren(QWidget) if hasattr(button, "text")}
    assert "Agustus" in shown
    field._popup.close()
