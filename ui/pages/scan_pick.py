"""Choosing photos: places at the left (flash drives first), the newest photos of the chosen one as small pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from jamsos_desktop.desk import Desk, PhotoFile, ScanLook
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import clock, screen_date
from ui import ask, drives, theme
from ui.drives import Drive, Finder
from ui.keys import bind
from ui.pages.scan_window import FILTER
from ui.widgets.basic import Button, Label

if TYPE_CHECKING:
    from ui.window import Shell

WIDTH, HEIGHT, PLACES = 900, 560, 200
SIDE, CELL = 128, QSize(154, 174)
SETTING = "folder_scan"
PATH = Qt.ItemDataRole.UserRole
FOLDERS = ((QStandardPaths.StandardLocation.PicturesLocation, "Gambar"),
           (QStandardPaths.StandardLocation.DownloadLocation, "Unduhan"))
HINT = "Dari HP: salin fotonya ke flashdisk, atau pasang kartu memorinya."


class ScanPicker(QDialog):
    """``picked(list of Path)``: what was chosen. ``find`` finds the flash drives."""

    picked = Signal(list)

    def __init__(self, shell: Shell, desk: Desk, paper: str = "", find: Finder = drives.removable) -> None:
        super().__init__(shell)
        self._shell, self._desk, self._find = shell, desk, find
        self.gone, self._turn, self._seen = False, 0, False
        self._waiting: list[tuple[QListWidgetItem, Path]] = []
        self._for = f" untuk {paper}" if paper else ""
        self.setWindowTitle("Ambil scan")
        room = shell.size()
        self.resize(min(theme.px(WIDTH), room.width() - 24), min(theme.px(HEIGHT), room.height() - 24))
        self._build()
        self.finished.connect(self._leave)
        self.look_for_drives()

    def _build(self) -> None:
        outer, column = ask.surface(self)
        column.setContentsMargins(12, 12, 12, 12)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.places = QListWidget()
        self.places.setProperty("list", True)
        self.places.setFixedWidth(theme.px(PLACES))
        self.places.setAccessibleName("Tempat foto")
        self.places.currentItemChanged.connect(lambda item, _: self._go(item))
        self.places.itemActivated.connect(self._choose_folder)
        row.addWidget(self.places)
        right = QVBoxLayout()
        right.setSpacing(8)
        self.words = Label("", "caption")
        self.photos = QListWidget()
        self._dress_photos()
        right.addWidget(self.words)
        right.addWidget(self.photos, 1)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        outer.addWidget(self._foot())
        for key, act in (("F5", self.look_for_drives), ("F10", self.take)):
            bind(self, key, act)

    def _dress_photos(self) -> None:
        self.photos.setViewMode(QListView.ViewMode.IconMode)
        self.photos.setResizeMode(QListView.ResizeMode.Adjust)
        self.photos.setMovement(QListView.Movement.Static)
        self.photos.setIconSize(QSize(theme.px(SIDE), theme.px(SIDE)))
        self.photos.setGridSize(QSize(theme.px(CELL.width()), theme.px(CELL.height())))
        self.photos.setWordWrap(True)
        self.photos.setViewportMargins(6, 6, 6, 6)
        self.photos.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.photos.setAccessibleName("Foto terbaru")
        self.photos.itemSelectionChanged.connect(self._count)
        self.photos.itemActivated.connect(lambda _: self.take())

    def _foot(self) -> QFrame:
        foot = QFrame(objectName="dialogfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        self.files = Button("&Cari file...", icon="folder2-open")
        self.files.clicked.connect(self._pick_files)
        self.again = Button("Cari flashdisk lagi", tip="F5 atau Ctrl+R")
        self.again.clicked.connect(self.look_for_drives)
        self.quit = Button("&Batal")
        self.quit.clicked.connect(self.reject)
        self.get = Button("&Ambil foto", "primary", tip="Enter, F10 atau Ctrl+Enter")
        self.get.clicked.connect(self.take)
        for widget in (self.files, self.again):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.quit, self.get):
            row.addWidget(widget)
        return foot

    # -- places -------------------------------------------------------------------------------------

    def look_for_drives(self) -> None:
        """F5: what is plugged in now."""
        self._shell.run(lambda: drives.scan_job(self._find), self._show_places)

    def _show_places(self, found: tuple[Drive, ...]) -> None:
        if self.gone:
            return
        kept = self._here()
        self.places.blockSignals(True)
        self.places.clear()
        for drive in found:
            self._add_place(drive.name, drive.root, "usb-drive")
        last = str(self._shell.settings.get(SETTING, ""))
        for where, name in FOLDERS:
            self._add_place(name, Path(QStandardPaths.writableLocation(where)), "image")
        if last and Path(last).is_dir() and last not in self._paths():
            self._add_place(Path(last).name, Path(last), "folder2-open")
        self._add_place("Folder lain...", None, "folder2-open")
        self.places.blockSignals(False)
        wanted = kept or (str(found[0].root) if found else last)
        paths = self._paths()
        self.places.setCurrentRow(paths.index(wanted) if wanted in paths else 0)

    def _add_place(self, name: str, path: Path | None, icon: str) -> None:
        item = QListWidgetItem(theme.icon(icon, "text_2", 16), name)
        item.setData(PATH, "" if path is None else str(path))
        item.setToolTip("" if path is None else str(path))
        item.setSizeHint(QSize(0, theme.px(34)))
        self.places.addItem(item)

    def _paths(self) -> list[str]:
        return [self.places.item(row).data(PATH) for row in range(self.places.count())]

    def _here(self) -> str:
        item = self.places.currentItem()
        return item.data(PATH) if item is not None else ""

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.photos.clear()
        self._waiting = []
        self._turn += 1
        turn, path = self._turn, item.data(PATH)
        if not path:
            self.words.setText("Tekan Enter untuk memilih folder.")
            return
        self.words.setText("Mencari foto…")
        self._shell.run(lambda: self._desk.scan_photos_job(Path(path)), self._only_now(turn, self._show_photos),
                        on_error=self._only_now(turn, self._say_problem))

    def _only_now(self, turn: int, act: Callable[..., object]) -> Callable[..., None]:
        """Answers for a place that was left meanwhile are dropped."""
        def answer(value: object) -> None:
            if turn == self._turn and not self.gone:
                act(value)
        return answer

    def _choose_folder(self, item: QListWidgetItem) -> None:
        if item.data(PATH):
            self.photos.setFocus(Qt.FocusReason.TabFocusReason)
            return
        chosen = drives.pick_folder(self)
        if chosen is not None:
            self._shell.settings.put(SETTING, str(chosen))
            self._add_place(chosen.name or str(chosen), chosen, "folder2-open")
            self.places.setCurrentRow(self.places.count() - 1)

    # -- photos -------------------------------------------------------------------------------------

    def _show_photos(self, found: tuple[PhotoFile, ...]) -> None:
        for one in found:
            pdf = one.path.suffix.lower() == ".pdf"
            item = QListWidgetItem(self._framed(_sign("file-earmark-pdf" if pdf else "image", "text_3")), _label(one))
            item.setData(PATH, str(one.path))
            item.setSizeHint(QSize(theme.px(CELL.width()) - 6, theme.px(CELL.height()) - 6))
            item.setToolTip(f"{one.path.name}, {drives.size_text(one.size)}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.path.name}, {_label(one)}")
            self.photos.addItem(item)
            self._waiting.append((item, one.path))
        some = f"{len(found)} foto dan PDF terbaru{self._for}. Ctrl atau Shift memilih beberapa."
        self.words.setText(some if found else f"Tidak ada foto atau PDF di sini. {HINT}")
        if found:
            self.photos.setCurrentRow(0)
            if not self._seen:
                self.photos.setFocus(Qt.FocusReason.OtherFocusReason)
        self._seen = True
        self._count()
        self._next_thumb()

    def _say_problem(self, problem: Problem) -> None:
        self.words.setText(f"{problem.apa} {problem.cara}")

    def _next_thumb(self) -> None:
        """One small picture after the other, the newest first."""
        if self.gone or not self._waiting:
            return
        item, path = self._waiting.pop(0)
        side = int(theme.px(SIDE) * self.devicePixelRatioF())
        turn = self._turn
        shown = self._only_now(turn, lambda look: self._show_thumb(item, look))
        spoilt = self._only_now(turn, lambda problem: self._spoilt(item, problem))
        self._shell.run(lambda: self._desk.scan_thumb_job(path, side), shown, on_error=spoilt)

    def _show_thumb(self, item: QListWidgetItem, look: ScanLook) -> None:
        image = QImage(look.data, look.width, look.height, look.width * 4, QImage.Format.Format_RGB32)
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        item.setIcon(self._framed(QPixmap.fromImage(image)))
        QTimer.singleShot(0, self, self._next_thumb)

    def _spoilt(self, item: QListWidgetItem, problem: Problem) -> None:
        """It stays in the list: choosing it says why it cannot be used."""
        item.setIcon(self._framed(_sign("file-earmark-x", "warn")))
        item.setToolTip(problem.apa)
        QTimer.singleShot(0, self, self._next_thumb)

    def _framed(self, picture: QPixmap) -> QIcon:
        """All of one size, so that the days below stand in rows."""
        side, ratio = theme.px(SIDE), self.devicePixelRatioF()
        frame = QPixmap(int(side * ratio), int(side * ratio))
        frame.setDevicePixelRatio(ratio)
        frame.fill(Qt.GlobalColor.transparent)
        size = picture.deviceIndependentSize()
        painter = QPainter(frame)
        painter.drawPixmap(QPointF((side - size.width()) / 2, (side - size.height()) / 2), picture)
        painter.end()
        return QIcon(frame)

    # -- choosing -----------------------------------------------------------------------------------

    def chosen(self) -> list[Path]:
        """The photos marked, in the order they stand."""
        rows = sorted(self.photos.row(item) for item in self.photos.selectedItems())
        return [Path(self.photos.item(row).data(PATH)) for row in rows]

    def _count(self) -> None:
        many = len(self.photos.selectedItems())
        self.get.setEnabled(many > 0)
        self.get.set_text(f"&Ambil {many} foto" if many > 1 else "&Ambil foto")

    def take(self) -> None:
        """Give what is marked."""
        if paths := self.chosen():
            if here := self._here():
                self._shell.settings.put(SETTING, here)
            self.accept()
            self.picked.emit(paths)

    def _pick_files(self) -> None:
        names = QFileDialog.getOpenFileNames(self, "Cari file", "", FILTER)[0]
        if names:
            self.accept()
            self.picked.emit([Path(name) for name in names])

    def _leave(self) -> None:
        self.gone = True
        self._waiting = []
        self.deleteLater()


def _sign(name: str, role: str) -> QPixmap:
    return theme.pixmap(name, role, 48)


def _label(photo: PhotoFile) -> str:
    """"20/11/2026 10.42"."""
    return f"{screen_date(photo.waktu.date())} {clock(photo.waktu)}"
