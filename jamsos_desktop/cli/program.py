"""All verbs together, and what their exit codes are."""

from __future__ import annotations

import io
import os
import re
import sys

import click

from jamsos_desktop.cli import (
    backups,
    bills,
    blank,
    budgeting,
    chosen,
    data_rights,
    district,
    doubts,
    filling,
    guide,
    importing,
    keeping,
    leaving,
    menu,
    office,
    papers,
    persons,
    recycling,
    road,
    show,
    staffing,
    structure,
    trail,
    upgrading,
)
from jamsos_desktop.cli.options import VERSION, WrongUsage, global_options, version
from jamsos_desktop.cli.session import Pictures, Session, put_out
from jamsos_desktop.cli.told import in_indonesian, wrong_usage
from jamsos_desktop.faults import hide_niks
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

# A name may hold a newline, what colours a terminal, or what turns the way of reading: the sentence stays one line.
_NOT_OF_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
SECRETS = ("JAMSOS_PIN", "JAMSOS_PIN_BARU", "JAMSOS_KATA", "JAMSOS_PENGGUNA")


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        session: Session = context.obj
        put_out(version(json=session.options.json))
        context.exit()


@click.group(context_settings={"help_option_names": []}, no_args_is_help=False)
@click.option(VERSION, is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
              help="Tampilkan versi program.")
def verbs() -> None:
    """Jamsos Desa. Tanpa perintah: jendela dibuka. Pilihan umum: --data DIR, --json."""


for _verb in (*office.VERBS, *persons.VERBS, *recycling.VERBS, *filling.VERBS, *importing.VERBS, *bills.VERBS,
              *leaving.VERBS, *papers.VERBS, *blank.VERBS, *district.VERBS, *keeping.VERBS, *doubts.VERBS,
              *backups.VERBS, *road.VERBS, *chosen.VERBS, *data_rights.VERBS, *structure.VERBS, *trail.VERBS,
              *budgeting.VERBS, *staffing.VERBS, *upgrading.VERBS, *guide.VERBS, *menu.VERBS, *show.VERBS):
    verbs.add_command(_verb)
in_indonesian(verbs)


def run(argv: list[str], pictures: Pictures | None = None) -> int:
    """Run one verb and return the exit code."""
    for stream in (sys.stdout, sys.stderr):  # names hold letters that a console's own code page may lack
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _refuse_broken_letters(argv)
        options = global_options(argv)
        verbs.main(list(options.rest), prog_name="jamsos", standalone_mode=False, obj=Session(options, pictures))
    except Problem as problem:
        sys.stderr.write(f"{problem.kode}: {_line(str(problem))}\n")
        return 1
    except (click.UsageError, WrongUsage) as error:
        said = wrong_usage(error) if isinstance(error, click.UsageError) else str(error)
        sys.stderr.write(f"Perintah salah: {_line(said)}\nLihat: jamsos --help\n")
        return 2
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        sys.stderr.write("DIBATALKAN: Dihentikan dari papan ketik.\n")
        return 1
    return 0


def _line(text: str) -> str:
    return _NOT_OF_A_LINE.sub(" ", hide_niks(text))


def hide_faults(argv: list[str]) -> None:
    """In a process of its own: what a fault of ours quotes does not reach standard error (``desk.faults``)."""
    from jamsos_desktop.desk.faults import tell_commands

    try:
        tell_commands(global_options(argv).folder)
    except WrongUsage:
        return  # ``run`` says what is wrong


def _refuse_broken_letters(argv: list[str]) -> None:
    """Words that are not whole UTF-8 come in as halves of letters, which nothing can store or print."""
    for word in (*argv, *(os.environ.get(name, "") for name in SECRETS)):
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise Problem("HURUF_RUSAK", "Ada huruf rusak di perintah itu.", TIDAK_BERUBAH, "Ketik ulang perintahnya.")
