"""The verb that tells what nobody has confirmed."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session


@click.command("perlu-dikonfirmasi")
@click.option("--bagian", default="", help="Hanya bagian ini, misalnya \u201cBatas usia\u201d.")
@click.option("--cari", default="", help="Hanya baris yang memuat kata ini.")
@click.option("--ke", type=PATH, help="Tulis daftarnya ke file .pdf atau .xlsx ini.")
@click.pass_obj
def perlu_dikonfirmasi(session: Session, bagian: str, cari: str, ke: Path | None) -> None:
    """Tarif, batas dan susunan yang belum punya sumber."""
    order = desks.DoubtOrder(bagian, "", cari)
    with session.desk() as desk:
        if ke:
            made = session.work(desk.doubts_file_job(order, ke))
            session.say(f"{made.baris} baris ditulis ke {made.path}", {"berkas": str(made.path), "baris": made.baris})
            return
        rows = [row for row in desk.unconfirmed() if order.fits(row)]
    lines = [f"{row.bagian}: {row.apa}: {row.nilai} ({row.keyakinan}; sumber: {row.sumber or 'belum ditulis'})"
             for row in rows]
    session.say("\n".join([*lines, f"{len(rows)} baris perlu dikonfirmasi"]), [row._asdict() for row in rows])


VERBS = (perlu_dikonfirmasi,)
