"""The age, the years and the times that pages say are those of the settings in force, also when these change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from tests.conftest import salma
from tests.desk.limits_pack import AGE, other_law
from tests.desk.test_desk_policies import dpmd, village
from tests.ui.clerk_desk import window_of
from ui.pages.beranda import work_of
from ui.pages.beranda_steps import steps
from ui.pages.data_pribadi_sheets import BreachSheet
from ui.pages.iuran_view import years
from ui.pages.keluar import Leaver, LeaveSheet
from ui.window import Shell

__all__ = ["dpmd", "village"]  # fixtures


@pytest.fixture
def window(qtbot: Any, village: desks.Desk) -> Iterator[Shell]:
    with window_of(village, qtbot) as shell:
        yield shell


def guardian_note(window: Shell) -> str:
    window.go("editor", uid=salma().uid)
    return str(window.current.form.family.wali._note.text())


def test_the_editor_names_the_age_of_the_settings(window: Shell, village: desks.Desk, dpmd: desks.Desk,
                                                  tmp_path: Path) -> None:
    assert guardian_note(window) == "bila di bawah 18 tahun"
    window.go("peserta")
    village.take_pack(other_law(dpmd, tmp_path, "2026.2", "2020-01-01"))
    window.use_policy()
    assert guardian_note(window) == f"bila di bawah {AGE} tahun"


def test_times_and_years_of_other_pages_too(window: Shell, village: desks.Desk, dpmd: desks.Desk,
                                            tmp_path: Path) -> None:
    village.take_pack(other_law(dpmd, tmp_path, "2026.2", "2026-01-01"))
    window.use_policy()
    assert list(years(village, 2025, 2027)) == [2026, 2027]
    assert "paling lambat 1 x 24 jam" in _said(BreachSheet(window, village))
    sheet = LeaveSheet(window, village, [Leaver(salma().uid, "Wa Ode Salma")], desks.ACCIDENT)
    assert "paling lambat 36 jam sesudah kejadian" in sheet.note.words.text()
    window.go("data_pribadi")
    assert "paling lambat 2 x 24 jam sampai 3 x 24 jam" in _said(window.current)
    village.request_data(salma().uid, "akses", "", village.now() - timedelta(hours=40))
    assert "Tenggatnya 2 x 24 jam sampai 3 x 24 jam." in " ".join(step.why for step in steps(work_of(village)))


def _said(widget: Any) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel))
