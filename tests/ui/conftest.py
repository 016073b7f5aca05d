"""The window without a screen: one QApplication with the light theme, real data folders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from clerk_desk import Answers, window_of
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.settings import Settings
from tests.ui import iuran_desk
from ui import app as application
from ui import crash, theme
from ui.drives import Drive

if TYPE_CHECKING:
    from jamsos_desktop.desk import Clock, Desk
    from ui.window import Shell


PATIENCE_MS = 20_000  # what is awaited may be a whole paper, drawn while other tests keep the machine busy


class PatientBot(QtBot):
    """Waits as long as work may take on a loaded machine where a test says nothing else."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop without printers, whatever stands beside the machine: where there is one, a page asks."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))


@pytest.fixture(autouse=True)
def themed(qapp: QApplication, tmp_path) -> QApplication:
    """The light theme in force, whatever the test before did."""
    if qapp.applicationName() != "Jamsos Desa":
        application.prepare([], Settings(tmp_path / "tidak-ada.json"))
    if theme.is_dark() or theme.scale() != 1.0 or not qapp.styleSheet():
        theme.apply(qapp, False)
    return qapp


@pytest.fixture(autouse=True)
def _faults_are_told_here(qapp: QApplication) -> Iterator[None]:
    """A program started by a test does not tell the faults of the next one."""
    yield
    for crashes in qapp.findChildren(crash.Crashes):
        crashes.leave()
        crashes.setParent(None)


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Answers the problem windows that come up and keeps what they said."""
    found = Answers()
    yield found
    found.stop()


@pytest.fixture
def stick(tmp_path: Path) -> Drive:
    """A stick with room on it."""
    root = tmp_path / "FLASHDISK DESA"
    root.mkdir()
    return Drive(root, "E: FLASHDISK DESA", 12_000_000_000, 14_000_000_000, True)


@pytest.fixture
def shell(qtbot, desk: Desk) -> Iterator[Shell]:
    """The shell over the ``desk`` of the test (its own, or an empty village) at the smallest screen it must fit."""
    with window_of(desk, qtbot) as shell:
        yield shell


@pytest.fixture(scope="module")
def module_desk(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Desk]:
    """One empty village for all tests of a module; each puts back what the next must not meet."""
    from jamsos_desktop import desk as desks

    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("modul") / "desa"))
    with desks.open_desk(DataFolder(root), None, clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def module_shell(qapp: QApplication, module_desk: Desk) -> Iterator[Shell]:
    """One window over it."""
    if qapp.applicationName() != "Jamsos Desa":
        application.prepare([], Settings(module_desk.ctx.folder.root / "tidak-ada.json"))
    with window_of(module_desk, None) as shell:
        yield shell


@pytest.fixture
def editor_shell(module_shell: Shell) -> Shell:
    """The window of the module at rest for tests of the editor: nothing typed, nothing shown over it."""
    editor = module_shell.page("editor")
    if editor.session is not None:
        editor.throw_draft()
    for draft in module_shell.desk.drafts():
        module_shell.desk.drop_draft("editor", draft.kunci)
    module_shell.resize(1366, 698)
    module_shell.go("peserta")
    module_shell.activateWindow()
    return module_shell


@pytest.fixture(scope="session")
def iuran_sent(tmp_path_factory: pytest.TempPathFactory, set_up: Path, key_file: Path) -> Path:
    """A village for page Iuran, made once: people sent, nothing billed yet. Tests work on copies."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("iuran") / "desa"))
    iuran_desk.fill(DataFolder(root), key_file)
    return root


@pytest.fixture(scope="session")
def iuran_billed(tmp_path_factory: pytest.TempPathFactory, iuran_sent: Path) -> Path:
    """The same with bills of every state."""
    root = Path(shutil.copytree(iuran_sent, tmp_path_factory.mktemp("iuran-tagih") / "desa"))
    iuran_desk.billed(DataFolder(root))
    return root


@pytest.fixture(autouse=True)
def _windows_go_with_their_test() -> Iterator[None]:
    """Closed windows are deleted at once: Qt would keep them to the end, and restyle all of them ever more slowly."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
