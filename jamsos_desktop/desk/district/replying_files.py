"""One reply after the other: built and reopened in a holding folder, noted, and only then named in the outbox.

A crash leaves either no reply (its number is used again) or a noted one whose file is finished at the next start.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.replying_records import NotAnswered, RepliesMade, ReplyMade
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.files import Footing
from jamsos_desktop.hub import replies as pure
from jamsos_desktop.hub import verdicts
from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import contents, people, standing
from jamsos_desktop.hub.register import replies as register
from jamsos_desktop.hub.register.replies import Answer
from jamsos_desktop.hub.replies import Answerable, Basis, Told
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:
    from jamsos_desktop.exchange.reply import BuiltReply

FOLDER, HOLDING = "balasan", "sementara"
KPJ_SETTING = "balasan.kpj"  # "semua", or a list of village codes
ALL = "semua"


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply before it is sealed. ``rows``: its verdicts, ``full``: with all that is held."""

    unit: Answerable
    no: int
    digest: str
    people: Sequence[Person]
    rows: Sequence[Mapping[str, Any]]
    messages: Sequence[Told]
    full: bool


def wished(db: Database) -> frozenset[str] | None:
    """Villages that are to have the KPJ numbers of their people; None: all of them."""
    kept = office.setting(db, KPJ_SETTING, [])
    return None if kept == ALL else frozenset(kept)


def put_wished(ctx: Context, db: Database, kodes: Iterable[str] | None) -> None:
    """Remember which villages are to have KPJ numbers (None: all), inside ``db.write()``."""
    office.put_setting(db, KPJ_SETTING, ALL if kodes is None else sorted(set(kodes)))
    history.append(db, ctx.actor(), "setelan", "balasan", "kpj")


def basis(db: Database, unit: Answerable) -> Basis:
    """Everything the reply to one village rests on."""
    kode, numbers = unit.kode, wished(db)
    return Basis(unit, register.standing(db, kode).get(kode, []), register.unit_bills(db, kode).get(kode, []),
                 register.messages(db, kode).get(kode, []), numbers is None or kode in numbers)


def reply_job(ctx: Context, out: Path | None, kodes: Sequence[str] | None, *, penuh: bool, kpj: bool) \
        -> Job[RepliesMade]:
    """Answer every village that has something new to hear, or the villages asked for.

    A village asked for by name that has nothing new gets its last reply once more, and so does one whose last reply
    never reached its stick. Each is durable before the next.
    """
    from jamsos_desktop.exchange.files import check_target

    ctx.must_write()
    on = check_target(out) if out else None
    with ctx.open() as db:
        finish_replies(ctx, db)
        units = _asked_for(db, kodes)
        if kpj:
            _wish(ctx, db, kodes)
        made: list[ReplyMade] = []
        left: list[NotAnswered] = []
        same = 0
        for nth, unit in enumerate(units):
            yield Progress(nth, len(units), unit.nama)
            if hindrance := pure.hindrance(unit):
                left.append(NotAnswered(unit.kode, sebutan(unit), hindrance))
            elif one := (yield from _answer(ctx, db, unit, penuh, again=kodes is not None, out=out,
                                              on=on)):
                made.append(one)
            else:
                same += 1
        yield Progress(len(units), len(units))
    return RepliesMade(out or folder_of(ctx), tuple(made), tuple(left), same)


def _asked_for(db: Database, kodes: Sequence[str] | None) -> list[Answerable]:
    units = register.answerable(db, kodes)
    if kodes is not None and len(units) < len(set(kodes)):
        missing = sorted(set(kodes) - {unit.kode for unit in units})
        raise Problem("DESA_TAK_DIKENAL", f"Desa {missing[0]} tidak ada di daftar.", TIDAK_BERUBAH,
                      "Pilih kode desa dari daftar.")
    return units


def _wish(ctx: Context, db: Database, kodes: Sequence[str] | None) -> None:
    with db.write():
        had = wished(db)
        put_wished(ctx, db, None if kodes is None or had is None else had | set(kodes))


def _answer(ctx: Context, db: Database, unit: Answerable, penuh: bool, *, again: bool, out: Path | None,
            on: Footing | None) -> Job[ReplyMade | None]:
    """The reply to one village, None when it has nothing new to hear."""
    last = register.newest(db).get(unit.kode)
    found = basis(db, unit)
    fresh = pure.digest(found)
    full = penuh or bool(unit.balas_penuh)
    if last and last.digest == fresh and not full:
        path = folder_of(ctx) / last.nama_berkas
        if not again and unit.kode not in register.undelivered(db):
            return None
        if path.exists():
            return (yield from _delivered(ctx, db, unit, last, path, out, on))
    draft = _draft(ctx, db, found, fresh, full, last)
    answer = _seal(ctx, db, draft, last)
    return (yield from _delivered(ctx, db, unit, answer, _release(ctx, answer.nama_berkas), out, on))


def _delivered(ctx: Context, db: Database, unit: Answerable, answer: Answer, path: Path, out: Path | None,
               on: Footing | None) -> Job[ReplyMade]:
    given = yield from _hand_out(path, out, on)
    register.delivered(db, answer, ctx.actor().stamp)
    return _told(unit, answer, given)


def _draft(ctx: Context, db: Database, found: Basis, fresh: str, full: bool, last: Answer | None) -> Draft:
    everyone = people.of_unit(db, found.unit.kode)
    rows = pure.verdict_rows(everyone, register.person_bills(db, found.unit.kode), ctx.policy.alasan, found.with_kpj)
    return Draft(found.unit, _next_no(ctx, found.unit.kode, last), fresh, everyone, rows, found.messages, full)


def _next_no(ctx: Context, kode: str, last: Answer | None) -> int:
    """One more than the newest reply known, also by its file: an older copy of the data repeats no number."""
    plain = kode.replace(".", "")
    left = [int(found[1]) for path in folder_of(ctx).glob(f"JB-{plain}-*.jdx")
            if (found := re.fullmatch(rf"JB-{plain}-(\d+)\.jdx", path.name))]
    return max([last.no if last else 0, *left]) + 1


def _seal(ctx: Context, db: Database, draft: Draft, last: Answer | None) -> Answer:
    """Build the file in the holding folder, reopen it, and note it."""
    from jamsos_desktop.exchange.files import write_whole
    from jamsos_desktop.exchange.reply import own_reply

    keys, built = own_keys(db), _built(ctx, db, draft, last)
    held = write_whole(built.data, folder_of(ctx) / HOLDING / built.file_name)
    own_reply(held, keys)
    counts = {word: many for word, many in verdicts.count(draft.rows).items() if many}
    answer = Answer(draft.unit.kode, draft.no, built.sha, built.kode_periksa, built.file_name,
                    "penuh" if draft.full else "delta", built.created, draft.unit.seq,
                    msgspec.json.encode(counts).decode(), draft.digest)
    _note(ctx, db, draft, answer)
    return answer


def _built(ctx: Context, db: Database, draft: Draft, last: Answer | None) -> BuiltReply:
    from jamsos_desktop.exchange.keys import PublicKeys
    from jamsos_desktop.exchange.reply import Address, ReplyRows, build_reply

    unit = draft.unit
    rows = ReplyRows(
        head=pure.head_row(unit, texts.title_name(ctx.user), ctx.today.isoformat()), putusan=draft.rows,
        tagihan=pure.bill_rows(register.unit_bills(db, unit.kode).get(unit.kode, [])),
        pesan=pure.message_rows(draft.messages),
        peserta=list(contents.rows_of(db, draft.people).values()) if draft.full else (),
        desa=[register.office_row(db, unit.kode)] if draft.full else ())
    address = Address(ctx.unit.kode, ctx.device, history.head(db), unit.kode, PublicKeys(unit.sign, unit.age))
    return build_reply(rows, draft.no, last.sha if last else "", address, own_keys(db), ctx.clock.now())


def _note(ctx: Context, db: Database, draft: Draft, answer: Answer) -> None:
    """The reply, its messages, and everybody who is told so by it as accepted: in one write."""
    told = {person.uid: person.revisi for person in draft.people}
    with db.write():
        newest = register.newest(db).get(answer.unit)
        if newest and newest.no >= answer.no:
            raise Problem("BALASAN_BERSAMAAN", "Balasan lain sedang dibuat.", TIDAK_BERUBAH, "Coba sekali lagi.")
        register.note(db, answer)
        register.told(db, answer, [one.id for one in draft.messages])
        # Only those who are still as the reply tells of them: a package may have come in meanwhile.
        newly = [person.uid for person in people.by_uids(db, pure.newly_told(draft.people)).values()
                 if person.keadaan == "masuk" and not person.tunda and told[person.uid] == person.revisi]
        if newly:
            changes = {uid: {"keadaan": "diterima", "diputuskan": ctx.today.isoformat()} for uid in newly}
            standing.decide(db, ctx.actor(), "balasan", answer.unit, f"Balasan no. {answer.no}", changes)
        history.append(db, ctx.actor(), "balas", "balasan", f"{answer.unit} {answer.no}")


def folder_of(ctx: Context) -> Path:
    """Where finished replies lie."""
    return ctx.folder.outbox / FOLDER


def _release(ctx: Context, name: str) -> Path:
    final = folder_of(ctx) / name
    os.replace(folder_of(ctx) / HOLDING / name, final)
    return final


def finish_replies(ctx: Context, db: Database) -> None:
    """Give noted replies their name that a crash kept from them; forget files never noted."""
    holding = folder_of(ctx) / HOLDING
    if not holding.is_dir():
        return
    noted = register.names(db)
    for path in filter(Path.is_file, holding.iterdir()):
        with suppress(OSError):  # a file that cannot be moved now is tried again at the next start
            if path.name in noted and not (folder_of(ctx) / path.name).exists():
                os.replace(path, folder_of(ctx) / path.name)
            else:
                path.unlink(missing_ok=True)


def _hand_out(path: Path, out: Path | None, on: Footing | None) -> Job[Path]:
    from jamsos_desktop.exchange.files import copy_file

    if out is None:
        return path
    try:
        return (yield from copy_file(path, out, on))
    except Problem as problem:
        raise Problem(problem.kode, f"Balasan sudah jadi, tetapi belum tersalin: {problem.apa}",
                      f"{path.name} aman di folder keluar laptop ini.", "Salin lagi ke flashdisk lain.") from problem


def _told(unit: Answerable, answer: Answer, path: Path) -> ReplyMade:
    counts = counts_of(answer)
    return ReplyMade(unit.kode, sebutan(unit), unit.kecamatan, answer.no, answer.untuk_seq, answer.isi,
                     answer.kode_periksa, path, path.stat().st_size, counts, message(unit, answer, counts))


def counts_of(answer: Answer) -> dict[str, int]:
    """People per verdict."""
    return msgspec.json.decode(answer.jumlah, type=dict[str, int])


def sebutan(unit: Answerable) -> str:
    """"Desa Bajo Indah"."""
    kind = {"desa": "Desa", "kelurahan": "Kelurahan"}.get(unit.jenis, "")
    return f"{kind} {unit.nama}".strip()


WORDS = (("aktif", "terdaftar"), ("menunggu_bayar", "menunggu bayar"), ("di_bpjs", "di BPJS"), ("diterima", "diterima"),
         ("ditolak", "perlu diperbaiki"), ("diperiksa", "masih diperiksa"), ("keluar", "keluar"))


def counts_text(counts: Mapping[str, int]) -> str:
    """"21 terdaftar, 4 perlu diperbaiki"."""
    return ", ".join(f"{counts[key]} {word}" for key, word in WORDS if counts.get(key)) or "0 orang"


def message(unit: Answerable, answer: Answer, counts: Mapping[str, int]) -> str:
    """Words to paste into a chat: number, counts, check code; never a NIK or a name of a person."""
    where = ", ".join(part for part in (sebutan(unit), unit.kecamatan) if part)
    return (f"{where}: balasan no. {answer.no} untuk kiriman no. {answer.untuk_seq} "
            f"({answer.nama_berkas}) sudah bisa diambil, {counts_text(counts)}. Kode periksa {answer.kode_periksa}.")
