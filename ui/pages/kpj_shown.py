"""Whole KPJ numbers on a page: the PIN first, then the note in the history, then the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_desktop.problems import Problem
from ui.pages.pin_sheet import ask_pin

if TYPE_CHECKING:
    from ui.window import Shell

WHY_PIN = "Nomor KPJ membuka saldo dan data seseorang di BPJS. Tampil hanya sampai Anda pindah halaman."


def kpj_of(shell: Shell, uids: Sequence[str], tempat: str) -> Mapping[str, str]:
    """uid -> number once the PIN was right; {} when it was not given. ``tempat``: what the history notes."""
    if not uids or not ask_pin(shell.desk, WHY_PIN, shell):
        return {}
    try:
        return shell.desk.see_kpj(uids, tempat)
    except Problem as problem:
        shell.problem(problem)
        return {}
