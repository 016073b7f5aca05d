"""The table of the benches: a whole run stands over a short one, what is missed is said, nothing else changes."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import figures

BENCH = Path(figures.__file__).parent


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``bench/run.py``, keeping what it finds in a folder of this test."""
    spec = importlib.util.spec_from_file_location("bench_run", BENCH / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "KEEP", tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    return module


def keep(run: ModuleType, kind: str, value: float, *, busy: bool = False) -> None:
    """A figure of bench_lists as a run of this kind leaves it; its goal is at most 10 s."""
    figure = figures.Figure("bench_lists", "a claim", value, "s", at_most=10, peer="the usual way", peer_value=30)
    (run.KEEP / f"bench_lists.jsonl.{kind}").write_text(json.dumps(vars(figure)) + "\n", encoding="utf-8")
    about = {"day": "2026-11-22", "busy": busy, "seconds": 3, "machine": "2 cores"}
    (run.KEEP / f"bench_lists.about.{kind}").write_text(json.dumps(about), encoding="utf-8")


def test_a_whole_run_stands_over_a_short_one(run: ModuleType) -> None:
    keep(run, "short", 99, busy=True)
    assert "| 99.0 s | at most 10 s |" in run.table()
    assert "| short, 2026-11-22, busy |" in run.table()
    assert "missed" not in run.table()  # goals are stated for many people
    keep(run, "whole", 5)
    assert "| 5.00 s | at most 10 s | the usual way: 30.0 s (6.00 x ours) |" in run.table()
    assert "99.0" not in run.table()


def test_a_goal_missed_by_a_whole_run_is_said(run: ModuleType) -> None:
    keep(run, "whole", 11)
    assert "| 11.0 s **missed** |" in run.table()


def test_only_the_table_of_a_page_changes(run: ModuleType, tmp_path: Path) -> None:
    keep(run, "whole", 5)
    page = tmp_path / "page.md"
    page.write_text(f"before\n{run.START}\nold\n{run.END}\nafter\n", encoding="utf-8")
    run.put_into(page)
    told = page.read_text(encoding="utf-8")
    assert told.startswith(f"before\n{run.START}\n")
    assert told.endswith(f"{run.END}\nafter\n")
    assert "old" not in told
    assert run.table() in told


def test_a_bench_that_was_not_run_now_keeps_its_rows(run: ModuleType, tmp_path: Path) -> None:
    keep(run, "whole", 5)
    page = tmp_path / "page.md"
    page.write_text(f"{run.START}\n{run.END}\n", encoding="utf-8")
    run.put_into(page)
    assert f"| {run.link('bench_table')} | not run |" in page.read_text(encoding="utf-8")
    for left in run.KEEP.iterdir():
        left.unlink()
    run.put_into(page)
    assert "| a claim | 5.00 s |" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(("value", "at_most", "at_least", "met"), [
    (1, None, None, True), (1, 1, None, True), (1.1, 1, None, False), (1, None, 1, True), (0.9, None, 1, False)])
def test_a_goal_is_met_up_to_its_edge(value: float, at_most: float | None, at_least: float | None, met: bool) -> None:
    assert figures.Figure("b", "c", value, "s", at_most, at_least).met is met


def test_a_bench_run_by_hand_keeps_nothing_and_under_the_runner_its_claims(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench/bench_x.py"])
    monkeypatch.delenv(figures.KEPT, raising=False)
    figures.note("a claim", 1, "s")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv(figures.KEPT, str(tmp_path))
    figures.note("a claim", 1, "s", at_most=2)
    figures.note("another", 3, "x")
    assert [(one.bench, one.claim) for one in figures.read(tmp_path / "bench_x.jsonl")] == [
        ("bench_x", "a claim"), ("bench_x", "another")]
