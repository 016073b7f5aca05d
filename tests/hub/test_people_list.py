"""Peserta of the district: who is listed, in which order, and who is meant by what was typed, beside a recount."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jamsos_desktop.desk import Desk, PeopleQuery
from jamsos_desktop.hub.records import KEADAAN
from tests.conftest import CLOCK_DAY
from tests.hub.coverage_district import BAJO, SOROPIA, filled

NAMES = ("WA ODE SALMA", "LA ODE MUHAMMAD YUSUF", "ST. AMINAH", "YUSUP")
ROW = ("uid", "unit", "nama", "nik", "kelompok", "keadaan", "tunda", "aktif_sampai", "sumber_dana", "tanggal_lahir",
       "sebulan_sen")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with filled(tmp_path_factory.mktemp("dpmd"), many=4, each=7) as opened:
        with opened.ctx.open() as db, db.write():
            for at, name in enumerate(NAMES):
                db.run("UPDATE orang SET nama = ? WHERE id = (SELECT id FROM orang WHERE hapus = 0 ORDER BY id"
                       " LIMIT 1 OFFSET ?)", (name, at))
            opd = db.one("SELECT unit FROM orang WHERE hapus = 0 ORDER BY id DESC LIMIT 1")
            assert opd
            db.run("UPDATE unit SET jenis = 'opd' WHERE kode = ?", opd)
        yield opened


def everybody(desk: Desk) -> list[dict[str, object]]:
    with desk.ctx.open() as db:
        return [dict(zip(ROW, row, strict=True)) for row in
                db.all(f"SELECT {', '.join(ROW)} FROM orang WHERE hapus = 0")]


def found(desk: Desk, **query: object) -> list[dict[str, object]]:
    """The rows of the list, in its order."""
    known = {str(row["uid"]): row for row in everybody(desk)}
    ids = desk.district.find_people(PeopleQuery(**query))  # type: ignore[arg-type]
    return [known[uid] for uid in desk.district.uids_of(ids)]


def uids(rows: list[dict[str, object]]) -> set[object]:
    return {row["uid"] for row in rows}


def test_everybody_is_listed_by_name_but_those_a_village_deleted(desk: Desk) -> None:
    listed = found(desk)
    assert uids(listed) == uids(everybody(desk))
    assert [row["nama"] for row in listed] == sorted(str(row["nama"]) for row in listed)


@pytest.mark.parametrize("keadaan", [*KEADAAN, "lewat_masa", "tunda"])
def test_each_standing_lists_its_people(desk: Desk, keadaan: str) -> None:
    def standing(row: dict[str, object]) -> str:
        over = row["keadaan"] == "aktif" and "" < str(row["aktif_sampai"]) < CLOCK_DAY.isoformat()
        return "tunda" if row["tunda"] else "lewat_masa" if over else str(row["keadaan"])

    assert uids(found(desk, keadaan=keadaan)) == {row["uid"] for row in everybody(desk) if standing(row) == keadaan}


def test_a_place_lists_its_people_and_an_office_of_the_district_stands_apart(desk: Desk) -> None:
    people = everybody(desk)
    with desk.ctx.open() as db:
        offices = {str(kode) for (kode,) in db.all("SELECT kode FROM unit WHERE jenis = 'opd'")}
    assert uids(found(desk, kode="opd")) == {row["uid"] for row in people if row["unit"] in offices} != set()
    village = str(found(desk)[0]["unit"])
    for kecamatan in {village[:8], SOROPIA}:
        wanted = {row["uid"] for row in people
                  if str(row["unit"]).startswith(f"{kecamatan}.") and row["unit"] not in offices}
        assert uids(found(desk, kode=kecamatan)) == wanted
    assert uids(found(desk, kode=village)) == {row["uid"] for row in people if row["unit"] == village}
    assert found(desk, kode=BAJO.replace("2017", "2999")) == []


def test_filters_narrow_together(desk: Desk) -> None:
    one = found(desk)[0]
    both = found(desk, kelompok=one["kelompok"], kode=one["unit"])
    assert one["uid"] in uids(both)
    assert {(row["kelompok"], row["unit"]) for row in both} == {(one["kelompok"], one["unit"])}


@pytest.mark.parametrize(("text", "who"), [
    ("salma", {NAMES[0]}), ("ODE", {NAMES[0], NAMES[1]}), ("ode muh", {NAMES[1]}), ("alm", {NAMES[0]}),
    ("laode", {NAMES[1]}),
    ("yusup", {NAMES[1], NAMES[3]}), ("yusuf", {NAMES[1], NAMES[3]}), ("siti aminah", {NAMES[2]}),
    ("salma yusuf", set())])
def test_a_name_is_found_by_its_words_in_any_order_and_spelling(desk: Desk, text: str, who: set[str]) -> None:
    assert {row["nama"] for row in found(desk, text=text)} & set(NAMES) == who


def test_a_nik_is_found_by_its_beginning_and_its_end_and_never_by_three_digits(desk: Desk) -> None:
    one = found(desk)[0]
    nik = str(one["nik"])
    for text in (nik, nik[:8], nik[-4:], f"{nik[:4]} {nik[4:8]}.{nik[8:]}"):
        digits = text.replace(" ", "").replace(".", "")
        wanted = {row["uid"] for row in everybody(desk)
                  if str(row["nik"]).startswith(digits) or str(row["nik"]).endswith(digits)}
        assert one["uid"] in uids(found(desk, text=text))
        assert uids(found(desk, text=text)) == wanted
    assert found(desk, text=nik[-3:]) == []


@pytest.mark.parametrize(("sort", "key"), [("nik", "nik"), ("desa", "unit"), ("kelompok", "kelompok"),
                                           ("aktif_sampai", "aktif_sampai"), ("iuran", "sebulan_sen"),
                                           ("sumber_dana", "sumber_dana"), ("gone", "nama")])
def test_a_column_sorts_both_ways(desk: Desk, sort: str, key: str) -> None:
    up = [row[key] for row in found(desk, sort=sort)]
    down = [row[key] for row in found(desk, sort=sort, desc=True)]
    assert up == sorted(up, key=lambda value: (isinstance(value, str), value))
    assert down == up[::-1]


def test_the_oldest_stand_last_by_age_and_open_questions_last_by_standing(desk: Desk) -> None:
    born = [str(row["tanggal_lahir"]) for row in found(desk, sort="usia") if row["tanggal_lahir"]]
    assert born == sorted(born, reverse=True)
    asked = [bool(row["tunda"]) for row in found(desk, sort="keadaan")]
    assert asked == sorted(asked)
    assert any(asked)


def test_rows_come_by_id_and_one_gone_since_is_missing(desk: Desk) -> None:
    ids = list(desk.district.find_people(PeopleQuery(text="salma")))
    rows = desk.district.people_rows([*ids, 10**9])
    assert set(rows) == set(ids)
    assert "Wa Ode Salma" in {row.nama for row in rows.values()}
    assert desk.district.uids_of([10**9, ids[0]]) == [rows[ids[0]].uid]


def test_a_name_that_came_in_since_is_found(desk: Desk) -> None:
    """What is known of spellings is read anew when anybody has written."""
    assert found(desk, text="zulkifli") == []
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE orang SET nama = 'ZULKIPLI' WHERE uid = ?", (found(desk, text="salma")[0]["uid"],))
    try:
        assert [row["nama"] for row in found(desk, text="zulkifli")] == ["ZULKIPLI"]
    finally:
        with desk.ctx.open() as db, db.write():
            db.run("UPDATE orang SET nama = ? WHERE nama = 'ZULKIPLI'", (NAMES[0],))
