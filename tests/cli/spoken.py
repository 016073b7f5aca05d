"""Verbs run in this process, for tests of commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop.cli.program import run
from tests.documents import check_document


class Words:
    """Verbs in this process: what they print, and the code of what they refuse."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data, self._capsys = data, capsys

    def run(self, *words: object) -> tuple[int, str, str]:
        self._capsys.readouterr()
        code = run(["--data", str(self._data), *map(str, words)])
        return code, *self._capsys.readouterr()

    def json(self, *words: object) -> Any:
        code, said, error = self.run("--json", *words)
        assert code == 0, error
        answer = json.loads(said)
        check_document(words, answer)
        return answer

    def refused(self, *words: object) -> str:
        code, said, error = self.run(*words)
        assert (code, said) == (1, ""), error
        return error.partition(":")[0]
