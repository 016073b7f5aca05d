"""What happens while a person is typed: texts go into the session, rules run, and the screen follows.

Nothing is saved here. ``changed`` says that the draft is no longer what was kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from jamsos_desktop.desk import Desk, Judgement
from jamsos_desktop.model.fields import BY_KEY, Section
from jamsos_desktop.model.findings import Finding, Mend, Tingkat
from jamsos_desktop.model.nik import proposed
from jamsos_desktop.model.parse import digits
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import rupiah, rupiah_of_sen, title_name
from ui.widgets.stress import stressed

from . import editor_layout as layout
from .editor_dues import ProgramRow
from .editor_form import EditorForm
from .editor_heirs import cell_of
from .editor_session import Session, has_value
from .editor_side import ROLE_OF, ProblemList, SectionList
from .editor_states import CHOSEN, FieldState, field_state, section_state, sentence

if TYPE_CHECKING:
    from .editor_preview import PreviewPane

PAUSE_MS = 250  # rules run this long after the last key
MARK = {Tingkat.SALAH: "error", Tingkat.KURANG: "warn", Tingkat.PERIKSA: "warn"}


@dataclass
class Touched:
    """What the clerk did with the fields: left them, typed into them, or the program filled them."""

    left: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    filled: dict[str, str] = field(default_factory=dict)


class EditorLive(QObject):
    """Signals: ``changed()`` something was typed; ``paused()`` a field, a cell or a tick is done;
    ``judged(Judgement)``."""

    changed = Signal()
    paused = Signal()
    judged = Signal(object)

    def __init__(self, desk: Desk, form: EditorForm, sections: SectionList, problems: ProblemList,
                 preview: PreviewPane) -> None:
        super().__init__(form)
        self._desk, self.form, self._sections, self._problems, self._preview = desk, form, sections, problems, preview
        self.session: Session | None = None
        self.judgement: Judgement | None = None
        self.person = Peserta()
        self.touched = Touched()
        self.arriving = False  # another person is coming in: a field left now was left by the one before
        self._shown: dict[str, FieldState] = {}
        self._holder: tuple[str, str, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.judge)
        self._wire()

    def _wire(self) -> None:
        self.form.typed.connect(self._typed)
        self.form.left.connect(self._left)
        self.form.mend.connect(self.mend)
        self.form.family_changed.connect(self._other_changed)
        self.form.paper.connect(self._paper)
        self.form.consent.connect(self._consent)
        for part in (self.form.papers, self.form.family):
            part.left.connect(self.paused)

    # -- a person comes in --------------------------------------------------------------------------

    def show(self, session: Session) -> None:
        """Put a session on screen. Fields of a kept record are judged at once, those of a new one as they are left."""
        self.session = session
        self.touched = Touched()
        if not session.new:
            self.touched.left.update(self.form.fields)
        else:
            self.touched.left.update(session.texts)
        self.put_texts()
        self._shown = {}
        self.judge(other=True)

    def put_texts(self) -> None:
        """Show the session's texts in every part of the form."""
        session = self._session
        self.form.show_texts({key: session.text(key) for key in self.form.fields})
        self.form.cover_kpj(bool(session.base.kpj or session.base.mentah.get("kpj")))
        self.form.family.say_who_needs_guardian(self._desk.policy.guardian_words(self._desk.today))
        self.form.family.set_people(session.family)
        self.form.papers.set_group(session.text("kelompok"))
        self.form.papers.set_values(session.berkas, session.consent, session.withdrawn)
        self.form.papers.set_scans(self._desk.scans(session.base.uid))
        self._say_nik()

    @property
    def _session(self) -> Session:
        assert self.session is not None
        return self.session

    # -- typing -------------------------------------------------------------------------------------

    def _typed(self, key: str, text: str) -> None:
        before = self._session.text(key)
        self._session.set_text(key, text)
        self.touched.typed.add(key)
        if key == "nik":
            self._say_nik()
            self._fill_from_nik()
        elif key == "kelompok" and text != before:
            self._show_keys(self._session.follow_group(before, text))
        elif key == "jabatan":
            self._follow_post(text)
        self._now_or_soon(BY_KEY[key].kind in CHOSEN)

    def _now_or_soon(self, now: bool) -> None:
        self.changed.emit()
        if now:
            self.judge()
        else:
            self._pause.start()

    def _show_keys(self, keys: list[str]) -> None:
        for key in keys:
            self.form.fields[key].set_text(self._session.text(key))

    def _left(self, key: str) -> None:
        if self.session is None or self.arriving:
            return
        self.touched.left.add(key)
        row = self.form.fields[key]
        tidy = self._session.tidy(key)
        if row.text() != tidy:
            row.set_text(tidy)
        self.judge()
        self.paused.emit()

    def _paper(self, kode: str, state: str) -> None:
        self._session.berkas[kode] = state
        self._now_or_soon(True)
        self.paused.emit()

    def _consent(self, day: str, way: str, witness: str) -> None:
        self._session.consent = (day, way, witness)
        self.form.papers.show_withdrawn(self._session.withdrawn)
        self._now_or_soon(False)

    def _other_changed(self) -> None:
        self._now_or_soon(False)

    def choose(self, key: str, text: str) -> None:
        """Take a choice made outside the form (the group of a new person)."""
        self.form.fields[key].set_text(text)
        self._typed(key, text)

    def put(self, key: str, text: str) -> None:
        """Put a text into a field as if it had been typed (a mend, a reading)."""
        self._session.set_text(key, text)
        self._show_keys([key])
        self.touched.left.add(key)
        self.changed.emit()

    def mend(self, mend: Mend) -> None:
        """A one-click way out: a text for a field, or the finding settled."""
        if mend.key:
            self.put(mend.key, mend.text)
        else:
            columns = next((f.kolom for f in self._findings() if f.kode == mend.text), ())
            self._session.settled[mend.text] = columns
            self.changed.emit()
        self.judge()
        self.paused.emit()

    def _follow_post(self, kode: str) -> None:
        post = self._desk.policy.jabatan.get(kode)
        if post is not None and "segmen" not in self.touched.typed:
            self._session.set_text("segmen", post.segmen_awal)
            self._show_keys(["segmen"])

    # -- the NIK ------------------------------------------------------------------------------------

    def _say_nik(self) -> None:
        number = digits(self._session.text("nik"))
        # the serial says nothing about the person, so any will do while it is being typed
        words = self._desk.decode_nik(number.ljust(16, "1"), stressed) if 12 <= len(number) <= 16 else ""
        self.form.nik_strip.say(f"Terbaca dari NIK: {words}" if words else "")

    def _fill_from_nik(self) -> None:
        """Sex and birth date from the NIK, into empty fields only (or those this filled before)."""
        for key, text in proposed(self._session.text("nik"), self._desk.today).items():
            present = self._session.text(key)
            if (not present or present == self.touched.filled.get(key)) and present != text:
                self.touched.filled[key] = text
                self.put(key, text)

    # -- judging ------------------------------------------------------------------------------------

    def _findings(self) -> tuple[Finding, ...]:
        """What may be said now: nothing about a field that is still being typed for the first time."""
        found = self.judgement.findings if self.judgement else ()
        return tuple(f for f in found if not (f.kolom and self._half_typed(f.kolom[0])))

    def _half_typed(self, key: str) -> bool:
        return key in BY_KEY and key not in self.touched.left and has_value(self.person, key)

    def key_of(self, finding: Finding) -> str:
        """The field or cell to go to."""
        return cell_of(finding, self.person)

    def judge(self, other: bool = False) -> None:
        """Run the rules and let fields, sections, problems, dues and paper follow."""
        self._pause.stop()
        session = self._session
        self.person = session.peserta()
        self.judgement = result = self._desk.judge(self.person)
        self._holder = None
        if any(f.kode == "NIK_DUP_DESA" for f in result.findings):
            self._holder = self._desk.holder_of(self.person.nik, self.person.uid)
        self.form.set_other(f"Buka data {title_name(self._holder[2])}" if self._holder else "")
        self.form.lay_out(self.person)
        self._show_states(result)
        self._show_heirs(result)
        self._show_sides(result)
        self._preview.show_person(self.form.as_seen(self.person), bool(result.blocking), other)
        self.judged.emit(result)

    @property
    def holder_uid(self) -> str:
        """The uid of the other person with this NIK, "" when there is none."""
        return self._holder[0] if self._holder else ""

    def _show_states(self, result: Judgement) -> None:
        for key in self.form.fields:
            quiet = key not in self.touched.left
            state = field_state(key, self.person, result.findings, quiet, self._session.owned)
            if key == "penghasilan" and state == FieldState("benar") and result.dues is not None:
                state = FieldState("benar", f"Dasar {rupiah(result.dues.dasar)}", kode="DASAR")
            if self._shown.get(key) != state:
                self._shown[key] = state
                self.form.show_state(key, state)
        program = self.form.fields["program"]
        if isinstance(program, ProgramRow):
            program.show_dues(result.dues)

    def _show_heirs(self, result: Judgement) -> None:
        marks: dict[tuple[int, str], tuple[str, str]] = {}
        words = []
        for finding in result.findings:
            if not finding.kolom or layout.section_of(finding.kolom[0]) is not Section.AHLI_WARIS:
                continue
            if finding.kolom[0] in BY_KEY:
                continue
            parts = self.key_of(finding).split(".")
            if len(parts) == 3 and finding.tingkat in MARK:
                marks.setdefault((int(parts[1]), parts[2]), (MARK[finding.tingkat], sentence(finding)))
            words.append((ROLE_OF[finding.tingkat], sentence(finding)))
        self.form.family.set_marks(marks, words)

    def _show_sides(self, result: Judgement) -> None:
        money = f"{rupiah_of_sen(result.dues.sebulan_sen)} / bulan" if result.dues else ""
        findings = self._findings()
        for section in Section:
            untouched = self._session.new and not self.touched.left.intersection(self.form.sections[section].fields)
            state = section_state(section, findings, self.person, money, (result.have, result.need), untouched)
            self._sections.items[section].set_state(state)
            self.form.show_section(section, state)
        self._problems.set_findings(self._in_order(findings))
        self._preview.set_marks({f.kolom[0]: MARK[f.tingkat] for f in reversed(findings)
                                 if f.kolom and f.tingkat in (Tingkat.SALAH, Tingkat.PERIKSA)})

    def _in_order(self, findings: tuple[Finding, ...]) -> list[Finding]:
        """The marked findings, wrong ones first, each level in the order of the form."""
        marked = [f for f in findings if f.tingkat in MARK and f.kolom]
        return sorted(marked, key=lambda f: (f.tingkat is not Tingkat.SALAH, self.form.position(self.key_of(f))))

    def next_problem(self, here: str, step: int) -> str:
        """The field key of the next finding after ``here`` in the order of the form, round the end."""
        found = {self.key_of(f) for f in self._findings() if f.tingkat in MARK and f.kolom}
        keys = sorted(found, key=self.form.position)
        if not keys:
            return ""
        at = self.form.position(here)
        ahead = [key for key in keys if (self.form.position(key) > at if step > 0 else self.form.position(key) < at)]
        if ahead:
            return ahead[0] if step > 0 else ahead[-1]
        return keys[0] if step > 0 else keys[-1]

    def filled(self) -> bool:
        """Whether the person has a name or a NIK yet."""
        return has_value(self.person, "nama") or has_value(self.person, "nik")
