"""The program's own template: what it asks for, how it helps while typing, and that it comes back field by field."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange.intake_template_columns import TemplateColumn, template_columns
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import HEIR, Kind
from jamsos_desktop.model.parse import to_text, value_of
from jamsos_desktop.model.records import KELOMPOK, Keluarga, Peserta, SumberDana
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem
from tests.conftest import salma
from tests.desk.imports import bring_in, look, source_of

FULL = dict(
    gelar="S.Pd.", email="salma@contoh.id", npwp="123456789012345", kpj="12345678901", pernah_peserta="ya",
    pekerjaan_2="TANI", mulai_bekerja=date(2024, 3, 1), masa_laku=date(2030, 8, 14), bank="BRI", rekening="123456789",
    nama_rekening="WA ODE SALMA", desil_tanggal=date(2026, 10, 1), program=("JKK", "JKM", "JHT"),
    sumber_dana=SumberDana(jkk_jkm="APBD_KAB", jht="MANDIRI"), permohonan="lanjut", catatan="Datang ke kantor",
    status_pegawai="", surat_ke="S", keluarga=(Keluarga(
        nama="LA ODE HASAN", hubungan="suami", nik="7402110302809366", tanggal_lahir=date(1980, 2, 3),
        hp="081399000418", wali="WA BIBI", urutan=1),))
OWN = frozenset(("uid", "nomor", "status", "revisi", "diubah"))


def made(desk: desks.Desk, path: Path, kelompok: str = "") -> Path:
    return run_to_end(desk.template_job(path, kelompok))


def fill(desk: desks.Desk, path: Path, kelompok: str, *people: Peserta) -> Path:
    """Type people into a template below its example, as Excel keeps what is typed into cells that are text."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row, person in enumerate(people, 3):
        for at, column in enumerate(template_columns(desk.policy, kelompok), 1):
            sheet.cell(row, at, typed(desk, column, person) or None)
    book.save(path)
    return path


def typed(desk: desks.Desk, column: TemplateColumn, person: Peserta) -> str:
    value: Any = getattr(person.keluarga[0], column.kunci) if column.waris else value_of(person, column.kunci)
    if column.field.kind is Kind.CODE and value:
        return desk.label(column.field.codes, str(value))
    return to_text(column.field, value)


def test_a_filled_template_comes_back_field_by_field(desk: desks.Desk, tmp_path: Path) -> None:
    wanted = salma(**FULL)
    path = fill(desk, made(desk, tmp_path / "templat.xlsx"), "", wanted)
    seen = look(desk, path)
    assert (seen.layout.jenis, seen.totals()["baris"], seen.masuk) == ("templat", 2, 1)
    assert [(row.baris, row.hasil) for row in seen.rows] == [(2, "dilewati"), (3, "siap")], seen.problems
    assert {c.judul: c.sasaran for c in seen.layout.columns} == {
        c.judul: c.kunci + HEIR * c.waris for c in template_columns(desk.policy)}
    bring_in(desk, path)
    [kept] = desk.everyone()
    assert {f.name: getattr(kept, f.name) for f in fields(Peserta) if f.name not in OWN} == \
        {f.name: getattr(wanted, f.name) for f in fields(Peserta) if f.name not in OWN}


@pytest.mark.parametrize("kelompok", ["perangkat_desa", "non_asn"])
def test_a_template_of_one_group_says_so_by_its_sheet(desk: desks.Desk, tmp_path: Path, kelompok: str) -> None:
    wanted = salma(kelompok=kelompok, segmen="PU", wadah_jenis="", desil=None, status_kawin="kawin")
    path = fill(desk, made(desk, tmp_path / "templat.xlsx", kelompok), kelompok, wanted)
    sheet = load_workbook(path).worksheets[0]
    assert "Kelompok" not in [cell.value for cell in sheet[1]]
    read = source_of(desk, path)
    assert desk.sheet_group(read) == kelompok
    assert desk.sheet_group(replace(read, sheet=replace(read.sheet, lembar=(sheet.title,)))) == ""
    bring_in(desk, read)
    assert [(p.kelompok, p.segmen, p.nama) for p in desk.everyone()] == [(kelompok, "PU", wanted.nama)]


def test_an_empty_template_brings_in_nobody(desk: desks.Desk, tmp_path: Path) -> None:
    seen = bring_in(desk, made(desk, tmp_path / "templat.xlsx"))
    assert (seen.masuk, seen.totals()["dilewati"], desk.counts().total) == (0, 1, 0)
    assert "contoh" in seen.rows[0].pesan


@pytest.mark.parametrize("kelompok", ["", *KELOMPOK])
def test_the_workbook_helps_while_typing(desk: desks.Desk, tmp_path: Path, kelompok: str) -> None:
    book = load_workbook(made(desk, tmp_path / "templat.xlsx", kelompok))
    sheet, guide, lists = book.worksheets
    assert (guide.title, lists.title, lists.sheet_state) == ("Petunjuk", "Daftar", "hidden")
    titles = [str(cell.value) for cell in sheet[1]]
    assert set(titles) <= {target.label for target in TARGETS.values()}
    assert len(set(titles)) == len(titles)
    checks = {str(one.sqref).split(":")[0]: one for one in sheet.data_validations.dataValidation}
    nik = checks[f"{sheet.cell(3, titles.index('NIK') + 1).coordinate}"]
    assert nik.formula1.startswith("LEN(")
    assert "16 angka" in nik.error
    sex = checks[f"{sheet.cell(3, titles.index('Jenis kelamin') + 1).coordinate}"]
    assert choices(lists, sex.formula1) == ["Laki-laki", "Perempuan"]
    assert (sex.type, sex.errorStyle or "stop") == ("list", "stop")
    for one in checks.values():
        assert 0 < len(one.prompt) <= 255
        assert 0 < len(one.error) <= 225  # what Excel's own window takes
        assert "entang" not in one.prompt  # there is nothing to tick in a workbook
        assert one.prompt.lower().count("kosong") + one.prompt.lower().count("wajib") <= 2, one.prompt
        assert one.prompt.count("Boleh kosong.") <= 1
    begun = checks[sheet.cell(3, titles.index("Mulai bekerja") + 1).coordinate] if "Mulai bekerja" in titles else None
    assert begun is None or (begun.formula1, "bulan/tahun" in begun.error) == ("6", True)  # "3/2024" is enough
    day = checks[sheet.cell(3, titles.index("Tanggal lahir") + 1).coordinate]
    assert (day.formula1, "bulan/tahun" in day.error.replace("hari/bulan/tahun", "")) == ("8", False)
    job = checks[f"{sheet.cell(3, titles.index('Pekerjaan lain') + 1).coordinate}"]
    assert choices(lists, job.formula1) == [one.label for one in load_policy().pekerjaan.values()]
    assert job.errorStyle == "warning"  # a job that no list knows can still be typed


def test_what_only_some_groups_must_say_is_told(policy_columns: dict[str, TemplateColumn]) -> None:
    assert policy_columns["pekerjaan"].penjelasan.endswith("Wajib untuk pekerja rentan.")
    assert policy_columns["status_pegawai"].penjelasan.endswith("Wajib untuk non-ASN.")
    assert policy_columns["nik"].penjelasan.endswith("Wajib diisi.")
    assert policy_columns["gelar"].penjelasan == "Boleh kosong."
    for kelompok in KELOMPOK:  # of one group it is told by the column's colour alone
        assert not any(column.wajib_untuk for column in template_columns(load_policy(), kelompok))


@pytest.fixture
def policy_columns() -> dict[str, TemplateColumn]:
    return {column.kunci: column for column in template_columns(load_policy()) if not column.waris}


def choices(lists: Any, formula: str) -> list[str]:
    letter, first, last = re.fullmatch(r"=?Daftar!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)", formula).groups()  # type: ignore[union-attr]
    return [str(lists[f"{letter}{row}"].value) for row in range(int(first), int(last) + 1)]


def test_cells_to_fill_are_text(desk: desks.Desk, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(made(desk, tmp_path / "templat.xlsx")) as archive:
        sheet, styles = (archive.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml"))
    used = set(re.findall(r'<col [^>]*style="(\d+)"', sheet))
    kinds = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    assert {kinds[int(one)] for one in used} == {"49"}  # Excel's number for "@"


def test_a_template_is_refused_in_a_sentence(desk: desks.Desk, tmp_path: Path) -> None:
    (tmp_path / "ada.xlsx").write_bytes(b"lain")
    with pytest.raises(Problem) as caught:
        made(desk, tmp_path / "ada.xlsx")
    assert (caught.value.kode, (tmp_path / "ada.xlsx").read_bytes()) == ("NAMA_SUDAH_ADA", b"lain")
    with pytest.raises(Problem) as caught:
        made(desk, tmp_path / "lain.xlsx", "warga")
    assert caught.value.kode == "KELOMPOK_SALAH"
    assert not (tmp_path / "lain.xlsx").exists()
