"""Makes the stored databases of the newest schemas: run once when a migration is released, then never again.

``PYTHONPATH=. python tests/golden/make_golden.py`` writes ``tests/golden/<last migration>/`` with sample people: a
village, and a district that holds one village's package. Later programs must carry them forward
(tests/store/test_golden.py). All people in them are invented.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date, datetime
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import key_file, vault
from jamsos_desktop.store.key_file import VaultUser
from jamsos_desktop.store.schema import STEPS

HERE = Path(__file__).parent
PIN = "482913"


def main() -> int:
    target = HERE / STEPS[-1][0]
    if target.exists():
        sys.stderr.write(f"{target.name} is stored already; a released database never changes.\n")
        return 1
    clock = desks.Clock(date(2026, 11, 21))
    try:
        _village(target, clock)
    except BaseException:  # half a village would count as stored
        shutil.rmtree(target, ignore_errors=True)
        raise
    _keys()
    return _district(clock)


def _village(target: Path, clock: desks.Clock) -> None:
    desks.set_up_desa(DataFolder(target), desks.SetUp(desks.unit_for("74.02.11.2017", "KEPALA", "SEKRETARIS")), clock)
    with desks.open_desk(DataFolder(target), None, clock) as desk:
        run_to_end(desk.samples_job(20, 7))
        desk.keep_draft("editor", "draf-lama", {"texts": {"nama": "BELUM SELESAI"}})
        _affairs(desk)
    _tidy(target)


def _affairs(desk: desks.Desk) -> None:
    """A little of everything that hangs on people and on the village."""
    payer = next(p for p in desk.everyone() if p.status == "siap_kirim" and p.sumber_dana.jkk_jkm == "APBDES_ADD")
    bill = desk.make_bill(desks.BillOrder(sumber_dana="APBDES_ADD", bulan_dari="2026-12", uids=(payer.uid,),
                                          kode_bayar="880740211260"))
    desk.record_payment(bill, date(2026, 11, 20), "NTB 260417")
    desk.set_ceiling(2026, "APBDES_ADD", 1_200_000, "Perdes 3/2026")
    desk.set_wage_base(2026, "non_asn", "ump", dasar="Surat BPJS 12/2026")
    desk.set_rentan_quota(2026, "APBD_KAB", 3, "Surat DPMD")
    desk.propose_selection(2026, "APBD_KAB")
    desk.mark_step("wadah", "pks", date(2026, 11, 18), "14/PKS/2026", "", "selesai")
    desk.leave(payer.uid, desks.LeaveOrder(sebab=desks.ACCIDENT, waktu=datetime(2026, 11, 20, 9, 30).astimezone(),
                                           uraian="Tergelincir"))
    empty = next(seat for column in desk.board().kolom for seat in column.kursi if not (seat.uid or seat.nama))
    desk.fill_seat(empty.id, desks.SeatOrder(nama="Drs. ASEP", keadaan="pj", sampai=date(2026, 12, 31)))
    _brought_in(desk)


def _brought_in(desk: desks.Desk) -> None:
    """A list that gave somebody their e-mail, and how its columns are read."""
    from tests.desk.imports import bring_in, listed

    person = next(p for p in desk.everyone() if p.nik and not p.email and not p.keluar_sebab)
    report = bring_in(desk, listed({"nik": person.nik, "nama": person.nama, "email": "warga@contoh.id"}))
    desk.keep_pattern("Daftar dusun", report.layout)
    _asked_about(desk)


def _asked_about(desk: desks.Desk) -> None:
    """What people asked about their data: an open request, somebody restricted, somebody erased for good."""
    asking, resting = [p for p in desk.everyone() if p.nik][:2]
    desk.request_data(asking.uid, "akses", "Minta salinan", diterima=datetime(2026, 11, 20, 8, 0).astimezone())
    desk.restrict_data(resting.uid, "Sedang dicocokkan dengan Dukcapil")
    [gone] = desk.add_people([{"nama": "LA TIADA", "kelompok": "pekerja_rentan"}])
    run_to_end(desk.erase_job([gone.uid], "permintaan"))


def _keys() -> None:
    """A vault as first released with a name beside its PIN; the words lie beside it."""
    target = HERE / f"kunci_v{key_file.VERSION}"
    if not target.exists():
        target.mkdir()
        made = vault.create(DataFolder(target), PIN, "db-1", VaultUser("p1", "SEKRETARIS"))
        (target / "kata.txt").write_text(" ".join(made.words) + "\n", "utf-8")


def _district(clock: desks.Clock) -> int:
    """The district's register with one village taken in, as first released."""
    target = HERE / REGISTER.steps[-1][0]
    if target.exists():
        return 0
    from tests.hub import makers

    desks.set_up_dpmd(DataFolder(target), "74.02", None, clock)
    with desks.open_desk(DataFolder(target), None, clock) as desk:
        assert desk.district is not None
        village = makers.villages(1, 12)[0]
        package = target / "kiriman.jdx"
        package.write_bytes(village.send(makers.recipient_of(desk, target)).data)
        run_to_end(desk.district.take_in_job([package]))
        desk.district.match_key(village.kode, village.keys.public.fingerprint)
        package.unlink()
        (target / "JK-7402.json").unlink()
    _tidy(target)
    return 0


def _tidy(target: Path) -> None:
    for made in ("keluar", "cadangan"):
        shutil.rmtree(target / made, ignore_errors=True)
    (target / "data.lock").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
