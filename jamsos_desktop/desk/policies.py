"""The district's settings as packs: those held here, which of them is in force on a day, what each changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.structure_own import own_posts, with_own_posts
from jamsos_desktop.model.records import Unit
from jamsos_desktop.policy import Files, Policy, TableChange, bundled_files, changes, load_policy
from jamsos_desktop.policy.changes import MOST_TOLD
from jamsos_desktop.problems import Problem
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
    found = in_force(store.held(db), today, partial(kept, db))
    return found._replace(policy=as_said_by(office.unit(db), found.policy))


def as_said_by(unit: Unit, policy: Policy) -> Policy:
    """The papers in the words of this unit: a kelurahan brings the KTP of its lurah."""
    papers = tuple(replace(paper, label=unit.words(paper.label), singkat=unit.words(paper.singkat))
                   for paper in policy.berkas)
    return policy if papers == policy.berkas else replace(policy, berkas=papers)


def in_force(packs: Sequence[Held], today: date, read: Callable[[Held], Pack]) -> InForce:
    """What is in force of packs as they would stand, the highest number first; ``read`` gives the content of one."""
    unreadable: list[str] = []
    for pack in packs:
        if pack.keadaan == store.USED and pack.mulai <= today.isoformat() and not _over(pack, today):
            try:
                return InForce(_policy(read(pack)), pack.urut, tuple(unreadable))
            except Problem:  # readable for the program that took it in: said on the page, never a desk that stays shut
                unreadable.append(pack.versi)
    return InForce(load_policy(), 0, tuple(unreadable))


def _policy(pack: Pack) -> Policy:
    return replace(load_policy(pack.files), formulir=pack.forms, blangko=pack.blanks)


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
    before = next((found for pack in packs[at + 1:] if (found := _readable(db, pack)) is not None),
                  _Inside(bundled_files(), {}))
    return (*changes(before.files, after.files), *_blank_changes(before.blanks, after.blanks))


class _Inside(NamedTuple):
    """The tables and the blanks of a version."""

    files: Files
    blanks: Files


def _readable(db: Database, pack: Held) -> _Inside | None:
    try:
        inside = kept(db, pack)
        files = {**bundled_files(), **inside.files}
        load_policy(files)
    except Problem:  # the page says so of the version itself
        return None
    return _Inside(files, inside.blanks)


def _blank_changes(before: Files, after: Files) -> tuple[TableChange, ...]:
    """The offices' own blanks as one more table: each mapping with its file is a row, told by its title."""
    if before == after:
        return ()
    from jamsos_desktop.paper.blank.map import maps

    old, new = ({name: (one.judul, files[name], files.get(one.berkas)) for name, one in maps(files).items()}
                for files in (before, after))
    added, gone = [name for name in new if name not in old], [name for name in old if name not in new]
    changed = [name for name in new if name in old and new[name] != old[name]]
    told = tuple((new.get(name) or old[name])[0] for name in (*changed, *added, *gone))
    return (TableChange("blangko", "Blangko kantor", len(added), len(changed), len(gone), told[:MOST_TOLD]),)


def files_in_force(db: Database, today: date) -> Files:
    """Every file of the policy in force by name, the program's own where a pack lacks it."""
    urut = policy_in_force(db, today).urut
    pack = next((pack for pack in store.held(db) if pack.urut == urut), None)
    return _files(db, pack) if pack else bundled_files()


def _files(db: Database, pack: Held) -> Files:
    return {**bundled_files(), **kept(db, pack).files}


def kept(db: Database, pack: Held) -> Pack:
    """A pack held here with its files. Problems: those of ``read_pack``."""
    from jamsos_desktop.exchange.policy_pack import read_pack

    return read_pack(store.contents(db, pack.sha), None)


def _check_code(sha: str) -> str:
    from jamsos_desktop.exchange.envelope import kode_periksa

    return kode_periksa(sha)


def in_force_context(ctx: Context, db: Database) -> Context:
    """The context with the policy that is in force by now; the same one when nothing changed."""
    policy = with_own_posts(policy_in_force(db, ctx.today).policy, own_posts(db))
    return ctx if policy == ctx.policy else replace(ctx, policy=policy)
