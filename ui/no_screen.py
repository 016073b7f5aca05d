"""A screen that does not answer: Qt ends the process there, by abort; here it becomes a sentence and exit code 1."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from ui import plain_box

WORDS = ("Layar laptop ini tidak menjawab, jadi jendela tidak dibuka. Data Anda tidak diubah.\n"
         "Masuk ke laptop lewat layarnya sendiri, lalu buka aplikasi lagi.\n")


@contextmanager
def told() -> Generator[None, None, None]:
    """While the application is made. What Qt says meanwhile comes on standard error, as ever, once it was made."""
    said: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            plain_box.say(WORDS + (f"Keterangan: {said[0]}\n" if said else ""))
            sys.stderr.flush()
            os._exit(1)  # returning would abort
        said.append(message)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    sys.stderr.write("".join(f"{line}\n" for line in said))
