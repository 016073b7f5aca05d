"""Percentages and large sums as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jamsos_desktop.texts import millions, percent


@pytest.mark.parametrize(("value", "places", "said"), [
    (None, 1, "–"), (Decimal("54.3"), 1, "54,3%"), (Decimal("54.3"), 0, "54%"), (Decimal("54.5"), 0, "55%"),
    (Decimal(0), 0, "0%"), (Decimal(100), 1, "100,0%"), (Decimal("99.96"), 1, "99,9%"), (Decimal("99.7"), 0, "99%"),
    (Decimal("107.8"), 0, "108%")])
def test_a_share_is_never_rounded_up_to_the_whole(value: Decimal | None, places: int, said: str) -> None:
    assert percent(value, places) == said


@pytest.mark.parametrize(("sen", "said"), [
    (0, "Rp 0"), (1_680_000, "Rp 16.800"), (99_999_999, "Rp 1.000.000"), (100_000_000, "Rp 1,0 juta"),
    (31_630_000_000, "Rp 316,3 juta"), (123_456_789_000, "Rp 1,2 miliar")])
def test_large_sums_are_said_short(sen: int, said: str) -> None:
    assert millions(sen) == said
