"""The program in the menu of a Linux desktop, and .jdx files that open by a double click, as the system reads them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli import program
from jamsos_desktop.desk import menu_entry
from jamsos_desktop.problems import Problem

KIND = "application/x-jamsos-desa"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for what belongs to one person."""
    root = tmp_path / "milik saya"
    monkeypatch.setenv("XDG_DATA_HOME", str(root))
    return root


def words_of(line: str) -> list[str]:
    """The words of an Exec line as a desktop takes them apart: first the text, then the quotes."""
    text, words = line.encode().decode("unicode_escape").encode("latin-1").decode(), [""]
    quoted = escaped = False
    for letter in text:
        if escaped or letter not in '"\\ ' or (letter == " " and quoted):
            words[-1] += letter
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == '"':
            quoted = not quoted
        else:
            words.append("")
    return [word if word == "%F" else word.replace("%%", "%") for word in words]


def test_the_entry_starts_this_very_program_wherever_it_stands(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ["/opt/Jamsos Desa (1)/50% \"baru\"/$x`y\\z/JamsosDesa", "main.py"]
    monkeypatch.setattr(menu_entry, "window_command", lambda: odd)
    done = desks.put_into_menu()
    assert [path.is_relative_to(place) and path.is_file() for path in done.files] == [True] * 3
    lines = dict(line.split("=", 1) for line in done.files[0].read_text("utf-8").splitlines() if "=" in line)
    assert words_of(lines["Exec"]) == [*odd, "%F"]
    assert lines["MimeType"] == f"{KIND};"
    kind = ET.parse(done.files[1]).getroot()[0]
    assert kind.get("type") == KIND
    assert [one.get("pattern") for one in kind if one.tag.endswith("glob")] == ["*.jdx"]
    assert lines["Icon"] == done.files[2].stem
    assert b"currentColor" not in done.files[2].read_bytes()


@pytest.mark.skipif(shutil.which("gio") is None, reason="asks the system itself where it can be asked")
def test_the_system_opens_a_jdx_file_with_it(place: Path, tmp_path: Path) -> None:
    assert desks.put_into_menu().known
    file = tmp_path / "JB-7402112017-0001.jdx"
    file.write_bytes(b"age-encryption.org/v1\n")
    asked = subprocess.run(["gio", "info", "-a", "standard::content-type", str(file)], capture_output=True, text=True,
                           check=True, env={**os.environ, "LC_ALL": "C"})
    assert KIND in asked.stdout


def test_the_verb_writes_it_and_takes_it_away_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.run(["--json", "pasang-menu"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert len(written["berkas"]) == 3
    assert program.run(["--json", "pasang-menu"]) == 0  # again, over itself
    assert json.loads(capsys.readouterr().out) == written
    assert program.run(["--json", "pasang-menu", "--hapus"]) == 0
    assert sorted(json.loads(capsys.readouterr().out)["berkas"]) == sorted(written["berkas"])
    assert not any(Path(path).exists() for path in written["berkas"])
    assert program.run(["pasang-menu", "--hapus"]) == 0  # nothing is there any more
    assert "keluar dari menu" in capsys.readouterr().out


def test_where_it_cannot_be_written_it_says_so(place: Path, capsys: pytest.CaptureFixture[str],
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    place.write_text("sebuah file")
    assert program.run(["pasang-menu"]) == 1
    assert "TIDAK_BISA_TULIS" in capsys.readouterr().err
    place.unlink()
    monkeypatch.setenv("PATH", "")  # a system without the program that reads the new kind
    assert not desks.put_into_menu().known
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(Problem, match="pemasang") as refused:
        desks.put_into_menu()
    assert refused.value.kode == "MENU_BUKAN_LINUX"
