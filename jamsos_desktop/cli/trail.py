"""Verbs of the history: who did what, whether it is whole, and the recap of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop import texts
from jamsos_desktop.cli.named import PATH
from jamsos_desktop.cli.session import Session, plain_values
from jamsos_desktop.model.actions import PARTS
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted


@click.command("riwayat")
@click.option("--oleh", default="", help="Hanya catatan orang ini.")
@click.option("--bagian", default="", help=f"Hanya bagian ini: {', '.join(PARTS)}.")
@click.option("--orang", default="", help="Hanya catatan tentang orang dengan NIK atau nomor ini.")
@click.option("--dari", default="", help="Mulai hari ini (2026-11-21).")
@click.option("--sampai", default="", help="Sampai hari ini.")
@click.option("--jumlah", type=click.IntRange(1, 1_000_000), default=50, show_default=True,
              help="Paling banyak sekian catatan, yang terbaru.")
@click.option("--periksa", is_flag=True, help="Periksa apakah riwayat utuh; kode keluar 1 bila tidak.")
@click.option("--kode", multiple=True, help="Dari rekap harian di kertas: nomor=kode periksa. Boleh berulang.")
@click.option("--cadangan", multiple=True, type=PATH, help="Cadangan di flashdisk untuk dibandingkan. Boleh berulang.")
@click.pass_obj
def riwayat(session: Session, oleh: str, bagian: str, orang: str, dari: str, sampai: str, jumlah: int, periksa: bool,
            kode: tuple[str, ...], cadangan: tuple[Path, ...]) -> None:
    """Riwayat: siapa melakukan apa dan kapan, yang terbaru lebih dulu."""
    with session.desk() as desk:
        if periksa or kode or cadangan:
            _say_check(session, session.work(desk.verify_trail_job([_printed(one) for one in kode], cadangan)))
            return
        uid = desk.find_person(orang).uid if orang else ""
        shown = {name: kept for kept, name in desk.trail_actors()}
        query = desks.TrailQuery(shown.get(oleh, oleh), bagian, uid, _day(dari), _day(sampai))
        rows = desk.trail_list(query, jumlah)
    session.say("\n".join(map(_line, rows)) or "Tidak ada catatan.", plain_values(rows))


def _line(row: desks.TrailRow) -> str:
    about = f": {row.tentang}" if row.tentang else ""
    more = "; ".join(part for part in (", ".join(row.kolom), row.alasan) if part)
    return (f"{row.n:6} {row.waktu:%Y-%m-%d %H.%M} {row.oleh}: {row.apa}{about}" + (f" ({more})" if more else ""))


def _say_check(session: Session, check: desks.TrailCheck) -> None:
    lines = [one.teks for one in check.putus]
    lines += [f"{one.sumber}: {'cocok' if one.cocok else one.teks}" for one in check.jangkar]
    found = "Riwayat utuh" if check.utuh else "Riwayat TIDAK utuh"
    end = f", terakhir no. {check.n} dengan kode periksa {check.kode}" if check.n else ""
    lines.append(f"{found}: {texts.number(check.banyak)} catatan{end}.")
    document = {**plain_values(check), "utuh": check.utuh}
    session.say("\n".join(lines), document)
    if not check.utuh:
        raise Problem("RIWAYAT_TIDAK_UTUH", "Riwayat pernah diubah dari luar, atau kodenya salah ketik.",
                      TIDAK_BERUBAH, "Periksa kodenya. Bila benar, simpan laptop ini apa adanya dan tanyakan DPMD.")


def _printed(text: str) -> tuple[int, str]:
    number, mark, code = text.partition("=")
    plain = number.replace(".", "").strip()
    if not mark or not plain.isdecimal() or len(plain) > 12:
        raise click.UsageError("--kode ditulis nomor=kode, misalnya 58=9C41-E07B-55D2.")
    return int(plain), code


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Problem("TANGGAL_SALAH", f"Tanggal {quoted(text)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 2027-01-01.") from None


@click.command("rekap-harian")
@click.option("--hari", default="", help="Hari yang direkap (2026-11-21). Bawaan: hari ini.")
@click.option("--ke", type=PATH, help="PDF tujuan. Bawaan: folder keluar.")
@click.option("--kertas", default="A5", show_default=True, help="A5, A4 atau F4.")
@click.pass_obj
def rekap_harian(session: Session, hari: str, ke: Path | None, kertas: str) -> None:
    """Rekap harian di kertas: yang dikerjakan, oleh siapa, dan kode periksa riwayat."""
    with session.desk() as desk:
        day = _day(hari) or desk.today
        recap = desk.day_recap(day)  # before the printing is noted: as the paper says it
        path = session.work(desk.recap_paper_job(day, kertas, ke))
    session.say(f"Rekap {texts.long_date(day)}: {texts.number(recap.banyak)} catatan.\n{path}",
                {"berkas": str(path), **plain_values(recap)})


VERBS = (riwayat, rekap_harian)
