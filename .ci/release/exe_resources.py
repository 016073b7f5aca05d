"""What Windows shows of a program: its icon, its version, and what it promises the system (manifest)."""

from __future__ import annotations

import json
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARK, SIZES = "house-check-fill", (16, 20, 24, 32, 40, 48, 64, 128, 256)
INDONESIAN, UNICODE = 0x0421, 1200
COMPANY, PRODUCT = "Jamsos Desa", "Jamsos Desa"

MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <assemblyIdentity type="win32" name="JamsosDesa" version="{version}.0"/>
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges>
    <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
  </requestedPrivileges></security></trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
    <supportedOS Id="{{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}}"/>
  </application></compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>
    <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
    <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
    <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
  </windowsSettings></application>
  <dependency><dependentAssembly>
    <assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0"
      processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/>
  </dependentAssembly></dependency>
</assembly>
"""


def manifest(version: str) -> str:
    """Per-monitor letters, long paths, UTF-8 everywhere, no administrator; Windows 10 and newer."""
    return MANIFEST.format(version=version)


def version_text(version: str, name: str, what: str) -> str:
    """The version resource of one program, as PyInstaller reads it from a file."""
    numbers = (*map(int, version.split(".")), 0)
    words = {"CompanyName": COMPANY, "FileDescription": what, "FileVersion": version, "InternalName": name,
             "LegalCopyright": "GPL-3.0-or-later", "OriginalFilename": f"{name}.exe", "ProductName": PRODUCT,
             "ProductVersion": version}
    told = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, "
            "fileType=1, subtype=0, date=(0, 0)), kids=["
            f"StringFileInfo([StringTable('{INDONESIAN:04x}{UNICODE:04x}', [{told}])]), "
            f"VarFileInfo([VarStruct('Translation', [{INDONESIAN}, {UNICODE}])])])\n")


def write_icon(path: Path) -> Path:
    """The program's own mark in all sizes Windows asks for, drawn from its SVG."""
    colours = json.loads((ROOT / "resources" / "tokens.json").read_text("utf-8"))["light"]
    pictures = [_png(size, colours["accent"], colours["on_accent"]) for size in SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at, places = len(head) + 16 * len(pictures), b""
    for size, picture in zip(SIZES, pictures, strict=True):
        places += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + places + b"".join(pictures))
    return path


def _png(size: int, ground: str, ink: str) -> bytes:
    """The mark on a rounded ground, so that it is seen on a light and on a dark task bar."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QBrush, QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(ground)))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.19, size * 0.19)
    mark = (ROOT / "resources" / "icons" / f"{MARK}.svg").read_text("utf-8").replace("currentColor", ink)
    edge = size * 0.17
    QSvgRenderer(QByteArray(mark.encode())).render(painter, QRectF(edge, edge * 0.9, size - 2 * edge, size - 2 * edge))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(data.data())
