"""``make words`` and ``make words-build``: the catalogue made anew, a translation made into a program.

``python -m words``: write the catalogue. ``--periksa``: only say whether it is current.
``--build OUT --po FILE``: a translated copy of the program; ``--pseudo`` instead of ``--po``: the invented language.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from words import build, catalogue, pseudo


def main(argv: list[str]) -> int:
    """Exit code 0: done; 1: the catalogue is old, or the translation is refused, with the reasons."""
    asked = _asked(argv)
    if asked.build:
        translation = pseudo.translated(catalogue.entries(catalogue.everything())) if asked.pseudo \
            else catalogue.Translation.of(asked.po)
        try:
            build.build(translation, asked.build)
        except build.Refused as why:
            sys.stderr.write(f"{why}\n")
            return 1
        sys.stdout.write(f"{len(translation.said)} texts in {asked.build}\n")
        return 0
    fresh = catalogue.template()
    if asked.periksa:
        old = catalogue.stale(catalogue.PLACE.read_text("utf-8"), fresh)
        sys.stdout.write("".join(f"{line}\n" for line in (*old, *[catalogue.WHAT_TO_DO][:bool(old)])))
        return int(bool(old))
    catalogue.PLACE.write_text(fresh, "utf-8")
    sys.stdout.write(f"{len(catalogue.keys_of(fresh))} texts in {catalogue.PLACE}\n")
    return 0


def _asked(argv: list[str]) -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="make words")
    words.add_argument("--periksa", action="store_true", help="only say what is not current")
    words.add_argument("--build", type=Path, metavar="OUT", help="new folder for a translated copy of the program")
    source = words.add_mutually_exclusive_group()
    source.add_argument("--po", type=Path, metavar="FILE", help="the translation")
    source.add_argument("--pseudo", action="store_true", help="the invented language")
    asked = words.parse_args(argv)
    if bool(asked.build) != bool(asked.po or asked.pseudo):
        words.error("--build OUT goes with --po FILE or --pseudo")
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
