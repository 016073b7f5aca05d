"""Balasan, taken in by the village: what it confirms, what it writes into records, what it must ask first.

A reply is taken whole, in one write. A verdict counts only for the version it is about: when the record changed
since, the clerk is asked and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jamsos_desktop import texts
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.answers_records import Taken
from jamsos_desktop.desk.answers_restoring import Restored, restore
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.packing import ask_full
from jamsos_desktop.desk.recipient import own_keys, usable_key
from jamsos_desktop.model.records import DIED, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import answers, history, outgoing, people, undo
from jamsos_desktop.store.answers import ASKED, BY_REPLY, IGNORED, IN_FORCE, OLD, STRANGE, Decision, KeptReply
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import NEVER

if TYPE_CHECKING:
    from jamsos_desktop.exchange.reply import Reply, Verdict

# Why somebody left, by the reason DPMD gives; others leave the cause open.
LEFT = {"PINDAH_DESA": "pindah", "MENINGGAL": DIED, "BUKAN_WARGA": "tidak_layak"}
Facts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reply did. ``left``: names of those written down as having left; ``stay``: of those who have not left
    after all; ``died``: of those written down as dead, who are no exits."""

    states: Mapping[str, str]
    left: tuple[str, ...]
    stay: tuple[str, ...]
    restored: Restored
    died: tuple[str, ...] = ()


def read(ctx: Context, db: Database, path: Path) -> Reply:
    """Read and check a reply; nothing changes. Problems: KUNCI_DPMD_*, and those of ``exchange.reply.read_reply``,
    BALASAN_KEMBAR, BALASAN_LAPTOP_LAIN."""
    from jamsos_desktop.exchange.reply import Expected, read_reply

    reply = read_reply(path, Expected(ctx.unit.kode, ctx.unit.sebutan, own_keys(db).identity, usable_key(ctx, db)))
    kept = answers.reply(db, reply.no)
    if kept and kept.sha != reply.sha:
        raise Problem("BALASAN_KEMBAR", f"Balasan no. {reply.no} dengan isi lain sudah diambil.", TIDAK_BERUBAH,
                      "Minta DPMD membuat balasan baru.")
    if kept is None:
        _check_receipt(db, reply)
    return reply


def _check_receipt(db: Database, reply: Reply) -> None:
    """Whether DPMD speaks of the packages of this laptop: else another one sends for the village too."""
    ours = {package.seq: package.sha for package in outgoing.packages(db)}
    held = reply.head.diterima
    same = ours.get(held.seq) == held.sha
    if same or (held.seq not in ours and (reply.isi == "penuh" or held.seq < max(ours, default=0))):
        return
    raise Problem("BALASAN_LAPTOP_LAIN", f"DPMD memegang kiriman no. {held.seq} yang bukan dari data ini.",
                  TIDAK_BERUBAH, "Ambil balasan di laptop yang membuat kiriman itu. Bila laptop itu tidak ada lagi, "
                  "minta balasan penuh dari DPMD.")


def take(ctx: Context, db: Database, path: Path) -> Taken:
    """Take in a reply. The same one twice changes nothing and says so. Problems: see ``read``."""
    reply = read(ctx, db, path)
    kept = answers.reply(db, reply.no)
    if kept:
        day = texts.screen_date(date.fromisoformat(kept.diambil[:10]))[:5]
        return Taken("balasan", f"Balasan no. {reply.no} sudah diambil {day}, tidak ada yang berubah.", reply.no, False)
    with db.write():
        outcome = _enter(ctx, db, reply, path.name)
    restored = outcome.restored
    persons.recompute(ctx, db, [*outcome.states, *restored.back, *restored.renumbered, *restored.newer])
    return Taken("balasan", _sentence(reply, outcome), reply.no)


def _enter(ctx: Context, db: Database, reply: Reply, name: str) -> Outcome:
    """Everything a reply brings, inside ``db.write()``."""
    restored = restore(ctx, db, reply) if reply.isi == "penuh" else Restored()
    if any(package.seq == reply.head.diterima.seq for package in outgoing.packages(db)):
        outgoing.confirm(db, reply.head.diterima.seq)
    latest = answers.newest_no(db)
    erased = undo.destroyed(db)  # DPMD answered before it heard: of them nothing is kept any more
    answers.add(db, ctx.actor(), _kept(ctx, reply, name),
                [_decision(reply, v) for v in reply.putusan if v.uid not in erased])
    if reply.no > latest:
        ask_full(db, reply.head.minta_penuh)
        answers.close_questions(db, reply.no)
        latest = reply.no
    elif not (restored.back or restored.newer):
        return Outcome({}, (), (), restored)
    # An older reply only brings back people; what the newest says of them then finds them here.
    return _apply(ctx, db, latest, restored)


def _apply(ctx: Context, db: Database, no: int, restored: Restored) -> Outcome:
    """Let the verdicts of the newest reply meet the records."""
    said, before, sent = answers.of_reply(db, no), answers.settled(db, no), outgoing.noted(db)
    here = {person.uid: person for person in people.read_many(db, [one.uid for one in said])}
    states: dict[str, str] = {}
    left: list[str] = []
    stay: list[str] = []
    died: list[str] = []
    for one in said:
        if one.keadaan not in (OLD, STRANGE):
            continue  # met its record already (a full reply taken after a newer one)
        person = here.get(one.uid)
        if person is None:
            states[one.uid] = STRANGE
            continue
        facts, same = facts_of(db, person, one), one.revisi in outgoing.sent_as(db, one.uid, person.revisi)
        states[one.uid] = IN_FORCE if same else _state(db, one, before.get(one.uid), facts,
                                                       sent.get(one.uid, NEVER).revisi)
        if same and facts:  # a record that was changed here since is never written without asking
            write(ctx, db, person, facts, no)
            if "keluar_tanggal" in facts:
                gone = died if facts["keluar_sebab"] == DIED else left
                (gone if facts["keluar_tanggal"] else stay).append(texts.title_name(person.nama))
    answers.put_states(db, no, states)
    people.mark_stale(db, list(states))
    return Outcome(states, tuple(left), tuple(stay), restored, tuple(died))


def _state(db: Database, one: Decision, before: Decision | None, facts: Facts, travelled: int) -> str:
    """Whether a verdict about another version than the one here counts, is asked about, or is passed over.

    ``before``: the newest verdict in force or answered; ``travelled``: the revision that travelled last.
    """
    if before and before.what == one.what and before.revisi >= one.revisi:
        if before.revisi > one.revisi:
            answers.use_for(db, one.balasan_no, one.uid, before.revisi)
        return before.keadaan  # said before, and answered or in force since
    if one.putusan == "ditolak" or facts:
        return ASKED
    return IN_FORCE if one.revisi == travelled else OLD


def facts_of(db: Database, person: Peserta, one: Decision) -> dict[str, str | None]:
    """What a verdict would write into a record; {} when all of it stands there already."""
    if one.putusan == "keluar":
        if person.keluar_tanggal:
            return {}
        cause = person.keluar_sebab or LEFT.get(one.alasan, "")
        return {"keluar_tanggal": str(one.tanggal), "keluar_sebab": cause}
    facts: dict[str, str | None] = {}
    if person.keluar_tanggal and history.last_action(db, person.uid, "keluar_tanggal") == BY_REPLY:
        facts = {"keluar_tanggal": None, "keluar_sebab": ""}  # DPMD said so and takes it back
    if one.putusan == "aktif":
        until = person.aktif_sampai.isoformat() if person.aktif_sampai else None
        if one.kpj and one.kpj != person.kpj:
            facts["kpj"] = one.kpj
        if one.aktif_sampai and one.aktif_sampai != until:
            facts["aktif_sampai"] = one.aktif_sampai
    return facts


def write(ctx: Context, db: Database, person: Peserta, facts: Facts, no: int) -> None:
    """Write facts into a record, inside ``db.write()``; what travelled as this version still equals it."""
    answers.write_facts(db, ctx.actor(), person.uid, person.revisi, facts, f"balasan no. {no}")
    outgoing.carry(db, person.uid, person.revisi, person.revisi + 1)


def answer_question(ctx: Context, db: Database, uid: str, no: int, pakai: bool) -> None:
    """Let an answer about an older version count (``pakai``), or keep what stands here.

    Problem PERTANYAAN_TIDAK_ADA when it is not asked (any more).
    """
    with db.write():
        one, person = answers.one(db, no, uid), people.read(db, uid, missing_ok=True)
        if one is None or person is None or one.keadaan != ASKED:
            raise Problem("PERTANYAAN_TIDAK_ADA", "Pertanyaan itu sudah dijawab.", TIDAK_BERUBAH,
                          "Muat ulang halaman ini.")
        if not pakai:
            answers.put_states(db, no, {uid: IGNORED})
        elif one.putusan == "ditolak":  # it holds for what travelled last, until that is mended
            sent = outgoing.noted(db).get(uid, NEVER)
            answers.use_for(db, no, uid, sent.revisi if sent.seq else one.revisi)
        else:
            answers.put_states(db, no, {uid: IN_FORCE})
            if facts := facts_of(db, person, one):  # else the clerk has typed the same meanwhile
                write(ctx, db, person, facts, no)
        history.append(db, ctx.actor(), "jawab", "peserta", uid, (),
                       f"balasan no. {no} {'dipakai' if pakai else 'tidak dipakai'}")
        people.mark_stale(db, [uid])
    persons.recompute(ctx, db, [uid])


def _decision(reply: Reply, verdict: Verdict) -> Decision:
    """A verdict as kept, dated by the reply where it has no date; it counts for nothing until ``_apply`` says so."""
    row = msgspec.to_builtins(verdict)
    row["tanggal"] = row["tanggal"] or reply.head.dibuat.isoformat()
    return Decision(**{**row, "balasan_no": reply.no, "kolom": " ".join(verdict.kolom), "keadaan": OLD})


def _kept(ctx: Context, reply: Reply, name: str) -> KeptReply:
    counted: dict[str, int] = {}
    for verdict in reply.putusan:
        counted[verdict.putusan] = counted.get(verdict.putusan, 0) + 1
    return KeptReply(reply.no, reply.sha, reply.kode_periksa, name, reply.isi, reply.head.untuk_seq,
                     reply.head.penandatangan, reply.head.dibuat.isoformat(), ctx.actor().stamp, counted,
                     msgspec.to_builtins(reply.tagihan), msgspec.to_builtins(reply.pesan))


def _sentence(reply: Reply, outcome: Outcome) -> str:
    """What was taken in, in words; whoever is written down as having left is named."""
    back, renumbered, newer = outcome.restored
    if reply.putusan and not outcome.states and not back:
        return f"Balasan no. {reply.no} diambil sebagai riwayat. Balasan yang lebih baru tetap berlaku."
    states = list(outcome.states.values())
    shown = {v.uid: v.putusan for v in reply.putusan if outcome.states.get(v.uid) == IN_FORCE}
    said = [f"{many} {word}" for key, word in _WORDS if (many := _many(shown.values(), key))]
    parts = [f"Balasan no. {reply.no} diambil" + (f": {', '.join(said)}." if said else ".")]
    if back:
        parts.append(f"{len(back)} orang dikembalikan dari DPMD.")
    if renumbered:
        parts.append(f"{len(renumbered)} orang di sini mendapat nomor baru.")
    if newer:
        parts.append(f"Data {len(newer)} orang di sini lebih lama daripada di DPMD. Periksa lagi.")
    if outcome.left:
        parts.append(f"{len(outcome.left)} orang dicatat keluar: {', '.join(outcome.left)}.")
    if outcome.died:
        parts.append(f"{len(outcome.died)} orang dicatat meninggal: {', '.join(outcome.died)}."
                     " Hak ahli warisnya ada di halaman Klaim.")
    if outcome.stay:
        parts.append(f"{len(outcome.stay)} orang tidak jadi keluar: {', '.join(outcome.stay)}.")
    if asked := states.count(ASKED):
        parts.append(f"{asked} jawaban tentang data lama menunggu keputusan Anda.")
    if strange := states.count(STRANGE):
        parts.append(f"{strange} orang tidak ada di desa ini.")
    if reply.head.minta_penuh:
        parts.append("DPMD meminta kiriman penuh.")
    return " ".join(parts)


_WORDS = (("aktif", "terdaftar"), ("menunggu_bayar", "menunggu bayar"), ("di_bpjs", "di BPJS"),
          ("diterima", "diterima"), ("ditolak", "ditolak"), ("diperiksa", "masih diperiksa"))


def _many(words: Iterable[str], key: str) -> int:
    return sum(word == key for word in words)
