"""A picture a clerk chooses becomes a small clean PNG: measured first, scaled down, encoded anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QWidget

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

LARGEST_FILE = 15 * 1024 * 1024
LARGEST_SIDE = 512  # px; a crest is printed about 15 mm wide
LARGEST_PIXELS = 40_000_000  # as where papers draw it
KINDS = (b"png", b"jpeg", b"jpg")


def choose_crest(parent: QWidget) -> Path | None:
    """The picture file a clerk picks for the crest; None when none was picked."""
    name, _ = QFileDialog.getOpenFileName(parent, "Pilih lambang daerah", str(Path.home()),
                                          "Gambar (*.png *.jpg *.jpeg)")
    return Path(name) if name else None


def crest_from(path: Path) -> bytes:
    """PNG bytes of at most 512 px a side. Problem GAMBAR_BESAR, GAMBAR_SALAH. Re-encoding drops whatever
    else the file carried (place, camera, hidden parts)."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE and path.is_file() else b""
    except OSError:
        raise Problem("GAMBAR_SALAH", f"{path.name} tidak bisa dibaca.", TIDAK_BERUBAH, "Pilih gambar lain.") from None
    if size > LARGEST_FILE:
        raise Problem("GAMBAR_BESAR", f"{path.name} lebih besar dari 15 MB.", TIDAK_BERUBAH,
                      "Pilih gambar yang lebih kecil.")
    return _png(_decoded(path.name, data))


def _decoded(name: str, data: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    known = bytes(reader.format().data()) in KINDS and size.isValid()
    if not known or size.width() * size.height() > LARGEST_PIXELS:
        raise _unreadable(name)
    if max(size.width(), size.height()) > LARGEST_SIDE:
        reader.setScaledSize(size.scaled(QSize(LARGEST_SIDE, LARGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise _unreadable(name)
    return image


def _png(image: QImage) -> bytes:
    clean = image.convertToFormat(QImage.Format.Format_ARGB32)
    for key in clean.textKeys():
        clean.setText(key, "")
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    clean.save(out, "PNG")
    return bytes(out.data().data())


def _unreadable(name: str) -> Problem:
    return Problem("GAMBAR_SALAH", f"{name} bukan gambar PNG atau JPEG yang utuh.", TIDAK_BERUBAH,
                   "Pilih gambar lambang lain. Lambang boleh dikosongkan.")
