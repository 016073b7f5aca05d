"""Verbs that tell: what is wrong, what it costs, and the whole line shown once (demo)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jamsos_desktop import desk as desks
from jamsos_desktop import texts
from jamsos_desktop.cli import demo as demos
from jamsos_desktop.cli.session import Session
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


@click.command("periksa")
@click.pass_obj
def periksa(session: Session) -> None:
    """Semua temuan pada semua orang, yang terberat lebih dulu tiap orang."""
    with session.village() as desk:
        rows = [{"nomor": p.nomor, "nama": p.nama, "kode": f.kode, "tingkat": f.tingkat.value, "kolom": list(f.kolom),
                 "pesan": f.pesan, "cara": f.cara}
                for p in desk.people_of(desks.Query()) for f in desk.judge(p).findings]
    lines = [f"{row['nomor']} {row['nama'] or '-'}: {row['tingkat']}: {row['pesan']}" for row in rows]
    session.say("\n".join([*lines, f"{len(rows)} temuan"]), rows)


@click.command("iuran")
@click.option("--bulan", default=None, help="Bulan, misalnya 2026-11 (bawaan: bulan ini).")
@click.pass_obj
def iuran(session: Session, bulan: str | None) -> None:
    """Iuran sebulan menurut sumber dana, bila semua orang terdaftar."""
    with session.village() as desk:
        month = _month(bulan) if bulan else desk.today.replace(day=1)
        report = desk.dues_of_month(month)
    lines = [f"{code_label('sumber_dana', row.sumber_dana) or 'Belum ditentukan':26} {row.orang:5} orang  "
             f"{texts.rupiah_exact(row.sebulan_sen)}" for row in report.per_fund]
    lines.append(f"Jumlah {report.orang} orang: {texts.rupiah_exact(report.sebulan_sen)} per bulan"
                 f" ({report.tanpa_iuran} orang belum bisa dihitung).")
    session.say("\n".join(lines), {
        "bulan": f"{month:%Y-%m}", "orang": report.orang, "tanpa_iuran": report.tanpa_iuran,
        "sebulan_sen": report.sebulan_sen, "per_sumber": [
            {"sumber_dana": r.sumber_dana, "orang": r.orang, "sebulan_sen": r.sebulan_sen} for r in report.per_fund],
        "per_orang": [{"nomor": n, "nama": name, "sebulan_sen": sen} for n, name, sen in report.per_person]})


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Problem("BULAN_SALAH", f"Bulan {text} tidak dikenal.", TIDAK_BERUBAH, "Tulis misalnya 2026-11.") from None


@click.command("demo")
@click.option("--ke", required=True, type=click.Path(path_type=Path), help="Folder hasil.")
@click.pass_obj
def demo(session: Session, ke: Path) -> None:
    """Jalankan seluruh alur dengan orang rekaan, dan tinggalkan semua hasilnya di folder."""
    summary = demos.run(ke, session.clock, session.pictures)
    session.say(demos.words(summary), summary)


VERBS = (periksa, iuran, demo)
