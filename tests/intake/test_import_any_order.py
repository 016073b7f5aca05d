"""Whatever the order, the spelling and the damage: no row is lost, no value is made up, nothing raises."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_desktop.intake import Intake, Layout, Reading, Sheet, recognise, take_rows
from jamsos_desktop.intake.sheet import SheetRow
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.parse import digits

TODAY = date(2026, 11, 21)
# Header -> what two people have there.
PEOPLE = {
    "NIK": ("7402115408849417", "7402110107909002"), "Nama lengkap": ("WA ODE SALMA", "LA ODE JUMRIN"),
    "Tempat lahir": ("SOROPIA", "KENDARI"), "Tanggal lahir": ("14-08-1984", "01-07-1990"),
    "No. KK": ("7402110101099001", "7402110101099002"), "Dusun": ("II", "I"), "Jenis kelamin": ("P", "L"),
    "Nama ibu kandung": ("WA MUNA", "WA SANI"), "Alamat": ("Jl. Poros 4", "Jl. Dermaga 9")}
ODD_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def sheet_of(rows: Sequence[Sequence[str]]) -> Sheet:
    full = [(number, tuple(row)) for number, row in enumerate(rows, 1) if any(text.strip() for text in row)]
    return Sheet("Data", ("Data",), tuple(SheetRow(number, texts) for number, texts in full))


def take(sheet: Sheet) -> tuple[Layout, Intake]:
    layout = recognise(sheet)
    return layout, run_to_end(take_rows(sheet, layout, Reading(TODAY)))


def accounted(sheet: Sheet, layout: Layout, intake: Intake) -> bool:
    """Every row from the first of the body to the last of the sheet is a person or told why not, once."""
    numbers = sorted([row.nomor for row in intake.rows] + [number for number, _ in intake.dilewati])
    return numbers == [row.nomor for row in sheet.rows[layout.isi:]]


@given(st.permutations(list(PEOPLE)), st.integers(0, 4))
@settings(max_examples=60, deadline=None)
def test_the_order_of_columns_and_titles_above_change_nothing(order: list[str], titles: int) -> None:
    rows = [["DAFTAR PEKERJA RENTAN"]] * titles + [order] + [[PEOPLE[name][n] for name in order] for n in (0, 1)]
    layout, intake = take(sheet_of(rows))
    straight = take(sheet_of([list(PEOPLE), *([PEOPLE[name][n] for name in PEOPLE] for n in (0, 1))]))[1]
    assert [dict(row.texts) for row in intake.rows] == [dict(row.texts) for row in straight.rows]
    assert [row.nomor for row in intake.rows] == [titles + 2, titles + 3]
    assert not intake.dilewati
    assert len(layout.keys) == len(PEOPLE)


@given(st.permutations(list(PEOPLE)),
       st.lists(st.sampled_from((str.upper, str.lower, str.title, lambda t: f" {t} ", lambda t: t + "*",
                                 lambda t: t.replace(" ", "\n"), lambda t: t.replace(" ", "_"), lambda t: t + " :")),
                min_size=len(PEOPLE), max_size=len(PEOPLE)))
@settings(max_examples=60, deadline=None)
def test_how_a_header_is_spelled_changes_nothing(order: list[str], spelling: list) -> None:
    header = [spell(name) for spell, name in zip(spelling, order, strict=True)]
    layout, _ = take(sheet_of([header, [PEOPLE[name][0] for name in order], [PEOPLE[name][1] for name in order]]))
    plain, _ = take(sheet_of([order, [PEOPLE[name][0] for name in order], [PEOPLE[name][1] for name in order]]))
    assert layout.keys == plain.keys


@given(st.lists(st.lists(ODD_TEXT, max_size=8), max_size=12), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_sheet_whatsoever_raises_or_loses_a_row(rows: list[list[str]], with_header: bool) -> None:
    sheet = sheet_of([["NIK", "Nama", "Tanggal lahir", "Penghasilan", "HP"], *rows] if with_header else rows)
    layout, intake = take(sheet)
    assert accounted(sheet, layout, intake)


@given(st.one_of(ODD_TEXT, st.text("0123456789OolI.-' eE+,", max_size=20)))
@settings(max_examples=150, deadline=None)
def test_a_damaged_nik_is_never_mended_in_silence(written: str) -> None:
    _, intake = take(sheet_of([["NIK", "Nama", "Alamat"], [written, "WA ODE SALMA", "Jl. Poros 4"],
                               ["7402110107909002", "LA ODE JUMRIN", "Jl. Dermaga 9"]]))
    row = next(row for row in intake.rows if row.nomor == 2)
    found = digits(row.texts.get("nik", ""))
    assert all(letter in written or letter in _ascii(written) for letter in found)
    if found.isdigit():  # digits as written, in their order, none added and none changed
        assert found in (digits(written), digits(_ascii(written)), "".join(c for c in _ascii(written) if c.isdigit()))


def _ascii(text: str) -> str:
    """Digits of other scripts and full-width ones as the plain ones they stand for, marks in their usual code."""
    usual = unicodedata.normalize("NFC", text)
    return "".join(str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None else c for c in usual)
