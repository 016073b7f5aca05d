"""What may be assumed in the budget, as fields: another wage base, a rise, a risk group, more people, JHT."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.budget import Tambahan, WhatIf
from jamsos_desktop.model.dues import WageBase
from jamsos_desktop.problems import Problem
from ui import theme
from ui.pages.iuran_bases import PILIHAN, whole_rupiah
from ui.widgets import FieldRow

KEEP = ""
RISKS = ("I", "II", "III", "IV", "V")
STRETCH = (5, 5, 4, 3, 4, 3)


class Assumptions(QWidget):
    """``changed``: something is assumed otherwise. ``what_if`` raises what cannot be read."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        groups = desk.labels("kelompok")
        self.group = FieldRow("Andaian untuk", choices=groups, reserve=0)
        self.base = FieldRow("Dasar upah", choices={KEEP: "Tetap"} | PILIHAN, reserve=0)
        self.money = FieldRow("Upah sebulan", money=True, placeholder="", reserve=0)
        self.rise = FieldRow("Upah PU naik (%)", placeholder="0", reserve=0)
        self.risk = FieldRow("Risiko JKK", choices={KEEP: "Tetap"} | {one: f"Kelas {one}" for one in RISKS}, reserve=0)
        self.more = FieldRow("Tambah orang", placeholder="0", reserve=0)
        self.jht = QCheckBox("Dengan JHT")
        self.renewed = QCheckBox("SK diperpanjang")
        self.group.set_text(next(iter(groups)))
        for field in (self.base, self.risk):
            field.edit.setCurrentIndex(0)
        self._fields = (self.group, self.base, self.money, self.rise, self.risk, self.more)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._lay_out()
        for field in self._fields:
            field.changed.connect(lambda _: self._follow())
        for tick in (self.jht, self.renewed):
            tick.toggled.connect(lambda _: self._follow())
        self._follow()

    def _lay_out(self) -> None:
        for at, field in enumerate(self._fields):
            self._grid.addWidget(field, 0, at)
            self._grid.setColumnStretch(at, STRETCH[at])
        for field in (self.rise, self.more):
            field.edit.setMinimumWidth(theme.px(70))
        self._grid.addWidget(self.jht, 1, 0, 1, 1)
        self._grid.addWidget(self.renewed, 1, 1, 1, 2)

    def _follow(self) -> None:
        self.money.edit.setEnabled(self.base.text() == "nominal")
        self.changed.emit()

    def clear(self) -> None:
        """Nothing is assumed."""
        for field in (self.base, self.risk):
            field.edit.setCurrentIndex(0)
        for field in (self.money, self.rise, self.more):
            field.set_text("")
        self.jht.setChecked(False)
        self.renewed.setChecked(False)
        self._follow()

    @property
    def what_if(self) -> WhatIf:
        """What the fields say. Problem ANDAIAN_SALAH for a figure that is none."""
        group, base = self.group.text(), self.base.text()
        bases, risks, more = {}, {}, {}
        if base:
            bases[group] = WageBase(base, whole_rupiah(self.money.text()) if base == "nominal" else None)
        if self.risk.text():
            risks[group] = self.risk.text()
        if people := _whole(self.more.text()):
            more[group] = Tambahan(people)
        return WhatIf(dasar=MappingProxyType(bases), naik=_percent(self.rise.text()), risiko=MappingProxyType(risks),
                      tambah=MappingProxyType(more), jht=frozenset({group} if self.jht.isChecked() else ()),
                      sk_diperpanjang=self.renewed.isChecked())


def _percent(text: str) -> Decimal:
    try:
        return Decimal(text.strip().rstrip("% ").replace(",", ".") or 0)
    except InvalidOperation:
        raise Problem("ANDAIAN_SALAH", f"Kenaikan {text.strip()} tidak terbaca.", "Tidak ada data yang berubah.",
                      "Tulis angka saja, misalnya 6,5.") from None


def _whole(text: str) -> int:
    found = text.strip().replace(".", "")
    if found and not found.isdecimal():
        raise Problem("ANDAIAN_SALAH", f"Tambahan {text.strip()} orang tidak terbaca.", "Tidak ada data yang berubah.",
                      "Tulis angka saja, misalnya 10.")
    return int(found or 0)
