"""A whole day at the desk with real keys alone, from set-up to the locked screen; a real DPMD desk answers by file.

Only what is not of the window is done for the clerk: files and sticks that come from outside, the system's own window
for choosing a file, the printer, and DPMD.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from first_day import CTRL, PIN, Clerk, K, fill_in, give_pin, set_up, tick_papers
from first_day import program as program  # a fixture
from impor_desk import write_book
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from jamsos_desktop.desk import Query, write_whole
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.package import verify_own
from tests.desk.talks import Talk
from tests.hub import makers
from ui import drives
from ui.app import Program
from ui.drives import Drive
from ui.pages.impor import DONE, MATCH
from ui.pages.lock import LockWindow

SALMA = {"nik": "740211 5408849417", "nama": "wa ode salma", "tempat_lahir": "soropia", "tanggal_lahir": "14081985",
         "no_kk": "740211120310927", "nama_ibu": "wa muna", "status_kawin": "Kawin",
         "alamat": "dusun II dekat dermaga", "dusun": "II", "hp": "081299000417", "pekerjaan": "Nelayan",
         "penghasilan": "900000", "lokasi_kerja": "dermaga"}
JUMRIA = {**SALMA, "nik": "740211 611179908", "nama": "jumria latif", "tanggal_lahir": "21111979",
          "no_kk": "7402111203109284", "nama_ibu": "wa sitti", "hp": "081299000418", "pekerjaan": "Pedagang pasar"}
BASRI = {**SALMA, "nik": "740211 1812919370", "nama": "la basri", "tanggal_lahir": "18121991",
         "no_kk": "7402111203109292", "nama_ibu": "", "status_kawin": "Kawin", "hp": "081299000419"}
HEIR = ("la ode hasan", "Suami", "740211 030280 9366", "03021980")
WIFE = ("sitti hasna", "Istri", "740211 430293 9331", "03021993")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drive:
    """The only flash drive that is plugged in, all day."""
    root = tmp_path / "FLASHDISK DESA"
    root.mkdir()
    drive = Drive(root, "E: FLASHDISK DESA", 12_000_000_000, 14_000_000_000, True)
    monkeypatch.setattr(drives, "removable", lambda: (drive,))
    return drive


@pytest.fixture
def dpmd(tmp_path: Path) -> Iterator[Any]:
    """A real district desk on a laptop of its own."""
    with makers.district(tmp_path) as desk:
        yield desk


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The system's window for choosing a file gives this one."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))


def take_key(clerk: Clerk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DPMD's key, on page Kirim ke DPMD."""
    chosen(monkeypatch, path)
    clerk.press(K.Key_7, CTRL)
    page = clerk.shell.current
    clerk.until(lambda: page._state is not None)
    clerk.tab_to(lambda widget: widget is page.recipient.button)
    clerk.press(K.Key_Return)
    clerk.until(lambda: page._state is not None and page._state.recipient is not None)
    clerk.rest()


def new_person(clerk: Clerk, values: dict[str, str]) -> str:
    """Ctrl+N and a form filled in as it comes; its uid."""
    clerk.press(K.Key_N, CTRL)
    page = clerk.shell.current
    clerk.until(lambda: page.form.place(QApplication.focusWidget())[1] == "nik")
    fill_in(clerk, {key: text for key, text in values.items() if text})
    return str(page.session.base.uid)


def mend(clerk: Clerk, mends: dict[str, tuple[str, ...]]) -> None:
    """F8 from mistake to mistake, round the form, until each had its mend; what is there is written over."""
    page, left = clerk.shell.current, dict(mends)
    while left:
        clerk.press(K.Key_F6)  # out of the form: Enter may have come by the next mistake, F8 alone leads back
        assert not page.form.isAncestorOf(QApplication.focusWidget())
        clerk.press(K.Key_F8)
        here = page.form.place(QApplication.focusWidget())[1].partition(".")[0]
        assert here in left, f"F8 came to {here}, what is wrong is {', '.join(left)}"
        clerk.press(K.Key_A, CTRL)
        clerk.types(*left.pop(here))
        clerk.in_front()


def enrol_three(clerk: Clerk) -> dict[str, str]:
    """Three people with the mistakes of every day, each mended by F8 and put away with F10."""
    desk, found = clerk.shell.desk, {}
    for name, values, mends in (
            ("salma", SALMA, {"tanggal_lahir": ("14081984",), "no_kk": ("7402111203109276",), "keluarga": HEIR}),
            ("jumria", JUMRIA, {"nik": ("7402116111799083",), "keluarga": HEIR}),
            ("basri", BASRI, {"nama_ibu": ("wa ida",), "keluarga": WIFE})):
        found[name] = new_person(clerk, values)
        mend(clerk, mends)
        clerk.press(K.Key_F10)
        kept = desk.read(found[name])
        assert (kept.status, [f.pesan for f in desk.judge(kept).blocking]) == ("siap_cetak", []), name
    return found


def import_book(clerk: Clerk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of the village; what is damaged is held, what is whole comes in."""
    chosen(monkeypatch, path)
    clerk.press(K.Key_5, CTRL)
    page = clerk.shell.current
    clerk.until(lambda: QApplication.focusWidget() is page.start.choose)
    clerk.press(K.Key_Return)
    clerk.until(lambda: page.step == MATCH and not page.work.running)
    clerk.in_front()
    clerk.press(K.Key_F8)  # to the first cell in doubt, which is only looked at
    clerk.press(K.Key_Return, CTRL)
    clerk.until(lambda: page.step == DONE and not page.work.running)
    assert page.done.total.text() == "2 dari 4 baris masuk"


def print_forms(clerk: Clerk) -> str:
    """Everybody who is ready; the words on the paper."""
    clerk.press(K.Key_6, CTRL)
    page = clerk.shell.current
    clerk.until(lambda: page.choice.plan is not None and page.preview.view.image is not None)
    clerk.press(K.Key_P, CTRL)
    clerk.until(lambda: page.run.finished and not page.run.running)
    [pdf] = clerk.shell.desk.folder.outbox.glob("*.pdf")
    return subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def find(clerk: Clerk, name: str) -> None:
    """Open somebody from the list by typing the name."""
    clerk.press(K.Key_F, CTRL)
    clerk.press(K.Key_A, CTRL)
    clerk.types(name, end=K.Key_Down)
    clerk.press(K.Key_Return)
    clerk.until(lambda: clerk.shell.current_name == "editor")


def send(clerk: Clerk, stick: Drive) -> Path:
    """Ctrl+E with the PIN, then Ctrl+U onto the stick."""
    desk = clerk.shell.desk
    before = len(desk.packages())
    clerk.press(K.Key_7, CTRL)
    page = clerk.shell.current
    clerk.until(lambda: page._state is not None and not clerk.shell.busy)
    giving = give_pin()
    clerk.press(K.Key_E, CTRL)
    clerk.until(lambda: len(desk.packages()) > before and not clerk.shell.busy)  # the PIN is asked once there is news
    giving.stop()
    clerk.in_front()
    clerk.until(lambda: bool(page.drives.rows))
    clerk.press(K.Key_U, CTRL)
    clerk.until(lambda: page.copying.done)
    clerk.rest()
    newest = max(desk.packages(), key=lambda package: package.seq)
    return stick.target / newest.nama_berkas


def mend_refused(clerk: Clerk) -> None:
    """The reply from the stick, and the refused person from its row to the field and back."""
    clerk.press(K.Key_8, CTRL)
    page = clerk.shell.current
    clerk.press(K.Key_F5)
    clerk.until(lambda: page._no == 1 and not clerk.shell.busy)
    clerk.until(lambda: QApplication.focusWidget() is page.detail.refused_view)
    clerk.press(K.Key_Return)
    clerk.until(lambda: clerk.shell.current_name == "editor")
    editor = clerk.shell.current
    assert editor.form.place(QApplication.focusWidget())[1] == "nama"
    clerk.press(K.Key_A, CTRL)
    clerk.types("jumriah latif")
    clerk.press(K.Key_S, CTRL)
    clerk.press(K.Key_Escape)
    assert clerk.shell.current is page
    assert [line.done for line in page.detail.refused.lines] == [True]


def back_up(clerk: Clerk, stick: Drive) -> None:
    """Page Cadangan by way of the menu, then Ctrl+B."""
    clerk.press(K.Key_1, CTRL)
    below = clerk.shell.nav._menus[1]
    clerk.tab_to(lambda widget: widget is below, back=True)
    clerk.press(K.Key_Home)
    clerk.press(K.Key_Return)
    assert clerk.shell.current_name == "cadangan"
    page = clerk.shell.current
    clerk.until(lambda: bool(page.places.rows))
    clerk.press(K.Key_B, CTRL)
    clerk.until(page.result.isVisible)
    clerk.rest()
    assert [path.name for path in stick.target.glob("*.jdc")] == [clerk.shell.desk.last_backup().nama]


def lock_and_unlock(clerk: Clerk) -> None:
    """Ctrl+L, a wrong PIN, the right one: the same page as before."""
    shell = clerk.shell
    page = shell.current_name
    clerk.press(K.Key_L, CTRL)
    clerk.until(lambda: isinstance(clerk.program.window, LockWindow))
    window: Any = clerk.program.window
    window.activateWindow()
    clerk.until(lambda: QApplication.focusWidget() is window.page.pin.focusProxy())
    clerk.types("111111", end=Qt.Key.Key_Shift)
    assert "PIN tidak cocok" in window.page.message.text
    clerk.types(PIN, end=Qt.Key.Key_Shift)
    clerk.until(lambda: clerk.program.window is shell)
    assert shell.isVisible()
    assert shell.current_name == page


def test_a_whole_day_by_keyboard(qtbot: Any, program: Program, dpmd: Any, stick: Drive, tmp_path: Path,
                                 monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = Clerk(qtbot, program)
    assert program.start()
    set_up(clerk)
    clerk.in_front()
    desk = clerk.shell.desk
    name, key = dpmd.make_key()
    take_key(clerk, write_whole(key, stick.root / name), monkeypatch)

    uids = enrol_three(clerk)
    import_book(clerk, write_book(tmp_path / "pekerja rentan.xlsx"), monkeypatch)
    assert len(desk.find(Query())) == 5
    words = print_forms(clerk)
    for person in ("WA ODE SALMA", "JUMRIA LATIF", "LA BASRI", "CEKLIS BERKAS"):
        assert person in words
    for mother in ("WA MUNA", "WA SITTI", "WA IDA"):  # on the forms alone
        assert words.count(mother) == 1
    for uid, person in zip(uids.values(), ("salma", "jumria", "basri"), strict=True):
        find(clerk, person)
        tick_papers(clerk)
        assert desk.read(uid).status == "siap_kirim"

    package = send(clerk, stick)
    with desk.ctx.open() as db:
        rows = verify_own(package, own_keys(db)).rows("peserta")
    assert {(row["nama"], row["permohonan"]) for row in rows} == {
        (person, "daftar") for person in ("WA ODE SALMA", "JUMRIA LATIF", "LA BASRI")}

    talk = Talk(desk, dpmd, tmp_path)
    talk.arrive(package)
    talk.district.refuse([uids["jumria"]], "NAMA_BEDA", "KTP tercatat JUMRIAH")
    answer = talk.answer()
    write_whole(answer.read_bytes(), stick.root / answer.name)
    mend_refused(clerk)
    assert desk.read(uids["jumria"]).nama == "JUMRIAH LATIF"

    back_up(clerk, stick)
    lock_and_unlock(clerk)
