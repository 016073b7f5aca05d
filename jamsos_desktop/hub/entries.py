"""From a row of a package to the columns the register keeps: strict about types, tolerant of unknown keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jamsos_desktop.hub.quality import marks
from jamsos_desktop.hub.records import Entry


class BadRow(ValueError):
    """A row that no honest desk writes: a missing uid, a wrong type, an unknown group."""


def entry_of(row: Mapping[str, Any], today: date) -> Entry:
    """The columns of one person; raises BadRow. Absent keys are empty values (docs/paket.md)."""
    def text(key: str) -> str:
        value = row.get(key, "")
        if not isinstance(value, str):
            raise BadRow(key)
        return value

    revisi, program = row.get("revisi"), row.get("program", [])
    money, funds = row.get("iuran", {}), row.get("sumber_dana", {})
    if not (isinstance(revisi, int) and isinstance(program, list) and isinstance(money, dict)
            and isinstance(funds, dict)):
        raise BadRow("revisi, iuran, sumber_dana, program")
    fund, monthly, uid = funds.get("jkk_jkm", ""), money.get("sebulan_sen", 0), text("uid")
    if not (uid and revisi >= 0 and isinstance(fund, str) and isinstance(monthly, int) and monthly >= 0):
        raise BadRow("uid, revisi, sumber_dana, sebulan_sen")
    return Entry(uid, revisi, text("nomor"), text("nik"), text("nama"), text("tanggal_lahir"), text("nama_ibu"),
                 text("kelompok"), text("segmen"), text("jabatan") or text("pekerjaan"), fund,
                 " ".join(map(str, program)), text("permohonan") or "daftar", monthly, " ".join(marks(row, today)))
