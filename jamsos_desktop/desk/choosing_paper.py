"""The draft of the SK of a list: exactly the people chosen, their NIK masked unless asked for whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop import texts
from jamsos_desktop.desk.choosing_records import CHOSEN, REPLACED
from jamsos_desktop.desk.choosing_view import ListNow, list_now
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import job_label
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dusun import dusun_name
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:
    from jamsos_desktop.paper.kinds.sk_rentan import Chosen, Replacement, SkRentan

SIZES = ("A4", "F4")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkOrder:
    """How the draft is to be. ``kertas`` "": the office's own; ``nomor`` "": that of the SK, or blank."""

    kertas: str = ""
    nomor: str = ""
    nik_penuh: bool = False
    desil: bool = False


def sk_draft_job(ctx: Context, tahun: int, dana: str, path: Path, order: SkOrder | None = None) -> Job[Path]:
    """Write the draft to ``path`` (a .pdf, or a folder).

    Problems TAHUN_SALAH, DANA_SALAH, KERTAS_SALAH, PENETAPAN_KOSONG, PENETAPAN_DIHAPUS, and those of writing.
    """
    from jamsos_desktop.desk.printing_context import print_context
    from jamsos_desktop.paper.kinds.sk_rentan import sk_rentan

    asked = order or SkOrder()
    if (asked.kertas or ctx.unit.kertas) not in SIZES:
        raise Problem("KERTAS_SALAH", f"Ukuran kertas {asked.kertas or ctx.unit.kertas} tidak dikenal.", TIDAK_BERUBAH,
                      "Pilih A4 atau F4.")
    yield Progress(0, 1, "Rancangan SK")
    with ctx.open() as db:
        sk = decree(ctx, db, tahun, dana, asked)
        made = sk_rentan(sk, print_context(ctx, db, asked.kertas or ctx.unit.kertas, ""), decree_code(ctx, sk))
    target = path if path.suffix.lower() == ".pdf" else path / f"Rancangan-SK-rentan-{dana}-{tahun}.pdf"
    return write_noted(ctx, made, target, exported(ctx, "daftar", f"rancangan SK {tahun}"))


def decree_code(ctx: Context, sk: SkRentan) -> str:
    """The check code of a draft: its number and everyone of its list."""
    people = {f"{nth}": "|".join((one.nama, one.nik, one.alamat)) for nth, one in enumerate(sk.people, 1)}
    return ctx.check_code({"tahun": str(sk.tahun), "dana": sk.dana, "nomor": sk.nomor, **people})


def decree(ctx: Context, db: Database, tahun: int, dana: str, order: SkOrder) -> SkRentan:
    """What the draft says: exactly the chosen list. Problems TAHUN_SALAH, DANA_SALAH, PENETAPAN_KOSONG,
    PENETAPAN_DIHAPUS."""
    from jamsos_desktop.paper.kinds.sk_rentan import SkRentan

    now = list_now(ctx, db, tahun, dana)
    members = {p.uid: p for p in people.read_many(db, [place.uid for place in now.in_state(CHOSEN)])}
    listed = [members[place.uid] for place in now.in_state(CHOSEN) if place.uid in members]
    if deleted := len(now.in_state(CHOSEN)) - len(listed):
        raise Problem("PENETAPAN_DIHAPUS", f"Data {deleted} orang terpilih sudah dihapus.", TIDAK_BERUBAH,
                      "Pakai Ganti orang." if now.decree else "Susun usulan lagi.")
    if not listed:
        raise Problem("PENETAPAN_KOSONG", "Belum ada orang yang terpilih.", TIDAK_BERUBAH,
                      "Susun usulannya dulu, lalu cetak rancangan SK.")
    return SkRentan(
        tahun=tahun, dana=now.seats.label, wadah=code_label("wadah_jenis", now.seats.wadah_jenis),
        people=tuple(_line(ctx, person, order) for person in listed),
        nomor=order.nomor or (now.decree.nomor if now.decree else ""), tanggal=now.seats.sk_tanggal,
        dengan_desil=order.desil, diganti=tuple(_replacements(ctx, db, now)))


def _line(ctx: Context, person: Peserta, order: SkOrder) -> Chosen:
    from jamsos_desktop.paper.draw.words import masked
    from jamsos_desktop.paper.kinds.sk_rentan import Chosen

    born = ", ".join(part for part in (texts.title_name(person.tempat_lahir), texts.paper_date(person.tanggal_lahir))
                     if part)
    return Chosen(
        nama=person.nama, nik=person.nik if order.nik_penuh else masked(person.nik), lahir=born,
        jenis_kelamin=person.jenis_kelamin, pekerjaan=job_label(ctx, person), alamat=_address(person),
        dusun=dusun_name(person.dusun), desil=str(person.desil or ""))


def _address(person: Peserta) -> str:
    near = "/".join(part for part in (person.rt, person.rw) if part)
    dusun = dusun_name(person.dusun) if "dusun" not in person.alamat.lower() else ""
    return ", ".join(part for part in (person.alamat, dusun, f"RT/RW {near}" if near else "") if part)


def _replacements(ctx: Context, db: Database, now: ListNow) -> list[Replacement]:
    from jamsos_desktop.paper.kinds.sk_rentan import Replacement

    out = now.in_state(REPLACED)
    both = [uid for place in out for uid in (place.uid, place.pengganti)]
    names = {p.uid: p.nama for p in people.read_many(db, both)}
    return [Replacement(lama=names.get(place.uid, "data dihapus"), baru=names.get(place.pengganti, "data dihapus"),
                        alasan=place.alasan, tanggal=date.fromisoformat(place.waktu[:10])) for place in out]
