"""Files and folders as a command line names them."""

from __future__ import annotations

import os
from pathlib import Path

import click


class _Named(click.Path):
    """A path that says something: with an empty word, as an unset variable leaves one, the folder one happens to
    stand in would be meant."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None,
                ctx: click.Context | None) -> str | bytes | os.PathLike[str]:
        if not os.fspath(value):
            raise click.MissingParameter(ctx=ctx, param=param)
        return super().convert(value, param, ctx)


PATH = _Named(path_type=Path)
