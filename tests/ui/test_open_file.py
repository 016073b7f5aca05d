"""A double-clicked file: it waits where nothing can be opened, leads to the page that takes it in, and never costs
anybody what they typed. Real desks, real files, real keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from clerk_desk import Answers, InModal
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import main as start
from jamsos_desktop import desk as desks
from jamsos_desktop.cli.options import files_named
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import PRACTICE, DataFolder
from tests.desk.talks import Talk
from tests.hub import makers
from ui.app import Program
from ui.ask import ProblemDialog
from ui.open_file import AFTER_PIN, AFTER_SETUP, TOLD
from ui.pages.editor_session import FORM
from ui.pages.lock import LockWindow
from ui.pages.wizard_steps import StepList
from ui.widgets.basic import Button
from ui.window import Shell

PIN = "246810"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Both:
    """Two desks as they lie on disk after the district answered, and the files that travelled between them."""

    desa: Path
    dpmd: Path
    stick: Path

    def __getitem__(self, start: str) -> Path:
        return next(self.stick.glob(f"{start}*"))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Both:
    """A village behind a PIN and its district; one person was sent, refused and answered, settings were made."""
    tmp = tmp_path_factory.mktemp("dua meja")
    stick = tmp / "Flashdisk Desa Ñusa ü"
    stick.mkdir()
    desa = DataFolder(tmp / "desa")
    desks.set_up_desa(desa, desks.SetUp(desks.unit_for("74.02.11.2017", "MUH. ARSYAD", "NURHAYATI"), PIN), clock)
    with desks.open_desk(desa, PIN, clock) as village, makers.district(tmp) as dpmd:
        name, data = dpmd.make_key()
        village.take_in(desks.write_whole(data, stick / name))
        talk = Talk(village, dpmd, tmp)
        talk.enrol(1)
        shutil.copy(sent := talk.send(), stick)
        talk.arrive(sent)
        talk.district.refuse(["u1"], "IBU_KOSONG")
        shutil.copy(talk.answer(), stick)
        name, data = dpmd.make_pack(desks.PackOrder(versi="2026.9", mulai=clock.today()))
        desks.write_whole(data, stick / name)
    return Both(desa.root, tmp / "data-dpmd", stick)


@pytest.fixture
def village(both: Both, tmp_path: Path, clock: desks.Clock, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("JAMSOS_HARI_INI", clock.today().isoformat())
    monkeypatch.setattr("ui.crash.install", lambda _: None)  # a fault of ours must fail the test, not ask
    monkeypatch.setattr("ui.open_file.AGAIN_MS", 25)  # the tests look more often than people notice
    return DataFolder(Path(shutil.copytree(both.desa, tmp_path / "desa")))


Begin = Callable[..., Program]


@pytest.fixture
def begin(qapp: QApplication, village: DataFolder, qtbot: Any) -> Iterator[Begin]:
    """Programs of a test: ``begin(*files, folder=...)``; each ends properly."""
    begun: list[Program] = []

    def make(*files: Path, folder: DataFolder = village) -> Program:
        program = Program(qapp, folder, files)
        begun.append(program)
        assert program.start()
        qtbot.waitUntil(lambda: hasattr(program._only, "_watcher"))  # the first frame was seen
        return program

    yield make
    for program in begun:
        shell = program._locking.shell if program._locking is not None else None
        for window in {program.window, shell} - {None}:
            window.close()
            window.deleteLater()
        if program._locking is not None:
            program.locking.idle.stop()
        program._only.let_go()


def let_in(qtbot: Any, program: Program) -> Shell:
    """Type the PIN; the shell once its page stands and nobody waits for anything."""
    assert isinstance(program.window, LockWindow)
    qtbot.keyClicks(program.window.page.pin._line, PIN)
    qtbot.waitUntil(lambda: isinstance(program.window, Shell))
    return program.window  # type: ignore[return-value]


def settled(qtbot: Any, program: Program, *waiting: str) -> None:
    """Until no file but these waits and no job runs."""
    qtbot.waitUntil(lambda: program.files.names == list(waiting) and not program.files._looking
                    and not program.window.busy, timeout=15_000)


def strip(program: Program) -> str:
    bar = program.window.menuWidget()
    return bar.findChild(Button).accessibleName().removeprefix("Jangan buka. ") if bar is not None else ""


# What a file is, and where it leads.

def zip_of(path: Path, **manifest: object) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json" if manifest else "xl/workbook.xml", json.dumps(manifest))
    return path


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, both: Both) -> dict[str, Path]:
    """Files that are not what they seem, and copies under other names."""
    at = tmp_path_factory.mktemp("aneh")
    (at / "kosong.jdx").write_bytes(b"")
    (at / "surat.jdx").write_text("Yth. Kepala Desa", "utf-8")
    (at / "setelan.json").write_text('{"kind": "lain"}', "utf-8")
    (at / "JK-7402.json").write_text('{"kind": "kun', "utf-8")
    (at / "terpotong.jdx").write_bytes(both["JD-"].read_bytes()[:60])
    (at / "map").mkdir()
    shutil.copy(both["JB-"], at / "balasan dari WA.jdx")
    shutil.copy(both["JB-"], at / "jb-7402112017-0003 (1).JDX")
    shutil.copy(both["JD-"], at / "JD-7402112016-0009.jdx")
    shutil.copy(both["JD-"], at / "JD-DINSOS1-0002.jdx")
    (at / "JP-7402-1.jdx").write_bytes(both["JP-"].read_bytes()[:-40])
    (at / "gabung.jdx").write_bytes(both["JP-"].read_bytes()[:-40])
    with zipfile.ZipFile(at / "dipadatkan lain.jdx", "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("manifest.json", '{"kind": "rilis"}')
    zip_of(at / "daftar.xlsx")
    zip_of(at / "Cadangan-1.jdc", format="jamsos-cadangan")
    zip_of(at / "JR-1.1.0-linux.jdx", kind="rilis", versi="1.1.0")
    zip_of(at / "JX-9.jdx", format="jamsos-paket", kind="warta")
    return {path.name: path for path in at.iterdir()} | {"hilang.jdx": at / "hilang.jdx"}


NEVER = {  # on every desk
    "kosong.jdx": "FILE_BUKAN_JAMSOS", "surat.jdx": "FILE_BUKAN_JAMSOS", "setelan.json": "FILE_BUKAN_JAMSOS",
    "daftar.xlsx": "FILE_BUKAN_JAMSOS", "terpotong.jdx": "PAKET_RUSAK", "gabung.jdx": "PAKET_RUSAK",
    "dipadatkan lain.jdx": "PAKET_RUSAK",
    "map": "FILE_TIDAK_ADA", "hilang.jdx": "FILE_TIDAK_ADA", "JX-9.jdx": "VERSI_BARU",
}
VILLAGE = {
    "JK-7402.json": "kirim", "JP-7402-1.jdx": "ketentuan", "balasan dari WA.jdx": "balasan",
    "jb-7402112017-0003 (1).JDX": "balasan", "Cadangan-1.jdc": "cadangan", "JR-1.1.0-linux.jdx": "perbarui",
    "JD-7402112016-0009.jdx": "FILE_UNTUK_DPMD", "JD-DINSOS1-0002.jdx": "FILE_UNTUK_DPMD",
}
DISTRICT = {
    "JK-7402.json": "FILE_UNTUK_DESA", "JP-7402-1.jdx": "ketentuan", "balasan dari WA.jdx": "terima",
    "jb-7402112017-0003 (1).JDX": "FILE_UNTUK_DESA", "Cadangan-1.jdc": "cadangan", "JR-1.1.0-linux.jdx": "perbarui",
    "JD-7402112016-0009.jdx": "terima", "JD-DINSOS1-0002.jdx": "terima",
}


@pytest.mark.parametrize(("desk_root", "leads"), [("desa", VILLAGE), ("dpmd", DISTRICT)])
def test_every_kind_of_file_leads_somewhere_or_says_what_it_is(both: Both, odd: dict[str, Path], tmp_path: Path,
                                                               clock: desks.Clock, desk_root: str,
                                                               leads: dict[str, str]) -> None:
    root = shutil.copytree(getattr(both, desk_root), tmp_path / "meja")
    with desks.open_desk(DataFolder(Path(root)), PIN if desk_root == "desa" else None, clock) as desk:
        ways = run_to_end(desk.file_ways_job(list(odd.values())))
        whole = run_to_end(desk.file_ways_job(sorted(both.stick.iterdir())))
    assert {way.path.name: way.why.kode if way.why else way.page for way in ways} == NEVER | leads
    mine, theirs = {"desa": (["JK-", "JP-", "JB-"], ["JD-"]), "dpmd": (["JP-", "JD-"], ["JB-", "JK-"])}[desk_root]
    assert [way.path.name[:3] for way in whole if way.why is None] == mine  # the key first: it opens the reply
    assert [way.path.name[:3] for way in whole if way.why is not None] == theirs
    said = {way.path.name[:3]: way for way in (*ways, *whole) if way.why}
    if desk_root == "desa":
        assert "nomor 1 dari Desa Bajo Indah sendiri" in str(said["JD-"].why)
        assert said["JD-"].page == "kirim"
        other = next(str(way.why) for way in ways if way.path.name == "JD-7402112016-0009.jdx")
        assert "nomor 9 dari Desa " in other
        assert "Kecamatan Soropia" in other
        assert "unit berkode DINSOS1" in next(str(way.why) for way in ways if "DINSOS" in way.path.name)
    else:
        assert said["JB-"].page == "jawaban"
        assert "kunci DPMD ini" in str(said["JK-"].why)


def test_a_practice_opens_nothing_from_outside(both: Both, tmp_path: Path, clock: desks.Clock) -> None:
    home = tmp_path / f"{PRACTICE}x"
    home.mkdir()
    (home / "latihan.json").write_text("{}")
    inside = Path(shutil.copy(both["JB-"], home))
    with desks.open_desk(DataFolder(Path(shutil.copytree(both.desa, home / "desa"))), PIN, clock) as desk:
        [own], [real] = (run_to_end(desk.file_ways_job([path])) for path in (inside, both["JB-"]))
    assert own.page == "balasan"
    assert real.why is not None
    assert real.why.kode == "HANYA_LATIHAN"


def test_words_are_files_only_where_no_verb_can_be_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert files_named(["JB 1.jdx", "sub/JK"]) == (tmp_path / "JB 1.jdx", tmp_path / "sub" / "JK")
    for words in ([], ["demo"], ["Demo"], ["impor", "a.xlsx"], ["a.jdx", "--json"], ["--help"]):
        assert files_named(words) == ()


def test_without_a_screen_a_file_is_not_opened_and_it_says_so(both: Both, monkeypatch: pytest.MonkeyPatch,
                                                              capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert start.main([str(both["JB-"])]) == 1
    assert both["JB-"].name in capsys.readouterr().err


# Where it waits.

def test_it_waits_for_the_pin_and_is_then_taken_in(begin: Begin, both: Both, qtbot: Any) -> None:
    program = begin(both["JB-"])
    assert strip(program) == f"{both['JB-'].name} dibuka {AFTER_PIN}."
    assert QApplication.focusWidget() is None or not program.window.menuWidget().isAncestorOf(
        QApplication.focusWidget())  # the PIN keeps the keyboard
    shell = let_in(qtbot, program)
    settled(qtbot, program)
    assert shell.current_name == "balasan"
    assert [reply.no for reply in shell.desk.replies()] == [1]
    assert [line.nama for line in shell.current.detail.refused.lines] == ["Jumria Latif"]


def test_a_file_that_is_gone_once_somebody_is_let_in(begin: Begin, both: Both, qtbot: Any, tmp_path: Path,
                                                     answers: Answers) -> None:
    stick = Path(shutil.copytree(both.stick, tmp_path / "stik"))
    program = begin(next(stick.glob("JB-*")))
    shutil.rmtree(stick)  # pulled out while the PIN was typed
    shell = let_in(qtbot, program)
    qtbot.waitUntil(lambda: bool(answers.codes))
    settled(qtbot, program)
    assert answers.codes == ["FILE_TIDAK_ADA"]
    assert shell.current_name == "beranda"
    # Several: one window names them, also those it has no line for.
    program.files.ask([tmp_path / f"{'a' * 90}{nth}.jdx" for nth in range(TOLD + 2)])
    settled(qtbot, program)
    assert answers.codes[1:] == ["FILE_TIDAK_DIBUKA"]
    assert answers.said[1].startswith(f"{TOLD + 2} dari {TOLD + 2} file tidak dibuka di sini.")


def test_the_steps_of_a_set_up_are_whole_below_the_strip_of_a_low_window(begin: Begin, qtbot: Any,
                                                                       tmp_path: Path) -> None:
    program = begin(tmp_path / f"{'a' * 90}.jdx", folder=DataFolder(tmp_path / "baru"))
    assert strip(program) == f"{'a' * 32}…{'a' * 12}.jdx dibuka {AFTER_SETUP}."
    wizard = program.window
    assert wizard is not None
    wizard.resize(880, 430)
    qtbot.waitUntil(lambda: wizard.height() == 430)
    steps = wizard.findChild(StepList)
    assert steps.visibleRegion().boundingRect() == steps.rect()
    beside = [one for one in steps.parentWidget().children() if isinstance(one, QWidget) and one is not steps]
    assert [one for one in beside if one.isVisible() and one.geometry().intersects(steps.geometry())] == []


def test_before_there_is_a_desk_it_waits_for_the_set_up(begin: Begin, both: Both, qtbot: Any, tmp_path: Path,
                                                        clock: desks.Clock) -> None:
    folder = DataFolder(tmp_path / "baru")
    program = begin(both["JK-"], both["JB-"], both["JB-"], folder=folder)
    assert strip(program) == f"2 file dibuka {AFTER_SETUP}."
    program.window.district_asked.emit()
    qtbot.waitUntil(lambda: type(program.window).__name__ == "DistrictWizard")
    assert strip(program) == f"2 file dibuka {AFTER_SETUP}."
    program.window.left.emit()
    wizard = program.window
    wizard.menuWidget().findChild(Button).click()
    qtbot.waitUntil(lambda: wizard.menuWidget() is None)
    assert program.files.names == []
    program.files.ask([both["JK-"]])
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "A", "B"), PIN), clock)
    wizard.done.emit(PIN)
    settled(qtbot, program)
    assert program.window.current_name == "kirim"
    assert program.window.desk.send_state().recipient.kode == "74.02"


def test_a_second_start_hands_its_files_to_the_locked_window(begin: Begin, both: Both, qtbot: Any,
                                                             village: DataFolder) -> None:
    """A process of its own, with a relative path that holds blanks and letters beyond ASCII."""
    program = begin()
    name = os.path.join(both.stick.name, both["JB-"].name)
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), "--data", str(village.root), name],
                              cwd=both.stick.parent, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert strip(program) == f"{both['JB-'].name} dibuka {AFTER_PIN}."
    shell = let_in(qtbot, program)
    settled(qtbot, program)
    assert [reply.no for reply in shell.desk.replies()] == [1]
    # Requests that are none: the window comes forward, and that is all.
    for nth, junk in enumerate((b"ke depan", b"{}", b"[1, null, \"\"]", b"\xff", b"[" * 3000)):
        (village.requests / f"{nth}.minta").write_bytes(junk)
    (village.requests / "map.minta").mkdir()
    qtbot.waitUntil(lambda: [one.name for one in village.requests.iterdir()] == ["map.minta"])
    assert program.files.names == []


def test_while_the_screen_is_locked_it_waits_and_the_same_file_twice_is_told(begin: Begin, both: Both,
                                                                             qtbot: Any) -> None:
    program = begin(both["JB-"])
    shell = let_in(qtbot, program)
    settled(qtbot, program)
    shell.go("beranda")
    shell.locked.emit()
    qtbot.waitUntil(lambda: isinstance(program.window, LockWindow))
    program.files.ask([both["JB-"]])
    program.files.ask([both["JB-"]])
    assert strip(program) == f"{both['JB-'].name} dibuka {AFTER_PIN}."
    assert let_in(qtbot, program) is shell
    settled(qtbot, program)
    assert shell.current_name == "balasan"
    assert "sudah diambil" in shell.toaster.text, shell.toaster.text
    assert [reply.no for reply in shell.desk.replies()] == [1]


# What is in the way.

def test_a_form_keeps_what_was_typed_and_a_question_is_answered_first(begin: Begin, both: Both, qtbot: Any) -> None:
    program = begin()
    shell = let_in(qtbot, program)
    qtbot.waitUntil(lambda: not shell.busy)
    shell.go("editor", uid="u1", field="nama_ibu")
    qtbot.keyClicks(shell.current.form.fields["nama_ibu"].edit, " BARU")
    over = QDialog(shell)
    over.open()
    program.files.ask([both["JB-"]])
    qtbot.waitUntil(lambda: program.files._timer.isActive())
    looks: list[str] = []
    QTimer.singleShot(3 * program.files._timer.interval(), lambda: looks.append(shell.current_name))
    qtbot.waitUntil(lambda: bool(looks))
    assert looks == ["editor"]  # the window over it waits for an answer
    over.reject()
    settled(qtbot, program)
    assert shell.current_name == "balasan"
    kept = shell.desk.draft(FORM, "u1")
    assert kept is not None
    assert " BARU" in json.dumps(kept.isi)
    # The same while no draft can be kept: somebody else writes.
    shell.go("editor", uid="u1", field="nama_ibu")
    with shell.desk.ctx.open() as other, other.write():
        qtbot.keyClicks(shell.current.form.fields["nama_ibu"].edit, " LAGI")
        program.files.ask([both["JB-"], both["JP-"]])
        stay = InModal(lambda window: window.reject())  # Tetap di sini
        qtbot.waitUntil(lambda: stay.done, timeout=10_000)
        qtbot.waitUntil(lambda: bool(shell.asking.text), timeout=10_000)
        assert shell.current_name == "editor"
        assert shell.asking.text.startswith(f"{both['JP-'].name} menunggu dibuka.")
    shell.asking.buttons[1].click()  # Jangan buka: the other file is still wanted
    settled(qtbot, program)
    assert shell.current_name == "balasan"
    assert shell.desk.policies()[0].versi != "2026.9"
    assert " BARU LAGI" in json.dumps(shell.desk.draft(FORM, "u1").isi)
    program.files.ask([both["JP-"]])
    settled(qtbot, program)
    assert shell.desk.policies()[0].versi == "2026.9"


def test_what_is_for_somebody_else_says_for_whom_and_leads_on(begin: Begin, both: Both, qtbot: Any) -> None:
    program = begin(both["JD-"])
    said: list[str] = []

    def read(window: Any) -> None:
        assert isinstance(window, ProblemDialog)
        said.append(window.problem.kode)
        next(one for one in window.findChildren(Button) if "Kirim ke DPMD" in one.text()).click()

    asked = InModal(read)
    shell = let_in(qtbot, program)
    qtbot.waitUntil(lambda: asked.done, timeout=10_000)
    settled(qtbot, program)
    assert (said, shell.current_name) == (["FILE_UNTUK_DPMD"], "kirim")


def test_a_district_takes_several_kiriman_in_at_once(begin: Begin, both: Both, qtbot: Any, tmp_path: Path,
                                                     clock: desks.Clock) -> None:
    root = DataFolder(Path(shutil.copytree(both.dpmd, tmp_path / "dpmd")))
    sent: list[Path] = []
    with desks.open_desk(root, None, clock) as dpmd:
        to = makers.recipient_of(dpmd, tmp_path)
        for village in makers.villages(2, people_each=2):
            built = village.send(to)
            sent.append(desks.write_whole(built.data, tmp_path / "datang" / built.file_name))
    program = begin(*sent, both["JD-"], folder=root)
    qtbot.waitUntil(lambda: isinstance(program.window, Shell) and program.window.current_name == "terima",
                    timeout=10_000)
    page = program.window.current
    settled(qtbot, program)
    assert {line.nama_berkas: line.hasil for line in page.lines.lines()} == {
        **{path.name: "kunci_belum" for path in sent}, both["JD-"].name: "ulang"}


def test_a_long_job_is_finished_first_and_the_file_waits_for_it(begin: Begin, both: Both, qtbot: Any) -> None:
    from jamsos_desktop.jobs import Job, Progress

    program = begin()
    shell = let_in(qtbot, program)
    qtbot.waitUntil(lambda: not shell.busy)
    over: list[bool] = []

    def work() -> Job[None]:
        while not over:
            yield Progress(0, 1)

    shell.run(work)
    program.files.ask([both["JB-"]])
    qtbot.waitUntil(lambda: "setelah pekerjaan ini selesai" in shell.toaster.text, timeout=10_000)
    assert program.files.names == [both["JB-"].name]
    over.append(True)
    settled(qtbot, program)
    assert shell.current_name == "balasan"


def test_a_page_that_works_long_on_its_file_is_not_announced_as_waiting(begin: Begin, both: Both, qtbot: Any,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    from jamsos_desktop.jobs import Job, Progress

    program = begin()
    shell = let_in(qtbot, program)
    qtbot.waitUntil(lambda: not shell.busy)
    over: list[bool] = []

    def work() -> Job[None]:
        while not over:
            yield Progress(0, 1)

    monkeypatch.setattr("ui.open_file.HAND", {"balasan": lambda page, paths: shell.run(work)})
    program.files.ask([both["JB-"]])
    qtbot.waitUntil(lambda: shell.awaited and not program.files.names and not program.files._timer.isActive())
    assert "dibuka setelah pekerjaan ini" not in shell.toaster.text
    over.append(True)
    settled(qtbot, program)
