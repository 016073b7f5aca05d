"""What people read: no forbidden word, no shouting, short sentences, fixed terms, figures as Indonesians write them,
and a command line that speaks Indonesian throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import click
import pytest
from click.testing import CliRunner

from jamsos_desktop.cli.options import Options
from jamsos_desktop.cli.program import verbs
from jamsos_desktop.cli.session import Session
from jamsos_desktop.cli.told import wrong_usage
from jamsos_desktop.paths import DataFolder
from tests.house import user_text
from tests.house.user_text import ROOT, Said

LONGEST = 16  # words of a sentence
BANNED = re.compile(
    r"\b(sinkronisasi|(?:ter)?enkripsi|dekripsi|hash|checksum|validasi|database|import|export|upload|submit|users?|"
    r"records?|oops|ups|login|password|backup|restore|default|error|browser|OK)\b", re.IGNORECASE)
TERMS = {  # how one thing is not called -> how it is
    r"\b(USB|pen ?drive|stick|diska lepas)\b": "flashdisk", r"\bahliwaris\b": "ahli waris",
    r"\b(handphone|ponsel)\b": "HP", r"\b(meng-?enkrip|ter-?enkrip)": "terkunci",
    r"\b[Kk]amu\b": "Anda", r"\banda\b": "Anda", r"\bs/d\b": "sampai"}
FIGURES = {r"\bRp\. ?\d|\bRp\d": "Rp 16.800", r"\b\d+\.\d%": "54,3%", r"(?<![\d:])\b[0-2]?\d:[0-5]\d\b(?!:)": "10.42",
           r"\b(January|February|March|May|June|July|August|October|December)\b": "bulan Indonesia",
           r"\b\d{1,3},\d{3}\b": "2.123.196"}
# Letters, decrees and forms speak the language of offices; what is read there is theirs.
OFFICIAL = ("resources/surat/", "resources/formulir/", "resources/laporan/dasar_hukum", "jamsos_desktop/paper/kinds/",
            "jamsos_desktop/paper/draw/")
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show this|exit|required|default|INTEGER|TEXT|PATH|ARGS|COMMAND)\b")
# Names of classes and values in PDF files, which nobody reads.
NAMES = {"User", "Printed", "Yes"}


@cache
def everything() -> tuple[Said, ...]:
    return (*user_text.of_code(), *user_text.of_resources(), *user_text.of_guide())


def sentences(words: str) -> list[str]:
    """Parts between full stops, colons, bars of tables and new lines."""
    plain = re.sub(r"\{[^}]*\}", "x", words)
    return [part for part in re.split(r"(?<=[.?:;])\s+|\n|\|", plain) if part.strip()]


def count(sentence: str) -> int:
    return len(re.findall(r"[A-Za-z0-9][\w./-]*", sentence))


def told(found: Iterable[tuple[str, Said]]) -> str:
    return "\n".join(f"{what}: {said.where}: {said.words[:120]}" for what, said in found)


def test_no_forbidden_word_is_read_anywhere() -> None:
    found = [(hit[0], said) for said in everything() if said.words not in NAMES and (hit := BANNED.search(said.words))]
    assert not found, told(found)


def test_nothing_shouts() -> None:
    found = [("!", said) for said in everything() if re.search(r"!(?!\[)", said.words.replace("#REF!", ""))]
    assert not found, told(found)


def test_sentences_are_short() -> None:
    found = [(str(count(part)), said) for said in everything() if not said.where.startswith(OFFICIAL)
             for part in sentences(said.words) if count(part) > LONGEST]
    assert not found, told(found)


@pytest.mark.parametrize(("wrong", "right"), [*TERMS.items(), *FIGURES.items()])
def test_one_thing_has_one_name_and_figures_one_form(wrong: str, right: str) -> None:
    pattern = re.compile(wrong)
    found = [(right, said) for said in everything() if not said.where.startswith(OFFICIAL)
             and (pattern.search(said.words))]
    assert not found, told(found)


# That the net catches.


def test_words_in_code_are_told_apart_from_what_nobody_reads() -> None:
    source = '''
"""Database of users."""
from typing import cast
import click
def f(x: "Some User") -> None:
    """Export the record."""
    cast("My Database", x)
    db.execute("SELECT hash FROM user_record WHERE x = 1")
    x == "Upload ini"
    label("Upload berkas")
    label(f"{x} user aktif")
    raise Problem("KODE", "Database rusak.", x, "Submit lagi.")
@click.command("a")
def verb():
    """Validasi semua orang."""
'''
    read = [words for _, words in user_text.strings(source)]
    assert sorted(read) == ["Database rusak.", "Submit lagi.", "Upload berkas", "Validasi semua orang.",
                            "{} user aktif"]
    assert all(BANNED.search(words) for words in read)


def test_the_net_is_cast_over_everything() -> None:
    tops = {said.where.split("/")[0] for said in everything()}
    assert tops == {"ui", "jamsos_desktop", "resources", "docs"}
    assert len(everything()) > 9_000
    for known in ("Yang perlu dikerjakan", "Semua beres. Cadangkan ke flashdisk sebelum pulang.",
                  "Centang satu berkas seorang peserta, dengan scan bila ada."):
        assert any(said.words.strip().startswith(known[:20]) for said in everything()), known


# The command line.


def every_verb(verb: click.Command = verbs, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    below = verb.commands.items() if isinstance(verb, click.Group) else ()
    return [path, *(one for name, each in below for one in every_verb(each, (*path, name)))]


@pytest.mark.parametrize("path", every_verb(), ids=" ".join)
def test_every_help_page_is_indonesian(path: tuple[str, ...]) -> None:
    done = CliRunner().invoke(verbs, [*path, "--help"], prog_name="jamsos", obj=None)
    assert done.exit_code == 0
    page = done.output
    assert page.startswith("Cara pakai: jamsos")
    assert not ENGLISH.search(page), page
    assert not BANNED.search(re.sub(r"--[\w-]+|[A-Z]{4,}", "", page)), page


@pytest.mark.parametrize(("line", "said"), [
    (["xyz"], "Perintah xyz tidak dikenal."),
    (["contoh", "--peserta", "abc"], "Isian --peserta tidak bisa dipakai. Tulis angka."),
    (["kartu-cepat"], "--ke belum diisi."),
    (["kartu-cepat", "--ke", "x", "--siapa", "z"], "Isian --siapa tidak bisa dipakai. Pilih salah satu: desa, dpmd."),
    (["panduan", "a", "b"], "Terlalu banyak isian: b."),
    (["contoh", "--pesert", "1"], "Pilihan --pesert tidak dikenal. Mungkin --peserta."),
    (["contoh", "--peserta"], "Pilihan --peserta memerlukan isian, atau tidak menerimanya."),
])
def test_what_is_wrong_with_a_command_line_is_said_in_indonesian(line: list[str], said: str, tmp_path) -> None:
    session = Session(Options(DataFolder(tmp_path), json=False, rest=()), None)
    with pytest.raises(click.UsageError) as error:
        verbs.main(line, prog_name="jamsos", standalone_mode=False, obj=session)
    assert wrong_usage(error.value) == said


def test_the_words_of_qt_are_those_that_were_compiled() -> None:
    """The compiled words stand in the program; every one of the source must be in them."""
    compiled = (ROOT / "resources" / "jamsos_id.qm").read_bytes()
    source = (ROOT / "resources" / "jamsos_id.ts").read_text("utf-8")
    for words in re.findall(r"<translation>([^<&]+)</translation>", source):
        assert words.encode("utf-16-be") in compiled, words
