"""The strip of a running take-in: which file, how many are left, and what stays when it is cancelled."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jamsos_desktop.jobs import Progress
from jamsos_desktop.texts import number
from ui.widgets import ProgressStrip
from ui.worker import Worker


class TakeRun(ProgressStrip):
    """Follows ``District.take_in_job``; a file is the step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Memeriksa", parent=parent, unit="kiriman")
        self.cancel_button.setText(" &Batalkan")
        self.stays.setMinimumWidth(226)

    def follow(self, worker: Worker) -> None:
        """Begin with this worker."""
        self.run(worker, "Memeriksa", _stays(0))
        self.cancel_button.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """The file being checked is the one after those done."""
        super().show_progress(progress)
        if self._worker is not None and not self._worker.stopping:
            at = min(progress.done + 1, progress.total)
            self.title_label.setText(f"Memeriksa kiriman {number(at)} dari {number(progress.total)}")

    def kept(self, done: int) -> None:
        """So many files are durable already."""
        self.stays.setText(_stays(done))


def _stays(done: int) -> str:
    if not done:
        return "Bila dibatalkan, tidak ada yang tercatat."
    return f"Bila dibatalkan, {number(done)} yang selesai tetap tercatat. Sisanya tidak disentuh."
