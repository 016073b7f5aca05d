"""What stands before (or among) the verb. Light: ``main.py`` reads it before the window opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jamsos_desktop import __version__
from jamsos_desktop.paths import DataFolder, default_data_folder

VERSION = "--versi"


class WrongUsage(Exception):
    """A general option that cannot be meant (exit code 2)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before (or among) the verb: the data folder, JSON or words, and the rest."""

    folder: DataFolder
    json: bool
    rest: tuple[str, ...]


def global_options(argv: list[str]) -> Options:
    """Take ``--data DIR`` and ``--json`` out of the arguments."""
    rest: list[str] = []
    data, as_json, words = "", False, iter(argv)
    for word in words:
        if word == "--json":
            as_json = True
        elif word == "--data":
            data = _folder_word(next(words, ""))
        elif word.startswith("--data="):
            data = _folder_word(word.partition("=")[2])
        else:
            rest.append(word)
    return Options(DataFolder(Path(data) if data else default_data_folder()), as_json, tuple(rest))


def version(*, json: bool) -> str:
    """The answer to ``--versi``: which version of the program this is."""
    return f'{{"versi":"{__version__}"}}' if json else f"Jamsos Desa {__version__}"


def files_named(words: Sequence[str]) -> tuple[Path, ...]:
    """The files these words name, whole paths; () when they are a verb with what belongs to it. No verb has an ending
    or stands in a folder."""
    named = [Path(word) for word in words if not word.startswith("-")]
    if len(named) < len(words) or not all(path.suffix or len(path.parts) > 1 for path in named):
        return ()
    return tuple(path.absolute() for path in named)


def _folder_word(word: str) -> str:
    # Without a folder the default one would be meant, which holds somebody's real village.
    if not word or word.startswith("--"):
        raise WrongUsage("--data memerlukan sebuah folder.")
    return word
