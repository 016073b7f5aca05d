"""Who sees what: the table is whole, its masks hide, and lists, commands, workbooks and packages follow it."""

from __future__ import annotations

import ast
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop import faults
from jamsos_desktop.cli.program import run
from jamsos_desktop.desk.context import Context
from jamsos_desktop.exchange.nominatif import nominatif
from jamsos_desktop.model import plain
from jamsos_desktop.model.fields import BY_KEY, FIELDS, SEEN, Place, Privacy, View
from jamsos_desktop.model.privacy import last_four, shown, tail, view_of
from jamsos_desktop.model.rights import ROLES
from jamsos_desktop.paths import DataFolder
from tests.conftest import TODAY
from tests.house import canary

ROOT = Path(__file__).resolve().parents[2]
# Where the title stands in a call that names a window.
TITLED = {"setWindowTitle": 0, "getSaveFileName": 1, "getOpenFileName": 1, "getExistingDirectory": 1}
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


def test_no_window_or_dialog_is_titled_after_anybody() -> None:
    """Titles stand in the task bar and in lists of open windows, also while the screen is locked: they are said in the
    source, but for the office's own name, a wizard's step and the kind of a scan."""
    made, named = 0, dict[str, str]()
    sources = [(path, path.read_text("utf-8")) for path in sorted((ROOT / "ui").rglob("*.py"))]
    for path, text in ((path, text) for path, text in sources if any(kind in text for kind in TITLED)):
        for call in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)):
            kind = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if kind in TITLED and len(call.args) > TITLED[kind]:
                made += 1
                title = call.args[TITLED[kind]]
                if not (isinstance(title, ast.Constant) and canary.found_in(str(title.value)) == []):
                    named[f"{path.stem} {ast.unparse(title)}"] = kind
    assert made > 30
    assert named == {"window window_frame.title(desk)": "setWindowTitle", "wizard_frame title": "setWindowTitle",
                     "scan_window f'Scan {title}'": "setWindowTitle", "scan_window title": "getOpenFileName",
                     "bpjs_work title": "getExistingDirectory"}


def test_a_report_is_scrubbed_whatever_gets_in() -> None:
    text = f"2026-11-21 10.42.08 nik {canary.NIK}, hp +62 812-9876-5417, kk 740211 540884 9973 app.py:1200 v1.0.0"
    assert faults.scrub(text) == ("2026-11-21 10.42.08 nik [disamarkan], hp [disamarkan], kk [disamarkan] app.py:1200"
                                  " v1.0.0")


def test_the_log_stays_small(tmp_path: Path, monkeypatch: Any) -> None:
    folder = DataFolder(tmp_path)
    moment = desks.Clock(TODAY).now()
    faults.note(folder, moment, "sebelum disiapkan")
    assert not folder.log.exists()
    folder.keys.write_text("{}")
    monkeypatch.setattr(faults, "LONGEST", 2_000)
    for nth in range(200):
        faults.note(folder, moment, f"galat baris {nth}")
    lines = folder.log.read_text("utf-8").splitlines()
    assert folder.log.stat().st_size <= 2_100
    assert lines[-1].endswith("galat baris 199")
    assert all(line.startswith("2026-11-21 ") for line in lines)
