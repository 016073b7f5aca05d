"""The guide below its window: who reads which parts, a chapter that is not there, words found in all of them, and every
kind of block as the page and the command line show it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import main
from jamsos_desktop.desk import find_in_guide, guide_contents, guide_folder, guide_html, guide_text
from jamsos_desktop.desk.guide import MOST_HITS, sections
from jamsos_desktop.problems import Problem

CHAPTER = """# Judul & isi

Kata **tebal**, *miring*, `Ctrl+S` dan [bab *lain*](lain.md#bagian).

## Langkah

1. Satu
   lanjutannya
2. Dua <b>

- Butir

| Kolom | Isi |
|---|---|
| a | **b** |

> **Awas.** Jangan.

> Ingat saja.

```
jamsos cek > hasil
```

![Layar "utama"](gambar/layar.png)
"""


def names(mode: str) -> set[str]:
    return {chapter.name for part in guide_contents(mode) for chapter in part.chapters}


def test_each_office_reads_its_own_parts_and_nothing_is_left_out() -> None:
    village, district = names("desa"), names("dpmd")
    assert village - district
    assert district - village
    assert village | district == {file.stem for file in guide_folder().glob("*.md")} - {"README"}
    assert guide_contents("lain") == ()


@pytest.mark.parametrize("name", ["tidak-ada", "../decisions/0003-bundle", "", "Impor"])
def test_a_chapter_that_is_not_there_is_said(name: str) -> None:
    with pytest.raises(Problem) as met:
        guide_text(name)
    assert met.value.kode == "BAB_TIDAK_ADA"


def test_headings_that_say_it_themselves_come_first() -> None:
    hits = find_in_guide("desa", "cadangan")
    said = ["cadangan" in hit.heading.lower() for hit in hits]
    assert said == sorted(said, reverse=True)
    assert any(said)
    assert not all(said)
    assert len(hits) <= MOST_HITS
    assert len(find_in_guide("desa", "a")) == MOST_HITS
    assert find_in_guide("desa", "  ") == []
    assert find_in_guide("desa", "kuetiau") == []
    both = find_in_guide("desa", "CADANGAN flashdisk")
    assert 0 < len(both) < len(hits)
    assert not find_in_guide("desa", "adangan")  # a word is found by its beginning


def test_what_is_quoted_holds_the_word_and_ends_with_whole_words() -> None:
    for hit in find_in_guide("dpmd", "kiriman"):
        body = next(body for heading, body in sections(guide_text(hit.chapter.name)) if heading == hit.heading)
        piece = hit.excerpt.strip("…")
        assert piece in body
        assert "kiriman" in f"{hit.heading} {hit.excerpt}".lower()
        assert not re.search(r"\S" + re.escape(piece), body) or not hit.excerpt.startswith("…")
        assert len(piece) <= 180


def test_every_kind_of_block_is_shown_as_what_it_is() -> None:
    shown = guide_html(CHAPTER)
    for piece in ('<h1><a name="judul--isi"></a>Judul &amp; isi</h1>', '<h2><a name="langkah"></a>Langkah</h2>',
                  '<b>tebal</b>', '<i>miring</i>', '<code>Ctrl+S</code>',
                  '<a href="lain.md#bagian">bab <i>lain</i></a>',
                  '<ol start="1"><li>Satu lanjutannya</li><li>Dua &lt;b&gt;</li></ol>', '<ul><li>Butir</li></ul>',
                  '<th align="left">Kolom</th>', '<td align="left"><b>b</b></td>',
                  '<td class="awas"><p class="kotak"><b>Awas.</b> Jangan.</p></td>',
                  '<td class="ingat"><p class="kotak">Ingat saja.</p></td>', '<pre>jamsos cek &gt; hasil</pre>',
                  '<img src="gambar/layar.png" alt="Layar &quot;utama&quot;">'):
        assert piece in shown, piece
    assert "|---|" not in shown


def test_the_same_by_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*words: str) -> str:
        code = main.main(["--data", str(tmp_path / "tidak-ada"), *words])
        told = capsys.readouterr()
        assert (code, told.err) == (0, "")
        return told.out

    assert said("panduan", "impor").strip() == guide_text("impor").strip()
    for mode in ("desa", "dpmd"):
        listed = json.loads(said("--json", "panduan", "--siapa", mode))
        assert {bab["name"] for part in listed for bab in part["bab"]} == names(mode)
    assert "cadangan" in said("panduan", "--cari", "cadangan flashdisk").lower()
    assert said("panduan", "--cari", "kuetiau") == "Tidak ada bagian dengan kata itu.\n"
    assert not (tmp_path / "tidak-ada").exists()  # no desk is needed, and none is made
    assert "Kartu-cepat-A5.pdf" in said("kartu-cepat", "--ke", str(tmp_path), "--kertas", "a5")
    assert (tmp_path / "Kartu-cepat-A5.pdf").read_bytes().startswith(b"%PDF")
    assert main.main(["kartu-cepat", "--ke", str(tmp_path), "--kertas", "A6"]) == 1
    assert "A4, F4, A5" in capsys.readouterr().err
