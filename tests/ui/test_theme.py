"""Themes that are whole, icons that exist, words that are Indonesian."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFontInfo

from jamsos_desktop.paths import resource
from ui import theme


def luminance(name: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
             for c in (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_both_themes_name_the_same_roles():
    assert set(theme.tokens()["light"]) == set(theme.tokens()["dark"])


@pytest.mark.parametrize("dark", [False, True])
def test_style_sheet_is_filled_and_palette_follows(qapp, dark):
    theme.apply(qapp, dark)
    assert not re.search(r"\{[a-z_0-9]+\}", qapp.styleSheet())
    assert qapp.palette().window().color() == QColor(theme.color("window"))
    assert theme.is_dark() is dark


def test_letter_size_scales_the_style_sheet(qapp):
    theme.apply(qapp, False, 1.3)
    assert "font-size: 18px" in qapp.styleSheet()  # 14 px inputs
    assert theme.font("figure").pixelSize() == 34


def test_bundled_font_is_used(qapp):
    assert QFontInfo(theme.font("body")).family() == "Noto Sans"
    assert QFontInfo(theme.font("table")).family() == "Noto Sans SemiCondensed"


def test_icons_are_tinted_and_every_named_icon_is_there(qapp):
    image = theme.pixmap("check-circle-fill", "ok", 16).toImage()
    pixels = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    seen = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    assert seen == {theme.color("ok").lower()}
    named = {status["icon"] for status in theme.tokens()["status"].values()}
    assert [name for name in named if not resource("icons", f"{name}.svg").is_file()] == []


def test_nothing_is_written_into_resources(qapp):
    before = sorted(resource().rglob("*"))
    theme.apply(qapp, True)
    assert sorted(resource().rglob("*")) == before


def test_dialog_words_are_indonesian(qapp):
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Batal"
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Tempel"


@pytest.mark.parametrize(("choice", "dark"), [("terang", False), ("gelap", True)])
def test_setting_beats_the_system(choice, dark):
    assert theme.wants_dark(choice) is dark
