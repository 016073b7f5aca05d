"""Colours, fonts and icons of the window: Fusion, a palette and one QSS file, all made from tokens.json.

One theme is active in a program. Icons are tinted from the SVG text and kept per colour and size;
the few pictures QSS can only take as files go to a temporary folder, never into ``resources``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QByteArray, QDir, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from jamsos_desktop.paths import resource
from ui import no_screen

CHOICES = {"": "Ikut sistem", "terang": "Terang", "gelap": "Gelap"}
SCALES = {"": 1.0, "besar": 1.15, "sangat_besar": 1.3}

FACES = ("NotoSans-Regular", "NotoSans-SemiBold")
TABLE_FACES = ("NotoSans-SemiCondensed", "NotoSans-SemiCondensedSemiBold")  # first needed by the shell's tables

_PALETTE = {
    "Window": "window", "WindowText": "text", "Base": "surface", "AlternateBase": "surface_alt", "Text": "text",
    "Button": "surface", "ButtonText": "text", "Highlight": "accent", "HighlightedText": "on_accent",
    "PlaceholderText": "text_3", "Link": "accent", "ToolTipBase": "surface", "ToolTipText": "text",
    "Accent": "accent", "Light": "surface", "Midlight": "surface_alt", "Mid": "border", "Dark": "border_input",
}
_FONTS = {  # kind: (token, family)
    "caption": ("caption", "ui"), "label": ("label", "ui"), "body": ("body", "ui"), "input": ("input", "ui"),
    "section": ("section", "ui"), "title": ("title", "ui"), "figure": ("figure", "ui"), "table": ("table", "dense"),
}
_QSS_PICTURES = {  # name in style.qss: (icon, colour role, size)
    "picture_chevron": ("chevron-down", "text_2", 11), "picture_chevron_off": ("chevron-down", "text_disabled", 11),
    "picture_check": ("check-lg", "on_accent", 12), "picture_check_off": ("check-lg", "text_disabled", 12),
    "picture_dash": ("dash", "on_accent", 12),
}


class _State:
    """What is in force now; ``colors`` are those of one theme in tokens.json."""

    dark = False
    styled = False
    scale = 1.0
    colors: dict[str, str] = {}
    qcolors: dict[str, QColor] = {}
    pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
    fonts_loaded: set[str] = set()
    folder: QTemporaryDir | None = None
    pending: dict[str, str] = {}


@cache
def tokens() -> dict[str, Any]:
    """The design tokens (colours, sizes, status words) as read from resources."""
    found: dict[str, Any] = json.loads(resource("tokens.json").read_text("utf-8"))
    return found


def wants_dark(choice: str) -> bool:
    """Whether the setting ("", "terang", "gelap") or, without one, the system asks for dark."""
    if choice in ("terang", "gelap"):
        return choice == "gelap"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def make_app(argv: Sequence[str]) -> QApplication:
    """The QApplication with its style from the start; asking for a style later makes Python build the class of it,
    which the first frame would wait for."""
    with no_screen.told():
        app = QApplication([*argv, "-style", "fusion"])
    _State.styled = True
    return app


def apply(app: QApplication, dark: bool, scale: float = 1.0, *, pictures: bool = True) -> None:
    """Put a theme into force for the whole program; may be called again at any time.

    ``pictures`` False leaves the pictures of tick boxes and lists to ``write_pictures`` (first frame).
    """
    _State.dark, _State.scale = dark, scale
    _State.colors = tokens()["dark" if dark else "light"]
    _State.qcolors.clear()
    _State.pixmaps.clear()
    load_fonts(*FACES)
    if not _State.styled:
        app.setStyle("Fusion")
        _State.styled = True
    app.setPalette(_palette())
    app.setFont(font("body"))
    text = _qss()
    if pictures:
        write_pictures()
    app.setStyleSheet(text)


def load_fonts(*faces: str) -> None:
    """Register bundled faces once each; without them Qt falls back to the system's Noto Sans."""
    for face in faces:
        if face not in _State.fonts_loaded:
            _State.fonts_loaded.add(face)
            QFontDatabase.addApplicationFont(str(resource("fonts", f"{face}.ttf")))


def color(role: str) -> str:
    """The hex colour of a role ("text", "warn_soft", ...) in the active theme."""
    return (_State.colors or tokens()["light"])[role]


def qcolor(role: str) -> QColor:
    """The same as a QColor, one for all who ask: not to be changed."""
    found = _State.qcolors.get(role)
    if found is None:
        found = _State.qcolors[role] = QColor(color(role))
    return found


def is_dark() -> bool:
    """Whether the dark theme is in force."""
    return _State.dark


def scale() -> float:
    """The user's letter size as a factor."""
    return _State.scale


def px(size: float) -> int:
    """A length of text scaled by the user's letter size."""
    return round(size * _State.scale)


def font(kind: str, weight: int = 0) -> QFont:
    """The font of a kind ("body", "table", "figure", ...); ``weight`` 400 or 600 overrides."""
    token, family = _FONTS[kind]
    if family == "dense":
        load_fonts(*TABLE_FACES)
    spec = tokens()["type"][token]
    names = tokens()["font"]
    found = QFont()
    weight = weight or spec["weight"]
    families = [names["family_dense" if family == "dense" else "family_ui"], *names["fallback"]]
    if family == "dense" and weight >= 600:  # the narrow semibold face registers as a family of its own
        families.insert(0, f"{families[0]} SemiBold")
    found.setFamilies(families)
    found.setPixelSize(px(spec["px"]))
    found.setWeight(QFont.Weight(weight))
    return found


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def pixmap(name: str, role: str = "text_2", size: int = 16) -> QPixmap:
    """An icon tinted with a colour role, sharp on the screen's own pixels."""
    ratio = _ratio()
    key = (name, color(role), size, ratio)
    if key not in _State.pixmaps:
        _State.pixmaps[key] = _render(name, color(role), size, ratio)
    return _State.pixmaps[key]


def icon(name: str, role: str = "text_2", size: int = 16) -> QIcon:
    """The same as an icon, with a paler form for disabled controls."""
    found = QIcon(pixmap(name, role, size))
    found.addPixmap(pixmap(name, "text_disabled", size), QIcon.Mode.Disabled)
    return found


def app_icon() -> QIcon:
    """The program's own mark, for the title bar and the task bar."""
    found = QIcon()
    for size in (16, 32, 64):
        found.addPixmap(_render("house-check-fill", tokens()["light"]["accent"], size, 1.0))
    return found


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _render(name: str, tint: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # first used after the palette stands

    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_svg(name).replace("currentColor", tint).encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _palette() -> QPalette:
    found = QPalette()
    for role, token in _PALETTE.items():
        found.setColor(QPalette.ColorRole[role], qcolor(token))
    for role in ("Text", "WindowText", "ButtonText"):
        found.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], qcolor("text_disabled"))
    return found


def _qss() -> str:
    values = dict(_State.colors) | _picture_files()
    text = resource("style.qss").read_text("utf-8")
    text = re.sub(r"\{([a-z_0-9]+)\}", lambda found: values[found[1]], text)
    return re.sub(r"font-size: (\d+)px", lambda found: f"font-size: {px(int(found[1]))}px", text)


def _picture_files() -> dict[str, str]:
    """Where the pictures stand that QSS can only take as files."""
    if _State.folder is None:
        _State.folder = QTemporaryDir(QDir.tempPath() + "/jamsos-gambar-XXXXXX")
    theme = "gelap" if _State.dark else "terang"
    found = {key: f"{_State.folder.path()}/{key}_{theme}.png" for key in _QSS_PICTURES}
    _State.pending = found
    return found


def write_pictures() -> None:
    """Make the pictures the style sheet names, before the first list, tick box or table is shown."""
    pending, _State.pending = _State.pending, {}
    for key, path in pending.items():
        name, role, size = _QSS_PICTURES[key]
        _render(name, color(role), size, 1.0).save(path)
        if _ratio() > 1:
            _render(name, color(role), size, 2.0).save(path.replace(".png", "@2x.png"))
