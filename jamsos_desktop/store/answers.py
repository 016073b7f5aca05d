"""What DPMD answered: replies (Balasan) and the verdict of each about every person (Keputusan)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

# In force; to be asked about; answered by keeping the newer data; of an older version or reply; nobody here.
IN_FORCE, ASKED, IGNORED, OLD, STRANGE = "berlaku", "tanya", "diabaikan", "lama", "asing"
BY_REPLY = "balasan"  # the action by which a reply stands in the history
# What a reply may write into a record.
FACTS = frozenset(("kpj", "aktif_sampai", "keluar_tanggal", "keluar_sebab"))


class KeptReply(NamedTuple):
    """One reply as kept. ``jumlah``: people per verdict; ``tagihan``, ``pesan``: rows as they came."""

    no: int
    sha: str
    kode_periksa: str
    nama_berkas: str
    isi: str
    untuk_seq: int
    penandatangan: str
    dibuat: str
    diambil: str
    jumlah: dict[str, int]
    tagihan: list[dict[str, Any]]
    pesan: list[dict[str, Any]]


class Decision(NamedTuple):
    """One verdict as kept; ``kolom`` with blanks between, dates ISO or None."""

    balasan_no: int
    uid: str
    revisi: int
    putusan: str
    alasan: str
    label: str
    teks: str
    cara: str
    kolom: str
    oleh: str
    tindakan: str
    tanggal: str | None
    kpj: str
    aktif_dari: str | None
    aktif_sampai: str | None
    kode_bayar: str
    jatuh_tempo: str | None
    dibayar: str | None
    keadaan: str

    @property
    def what(self) -> tuple[object, ...]:
        """What it says, whatever reply says it, of whatever version."""
        return (self.putusan, self.alasan, self.teks, self.kpj, self.aktif_sampai)


_REPLY, _DECISION = ", ".join(KeptReply._fields), ", ".join(Decision._fields)
# A question about somebody deleted since cannot be answered; it is asked again should they come back.
_STATE = (f"CASE WHEN keadaan = '{ASKED}' AND uid NOT IN (SELECT uid FROM peserta) THEN '{STRANGE}'"
          " ELSE keadaan END")
_READ = ", ".join((*Decision._fields[:-1], _STATE))


def add(db: Database, actor: Actor, reply: KeptReply, decisions: Iterable[Decision]) -> None:
    """Keep a reply with its verdicts, inside ``db.write()``."""
    body = (*reply[:9], *(msgspec.json.encode(value).decode() for value in reply[9:]))
    db.run(f"INSERT INTO balasan ({_REPLY}) VALUES ({','.join('?' * len(KeptReply._fields))})", body)
    db.many(f"INSERT INTO keputusan ({_DECISION}) VALUES ({','.join('?' * len(Decision._fields))})", decisions)
    history.append(db, actor, BY_REPLY, "balasan", str(reply.no))


def replies(db: Database) -> list[KeptReply]:
    """All replies, newest first."""
    decode = msgspec.json.decode
    return [KeptReply(*row[:9], *(decode(value) for value in row[9:]))
            for row in db.all(f"SELECT {_REPLY} FROM balasan ORDER BY no DESC")]


def reply(db: Database, no: int) -> KeptReply | None:
    """A reply by its number, None when it was not taken in."""
    return next((one for one in replies(db) if one.no == no), None)


def newest_no(db: Database) -> int:
    """The number of the newest reply; 0 when there is none."""
    row = db.one("SELECT max(no) FROM balasan")
    return int(row[0] or 0) if row else 0


def of_reply(db: Database, no: int) -> list[Decision]:
    """All verdicts of a reply."""
    return _decisions(db, "WHERE balasan_no = ? ORDER BY uid", (no,))


def one(db: Database, no: int, uid: str) -> Decision | None:
    """What a reply says of one person, None when it says nothing."""
    found = _decisions(db, "WHERE balasan_no = ? AND uid = ?", (no, uid))
    return found[0] if found else None


def settled(db: Database, before: int) -> dict[str, Decision]:
    """uid -> the newest verdict that is in force or was answered, of replies numbered below ``before``."""
    rows = _decisions(db, f"WHERE balasan_no < ? AND keadaan IN ('{IN_FORCE}', '{IGNORED}') ORDER BY balasan_no",
                      (before,))
    return {row.uid: row for row in rows}


def in_force(db: Database, uid: str) -> Decision | None:
    """The newest verdict about somebody that is in force."""
    found = _decisions(db, f"WHERE uid = ? AND keadaan = '{IN_FORCE}' ORDER BY balasan_no DESC LIMIT 1", (uid,))
    return found[0] if found else None


def counts(db: Database) -> dict[int, dict[tuple[str, str], int]]:
    """Reply number -> (verdict, its state) -> people."""
    found: dict[int, dict[tuple[str, str], int]] = {}
    for no, putusan, keadaan, many in db.all(
            f"SELECT balasan_no, putusan, {_STATE} AS kini, count(*) FROM keputusan GROUP BY balasan_no, putusan,"
            " kini"):
        found.setdefault(no, {})[putusan, keadaan] = many
    return found


def put_states(db: Database, no: int, states: Mapping[str, str]) -> None:
    """uid -> state of its verdict in a reply, inside ``db.write()``."""
    db.many("UPDATE keputusan SET keadaan = ? WHERE balasan_no = ? AND uid = ?",
            [(state, no, uid) for uid, state in states.items()])


def use_for(db: Database, no: int, uid: str, revisi: int) -> None:
    """A verdict counts for the version that travelled as ``revisi``, as the clerk let it; inside ``db.write()``."""
    db.run(f"UPDATE keputusan SET keadaan = '{IN_FORCE}', revisi = ? WHERE balasan_no = ? AND uid = ?",
           (revisi, no, uid))


def close_questions(db: Database, before: int) -> None:
    """A newer reply tells everything anew: what older ones still asked is over; inside ``db.write()``."""
    db.run(f"UPDATE keputusan SET keadaan = '{OLD}' WHERE keadaan = '{ASKED}' AND balasan_no < ?", (before,))


def write_facts(db: Database, actor: Actor, uid: str, revisi: int, facts: Mapping[str, str | None],
                why: str) -> None:
    """Write what a reply says into a record, inside ``db.write()``; its status must be judged again afterwards.

    The revision moves on like with any write, so that an open form notices; drafts stay.
    """
    if not set(facts) <= FACTS:
        raise ValueError(f"not written by a reply: {set(facts) - FACTS}")
    columns = ", ".join(f"{column} = ?" for column in facts)
    db.run(f"UPDATE peserta SET {columns}, revisi = ?, diubah = ?, dihitung_untuk = '' WHERE uid = ?",
           (*facts.values(), revisi + 1, actor.stamp, uid))
    history.append(db, actor, BY_REPLY, "peserta", uid, sorted(facts), why)


def _decisions(db: Database, where: str, args: Sequence[object]) -> list[Decision]:
    return [Decision._make(row) for row in db.all(f"SELECT {_READ} FROM keputusan {where}", args)]
