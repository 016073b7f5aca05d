"""The form of the editor: five sections in one scroll, made from the data dictionary and the layout table.

The form shows texts and says what was typed; it judges nothing and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.fields import BY_KEY, SECTION_LABELS, Section
from jamsos_desktop.model.privacy import last_four
from jamsos_desktop.model.records import Peserta
from ui.widgets.basic import Card, Label, Line
from ui.widgets.edits import Edit
from ui.widgets.field import FieldRow

from . import editor_layout as layout
from .editor_family import FamilyEditor
from .editor_fields import SMALL, dress, needed
from .editor_heirs import column_of
from .editor_kpj import KpjRow
from .editor_papers import PapersEditor
from .editor_sections import BESIDE, NikStrip, SectionGrid, stops
from .editor_side import SectionState
from .editor_states import FieldState

MOST_LINES = 2  # a longer sentence below a field becomes a tower: it goes across the form


class EditorForm(Card):
    """Signals: ``typed(key, text)``, ``left(key)``, ``mend(Mend)``, ``open_other()``,
    ``family_changed()``, ``paper(kode, state)``, ``consent(day, way, witness)``, ``kpj_wanted()``."""

    typed = Signal(str, str)
    left = Signal(str)
    mend = Signal(object)
    open_other = Signal()
    family_changed = Signal()
    paper = Signal(str, str)
    consent = Signal(str, str, str)
    kpj_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(f"1. {SECTION_LABELS[Section.IDENTITAS]}", parent=parent, margins=(1, 0, 1, 1))
        self._desk = desk
        self._beside = Label(BESIDE[Section.IDENTITAS], "caption", wrap=False)
        if self.head is not None:
            self.head.addWidget(self._beside)
        self._shape: object = None
        self.before: Callable[[], Sequence[QWidget]] = tuple  # what Tab visits before the first field
        self._other: str = ""
        self.scroll = QScrollArea(self, objectName="surface")
        inner = QWidget(self.scroll.viewport(), objectName="surface")
        self.nik_strip = NikStrip()
        self._below: dict[str, QWidget] = {"nik": self.nik_strip}
        self.family = FamilyEditor(inner)
        self.papers = PapersEditor(desk, inner)
        extras = {Section.AHLI_WARIS: self.family, Section.BERKAS: self.papers}
        self.sections = {section: SectionGrid(number, section, desk, extras.get(section), section is Section.BERKAS,
                                              parent=inner)
                         for number, section in enumerate(Section, 1)}
        self.fields: dict[str, FieldRow] = {key: row for grid in self.sections.values()
                                            for key, row in grid.fields.items()}
        self._build(inner)

    def _build(self, inner: QWidget) -> None:
        self.scroll.setWidgetResizable(True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        for section, grid in self.sections.items():
            if section is not Section.IDENTITAS:
                column.addWidget(Line())
            column.addWidget(grid)
        column.addStretch(1)
        self.scroll.setWidget(inner)
        self.body.setSpacing(0)
        self.body.addWidget(self.scroll)
        self.scroll.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._scrolled())  # rows grew above the view
        self.family.changed.connect(self.family_changed)
        self.family.leave.connect(self._left_family)
        self.papers.changed.connect(self.paper)
        for row in self.fields.values():
            row.changed.connect(lambda _, row=row: self.typed.emit(row.key, row.text()))
            row.left.connect(lambda row=row: self.left.emit(row.key))
        self.papers.consent_changed.connect(self.consent)
        kpj = self.fields["kpj"]
        assert isinstance(kpj, KpjRow)
        kpj.wanted.connect(self.kpj_wanted)

    # -- laying out ---------------------------------------------------------------------------------

    def lay_out(self, person: Peserta) -> None:
        """Show the rows this person's group and segment need; nothing happens while that stays the same."""
        shape = tuple(tuple(layout.rows(section, person)) for section in Section)
        who = (person.kelompok, person.segmen)
        if (shape, who) == self._shape:
            return
        self._shape = (shape, who)
        for section, rows in zip(Section, shape, strict=True):
            self.sections[section].fill(rows, self._below if section is Section.IDENTITAS else {})
        for key, row in self.fields.items():
            dress(row, BY_KEY[key], needed(self._desk, key, person.kelompok, person.segmen))
        self.papers.set_group(person.kelompok)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab follows reading order."""
        chain = [*self.before()]
        for section in Section:
            for key in self.sections[section].shown_keys():
                chain += stops(self.fields[key])
            if section is Section.AHLI_WARIS:
                chain += [self.family.view, self.family.hp.edit, self.family.wali.edit, *self.family.buttons]
            if section is Section.BERKAS:
                chain = [*chain, *self.papers.stops()]
        catatan = self.fields["catatan"].edit
        chain = [w for w in chain if w is not catatan] + [catatan]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    # -- showing ------------------------------------------------------------------------------------

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put a person's texts into all fields (another person, or a draft)."""
        for key, text in texts.items():
            self.fields[key].set_text(text)
        for row in self.fields.values():
            row.setMinimumHeight(0)

    def cover_kpj(self, covered: bool) -> None:
        """Hide the KPJ that is kept, or show it once the PIN was given."""
        row = self.fields["kpj"]
        assert isinstance(row, KpjRow)
        row.cover(covered)

    def as_seen(self, person: Peserta) -> Peserta:
        """The person as the form on screen may show them: a KPJ that is covered is covered on the paper beside it."""
        row = self.fields["kpj"]
        if not (isinstance(row, KpjRow) and row.covered):
            return person
        return replace(person, kpj=last_four(person.kpj), mentah={k: v for k, v in person.mentah.items() if k != "kpj"})

    def show_state(self, key: str, state: FieldState) -> None:
        """One field's state; a row that once made room for a sentence keeps it, so nothing jumps."""
        row = self.fields[key]
        acts = [(mend.label, lambda mend=mend: self.mend.emit(mend)) for mend in state.mends]
        if state.kode == "NIK_DUP_DESA" and self._other:
            acts.append((self._other, self.open_other.emit))
        grid = self.sections[BY_KEY[key].section]
        wide = state.state in ("salah", "periksa") and row.message.lines(state.message, grid.room_of(key)) > MOST_LINES
        if acts or wide:
            grid.strip_for(key, self._below)
        # a tick would cover the text of a field of three digits
        plain = state.state == "benar" and row.maximumWidth() <= SMALL and not state.message
        row.set_state("kosong" if plain else state.state, state.message, acts, wide=wide)
        if plain:
            row.message.set("")  # it is filled: where to find it is no longer asked
        if acts:
            buttons = row.strip.buttons()
            for one, other in pairwise([row.edit, *buttons]):
                QWidget.setTabOrder(one, other)
        if acts or wide:
            grid.let_strip_near(key)
        elif row.message.text and row.isVisible():
            row.setMinimumHeight(max(row.minimumHeight(), row.heightForWidth(row.width())))

    def set_other(self, words: str) -> None:
        """The button that opens the other person with the same NIK ("Buka data Jumria")."""
        self._other = words

    def show_section(self, section: Section, state: SectionState) -> None:
        """The state icon in the head of a section."""
        self.sections[section].show_state(state)

    # -- going places -------------------------------------------------------------------------------

    def is_shown(self, key: str) -> bool:
        """Whether the form has the field now."""
        return key in self.fields and not self.fields[key].isHidden()

    def go(self, key: str) -> None:
        """Bring a field into view and put the cursor there, at the end of its text."""
        if key in self.fields and self.is_shown(key):
            row = self.fields[key]
            self._show(row)
            row.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(row.edit, Edit):
                row.edit.end(False)
            return
        section = layout.section_of(key)
        if section is Section.AHLI_WARIS:
            number, column = heir_place(key, len(self.family.model.people))
            self._show(self.family)
            self.family.open_cell(number, column)
        elif section is Section.BERKAS:
            self._show(self.papers)
            self.papers.focus(key)
        else:
            self.go_section(section)

    def _show(self, widget: QWidget, margin: int = 60) -> None:
        # the layout may not have run since the row grew
        inner = self.scroll.widget()
        if inner.layout() is not None:
            inner.layout().activate()
        self.scroll.ensureWidgetVisible(widget, 0, margin)

    def show_whole(self, key: str) -> None:
        """Bring a field into view with its name above and its sentence below; Qt looks at the control alone."""
        if key in self.fields and self.is_shown(key):
            self._show(self.fields[key], 8)

    def go_section(self, section: Section) -> None:
        """The first field of a section, its rows at the top of the view."""
        body = self.sections[section]
        self.scroll.widget().layout().activate()
        # its name stands in the head of the form already
        self.scroll.verticalScrollBar().setValue(body.y() + (body.head.geometry().bottom() if body.head else 0))
        if section is Section.AHLI_WARIS:
            self.family.open_cell(0, "nama")
        elif section is Section.BERKAS:
            self.papers.focus("berkas")
        else:
            first = body.shown_keys()[0]
            self.fields[first].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def position(self, key: str) -> tuple[int, int, int]:
        """Where a field or cell stands in reading order, for sorting."""
        section = layout.section_of(key)
        number = list(Section).index(section)
        parts = key.split(".")
        if section is Section.AHLI_WARIS and key not in BY_KEY:
            row, column = heir_place(key, len(self.family.model.people))
            return number, 1 + row, column_of(column)
        if section is Section.BERKAS and key not in BY_KEY:
            kodes = list(self.papers.rows)
            return number, 0, kodes.index(parts[1]) if len(parts) > 1 and parts[1] in kodes else len(kodes)
        keys = self.sections[section].shown_keys()
        return number, 0 if section is not Section.BERKAS else 1, keys.index(key) if key in keys else len(keys)

    def place(self, widget: QWidget | None) -> tuple[Section, str]:
        """Section and field key a widget of the form stands in; ("keluarga.0.nik" inside the table)."""
        while widget is not None and widget is not self:
            if isinstance(widget, FieldRow) and widget.key in self.fields:
                return BY_KEY[widget.key].section, widget.key
            if widget is self.family:
                return Section.AHLI_WARIS, self.family.place()
            if widget is self.papers:
                return Section.BERKAS, "berkas"
            for section, body in self.sections.items():
                if widget is body:
                    return section, ""
            widget = widget.parentWidget()
        return self.top_section(), ""

    def top_section(self) -> Section:
        """The section at the top of the view."""
        top = self.scroll.verticalScrollBar().value()
        passed = [s for s, body in self.sections.items() if body.y() <= top + 30]
        return passed[-1] if passed else Section.IDENTITAS

    def _scrolled(self) -> None:
        section = self.top_section()
        if self.title is not None:
            self.title.setText(f"{list(Section).index(section) + 1}. {SECTION_LABELS[section]}")
        self._beside.setText(BESIDE[section])

    def _left_family(self, step: int) -> None:
        if step > 0:
            QTimer.singleShot(0, self, self._after_family)
        else:
            self.fields["tanpa_ahli_waris"].edit.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _after_family(self) -> None:
        first = next(iter(self.papers.rows.values()), None)
        (first or self.papers.day.edit).setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.show_texts({})


def heir_place(key: str, count: int) -> tuple[int, str]:
    """Row and column of ``keluarga.1.nik``; a finding about the whole family goes to the empty row."""
    parts = key.split(".")
    if len(parts) == 3 and parts[1].isdigit():
        return int(parts[1]), parts[2]
    return count, "nama"
