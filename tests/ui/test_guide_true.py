"""What the guide states in figures, keys, tabs and commands is what the program has."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from jamsos_desktop.cli.options import Options
from jamsos_desktop.cli.program import verbs
from jamsos_desktop.cli.session import Session
from jamsos_desktop.desk import backing, guide_folder, guide_text, persons, scan_making
from jamsos_desktop.model.rights import ROLES
from jamsos_desktop.paper.guide.marks import Code, Rows, blocks_of
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import imports, rotation
from ui.keys import SECOND
from ui.pages.peserta_frame import TAB_LABELS

CHAPTERS = sorted(file.stem for file in guide_folder().glob("*.md"))


def tables(name: str) -> list[Rows]:
    return [block for block in blocks_of(guide_text(name)) if isinstance(block, Rows)]


def commands() -> list[str]:
    return [line for name in CHAPTERS for block in blocks_of(guide_text(name)) if isinstance(block, Code)
            for line in block.text.splitlines() if line.startswith("jamsos ")]


@pytest.mark.parametrize("line", commands())
def test_every_command_of_the_guide_is_understood(line: str, tmp_path) -> None:
    _, name, *rest = shlex.split(line)
    command = verbs.commands[name]
    options = Options(DataFolder(tmp_path), False, ())
    with click.Context(verbs, info_name="jamsos", obj=Session(options, None)) as above:
        assert command.make_context(name, rest, parent=above).params


def test_keys_without_fn_are_those_of_the_window() -> None:
    told = {}
    for table in tables("papan-ketik"):
        if table.rows[0][1] == "tanpa Fn":
            for first, second, _ in table.rows[1:]:
                if second:
                    told |= zip(first.split(", "), second.split(", "), strict=True)
    assert told == SECOND


def test_second_keys_in_other_chapters_are_right_too() -> None:
    pair = re.compile(r"\b((?:Shift\+)?F\d+)(?:, ((?:Shift\+)?F\d+))? \((Ctrl\+[\w+]+)(?:, (Ctrl\+[\w+]+))?\)")
    met = 0
    for name in CHAPTERS:
        for one, more, first, second in pair.findall(guide_text(name)):
            assert SECOND[one] == first, (name, one)
            assert not (more and second) or SECOND[more] == second, (name, more)
            met += 1
    assert met > 5


def test_the_tabs_of_people_are_all_told() -> None:
    table = next(table for table in tables("peserta") if table.rows[0][0] == "tab")
    told = {word for row in table.rows[1:] for word in row[0].split(", ")}
    assert told == set(TAB_LABELS.values()) - {"Semua"}


def test_figures_are_those_of_the_program() -> None:
    def says(name: str, *words: str) -> None:
        text = " ".join(guide_text(name).split())
        for one in words:
            assert one in text, (name, one)

    says("cadangan", f"setelah {backing.EVERY} isian", f"{rotation.LAST} terakhir",
         f"satu per hari untuk {rotation.DAYS} hari", f"satu per minggu untuk {rotation.WEEKS} minggu")
    says("peserta", f"Sesudah {persons.UNDO_DAYS} hari data itu hilang")
    says("papan-ketik", f"hapus, bisa diurungkan {persons.UNDO_DAYS} hari")
    says("impor", f"bisa sampai {imports.UNDO_DAYS} hari")
    says("mengisi-peserta", f"paling besar {scan_making.MOST_PDF >> 20} MB")
    says("riwayat", *(f"| {role.label} " for role in ROLES.values()))
