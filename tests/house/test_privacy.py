"""Who sees what: the table is whole, its masks hide, and lists, commands, workbooks and packages follow it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.desk.context import Context
from jamsos_desktop.exchange.nominatif import nominatif
from jamsos_desktop.model import plain
from jamsos_desktop.model.fields import BY_KEY, FIELDS, SEEN, Place, Privacy, View
from jamsos_desktop.model.privacy import last_four, shown, tail, view_of
from jamsos_desktop.model.rights import ROLES
from tests.conftest import TODAY
from tests.house import canary

PRIVATE = {"nik": Privacy.LAST_FOUR, "no_kk": Privacy.LAST_FOUR, "npwp": Privacy.LAST_FOUR,
           "rekening": Privacy.LAST_FOUR, "nama_ibu": Privacy.FORM_ONLY, "kpj": Privacy.ON_PIN}


def test_the_table_says_something_of_every_kind_at_every_place() -> None:
    assert {(privacy, place) for privacy, row in SEEN.items() for place in row} == \
        {(privacy, place) for privacy in Privacy for place in Place}
    assert {field.key: field.privacy for field in FIELDS if field.privacy is not Privacy.OPEN} == PRIVATE


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_nothing_of_anybody_is_left_in_logs_and_names(field: Any) -> None:
    assert view_of(field, Place.JEJAK) is View.TIDAK
    assert shown(field, "7402115408849417", Place.JEJAK) == ""


@pytest.mark.parametrize(("key", "place", "seen"), [
    ("nik", Place.PENYUNTING, canary.NIK), ("nik", Place.LAYAR, canary.NIK), ("nik", Place.LAYAR_DPMD, canary.NIK),
    ("nik", Place.FORMULIR, canary.NIK), ("nik", Place.SIPP, canary.NIK), ("nik", Place.NOMINATIF, canary.NIK),
    ("nik", Place.PAKET, canary.NIK), ("nik", Place.KERTAS, "••••••••••••9973"),
    ("nama_ibu", Place.PENYUNTING, canary.NIK), ("nama_ibu", Place.FORMULIR, canary.NIK),
    ("nama_ibu", Place.LAYAR, ""), ("nama_ibu", Place.KERTAS, ""), ("nama_ibu", Place.NOMINATIF, ""),
    ("kpj", Place.FORMULIR, canary.NIK), ("kpj", Place.LAYAR, "••••••••••••9973"), ("kpj", Place.NOMINATIF, ""),
    ("kpj", Place.PENYUNTING, "••••••••••••9973"), ("kpj", Place.KERTAS, "••••••••••••9973"),
])
def test_a_number_is_shown_as_the_table_says(key: str, place: Place, seen: str) -> None:
    assert shown(key, canary.NIK, place) == seen


def test_who_only_looks_on_and_a_masked_screen_see_the_last_four() -> None:
    looks_on = ROLES["pelihat"]
    for key in PRIVATE.keys() - {"nama_ibu"}:
        assert shown(key, canary.NIK, Place.LAYAR_DPMD, looks_on) == "••••••••••••9973"
        assert shown(key, canary.NIK, Place.LAYAR, mask=True) == "••••••••••••9973"
    assert shown("nama_ibu", canary.MOTHER, Place.LAYAR_DPMD, ROLES["petugas"]) == "W••• B•••"
    assert shown("nama_ibu", canary.MOTHER, Place.LAYAR_DPMD, looks_on) == ""
    assert shown("nik", canary.NIK, Place.FORMULIR, looks_on, mask=True) == canary.NIK  # paper is no screen
    assert shown("nama", canary.NAME, Place.LAYAR_DPMD, looks_on, mask=True) == canary.NAME


def test_the_masks() -> None:
    assert (last_four(canary.NIK), last_four("417"), last_four("")) == ("••••••••••••9973", "417", "")
    assert (tail(canary.KPJ), tail("")) == ("…5439", "")


def test_a_key_nobody_knows_is_no_open_one() -> None:
    assert "entah" not in BY_KEY
    assert shown("entah", canary.NIK, Place.KERTAS) == "••••••••••••9973"


def test_commands_show_neither_mother_nor_kpj(folder: Any, clock: desks.Clock, capsys: Any,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
    with desks.open_desk(folder, None, clock) as desk:
        kept = desk.save(canary.person(mentah={"kpj": f"{canary.KPJ}X", "nama_ibu": f"{canary.MOTHER}?"}), 0)
    for words in (("daftar",), ("cari", canary.NIK)):
        assert run(["--data", str(folder.root), "--json", *words]) == 0
        said = capsys.readouterr().out
        assert json.loads(said)[0]["nik"] == canary.NIK
        assert canary.MOTHER not in said
        assert canary.KPJ not in said
    assert run(["--data", str(folder.root), "--json", "kpj", canary.NIK]) == 0
    assert json.loads(capsys.readouterr().out) == [{"uid": "u0", "nomor": kept.nomor, "kpj": canary.KPJ}]


@pytest.mark.parametrize("whole", [False, True])
def test_the_list_beside_a_package_shows_what_the_table_says(whole: bool, tmp_path: Path) -> None:
    rows = [plain.plain(canary.person())]
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(nominatif(rows, "AAAA", "Desa Bajo Indah", nik_penuh=whole))
    with zipfile.ZipFile(path) as book:
        text = "".join(book.read(name).decode() for name in book.namelist())
    assert (canary.NIK in text, canary.KK in text, canary.ACCOUNT in text) == (whole, whole, whole)
    assert canary.NAME in text
    assert canary.MOTHER not in text
    assert canary.KPJ not in text


@pytest.mark.parametrize(("mode", "role", "seen"), [
    ("dpmd", "petugas", canary.NIK), ("dpmd", "pelihat", "••••••••••••9973"), ("desa", "operator", canary.NIK)])
def test_the_desk_masks_by_who_works_there(desk: desks.Desk, mode: str, role: str, seen: str) -> None:
    from dataclasses import replace

    ctx: Context = replace(desk.ctx, mode=mode, role=ROLES[role])
    assert ctx.seen("nik", canary.NIK) == seen


def test_whoever_looks_at_a_kpj_is_noted_and_what_cannot_be_noted_is_not_shown(desk: desks.Desk) -> None:
    from dataclasses import replace

    from jamsos_desktop.problems import Problem
    from jamsos_desktop.store import history

    desk.save(canary.person(), 0)
    desk.save(canary.person("u1", nik="7402115408849974", kpj="", pernah_peserta="tidak"), 0)
    before = history.head(desk._db)[0]
    assert desk.see_kpj(["u0", "u1"], "balasan no. 1") == {"u0": canary.KPJ}
    [entry] = history.entries(desk._db)[:history.head(desk._db)[0] - before]
    assert (entry["aksi"], entry["objek"], entry["objek_id"]) == ("lihat", "kpj", "u0")
    assert (entry["kolom"], entry["alasan"]) == (["kpj"], "balasan no. 1")
    assert desk.see_kpj(["u1"], "klaim") == {}
    ctx = replace(desk.ctx, role=ROLES["pelihat"])
    with ctx.open() as db, pytest.raises(Problem):
        type("Looking", (), {"_db": db, "ctx": ctx, "see_kpj": type(desk).see_kpj})().see_kpj(["u0"], "x")
