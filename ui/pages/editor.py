"""Editor peserta (picture 04): one person typed from KTP and KK, judged and shown on paper while typing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, Draft, Judgement, Query
from jamsos_desktop.model.fields import Section
from jamsos_desktop.model.findings import Finding
from jamsos_desktop.texts import title_name
from ui.autosave import Autosave
from ui.keys import INSIDE, bind
from ui.last_place import resume_args
from ui.widgets.unsure import Doubt, doubts_of

from .editor_frame import EditorFrame
from .editor_keeping import EditorKeeping
from .editor_leaving import EditorLeaving
from .editor_live import EditorLive
from .editor_reason import first_field
from .editor_scans import EditorScans
from .editor_session import FORM, Session
from .editor_walk import Walk

if TYPE_CHECKING:
    from ui.window import Shell

DEFAULT_GROUP = "pekerja_rentan"
__all__ = ["EditorPage", "resume_args"]


class EditorPage(EditorKeeping):
    """``opened``: ``uid`` (a person or an unsaved draft), or ``kelompok`` for a new one; ``query`` the list
    to walk through; ``field`` the key to start at; ``back_to`` the page Esc leads to (else the list)."""

    title = "Editor peserta"
    help = "mengisi-peserta"
    narrow_nav = True
    keys = [("Tab", "Isian berikut"), ("F8", "Masalah berikut"), ("Ctrl+↓", "Bagian berikut"), ("Ctrl+S", "Simpan"),
            ("F10", "Simpan, berikutnya"), ("PgDn", "Orang berikut"), ("Esc", "Kembali")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.walk: Walk | None = None
        self._query = Query()
        self._back_to = "peserta"
        self._build()
        self.autosave = Autosave(self._keep, self)
        self.autosave.saved.connect(lambda: self.head_.saved.kept(self.desk.now()))
        self.autosave.failed.connect(lambda problem: self.head_.saved.say("Belum tersimpan", "warn", str(problem)))
        self.live = EditorLive(desk, self.form, self.sections, self.problems, self.preview)
        self.leaving = EditorLeaving(desk, window, self, self.frame_)
        self.scans = EditorScans(desk, window, self.live)
        self._wire()

    # -- building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.frame_ = frame = EditorFrame(self.desk, self.shell, self)
        column.addWidget(frame)
        self.head_, self.form, self.preview, self.note = frame.head, frame.form, frame.preview, frame.note
        self.sections, self.problems, self.drop_draft = frame.sections, frame.problems, frame.drop_draft
        self.show_tab = frame.show_tab

    def doubts(self) -> list[Doubt]:
        """Also the limits behind what is said of the person."""
        found = self.live.judgement.findings if self.live.judgement else ()
        return list(dict.fromkeys((*super().doubts(), *doubts_of(self.desk.person_doubts(self.live.person, found)))))

    def _wire(self) -> None:
        self.live.changed.connect(self.autosave.touch)
        self.live.changed.connect(self.head_.saved.typing)
        self.live.paused.connect(self.autosave.flush)
        self.live.judged.connect(self._judged)
        self.form.open_other.connect(lambda: self.open_uid(self.live.holder_uid))
        self.frame_.head.history.clicked.connect(self._show_history)
        self.frame_.head.rights.clicked.connect(self._show_rights)
        self.form.kpj_wanted.connect(self._show_kpj)
        self.form.family.removed.connect(self._heir_removed)
        self.frame_.groups.chosen.connect(lambda kode: self.live.choose("kelompok", kode))
        self.sections.chosen.connect(lambda value: self.form.go_section(Section(value)))
        self.problems.chosen.connect(self._go_finding)
        self.frame_.reason.chosen.connect(self._go_key)
        self.preview.clicked.connect(self._go_key)
        self.head_.back.clicked.connect(self.back)
        self.head_.before.clicked.connect(lambda: self.step(-1))
        self.head_.after.clicked.connect(lambda: self.step(1))
        self.head_.finish.clicked.connect(self.finish)
        self.drop_draft.clicked.connect(self.throw_draft)
        for key, act in (("PgUp", lambda: self.step(-1)), ("PgDown", lambda: self.step(1)),
                         ("Ctrl+Down", lambda: self.next_section(1)), ("Ctrl+Up", lambda: self.next_section(-1))):
            bind(self, key, act, INSIDE)
        QApplication.instance().focusChanged.connect(self._focus_moved)

    def _show_kpj(self) -> None:
        """F2 or the eye: the PIN first, then the number until another person is opened."""
        from .kpj_shown import kpj_of

        if self.session is not None and kpj_of(self.shell, [self.session.base.uid], "penyunting"):
            self.form.cover_kpj(False)
            self.live.judge()

    def _show_history(self) -> None:
        """Who did what with this person."""
        if self.session is not None:
            base = self.session.base
            self.shell.go("riwayat", uid=base.uid, name=title_name(base.nama) or "orang ini")

    def _show_rights(self) -> None:
        """What they may ask of their data, and what they decided."""
        if self.session is not None and not self.session.new:
            self.shell.go("data_pribadi", uid=self.session.base.uid, back_to="editor")

    # -- opening ------------------------------------------------------------------------------------

    def opened(self, uid: str = "", kelompok: str = "", query: Query | None = None, field: str = "",
               back_to: str = "peserta", jabatan: str = "", **_: Any) -> None:
        """See the class; without arguments (Ctrl+N of another page) a new one of the group typed last."""
        self._back_to = back_to
        if query is not None:
            self._query, self.walk = query, None
        if uid:
            self.open_uid(uid, field)
        elif kelompok:
            self._open_new(kelompok, field, jabatan)
        else:
            self.new_person()

    def open_uid(self, uid: str, field: str = "") -> None:
        """Open a person, or the draft of one that was never saved."""
        if not uid or not self._put_away():
            return
        draft = self.desk.draft(FORM, uid)
        if draft is not None and draft.isi.get("baru"):
            base = replace(self.desk.new(draft.isi.get("kelompok") or DEFAULT_GROUP, draft.isi.get("jabatan") or ""),
                           uid=uid)
            self._open(Session(self.desk, base, new=True), field, draft)
        else:
            self._open(Session(self.desk, self.desk.read(uid)), field, draft)

    def _open(self, session: Session, field: str = "", draft: Draft | None = None) -> None:
        self.autosave.forget()
        body = draft.isi if draft is not None else {}
        if body:
            session.restore(body)
        self.session = session
        self._status = "" if session.new else session.base.status
        self._take_place(draft)
        self._say_kept(session, draft)
        self._say_note(session, draft)
        self.frame_.groups.setVisible(session.new)
        self.leaving.show_person(None if session.new else session.base)
        self.live.arriving = True
        self.live.show(session)
        self._show_walk()
        self._go_start(field, body)
        self.live.arriving = False

    def _go_start(self, field: str, body: dict[str, Any]) -> None:
        asked = first_field(self.reason) if self.reason else ""
        first = "nama" if self.session and self.session.base.nik else "nik"
        key = field or body.get("field") or asked or first
        self.form.scroll.verticalScrollBar().setValue(0)
        self.form.go(key)
        if not field and body.get("cursor") is not None and key in self.form.fields:
            edit = self.form.fields[key].edit
            if hasattr(edit, "setCursorPosition"):
                edit.setCursorPosition(int(body["cursor"]))

    def closing(self) -> bool:
        if not self._put_away():
            return False
        self.preview.stop()
        return True

    def back(self) -> bool:
        """Esc: the draft is kept; the list (or the page that led here) comes back."""
        return bool(self.shell.go(self._back_to))

    # -- saving -------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Ctrl+S: a record, whatever is wrong with it."""
        return self._store(quiet=False) or True

    def finish(self) -> bool:
        """F10: save, then open the next person of the list that still needs something."""
        if not self._store(quiet=True) or self.session is None:
            return True
        uid = self._walk().next_incomplete(self.session.base.uid)
        if uid:
            name = self._name()
            self.open_uid(uid)
            self.shell.toast(f"{name} tersimpan.")
        else:
            self.shell.toast("Tersimpan. Tidak ada lagi yang perlu dilengkapi dalam daftar ini.")
        return True

    # -- going round --------------------------------------------------------------------------------

    def _walk(self) -> Walk:
        if self.walk is None:
            self.walk = Walk(self.desk, self._query, self.session.base.uid if self.session else "")
        return self.walk

    def _show_walk(self) -> None:
        walk = self._walk()
        new = self.session is None or self.session.new
        at = -1 if self.session is None or new else walk.stand_at(self.session.base.uid)
        self.head_.before.setEnabled(walk.has(-1))
        self.head_.after.setEnabled(walk.has(1))
        self.head_.show_place(at, walk.total, new)

    def step(self, step: int) -> None:
        """The previous or next person of the list."""
        if self._put_away() and (uid := self._walk().step(step)):
            self.open_uid(uid)

    def next_problem(self, step: int) -> bool:
        self.live.judge()  # what was just typed may have mended what F8 would lead to
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
        usual = "non_asn" if self.desk.unit.jenis == "opd" else DEFAULT_GROUP
        self._open_new(self.session.text("kelompok") if self.session else usual)
        return True

    def _open_new(self, kelompok: str, field: str = "", jabatan: str = "") -> None:
        if self._put_away():
            self._open(Session(self.desk, self.desk.new(kelompok, jabatan), new=True), field)

    def print_now(self) -> bool:
        """Ctrl+P: the form of this person."""
        if self.session is None or (self.session.changed() and not self._store(quiet=True)):
            return True
        if not self.session.base.revisi:
            self.shell.toast("Isi nama atau NIK dahulu, lalu cetak.")
            return True
        self.shell.go("cetak", uids=[self.session.base.uid])
        return True

    # -- following ----------------------------------------------------------------------------------

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            section, key = self.form.place(now)
            self._place = (section, key or self._place[1])
            self.sections.set_here(section)
            self.preview.set_here(key)
            QTimer.singleShot(0, self, lambda: self.form.show_whole(key))  # once leaving the last one was judged

    def _judged(self, result: Judgement) -> None:
        if self.session is not None:
            seq = self.desk.trail(self.session.base.uid).sent_seq if result.status == "terkirim" else None
            self.head_.show_person(self.live.person, self.session.text("nama"), result.status, seq)
            self.frame_.groups.show_group(self.live.person.kelompok)

