"""Page Peserta over a real desk, for the tests of its list and of its views."""

from __future__ import annotations

from jamsos_desktop.desk import Desk
from tests.ui.clerk_desk import light
from ui.pages.peserta import PesertaPage
from ui.window import Shell


def show_peserta(qtbot, desk: Desk, size: tuple[int, int] = (1366, 698)) -> PesertaPage:
    """Page Peserta of a desk in a window of its own, in the light theme, the cursor in its search."""
    light()
    shell = Shell(desk)
    qtbot.addWidget(shell)
    shell.resize(*size)
    shell.show()
    qtbot.waitExposed(shell)
    shell.go("peserta")
    page = shell.current
    assert isinstance(page, PesertaPage)
    shell.activateWindow()
    qtbot.waitUntil(lambda: page.search.hasFocus())
    return page
