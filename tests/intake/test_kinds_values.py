"""From every kind of workbook each person comes out with the values that went in, read by the whole way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kinds_of_workbooks import ALL_KINDS, Made, Orang, opensid, people
from taking import reading

from jamsos_desktop.intake import Candidate, recognise, take_rows
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.parse import parse

COUNT = 13


def wanted(one: Orang) -> dict[str, Any]:
    return {"nik": one.nik, "nama": one.nama, "no_kk": one.no_kk, "tempat_lahir": one.tempat_lahir,
            "tanggal_lahir": one.tanggal_lahir, "jenis_kelamin": one.jenis_kelamin, "nama_ibu": one.ibu,
            "status_kawin": one.status[2], "alamat": one.alamat, "dusun": one.dusun, "rt": one.rt, "rw": one.rw,
            "hp": one.hp, "penghasilan": one.penghasilan, "golongan_darah": one.darah,
            "pekerjaan_ktp": one.kerja_ktp[0]}


def values(row: Candidate) -> dict[str, Any]:
    return {key: parse(BY_KEY[key], text, reading().lists) for key, text in row.texts.items()}


@pytest.mark.parametrize("kind", sorted(ALL_KINDS))
def test_every_value_of_every_person_comes_out(kind: str, tmp_path: Path) -> None:
    made: Made = ALL_KINDS[kind](tmp_path / f"{kind}.csv", people(COUNT))
    sheet = made.sheet()
    intake = run_to_end(take_rows(sheet, recognise(sheet), reading()))
    assert len(intake.rows) == COUNT
    for row, one in zip(intake.rows, made.orang, strict=True):
        found = values(row)
        given = {key: value for key, value in wanted(one).items() if key in made.fields}
        if kind.startswith("sipp") and one.status[2] != "kawin":
            given["status_kawin"] = "belum_kawin"  # SIPP knows only Y and T
        assert {key: found.get(key) for key in given} == given
        assert found.keys() <= made.fields | {"kode_pos"}
        if "nama_ahli_waris" in made.fields:
            relation = "istri" if one.jenis_kelamin == "L" else "suami"
            known = "jenis_kelamin" in made.fields or "nik" in made.fields
            assert (row.keluarga[0].nama, row.keluarga[0].hubungan) == (one.ayah, relation if known else "")


def test_whoever_is_dead_by_the_list_is_told_so(tmp_path: Path) -> None:
    for status in ("MATI", "2"):
        sheet = opensid(tmp_path / "a.csv", people(4), words=status == "MATI", status=status).sheet()
        intake = run_to_end(take_rows(sheet, recognise(sheet), reading()))
        assert [bool(row.bukan) for row in intake.rows] == [False, False, False, True]
