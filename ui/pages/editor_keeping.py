"""What of an editor stays: the draft as typed, the record when it is saved, and both when somebody else was faster."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from jamsos_desktop.desk import Draft, Reason
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.fields import Section
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import title_name
from ui import ask, last_place
from ui.autosave import Autosave
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button

from .editor_conflict import MINE, SAVED, ConflictDialog
from .editor_form import EditorForm
from .editor_frame import EditorFrame
from .editor_head import EditorHead
from .editor_leaving import EditorLeaving
from .editor_live import EditorLive
from .editor_session import FORM, HeirTexts, Session, differences
from .page import Page

# The way of a record; going back on it after a save is said aloud.
STAGES = ("draf", "perlu_dilengkapi", "siap_cetak", "tercetak", "siap_kirim", "terkirim", "diterima", "di_bpjs",
          "menunggu_bayar", "aktif")


class EditorKeeping(Page):
    """The half of the editor that touches the desk's writing verbs. The page gives the widgets and ``_open``."""

    frame_: EditorFrame
    head_: EditorHead
    form: EditorForm
    note: NoteStrip
    drop_draft: Button
    live: EditorLive
    autosave: Autosave
    leaving: EditorLeaving
    session: Session | None = None
    reason: Reason | None = None
    _status = ""
    _place: tuple[Section, str] = (Section.IDENTITAS, "nik")
    _noted = ""

    def _open(self, session: Session, field: str = "", draft: Draft | None = None) -> None:
        raise NotImplementedError

    def _show_walk(self) -> None:
        raise NotImplementedError

    def _say_note(self, session: Session, draft: Draft | None) -> None:
        """The strips on top: a draft that came back or who holds the record now, and why it was refused."""
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
        self.note.setVisible(bool(text))
        if text:
            self.note.set(role, text)
        self.drop_draft.set_text(button)
        self.drop_draft.setVisible(bool(button))
        self.reason = None if session.new else self.desk.reason_of(session.base.uid)
        self.frame_.reason.show_reason(self.reason, session.base.status != "ditolak")

    def _say_kept(self, session: Session, draft: Draft | None) -> None:
        """What of the form is kept already, before anything is typed."""
        if draft is not None and session.changed():
            self.head_.saved.kept(datetime.fromisoformat(draft.waktu))
        elif session.new:
            self.head_.saved.say("Belum diisi", "neutral")
        else:
            self.head_.saved.say("Semua tersimpan", "ok")

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
        if self._noted != uid and self.shell.current_name == "editor":  # what is kept on the way out is left already
            last_place.stand(self.desk, uid)
            self._noted = uid

    def _take_place(self, draft: Draft | None) -> None:
        """Another form is in front: should the program end now it opens again if something of it is unsaved, and the
        one before does not."""
        self._noted = ""
        with suppress(Problem):  # busy for a moment: at worst the one before opens again
            if draft is not None and self.session is not None and self.session.changed():
                last_place.stand(self.desk, draft.kunci)
                self._noted = draft.kunci
            else:
                last_place.leave(self.desk)

    def was_left(self) -> None:
        self._noted = ""
        with suppress(Problem):
            last_place.leave(self.desk)

    def _put_away(self) -> bool:
        """Keep what is typed before another person or page comes; False when the clerk wants to stay."""
        self.form.family.commit()
        if self.session is None or self.autosave.flush():
            return True
        return ask.confirm(self, "Draf belum bisa disimpan.", "Tinggalkan tanpa menyimpan",
                           "Yang baru diketik akan hilang. Data yang sudah disimpan tetap utuh.", keep="Tetap di sini",
                           danger=True)

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

    def _saved(self, kept: Peserta, quiet: bool) -> None:
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
        self._say_note(self.session, None)
        self.leaving.show_person(kept)
        self.frame_.groups.hide()
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

    def _heir_removed(self, name: str, row: int, texts: HeirTexts) -> None:
        """Say so; Ctrl+Z puts the row back as long as the same person is open."""
        uid = self.session.base.uid if self.session else ""

        def back() -> None:
            if self.session is not None and self.session.base.uid == uid:
                self.form.family.put_back(row, texts)

        self.shell.toast(f"{name} dihapus dari keluarga.", back)

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

    def _name(self) -> str:
        return title_name(self.session.text("nama")) if self.session and self.session.text("nama") else "Data"
