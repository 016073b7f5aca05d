"""The district's settings as packs: taking one in, which is in force on a day, going back, making one at DPMD."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.reevaluation import reevaluate_job
from jamsos_desktop.desk.structure_own import own_posts, with_own_posts
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.records import Unit
from jamsos_desktop.policy import Files, Policy, TableChange, bundled_files, changes, load_policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import office
from jamsos_desktop.store import policies as store
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.policies import Held

if TYPE_CHECKING:
    from jamsos_desktop.exchange.policy_pack import Pack

PROGRAM = "Jamsos Desa"


@dataclass(frozen=True, slots=True)
class PolicyInfo:
    """One version. ``urut`` 0: the one that came with the program.

    ``keadaan``: berlaku, menunggu (starts later), habis, digantikan, disisihkan (by a roll-back), or rusak (this
    program cannot read it). ``dari``: who made it; ``diambil``: when it was taken in, ISO, "" for the program's own.
    """

    versi: str
    urut: int
    nama: str
    berlaku_mulai: date
    berlaku_sampai: date | None
    dari: str
    diambil: str
    kode_periksa: str
    keadaan: str


class InForce(NamedTuple):
    """The policy of a day; ``urut`` 0: the program's own. ``unreadable``: versions that had to be passed over."""

    policy: Policy
    urut: int
    unreadable: tuple[str, ...]


def policy_in_force(db: Database, today: date) -> InForce:
    """The newest pack that has started, has not run out and was not set aside; else the program's own policy."""
    found = _in_force(store.held(db), today, partial(_kept, db))
    return found._replace(policy=_as_said_by(office.unit(db), found.policy))


def _as_said_by(unit: Unit, policy: Policy) -> Policy:
    """The papers in the words of this unit: a kelurahan brings the KTP of its lurah."""
    papers = tuple(replace(paper, label=unit.words(paper.label), singkat=unit.words(paper.singkat))
                   for paper in policy.berkas)
    return policy if papers == policy.berkas else replace(policy, berkas=papers)


def _in_force(packs: Sequence[Held], today: date, read: Callable[[Held], Pack]) -> InForce:
    """The same of packs as they would stand, the highest number first."""
    unreadable: list[str] = []
    for pack in packs:
        if pack.keadaan == store.USED and pack.mulai <= today.isoformat() and not _over(pack, today):
            try:
                return InForce(_policy(read(pack)), pack.urut, tuple(unreadable))
            except Problem:  # readable for the program that took it in: said on the page, never a desk that stays shut
                unreadable.append(pack.versi)
    return InForce(load_policy(), 0, tuple(unreadable))


def _policy(pack: Pack) -> Policy:
    return replace(load_policy(pack.files), formulir=pack.forms)


def policies(ctx: Context, db: Database) -> list[PolicyInfo]:
    """All versions, newest first, the program's own last."""
    now, bundled = policy_in_force(db, ctx.today), load_policy()
    found = [PolicyInfo(pack.versi, pack.urut, pack.nama, date.fromisoformat(pack.mulai),
                        date.fromisoformat(pack.sampai) if pack.sampai else None, pack.dari, pack.diambil,
                        _check_code(pack.sha), _state(pack, ctx.today, now)) for pack in store.held(db)]
    own = PolicyInfo(bundled.versi, 0, bundled.nama, bundled.berlaku_mulai, None, PROGRAM, "", "",
                     "digantikan" if now.urut else "berlaku")
    return [*found, own]


def _state(pack: Held, today: date, now: InForce) -> str:
    if pack.keadaan == store.SET_ASIDE:
        return "disisihkan"
    if pack.versi in now.unreadable:
        return "rusak"
    if pack.mulai > today.isoformat():
        return "menunggu"
    if _over(pack, today):
        return "habis"
    return "berlaku" if pack.urut == now.urut else "digantikan"


def _over(pack: Held, today: date) -> bool:
    return bool(pack.sampai) and pack.sampai < today.isoformat()


def policy_changes(db: Database, versi: str) -> tuple[TableChange, ...]:
    """What a version changes against the one numbered before it (the program's own before the first).

    One that this program cannot read changes nothing, and is passed over as the one before.
    """
    packs = store.held(db)
    at = next((n for n, pack in enumerate(packs) if pack.versi == versi), None)
    if at is None or (after := _readable(db, packs[at])) is None:
        return ()
    before = next((files for pack in packs[at + 1:] if (files := _readable(db, pack)) is not None), bundled_files())
    return changes(before, after)


def _readable(db: Database, pack: Held) -> Files | None:
    try:
        files = _files(db, pack)
        load_policy(files)
    except Problem:  # the page says so of the version itself
        return None
    return files


def files_in_force(db: Database, today: date) -> Files:
    """Every file of the policy in force by name, the program's own where a pack lacks it."""
    urut = policy_in_force(db, today).urut
    pack = next((pack for pack in store.held(db) if pack.urut == urut), None)
    return _files(db, pack) if pack else bundled_files()


def _files(db: Database, pack: Held) -> Files:
    return {**bundled_files(), **_kept(db, pack).files}


def _kept(db: Database, pack: Held) -> Pack:
    from jamsos_desktop.exchange.policy_pack import read_pack

    return read_pack(store.contents(db, pack.sha), None)


def _check_code(sha: str) -> str:
    from jamsos_desktop.exchange.envelope import kode_periksa

    return kode_periksa(sha)


# --- taking in and going back: everybody is judged under the new policy first, then one write does both ----------


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
    sound(pack.files, pack.forms, pack.versi)
    return pack


def sound(files: Files, forms: Files, versi: str) -> Policy:
    """The policy these files make. Problem KETENTUAN_RUSAK, naming file and row."""
    from jamsos_desktop.paper.layouts import check

    policy = load_policy(files)
    if policy.versi != versi:
        raise _broken("ketentuan.json", f"versi {policy.versi} tidak sama dengan versi filenya")
    for name in forms:
        try:
            check(name.removesuffix(".toml"), forms)
        except ValueError as cause:
            raise _broken(f"formulir/{name}", str(cause)) from cause
    return policy


def _broken(where: str, why: str) -> Problem:
    return Problem("KETENTUAN_RUSAK", f"Ketentuan tidak dapat dipakai, {where}: {why}.", TIDAK_BERUBAH,
                   "Minta berkas ketentuan yang utuh dari DPMD.")


def take_pack_job(ctx: Context, path: Path) -> Job[PolicyInfo]:
    """Keep a pack; from its first day on it is in force, with everybody judged under it. Twice it changes nothing.

    Problems: those of ``read_pack``, KUNCI_DPMD_BELUM_ADA, KETENTUAN_LAMA, KETENTUAN_KEMBAR, DASAR_BERUBAH.
    """
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
        now = _in_force(after, ctx.today, lambda one: pack if one.sha == pack.sha else _kept(db, one))
        policy = _used(db, now.policy)

    def keep(db: Database) -> None:
        _refuse_older(pack, store.held(db), ctx.today)
        store.put(db, ctx.actor(), _as_held(ctx, pack), data)
        _renew_key(ctx, db, pack)

    yield from _put_in_force(ctx, policy, keep)


def _used(db: Database, policy: Policy) -> Policy:
    """A policy as this desk uses it once it is in force: in the words of its unit, with the village's own posts."""
    return with_own_posts(_as_said_by(office.unit(db), policy), own_posts(db))


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
    from jamsos_desktop.store import office

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


def info(ctx: Context, db: Database, versi: str) -> PolicyInfo:
    """One version this desk holds."""
    return next(one for one in policies(ctx, db) if one.versi == versi)


def roll_back_job(ctx: Context, versi: str) -> Job[PolicyInfo]:
    """Go back (or forward again) to a version held here; those numbered above it are set aside.

    A version that is still to start keeps waiting. Problem KETENTUAN_TIDAK_ADA, KETENTUAN_HABIS, DASAR_BERUBAH, and
    those of reading it: a version this program cannot read would leave another one in force than was asked for.
    """
    today = ctx.today.isoformat()
    with ctx.open() as db:
        wanted = _chosen(ctx, db, versi)
        after = store.rolled_back(store.held(db), wanted.urut, today)
        policy = _used(db, _in_force(after, ctx.today, partial(_kept, db)).policy)
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
            load_policy(_kept(db, pack).files)
    return wanted


def in_force_context(ctx: Context, db: Database) -> Context:
    """The context with the policy that is in force by now; the same one when nothing changed."""
    policy = with_own_posts(policy_in_force(db, ctx.today).policy, own_posts(db))
    return ctx if policy == ctx.policy else replace(ctx, policy=policy)
