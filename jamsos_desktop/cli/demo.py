"""Demo: one village of Konawe from set-up to the sealed file, with everything it made left in a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import Pictures, write_file
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.records import Pejabat
from jamsos_desktop.paths import DataFolder

VILLAGE, DISTRICT = "74.02.11.2017", "74.02"
PEOPLE, SEED = 125, 7
READY_AFTERWARDS = 3
CORRECTED = 12


def run(target: Path, clock: desks.Clock, pictures: Pictures | None) -> dict[str, Any]:
    """Make everything below ``target`` (a fresh folder beside it when it already holds something)."""
    folder = fresh_folder(target)
    key = _district(folder, clock)
    village = DataFolder(folder / "data-desa")
    desks.set_up_desa(village, desks.SetUp(_unit(), None, key), clock)
    with desks.open_desk(village, None, clock) as desk:
        run_to_end(desk.samples_job(PEOPLE, SEED))
        made = desk.counts().status
        printed = _print(desk, folder / "cetak")
        sent = run_to_end(desk.export_job(folder / "kiriman", penuh=False, excel=True))
        _correct_after_printing(desk)
        _make_ready(desk)
        counts = desk.counts()
        groups = [{"kelompok": k, "lengkap": done, "orang": many} for k, done, many in desk.per_group()]
    summary = {
        "folder": str(folder), "desa": "Desa Bajo Indah, Kec. Soropia", "orang": counts.total,
        "kelompok": groups, "status_contoh": made, "status_akhir": counts.status,
        "iuran_sebulan_sen": counts.iuran_sen,
        "cetak": [{"berkas": str(p.path), "lembar": len(p.made), "halaman": p.pages} for p in printed],
        "kiriman": {"berkas": str(sent.path), "seq": sent.seq, "kode_periksa": sent.kode_periksa,
                    "orang": sent.jumlah["orang"], "tanda_terima": str(sent.receipt), "excel": str(sent.excel)},
        "gambar": [str(p) for p in pictures(village.root, folder / "gambar")] if pictures else [],
    }
    check(summary)
    write_file(folder / "ringkasan.json", msgspec.json.format(msgspec.json.encode(summary), indent=1))
    write_file(folder / "ringkasan.txt", words(summary).encode())
    return summary


def fresh_folder(target: Path) -> Path:
    """``target``, or ``target-2`` and so on when it already holds something: nothing is overwritten."""
    number, folder = 1, target
    while folder.is_dir() and any(folder.iterdir()):
        number += 1
        folder = target.with_name(f"{target.name}-{number}")
    return folder.absolute()


def _district(folder: Path, clock: desks.Clock) -> Path:
    district = DataFolder(folder / "data-dpmd")
    desks.set_up_dpmd(district, DISTRICT, None, clock)
    with desks.open_desk(district, None, clock) as desk:
        name, data = desk.make_key()
    return write_file(folder / name, data)


def _unit() -> Any:
    unit = desks.unit_for(VILLAGE)
    officials = (
        Pejabat(jabatan="kepala_desa", nama="MUH. ARSYAD TAHIR", gelar="S.Sos."),
        Pejabat(jabatan="sekretaris", nama="NURHAYATI SALAM"), Pejabat(jabatan="bendahara", nama="HASNIA"))
    return replace(desks.with_officials(unit, *officials), alamat="Jl. Poros Pantai Soropia, Dusun I", kode_pos="93351",
                   npp="26004417")


def _print(desk: desks.Desk, out: Path) -> list[desks.Printed]:
    """Everyone who may be printed, on both sizes of paper."""
    everyone = tuple(uid for tab in ("siap_cetak", "tercetak") for uid in desk.uids(desks.Query(tab=tab)))
    before = tuple(desk.uids(desks.Query(tab="siap_cetak")))
    first = run_to_end(desk.print_job(desks.PrintOrder(everyone, ("ceklis", "formulir"), "F4", out)))
    second = run_to_end(desk.print_job(desks.PrintOrder(before[:5], ("formulir",), "A4", out)))
    return [first, second]


def _correct_after_printing(desk: desks.Desk) -> None:
    """Mothers' names corrected on printed forms: those people need a new form and signature."""
    for uid in desk.uids(desks.Query(tab="tercetak"))[-CORRECTED:]:
        person = desk.read(uid)
        desk.save(replace(person, nama_ibu=f"{person.nama_ibu} BINTI AMIN"), person.revisi, why="salah ketik")


def _make_ready(desk: desks.Desk) -> None:
    """A few more people ready after the package, so that this status too is there to be seen."""
    for row in desk.rows(desk.find(desks.Query(tab="tercetak"))[:READY_AFTERWARDS]).values():
        for paper in desk.person_papers(row.kelompok):
            if paper.perlu.get(row.kelompok) == "W" and paper.tahap == "kirim":
                desk.set_berkas([row.uid], paper.kode, "ada")


def check(summary: dict[str, Any]) -> None:
    """The sums of the summary; a demo that does not add up is a fault of ours, not the reader's."""
    assert summary["orang"] == sum(summary["status_akhir"].values()) == sum(g["orang"] for g in summary["kelompok"])
    assert summary["kiriman"]["orang"] == summary["status_akhir"]["terkirim"] == summary["status_contoh"]["siap_kirim"]


def words(summary: dict[str, Any]) -> str:
    """The summary for people."""
    sent = summary["kiriman"]
    lines = [f"{summary['desa']}: {summary['orang']} orang rekaan di {summary['folder']}", "", "Kelompok"]
    lines += [f"  {code_label('kelompok', g['kelompok']):16} {g['orang']:4} orang, {g['lengkap']} datanya lengkap"
              for g in summary["kelompok"]]
    lines += ["", "Status sesudah kiriman"]
    lines += [f"  {label:18} {summary['status_akhir'][code]:4}" for code, label in code_list("status").items()
              if summary["status_akhir"].get(code)]
    lines += [f"  {'Jumlah':18} {summary['orang']:4}", ""]
    lines += [f"Cetak: {c['berkas']} ({c['lembar']} lembar, {c['halaman']} halaman)" for c in summary["cetak"]]
    lines += [f"Kiriman no. {sent['seq']}: {sent['berkas']} ({sent['orang']} orang)",
              f"Kode periksa: {sent['kode_periksa']}",
              f"Tanda terima: {sent['tanda_terima']}", f"Daftar Excel: {sent['excel']}",
              f"Gambar halaman: {len(summary['gambar'])} di {Path(summary['folder']) / 'gambar'}"]
    return "\n".join(lines)
