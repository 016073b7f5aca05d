"""The quick card: one page on every paper, nothing outside it, keys that are those of the window."""

from __future__ import annotations

import tomllib

import pypdfium2
import pytest

from jamsos_desktop.desk import quick_card_job
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paper.single.quick_card import MARGIN, quick_card
from jamsos_desktop.paths import resource
from jamsos_desktop.problems import Problem
from ui.keys import SECOND

MM = 72 / 25.4
CARD = tomllib.loads(resource("laporan", "kartu_cepat.toml").read_text("utf-8"))


@pytest.mark.parametrize("mode", ["desa", "dpmd"])
@pytest.mark.parametrize("kertas", ["A4", "F4", "A5"])
def test_one_page_with_all_of_it_inside_the_margins(kertas: str, mode: str) -> None:
    pdf = pypdfium2.PdfDocument(quick_card(kertas, mode, "5 x 24 jam", "Desa Bajo Indah"))
    assert len(pdf) == 1
    page = pdf[0]
    text = page.get_textpage()
    words = text.get_text_bounded()
    rows = [row for part in CARD["bagian"] if part["siapa"] in ("", mode) for row in part["baris"]]
    steps = next(one for one in CARD["bulan"] if one["siapa"] == mode)["langkah"]
    for word in [*(row[2] for row in rows), *(step.replace("{lapor}", "5 x 24 jam") for step in steps)]:
        assert word in words
    wide, high = page.get_size()
    gap = (wide / 2 - 4 * MM, wide / 2 + 4 * MM)
    month = min(text.get_rect(at)[1] for at in range(text.count_rects()))
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        assert left >= MARGIN * MM - 1
        assert right <= wide - MARGIN * MM + 1
        assert 5 * MM <= bottom < top <= high - 5 * MM
        if left < gap[0] and text.get_text_bounded(left, bottom, right, top).strip() in {row[2] for row in rows}:
            assert right <= gap[1]
    assert month > 0


def test_its_second_keys_are_those_of_the_window() -> None:
    pairs = {row[0]: row[1] for part in CARD["bagian"] for row in part["baris"] if row[1]}
    assert {"F1", "F3", "F8", "F10", "F5", "F6"} <= set(pairs)
    assert pairs == {first: SECOND[first] for first in pairs}


def test_it_is_written_whole_or_refused(tmp_path) -> None:
    path = run_to_end(quick_card_job("desa", "", tmp_path, "A5"))
    assert path.name == "Kartu-cepat-A5.pdf"
    assert run_to_end(quick_card_job("desa", "", tmp_path, "A5")) == path
    with pytest.raises(Problem) as told:
        run_to_end(quick_card_job("desa", "", tmp_path, "A3"))
    assert told.value.kode == "KERTAS_SALAH"
