"""Units of the register: targets by hand and by table, quotas, offices, and the life of a village's key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jamsos_desktop.desk import Desk
from jamsos_desktop.hub import targets
from jamsos_desktop.hub.register import units as rows
from jamsos_desktop.hub.targets import Known
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.hub import makers

BAJO = "74.02.11.2017"
KNOWN = (Known(BAJO, "Bajo Indah", "Soropia"), Known("74.02.01.2006", "Awuliti", "Lambuya"),
         Known("74.02.02.2001", "Mekar", "Uepai"), Known("74.02.11.2016", "Mekar", "Soropia"))
HEAD = ("Kode", "Nama desa", "Kecamatan", "Perangkat desa", "Ekosistem desa", "Non-ASN", "Pekerja rentan")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


def read(*cells: tuple[str, ...], held: dict[str, dict[str, int]] | None = None) -> list[targets.RowResult]:
    sheet = [HEAD, *cells]
    columns = targets.columns_of(sheet)
    assert columns is not None
    return targets.read_rows(list(enumerate(sheet, 1)), columns, KNOWN, held or {})[1:]


def table(path: Path, *cells: tuple[object, ...]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for at, row in enumerate(cells):
        sheet.write_row(at, 0, row)
    book.close()
    return path


# Reading a table.


@pytest.mark.parametrize(("cells", "hasil", "kode", "word"), [
    ((BAJO, "", "", "8", "", "", ""), "masuk", BAJO, ""),
    (("7402112017", "salah nama", "", "8", "", "", ""), "masuk", BAJO, ""),
    (("", "Desa Bajo Indah", "", "8", "", "", ""), "masuk", BAJO, ""),
    (("", "Mekar", "Kec. Soropia", "8", "", "", ""), "masuk", "74.02.11.2016", ""),
    (("", "Mekar", "", "8", "", "", ""), "ditahan", "", "Ada 2 unit"),
    (("99.99.99.9999", "", "", "8", "", "", ""), "ditahan", "", "tidak ada di daftar"),
    (("", "Entah", "", "8", "", "", ""), "ditahan", "", "Periksa ejaan"),
    ((BAJO, "", "", "delapan", "", "", ""), "ditahan", BAJO, "Perangkat desa berisi delapan"),
    ((BAJO, "", "", "8,5", "", "", ""), "ditahan", BAJO, "dengan angka"),
    ((BAJO, "", "", "-8", "", "", ""), "ditahan", BAJO, "dengan angka"),
    ((BAJO, "", "", "9999999", "", "", ""), "ditahan", BAJO, "dengan angka"),
    ((BAJO, "Bajo Indah", "Soropia", "", "", "", ""), "dilewati", "", "Tidak ada angka"),
    (("", "Jumlah", "", "16", "4", "2", "40"), "dilewati", "", "Baris jumlah"),
    (("Total", "", "", "16", "4", "2", "40"), "dilewati", "", "Baris jumlah"),
])
def test_each_row_says_what_it_brings(cells: tuple[str, ...], hasil: str, kode: str, word: str) -> None:
    (row,) = read(cells)
    assert (row.hasil, row.kode) == (hasil, kode)
    assert word in row.pesan
    assert bool(row.angka) == (hasil == "masuk")


def test_an_empty_cell_never_erases_and_a_second_row_of_a_unit_is_held() -> None:
    first, again, same = read((BAJO, "", "", "", "1.250", "", ""), (BAJO, "", "", "3", "", "", ""),
                              ("74.02.01.2006", "", "", "7", "", "", ""),
                              held={BAJO: {"perangkat_desa": 10}, "74.02.01.2006": {"perangkat_desa": 7}})
    assert first.angka == {"ekosistem_desa": 1250}
    assert (again.hasil, again.pesan) == ("ditahan", "Unit ini sudah ada di baris 2. Sisakan satu baris.")
    assert same.hasil == "sama"


def test_a_table_without_a_unit_or_a_group_has_no_header() -> None:
    assert targets.columns_of([("Kode", "Nama", "Kecamatan"), ("1", "2", "3")]) is None
    assert targets.columns_of([("Perangkat desa", "Non-ASN")]) is None
    found = targets.columns_of([("SASARAN KONAWE 2026",), ("No", "Desa/Kelurahan", "pekerja rentan")])
    assert found is not None
    assert (found.row, found.nama, dict(found.groups)) == (1, 1, {"pekerja_rentan": 2})


@given(st.lists(st.lists(st.text(max_size=8), max_size=9).map(tuple), max_size=12))
def test_any_sheet_is_accounted_for_row_by_row(cells: list[tuple[str, ...]]) -> None:
    sheet = [HEAD, *cells]
    columns = targets.columns_of(sheet)
    assert columns is not None
    found = targets.read_rows(list(enumerate(sheet, 1)), columns, KNOWN, {})
    assert [row.nomor for row in found] == list(range(1, len(sheet) + 1))
    assert {row.hasil for row in found} <= set(targets.HASIL)
    assert all(row.pesan for row in found if row.hasil != "masuk")


# The register.


def test_every_desa_and_kelurahan_of_the_kabupaten_is_there(desk: Desk) -> None:
    units = desk.district.units()
    assert sum(unit.jenis == "desa" for unit in units) == 291
    bajo = desk.district.unit(BAJO)
    assert (bajo.sebutan, bajo.kecamatan, bajo.kode_kecamatan) == ("Desa Bajo Indah", "Soropia", "74.02.11")
    assert (bajo.seq, bajo.sidik, bajo.dicocokkan, bajo.sasaran) == (0, "", "", {})


def test_targets_are_set_changed_and_taken_away_per_year(desk: Desk) -> None:
    district = desk.district
    assert district.set_targets(2026, {BAJO: {"perangkat_desa": 12, "pekerja_rentan": 40}}) == 1
    assert district.set_targets(2026, {BAJO: {"perangkat_desa": 12}}) == 0
    assert district.targets(2027) == {}
    assert district.set_targets(2026, {BAJO: {"perangkat_desa": None}}) == 1
    assert district.unit(BAJO, 2026).sasaran == {"pekerja_rentan": 40}
    head = history.entries(district.db, "2026")[0]
    assert (head["aksi"], head["objek"], head["kolom"]) == ("ubah", "sasaran", ["perangkat_desa"])


@pytest.mark.parametrize(("wanted", "kode"), [
    ({"74.99.01.2001": {"perangkat_desa": 1}}, "UNIT_TIDAK_ADA"), ({BAJO: {"direksi": 1}}, "SASARAN_SALAH"),
    ({BAJO: {"perangkat_desa": -1}}, "SASARAN_SALAH"), ({BAJO: {"perangkat_desa": 10**7}}, "SASARAN_SALAH")])
def test_a_wrong_figure_changes_nothing(desk: Desk, wanted: dict[str, dict[str, int]], kode: str) -> None:
    with pytest.raises(Problem) as told:
        desk.district.set_targets(2026, {"74.02.01.2006": {"perangkat_desa": 3}, **wanted})
    assert told.value.kode == kode
    assert desk.district.targets(2026) == {}


def test_quotas_stand_per_fund_for_the_kabupaten_and_for_units(desk: Desk) -> None:
    district = desk.district
    assert district.set_quota(2026, {"74.02": {"APBD_KAB": 5000}, BAJO: {"APBDES_DD": 20}}) == 2
    assert district.quotas(2026) == {"74.02": {"APBD_KAB": 5000}, BAJO: {"APBDES_DD": 20}}
    with pytest.raises(Problem) as told:
        district.set_quota(2026, {"74.02": {"KAS_RT": 1}})
    assert told.value.kode == "SASARAN_SALAH"


def test_the_template_comes_back_whole_and_only_changes_what_was_typed(desk: Desk, tmp_path: Path) -> None:
    district = desk.district
    district.set_targets(2026, {BAJO: {"perangkat_desa": 12}})
    path = district.write_targets_template(tmp_path / "sasaran.xlsx", 2026)
    taken = run_to_end(district.import_targets_job(path, 2026))
    assert (taken.masuk, taken.sama, taken.ditahan) == (0, 1, 0)
    assert taken.dilewati == len(taken.rows) - 1 == len(district.units())


def test_a_table_is_taken_in_with_a_line_for_every_row(desk: Desk, tmp_path: Path) -> None:
    path = table(tmp_path / "dinas.xlsx", ("Sasaran 2026",), HEAD, (BAJO, "Bajo Indah", "Soropia", 12, "", 3, 40),
                 ("", "Awuliti", "", "1.250"), ("", "Negeri Antah", "", 5), ("Jumlah", "", "", 17))
    seen = run_to_end(desk.district.import_targets_job(path, 2026, dry_run=True))
    assert (seen.masuk, seen.sama, seen.dilewati, seen.ditahan) == (2, 0, 3, 1)
    assert desk.district.targets(2026) == {}
    taken = run_to_end(desk.district.import_targets_job(path, 2026))
    assert [row.nomor for row in taken.rows] == [1, 2, 3, 4, 5, 6]
    assert desk.district.targets(2026) == {BAJO: {"perangkat_desa": 12, "non_asn": 3, "pekerja_rentan": 40},
                                           "74.02.01.2006": {"perangkat_desa": 1250}}


def test_a_table_without_known_columns_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = table(tmp_path / "lain.xlsx", ("Nama barang", "Harga"), ("Semen", 70000))
    with pytest.raises(Problem) as told:
        run_to_end(desk.district.import_targets_job(path, 2026))
    assert told.value.kode == "TABEL_SASARAN_SALAH"


def test_an_office_is_added_under_a_code_of_the_district(desk: Desk) -> None:
    office = desk.district.add_unit("74.02.opd.01", "Dinas Perikanan")
    assert (office.kode, office.jenis, office.kode_kecamatan, office.sebutan) == (
        "74.02.OPD.01", "opd", "", "Dinas Perikanan")
    desk.district.set_targets(2026, {office.kode: {"non_asn": 9}})
    for kode, nama, told in (("74.02.OPD.01", "Lain", "UNIT_SUDAH_ADA"), ("74.03.OPD.02", "Lain", "UNIT_SALAH"),
                             ("74.02.OPD.02", " ", "UNIT_SALAH"), ("74.02.dinas-ikan", "Lain", "UNIT_SALAH"),
                             ("74.02.OPD.0123456789012", "Lain", "UNIT_SALAH")):
        with pytest.raises(Problem) as problem:
            desk.district.add_unit(kode, nama)
        assert problem.value.kode == told


# Keys.


def flags(desk: Desk, kode: str) -> tuple[int, int]:
    row = desk.district.db.one("SELECT minta_penuh, balas_penuh FROM unit WHERE kode = ?", (kode,))
    assert row is not None
    return row[0], row[1]


def test_a_first_key_is_matched_by_its_digits_only(desk: Desk) -> None:
    (village,) = makers.villages(1)
    makers.fill(desk, [village])
    district = desk.district
    sidik = village.keys.public.fingerprint
    assert district.unit(village.kode).sidik == sidik
    assert district.waiting().deliveries == 1
    with pytest.raises(Problem) as told:
        district.match_key(village.kode, sidik[:-1] + ("0" if sidik[-1] != "0" else "1"))
    assert told.value.kode == "KUNCI_TIDAK_COCOK"
    assert district.unit(village.kode).dicocokkan == ""
    matched = district.match_key(village.kode, sidik.lower().replace(" ", "-"))
    assert matched.dicocokkan
    assert matched.dicocokkan_oleh
    assert flags(desk, village.kode) == (0, 0)
    assert district.waiting().deliveries == 0
    assert history.entries(district.db, village.kode)[0]["aksi"] == "cocokkan"


def test_the_end_of_a_villages_history_is_kept_to_be_compared(desk: Desk, tmp_path: Path) -> None:
    (village,) = makers.villages(1)
    assert (desk.district.unit(village.kode).riwayat_n, desk.district.unit(village.kode).riwayat_kode) == (0, "")
    package = tmp_path / "JD-1.jdx"
    package.write_bytes(village.send(makers.recipient_of(desk, tmp_path)).data)
    run_to_end(desk.district.take_in_job([package]))
    unit = desk.district.unit(village.kode)
    assert (unit.riwayat_n, unit.riwayat_kode) == (village.seq * 3, "BBBB-BBBB-BBBB")


def test_a_village_without_a_key_has_nothing_to_match_or_retire(desk: Desk) -> None:
    for act in (lambda: desk.district.match_key(BAJO, "0" * 16), lambda: desk.district.retire_key(BAJO)):
        with pytest.raises(Problem) as told:
            act()
        assert told.value.kode == "KUNCI_UNIT_BELUM_ADA"


def test_after_a_retired_key_the_next_one_counts_as_first_and_gets_everything_back(desk: Desk, tmp_path: Path) -> None:
    (village,) = makers.villages(1)
    to, district = makers.recipient_of(desk, tmp_path), desk.district
    box = tmp_path / "kiriman"
    box.mkdir()

    def arrives(sender: makers.Village) -> str:
        built = sender.send(to)
        (box / f"{sender.device}-{built.file_name}").write_bytes(built.data)
        lines = run_to_end(district.take_in_job([box / f"{sender.device}-{built.file_name}"])).lines
        return lines[0].hasil

    assert arrives(village) == "kunci_belum"
    district.match_key(village.kode, village.keys.public.fingerprint)
    reborn = makers.Village(village.kode, seed=9, device="laptop-baru")
    reborn.rows = dict(village.rows)
    assert arrives(reborn) == "kunci_lain"
    retired = district.retire_key(village.kode)
    assert (retired.sidik, retired.dicocokkan, retired.minta_penuh) == ("", "", True)
    assert [bool(key.dicabut) for key in district.keys_of(village.kode)] == [True]
    released = district.release_held(village.kode)
    assert [line.hasil for line in released] == ["kunci_belum"]
    assert district.unit(village.kode).sidik == reborn.keys.public.fingerprint
    assert flags(desk, village.kode)[1] == 0  # nothing is given back to a key that nobody compared
    district.match_key(village.kode, reborn.keys.public.fingerprint)
    assert flags(desk, village.kode)[1] == 1
    assert [bool(key.dicabut) for key in district.keys_of(village.kode)].count(True) == 1
    assert arrives(village) == "kunci_lain"  # the old key counts no more
    assert history.broken_at(district.db) is None


def test_units_say_whom_to_call() -> None:
    from jamsos_desktop.desk.district.units import contact

    assert contact('{"telepon":"0812","pejabat":[{"jabatan":"sekretaris","nama":"NURHAYATI SALAM"}]}') \
        == "Nurhayati Salam, 0812"
    assert contact("{}") == contact("") == contact("[]") == ""


def test_registering_again_keeps_what_is_known(desk: Desk) -> None:
    from jamsos_desktop.model.regions import load_regions

    desk.district.set_targets(2026, {BAJO: {"non_asn": 1}})
    many = len(desk.district.units())
    rows.register(desk.district.db, load_regions().units_of("7402"))
    assert len(desk.district.units()) == many
    assert desk.district.unit(BAJO).sasaran == {"non_asn": 1}
