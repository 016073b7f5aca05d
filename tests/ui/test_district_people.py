"""Page Peserta of the district with real keys: finding, details, refusing and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import cut_texts, window_of
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Desk, PeopleQuery
from jamsos_desktop.hub.records import Entry
from jamsos_desktop.hub.register import contents, people, recap
from tests.hub import makers
from ui.pages.district_people_refuse import RefuseSheet
from ui.people_table import COLUMNS, PeopleTable
from ui.window import Shell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
AWULITI = "74.02.01.2006"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with makers.district(tmp_path) as opened:
        makers.fill(opened, makers.villages(4, 10))
        yield opened


@pytest.fixture
def shell(desk: Desk, qtbot: Any) -> Iterator[Shell]:
    with window_of(desk, qtbot) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.go("peserta_kab")
        yield window


@pytest.fixture
def page(shell: Shell) -> Any:
    return shell.current


def names(page: Any) -> list[str]:
    return [page.model.row_at(line).nama for line in range(page.model.rowCount())]


def one(desk: Desk, where: str = "1") -> tuple[str, str, str]:
    """(uid, nik, nama) of somebody."""
    row = desk.district.db.one(f"SELECT uid, nik, nama FROM orang WHERE {where} ORDER BY nama, id LIMIT 1")
    assert row is not None
    return row[0], row[1], row[2]


def answer(qtbot: Any, sheet_is: list[RefuseSheet], reason: str, note: str = "", press: bool = True) -> None:
    """Work the next refusal window by keyboard."""
    def work() -> None:
        sheet = QApplication.activeModalWidget()
        if not isinstance(sheet, RefuseSheet):
            QTimer.singleShot(10, work)
            return
        sheet_is.append(sheet)
        try:
            assert not sheet.go.isEnabled()
            sheet.reason.set_text(reason)
            sheet.reason.changed.emit(reason)
            qtbot.keyClicks(sheet.note.edit, note)
            if press:
                assert sheet.go.isEnabled()
                qtbot.keyClick(sheet.note.edit, Qt.Key.Key_Return)
                assert sheet.focusWidget() is sheet.go
                qtbot.keyClick(sheet.go, Qt.Key.Key_Return)
        finally:
            if sheet.isVisible():
                sheet.reject()

    QTimer.singleShot(0, work)


# Finding.


def test_everybody_is_listed_by_name_with_a_masked_nik(page: Any, desk: Desk) -> None:
    assert page.count.text() == "40 orang"
    assert names(page) == sorted(names(page))
    row = page.model.row_at(0)
    assert page.model.data(page.model.index(0, 1)) == row.nik
    assert row.nik.startswith("••••••••••••")


@pytest.mark.parametrize("part", [slice(0, 6), slice(0, 16), slice(10, 16)])
def test_f3_finds_by_nik(page: Any, shell: Shell, desk: Desk, qtbot: Any, part: slice) -> None:
    uid, nik, _ = one(desk)
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    assert page.filters.search.hasFocus()
    qtbot.keyClicks(page.filters.search, nik[part])
    many = desk.district.db.one("SELECT count(*) FROM orang WHERE nik LIKE ? OR nik LIKE ?",
                                (f"{nik[part]}%", f"%{nik[part]}"))
    assert many is not None
    qtbot.waitUntil(lambda: page.model.rowCount() == many[0])
    assert uid in page.model.uids_at(range(page.model.rowCount()))


def test_words_of_a_name_are_found_in_any_order_and_case(page: Any, desk: Desk, qtbot: Any) -> None:
    _, _, nama = one(desk, "nama LIKE '% %'")
    first, last = nama.split()[0], nama.split()[-1]
    qtbot.keyClicks(page.filters.search, f"{last.lower()} {first.lower()}")
    qtbot.waitUntil(lambda: page.model.rowCount() < 40)
    assert page.model.rowCount() >= 1
    assert all(first.lower() in name.lower() and last.lower() in name.lower() for name in names(page))


def test_names_are_found_in_any_spelling(page: Any, desk: Desk) -> None:
    uid, _, _ = one(desk)
    other, _, _ = one(desk, f"uid <> '{uid}'")
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE orang SET nama = 'MOH. DJAFAROEDDIN' WHERE uid = ?", (uid,))
        db.run("UPDATE orang SET nama = 'LA ODE SJAHRIL' WHERE uid = ?", (other,))
    for typed, found in (("muhammad jafarudin", uid), ("jafaruddin", uid), ("laode", other), ("syahril", other)):
        ids = desk.district.find_people(PeopleQuery(text=typed))  # type: ignore[union-attr]
        assert found in desk.district.uids_of(ids), typed  # type: ignore[union-attr]
    assert len(desk.district.find_people(PeopleQuery(text="jafarudin"))) == 1  # type: ignore[union-attr]


def test_places_narrow_the_list(page: Any) -> None:
    page.filters.show_place("74.02.01")
    page.look()
    assert page.model.rowCount() == 40
    page.filters.show_place(AWULITI, "pekerja_rentan")
    page.look()
    rows = [page.model.row_at(line) for line in range(page.model.rowCount())]
    assert rows
    assert {(row.kode, row.kelompok) for row in rows} == {(AWULITI, "pekerja_rentan")}
    page.filters.show_place("74.02.11")
    page.look()
    assert page.stack.currentIndex() == 1
    assert page.nobody.what.text() == "Tidak ada yang cocok."


def test_standing_tells_lewat_masa_and_open_questions_apart(page: Any, desk: Desk) -> None:
    db = desk.district.db
    ids = [row[0] for row in db.all("SELECT id FROM orang ORDER BY id LIMIT 3")]
    with db.write():
        db.run("UPDATE orang SET keadaan = 'aktif', aktif_sampai = '2026-11-20' WHERE id = ?", (ids[0],))
        db.run("UPDATE orang SET keadaan = 'aktif', aktif_sampai = '2026-11-21' WHERE id = ?", (ids[1],))
        db.run("UPDATE orang SET tunda = 1 WHERE id = ?", (ids[2],))
    found = {kind: list(desk.district.find_people(PeopleQuery(keadaan=kind)))
             for kind in ("aktif", "lewat_masa", "tunda", "ditolak")}
    assert found == {"lewat_masa": [ids[0]], "aktif": [ids[1]], "tunda": [ids[2]], "ditolak": []}


def test_offices_are_a_place_of_their_own(desk: Desk) -> None:
    office = desk.district.add_unit("74.02.OPD.01", "Dinas Perikanan")
    with desk.district.db.write():
        desk.district.db.run("UPDATE orang SET unit = ? WHERE id = (SELECT min(id) FROM orang)", (office.kode,))
    assert len(desk.district.find_people(PeopleQuery(kode="opd"))) == 1
    assert len(desk.district.find_people(PeopleQuery(kode=office.kode))) == 1
    assert len(desk.district.find_people(PeopleQuery(kode="74.02.01"))) == 39


def test_a_click_on_a_title_sorts_and_turns(page: Any) -> None:
    age = next(at for at, column in enumerate(COLUMNS) if column.sort == "usia")
    page.table.sortByColumn(age, Qt.SortOrder.AscendingOrder)
    ages = [page.model.row_at(line).usia for line in range(40)]
    assert ages == sorted(ages)
    page.table.sortByColumn(age, Qt.SortOrder.DescendingOrder)
    assert [page.model.row_at(line).usia for line in range(40)] == sorted(ages, reverse=True)


def test_deleted_people_are_not_listed(page: Any, desk: Desk) -> None:
    with desk.district.db.write():
        desk.district.db.run("UPDATE orang SET hapus = 1 WHERE id = (SELECT min(id) FROM orang)")
    page.look()
    assert page.model.rowCount() == 39


# Details and deciding.


def test_the_panel_follows_the_line_and_enter_goes_into_it(page: Any, qtbot: Any) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    row = page.model.row_at(1)
    labels = [label.text() for label in page.panel.area.widget().findChildren(type(page.count))]
    assert row.nama in labels
    assert "Identitas" in labels
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.panel.area.hasFocus()


def test_del_refuses_with_a_reason_and_ctrl_z_takes_it_back(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    uid = page.model.uids_at([0])[0]
    sheets: list[RefuseSheet] = []
    answer(qtbot, sheets, "NAMA_BEDA", "Lihat KTP.")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    row = desk.district.db.one("SELECT keadaan, alasan, oleh, tindakan, catatan FROM orang WHERE uid = ?", (uid,))
    assert row == ("ditolak", "NAMA_BEDA", "dpmd", "perbaiki", "Lihat KTP.")
    assert "ditolak" in shell.toaster.text
    assert page.model.row_at(0).keadaan == "ditolak"
    assert page.model.uids_at([page.table.currentIndex().row()]) == [uid]
    shell.toaster.dismiss()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    assert desk.district.person_view(uid).row.keadaan == "masuk"


def test_several_are_refused_at_once_and_undone_as_one(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    uids = page.model.uids_at([0, 1, 2])
    assert page.panel.refuse.isEnabled()
    sheets: list[RefuseSheet] = []
    answer(qtbot, sheets, "BUKAN_WARGA")
    page.panel.refuse.click()
    assert sheets[0].heading.text() == "Tolak 3 orang?"
    assert {desk.district.person_view(uid).row.keadaan for uid in uids} == {"ditolak"}
    assert shell.toaster.undo_now()
    assert {desk.district.person_view(uid).row.keadaan for uid in uids} == {"masuk"}


def test_another_reason_needs_words(page: Any, desk: Desk, qtbot: Any) -> None:
    sheet = RefuseSheet(desk, "Salma", page)
    qtbot.addWidget(sheet)
    sheet.reason.set_text("LAIN")
    sheet.reason.changed.emit("LAIN")
    assert not sheet.go.isEnabled()
    qtbot.keyClicks(sheet.note.edit, "Sudah pindah kerja")
    assert sheet.go.isEnabled()
    codes = {sheet.reason.edit.itemData(at) for at in range(sheet.reason.edit.count())}
    assert "SUDAH_AKTIF" not in codes  # only BPJS says that


def test_a_member_is_never_refused_in_passing(page: Any, shell: Shell, desk: Desk, qtbot: Any) -> None:
    uid = page.model.uids_at([0])[0]
    with desk.district.db.write():
        desk.district.db.run("UPDATE orang SET keadaan = 'aktif', aktif_sampai = '2026-12-31' WHERE uid = ?", (uid,))
    page.look()
    assert not page.panel.refuse.isEnabled()
    assert "Akhiri lewat Ke BPJS" in page.panel.hint.text()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert desk.district.person_view(uid).row.keadaan == "aktif"


def test_cancelling_changes_nothing(page: Any, desk: Desk, qtbot: Any) -> None:
    uid = page.model.uids_at([0])[0]
    sheets: list[RefuseSheet] = []
    answer(qtbot, sheets, "NAMA_BEDA", press=False)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert sheets
    assert desk.district.person_view(uid).row.keadaan == "masuk"


# Keys and room.


def test_esc_clears_the_search_then_the_filters(page: Any, shell: Shell, qtbot: Any) -> None:
    page.filters.show_place(AWULITI)
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    qtbot.keyClicks(page.filters.search, "zzz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 10
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 40


def test_f6_goes_through_the_panels(page: Any, shell: Shell, qtbot: Any) -> None:
    seen = []
    for _ in range(3):
        qtbot.keyClick(shell, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [page.panel.area, page.filters.search, page.table]


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_nothing_is_cut(page: Any, shell: Shell, qtbot: Any, size: tuple[int, int]) -> None:
    shell.resize(*size)
    qtbot.waitUntil(lambda: shell.width() == size[0])
    assert cut_texts(page) == []
    header = page.table.horizontalHeader()
    for at, column in enumerate(COLUMNS):
        if not page.table.isColumnHidden(at):
            assert header.fontMetrics().horizontalAdvance(column.title) + 16 <= header.sectionSize(at) + 10, column


def test_only_blocks_that_are_seen_are_read(desk: Desk, qtbot: Any) -> None:
    """Many people: the model holds ids, and reads rows where they are painted."""
    entries = [Entry(f"01b-{n:06}", 1, f"BPU-{n:06}", f"740201{n:010}", f"ORANG {n:06}", "1980-01-01", "IBU", "non_asn",
                     "BPU", "NELAYAN", "APBD_KAB", "JKK JKM", "daftar", 0, "") for n in range(3000)]
    with desk.ctx.open() as db, db.write():
        isi = contents.keep(db, AWULITI, contents.deflated(b'{"uid":"x"}\n'))
        people.put(db, AWULITI, entries, seq=2, perangkat="x", isi_id=isi, stamp="2026-11-12T10:00:00+08:00")
        recap.refresh(db, [AWULITI])
    model = PeopleTable(desk.district)
    model.set_query(PeopleQuery(kode=AWULITI))
    assert model.rowCount() == 3010
    assert model.row_at(3000) is not None
    assert len(model._blocks) == 1
    for line in range(0, 3010, 16):
        model.row_at(line)
    assert len(model._blocks) <= 32
