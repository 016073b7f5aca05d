"""Kirim ke DPMD, the file: built, reopened, noted, handed out with a receipt.

The file is built and reopened in a holding folder, noted together with who is in it, and only then
gets its name in the outbox: a crash leaves either no package or a noted one whose file is finished
at the next start (``finish_pending``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.contents import contents, message, package_info, receipt_pdf
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.recipient import own_keys, usable_key
from jamsos_desktop.desk.shipment import (
    FULL_SETTING,
    JUDGED_ANEW,
    OFFICE_SETTING,
    Shipment,
    asks_full,
    check_worth,
    gather,
)
from jamsos_desktop.files import Footing
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules import core_values
from jamsos_desktop.store import office, outgoing, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import PackageInfo, Packed

if TYPE_CHECKING:
    from jamsos_desktop.exchange.package import Built, SetoranData

HOLDING = "sementara"
COUNTER = "nomor.kiriman"


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished package. ``jumlah``: counts by what they are; ``message``: words to paste, no NIK."""

    path: Path
    seq: int
    kode_periksa: str
    jumlah: dict[str, int]
    size: int
    receipt: Path
    message: str
    excel: Path | None


def export_job(ctx: Context, out: Path | None, *, penuh: bool, excel: bool) -> Job[Exported]:
    """Build, reopen, note and hand out one package; nothing is noted unless the file is whole.

    ``penuh``: with everybody ever sent; so it is too when the last reply asked for that. A target that cannot be
    written is refused before anything is made.
    """
    from jamsos_desktop.exchange import files, package

    with ctx.open() as db:
        finish_pending(ctx, db)
        key = usable_key(ctx, db)
        on = files.check_target(out) if out else None
        persons.recompute(ctx, db, people.uids_with(db, JUDGED_ANEW))
        penuh = penuh or asks_full(db)
        shipment = gather(ctx, db, penuh=penuh)
        check_worth(db, shipment, penuh=penuh)
        yield Progress(0, 4, "Mengumpulkan data")
        keys, seq = own_keys(db), next_seq(ctx, db)
        data = contents(ctx, db, shipment, seq, penuh)
        built = package.build_setoran(data, keys, key, ctx.clock.now())
        yield Progress(1, 4, "Mengunci kiriman")
        holding = ctx.folder.outbox / HOLDING
        held = package.write_package(built, holding)
        package.verify_own(held, keys)
        yield Progress(2, 4, "Sudah diuji buka: isi utuh")
        info = package_info(db, built, key, data)
        held_files = [held, _receipt(ctx, db, info), *([_excel(ctx, data, built)] if excel else [])]
        note(ctx, db, info, shipment, data)
        final = [_release(ctx, path) for path in held_files]
    yield Progress(3, 4, "Menyalin")
    given = yield from _hand_out(final, out, on)
    return Exported(given[0], seq, info.kode_periksa, info.jumlah, info.ukuran, given[1], message(ctx, info),
                    given[2] if excel else None)


def _hand_out(made: Sequence[Path], out: Path | None, on: Footing | None) -> Job[list[Path]]:
    given = []
    for path in made:
        try:
            given.append((yield from copy_job(path, out, on)) if out else path)
        except Problem as problem:
            raise _not_handed_out(made, given, problem) from problem
    return given


def _not_handed_out(made: Sequence[Path], given: Sequence[Path], problem: Problem) -> Problem:
    """What of a shipment is where, when the stick took only some of its files."""
    left = ", ".join(path.name for path in made[len(given):])
    safe = f"{made[0].name} aman di folder keluar laptop ini."
    if not given:
        return Problem(problem.kode, f"Kiriman sudah jadi, tetapi belum tersalin: {problem.apa}", safe,
                       "Salin lagi ke flashdisk lain.")
    return Problem(problem.kode, f"{given[0].name} sudah tersalin, tetapi {left} belum: {problem.apa}", safe,
                   f"Salin {left} dari folder itu, atau semuanya ke flashdisk lain.")


def next_seq(ctx: Context, db: Database) -> int:
    """One more than the newest package known, also by its file: an older copy of the data that was put
    back must not use a number again that already left the office."""
    kode = ctx.unit.kode.replace(".", "")
    left = [int(found[1]) for path in ctx.folder.outbox.glob(f"JD-{kode}-*.jdx")
            if (found := re.fullmatch(rf"JD-{kode}-(\d+)\.jdx", path.name))]
    return max([int(office.setting(db, COUNTER, 0)), *left]) + 1


def note(ctx: Context, db: Database, info: PackageInfo, shipment: Shipment, data: SetoranData) -> None:
    """Keep the package and who was in it, and let the statuses follow."""
    asked = {str(row["uid"]): str(row.get("permohonan", "daftar")) for row in data.people}
    rows = [_packed(p, shipment.sent_as) for p in shipment.people]
    rows += _carried(ctx, db, [uid for uid in shipment.carried if uid in asked], asked)
    rows += [Packed(uid, revisi, "", "hapus") for uid, revisi in shipment.gone]
    with db.write():
        if int(office.setting(db, COUNTER, 0)) >= info.seq:
            raise Problem("KIRIMAN_BERSAMAAN", "Kiriman lain sedang dibuat.", TIDAK_BERUBAH, "Coba sekali lagi.")
        office.put_setting(db, COUNTER, info.seq)
        office.put_setting(db, OFFICE_SETTING, shipment.office)
        if data.isi == "penuh":
            ask_full(db, False)
        outgoing.add_package(db, ctx.actor(), info, rows)
        people.mark_stale(db, [row.uid for row in rows])
    persons.recompute(ctx, db, [p.uid for p in shipment.people])


def _packed(person: Peserta, sent_as: Mapping[str, int]) -> Packed:
    revisi = sent_as.get(person.uid, person.revisi)
    return Packed(person.uid, revisi, core_values(person), person.permohonan,
                  person.revisi if revisi != person.revisi else None)


def _carried(ctx: Context, db: Database, uids: Sequence[str], asked: Mapping[str, str]) -> list[Packed]:
    """People who travel as last sent, while they are being changed."""
    trails, ever = outgoing.trails(db, ctx.today, uids), outgoing.noted(db)
    return [Packed(uid, ever[uid].revisi, trails[uid].sent_core, asked[uid], ever[uid].setara) for uid in uids]


def ask_full(db: Database, wanted: bool) -> None:
    """Whether the next package must hold everybody, inside ``db.write()``."""
    if wanted != asks_full(db):
        office.put_setting(db, FULL_SETTING, wanted)


def _release(ctx: Context, held: Path) -> Path:
    final = ctx.folder.outbox / held.name
    os.replace(held, final)
    return final


def finish_pending(ctx: Context, db: Database) -> None:
    """Give noted packages their name that a crash kept from them; forget files never noted."""
    holding = ctx.folder.outbox / HOLDING
    if not holding.is_dir():
        return
    noted = [Path(p.nama_berkas).stem for p in outgoing.packages(db)]
    for path in filter(Path.is_file, holding.iterdir()):
        # The receipt and the workbook carry the package's name in theirs.
        known = not path.name.startswith(".") and any(stem in path.name for stem in noted)
        with suppress(OSError):  # a file that cannot be moved now is tried again at the next start
            if known and not (ctx.folder.outbox / path.name).exists():
                os.replace(path, ctx.folder.outbox / path.name)
            else:
                path.unlink(missing_ok=True)


def copy_job(file: Path, target: Path, on: Footing | None = None) -> Job[Path]:
    """Copy a finished file into a folder (a stick): temporary name, read back, compare, rename."""
    from jamsos_desktop.exchange.files import copy_file

    return (yield from copy_file(file, target, on))


def _receipt(ctx: Context, db: Database, info: PackageInfo) -> Path:
    from jamsos_desktop.exchange.files import write_whole

    name = f"Tanda-terima-{Path(info.nama_berkas).stem}.pdf"
    return write_whole(receipt_pdf(ctx, db, info), ctx.folder.outbox / HOLDING / name)


def _excel(ctx: Context, data: SetoranData, built: Built) -> Path:
    """The same people as a workbook that anybody can open: NIK and KK show their last digits only."""
    from jamsos_desktop.exchange.nominatif import write_nominatif

    path = ctx.folder.outbox / HOLDING / f"{Path(built.file_name).stem}.xlsx"
    return write_nominatif(path, data.people, built.kode_periksa, ctx.unit.sebutan, label_of=ctx.label,
                           latihan=ctx.latihan)
