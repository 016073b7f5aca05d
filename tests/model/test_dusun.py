"""One dusun is one however it is written, and dusun follow each other as people count them."""

from __future__ import annotations

import pytest

from jamsos_desktop.model.dusun import dusun_key, dusun_name, dusun_number, dusun_order


@pytest.mark.parametrize("texts", [("II", "2", "ii", "Dusun II", "dusun 2", "Dsn. II", "02"),
                                   ("Mekar Sari", "dusun mekar sari"), ("", " ")])
def test_one_dusun_has_one_key(texts: tuple[str, ...]) -> None:
    assert len({dusun_key(text) for text in texts}) == 1


def test_dusun_that_differ_have_keys_that_differ() -> None:
    texts = ("I", "II", "III", "XI", "Mawar Indah", "Melati Indah", "Dusun", "")
    assert len({dusun_key(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(("text", "name"), [
    ("II", "Dusun II"), ("ii", "Dusun II"), ("3", "Dusun 3"), ("Dusun II", "Dusun II"),
    ("Lingkungan 3", "Lingkungan 3"), ("Mekar Sari", "Dusun Mekar Sari"), ("  ", "")])
def test_a_dusun_is_called_with_its_word_once(text: str, name: str) -> None:
    assert dusun_name(text) == name


def test_numbers_come_first_names_then_nobody() -> None:
    found = sorted(("", "Mekar", "X", "IX", "12", "II", "XI", "Asri"), key=dusun_order)
    assert found == ["II", "IX", "X", "XI", "12", "Asri", "Mekar", ""]
    assert dusun_number("XIV") == 14
    assert dusun_number("Mekar") is None
