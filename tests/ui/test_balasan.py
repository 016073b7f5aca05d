"""Page Balasan DPMD of a village with real keys: real replies of a real district desk, taken in from a stick."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from clerk_desk import Answers, InModal, cut_texts, tab_stops
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import history
from tests.conftest import TODAY
from tests.desk.talks import Talk
from tests.hub import makers
from ui.ask import ProblemDialog
from ui.drives import Drive
from ui.pages.balasan_members import masked
from ui.widgets import Button
from ui.window import Shell

GB = 1_000_000_000


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    """A village whose first package, with five people, is at the district."""
    (tmp_path / "kunci").mkdir()
    with makers.district(tmp_path) as dpmd:
        name, data = dpmd.make_key()
        desk.take_in(desks.write_whole(data, tmp_path / "kunci" / name))
        both = Talk(desk, dpmd, tmp_path)
        both.enrol(1, 2, 3, 4, 5)
        both.deliver()
        yield both


@pytest.fixture
def answered(talk: Talk) -> Talk:
    """The village has taken in: two refused, one to be replaced, one active, one accepted."""
    talk.district.refuse(["u2"], "NAMA_BEDA", "KTP tercatat JUMRIAH")
    talk.district.refuse(["u3"], "IBU_KOSONG")
    talk.district.refuse(["u4"], "GANDA", "Sudah aktif lewat Desa Leppe")
    talk.activate("u1")
    talk.district.message("74.02.11.2017", "Bawa scan KTP bersama kiriman berikut.")
    talk.hear(kpj=True)
    return talk


def press(qtbot: Any, shell: Shell, key: Qt.Key, ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or shell
    qtbot.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def open_page(shell: Shell, *found: Drive) -> Any:
    page = shell.page("balasan")
    page.taking.find_drives = lambda: found
    page.taking.pick = lambda: ""
    shell.go("balasan")
    return page


def stick(folder: Path) -> Drive:
    return Drive(folder, "E: FLASHDISK DPMD", GB, GB, True)


def settled(qtbot: Any, shell: Shell) -> None:
    qtbot.waitUntil(lambda: not shell.busy, timeout=15_000)


def names(page: Any) -> list[str]:
    return [line.nama for line in page.detail.refused.lines]


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\r\n", "\n")


def test_before_the_first_reply_it_says_what_is_awaited(talk: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    assert page.middle.currentWidget() is page.empty
    assert page.sub.text() == "Kiriman no. 1 (5 orang) masih menunggu, hari ini"
    assert "kiriman no. 1" in page.empty.why.text()
    assert QApplication.focusWidget() is page.first_button


def test_f5_takes_the_reply_from_the_stick(talk: Talk, shell: Shell, qtbot: Any) -> None:
    talk.district.refuse(["u2"], "NAMA_BEDA", "KTP tercatat JUMRIAH")
    path = talk.answer()
    page = open_page(shell, stick(path.parent))
    press(qtbot, shell, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page._no == 1, timeout=15_000)
    settled(qtbot, shell)
    assert "Balasan no. 1 diambil" in shell.toaster.text
    assert page.detail.heading.text() == "Balasan no. 1 untuk kiriman no. 1"
    assert page.detail.signed.text == "Tanda tangan DPMD sah"
    assert names(page) == ["La Basri"]
    assert QApplication.focusWidget() is page.detail.refused_view
    assert path.is_file()
    press(qtbot, shell, Qt.Key.Key_F5)  # the same once more
    settled(qtbot, shell)
    qtbot.waitUntil(lambda: "tidak ada yang berubah" in shell.toaster.text.lower(), timeout=10_000)


def test_enter_opens_the_field_and_esc_comes_back_to_the_next_row(answered: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    assert names(page) == ["Hamid Salam", "La Basri", "Rostina Tahir"]
    assert QApplication.focusWidget() is page.detail.refused_view
    press(qtbot, shell, Qt.Key.Key_Down)
    first = page.detail.refused.lines[1]
    assert (first.uid, first.kolom, first.oleh, first.label) == ("u2", "nama", "DPMD", "Nama beda dengan KTP")
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current_name == "editor")
    editor = shell.page("editor")
    assert editor.session.base.uid == first.uid
    assert editor._place[1] == first.kolom
    press(qtbot, shell, Qt.Key.Key_Escape)
    assert shell.current_name == "balasan"
    assert page.detail.refused_view.currentIndex().row() == 1  # nothing was mended: the same person
    assert QApplication.focusWidget() is page.detail.refused_view
    answered.change(first.uid, **{first.kolom: "JUMRIAH"})
    press(qtbot, shell, Qt.Key.Key_Return)
    press(qtbot, shell, Qt.Key.Key_Escape)
    assert shell.current_name == "balasan"
    here = page.detail.refused.lines[page.detail.refused_view.currentIndex().row()]
    assert (here.uid, here.done) == ("u3", False)
    assert page.detail.tabs.tabs["ditolak"].text() == "Ditolak (2)"


def test_the_action_follows_what_dpmd_asks(answered: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    row = next(at for at, line in enumerate(page.detail.refused.lines) if line.tindakan == "ganti_orang")
    assert page.detail.refused.lines[row].action[0] == "Ganti orang..."
    page.detail.refused_view.go_to(row)
    asked: list[str] = []

    def answer(window: QWidget) -> None:
        asked.extend(b.text() for b in window.findChildren(Button))
        assert cut_texts(window) == []
        qtbot.keyClick(next(b for b in window.findChildren(Button) if b.isDefault()), Qt.Key.Key_Return)

    waits = InModal(answer)
    press(qtbot, shell, Qt.Key.Key_Return)
    assert waits.done
    assert shell.current_name == "editor"
    assert any("Isi orang pengganti" in words for words in asked)
    editor = shell.page("editor")
    assert editor.session.new
    assert editor.session.text("kelompok") == "pekerja_rentan"
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
    press(qtbot, shell, Qt.Key.Key_Escape)
    assert shell.current_name == "balasan"


def test_tabs_by_ctrl_tab(answered: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    detail = page.detail
    assert [key for key, tab in detail.tabs.tabs.items() if not tab.isHidden()] == [
        "semua", "ditolak", "terdaftar", "pesan"]
    assert detail.refused_view.isVisible()
    assert detail.member_view.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert detail.tabs.current == "ditolak"
    assert not detail.member_view.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert detail.tabs.current == "terdaftar"
    assert QApplication.focusWidget() is detail.member_view
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert detail.tabs.current == "pesan"
    assert "Bawa scan KTP bersama kiriman berikut." in [label.text() for label in detail.messages.findChildren(QLabel)]


def test_numbers_are_hidden_until_asked_for(answered: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    members = page.detail.members
    number = answered.desa.read("u1").kpj
    assert number == "26012340001"
    row = next(at for at, line in enumerate(members.lines) if line.kpj == number)
    shown = lambda: members.index(row, 3).data()  # noqa: E731
    assert shown() == masked(number) == "26 ••• ••• 001"
    page.detail.numbers.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)  # this laptop has no PIN: nothing is asked
    assert shown() == number
    noted = [one for one in history.entries(answered.desa._db) if (one["aksi"], one["objek"]) == ("lihat", "kpj")]
    assert {(one["objek_id"], str(one["alasan"])) for one in noted} >= {("u1", f"balasan no. {page._no}")}
    shell.go("beranda")
    shell.go("balasan")
    assert shown() == "26 ••• ••• 001"


def test_with_a_pin_the_numbers_ask_it(qtbot: Any, tmp_path: Path) -> None:
    from ui.pages.pin_sheet import PinSheet, ask_pin

    folder = DataFolder(tmp_path / "berpin")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017"), pin="246810"), desks.Clock(TODAY))
    with desks.open_desk(folder, "246810", desks.Clock(TODAY)) as desk:
        sheet = PinSheet(desk, "Nomor KPJ.")
        qtbot.addWidget(sheet)
        sheet.show()
        qtbot.keyClicks(sheet.pin._line, "111111")
        assert not sheet.result()
        assert sheet.message.text == "PIN tidak cocok. Coba lagi."
        qtbot.keyClicks(sheet.pin._line, "246810")
        assert sheet.result()

        waits = InModal(lambda window: qtbot.keyClick(window, Qt.Key.Key_Escape))
        assert not ask_pin(desk, "Nomor KPJ.", sheet)
        assert waits.done


def test_an_answer_about_an_older_version_asks(talk: Talk, shell: Shell, qtbot: Any) -> None:
    talk.activate("u1", "u2")
    talk.change("u1", hp="081299000555")
    talk.change("u2", hp="081299000556")
    talk.hear()
    page = open_page(shell)
    detail = page.detail
    assert detail.tabs.tabs["pertanyaan"].text() == "Perlu jawaban (2)"
    assert detail.ask_button.isVisible()
    detail.ask_button.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is detail.questions.view
    first = detail.questions.model.lines[0].uid
    press(qtbot, shell, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is detail.questions.use
    press(qtbot, shell, Qt.Key.Key_Return)
    assert talk.desa.read(first).aktif_sampai == date(2027, 5, 31)
    second = detail.questions.model.lines[0].uid
    assert second != first
    detail.questions.keep.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert talk.desa.read(second).aktif_sampai is None
    assert talk.desa.reply(1).pertanyaan == ()
    assert detail.tabs.current == "semua"


def test_a_reply_of_another_village_is_compared_and_changes_nothing(talk: Talk, shell: Shell, qtbot: Any,
                                                                    tmp_path: Path) -> None:
    [other] = makers.villages(1, 2, first=3)
    parcel = tmp_path / "JD-lain.jdx"
    parcel.write_bytes(other.send(makers.recipient_of(talk.dpmd, tmp_path)).data)
    run_to_end(talk.district.take_in_job([parcel]))
    talk.district.match_key(other.kode, talk.district.unit(other.kode).sidik)
    [made] = run_to_end(talk.district.reply_job(tmp_path / "b", [other.kode])).balasan
    page = open_page(shell)
    seen: dict[str, Any] = {}

    def look(window: QWidget) -> None:
        assert isinstance(window, ProblemDialog)
        seen["texts"] = [label.text() for label in window.findChildren(QLabel)]
        seen["cut"] = cut_texts(window)
        qtbot.keyClick(window, Qt.Key.Key_Escape)

    waits = InModal(look)
    page.taking.pick = lambda: str(made.path)
    press(qtbot, shell, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: waits.done and "texts" in seen, timeout=15_000)
    assert "Balasan ini bukan untuk Desa Bajo Indah." in seen["texts"]
    for words in ("Seharusnya", "Menurut nama berkas", "74.02.11.2017", other.kode, other.unit.nama):
        assert words in seen["texts"]
    assert seen["cut"] == []
    assert talk.desa.replies() == []


@pytest.mark.parametrize("damage", ["rusak", "potong", "bukan"])
def test_a_broken_file_is_told_and_changes_nothing(talk: Talk, shell: Shell, qtbot: Any, answers: Answers,
                                                   damage: str) -> None:
    path = talk.answer()
    data = bytearray(path.read_bytes())
    bad = path.parent.parent / "rusak" / path.name
    bad.parent.mkdir()
    data[-30] ^= 1
    bad.write_bytes({"rusak": bytes(data), "potong": bytes(data[:200]), "bukan": os.urandom(64)}[damage])
    page = open_page(shell, stick(bad.parent))
    press(qtbot, shell, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(answers.said) == 1, timeout=15_000)
    assert talk.desa.replies() == []
    assert page.middle.currentWidget() is page.empty


def test_mended_people_are_ticked_and_the_next_step_is_named(answered: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    assert page.detail.guide_words.text() == "Perbaiki satu per satu. Yang selesai otomatis masuk kiriman no. 2."
    for line in list(page.detail.refused.lines):
        answered.change(line.uid, hp="081299009999")
    page.refresh()
    assert all(line.done for line in page.detail.refused.lines)
    assert page.detail.guide_words.text() == "Semua sudah diperbaiki. Buat kiriman no. 2 untuk DPMD."
    press(qtbot, shell, Qt.Key.Key_F8)
    assert "Tidak ada lagi yang ditolak" in shell.toaster.text


def test_the_list_for_a_visit_and_the_reply_on_paper(answered: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    opened: list[Path] = []
    page.paper.open_file = lambda path: bool(opened.append(path)) or True
    page.detail.visit_button.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=20_000)
    settled(qtbot, shell)
    visit = text_of(opened[0])
    assert "DAFTAR KUNJUNGAN" in visit
    assert "Dusun II, 3 orang" in visit
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=20_000)
    reply = text_of(opened[1])
    assert "BALASAN DPMD NO. 1" in reply
    assert "Ditolak, 3 orang" in reply
    for uid in ("u1", "u2", "u3", "u4"):
        person = answered.desa.read(uid)
        assert person.nik not in visit + reply
        assert not person.kpj or person.kpj not in visit + reply
        assert (person.nama in visit.replace("\n", " ")) == (uid != "u1")


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_no_text_is_cut(answered: Talk, shell: Shell, qtbot: Any, size: tuple[int, int]) -> None:
    page = open_page(shell)
    shell.resize(*size)
    for tab in ("semua", "ditolak", "terdaftar", "pesan"):
        page.detail.go_tab(tab)
        qtbot.waitUntil(lambda: cut_texts(shell) == [], timeout=10_000)
    table, fonts = page.detail.member_view, page.detail.members
    page.detail.go_tab("terdaftar")
    QApplication.processEvents()
    for column in range(fonts.columnCount()):
        if not table.isColumnHidden(column):
            words = fonts.headerData(column, Qt.Orientation.Horizontal)
            wide = table.horizontalHeader().fontMetrics().horizontalAdvance(words)
            assert wide + 12 <= table.columnWidth(column), words


def test_tab_goes_round_and_everything_has_a_name(answered: Talk, shell: Shell, qtbot: Any) -> None:
    page = open_page(shell)
    page.take_button.setFocus()
    stops = tab_stops(page, lambda: press(qtbot, shell, Qt.Key.Key_Tab))
    detail = page.detail
    wanted = [page.take_button, page.box.view, detail.print_button, detail.tabs.tabs["semua"], detail.visit_button,
              detail.refused_view, detail.numbers, detail.member_view]
    assert [stop for stop in stops if stop in wanted] == wanted
    for stop in stops:
        assert (stop.accessibleName() or getattr(stop, "text", str)()).strip()
    assert "ditolak oleh DPMD" in detail.refused.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_reasons_nobody_confirmed_are_marked_on_screen_on_f1_and_on_paper(answered: Talk, shell: Shell, qtbot: Any,
                                                                         tmp_path: Path) -> None:
    page = open_page(shell)
    unsure = [line.label for line in page.detail.refused.lines if line.unsure]
    assert unsure == ["Sudah didaftarkan desa lain"]  # the two others have a source
    assert page.detail.mark.isVisibleTo(page)
    assert page.minimumSizeHint().width() <= 1041  # beside the narrow menu at 1093: nothing scrolls aside for it
    assert [one.what for one in page.doubts()] == ["Alasan Sudah didaftarkan desa lain"]
    spoken = [page.detail.refused.data(page.detail.refused.index(row)) for row in range(3)]
    assert sum("alasan belum dikonfirmasi" in said for said in spoken) == 1
    for job in (answered.desa.reply_paper_job(1, tmp_path / "b.pdf"),
                answered.desa.visit_list_job(1, tmp_path / "k.pdf")):
        said = text_of(run_to_end(job))
        assert said.count("\u2020") == 2
        assert "\u2020 Alasan ini belum dikonfirmasi." in said
