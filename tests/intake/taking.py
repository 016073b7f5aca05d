"""A column of cells read as a list would be: the plainest way for the tests to see what becomes of one cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jamsos_desktop.intake import Candidate, Column, Intake, Layout, Reading, Sheet, SheetRow, take_rows
from jamsos_desktop.intake.columns import HEIR_FIELDS
from jamsos_desktop.intake.damage import DAMAGE
from jamsos_desktop.intake.layout import Banner
from jamsos_desktop.intake.notes import CellNote
from jamsos_desktop.intake.sheet import Merged
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.policy import load_policy

POLICY = load_policy()
TODAY = date(2026, 11, 21)
NIK = "7402115408849417"  # a woman of 14 August 1984
JOBS = {code: job.kode_ktp for code, job in POLICY.pekerjaan.items()}


def reading(**more: object) -> Reading:
    given = {"lists": POLICY.lists, "labels": POLICY.label_lists, "kode_ktp": JOBS, **more}
    return Reading(TODAY, **given)  # type: ignore[arg-type]


def taken(keys: Sequence[str], rows: Sequence[Sequence[str]], *, jenis: str = "daftar", angka: Sequence[int] = (),
          hari: Sequence[tuple[int, int]] = (), gabung: Sequence[Merged] = (), banners: Sequence[Banner] = (),
          tahun_1904: bool = False, **more: object) -> Intake:
    """``keys``: the target of each column; ``angka``: columns that hold numbers; ``hari``: (row number, column) of real
    dates. The header is row 1."""
    sheet_rows = [SheetRow(1, tuple(keys))] + [
        SheetRow(n, tuple(row), frozenset(angka), frozenset(c for r, c in hari if r == n))
        for n, row in enumerate(rows, 2)]
    sheet = Sheet("S", ("S",), tuple(sheet_rows), gabung=tuple(gabung), tahun_1904=tahun_1904)
    columns = tuple(Column(n, key, key, "judul") for n, key in enumerate(keys))
    layout = Layout(jenis, 0, 1, len(sheet_rows), columns, tuple(banners))
    intake = run_to_end(take_rows(sheet, layout, reading(**more)))
    for row in intake.rows:
        for note in row.notes:
            assert note.jenis in DAMAGE, note
            assert note.pesan.endswith("."), note
            assert {note.key, *(one.key for one in note.mends)} <= {"", *BY_KEY, *HEIR_FIELDS}, note
            assert -1 <= note.kolom < len(keys), note
    return intake


def cell(key: str, text: str, *, nik: str = NIK, angka: bool = False, **more: object) -> Candidate:
    """What becomes of one cell beside a name and a NIK."""
    intake = taken(("nama", "nik", key), [("SALMA", nik, text)], angka=(2,) if angka else (), **more)  # type: ignore[arg-type]
    return intake.rows[0]


def note(row: Candidate) -> CellNote:
    """The only note of a row."""
    (only,) = row.notes
    return only


def mends(row: Candidate) -> dict[str, str]:
    """The proposals of a row's only note: words of the button -> text."""
    return {one.label: one.teks for one in note(row).mends}
