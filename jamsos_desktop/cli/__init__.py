"""The verbs as commands (docs/perintah.md). The same desk as the window; nothing is asked back.

``--data`` and ``--json`` may stand anywhere. Exit 0 done; 1 a problem, one Indonesian sentence with
its code on standard error; 2 wrong usage.
"""

from __future__ import annotations

import os
import sys

import click

from jamsos_desktop.cli import office, papers, persons, show
from jamsos_desktop.cli.session import Options, Pictures, Session, global_options
from jamsos_desktop.problems import Problem

__all__ = ["Options", "global_options", "run"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def verbs() -> None:
    """Jamsos Desa. Tanpa perintah: jendela dibuka. Pilihan umum: --data DIR, --json."""


for _verb in (*office.VERBS, *persons.VERBS, *papers.VERBS, *show.VERBS):
    verbs.add_command(_verb)


def run(argv: list[str], pictures: Pictures | None = None) -> int:
    """Run one verb and return the exit code."""
    options = global_options(argv)
    try:
        verbs.main(list(options.rest), prog_name="jamsos", standalone_mode=False,
                        obj=Session(options, pictures))
    except Problem as problem:
        sys.stderr.write(f"{problem.kode}: {problem}\n")
        return 1
    except click.UsageError as error:
        sys.stderr.write(f"Perintah salah: {error.format_message()}\nLihat: jamsos --help\n")
        return 2
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        sys.stderr.write("DIBATALKAN: Dihentikan dari papan ketik.\n")
        return 1
    except BrokenPipeError:
        # The reader of our output went away (| head); there is nobody left to tell.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return 0
    return 0


