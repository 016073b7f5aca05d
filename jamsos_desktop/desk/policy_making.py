"""DPMD makes a policy pack: the tables out for editing in a spreadsheet, back in, checked, signed, used here too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from jamsos_desktop.desk import policies, policy_taking
from jamsos_desktop.desk.context import Context
from jamsos_desktop.hub.register import packed
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.rights import Right
from jamsos_desktop.policy import HEAD, TABLES, Files, from_sheet, to_sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import policies as store
from jamsos_desktop.store.engine import Database

FORMS, BLANKS, TARGETS, QUOTAS = "formulir", "blangko", "sasaran.csv", "kuota.csv"
MEND = "Perbaiki tabel itu, lalu coba lagi."
_OTHER_SHEETS = (".xlsx", ".xls", ".ods")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOrder:
    """What a new pack is to be. ``changes``: the folder of edited tables, None to change dates only.

    ``sampai`` None: until a newer one comes.
    """

    versi: str
    mulai: date
    sampai: date | None = None
    nama: str = ""
    changes: Path | None = None


def export_policy(ctx: Context, db: Database, folder: Path) -> Path:
    """Write the tables in force into a new folder below ``folder``, for editing; returns it.

    Targets and quotas of the register stand in ``sasaran.csv`` and ``kuota.csv``, layouts in ``formulir/``, blanks in
    ``blangko/``. Problems: BUKAN_DPMD, those of writing, NAMA_SUDAH_ADA.
    """
    from jamsos_desktop.exchange.files import write_whole

    _check_desk(ctx)
    target = folder / f"ketentuan-{ctx.policy.versi}"
    for name, data in _present(ctx, db).items():
        if name != HEAD:
            write_whole(to_sheet(data), target / name)
    for part, held in ((FORMS, ctx.policy.formulir), (BLANKS, ctx.policy.blangko)):
        for name, data in held.items():
            write_whole(data, target / part / name)
    return target


def make_pack(ctx: Context, db: Database, order: PackOrder) -> tuple[str, bytes]:
    """(file name, content) of a new pack, checked by reading it back, and in force here from its day on.

    Problems: BUKAN_DPMD, KETENTUAN_VERSI_SALAH, KETENTUAN_RUSAK (file and row), KETENTUAN_KEMBAR.
    """
    from jamsos_desktop.desk.recipient import own_keys
    from jamsos_desktop.exchange import policy_pack

    _check_desk(ctx)
    ctx.must(Right.KETENTUAN)
    _check_order(order)
    files, forms = {**_present(ctx, db), **_edited(order.changes)}, _forms(order.changes, ctx.policy.formulir)
    blanks = _blanks(order.changes, ctx.policy.blangko)
    head = policy_pack.PackHead(
        kode=ctx.unit.kode, versi=order.versi, urut=_next_number(ctx, db),
        nama=order.nama.strip() or f"Ketentuan {ctx.unit.nama} {order.versi}", mulai=order.mulai, sampai=order.sampai)
    keys = own_keys(db)
    data = policy_pack.make_pack(head, files, keys, ctx.clock.now(), public_keys=_public_keys(ctx, db), forms=forms,
                                 blanks=blanks)
    if len(data) > policy_pack.MOST_BYTES:
        raise _broken(BLANKS, "semua blangko bersama lebih besar dari 16 MiB")
    pack = policy_pack.read_pack(data, keys.public.sign_bytes, ctx.unit.kode)
    try:
        policy_taking.sound(pack.files, pack.forms, pack.versi, pack.blanks)
    except Problem as problem:  # the tables are this desk's own
        raise Problem(problem.kode, problem.apa, problem.aman, MEND) from problem
    run_to_end(policy_taking.keep_job(ctx, pack, data))
    return policy_pack.pack_name(ctx.unit.kode, order.versi), data


def pack_file(ctx: Context, db: Database, versi: str) -> tuple[str, bytes]:
    """(file name, content) of a pack this desk holds, to be handed out again.

    Problems: BUKAN_DPMD, KETENTUAN_TIDAK_ADA.
    """
    from jamsos_desktop.exchange.policy_pack import pack_name

    _check_desk(ctx)
    found = next((one for one in store.held(db) if one.versi == versi), None)
    if found is None:
        raise Problem("KETENTUAN_TIDAK_ADA", f"Ketentuan versi {versi} tidak ada di sini.", TIDAK_BERUBAH,
                      "Buat ketentuan baru, lalu simpan untuk desa.")
    return pack_name(ctx.unit.kode, versi), store.contents(db, found.sha)


def _check_desk(ctx: Context) -> None:
    if ctx.mode != "dpmd":
        raise Problem("BUKAN_DPMD", "Ketentuan hanya dibuat di meja DPMD.", TIDAK_BERUBAH, "Minta filenya dari DPMD.")


def _next_number(ctx: Context, db: Database) -> int:
    """Above every number used here, and above those of earlier days: a DPMD whose register was lost, or put back from
    an older backup, would otherwise begin at numbers its villages hold already, and they would take nothing more."""
    return max([int(f"{ctx.today:%Y%m%d}00"), *(one.urut for one in store.held(db))]) + 1


def _check_order(order: PackOrder) -> None:
    from jamsos_desktop.exchange.policy_pack import VERSI

    if not VERSI.fullmatch(order.versi):
        raise Problem("KETENTUAN_VERSI_SALAH", f"Nama versi \u201c{order.versi}\u201d tidak bisa dipakai.",
                      TIDAK_BERUBAH, "Pakai huruf, angka, titik dan tanda hubung, misalnya 2027-1.")
    if order.sampai is not None and order.sampai < order.mulai:
        raise Problem("KETENTUAN_TANGGAL", "Tanggal akhir lebih awal daripada tanggal mulai.", TIDAK_BERUBAH,
                      "Perbaiki tanggalnya.")


def _present(ctx: Context, db: Database) -> Files:
    """The files in force, with targets and quotas as they stand in the register (where it has any)."""
    files = dict(policies.files_in_force(db, ctx.today))
    if rows := packed.targets(db):
        files[TARGETS] = _table(("kode", "kelompok", "tahun", "orang"), rows)
    if seats := packed.quotas(db, ctx.unit.kode):
        files[QUOTAS] = _table(("kode", "sumber_dana", "tahun", "orang"), seats)
    return files


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([head, *rows])
    return out.getvalue().encode()


def _edited(folder: Path | None) -> Files:
    """The tables of an edited folder in the kept form; a name that is no table is refused, not passed over."""
    found: dict[str, bytes] = {}
    for path in _files_in(folder):
        if path.suffix.lower() in _OTHER_SHEETS and not path.name.startswith("~$"):
            raise _broken(path.name, "simpan tabel ini sebagai CSV UTF-8")
        if path.suffix.lower() == ".csv" and path.name not in TABLES:
            raise _broken(path.name, "tabel dengan nama itu tidak ada")
        if path.name in TABLES:
            found[path.name] = from_sheet(path.name, _bytes(path))
    return found


def _forms(folder: Path | None, present: Files) -> Files:
    """The layouts of an edited folder; those in force where it has no such folder (an empty one takes them away)."""
    if folder is None or not (folder / FORMS).is_dir():
        return present
    return {path.name: _bytes(path) for path in _files_in(folder / FORMS) if path.suffix == ".toml"}


def _blanks(folder: Path | None, present: Files) -> Files:
    """The blanks of an edited folder; those in force where it has no such folder (an empty one takes them away)."""
    if folder is None or not (folder / BLANKS).is_dir():
        return present
    from jamsos_desktop.exchange.policy_pack import BLANK_NAME

    found: dict[str, bytes] = {}
    for path in _files_in(folder / BLANKS):
        if not BLANK_NAME.fullmatch(path.name):
            raise _broken(f"{BLANKS}/{path.name}", "pakai nama huruf kecil, dan .toml, .pdf, .png atau .jpg")
        found[path.name] = _bytes(path)
    return found


def _files_in(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    try:
        return [path for path in sorted(folder.iterdir()) if path.is_file()]
    except FileNotFoundError:
        raise Problem("FILE_TIDAK_ADA", f"Folder {folder.name} tidak ada.", TIDAK_BERUBAH,
                      "Pilih folder berisi tabel yang sudah diubah.") from None


def _bytes(path: Path) -> bytes:
    from jamsos_desktop.exchange.files import read_limited

    return read_limited(path, 4 << 20, _broken(path.name, "lebih besar dari 4 MiB"))


def _broken(where: str, why: str) -> Problem:
    return Problem("KETENTUAN_RUSAK", f"Ketentuan tidak dapat dipakai, {where}: {why}.", TIDAK_BERUBAH, MEND)


def _public_keys(ctx: Context, db: Database) -> list[dict[str, Any]]:
    """DPMD's own key as in its key file, then those of the villages it compared."""
    from jamsos_desktop.desk.recipient import make_key

    own: dict[str, Any] = msgspec.json.decode(make_key(ctx, db)[1])
    return [own, *({"kind": "desa", **row} for row in packed.village_keys(db))]
