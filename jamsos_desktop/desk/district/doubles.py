"""Ganda dan mutu: pairs that may be one person, and their decisions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district import doubles_reading as reading
from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.doubles_records import (
    DoublesReport,
    PairCounts,
    PairRow,
    PairView,
    QualityPerson,
    QualityTab,
)
from jamsos_desktop.hub import doubles, doubles_words
from jamsos_desktop.hub.doubles import Found, HeldPair
from jamsos_desktop.hub.doubles_words import Side
from jamsos_desktop.hub.likeness_records import SAME_NIK, Likeness
from jamsos_desktop.hub.likeness_rules import Kemiripan, load_rules
from jamsos_desktop.hub.register import pairs, people, standing
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import title_name

KIND = "ganda"
UNITS_AT_ONCE = 20


class Doubles(Verbs):
    """See the module."""

    def find_doubles_job(self, since: str | None = None) -> Job[DoublesReport]:
        """Compare everybody in play; writes at the end only. Decided pairs stay decided unless they changed.

        ``since``: only those who came or changed from this moment on (ISO; "" for the last search) are compared with
        everybody, after a taking in. Where nobody ever searched that is everybody.
        """
        from jamsos_desktop.hub.likeness import Likenesses  # a village never compares

        with self.ctx.open() as db:
            yield Progress(0, 1, "membaca peserta")
            began, since = self.ctx.actor().stamp, since or (since if since is None else pairs.last_found(db)[0])
            everybody, fresh = pairs.comparable(db), pairs.changed_since(db, since) if since else None
            found = yield from Likenesses(everybody, _rules(self.ctx)).find(fresh)
            head, change = history.head(db), _change(db, found, fresh)
            yield Progress(len(everybody), len(everybody), "mencatat pasangan")
            with db.write():
                if history.head(db) != head:  # somebody decided or took in meanwhile: nothing is asked in vain
                    change = _change(db, found, fresh)
                actor = self.ctx.actor()
                pairs.settle_found(db, change, actor.stamp)
                history.append(db, actor, "cari", KIND, "", alasan=began)
            _count_anew(db)
            waiting, same_nik = pairs.open_count(db), pairs.open_count(db, SAME_NIK)
        return DoublesReport(len(everybody), waiting, same_nik, len(change.new), len(change.again), len(change.gone))

    def pairs(self, jenis: str = "") -> list[PairRow]:
        """Open pairs (same NIK first, then by score), then the decided ones; ``jenis``: ``nik``, ``mirip`` or all."""
        return [reading.row_of(line) for line in pairs.lines(self.db, jenis)]

    def pair_counts(self) -> PairCounts:
        """How many pairs are decided and open, and among how many people of how many units."""
        decided, waiting, people_, units = pairs.counts(self.db)
        return PairCounts(decided, waiting, people_, units, *pairs.last_found(self.db))

    def pair(self, pair_id: int, arah: str = "") -> PairView:
        """A pair side by side, with the others that may be the same person; ``arah`` turns decision 3 round.

        Problem PASANGAN_TIDAK_ADA when the pair is gone.
        """
        line = pairs.line(self.db, pair_id)
        if line is None:
            raise _gone()
        return reading.view(self.ctx, self.db, line, arah)

    def decide_pair(self, pair_id: int, keputusan: int, catatan: str = "", *, akhiri_aktif: bool = False,
                    arah: str = "") -> int:
        """Decide about one pair (1 pakai A, 2 pakai B, 3 pindah desa, 4 dua orang berbeda); returns its number.

        ``arah``: the direction of 3, as the page showed it. Problems: AKTIF_AKAN_BERAKHIR (unless
        ``akhiri_aktif``), KEPUTUSAN_TIDAK_BISA, PASANGAN_TIDAK_ADA, PASANGAN_BERUBAH.
        """
        if keputusan not in (doubles.PAKAI_A, doubles.PAKAI_B, doubles.PINDAH, doubles.BERBEDA):
            raise ValueError(keputusan)
        with self.db.write():
            pair, a, b = self._open_pair(pair_id)
            way = doubles.direction(a.person, b.person)
            if arah and arah != way and _fixed(a, b):
                raise _changed()
            done = doubles_words.settle(a, b, keputusan, catatan, arah or way, self.ctx.today, akhiri_aktif)
            actor = self.ctx.actor()
            number = standing.decide(self.db, actor, KIND, str(pair_id), done.keterangan, done.changes)
            told = pairs.tell(self.db, done.messages, actor)
            pairs.close(self.db, pair_id, keputusan, catatan.strip(), doubles.fingerprint(a.person, b.person), told,
                        actor)
            pairs.retally(self.db, (pair.a, pair.b))
        return number

    def undo_pair(self, putusan_id: int) -> int:
        """Take a decision back: everybody stands as before and the pair is open again; returns the pair.

        Messages that no reply carried yet are taken back, others are followed by one that says so.
        Problems: PUTUSAN_TIDAK_ADA, PUTUSAN_BERUBAH.
        """
        with self.db.write():
            actor = self.ctx.actor()
            pair_id = int(standing.undo(self.db, actor, putusan_id))
            if (standing.last(self.db, KIND, str(pair_id)) or 0) > putusan_id:  # decided again since
                raise _changed()
            pair = pairs.one(self.db, pair_id)
            if pair is None:
                raise _gone()
            sent = pairs.withdraw(self.db, [int(word) for word in pair.pesan.split()])
            names = people.by_uids(self.db, [pair.a, pair.b])
            pairs.tell(self.db, [doubles_words.taken_back(message, title_name(names[message.uid].nama))
                                 for message in sent if message.uid in names], actor)
            pairs.reopen(self.db, pair_id)
            pairs.retally(self.db, (pair.a, pair.b))
        return pair_id

    def last_decision(self, pair_id: int) -> int:
        """The number by which the newest decision about a pair is undone; 0 when there is none."""
        return standing.last(self.db, KIND, str(pair_id)) or 0

    def quality_tabs(self) -> tuple[QualityTab, ...]:
        """The tabs of people with marks, with counts."""
        return reading.quality_tabs(self.ctx, self.db)

    def quality_people(self, tab: str, limit: int = 2000) -> list[QualityPerson]:
        """People of one tab, by village and name."""
        return reading.quality_people(self.ctx, self.db, tab, limit)

    def _open_pair(self, pair_id: int) -> tuple[HeldPair, Side, Side]:
        pair = pairs.one(self.db, pair_id)
        if pair is None:
            raise _gone()
        known = people.by_uids(self.db, [pair.a, pair.b])
        if pair.keputusan or not all(uid in known and doubles.in_play(known[uid]) for uid in (pair.a, pair.b)):
            raise _changed()
        a, b = reading.sides_of(self.db, [known[pair.a], known[pair.b]], reading.places(self.db))
        return pair, a, b


def _rules(ctx: Context) -> Kemiripan:
    """The rules of likeness with the district's own threshold, where the policy names one."""
    rules, own = load_rules(), ctx.policy.value("ambang_mirip", "", ctx.today)
    return replace(rules, bobot=replace(rules.bobot, ambang=float(own.teks))) if own else rules


def _change(db: Database, found: Sequence[Likeness], fresh: Collection[str] | None) -> Found:
    """What a search changes, as people and pairs stand now."""
    known = people.by_uids(db, sorted({uid for pair in found for uid in (pair.a, pair.b)}))
    there = [pair for pair in found
             if all(uid in known and doubles.in_play(known[uid]) for uid in (pair.a, pair.b))]
    return doubles.compare_found(there, pairs.held(db), known, fresh)


def _count_anew(db: Database) -> None:
    """Open questions of whole villages, a few at a time: the lock is never held for long."""
    units = list(pairs.miscounted(db).values())
    for start in range(0, len(units), UNITS_AT_ONCE):
        with db.write():
            pairs.recount(db, [uid for uids in units[start:start + UNITS_AT_ONCE] for uid in uids])


def _fixed(a: Side, b: Side) -> bool:
    """Whether decision 3 can only go one way: from the one membership that runs."""
    return (a.person.keadaan == "aktif") != (b.person.keadaan == "aktif")


def _gone() -> Problem:
    return Problem("PASANGAN_TIDAK_ADA", "Pasangan ini sudah tidak ada.", TIDAK_BERUBAH, "Muat ulang halaman ini.")


def _changed() -> Problem:
    return Problem("PASANGAN_BERUBAH", "Pasangan ini sudah diputuskan, atau keadaan orangnya berubah.",
                   TIDAK_BERUBAH, "Muat ulang halaman ini, lalu lihat keadaannya sekarang.")
