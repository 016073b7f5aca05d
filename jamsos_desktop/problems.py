"""Failures that people can cause or meet: a code and Indonesian sentences, never a traceback.

A ``Problem`` says what happened, what is safe and what to do. Everything else that is raised
is a fault of ours. The codes are listed in docs/glossary.md.
"""

from __future__ import annotations


class Problem(Exception):
    """One failure of the world. ``kode`` is stable and machine-readable, the rest is for people.

    ``apa``: what happened. ``aman``: what is safe or unchanged. ``cara``: what to do now.
    """

    def __init__(self, kode: str, apa: str, aman: str = "", cara: str = "") -> None:
        self.kode, self.apa, self.aman, self.cara = kode, apa, aman, cara
        super().__init__(kode, apa, aman, cara)

    def __str__(self) -> str:
        return " ".join(part for part in (self.apa, self.aman, self.cara) if part)


TIDAK_BERUBAH = "Tidak ada data yang berubah."
