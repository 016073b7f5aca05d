"""Files, folders and words as a command line names them: a word that must be there says something."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted


class _Named(click.Path):
    """A path that says something: with an empty word, as an unset variable leaves one, the folder one happens to
    stand in would be meant."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None,
                ctx: click.Context | None) -> str | bytes | os.PathLike[str]:
        if not os.fspath(value):
            raise click.MissingParameter(ctx=ctx, param=param)
        _look(Path(value))
        return super().convert(value, param, ctx)


def _look(path: Path) -> None:
    """Whether one may so much as ask what stands there: every room below just asks. Problem FILE_TAK_TERBACA."""
    try:
        path.stat()
    except OSError as cause:
        if cause.errno == errno.ENAMETOOLONG:
            raise Problem("FILE_TAK_TERBACA", f"Nama {quoted(path.name)} terlalu panjang.", TIDAK_BERUBAH,
                          "Pakai nama yang lebih pendek.") from cause
        if isinstance(cause, PermissionError):
            folder = quoted(path.parent.name or str(path.parent))
            raise Problem("FILE_TAK_TERBACA", f"Folder {folder} tidak boleh dibuka di sini.", TIDAK_BERUBAH,
                          "Pilih tempat lain, atau minta izinnya.") from cause


class _Word(click.types.StringParamType):
    """A word that says something: an unset variable names nobody, is no search for everybody, and not today."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        word = super().convert(value, param, ctx)
        left = ctx is not None and param is not None and param.name is not None \
            and ctx.get_parameter_source(param.name) is ParameterSource.DEFAULT
        if not (clean(word) or left):
            raise click.MissingParameter(ctx=ctx, param=param)
        return word


PATH, WORD = _Named(path_type=Path), _Word()
# Options that say whom, when or which; an empty one would mean everybody, today or nothing at all.
MEANT = frozenset((
    "peserta", "orang", "oleh", "desa", "wilayah", "dusun", "batch", "bundel", "kejadian", "kecelakaan", "dana",
    "tanggal", "tanggal_surat", "tanggal_acara", "hari", "bulan", "dari", "mulai", "sampai", "diterima", "diketahui",
    "kunci", "lewati", "ganti", "pengganti", "urungkan", "batalkan", "kembali", "buka", "lapor", "ajukan", "selesai",
    "catat", "tarik", "kertas"))
CLEARING = ("map-desa",)  # verbs in which an empty word takes away what stood there


def say_something(verb: click.Command) -> None:
    """Let every word a verb cannot do without, or that says whom, when or which, be one."""
    for param in verb.params:
        meant = isinstance(param, click.Argument) or param.required or param.name in MEANT
        if meant and param.type is click.STRING and verb.name not in CLEARING:
            param.type = WORD
