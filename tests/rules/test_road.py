"""The map desa, pure: each step of both roads in every state, what blocks it, which comes next, what is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jamsos_desktop.rules.road import next_step, road
from jamsos_desktop.rules.road_records import (
    COUNTED,
    JALUR,
    PEMBERI_KERJA,
    STEPS,
    WADAH,
    RoadFacts,
    RoadPaper,
    RoadStep,
    Tally,
    Typed,
)

DAY = date(2026, 11, 20)


def paper(kode: str, state: str = "tidak_ada", tahap: str = "kirim", wajib: bool = True) -> RoadPaper:
    return RoadPaper(kode, kode.lower(), kode.title(), tahap, state, wajib, False, "uji")


def step_of(kode: str, jalur: str = PEMBERI_KERJA, tally: Tally | None = None, **facts: Any) -> RoadStep:
    return road(RoadFacts(jalur, tally or Tally(), **facts)).step(kode)


def people(**counts: Any) -> Tally:
    """Ten people whose data is complete, and what a test changes."""
    return replace(Tally(orang=10, lengkap=10), **counts)


def test_the_papers_step_waits_for_what_is_required() -> None:
    some = (paper("F1", "ada"), paper("NPWP_DESA", "tidak_perlu"), paper("SPTJM"), paper("BOLEH", wajib=False))
    step = step_of("berkas", papers=some)
    assert (step.keadaan, step.hitungan, step.bisa) == ("jalan", "2 dari 3 berkas", True)
    assert "Sptjm" in step.hambatan
    assert "Boleh" not in step.hambatan
    full = step_of("berkas", papers=[replace(one, state="ada") for one in some])
    assert (full.keadaan, full.bisa, full.hambatan, full.berikut) == ("selesai", False, "", "")
    assert step_of("berkas", papers=[paper("F1")]).keadaan == "belum"


def test_many_missing_papers_are_named_in_part() -> None:
    step = step_of("berkas", papers=[paper(f"B{n}") for n in range(5)])
    assert step.hambatan == "Belum ada: B0, B1, B2 dan 2 lagi."


def test_each_paper_hangs_on_one_step() -> None:
    papers = (paper("F1_WADAH"), paper("SK_RENTAN"), paper("PKS", tahap="bpjs"), paper("F2", tahap="bpjs"),
              paper("BUKTI_BAYAR", tahap="bayar"))
    found = road(RoadFacts(WADAH, people(rentan=10), papers))
    assert {step.kode: [p.kode for p in step.papers] for step in found.steps if step.papers} == {
        "berkas": ["F1_WADAH"], "sk": ["SK_RENTAN"], "pks": ["PKS"], "bpjs": ["F2"], "bayar": ["BUKTI_BAYAR"]}
    employer = road(RoadFacts(PEMBERI_KERJA, people(), (paper("PKS", tahap="bpjs", wajib=False),)))
    assert [p.kode for p in employer.step("bpjs").papers] == ["PKS"]  # without a step of its own it goes with its stage


@pytest.mark.parametrize(("kode", "tally", "keadaan", "hitungan", "bisa"), [
    ("data", Tally(), "belum", "0 orang", True),
    ("data", people(lengkap=0), "belum", "0 dari 10 orang", True),
    ("data", people(lengkap=8), "jalan", "8 dari 10 orang", True),
    ("data", people(), "selesai", "10 dari 10 orang", False),
    ("tanda_tangan", people(lengkap=0), "belum", "0 dari 10 orang", False),
    ("tanda_tangan", people(), "belum", "0 dari 10 orang", True),
    ("tanda_tangan", people(tercetak=4, bertanda=6), "jalan", "6 dari 10 orang", True),
    ("tanda_tangan", people(bertanda=10), "selesai", "10 dari 10 orang", False),
    ("dpmd", people(), "belum", "0 dari 10 orang dijawab", False),
    ("dpmd", people(siap=3), "belum", "0 dari 10 orang dijawab", True),
    ("dpmd", people(terkirim=10), "jalan", "0 dari 10 orang dijawab", False),
    ("dpmd", people(terkirim=9, dijawab=9, ditolak=1), "jalan", "9 dari 10 orang dijawab", True),
    ("dpmd", people(terkirim=10, dijawab=10), "selesai", "10 dari 10 orang dijawab", False),
    ("bpjs", people(), "belum", "NPP belum ada", False),
    ("bpjs", people(dijawab=10), "belum", "NPP belum ada", True),
    ("bpjs", people(dijawab=10, di_bpjs=4), "jalan", "NPP belum ada", True),
    ("bayar", people(), "belum", "Kode bayar belum ada", False),
    ("bayar", people(menunggu_bayar=10), "jalan", "10 orang menunggu bayar", True),
    ("bayar", people(kode_bayar="88001"), "jalan", "Kode bayar 88001", True),
    ("bayar", people(terdaftar=6), "selesai", "6 dari 10 orang terdaftar", False),
    ("kartu", people(), "belum", "0 dari 10 orang", False),
    ("kartu", people(terdaftar=10), "belum", "0 dari 10 orang", True),
    ("kartu", people(terdaftar=10, kartu=4), "jalan", "4 dari 10 orang", True),
    ("kartu", people(terdaftar=10, kartu=10), "selesai", "10 dari 10 orang", False),
])
def test_steps_that_are_counted(kode: str, tally: Tally, keadaan: str, hitungan: str, bisa: bool) -> None:
    step = step_of(kode, tally=tally)
    assert (step.keadaan, step.hitungan, step.bisa) == (keadaan, hitungan, bisa)
    assert bool(step.hambatan) == step.open
    assert bool(step.berikut) == step.open


def test_a_paid_bill_is_the_first_payment_even_before_people_are_told() -> None:
    step = step_of("bayar", tally=people(lunas=DAY, kode_bayar="88001"))
    assert (step.keadaan, step.tanggal, step.nomor) == ("selesai", DAY, "88001")


def test_npp_settles_the_step_of_bpjs() -> None:
    step = step_of("bpjs", tally=people(), npp="BB123456")
    assert (step.keadaan, step.hitungan, step.nomor) == ("selesai", "NPP BB123456", "BB123456")


def test_with_the_pemda_as_employer_npp_is_dpmds_affair() -> None:
    step = step_of("bpjs", tally=people(dijawab=10, di_bpjs=4), satu_npp=True)
    assert (step.keadaan, step.bisa, step.label) == ("jalan", False, "BPJS: NPP pemda")
    assert "diurus DPMD" in step.hambatan
    assert step_of("bpjs", tally=people(di_bpjs=10), satu_npp=True).keadaan == "selesai"
    assert "pemda" in step_of("berkas", papers=[paper("F1")], satu_npp=True).berikut


def test_the_wadah_is_open_once_its_number_is_known_or_all_are_at_bpjs() -> None:
    waiting = step_of("bpjs", WADAH, people(dijawab=3, rentan=10))
    assert (waiting.keadaan, waiting.bisa) == ("belum", True)
    known = step_of("bpjs", WADAH, people(jenis_wadah={"SA": 10}), typed={"bpjs": Typed(nomor="W-77")})
    assert (known.keadaan, known.hitungan) == ("selesai", "Wadah SA W-77")
    assert step_of("bpjs", WADAH, people(di_bpjs=10)).keadaan == "selesai"


def test_the_sk_is_for_pekerja_rentan_alone_and_done_once_settled() -> None:
    papers = [paper("SK_RENTAN")]
    assert step_of("sk", WADAH, people(), papers=papers).keadaan == "tidak_perlu"
    assert step_of("sk", WADAH, people(rentan=1), papers=papers).keadaan == "belum"
    settled = step_of("sk", WADAH, people(rentan=1), papers=papers, sk_nomor="188/4", sk_tanggal=DAY)
    assert (settled.keadaan, settled.nomor, settled.tanggal) == ("selesai", "188/4", DAY)


def test_a_pks_that_nobody_requires_is_not_needed() -> None:
    optional = [paper("PKS", tahap="bpjs", wajib=False)]
    assert step_of("pks", WADAH, people(rentan=1), papers=optional).keadaan == "tidak_perlu"
    assert step_of("pks", WADAH, people(rentan=1), papers=[paper("PKS", tahap="bpjs")]).keadaan == "belum"


@pytest.mark.parametrize("kode", [kode for kode in STEPS[WADAH] if kode not in COUNTED])
def test_what_is_typed_is_laid_over_what_is_counted(kode: str) -> None:
    step = step_of(kode, WADAH, people(rentan=1), typed={kode: Typed("selesai", DAY, "7/2026", "lewat loket")})
    assert (step.keadaan, step.tanggal, step.nomor, step.catatan) == ("selesai", DAY, "7/2026", "lewat loket")
    assert not step.hambatan


@pytest.mark.parametrize("kode", COUNTED)
def test_counted_steps_are_never_done_by_word(kode: str) -> None:
    step = step_of(kode, tally=people(lengkap=1), typed={kode: Typed("selesai", DAY)})
    assert step.keadaan != "selesai"
    assert step.tanggal == DAY


def test_the_next_step_is_the_first_that_can_be_done() -> None:
    done = [paper("F1", "ada")]
    waiting = road(RoadFacts(PEMBERI_KERJA, people(bertanda=10, terkirim=10), done))
    assert waiting.next is None  # everything waits for DPMD
    mixed = road(RoadFacts(PEMBERI_KERJA, people(bertanda=10, terkirim=10, dijawab=9), done))
    assert mixed.next is not None
    assert mixed.next.kode == "bpjs"  # the reply for the last one is waited for, the NPP can be asked meanwhile
    assert road(RoadFacts(PEMBERI_KERJA, people(), [paper("F1")])).next.kode == "berkas"  # type: ignore[union-attr]


def test_of_two_roads_the_one_less_far_is_next() -> None:
    far = road(RoadFacts(PEMBERI_KERJA, people(bertanda=10, terkirim=10, dijawab=10), [paper("F1", "ada")]))
    near = road(RoadFacts(WADAH, people(rentan=10), [paper("F1_WADAH", "ada"), paper("SK_RENTAN")]))
    chosen = next_step([far, near])
    assert chosen is not None
    assert (chosen.jalur, chosen.kode) == (WADAH, "sk")
    assert next_step([]) is None


def test_all_done_leaves_nothing() -> None:
    whole = people(rentan=10, bertanda=10, terkirim=10, dijawab=10, di_bpjs=10, terdaftar=10, kartu=10)
    for jalur in JALUR:
        papers = [paper("F1", "ada"), paper("SK_RENTAN", "ada"), paper("PKS", "ada", "bpjs")]
        found = road(RoadFacts(jalur, whole, papers, npp="BB123456"))
        assert found.done == len(found.steps)
        assert found.next is None
