"""All words in one catalogue, and the way back: exactly what people read is replaced, and the program still runs."""

from __future__ import annotations

import ast
import csv
import itertools
import json
import lzma
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from words import catalogue, code, data, pseudo, refuse, use
from words.__main__ import main
from words.catalogue import Translation
from words.unit import ROOT, Unit

from jamsos_desktop.desk import samples

DAY = {"JAMSOS_HARI_INI": "2026-11-20", "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}


def test_the_catalogue_is_current() -> None:
    """`make words` writes it anew."""
    old = catalogue.stale(catalogue.PLACE.read_text("utf-8"), catalogue.template())
    assert not old, "\n".join((*old, catalogue.WHAT_TO_DO))


def test_the_catalogue_is_read_page_by_page() -> None:
    pages = [page for page, _ in catalogue.keys_of(catalogue.PLACE.read_text("utf-8"))]
    turns = sum(before != after for before, after in itertools.pairwise(pages))
    assert turns + 1 == len(set(pages))
    assert pages[0].startswith("ui")
    assert pages[-1].startswith("panduan")


def test_a_column_with_sentences_is_either_shown_or_kept() -> None:
    assert not data.unnamed_columns()


def test_every_exception_still_stands_somewhere() -> None:
    named, source = use.named(), {file: (ROOT / file).read_text("utf-8") for file in catalogue.code_files()}
    lost = [file for file in (*named["tanpa"], *named["kamus"]) if file not in source]
    for kind in ("simpanan", "tampil"):
        for file, words in named[kind].items():
            lost += [f"{file}: {one}" for one in words
                     if re.sub(r"^kunci:|:[*1]$", "", one) not in source.get(file, "")]
    lost += [one for one in named["tetap"] if not any(one in text for text in source.values())]
    lost += [name for name in named["kolom"] if not (ROOT / "resources" / name).is_file()]
    assert not lost


# Into the code and back.

SPOKEN = [
    ('f"{n} orang"', {"{n} orang": "{n} people"}, "3 people"),
    ('f"Nama {x!r}, {n:03}"', {"Nama {x}, {n}": "{n} is {x}"}, "003 is 'La Ode'"),
    ('''f"{x} sudah {'hadir' if n else 'pergi'}"''',
     {"{x} sudah {n}": "{x} has {n}", "hadir": "come"}, "La Ode has come"),
    ('f"{n} dari {n}"', {"{n} dari {n}": "of {n}, {n}"}, "of 3, 3"),
    ('''"Kata " 'dengan "petik"' ''', {'Kata dengan "petik"': 'Word\'s "quotes" {n}'}, 'Word\'s "quotes" {n}'),
    ('f"Kurung {{{n}}} saja"', {"Kurung {{n}} saja": "Braces {{n}} {all}"}, "Braces {3} {all}"),
    ('"Nilai " + f"{n} persen"', {"Nilai ": "Value ", "{n} persen": "{n} percent"}, "Value 3 percent"),
    ('"Tak Dikenal"', {}, "Tak Dikenal"),
]


@pytest.mark.parametrize(("written", "said", "shown"), SPOKEN, ids=[one[0] for one in SPOKEN])
def test_a_translation_says_the_same_values(written: str, said: dict[str, str], shown: str) -> None:
    fresh = code.rewritten(f"value = {written}\n", "x.py", lambda words: (said[words],) if words in said else None)
    place = {"n": 3, "x": "La Ode"}
    exec(fresh, place)
    assert place["value"] == shown


def test_only_what_is_shown_changes_and_lines_stay_where_they_are() -> None:
    source = '"""Kata di sini."""\n\nkind = {"Nama Lengkap": cast("Nama Lengkap", 1)}\n' \
             'text = ("Satu dua "\n        "tiga.")\nlast = x == "Nama Lengkap"\n' \
             'def tell(kind: str = "Batas ini") -> None: ...\n'
    fresh = code.rewritten(source, "x.py", lambda words: (words.upper(),))
    assert fresh.splitlines()[0:3] == source.splitlines()[0:3]
    assert "SATU DUA TIGA." in fresh
    assert fresh.splitlines()[5] == source.splitlines()[5]
    assert "BATAS INI" in fresh
    assert len(fresh.splitlines()) == len(source.splitlines())


def test_a_text_the_program_compares_with_is_translated_there_too() -> None:
    source = 'state = "Belum Ada"\nfound = state == "Belum Ada"\n'
    fresh = code.rewritten(source, "x.py", lambda words: ("None Yet",), frozenset({"Belum Ada"}))
    place: dict[str, object] = {}
    exec(fresh, place)
    assert place["found"] is True


def test_a_counted_text_chooses_its_form_by_the_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from words import build

    (tmp_path / "jamsos_plural.py").write_text(build.plural_module("(n != 1)"), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    fresh = code.rewritten('say = lambda n: f"{number(n)} orang"\n', "x.py",
                           lambda words: ("{n} person", "{n} people"))
    place = {"number": lambda n: f"{n:,}".replace(",", ".")}
    exec(fresh, place)
    assert [place["say"](n) for n in (1, 2, 1001)] == ["1 person", "2 people", "1.001 people"]
    sys.modules.pop("jamsos_plural")


# Into data files and back.

@pytest.mark.parametrize("file", ["resources/formulir/f1.toml", "resources/laporan/kartu_cepat.toml",
                                  "resources/ketentuan/ketentuan.json", "resources/jamsos_id.ts",
                                  "resources/surat/sk_rentan.toml", "resources/kode.csv"])
def test_data_nobody_translated_stays_byte_for_byte(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert data.rewritten(file, text, lambda unit: unit.words) == text


def test_what_a_layout_does_is_not_translated() -> None:
    text = (ROOT / "resources/formulir/formulir_bpu.toml").read_text("utf-8")
    heard = {unit.words for unit in data.units("resources/formulir/formulir_bpu.toml", text)}
    assert {"2. Nama lengkap", "Pendaftaran baru", "JKK – Jaminan Kecelakaan Kerja"} <= heard
    assert not heard & {"daftar", "bold", "center", "kop", "iuran.JKK.ikut", "nama", "ticks"}


def test_the_guide_is_read_by_paragraphs_and_keeps_its_marks() -> None:
    text = "# Judul bab\n\nSatu kalimat\nyang panjang.\n\n- isi\n  lanjut\n\n```\nkode di sini\n```\n| satu dua | c |\n"
    assert [one.words for one in data.units("docs/panduan/x.md", text)] == [
        "Judul bab", "Satu kalimat yang panjang.", "isi lanjut", "satu dua"]


# What cannot be built.

@pytest.mark.parametrize(("words", "form", "why"), [
    ("Ada {n} orang", "People", "lacks {n}"), ("Ada orang", "{n} people", "invents {n}"),
    ("Bukan {} atau {}", "Not {}", "another number of {}"),
    ("&Simpan", "Save", "marks another number"), ("<b>Isi</b>", "<i>Fill</i>", "other tags"),
    ("Lihat [bab](iuran.md)", "See [chapter](dues.md)", "other links"), (" dan ", "and", "other blanks"),
])
def test_a_translation_that_loses_something_is_refused(words: str, form: str, why: str) -> None:
    assert any(why in one for one in refuse.reasons(words, form))


def test_words_the_program_compares_need_one_translation() -> None:
    said = Translation({("ui/a", "Penuh"): ("Full",), ("ui/b", "Penuh"): ("Filled",)})
    entries = {key: [Unit("ui/a.py", 1, key[1])] for key in said.said}
    assert any("compares" in one for one in refuse.faults(said, entries, frozenset({"Penuh"})))
    assert not refuse.faults(said, entries, frozenset())


def test_a_refused_translation_builds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, words = next(key for key in catalogue.keys_of(catalogue.PLACE.read_text("utf-8")) if "{" in key[1])
    text = f'msgctxt {json.dumps(page)}\nmsgid {json.dumps(words, ensure_ascii=False)}\nmsgstr "Lost"\n'
    (tmp_path / "en.po").write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{text}', "utf-8")
    assert main(["--build", str(tmp_path / "out"), "--po", str(tmp_path / "en.po")]) == 1
    assert "lacks {" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_invented_language_shows_what_was_missed() -> None:
    assert not pseudo.unspoken(pseudo.spoken("Simpan {n} orang"))
    assert pseudo.unspoken("Simpan ‹3 óráng› BF54-5F9F-A743") == ["Simpan"]


# The whole program in the invented language.

@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("kata") / "program"
    assert main(["--build", str(out), "--pseudo"]) == 0
    return out


def _run(program: Path, *line: str, timeout: float = 100) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("JAMSOS_")} | DAY
    done = subprocess.run([sys.executable, "main.py", *line], cwd=program, env=env, capture_output=True, text=True,
                          timeout=timeout, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_module_of_a_translated_program_still_reads_and_every_room_is_found(spoken: Path) -> None:
    """Every name of the desk is asked for, which reads most of the core; the rest is only parsed."""
    every = "import sys; from jamsos_desktop import desk;" \
            "[getattr(desk, one) for names in desk.HOME.values() for one in names];" \
            "print(*(one.__file__ for one in sys.modules.values() if getattr(one, '__file__', None)), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", every], cwd=spoken, env=os.environ | DAY, check=True, timeout=60,
                          capture_output=True, text=True)
    read = {Path(line) for line in done.stdout.splitlines() if Path(line).is_relative_to(spoken)}
    files = {*(spoken / "ui").rglob("*.py"), *(spoken / "jamsos_desktop").rglob("*.py")}
    assert len(files) > 900
    assert len(read) > 200
    for file in files - read:
        ast.parse(file.read_text("utf-8"))


def test_a_translated_program_tells_its_verbs(spoken: Path) -> None:
    page = _run(spoken, "--help")
    assert "‹Támpílkán vérsí prógrám.~" in page


@pytest.mark.long
def test_the_loop_and_every_page_speak_the_invented_language(spoken: Path, tmp_path: Path, small: set[str],
                                                            own: set[str]) -> None:
    """A village sends, the district answers, papers are printed; then every page of both is walked."""
    whole = set(use.named()["milik"])
    _run(spoken, "--data", str(tmp_path / "data"), "demo", "--ke", str(tmp_path / "hasil"), timeout=900)
    for name in ("data-desa-1", "data-dpmd"):
        walk = [ROOT / ".ci/words/walk.py", spoken, tmp_path / "hasil" / name, "--scenes"]
        done = subprocess.run([sys.executable, *walk], env=os.environ | DAY, capture_output=True, text=True,
                              timeout=400, check=True)
        seen = json.loads(done.stdout)
        assert len(seen) > 40
        missed = sorted({f"{word} ({page}: {text[:80]})" for page, told in seen.items() for text in told["said"]
                         for word in pseudo.unspoken(text)
                         if text not in whole and not re.search("tmp|/media/", text)
                         and (word not in small if word.islower() else word.lower() not in own)})
        assert not missed, missed


@pytest.fixture
def small() -> set[str]:
    """Small words that are no text: sources of rows, and what ``tetap.toml`` names."""
    return {*re.findall(r"[a-z]+", _sourced()), *use.named()["sisa"]}


@pytest.fixture
def own() -> set[str]:
    """Capitalised words that are no text: sources of rows, names of places, the invented people of the demo."""
    texts = [_sourced(), *use.named()["tetap"], *_places("7402")]
    texts += [one for one in use.named()["milik"] if " " not in one]
    texts += [text for name in ("_MEN", "_WOMEN", "_MEN_NAMES", "_WOMEN_NAMES", "_LAST", "_PLACES", "_STREETS")
              for text in getattr(samples, name)]
    return {word.lower() for text in texts for word in _CAPITAL.findall(text)}


def _sourced() -> str:
    return " ".join(cell for file in (ROOT / "resources").rglob("*.csv") for cell in _sources(file))


_CAPITAL = re.compile(r"[A-Z][^\W\d_]*(?:-[^\W\d_]+)*")


def _places(kabupaten: str) -> list[str]:
    """Names of the kabupaten, its kecamatan and its desa."""
    packed = (ROOT / "resources" / "wilayah" / f"{name}.tsv.xz" for name in ("kecamatan", "desa"))
    lists = (lzma.decompress(file.read_bytes()).decode("utf-8").splitlines() for file in packed)
    return [line.partition("\t")[2] for lines in lists for line in lines if line.startswith(kabupaten)]


def _sources(file: Path) -> list[str]:
    text = file.read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=data.delimiter(text))
    return [row.get("sumber") or "" for row in rows]
