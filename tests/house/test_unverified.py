"""What nobody has confirmed is never shown as if it were sure: every file with ``keyakinan`` is mapped here to how it
is seen, and the mark goes when a policy pack brings the source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop.desk import Desk, DoubtOrder
from jamsos_desktop.desk.doubts_own import GUESSES, LETTERS, SIPP
from jamsos_desktop.desk.doubts_places import PAPERS, RULES
from jamsos_desktop.desk.doubts_reading import LAYOUTS, PARAMETERS, PLACES
from jamsos_desktop.iuran import dues
from jamsos_desktop.iuran.lapse import lapse
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Peserta, SumberDana
from jamsos_desktop.paper.sheets import PAPERS as KINDS
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import KEYAKINAN, TABLES, Policy, bundled_files, load_policy
from jamsos_desktop.policy.unconfirmed import ANSWERS
from jamsos_desktop.policy.unconfirmed_words import AGES, WORDS
from jamsos_desktop.policy.unconfirmed_words import PARAMETERS as NAMED
from jamsos_desktop.rules.catalogue import RULES as CATALOGUE
from jamsos_desktop.rules.catalogue import check
from jamsos_desktop.rules.kinds import Known
from tests.ui.clerk_desk import make_desk

ON = date(2026, 11, 21)
SURE, UNSURE = KEYAKINAN[0], KEYAKINAN[-1]
BORN = Peserta(uid="1", kelompok="pekerja_rentan", segmen="BPU", penghasilan=900_000, program=("JKK", "JKM"),
               pekerjaan="NELAYAN", sumber_dana=SumberDana(jkk_jkm="MANDIRI"), periode_bayar=1)
STAFF = Peserta(uid="2", kelompok="perangkat_desa", segmen="PU", jabatan="KAUR_TU", penghasilan=2_500_000,
                program=("JKK", "JKM"), sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"))

Found = Callable[[Policy], bool]


def pack(sureness: str, *files: str, of: Callable[[Mapping[str, str]], bool] = lambda row: True) -> Policy:
    """The policy of a pack whose rows (those of ``files``, or all) carry this sureness."""
    made = dict(bundled_files())
    for name in files or [name for name in TABLES if name not in ANSWERS]:
        rows = list(csv.DictReader(io.StringIO(made[name].decode())))
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "keyakinan": sureness if of(row) else row["keyakinan"]} for row in rows)
        made[name] = out.getvalue().encode()
    return load_policy(made)


# Each table and one way people meet its mark: what it does in the core is what pages and papers print.
SEEN: dict[str, Found] = {
    "iuran_bpu.csv": lambda policy: bool(dues(BORN, policy, ON).dagger),
    "tarif_pu.csv": lambda policy: any(one.belum_dikonfirmasi for one in policy.pu_rates("JKK", "perangkat_desa", ON)),
    "parameter.csv": lambda policy: bool(dues(STAFF, policy, ON).dagger),
    "diskon.csv": lambda policy: bool(dues(replace(BORN, mulai=date(2026, 5, 1)), policy, ON).dagger),
    "siltap.csv": lambda policy: policy.siltap_unsure("KAUR_TU", ON),
    "dana.csv": lambda policy: policy.dana["APBN"].belum_dikonfirmasi,
    "berkas.csv": lambda policy: any(one.belum_dikonfirmasi for one in policy.berkas),
    "wajib.csv": lambda policy: policy.wajib_unsure("jabatan", "PU"),
    "usia.csv": lambda policy: policy.age_limits("AGE_MIN", "BPU", "pekerja_rentan", ON).belum_dikonfirmasi,
    "jabatan.csv": lambda policy: policy.jabatan["PJ_KADES"].belum_dikonfirmasi,
    "formasi.csv": lambda policy: any(one.belum_dikonfirmasi for one in policy.formasi["swadaya"]),
    "pekerjaan.csv": lambda policy: policy.pekerjaan["NELAYAN"].belum_dikonfirmasi,
    "pekerjaan_ktp.csv": lambda policy: policy.pekerjaan_ktp["4"].belum_dikonfirmasi,
    "alasan.csv": lambda policy: policy.alasan["USIA_LEWAT"].belum_dikonfirmasi,
    "klaim.csv": lambda policy: any(one.belum_dikonfirmasi for one in policy.klaim.papers("JKM")),
    "manfaat.csv": lambda policy: policy.klaim.benefit("MENUNGGAK_BULAN", ON).belum_dikonfirmasi,
    "wadah_dana.csv": lambda policy: policy.wadah_dana["CSR"].belum_dikonfirmasi,
    "risiko_kerja.csv": lambda policy: policy.job_risk("NELAYAN").belum_dikonfirmasi,
    "urutan_rentan.csv": lambda policy: policy.urutan_rentan[0].belum_dikonfirmasi,
    "retensi.csv": lambda policy: any(one.belum_dikonfirmasi for one in policy.pribadi.retensi.values()),
    "hak_data.csv": lambda policy: policy.pribadi.hak["tarik"].belum_dikonfirmasi,
    "acuan.csv": lambda policy: lapse(date(2026, 8, 31), "PU", policy, ON).belum_dikonfirmasi,
}


# --- every file is mapped ------------------------------------------------------------------------------

def test_every_file_with_sureness_is_mapped() -> None:
    own = {f"sipp/{sheet.file}.csv" for sheet in SIPP} | {"laporan/dasar_hukum.csv"} | set(GUESSES)
    own |= {f"surat/{name}.toml" for name in LETTERS} | {f"ketentuan/{name}" for name in SEEN}
    unmapped = []
    for path in sorted(resource(".").resolve().rglob("*")):
        name = path.relative_to(resource(".").resolve()).as_posix()
        text = path.read_text(encoding="utf-8") if path.suffix in (".csv", ".toml") else ""
        carries = "keyakinan" in text.partition("\n")[0] if path.suffix == ".csv" else bool(
            re.search(r'keyakinan = "(?!bersumber")', text))
        if carries and name not in own:
            unmapped.append(name)
    assert unmapped == []
    assert set(SEEN) == set(TABLES) - set(ANSWERS)
    assert set(WORDS) >= set(SEEN)
    assert set(PLACES) >= set(SEEN) - {"parameter.csv", "acuan.csv"}


def test_every_row_kind_has_words_and_a_place() -> None:
    policy = load_policy()
    keys = {key for key, _ in policy.values}
    assert keys <= set(NAMED)
    unsure = {row.kunci.partition("/")[0] for row in policy.unconfirmed(ON) if row.tabel == "parameter.csv"}
    assert unsure <= set(PARAMETERS)
    assert set(policy.usia) <= set(AGES)
    printed = {code for code, row in policy.acuan.items() if row.jenis == "susunan"} - set(LAYOUTS)
    on_paper = {key.partition(":")[2] for keys in PAPERS.values() for key in keys if key.startswith("acuan.csv:")}
    assert printed == on_paper
    assert set(RULES) <= {one.kode for one in CATALOGUE}


def test_papers_of_the_map_are_papers_or_reports() -> None:
    from jamsos_desktop.desk.district.report_kinds import KINDS as REPORTS

    singles = {"tarik_persetujuan", "pemusnahan"}  # made on page Data pribadi
    assert set(PAPERS) <= set(KINDS) | set(REPORTS) | singles


# --- a pack gives the mark and takes it away -----------------------------------------------------------

@pytest.mark.parametrize("file", SEEN)
def test_a_pack_that_brings_the_source_takes_the_mark_away(file: str) -> None:
    assert SEEN[file](pack(UNSURE, file)), "an unconfirmed row is not marked"
    sure = pack(SURE)
    assert not SEEN[file](sure), "a confirmed row keeps its mark"
    assert not [row for row in sure.unconfirmed(ON) if row.tabel == file]
    assert [row for row in pack(UNSURE, file).unconfirmed(ON) if row.tabel == file]


def test_each_sureness_but_the_first_is_a_mark() -> None:
    for sureness in KEYAKINAN[1:]:
        rows = [row for row in pack(sureness, "usia.csv").unconfirmed(ON) if row.tabel == "usia.csv"]
        assert {row.keyakinan for row in rows} == {sureness}
        assert len(rows) == 4


def test_a_row_whose_time_is_over_is_nothing_to_ask_about() -> None:
    target = [row for row in load_policy().unconfirmed(date(2027, 1, 1)) if row.kunci.startswith("target_cakupan")]
    assert target == []


# --- the desk tells it, on paper, in a workbook, on the screen -----------------------------------------

@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with make_desk(tmp_path_factory.mktemp("ragu"), 8) as desk:
        yield desk


def read_pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_list_adds_up_and_can_be_filtered(village: Desk) -> None:
    rows = village.unconfirmed()
    assert len({(row.tabel, row.kunci, row.apa, row.nilai) for row in rows}) == len(rows)
    assert all(row.bagian and row.apa and row.tempat and row.keyakinan != SURE for row in rows)
    ages = [row for row in rows if DoubtOrder(bagian="Batas usia").fits(row)]
    assert len(ages) == 4
    assert [row.nilai for row in rows if DoubtOrder(cari="umur TERTUA").fits(row)] == ["sampai 64 tahun"]
    assert {row.tabel for row in village.doubts("usia.csv:AGE_MIN", "surat/klaim.toml")} == {
        "usia.csv", "surat/klaim.toml"}
    assert not village.doubts("usia.csv:AGE")


def test_the_list_is_a_paper_and_a_workbook(village: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    order = DoubtOrder(bagian="Batas usia")
    made = run_to_end(village.doubts_file_job(order, tmp_path / "daftar.pdf"))
    words = read_pdf(made.path.read_bytes())
    assert made.baris == 4
    for said in ("Umur tertua BPU", "sampai 64 tahun", "presstoday.id", "Jawaban"):
        assert said in words
    book = run_to_end(village.doubts_file_job(DoubtOrder(), tmp_path / "daftar.xlsx"))
    sheet = load_workbook(book.path).worksheets[0]
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert {"Umur tertua BPU", "acuan.csv", "surat/sk_rentan.toml", "sipp/data_tk_na.csv"} <= cells


@pytest.mark.parametrize(("wanted", "problem"), [("daftar.doc", "BENTUK_SALAH"), ("daftar.pdf", "DAFTAR_KOSONG")])
def test_a_list_that_cannot_be_made_says_why(village: Desk, tmp_path: Path, wanted: str, problem: str) -> None:
    from jamsos_desktop.problems import Problem

    with pytest.raises(Problem) as caught:
        run_to_end(village.doubts_file_job(DoubtOrder(cari="tidak ada kata ini"), tmp_path / wanted))
    assert caught.value.kode == problem
    assert list(tmp_path.iterdir()) == []


def test_findings_lead_to_the_rows_they_judge_by(village: Desk) -> None:
    young = replace(BORN, tanggal_lahir=date(2015, 1, 1), desil=9, desil_tanggal=date(2020, 1, 1))
    found = village.judge(young).findings
    tables = {(row.tabel, row.kunci.rstrip("/")) for row in village.person_doubts(young, found)}
    assert {("usia.csv", "AGE_MIN"), ("parameter.csv", "desil_rentan"), ("parameter.csv", "desil_berlaku")} <= tables
    assert [one for one in found if one.kode == "AGE_MIN" and "Batas ini belum dikonfirmasi." in one.cara]


SOON = {
    "DESIL_LAMA": (replace(BORN, desil=3, desil_tanggal=date(2020, 1, 1)), "Batas 12 bulan belum dikonfirmasi."),
    "MASA_IURAN": (replace(BORN, aktif_sampai=date(2026, 12, 1)), "Batas 30 hari belum dikonfirmasi."),
    "SK_AKAN_BERAKHIR": (replace(STAFF, sk_berakhir=date(2026, 12, 1)), "Batas 30 hari belum dikonfirmasi."),
    "PERIODE": (BORN, "Batas ini belum dikonfirmasi."),
    "WADAH": (replace(BORN, sumber_dana=SumberDana(jkk_jkm="APBD_KAB"), wadah_jenis="SD"),
              "Pasangan ini belum dikonfirmasi."),
    "UPAH_MIN": (replace(STAFF, penghasilan=1_000), "Batas siltap belum dikonfirmasi."),
    "JOB_CEK": (replace(BORN, pekerjaan_ktp="4"), "Tanda pekerjaan ini belum dikonfirmasi."),
}


@pytest.mark.parametrize("kode", SOON)
def test_what_a_rule_says_names_the_limit_nobody_confirmed_until_somebody_does(village: Desk, kode: str) -> None:
    person, said = SOON[kode]
    asked = Known(ON, load_policy(), village.ctx.regions, village.ctx.unit, {})
    [doubtful], [sure] = ([one.cara for one in check(person, replace(asked, policy=policy)) if one.kode == kode]
                          for policy in (pack(UNSURE), pack(SURE)))
    assert doubtful.endswith(said)
    assert sure == doubtful.removesuffix(said).strip()


def test_a_template_of_sipp_is_marked_by_the_same_rule() -> None:
    from jamsos_desktop.exchange.sipp import SHEETS, columns

    for sheet in SHEETS:
        assert [one.belum_dikonfirmasi for one in columns(sheet)] == [one.keyakinan != SURE for one in columns(sheet)]
