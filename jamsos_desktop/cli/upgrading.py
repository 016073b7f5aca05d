"""The verb that puts a newer program in place from a release file."""

from __future__ import annotations

from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session
from jamsos_desktop.texts import long_date


@click.command("perbarui")
@click.option("--dari", required=True, type=PATH, help="File pembaruan JR-….jdx.")
@click.option("--periksa", is_flag=True, help="Hanya periksa file itu, jangan pasang.")
@click.pass_obj
def perbarui(session: Session, dari: Path, periksa: bool) -> None:
    """Perbarui program dari file pembaruan; data dicadangkan dulu."""
    with session.desk() as desk:
        offer = session.work(desk.check_release_job(dari))
        if periksa:
            session.say(_words(offer), _values(offer))
            return
        if offer.tolak is not None:
            raise offer.tolak
        ready = session.work(desk.upgrade_job(dari))
    desks.put_in_place(ready)
    words = f"Versi {ready.versi} terpasang." if ready.diuji else f"Pemasang versi {ready.versi} dijalankan."
    session.say(f"{words} Cadangan sebelumnya: {ready.cadangan}",
                {"versi": ready.versi, "sebelumnya": ready.program.versi, "cadangan": str(ready.cadangan),
                 "diuji": ready.diuji})


def _words(offer: desks.Offer) -> str:
    day = f", {long_date(offer.tanggal)}" if offer.tanggal else ""
    lines = [f"Versi {offer.versi} untuk {offer.sistem.capitalize()}{day}. Utuh, ditandatangani pembuat Jamsos Desa."]
    lines += [f"- {line}" for line in offer.baru]
    lines.append(f"Tidak bisa dipasang di sini. {offer.tolak}" if offer.tolak else "Bisa dipasang di sini.")
    return "\n".join(lines)


def _values(offer: desks.Offer) -> dict[str, object]:
    return {"versi": offer.versi, "sistem": offer.sistem, "tanggal": str(offer.tanggal or ""), "ukuran": offer.ukuran,
            "baru": list(offer.baru), "bisa": offer.tolak is None, "tolak": offer.tolak.kode if offer.tolak else ""}


VERBS = (perbarui,)
