"""Keys of the conversation: this desk's own, and DPMD's public key file with its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.exchange.keys import DeskKeys, KeyFile, key_file_from, make_key_file, read_key_file
from jamsos_desktop.model.records import Unit
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

KEY_SETTING = "dpmd.kunci"


@dataclass(frozen=True, slots=True)
class Recipient:
    """The DPMD whose key this desk holds. ``sidik``: 4-4-4-4 digits to compare with its letter."""

    kode: str
    nama: str
    nomor: int
    berlaku_sampai: date
    sidik: str
    kedaluwarsa: bool


def recipient(ctx: Context, db: Database) -> Recipient | None:
    """DPMD's key and whether it has run out by today; None before one was taken in."""
    key = held_key(db)
    if key is None:
        return None
    return Recipient(key.kode, key.nama, key.nomor, key.berlaku_sampai, key.fingerprint,
                     key.berlaku_sampai < ctx.today)


def held_key(db: Database) -> KeyFile | None:
    """DPMD's key as taken in, or None."""
    kept = office.setting(db, KEY_SETTING)
    return key_file_from(kept) if kept else None


def take_key(ctx: Context, db: Database, path: Path) -> KeyFile:
    """Take in DPMD's key file; a village only answers to the DPMD of its own kabupaten.

    Problem HAK_TIDAK_CUKUP: whoever holds that key reads everybody's data. Problem HANYA_LATIHAN: what a practice
    sends must be no package that a real DPMD can open.
    """
    ctx.must(Right.PENERIMA)
    _never_in_practice(ctx)
    return take_key_for(db, ctx.actor(), ctx.unit, path, ctx.today)


def _never_in_practice(ctx: Context) -> None:
    if ctx.folder.maybe_practice:
        raise Problem("HANYA_LATIHAN", "Ini desa latihan, kuncinya tidak diganti.", TIDAK_BERUBAH,
                      "Ambil kunci DPMD di jendela desa Anda sendiri.")


def check_key(ctx: Context, path: Path) -> None:
    """Whether a file is a key this desk could take in; raises the Problem that says why not."""
    _never_in_practice(ctx)
    read_key_file(path, ctx.today, ctx.unit.kode)


def take_key_for(db: Database, actor: Actor, unit: Unit, path: Path, today: date) -> KeyFile:
    """The same for a desk that is only being set up."""
    key = read_key_file(path, today, unit.kode)
    held = held_key(db)
    if held and held.fingerprint != key.fingerprint and key.nomor <= held.nomor:
        raise Problem("KUNCI_BUKAN_PENGGANTI", f"Kunci nomor {key.nomor} ini bukan pengganti kunci nomor {held.nomor}.",
                      TIDAK_BERUBAH, f"Sidiknya {key.fingerprint}, yang dipakai {held.fingerprint}. Tanyakan DPMD.")
    with db.write():
        office.put_setting(db, KEY_SETTING, key.to_plain())
        history.append(db, actor, "kunci", "dpmd", key.kode, ["kunci"])
    return key


def make_key(ctx: Context, db: Database) -> tuple[str, bytes]:
    """(file name, content) of this DPMD desk's public key file for its villages."""
    if ctx.mode != "dpmd":
        raise Problem("BUKAN_DPMD", "File kunci hanya dibuat di meja DPMD.", TIDAK_BERUBAH,
                      "Jalankan siapkan dpmd di laptop DPMD.")
    until = date.fromisoformat(office.setting(db, "kunci.berlaku_sampai"))
    data = make_key_file(own_keys(db), kode=ctx.unit.kode, nama=ctx.unit.nama,
                         nomor=int(office.setting(db, "kunci.nomor", 1)), berlaku_sampai=until)
    return f"JK-{ctx.unit.kode.replace('.', '')}.json", data


def own_keys(db: Database) -> DeskKeys:
    """This desk's own keys, kept inside the locked data."""
    return DeskKeys.from_plain(office.setting(db, "kunci.sendiri"))


def usable_key(ctx: Context, db: Database) -> KeyFile:
    """DPMD's key, or the Problem that it is missing or has run out."""
    key = held_key(db)
    if key is None:
        raise Problem("KUNCI_DPMD_BELUM_ADA", "Kunci DPMD belum ada di aplikasi ini.", TIDAK_BERUBAH,
                      "Minta file kunci (JK-....json) dari DPMD, lalu ambil di halaman Kirim ke DPMD.")
    if key.berlaku_sampai < ctx.today:
        raise Problem("KUNCI_DPMD_HABIS", f"Kunci DPMD habis masa berlakunya {texts.screen_date(key.berlaku_sampai)}.",
                      TIDAK_BERUBAH, "Minta file kunci baru dari DPMD.")
    return key
