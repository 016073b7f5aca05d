"""Taking a policy pack in and going back to one: everybody is judged under the new policy, then one write does both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.policies import PolicyInfo, as_said_by, in_force, kept, policies
from jamsos_desktop.desk.reevaluation import reevaluate_job
from jamsos_desktop.desk.structure_own import own_posts, with_own_posts
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.rights import Right
from jamsos_desktop.policy import Files, Policy, load_policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store import policies as store
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.policies import Held

if TYPE_CHECKING:
    from jamsos_desktop.exchange.policy_pack import Pack


def check_pack(ctx: Context, db: Database, path: Path) -> Pack:
    """Whether a pack could be taken in: signed by the known DPMD, every file sound. Changes nothing."""
    from jamsos_desktop.desk.recipient import held_key, own_keys
    from jamsos_desktop.exchange.policy_pack import read_pack

    if ctx.mode == "dpmd":
        sign, kode = own_keys(db).public.sign_bytes, ctx.unit.kode
    else:
        key = held_key(db)
        if key is None:
            raise Problem("KUNCI_DPMD_BELUM_ADA", "Kunci DPMD belum ada di aplikasi ini.", TIDAK_BERUBAH,
                          "Ambil dulu file kunci (JK-....json) dari DPMD.")
        sign, kode = key.public.sign_bytes, key.kode
    pack = read_pack(path, sign, kode)
    sound(pack.files, pack.forms, pack.versi, pack.blanks)
    return pack


def sound(files: Files, forms: Files, versi: str, blanks: Files | None = None) -> Policy:
    """The policy these files make. Problem KETENTUAN_RUSAK, naming file and row (or field of a blank)."""
    from jamsos_desktop.paper.blank import check as blank_check
    from jamsos_desktop.paper.draw.layouts import check

    policy = load_policy(files)
    if policy.versi != versi:
        raise _broken("ketentuan.json", f"versi {policy.versi} tidak sama dengan versi filenya")
    for name in forms:
        try:
            check(name.removesuffix(".toml"), forms)
        except ValueError as cause:
            raise _broken(f"formulir/{name}", str(cause)) from cause
    try:
        blank_check.check(blanks or {})
    except blank_check.BlankFault as cause:
        raise _broken(f"blangko/{cause.where}", cause.why) from cause
    return policy


def _broken(where: str, why: str) -> Problem:
    return Problem("KETENTUAN_RUSAK", f"Ketentuan tidak dapat dipakai, {where}: {why}.", TIDAK_BERUBAH,
                   "Minta berkas ketentuan yang utuh dari DPMD.")


def take_pack_job(ctx: Context, path: Path) -> Job[PolicyInfo]:
    """Keep a pack; from its first day on it is in force, with everybody judged under it. Twice it changes nothing.

    Problems: those of ``read_pack``, KUNCI_DPMD_BELUM_ADA, KETENTUAN_LAMA, KETENTUAN_KEMBAR, DASAR_BERUBAH,
    HAK_TIDAK_CUKUP.
    """
    ctx.must(Right.KETENTUAN)
    with ctx.open() as db:
        pack = check_pack(ctx, db, path)
        data = path.read_bytes()  # now: the stick may be pulled while everybody is judged
        new = all(one.sha != pack.sha for one in store.held(db))
    if new:
        yield from keep_job(ctx, pack, data)
    with ctx.open() as db:
        return info(ctx, db, pack.versi)


def keep_job(ctx: Context, pack: Pack, data: bytes) -> Job[None]:
    """Enter a checked pack; never an older one than was in use here."""
    with ctx.open() as db:
        packs = store.held(db)
        _refuse_older(pack, packs, ctx.today)
        after = sorted([*packs, _as_held(ctx, pack)], reverse=True)
        now = in_force(after, ctx.today, lambda one: pack if one.sha == pack.sha else kept(db, one))
        policy = _used(db, now.policy)

    def keep(db: Database) -> None:
        _refuse_older(pack, store.held(db), ctx.today)
        store.put(db, ctx.actor(), _as_held(ctx, pack), data)
        _renew_key(ctx, db, pack)

    yield from _put_in_force(ctx, policy, keep)


def _used(db: Database, policy: Policy) -> Policy:
    """A policy as this desk uses it once it is in force: in the words of its unit, with the village's own posts."""
    return with_own_posts(as_said_by(office.unit(db), policy), own_posts(db))


def _put_in_force(ctx: Context, policy: Policy, change: Callable[[Database], None]) -> Job[None]:
    """One write that changes the packs and, where that puts another policy in force, what is kept of everybody."""
    if policy != ctx.policy:
        yield from reevaluate_job(replace(ctx, policy=policy), change)
        return
    with ctx.open() as db, db.write():
        change(db)


def _as_held(ctx: Context, pack: Pack) -> Held:
    who = ctx.unit.nama if ctx.mode == "dpmd" else f"DPMD {ctx.unit.kabupaten}".strip()
    return Held(pack.urut, pack.versi, pack.nama, pack.sha, pack.mulai.isoformat(),
                pack.sampai.isoformat() if pack.sampai else "", who, ctx.actor().stamp, store.USED)


def _refuse_older(pack: Pack, held: Sequence[Held], today: date) -> None:
    """One that is still to start keeps nothing out: until its day comes an older one may well be the right one."""
    if pack.versi == load_policy().versi or any(pack.urut == one.urut or pack.versi == one.versi for one in held):
        raise Problem("KETENTUAN_KEMBAR", f"Versi {pack.versi} (nomor {pack.urut}) sudah ada di sini dengan isi lain.",
                      TIDAK_BERUBAH, "Pakai nama versi lain, atau tanyakan DPMD file mana yang benar.")
    newest = max((one.urut for one in held if one.keadaan == store.USED and one.mulai <= today.isoformat()), default=0)
    if pack.urut < newest:
        newer = next(one.versi for one in held if one.urut == newest)
        raise Problem("KETENTUAN_LAMA", f"Versi {pack.versi} lebih lama daripada versi {newer} yang ada di sini.",
                      TIDAK_BERUBAH, "Untuk memakai yang lama, kembali dulu ke versi sebelumnya di daftar versi.")


def _renew_key(ctx: Context, db: Database, pack: Pack) -> None:
    """The same key of DPMD, valid longer: the signature on the pack is by that very key."""
    import msgspec

    from jamsos_desktop.desk.recipient import KEY_SETTING, held_key
    from jamsos_desktop.exchange.keys import key_file_from

    held = held_key(db) if ctx.mode == "desa" else None
    for row in pack.keys if held else ():
        if row.get("kind") != "kunci":
            continue
        try:
            key = key_file_from(row)
        except msgspec.ValidationError as cause:
            raise _broken("data/kunci.ndjson", "kunci DPMD tidak terbaca") from cause
        if held and (key.fingerprint, key.kode) == (held.fingerprint, held.kode) \
                and key.berlaku_sampai > held.berlaku_sampai:
            office.put_setting(db, KEY_SETTING, key.to_plain())
            history.append(db, ctx.actor(), "kunci", "dpmd", key.kode, ["berlaku_sampai"], pack.versi)


def info(ctx: Context, db: Database, versi: str) -> PolicyInfo:
    """One version this desk holds."""
    return next(one for one in policies(ctx, db) if one.versi == versi)


def roll_back_job(ctx: Context, versi: str) -> Job[PolicyInfo]:
    """Go back (or forward again) to a version held here; those numbered above it are set aside.

    A version that is still to start keeps waiting. Problem KETENTUAN_TIDAK_ADA, KETENTUAN_HABIS, DASAR_BERUBAH, and
    those of reading it: a version this program cannot read would leave another one in force than was asked for.
    Problem HAK_TIDAK_CUKUP.
    """
    ctx.must(Right.KETENTUAN)
    today = ctx.today.isoformat()
    with ctx.open() as db:
        wanted = _chosen(ctx, db, versi)
        after = store.rolled_back(store.held(db), wanted.urut, today)
        policy = _used(db, in_force(after, ctx.today, partial(kept, db)).policy)
    yield from _put_in_force(ctx, policy,
                             lambda db: store.roll_back(db, ctx.actor(), wanted.urut, today, versi))
    with ctx.open() as db:
        return info(ctx, db, versi)


def _chosen(ctx: Context, db: Database, versi: str) -> PolicyInfo:
    """The version to go back to, made sure that it is in force today and can be read."""
    known = {one.versi: one for one in policies(ctx, db)}
    if versi not in known:
        raise Problem("KETENTUAN_TIDAK_ADA", f"Ketentuan versi {versi} tidak ada di sini.", TIDAK_BERUBAH,
                      "Pilih versi dari daftar.")
    wanted = known[versi]
    if wanted.berlaku_mulai > ctx.today or (wanted.berlaku_sampai and wanted.berlaku_sampai < ctx.today):
        raise Problem("KETENTUAN_HABIS", f"Versi {versi} tidak berlaku hari ini.", TIDAK_BERUBAH,
                      "Pilih versi lain dari daftar.")
    for pack in store.held(db):
        if pack.urut == wanted.urut:
            load_policy(kept(db, pack).files)
    return wanted
