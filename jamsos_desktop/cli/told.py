"""What click says by itself, in Indonesian: the frame of a help page, and what is wrong with a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from jamsos_desktop.cli.named import say_something
from jamsos_desktop.cli.session import put_out

_HEADINGS = {"Options": "Pilihan", "Commands": "Perintah", "Arguments": "Isian"}
_ROWS = (("[required]", "[wajib]"), ("[default: ", "[bawaan: "), ("; required]", "; wajib]"))
_USAGE = (("[OPTIONS]", "[PILIHAN]"), ("COMMAND [ARGS]...", "PERINTAH [ISIAN]..."))
_KINDS = {"CHOICE": "PILIHAN", "INTEGER": "ANGKA", "INTEGER RANGE": "ANGKA", "FLOAT": "ANGKA", "TEXT": "KATA",
          "PATH": "BERKAS", "FILE": "BERKAS", "FILENAME": "BERKAS", "DIRECTORY": "FOLDER", "BOOLEAN": "YA-TIDAK"}
_KIND = re.compile(rf"(?<=[ <\[])({'|'.join(sorted(_KINDS, key=len, reverse=True))})\b")
_FROM_CLICK = re.compile(r"is not one of|is not a valid|does not exist|is not in the range|is a (?:file|directory)|"
                         r"is not (?:readable|writable)|Value must be|Got unexpected|takes \d+ (?:values|arguments)")


class IndonesianHelp(click.HelpFormatter):
    """A help page whose headings and marks are Indonesian; the texts of the verbs are so already."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, told in _USAGE:
            args = args.replace(english, told)
        super().write_usage(prog, _kinds(f" {args}").strip(), prefix or "Cara pakai: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(_kinds(first), _row(second)) for first, second in rows], col_max, col_spacing)


class IndonesianContext(click.Context):
    """The context of every verb."""

    formatter_class = IndonesianHelp


def in_indonesian(verb: click.Command) -> None:
    """Let a verb and those below it tell their help in Indonesian, by an option of ours in place of click's own."""
    verb.context_class = IndonesianContext
    say_something(verb)
    verb.params.append(click.Option(["-h", "--help"], is_flag=True, is_eager=True, expose_value=False,
                                    callback=_tell_help, help="Tampilkan keterangan ini."))
    for below in (verb.commands.values() if isinstance(verb, click.Group) else ()):
        in_indonesian(below)


def _tell_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        put_out(context.get_help())
        context.exit()


def wrong_usage(error: click.UsageError) -> str:
    """What is wrong with the command line; our own sentences stay as they are."""
    if isinstance(error, click.NoSuchOption):
        like = f" Mungkin {', '.join(error.possibilities)}." if error.possibilities else ""
        return f"Pilihan {error.option_name} tidak dikenal.{like}"
    if isinstance(error, click.MissingParameter):
        return f"{_name(error)} belum diisi."
    if isinstance(error, click.BadOptionUsage):
        return f"Pilihan {error.option_name} memerlukan isian, atau tidak menerimanya."
    if found := re.match(r"No such command '(.+)'", error.message):
        return f"Perintah {found[1]} tidak dikenal."
    if error.message.startswith("Missing command"):
        return _unfinished(error.ctx)
    if found := re.match(r"Got unexpected extra arguments? \((.+)\)", error.message):
        return f"Terlalu banyak isian: {found[1]}."
    if isinstance(error, click.BadParameter) and _FROM_CLICK.search(error.message):
        return f"Isian {_name(error)} tidak bisa dipakai. {_how(error)}"
    return error.message


def _unfinished(context: click.Context | None) -> str:
    if context is None or context.parent is None or not isinstance(context.command, click.Group):
        return "Perintahnya belum ditulis."
    return f"Perintah {context.info_name} belum lengkap. Tulis juga salah satu: {', '.join(context.command.commands)}."


def _kinds(text: str) -> str:
    """Kinds of values as they stand behind an option or in a usage line."""
    return _KIND.sub(lambda kind: _KINDS[kind[1]], text)


def _row(text: str) -> str:
    for english, told in _ROWS:
        text = text.replace(english, told)
    return text


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "Isian"
    names = [one for one in error.param.opts if one.startswith("--")]
    return names[0] if names else (error.param.name or "Isian").upper()


def _how(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"Pilih salah satu: {', '.join(str(one) for one in kind.choices)}."
    if isinstance(kind, click.Path | click.File):
        return "Periksa nama dan letaknya."
    if isinstance(kind, click.IntRange):
        return f"Tulis angka bulat{_range(kind)}."
    if kind in (click.INT, click.FLOAT):
        return "Tulis angka."
    return "Periksa penulisannya."


def _range(kind: click.IntRange) -> str:
    if kind.min is not None and kind.max is not None:
        return f" {kind.min} sampai {kind.max}"
    return f" paling sedikit {kind.min}" if kind.min is not None else f" paling banyak {kind.max}"
