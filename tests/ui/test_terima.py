"""Page Terima kiriman with real keys, on a real district desk and with real packages of invented villages."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from clerk_desk import Answers, InModal, cut_texts, tab_stops
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from jamsos_desktop.desk import Desk, FileLine
from jamsos_desktop.jobs import Progress
from tests.hub import makers
from tests.hub.makers import Village
from ui.drives import Drive
from ui.pages.terima_advice import advice_of, message_of
from ui.pages.terima_lines import BUCKETS, LOOKS, KirimanLines, Waiting
from ui.widgets import Button
from ui.window import Shell

GB = 1_000_000_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with makers.district(tmp_path) as desk:
        yield desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Kiriman 20 Nov"
    made.mkdir()
    return made


def send(desk: Desk, folder: Path, village: Village, name: str = "", **more: Any) -> Path:
    """A real package of the village, written into the folder."""
    built = village.send(makers.recipient_of(desk, folder.parent), **more)
    path = folder / (name or built.file_name)
    path.write_bytes(built.data)
    return path


def press(qtbot: Any, shell: Shell, key: Qt.Key, ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or shell
    qtbot.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def open_page(shell: Shell, *drives: Drive) -> Any:
    page = shell.page("terima")
    page.intake.find_drives = lambda: drives
    shell.go("terima")
    return page


def take(qtbot: Any, page: Any, paths: Sequence[Path]) -> None:
    """Take in and wait for the end of the job."""
    page.intake.take(list(paths))
    qtbot.waitUntil(lambda: page.intake.ran and not page.intake.running and not page.shell.busy, timeout=30_000)


def outcomes(page: Any) -> dict[str, str]:
    return {line.nama_berkas: line.hasil for line in page.lines.lines()}


def button(page: Any, words: str) -> Any:
    return next(b for b in page.panel.buttons() if words in b.text())


def test_an_empty_desk_says_where_to_begin(shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    page = open_page(shell)
    qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
    assert page.list.middle.currentWidget() is page.list.empty
    assert page.right.currentWidget() is page.source
    assert QApplication.focusWidget() is page.source.folder
    assert page.list.counts.count("masuk") == 0


def test_a_stick_is_found_and_taken_in_by_enter(shell: Shell, desk: Desk, qtbot: Any, folder: Path,
                                                tmp_path: Path) -> None:
    villages = makers.villages(3, people_each=4)
    for village in villages:
        send(desk, folder, village)
    page = open_page(shell, Drive(folder, "E: FLASHDISK", GB, GB, True))
    qtbot.waitUntil(lambda: len(page.source.rows) == 1 and page.source.rows[0].button.isEnabled(), timeout=10_000)
    press(qtbot, shell, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
    page.source.focus_first()
    press(qtbot, shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.intake.ran and not page.intake.running, timeout=30_000)
    assert page.lines.rowCount() == 3
    assert set(outcomes(page).values()) == {"kunci_belum"}
    counts = page.lines.counts()
    assert sum(counts.values()) == 3
    assert counts["perlu keputusan"] == 3
    assert page.list.counts.words.text() == "12 baru, 0 perubahan"
    assert page.sub.text() == "E: FLASHDISK · 3 kiriman dari 3 desa"
    assert sorted(path.name for path in folder.iterdir()) == sorted(outcomes(page))  # nothing was taken away
    assert len(desk.district.deliveries()) == 3


def test_every_outcome_stands_in_its_row_and_the_sums_add_up(shell: Shell, desk: Desk, qtbot: Any,
                                                             folder: Path) -> None:
    one, two, three = makers.villages(3, people_each=4)
    first = send(desk, folder, one)
    page = open_page(shell)
    take(qtbot, page, [first])
    changed = next(iter(one.rows))
    one.change(changed, hp="081299009001")
    send(desk, folder, one, uids=[changed])
    send(desk, folder, two)
    broken = send(desk, folder, three)
    broken.write_bytes(broken.read_bytes()[:-40])
    (folder / "JB-7402112024-0001.jdx").write_bytes(b"bukan kiriman")
    take(qtbot, page, [folder])
    found = outcomes(page)
    assert found[first.name] == "ulang"
    assert found[f"{first.name[:-5]}2.jdx"] in ("berubah", "kunci_belum")
    assert found[broken.name] == "ditolak"
    counts = page.lines.counts()
    assert sum(counts.values()) == page.lines.rowCount() == len(found)
    shown = {name: page.list.counts.count(name) for name in BUCKETS}
    assert shown == counts
    assert page.note.isVisible()
    assert "menunggu Anda" in page.note.words.text()


def test_matching_the_key_by_the_keyboard(shell: Shell, desk: Desk, qtbot: Any, folder: Path) -> None:
    (village,) = makers.villages(1, people_each=3)
    page = open_page(shell)
    take(qtbot, page, [send(desk, folder, village)])
    unit = desk.district.unit(village.kode)
    assert not unit.dicocokkan
    page.list.view.setFocus()
    press(qtbot, shell, Qt.Key.Key_F8)
    press(qtbot, shell, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is button(page, "Sidik sama, cocokkan")
    words = [label.text() for label in page.panel.words.findChildren(type(page.heading)) if label.text()]
    assert "  ".join(unit.sidik.split("-")) in words
    press(qtbot, shell, Qt.Key.Key_Return)
    assert desk.district.unit(village.kode).dicocokkan
    assert "sudah dicocokkan" in shell.toaster.text
    assert page.lines.counts()["masuk"] == 1  # its row says so at once
    assert page.panel.chip.text == "Baru"
    assert QApplication.focusWidget() is page.list.view  # the button is gone; F8 goes on from the row


def test_who_came_is_compared_with_everybody_without_asking(shell: Shell, desk: Desk, qtbot: Any,
                                                            folder: Path) -> None:
    one, two = makers.villages(2, people_each=3)
    (first, *_), (second, *_) = one.rows.values(), two.rows.values()
    second.update({key: first[key] for key in ("nik", "nama", "tanggal_lahir", "nama_ibu")})
    page = open_page(shell)
    take(qtbot, page, [send(desk, folder, one)])
    assert not page.doubles.note.isVisible()  # searched, nothing found: nothing is said
    assert desk.district.pair_counts().dicari
    take(qtbot, page, [send(desk, folder, two)])
    qtbot.waitUntil(page.doubles.note.isVisible, timeout=20_000)
    assert page.doubles.note.words.text() == "1 pasangan mungkin ganda."
    assert not page.doubles.strip.isVisible()
    assert desk.district.waiting().pairs == 1
    page.doubles.button.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert shell.current_name == "ganda"
    assert shell.current.list.model.rowCount() == 1


def test_another_key_is_held_until_the_old_one_is_retired(shell: Shell, desk: Desk, qtbot: Any, folder: Path) -> None:
    (village,) = makers.villages(1, people_each=3)
    page = open_page(shell)
    take(qtbot, page, [send(desk, folder, village)])
    desk.district.match_key(village.kode, desk.district.unit(village.kode).sidik)
    stranger = Village(village.kode, seed=77, device="laptop-lain", seq=1)
    stranger.enrol(2)
    take(qtbot, page, [send(desk, folder, stranger)])
    assert list(outcomes(page).values()) == ["kunci_lain"]
    before = desk.district.unit(village.kode).sidik
    press(qtbot, shell, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is button(page, "Cabut kunci lama")
    sure = InModal(lambda window: qtbot.keyClick(next(
        b for b in window.findChildren(Button) if "Cabut kunci lama" in b.text()), Qt.Key.Key_Return))
    press(qtbot, shell, Qt.Key.Key_Return)
    assert sure.done
    assert "dicabut" in shell.toaster.text
    assert desk.district.unit(village.kode).sidik != before


def test_two_laptops_are_shown_side_by_side_and_decided_with_undo(shell: Shell, desk: Desk, qtbot: Any,
                                                                  folder: Path) -> None:
    (village,) = makers.villages(1, people_each=4)
    page = open_page(shell)
    take(qtbot, page, [send(desk, folder, village)])
    other = replace(village, device="laptop-dua", seq=0, prev="", rows=dict(village.rows))
    other.enrol(2)
    take(qtbot, page, [send(desk, folder, other, name=f"salinan-{village.kode}.jdx")])
    assert list(outcomes(page).values()) == ["dua_laptop"]
    assert page.panel.stack.currentIndex() == 1
    fork = page.panel.fork
    assert fork.values["Hanya di B"].text() == "2 orang"
    assert "laptop 2" in fork.sides[1].words.text()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is fork.hold
    press(qtbot, shell, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is fork.merge
    press(qtbot, shell, Qt.Key.Key_Return)
    assert desk.district.unit(village.kode).orang == 6
    assert page.lines.counts()["masuk"] == 1
    assert page.panel.stack.currentIndex() == 1  # the decision can still be taken back here
    assert fork.decision.words.text() == "Sudah diputuskan: digabungkan."
    press(qtbot, shell, Qt.Key.Key_Z, ctrl=True)
    assert desk.district.unit(village.kode).orang == 4
    assert fork.decision.isHidden()
    for button, choice, words in ((fork.only_a, "a", "A yang dipakai"), (fork.hold, "tahan", "B ditahan")):
        button.setFocus()
        press(qtbot, shell, Qt.Key.Key_Return)
        assert desk.district.deliveries()[0].keputusan == choice
        assert words in fork.decision.words.text()
        assert page.lines.counts()["diputuskan"] == 1
        fork.undo.setFocus()
        press(qtbot, shell, Qt.Key.Key_Return)
        assert page.lines.counts()["perlu keputusan"] == 1


def test_people_changed_on_two_laptops_are_chosen_one_by_one(shell: Shell, desk: Desk, qtbot: Any,
                                                              folder: Path) -> None:
    (village,) = makers.villages(1, people_each=4)
    page = open_page(shell)
    take(qtbot, page, [send(desk, folder, village)])
    other = replace(village, device="laptop-dua", rows=dict(village.rows))
    both = sorted(village.rows)[:2]
    for uid in both:
        village.change(uid, alamat="Jalan A")
        other.change(uid, alamat="Jalan B")
    take(qtbot, page, [send(desk, folder, village, base=1)])
    take(qtbot, page, [send(desk, folder, other, name="laptop-dua.jdx", base=1)])
    assert list(outcomes(page).values()) == ["dua_laptop"]
    page.panel.fork.merge.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert page.versions_note.isVisible()
    assert page.versions_note.words.text().startswith("2 orang berbeda isinya")
    page.choose_button.setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    assert page.right.currentWidget() is page.versions
    assert QApplication.focusWidget() is page.versions.buttons[0]
    for size in ((1093, 586), (1366, 698)):
        shell.resize(*size)
        qtbot.waitUntil(lambda: cut_texts(shell) == [], timeout=2_000)
    words = [label.text() for label in page.versions.findChildren(QLabel)]
    assert any(text.startswith("Beda: ") and "Alamat" in text for text in words)
    press(qtbot, shell, Qt.Key.Key_Tab)
    press(qtbot, shell, Qt.Key.Key_Return)  # the version that is not shown now
    assert len({row.uid for row in desk.district.open_versions()}) == 1
    assert page.right.currentWidget() is page.versions  # goes on with the next person
    press(qtbot, shell, Qt.Key.Key_Return)
    assert desk.district.open_versions() == []
    assert not page.versions_note.isVisible()
    assert QApplication.focusWidget() is page.list.view
    press(qtbot, shell, Qt.Key.Key_Z, ctrl=True)
    assert len({row.uid for row in desk.district.open_versions()}) == 1


def test_cancel_keeps_what_is_done_and_leaves_the_rest(shell: Shell, desk: Desk, qtbot: Any, folder: Path) -> None:
    many = 20
    for village in makers.villages(many, people_each=1):
        send(desk, folder, village)
    page = open_page(shell)
    real = page.district.take_in_job

    def held(paths: Sequence[Path], on_line: Any) -> Any:
        """The real job, which stands still after the first files until it is cancelled."""
        heard: list[FileLine] = []
        job = real(paths, lambda line: (heard.append(line), on_line(line)))
        try:
            while not heard:
                yield next(job)
            while True:
                time.sleep(0.01)
                yield Progress(len(heard), many, "Labotoy no. 4.")
        finally:
            job.close()

    page.district.take_in_job = held
    page.intake.take([folder])
    qtbot.waitUntil(lambda: page.intake.running and len(page.lines.lines()) > 0, timeout=20_000)
    done = len(page.lines.lines())
    assert 0 < done < many
    qtbot.waitUntil(lambda: page.strip.note_label.text().startswith("Labotoy no. 4."), timeout=5_000)
    assert page.strip.title_label.text() == f"Memeriksa kiriman {done + 1} dari {many}"
    assert page.strip.isVisible()
    assert QApplication.focusWidget() is page.strip.cancel_button
    assert page.strip.stays.text() == f"Bila dibatalkan, {done} yang selesai tetap tercatat. Sisanya tidak disentuh."
    shown = {name: count for name, count in page.lines.counts().items() if count}
    assert shown == {"perlu keputusan": done, "diperiksa": 1, "antre": many - done - 1}
    assert cut_texts(shell) == []
    press(qtbot, shell, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.intake.running, timeout=20_000)
    assert len(page.lines.waiting()) == many - done
    assert page.note.words.text().startswith(f"Dibatalkan. {done} kiriman selesai diperiksa. {many - done} belum")
    assert len(desk.district.deliveries()) == done
    page.district.take_in_job = real
    take(qtbot, page, [folder])  # the same folder again: what is in repeats, the rest comes in
    assert sorted(outcomes(page).values()) == ["kunci_belum"] * (many - done) + ["ulang"] * done
    assert len(desk.district.deliveries()) == many


def test_files_dropped_on_the_page_are_taken_in(shell: Shell, desk: Desk, qtbot: Any, folder: Path) -> None:
    (village,) = makers.villages(1, people_each=2)
    path = send(desk, folder, village)
    page = open_page(shell)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(5, 5), *args)
    page.dragEnterEvent(entered)
    assert entered.isAccepted()
    page.dropEvent(QDropEvent(QPointF(5, 5), *args))
    qtbot.waitUntil(lambda: page.intake.ran and not page.intake.running, timeout=20_000)
    assert page.lines.rowCount() == 1


def test_nothing_there_is_said(shell: Shell, qtbot: Any, folder: Path, answers: Answers) -> None:
    page = open_page(shell)
    page.intake.take([folder])
    qtbot.waitUntil(lambda: len(answers.said) == 1, timeout=10_000)
    assert "Tidak ada kiriman desa" in answers.said[0]


def test_the_receipt_lists_what_came_in(shell: Shell, desk: Desk, qtbot: Any, folder: Path) -> None:
    made = makers.villages(2, people_each=3)
    for village in made:
        send(desk, folder, village)
    page = open_page(shell)
    opened: list[Path] = []
    page.paper.open_file = lambda path: bool(opened.append(path)) or True
    take(qtbot, page, [folder])
    press(qtbot, shell, Qt.Key.Key_P, ctrl=True)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    document = pypdfium2.PdfDocument(page.paper.path)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "TANDA TERIMA KIRIMAN DESA" in text
    for line in page.lines.lines():
        assert line.nama_berkas in text
        assert line.kode_periksa in text
    assert "2 kiriman dari 2 desa: 6 orang baru" in text


def test_words_for_the_village_hold_no_nik(shell: Shell, desk: Desk, qtbot: Any, folder: Path) -> None:
    (village,) = makers.villages(1, people_each=2)
    broken = send(desk, folder, village)
    broken.write_bytes(broken.read_bytes()[:-40])
    page = open_page(shell)
    take(qtbot, page, [broken])
    press(qtbot, shell, Qt.Key.Key_Return)
    button(page, "Salin pesan").setFocus()
    press(qtbot, shell, Qt.Key.Key_Return)
    words = QGuiApplication.clipboard().text()
    assert broken.name in words
    assert "Belum bisa diterima" in words
    assert not any(str(row["nik"]) in words for row in village.rows.values())


@pytest.mark.parametrize("hasil", sorted(LOOKS))
def test_every_outcome_has_its_advice(hasil: str) -> None:
    line = FileLine("JD-7402112011-0006.jdx", "74.02.11.2011", "Tapulaga", "Soropia", 6, hasil, "no. 5 belum diterima",
                    kode_periksa="71B0-2E9A-11FF", problem_kode="PAKET_RUSAK" if hasil == "ditolak" else "")
    if hasil != "dua_laptop":  # that one has a panel of its own
        advice = advice_of(line, None)
        assert advice.lead
        assert (advice.actions or advice.note)
    assert "!" not in message_of(line, "Desa Tapulaga", "DPMD Konawe")


def test_the_table_counts_each_file_once(qtmodeltester: Any) -> None:
    model = KirimanLines()
    counted = lambda: {name: many for name, many in model.counts().items() if many}  # noqa: E731
    model.start([Waiting(Path(f"JD-7402112017-{n:04}.jdx"), "Bajo Indah", "Soropia", n) for n in range(1, 5)])
    assert counted() == {"diperiksa": 1, "antre": 3}
    model.reached(1)
    model.finish([FileLine("JD-7402112017-0001.jdx", hasil="baru"), FileLine("lain.jdx", hasil="ditolak")])
    assert counted() == {"masuk": 1, "ditolak": 1, "diperiksa": 1, "antre": 2}
    assert model.next_problem(0, 1) == 4
    model.end()
    assert model.counts()["antre"] == 3
    assert len(model.waiting()) == 3
    qtmodeltester.check(model)


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_no_text_is_cut(shell: Shell, desk: Desk, qtbot: Any, folder: Path, size: tuple[int, int]) -> None:
    one, two = makers.villages(2, people_each=3)
    for village in (one, two):
        send(desk, folder, village)
    broken = folder / "JD-7402112099-0001.jdx"
    broken.write_bytes(os.urandom(300))
    page = open_page(shell)
    shell.resize(*size)
    qtbot.waitUntil(lambda: cut_texts(shell) == [], timeout=2_000)
    take(qtbot, page, [folder])
    for row in range(page.lines.rowCount()):
        page.list.go_to(row)
        qtbot.waitUntil(lambda: cut_texts(shell) == [], timeout=2_000)


def test_tab_goes_round_and_everything_has_a_name(shell: Shell, desk: Desk, qtbot: Any, folder: Path) -> None:
    (village,) = makers.villages(1, people_each=2)
    page = open_page(shell)
    take(qtbot, page, [send(desk, folder, village)])
    page.take_button.setFocus()
    stops = tab_stops(page, lambda: press(qtbot, shell, Qt.Key.Key_Tab))
    assert stops[:3] == [page.take_button, page.print_button, page.list.view]
    assert page.panel.buttons()[0] in stops
    for stop in stops:
        assert (stop.accessibleName() or getattr(stop, "text", str)()).strip()
