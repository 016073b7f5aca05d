"""Upgrading by a release file, step by step: looked at, backed up, copied, checked, unpacked, tried on a copy of the
data. Only then is it ready to be put in place; stopped or failed before, nothing but the backup is left."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from jamsos_desktop.desk import (
    backing,
    practice,
    upgrading_finding,
    upgrading_installer,
    upgrading_kept,
    upgrading_place,
    upgrading_trial,
)
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.upgrading_place import AS_BEFORE
from jamsos_desktop.desk.upgrading_records import Program, Ready, UpgradeNote
from jamsos_desktop.exchange import release, release_tree
from jamsos_desktop.exchange.files import copy_file, drive_gone
from jamsos_desktop.exchange.release import Release
from jamsos_desktop.exchange.release_manifest import ReleaseKey, damaged, release_name
from jamsos_desktop.files import open_plain
from jamsos_desktop.jobs import Job, Progress, T
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history
from jamsos_desktop.store.backups import LocalBackup

MARGIN = 50_000_000  # bytes that stay free


def prepare_job(ctx: Context, path: Path, program: Program, key: ReleaseKey) -> Job[Ready]:
    """Everything up to the moment where the newer program only has to be put in place (``upgrading_place.place``).

    Problems: HAK_TIDAK_CUKUP, MEJA_DIPINDAHKAN, LATIHAN_TANPA_PEMBARUAN, PEMBARUAN_DARI_SUMBER, those of ``release``,
    RILIS_*, DISK_PENUH, PROGRAM_TIDAK_BISA_DITULIS, TUKAR_TIDAK_BISA, PROGRAM_MASIH_DIPAKAI, FLASHDISK_TERCABUT, those
    of a backup, PEMBARUAN_UJI_GAGAL. After any of them program and data are as they were.
    """
    check_here(ctx, program)
    found = release.read_release(path, key)
    if refused := upgrading_finding.refusal(found.manifest, program):
        raise refused
    upgrading_place.check_alone(program)
    if program.jenis == "linux":
        upgrading_place.check_swap(program)
        upgrading_kept.clear_up(ctx.folder, program)
    upgrading_kept.clear_copies(ctx.folder)
    _check_room(ctx, found, program)
    kept = yield from _part(backing.keep_job(ctx, "pembaruan"), 0, 20)
    there = set(ctx.folder.installers.glob("*"))
    copy = yield from _part(_copy(ctx, found), 20, 45)
    made: list[Path] = [copy] if copy not in there else []
    try:
        checked = release.read_release(copy, key)
        if checked.manifest != found.manifest:  # the stick gave another file than the one that was looked at
            raise damaged("salinannya lain dari file di flashdisk")
        yield from _part(release.check_job(checked), 45, 55)
        ready = yield from _laid_out(ctx, checked, program, kept, made)
        _note(ctx, ready, checked, kept)
    except BaseException:
        for left in made:
            _remove(left)
        raise
    upgrading_kept.let_go(ctx.folder, copy)
    return ready


def _part(job: Job[T], start: int, end: int) -> Job[T]:
    """A part of the whole: its own progress as that from ``start`` to ``end`` of a hundred."""
    try:
        while True:
            at = next(job)
            share = min(at.done, at.total) / at.total if at.total > 0 else 0.0
            yield Progress(start + round((end - start) * share), 100, at.note)
    except StopIteration as over:
        value: T = over.value
        return value
    finally:
        job.close()


def check_here(ctx: Context, program: Program) -> None:
    """Whether this desk, whoever works here and this copy of the program can be upgraded at all."""
    ctx.must(Right.PERBARUI)
    ctx.must_write()
    if practice.practice_of(ctx.folder) is not None:
        raise Problem("LATIHAN_TANPA_PEMBARUAN", "Di latihan aplikasi tidak diperbarui.", TIDAK_BERUBAH,
                      "Tutup jendela latihan, lalu perbarui di jendela desa Anda.")
    if program.jenis == "sumber":
        raise from_source()


def from_source() -> Problem:
    """The sentence for a copy that was never a bundle."""
    return Problem("PEMBARUAN_DARI_SUMBER", "Program ini dijalankan dari kode sumbernya, bukan dari pemasang.",
                   TIDAK_BERUBAH, "Perbarui kode sumbernya, lalu jalankan lagi.")


def without_key() -> Problem:
    """The sentence for a copy that cannot tell a release of the project from a forged one."""
    return Problem("RILIS_TANPA_KUNCI", "Program ini dibuat tanpa kunci pembaruan.", TIDAK_BERUBAH,
                   "Perbarui dengan pemasang versi baru dari DPMD: jalankan saja di laptop ini.")


def _check_room(ctx: Context, found: Release, program: Program) -> None:
    said = found.manifest.isi
    data = 4 * ctx.folder.database.stat().st_size + found.size + MARGIN
    data += said.ukuran + said.terurai if program.jenis == "windows" else 0
    places = [(ctx.folder.root, data)]
    if program.jenis == "linux":
        same = ctx.folder.root.stat().st_dev == program.folder.parent.stat().st_dev
        places = [(ctx.folder.root, data + said.terurai)] if same else [*places, (program.folder.parent, said.terurai
                                                                                   + MARGIN)]
    for place, wanted in places:
        free = shutil.disk_usage(place).free
        if free < wanted:
            raise Problem("DISK_PENUH", f"Perlu {-(-wanted // 10 ** 6)} MB kosong di laptop, ada {free // 10 ** 6} MB.",
                          AS_BEFORE, "Kosongkan tempat simpan, lalu coba lagi.")


def _copy(ctx: Context, found: Release) -> Job[Path]:
    """The release in the folder ``pemasang``, read back; one of the same name that is other goes."""
    name = release_name(found.versi, found.manifest.sistem)
    target = ctx.folder.installers / name
    if target == found.path:
        return target
    try:
        return (yield from copy_file(found.path, ctx.folder.installers, name=name))
    except Problem as problem:
        if problem.kode == "NAMA_SUDAH_ADA":
            _remove(target)
            return (yield from copy_file(found.path, ctx.folder.installers, name=name))
        if problem.kode == "TIDAK_BISA_TULIS" and not _readable(found.path):
            raise drive_gone() from problem
        raise


def _readable(path: Path) -> bool:
    try:
        with open_plain(path) as file:
            return bool(file.read(1))
    except OSError:
        return False


def _laid_out(ctx: Context, found: Release, program: Program, kept: LocalBackup, made: list[Path]) -> Job[Ready]:
    if program.jenis == "windows":
        target = ctx.folder.installers / found.manifest.isi.nama
        made.append(target)
        yield from _part(upgrading_installer.take_out_job(found, target), 55, 100)
        return Ready(program, found.versi, target, ctx.folder.root, kept.path, diuji=False)
    target = upgrading_place.fresh_place(program, found.versi)
    made.append(target)
    yield from _part(release_tree.unpack_job(found, target), 55, 85)
    yield from _part(upgrading_trial.try_job(ctx, target, found.versi, kept), 85, 100)
    upgrading_place.check_alone(program)
    return Ready(program, found.versi, target, ctx.folder.root, kept.path, diuji=True)


def _note(ctx: Context, ready: Ready, found: Release, kept: LocalBackup) -> None:
    """What the newer program tells at its first start, and the history."""
    program, actor = ready.program, ctx.actor()
    before = str(upgrading_place.before_place(program, program.versi)) if program.jenis == "linux" else ""
    upgrading_kept.write_note(ctx.folder, UpgradeNote(program.versi, ready.versi, actor.waktu, kept.path.name,
                                               found.manifest.baru, before))
    with ctx.open() as db, db.write():
        history.append(db, actor, "perbarui", "program", ready.versi)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


