"""SIGKILL in the middle of typing: at most the field being typed is lost, people already saved are whole.

A child process drives the real editor over the real desk with key events and prints a line after every
letter and every field it has left; the parent kills it at a moment of its own choosing and opens what is on disk.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.model.parse import digits
from jamsos_desktop.paths import DataFolder
from ui.pages.editor import resume_args
from ui.pages.editor_session import FORM

ROOT = Path(__file__).resolve().parents[2]
SHORT, LONG = 3, 20  # kills
CHILD = r'''
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from ui import theme
from ui.window import Shell

app = QApplication([])
theme.apply(app, False)
desk = desks.open_desk(DataFolder(Path(sys.argv[1])), None, desks.Clock(date(2026, 11, 21)))
shell = Shell(desk)
shell.show()
shell.activateWindow()
QTest.qWaitForWindowActive(shell)
for number in range(1000):
    shell.go("editor", kelompok="pekerja_rentan")
    page = shell.current
    uid = page.session.base.uid
    print("ORANG", uid, flush=True)
    for key, text in (("nik", f"740211540884{9100 + number:04}"), ("nama", f"WA ODE SALMA {chr(65 + number % 26)}"),
                      ("tempat_lahir", "SOROPIA"), ("nama_ibu", "WA MUNA"), ("alamat", "dekat dermaga")):
        page.form.go(key)
        line = page.form.fields[key].edit
        for letter in text:
            QTest.keyClicks(line, letter)
            app.processEvents()
            print("HURUF", uid, key, letter, sep="\t", flush=True)
        QTest.keyClick(line, Qt.Key.Key_Return)
        print("SELESAI", uid, key, text, sep="\t", flush=True)
    QTest.keyClick(page.form.fields["alamat"].edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    print("SIMPAN", uid, sep="\t", flush=True)
'''


def typed_until_killed(root: Path, lines: int) -> list[list[str]]:
    """Let a child type, kill it after it said that many lines, and give what it had said by then."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    said = []
    with subprocess.Popen([sys.executable, "-c", CHILD, str(root)], stdout=subprocess.PIPE, text=True, env=env,
                          cwd=ROOT) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.endswith("\n"):  # a line cut by the kill says nothing
                said.append(line.rstrip("\n").split("\t"))
            if len(said) == lines:
                child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL, "the child ended by itself"
    return said


def facts(said: list[list[str]]) -> tuple[dict[str, dict[str, str]], set[str]]:
    """What was left (uid -> field -> text), and who was saved."""
    left: dict[str, dict[str, str]] = {}
    for what, *rest in said:
        if what == "SELESAI":
            left.setdefault(rest[0], {})[rest[1]] = rest[2]
    return left, {rest[0] for what, *rest in said if what == "SIMPAN"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("kills", [SHORT, pytest.param(LONG, marks=pytest.mark.long)])
def test_a_kill_loses_at_most_the_field_being_typed(folder: DataFolder, clock: desks.Clock, kills: int) -> None:
    chance = random.Random(7)
    known: dict[str, dict[str, str]] = {}
    half = 0
    for _ in range(kills):
        said = typed_until_killed(folder.root, chance.randrange(10, 160))
        left, stored = facts(said)
        with desks.open_desk(folder, None, clock) as desk:
            for uid in stored:
                known[uid] = left[uid]
            for uid, texts in known.items():
                person = desk.read(uid)
                assert {key: getattr(person, key).upper() for key in texts} == {k: t.upper() for k, t in texts.items()}
            for uid in set(left) - stored:
                half += 1
                assert texts_on_disk(desk, uid) >= {(key, compact(text)) for key, text in left[uid].items()}
                assert resume_args(desk) == {"uid": uid} or desk.draft(FORM, uid) is None
            for draft in desk.drafts(FORM):
                desk.drop_draft(FORM, draft.kunci)
    assert known, "no kill came after a save"
    assert half, "no kill came in the middle of a person"


def texts_on_disk(desk: desks.Desk, uid: str) -> set[tuple[str, str]]:
    """Fields of a person who was being typed: of the draft, or of the record when the kill came after the save."""
    draft = desk.draft(FORM, uid)
    if draft is not None:
        return {(key, compact(text)) for key, text in draft.isi["texts"].items()}
    person = desk.read(uid)
    return {(key, compact(getattr(person, key))) for key in ("nik", "nama", "tempat_lahir", "nama_ibu", "alamat")}


def compact(text: str) -> str:
    return digits(text).upper()
