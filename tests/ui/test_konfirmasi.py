"""Page Yang perlu dikonfirmasi, and the marks of other pages, with real keys on a real desk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import cut_texts, make_desk, window_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Desk, Query
from jamsos_desktop.policy import KEYAKINAN, TABLES, Policy, bundled_files, load_policy
from jamsos_desktop.policy.unconfirmed import ANSWERS
from tests.hub import makers
from ui.widgets import Doubt, UnsureMark


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with make_desk(tmp_path_factory.mktemp("ragu"), 8) as desk:
        yield desk


def sure_policy() -> Policy:
    """The policy of a pack that names a source for every row."""
    made = dict(bundled_files())
    for name in TABLES:
        if name in ANSWERS:
            continue
        rows = list(csv.DictReader(io.StringIO(made[name].decode())))
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "keyakinan": KEYAKINAN[0]} for row in rows)
        made[name] = out.getvalue().encode()
    return load_policy(made)


def person_of(desk: Desk) -> str:
    """Somebody who is paid a wage: dues and papers of them rest on what nobody confirmed."""
    return next(one.uid for one in desk.people_of(Query()) if one.segmen == "PU")


# Page, its arguments, and words that one of its marks must have.
PLACES = {
    "iuran": ({}, "Siltap"), "struktur": ({}, "Susunan perangkat"),
    "struktur_rentan": ({"tab": "pekerja_rentan"}, "Desil DTSEN"),
    "data_pribadi": ({}, "Menarik persetujuan"), "cetak": ({}, ""), "konfirmasi": ({}, ""),
    "editor": ({"uid": person_of}, "Dasar upah PU"),
}


def doubts_of_page(shell: Any, qtbot: Any, place: str) -> list[Doubt]:
    args, _ = PLACES[place]
    shell.go(place.partition("_rentan")[0],
             **{name: value(shell.desk) if callable(value) else value for name, value in args.items()})
    qtbot.waitUntil(lambda: not shell.busy)
    return shell.current.doubts()


def test_every_page_tells_f1_what_is_marked_on_it_and_a_pack_takes_it_away(village: Desk, qtbot: Any) -> None:
    with window_of(village, qtbot) as shell:
        for place, (_, words) in PLACES.items():
            qtbot.waitUntil(lambda place=place: bool(doubts_of_page(shell, qtbot, place)))
            found = doubts_of_page(shell, qtbot, place)
            assert [one for one in found if words in one.what], (place, found)
            assert all(one.what and len(one.what) < 400 for one in found), place
    before = village.ctx
    village.ctx = replace(before, policy=sure_policy())
    try:
        with window_of(village, qtbot) as shell:
            for place in ("iuran", "struktur", "struktur_rentan", "data_pribadi", "editor"):
                assert doubts_of_page(shell, qtbot, place) == [], place
    finally:
        village.ctx = before


def test_the_district_marks_its_limits(tmp_path: Path, qtbot: Any) -> None:
    with makers.district(tmp_path) as desk, window_of(desk, qtbot) as shell:
        for page, words in (("ganda", "Ambang data mirip"), ("target", "Target cakupan"),
                            ("laporan", "Target cakupan")):
            shell.go(page)
            assert [one for one in shell.current.doubts() if words in one.what], page
        shell.go("ketentuan")
        many = len(desk.unconfirmed())
        assert shell.current.now.facts["Tanpa sumber"].text() == f"{many} baris perlu dikonfirmasi"
        qtbot.keyClick(shell.current.work.doubts, Qt.Key.Key_Return)
        assert shell.current_name == "konfirmasi"
        assert "tulis sumbernya" in shell.current.panel.facts["Cara menyelesaikan"].text()
        qtbot.keyClick(shell.current.table, Qt.Key.Key_Escape)
        assert shell.current_name == "ketentuan"


def test_the_mark_is_seen_and_heard(qtbot: Any) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    alone = UnsureMark([Doubt("Batas usia: 15 tahun", "UU")])
    assert alone.isHidden()  # no window of its own
    alone.setParent(place)
    assert not alone.isHidden()
    mark = UnsureMark(parent=place)
    assert mark.isHidden()
    mark.set_doubts([Doubt("Batas usia: 15 tahun", "")])
    assert not mark.isHidden()
    assert "tidak tercatat" in mark.toolTip()
    assert "15 tahun" in mark.accessibleName()


def test_the_page_filters_prints_and_keeps_a_workbook(village: Desk, qtbot: Any, tmp_path: Path) -> None:
    with window_of(village, qtbot) as shell:
        shell.go("konfirmasi")
        page = shell.current
        whole = len(page.model.lines)
        assert whole == len(village.unconfirmed())
        assert page.search_focus()
        qtbot.keyClicks(page.search, "umur tertua")
        qtbot.waitUntil(lambda: len(page.model.lines) == 1)
        assert page.panel.facts["Yang dipakai sekarang"].text() == "sampai 64 tahun"
        assert page.sub.text() == f"1 dari {whole} baris"
        assert [one.source for one in page.doubts()] == [page.chosen.sumber]
        page.keep_book(tmp_path / "satu.xlsx")
        qtbot.waitUntil((tmp_path / "satu.xlsx").is_file)
        qtbot.keyClicks(page.search, " zzz")
        qtbot.waitUntil(lambda: page.middle.currentIndex() == 1)
        assert not page.print.isEnabled()
        assert cut_texts(page) == []
        qtbot.keyClick(page.clear_too, Qt.Key.Key_Return)
        assert len(page.model.lines) == whole
        assert page.table.hasFocus()
        qtbot.waitUntil(lambda: not shell.busy)
        qtbot.keyClick(page.table, Qt.Key.Key_Escape)
        assert shell.current_name == "pengaturan"
