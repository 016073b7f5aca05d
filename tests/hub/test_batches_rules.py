"""The decisions about batches alone: states, kinds, sheets, first days, and each row of a list of results."""

from __future__ import annotations

from datetime import date

import pytest

from jamsos_desktop.hub.batches import Candidate, Facts, Key, first_day, need, sheet_of, state_of
from jamsos_desktop.hub.batches_results import STATES, Answer, Waiting, match

HORIZON = "2026-12-22"


def one(**changed: object) -> Candidate:
    held = Candidate("u", "74.02.11.2017", "pekerja_rentan", "BPU", "APBD_KAB", "aktif", "daftar", 0, "21000000001",
                     "2027-05-31", 3, 1_680_000, "", 0, 0)
    return held._replace(**changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(("changed", "jenis"), [
    (dict(keadaan="masuk"), "daftar"), (dict(keadaan="diterima", permohonan="ubah"), "daftar"),
    (dict(keadaan="masuk", permohonan="berhenti"), ""), (dict(keadaan="di_bpjs"), ""), (dict(), ""),
    (dict(permohonan="berhenti"), "berhenti"), (dict(permohonan="berhenti", dijawab="berhenti"), ""),
    (dict(permohonan="berhenti", dijawab="berhenti", aktif_sampai="2026-11-30"), ""),
    (dict(permohonan="lanjut"), "lanjut"), (dict(permohonan="lanjut", dijawab="lanjut"), ""),
    (dict(aktif_sampai="2026-12-22"), "lanjut"), (dict(aktif_sampai="2026-12-23"), ""),
    (dict(permohonan="ubah", berubah=1), "ubah"), (dict(permohonan="ubah"), ""),
    (dict(permohonan="pindah", berubah=1), "ubah"), (dict(permohonan="ubah", berubah=1, dijawab="lanjut,ubah"), ""),
    (dict(permohonan="daftar", berubah=1), "ubah"),  # the village did not say what kind of change it is
    (dict(keadaan="keluar"), "berhenti"), (dict(keadaan="keluar", diberitahu=1), ""),
    (dict(keadaan="keluar", kpj=""), ""),
])
def test_what_bpjs_must_hear_of_somebody(changed: dict[str, object], jenis: str) -> None:
    assert need(one(**changed), HORIZON) == jenis


@pytest.mark.parametrize(("facts", "state"), [
    (Facts(False, False, 1, 0, 0, 9, 0), "siap"), (Facts(False, True, 1, 0, 0, 9, 0), "diserahkan"),
    (Facts(False, True, 3, 1, 0, 9, 0), "menunggu_bayar"), (Facts(False, True, 3, 3, 2, 9, 9), "menunggu_bayar"),
    (Facts(False, True, 3, 3, 3, 9, 8), "dibayar"), (Facts(False, True, 3, 3, 3, 9, 9), "hasil"),
    (Facts(False, True, 0, 0, 0, 9, 1), "diserahkan"), (Facts(False, True, 0, 0, 0, 9, 9), "hasil"),
    (Facts(True, False, 1, 0, 0, 9, 0), "dibatalkan"),
])
def test_the_state_of_a_batch(facts: Facts, state: str) -> None:
    assert state_of(facts) == state


def test_sheets_and_first_days() -> None:
    assert [sheet_of(*pair) for pair in (("daftar", ""), ("daftar", "21"), ("lanjut", "21"), ("berhenti", "21"))] == [
        "data_tk_baru", "data_tk_lanjutan", "data_tk_lanjutan", "data_tk_na"]
    key = Key("lanjut", "BPU", "pekerja_rentan", "APBD_KAB", "2026-12-31")
    assert first_day(key, date(2026, 11, 21)) == date(2027, 1, 1)
    assert first_day(key._replace(aktif_sampai="2026-10-31"), date(2026, 11, 21)) == date(2026, 11, 1)
    assert first_day(key._replace(aktif_sampai="2026-08-31"), date(2026, 12, 21)) == date(2027, 1, 1)
    assert first_day(key._replace(jenis="daftar", aktif_sampai=""), date(2026, 12, 21)) == date(2027, 1, 1)


NIK, OTHER = "7402115408849417", "7402110302809366"


def answer(baris: int, nik: str = NIK, kpj: str = "21000000001", hasil: str = "ok", salah: str = "") -> Answer:
    return Answer(baris, nik, "X", kpj, hasil, None, "", "", salah)


def waiting(nik: str = NIK, **changed: object) -> Waiting:
    return Waiting(f"uid-{nik}", nik, "", "", "", "data_tk_baru")._replace(**changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(("answers", "people", "owners", "states"), [
    ([answer(2)], [waiting()], {}, ["cocok"]),
    ([answer(2, salah="rusak")], [waiting()], {}, ["tidak_terbaca"]),
    ([answer(2, OTHER)], [waiting()], {}, ["bukan_batch"]),
    ([answer(2), answer(3)], [waiting()], {}, ["ganda", "ganda"]),
    ([answer(2)], [waiting(), waiting(uid="b")], {}, ["ganda"]),
    ([answer(2), answer(3, OTHER)], [waiting(), waiting(OTHER)], {}, ["ganda", "ganda"]),
    ([answer(2)], [waiting()], {"21000000001": {"orang lain"}}, ["ganda"]),
    ([answer(2)], [waiting()], {"21000000001": {"dari desa lama", f"uid-{NIK}"}}, ["cocok"]),
    ([answer(2, kpj="")], [waiting()], {}, ["tidak_terbaca"]),
    ([answer(2, kpj="")], [waiting(lembar="data_tk_lanjutan", kata_desa="19")], {}, ["cocok"]),
    ([answer(2)], [waiting(kpj="19000000001")], {}, ["tidak_terbaca"]),
    ([answer(2, kpj="", hasil="ditolak")], [waiting()], {}, ["cocok"]),
    ([answer(2)], [waiting(hasil="ditolak")], {}, ["sudah"]),
])
def test_every_row_of_a_list_ends_in_one_state(
        answers: list[Answer], people: list[Waiting], owners: dict[str, set[str]], states: list[str]) -> None:
    found = match(answers, people, owners, "data_tk_baru")
    assert [one.keadaan for one in found] == states
    assert set(states) <= set(STATES)
    assert all(bool(one.uid) == (one.keadaan in ("cocok", "sudah")) for one in found)


def test_a_number_the_village_wrote_down_is_kept_where_bpjs_repeats_none() -> None:
    held = waiting(lembar="data_tk_lanjutan", kata_desa="19000000001")
    assert match([answer(2, kpj="")], [held], {}, "data_tk_baru")[0].kpj == "19000000001"
