"""From a row of a package to the columns the register keeps: strict about types, tolerant of unknown keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from jamsos_desktop.hub.quality import marks
from jamsos_desktop.hub.records import Entry
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.policy import Policy

_SEGMEN = ("", "PU", "BPU")
_LONGEST = 300  # letters of any column
_MOST_SEN = 10 ** 11  # Rp 1 billion a month, a thousand times any dues: sums over everybody stay whole numbers


class BadRow(ValueError):
    """A row that no honest desk writes: a missing uid, a wrong type, an unknown group, endless text or dues."""


def entry_of(row: Mapping[str, Any], policy: Policy, today: date) -> Entry:
    """The columns of one person, with what looks wrong of them by the policy; raises BadRow.

    Absent keys are empty values (docs/paket.md).
    """
    def text(key: str) -> str:
        return _text(row.get(key, ""))

    money, funds, program = row.get("iuran", {}), row.get("sumber_dana", {}), row.get("program", [])
    if not (isinstance(program, list) and isinstance(money, dict) and isinstance(funds, dict)):
        raise BadRow("iuran, sumber_dana, program")
    revisi, monthly = row.get("revisi"), money.get("sebulan_sen", 0)
    if type(revisi) is not int or revisi < 0 or type(monthly) is not int or not 0 <= monthly <= _MOST_SEN:
        raise BadRow("revisi, sebulan_sen")  # true and false are int too, and no numbers
    entry = Entry(text("uid"), revisi, text("nomor"), text("nik"), text("nama"), text("tanggal_lahir"),
                  text("nama_ibu"), text("kelompok"), text("segmen"), text("jabatan") or text("pekerjaan"),
                  _text(funds.get("jkk_jkm", "")), _text(" ".join(map(_text, program))),
                  text("permohonan") or "daftar", monthly, " ".join(marks(row, policy, today)))
    known = entry.kelompok in ("", *KELOMPOK) and entry.segmen in _SEGMEN and entry.permohonan in _asked()
    if not (entry.uid and known):
        raise BadRow("uid, kelompok, segmen, permohonan")
    return entry


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise BadRow("text")
    return value


@cache
def _asked() -> frozenset[str]:
    """What a village can ask for somebody."""
    return frozenset(code_list("permohonan"))
