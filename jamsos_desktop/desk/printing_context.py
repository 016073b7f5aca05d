"""What every paper of this desk shares: the office, the day, who prints, the layouts in force, the bundle's number."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.paper.sheets import BerkasDesa, PrintContext
from jamsos_desktop.store import bundles, office
from jamsos_desktop.store.engine import Database

FORM_VERSION = "1"
BUNDLE_COUNTER = "bundel"


def bundle_name(number: int) -> str:
    """B-0030."""
    return f"B-{number:04}"


def next_bundle(db: Database) -> int:
    """The number the next bundle will get, for its preview."""
    return office.last_number(db, BUNDLE_COUNTER) + 1


def form_version(ctx: Context) -> str:
    """Which layouts were printed: the program's, or those of a version of the district's settings."""
    return f"{FORM_VERSION}/{ctx.policy.versi}" if ctx.policy.formulir or ctx.policy.blangko \
        else FORM_VERSION


def print_context(ctx: Context, db: Database, kertas: str, bundel: str, *, blangko: bool = True) -> PrintContext:
    """The context of a printing on ``kertas``; ``bundel`` "" where the paper is of no bundle; ``blangko`` False: all
    on our own layouts."""
    states = office.desa_papers(db)
    desa = tuple(BerkasDesa(kode=paper.kode, label=paper.label, state=states.get(paper.kode, ""),
                            kelompok=tuple(k for k in KELOMPOK if paper.perlu.get(k)), unsure=paper.belum_dikonfirmasi)
                 for paper in ctx.policy.berkas_desa(*KELOMPOK) if paper.tahap == "kirim")
    until = ctx.policy.deadline("kirim", ctx.today)
    return PrintContext(unit=ctx.unit, policy=ctx.policy, hari=ctx.today, waktu=ctx.clock.now(), bundel=bundel,
                        pencetak=ctx.user, kertas=kertas, berkas_desa=desa, batas=until.tanggal if until else None,
                        formulir=ctx.policy.formulir, versi=form_version(ctx),
                        blangko=ctx.policy.blangko if blangko else {},
                        ke=bundles.printings(db, bundel) + 1 if bundel else 1)
