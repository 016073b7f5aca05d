"""Around an upgrade: putting the newer program in place when the window has closed, and telling of it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import open_again, put_in_place
from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from jamsos_desktop.desk import Ready, UpgradeNote
    from ui.window import Shell

PAGE = "perbarui"
MOST = 2  # sentences of what is new that the strip holds; page Perbarui has them all


def finish(ready: Ready) -> int:
    """Put the newer program in place and open it; where that fails the one of before opens and tells why."""
    failed = False
    try:
        put_in_place(ready)
    except Problem:  # noted for the next start
        failed = True
    try:
        open_again(ready, failed=failed)
    except Problem as problem:
        from ui import ask

        ask.tell(None, problem, (("tutup", "&Tutup aplikasi", "primary"),))
        return 1
    return 0


def close_for(shell: Shell, ready: Ready) -> None:
    """Close the window for a newer program; where something else is done in it by now, that is ended first."""
    idle = shell.current_name == PAGE and not shell.awaited and QApplication.activeModalWidget() is None
    if not (idle and shell.close()):
        shell.offer(f"Versi {ready.versi} siap. Versi baru terbuka sesudah jendela ini ditutup.", "Tutup sekarang",
                    shell.close, "Nanti")


def tell_news(shell: Shell) -> None:
    """Once after an upgrade, in the strip above the page: what runs now and what is new, or why it did not come."""
    try:
        news = shell.desk.upgrade_news()
    except Problem:
        return  # the folder does not answer just now; the next start tells it
    if news is None or shell.asking.text:
        return
    verb = "Lihat yang baru" if news.ke == shell.desk.upgrade_state().program.versi else "Buka Perbarui"

    def read() -> None:
        shell.desk.upgrade_read()

    def show() -> None:
        read()
        shell.go(PAGE)

    shell.offer(_words(shell, news), verb, show, "Tutup", read)


def _words(shell: Shell, news: UpgradeNote) -> str:
    if news.ke != shell.desk.upgrade_state().program.versi:
        return f"Versi {news.ke} belum terpasang. {news.gagal or 'Program dan data masih seperti semula.'}"
    said = [f"Sekarang versi {news.ke}.", f"Cadangan sebelum pembaruan: {news.cadangan}."]
    if news.baru:
        said.append(f"Yang baru: {' '.join(news.baru[:MOST])}")
    return " ".join(said)
