"""What a village does beside enrolling, in the demo: its map, its pekerja rentan, its budget, a payment, a death."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.leaving_records import LeaveOrder
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.budget import WhatIf

SEATS = 20  # pekerja rentan the kabupaten pays for in this village
FUND = "APBD_KAB"
LAMPIRAN = ("Lampiran APBDes.pdf", "Lampiran APBDes.xlsx")


def settle(desk: desks.Desk, folder: Path) -> dict[str, Any]:
    """The affairs of a village whose people DPMD has answered; papers go into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    return {"rentan": _choose(desk, folder), "lampiran": _budget(desk, folder), "bayar": _pay(desk),
            "meninggal": _death(desk, folder), "map": _road(desk)}


def _choose(desk: desks.Desk, folder: Path) -> dict[str, Any]:
    """A quota, the proposal by order, and the draft of the SK with exactly that list."""
    year = desk.today.year
    desk.set_rentan_quota(year, FUND, SEATS, "Surat DPMD 440/12/2026")
    desk.propose_selection(year, FUND)
    chosen = desk.selection(year, FUND)
    path = run_to_end(desk.sk_draft_job(year, FUND, folder / "Rancangan SK pekerja rentan.pdf"))
    return {"kuota": SEATS, "terpilih": chosen.kuota.terisi, "cadangan": chosen.kuota.cadangan, "berkas": str(path)}


def _budget(desk: desks.Desk, folder: Path) -> list[str]:
    """The lampiran for next year's APBDes, on paper and as a workbook."""
    return [str(run_to_end(desk.budget_files_job(desk.today.year + 1, WhatIf(), folder / name))) for name in LAMPIRAN]


def _pay(desk: desks.Desk) -> dict[str, Any]:
    """The first bill the village pays itself, with its proof; membership of its people begins with it."""
    found = max((one for one in desk.proposals() if one.bayar_desa and not one.tanpa_iuran),
                key=lambda one: one.orang, default=None)
    if found is None:
        return {"orang": 0, "jumlah_sen": 0, "menjadi_aktif": 0}
    before = desk.counts().status.get("aktif", 0)
    order = desks.BillOrder(sumber_dana=found.sumber_dana, segmen=found.segmen, bulan_dari=found.bulan_dari,
                            bulan=found.bulan, uids=found.uids, kode_bayar="880740211260", jatuh_tempo=desk.today)
    bill = desk.make_bill(order)
    desk.record_payment(bill, desk.today, "NTB 260417")
    row = desk.bill(bill).row
    return {"orang": row.orang, "jumlah_sen": row.jumlah_sen,
            "menjadi_aktif": desk.counts().status.get("aktif", 0) - before}


def _death(desk: desks.Desk, folder: Path) -> dict[str, Any]:
    """A member who died is no exit: the family may claim, and the checklist is printed."""
    someone = next((p for p in desk.everyone() if p.status == "aktif" and p.kelompok == "pekerja_rentan"), None)
    if someone is None:
        return {"nama": "", "berkas": ""}
    left = desk.leave(someone.uid, LeaveOrder(tanggal=desk.today, sebab="meninggal"))
    paper = run_to_end(desk.event_paper_job(left.kejadian, folder / "Ceklis klaim JKM.pdf")) if left.kejadian else ""
    return {"nama": left.nama, "hak": left.kalimat, "berkas": str(paper)}


def _road(desk: desks.Desk) -> list[dict[str, Any]]:
    """The step that the PKS is, and how far each road has come."""
    desk.mark_step("wadah", "pks", desk.today, "14/PKS/2026", "", "selesai")
    return [{"jalur": road.jalur, "selesai": road.done, "langkah": len(road.steps),
             "berikut": road.next.label if road.next else ""} for road in desk.roads()]
