"""Months as texts: their arithmetic, their words, their runs."""

from __future__ import annotations

import pytest

from jamsos_desktop.model import masa


@pytest.mark.parametrize(("month", "many", "there"), [
    ("2026-11", 1, "2026-12"), ("2026-12", 1, "2027-01"), ("2026-01", -1, "2025-12"), ("2026-05", 24, "2028-05"),
    ("9999-12", 5, "9999-12")])
def test_months_are_counted_on(month: str, many: int, there: str) -> None:
    assert masa.plus(month, many) == there
    if there < "9999":
        assert masa.count(month, there) == many + 1


@pytest.mark.parametrize(("text", "fits"), [
    ("2026-12", True), ("2026-13", False), ("2026-00", False), ("2026-1", False), ("26-12", False), ("", False),
    ("0001-01", False), ("٢٠٢٦-١٢", False)])
def test_a_month_is_four_and_two_digits(text: str, fits: bool) -> None:
    assert masa.is_month(text) is fits


@pytest.mark.parametrize(("words", "span"), [
    ("Des 2026", ("2026-12", "2026-12")), ("Des 2026 - Mei 2027", ("2026-12", "2027-05")), ("", None), ("Des", None),
    ("Mei 2027 - Des 2026", None), ("Kapan 2026", None), ("Jan 2026 - Feb 2026 - Mar 2026", None)])
def test_words_of_replies_are_read(words: str, span: tuple[str, str] | None) -> None:
    assert masa.of_words(words) == span
    if span:
        assert masa.words(*span) == words


def test_words_of_one_year_name_it_once() -> None:
    assert masa.words("2027-01", "2027-06") == "Jan - Jun 2027"


def test_runs_are_joined_where_they_touch() -> None:
    spans = [("2026-07", "2026-09"), ("2026-01", "2026-03"), ("2026-04", "2026-04"), ("2026-08", "2026-12")]
    assert masa.runs(spans) == [("2026-01", "2026-04"), ("2026-07", "2026-12")]
    assert masa.run_at(spans, "2026-05") == ("2026-01", "2026-04")
    assert masa.run_at(spans, "2025-05") == ("2026-01", "2026-04")
    assert masa.run_at([], "2026-05") is None
    assert masa.months("2026-11", "2027-01") == ["2026-11", "2026-12", "2027-01"]
    assert str(masa.last_day("2028-02")) == "2028-02-29"
