"""Sentences of which some words are bold. They are our own; what comes from outside goes in escaped."""

from __future__ import annotations

import re
from html import escape, unescape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

BOLD = '<span style="font-weight:600">'  # as bold as the headings: a face that is there already


def stressed(words: str) -> str:
    """Words from anywhere as the bold part of a sentence for ``say``."""
    return f"<b>{escape(words)}</b>"


def plain(sentence: str) -> str:
    """The same sentence as it is read aloud."""
    return unescape(re.sub("</?b>", "", sentence))


def say(label: QLabel, sentence: str) -> None:
    """Show a sentence in which <b> marks what is bold."""
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(sentence.replace("<b>", BOLD).replace("</b>", "</span>"))
    label.setAccessibleName(plain(sentence))
