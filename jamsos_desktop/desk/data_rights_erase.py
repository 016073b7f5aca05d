"""Erasing for good: out of the tables in one write, then the files that held them, then the file written anew.

What is still to be done stands in ``pemusnahan`` from the first write on: a power cut or a full disk between two
steps loses nothing of it, the next start goes on (``finish_unfinished``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jamsos_desktop.desk import care_seeing, persons
from jamsos_desktop.desk import data_rights_reading as reading
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.data_corrections import finish_all
from jamsos_desktop.desk.data_rights_records import AGAIN, REASONS, Erased, ErasePlan
from jamsos_desktop.files import sync_folder
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.model.rights import Right
from jamsos_desktop.policy.privacy import ASKED
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import backups, erasing, history, outgoing, people, rotation, scans
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.erasing import Destruction, Traces
from jamsos_desktop.store.undo import undone_records

CLEAN = "bersih"  # why a backup was made: the earlier ones held somebody erased
_SCAN, _OUT = "lampiran", "keluar"
# Set aside by a restore, an upgrade or the care at start; they may hold anybody.
_ASIDE = ("rusak-*", "disisihkan-*")
_LISTS = (".pdf", ".xlsx", ".csv", ".json", ".png")


@dataclass(frozen=True, slots=True)
class _Files:
    """Files that hold people: ``ours`` in the outbox, as names; ``elsewhere`` as paths; ``others`` of the outbox."""

    ours: tuple[str, ...]
    elsewhere: tuple[str, ...]
    others: tuple[str, ...]


def plan(ctx: Context, db: Database, uids: Sequence[str]) -> ErasePlan:
    """See ``DataRights.erase_plan``."""
    here, refused = _sorted(ctx, db, uids)
    going = [person.uid for person in here]
    found = erasing.traces(db, going)
    files = _files(ctx, found)
    sent = outgoing.noted(db)
    return ErasePlan(
        orang=tuple((p.uid, reading.called(p), p.nomor) for p in here), ditolak=refused, scan=len(found.scans),
        kiriman=files.ours, luar=files.elsewhere, periksa=files.others,
        cadangan=len(backups.local_files(ctx.folder)), salinan_sampai=rotation.gone_by(ctx.today),
        folder=tuple(sorted(path.name for mark in _ASIDE for path in ctx.folder.root.glob(mark))),
        dpmd=sum(uid in sent for uid in going))


def _sorted(ctx: Context, db: Database, uids: Sequence[str]) -> tuple[list[Peserta], tuple[tuple[str, str], ...]]:
    """(who can go, who cannot and why), also of people deleted who can still be brought back."""
    wanted = list(dict.fromkeys(uids))
    alive = people.read_many(db, wanted)
    undoable = undone_records(db, set(wanted) - {p.uid for p in alive})
    if len(alive) + len(undoable) < len(wanted) or not wanted:
        raise Problem("PESERTA_TIDAK_ADA", "Sebagian orang yang dipilih sudah tidak ada.", TIDAK_BERUBAH,
                      "Muat ulang daftar.")
    why = reading.hindrances(ctx, db, alive)
    refused = tuple((reading.called(p), why[p.uid]) for p in alive if why[p.uid])
    return [*(p for p in alive if not why[p.uid]), *undoable], refused


def _files(ctx: Context, found: Traces) -> _Files:
    """Which files hold these people. What is named after a package or a number of theirs goes with them, but the
    receipts, which only count."""
    stems = {Path(name).stem for name in found.parcels}
    # By name: the folder may have come here from another laptop.
    prints = {path.replace("\\", "/").rpartition("/")[2]: Path(path) for path in found.prints}
    ours, others = [], []
    for path in sorted(p for p in ctx.folder.outbox.glob("*") if p.is_file()):
        theirs = path.name in prints or any(number in path.name for number in found.nomor) \
            or (any(stem in path.name for stem in stems) and not path.name.startswith("Tanda-terima"))
        if theirs:
            ours.append(path.name)
        elif path.suffix.lower() in _LISTS and not path.name.startswith("Tanda-terima"):
            others.append(path.name)
    elsewhere = sorted(str(path) for path in prints.values() if path.parent != ctx.folder.outbox and _stands(path))
    return _Files(tuple(ours), tuple(elsewhere), tuple(others))


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a stick that is not here, a folder we may not look into
        return False


def erase_job(ctx: Context, uids: Sequence[str], dasar: str, *, bersih: bool) -> Job[Erased]:
    """See ``DataRights.erase_job``."""
    ctx.must(Right.MUSNAH)
    if dasar not in REASONS:
        raise Problem("DASAR_SALAH", f"Dasar {dasar} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(REASONS)}.")
    yield Progress(0, 4, "Menghapus dari data")
    with ctx.open() as db:
        erasing.forgets(db)
        kept, numbers, told = _out_of_tables(ctx, db, uids, dasar)
        yield Progress(1, 4, "Menghapus scan dan kiriman")
        kept = _out_of_files(ctx, db, kept)
        yield Progress(2, 4, "Menulis ulang file data")
        kept = _compacted(db, kept)
        left = erasing.holding(db, numbers)
    if bersih and kept.padat:
        yield Progress(3, 4, "Mengganti cadangan")
        kept = clean_backups(ctx, kept)
    until = date.fromisoformat(kept.salinan_sampai) if kept.salinan_sampai else None
    return Erased(id=kept.id, orang=kept.orang, scan=kept.scan, kiriman=kept.kiriman, salinan_sampai=until,
                  tersisa=left, padat=kept.padat, dpmd=told)


def _out_of_tables(ctx: Context, db: Database, uids: Sequence[str], dasar: str) \
        -> tuple[Destruction, tuple[str, ...], int]:
    """(what was noted, NIK and KPJ of those erased, how many of them DPMD is told of)."""
    with db.write():
        going, refused = _sorted(ctx, db, uids)
        if refused:
            name, why = refused[0]
            raise Problem("BELUM_BOLEH_DIHAPUS", f"{name} belum bisa dihapus selamanya. {why}", TIDAK_BERUBAH,
                          "Selesaikan dulu, atau keluarkan dari pilihan.")
        gone = [person.uid for person in going]
        found, sent = erasing.traces(db, gone), outgoing.noted(db)
        files = _files(ctx, found)
        kept = Destruction(
            uuid7(), ctx.actor().stamp, ctx.user, dasar, len(going), len(found.scans), len(files.ours),
            rotation.gone_by(ctx.today).isoformat(),
            (*(f"{_SCAN}/{name}" for name in found.scans), *(f"{_OUT}/{name}" for name in files.ours)), False)
        for uid in gone:
            finish_all(ctx, db, uid, ASKED, "dihapus")
        erasing.erase(db, ctx.actor(), gone, dasar)
        erasing.forget_messages(db, {word for p in going for word in (p.nama, p.nik)})
        care_seeing.forget(db, going)
        erasing.note(db, kept)
        _refresh(ctx, db, going)
    return kept, tuple(n for p in going for n in (p.nik, p.kpj) if n), sum(uid in sent for uid in gone)


def _refresh(ctx: Context, db: Database, going: Iterable[Peserta]) -> None:
    """Judge again whoever shared a NIK with somebody who is gone."""
    persons.refresh(ctx, db, {uid for p in going for uid, _, _ in people.same_nik(db, p.nik, ctx.today)})


def _out_of_files(ctx: Context, db: Database, kept: Destruction) -> Destruction:
    """Delete the files a destruction names; one that will not go stays named and is tried again at the next start."""
    sealed, left = Attachments(ctx.folder, ctx.dek), []
    for entry in kept.sisa:
        place, _, name = entry.partition("/")
        try:
            if place == _OUT:
                (ctx.folder.outbox / Path(name).name).unlink(missing_ok=True)
                sync_folder(ctx.folder.outbox)  # a power cut must not bring it back once it is noted as gone
            elif not scans.wanted(db, name):
                sealed.drop(name)
        except (OSError, Problem):
            left.append(entry)
    return _noted(db, kept._replace(sisa=tuple(left)))


def _compacted(db: Database, kept: Destruction) -> Destruction:
    """The data file without the pages of before; without room for it now, the next start does it."""
    with suppress(Problem):
        erasing.compact(db)
        kept = _noted(db, kept._replace(padat=True))
    return kept


def _noted(db: Database, kept: Destruction) -> Destruction:
    with db.write():
        erasing.rewrite(db, kept)
    return kept


def clean_backups(ctx: Context, kept: Destruction | None = None) -> Destruction:
    """Make a fresh backup, prove it, then destroy the earlier ones of this laptop. ``kept``: the destruction it is
    for, None: every one so far. Problems: those of a backup; the earlier ones stay then."""
    ctx.must(Right.MUSNAH)
    with ctx.open() as db:
        found = erasing.destructions(db)
        if not found:  # nobody to be got rid of: the earlier backups are worth more than a clean one
            raise Problem("BELUM_ADA_PEMUSNAHAN", "Belum ada data yang dihapus selamanya.", TIDAK_BERUBAH,
                          "Tidak ada yang perlu dilakukan.")
        if not all(one.padat for one in found):  # else the fresh one would hold the pages of before
            finish_unfinished(ctx, db)
            found = erasing.destructions(db)
        if not all(one.padat for one in found):
            raise Problem("DATA_BELUM_BERSIH", "File data belum ditulis ulang, jadi cadangannya belum bersih.",
                          "Cadangan lama tetap ada.", "Kosongkan ruang disk, buka lagi aplikasinya, lalu ulangi.")
        fresh = backups.start_anew(ctx.folder, ctx.dek, ctx.clock.now(), CLEAN)
        with db.write():
            for one in found:
                erasing.rewrite(db, one._replace(salinan_sampai=""))
            history.append(db, ctx.actor(), "cadangan", "cadangan", fresh.path.stem, (), CLEAN)
    return next((one for one in found if kept and one.id == kept.id), found[0])._replace(salinan_sampai="")


def erase_returned(ctx: Context, db: Database) -> None:
    """Erase again whom an older copy of the data brought back: what was put in place of a damaged file, say."""
    if erasing.returned(db):
        erasing.forgets(db)
        with db.write():
            erase_again(ctx, db)


def erase_again(ctx: Context, db: Database) -> None:
    """The same inside ``db.write()``, on a connection that ``forgets``; also before an older copy is put in place."""
    back = erasing.returned(db)
    if not back:
        return
    here, found = people.read_many(db, back), erasing.traces(db, back)
    files = _files(ctx, found).ours
    erasing.erase(db, ctx.actor(), back, AGAIN)
    erasing.forget_messages(db, {word for p in here for word in (p.nama, p.nik)})
    care_seeing.forget(db, here)
    erasing.note(db, Destruction(
        uuid7(), ctx.actor().stamp, ctx.user, AGAIN, len(back), len(found.scans), len(files),
        rotation.gone_by(ctx.today).isoformat(),
        (*(f"{_SCAN}/{name}" for name in found.scans), *(f"{_OUT}/{name}" for name in files)), False))


def finish_unfinished(ctx: Context, db: Database) -> None:
    """Go on with what a power cut or a full disk kept from its end; nothing to do costs one query."""
    for kept in erasing.unfinished(db):
        erasing.forgets(db)
        kept = _out_of_files(ctx, db, kept) if kept.sisa else kept
        if not kept.padat:
            _compacted(db, kept)
