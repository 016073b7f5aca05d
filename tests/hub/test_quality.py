"""Marks of data quality: what each sees, that whole people have none, and that no row can stop them."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from jamsos_desktop.exchange.package import person_row
from jamsos_desktop.hub.quality import MARKS, marks, worst_first
from jamsos_desktop.policy import Policy, bundled_files, load_policy
from tests.conftest import TODAY, salma
from tests.hub import makers

POLICY = load_policy()


def row(**changed: Any) -> dict[str, Any]:
    """Wa Ode Salma as she travels, with values damaged or (None) absent."""
    whole = {**person_row(salma()), **changed}
    return {key: value for key, value in whole.items() if value is not None}


def test_a_whole_person_has_no_marks() -> None:
    assert marks(row(), POLICY, TODAY) == []


@pytest.mark.parametrize(("changed", "mark"), [
    ({"nik": "740211540884941"}, "NIK_PANJANG"),
    ({"nik": None}, "NIK_PANJANG"),
    ({"nik": "٧402115408849417"}, "NIK_PANJANG"),
    ({"tanggal_lahir": "1984-08-15"}, "NIK_TANGGAL"),
    ({"tanggal_lahir": "1985-08-14"}, "NIK_TANGGAL"),
    ({"jenis_kelamin": "L"}, "NIK_JK"),
    ({"nik": "7402111408849417"}, "NIK_JK"),
    ({"nama_ibu": None}, "IBU_KOSONG"),
    ({"nama": "ABD. RAHIM"}, "NAMA_SINGKAT"),
    ({"nama": "MUH RIDWAN"}, "NAMA_SINGKAT"),
    ({"nama": "MUH.RIDWAN"}, "NAMA_SINGKAT"),
    ({"nama": "LA ODE M. ALI"}, "NAMA_SINGKAT"),
    ({"no_kk": "740211120310927"}, "KK_PANJANG"),
    ({"keluarga": None}, "TANPA_AHLI_WARIS"),
    ({"keluarga": [{"nama": "LA ODE HASAN"}]}, "TANPA_AHLI_WARIS"),
    ({"penghasilan": 900}, "UPAH_JANGGAL"),
    ({"penghasilan": 90_000_000}, "UPAH_JANGGAL"),
    ({"sk_berakhir": "2026-11-20"}, "SK_HABIS"),
    ({"hp": None}, "TANPA_HP"),
])
def test_each_mark_sees_its_damage_alone(changed: dict[str, Any], mark: str) -> None:
    assert mark in marks(row(**changed), POLICY, TODAY)
    assert mark in MARKS


@pytest.mark.parametrize("changed", [
    {"nama": "I MADE SUARTA"}, {"nama": "NI WAYAN LESTARI"}, {"nama": "STEVEN"}, {"nama": "ABDUL MUHAJIR"},
    {"sk_berakhir": "2026-11-21"}, {"hp": None, "tanpa_hp": True}, {"keluarga": None, "tanpa_ahli_waris": True},
])
def test_what_is_well_said_is_not_marked(changed: dict[str, Any]) -> None:
    assert marks(row(**changed), POLICY, TODAY) == []


@pytest.mark.parametrize(("born", "mulai", "mark"), [
    ("1961-12-02", "2026-12-01", []), ("1961-12-01", "2026-12-01", ["USIA_LEWAT"]),
    ("2009-12-01", "2026-12-01", []), ("2009-12-02", "2026-12-01", ["USIA_KURANG"]),
    ("1961-11-22", None, []), ("1961-11-21", None, ["USIA_LEWAT"]),
])
def test_age_counts_on_the_first_day_else_today(born: str, mulai: str | None, mark: list[str]) -> None:
    assert [m for m in marks(row(tanggal_lahir=born, mulai=mulai), POLICY, TODAY) if m.startswith("USIA")] == mark


def ages(policy: Policy, **changed: Any) -> list[str]:
    return [mark for mark in marks(row(**changed), policy, TODAY) if mark.startswith("USIA")]


@pytest.mark.parametrize(("segmen", "kelompok", "born", "mark"), [
    ("BPU", "pekerja_rentan", "1961-12-01", ["USIA_LEWAT"]),
    ("PU", "non_asn", "1956-12-01", []),  # no limit of wage earners
    ("PU", "perangkat_desa", "1965-12-01", ["USIA_LEWAT"]), ("PU", "perangkat_desa", "1965-12-02", []),
    ("PU", "perangkat_desa", "2006-12-02", ["USIA_KURANG"]), ("PU", "non_asn", "2006-12-02", []),
])
def test_age_is_judged_by_the_limits_of_group_and_segment(segmen: str, kelompok: str, born: str,
                                                          mark: list[str]) -> None:
    assert ages(POLICY, segmen=segmen, kelompok=kelompok, tanggal_lahir=born) == mark


def test_age_is_judged_by_the_limits_in_force() -> None:
    table = bundled_files()["usia.csv"].decode()
    assert "AGE_MAX_BPU,BPU,,,64,salah" in table
    other = load_policy({**bundled_files(),
                         "usia.csv": table.replace("AGE_MAX_BPU,BPU,,,64", "AGE_MAX_BPU,BPU,,,69").encode()})
    for born, now, then in (("1961-12-01", ["USIA_LEWAT"], []), ("1956-12-01", ["USIA_LEWAT"], ["USIA_LEWAT"])):
        assert (ages(POLICY, tanggal_lahir=born), ages(other, tanggal_lahir=born)) == (now, then)


@pytest.mark.parametrize("value", [None, 5, -1, True, [], {}, "", "x", "9999-99-99", ["x"], {"a": 1}])
@pytest.mark.parametrize("key", ["nik", "tanggal_lahir", "nama", "no_kk", "hp", "keluarga", "penghasilan", "mulai",
                                 "sk_berakhir", "jenis_kelamin", "nama_ibu", "segmen", "kelompok"])
def test_no_value_of_any_type_stops_it(key: str, value: Any) -> None:
    assert set(marks({**row(), key: value}, POLICY, TODAY)) <= set(MARKS)


def test_the_worst_mark_comes_first() -> None:
    assert worst_first({"TANPA_HP": 90, "NIK_TANGGAL": 2, "NIK_JK": 3, "BARU": 4}) == [
        ("NIK_JK", 3), ("NIK_TANGGAL", 2), ("TANPA_HP", 90), ("BARU", 4)]


def test_it_is_cheap_enough_for_every_row() -> None:
    """Some microseconds on the office's machine. Counted in calls, which are as many on a busy or a slow one."""
    rows, calls, before = list(makers.villages(1, 200)[0].rows.values()), 0, sys.getprofile()

    def count(_frame: FrameType, event: str, _about: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        for one in rows:
            marks(one, POLICY, TODAY)
    finally:
        sys.setprofile(before)
    assert 10 < calls / len(rows) < 70  # 47 where it was counted
