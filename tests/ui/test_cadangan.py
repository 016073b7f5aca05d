"""Page Cadangan and the road of restoring, with real keys, real files and real folders as sticks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import TODAY, Answers, cut_texts, make_desk, window_of
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Clock, Desk, SetUp, open_desk, set_up_desa, unit_for
from jamsos_desktop.desk import machine as machines
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from ui.backing import AutoBackup
from ui.drives import Drive
from ui.pages.cadangan_local import LocalSheet
from ui.pages.cadangan_sheets import CancelSheet, MoveSheet, WordsSheet
from ui.pages.wizard_pulihkan import RestoreWizard
from ui.widgets import Label
from ui.window import Shell

GB = 1_000_000_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path, 6) as opened:
        yield opened


def open_page(shell: Shell, qtbot: Any, *found: Drive) -> Any:
    page = shell.page("cadangan")
    page.find_drives = lambda: found
    shell.go("cadangan")
    qtbot.waitUntil(lambda: len(page.places.rows) == len(found), timeout=10_000)
    return page


def press(qtbot: Any, target: Any, key: Qt.Key, ctrl: bool = False) -> None:
    at = QApplication.focusWidget() or target
    qtbot.keyClick(at, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def back_to(window: Any, qtbot: Any) -> None:
    """The window has the keyboard again after a dialog."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and QApplication.activeWindow() is window)


def stands_on(panel: Any) -> None:
    """The keyboard stands there; told is where it stands instead."""
    at = QApplication.focusWidget()
    assert at is panel, f"{getattr(panel, 'text', str)()} awaited, at {getattr(at, 'text', lambda: at)()}, " \
        f"window {QApplication.activeWindow()}"


def with_sheet(kind: type, act: Any) -> None:
    """Do ``act(sheet)`` in the next window of that kind."""
    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, kind):
            act(sheet)
        else:
            QTimer.singleShot(20, look)
    QTimer.singleShot(20, look)


def type_word(qtbot: Any, word: str, name: str = "") -> Any:
    def act(sheet: MoveSheet) -> None:
        qtbot.keyClicks(sheet.name.edit, name)
        assert not sheet.go.isEnabled()
        qtbot.keyClicks(sheet.typed.edit, word)
        if sheet.go.isEnabled():
            sheet.go.setFocus()
            qtbot.keyClick(sheet.go, Qt.Key.Key_Return)
        else:
            qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    return act


def backups(stick: Drive) -> list[Path]:
    return sorted(stick.target.glob("*.jdc")) if stick.target.is_dir() else []


def test_backing_up_by_one_key(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    assert page.last.chip.text == "Belum ada"
    assert page.last.never.isVisible()
    assert page.isAncestorOf(shell.focusWidget())
    press(qtbot, shell, Qt.Key.Key_B, ctrl=True)
    qtbot.waitUntil(page.result.isVisible, timeout=20_000)
    assert page.isAncestorOf(shell.focusWidget())  # the button it stood on was off meanwhile
    assert "dibaca ulang: sama persis" in page.result.words.text()
    assert [path.name for path in backups(stick)] == [desk.last_backup().nama]
    assert page.last.chip.text == "Hari ini"
    assert not page.strip.isVisible()
    assert not desk.moved


def test_an_old_backup_is_a_warning(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    run_to_end(desk.backup_job(stick.target))
    last = desk.last_backup()
    page.last.show_last(replace(last, waktu=last.waktu.replace(day=2)), TODAY)
    assert page.last.chip.text == "18 hari lalu"


def test_a_folder_that_cannot_be_written_says_so(shell: Shell, desk: Desk, qtbot: Any, tmp_path: Path) -> None:
    page = open_page(shell, qtbot)
    (tmp_path / "berkas").write_text("x")
    page.back_up(tmp_path / "berkas")
    qtbot.waitUntil(page.result.isVisible, timeout=20_000)
    assert page.result.property("note") == "error"
    assert "tidak dapat ditulisi" in page.result.words.text()
    assert desk.last_backup() is None


def test_a_backup_is_tried_and_a_damaged_one_is_named(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    file = run_to_end(desk.backup_job(stick.target)).path
    page.try_backup(file)
    qtbot.waitUntil(page.trying.result.isVisible, timeout=20_000)
    assert page.trying.result.words.text().startswith("Cadangan utuh dan bisa dibuka.")
    data = bytearray(file.read_bytes())
    data[30_000] ^= 1
    file.write_bytes(data)
    page.try_backup(file)
    qtbot.waitUntil(lambda: page.trying.result.property("note") == "error", timeout=20_000)
    assert "rusak" in page.trying.result.words.text()


def test_the_twelve_words_are_tried_on_it(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    assert page.trying.words.isHidden()
    file = run_to_end(desk.backup_job(stick.target)).path
    sheet = desk.draw_sheet()
    desk.keep_sheet(sheet, "lemari", "Sekretaris")
    page.refresh()
    assert page.last.old_words.isVisible(), "only earlier words open that one"
    newer = run_to_end(desk.backup_job(stick.target / "baru")).path  # within the same second
    page.refresh()
    assert page.last.old_words.isHidden()

    def give_words(opened: WordsSheet) -> None:
        assert not opened.go.isEnabled()
        assert cut_texts(opened) == []
        for field, word in zip(opened.grid.fields, sheet.words, strict=True):
            qtbot.keyClicks(field.edit, word)
        qtbot.keyClick(opened.go, Qt.Key.Key_Return)

    for path, role, said in ((file, "error", "bukan untuk data ini"), (newer, "ok", "12 kata cocok.")):
        page.try_backup(path)
        qtbot.waitUntil(lambda: not page._busy and page.trying.words.isVisible(), timeout=20_000)
        with_sheet(WordsSheet, give_words)
        page.trying.words.click()
        qtbot.waitUntil(lambda said=said: said in page.trying.result.words.text(), timeout=20_000)
        assert page.trying.result.property("note") == role
    assert desk.backup_state().uji.kata


def test_moving_asks_for_the_word_and_then_only_reads(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    with_sheet(MoveSheet, type_word(qtbot, "pinda"))
    page.moving.move_button.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert not desk.moved
    assert backups(stick) == []
    back_to(shell, qtbot)
    page.moving.move_button.setFocus()
    with_sheet(MoveSheet, type_word(qtbot, "pindah", "Siti Aminah"))
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.moved, timeout=20_000)
    assert page.notice.isVisible()
    assert "dipindahkan ke Siti Aminah" in page.notice.words.text()
    assert len(backups(stick)) == 1
    assert len(list(stick.target.glob("Berita-acara-*.pdf"))) == 1
    assert not page.moving.move_button.isEnabled()
    assert not page.places.rows[0].button.isEnabled()
    assert not shell.strip.isVisible()
    shell.go("peserta")
    assert shell.strip.isVisible()
    assert "hanya bisa dibaca" in shell.strip.text
    back_to(shell, qtbot)
    shell.go("cadangan")
    assert QApplication.focusWidget() is page.settle


def test_taking_the_move_back(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    run_to_end(desk.backup_job(stick.target, pindah=True))
    desk.reread()
    page = open_page(shell, qtbot, stick)

    def give_reason(sheet: CancelSheet) -> None:
        qtbot.keyClicks(sheet.reason.edit, "batal")
        assert not sheet.go.isEnabled()
        qtbot.keyClicks(sheet.reason.edit, " dibeli tahun ini")
        sheet.go.setFocus()
        qtbot.keyClick(sheet.go, Qt.Key.Key_Return)

    with_sheet(CancelSheet, give_reason)
    press(qtbot, shell, Qt.Key.Key_Return)
    assert not desk.moved
    assert not page.notice.isVisible()
    assert page.moving.move_button.isEnabled()


def test_a_copied_folder_is_told_on_every_page(desk: Desk, qtbot: Any, tmp_path: Path,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    folder = desk.folder
    desk.close()
    (tmp_path / "mesin").write_text("laptop-kedua\n")
    monkeypatch.setenv(machines.PLACE, str(tmp_path / "mesin"))
    with open_desk(folder, None, Clock(TODAY)) as copied, window_of(copied, qtbot) as shell:
        shell.go("beranda")
        assert "disalin dari laptop lain" in shell.strip.text
        page = open_page(shell, qtbot)
        back_to(shell, qtbot)
        page.settle.setFocus()
        press(qtbot, shell, Qt.Key.Key_Return)
        assert not page.notice.isVisible()
        shell.go("beranda")
        assert not shell.strip.isVisible()


@pytest.mark.parametrize(("wide", "high"), [(1366, 698), (1093, 586)])
def test_nothing_is_cut(shell: Shell, desk: Desk, qtbot: Any, stick: Drive, wide: int, high: int) -> None:
    shell.resize(wide, high)
    page = open_page(shell, qtbot, stick)
    assert cut_texts(page) == []
    made = run_to_end(desk.backup_job(stick.target))
    page._tried(made.info)
    page._made(made)
    assert cut_texts(page) == []
    run_to_end(desk.backup_job(stick.root, pindah=True, ke="Siti Aminah, staf keuangan desa"))
    desk.reread()
    shell.go("beranda")
    assert cut_texts(shell.strip) == []
    shell.go("cadangan")
    qtbot.waitUntil(lambda: cut_texts(page) == [])  # the notice takes its second line with the next layout
    for sheet in (MoveSheet(str(stick.target)), CancelSheet()):
        qtbot.addWidget(sheet)
        sheet.show()
        assert cut_texts(sheet) == []


def test_f6_walks_the_panels(shell: Shell, qtbot: Any, stick: Drive) -> None:
    page = open_page(shell, qtbot, stick)
    back_to(shell, qtbot)
    page.places.folder.setFocus()
    qtbot.waitUntil(page.places.folder.hasFocus)
    for panel in (page.moving.move_button, page.trying.test, page.places.rows[0].button, page.places.folder):
        press(qtbot, shell, Qt.Key.Key_F6)
        qtbot.waitUntil(lambda panel=panel: stands_on(panel))


def test_a_stick_just_found_is_a_panel_at_once(shell: Shell, qtbot: Any, stick: Drive) -> None:
    """No turn of the event loop between what was found and the key."""
    page = open_page(shell, qtbot)
    back_to(shell, qtbot)
    page._scanned((stick,))
    page.trying.test.setFocus()
    page.next_panel()
    assert page.places.rows[0].button is shell.focusWidget()


# --- the desk's own ------------------------------------------------------------------------------------


def add_one(desk: Desk) -> None:
    desk.add_people([{"kelompok": "pekerja_rentan", "nama": "ORANG LAIN"}])


def test_the_desk_backs_itself_up_behind_the_page(shell: Shell, desk: Desk, qtbot: Any) -> None:
    by_itself = AutoBackup(shell)
    run_to_end(desk.auto_backup_job("tutup"))
    page = open_page(shell, qtbot)
    add_one(desk)
    qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)  # looking for flash drives
    by_itself.look()
    assert not shell.busy
    for _ in range(20):
        add_one(desk)
    by_itself.look()
    qtbot.waitUntil(lambda: not shell.busy, timeout=20_000)
    assert [one.sebab for one in desk.local_backups()] == ["hitung", "tutup"]
    page.refresh()
    assert page.own.words.text().startswith("2 cadangan di laptop ini. Terbaru hari ini")
    add_one(desk)
    desk.closing()
    assert desk.local_backups()[0].sebab == "tutup"


def test_a_failure_is_said_once_and_stays_visible(shell: Shell, desk: Desk, qtbot: Any) -> None:
    by_itself, said = AutoBackup(shell), []
    shell.toaster.show_text = lambda text, undo=None: said.append(text)  # type: ignore[method-assign]
    desk.folder.backups.write_text("a file where the folder should be")
    for _ in range(20):
        add_one(desk)
    page = open_page(shell, qtbot)
    qtbot.waitUntil(lambda: not shell.busy, timeout=20_000)  # looking for flash drives: nothing is begun beside it
    for _ in range(2):
        by_itself._pause = 0
        by_itself.look()
        assert shell.busy
        qtbot.waitUntil(lambda: not shell.busy, timeout=20_000)
    assert said == ["Cadangan otomatis belum jadi. Folder cadangan tidak dapat ditulisi."]
    page.refresh()
    assert page.own.chip.text == "Belum jadi"
    assert page.own.failed.isVisible()
    by_itself.keep_at_end()  # told already: no window asks again


def test_going_back_to_one_by_keyboard(shell: Shell, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run_to_end(desk.auto_backup_job("hitung"))
    add_one(desk)
    run_to_end(desk.auto_backup_job("tutup"))
    page, asked = open_page(shell, qtbot), []
    monkeypatch.setattr("ui.pages.cadangan_local.ask.confirm", lambda *said, **_: bool(asked.append(said[1:])) or True)

    def act(sheet: LocalSheet) -> None:
        qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
        qtbot.waitUntil(sheet.go.isEnabled, timeout=20_000)
        assert "Sesudah cadangan itu: 1 orang baru." in sheet.note.words.text()
        sheet.go.setFocus()
        qtbot.keyClick(sheet.go, Qt.Key.Key_Return)

    before = desk.counts().total
    with_sheet(LocalSheet, act)
    page.own.show_all.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(page.result.isVisible, timeout=20_000)
    assert desk.counts().total == before - 1
    assert "sudah kembali" in page.result.words.text()
    assert "disimpan dulu sebagai cadangan baru" in asked[0][2]
    assert [one.sebab for one in desk.local_backups()] == ["pulihkan", "tutup", "hitung"]
    shell.go("peserta")
    assert cut_texts(page) == []


def test_the_reminder_is_chosen_and_a_known_stick_named(shell: Shell, desk: Desk, qtbot: Any, stick: Drive) -> None:
    run_to_end(desk.backup_job(stick.target))
    page = open_page(shell, qtbot, stick)
    assert page.places.rows[0].button.isEnabled()
    assert any("Cadangan terakhir di sini hari ini." in label.text() for label in page.places.findChildren(Label))
    page.last.days.setCurrentIndex(page.last.days.findData("30"))
    page.last.days.activated.emit(page.last.days.currentIndex())
    assert desk.backup_days() == 30


@pytest.mark.parametrize(("wide", "high"), [(1366, 698), (1093, 586)])
def test_the_list_is_not_cut(shell: Shell, desk: Desk, qtbot: Any, wide: int, high: int) -> None:
    shell.resize(wide, high)
    run_to_end(desk.auto_backup_job("hitung"))
    page = open_page(shell, qtbot)
    assert cut_texts(page) == []
    sheet = LocalSheet(shell, desk.local_backups(), "", page)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(sheet.go.isEnabled, timeout=20_000)
    assert cut_texts(sheet) == []


# --- restoring ---------------------------------------------------------------------------------------


@pytest.fixture
def backup(tmp_path: Path, stick: Drive) -> tuple[Path, tuple[str, ...]]:
    """A backup of a village, and its words."""
    folder = DataFolder(tmp_path / "asal")
    words = set_up_desa(folder, SetUp(unit_for("74.02.11.2017", "Abdul Rahim", "Nurhayati Salam")), Clock(TODAY))
    with open_desk(folder, None, Clock(TODAY)) as desk:
        run_to_end(desk.samples_job(5, 3))
        return run_to_end(desk.backup_job(stick.target)).path, words


@pytest.fixture
def wizard(tmp_path: Path, qtbot: Any, stick: Drive) -> RestoreWizard:
    window = RestoreWizard(DataFolder(tmp_path / "baru"), Clock(TODAY))
    window.file.find_drives = lambda: (stick,)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.file._worker is None, timeout=10_000)
    return window


NEW_PIN = "482913"


def choose_pin(wizard: RestoreWizard, qtbot: Any) -> None:
    """A restored desk never lies open: a weak PIN holds the step, a good one lets on."""
    form = wizard.pin_step.form
    for pin, ready in (("123456", False), (NEW_PIN, True)):
        for boxes in (form.pin, form.again):
            boxes.clear()
            qtbot.keyClicks(boxes._line, pin)
        assert wizard.next_button.isEnabled() is ready


def test_restoring_by_keyboard(wizard: RestoreWizard, backup: tuple[Path, tuple[str, ...]], qtbot: Any,
                               tmp_path: Path) -> None:
    file, words = backup
    press(qtbot, wizard, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(wizard.file.buttons) == 1, timeout=10_000)
    assert not wizard.next_button.isEnabled()
    wizard.file.buttons[0].setFocus()
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert wizard.file.name.text().replace("\u200b", "") == file.name
    assert wizard.file.facts["Kantor"].text() == "Desa Bajo Indah, kode 74.02.11.2017"
    press(qtbot, wizard, Qt.Key.Key_Return, ctrl=True)
    assert wizard.step == 1
    for field, word in zip(wizard.words.fields, words, strict=True):
        assert QApplication.focusWidget() is field.edit
        qtbot.keyClicks(field.edit, word.upper() if field is wizard.words.fields[0] else word)
        press(qtbot, wizard, Qt.Key.Key_Tab)
    assert [field.state for field in wizard.words.fields] == ["benar"] * 12
    press(qtbot, wizard, Qt.Key.Key_Return, ctrl=True)
    assert wizard.step == 2
    choose_pin(wizard, qtbot)
    press(qtbot, wizard, Qt.Key.Key_Return, ctrl=True)
    assert wizard.step == 3
    assert wizard.pin_step.pin == ""
    assert wizard.result.facts["Isi"].text().startswith("5 orang")
    assert not wizard.result.aside.isVisible()
    assert wizard.words.words == ("",) * 12
    back_to(wizard, qtbot)
    with qtbot.waitSignal(wizard.done) as said:
        press(qtbot, wizard, Qt.Key.Key_Return, ctrl=True)
    assert said.args == [NEW_PIN]
    with open_desk(DataFolder(tmp_path / "baru"), NEW_PIN, Clock(TODAY)) as desk:
        assert desk.counts().total == 5


def test_a_wrong_word_is_named_and_f8_finds_it(wizard: RestoreWizard, backup: tuple[Path, tuple[str, ...]],
                                               qtbot: Any, answers: Answers, tmp_path: Path) -> None:
    file, words = backup
    wizard.file.choose(file)
    wizard.show_step(1)
    fields = wizard.words.fields
    qtbot.keyClicks(fields[0].edit, " ".join(words))  # pasted as one line
    assert wizard.words.words == words
    fields[4].edit.setFocus()
    fields[4].edit.selectAll()
    qtbot.keyClicks(fields[4].edit, words[4][:-1] + "qq")
    fields[0].setFocus()
    assert fields[4].state == "salah"
    assert not wizard.next_button.isEnabled()
    press(qtbot, wizard, Qt.Key.Key_F8)
    assert QApplication.focusWidget() is fields[4].edit
    fields[4].edit.selectAll()
    qtbot.keyClicks(fields[4].edit, words[3])  # a word of the list, but not this one
    wizard.forward()
    choose_pin(wizard, qtbot)
    wizard.forward()
    assert answers.codes[-1] in ("KATA_SALAH", "KATA_BUKAN_DESA_INI")
    assert wizard.step == 1
    assert not DataFolder(tmp_path / "baru").database.exists()


def test_a_file_that_is_no_backup(wizard: RestoreWizard, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "foto.jdc").write_bytes(b"\xff\xd8\xff\xe0" + bytes(300))
    wizard.file.choose(tmp_path / "foto.jdc")
    assert wizard.file.refused.isVisible()
    assert "bukan cadangan" in wizard.file.refused.words.text()
    assert not wizard.next_button.isEnabled()
    with qtbot.waitSignal(wizard.left):
        press(qtbot, wizard, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("wide", "high"), [(1366, 698), (1093, 586)])
def test_nothing_is_cut_while_restoring(wizard: RestoreWizard, backup: tuple[Path, tuple[str, ...]], qtbot: Any,
                                        wide: int, high: int) -> None:
    wizard.resize(wide, high)
    wizard.file.scan()
    qtbot.waitUntil(lambda: len(wizard.file.buttons) == 1, timeout=10_000)
    wizard.file.choose(backup[0])
    assert cut_texts(wizard) == []
    wizard.show_step(1)
    qtbot.keyClicks(wizard.words.fields[0].edit, "zzzz")
    wizard.words.fields[1].setFocus()
    assert cut_texts(wizard) == []


def settled(program: Any, qtbot: Any) -> None:
    """What the program does after its first paint is done."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not program.window.busy, timeout=10_000)


def test_the_first_window_leads_to_it_and_the_shell_too(
        tmp_path: Path, qtbot: Any, backup: tuple[Path, tuple[str, ...]], qapp: Any,
        monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.app import Program
    from ui.pages.lock import LockWindow

    monkeypatch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda folder: None)  # a fault of ours must fail the test, not ask
    program = Program(qapp, DataFolder(tmp_path / "laptop"))
    try:
        assert program.start()
        program.window.desa.restore_asked.emit()
        assert isinstance(program.window, RestoreWizard)
        program.window.left.emit()
        assert not isinstance(program.window, RestoreWizard)
        program.window.desa.restore_asked.emit()
        wizard = program.window
        wizard.file.choose(backup[0])
        wizard.show_step(1)
        qtbot.keyClicks(wizard.words.fields[0].edit, " ".join(backup[1]))
        wizard.forward()
        choose_pin(wizard, qtbot)
        wizard.forward()
        wizard.forward()
        assert isinstance(program.window, Shell)
        assert program.window.desk.counts().total == 5
        settled(program, qtbot)
        program.window.restore_asked.emit()
        assert isinstance(program.window, RestoreWizard)
        program.window.left.emit()
        assert isinstance(program.window, LockWindow)  # the desk was closed; its PIN is asked again
    finally:
        program.window.close()
        program.window.deleteLater()
