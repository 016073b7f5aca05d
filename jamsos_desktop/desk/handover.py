"""A backup to a stick, and the desk's move to another laptop with it.

The backup is made whole in the data folder, copied to the stick and read back. A move ends in one short write that
makes this desk only read; it is refused when anything was saved here after the copy was taken.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jamsos_desktop
from jamsos_desktop.desk import backing, backing_stick, devices, machine
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.rights import Right
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import archive, backup, backups, history, key_file, office, rekey, vault
from jamsos_desktop.store.archive import About, Archive, Manifest
from jamsos_desktop.store.engine import Database

LAST = "cadangan.terakhir"
MAKING, TESTING = ".cadangan-", ".uji-"


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup as people know it. ``teruji``: opened and looked through, not only compared byte by byte."""

    path: Path
    kode: str
    nama: str
    dibuat: datetime
    laptop: str
    pindah: bool
    orang: int
    kiriman: int
    lampiran: int
    ukuran: int
    kode_periksa: str
    teruji: bool


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup on the stick, read back; ``berita_acara`` beside it when the desk moved."""

    path: Path
    info: BackupInfo
    berita_acara: Path | None


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup made here."""

    waktu: datetime
    ke: str
    nama: str
    kode_periksa: str


def last_backup(db: Database) -> LastBackup | None:
    """The last backup that was made to a stick or folder, None when there was none."""
    kept = office.setting(db, LAST)
    if not kept:
        return None
    return LastBackup(datetime.fromisoformat(kept["waktu"]), kept["ke"], kept["nama"], kept["kode_periksa"])


def words_changed(folder: DataFolder, db: Database) -> bool:
    """Whether the last backup lies under the words of an earlier sheet: those of the sheet in force do not open it."""
    kept = office.setting(db, LAST) or {}
    return "kata" in kept and kept["kata"] != _words_slot(folder)


def _words_slot(folder: DataFolder) -> str:
    return next((slot.id for slot in key_file.read(folder).slot if slot.jenis == "pemulihan"), "")


def backup_job(ctx: Context, target: Path, pindah: bool = False, ke: str = "") -> Job[BackupMade]:
    """Back up into folder ``target``; with ``pindah`` this desk then only reads. ``ke``: who goes on, for the paper.

    Problems: MEJA_DIPINDAHKAN, DISK_PENUH, TIDAK_BISA_TULIS, NAMA_SUDAH_ADA, SALINAN_BERBEDA, BERUBAH_SAAT_MENYALIN.
    """
    from jamsos_desktop.exchange.files import check_target, copy_file, write_whole

    ctx.must_write()
    if pindah:
        ctx.must(Right.PINDAH)
    on = check_target(target)
    making = _scratch(ctx.folder, MAKING)
    given: list[Path] = []
    try:
        with ctx.open() as db:
            copy = backup.verified_copy(db, vault.subkey(ctx.dek, "db"), making / archive.DATA)
            yield Progress(0, 1, "memeriksa salinan data")
            about = _about(ctx, copy, pindah)
            file = making / _name(ctx, datetime.fromisoformat(about.dibuat))
            yield from archive.write(file, about, archive.sources(ctx.folder, copy), vault.subkey(ctx.dek, "cadangan"))
            with Archive(file) as made:
                info = info_of(made, target / file.name, teruji=True)
            given.append((yield from copy_file(file, target, on)))
            if pindah:
                paper = _paper(ctx, db, info, ke)
                given.append(write_whole(paper, target / f"Berita-acara-{file.stem}.pdf", on))
            stick = backing_stick.number_of(target)
            _note(ctx, db, info, about, ke, stick)
            answered, given = given, []
            backing_stick.mark(target, stick)
    except BaseException:
        for path in given:  # a backup that the desk does not answer for must not lie about
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return BackupMade(answered[0], info, answered[1] if pindah else None)


def _scratch(folder: DataFolder, start: str) -> Path:
    """An empty folder of this run; what an earlier run left behind goes."""
    for left in folder.root.glob(f"{start}*"):
        shutil.rmtree(left, ignore_errors=True)
    made = folder.root / f"{start}{os.getpid()}"
    try:
        made.mkdir(mode=0o700, parents=True)
    except OSError as cause:
        from jamsos_desktop.store.private import write_problem

        raise write_problem(cause, folder.root) from cause
    return made


def _name(ctx: Context, moment: datetime) -> str:
    return f"Cadangan-{ctx.unit.kode.replace('.', '')}-{moment:%Y%m%d-%H%M%S}.jdc"


def _about(ctx: Context, copy: Path, pindah: bool) -> About:
    """Counted in the copy itself: the desk may go on being used meanwhile."""
    with Database(copy, vault.subkey(ctx.dek, "db")) as held:
        n, digest = history.head(held)
        return About(app=jamsos_desktop.__version__, mode=ctx.mode, db_id=str(office.setting(held, "db_id")),
                     kode=ctx.unit.kode, nama=ctx.unit.sebutan or ctx.unit.nama, perangkat=ctx.device,
                     laptop=machine.name(), dibuat=ctx.actor().stamp, pindah=pindah, jumlah=backup.counts(held),
                     riwayat_n=n, riwayat_hash=digest, kunci=rekey.name_of(ctx.dek))


def _note(ctx: Context, db: Database, info: BackupInfo, about: About, ke: str, stick: str) -> None:
    """Remember the backup and the stick it is on, in one write: nothing may fail once the desk answers for the backup.
    With a move this is the last write of this desk."""
    actor = ctx.actor()
    with db.write():
        if about.pindah and history.head(db) != (about.riwayat_n, about.riwayat_hash):
            raise Problem("BERUBAH_SAAT_MENYALIN", "Ada isian yang disimpan selama cadangan dibuat.",
                          "Laptop ini tetap dipakai seperti biasa, cadangan itu dihapus lagi.",
                          "Tutup formulir yang terbuka, lalu ulangi.")
        office.put_setting(db, LAST, {"waktu": actor.stamp, "ke": str(info.path.parent), "nama": info.path.name,
                                      "kode_periksa": info.kode_periksa, "kata": _words_slot(ctx.folder)})
        backing_stick.note(db, stick, about.dibuat)
        history.append(db, actor, "pindah" if about.pindah else "cadangan", "cadangan", info.kode_periksa)
        if about.pindah:
            office.put_setting(db, devices.MOVED, {"waktu": actor.stamp, "ke": ke,
                                                   "kode_periksa": info.kode_periksa})


def _paper(ctx: Context, db: Database, info: BackupInfo, ke: str) -> bytes:
    from jamsos_desktop.paper.single.handover import MOVE, HandoverInfo, handover_paper

    told = HandoverInfo(judul=MOVE, waktu=ctx.clock.now(), dari=info.laptop, ke=ke, nama_berkas=info.path.name,
                        kode_periksa=info.kode_periksa.replace("-", ""), isi=contents_text(info),
                        penyerah=ctx.unit.pejabat_untuk("sekretaris").nama_bergelar)
    return handover_paper(told, print_context(ctx, db, ctx.unit.kertas, ""))


def contents_text(info: BackupInfo) -> str:
    """"125 orang, 4 kiriman, 27 lampiran"."""
    parts = [f"{info.orang} orang", f"{info.kiriman} kiriman", f"{info.lampiran} lampiran" if info.lampiran else ""]
    return ", ".join(part for part in parts if part)


def info_of(made: Archive, path: Path, *, teruji: bool) -> BackupInfo:
    """What a backup says of itself."""
    from jamsos_desktop.exchange.envelope import kode_periksa

    manifest = made.manifest
    people = manifest.jumlah.get("orang", 0) or manifest.jumlah.get("peserta", 0)
    sent = manifest.jumlah.get("kiriman", 0) or manifest.jumlah.get("paket", 0)
    scans = sum(1 for entry in manifest.files if entry.path.startswith(f"{archive.SCANS}/"))
    return BackupInfo(path, manifest.kode, manifest.nama, _moment(manifest), manifest.laptop, manifest.pindah, people,
                      sent, scans, made.path.stat().st_size, kode_periksa(made.sha), teruji)


def _moment(manifest: Manifest) -> datetime:
    try:
        return datetime.fromisoformat(manifest.dibuat)
    except ValueError as cause:
        raise archive.damaged("tanggalnya tidak terbaca") from cause


# --- looking at a backup -------------------------------------------------------------------------


def check_backup_job(ctx: Context, path: Path, words: Sequence[str] = ()) -> Job[BackupInfo]:
    """Try a backup without changing its data: every byte compared, and opened when it is of this desk, with the
    twelve words too where they are given. That it was tried is noted.

    Problems: FILE_TIDAK_ADA, CADANGAN_BUKAN, CADANGAN_RUSAK, CADANGAN_KUNCI_LAIN, VERSI_BARU, DISK_PENUH, those of the
    words.
    """
    with Archive(path) as made, ctx.open() as db:
        own = made.manifest.db_id == office.setting(db, "db_id")
        if own:
            backups.refuse_other_key(made, ctx.dek)
            made.check_seal(vault.subkey(ctx.dek, "cadangan"))
        scratch = DataFolder(_scratch(ctx.folder, TESTING))
        try:
            yield from unpack(made, scratch, data=own)
            if own:
                yield Progress(made.size, made.size, "membuka isinya")
                check_contents(made, scratch, vault.subkey(ctx.dek, "db"))
                if words:
                    vault.open_with_words(scratch, words)
        finally:
            shutil.rmtree(scratch.root, ignore_errors=True)
        info = info_of(made, path, teruji=own)
    if own:
        backing.note_test(ctx, path.name, info.kode_periksa, bool(words))
    return info


def unpack(made: Archive, folder: DataFolder, *, data: bool = True) -> Job[None]:
    """Compare every file of a backup, laying them into ``folder`` unless ``data`` is False."""
    done = 0
    for entry in made.manifest.files:
        target = folder.root / entry.path if data else None
        for step in made.copy(entry, None if target and target.exists() else target):
            done += step
            yield Progress(min(done, made.size), made.size, "membaca cadangan")


def check_contents(made: Archive, folder: DataFolder, key: bytes) -> None:
    """Open the unpacked data and hold it against the list: whole, as many, the same end of history."""
    backups.check_data(made.manifest, folder.database, key)


def refuse_other(made: Archive, db_id: str) -> None:
    """The keys in a backup and its list must speak of the same data."""
    if made.manifest.db_id != db_id:
        raise Problem("CADANGAN_RUSAK", "Cadangan ini rusak: kuncinya dari data lain.", TIDAK_BERUBAH,
                      "Pakai cadangan lain.")
