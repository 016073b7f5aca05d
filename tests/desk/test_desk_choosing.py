"""Choosing pekerja rentan on a real desk: seats, the proposal, pins and skips, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from tests.conftest import salma
from tests.desk.choosing_village import (
    FUND,
    LIST,
    NAMES,
    YEAR,
    candidates,
    change,
    chosen,
    fails,
    settled,
)
from tests.desk.talks import dump
from tests.hub import makers


@pytest.fixture
def village(desk: desks.Desk) -> desks.Desk:
    """Six candidates and three seats."""
    return candidates(desk)


# Seats.

def test_before_anything_is_proposed_everyone_is_shown_in_order(village: desks.Desk) -> None:
    seen = village.selection(*LIST)
    assert [row.nama for row in seen.rows] == NAMES
    assert {row.keadaan for row in seen.rows} == {"baru"}
    assert seen.rows[0].kata == "desil 1 · nelayan, risiko tinggi · 42 tahun"
    assert seen.rows[-1].kata.startswith("desil belum dicek")
    assert (seen.kuota.orang, seen.kuota.terisi, seen.kuota.keadaan, seen.kuota.wadah_jenis) == (3, 0, "", "SD")
    assert seen.tanda


def test_a_quota_of_dpmd_counts_until_the_village_says_more(village: desks.Desk) -> None:
    given = replace(village.ctx.policy, kuota={(village.unit.kode, FUND, YEAR): 2})
    village.ctx = replace(village.ctx, policy=given)
    [quota] = [one for one in village.rentan_quotas(YEAR) if one.sumber_dana == FUND]
    assert (quota.orang, quota.desa, quota.dpmd, quota.lebih, quota.dasar) == (3, 3, 2, True, "Perdes 4/2026")
    village.set_rentan_quota(*LIST, None)
    quota = village.selection(*LIST).kuota
    assert (quota.orang, quota.desa, quota.dpmd, quota.lebih) == (2, None, 2, False)


@pytest.mark.parametrize(("kode", "year", "fund", "many"), [
    ("KUOTA_SALAH", YEAR, FUND, -1), ("KUOTA_SALAH", YEAR, FUND, 10**9), ("TAHUN_SALAH", 20266, FUND, 3),
    ("DANA_SALAH", YEAR, "MANDIRI", 3), ("DANA_SALAH", YEAR, "", 3),
])
def test_a_quota_that_cannot_be_is_refused(village: desks.Desk, kode: str, year: int, fund: str, many: int) -> None:
    before = dump(village)
    fails(kode, lambda: village.set_rentan_quota(year, fund, many))
    assert dump(village) == before


def test_seats_that_dpmd_gave_each_village_travel_with_its_pack(tmp_path: Path) -> None:
    with makers.district(tmp_path) as dpmd:
        assert dpmd.district is not None
        dpmd.district.set_quota(2027, {"74.02": {"APBD_KAB": 900}, "74.02.11.2017": {"APBD_KAB": 60}})
        folder = dpmd.export_policy(tmp_path)
        table = (folder / "kuota.csv").read_text(encoding="utf-8-sig")
    assert table == "kode,sumber_dana,tahun,orang\n74.02.11.2017,APBD_KAB,2027,60\n"


# The draft.

def test_a_proposal_follows_the_order_and_the_quota(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    assert (chosen(village), chosen(village, "cadangan")) == (NAMES[:3], NAMES[3:])
    village.set_rentan_quota(*LIST, 5, "Perdes 5/2026")
    assert chosen(village) == NAMES[:5]
    assert chosen(village, "cadangan") == NAMES[5:]
    village.save(salma("u9", nama="GALIB", nik="7402115408849079", desil=1, tanggal_lahir=date(1970, 1, 1),
                       pekerjaan="NELAYAN"), 0)
    assert village.selection(*LIST).baru == 1
    village.propose_selection(*LIST)
    assert chosen(village) == ["Galib", *NAMES[:4]]


def test_pins_and_skips_are_kept_and_told(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.pin_candidate(*LIST, "u4", "Tulang punggung keluarga")
    village.skip_candidate(*LIST, "u0", "Menolak didaftarkan")
    assert chosen(village) == ["Baso", "Eko", "Citra"]  # the seat of who is skipped goes to the next in the list
    assert chosen(village, "cadangan") == ["Darma", "Fitri"]
    assert chosen(village, "dilewati") == ["Amir"]
    village.propose_selection(*LIST)
    assert chosen(village) == ["Baso", "Citra", "Eko"]
    seen = {row.nama: row for row in village.selection(*LIST).rows}
    assert (seen["Eko"].kunci, seen["Eko"].alasan) == (True, "Tulang punggung keluarga")
    assert seen["Amir"].alasan == "Menolak didaftarkan"
    village.unmark_candidate(*LIST, "u0")
    village.unmark_candidate(*LIST, "u4")
    assert chosen(village, "dilewati") == []
    village.propose_selection(*LIST)
    assert chosen(village) == NAMES[:3]


def test_moving_crosses_the_border_and_goes_round_a_pinned_seat(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.move_candidate(*LIST, "u3", -1)
    assert chosen(village) == ["Amir", "Baso", "Darma"]
    village.pin_candidate(*LIST, "u3", "Musyawarah desa")
    village.move_candidate(*LIST, "u2", -1)
    assert chosen(village) == ["Amir", "Citra", "Darma"]
    fails("DI_UJUNG", lambda: village.move_candidate(*LIST, "u0", -1))
    fails("DI_UJUNG", lambda: village.move_candidate(*LIST, "u5", 1))


def test_what_a_draft_refuses_changes_nothing(village: desks.Desk) -> None:
    change(village, "u5", nik="")
    village.propose_selection(*LIST)
    before = dump(village)
    fails("ALASAN_KOSONG", lambda: village.pin_candidate(*LIST, "u3", "  "))
    fails("ALASAN_KOSONG", lambda: village.skip_candidate(*LIST, "u3", ""))
    problem = fails("TIDAK_BISA_DIPILIH", lambda: village.pin_candidate(*LIST, "u5", "Musyawarah"))
    assert "Fitri" in problem.apa
    assert "NIK belum terisi." in problem.apa
    fails("TIDAK_BISA_DIPILIH", lambda: village.skip_candidate(*LIST, "siapa", "Musyawarah"))
    fails("BUKAN_TERPILIH", lambda: village.move_candidate(*LIST, "u5", -1))
    fails("KUOTA_KOSONG", lambda: village.propose_selection(2027, FUND))
    fails("BELUM_DITETAPKAN", lambda: village.replace_person(*LIST, "u0", "Pindah"))
    fails("PENETAPAN_KOSONG", lambda: village.settle_selection(2027, FUND, "1", date(2026, 11, 1)))
    assert dump(village) == before
    for nth in range(3):
        village.pin_candidate(*LIST, f"u{nth}", "Musyawarah")
    fails("KUNCI_PENUH", lambda: village.pin_candidate(*LIST, "u3", "Musyawarah"))


@pytest.mark.parametrize(("values", "says"), [
    ({"nik": ""}, "NIK belum terisi."), ({"pekerjaan_ktp": "5"}, "PNS"),
    ({"tanggal_lahir": date(1955, 1, 1)}, "Umur saat mulai 71 tahun, paling tua 64."),
    ({"keluar_tanggal": date(2026, 11, 20), "keluar_sebab": "pindah"}, ""),
])
def test_who_can_have_no_seat_is_not_proposed(village: desks.Desk, values: dict, says: str) -> None:
    change(village, "u0", **values)
    village.propose_selection(*LIST)
    assert chosen(village) == NAMES[1:4]
    rows = {row.nama: row for row in village.selection(*LIST).rows}
    if says:  # who left is not a candidate at all
        assert says in " ".join(rows["Amir"].tidak_bisa)
        assert rows["Amir"].keadaan == "tidak_bisa"
    else:
        assert "Amir" not in rows


def test_one_person_has_one_seat_a_year(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.set_rentan_quota(YEAR, "CSR", 2, "Perjanjian CSR")
    village.propose_selection(YEAR, "CSR")
    other = village.selection(YEAR, "CSR")
    assert [row.nama for row in other.of("terpilih")] == ["Darma", "Eko"]
    assert {row.nama: row.tidak_bisa for row in other.of("tidak_bisa")} == dict.fromkeys(
        NAMES[:3], ("Sudah dipilih dana APBDes (ADD) 2026.",))
    village.set_rentan_quota(2027, FUND, 6, "")
    village.propose_selection(2027, FUND)
    assert len(village.selection(2027, FUND).of("terpilih")) == 6


def test_nobody_is_chosen_by_two_funds_whatever_is_raised_or_undone(village: desks.Desk) -> None:
    other = (YEAR, "APBD_KAB")
    village.set_rentan_quota(*other, 6, "Surat DPMD")
    village.propose_selection(*LIST)
    skipped = village.skip_candidate(*LIST, "u0", "Sudah mampu")
    village.propose_selection(*other)  # those without a seat: Amir, Eko, Fitri
    assert {row.nama for row in village.selection(*other).of("terpilih")} == {"Amir", "Eko", "Fitri"}
    assert "APBD" in fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(skipped)).apa
    village.set_rentan_quota(*LIST, 5, "Perdes 5/2026")
    assert chosen(village) == ["Baso", "Citra", "Darma"]  # Eko and Fitri have their seat elsewhere


def test_a_typing_error_does_not_cost_a_pin(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.pin_candidate(*LIST, "u4", "Korban banjir")
    nik = village.read("u4").nik
    change(village, "u4", nik="123")
    village.propose_selection(*LIST)
    change(village, "u4", nik=nik)
    [row] = [row for row in village.selection(*LIST).rows if row.uid == "u4"]
    assert (row.keadaan, row.kunci, row.alasan) == ("terpilih", True, "Korban banjir")


# Undo.

def test_every_step_can_be_taken_back(village: desks.Desk) -> None:
    def state() -> tuple[Any, ...]:
        people = [village.read(f"u{nth}") for nth in range(6)]
        return (village.selection(*LIST), [(p.sumber_dana, p.wadah_jenis, p.sk_nomor, p.status) for p in people])

    steps: list[Callable[[], str]] = [
        lambda: village.propose_selection(*LIST), lambda: village.move_candidate(*LIST, "u4", -1),
        lambda: village.pin_candidate(*LIST, "u5", "Musyawarah"),
        lambda: village.skip_candidate(*LIST, "u0", "Menolak"),
        lambda: village.set_rentan_quota(*LIST, 4, "Perdes 9"),
        lambda: village.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20)),
        lambda: village.replace_person(*LIST, "u1", "Pindah desa"),
    ]
    states, undos = [state()], []
    for step in steps:
        undos.append(step())
        states.append(state())
    for was, undo in zip(reversed(states[:-1]), reversed(undos), strict=True):
        village.undo_selection(undo)
        assert state() == was
    fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(undos[0]))


def test_undo_refuses_what_has_moved_on(village: desks.Desk) -> None:
    first = village.propose_selection(*LIST)
    village.skip_candidate(*LIST, "u0", "Menolak")
    fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(first))
    village.unmark_candidate(*LIST, "u0")
    undo = settled(village)
    change(village, "u1", hp="081200000000")
    before = dump(village)
    problem = fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(undo))
    assert "BASO" in problem.apa
    assert dump(village) == before
