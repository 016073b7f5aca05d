"""Formulir 1, Formulir 1 BPU Mitra and numbered empty forms through the desk: who counts, what is said and taken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import printing
from jamsos_desktop.desk import printing_office_forms as forms
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Pejabat, Peserta, SumberDana
from jamsos_desktop.paper.kinds.f1_wadah import wadah_values
from jamsos_desktop.paper.office_facts import Employer, GroupCount, ProgramSum, Wadah
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.policy.records import Dated, Nilai
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, office
from tests.conftest import salma


def clerk(uid: str, nik: str, nama: str, **changed: object) -> Peserta:
    """A village clerk, PU, 2.022.200 a month."""
    base = replace(salma(uid), kelompok="perangkat_desa", segmen="PU", jabatan="KAUR_TU", pekerjaan="", nik=nik,
                   nama=nama, jenis_kelamin="L", tanggal_lahir=date(1988, 6, 17), penghasilan=2_022_200, wadah_jenis="",
                   sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), sk_nomor="141/03/BI/2023",
                   sk_tanggal=date(2023, 1, 2), mulai_bekerja=date(2023, 1, 2), desil=None)
    return replace(base, **changed)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def peopled(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """Three PU people (one the head), one PU who left, three rentan of two funds."""
    folder = DataFolder(Path(shutil.copytree(set_up, tmp_path_factory.mktemp("kantor") / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        _fill(desk)
        yield desk


def _fill(desk: desks.Desk) -> None:
    desk.save(clerk("p1", "7402111706889041", "RUSDIN"), 0)
    desk.save(clerk("p2", "7402115408759042", "WA HANIAH", jenis_kelamin="P", tanggal_lahir=date(1975, 8, 14),
                    mulai=date(2026, 11, 1), program=("JKK", "JKM", "JHT"),
                    sumber_dana=SumberDana(jkk_jkm="APBDES_ADD", jht="POTONG_SILTAP")), 0)
    desk.save(clerk("p3", "7402111706709043", "MUH. ARSYAD TAHIR", jabatan="KADES", penghasilan=2_426_640,
                    tanggal_lahir=date(1970, 6, 17), sk_nomor="188.45/100/2022", sk_tanggal=date(2022, 2, 2)), 0)
    desk.save(clerk("p4", "7402111706809044", "LA KELUAR", tanggal_lahir=date(1980, 6, 17),
                    keluar_tanggal=date(2026, 10, 1), keluar_sebab="mengundurkan_diri"), 0)
    desk.save(salma("b1"), 0)
    desk.save(salma("b2", nik="7402111002809025", nama="LA BASRI", jenis_kelamin="L", tanggal_lahir=date(1980, 2, 10),
                    mulai=date(2027, 1, 1)), 0)
    desk.save(salma("b3", nik="7402111102809026", nama="LA DANI", jenis_kelamin="L", tanggal_lahir=date(1980, 2, 11),
                    sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), wadah_jenis=""), 0)


def taken(desk: desks.Desk) -> int:
    """How many numbers of empty forms are taken."""
    return int(office.setting(desk._db, "nomor.kosong", 0))


def asked(desk: desks.Desk, *jenis: str, mencetak: bool = False, **opsi: object) -> forms.Asked:
    order = desks.PrintOrder((), jenis, "A4", opsi=desks.PaperOptions(**opsi))  # type: ignore[arg-type]
    return replace(printing.ask(desk.ctx, desk._db, order), mencetak=mencetak)


def pages_of(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_formulir_1_counts_everybody_who_earns_a_wage_here(peopled: desks.Desk) -> None:
    ask = asked(peopled, "f1")
    facts = forms.employer_facts(ask, forms._with_dues(ask, "PU"))
    assert facts == Employer(
        kelompok=(GroupCount("Perangkat desa", 2, 1, 3, 2 * 2_022_200 + 2_426_640),), program=("JKK", "JKM", "JHT"),
        mulai=date(2026, 11, 1), dana=("APBDes (ADD)", "Potongan siltap"), risiko=("I",), dagger=True,
        nik_kepala="7402111706709043", dasar="188.45/100/2022, 02-02-2022")


def test_who_has_no_wage_or_sex_is_named_beside_the_sum(desk: desks.Desk) -> None:
    desk.save(clerk("p1", "7402111706889041", "RUSDIN"), 0)
    desk.save(clerk("p2", "", "TANPA DATA", penghasilan=None, jenis_kelamin="", jabatan="", tanggal_lahir=None), 0)
    ask = asked(desk, "f1")
    facts = forms.employer_facts(ask, forms._with_dues(ask, "PU"))
    assert (facts.tanpa_upah, facts.tanpa_jk, facts.kelompok[0]) == (
        1, 1, GroupCount("Perangkat desa", 1, 0, 2, 2_022_200))


def test_a_wadah_is_one_kind_and_one_fund(peopled: desks.Desk) -> None:
    peopled.mark_step("wadah", "pks", date(2026, 11, 10), "PKS/12/XI/2026")
    peopled.mark_step("wadah", "bpjs", None, "SA000123", jenis="SA")
    plan = printing.planned_sheets(asked(peopled, "f1_wadah"))
    assert [(one.kunci, one.nama) for one in plan] == [
        ("SD|APBDES_ADD", "Formulir 1 BPU Mitra, wadah SD APBDes (ADD)"),
        ("SA|APBD_KAB", "Formulir 1 BPU Mitra, wadah SA APBD Kabupaten")]
    ask = asked(peopled, "f1_wadah")
    sheets = [forms._wadah(ask, one, printing.print_context(peopled.ctx, ask.db, "A4", "B-0001")) for one in plan]
    village, district = (sheet.content(Wadah) for sheet in sheets)
    assert (village.orang, village.nomor, village.permohonan, village.dagger) == (1, "", "daftar", False)
    assert (district.orang, district.laki, district.perempuan, district.nomor) == (2, 1, 1, "SA000123")
    assert (district.permohonan, district.pks, district.pks_tanggal) == ("ubah", "PKS/12/XI/2026", date(2026, 11, 10))
    assert (district.mulai, district.sampai) == (date(2026, 12, 1), date(2027, 6, 30))
    assert district.program == (ProgramSum("JKK", 2, 2_000_000, 12_000_000), ProgramSum("JKM", 2, 1_360_000, 8_160_000))
    assert district.nik_kepala == "7402111706709043"
    assert sheets[0].kode_periksa != sheets[1].kode_periksa


def test_a_jht_that_is_paid_otherwise_is_in_no_sum_of_the_wadah(desk: desks.Desk) -> None:
    desk.save(salma("b1"), 0)
    desk.save(salma("b2", nik="7402111002809025", nama="LA BASRI", jenis_kelamin="L", tanggal_lahir=date(1980, 2, 10),
                    program=("JKK", "JKM", "JHT"), sumber_dana=SumberDana(jkk_jkm="APBD_KAB", jht="MANDIRI")), 0)
    ask = asked(desk, "f1_wadah")
    (planned,) = printing.planned_sheets(ask)
    paper = printing.print_context(desk.ctx, ask.db, "A4", "B-0001")
    facts = forms._wadah(ask, planned, paper).content(Wadah)
    assert [line.program for line in facts.program] == ["JKK", "JKM"]
    assert facts.dana_lain == 1
    values = wadah_values(facts, paper)
    assert values["wadah.sebulan"] == "Rp 33.600"
    assert values["wadah.kurang"] == "JHT 1 orang dibayar dana lain, tidak dihitung di sini."


def test_papers_of_the_office_need_nobody_to_be_chosen(peopled: desks.Desk, tmp_path: Path) -> None:
    order = desks.PrintOrder((), ("f1", "f1_wadah"), "A4", tmp_path / "x.pdf")
    made = run_to_end(peopled.print_job(order))
    assert (made.pages, made.skipped) == (3, ())
    employer, *wadah = pages_of(made.path)
    for words in ("PENDAFTARAN PEMBERI KERJA", "188.45/100/2022, 02-02-2022", "Rp 6.471.040\u2020", "POTONGAN SILTAP",
                  "bukan formulir resmi BPJS", "Halaman 1 dari 1", "Cetak ke-1"):
        assert words in employer
    assert all("belum dikonfirmasi\u2020" in page for page in (employer, *wadah))


def test_who_is_enrolled_by_the_district_is_on_no_form_of_the_village(peopled: desks.Desk) -> None:
    ctx, ask = peopled.ctx, asked(peopled, "f1")
    one_npp = Dated(date(2026, 1, 1), None, Nilai("pemda", "pemberi_kerja", "contoh", "bersumber"))
    values = {**ctx.policy.values, ("pemberi_kerja", ""): (one_npp,)}
    theirs = replace(ask, ctx=replace(ctx, policy=replace(ctx.policy, values=values)))
    assert [len(printing.planned_sheets(one)) for one in (ask, theirs)] == [1, 0]


def test_without_people_there_is_no_form_of_the_office(desk: desks.Desk) -> None:
    assert desk.print_plan(desks.PrintOrder((), ("f1", "f1_wadah"), "A4")).sheets == ()


# Empty forms.

def test_only_a_printing_takes_numbers_and_none_comes_twice(peopled: desks.Desk, tmp_path: Path) -> None:
    kinds, opsi = ("kosong_bpu", "kosong_pu"), desks.PaperOptions(kosong=2, dusun="III")
    order = desks.PrintOrder((), kinds, "A4", tmp_path / "satu.pdf", opsi)
    before = taken(peopled)
    assert len(peopled.print_plan(order).sheets) == 4
    run_to_end(peopled.sheet_preview_job(order, 3, 0.5))
    assert taken(peopled) == before
    first = run_to_end(peopled.print_job(order))
    again = run_to_end(peopled.print_job(replace(peopled.order_again(first.bundel), out=tmp_path / "dua.pdf")))
    found = [pages_of(one.path) for one in (first, again)]
    for nth, pages in enumerate(found):
        assert len(pages) == 4
        for at, page in enumerate(pages, 1):
            assert f"K-{before + nth * 4 + at:04}" in page
            assert "Dusun III" in page
            assert "WA ODE" not in page
    assert [pages[0].count("MUH. ARSYAD TAHIR") for pages in found] == [1, 1]  # who signs, never whose form it is
    noted = [row[0] for row in peopled._db.all("SELECT objek_id FROM riwayat WHERE objek = 'formulir_kosong'")]
    assert noted[before:] == [f"K-{before + n:04}" for n in range(1, 9)]


def test_an_empty_form_is_nobodys_print(peopled: desks.Desk, tmp_path: Path) -> None:
    status = peopled.read("b1").status
    run_to_end(peopled.print_job(desks.PrintOrder(("b1",), ("kosong_bpu",), "F4", tmp_path / "x.pdf",
                                                  desks.PaperOptions(kosong=1))))
    assert (peopled.trail("b1").copies, peopled.read("b1").status) == (0, status)


def test_a_cancelled_printing_takes_the_numbers_of_the_sheets_it_made(peopled: desks.Desk, tmp_path: Path) -> None:
    before = taken(peopled)
    job = peopled.print_job(desks.PrintOrder((), ("kosong_bpu",), "A4", tmp_path / "x.pdf",
                                             desks.PaperOptions(kosong=9)))
    for _ in range(3):
        next(job)
    job.close()
    assert [f"K-{before + n:04}" in page for n, page in enumerate(pages_of(tmp_path / "x.pdf"), 1)] == [True, True]
    assert taken(peopled) == before + 2


@pytest.mark.parametrize("many", [0, -1, 501])
def test_a_number_of_blanks_that_is_none_is_refused(desk: desks.Desk, many: int) -> None:
    head = history.head(desk._db)
    with pytest.raises(Problem) as caught:
        run_to_end(desk.print_job(desks.PrintOrder((), ("kosong_pu",), "A4", opsi=desks.PaperOptions(kosong=many))))
    assert caught.value.kode == "KOSONG_SALAH"
    assert str(many) in caught.value.apa
    assert history.head(desk._db) == head


# The profile that Formulir 1 asks for.

def test_the_profile_for_formulir_1_is_kept_and_printed(desk: desks.Desk, tmp_path: Path) -> None:
    desk.save(clerk("p1", "7402111706889041", "RUSDIN"), 0)
    desk.set_office(bentuk="pemerintah desa", dasar="Perda 3/2008", rekening="Bank Sultra 001.01.000123",
                       pic_nama="hasnia  tahir", pic_jabatan="Kaur Keuangan", pic_hp="0812-9900-0417",
                       pic_email="hasnia@contoh.id", nik_kepala="740211 170670 9043")
    unit = desk.unit
    assert (unit.pic_nama, unit.pic_hp, unit.pejabat_untuk("kepala_desa").nik) == (
        "hasnia tahir", "081299000417", "7402111706709043")
    assert office.unit(desk._db) == unit
    made = run_to_end(desk.print_job(desks.PrintOrder((), ("f1",), "A4", tmp_path / "x.pdf")))
    (page,) = pages_of(made.path)
    assert all(words in page for words in ("HASNIA TAHIR", "KAUR KEUANGAN", "hasnia@contoh.id", "PERDA 3/2008",
                                           "BANK SULTRA 001.01.000123"))
    assert page.count("NURHAYATI SALAM") == 1  # who printed; as whom to call only while nobody else is named


@pytest.mark.parametrize(("kode", "wrong"), [
    ("NIK_PEJABAT_SALAH", {"nik_kepala": "74021117067"}), ("NIK_PEJABAT_SALAH", {"nik_kepala": "O402111706709043"}),
    ("TELEPON_SALAH", {"pic_hp": "nol delapan"}), ("EMAIL_SALAH", {"pic_email": "hasnia@"}),
    ("PROFIL_PANJANG", {"rekening": "x" * 121}), ("NIP_SALAH", {"nip_kepala": "1970"}),
    ("NAMA_PEJABAT_SALAH", {"kepala": " "}), ("NAMA_PEJABAT_SALAH", {"sekretaris": "Siti 2"}),
    ("GELAR_SALAH", {"gelar_kepala": "x" * 121}), ("STATUS_PEJABAT_SALAH", {"status_kepala": "lama"}),
    ("GAMBAR_SALAH", {"lambang": b"ini bukan gambar"})])
def test_a_wrong_profile_for_formulir_1_changes_nothing(desk: desks.Desk, kode: str, wrong: dict[str, Any]) -> None:
    before = desk.unit
    with pytest.raises(Problem) as caught:
        desk.set_office(alamat="Jalan Lain", **wrong)
    assert (caught.value.kode, desk.unit) == (kode, before)
    with pytest.raises(TypeError):
        desk.set_office(pic_alamat="x")


def test_who_signs_and_the_crest_may_change_and_papers_follow(desk: desks.Desk, tmp_path: Path) -> None:
    desk.set_office(nik_kepala="7402111706709043", nip_kepala="19700617 199203 1 001", status_kepala="plt")
    crest = BytesIO()
    Image.new("RGB", (1200, 1600), "green").save(crest, "JPEG")
    desk.set_office(kepala="Drs. La Ode  Anwar", gelar_kepala="M.Si.", nip_kepala="197001012000031001",
                    sekretaris="Sitti Aminah", lambang=crest.getvalue())
    head = desk.unit.pejabat_untuk("kepala_desa")
    assert (head.nama, head.gelar, head.nip, head.nik, head.status) == (
        "Drs. La Ode Anwar", "M.Si.", "197001012000031001", "", "definitif")  # the NIK was the other one's
    with Image.open(BytesIO(desk.unit.lambang)) as kept:
        assert (kept.format, kept.size) == ("PNG", (384, 512))
    assert (office.unit(desk._db), office.setting(desk._db, "pengguna")) == (desk.unit, "Sitti Aminah")
    desk.save(clerk("p1", "7402111706889041", "RUSDIN"), 0)
    made = run_to_end(desk.print_job(desks.PrintOrder(("p1",), ("hadir", "sptjm"), "A4", tmp_path / "x.pdf")))
    pages = " ".join(pages_of(made.path))
    assert "oleh Sitti Aminah" in pages
    assert "NIP 197001012000031001" in pages
    assert b"/Subtype /Image" in made.path.read_bytes()
    desk.set_office(kepala="DRS. LA ODE ANWAR", lambang=b"")
    assert desk.unit.pejabat_untuk("kepala_desa").nip == "197001012000031001"  # the same person, written otherwise


def test_a_name_kept_as_it_was_pasted_is_the_same_person_cleaned(folder: DataFolder, clock: desks.Clock) -> None:
    """Older versions kept an official's name with marks nobody sees: NIP and title are not taken away with them."""
    with desks.open_desk(folder, None, clock) as desk, desk.ctx.open() as db, db.write():
        office.put_unit(db, desk.ctx.actor(), desks.with_officials(desk.unit, Pejabat(
            jabatan="kepala_desa", nama="LA ODE\u200b  ANWAR\u200e", gelar="M.Si.", nip="197001012000031001")))
    with desks.open_desk(folder, None, clock) as again:
        again.set_office(kepala="La Ode Anwar", telepon="081299000111")
        head = again.unit.pejabat_untuk("kepala_desa")
        assert (head.nama, head.gelar, head.nip) == ("La Ode Anwar", "M.Si.", "197001012000031001")
    assert desk.unit.lambang == b""


def test_a_letter_the_font_lacks_leaves_out_formulir_1_and_the_others_go_on(desk: desks.Desk, tmp_path: Path) -> None:
    desk.save(clerk("p1", "7402111706889041", "RUSDIN"), 0)
    desk.set_office(pic_nama="\u4e2d Hasnia")
    made = run_to_end(desk.print_job(desks.PrintOrder((), ("f1", "kosong_bpu"), "A4", tmp_path / "x.pdf",
                                                         desks.PaperOptions(kosong=1))))
    ((name, why),) = made.skipped
    assert (name, made.pages) == ("Formulir 1, pemberi kerja", 1)
    assert "nama penghubung" in why.lower()
