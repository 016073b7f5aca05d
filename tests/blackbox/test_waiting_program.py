"""The program that waits is the program: what a verb says there, it says when it is started anew."""

from __future__ import annotations

import pytest

from tests.blackbox.outside import VERBS, Desk


@pytest.mark.parametrize("words", [("daftar",), ("daftar", "--json"), ("cari", "salma"), ("terbang",), ("kpj", "--x"),
                                   ("tambah", "--dari", "tidak-ada.json"), ("riwayat", "--periksa")])
def test_a_verb_says_the_same_as_one_started_anew(desk: Desk, words: tuple[str, ...]) -> None:
    waited, started = desk.run(*words), Desk(desk.data, program=VERBS).run(*words)
    assert (waited.returncode, waited.stdout, waited.stderr) == (started.returncode, started.stdout, started.stderr)


def test_a_verb_leaves_nothing_to_the_next(desk: Desk) -> None:
    assert desk.run("daftar", JAMSOS_HARI_INI="kemarin").returncode == 1
    assert desk.run("daftar").returncode == 0
    assert desk.run("--help").stdout == desk.run("--help").stdout
