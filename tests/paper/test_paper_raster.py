"""Pages as pictures: size, pixels, and many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from paper_people import context, form, salma

from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.draw.raster import page_count, render


def test_a_page_becomes_white_paper_with_black_on_it() -> None:
    pdf = preview(form(salma()), context()).pdf
    raster = render(pdf, 0, 1.0)
    assert (raster.width, raster.height) == (596, 842)
    assert raster.stride >= raster.width * 4
    assert len(raster.data) == raster.stride * raster.height
    assert raster.data[:3] == b"\xff\xff\xff"
    assert b"\x00\x00\x00" in raster.data
    assert render(pdf, 0, 2.0).width == 1191


def test_threads_take_turns() -> None:
    pdf = preview(form(salma()), context()).pdf
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: render(pdf, 0, 0.5).data, range(12)))
        counts = list(pool.map(lambda _: page_count(pdf), range(12)))
    assert len(set(pictures)) == 1
    assert set(counts) == {1}


def test_two_threads_may_make_papers_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: preview(form(salma()), context()).pdf, range(12)))
    assert len(set(made)) == 1
