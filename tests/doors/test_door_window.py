"""What comes into the window by hand: pasted, dropped, picked. It is taken cleaned, or the field says what is wrong;
the window never waits long, and nothing else changes."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from jamsos_desktop import desk as desks
from jamsos_desktop import files
from jamsos_desktop.desk import Desk
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.parse import clean
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings
from jamsos_desktop.store import vault
from tests.conftest import salma
from tests.hub import diary, makers
from tests.ui.clerk_desk import Answers
from ui import app as application
from ui import drives
from ui.pages.jawaban_panel import LONGEST, TAKEN_IN, MessageSheet
from ui.pages.lock import Door, LockWindow
from ui.pages.wizard_words import WordGrid
from ui.window import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
LONGEST_WAIT = 1.0  # seconds of a window that does not answer
WORK_MS = 30_000  # until a job is over, on a loaded machine too
LARGE = "SITI 7402 " * 500_000
LINES = "7402115408849417\t900000\n" * 200_000
BAD_LETTERS = "SI\x00TI\x07 A\u202eMI\u200bN\u2066AH\ufeff\U000e0041"
UNSEEN = "\x00\x07\u202e\u200b\u2066\ufeff\U000e0041"
LINE = 32_767  # letters a line of the window holds
SOME = ("5 MB", "200.000 baris", "tak terlihat", "emoji", "rumus")
FEW = ("200.000 baris", "campuran")
PASTES = {
    "5 MB": LARGE, "200.000 baris": LINES, "tak terlihat": BAD_LETTERS, "setengah huruf": "AB\ud83dCD\udca5",
    "emoji": "💥" * 300, "kanan ke kiri": "محمد علي", "campuran": "SITI АМИНА 阿米娜", "rumus": "=HYPERLINK(\"x\",A1)",
    "kosong": "\n\t \r\n", "tanda": "'+-@<b>%s{}",
}


@pytest.fixture(scope="module", autouse=True)
def prepared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> None:
    if qapp.applicationName() != "Jamsos Desa":
        application.prepare([], Settings(tmp_path_factory.mktemp("rupa") / "tidak-ada.json"))


def shown(desk: Desk) -> Iterator[Shell]:
    """The window of a desk, ended properly."""
    window = Shell(desk)
    window.resize(1366, 698)
    window.show()
    yield window
    window.stop_work()
    window.close()
    window.deleteLater()


@pytest.fixture(scope="module")
def shell(set_up: Path, clock: desks.Clock, tmp_path_factory: pytest.TempPathFactory,
          prepared: None) -> Iterator[Shell]:
    """One window over one village for the whole module: every test stands on pages and people of its own."""
    folder = DataFolder(Path(shutil.copytree(set_up, tmp_path_factory.mktemp("desa") / "data")))
    with desks.open_desk(folder, None, clock) as opened:
        yield from shown(opened)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory, prepared: None) -> Iterator[Shell]:
    """The window of DPMD, with nothing taken in."""
    with makers.district(tmp_path_factory.mktemp("dpmd")) as opened:
        yield from shown(opened)


@pytest.fixture
def desk(shell: Shell) -> Desk:
    """The village of the window, with nobody in it."""
    people = [one.uid for one in shell.desk.everyone()]
    if people:
        shell.desk.delete(people)
    return shell.desk


@pytest.fixture
def answers() -> Iterator[Answers]:
    found = Answers()
    yield found
    found.stop()


def spent() -> float:
    """Seconds that count: of this thread at work, or standing still for another. Where other programs keep a core
    busy, it also stands in line for one; those do not count, for no window can help them."""
    try:
        in_line = int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1])
    except OSError:  # a system that does not tell
        in_line = 0
    return time.perf_counter() - in_line / 1e9


def waiting(act: Any) -> float:
    """How long the window did not answer while ``act`` was done; its job may go on behind it."""
    began = spent()
    act()
    QApplication.processEvents()
    return spent() - began


def paste(qtbot: Any, field: QWidget, text: str) -> float:
    """Ctrl+V over all that stands in the field; the seconds until the window answers again."""
    def act() -> None:
        qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
        qtbot.keyClick(field, Qt.Key.Key_V, CTRL)

    QGuiApplication.clipboard().setText(text)  # Qt's own data: one made in Python would outlive Python at the exit
    return waiting(act)


def texts_kept(desk: Desk) -> Iterator[str]:
    """Every text in the tables of the data file."""
    with desk.ctx.open() as db:
        for (name,) in db.all("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"):
            yield from (value for row in db.all(f'SELECT * FROM "{name}"') for value in row if isinstance(value, str))


# Pasted.

def test_pasted_into_the_editor(qtbot: Any, desk: Desk, shell: Shell) -> None:
    kept = desk.save(salma(), 0)
    shell.go("editor", uid=kept.uid)
    page = shell.current
    for key, names in {"nama": PASTES, "nik": SOME, "tanggal_lahir": FEW, "penghasilan": FEW}.items():
        field = page.form.fields[key]
        for name in names:
            assert paste(qtbot, field.edit, PASTES[name]) < LONGEST_WAIT, (name, key)
            assert len(field.text()) <= LINE
            page.form.go("alamat")
            if key != "nama" and clean(field.text()):
                qtbot.waitUntil(lambda field=field: field.state == "salah")
    page.form.go("nama")
    paste(qtbot, page.form.fields["nama"].edit, BAD_LETTERS)
    assert page.save()
    found = desk.read(kept.uid)
    assert found.nama == clean(BAD_LETTERS) == "SITI AMINAH"
    assert (found.alamat, found.nama_ibu, found.no_kk) == (kept.alamat, kept.nama_ibu, kept.no_kk)
    assert all(text.encode() is not None and not set(text) & set(UNSEEN) for text in texts_kept(desk))


def test_pasted_into_the_search_field(qtbot: Any, desk: Desk, shell: Shell) -> None:
    desk.save(salma(), 0)
    shell.go("peserta")
    for name, text in PASTES.items():
        assert paste(qtbot, shell.current.search, text) < LONGEST_WAIT, name
        assert len(shell.current.search.text()) <= 80
    paste(qtbot, shell.current.search, "salma")
    qtbot.waitUntil(lambda: shell.current.view.model().rowCount() == 1)


def test_pasted_into_isi_cepat(qtbot: Any, desk: Desk, shell: Shell) -> None:
    for nth, nik in enumerate(("7402115408849417", "7402114707729008", "7402111203109276")):
        desk.save(salma(f"01a00000-0000-7000-8000-00000000000{nth}", nik=nik, nama=f"ORANG {nth}", nama_ibu=""), 0)
    shell.go("isi_cepat", kolom="nama_ibu")
    page = shell.current
    for name in ("200.000 baris", "5 MB"):
        assert paste(qtbot, page.view, PASTES[name]) < LONGEST_WAIT, name
        assert "terlalu panjang" in shell.toaster.text, name
    assert {one.nama_ibu for one in desk.everyone()} == {""}
    page.view.go_to(0, 0)
    assert paste(qtbot, page.view, f"{BAD_LETTERS}\n=1+1\nWA \ud83dMUNA\n" + "LEBIH\n" * 1000) < LONGEST_WAIT
    qtbot.waitUntil(lambda: not page.work.running, timeout=WORK_MS)
    mothers = {one.nama_ibu for one in desk.everyone()}
    assert clean(BAD_LETTERS) in mothers
    assert all(mother == clean(mother) for mother in mothers)
    assert "baris tidak ditempel" in shell.toaster.text


def test_pasted_into_the_pin_and_the_twelve_words(qtbot: Any) -> None:
    tried: list[str] = []
    window = LockWindow(Door(lambda pin, user: tried.append(pin), recover=lambda words, pin, user: tried.append(pin)))
    qtbot.addWidget(window)
    window.show()
    for name, text in PASTES.items():
        assert paste(qtbot, window.page.pin._line, text) < LONGEST_WAIT, name
    assert all(pin.isascii() and pin.isdigit() and len(pin) == 6 for pin in tried)
    grid = WordGrid()
    qtbot.addWidget(grid)
    grid.show()
    for name, text in PASTES.items():
        assert paste(qtbot, grid.fields[0].edit, text) < LONGEST_WAIT, name
        assert not grid.ready
        assert paste(qtbot, grid.fields[1].edit, "laut") < LONGEST_WAIT  # leaving the first one has it looked up
    words = vault.draw_words()
    paste(qtbot, grid.fields[0].edit, "\n".join(f"{nth}. {word.upper()}\u200b" for nth, word in enumerate(words, 1)))
    assert grid.words == words


def test_pasted_at_dpmd(qtbot: Any, district: Shell) -> None:
    district.go("target")
    page = district.current
    page.table.setCurrentIndex(page.model.index(1, 1))
    for name, text in {**PASTES, "kolom": "\t" * 5_000_000}.items():
        assert paste(qtbot, page.table, text) < LONGEST_WAIT, name
    assert district.desk.district.targets(page.tahun) == {}
    assert "bukan jumlah orang" in district.toaster.text
    sheet = MessageSheet("Desa Bajo Indah", district)
    for name, text in PASTES.items():
        assert paste(qtbot, sheet.edit, text) < LONGEST_WAIT, name
        written = sheet.edit.toPlainText()
        assert not set(written) & set(UNSEEN), name
        assert len(written) <= TAKEN_IN
        assert sheet.keep.isEnabled() == (0 < len(written.strip()) <= LONGEST)


# Dropped.

def drop(page: QWidget, *urls: QUrl, text: str = "") -> bool:
    """Drag these over a page and let go; whether the page would take them."""
    data = QMimeData()
    if urls:
        data.setUrls(list(urls))
    else:
        data.setText(text)
    keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    at = QPoint(200, 200)
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, button, keys)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(at, Qt.DropAction.CopyAction, data, button, keys))
    return enter.isAccepted()


def odd_paths(folder: Path, suffix: str) -> dict[str, Path]:
    """What is no file of its kind: a folder, a pipe, a device, something gone, a name that is not UTF-8."""
    found = {"folder": folder / f"map{suffix}", "pipa": folder / f"pipa{suffix}", "hilang": folder / f"hilang{suffix}",
             "nama": Path(os.fsdecode(os.fsencode(folder) + b"/na\xffma" + suffix.encode())), "alat": Path("/dev/zero")}
    found["folder"].mkdir()
    os.mkfifo(found["pipa"])
    found["nama"].write_bytes(b"bukan isi yang benar")
    return found


ROOT = "file:///"
URLS = ("http://contoh.desa/daftar.xlsx", "file://server/bagi/daftar.xlsx", "data:text/plain,NIK", ROOT, "x:",
        "file:///tidak/ada%00/daftar.xlsx", "javascript:1")


def test_dropped_on_impor(qtbot: Any, desk: Desk, shell: Shell, tmp_path: Path) -> None:
    shell.go("impor")
    page = shell.current
    assert not drop(page, text="NIK 7402115408849417")
    assert not drop(page, *(QUrl.fromLocalFile(f"/tmp/{n}.xlsx") for n in range(1000)))
    for name, path in odd_paths(tmp_path, ".xlsx").items():
        taken = drop(page, QUrl.fromLocalFile(os.fsencode(path).decode("utf-8", "replace")))
        assert taken == (name != "alat"), name  # by its ending: what is no workbook is not even offered a place
        qtbot.waitUntil(lambda: not page.work.running, timeout=WORK_MS)
        if taken:
            assert "Tidak ada data yang berubah." in page.look.note.words.text(), name
    for url in URLS:
        drop(page, QUrl(url))
        qtbot.waitUntil(lambda: not page.work.running, timeout=WORK_MS)
    assert desk.everyone() == []


def names(page: Any) -> list[str]:
    return [line.nama_berkas for line in page.lines.lines()]


def test_dropped_on_terima(qtbot: Any, district: Shell, answers: Answers, tmp_path: Path) -> None:
    district.go("terima")
    page, before = district.current, diary.dump(district.desk)
    assert not drop(page, text="JD-7402112017-0001.jdx")
    for name, path in odd_paths(tmp_path, ".jdx").items():
        earlier = names(page)
        assert drop(page, QUrl.fromLocalFile(os.fsencode(path).decode("utf-8", "replace")))
        if name == "folder":
            qtbot.waitUntil(lambda: answers.codes == ["TAK_ADA_FILE"], timeout=WORK_MS)
        else:
            qtbot.waitUntil(lambda earlier=earlier: names(page) not in ([], earlier) and not page.intake.running,
                            timeout=WORK_MS)
            assert {one.problem_kode for one in page.lines.lines()} == {"FILE_TIDAK_ADA"}, name
    odd = (QUrl(url) for url in URLS if url != ROOT)
    drop(page, *odd, *(QUrl.fromLocalFile(f"/tidak/ada/{n}.jdx") for n in range(300)))
    qtbot.waitUntil(lambda: len(names(page)) >= 300 and not page.intake.running, timeout=WORK_MS)
    assert {one.problem_kode for one in page.lines.lines()} == {"FILE_TIDAK_ADA"}
    assert diary.dump(district.desk) == before


# Picked.

def test_picked_in_the_village(qtbot: Any, desk: Desk, shell: Shell, answers: Answers, tmp_path: Path,
                               monkeypatch: pytest.MonkeyPatch) -> None:
    desk.save(salma(), 0)
    for name, path in odd_paths(tmp_path, ".jdx").items():
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, path=path: (str(path), ""))
        for page, pick in (("kirim", "_pick_key"), ("cadangan", "_pick_backup")):
            shell.go(page)
            said = len(answers.said)
            assert waiting(getattr(shell.current, pick)) < LONGEST_WAIT, (name, page)
            if page == "kirim":
                assert len(answers.said) == said + 1, name
            else:
                qtbot.waitUntil(lambda: not shell.current._busy, timeout=WORK_MS)
                assert shell.current.trying.result.isVisible(), name
        with pytest.raises(Problem, match=r"tidak|bukan"):
            desk.attach_scan(salma().uid, "ktp", path)
    assert all(said.endswith(".") for said in answers.said)
    assert [one.nama for one in desk.everyone()] == [salma().nama]


# A drive that is gone.

def test_a_drive_that_is_gone_is_never_made_anew(qtbot: Any, desk: Desk, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    media = tmp_path / "media"
    (media / "sekretaris").mkdir(parents=True)
    monkeypatch.setattr(files, "MEDIA", (media,))
    stick = media / "sekretaris" / "DESA" / "JamsosDesa"
    desk.save(salma(), 0)
    order = desks.PrintOrder((salma().uid,), ("formulir",), "F4", stick)
    for act in (lambda: run_to_end(desk.backup_job(stick)), lambda: run_to_end(desk.print_job(order)),
                lambda: desks.write_whole(b"isi", stick / "a.txt"),
                lambda: run_to_end(desk.recap_paper_job(desk.today, "A5", stick / "Rekap.pdf"))):
        with pytest.raises(Problem) as told:
            act()
        assert told.value.kode == "FLASHDISK_TERCABUT"
        assert "tempat lain" in told.value.aman
    assert list(media.rglob("*")) == [media / "sekretaris"]
    assert desks.write_whole(b"isi", tmp_path / "folder" / "baru" / "a.txt").read_bytes() == b"isi"


def test_a_drive_pulled_out_half_way(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "FLASHDISK"
    stick.mkdir()
    drive = drives.folder_as_drive(stick)
    job = drives.kept_on(drive, lambda: desk.backup_job(drive.target / "JamsosDesa"))
    next(job)
    stick.rmdir()
    with pytest.raises(Problem) as told:
        run_to_end(job)
    assert told.value.kode == "FLASHDISK_TERCABUT"
    assert not stick.exists()
    with pytest.raises(Problem, match="sudah tidak ada"):
        run_to_end(drives.kept_on(drive, lambda: desk.backup_job(drive.target)))
    stick.mkdir()
    with pytest.raises(Problem, match="sudah tidak ada"):  # another disk stands there now
        drives.check_there(replace(drive, volume=drive.volume + 1))
    assert list(stick.iterdir()) == []
