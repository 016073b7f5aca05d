"""PINs that are guessed first are refused, the others are not."""

from __future__ import annotations

import random
from datetime import date

import pytest

from jamsos_desktop.model import pin as pins
from jamsos_desktop.problems import Problem

BORN = date(1971, 3, 14)


def kept(pin, again=None, **more):
    return {rule.kode for rule in pins.rules(pin, pin if again is None else again, **more) if rule.ya}


@pytest.mark.parametrize("pin", ["111111", "000000", "123456", "234567", "654321", "987654", "012345", "543210",
                                 "456789", "567890", "098765", "121212", "909090", "123123", "112233", "998877",
                                 "123321", "480084"])
def test_rows_and_repetitions(pin):
    assert "urut" not in kept(pin, known=True)
    with pytest.raises(Problem) as caught:
        pins.check(pin)
    assert caught.value.kode == "PIN_LEMAH"


@pytest.mark.parametrize("pin", ["482913", "739187", "246810", "135792", "112358", "908172"])
def test_a_good_pin(pin):
    assert kept(pin) == {"panjang", "urut", "lahir", "sama"}
    pins.check(pin)


@pytest.mark.parametrize("pin", ["", "4", "48291", "4829133", "48291a", "٤٨٢٩١٣", "482913\n", "48 913"])
def test_six_digits(pin):
    assert "panjang" not in kept(pin)
    assert not kept(pin) - {"panjang"}
    with pytest.raises(Problem) as caught:
        pins.check(pin)
    assert caught.value.kode == "PIN_BENTUK"


def test_a_known_day_in_every_spelling_and_no_other():
    for pin in ("140371", "710314", "031971", "140319", "971031", "197103", "141971", "031471"):
        assert "lahir" not in kept(pin, births=[BORN], known=True), pin
    assert "lahir" in kept("150371", births=[BORN], known=True)
    assert "lahir" not in kept("150371", births=[BORN])
    assert "lahir" not in kept("290204")  # a day of a leap year
    assert "lahir" in kept("310471")  # no such day


def test_repetition():
    assert "sama" not in kept("482913", "482914")
    assert "sama" not in kept("48291", "48291")


def test_most_pins_are_free():
    draw = random.Random(7)
    refused = sum(len(kept(f"{draw.randrange(10**6):06}")) < 4 for _ in range(5000))
    assert 0.05 < refused / 5000 < 0.09  # days of birth, and a few rows
