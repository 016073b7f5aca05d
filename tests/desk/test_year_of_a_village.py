"""A year of a village, day by day: joiners, leavers, lapses, payments, a death, an extension.

What everybody's status must be is written down below, person by person, as a clerk would in a diary; what was paid is
added up here by hand from the law's figures. Every day both are compared with what the desk says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.leaving_records import LeaveOrder
from jamsos_desktop.desk.paying_records import BillOrder, ExtendOrder
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.paths import DataFolder
from tests.desk.talks import Talk, day, talking

KADES, KAUR, FIRST, SECOND, OJEK, BPD = "u1", "u2", "u3", "u4", "u5", "u6"
ADD, KAB, OWN = "APBDES_ADD", "APBD_KAB", "MANDIRI"
# Sen a month by PP 44/2015: 0.24 % and 0.30 % of the wage, each rounded; the BPU table, half of it by PP 50/2025.
MONTHLY = {KADES: 582_394 + 727_992, KAUR: 485_328 + 606_660, BPD: 288_000 + 360_000, OJEK: (1_000_000 + 680_000) // 2}
GROUP = {KADES: "perangkat_desa", KAUR: "perangkat_desa", BPD: "ekosistem_desa", OJEK: "pekerja_rentan"}
SEGMEN = {KADES: "PU", KAUR: "PU", BPD: "PU", OJEK: "BPU"}

# From which day on somebody has which status.
DIARY: Mapping[str, tuple[tuple[str, str], ...]] = {
    KADES: (("2026-01-05", "siap_kirim"), ("2026-01-08", "terkirim"), ("2026-01-09", "diterima"),
            ("2026-01-20", "di_bpjs"), ("2026-01-28", "aktif"), ("2026-04-01", "lewat_masa"), ("2026-04-10", "aktif")),
    KAUR: (("2026-01-05", "siap_kirim"), ("2026-01-08", "terkirim"), ("2026-01-09", "diterima"),
           ("2026-01-20", "di_bpjs"), ("2026-01-28", "aktif"), ("2026-04-01", "lewat_masa"), ("2026-04-10", "aktif"),
           ("2026-06-15", "keluar")),
    FIRST: (("2026-01-05", "siap_kirim"), ("2026-01-08", "terkirim"), ("2026-01-09", "diterima"),
            ("2026-01-20", "menunggu_bayar"), ("2026-02-02", "aktif"), ("2026-07-15", "siap_kirim"),
            ("2026-07-16", "terkirim"), ("2026-07-28", "aktif")),
    SECOND: (("2026-01-05", "siap_kirim"), ("2026-01-08", "terkirim"), ("2026-01-09", "diterima"),
             ("2026-01-20", "menunggu_bayar"), ("2026-02-02", "aktif"), ("2026-07-15", "siap_kirim"),
             ("2026-07-16", "terkirim"), ("2026-07-28", "aktif"), ("2026-09-10", "meninggal")),
    OJEK: (("2026-01-05", "siap_kirim"), ("2026-01-08", "terkirim"), ("2026-01-09", "diterima"),
           ("2026-01-20", "di_bpjs"), ("2026-01-28", "aktif"), ("2026-05-01", "lewat_masa")),
    BPD: (("2026-05-04", "siap_kirim"), ("2026-05-05", "terkirim"), ("2026-05-20", "di_bpjs"), ("2026-05-26", "aktif")),
}


def expected(uid: str, on: date) -> str | None:
    """The status of somebody on a day, None before they are here."""
    return next((status for start, status in reversed(DIARY[uid]) if day(start) <= on), None)


class Year:
    """The village and the district as the days go by, and what was paid so far as added up here."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.desk = talk.desa
        self.paid: dict[tuple[str, str, str, str], tuple[int, int]] = {}
        self.today = date(2026, 1, 5)

    def at(self, on: date) -> None:
        """Another day begins: both desks are opened anew."""
        self.today, clock = on, desks.Clock(on)
        self.desk.ctx = replace(self.desk.ctx, clock=clock)
        self.talk.dpmd.ctx = self.talk.district.ctx = replace(self.talk.dpmd.ctx, clock=clock)
        run_to_end(self.desk.recompute_job())

    # What happens on which day.

    def january(self) -> None:
        wage = {"segmen": "PU", "sumber_dana": SumberDana(jkk_jkm=ADD), "periode_bayar": 1, "wadah_jenis": "",
                "pekerjaan": "", "mulai": date(2026, 2, 1), "mulai_bekerja": date(2023, 1, 2),
                "status_pegawai": "PKWTT", "sk_tanggal": date(2023, 1, 2), "desil": None}
        self.wage = wage
        self.talk.enrol(1, kelompok="perangkat_desa", jabatan="KADES", penghasilan=2_426_640, **wage)
        self.talk.enrol(2, kelompok="perangkat_desa", jabatan="KAUR_TU", penghasilan=2_022_200, **wage)
        self.talk.enrol(3, 4, mulai=date(2026, 2, 1), sk_tanggal=date(2025, 12, 1))
        self.talk.enrol(5, mulai=date(2026, 2, 1), pekerjaan="OJEK", sumber_dana=SumberDana(jkk_jkm=OWN),
                        wadah_jenis="SL", periode_bayar=3, sk_tanggal=date(2025, 12, 1))

    def send(self) -> None:
        self.talk.deliver()

    def hear(self) -> None:
        self.talk.hear()

    def handed_on(self) -> None:
        for uid in (KADES, KAUR, OJEK):
            self.talk.decide(uid, keadaan="di_bpjs")
        for uid in (FIRST, SECOND):
            self.talk.decide(uid, keadaan="menunggu_bayar")
        self.talk.hear()

    def active(self, *uids: str, until: str) -> None:
        self.talk.activate(*uids, dari="2026-02-02", sampai=until)
        self.talk.hear()

    def bill(self, fund: str, start: str, months: int, *uids: str) -> str:
        return self.desk.make_bill(BillOrder(sumber_dana=fund, bulan_dari=start, bulan=months, uids=uids))

    def pay(self, fund: str, start: str, months: int, *uids: str) -> None:
        """Bill and pay; add up by hand what that is."""
        made = self.bill(fund, start, months, *uids)
        total = sum(MONTHLY[uid] for uid in uids) * months
        assert self.desk.bill(made).row.jumlah_sen == total
        self.desk.record_payment(made, self.today, f"NTB {start}")
        year, month = map(int, start.split("-"))
        for uid in uids:
            for nth in range(months):
                key = (fund, GROUP[uid], SEGMEN[uid], f"{year}-{month + nth:02}")
                people, sen = self.paid.get(key, (0, 0))
                self.paid[key] = people + 1, sen + MONTHLY[uid]

    def joins(self) -> None:
        self.talk.enrol(6, kelompok="ekosistem_desa", jabatan="BPD_ANGG", penghasilan=1_200_000,
                        **{**self.wage, "mulai": date(2026, 6, 1)})

    def joiner_handed_on(self) -> None:
        self.talk.decide(BPD, keadaan="di_bpjs")
        self.talk.hear()

    def leaves(self) -> None:
        left = self.desk.leave(KAUR, LeaveOrder(tanggal=self.today, sebab="mengundurkan_diri"))
        assert (left.status, left.kejadian) == ("keluar", "")

    def extends(self) -> None:
        done = self.desk.extend(ExtendOrder(sumber_dana=KAB, segmen="BPU", sampai=date(2026, 7, 31), bulan=6))
        assert set(done.diajukan) == {FIRST, SECOND}
        assert not done.tagihan  # the district pays: it is asked, nothing is billed here

    def dies(self) -> None:
        left = self.desk.leave(SECOND, LeaveOrder(tanggal=self.today, sebab="meninggal"))
        assert left.status == "meninggal"
        [event] = self.desk.events()
        assert (event.uid, event.jenis) == (SECOND, "JKM")

    def check(self) -> None:
        """Statuses, who is no longer covered, and the money, as the diary says."""
        here = {p.uid: p.status for p in self.desk.everyone()}
        wanted = {uid: status for uid in DIARY if (status := expected(uid, self.today)) is not None}
        assert here == wanted, self.today
        late = {uid for uid, status in wanted.items() if status == "lewat_masa"}
        assert {row.uid for row in self.desk.lapsed()} == late, self.today
        assert dict(self.desk.paid_by_month(2026)) == self.paid, self.today


def calendar(year: Year) -> dict[str, list[Callable[[], Any]]]:
    """What happens when; a day may hold several things in order."""
    both, three, end = (KADES, KAUR), (KADES, KAUR, BPD), (KADES, BPD)
    found: dict[str, list[Callable[[], Any]]] = {
        "2026-01-05": [year.january], "2026-01-08": [year.send], "2026-01-09": [year.hear],
        "2026-01-20": [year.handed_on],
        "2026-01-28": [lambda: year.pay(ADD, "2026-02", 1, *both), lambda: year.pay(OWN, "2026-02", 3, OJEK)],
        "2026-02-02": [lambda: year.active(FIRST, SECOND, until="2026-07-31")],
        "2026-02-25": [lambda: year.pay(ADD, "2026-03", 1, *both)],
        "2026-04-10": [lambda: year.pay(ADD, "2026-04", 1, *both)],  # forgotten in March
        "2026-04-25": [lambda: year.pay(ADD, "2026-05", 1, *both)],
        "2026-05-04": [year.joins], "2026-05-05": [year.send], "2026-05-20": [year.joiner_handed_on],
        "2026-05-26": [lambda: year.pay(ADD, "2026-06", 1, *three)],
        "2026-06-15": [year.leaves], "2026-06-25": [lambda: year.pay(ADD, "2026-07", 6, *end)],
        "2026-07-15": [year.extends], "2026-07-16": [year.send],
        "2026-07-28": [lambda: year.active(FIRST, SECOND, until="2027-01-31")],
        "2026-09-10": [year.dies],
    }
    return found


@pytest.fixture
def year(folder: DataFolder, tmp_path: Path):
    with desks.open_desk(folder, None, desks.Clock(date(2026, 1, 5))) as desk, talking(desk, tmp_path) as talk:
        yield Year(talk)


def test_every_day_of_a_year_is_as_the_diary_says(year: Year) -> None:
    events = calendar(year)
    now, last = date(2026, 1, 5), date(2026, 12, 31)
    while now <= last:
        year.at(now)
        for event in events.get(now.isoformat(), ()):
            event()
        year.check()
        if now == date(2026, 8, 1):
            [row] = year.desk.lapsed()
            assert (row.uid, row.nonaktif, row.tunggakan_bulan) == (OJEK, True, 3)
        if now == date(2026, 7, 31):
            [row] = year.desk.lapsed()
            assert not row.nonaktif
        now += timedelta(days=1)
    spent = sum(sen for _, sen in year.paid.values())
    assert spent == MONTHLY[KADES] * 11 + MONTHLY[KAUR] * 5 + MONTHLY[BPD] * 7 + MONTHLY[OJEK] * 3
