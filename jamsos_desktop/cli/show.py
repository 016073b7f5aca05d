"""Verbs that tell: what is wrong, and the whole line shown once (demo)."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli import demo as demos
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session
from jamsos_desktop.model.findings import Tingkat


@click.command("periksa")
@click.pass_obj
def periksa(session: Session) -> None:
    """Semua temuan pada semua orang, yang terberat lebih dulu tiap orang."""
    with session.village() as desk:
        rows = [{"nomor": p.nomor, "nama": p.nama, "kode": f.kode, "tingkat": f.tingkat.value, "kolom": list(f.kolom),
                 "pesan": f.pesan, "cara": f.cara}
                for p in desk.people_of(desks.Query()) for f in desk.judge(p).findings]
    lines = [f"{row['nomor']} {row['nama'] or '-'}: {row['tingkat']}: {row['pesan']}" for row in rows
             if row["tingkat"] != Tingkat.INFO.value]
    told = len(rows) - len(lines)
    more = f", {told} hal untuk diketahui (lihat dengan --json)" if told else ""
    session.say("\n".join([*lines, f"{len(lines)} temuan{more}"]), rows)


@click.command("demo")
@click.option("--ke", required=True, type=PATH, help="Folder hasil.")
@click.pass_obj
def demo(session: Session, ke: Path) -> None:
    """Jalankan seluruh alur dengan orang rekaan, dan tinggalkan semua hasilnya di folder."""
    summary = demos.run(ke, session.clock, session.pictures)
    session.say(demos.words(summary), summary)


VERBS = (periksa, demo)
