"""Peserta: find, judge and process many people fast (mock-up 03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop.desk import TABS, Desk, Query, Row
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, rupiah_of_sen, title_name
from ui import theme
from ui.pages.page import Page
from ui.pages.peserta_bar import BulkBar, FootLine, draft_words
from ui.pages.peserta_filters import FilterButton, StatusTabs
from ui.pages.peserta_list import PersonView
from ui.pages.peserta_view_state import ViewState
from ui.pages.peserta_work import BulkWork
from ui.person_table import COLUMN_AT, COLUMNS, PersonTable
from ui.widgets.basic import Button, Card, Label
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 1080  # px of page width below which captions give way
FILTERS = ("kelompok", "dusun", "program", "masalah", "sumber_dana")
FILTER_NAMES = {"kelompok": "Kelompok", "dusun": "Dusun", "program": "Program", "masalah": "Masalah",
                "sumber_dana": "Sumber dana"}
Key = Qt.Key
