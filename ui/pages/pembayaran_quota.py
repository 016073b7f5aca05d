"""One quota of pekerja rentan: fund and year, people of it, a bar, what is left."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from jamsos_desktop.desk import QuotaUse
from jamsos_desktop.texts import number
from ui.pages.pembayaran_rows import fund_name
from ui.widgets import Label


def quota_line(quota: QuotaUse, parent: QWidget) -> QWidget:
    """Fund and year, people of the quota, and a bar."""
    line = QWidget(parent)
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(4)
    words = QHBoxLayout()
    name = f"{fund_name(quota.sumber_dana)} {quota.tahun}"
    figures = f"{number(quota.terpakai)} / {number(quota.kuota)}"
    words.addWidget(Label(name))
    words.addStretch(1)
    words.addWidget(Label(figures, "strong"))
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(quota.kuota, 1))
    bar.setValue(min(quota.terpakai, max(quota.kuota, 1)))
    column.addLayout(words)
    column.addWidget(bar)
    over = quota.terpakai - quota.kuota
    column.addWidget(Label(f"Lebih {number(over)} orang dari kuota." if over > 0 else f"Sisa {number(-over)} orang.",
                           "error" if over > 0 else "caption"))
    line.setAccessibleName(f"{name}: {figures} orang")
    return line
