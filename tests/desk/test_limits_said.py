"""Ages, years and times of the law, wherever a paper or a refusal says them, are those of the settings in force."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paper.book import preview
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import load_policy
from jamsos_desktop.rules import RULES
from tests.conftest import TODAY, salma
from tests.desk.limits_pack import AGE, other_law
from tests.desk.test_desk_policies import dpmd, fails, village
from tests.paper import paper_people
from tests.paper.paper_reading import words

__all__ = ["dpmd", "village"]  # fixtures

OWN_CAPTION, CAPTION = "di bawah 18 tahun tulis walinya", f"di bawah {AGE} tahun tulis walinya"
NINETEEN = date(2007, 8, 14)


@pytest.fixture
def later(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> desks.Desk:
    """The village under that law, with dues from 2020 on."""
    village.take_pack(other_law(dpmd, tmp_path, "2026.2", "2020-01-01"))
    return village


def printed(desk: desks.Desk, folder: Path, *jenis: str) -> str:
    order = desks.PrintOrder((salma().uid,), jenis, "A4", folder / f"{jenis[0]}.pdf")
    return words(run_to_end(desk.print_job(order)).path.read_bytes())


def of_age(desk: desks.Desk, born: date) -> None:
    before = desk.read(salma().uid)
    day = born.day + 40
    desk.save(replace(before, tanggal_lahir=born, nik=f"740211{day:02}{born:%m%y}9417"), before.revisi)


def test_the_caption_of_formulir_1a_names_the_age_of_the_settings(village: desks.Desk, dpmd: desks.Desk,
                                                                  tmp_path: Path) -> None:
    assert OWN_CAPTION in printed(village, tmp_path, "formulir")
    village.take_pack(other_law(dpmd, tmp_path, "2026.2", "2020-01-01"))
    for jenis in ("formulir", "kosong_bpu"):
        said = printed(village, tmp_path, jenis)
        assert CAPTION in said
        assert "18 tahun" not in said


def test_an_age_that_begins_later_is_not_said_as_a_number(village: desks.Desk) -> None:
    policy = replace(village.policy, values={**village.policy.values, ("umur_wali", ""): ()})
    assert policy.guardian_words(TODAY) == "belum dewasa"
    assert not policy.is_minor(date(2020, 1, 1), TODAY)


def test_a_guardian_signs_for_who_is_not_of_that_age(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    of_age(village, NINETEEN)
    assert "wali yang sah" not in printed(village, tmp_path, "persetujuan")
    village.take_pack(other_law(dpmd, tmp_path, "2026.2", "2020-01-01"))
    assert "wali yang sah" in printed(village, tmp_path, "persetujuan")
    letter = run_to_end(village.rights_paper_job(salma().uid, "persetujuan", tmp_path / "hak.pdf"))
    assert "wali yang sah" in words(letter.read_bytes())


def test_no_dues_before_the_first_ones_of_the_settings(later: desks.Desk) -> None:
    def order(month: str) -> desks.BillOrder:
        return desks.BillOrder(sumber_dana="APBD_KAB", bulan_dari=month, bulan=1, uids=(salma().uid,))

    told = fails("MASA_SALAH", lambda: later.make_bill(order("2019-12")))
    assert "Iuran bulan Desember 2019" in told.apa
    assert "Januari 2020" in told.cara
    assert fails("TAGIHAN_DI_LUAR_MASA", lambda: later.make_bill(order("2020-01")))  # the month itself may be billed
    for act in (lambda: later.budget(2019), lambda: later.wage_bases(2019), lambda: later.ceilings(2019),
                lambda: later.set_ceiling(2019, "CSR", 5), lambda: later.set_wage_base(2019, "non_asn", "ump")):
        assert "dari 2020" in fails("TAHUN_SALAH", act).cara
    later.set_ceiling(2020, "CSR", 5)
    assert later.ceilings(2020)["CSR"].rupiah == 5


def test_dues_that_began_earlier_may_be_planned_and_billed(village: desks.Desk, dpmd: desks.Desk,
                                                           tmp_path: Path) -> None:
    village.take_pack(other_law(dpmd, tmp_path, "2026.2", "2012-03-01"))
    village.set_ceiling(2012, "CSR", 5)
    early = salma("u-lama", nik="7402115408849418", nama="WA LAMA", mulai=date(2012, 1, 1))
    village.save(early, 0)
    made = village.make_bill(desks.BillOrder(sumber_dana="APBD_KAB", bulan_dari="2012-03", bulan=1, uids=(early.uid,)))
    village.record_payment(made, date(2012, 3, 5), "B-1")
    assert village.bill(made).row.keadaan == "dibayar"


def test_a_bill_from_before_new_settings_can_still_be_paid(village: desks.Desk, dpmd: desks.Desk,
                                                           tmp_path: Path) -> None:
    before = village.read(salma().uid)
    village.save(replace(before, mulai=date(2026, 9, 1)), before.revisi)
    made = village.make_bill(desks.BillOrder(sumber_dana="APBD_KAB", bulan_dari="2026-09", bulan=1,
                                             uids=(salma().uid,)))
    village.take_pack(other_law(dpmd, tmp_path, "2026.2", "2026-11-01"))
    fails("TANGGAL_SALAH", lambda: village.record_payment(made, date(2025, 8, 31), "B-1"))
    for paid_on in (date(2026, 8, 31), date(2026, 9, 2)):  # dues are paid ahead of their month, too
        village.record_payment(made, paid_on, "B-1")
        assert village.bill(made).row.keadaan == "dibayar"
        village.undo_payment(made)


def test_papers_say_the_times_of_the_settings(later: desks.Desk, tmp_path: Path) -> None:
    assert "paling lambat 36 jam" in printed(later, tmp_path, "manfaat")  # not "2 x 24 jam", which would be too late
    assert "tertulis paling lambat 1 x 24 jam" in printed(later, tmp_path, "persetujuan")
    breach = desks.Breach(diketahui=later.now(), data="NIK", terjadi="Laptop hilang.", penanganan="Lapor polisi.")
    assert "tertulis paling lambat 1 x 24 jam" in words(
        run_to_end(later.breach_paper_job(breach, tmp_path / "bocor.pdf")).read_bytes())
    hours = later.policy.klaim.report_hours(later.today)
    card = run_to_end(desks.quick_card_job("desa", "", tmp_path / "kartu.pdf", "A5", hours))
    assert "lapor dalam 36 jam" in words(card.read_bytes())
    own = run_to_end(desks.quick_card_job("desa", "", tmp_path / "bawaan.pdf", "A5"))
    assert "lapor dalam 2 x 24 jam" in words(own.read_bytes())


def test_a_caption_of_the_settings_costs_a_form_nothing() -> None:
    """It is drawn once a document with the lines and boxes: the bytes are those of the same words in the layout."""
    written = resource("formulir", "formulir_bpu.toml").read_bytes().replace(b"{formulir.wali}", b"di bawah 18 tahun")
    ctx, person = paper_people.context(), paper_people.form(paper_people.salma())
    assert preview(person, ctx).pdf == preview(person, replace(ctx, formulir={"formulir_bpu.toml": written})).pdf


def test_what_the_words_of_a_rule_call_the_default_is_that_of_the_program() -> None:
    policy = load_policy()
    own = {kode: [str(age) for age in (limits[-1].nilai.termuda, limits[-1].nilai.tertua) if age]
           for kode, limits in policy.usia.items()}
    for kode, key in (("AHLI_WARIS_ANAK", "umur_wali"), ("PERIODE", "masa_rentan"), ("DESIL_TINGGI", "desil_rentan"),
                      ("DESIL_LAMA", "desil_berlaku")):
        own[kode] = [policy.values[key, ""][-1].nilai.teks]
    said = {rule.kode: re.findall(r"\d+", rule.apa.partition("(bawaan ")[2]) for rule in RULES
            if "(bawaan " in rule.apa}
    assert said == own
