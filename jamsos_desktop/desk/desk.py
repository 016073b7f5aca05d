"""The open desk: one object with the verbs a clerk knows. Screens and commands ask it for everything.

It belongs to the thread that opened it. Verbs ending in ``_job`` (``work.py``) may run in any thread.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from jamsos_desktop import texts
from jamsos_desktop.desk import (
    door,
    entering,
    judging,
    opening,
    persons,
    samples,
    tidying,
    trail_door,
    unlocking,
)
from jamsos_desktop.desk.answering import Answering
from jamsos_desktop.desk.backing import BackingUp
from jamsos_desktop.desk.budgeting import Budgeting
from jamsos_desktop.desk.care import Care
from jamsos_desktop.desk.choosing import Choosing
from jamsos_desktop.desk.context import Clock, Context
from jamsos_desktop.desk.data_rights import DataRights
from jamsos_desktop.desk.doubts import Doubts
from jamsos_desktop.desk.filling import Filling
from jamsos_desktop.desk.importing.verbs import Importing
from jamsos_desktop.desk.kpj import KpjOnPin
from jamsos_desktop.desk.leaving import Leaving
from jamsos_desktop.desk.opening_file import OpeningFiles
from jamsos_desktop.desk.paperwork import Paperwork
from jamsos_desktop.desk.paying import Paying
from jamsos_desktop.desk.reading import Reading
from jamsos_desktop.desk.recycling import Recycling
from jamsos_desktop.desk.road import MapDesa
from jamsos_desktop.desk.scanning import Scanning
from jamsos_desktop.desk.screen_lock import ScreenLock
from jamsos_desktop.desk.sheet_paper import SheetPaper
from jamsos_desktop.desk.staffing import Staffing
from jamsos_desktop.desk.structure import Structure
from jamsos_desktop.desk.trail import Trail
from jamsos_desktop.desk.upgrading import Upgrading
from jamsos_desktop.desk.work import LongVerbs
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.nik import Nik, decode
from jamsos_desktop.model.parse import digits
from jamsos_desktop.model.records import Peserta, Unit
from jamsos_desktop.model.rights import Right
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.policy import Policy
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import drafts, history, listing, office, outgoing, people, search, vault
from jamsos_desktop.store.drafts import Draft
from jamsos_desktop.store.lock import DeskLock
from jamsos_desktop.texts import quoted

if TYPE_CHECKING:
    from jamsos_desktop.desk.district.district import District
    from jamsos_desktop.desk.staffing_records import KeyChanged
    from jamsos_desktop.store.engine import Database

WINDOW_BUSY_MS = 250  # the window would rather keep a draft dirty than stand still


def open_desk(folder: DataFolder, pin: str | None = None, clock: Clock | None = None, *,
              recompute: bool = True, user: str = "", at_a_glance: bool = False) -> Desk:
    """Lock the folder for this program, unlock the data, and give the desk. ``user``: id of whose PIN it is.

    On a new day or under a new policy everybody is judged again first; the window passes
    ``recompute=False`` and runs ``recompute_job`` behind its first page instead. ``at_a_glance``: of a file that was
    closed well the pages are looked at later (``health_job``), before anything is written.
    """
    clock = clock or Clock()
    state = door.state_of(folder)
    if not folder.root.is_dir():
        raise Problem("DATA_TIDAK_ADA", f"Folder data {folder.root.name} tidak ada.", "Tidak ada data yang berubah.",
                      "Pilih folder data yang benar, atau jalankan siapkan lebih dulu.")
    if state == "kosong":
        opening.open_context(folder, pin, clock, user)  # raises the sentence; no lock file is left in a wrong folder
    lock = DeskLock(folder, clock.now())
    try:
        desk = Desk(opening.open_context(folder, pin, clock, user, noted=True, at_a_glance=at_a_glance), lock)
        if recompute:
            run_to_end(desk.recompute_job())
        return desk
    except BaseException:
        lock.release()
        raise


def _district(ctx: Context, db: Database) -> District | None:
    if ctx.mode != "dpmd":
        return None  # a village's start does not wait for the district's rooms
    from jamsos_desktop.desk.district.district import District

    return District(ctx, db)


class Desk(LongVerbs, Answering, Scanning, Paperwork, Structure, MapDesa, Budgeting, Paying, Choosing, Leaving,
           Importing, Filling, DataRights, Trail, Staffing, SheetPaper, ScreenLock, KpjOnPin, Care, BackingUp,
           Doubts, Reading, Recycling, OpeningFiles, Upgrading):
    """See the module. Close it (or use ``with``) to let others in."""

    def __init__(self, ctx: Context, lock: DeskLock) -> None:
        self.ctx = ctx
        self._lock = lock
        self._db = ctx.open(busy_ms=WINDOW_BUSY_MS)
        self.district = _district(ctx, self._db)
        try:
            tidying.tidy_keys(ctx, self._db)
            if ctx.gate is not None:
                ctx.gate.before_others(lambda: trail_door.note_kept(self.ctx))
                ctx.gate.before_others(lambda: tidying.tidy_apart(self.ctx))
            else:
                with suppress(Problem):  # no room just now: the next opening tells it
                    trail_door.note_kept(ctx)
                tidying.tidy(ctx, self._db)
        except BaseException:
            self._db.close()
            raise
        if ctx.folder.maybe_practice:
            from jamsos_desktop.paper.draw import stamp

            stamp.begin(ctx.folder.root)

    def cared_for(self) -> Desk:
        """Close this desk, whose file is damaged, let start-up care restore it, and open it again without asking.

        Problems: those of care and of opening.
        """
        ctx, lock = self.ctx, self._lock
        self._db.close()
        try:
            return Desk(opening.context_of(ctx.folder, unlocking.Unlocked(ctx.dek, ctx.user_id), ctx.clock), lock)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Look at the file if opening left that, close it, let others in; damage or a full disk does not stop it."""
        closing, self.closing = self.closing, None
        with suppress(Problem):  # who came in is noted also where nothing was done; what is damaged waits for care
            run_to_end(self.health_job())
        try:
            if closing is not None:
                closing()
        finally:
            # A full disk may refuse to fold the log into the file; the next opening does it then.
            with suppress(Problem):
                self._db.checkpoint()
            self._db.close()
            self._lock.release()
            if self.ctx.folder.maybe_practice:
                from jamsos_desktop.paper.draw import stamp

                stamp.end(self.ctx.folder.root)

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    # Who and what this desk is.

    @property
    def folder(self) -> DataFolder:
        return self.ctx.folder

    @property
    def unit(self) -> Unit:
        return self.ctx.unit

    @property
    def policy(self) -> Policy:
        return self.ctx.policy

    @property
    def mode(self) -> str:
        return self.ctx.mode

    @property
    def today(self) -> date:
        return self.ctx.today

    @property
    def user(self) -> str:
        return texts.title_name(self.ctx.user) if self.mode == "desa" else self.ctx.user

    @property
    def device_only(self) -> bool:
        """True when this machine opens the data without asking a PIN."""
        return "perangkat" in vault.kinds(self.ctx.folder)

    @property
    def lists(self) -> Mapping[str, Mapping[str, str]]:
        return self.ctx.lists

    def check_pin(self, pin: str, user: str = "") -> None:
        """Whether this is the PIN of whoever works here, or of ``user`` (id); raises the Problem that says no."""
        opened = unlocking.by_pin(self.folder, pin, self.ctx.clock, user or self.ctx.user_id)
        if opened.salah:
            trail_door.note_wrong(self.ctx, opened)

    def take_new_key(self, changed: KeyChanged) -> None:
        """Go on under the data key that ``new_key_job`` put in place; until then this desk can read nothing."""
        self.go_on(changed.ctx)

    def go_on(self, ctx: Context) -> None:
        """Go on with another context of the same folder, over a fresh connection."""
        self._db.close()
        self.ctx = ctx
        self._db = self.ctx.open(busy_ms=WINDOW_BUSY_MS)
        self.district = _district(self.ctx, self._db)

    def now(self) -> datetime:
        """The moment with its time zone; see ``Clock``."""
        return self.ctx.clock.now()

    def labels(self, name: str) -> dict[str, str]:
        """Code -> label of any code list, those of the policy included."""
        return dict(self.policy.label_lists.get(name) or code_list(name))

    def label(self, name: str, code: str) -> str:
        """The label of one code, in a list of the policy or of the program."""
        return self.ctx.label(name, code)

    def set_unit(self, unit: Unit) -> None:
        """Change the office's profile (officials, letterhead, crest). Problem HAK_TIDAK_CUKUP."""
        self.ctx.must(Right.KANTOR)
        with self._db.write():
            office.put_unit(self._db, self.ctx.actor(), unit)
        self.ctx = replace(self.ctx, unit=unit)

    # The list.

    def find(self, query: listing.Query) -> array[int]:
        """Ids of the people a query finds, in its order."""
        return listing.find_ids(self._db, self._dated(query))

    def rows(self, ids: Sequence[int]) -> dict[int, listing.Row]:
        """Rows of the list by id; one that was deleted meanwhile is missing."""
        return listing.rows(self._db, ids)

    def uids(self, query: listing.Query) -> list[str]:
        """The people of a list in its order."""
        return listing.uids(self._db, self._dated(query))

    def counts(self, query: listing.Query | None = None) -> listing.Counts:
        """People per tab and their dues in sen a month, of a query or of everybody."""
        return listing.counts(self._db, self._dated(query or listing.Query()))

    def choices(self) -> dict[str, list[str]]:
        """What a list can be filtered by: ``dusun`` and ``masalah``."""
        return {"dusun": listing.distinct(self._db, "dusun"), "masalah": listing.distinct(self._db, "masalah")}

    def likeness(self, query: listing.Query) -> listing.Likeness:
        """Whether a list holds people who only come near what was searched for."""
        return listing.likeness(self._db, self._dated(query))

    def troubled(self, query: listing.Query) -> set[int]:
        """Ids of those in a list who have a problem."""
        return listing.troubled(self._db, self._dated(query))

    def marks(self, ids: Sequence[int]) -> list[listing.Mark]:
        """What ticking needs of these people."""
        return listing.marks(self._db, ids)

    def make_search_ready(self) -> None:
        """Read what the first letter of a search would wait for."""
        search.make_ready(self._db)

    def per_group(self) -> list[tuple[str, int, int]]:
        """(kelompok, complete, all)."""
        return listing.per_group(self._db)

    def per_fund(self) -> list[tuple[str, int, int]]:
        """(fund, people, sen a month)."""
        return listing.per_fund(self._db)

    # One person.

    def new(self, kelompok: str, jabatan: str = "") -> Peserta:
        """An unsaved person with the usual answers of the group. Problem KELOMPOK_SALAH."""
        return persons.new_person(self.ctx, kelompok, jabatan)

    def read(self, uid: str) -> Peserta:
        """One whole record by uid, which must be there."""
        found = people.read(self._db, uid)
        assert found is not None
        return found

    def only_samples(self) -> bool:
        """Whether everybody here was made by ``contoh``: invented people never join real ones."""
        return history.only_reason(self._db, "tambah", samples.REASON)

    def everyone(self) -> list[Peserta]:
        """Whole records of everybody in the file."""
        return people.read_many(self._db)

    def find_person(self, nik_or_number: str) -> Peserta:
        """By NIK or local number; Problem PESERTA_TIDAK_ADA or NIK_GANDA."""
        uid = people.uid_by_name(self._db, nik_or_number)
        if uid is None:
            raise Problem("PESERTA_TIDAK_ADA", f"Tidak ada orang dengan NIK atau nomor {quoted(nik_or_number)}.",
                          "Tidak ada data yang berubah.", "Periksa angkanya, atau cari namanya dengan perintah cari.")
        return self.read(uid)

    def people_of(self, query: listing.Query) -> list[Peserta]:
        """Whole records of a list, in its order."""
        return people.read_many(self._db, self.uids(query))

    def add_people(self, rows: Sequence[Mapping[str, Any]]) -> list[Peserta]:
        """New people from plain values by field key: all of them or none."""
        fresh = entering.people_from(self.ctx, rows)
        persons.add_many(self.ctx, self._db, fresh, "tambah")
        return people.read_many(self._db, [p.uid for p in fresh])

    def change_person(self, person: Peserta, values: Mapping[str, Any]) -> Peserta:
        """Change the given fields of a person."""
        return self.save(entering.person_from(self.ctx, values, person), person.revisi)

    def holder_of(self, nik: str, but_uid: str) -> tuple[str, str, str] | None:
        """(uid, nomor, nama) of somebody else in this desk with that NIK."""
        found = people.same_nik(self._db, nik, self.today, but_uid)
        return found[0] if found else None

    def judge(self, person: Peserta) -> judging.Judgement:
        """Findings, status, dues and papers of a person as they stand, saved or not."""
        return judging.judge_in(self.ctx, self._db, person)

    def trail(self, uid: str) -> outgoing.Trail:
        """What was printed and sent of a person."""
        return outgoing.trails(self._db, self.today, [uid]).get(uid, outgoing.Trail())

    def save(self, person: Peserta, base_revisi: int, why: str = "") -> Peserta:
        """Keep a person whatever is wrong with them; ``base_revisi``: the one that was read."""
        return persons.save(self.ctx, self._db, person, base_revisi, why)

    def settle(self, person: Peserta, kode: str) -> Peserta:
        """An unsaved copy in which a warning counts as compared with the KTP, by whom and when."""
        return persons.settle(self.ctx, person, kode)

    def delete(self, uids: Sequence[str], why: str = "") -> str:
        """Take people out; returns the id that brings them back. Problem PESERTA_TIDAK_ADA."""
        return persons.delete(self.ctx, self._db, uids, why)

    def undo(self, undo_id: str) -> int:
        """Bring back whom one ``delete`` took out; returns how many. Problem TIDAK_BISA_URUNG."""
        return persons.bring_back(self.ctx, self._db, undo_id)

    def decode_nik(self, text: str, stress: Callable[[str], str] = str) -> str:
        """What a NIK (12 digits or more) says, in words; "" when it says nothing yet. ``stress`` marks what was read
        in it."""
        nik = self.nik(text)
        if nik is None or nik.tanggal_lahir is None:
            return ""
        age = texts.age(nik.tanggal_lahir, self.today)
        sex = "perempuan" if nik.jenis_kelamin == "P" else "laki-laki"
        place = self.ctx.regions.kecamatan(nik.wilayah)
        words = f"{stress(sex)}, lahir {stress(texts.long_date(nik.tanggal_lahir))} ({age} tahun)"
        return words + (f", Kec. {stress(place)}" if place else "")

    def nik(self, text: str) -> Nik | None:
        """What can be read of a NIK while it is typed (12 digits or more)."""
        return decode(digits(text), self.today)

    # Drafts.

    def keep_draft(self, form: str, key: str, body: Mapping[str, Any]) -> None:
        """Keep a form as typed, valid or not, in place of its earlier draft."""
        drafts.keep(self._db, form, key, body, self.ctx.actor().stamp)

    def draft(self, form: str, key: str) -> Draft | None:
        """The draft of one form, None when there is none."""
        return drafts.get(self._db, form, key)

    def drafts(self, form: str = "editor") -> list[Draft]:
        """All drafts of a kind of form, newest first."""
        return drafts.every(self._db, form)

    def drop_draft(self, form: str, key: str) -> None:
        """Forget the draft of one form."""
        drafts.drop(self._db, form, key)
