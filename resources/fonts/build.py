"""Subset the Noto Sans faces for paper and screen (run by hand; the results are in this folder).

    python -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools
    /tmp/fonts/bin/python resources/fonts/build.py /usr/share/fonts/truetype/noto

The full faces come from Debian's fonts-noto-core and fonts-noto-extra (20201225), see NOTO-copyright.txt.
Kept: Latin with its extensions, punctuation, currency; hinting, and the name table (Qt reads the families
"Noto Sans" and "Noto Sans SemiCondensed" from it). Layout features go, but for marks: paper sets single
glyphs by their advance, so screen and paper show the same letters.

Beside the faces it writes huruf.txt: the ranges of code points that every face holds, "0020-007E" a line,
which the rules read to refuse in time what paper could not set.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

FACES = ("Regular", "Medium", "SemiBold", "Bold", "SemiCondensed", "SemiCondensedSemiBold")
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F),  # Latin, Latin-1, Extended-A and B
    (0x2B0, 0x2DD), (0x300, 0x36F),  # spacing and combining marks (the okina, decomposed accents)
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2010, 0x205E), (0x2070, 0x209C),  # punctuation with dagger and bullet, super- and subscripts
    (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF),  # currency, letterlike, arrows, signs
    (0x25A0, 0x25FF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)


def build(source: Path, target: Path) -> None:
    """Write the subset of every face of ``source`` into ``target``."""
    options = Options(hinting=True, name_IDs=["*"], name_languages=["*"], layout_features=["mark", "mkmk", "ccmp"],
                      notdef_outline=True, glyph_names=False, recalc_timestamp=False)
    wanted = [code for first, last in RANGES for code in range(first, last + 1)]
    held = set(wanted)
    for face in FACES:
        name = f"NotoSans-{face}.ttf"
        font = load_font(str(source / name), options)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        save_font(font, str(target / name), options)
        held &= set(font.getBestCmap())
        print(name, (target / name).stat().st_size)
    (target / "huruf.txt").write_text(ranges(held), encoding="ascii")


def ranges(codes: set[int]) -> str:
    """Code points as lines "first-last", controls and blanks other than the plain one left out."""
    lines: list[list[int]] = []
    for code in sorted(code for code in codes if chr(code).isprintable()):
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in lines)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).resolve().parent)
