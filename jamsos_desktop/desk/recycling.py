"""Terhapus: who was deleted in the last 30 days, by whom, and how to bring one or many of them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import listing, people, search_fold, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import quoted

PART = 25  # people taken out or brought back in one write, where many are


class DeletedPerson(NamedTuple):
    """``waktu``: when, local time; ``sisa``: days left in which they can be brought back, 0: today is the last."""

    uid: str
    nomor: str
    nama: str
    nik: str
    kelompok: str
    dusun: str
    waktu: datetime
    oleh: str
    sisa: int


class Recycling:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    def deleted_count(self) -> int:
        """How many people can still be brought back."""
        return undo.count_deleted(self._db)

    def deleted_people(self, text: str = "") -> list[DeletedPerson]:
        """Who can be brought back, the last deleted first; ``text`` narrows them by name or NIK."""
        entries = undo.deletions(self._db)
        if not entries:
            return []
        who = undo.who_deleted(self._db, entries[-1][1])
        rows = (self._deleted(person, at, who.get(person.uid, "")) for _, at, records in entries for person in records)
        return [row for row in rows if _meant(row, text)]

    def _deleted(self, person: Peserta, at: str, oleh: str) -> DeletedPerson:
        moment, typed = datetime.fromisoformat(at), person.mentah
        last = moment.date() + timedelta(days=persons.UNDO_DAYS)
        return DeletedPerson(person.uid, person.nomor, person.nama or typed.get("nama", ""),
                             person.nik or typed.get("nik", ""), person.kelompok, person.dusun, moment, oleh,
                             max(0, (last - self.ctx.today).days))

    def find_deleted(self, nik_or_number: str) -> DeletedPerson:
        """Somebody who can be brought back, by NIK or local number. Problem PESERTA_TIDAK_ADA or NIK_GANDA."""
        asked = nik_or_number.upper()
        found = [row for row in self.deleted_people() if asked in (row.nomor, row.nik) and asked]
        if len(found) > 1:
            raise Problem("NIK_GANDA", "Ada dua orang terhapus dengan NIK itu.", TIDAK_BERUBAH,
                          f"Sebut nomornya: {', '.join(row.nomor for row in found)}.")
        if not found:
            raise Problem("PESERTA_TIDAK_ADA",
                          f"Tidak ada orang terhapus dengan NIK atau nomor {quoted(nik_or_number)}.",
                          TIDAK_BERUBAH, "Periksa angkanya. Yang dihapus lebih dari 30 hari lalu tidak bisa kembali.")
        return found[0]

    def bring_back_people(self, uids: Sequence[str]) -> int:
        """Bring these people back, all of them or none; others deleted with them stay where they are."""
        wanted, back = set(uids), 0
        with self._db.write():
            for undo_id, _, records in undo.deletions(self._db):
                chosen = [person for person in records if person.uid in wanted]
                if chosen:
                    persons.bring_in(self.ctx, self._db, chosen)
                    undo.leave_undo(self._db, undo_id, [person for person in records if person.uid not in wanted])
                    back += len(chosen)
            if not back:
                raise Problem("TIDAK_BISA_URUNG", "Orang yang dipilih tidak bisa dipulihkan lagi.", TIDAK_BERUBAH,
                              "Isi ulang dari berkas kertas.")
        return back

    def bringing_back(self, uids: Sequence[str], back: list[str]) -> Job[None]:
        """The same for many, ``PART`` in a write: stopped, or ended by a Problem, whoever is back (``back``) stays."""
        wanted = set(uids)
        undo.part_deletions(self._db, PART)
        for undo_id, _, records in undo.deletions(self._db):
            chosen = [person for person in records if person.uid in wanted]
            for at in range(0, len(chosen), PART):
                part = {person.uid for person in chosen[at:at + PART]}
                with self._db.write():
                    _, held = undo.undo_entry(self._db, undo_id)
                    persons.bring_in(self.ctx, self._db, [person for person in held if person.uid in part])
                    undo.leave_undo(self._db, undo_id, [person for person in held if person.uid not in part])
                back.extend(part)
                yield Progress(len(back), len(uids), chosen[at].nama)

    def taking_out(self, uids: Sequence[str], gone: list[str]) -> Job[None]:
        """Delete many, ``PART`` in a write: stopped, or ended by a Problem, whoever is gone (``gone``) stays away."""
        dead = set(listing.uids(self._db, listing.Query(tab="meninggal"))).intersection(uids)
        persons.refuse_untold_deaths(self._db, people.read_many(self._db, list(dead)) if dead else [])
        for at in range(0, len(uids), PART):
            part = uids[at:at + PART]
            persons.delete(self.ctx, self._db, part)
            gone.extend(part)
            yield Progress(len(gone), len(uids))


def _meant(row: DeletedPerson, text: str) -> bool:
    """Whether every word typed stands at the beginning of a word of the name, in any spelling, or in the NIK."""
    spell = search_fold.fold()
    called = search_fold.words(row.nama)
    spelt = {part for word in called for part in spell.whole(word)}
    return all(one in row.nik or any(word.startswith(one) for word in called)
               or any(part.startswith(spell.begun(one)) for part in spelt) for one in search_fold.words(text))
