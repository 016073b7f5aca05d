"""Everything that can be reached by keys has a name; fields tell their state; tables, rows, charts and chips speak."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from access import silent, spoken, unnamed
from clerk_desk import make_desk, window_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from jamsos_desktop.desk import Query
from tests.hub import doubles_people
from ui import pages, theme
from ui.widgets import CHIP_ROLE, BarList, Chip, FieldRow, Measure
from ui.window import Shell

UI = Path(theme.__file__).parent
VILLAGE = tuple(entry.name for entry in (*pages.MENU, *pages.BELOW)) + (
    "editor", "isi_cepat", "riwayat_cetak", "klaim", "berakhir", "data_pribadi")
DISTRICT = tuple(entry.name for entry in (*pages.DISTRICT_MENU, *pages.BELOW))


@pytest.fixture(scope="module")
def village(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest,
            ) -> Iterator[Shell]:
    from pytestqt.qtbot import QtBot

    with make_desk(tmp_path_factory.mktemp("nama")) as desk, window_of(desk, QtBot(request)) as shell:
        yield shell


@pytest.fixture(scope="module")
def district(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest,
             ) -> Iterator[Shell]:
    from pytestqt.qtbot import QtBot

    root = tmp_path_factory.mktemp("nama-kab")
    with doubles_people.filled(root, doubles_people.three_villages()) as desk, \
            window_of(desk, QtBot(request)) as shell:
        yield shell


def show(shell: Shell, name: str, qtbot: Any) -> QWidget:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    args = {"uid": shell.desk.uids(Query())[0]} if name == "editor" else {}
    assert shell.go(name, **args)
    qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
    return shell


# Every page.


@pytest.mark.parametrize("name", VILLAGE)
def test_a_village_page_speaks(village: Shell, qtbot: Any, name: str) -> None:
    root = show(village, name, qtbot)
    assert unnamed(root) == []
    assert silent(root) == []


@pytest.mark.parametrize("name", DISTRICT)
def test_a_district_page_speaks(district: Shell, qtbot: Any, name: str) -> None:
    root = show(district, name, qtbot)
    assert unnamed(root) == []
    assert silent(root) == []


def test_what_is_painted_as_a_chip_has_icon_and_word(village: Shell, district: Shell, qtbot: Any) -> None:
    seen = 0
    for shell, names in ((village, VILLAGE), (district, DISTRICT)):
        for name in names:
            root = show(shell, name, qtbot)
            for chip in root.findChildren(Chip):
                assert not chip.isVisibleTo(root) or spoken(chip) == chip.text
            for view in root.findChildren(QWidget):
                model = view.model() if hasattr(view, "model") and callable(view.model) else None
                if model is None or not hasattr(model, "index"):
                    continue
                for column in range(model.columnCount() if hasattr(model, "titles") else 12):
                    found = model.index(0, column).data(CHIP_ROLE)
                    if isinstance(found, tuple) and len(found) == 3:
                        icon, word, role = found
                        assert icon, (name, found)
                        assert word, (name, found)
                        assert role in theme.tokens()["light"]
                        seen += 1
    assert seen >= 5


# Controls of windows that come and go, read from the source.

KINDS = {"Edit", "Combo", "DateEdit", "QLineEdit", "QPlainTextEdit", "QSpinBox", "QComboBox", "QTableView", "QListView",
         "QListWidget", "QTreeView", "QTextBrowser", "QTextEdit", "QSlider"}


_READ: dict[Path, tuple[str, ast.Module]] = {}


def _last(node: ast.expr) -> str:
    """The last word of a name with dots; what stands in brackets after it does not count."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _source() -> dict[Path, tuple[str, ast.Module]]:
    """Text and tree of every file of the window, read once."""
    if not _READ:
        for path in sorted(UI.rglob("*.py")):
            text = path.read_text("utf-8")
            _READ[path] = text, ast.parse(text)
    return _READ


def _kinds() -> set[str]:
    """Classes of controls, and our own made from them that do not name themselves."""
    found, named, before = set(KINDS), set(), -1
    classes = [(node, "\n".join(text.splitlines()[node.lineno:node.end_lineno])) for text, tree in _source().values()
               for node in tree.body if isinstance(node, ast.ClassDef)]
    while before != len(found) + len(named):
        before = len(found) + len(named)
        for one, text in classes:
            bases = {_last(base) for base in one.bases}
            if bases & found:
                found.add(one.name)
                if bases & named or "self.setAccessibleName(" in text:
                    named.add(one.name)
    return found - named


@cache
def _nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def _made(tree: ast.Module, kinds: set[str]) -> Iterator[tuple[str, ast.Call]]:
    """(what it is assigned to, the call) of every assignment of one of these, tuples taken apart."""
    for node in _nodes(tree):
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        pairs = zip(target.elts, value.elts, strict=False) if isinstance(target, ast.Tuple) and isinstance(
            value, ast.Tuple) else [(target, value)]
        yield from ((ast.unparse(left), right) for left, right in pairs
                    if isinstance(right, ast.Call) and _last(right.func) in kinds)


def test_every_control_in_the_source_is_given_a_name() -> None:
    kinds, missing, looked = _kinds(), [], 0
    for path, (text, tree) in _source().items():
        for name, call in _made(tree, kinds):
            looked += 1
            if f"{name}.setAccessibleName(" not in text:
                missing.append(f"{path.name}:{call.lineno} {name}")
    assert looked > 20
    assert missing == []


def test_every_icon_without_words_has_a_tip_that_names_it() -> None:
    missing, looked = [], 0
    for path, (text, tree) in _source().items():
        names = {call.lineno: name for name, call in _made(tree, {"Button"})}
        for call in _nodes(tree):
            if not (isinstance(call, ast.Call) and _last(call.func) == "Button"):
                continue
            wordless = not call.args or (isinstance(call.args[0], ast.Constant) and call.args[0].value == "")
            icon = len(call.args) > 2 or any(word.arg == "icon" for word in call.keywords)
            if wordless and icon:
                looked += 1
                name = names.get(call.lineno, "")
                tip = any(word.arg == "tip" for word in call.keywords) or f"{name}.setAccessibleName(" in text
                missing += [] if tip else [f"{path.name}:{call.lineno}"]
    assert looked > 5
    assert missing == []


# Fields.


@pytest.mark.parametrize(("state", "said"), [("periksa", "Periksa."), ("salah", "Salah."), ("terkunci", "Terkunci."),
                                             ("benar", ""), ("kosong", "")])
def test_a_field_says_label_message_and_state(qtbot: Any, state: str, said: str) -> None:
    row = FieldRow("Nomor KK", "Angkanya di atas tengah Kartu Keluarga.", digits=16)
    qtbot.addWidget(row)
    row.set_state(state, "Nomor KK harus 16 angka, baru 15." if state in ("periksa", "salah") else "")
    assert spoken(row.edit).startswith("Nomor KK. ")
    assert ("baru 15" in spoken(row.edit)) is (state in ("periksa", "salah"))
    assert row.edit.accessibleDescription() == said


# Charts.


def test_the_bars_of_beranda_are_walked_and_said(qtbot: Any) -> None:
    bars = BarList("Kelengkapan data", [Measure("a", "Perangkat desa", 8, 10), Measure("b", "Non-ASN", 1200, 1300)])
    qtbot.addWidget(bars)
    bars.show()
    assert spoken(bars) == "Kelengkapan data. Perangkat desa: 8 dari 10. Non-ASN: 1.200 dari 1.300"
    assert bars.accessibleDescription() == "Perangkat desa: 8 dari 10"
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription() == "Non-ASN: 1.200 dari 1.300"
    with qtbot.waitSignal(bars.opened) as asked:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert asked.args == ["b"]
    qtbot.keyClick(bars, Qt.Key.Key_Home)
    assert bars.at == 0


def test_beranda_leads_from_a_bar_to_its_people(village: Shell, qtbot: Any) -> None:
    page = show(village, "beranda", qtbot).current
    bars = page.findChild(BarList)
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert village.current_name == "peserta"
    assert village.current.query.kelompok == "perangkat_desa"


def test_every_chart_of_rekap_has_its_table_by_keys(district: Shell, qtbot: Any) -> None:
    page: Any = show(district, "rekap", qtbot).current
    bars = page.rank.bars
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    page.tables.setFocus()
    qtbot.keyClick(page.tables, Qt.Key.Key_Space)
    table = page.rank.table
    assert table.currentIndex().row() == 1  # the line that was marked
    first = [table.model().index(1, column).data() for column in range(3)]
    assert first[0] in bars.accessibleDescription()
    for view in (table, page.side.group_table, page.side.month_table):
        view.setFocus(Qt.FocusReason.TabFocusReason)
        assert view.isVisibleTo(page)
        assert view.currentIndex().isValid()
    groups = [page.side.group_model.index(at, 0).data() for at in range(page.side.group_model.rowCount())]
    assert all(name in page.side.groups.accessibleDescription() for name in groups)
    months = page.side.month_model
    assert all(months.index(at, 0).data() in page.side.trend.accessibleDescription() for at in range(months.rowCount()))
    table.selectRow(3)
    qtbot.keyClick(page.tables, Qt.Key.Key_Space)
    assert bars.at == 3
