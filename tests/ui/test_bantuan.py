"""Help: F1 over a page leaves form, cursor and focus as they were; the guide is whole, found, linked, and true."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from clerk_desk import window_of
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from jamsos_desktop.desk import (
    find_in_guide,
    guide_anchor,
    guide_contents,
    guide_folder,
    guide_html,
    guide_text,
    open_desk,
    set_up_dpmd,
)
from jamsos_desktop.desk.guide import sections
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui import pages
from ui.ask import ProblemDialog
from ui.guide_text import GuideText
from ui.guide_window import GuideWindow
from ui.pages.riwayat_sheets import PaperCodeSheet
from ui.pages.wizard import Wizard
from ui.pages.wizard_district import DistrictWizard
from ui.pages.wizard_pulihkan import RestoreWizard
from ui.widgets.unsure import Doubt, UnsureMark

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted(file.stem for file in guide_folder().glob("*.md"))
CTRL = Qt.KeyboardModifier.ControlModifier
# Bold words that are no words of a button: what is stressed, and the tabs and parts of papers a list explains.
STRESSED = {"terkunci", "satu-satunya jalan", "Salah 10 kali tidak menghapus data.", "Tersimpan", "Musnahkan",
            "Virus atau orang yang memakai laptop saat aplikasi terbuka", "Ditahan hanya karena tiga hal.", "Depan map",
            "Berkas tiap orang", "Pemberi kerja, wadah dan iuran", "Sesudah terdaftar",
            "Sosialisasi dan lembar bantu", "Ctrl+L", "Awas.",
            "Perbarui ke versi ..."}  # the last names the version there


@pytest.fixture
def page(shell):
    shell.go("peserta")
    return shell.current


def to_front(shell, qtbot) -> None:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)


def links() -> list[tuple[str, str, str]]:
    found = []
    for name in CHAPTERS:
        for link in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", guide_text(name)):
            target, _, anchor = link.partition("#")
            found.append((name, target.removesuffix(".md") or name, anchor))
    return found


# The page under help.


def test_f1_opens_the_chapter_of_the_page_and_goes_back_to_the_very_same_field(shell, page, qtbot) -> None:
    to_front(shell, qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "jumria")
    field.setCursorPosition(3)
    closed: list[str] = []
    page.closing = lambda: closed.append("closing") or True  # type: ignore[method-assign]
    page.opened = lambda **args: closed.append("opened")  # type: ignore[method-assign]
    qtbot.keyClick(field, Qt.Key.Key_F1)
    assert shell.current_name == "peserta"
    assert shell.current.view.text.chapter == "peserta"
    assert "Mencari" in shell.current.view.text.toPlainText()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert shell.current is page
    assert QApplication.focusWidget() is field
    assert (field.text(), field.cursorPosition(), field.selectedText()) == ("jumria", 3, "")
    assert closed == []


class Strays(QObject):
    """Keeps every part of a page that was shown before it had a parent: a window of its own, which takes the
    keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.met.append(watched)
        return False


def test_the_first_help_and_the_first_list_are_built_without_windows_of_their_own(shell, qapp) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    shell.go("peserta")
    shell.show_help()
    qapp.removeEventFilter(strays)
    assert shell.current.practice.isVisible()
    assert strays.met == []


def test_ctrl_h_is_f1_and_the_second_press_goes_back(shell, page, qtbot) -> None:
    to_front(shell, qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_H, CTRL)
    assert shell.current.title == "Bantuan"
    qtbot.keyClick(shell, Qt.Key.Key_H, CTRL)
    assert shell.current is page


def test_leaving_help_by_the_menu_asks_the_page_underneath_first(shell, page) -> None:
    shell.show_help()
    page.closing = lambda: False  # type: ignore[method-assign]
    assert not shell.go("iuran")
    assert shell.current is page, "the page that must stay comes back to say why"
    shell.show_help()
    page.closing = lambda: True  # type: ignore[method-assign]
    assert shell.go("iuran")
    assert shell.under is None
    assert shell.current.title == "Iuran"


def test_the_window_asks_the_page_underneath_before_it_closes(shell, page) -> None:
    shell.show_help()
    page.closing = lambda: False  # type: ignore[method-assign]
    assert not shell.close()
    page.closing = lambda: True  # type: ignore[method-assign]


def test_what_is_not_confirmed_stands_above_the_chapter(shell, page) -> None:
    mark = UnsureMark([Doubt("Batas usia 65 <tahun>", "Tanya jawab BPJS 2025")], page)
    mark.show()
    shell.show_help()
    words = shell.current.view.text.toPlainText()
    assert words.index("Belum dikonfirmasi di halaman ini") < words.index("Batas usia 65 <tahun>")
    assert words.index("Tanya jawab BPJS 2025") < words.index("Mencari dan mengolah peserta")
    shell.leave_help()
    mark.set_doubts([])
    shell.show_help()
    assert "Belum dikonfirmasi di halaman ini" not in shell.current.view.text.toPlainText()
    shell.leave_help()


def test_links_lead_to_other_chapters_and_back(shell, page, qtbot) -> None:
    shell.show_help()
    view = shell.current.view
    view.text.anchorClicked.emit(QUrl("iuran.md#perpanjangan"))
    assert view.text.chapter == "iuran"
    assert view.text.verticalScrollBar().value() > 0
    assert view.list.currentItem().text() == "Iuran"
    to_front(shell, qtbot)
    qtbot.keyClick(view.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.text.chapter == "peserta"
    assert not view.back()


def test_finding_in_the_guide_by_keys(shell, qtbot) -> None:
    shell.go("bantuan")
    to_front(shell, qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_F3)
    view = shell.current.view
    assert view.search.hasFocus()
    QTest.keyClicks(view.search, "kecelakaan kerja")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.text.chapter == "keluar-dan-klaim"
    assert view.list.hasFocus()
    view.search.setFocus()
    view.search.setText("qwertz")
    qtbot.waitUntil(lambda: view.list.count() == 0)
    assert "Tidak ada bagian" in view.found.text()
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    assert view.list.count() > 10


def test_set_up_and_lock_page_have_the_same_guide(qtbot) -> None:
    from PySide6.QtWidgets import QMainWindow

    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1093, 544)
    guide = GuideWindow(window, "keamanan#lupa-pin")
    guide.show()
    assert guide.view.title == "Keamanan data"
    assert guide.view.text.verticalScrollBar().value() > 0
    qtbot.keyClick(guide.view.text, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def guide_over(dialog) -> GuideWindow | None:
    return next((one for one in dialog.findChildren(GuideWindow) if one.isVisible()), None)


@pytest.mark.parametrize("key", [(Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_H, CTRL)])
def test_f1_in_a_window_over_a_page_opens_the_chapter_of_that_page(shell, page, qtbot, key) -> None:
    sheet = PaperCodeSheet(shell)
    UnsureMark([Doubt("Batas usia 65", "Tanya jawab BPJS 2025")], sheet).show()
    sheet.open()
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and QApplication.focusWidget() is not None)
    field = QApplication.focusWidget()
    met: list[str] = []

    def read_and_leave() -> None:
        guide = guide_over(sheet)
        if guide is None or not guide.isActiveWindow():
            QTimer.singleShot(10, read_and_leave)
            return
        met.extend((guide.view.text.chapter, guide.view.text.toPlainText()[:34], str(guide.width() > 1_000)))
        QTest.keyClick(QApplication.focusWidget(), *key)
        QTimer.singleShot(1_000, guide, lambda: (met.append("late"), guide.reject()))  # were the key to do nothing

    QTimer.singleShot(0, read_and_leave)
    qtbot.keyClick(field, *key)
    assert met == ["peserta", "Belum dikonfirmasi di halaman ini\n", "True"]
    assert sheet.isVisible(), "help closes, the window it was asked in stays"
    assert guide_over(sheet) is None
    sheet.reject()


def test_f1_in_a_problem_shows_its_details_and_no_guide(shell, page, qtbot) -> None:
    dialog = ProblemDialog(Problem("COBA", "Ada yang salah.", "Data aman.", "Coba lagi."), shell)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    assert "Kode: COBA" in dialog.details.text()
    assert guide_over(dialog) is None
    dialog.reject()


def test_every_set_up_names_the_chapter_that_is_opened_there() -> None:
    for kind in (Wizard, DistrictWizard, RestoreWizard):
        chapter, _, anchor = kind.chapter.partition("#")
        assert chapter in {one.name for part in guide_contents(kind.mode) for one in part.chapters}, kind
        assert not anchor or anchor in {guide_anchor(heading) for heading, _ in sections(guide_text(chapter))}


def test_pictures_are_shrunk_to_the_view_after_it_was_laid_out_and_never_within(shell, qtbot) -> None:
    shell.go("bantuan")
    text = shell.current.view.text
    shell.current.view.open("peserta")
    before = text._shown_wide
    made: list[int] = []
    text.show_chapter = lambda *args, **named: made.append(1) or GuideText.show_chapter(text, *args, **named)
    shell.resize(1093, 544)
    QApplication.sendPostedEvents()
    assert not made, "nothing is made anew while sizes are being given out"
    qtbot.waitUntil(lambda: text._shown_wide == text.viewport().width() != before)
    names = re.findall(r'<img src="([^"]+)"', text.document().toHtml())
    assert len(names) == 3
    for name in names:
        picture = text.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(name))
        assert 0 < picture.width() <= text.viewport().width()
    shell.resize(1366, 698)
    qtbot.waitUntil(lambda: text._shown_wide == before)


def test_the_quick_card_comes_on_the_paper_asked_for(shell, qtbot) -> None:
    shell.go("bantuan")
    page = shell.current
    opened: list[Path] = []
    page.paper.open_file = lambda path: opened.append(path) or True
    page.print_now()
    assert [action.text() for action in page.papers.actions()] == ["Kertas A4", "Kertas F4", "Kertas A5"]
    page.papers.close()
    page.make_card("A5")
    qtbot.waitUntil(lambda: page.paper.path is not None and not shell.busy)
    assert page.paper.path.read_bytes().startswith(b"%PDF")


def test_the_guide_as_a_book_is_followed_and_can_be_stopped(shell, qtbot) -> None:
    shell.go("bantuan")
    page = shell.current
    page.whole.click()
    assert [action.text() for action in page.whole_papers.actions()] == ["Kertas A4", "Kertas F4"]
    page.whole_papers.close()
    page.make_book("A4")
    qtbot.waitUntil(lambda: page.strip.isVisible() and page.strip.bar.maximum() > 20)
    assert page.back()
    qtbot.waitUntil(lambda: not page.strip.isVisible() and not shell.busy)
    assert shell.current is page, "Esc stops the work and stays"
    assert not list(page.desk.folder.outbox.glob("Panduan-*"))


# The guide itself.


def test_every_chapter_is_in_the_contents_and_opens_with_its_title() -> None:
    listed = {chapter.name for mode in ("desa", "dpmd") for part in guide_contents(mode) for chapter in part.chapters}
    assert listed == set(CHAPTERS)
    for mode in ("desa", "dpmd"):
        names = [chapter.name for part in guide_contents(mode) for chapter in part.chapters]
        assert len(names) == len(set(names))
    for name in CHAPTERS:
        assert re.match(r"# \S", guide_text(name)), name


@pytest.mark.parametrize("mode", ["desa", "dpmd"])
def test_every_page_has_a_chapter_of_its_own_that_its_mode_reads(mode: str) -> None:
    read = {chapter.name for part in guide_contents(mode) for chapter in part.chapters}
    menu = {entry.name for entry in (*pages.PLANS[mode].menu, *pages.BELOW)}
    for name, (module, kind) in pages.MODULES.items():
        found = getattr(__import__(module, fromlist=[kind]), kind).help
        chapter, _, anchor = found.partition("#")
        assert chapter in CHAPTERS, name
        assert not anchor or anchor in {guide_anchor(heading) for heading, _ in sections(guide_text(chapter))}, name
        if name in menu:
            assert chapter in read, (name, chapter)


def test_every_link_and_picture_of_the_guide_leads_somewhere() -> None:
    assert len(links()) > 60
    for source, target, anchor in links():
        assert target in CHAPTERS, (source, target)  # nothing else is shipped
        anchors = {guide_anchor(heading) for heading, _ in sections(guide_text(target))}
        assert not anchor or anchor in anchors, (source, target, anchor)
    for name in CHAPTERS:
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", guide_text(name)):
            assert (guide_folder() / picture).is_file(), (name, picture)


def texts_of_the_program() -> str:
    """The window, the core and the resources as written."""
    return words_in(file for top in ("ui", "jamsos_desktop", "resources") for kind in ("py", "csv", "toml")
                    for file in (ROOT / top).rglob(f"*.{kind}"))


def words_in(files: Iterable[Path]) -> str:
    """Files as written, strings that go over several lines joined, no mnemonics."""
    text = "\n".join(file.read_text("utf-8") for file in files)
    text = re.sub(r'"\s*\n\s*f?"', "", text).replace("&&", "\0").replace("&", "").replace("\0", "&")
    return text.replace("…", "...").casefold()


def test_every_bold_word_of_the_guide_is_a_word_of_the_program() -> None:
    program = texts_of_the_program()
    missing = []
    for name in CHAPTERS:
        for bold in re.findall(r"\*\*([^*]+)\*\*", guide_text(name)):
            words = " ".join(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", bold).split())
            if words not in STRESSED and words.replace("…", "...").casefold() not in program:
                missing.append((name, words))
    assert not missing


def rooms_of(module: str, found: set[Path]) -> set[Path]:
    """The files of the window that a page is made of."""
    file = ROOT / f"{module.replace('.', '/')}.py"
    if module != "ui.window" and file.is_file() and file not in found:
        found.add(file)
        near = module.rpartition(".")[0]
        for source, names in re.findall(r"^\s*from (ui[\w.]*|\.\w+) import (.+)", file.read_text("utf-8"), re.M):
            source = near + source if source.startswith(".") else source
            for one in (source, *(f"{source}.{name}" for name in re.findall(r"\w+", names))):
                rooms_of(one, found)
    return found


# Buttons a chapter leads to that stand on another page -> the module they stand in.
ELSEWHERE = {
    "belum-dikonfirmasi": {"Yang perlu dikonfirmasi...": "ui.pages.bantuan"},
    "cadangan": {"Laptop lama tidak dipakai lagi": "ui.widgets.desk_strip"},
    "isi-cepat": {"Isi cepat kolom yang kurang...": "ui.pages.impor"},
    "keluar-dan-klaim": dict.fromkeys(
        ("Catat keluar...", "Tidak jadi keluar", "Buka klaim", "Salah catat"), "ui.pages.editor")
    | {"Keluar...": "ui.pages.peserta", "Ganti orang...": "ui.pages.struktur"},
    "ketentuan": {"Buka ketentuan": "ui.pages.pengaturan"},
    "memperbarui": {"Pulihkan cadangan...": "ui.app", "Tutup sekarang": "ui.upgrading"},
    "mencetak": {"Pejabat dan kop": "ui.pages.pengaturan"},
    "struktur-desa": {"Buka langkah": "ui.pages.beranda"},
}


def test_bold_words_stand_on_the_page_the_chapter_belongs_to() -> None:
    """A button that was moved or renamed on its page is missed here, even where another page still has its name."""
    pages_of: dict[str, set[Path]] = {}
    for module, kind in pages.MODULES.values():
        chapter = getattr(__import__(module, fromlist=[kind]), kind).help.partition("#")[0]
        rooms_of(module, pages_of.setdefault(chapter, set()))
    menu = "\n".join(entry.words for plan in pages.PLANS.values() for entry in (*plan.menu, *pages.BELOW)).casefold()
    core = words_in(file for top in ("jamsos_desktop", "resources") for kind in ("py", "csv", "toml")
                    for file in (ROOT / top).rglob(f"*.{kind}")) + menu
    missing = []
    for chapter, files in pages_of.items():
        here = words_in(files)
        for words in {" ".join(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", bold).split())
                      for bold in re.findall(r"\*\*([^*]+)\*\*", guide_text(chapter))} - STRESSED:
            other = ELSEWHERE.get(chapter, {}).get(words)
            there = words_in(rooms_of(other, set())) if other else ""
            told = words.replace("…", "...").casefold()
            if told not in here and told not in there and f'"{told}' not in core and told not in menu:
                missing.append((chapter, words))
    assert not missing
    assert len(pages_of) > 20


def test_finding_takes_the_beginning_of_words_and_headings_first() -> None:
    hits = find_in_guide("desa", "lupa pin")
    assert hits[0].heading == "Lupa PIN"
    assert {hit.chapter.name for hit in find_in_guide("dpmd", "batch")} >= {"dpmd-bpjs"}
    assert not find_in_guide("desa", "zzz")
    assert not find_in_guide("desa", "  ")
    assert all(len(hit.excerpt) < 200 for hit in hits)


def test_a_chapter_that_is_not_there_is_said() -> None:
    for name in ("tidak-ada", "../aturan", ""):
        with pytest.raises(Problem) as told:
            guide_text(name)
        assert told.value.kode == "BAB_TIDAK_ADA"


def test_what_a_chapter_says_is_never_markup() -> None:
    made = guide_html("# A <b>\n\nx & `<i>` **tebal** *miring* [ke](iuran.md#a)\n\n- satu\n  dua\n\n"
                      "| k | l |\n|---|---|\n| <td> | 2 |\n\n```\n<pre>\n```\n\n"
                      "4. empat\n\n> **Awas.** <i>\n> Dua.\n")
    for words in ("&lt;b&gt;", "&lt;i&gt;", "&lt;td&gt;", "&lt;pre&gt;", "<li>satu dua</li>", "<b>tebal</b>",
                  '<ol start="4">', '<td class="awas">', "&lt;i&gt; Dua.",
                  '<a href="iuran.md#a">ke</a>'):
        assert words in made


def test_the_whole_guide_is_shown_without_a_leftover_mark(shell) -> None:
    shell.go("bantuan")
    view = shell.current.view
    for name in CHAPTERS:
        view.open(name)
        words = view.text.toPlainText()
        assert not [mark for mark in ("**", "](", "|---") if mark in words], name
        view.text.moveCursor(QTextCursor.MoveOperation.End)


def test_dpmd_reads_its_own_guide(tmp_path, qtbot, clock) -> None:
    folder = DataFolder(tmp_path / "dpmd")
    set_up_dpmd(folder, "74.02", None, clock)
    with open_desk(folder, None, clock) as desk, window_of(desk, qtbot) as shell:
        shell.go("rekap")
        shell.show_help()
        assert shell.current.view.text.chapter == "dpmd-rekap"
        assert not shell.current.practice.isVisibleTo(shell.current)
        shell.go("bantuan", place="dpmd-memulai")
        assert shell.current.view.title == "Memulai di DPMD"
    shutil.rmtree(folder.root)
