"""A village's money of a year: wage bases, ceilings and their use, the budget, its lampiran."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.budget import Tambahan, WhatIf
from jamsos_desktop.model.dues import WageBase
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.conftest import salma

OFFICIALS = {"kelompok": "perangkat_desa", "segmen": "PU", "pekerjaan": "", "desil": None, "wadah_jenis": "",
             "penghasilan": None, "periode_bayar": 1, "sumber_dana": SumberDana(jkk_jkm="APBDES_ADD")}
PEOPLE = (
    salma("01a00000-0000-7000-8000-000000000001"),
    salma("01a00000-0000-7000-8000-000000000002", nik="7402115408849425", nama="WA INA", penghasilan=None),
    salma("01a00000-0000-7000-8000-000000000003", nik="7402110508809433", nama="LA KADES", jabatan="KADES",
          **OFFICIALS),
    salma("01a00000-0000-7000-8000-000000000004", nik="7402110608809441", nama="LA KAUR", jabatan="KAUR_TU",
          **{**OFFICIALS, "penghasilan": 2_100_000}),
)
KADES, KAUR = PEOPLE[2].uid, PEOPLE[3].uid


@pytest.fixture
def village(desk: desks.Desk) -> desks.Desk:
    for person in PEOPLE:
        desk.save(person, 0)
    return desk


def kept_dues(desk, uid):
    """Sen a month as lists show it."""
    found = desk.rows(desk.find(desks.Query()))
    return next(row.iuran_sen for row in found.values() if row.uid == uid)


def row_of(desk, tahun, kelompok="perangkat_desa"):
    return next(row for row in desk.wage_bases(tahun) if row.kelompok == kelompok)


def test_a_choice_counts_at_once_and_after_opening_again(village, folder, clock):
    assert kept_dues(village, KADES) == 1_310_386
    assert row_of(village, 2026).contoh == (
        ("Kepala Desa", 2_426_640), ("Sekretaris Desa", 2_224_420), ("Perangkat lain", 2_100_000))
    village.set_wage_base(2026, "perangkat_desa", "ump", dasar="Surat  DPMD 12/2026 ")
    assert kept_dues(village, KADES) == kept_dues(village, KAUR) == 1_785_508
    assert kept_dues(village, PEOPLE[0].uid) == 1_680_000
    assert village.judge(village.read(KADES)).dues.dasar_kata == "UMP 2026"
    row = row_of(village, 2026)
    assert (row.pilihan, row.kata, row.rupiah, row.contoh) == (
        "ump", "UMP 2026", 3_306_496, (("Perangkat desa", 3_306_496),))
    assert (row.dipilih, row.dasar, row.dikonfirmasi, row.belum_dikonfirmasi) == (
        True, "Surat DPMD 12/2026", None, True)
    assert not row_of(village, 2027).dipilih
    village.close()
    with desks.open_desk(folder, None, clock) as again:
        assert kept_dues(again, KADES) == again.judge(again.read(KADES)).dues.sebulan_sen == 1_785_508


def test_confirming_and_changing_again(village):
    village.confirm_wage_base(2026, "perangkat_desa", date(2026, 11, 20), "Surat BPJS B/77")
    row = row_of(village, 2026)
    assert (row.pilihan, row.dipilih, row.dikonfirmasi, row.belum_dikonfirmasi, row.dasar) == (
        "siltap", True, date(2026, 11, 20), False, "Surat BPJS B/77")
    assert not village.judge(village.read(KAUR)).dues.dagger
    assert village.judge(village.read(KADES)).dues.dagger  # no siltap typed: the least by law stands in
    village.set_wage_base(2026, "perangkat_desa", "siltap", dasar="Perdes 4/2026")
    assert row_of(village, 2026).dikonfirmasi == date(2026, 11, 20)  # the same base, another paper
    village.set_wage_base(2026, "perangkat_desa", "nominal", 2_000_000)
    assert row_of(village, 2026).dikonfirmasi is None
    assert kept_dues(village, KAUR) == 1_080_000
    actions = [entry for entry in history.entries(village._db) if entry["objek"] == "dasar_upah"]
    assert [entry["kolom"] for entry in actions] == [
        ["dasar", "dikonfirmasi", "pilihan", "rupiah"], ["dasar"], ["dasar", "dikonfirmasi", "pilihan"]]
    assert history.broken_at(village._db) is None


def test_a_choice_nobody_can_be_judged_by_is_not_kept(village):
    village._db.run("CREATE TEMP TRIGGER macet BEFORE UPDATE ON peserta BEGIN SELECT RAISE(ABORT, 'macet'); END")
    before = history.head(village._db), village.wage_bases(2026), kept_dues(village, KADES)
    with pytest.raises(Problem, match="SQLITE_CONSTRAINT"):
        village.set_wage_base(2026, "perangkat_desa", "ump")
    assert (history.head(village._db), village.wage_bases(2026), kept_dues(village, KADES)) == before
    assert village.ctx.bases.chosen == {}


def test_taking_a_choice_back(village):
    village.set_wage_base(2026, "perangkat_desa", "ump")
    village.forget_wage_base(2026, "perangkat_desa")
    assert (row_of(village, 2026).dipilih, kept_dues(village, KAUR)) == (False, 1_134_000)
    at = history.head(village._db)
    village.forget_wage_base(2026, "perangkat_desa")
    village.set_ceiling(2026, "CSR", None)
    assert history.head(village._db) == at  # there was nothing to take away


@pytest.mark.parametrize(("act", "kode"), [
    (lambda d: d.set_wage_base(1999, "non_asn", "ump"), "TAHUN_SALAH"),
    (lambda d: d.set_wage_base(2026, "raja", "ump"), "KELOMPOK_SALAH"),
    (lambda d: d.set_wage_base(2026, "non_asn", "emas"), "DASAR_UPAH_SALAH"),
    (lambda d: d.set_wage_base(2026, "non_asn", "nominal", -1), "DASAR_UPAH_SALAH"),
    (lambda d: d.set_wage_base(2026, "non_asn", "ump", dasar="x" * 201), "DASAR_PANJANG"),
    (lambda d: d.confirm_wage_base(2026, "non_asn", date(2026, 11, 22)), "TANGGAL_DEPAN"),
    (lambda d: d.settle_wage_bases(2026, {"perangkat_desa": WageBase("ump"), "non_asn": WageBase("nominal")}, {}),
     "DASAR_UPAH_SALAH"),
    (lambda d: d.set_ceiling(2026, "EMAS", 5), "DANA_SALAH"), (lambda d: d.set_ceiling(2026, "CSR", -5), "PAGU_SALAH"),
    (lambda d: d.set_ceilings(2026, {"APBDES_ADD": 5, "CSR": 10**13}), "PAGU_SALAH"),
    (lambda d: d.set_ceiling(20260, "CSR", 5), "TAHUN_SALAH"), (lambda d: d.ceilings(0), "TAHUN_SALAH"),
    (lambda d: d.budget(0), "TAHUN_SALAH"), (lambda d: d.budget(2027, WhatIf(naik=Decimal(-101))), "ANDAIAN_SALAH"),
])
def test_nonsense_changes_nothing(desk, act, kode):
    before = history.head(desk._db)
    with pytest.raises(Problem) as caught:
        act(desk)
    assert caught.value.kode == kode
    assert (history.head(desk._db), desk.ctx.bases.chosen, desk.ceilings(2026)) == (before, {}, {})


def test_rates_in_words(desk):
    found = {line.label: line.kata for line in desk.rates(date(2026, 11, 21))}
    assert found == {"PU, JKK + JKM": "0,24% + 0,30% dari upah", "BPU, JKK + JKM": "1% dari Rp 1.000.000 + 6.800",
                     "PU, JHT": "3,70% + 2% dari upah", "BPU, JHT": "2% dari dasar iuran", "UMP 2026": "Rp 3.306.496"}
    assert [line.belum_dikonfirmasi for line in desk.rates(date(2027, 1, 1))] == [False] * 4 + [True]
    assert desk.fund_limits()["APBD_KAB"].pembayar == "dpmd"


def test_ceilings_and_their_use(village):
    village.set_ceiling(2026, "APBDES_ADD", 1_200_000, "Perdes 3/2025")
    one = village.ceilings(2026)["APBDES_ADD"]
    assert (one.rupiah, one.dasar, one.dibayar_sen, one.menunggu_sen, one.sisa_sen) == (
        1_200_000, "Perdes 3/2025", 0, 0, 120_000_000)
    assert village.ceilings(2027) == {}
    village.set_ceiling(2026, "APBDES_ADD", None)
    assert village.ceilings(2026) == {}


def test_the_budget_of_a_desk(village):
    found = village.budget(2027)
    assert [(row.kelompok, row.sumber_dana, row.orang, row.sen) for row in found.groups] == [
        ("perangkat_desa", "APBDES_ADD", 2, 12 * (1_310_386 + 1_134_000)),
        ("pekerja_rentan", "APBD_KAB", 1, 12 * 1_680_000)]
    assert (found.tanpa_iuran, found.apbdes.orang) == (1, 2)
    assert village.budget(2027, all_people=False).sen == 0  # nobody is a member yet
    assert village.budget(2026).sen == found.sen // 12  # from next month on
    assert run_to_end(village.budget_job(2027)) == found
    village.set_wage_base(2027, "perangkat_desa", "nominal", 1_000_000)
    assert village.budget(2027).apbdes.sen == 2 * 12 * 540_000
    month = village.dues_of_month(date(2027, 5, 1))
    assert month.sebulan_sen == village.budget(2027).jumlah.bulan[4].sen


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(("kertas", "size"), [("A4", "841.89 x 595.276"), ("F4", "935.433 x 609.449")])
def test_the_lampiran_on_paper(village, tmp_path, kertas, size):
    village.set_ceiling(2027, "APBDES_ADD", 200_000, "Perdes 3/2026")
    path = run_to_end(village.budget_files_job(2027, WhatIf(), tmp_path / "usulan" / "lampiran.pdf", kertas))
    said = text_of(path)
    assert "Rincian iuran jaminan sosial ketenagakerjaan tahun 2027" in said
    assert "24.443,86" in said  # a month of APBDes
    assert "293.326,32" in said  # its year
    assert "Jumlah beban APBDes tahun 2027: Rp 293.326. Terbilang: Dua ratus sembilan puluh tiga ribu tiga ratus dua " \
        "puluh enam rupiah (dibulatkan dari Rp 293.326,32)." in " ".join(said.split())
    assert "lebih besar daripada pagunya Rp 200.000" in said
    assert "Perangkat desa (PU)\u2020" in said
    assert "Tanda \u2020 pada angka: dasar upah atau tarif belum dikonfirmasi" in said
    assert "1 orang belum bisa dihitung" in said
    assert said.index("NURHAYATI SALAM") < said.index("MUH. ARSYAD TAHIR, S.Sos.")
    assert "(andaian)" not in said
    info = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
    assert size in info


def test_the_lampiran_of_an_assumption_says_so(village, tmp_path):
    what_if = WhatIf(naik=Decimal("7.5"), dasar={"perangkat_desa": WageBase("ump")}, jht=frozenset({"perangkat_desa"}),
                     tambah={"pekerja_rentan": Tambahan(500)})
    said = " ".join(text_of(run_to_end(village.budget_files_job(2027, what_if, tmp_path / "a.pdf"))).split())
    for words in ("tahun 2027 (andaian)", "Andaian: upah penerima upah naik 7,50%.", "Andaian: UMP",
                  "Andaian: 500 orang tambahan pekerja rentan mulai Januari.",
                  "Andaian: JHT ditambahkan untuk perangkat desa."):
        assert words in said


def test_the_lampiran_as_a_workbook(village, tmp_path):
    path = run_to_end(village.budget_files_job(2027, WhatIf(), tmp_path / "lampiran.xlsx"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Ringkas", "Per bulan", "Per program", "Orang per bulan", "Dasar"]
    rows = list(book["Per bulan"].iter_rows(min_row=5, values_only=True))
    assert rows[0][:6] == ("Sumber dana", "Kelompok", "Segmen", "Orang", "Jan", "Feb")
    assert rows[1][:5] == ("APBDes (ADD)", "Perangkat desa", "PU", 2, 24443.86)
    assert rows[1][-2:] == (293326.32, "belum dikonfirmasi")
    assert [row[3:5] for row in book["Per program"].iter_rows(min_row=6, max_row=7, values_only=True)] == [
        ("JKK", 2), ("JKM", 2)]
    sums = list(book["Ringkas"].iter_rows(min_row=6, max_row=9, values_only=True))
    assert sums[2][:6] == ("Jumlah \u2020", 3, pytest.approx(sum(row[2] for row in sums[:2])),
                           pytest.approx(sum(row[3] for row in sums[:2])), None, 494926.32)


@pytest.mark.parametrize(("name", "kertas", "kode"), [("a.docx", "", "BENTUK_SALAH"), ("a", "", "BENTUK_SALAH"),
                                                      ("a.pdf", "A3", "KERTAS_SALAH")])
def test_a_lampiran_nobody_can_make(desk, tmp_path, name, kertas, kode):
    with pytest.raises(Problem) as caught:
        run_to_end(desk.budget_files_job(2027, WhatIf(), tmp_path / name, kertas))
    assert caught.value.kode == kode
    assert not list(tmp_path.glob("a*"))


def test_stopped_half_way_leaves_nothing(village, tmp_path):
    job = village.budget_files_job(2027, WhatIf(), tmp_path / "lampiran.pdf")
    assert next(job).note == "Anggaran 2027"
    assert next(job).note == "lampiran.pdf"
    job.close()
    assert not list(tmp_path.glob("lampiran*"))


def test_a_district_pack_that_names_the_base_counts_where_the_village_chose_nothing(village):
    policy = village.policy
    key = ("pu_dasar", "perangkat_desa")
    ump = tuple(replace(one, nilai=replace(one.nilai, teks="ump")) for one in policy.values[key])
    village.ctx = replace(village.ctx, policy=replace(policy, values={**policy.values, key: ump}))
    assert village.budget(2026).apbdes.sen == 2 * 1_785_508
    village.set_wage_base(2026, "perangkat_desa", "siltap")
    assert village.budget(2026).apbdes.sen == 1_310_386 + 1_134_000


def test_a_desk_of_another_year_starts_without_choices(folder: DataFolder, tmp_path: Path):
    with desks.open_desk(folder, None, desks.Clock(date(2028, 2, 29))) as desk:
        assert [row.dipilih for row in desk.wage_bases(2028)] == [False] * 3
        path = run_to_end(desk.budget_files_job(2029, WhatIf(), tmp_path / "kosong.pdf"))
        assert "Belum ada iuran yang dapat dihitung." in text_of(path)
