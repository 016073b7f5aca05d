"""Verbs of help: the guide in words and as a book, and the quick card on paper. They open no desk."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session

MODES = click.Choice(("desa", "dpmd"))


@click.command("panduan")
@click.argument("bab", default="")
@click.option("--siapa", "--mode", type=MODES, default="desa", show_default=True,
              help="Panduan untuk desa atau untuk DPMD.")
@click.option("--cari", default="", help="Bagian yang memuat semua kata ini.")
@click.option("--pdf", type=PATH, help="Tulis seluruh panduan ke file PDF atau folder ini.")
@click.option("--kertas", default="A4", show_default=True, help="Kertas PDF-nya: A4 atau F4.")
@click.pass_obj
def panduan(session: Session, bab: str, siapa: str, cari: str, pdf: Path | None, kertas: str) -> None:
    """Daftar isi panduan, atau satu BAB, misalnya impor. Dengan --pdf: seluruhnya sebagai buku."""
    if pdf is not None:
        path = session.work(desks.guide_book_job(siapa, pdf, kertas.upper(), session.clock.today()))
        session.say(f"Panduan ditulis ke {path}.", {"berkas": str(path), "kertas": kertas.upper()})
    elif bab:
        text = desks.guide_text(bab)
        session.say(text, {"bab": bab, "isi": text})
    elif cari:
        hits = desks.find_in_guide(siapa, cari)
        session.say("\n".join(f"{hit.chapter.name}: {hit.heading}. {hit.excerpt}" for hit in hits)
                    or "Tidak ada bagian dengan kata itu.",
                    [{"bab": hit.chapter.name, "judul": hit.heading, "kutipan": hit.excerpt} for hit in hits])
    else:
        parts = desks.guide_contents(siapa)
        session.say("\n".join(line for part in parts for line in (
            part.title, *(f"  {one.name:20} {one.title}" for one in part.chapters))),
            [{"bagian": part.title, "bab": [one._asdict() for one in part.chapters]} for part in parts])


@click.command("kartu-cepat")
@click.option("--ke", required=True, type=PATH, help="File PDF atau folder tujuan.")
@click.option("--kertas", default="A4", show_default=True, help="A4, F4 atau A5.")
@click.option("--siapa", type=MODES, default="desa", show_default=True, help="Kartu untuk desa atau untuk DPMD.")
@click.pass_obj
def kartu_cepat(session: Session, ke: Path, kertas: str, siapa: str) -> None:
    """Satu lembar berisi tombol dan pekerjaan sebulan, untuk ditempel di meja."""
    path = session.work(desks.quick_card_job(siapa, "", ke, kertas.upper()))
    session.say(f"Kartu cepat ditulis ke {path}.", {"berkas": str(path), "kertas": kertas.upper()})


VERBS = (panduan, kartu_cepat)
