"""The program as a process: from the source, or with JAMSOS_BUNDLE=FOLDER the bundle. Nothing of it is imported."""

from __future__ import annotations

import atexit
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.blackbox.waiting_program import CAN_FORK, Waiting
from tests.documents import check_document

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = (ROOT / os.environ["JAMSOS_BUNDLE"]).resolve() if os.environ.get("JAMSOS_BUNDLE") else None
TODAY = "2026-11-20"
_SUFFIX = ".exe" if sys.platform == "win32" else ""
VERBS = [str(BUNDLE / f"jamsos{_SUFFIX}")] if BUNDLE else [sys.executable, str(ROOT / "main.py")]
WINDOW = [str(BUNDLE / f"JamsosDesa{_SUFFIX}")] if BUNDLE else VERBS
LONGEST = 60  # seconds; a process that waits for somebody is a defect


def environment(home: Path, **more: str) -> dict[str, str]:
    """Hardly anything: a home, a path without Python, a day. What measures the source's coverage may go along, and the
    one word without which no program of Windows starts."""
    passed = {key: value for key, value in os.environ.items() if key.startswith("COVERAGE") or key == "SYSTEMROOT"}
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "JAMSOS_HARI_INI": TODAY,
            **passed, **more}


class Desk:
    """One data folder, spoken to by verbs. ``program``: another than the one all tests look at, or ``VERBS``: that one,
    started anew for each verb."""

    def __init__(self, data: Path, *, program: Sequence[str] = (), **more: str) -> None:
        self.data, self.program, self._anew = data, program or VERBS, bool(program or BUNDLE or not CAN_FORK)
        self.env = environment(data.parent, **more)

    def run(self, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
        told, env = ["--data", str(self.data), *map(str, words)], {**self.env, **more}
        return run([*self.program, *told], env, self.data.parent) if self._anew else waiting().run(
            told, env, self.data.parent)

    def said(self, *words: object, **more: str) -> str:
        """What a verb says to a person: exit 0 and not a word of complaint."""
        done = self.run(*words, **more)
        assert (done.returncode, done.stderr) == (0, ""), (words, done.stderr)
        return done.stdout

    def json(self, *words: object, **more: str) -> Any:
        """The one document a verb answers with, which is as the book of commands says."""
        done = self.run(*words, "--json", **more)
        assert done.returncode == 0, (words, done.stderr)
        answer = json.loads(done.stdout)
        check_document(words, answer)
        return answer

    def refused(self, *words: object, **more: str) -> str:
        """The code of the one sentence on standard error; nothing on standard output."""
        done = self.run(*words, **more)
        assert (done.returncode, done.stdout) == (1, ""), (words, done.stdout, done.stderr)
        found = re.fullmatch(r"([A-Z_0-9]+): [A-Z0-9].*\n", done.stderr)
        assert found, done.stderr
        return found[1]


@lru_cache
def waiting() -> Waiting:
    """The program all verbs are forks of."""
    made = Waiting({"HOME": "/", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}, LONGEST)
    atexit.register(made.end)
    return made


def run(command: Sequence[str], env: Mapping[str, str], folder: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """A process to its end, without anybody at its keyboard."""
    return subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          encoding="utf-8", timeout=LONGEST, check=False, **more)


def tool(*words: object, folder: Path) -> str:
    """What a tool of the system says that knows nothing of this program."""
    done = subprocess.run([str(word) for word in words], cwd=folder, capture_output=True, text=True, timeout=LONGEST,
                          check=False)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def pdf_text(path: Path) -> str:
    """The words of a PDF, as poppler reads them."""
    return tool("pdftotext", "-layout", path, "-", folder=path.parent)
