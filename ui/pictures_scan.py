"""Scenes of the scan intake: photos chosen from a stick, made ready, spoilt, and looked at. The papers are invented."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jamsos_desktop.desk import Query
from ui.pictures_stage import SLOW_MS, Scene, Stage

PHOTOS = ("KARTU KELUARGA", "KARTU TANDA PENDUDUK", "SURAT KETERANGAN", "BUKU REKENING", "PAS FOTO", "PERNYATAAN")
TILT = -4.0  # degrees: nobody holds a phone straight


def _paint(path: Path, words: str, tall: bool) -> Path:
    """A paper on a table, as a phone sees it."""
    from PySide6.QtCore import QRect, QRectF, Qt
    from PySide6.QtGui import QColor, QFont, QImage, QPainter

    picture = QImage(1200, 1600, QImage.Format.Format_RGB32) if tall else QImage(1600, 1200, QImage.Format.Format_RGB32)
    picture.fill(QColor("#8a6f52"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(picture.rect().center())
    painter.rotate(TILT)
    wide, high = picture.width() - 260, picture.height() - 260
    painter.fillRect(QRectF(-wide / 2, -high / 2, wide, high), QColor("#f4f1e8"))
    painter.setPen(QColor("#202020"))
    painter.setFont(QFont("Noto Sans", 34, QFont.Weight.Bold))
    painter.drawText(QRect(-wide // 2, -high // 2 + 50, wide, 90), Qt.AlignmentFlag.AlignCenter, words)
    for line in range(9):
        painter.fillRect(QRectF(-wide / 2 + 90, -high / 2 + 200 + line * 70, wide - 180 - line % 3 * 160, 16),
                         QColor("#5a5a5a"))
    painter.end()
    picture.save(str(path), "JPG", 88)
    return path


def _photos(stage: Stage) -> list[Path]:
    """The photos on the stick, the newest first."""
    folder = stage.scratch / "FLASHDISK FOTO"
    files = [folder / f"IMG_{number:04}.jpg" for number in range(len(PHOTOS))]
    if not folder.is_dir():
        folder.mkdir()
        for number, (path, words) in enumerate(zip(files, PHOTOS, strict=True)):
            _paint(path, words, number % 3 == 1)
            taken = stage.desk.now().timestamp() - 3_600 * number
            os.utime(path, (taken, taken))
        (folder / "rusak.jpg").write_bytes(files[0].read_bytes()[:9_000])
        os.utime(folder / "rusak.jpg", (0, stage.desk.now().timestamp() - 90_000))
    return files


def _editor(stage: Stage) -> Any:
    return stage.go("editor", uid=stage.desk.uids(Query(tab="perlu_dilengkapi"))[0], field="berkas.KTP")


def _picker(stage: Stage) -> Any:
    from ui.drives import Drive
    from ui.pages.scan_pick import ScanPicker

    stick = Drive(_photos(stage)[0].parent, "E: FLASHDISK FOTO", 12_400_000_000, 14_500_000_000, True)
    return ScanPicker(stage.shell, stage.desk, "Fotokopi KTP-el", lambda: (stick,))


def _nowhere(stage: Stage) -> Any:
    from ui.drives import Drive
    from ui.pages.scan_pick import ScanPicker

    empty = stage.scratch / "FLASHDISK KOSONG"
    empty.mkdir(exist_ok=True)
    return ScanPicker(stage.shell, stage.desk, "", lambda: (Drive(empty, "E: FLASHDISK KOSONG", 1, 2, True),))


def _intake(stage: Stage, *paths: Path) -> Any:
    from ui.pages.scan_intake import ScanIntake

    papers = {kode: row.name.text() for kode, row in stage.page.form.papers.rows.items()}
    return ScanIntake(stage.shell, stage.desk, paths, "KTP", papers, frozenset(), lambda made: None)


def _cut(stage: Stage) -> Any:
    """One photo, its four corners on those of the paper."""
    window = _intake(stage, *_photos(stage)[:3])
    window.tools.free.setChecked(True)
    window.canvas.set_corners(((0.05, 0.16), (0.9, 0.07), (0.95, 0.84), (0.1, 0.93)), True)
    window.canvas.changed.emit()
    return window


def _spoilt(stage: Stage) -> Any:
    return _intake(stage, _photos(stage)[0].parent / "rusak.jpg")


def _seen(stage: Stage) -> Any:
    from PySide6.QtGui import QPixmap

    from ui.pages.scan_window import ScanWindow

    return ScanWindow(stage.shell, "Fotokopi Kartu Keluarga").show_picture(QPixmap(str(_photos(stage)[0])), 0, 2)


_WINDOWS = (("ambil", "Foto terbaru di flashdisk", _picker), ("ambil_kosong", "Flashdisk tanpa foto", _nowhere),
            ("siapkan", "Tiga foto disiapkan", lambda stage: _intake(stage, *_photos(stage)[:3])),
            ("sudut", "Sudut bebas", _cut), ("rusak", "Foto yang rusak", _spoilt), ("lihat", "Scan dilihat", _seen))
SCENES = tuple(Scene(f"04_scan_{name}", words, "desa", _editor, opens=opens, calm_ms=SLOW_MS)
               for name, words, opens in _WINDOWS)
