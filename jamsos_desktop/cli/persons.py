"""Verbs on people: add, change, tick papers, list, search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, read_json
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.fields import BY_KEY, Place
from jamsos_desktop.model.privacy import shown
from jamsos_desktop.model.records import KELOMPOK, LEFT, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted

STATES = click.Choice(("ada", "tidak_ada", "tidak_perlu"))


def as_document(person: Peserta) -> dict[str, Any]:
    """A person by field key, as ``daftar --json`` and ``cari --json`` give it."""
    from jamsos_desktop.model.plain import plain

    document: dict[str, Any] = plain(person)
    for values in (document, document["mentah"]):  # as typed, where a value did not parse
        values |= {key: shown(key, value, Place.LAYAR) for key, value in values.items()
                   if key in BY_KEY and isinstance(value, str)}
    return document


@click.command("tambah")
@click.option("--dari", required=True, type=PATH, help="File JSON: satu orang atau daftar.")
@click.pass_obj
def tambah(session: Session, dari: Path) -> None:
    """Tambah orang dari file JSON menurut nama kolom."""
    given = read_json(dari)
    rows = _objects(given, dari)
    with session.village() as desk:
        added = desk.add_people(rows)
    documents = [{"uid": p.uid, "nomor": p.nomor, "status": p.status} for p in added]
    words = "\n".join(_told(p) for p in added)
    session.say(words, documents if isinstance(given, list) else documents[0])


@click.command("ubah")
@click.argument("nik")
@click.option("--dari", required=True, type=PATH, help="File JSON dengan kolom yang berubah.")
@click.pass_obj
def ubah(session: Session, nik: str, dari: Path) -> None:
    """Ubah kolom seorang peserta; NIK boleh diganti nomornya (BPU-000012)."""
    rows = _objects(read_json(dari), dari)
    if len(rows) != 1:
        raise Problem("JSON_SALAH", "Perintah ubah memakai satu orang saja.", TIDAK_BERUBAH,
                      "Isi file dengan satu orang.")
    with session.village() as desk:
        kept = desk.change_person(desk.find_person(nik), rows[0])
    session.say(_told(kept), {"uid": kept.uid, "nomor": kept.nomor, "status": kept.status})


def _told(p: Peserta) -> str:
    return f"{p.nomor} {_typed(p, 'nama') or 'tanpa nama'}: {code_label('status', p.status)}"


def _typed(p: Peserta, key: str) -> str:
    """What somebody typed, also where it could not be read; a page by mistake is not repeated."""
    return quoted(p.mentah[key]) if key in p.mentah else str(getattr(p, key))


def _objects(data: Any, path: Path) -> list[dict[str, Any]]:
    rows = data if isinstance(data, list) else [data]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise Problem("JSON_SALAH", f"File {path.name} tidak berisi data orang.", TIDAK_BERUBAH,
                      "Isi dengan {\"nama\": ...} atau daftar seperti itu.")
    return rows


@click.command("berkas")
@click.argument("nik")
@click.argument("kode")
@click.argument("keadaan", type=STATES)
@click.option("--scan", type=PATH, help="Foto (JPG, PNG, dikecilkan) atau PDF (sampai 5 MB).")
@click.pass_obj
def berkas(session: Session, nik: str, kode: str, keadaan: str, scan: Path | None) -> None:
    """Centang satu berkas seorang peserta, dengan scan-nya bila ada."""
    with session.village() as desk:
        person = desk.find_person(nik)
        if scan is not None:
            desk.attach_scan(person.uid, kode.upper(), scan)  # first: a file that is refused leaves the tick too
        desk.set_berkas([person.uid], kode.upper(), keadaan)
        kept, held = desk.read(person.uid), kode.upper() in desk.scans(person.uid)
    session.say(f"{kept.nomor} {kode.upper()}: {code_label('status_berkas', keadaan)}{', ada scan' if held else ''}",
                {"uid": kept.uid, "nomor": kept.nomor, "status": kept.status, "scan": held})


@click.command("berkas-desa")
@click.argument("kode")
@click.argument("keadaan", type=STATES)
@click.pass_obj
def berkas_desa(session: Session, kode: str, keadaan: str) -> None:
    """Centang satu berkas milik desa (SPTJM, surat permohonan, ...)."""
    with session.village() as desk:
        desk.set_berkas_desa(kode.upper(), keadaan)
        papers = desk.berkas_desa()
    session.say(f"{kode.upper()}: {code_label('status_berkas', keadaan)}",
                {"berkas_desa": {paper.kode: paper.state for paper in papers}})


@click.command("daftar")
@click.option("--kelompok", type=click.Choice(KELOMPOK), default=None)
@click.option("--status", type=click.Choice(tuple(code_list("status"))), default=None)
@click.pass_obj
def daftar(session: Session, kelompok: str | None, status: str | None) -> None:
    """Daftar orang, urut nama."""
    with session.village() as desk:
        tab = status if status in LEFT else "semua"  # who left stands in lists of their own
        found = desk.people_of(desks.Query(kelompok=kelompok or "", tab=tab))
    people = [p for p in found if status in (None, p.status)]
    session.say(_lines(people), [as_document(p) for p in people])


@click.command("cari")
@click.argument("teks")
@click.pass_obj
def cari(session: Session, teks: str) -> None:
    """Cari nama, NIK, pekerjaan, dusun atau nomor; salah ketik satu huruf tidak apa-apa."""
    asked = desks.Query(text=teks)
    with session.village() as desk:
        people, like = desk.people_of(asked), desk.likeness(asked)
    first = [] if not like.mirip else [f"{like.persis} orang persis. Lainnya hanya mirip."] if like.persis else \
        ["Tidak ada yang persis. Ini yang mirip."]
    documents = [{**as_document(one), "mirip": at >= like.persis} if like.mirip else as_document(one)
                 for at, one in enumerate(people)]
    session.say(_lines(people, first), documents)


def _lines(people: Sequence[Peserta], first: Sequence[str] = ()) -> str:
    lines = [f"{p.nomor:11} {_typed(p, 'nik'):16} {_typed(p, 'nama') or '-':32} {code_label('status', p.status)}"
             for p in people]
    return "\n".join([*first, *lines, f"{len(people)} orang"])


@click.command("kpj")
@click.argument("nik", nargs=-1, required=True)
@click.pass_obj
def kpj(session: Session, nik: tuple[str, ...]) -> None:
    """Nomor KPJ utuh menurut NIK atau nomor; dicatat di riwayat."""
    with session.village() as desk:
        people = [desk.find_person(one) for one in nik]
        numbers = desk.see_kpj([p.uid for p in people], "perintah")
    lines = [f"{p.nomor:11} {numbers.get(p.uid, '-')}" for p in people]
    session.say("\n".join(lines), [{"uid": p.uid, "nomor": p.nomor, "kpj": numbers.get(p.uid, "")} for p in people])


VERBS = (tambah, ubah, berkas, berkas_desa, daftar, cari, kpj)
