"""The laptop a desk stands on: a copied folder is noticed, a desk that moved away only reads.

A desk has one random device id, which stands in its history and in every package. It changes when the desk does:
restored on another laptop (the next packages name the one it replaces), or copied there behind the program's back
(then both laptops send as themselves, and DPMD sees two).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from jamsos_desktop import texts
from jamsos_desktop.desk import machine
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

DEVICE, MACHINE, LAPTOP = "perangkat", "mesin", "laptop"
REPLACED, COPIED, MOVED = "perangkat_lama", "disalin_dari", "dipindahkan"
LEAST_REASON = 10  # letters


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the clerk must know until it is settled. ``tindakan``: words of the button that settles it."""

    kode: str
    teks: str
    tingkat: str
    tindakan: str


def recognise(ctx: Context, db: Database) -> Context:
    """The context with what the file says of its laptop; a folder copied here gets a device id of its own."""
    if gone := office.setting(db, MOVED):
        return replace(ctx, moved=_moved(gone))
    here, kept = machine.fingerprint(ctx.dek), str(office.setting(db, MACHINE, ""))
    if not here or here == kept:
        return ctx
    fresh = replace(ctx, device=uuid7()) if kept else ctx
    with db.write():
        if kept:
            office.put_setting(db, DEVICE, fresh.device)
            office.put_setting(db, COPIED, {"perangkat": ctx.device, "laptop": office.setting(db, LAPTOP, ""),
                                            "waktu": fresh.actor().stamp})
            history.append(db, fresh.actor(), "perangkat.salinan", "perangkat", fresh.device)
        office.put_setting(db, MACHINE, here)
        office.put_setting(db, LAPTOP, machine.name())
    return fresh


def _moved(gone: Mapping[str, Any]) -> Problem:
    day = texts.long_date(datetime.fromisoformat(gone["waktu"]).date())
    to = f" ke {gone['ke']}" if gone.get("ke") else ""
    return Problem("MEJA_DIPINDAHKAN", f"Data ini sudah dipindahkan{to} pada {day}. Di laptop ini hanya bisa dibaca.",
                   TIDAK_BERUBAH, "Lanjutkan di laptop baru. Batal pindah ada di halaman Cadangan.")


def notices(ctx: Context, db: Database) -> tuple[Notice, ...]:
    """What stands open about this desk's laptop."""
    if ctx.moved:
        return (Notice("MEJA_DIPINDAHKAN", f"{ctx.moved.apa} Lanjutkan di laptop baru.", "warn", ""),)
    copied = office.setting(db, COPIED)
    if not copied:
        return ()
    other = f" ({copied['laptop']})" if copied.get("laptop") else ""
    words = (f"Data ini disalin dari laptop lain{other}. Pakai satu laptop saja: dua laptop yang mengisi data yang "
             "sama membuat kiriman bentrok di DPMD.")
    return (Notice("DATA_DISALIN", words, "warn", "Laptop lama tidak dipakai lagi"),)


def retire_old(ctx: Context, db: Database) -> None:
    """The laptop this folder was copied from is no longer used: the next packages name it as replaced.

    Problem HAK_TIDAK_CUKUP.
    """
    ctx.must(Right.PINDAH)
    copied = office.setting(db, COPIED)
    if not copied:
        return
    with db.write():
        replace_device(db, ctx.actor(), copied["perangkat"])
        office.put_setting(db, COPIED, None)


def replace_device(db: Database, actor: Actor, old: str) -> None:
    """Note the device this one takes over from, inside ``db.write()``.

    One that never made a package is unknown to DPMD: then it stays the device before it that is named.
    """
    first = int(office.setting(db, "nomor.kiriman", 0)) + 1
    kept = office.setting(db, REPLACED)
    silent = bool(kept) and int(kept["sejak"]) == first
    office.put_setting(db, REPLACED, {"perangkat": kept["perangkat"] if silent else old, "sejak": first})
    history.append(db, actor, "perangkat.ganti", "perangkat", old)


def replaces(db: Database, base: int) -> str:
    """The device id a package names as replaced, until a reply confirmed one that did; ``base``: last confirmed."""
    kept = office.setting(db, REPLACED)
    return str(kept["perangkat"]) if kept and base < int(kept["sejak"]) else ""


def cancel_move(ctx: Context, reason: str) -> None:
    """Let this laptop write again after all; only right while the new laptop has not made a package.

    If both send, DPMD sees two laptops and holds the second. Problems: BELUM_DIPINDAHKAN,
    ALASAN_KOSONG, HAK_TIDAK_CUKUP.
    """
    if not ctx.moved:
        raise Problem("BELUM_DIPINDAHKAN", "Data ini belum dipindahkan ke laptop lain.", TIDAK_BERUBAH,
                      "Lanjutkan bekerja seperti biasa.")
    ctx.must(Right.PINDAH)
    if len(reason.strip()) < LEAST_REASON:
        raise Problem("ALASAN_KOSONG", "Alasan batal pindah belum ditulis.", TIDAK_BERUBAH,
                      f"Tulis alasannya, paling sedikit {LEAST_REASON} huruf.")
    with Database(ctx.folder.database, vault.subkey(ctx.dek, "db"), gate=ctx.gate) as db, db.write():
        office.put_setting(db, MOVED, None)
        history.append(db, ctx.actor(), "pindah.batal", "perangkat", ctx.device, alasan=reason.strip())
