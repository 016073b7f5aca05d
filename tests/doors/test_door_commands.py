"""Every verb with every odd word: exit 1 or 2 and a sentence, or done; never a fault of the program."""

from __future__ import annotations

import random

import click
import pytest
from odd_trees import LETTERS

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run, verbs
from jamsos_desktop.paths import DataFolder
from tests.conftest import TODAY, salma

SHORT, LONG = 90, 2500
WORDS = (*(word for word in LETTERS if "\x00" not in word), "74.02.11.2017", "BPU-000001", "7402115408849417",
         "2026-11", "2026-12-31", "keluaran", "/proc/1/x", "data-desa/data.db/x", ".", "tidak-ada.xlsx", "p1",
         "formulir", "ceklis", "A4", "pekerja_rentan", "100000", "-5", "Ångström", "--", "--json", "9" * 400)
# Verbs that would wait for a window, make a whole demo or people by the thousand.
LEFT_OUT = {"demo", "contoh"}


@pytest.fixture
def data(folder: DataFolder, clock: desks.Clock, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
    monkeypatch.chdir(folder.root.parent)
    (folder.root.parent / "ada.csv").write_text("nomor;nama\nBPU-000001;WA ODE\n", "utf-8")
    (folder.root.parent / "ada.json").write_text('[{"nama": "LA BASRI", "kelompok": "pekerja_rentan"}]', "utf-8")
    for name in ("ada.pdf", "ada.xlsx"):
        (folder.root.parent / name).write_bytes(b"bukan apa-apa")
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma(), 0)
    return folder


def word_for(dice: random.Random, option: click.Parameter) -> str:
    """Half of the time a word of the kind that is asked for, since those go further in."""
    if dice.random() < 0.5:
        return dice.choice(WORDS)
    if isinstance(option.type, click.Choice):
        return str(dice.choice(list(option.type.choices)))
    if isinstance(option.type, click.types.IntParamType):
        return str(dice.choice((0, 1, 12, 2026, -3, 2**63)))
    if isinstance(option.type, click.Path):
        return dice.choice(("ada.csv", "ada.json", "ada.pdf", "ada.xlsx", "keluaran", "data-desa", ".", ""))
    return dice.choice(("BPU-000001", "7402115408849417", "2026", "2026-12", "2026-12-01", "1", "APBD_KAB", "KTP",
                        "Salma", "pekerja_rentan", "ALASAN PANJANG SEKALI", "500000", "formulir,ceklis", "1=nama"))


def odd_line(dice: random.Random) -> list[str]:
    """A verb with some of its options, each with a word that mostly does not fit."""
    name = dice.choice(sorted(set(verbs.commands) - LEFT_OUT))
    line = [name]
    for option in verbs.commands[name].params:
        if isinstance(option, click.Argument):
            line += [word_for(dice, option) for _ in range(max(option.nargs, 1) if dice.random() < 0.9 else 0)]
        elif dice.random() < (0.9 if option.required else 0.25):
            line.append(option.opts[0])
            if not (isinstance(option, click.Option) and option.is_flag):
                line.append(word_for(dice, option))
    return line


def torture(data: DataFolder, capsys: pytest.CaptureFixture[str], seeds: range) -> dict[int, int]:
    codes = {0: 0, 1: 0, 2: 0}
    for seed in seeds:
        line = odd_line(random.Random(seed))
        try:
            code = run(["--data", str(data.root), *line])
        except BaseException as fault:
            raise AssertionError(f"seed {seed}: {line}") from fault
        said, error = capsys.readouterr()
        codes[code] += 1
        assert "Traceback" not in error + said, (seed, line)
        if code:
            assert len(error.strip()) > 10, (seed, line)
            assert "7402115408849417" not in error or "7402115408849417" in line, (seed, line)
    return codes


def test_odd_words_end_in_a_sentence(data: DataFolder, capsys: pytest.CaptureFixture[str], clock: desks.Clock) -> None:
    codes = torture(data, capsys, range(SHORT))
    assert sum(codes.values()) == SHORT
    assert codes[1] > SHORT // 5
    assert codes[2] > SHORT // 20
    with desks.open_desk(data, None, clock) as desk:
        assert all(desk.judge(one) for one in desk.everyone())


@pytest.mark.long
def test_many_odd_words(data: DataFolder, capsys: pytest.CaptureFixture[str], clock: desks.Clock) -> None:
    assert sum(torture(data, capsys, range(1000, 1000 + LONG)).values()) == LONG
    with desks.open_desk(data, None, clock) as desk, desk.ctx.open() as db:
        assert db.integrity() == []
