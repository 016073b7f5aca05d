"""Changes to many people at once, as jobs that run in the window's own thread, one person a step.

The window's connection must not be used from another thread, and a save takes a few milliseconds:
so each person is loaded, changed and saved between two events, and may be stopped after any.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from jamsos_desktop.desk import Desk, Row
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, title_name
from ui.worker import time_left

SLICE_MS = 40
AT_ONCE = 200  # people deleted or brought back in one go, in well under two seconds
UNDONE = "Urungkan"
Change = Callable[[Peserta], Peserta]


class Skip(Exception):
    """A person a change does not touch, with the reason people read."""


@dataclass(slots=True)
class Outcome:
    """``changed``: the records as they were before; ``moved``: uids of those who were only taken out or brought back;
    ``skipped``: (name, reason)."""

    changed: list[Peserta] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    @property
    def many(self) -> int:
        return len(self.changed) + len(self.moved)


def change_each(desk: Desk, uids: Sequence[str], change: Change, why: str, outcome: Outcome) -> Job[None]:
    """Load, change and save each person; one that cannot be changed is skipped with its reason.

    ``outcome`` is filled as it goes, so that it is right when the job is stopped.
    """
    for done, uid in enumerate(uids, 1):
        before: Peserta | None = None
        try:
            before = desk.read(uid)
            desk.save(change(before), before.revisi, why)
            outcome.changed.append(before)
        except Skip as reason:
            outcome.skipped.append((title_name(before.nama) if before else uid, str(reason)))
        except Problem as problem:
            outcome.skipped.append((title_name(before.nama) if before else uid, problem.apa))
        yield Progress(done, len(uids), title_name(before.nama) if before else "")


def put_back(desk: Desk, records: Sequence[Peserta], keys: Sequence[str], outcome: Outcome) -> Job[None]:
    """Undo: give ``keys`` of each record their former values; other changes made since stay."""
    former = {record.uid: {key: getattr(record, key) for key in keys} for record in records}
    yield from change_each(desk, list(former), lambda now: replace(now, **former[now.uid]), UNDONE, outcome)


def to_group(desk: Desk, kelompok: str) -> Change:
    """Move a person to another group; the segment that goes with it comes along."""
    segmen = desk.new(kelompok).segmen
    label = code_label("kelompok", kelompok)

    def change(person: Peserta) -> Peserta:
        if person.kelompok == kelompok:
            raise Skip(f"sudah {label}")
        return replace(person, kelompok=kelompok, segmen=segmen)

    return change


def to_programmes(program: Sequence[str]) -> Change:
    """Give a person these programmes; who has exactly them is skipped."""
    def change(person: Peserta) -> Peserta:
        if person.program == tuple(program):
            raise Skip(f"sudah {' '.join(program)}")
        return replace(person, program=tuple(program))

    return change


def tick_paper(desk: Desk, rows: Sequence[Row], kode: str, outcome: Outcome) -> Job[None]:
    """Tick one paper; groups that do not use it are skipped, those who have it already too."""
    for done, row in enumerate(rows, 1):
        name = title_name(row.nama)
        if kode not in {paper.kode for paper in desk.policy.berkas_orang(row.kelompok)}:
            outcome.skipped.append((name, f"tidak dipakai {code_label('kelompok', row.kelompok)}"))
        else:
            before = desk.read(row.uid)
            if desk.set_berkas([row.uid], kode, "ada"):
                outcome.changed.append(before)
            else:
                outcome.skipped.append((name, "sudah tercentang"))
        yield Progress(done, len(rows), name)


def untick_paper(desk: Desk, records: Sequence[Peserta], kode: str, outcome: Outcome) -> Job[None]:
    """Undo of ``tick_paper``: every record gets the paper's former state."""
    for done, record in enumerate(records, 1):
        desk.set_berkas([record.uid], kode, record.berkas.get(kode, "tidak_ada"))
        outcome.changed.append(record)
        yield Progress(done, len(records), title_name(record.nama))


def sentence(outcome: Outcome, done: str) -> str:
    """"2 dari 3 diubah. 1 dilewati: sudah Non-ASN." Sums always add up to what was ticked."""
    total = outcome.many + len(outcome.skipped)
    first = f"{number(outcome.many)} dari {number(total)} {done}." if outcome.skipped else \
        f"{number(total)} orang {done}."
    return f"{first} {skipped_words(outcome.skipped)}".strip()


def skipped_words(skipped: Sequence[tuple[str, str]]) -> str:
    """"1 dilewati: ahli waris kosong." The two commonest reasons, then how many others."""
    if not skipped:
        return ""
    many: dict[str, int] = {}
    for _, reason in skipped:
        plain = reason.strip().rstrip(".")
        many[plain] = many.get(plain, 0) + 1
    ranked = sorted(many, key=lambda reason: -many[reason])
    told = [reason if len(many) == 1 else f"{reason} ({number(many[reason])})" for reason in ranked[:2]]
    rest = sum(many[reason] for reason in ranked[2:])
    if rest:
        told.append(f"sebab lain ({number(rest)})")
    return f"{number(len(skipped))} dilewati: {', '.join(_small(words) for words in told)}."


def _small(words: str) -> str:
    """A reason inside a sentence begins small, unless it begins with an abbreviation (NIK, KK)."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


class Steps(QObject):
    """Runs a job between the events of the window; ``done`` also when it was stopped."""

    progress = Signal(int, int, str)
    done = Signal()
    failed = Signal(object)

    def __init__(self, job: Job[None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._last, self._spent = Progress(0, 0), QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    def words(self) -> str:
        """"1.200 dari 9.000: Salma. Sekitar 20 detik lagi"."""
        done, total, note = self._last
        left = time_left(done / max(1, total), self._spent.elapsed() / 1000)
        said = f"{number(done)} dari {number(total)}" + (f": {title_name(note)}" if note else "")
        return f"{said}. {left}" if left else said

    def start(self) -> None:
        """Begin, once the window has dealt with what waits."""
        self._spent.start()
        self._timer.start()

    def stop(self) -> None:
        """Stop after the person that is being saved; what is done stays done."""
        if self._timer.isActive():
            self._timer.stop()
            self._job.close()
            self.done.emit()

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def _slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        try:
            while clock.elapsed() < SLICE_MS:
                self._last = next(self._job)
        except StopIteration:
            self._timer.stop()
            self.done.emit()
            return
        except Problem as problem:
            self._timer.stop()
            self.failed.emit(problem)
            return
        self.progress.emit(*self._last)
