"""Kirim ke DPMD, before the file: who is ready, what changed, which papers of the desa are there."""

from __future__ import annotations

from dataclasses import dataclass

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.recipient import Recipient, recipient, usable_key
from jamsos_desktop.desk.shipment import JUDGED_ANEW, asks_full, check_worth, news, outline
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import listing, office, outgoing, people, standing
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import PackageInfo
from jamsos_desktop.texts import quoted


@dataclass(frozen=True, slots=True)
class DesaPaper:
    """A paper of the desa as a whole and whether it lies in the map."""

    kode: str
    label: str
    state: str
    wajib: bool


@dataclass(frozen=True, slots=True)
class SendState:
    """Page Kirim, part 1 and 2. ``ready``: new people. ``changed``: sent before and changed, ended or
    deleted since. ``again``: unchanged but not yet confirmed. ``waiting``: printed, papers missing.
    ``minta_penuh``: DPMD asked for everybody, so the next package is a full one even if nothing changed."""

    seq_next: int
    ready: int
    changed: int
    again: int
    waiting: int
    iuran_sen: int
    desa_papers: tuple[DesaPaper, ...]
    recipient: Recipient | None
    last: PackageInfo | None
    minta_penuh: bool = False


def desa_papers(ctx: Context, db: Database) -> tuple[DesaPaper, ...]:
    """The desa's papers, with those needed by a group that has people marked ``wajib``."""
    states = office.desa_papers(db)
    groups = {kelompok for kelompok, _, many in listing.per_group(db) if many}
    return tuple(
        DesaPaper(paper.kode, paper.label, states.get(paper.kode, "tidak_ada"),
                  any(paper.perlu.get(k) == "W" for k in groups))
        for paper in ctx.policy.berkas_desa(*(groups or KELOMPOK)) if paper.tahap == "kirim")


def set_desa_paper(ctx: Context, db: Database, kode: str, state: str) -> None:
    """Tick a paper of the desa as a whole."""
    known = [paper.kode for paper in ctx.policy.berkas_desa(*KELOMPOK)]
    if kode not in known or state not in persons.PAPER_STATES:
        raise Problem("BERKAS_TAK_DIKENAL",
                      f"Berkas {ctx.unit.words('desa')} {quoted(kode)} dengan keadaan {state} tidak dikenal.",
                      TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(known)}, dengan ada, tidak_ada atau tidak_perlu.")
    office.set_desa_paper(db, ctx.actor(), kode, state)


def send_state(ctx: Context, db: Database) -> SendState:
    """What the next package would hold and what still lacks, as page Kirim shows it."""
    travelling = outline(ctx, db)
    found, last = news(db, travelling), outgoing.noted(db)
    packages = outgoing.packages(db)
    return SendState(
        seq_next=int(office.setting(db, "nomor.kiriman", 0)) + 1, ready=found.fresh, changed=found.changed,
        again=found.again, waiting=listing.counts(db, listing.Query()).status.get("tercetak", 0),
        iuran_sen=standing.dues_of(db, [p.uid for p in travelling.people if p.uid not in last]),
        desa_papers=desa_papers(ctx, db), recipient=recipient(ctx, db), last=packages[0] if packages else None,
        minta_penuh=asks_full(db))


def send_check_job(ctx: Context) -> Job[None]:
    """Whether a package would be made now, before anybody is asked to answer for it: the Problems of ``export_job``
    that DPMD's key is missing or has run out, and TAK_ADA_KIRIMAN. Makes nothing."""
    with ctx.open() as db:
        yield Progress(0, 1)
        usable_key(ctx, db)
        penuh = asks_full(db)
        try:
            check_worth(db, outline(ctx, db, penuh=penuh), penuh=penuh)
        except Problem:  # said only of people as they stand today
            persons.recompute(ctx, db, people.uids_with(db, JUDGED_ANEW))
            check_worth(db, outline(ctx, db, penuh=penuh), penuh=penuh)
