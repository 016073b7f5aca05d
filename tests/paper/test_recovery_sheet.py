"""The recovery sheet on paper: all words in their order, a code that says them, and a twin that says nothing."""

from __future__ import annotations

import subprocess
from datetime import datetime

import pytest
import segno

from jamsos_desktop.paper.draw import raster
from jamsos_desktop.paper.single.recovery import RecoveryInfo, recovery_sheet
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import words as word_rules

WORDS = word_rules.words_of(bytes(range(14)))
FACTS = dict(tempat="Desa Bajo Indah", kode="74.02.11.2017", dibuat=datetime(2026, 11, 20, 10, 31), nomor=1,
             pembuat="Nurhayati Salam", penyimpan="Muh. Arsyad Tahir")


def text_of(pdf: bytes, tmp_path) -> str:
    path = tmp_path / "lembar.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("kertas", "points"), [("A5", (420, 595)), ("A4", (595, 842)), ("F4", (609, 935))])
def test_all_words_with_their_numbers_on_every_paper(tmp_path, kertas, points):
    pdf = recovery_sheet(RecoveryInfo(**FACTS, kata=WORDS, qr=word_rules.qr_text(WORDS)), kertas)
    said = text_of(pdf, tmp_path)
    read = said.split()
    for number, word in enumerate(WORDS, 1):
        assert read[read.index(word) - 1] == str(number)
    for line in ("LEMBAR PEMULIHAN", "Kode wilayah 74.02.11.2017", "Dibuat 20-11-2026 10.31 · Lembar ke-1",
                 "NURHAYATI SALAM", "MUH. ARSYAD TAHIR", "Membuat lembar baru membuat lembar ini tidak berlaku."):
        assert line in said
    page = raster.render(pdf, 0, 1.0)
    assert abs(page.width - points[0]) <= 1
    assert abs(page.height - points[1]) <= 1


def test_the_code_says_the_words(tmp_path):
    """Module by module what segno makes of the text that Lupa PIN takes back."""
    text = word_rules.qr_text(WORDS)
    pdf = recovery_sheet(RecoveryInfo(**FACTS, kata=WORDS, qr=text))
    scale = 8.0
    page = raster.render(pdf, 0, scale)
    modules = tuple(segno.make(text.upper(), error="m", micro=False).matrix)
    unit = 148 / 25.4 * 72 * scale / 412  # pixels of one unit of the layout
    step = 84 * unit / (len(modules) + 4)
    left, top = 307 * unit + 2 * step, 19 * unit + 2 * step

    def dark(row: int, at: int) -> bool:
        x, y = int(left + (at + 0.5) * step), int(top + (row + 0.5) * step)
        return page.data[y * page.stride + x * 4] < 128

    assert [[dark(row, at) for at in range(len(modules))] for row in range(len(modules))] == \
        [[bool(module) for module in line] for line in modules]
    assert step * len(modules) / scale / 72 * 25.4 >= 20  # mm: a camera reads it
    assert word_rules.from_text(text.upper()) == WORDS


def test_the_twin_for_the_screen_says_no_word(tmp_path):
    pdf = recovery_sheet(RecoveryInfo(**FACTS))
    said = text_of(pdf, tmp_path)
    assert said.count("••••••") == 12
    assert "QR hanya" in said
    assert not set(said.split()) & set(WORDS)


def test_a_long_name_is_made_smaller_and_a_strange_letter_is_a_sentence(tmp_path):
    long = FACTS | dict(penyimpan="Muhammad Abdurrahman Nurfaizin Syahputra Tolitoli")
    assert "SYAHPUTRA TOLITOLI" in text_of(recovery_sheet(RecoveryInfo(**long)), tmp_path)
    with pytest.raises(Problem, match="tidak bisa dicetak"):
        recovery_sheet(RecoveryInfo(**(FACTS | dict(penyimpan="名前"))))
