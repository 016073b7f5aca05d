"""The verb that takes people off the list, tells who can still be brought back, and brings them back."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.parse import clean


@click.command("hapus")
@click.argument("nik", nargs=-1)
@click.option("--alasan", default="", help="Alasannya dalam satu kalimat, dicatat tanpa nama dan nomor orang.")
@click.option("--urungkan", is_flag=True, help="Kembalikan orang yang dihapus dalam 30 hari terakhir.")
@click.option("--daftar", is_flag=True, help="Siapa yang masih bisa dikembalikan.")
@click.pass_obj
def hapus(session: Session, nik: tuple[str, ...], alasan: str, urungkan: bool, daftar: bool) -> None:
    """Hapus orang dari daftar; bisa dikembalikan 30 hari. Yang tidak bisa kembali: hapus-selamanya."""
    why = clean(alasan)
    if [bool(why), urungkan, daftar].count(True) != 1 or bool(nik) == daftar:
        raise click.UsageError("Sebut orangnya dengan --alasan atau --urungkan, atau --daftar saja.")
    with session.village() as desk:
        if urungkan:
            _bring_back(session, desk, nik)
            return
        uids = list(dict.fromkeys(desk.find_person(one).uid for one in nik))
        if uids:
            desk.delete(uids, why)
        rows = [row for row in desk.deleted_people() if daftar or row.uid in uids]
    session.say("\n".join([*map(_line, rows), f"{len(rows)} orang{' dihapus' if uids else ''}"]),
                [plain_values(row._asdict()) for row in rows])


def _bring_back(session: Session, desk: desks.Desk, nik: Sequence[str]) -> None:
    uids = list(dict.fromkeys(desk.find_deleted(one).uid for one in nik))
    desk.bring_back_people(uids)
    back = [desk.read(uid) for uid in uids]
    session.say("\n".join(f"{p.nomor} {p.nama or 'tanpa nama'}: {code_label('status', p.status)}" for p in back),
                [{"uid": p.uid, "nomor": p.nomor, "status": p.status} for p in back])


def _line(row: desks.DeletedPerson) -> str:
    left = f"{row.sisa} hari lagi bisa dikembalikan" if row.sisa else "hari ini terakhir bisa dikembalikan"
    return f"{row.nomor:11} {row.nik:16} {row.nama or '-':32} {left}"


VERBS = (hapus,)
