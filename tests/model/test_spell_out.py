"""Terbilang: Indonesian number words of whole rupiah."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_desktop.texts import MOST_SPELT, inside, month_name, spell_out, spell_rupiah

VALUES = {"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
          "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100}
SIZES = {"ribu": 1000, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


@pytest.mark.parametrize(("value", "words"), [
    (0, "nol"), (1, "satu"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"), (19, "sembilan belas"),
    (20, "dua puluh"), (21, "dua puluh satu"), (99, "sembilan puluh sembilan"), (100, "seratus"), (101, "seratus satu"),
    (110, "seratus sepuluh"), (111, "seratus sebelas"), (119, "seratus sembilan belas"), (200, "dua ratus"),
    (999, "sembilan ratus sembilan puluh sembilan"), (1_000, "seribu"), (1_001, "seribu satu"),
    (1_100, "seribu seratus"), (2_000, "dua ribu"), (10_000, "sepuluh ribu"), (11_000, "sebelas ribu"),
    (16_800, "enam belas ribu delapan ratus"), (100_000, "seratus ribu"), (101_000, "seratus satu ribu"),
    (201_600, "dua ratus satu ribu enam ratus"), (1_000_000, "satu juta"), (1_001_000, "satu juta seribu"),
    (8_313_537, "delapan juta tiga ratus tiga belas ribu lima ratus tiga puluh tujuh"),
    (1_000_000_000, "satu miliar"), (1_000_000_001, "satu miliar satu"), (10**12, "satu triliun"),
    (2_000_011_000_100, "dua triliun sebelas juta seratus"),
])
def test_terbilang(value, words):
    assert spell_out(value) == words


@pytest.mark.parametrize(("sen", "words"), [
    (0, "nol rupiah"), (1, "nol rupiah satu sen"), (1_680_000, "enam belas ribu delapan ratus rupiah"),
    (1_091_988, "sepuluh ribu sembilan ratus sembilan belas rupiah delapan puluh delapan sen")])
def test_sen_are_spelt_out_too(sen, words):
    assert spell_rupiah(sen) == words


def test_months_are_named_in_full():
    assert [month_name(month) for month in ("2026-01", "2026-12")] == ["Januari 2026", "Desember 2026"]


@pytest.mark.parametrize("value", [-1, -10**6, MOST_SPELT + 1])
def test_nobody_pays_that(value):
    with pytest.raises(ValueError, match="spelt"):
        spell_out(value)


@given(st.integers(0, MOST_SPELT))
def test_the_words_say_the_number(value):
    assert read(spell_out(value)) == value


def read(words):
    """The number back from its words, by a way of its own."""
    total = part = 0
    for word in words.split():
        if word == "seribu":
            total += 1000
        elif word in SIZES:
            total, part = total + part * SIZES[word], 0
        elif word == "belas":
            part += 10
        elif word in ("puluh", "ratus"):
            ones = part % 10
            part += ones * (9 if word == "puluh" else 99)
        else:
            part += VALUES[word]
    return total + part


def test_a_label_inside_a_sentence():
    assert [inside(label) for label in ("Perangkat desa", "Non-ASN", "")] == ["perangkat desa", "non-ASN", ""]
