"""A village behind PINs in the demo: who works there, what a damaged file costs, a new key, and what a person may ask.

One person after the other works with an own PIN; one forgets it. The data file is damaged on purpose, and what came
back is told. In the end somebody is erased for good, at DPMD too.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.demo import office, village
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem

PLAN = village.Plan("74.02.11.2014", "LA ODE RUSDIN", "MASNIA", 24, 41, "26004414")
PIN, NEW_PIN, OPERATOR_PIN, WRONG = "246810", "597318", "864297", "313579"
OPERATOR = "SITI AMINAH"
FREE_TRIES = 5
_PAGE = 4096  # bytes the engine reads at once; a cut of power leaves such a piece half written


def keep_safe(district: desks.Desk, folder: Path, key: Path, clock: desks.Clock) -> dict[str, Any]:
    """The whole story in a data folder of its own; papers go into ``folder/aman``."""
    data, papers = DataFolder(folder / "data-desa-4"), folder / "aman"
    papers.mkdir(parents=True)
    set_up(data, key, clock)
    words, sheet, operator = _staff(data, papers, clock)
    waited = _forgotten(data, words, clock)
    copy, changed = _work(data, operator, clock)
    _damage(data)
    told, fresh = _recovered(data, clock)
    return {"desa": str(data.root), "salah": FREE_TRIES, "lembar": str(sheet), "tunggu_detik": waited,
            "cadangan": copy, "diubah": changed, "rusak": told, "kunci": fresh,
            **_asked(data, district, folder, clock)}


def set_up(data: DataFolder, key: Path, clock: desks.Clock) -> None:
    """The village, opened by its secretary's PIN alone, with its people."""
    unit = replace(desks.unit_for(PLAN.kode, PLAN.kepala, PLAN.sekretaris), kode_pos="93351", npp=PLAN.npp)
    desks.set_up_desa(data, desks.SetUp(unit, PIN, key), clock)
    with desks.open_desk(data, PIN, clock) as desk:
        run_to_end(desk.samples_job(PLAN.orang, PLAN.benih))


def _staff(data: DataFolder, papers: Path, clock: desks.Clock) -> tuple[tuple[str, ...], Path, str]:
    """The recovery sheet on paper and a second person: (words, PDF, id of the operator)."""
    with desks.open_desk(data, PIN, clock) as desk:
        sheet = desk.draw_sheet()
        path = desk.save_recovery(sheet, "A5", PLAN.sekretaris, papers / "Lembar pemulihan.pdf")
        desk.recovery_printed(sheet, "pdf")
        desk.keep_sheet(sheet, "Lemari arsip kantor desa", PLAN.sekretaris)
        return sheet.words, path, desk.add_user(OPERATOR, "operator", OPERATOR_PIN).id


def _forgotten(data: DataFolder, words: tuple[str, ...], clock: desks.Clock) -> int:
    """Wrong PINs make one wait, and the words of the sheet lead to a new PIN; returns the seconds to wait."""
    secretary = desks.lock_users(data)[0].id
    for _ in range(FREE_TRIES):
        try:
            desks.open_desk(data, WRONG, clock, user=secretary).close()
        except Problem as problem:
            if problem.kode != "PIN_SALAH":
                raise
    seconds = desks.pin_wait(data, clock, secretary)
    desks.recover_pin(data, words, NEW_PIN, clock, secretary)
    return seconds


def _work(data: DataFolder, operator: str, clock: desks.Clock) -> tuple[str, list[str]]:
    """The operator's day: a backup of the desk's own, then changes after it; (its name, who was changed)."""
    with desks.open_desk(data, OPERATOR_PIN, clock, user=operator) as desk:
        made = run_to_end(desk.auto_backup_job("hitung"))
        assert made is not None
        changed = []
        for uid in desk.uids(desks.Query(tab="siap_cetak"))[:2]:
            person = desk.read(uid)
            desk.save(replace(person, alamat="Dusun III, dekat dermaga"), person.revisi, why="pindah rumah")
            changed.append(person.nama)
        return made.path.name, changed


def _damage(data: DataFolder) -> None:
    """What a power cut may do to a disk: a piece of the data file holds something else."""
    with data.database.open("r+b") as file:
        file.seek(-_PAGE, os.SEEK_END)
        file.write(bytes(_PAGE))


def _recovered(data: DataFolder, clock: desks.Clock) -> tuple[dict[str, Any], dict[str, Any]]:
    """What start-up care tells, and a new key because nobody knows who held the laptop meanwhile."""
    with desks.open_desk(data, NEW_PIN, clock, user=desks.lock_users(data)[0].id) as desk:
        cared = desk.cared()
        assert cared is not None
        told = desks.care_told(cared)
        desk.care_seen()
        sheet = desk.draw_sheet()
        changed = run_to_end(desk.new_key_job(NEW_PIN, sheet, "Lemari arsip kantor desa", PLAN.sekretaris))
        desk.take_new_key(changed)
        [operator] = [user for user in desk.without_pin() if user.nama == OPERATOR]
        desk.reset_pin(operator.id, OPERATOR_PIN)
        return ({"judul": told.title, "orang": cared.orang, "kembali": list(told.good), "sisa": list(told.open),
                 "disisihkan": cared.folder},
                {"lembar": changed.lembar, "perlu_pin": list(changed.perlu_pin), "cadangan": len(desk.local_backups())})


def _asked(data: DataFolder, district: desks.Desk, folder: Path, clock: desks.Clock) -> dict[str, Any]:
    """What people ask of their data, and what the history shows of all this."""
    papers, out = folder / "aman", folder / "kiriman-3"
    with desks.open_desk(data, NEW_PIN, clock, user=desks.lock_users(data)[0].id) as desk:
        rows = desk.uids(desks.Query(tab="tercetak"))[:village.READY_AFTERWARDS]
        village.make_ready(desk, rows)
        village.send(desk, out)
        office.take_in(district, out)
        office.match(district, {desk.unit.kode: desk.own_fingerprint()})
        at_first = len(office.of(district).people_of_unit(desk.unit.kode))
        gone, kept = desk.read(rows[0]), desk.read(rows[1])
        copy = run_to_end(desk.rights_paper_job(kept.uid, path=papers / "Data saya.pdf"))
        desk.restrict_data(kept.uid, "menyanggah isi datanya")
        desk.request_data(gone.uid, "hapus", "datang ke kantor")
        desk.withdraw_consent(gone.uid, "tidak mau lagi", clock.today())
        erased = run_to_end(desk.erase_job([gone.uid], "permintaan"))
        report = run_to_end(desk.destruction_paper_job(erased.id, papers / "Berita acara pemusnahan.pdf"))
        village.send(desk, out)
        office.take_in(district, out)
        left = len(office.of(district).people_of_unit(desk.unit.kode))
        recap = run_to_end(desk.recap_paper_job(clock.today(), "A5", papers / "Rekap harian.pdf"))
        check = desk.verify_trail()
    return {"data_saya": str(copy), "dibatasi": kept.nama,
            "hapus": {"orang": erased.orang, "tersisa": list(erased.tersisa), "berkas": str(report),
                      "dpmd": [at_first, left]},
            "riwayat": {"catatan": check.n, "utuh": check.utuh, "kode_periksa": check.kode, "rekap": str(recap)}}
