"""SIGKILL in the middle of typing: at most the field being typed is lost, people already saved are whole.

A child process drives the real editor over the real desk with key events and prints a line after every letter and
every field, cell and tick it has done, without a pause in which the draft would be kept anyway; the parent kills it
at a moment of its own choosing and opens what is on disk.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.model.parse import digits
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paths import DataFolder
from ui.pages.editor import resume_args
from ui.pages.editor_session import FORM

ROOT = Path(__file__).resolve().parents[2]
SHORT, LONG = 3, 12  # kills
WHEN = ((10, 60), (63, 106), (220, 236))  # lines said at the kill: in the fields, the heirs, the second one's papers
TYPED = ("nik", "nama", "tempat_lahir", "nama_ibu", "alamat")
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


def fill(uid, key, text, where):
    for letter in text:
        QTest.keyClicks(where(), letter)
        app.processEvents()
        print("HURUF", uid, key, letter, sep="\t", flush=True)
    QTest.keyClick(where(), Qt.Key.Key_Return)
    print("SELESAI", uid, key, text, sep="\t", flush=True)


for number in range(1000):
    shell.go("editor", kelompok="pekerja_rentan")
    page = shell.current
    uid = page.session.base.uid
    print("ORANG", uid, flush=True)
    for key, text in (("nik", f"740211540884{9100 + number:04}"), ("nama", f"WA ODE SALMA {chr(65 + number % 26)}"),
                      ("tempat_lahir", "SOROPIA"), ("nama_ibu", "WA MUNA"), ("alamat", "dekat dermaga")):
        page.form.go(key)
        fill(uid, key, text, lambda key=key: page.form.fields[key].edit)
    for row, heir in enumerate((("LA ODE HASAN", "Suami", "7402110302809366"), ("SITI", "Anak"))):
        page.form.family.open_cell(row, "nama")
        for key, text in zip(("nama", "hubungan", "nik"), heir):
            fill(uid, f"keluarga.{row}.{key}", text, QApplication.focusWidget)
    for code, paper in page.form.papers.rows.items():
        paper.setFocus()
        QTest.keyClick(paper, Qt.Key.Key_Space)
        print("SELESAI", uid, f"berkas.{code}", "ada", sep="\t", flush=True)
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
    for nth in range(kills):
        said = typed_until_killed(folder.root, chance.randrange(*WHEN[nth % len(WHEN)]))
        left, stored = facts(said)
        with desks.open_desk(folder, None, clock) as desk:
            known |= {uid: left[uid] for uid in stored}
            for uid, texts in known.items():
                assert of_record(desk.read(uid)) >= compact(texts)
            for uid in set(left) - stored:
                half += 1
                assert on_disk(desk, uid) >= compact(left[uid])
                assert resume_args(desk) == {"uid": uid} or desk.draft(FORM, uid) is None
            for draft in desk.drafts(FORM):
                desk.drop_draft(FORM, draft.kunci)
    assert known, "no kill came after a save"
    assert half, "no kill came in the middle of a person"


def on_disk(desk: desks.Desk, uid: str) -> set[tuple[str, str]]:
    """What stands there of a person who was being typed: in the draft, or in the record when the kill came after the
    save."""
    draft = desk.draft(FORM, uid)
    if draft is None:
        return of_record(desk.read(uid))
    family = {f"keluarga.{n}.{key}": text for n, row in enumerate(draft.isi["keluarga"] or ())
              for key, text in row.items()}
    papers = {f"berkas.{code}": state for code, state in (draft.isi["berkas"] or {}).items()}
    return compact({**draft.isi["texts"], **family, **papers})


def of_record(person: Peserta) -> set[tuple[str, str]]:
    family = {f"keluarga.{n}.{key}": getattr(heir, key) for n, heir in enumerate(person.keluarga)
              for key in ("nama", "hubungan", "nik")}
    papers = {f"berkas.{code}": state for code, state in person.berkas.items()}
    return compact({**{key: getattr(person, key) for key in TYPED}, **family, **papers})


def compact(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(key, digits(text).upper()) for key, text in texts.items()}
