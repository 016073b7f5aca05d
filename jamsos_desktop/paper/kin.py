"""The family of a person as rows of a form: heirs first, what did not parse as it was typed."""

from __future__ import annotations

from collections.abc import Mapping

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.parse import group_nik
from jamsos_desktop.model.records import EMPTY, Keluarga, Peserta
from jamsos_desktop.paper.draw.keys import ROWS
from jamsos_desktop.paper.draw.words import DASH, capitals, phone, plain_text
from jamsos_desktop.texts import paper_date

Row = dict[str, str]  # the parts of ``kin_row``


def family_rows(p: Peserta) -> list[Row]:
    """Heirs in their order, then the other members of the family."""
    places = sorted(range(len(p.keluarga)), key=lambda i: _order(p.keluarga[i]))
    typed = _typed(p) if p.mentah else {}
    return [kin_row(p.keluarga[i], typed.get(i, EMPTY)) for i in places]


def _order(k: Keluarga) -> tuple[bool, int]:
    return k.urutan is None, k.urutan or 0


def _typed(p: Peserta) -> dict[int, dict[str, str]]:
    """``keluarga.2.nik`` of ``mentah`` by place and column."""
    found: dict[int, dict[str, str]] = {}
    for key, text in p.mentah.items():
        word, _, rest = key.partition(".")
        place, _, column = rest.partition(".")
        if word == "keluarga" and place.isdigit():
            found.setdefault(int(place), {})[column] = plain_text(text)
    return found


def kin_row(k: Keluarga, typed: Mapping[str, str] = EMPTY) -> Row:
    """One family member as a table row says it; ``typed``: the texts of columns that did not parse."""
    hp = typed.get("hp") or phone(k.hp)
    wali = typed.get("wali") or plain_text(k.wali)
    ket = ", ".join(part for part in (hp, f"wali: {wali}" if wali else "") if part)
    row = {
        "nama": capitals(k.nama), "hubungan": code_label("hubungan", k.hubungan) if k.hubungan else "",
        "nik": group_nik(plain_text(k.nik)), "jk": _sex(k), "tanggal_lahir": paper_date(k.tanggal_lahir),
        "ket": ket or (DASH if k.nama else ""), "waris": "ya" if k.urutan is not None else "",
    }
    if typed:
        row.update((column, text) for column, text in typed.items() if column in row)
    return row


def _sex(k: Keluarga) -> str:
    """L or P: by the relation where it says so, else by the day in the NIK (women add 40)."""
    if k.hubungan in ("suami", "istri"):
        return "L" if k.hubungan == "suami" else "P"
    if len(k.nik) != 16 or not (k.nik.isascii() and k.nik.isdigit()):
        return ""
    return "P" if k.nik[6] >= "4" else "L"


_EMPTY_ROW = kin_row(Keluarga())


def kin_values(word: str, rows: list[Row], none: bool) -> dict[str, str]:
    """The rows as printed values under ``word``; ``none``: the person says there is nobody."""
    values: dict[str, str] = {}
    for i in range(ROWS):
        row = rows[i] if i < len(rows) else _EMPTY_ROW
        for part, text in row.items():
            values[f"{word}.{i + 1}.{part}"] = text
    if none and not rows:
        values[f"{word}.1.nama"] = "TIDAK PUNYA AHLI WARIS"
    more = rows[ROWS:]
    values[f"{word}.lagi"] = f"{len(more)} orang lagi di lampiran" if more else ""
    for i, row in enumerate(more, ROWS + 1):
        values[f"{word}.{i}"] = "|".join(row.values())
    return values
