"""While somebody types the PIN: the rooms of the core are loaded in a thread, then the first pages piece by piece."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from ui.worker import Worker

PIECES = ("ui.widgets.tables", "ui.widgets.bars", "ui.window", "ui.opened", "ui.pages.page", "ui.pages.beranda_cards",
          "ui.pages.beranda", "ui.pages.struktur_seat", "ui.person_table", "ui.people_table", "ui.pages.peserta")


class WarmUp(QObject):
    """Belongs to the lock page's window; ``stop`` before that window goes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        from jamsos_desktop.desk import warm_up_job

        self._left = list(PIECES)
        self._worker = Worker(warm_up_job, self)
        self._worker.ended.connect(self._piece)
        self._worker.start()

    def _piece(self) -> None:
        """One module in a turn of the event loop: no key waits longer for its dot than for one of them."""
        if self._left:
            import_module(self._left.pop(0))
            QTimer.singleShot(0, self, self._piece)

    def stop(self) -> None:
        """What is not loaded yet is loaded when it is needed."""
        self._left.clear()
        self._worker.cancel()
        self._worker.wait()
