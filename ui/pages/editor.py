"""Editor peserta (picture 04): one person typed from KTP and KK, judged and shown on paper while typing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, Judgement, Query
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.fields import Section
from jamsos_desktop.model.findings import Finding
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import title_name
from ui import ask, theme
from ui.autosave import Autosave
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button

from .editor_conflict import MINE, SAVED, ConflictDialog
from .editor_form import EditorForm
from .editor_head import EditorHead
from .editor_live import EditorLive
from .editor_preview import PreviewPane
from .editor_session import FORM, Session, differences
from .editor_side import ProblemList, SectionList
from .editor_walk import Walk
from .page import Page

if TYPE_CHECKING:
    from ui.window import Shell

LEFT_WIDTH, FORM_WIDTH = 178, 566
NARROW_BELOW = 1180
DEFAULT_GROUP = "pekerja_rentan"
# Which stage of the way a status is; going back after a save is said aloud.
STAGES = ("draf", "perlu_dilengkapi", "siap_cetak", "tercetak", "siap_kirim", "terkirim", "diterima", "di_bpjs",
          "menunggu_bayar", "aktif")
PLACE_FORM, PLACE_KEY = "layar", "terakhir"


def resume_args(desk: Desk) -> dict[str, Any] | None:
    """What ``Shell.go("editor", ...)`` needs to come back to the form that was open when the program ended."""
    kept = desk.draft(PLACE_FORM, PLACE_KEY)
    if kept is None or desk.draft(FORM, kept.isi.get("uid", "")) is None:
        return None
    return {"uid": kept.isi["uid"]}


class EditorPage(Page):
    """``opened``: ``uid`` (a person or an unsaved draft), or ``kelompok`` for a new one; ``query`` the list
    to walk through; ``field`` the key to start at."""

    title = "Editor peserta"
    narrow_nav = True
    keys = [("Tab", "Isian berikut"), ("F8", "Masalah berikut"), ("Ctrl+↓", "Bagian berikut"), ("Ctrl+S", "Simpan"),
            ("F10", "Simpan, berikutnya"), ("PgDn", "Orang berikut"), ("Esc", "Kembali")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.session: Session | None = None
        self.walk: Walk | None = None
        self._query = Query()
        self._status = ""
        self._place: tuple[Section, str] = (Section.IDENTITAS, "nik")
        self._noted = ""
        self._build()
        self.autosave = Autosave(self._keep, self)
        self.autosave.saved.connect(lambda: self.head_.saved.kept(self.desk.now()))
        self.autosave.failed.connect(lambda problem: self.head_.saved.say("Belum tersimpan", "warn", str(problem)))
        self.live = EditorLive(desk, self.form, self.sections, self.problems, self.preview)
        self._wire()

    # -- building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head_ = EditorHead()
        column.addWidget(self.head_)
        self.body = QHBoxLayout()
        self.body.setContentsMargins(16, 0, 16, 12)
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        self.sections, self.problems = SectionList(), ProblemList()
        self.form = EditorForm(self.desk)
        self.preview = PreviewPane(self.desk, self.shell)
        self.body.addWidget(self._left())
        self.body.addWidget(self._middle(), 0)
        self.body.addWidget(self.preview, 1)

    def _left(self) -> QScrollArea:
        inner = QWidget(objectName="plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sections)
        column.addWidget(self.problems)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFixedWidth(theme.px(LEFT_WIDTH))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _middle(self) -> QWidget:
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.drop_draft = Button("Buang draf", small=True)
        self.note = NoteStrip("info", "", self.drop_draft)
        self.note.hide()
        column.addWidget(self.note)
        self.tabs = QWidget()
        row = QHBoxLayout(self.tabs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.tab_buttons = [QPushButton("Isian"), QPushButton("Pratinjau formulir")]
        for number, button in enumerate(self.tab_buttons):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, number=number: self.show_tab(number))
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self.tabs)
        column.addWidget(self.form, 1)
        return self.middle

    def _wire(self) -> None:
        self.live.changed.connect(self.autosave.touch)
        self.live.paused.connect(self.autosave.flush)
        self.live.judged.connect(self._judged)
        self.form.open_other.connect(lambda: self.open_uid(self.live.holder_uid))
        self.sections.chosen.connect(lambda value: self.form.go_section(Section(value)))
        self.problems.chosen.connect(self._go_finding)
        self.preview.clicked.connect(self._go_key)
        self.head_.back.clicked.connect(self.back)
        self.head_.before.clicked.connect(lambda: self.step(-1))
        self.head_.after.clicked.connect(lambda: self.step(1))
        self.head_.finish.clicked.connect(self.finish)
        self.drop_draft.clicked.connect(self.throw_draft)
        for keys, act in (("PgUp", lambda: self.step(-1)), ("PgDown", lambda: self.step(1)),
                          ("Ctrl+Down", lambda: self.next_section(1)), ("Ctrl+Up", lambda: self.next_section(-1))):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        QApplication.instance().focusChanged.connect(self._focus_moved)

    # -- opening ------------------------------------------------------------------------------------

    def opened(self, uid: str = "", kelompok: str = "", query: Query | None = None, field: str = "",
               **_: Any) -> None:
        """See the class; without arguments the person in hand is read again."""
        if query is not None:
            self._query, self.walk = query, None
        if not uid and not kelompok and self.session is not None:
            uid = self.session.base.uid
        if uid:
            self.open_uid(uid, field)
        else:
            self._open(Session(self.desk, self.desk.new(kelompok or DEFAULT_GROUP), new=True), field)

    def open_uid(self, uid: str, field: str = "") -> None:
        """Open a person, or the draft of one that was never saved."""
        if not uid or not self._put_away():
            return
        draft = self.desk.draft(FORM, uid)
        if draft is not None and draft.isi.get("baru"):
            base = replace(self.desk.new(draft.isi.get("kelompok") or DEFAULT_GROUP), uid=uid)
            self._open(Session(self.desk, base, new=True), field, draft)
        else:
            self._open(Session(self.desk, self.desk.read(uid)), field, draft)

    def _open(self, session: Session, field: str = "", draft: Any = None) -> None:
        self.autosave.forget()
        body = draft.isi if draft is not None else {}
        if body:
            session.restore(body)
        self.session = session
        self._status = "" if session.new else session.base.status
        self.head_.saved.say("", "")
        self._say_note(session, draft)
        self.live.show(session)
        self._show_walk()
        self._go_start(field, body)

    def _go_start(self, field: str, body: dict[str, Any]) -> None:
        key = field or body.get("field") or ("nama" if self.session and self.session.base.nik else "nik")
        self.form.scroll.verticalScrollBar().setValue(0)
        self.form.go(key)
        if not field and body.get("cursor") is not None and key in self.form.fields:
            edit = self.form.fields[key].edit
            if hasattr(edit, "setCursorPosition"):
                edit.setCursorPosition(int(body["cursor"]))

    def _say_note(self, session: Session, draft: Any) -> None:
        """The strip on top: a draft that came back, or who holds the record now."""
        role, text, button = "", "", ""
        if draft is not None and session.base_revisi != session.base.revisi:
            role, text, button = "warn", "Data ini diubah sejak draf dibuat. Isian di bawah memakai draf Anda.", \
                "Lihat perbedaan"
        elif draft is not None and session.changed():
            moment = datetime.fromisoformat(draft.waktu)
            role, text, button = "info", f"Draf dari {moment:%H.%M} dibuka lagi.", "Buang draf"
        elif session.base.status == "terkirim":
            seq = self.desk.trail(session.base.uid).sent_seq
            role, text = "info", f"Sedang dalam kiriman no. {seq}. Perubahan jadi pembaruan."
        elif session.base.status == "ditolak":
            role, text = "error", "Ditolak DPMD. Perbaiki yang diminta, lalu kirim lagi."
        self.note.setVisible(bool(text))
        if text:
            self.note.set(role, text)
        self.drop_draft.set_text(button)
        self.drop_draft.setVisible(bool(button))

    def throw_draft(self) -> None:
        """ "Buang draf": back to the saved record; with a newer record both are shown first."""
        if self.session is None:
            return
        if self.session.base_revisi != self.session.base.revisi:
            self._settle_conflict()
            return
        uid, new = self.session.base.uid, self.session.new
        self.autosave.forget()
        self.desk.drop_draft(FORM, uid)
        if new:
            self._open(Session(self.desk, self.desk.new(self.session.base.kelompok), new=True))
        else:
            self._open(Session(self.desk, self.desk.read(uid)))

    # -- drafts -------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Autosave's way to the desk: the draft as typed, or none when nothing differs."""
        session = self.session
        if session is None:
            return
        uid = session.base.uid
        if not session.changed():
            self.desk.drop_draft(FORM, uid)
            return
        section, key = self._place
        line = self.form.fields[key].edit if key in self.form.fields else None
        cursor = line.cursorPosition() if line is not None and hasattr(line, "cursorPosition") else None
        self.desk.keep_draft(FORM, uid, session.body({"section": section.value, "field": key, "cursor": cursor}))
        if self._noted != uid:
            self.desk.keep_draft(PLACE_FORM, PLACE_KEY, {"uid": uid})
            self._noted = uid

    def _put_away(self) -> bool:
        """Keep what is typed before another person or page comes; False when the clerk wants to stay."""
        self.form.family.commit()
        if self.session is None or self.autosave.flush():
            return True
        return ask.confirm(self, "Draf belum bisa disimpan.", "Tinggalkan tanpa menyimpan",
                           "Yang baru diketik akan hilang. Data yang sudah disimpan tetap utuh.", keep="Tetap di sini",
                           danger=True)

    def closing(self) -> bool:
        if not self._put_away():
            return False
        self.preview.stop()
        return True

    def back(self) -> bool:
        """Esc: the draft is kept; the list comes back."""
        if self._put_away() and self._noted:
            self.desk.drop_draft(PLACE_FORM, PLACE_KEY)
            self._noted = ""
        return bool(self.shell.go("peserta"))

    # -- saving -------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Ctrl+S: a record, whatever is wrong with it."""
        return self._store(quiet=False) or True

    def finish(self) -> bool:
        """F10: save, then open the next person of the list that still needs something."""
        if not self._store(quiet=True) or self.session is None:
            return True
        walk = self._walk()
        uid = walk.next_incomplete(self.session.base.uid)
        if uid:
            name = self._name()
            self.open_uid(uid)
            self.shell.toast(f"{name} tersimpan.")
        else:
            self.shell.toast("Tersimpan. Tidak ada lagi yang perlu dilengkapi dalam daftar ini.")
        return True

    def _store(self, quiet: bool) -> bool:
        """Save the record; True when it stands in the file."""
        session = self.session
        if session is None:
            return False
        self.form.family.commit()
        if not session.changed() and not session.new:
            if not quiet:
                self.shell.toast("Tidak ada perubahan.")
            return True
        if session.new and not self.live.filled() and not session.changed():
            self.shell.toast("Isi nama atau NIK dahulu.")
            return False
        try:
            kept = self.desk.save(session.peserta(), session.base_revisi)
        except Problem as problem:
            if problem.kode == "BERUBAH":
                return self._settle_conflict()
            self.shell.problem(problem)
            return False
        self._saved(kept, quiet)
        return True

    def _saved(self, kept: Any, quiet: bool) -> None:
        before = self._status
        self.autosave.forget()
        self.session = Session(self.desk, kept)
        self._status = kept.status
        touched = self.live.touched
        self.live.session = self.session
        self.live.put_texts()
        self.live.touched = touched
        touched.left.update(self.form.fields)
        self.live.judge()
        self.note.setVisible(kept.status in ("terkirim", "ditolak") and not self.note.isHidden())
        self.head_.saved.say(f"Tersimpan {self.desk.now():%H.%M.%S}", "ok")
        self.shell.saved()
        self.shell.refresh_counts()
        if before in STAGES and kept.status in STAGES and STAGES.index(kept.status) < STAGES.index(before) \
                and STAGES.index(before) >= STAGES.index("tercetak"):
            self.shell.toast(f"Tersimpan. Status kembali ke {code_label('status', kept.status)}, karena data berubah "
                             f"setelah {code_label('status', before).lower()}.")
        elif not quiet:
            self.shell.toast(f"{self._name()} tersimpan.")
        self._show_walk()

    def _settle_conflict(self) -> bool:
        """Both versions with what differs; True when the record was saved in the end."""
        session = self.session
        assert session is not None
        saved = self.desk.read(session.base.uid)
        dialog = ConflictDialog(differences(session, saved), self)
        dialog.exec()
        if dialog.chosen == SAVED:
            self.autosave.forget()
            self.desk.drop_draft(FORM, saved.uid)
            self._open(Session(self.desk, saved))
        elif dialog.chosen == MINE:
            session.rebase(saved)
            return self._store(quiet=False)
        return False

    # -- going round --------------------------------------------------------------------------------

    def _walk(self) -> Walk:
        if self.walk is None:
            self.walk = Walk(self.desk, self._query, self.session.base.uid if self.session else "")
        return self.walk

    def _show_walk(self) -> None:
        walk = self._walk()
        self.head_.before.setEnabled(walk.has(-1))
        self.head_.after.setEnabled(walk.has(1))

    def step(self, step: int) -> None:
        """The previous or next person of the list."""
        if self._put_away() and (uid := self._walk().step(step)):
            self.open_uid(uid)

    def next_problem(self, step: int) -> bool:
        key = self.live.next_problem(self._place[1], step)
        if not key:
            self.shell.toast("Tidak ada yang perlu dibenahi.")
            return True
        self._go_key(key)
        return True

    def _go_finding(self, finding: Finding) -> None:
        self._go_key(self.live.key_of(finding))

    def _go_key(self, key: str) -> None:
        self.show_tab(0)
        self.live.touched.left.add(key)
        self.form.go(key)
        self._place = (self._place[0], key)
        self.live.judge()

    def next_section(self, step: int) -> None:
        """Ctrl+Down, Ctrl+Up."""
        all_of = list(Section)
        self.form.go_section(all_of[(all_of.index(self._place[0]) + step) % len(all_of)])

    def next_panel(self, step: int = 1) -> bool:
        """F6: sections, form, paper."""
        here = QApplication.focusWidget()
        panels = [self.sections, self.form, self.preview]
        at = next((n for n, panel in enumerate(panels) if here is not None and panel.isAncestorOf(here)), 1)
        target = (at + step) % 3
        if target == 0:
            self.sections.focus_first()
        elif target == 1:
            self.show_tab(0)
            self.form.go(self._place[1] or "nik")
        else:
            self.show_tab(1)
            self.preview.paper.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def new_person(self) -> bool:
        """Ctrl+N: another of the same group."""
        kelompok = self.session.text("kelompok") if self.session else DEFAULT_GROUP
        if self._put_away():
            self._open(Session(self.desk, self.desk.new(kelompok), new=True))
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the form of this person."""
        if self.session is None or (self.session.changed() and not self._store(quiet=True)):
            return True
        self.shell.go("cetak", uids=[self.session.base.uid])
        return True

    # -- following ----------------------------------------------------------------------------------

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            section, key = self.form.place(now)
            self._place = (section, key or self._place[1])
            self.sections.set_here(section)

    def _judged(self, result: Judgement) -> None:
        if self.session is not None:
            self.head_.show_person(self.live.person, self.session.text("nama"), result.status)

    def _name(self) -> str:
        return title_name(self.session.text("nama")) if self.session and self.session.text("nama") else "Data"

    def show_tab(self, number: int) -> None:
        """Form or paper, where there is no room for both."""
        narrow = not self.tabs.isHidden()
        for at, button in enumerate(self.tab_buttons):
            button.setChecked(at == number)
        self.form.setVisible(not narrow or number == 0)
        self.preview.setVisible(not narrow or number == 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW_BELOW - 52
        if narrow == (not self.tabs.isHidden()) and self.middle.property("fitted"):
            return
        self.middle.setProperty("fitted", True)
        self.tabs.setVisible(narrow)
        self.head_.set_narrow(narrow)
        target = self.middle.layout() if narrow else self.body
        target.addWidget(self.preview, 1)
        self.body.setStretchFactor(self.middle, 1 if narrow else 0)
        self.middle.setMinimumWidth(0 if narrow else theme.px(FORM_WIDTH))
        self.middle.setMaximumWidth(16777215 if narrow else theme.px(FORM_WIDTH))
        self.show_tab(0)
