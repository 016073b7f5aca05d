"""The bar above the district's people: search, place, group and how far they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.desk import District, PeopleQuery, UnitInfo
from jamsos_desktop.model.codes import code_list
from ui import theme
from ui.widgets import Button, Combo, Edit

QUIET_MS = 140
ALL = "semua"
OPD = "opd"


class PeopleFilters(QWidget):
    """``changed()``: another query."""

    changed = Signal()

    def __init__(self, district: District, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: Sequence[UnitInfo] = ()
        self._wide: dict[str, int] = {}  # px of each choice where there is room
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.search = Edit()
        self.search.setPlaceholderText("Cari nama atau NIK")
        self.search.setAccessibleName("Cari nama atau NIK")
        self.search.addAction(theme.icon("search", "text_2", 14), Edit.ActionPosition.LeadingPosition).setText("Cari")
        self.search.setMinimumWidth(theme.px(112))
        self.search.typed.connect(lambda _: self._quiet.start())
        row.addWidget(self.search, 1)
        self.area = self._choice("Kecamatan", {ALL: "Semua kecamatan"}, 184)
        self.unit = self._choice("Desa", {ALL: "Semua desa"}, 168)
        self.group = self._choice("Kelompok", {ALL: "Semua kelompok", **code_list("kelompok")}, 184)
        self.standing = self._choice("Keadaan", {ALL: "Semua keadaan", **dict(district.standings())}, 192)
        self._choices = (self.area, self.unit, self.group, self.standing)
        for combo in self._choices:
            row.addWidget(combo)
        self.clear_button = Button("", icon="x-lg", tip="Hapus saringan")
        self.clear_button.clicked.connect(self.clear)
        row.addWidget(self.clear_button)
        self.area.typed.connect(lambda _: self._area_chosen())
        for combo in (self.unit, self.group, self.standing):
            combo.typed.connect(lambda _: self.changed.emit())
        self.changed.connect(self._fit)

    def _choice(self, name: str, choices: dict[str, str], wide: int) -> Combo:
        combo = Combo(self, choices)
        combo.setAccessibleName(name)
        self._wide[name] = wide
        combo.set_text(ALL)
        return combo

    def _beside(self) -> int:
        """Px of all but the choices."""
        return self.search.minimumWidth() + self.clear_button.sizeHint().width() + 8 * (len(self._wide) + 1)

    def _needed(self, combo: Combo) -> int:
        """Px in which what is chosen can be read, no more than the choice has where there is room."""
        words = combo.fontMetrics().horizontalAdvance(combo.currentText())
        return min(theme.px(self._wide[combo.accessibleName()]), words + theme.px(48))

    def minimumSizeHint(self) -> QSize:
        """With the choices as narrow as their words let them: they are wider only while there is room."""
        return QSize(self._beside() + sum(map(self._needed, self._choices)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share out the room: each choice as wide as it wishes, or all closer to what their words need."""
        least = sum(map(self._needed, self._choices))
        whole = sum(theme.px(wide) for wide in self._wide.values())
        part = max(0.0, min(1.0, (self.width() - self._beside() - least) / max(1, whole - least)))
        for combo in self._choices:
            need = self._needed(combo)
            combo.setFixedWidth(need + int((theme.px(self._wide[combo.accessibleName()]) - need) * part))

    def set_units(self, units: Sequence[UnitInfo]) -> None:
        """The places that can be chosen; what is chosen stays where it still exists."""
        self._units = units
        areas = {one.kode_kecamatan: one.kecamatan for one in units if one.kode_kecamatan}
        choices = {ALL: "Semua kecamatan", **dict(sorted(areas.items(), key=lambda item: item[1]))}
        if any(one.jenis == "opd" for one in units):
            choices[OPD] = "Perangkat daerah"
        self.area.set_choices(choices)
        self._fill_units()

    def _fill_units(self) -> None:
        area = self.area.text() or ALL
        inside = {one.kode: one.nama for one in self._units
                  if area == ALL or one.kode_kecamatan == area or (area == OPD and one.jenis == "opd")}
        first = "Semua unit" if area == OPD else "Semua desa"
        self.unit.set_choices({ALL: first, **(dict(sorted(inside.items(), key=lambda item: item[1]))
                                              if area != ALL else {})})
        self.unit.setEnabled(area != ALL)

    def _area_chosen(self) -> None:
        self.unit.set_text(ALL)
        self._fill_units()
        self.changed.emit()

    def show_place(self, kode: str, kelompok: str = "") -> None:
        """Choose a place by its code, and a group."""
        self.search.setText("")
        unit = next((one for one in self._units if one.kode == kode), None)
        area = (unit.kode_kecamatan or OPD) if unit else kode
        self.area.set_text(area or ALL)
        self.unit.set_text(ALL)
        self._fill_units()
        self.unit.set_text(unit.kode if unit else ALL)
        self.group.set_text(kelompok or ALL)
        self.standing.set_text(ALL)

    def clear(self) -> None:
        """Everybody again."""
        self.show_place("")
        self.changed.emit()
        self.search.setFocus()

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.search.text().strip()) or any(map(_code, self._choices))

    def query(self, before: PeopleQuery) -> PeopleQuery:
        """What is asked for, in the order the list already has."""
        self._quiet.stop()
        area, unit, group, standing = map(_code, self._choices)
        return PeopleQuery(self.search.text().strip(), unit or area, group, standing, before.sort, before.desc)


def _code(combo: Combo) -> str:
    """What a choice filters by, "" where it lets everybody through."""
    return "" if combo.text() == ALL else combo.text()
